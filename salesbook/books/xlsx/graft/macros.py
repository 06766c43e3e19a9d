"""The macros and the ribbon of a workbook: what it has of them, and others put in.

Macros know each sheet by a name of its own, its code name, which its label does not change.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from salesbook.books.xlsx.graft.base import Graft, free_relation
from salesbook.books.xlsx.graft.copies import TYPES, before_end, target
from salesbook.books.xlsx.layout import Layout, related, relations_of
from salesbook.books.xlsx.markup import (
    attribute,
    hide,
    start_tag,
    unescape,
    with_attribute,
    without_attribute,
)
from salesbook.books.xlsx.package import Package

_PROJECT, _RIBBON = "vbaProject.bin", "customUI/customUI14.xml"
_PROJECT_KIND = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
_RIBBON_KIND = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
_PROJECT_TYPE, _RIBBON_TYPE = "application/vnd.ms-office.vbaProject", "application/xml"
_WITH_MACROS = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_CODE_NAME = b"codeName"


@dataclass(frozen=True)
class MacroParts:
    """What a workbook has: `project` is None without macros; `ribbons` has each of its ribbons.

    `code_names`: of sheets with cells, by label; "" for none.
    """

    project: bytes | None
    is_signed: bool
    ribbons: tuple[bytes, ...]
    code_names: Mapping[str, str]


@dataclass(frozen=True)
class MacroChange:
    """What it is to get: `project` and `ribbon` take the place of what is there, None leaves that as it is.

    `workbook`: the code name of the workbook, "" leaves that as it is too; `code_names`: of sheets, by label, "" for none.
    `words`: what Home says of commands, and what it says of buttons instead. `counts`: formulas that count the lines of all
    reps, and those that go by the cell that says whose are in view, where that comes with the buttons.
    """

    project: bytes | None = None
    ribbon: bytes | None = None
    workbook: str = ""
    code_names: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, str] = field(default_factory=dict)


def read_macros(package: Package, layout: Layout) -> MacroParts:
    """The macros and the ribbon that a workbook has. Raises Damaged."""
    project = next(iter(related(package, layout.workbook).get("vbaProject", {}).values()), "")
    signatures = related(package, project) if project else {}
    return MacroParts(
        package.read(project) if project else None,
        any(kind.startswith("vbaProjectSignature") for kind in signatures),
        tuple(package.read(part) for part in related(package, "").get("extensibility", {}).values()),
        {label: _code_name(package.stream(part)) for label, part in layout.sheets.items()},
    )


def put_macros(graft: Graft, change: MacroChange) -> None:
    """Give the workbook other macros, as one that has macros. Its new sheets are there already. Raises Damaged."""
    workbook = graft.layout.workbook
    if change.workbook:
        graft.index.part = _with_name(graft.index.part, change.workbook.encode())
    if change.project is not None:
        part = next(iter(related(graft.package, workbook).get("vbaProject", {}).values()), "")
        if not part:
            part = posixpath.join(posixpath.dirname(workbook), _PROJECT)
            _relate(graft, workbook, _PROJECT_KIND, part, _PROJECT_TYPE)
        graft.set_part(part, change.project)
        graft.set_part(TYPES, _with_macros(graft.part(TYPES), workbook))
    if change.ribbon is not None:
        part = next(iter(related(graft.package, "").get("extensibility", {}).values()), "")
        if not part:
            part = _RIBBON
            _relate(graft, "", _RIBBON_KIND, part, _RIBBON_TYPE)
        graft.set_part(part, change.ribbon)
    for label, name in change.code_names.items():
        named = partial(_named, name.encode())
        if label in graft.sheets:
            graft.copies.change(graft.copies.named[graft.donor.layout.sheets[label]], named)
        else:
            graft.frame(graft.layout.sheets[label]).change(named)


def _relate(graft: Graft, of: str, relation: str, part: str, kind: str) -> None:
    """Relate a new part to another, or to the whole workbook where `of` is blank, and say what kind it is."""
    relations = relations_of(of)
    there = graft.part(relations)
    line = f'<Relationship Id="{free_relation(there)}" Type="{relation}" Target="{target(of, part)}"/>'
    graft.set_part(relations, before_end(there, b"Relationships", line.encode()))
    graft.set_part(TYPES, _typed(graft.part(TYPES), part, kind))


def _typed(types: bytes, part: str, kind: str) -> bytes:
    return before_end(types, b"Types", f'<Override PartName="/{part}" ContentType="{kind}"/>'.encode())


def _with_macros(types: bytes, workbook: str) -> bytes:
    """The list of content types, in which the workbook is one with macros."""
    for found in start_tag(b"Override").finditer(hide(types)):
        part = unescape(attribute(found[0], b"PartName") or b"").lstrip("/")
        if part.lower() == workbook.lower():
            tag = with_attribute(found[0], b"ContentType", _WITH_MACROS.encode())
            return types[: found.start()] + tag + types[found.end() :]
    return _typed(types, workbook, _WITH_MACROS)


def _with_name(part: bytes, name: bytes) -> bytes:
    """The workbook's part with a code name."""
    seen = hide(part)
    if found := start_tag(b"workbookPr").search(seen):
        return part[: found.start()] + with_attribute(found[0], _CODE_NAME, name) + part[found.end() :]
    before = list(start_tag(b"workbook", b"fileVersion", b"fileSharing").finditer(seen))[-1]
    made = b'<%bworkbookPr codeName="%b"/>' % (before[1] or b"", name)
    return part[: before.end()] + made + part[before.end() :]


def _code_name(blocks: Iterable[bytes]) -> str:
    found = start_tag(b"sheetPr").search(hide(_head(iter(blocks))))
    return unescape(attribute(found[0], _CODE_NAME) or b"") if found else ""


def _named(name: bytes, sheet: bytes) -> bytes:
    """A sheet, or its beginning, with this code name, or without one."""
    seen = hide(sheet)
    if found := start_tag(b"sheetPr").search(seen):
        tag = with_attribute(found[0], _CODE_NAME, name) if name else without_attribute(found[0], _CODE_NAME)
        return sheet[: found.start()] + tag + sheet[found.end() :]
    root = start_tag(b"worksheet").search(seen)
    if not (name and root):
        return sheet
    made = b'<%bsheetPr codeName="%b"/>' % (root[1] or b"", name)
    return sheet[: root.end()] + made + sheet[root.end() :]


def _head(blocks: Iterator[bytes]) -> bytes:
    """The beginning of a sheet, with all that may be before its rows: properties stand first."""
    head = b""
    for block in blocks:
        head += block
        if b"sheetData" in head or len(head) > 1 << 20:
            break
    return head
