"""Everything that is held about a person, gathered from the workbook, the files beside it and the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path

from salesbook.domain.privacy.person import column
from salesbook.domain.privacy.search import PersonPatterns
from salesbook.schema import CONTACTS, FACTORS, TABLES, Column, Table
from salesbook.tables.grid import Grid, Snapshot, is_blank, key_text
from salesbook.tables.plan import Value
from salesbook.util.wording import count, on

_Row = Mapping[str, str]
_OF_PEOPLE = {"Contact ID", "Key"}  # also where the user added such a column


@dataclass(frozen=True)
class HeldRows:
    """Rows of one kind with a heading and a sentence on what they are."""

    title: str
    about: str
    rows: Sequence[_Row]


@dataclass(frozen=True)
class HeldData:
    """What is held: `facts` is the row of Contacts with every column, blank ones too."""

    contact: str
    name: str
    today: date
    workbook: str
    consent: str
    facts: _Row
    meanings: _Row
    score: Sequence[_Row]
    tables: Sequence[HeldRows]
    ledger: Sequence[_Row]
    files: Sequence[_Row]
    notes: Sequence[str] = field(default_factory=tuple)

    def as_json(self) -> dict[str, object]:
        """The same for machines."""
        return {
            "contact": self.contact, "name": self.name, "on": self.today.isoformat(), "workbook": self.workbook,
            "consent": self.consent, "facts": dict(self.facts), "score": [dict(row) for row in self.score],
            "tables": {block.title: [dict(row) for row in block.rows] for block in self.tables},
            "ledger": [dict(row) for row in self.ledger], "files": [dict(row) for row in self.files],
            "notes": list(self.notes),
        }  # fmt: skip


def gather_held_data(
    seen: Snapshot,
    words: PersonPatterns,
    files: Sequence[_Row],
    ledger: Sequence[_Row],
    workbook: Path,
    today: date,
) -> HeldData:
    """Put it together."""
    person, grid = words.person, seen.grids["Contacts"]
    row = grid.rows[person.handles[0]] if person.handles else None
    facts = {} if row is None else {name: _text(cells[row]) for name, cells in grid.columns.items()}
    shape = TABLES["Contacts"]
    meanings = {name: shape.by_name[name].meaning for name in facts if name in shape.by_name}
    notes = [
        f"{'The address' if '@' in key else 'The number'} {key} is also that of {', '.join(others)}."
        for key, others in person.shared.items()
    ]
    if words.kept:
        notes.append(
            f"The full name is also that of {words.kept}, so a row found by the name may mean somebody else."
        )
    return HeldData(
        contact=person.contact, name=" ".join(person.names[0]).strip() if person.names else person.contact, today=today,
        workbook=workbook.name, consent=consent(facts), facts=facts, meanings=meanings, score=list(_score(facts, seen)),
        tables=list(_tables(seen, words)), ledger=ledger, files=list(files), notes=notes,
    )  # fmt: skip


def consent(facts: _Row) -> str:
    """What they agreed to, when, how, and where the relationship came from, in a sentence."""
    said = facts.get("Consent", "") or "Unknown"
    day, how, source = (facts.get(name, "") for name in ("Consent on", "Consent how", "Source"))
    when = f"on {day}" if day else "on a day that is not recorded"
    way = f"how: {how}" if how else "how is not recorded"
    came = f"The relationship came from: {source}." if source else "Where it came from is not recorded."
    if said == "Unknown":
        return f"Consent: not known whether they agreed to anything. {came}"
    stops = [f"{name} is set" for name in ("Do not call", "Do not email") if facts.get(name, "") == "Yes"]
    return f"Consent: {said}, {when}; {way}. {came}{' ' + ', '.join(stops) + '.' if stops else ''}"


def _score(facts: _Row, seen: Snapshot) -> Iterator[_Row]:
    grid = seen.grids["Scoring"]
    meaning = dict(zip(column(grid, "Factor"), column(grid, "Meaning"), strict=True))
    for name, what in (
        ("Score", "All parts added up, 0 to 100: how alive the relationship is."),
        *((factor, meaning.get(factor, "")) for factor in FACTORS),
        ("Band", ""), ("Trend", ""), ("Still buying", TABLES["Contacts"].by_name["Still buying"].meaning), ("Why", ""),
    ):  # fmt: skip
        if facts.get(name):
            yield {"Part": name, "Value": facts[name], "What it means": what}


def _tables(seen: Snapshot, words: PersonPatterns) -> Iterator[HeldRows]:
    for name, shape in TABLES.items():
        if grid := seen.grids.get(name):
            rows = list(_rows(grid, shape, words))
            if rows:
                yield HeldRows(name, shape.meaning, rows)


def _rows(grid: Grid, table: Table, words: PersonPatterns) -> Iterator[_Row]:
    person = words.person
    own = set(person.handles) if table is CONTACTS else set()
    for at, handle in enumerate(grid.handles):
        if handle in own and handle == person.handles[0]:
            continue  # shown in full already
        cells = {header: column_cells[at] for header, column_cells in grid.columns.items()}
        if any(_refers(header, table.by_name.get(header), cell, words) for header, cell in cells.items()):
            yield {header: _text(cell) for header, cell in cells.items() if not is_blank(cell)}


def _refers(header: str, known: Column | None, cell: Value, words: PersonPatterns) -> bool:
    """Whether a cell is about the person: their ID, or what names them."""
    if cell is None or isinstance(cell, bool | date | datetime | time):
        return False
    text = key_text(cell)
    by_id = header in _OF_PEOPLE or header.startswith("Referred") or (known and known.refers == CONTACTS.name)
    if by_id and text == words.person.contact:
        return True
    return isinstance(cell, str) and (words.names(cell) or words.called(cell))


def _text(value: Value) -> str:
    if isinstance(value, datetime):
        return f"{on(value.date())} {value:%H:%M}" if value.time() != time() else on(value.date())
    if isinstance(value, date):
        return on(value)
    if isinstance(value, float) and not value.is_integer():
        return f"{value:.4g}" if abs(value) < 1000 else f"{value:,.2f}"
    return key_text(value)


def held_data_lines(held: HeldData) -> list[str]:
    """A few lines for a terminal: how much there is."""
    rows = ", ".join(f"{count(len(block.rows), 'row')} of {block.title}" for block in held.tables)
    return [
        f"{held.name} ({held.contact})", held.consent,
        f"Besides the row in Contacts: {rows}." if rows else "Nothing but the row in Contacts names them in the workbook.",
        f"{count(len(held.ledger), 'record')} in the ledger, {count(len(held.files), 'file')} beside the workbook.",
    ]  # fmt: skip
