"""The zip that a workbook is, read with care: no size that the file claims is trusted."""

from __future__ import annotations

import hashlib
import os
import struct
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import BinaryIO, Self
from xml.etree import ElementTree as ET

from isal import igzip_lib, isal_zlib

from salesbook.books.xlsx import not_workbooks
from salesbook.errors import CannotRead, Damaged, FileMissing, FileOpenElsewhere, NotAWorkbook, TooLarge

MAX_PARTS = 20_000
MAX_TOTAL = 6 << 30  # bytes unpacked; a million rows of fifty columns take about two
MAX_RATIO = 250  # unpacked to packed; honest sheets reach 30
SMALL_PART = 64 << 20  # below this the ratio does no harm
_BLOCK = 1 << 18
_LOCAL = struct.Struct("<4s5H3L2H")
_END = struct.Struct("<4s4H2LH")  # what stands behind a zip's directory, where there is no comment
_LOCATOR = 20  # bytes before it, where the zip has a larger record of the same


@dataclass(frozen=True)
class PartEntry:
    """One part: its name as other parts write it, and what the zip's directory says of it."""

    name: str
    info: zipfile.ZipInfo

    @property
    def size(self) -> int:
        """Bytes when unpacked, as the zip claims."""
        return self.info.file_size


class Package:
    """A workbook's zip, open for reading. Names are found whatever their case or slashes.

    `mark` changes whenever any part does: it is a hash of the zip's directory, which has every
    part's check sum.
    """

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self.path = str(path)
        self._file = file
        self._lock = Lock()
        try:
            with zipfile.ZipFile(file) as archive:
                infos = archive.infolist()
                self.comment = archive.comment
                directory = archive.start_dir
        except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error) as error:
            if isinstance(error.__context__, OSError):  # zipfile takes a drive that is gone for a bad zip
                raise error.__context__ from None
            raise Damaged(self.path, "the zip's directory cannot be read; the file may be cut off") from error
        self.length = file.seek(0, 2)
        self.mark = _mark(file, self.length, directory)
        self.entries = tuple(PartEntry(_part_name(info.orig_filename), info) for info in infos)

    @classmethod
    def open(cls, path: str | Path) -> Package:
        """Open the workbook at `path`.

        Raises FileMissing, FileOpenElsewhere, CannotRead, PasswordProtected, NotAWorkbook, Damaged
        or TooLarge.
        """
        path = Path(path)
        file = _opened(path)
        try:
            not_workbooks.refuse_other_files(path, file)
            package = cls(path, file)
            package._refuse_absurd()
            not_workbooks.refuse_other_zips(package)
        except OSError as error:
            file.close()
            raise CannotRead(str(path), str(error.strerror or error)) from error
        except BaseException:
            file.close()
            raise
        return package

    def close(self) -> None:
        """Let go of the file: Windows replaces no file that is open."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @cached_property
    def by_name(self) -> Mapping[str, PartEntry]:
        """Parts by name in lower case."""
        return {entry.name.lower(): entry for entry in self.entries}

    def find(self, name: str) -> PartEntry | None:
        """The part of that name, if there is one."""
        return self.by_name.get(_part_name(name).lower())

    def entry(self, name: str) -> PartEntry:
        """The part of that name. Raises Damaged when it is missing."""
        entry = self.find(name)
        if entry is None:
            raise Damaged(self.path, f"its part {name} is missing")
        return entry

    def read(self, name: str, limit: int = SMALL_PART) -> bytes:
        """A whole part. Raises Damaged when it is missing or broken, TooLarge beyond `limit` bytes."""
        entry = self.entry(name)
        if entry.size > limit:
            raise TooLarge(self.path, f"its part {name} claims {entry.size >> 20} MB")
        return b"".join(self.stream(entry))

    def xml(self, name: str, limit: int = SMALL_PART) -> ET.Element:
        """The root of an XML part. Entities and document types are refused: no workbook has them."""
        parser = ET.XMLParser(target=_Strict(self.path, name))  # noqa: S314  # entities need a document type
        try:
            parser.feed(self.read(name, limit))
            root: ET.Element = parser.close()
        except ET.ParseError as error:
            raise Damaged(self.path, f"its part {name} is not XML: {error}") from error
        return root

    def stream(self, name: str | PartEntry) -> Iterator[bytes]:
        """A part's content in blocks of up to a megabyte, checked against its size and check sum at the end."""
        entry = self.entry(name) if isinstance(name, str) else name
        found = crc = 0
        for block in self._unpacked(entry):
            found += len(block)
            if found > entry.size:
                raise Damaged(self.path, f"its part {entry.name} is larger than it claims")
            crc = isal_zlib.crc32(block, crc)
            yield block
        if found != entry.size or crc != entry.info.CRC:
            raise Damaged(self.path, f"its part {entry.name} fails its check sum")

    def raw(self, entry: PartEntry) -> Iterator[bytes]:
        """A part's bytes as they are packed, in blocks."""
        start, _ = self.local(entry)
        left = entry.info.compress_size
        while left:
            block = self._at(start, min(_BLOCK, left))
            if not block:
                raise Damaged(self.path, f"its part {entry.name} is cut off")
            start += len(block)
            left -= len(block)
            yield block

    def local(self, entry: PartEntry) -> tuple[int, bytes]:
        """Where a part's packed bytes start, and the extra field that stands before them."""
        head = self._at(entry.info.header_offset, _LOCAL.size)
        if len(head) < _LOCAL.size or head[:4] != b"PK\3\4":
            raise Damaged(self.path, f"its part {entry.name} is not where the zip says")
        *_, name, extra = _LOCAL.unpack(head)
        start = entry.info.header_offset + _LOCAL.size + name
        return start + extra, self._at(start, extra)

    def _at(self, start: int, size: int) -> bytes:
        """Bytes of the file: several parts may be read in turn, and in several threads."""
        try:
            with self._lock:
                self._file.seek(start)
                return self._file.read(size)
        except OSError as error:
            raise CannotRead(self.path, str(error.strerror or error)) from error

    def _unpacked(self, entry: PartEntry) -> Iterator[bytes]:
        if entry.info.compress_type == zipfile.ZIP_STORED:
            yield from self.raw(entry)
            return
        if entry.info.compress_type != zipfile.ZIP_DEFLATED:
            raise Damaged(self.path, f"its part {entry.name} is packed in a way that workbooks are not")
        inflate = igzip_lib.IgzipDecompressor(flag=igzip_lib.DECOMP_DEFLATE)
        try:
            for packed in self.raw(entry):
                data = packed
                while not inflate.eof:
                    block = inflate.decompress(data, 4 * _BLOCK)
                    data = b""
                    if block:
                        yield block
                    if inflate.needs_input:
                        break
        except igzip_lib.IsalError as error:  # type: ignore[misc]  # its stub names an instance
            raise Damaged(self.path, f"its part {entry.name} cannot be unpacked") from error

    def _refuse_absurd(self) -> None:
        """A zip bomb is known by what it claims; what it does not admit, `stream` finds."""
        if len(self.entries) > MAX_PARTS:
            raise TooLarge(self.path, f"it has {len(self.entries)} parts")
        if len(self.by_name) < len(self.entries):
            raise Damaged(self.path, "the zip holds two parts of one name")
        if sum(entry.info.compress_size for entry in self.entries) > self.length:
            raise TooLarge(self.path, "its parts lie over each other, as in a zip bomb")
        total = sum(entry.size for entry in self.entries)
        if total > MAX_TOTAL:
            raise TooLarge(self.path, f"it would unpack to {total >> 30} GB")
        for entry in self.entries:
            if entry.info.flag_bits & 1:
                raise NotAWorkbook(
                    self.path, "a zip archive with a password", "Unpack the workbook from it first."
                )
            if entry.size > SMALL_PART and entry.size > MAX_RATIO * entry.info.compress_size:
                raise TooLarge(self.path, f"its part {entry.name} would unpack to {entry.size >> 20} MB")


def workbook_mark(path: str | Path) -> str:
    """The mark that a workbook would have as a `Package`, from the end of its file alone. Raises as `Package.open`."""
    path = Path(path)
    try:
        with _opened(path) as file:
            length = file.seek(0, 2)
            end = length - _END.size
            if end >= _LOCATOR:
                file.seek(end - _LOCATOR)
                before, record = file.read(_LOCATOR), file.read(_END.size)
                start, *_, size, _, comment = _END.unpack(record)
                if start == b"PK\5\6" and not comment and before[:4] != b"PK\6\7" and size <= end:
                    return _mark(file, length, end - size)
    except OSError as error:
        raise CannotRead(str(path), str(error.strerror or error)) from error
    with Package.open(path) as package:  # a zip as no program of today writes one, or none at all
        return package.mark


def _mark(file: BinaryIO, length: int, directory: int) -> str:
    file.seek(directory)
    return f"{length}-{hashlib.blake2b(file.read(), digest_size=16).hexdigest()}"


class _Strict(ET.TreeBuilder):
    """Builds a tree, and refuses the document types that XML entity tricks need."""

    def __init__(self, path: str, part: str) -> None:
        super().__init__()
        self.where = path, part

    def doctype(self, _name: str, _public: str | None, _system: str | None) -> None:
        path, part = self.where
        raise Damaged(path, f"its part {part} has a document type, which no workbook has")


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise FileMissing(str(path)) from error
    except IsADirectoryError as error:
        raise NotAWorkbook(str(path), "a folder", "Give the name of a file in it.") from error
    except PermissionError as error:
        if path.is_dir():  # what Windows says of folders
            raise NotAWorkbook(str(path), "a folder", "Give the name of a file in it.") from error
        if os.name == "nt":  # and of files that Excel has open
            raise FileOpenElsewhere(str(path)) from error
        raise CannotRead(str(path), "you may not read it") from error
    except OSError as error:
        raise CannotRead(str(path), str(error.strerror or error)) from error


def _part_name(name: str) -> str:
    """Some programs write backslashes, or a slash in front."""
    return name.replace("\\", "/").lstrip("/")
