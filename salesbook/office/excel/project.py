"""A VBA project (MS-OVBA) from sources: the part vbaProject.bin of a workbook.

It holds sources only. What Office keeps besides, compiled for one version of itself, is to be left
out on writing and is made anew when the workbook is opened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from struct import pack as binary
from uuid import NAMESPACE_URL, uuid5

from salesbook.office.excel.cfb import compound
from salesbook.office.excel.pack import pack

_NAME = "Salesbook"
REFERENCE_NAME = 0x16
CODE_PAGE, _ENGLISH, _WIN64 = 1252, 0x409, 3
_ID = "{" + str(uuid5(NAMESPACE_URL, "salesbook")).upper() + "}"
REFERENCES = {
    "stdole": r"*\G{00020430-0000-0000-C000-000000000046}#2.0#0#C:\Windows\System32\stdole2.tlb#OLE Automation",
    "Office": r"*\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0#C:\Program Files\Common Files\Microsoft Shared"
              r"\OFFICE16\MSO.DLL#Microsoft Office 16.0 Object Library",
}  # fmt: skip
NO_CACHE = bytes.fromhex("CC61FFFF000100")
_NO_PASSWORD, _NOT_PROTECTED, _VISIBLE = b"\0", b"\0\0\0\0", b"\xff"
_HOST = "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000"


class ModuleKind(Enum):
    """What a module is, by its word in the PROJECT stream."""

    DOCUMENT = "Document"
    MODULE = "Module"
    CLASS = "Class"


@dataclass(frozen=True)
class Module:
    """One module: its source begins with its attributes, and its lines end as in DOS."""

    name: str
    kind: ModuleKind
    source: str


def vba_project(modules: Sequence[Module]) -> bytes:
    """The project with these modules. The same modules give the same bytes."""
    streams = {module.name: pack(_text(module.source)) for module in modules}
    return compound({
        "VBA": {**streams, "dir": pack(_dir(modules)), "_VBA_PROJECT": NO_CACHE},
        "PROJECT": _project(modules),
        "PROJECTwm": b"".join(map(wide_name, modules)) + b"\0\0",
    })  # fmt: skip


def _text(text: str) -> bytes:
    return text.encode(f"cp{CODE_PAGE}")


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def record(number: int, data: bytes = b"") -> bytes:
    """A record of the dir stream."""
    return binary("<HI", number, len(data)) + data


def _twice(number: int, number_wide: int, text: str = "") -> bytes:
    """A text as the format keeps it: in the code page, and in UTF-16."""
    return record(number, _text(text)) + record(number_wide, _wide(text))


def _dir(modules: Sequence[Module]) -> bytes:
    """The records of the dir stream (2.3.4.2): the project, what it refers to, its modules."""
    long, short = "<I", "<H"
    project = [
        record(0x01, binary(long, _WIN64)),
        record(0x02, binary(long, _ENGLISH)),
        record(0x14, binary(long, _ENGLISH)),
        record(0x03, binary(short, CODE_PAGE)),
        record(0x04, _text(_NAME)),
        _twice(0x05, 0x40),  # what it is for
        record(0x06) + record(0x3D),  # help file
        record(0x07, binary(long, 0)),  # help context
        record(0x08, binary(long, 0)),  # flags
        binary("<HIIH", 0x09, 4, 1, 0),  # version: its length does not count the second number
        _twice(0x0C, 0x3C),  # constants
    ]
    references = map(reference, REFERENCES)
    return b"".join([*project, *references, *module_list([module_records(each) for each in modules])])


def reference(name: str) -> bytes:
    """The records of the dir stream about a library that the project refers to."""
    at = REFERENCES[name]
    return _twice(REFERENCE_NAME, 0x3E, name) + record(
        0x0D, binary("<I", len(_text(at))) + _text(at) + bytes(6)
    )


def module_list(modules: Sequence[bytes]) -> list[bytes]:
    """The records of the dir stream about all modules, which end it; `modules` has those of each."""
    count = record(0x0F, binary("<H", len(modules))) + record(0x13, binary("<H", 0xFFFF))
    return [count, *modules, record(0x10)]


def module_records(module: Module) -> bytes:
    """The records of the dir stream about a module."""
    return b"".join([
        _twice(0x19, 0x47, module.name),
        _twice(0x1A, 0x32, module.name),  # its stream
        _twice(0x1C, 0x48),  # what it is for
        record(0x31, binary("<I", 0)),  # where its source begins in the stream
        record(0x1E, binary("<I", 0)),  # help context
        record(0x2C, binary("<H", 0xFFFF)),
        record(0x21 if module.kind is ModuleKind.MODULE else 0x22),
        record(0x2B),
    ])  # fmt: skip


def _project(modules: Sequence[Module]) -> bytes:
    """The PROJECT stream (2.3.1)."""
    lines = [
        f'ID="{_ID}"',
        *(item_line(module) for module in modules),
        f'Name="{_NAME}"',
        'HelpContextID="0"',
        'VersionCompatible32="393222000"',
        f'CMG="{_veiled(_NOT_PROTECTED)}"',
        f'DPB="{_veiled(_NO_PASSWORD)}"',
        f'GC="{_veiled(_VISIBLE)}"',
        "",
        "[Host Extender Info]",
        _HOST,
        "",
        "[Workspace]",
        *map(window_line, modules),
        "",
    ]
    return _text("\r\n".join(lines))


def window_line(module: Module) -> str:
    """The line of the PROJECT stream that says where a module's window stands: nowhere, it is closed."""
    return f"{module.name}=0, 0, 0, 0, C"


def wide_name(module: Module) -> bytes:
    """A module's name in the stream PROJECTwm."""
    return _text(module.name) + b"\0" + _wide(module.name) + b"\0\0"


def item_line(module: Module) -> str:
    """The line of the PROJECT stream that names a module."""
    return f"{module.kind.value}={module.name}" + (
        "/&H00000000" if module.kind is ModuleKind.DOCUMENT else ""
    )


def _veiled(data: bytes) -> str:
    """The encryption of 2.4.3.2, which hides nothing; with a seed of 0, so that it comes out the same each time."""
    version, key = 2, sum(_text(_ID)) & 0xFF
    veiled = [0, version, key]
    before, last, plain = version, key, key
    for byte in len(data).to_bytes(4, "little") + data:
        veiled.append(byte ^ (before + plain & 0xFF))
        before, last, plain = last, veiled[-1], byte
    return bytes(veiled).hex().upper()
