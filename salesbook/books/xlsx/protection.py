"""What people did so that a workbook, or a sheet, is not changed: found in its parts, and said.

A protected structure (no sheet may come or go) is none of it: salesbook writes cells.
"""

from __future__ import annotations

from collections.abc import Iterator

from salesbook.books.protected import final, fixed_table, locked_cell
from salesbook.books.xlsx.layout import related
from salesbook.books.xlsx.markup import attribute, hide, start_tag, unescape
from salesbook.books.xlsx.package import Package
from salesbook.books.xlsx.refs import Area, area, cell_name
from salesbook.books.xlsx.row_finder import column_styles
from salesbook.books.xlsx.sheet import SheetStream
from salesbook.books.xlsx.styles import Styles
from salesbook.books.xlsx.target import SheetTarget
from salesbook.errors import CannotChange

_YES = {b"1", b"true", b"on"}
_SECRETS = (b"password", b"hashValue", b"securityDescriptor")
_RESERVED = (b"reservationPassword", b"hashValue")


def refuse_kept(package: Package, workbook: bytes) -> None:
    """Raise CannotChange for a workbook that is signed, final, or kept from being changed by its author."""
    if any(name.startswith("_xmlsignatures/") for name in package.by_name):
        what = "the workbook is signed, and any change breaks the signature"
        todo = "In Excel, remove the signature (File, Info, View Signatures), then run this again."
        raise CannotChange(package.path, what, todo)
    if _is_final(package):
        raise final(package.path)
    for found in start_tag(b"fileSharing").finditer(hide(workbook)):
        if any(attribute(found[0], name) for name in _RESERVED):
            who = unescape(attribute(found[0], b"userName") or b"")
            what = f"the workbook may be changed only by those who know its password{f' (set by {who})' if who else ''}"
            todo = "In Excel, take it off (File, Save As, Tools, General Options), then run this again."
            raise CannotChange(package.path, what, todo)
        if attribute(found[0], b"readOnlyRecommended") in _YES:
            what = "the workbook asks everybody to open it for reading only"
            todo = "In Excel, take that off (File, Info, Protect Workbook, Always Open Read-Only), then run this again."
            raise CannotChange(package.path, what, todo)


def refuse_shared(package: Package, workbook: str) -> None:
    """Raise CannotChange for a workbook that several people may have open in the old way, which knows no tables.

    Its part `workbook` then refers to a log of who changed what.
    """
    if not {"revisionHeaders", "usernames"}.isdisjoint(related(package, workbook)):
        what = "the workbook is shared in the old way, in which nobody can add tables"
        todo = "In Excel, stop sharing it (Review, Unshare Workbook), then run this again."
        raise CannotChange(package.path, what, todo)


def _is_final(package: Package) -> bool:
    for part in related(package, "").get("custom-properties", {}).values():
        for one in package.xml(part) if package.find(part) else ():
            if one.get("name") == "_MarkAsFinal":
                return "".join(one.itertext()).strip().lower() in {"true", "1"}
    return False


class SheetProtection:
    """Whether the cells that an edit touches may be written on their sheet, which may be protected.

    As spreadsheet programs have it: unlocked cells may, and those of a range that everybody may edit;
    no row becomes visible, and no table grows or shrinks.
    """

    def __init__(self, package: Package, part: str, sheet: str, target: SheetTarget, styles: Styles) -> None:
        self.package, self.part, self.sheet, self.target, self.styles = package, part, sheet, target, styles

    def __call__(self, tail: bytes) -> None:
        """Look at what follows the sheet's rows. Raises CannotChange."""
        seen = hide(tail)
        found = start_tag(b"sheetProtection").search(seen)
        if not (found and self.target.tables and attribute(found[0], b"sheet") in _YES):
            return
        for table in self.target.tables:
            if table.moves:
                raise fixed_table(self.package.path, table.place.name, self.sheet)
        free = list(_free_ranges(seen))
        for row, column in self._locked():
            if not any(each.holds(row, column) for each in free):
                raise locked_cell(self.package.path, cell_name(self.sheet, row, column))

    def _locked(self) -> Iterator[tuple[int, int]]:
        """The touched cells that are locked, row by row; a hidden row that would be shown counts as one."""
        target = self.target
        rows = {
            body_row + table.place.top for table in target.tables for each, _ in table.columns.values() for body_row in each
        }  # fmt: skip
        look = SheetTarget([], looked_at=frozenset(rows))
        stream = SheetStream(self.package.path, self.sheet, look, self.styles, date1904=False)
        head = b""
        for piece in stream.run(self.package.stream(self.part)):
            head = head or piece  # the first one is all that comes before the rows
        columns = column_styles(head, target.columns)
        for row in sorted(rows):
            found = stream.kept.get(row, b"")
            tag = found[: found.find(b">") + 1]
            if target.shows(row) and attribute(tag, b"hidden") in _YES:
                yield row, target.columns[0]
            there = stream.editor.styles_of(found) if found else {}
            own = attribute(tag, b"s") if attribute(tag, b"customFormat") in _YES else None
            for column in target.columns:
                style = there.get(column) or own or columns.get(column)
                if target.touches(row, column) and self.styles.is_locked(style):
                    yield row, column


def _free_ranges(tail: bytes) -> Iterator[Area]:
    """Ranges of a protected sheet that everybody may edit."""
    for found in start_tag(b"protectedRange").finditer(tail):
        if not any(attribute(found[0], name) for name in _SECRETS):
            for each in (attribute(found[0], b"sqref") or b"").split():
                if cells := area(each.decode()):
                    yield cells
