"""A VBA project that a workbook has (MS-OVBA): its bytes in; its modules, and all else that it keeps, out."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from salesbook.office.excel.cfb import Tree
from salesbook.office.excel.pack import unpack

MODULE_NAME, STREAM_NAME, SOURCE_START, MODULE_COUNT = 0x19, 0x1A, 0x31, 0x0F
_CODE_PAGE, VERSION, _MODULE_END, _END = 0x03, 0x09, 0x2B, 0x10
_VERSION_SIZE = 6  # its length does not count the second number
_PASSWORD = re.compile(rb'^DPB="([0-9A-Fa-f]+)"', re.MULTILINE)
_NO_PASSWORD_LENGTH = (
    22  # hexadecimal digits: one byte, veiled; a password's hash takes more than thrice as much
)

_COMPILED = "__SRP_"  # streams of what Office compiled
_STREAM = 2  # as olefile numbers what an entry is

DirRecord = tuple[int, bytes]


@dataclass(frozen=True)
class FoundModule:
    """One module: `records` of the dir stream say what it is, `packed` is its source as it is kept."""

    name: str
    stream: str
    source: str
    packed: bytes
    records: tuple[DirRecord, ...]


@dataclass(frozen=True)
class FoundProject:
    """A project, with all that it takes to write it again.

    `head`: the records of the dir stream before its modules; `rest`: all streams but those of modules and what Office
    makes anew, by folder; `classes`: of folders; `lines`: the PROJECT stream.
    """

    head: tuple[DirRecord, ...]
    modules: tuple[FoundModule, ...]
    rest: Mapping[str, bytes | Tree]
    classes: Mapping[str, bytes]
    lines: bytes
    is_locked: bool

    @property
    def sources(self) -> dict[str, str]:
        """The modules' sources by name."""
        return {module.name: module.source for module in self.modules}


def read_project(data: bytes) -> FoundProject:
    """The project in a part vbaProject.bin. Raises ValueError where it is none, or not as Office writes it."""
    from olefile import OleFileIO
    from olefile.olefile import OleFileError

    try:
        with OleFileIO(io.BytesIO(data)) as file:
            tree: dict[str, bytes | Tree] = {}
            classes: dict[str, bytes] = {}
            for path in file.listdir(streams=True, storages=True):
                _enter(tree, path, file.openstream(path).read() if file.get_type(path) == _STREAM else {})
                if known := file.getclsid(path):
                    classes[path[-1]] = UUID(known).bytes_le
        return _project(tree, classes)
    except (OleFileError, OSError, LookupError, StopIteration, TypeError, UnicodeError) as error:
        raise ValueError("This is no VBA project as Office writes it.") from error


def _enter(tree: dict[str, bytes | Tree], path: Sequence[str], content: bytes | Tree) -> None:
    """Folders are listed before what is in them."""
    for name in path[:-1]:
        tree = cast("dict[str, bytes | Tree]", tree[name])
    tree[path[-1]] = content


def _project(tree: Mapping[str, bytes | Tree], classes: Mapping[str, bytes]) -> FoundProject:
    vba = {name: stream for name, stream in _folder(tree, "VBA").items() if isinstance(stream, bytes)}
    records = list(_records(unpack(vba["dir"])))
    count = next(place for place, (number, _) in enumerate(records) if number == MODULE_COUNT)
    page = next(int.from_bytes(data, "little") for number, data in records if number == _CODE_PAGE)
    streams = {name.upper(): name for name in vba}
    modules = tuple(
        _module(group, vba, streams, codecs.lookup(f"cp{page}").name)
        for group in _groups(records[count + 2 :])
    )
    made_anew = {module.stream for module in modules} | {"dir", "_VBA_PROJECT"}
    kept = {
        name: stream
        for name, stream in vba.items()
        if name not in made_anew and not name.startswith(_COMPILED)
    }
    lines = cast("bytes", tree["PROJECT"])
    rest = {**tree, "VBA": kept}
    del rest["PROJECT"]
    password = _PASSWORD.search(lines)
    is_locked = password is not None and len(password[1]) > _NO_PASSWORD_LENGTH
    return FoundProject(tuple(records[:count]), modules, rest, classes, lines, is_locked)


def _folder(tree: Mapping[str, bytes | Tree], name: str) -> Tree:
    found = tree[name]
    if isinstance(found, bytes):
        raise TypeError(name)
    return found


def _records(data: bytes) -> Iterator[DirRecord]:
    """The records of the dir stream: numbers and what they hold."""
    at = 0
    while at < len(data):
        number = int.from_bytes(data[at : at + 2], "little")
        size = _VERSION_SIZE if number == VERSION else int.from_bytes(data[at + 2 : at + 6], "little")
        if at + 6 + size > len(data):
            raise ValueError("The dir stream is cut off.")
        yield number, data[at + 6 : at + 6 + size]
        at += 6 + size
        if number == _END:
            return


def _groups(records: list[DirRecord]) -> Iterator[tuple[DirRecord, ...]]:
    """The records of each module."""
    group: list[DirRecord] = []
    for record in records:
        group.append(record)
        if record[0] == _MODULE_END:
            yield tuple(group)
            group = []


def _module(
    group: tuple[DirRecord, ...], vba: Mapping[str, bytes], streams: Mapping[str, str], page: str
) -> FoundModule:
    said = dict(group)
    stream = streams[said[STREAM_NAME].decode(page).upper()]
    packed = vba[stream][int.from_bytes(said[SOURCE_START], "little") :]
    return FoundModule(said[MODULE_NAME].decode(page), stream, unpack(packed).decode(page), packed, group)
