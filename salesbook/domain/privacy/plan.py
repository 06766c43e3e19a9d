"""What must change in the workbook so that a person is forgotten.

Rows about them go; orders and opportunities belong to the account and stay, without them. Whatever else names
them in full, or has their address or number, has `FORGOTTEN` instead. Cells with a first or a last name alone
are listed, since they may mean somebody else; a last name that nobody else bears and that is no word goes too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from salesbook.domain.facts.finding import meant_by_part
from salesbook.domain.facts.people import People
from salesbook.domain.guards.do_not_mail import read_entry
from salesbook.domain.guards.forgotten import SOURCE, WHY
from salesbook.domain.privacy.person import Person, column
from salesbook.domain.privacy.search import PersonPatterns
from salesbook.schema import CONTACTS, TABLES, Forget, Names, Table
from salesbook.tables.frames import frame
from salesbook.tables.grid import Grid, Snapshot, key_of, key_text
from salesbook.tables.plan import Append, Change, Handle, Message, Plan, Problem, Replace, Set, Value
from salesbook.util.addresses import hashed
from salesbook.util.wiping import FORGOTTEN
from salesbook.util.wording import count, joined

_SHOWN = (
    10  # cells of a column; what is beyond is counted, so that a name that is a word does not fill the sheet
)
_LOOK = "Look at it, and take the name out by hand if this person is meant."


@dataclass
class Forgetting:
    """The changes, and what they amount to: rows that go by table, cells of others that were wiped, cells to look at.

    `bereft`: the table and key of rows that stay without them.
    """

    person: Person
    words: PersonPatterns
    changes: list[Change] = field(default_factory=list)
    gone: dict[str, list[Handle]] = field(default_factory=dict)
    wiped: Counter[str] = field(default_factory=Counter)
    blanked: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    bereft: set[tuple[str, str]] = field(default_factory=set)
    marks: int = 0

    def plan(self) -> Plan:
        """As a plan. Its message names nobody: it stays in Runs."""
        return Plan(tuple(self.changes), tuple(self.problems), (Message(self.told()),), self.summary())

    def told(self) -> str:
        """What happens in the workbook, in a sentence."""
        contact = self.person.contact
        rows = [
            f"{count(len(handles), 'row')} of {TABLES[name].sheet}"
            for name, handles in self.gone.items()
            if handles
        ]
        rest = [f"{count(n, 'row')} of {name} kept without them" for name, n in self.blanked.items()]
        cells = sum(self.wiped.values())
        rest += [f"{count(cells, 'cell')} elsewhere wiped"] if cells else []
        rest += [
            f"{count(self.marks, 'mark')} left in Do not mail, so that no import brings them back"
        ] * bool(self.marks)
        return f"Forgot {contact}: {joined([*(f'{row} gone' for row in rows), *rest], most=20)}."

    def summary(self) -> dict[str, object]:
        """The same in figures."""
        return {
            "contact": self.person.contact, "rows": {name: len(rows) for name, rows in self.gone.items() if rows},
            "kept without them": dict(self.blanked), "wiped": dict(self.wiped), "marks": self.marks,
        }  # fmt: skip


def plan_forget(seen: Snapshot, words: PersonPatterns, book_id: str, today: date) -> Forgetting:
    """Plan it over everything that was read."""
    done = Forgetting(words.person, words)
    people = People(*(frame(TABLES[name], seen.grids[name])[0] for name in ("Contacts", "Accounts")))
    for name, table in TABLES.items():  # those that follow come after what they are about
        if name in seen.grids:
            _table(done, table, seen.grids[name], people)
    _marks(done, seen, book_id, today)
    done.problems += _shared(done.person)
    if words.kept:
        why = f"The full name of {done.person.contact} is also that of {words.kept}, so texts that have it stay as they are"
        done.problems.append(Problem("Contacts", done.person.contact, "", "", why, _LOOK))
    return done


def _table(done: Forgetting, table: Table, grid: Grid, people: People) -> None:
    going = _going(done, table, grid, people)
    if going:
        done.gone[table.name] = [grid.handles[row] for row in going]
        done.changes.append(Replace(table.name, done.gone[table.name], []))
    theirs = set(going)
    for one in table.columns:
        if one.refers == CONTACTS.name:
            about = one.name == table.of_person
            rows = _blank(done, grid, theirs, one.name, table.keeps_without if about else ())
            if about and rows:
                done.blanked[table.name] += len(rows)
                done.bereft.update((table.name, key) for row in rows if (key := key_of(grid.handles[row])))
    emptied = _following(done, table, grid) if table.forget is Forget.FOLLOWS else []
    _wipe(done, table, grid, theirs, emptied)


def _going(done: Forgetting, table: Table, grid: Grid, people: People) -> list[int]:
    person = done.person
    if table.forget is Forget.ROWS:
        ids = column(grid, table.of_person)
        rows = [row for row, key in enumerate(ids) if key == person.contact]
        if (
            table.key != table.of_person and not done.words.kept
        ):  # who adds a row may know no more than the name
            named = [column(grid, one.name) for one in table.columns if one.names is Names.PERSON]
            rows += [
                row
                for row, key in enumerate(ids)
                if not key
                and any(
                    _is_all(done.words, names[row]) or _means(done, people, names[row]) for names in named
                )
            ]
        return sorted(rows)
    if table.forget is Forget.FOLLOWS:
        keys = {(table, key_text(handle)) for table, handles in done.gone.items() for handle in handles}
        keys.add((CONTACTS.name, person.contact))
        return _rows_about(grid, keys)
    if table.forget is Forget.ADDRESSES:
        mine = person.emails - person.shared.keys()
        entries = [read_entry(text) for text in column(grid, "Address")]
        return [row for row, one in enumerate(entries) if one.addresses and one.addresses <= mine]
    return []


def _rows_about(grid: Grid, keys: Collection[tuple[str, str]]) -> list[int]:
    """Rows that tell of one of these, each a table and a key in it."""
    about = zip(column(grid, "Table"), column(grid, "Key"), strict=True)
    return [row for row, key in enumerate(about) if key in keys]


def _following(done: Forgetting, table: Table, grid: Grid) -> list[int]:
    """Empty what names the person beside a row that stays without them."""
    rows = _rows_about(grid, done.bereft)
    names = [name for name in table.keeps_without if name in grid.columns]
    if rows and names:
        done.changes.append(_set(grid, rows, {name: [None] * len(rows) for name in names}))
    return rows


def _is_all(words: PersonPatterns, text: str) -> bool:
    return words.wipe(text).strip() == FORGOTTEN


def _means(done: Forgetting, people: People, name: str) -> bool:
    """Whether `log` would take a part of a name, or a number, for the person."""
    meant = meant_by_part(people, name) if name else None
    return meant is not None and list(meant.found) == [done.person.contact]


def _blank(done: Forgetting, grid: Grid, theirs: set[int], key: str, texts: Sequence[str]) -> list[int]:
    """Empty a reference to the person, and texts beside it; in which rows that was."""
    rows = [
        row for row, cell in enumerate(column(grid, key)) if cell == done.person.contact and row not in theirs
    ]
    names = [name for name in (key, *texts) if name in grid.columns and name not in grid.formulas]
    if rows and names:
        columns = {name: [None] * len(rows) for name in names}
        done.changes.append(_set(grid, rows, columns))
    return rows


def _wipe(done: Forgetting, table: Table, grid: Grid, theirs: set[int], emptied: Collection[int]) -> None:
    """Every other cell: what names the person is replaced, what may mean them is listed. `emptied`: see `_following`."""
    name, about = table.name, table.of_person or CONTACTS.key  # it may be a column of the user's own
    accounts, contacts = column(grid, "Account ID"), column(grid, about)
    for header, cells in grid.columns.items():
        known = table.by_name.get(header)
        if header in grid.formulas or (known and not known.type.is_text) or header == about:
            continue
        new: dict[int, Value] = {}
        alone: list[Problem] = []
        for row, cell in enumerate(cells):
            if row in theirs or not isinstance(cell, str | int | float) or isinstance(cell, bool):
                continue
            is_theirs = contacts[row] == done.person.contact or row in emptied
            if header in table.keeps_without and is_theirs:
                continue
            text = key_text(cell) if not isinstance(cell, str) else cell
            wiped = done.words.wipe_near(text) if is_theirs else done.words.wipe(text)
            if wiped != text and header == grid.key:
                where = grid.address(grid.handles[row], header)
                why = "This key names the person who was forgotten; rows elsewhere may refer to it"
                done.problems.append(
                    Problem(name, "", header, "", why, "Change it by hand, there too.", where)
                )
            elif wiped != text and not (known and known.names is Names.FIRM):
                new[row] = wiped
            if isinstance(cell, str) and (row in new or wiped == text):
                near = bool(done.person.account) and accounts[row] == done.person.account
                alone += _hints(done, table, grid, row, header, wiped if row in new else cell, near=near)
        done.problems += alone[:_SHOWN]
        if len(alone) > _SHOWN:
            why = f"{len(alone) - _SHOWN} more cells of this column have a name of the person who was forgotten, standing alone"
            done.problems.append(Problem(name, "", header, "", why, _LOOK, ""))
        if new:
            done.wiped[name] += len(new)
            done.changes.append(_set(grid, list(new), {header: list(new.values())}))


def _hints(
    done: Forgetting, table: Table, grid: Grid, row: int, header: str, text: str, *, near: bool
) -> Iterator[Problem]:
    """A cell with one of the names alone, or with a name that is not theirs alone. The name itself is not repeated."""
    known = table.by_name.get(header)
    if table.forget in {Forget.FOLLOWS, Forget.LOG} or (known and known.names is Names.PERSON):
        return
    if done.words.kept and done.words.called(text):
        why = "This has the full name of the person who was forgotten, which is not theirs alone"
    elif done.words.hinted(text, near=near):
        why = "This has a name of the person who was forgotten, standing alone"
    else:
        return
    handle = grid.handles[row]
    cell = grid.address(handle, header)
    key = key_text(grid.columns[grid.key][row]) if grid.key else ""
    safe = "" if done.words.hinted(key, near=True) or done.words.names(key) else key
    yield Problem(table.name, safe, header, "", why, _LOOK, cell)


def _set(grid: Grid, rows: Sequence[int], columns: Mapping[str, Sequence[Value]]) -> Set:
    """Cells that people own are replaced only as they were read."""
    olds = {name: [grid.columns[name][row] for row in rows] for name in columns}
    return Set(grid.name, [grid.handles[row] for row in rows], columns, olds)


def _marks(done: Forgetting, seen: Snapshot, book_id: str, today: date) -> None:
    """What keeps imports from bringing them back."""
    grid = seen.grids.get("DoNotMail")
    keys = done.person.keys
    if grid is None or not book_id:
        lacks, todo = "Book ID", "Make a new book, and import into it."
        if grid is None:
            lacks = "table DoNotMail"
            todo = "Add the part mail (salesbook add), and forget again whom an import brings back."
        why = f"No mark could be left, so an import can bring this person back: the workbook has no {lacks}"
        done.problems.append(Problem("DoNotMail", "", "Address", "", why, todo))
        return
    there = {text.lower() for text in column(grid, "Address")}
    fresh = [mark for key in keys if (mark := hashed(key, book_id)) not in there]
    if fresh:
        row: dict[str, Value] = {"Since": today, "Why": WHY, "Source": SOURCE}
        rows = [{"Address": mark, **row} for mark in fresh]
        here = [{name: cell for name, cell in one.items() if name in grid.columns} for one in rows]
        done.changes.append(Append("DoNotMail", here))
    done.marks = len(keys)


def _shared(person: Person) -> Iterator[Problem]:
    """Addresses and numbers that somebody else keeps, and rows that may be the same person once more."""
    for key, others in sorted(person.shared.items()):
        what, where = ("address", "Email") if "@" in key else ("number", "Phone")
        who = joined(list(others))
        same_person = f"If {others[0]} is the same person, run forget for that ID too."
        todo = f"{same_person} Otherwise nothing needs doing" + (
            "; type the address into Do not mail if nobody is to write there." if what == "address" else "."
        )
        why = f"The {what} of {person.contact} is also that of {who}, who keeps it, so it is not marked in Do not mail"
        yield Problem("Contacts", others[0], where, "", why, todo)
