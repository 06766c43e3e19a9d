"""Edits written into a workbook without harming it.

The package is copied part by part, packed as it is. Only the sheets with changed cells, and what
refers to a table that grows, are written anew, and in those only what must change:

- A cell keeps its format; one that is not there takes the format it shows now. New rows take the
  formats and the formulas of the row above. A formula is overwritten by a value, never by a blank.
- Hyperlinks of overwritten cells go, since they belonged to what stood there. Comments, row
  heights, hidden rows and filters stay where they are; no row moves but a totals row. A hidden
  row that gets another line is shown: the filter stays, but was never asked about that line.
- Formulas that may have changed lose their stored value (see `stale`), and the workbook is told
  to work everything out when it is opened. Excel's list of formula cells is dropped when one of
  them is overwritten; Excel makes a new one. What charts and pivot tables remember stays: Excel
  and LibreOffice draw charts anew, and a pivot table shows old figures until it is refreshed.
- What the last command came to stands in named cells of Home; the sheets that show it keep what they showed, with
  its day and time, until a program works them out: else every command would write every sheet anew.
- The link from a formula in a cell to a range follows a table that grows, as in Excel, but for
  formulas inside that table: a running total is no range over the whole column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import BinaryIO

from salesbook.books.xlsx import parts
from salesbook.books.xlsx.encodings import refuse_unusual
from salesbook.books.xlsx.grow import Growths
from salesbook.books.xlsx.layout import Layout, refuse_another_name, related
from salesbook.books.xlsx.links import Links
from salesbook.books.xlsx.markup import ahead
from salesbook.books.xlsx.package import Package, PartEntry
from salesbook.books.xlsx.protection import SheetProtection, refuse_kept
from salesbook.books.xlsx.recalculation.mentions import Mentions, mentions, stale_sheets
from salesbook.books.xlsx.recalculation.runs import Runs, formulas_of
from salesbook.books.xlsx.recalculation.stale import Stale, edited
from salesbook.books.xlsx.refs import LAST_ROW, cell_name
from salesbook.books.xlsx.repack import PackageWriter
from salesbook.books.xlsx.sheet import SheetStream
from salesbook.books.xlsx.styles import Styles
from salesbook.books.xlsx.table_target import TableTarget
from salesbook.books.xlsx.tail import SheetTail
from salesbook.books.xlsx.target import SheetTarget
from salesbook.books.xlsx.totals import moved_totals
from salesbook.errors import CannotChange, InTheWay
from salesbook.tables.last_result import SHOWN
from salesbook.tables.resolve import TableEdit

Chunks = Callable[[], Iterable[bytes]]


def write_edits(package: Package, layout: Layout, edits: Mapping[str, TableEdit], out: BinaryIO) -> None:
    """Write the workbook with the edits made into `out`, a seekable file.

    Raises CannotChange, InTheWay or Damaged; what `out` holds then is of no use.
    """
    _Writer(package, layout, edits).write(out)


class _Writer:
    def __init__(self, package: Package, layout: Layout, edits: Mapping[str, TableEdit]) -> None:
        self.package = package
        self.layout = layout
        self.tables = [TableTarget(layout.tables[name], edit) for name, edit in edits.items()]
        self.targets = self._targets()
        moving = [table for table in self.tables if table.moves]
        self.growths = Growths([table.growth for table in moving])
        for table in moving:
            self._refuse_in_the_way(table)
        for table in self.tables:
            if table.place.table_part:
                parts.refuse_query(package, table.place)
        self.styles = Styles(package.read(layout.styles) if layout.styles else b"", package.path)
        self.workbook = next(iter(related(package, "").get("officeDocument", {}).values()), "xl/workbook.xml")
        self.book = parts.WorkbookPart(package.read(self.workbook))
        refuse_kept(package, self.book.part)
        self.links = {part: Links(package, part, target) for part, target in self.targets.items()}
        self.patches: dict[str, Chunks] = {}
        self.dropped: set[str] = set()

    def write(self, out: BinaryIO) -> None:
        self._plan_sheets()
        self._plan_parts()
        writer = PackageWriter(out, self.package)
        for entry in self._in_order():
            patch = self.patches.get(entry.name)
            if entry.name == self.layout.styles and self.styles.has_more:
                writer.write(entry.name, [self.styles.patched()], entry)
            elif patch is not None:
                writer.write(entry.name, patch(), entry)
            elif entry.name not in self.dropped:
                writer.copy(entry)
        writer.finish()

    def _targets(self) -> dict[str, SheetTarget]:
        by_sheet: dict[str, list[TableTarget]] = {}
        for table in self.tables:
            by_sheet.setdefault(table.place.sheet_part, []).append(table)
        return {part: SheetTarget(tables) for part, tables in by_sheet.items()}

    def _plan_sheets(self) -> None:
        self._find_totals()
        others = {name: part for name, part in self.layout.sheets.items() if part not in self.targets}
        scans = {name: self._scan(name, part) for name, part in others.items()}
        self.stale = self._stale({name: scan[0] for name, scan in scans.items()})
        for name, part in self.layout.sheets.items():
            target = self.targets.get(part, SheetTarget([]))
            is_stale = name.lower() in self.stale.sheets
            if target.tables or is_stale or scans[name][1]:
                self.patches[part] = partial(self._sheet, name, part, target, stale=is_stale)

    def _stale(self, others: Mapping[str, Mentions]) -> Stale:
        """Which results are no longer true, in the sheets with edits and in those that may read them by their names."""
        tables = [table for table in self.tables if not table.place.is_named_cell]
        changed = {table.place.name for table in tables} | {table.place.sheet for table in self.tables}
        names = {name: meaning for name, meaning in self.book.names.items() if name not in SHOWN}
        concerned = stale_sheets(others, changed, names)
        longest = {
            table.place.name: replace(table.place, height=table.area.bottom - table.place.top + 1)
            for table in tables
        }
        runs = Runs(
            list(self.layout.sheets), {**self.layout.tables, **longest}, self.book.names,
            [growth.sheet for growth in self.growths.each], self._grows,
        )  # fmt: skip
        for name, part in self.layout.sheets.items():
            if part in self.targets or name in concerned:
                runs.take(name, formulas_of(self.package.stream(part)))
        return Stale(edited(tables), runs)

    def _grows(self, sheet: str, formula: str, row: int, column: int) -> bool:
        return self._followed(sheet, formula, row, column) != formula

    def _followed(self, sheet: str, formula: str, row: int, column: int) -> str:
        """A formula with ranges that follow their tables; inside a table that changes, a running total is no such range."""
        target = self.targets.get(self.layout.sheets[sheet])
        inside = target is not None and any(table.area.holds(row, column) for table in target.tables)
        return formula if inside else self.growths.formula(formula, sheet)

    def _find_totals(self) -> None:
        """Totals rows move both ways, so their cells must be known before the rows stream by."""
        for part, target in self.targets.items():
            target.totals = moved_totals(self.package, part, target, self.styles, self.growths)

    def _scan(self, name: str, part: str) -> tuple[Mentions, bool]:
        """What the formulas of a sheet without edits mention, and whether what follows its rows must change."""
        known = {*self.layout.sheets, *self.layout.tables, *self.book.names}
        tail: list[bytes] = []
        found = mentions(parts.watched(self.package.stream(part), tail), {word.lower() for word in known})
        after = b"".join(tail)
        return found, self.growths.sheet_tail(after, name) != after

    def _sheet(self, name: str, part: str, target: SheetTarget, *, stale: bool) -> Iterator[bytes]:
        stream = SheetStream(
            self.package.path,
            name,
            target,
            self.styles,
            date1904=self.layout.date1904,
            tail=SheetTail(
                self.package.path,
                name,
                target,
                self.growths,
                self._guard(part, name, target),
                self.links[part].back if part in self.links else bytes,
            ),
            clean=self.stale.of(name, partial(self._followed, name)) if stale or target.tables else None,
        )
        return ahead(stream.run(ahead(self.package.stream(part))))

    def _guard(self, part: str, name: str, target: SheetTarget) -> SheetProtection:
        return SheetProtection(self.package, part, name, target, self.styles)

    def _plan_parts(self) -> None:
        content = {self.workbook: self.book.recalculated(self.growths)}
        for table in self.tables:
            if table.moves and table.place.table_part:
                part = table.place.table_part
                content[part] = self.growths.table(self.package.read(part), table.growth)
        for links in self.links.values():
            content.update(links.relations())
        if self.growths:
            content.update(parts.grown(self.package, self.growths, self.layout.sheets))
        if self._overwrites_formula():
            content.update(parts.without_chain(self.package, self.workbook, self.dropped))
        for part, data in content.items():
            old = self.package.read(part)
            refuse_unusual(self.package.path, f"the part {part}", old)
            if data != old:
                self.patches[self.package.entry(part).name] = partial(iter, [data])

    def _overwrites_formula(self) -> bool:
        ids = {self.book.sheet_ids.get(table.place.sheet, 0): table.place.sheet_part for table in self.tables}
        return any(
            sheet in ids and self.targets[ids[sheet]].touches(row, column)
            for sheet, row, column in parts.chain(self.package, self.workbook)
        )

    def _in_order(self) -> list[PartEntry]:
        """The parts as they stand, but formats after the last sheet: only then it is known which were added."""
        entries = list(self.package.entries)
        styles = next((entry for entry in entries if entry.name == self.layout.styles), None)
        last = max((i for i, entry in enumerate(entries) if entry.name in self.targets), default=0)
        if styles is not None and entries.index(styles) < last:
            entries.insert(last + 1, styles)
            entries.remove(styles)
        return entries

    def _refuse_in_the_way(self, table: TableTarget) -> None:
        place = table.place
        if table.area.bottom > LAST_ROW:
            what = f"table {place.name} would need more than the {LAST_ROW:,} rows that a sheet has"
            raise CannotChange(self.package.path, what, "Move old rows to another workbook.")
        for other in self.layout.tables.values():
            if other.sheet_part != place.sheet_part or other.name == place.name:
                continue
            area = next((each.area for each in self.tables if each.place.name == other.name), None)
            area = area or TableTarget(other, TableEdit(other.name, other.height, other.height)).area
            if area.meets(table.area):
                refuse_another_name(self.package.path, self.layout, place, "it cannot get longer")
                cell = cell_name(place.sheet, area.top, area.left)
                raise InTheWay(self.package.path, place.name, cell)
