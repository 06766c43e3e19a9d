"""One action at work on one book, for one person: it is read, planned on, and written by the same way, whoever asks.

`read` gives the world that planners plan on; `finish` takes their plan to a written book.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING, Protocol, cast

from salesbook.books.base import Book, Workbook
from salesbook.errors import BadInput, MissingColumn, NotASalesbook, PartMissing
from salesbook.schema import TABLES
from salesbook.tables.change_limit import refuse_too_much
from salesbook.tables.frames import ParsedTables, frames, read_settings
from salesbook.tables.grid import Grid, Snapshot, is_blank
from salesbook.tables.plan import Change, Extend, Plan, Problem, Set, Value
from salesbook.tables.records import (
    Runner,
    conflict_problems,
    distinct,
    problems_change,
    problems_listed,
    run_change,
    with_cell,
)
from salesbook.tables.resolve import TableEdit, resolve
from salesbook.tables.row_names import names_of_changed_rows
from salesbook.tables.shapes import as_of_its_shape, edits_in_the_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from salesbook.actions.base import Action
    from salesbook.books.file import FileBook
    from salesbook.domain.world import World
    from salesbook.schema.buttons import Button


@dataclass(frozen=True)
class Question:
    """What a person must agree to: a sentence, and the name to type at a terminal.

    `warning` stands before it there; `unasked` says why it must be confirmed where nobody can be asked.
    `exact`: capitals count, since another name may differ by them alone. `plain`: yes or no is enough.
    """

    text: str
    name: str
    warning: str = ""
    unasked: str = ""
    exact: bool = False
    plain: bool = False

    def is_named(self, typed: str) -> bool:
        """Whether what somebody typed is the name."""
        typed = typed.strip()
        return typed == self.name if self.exact else typed.casefold() == self.name.casefold()


class Asker(Protocol):
    """Whoever asked for an action: at a terminal, by a click, or by a program in which nobody can be asked.

    `watches`: pages that were made for them are opened. `answers`: they can be asked. `patience`: seconds that sending
    may take.
    """

    @property
    def watches(self) -> bool: ...

    @property
    def answers(self) -> bool: ...

    @property
    def patience(self) -> float | None: ...

    def agrees(self, question: Question, given: str | None) -> bool:
        """Whether they want it; `given` is what they said beforehand. Raises WrongUsage where that names something else, or nobody can be asked."""
        ...

    def selected(self, table: str) -> str:
        """The key of the row of a table that they have selected; "" without one."""
        ...

    def selected_row(self) -> tuple[str, Mapping[str, str]]:
        """The table in whose row their cursor stands, and the texts of its cells by header; ("", {}) elsewhere."""
        ...

    def rep_in_view(self) -> str:
        """The rep whose lines of Calls alone they look at; "" for all."""
        ...

    def go_to(self, cell: str) -> None:
        """Put their cursor into a cell such as "Calls!G12", where they see what they do."""
        ...

    def picks_file(self) -> Path | None:
        """A file that they choose; None where they choose none."""
        ...

    def secret(self) -> Callable[[str], str] | None:
        """What asks them for a password; None where nobody can be asked."""
        ...

    def host(self, path: Path, also: Sequence[str]) -> None:
        """Keep answering the buttons of a workbook in LibreOffice until its window is closed. `also` is said at the start."""
        ...


class NoBookError(Exception):
    """An action asked for a workbook that it does not take, or for what it has not read: a fault of ours."""


@dataclass(frozen=True)
class Result:
    """What came of an action: `changed` counts cells, and nothing was written after a dry run."""

    action: str
    changed: int
    plan: Plan
    edits: Mapping[str, TableEdit] = field(default_factory=dict)
    after: Snapshot | None = None

    @property
    def listed(self) -> int:
        """How many problems the sheet Problems has then."""
        return problems_listed(self.after.grids["Problems"]) if self.after else 0


@dataclass
class Session:
    """An action by its name (for Runs), the book, the day to work for, who runs it and who asked for it.

    `actions`: all that can be asked for, by name. `tell` shows progress. `seen`: what was read; `unreadable`: cells
    of it that could not be understood.
    """

    action: str
    _book: Book | None
    today: date
    runner: Runner
    person: Asker
    actions: Mapping[str, Action] = field(default_factory=dict)
    dry_run: bool = False
    tell: Callable[[str], None] = lambda _: None
    started: float = field(default_factory=perf_counter)
    _seen: Snapshot | None = None
    unreadable: Collection[Problem] = ()

    @property
    def book(self) -> Workbook:
        """The workbook. Books in memory have no folder beside them: they serve actions that only plan."""
        if self._book is None:
            raise NoBookError
        return cast("Workbook", self._book)

    @property
    def file(self) -> FileBook:
        """The workbook, closed. Raises BadInput where it is open."""
        from salesbook.books.file import FileBook

        if isinstance(self._book, FileBook):
            return self._book
        raise BadInput("This works on a closed workbook.", "Save and close it, and do it from a terminal.")

    @property
    def buttons(self) -> tuple[Button, ...]:
        """Those of a workbook."""
        return tuple(one.button for one in self.actions.values() if one.button)

    def on(self, action: str, book: Book) -> Session:
        """The same for another action or another book."""
        return Session(
            action, book, self.today, self.runner, self.person, self.actions, self.dry_run, self.tell
        )

    @property
    def seen(self) -> Snapshot:
        """What was read."""
        if self._seen is None:
            raise NoBookError
        return self._seen

    def look(
        self,
        tables: Collection[str],
        saying: str = "Reading",
        *,
        optional: Collection[str] | None = None,
        sought: Collection[str] = (),
    ) -> Snapshot:
        """The named tables as they stand; `saying` is shown meanwhile. `optional` and `sought`: see `read_known`.

        Raises what reading a book raises, or PartMissing where the action works on a part that the book has not.
        """
        self.book.tell(saying)
        known = self.actions.get(self.action)
        needs = known.part if known else ""
        self._seen = read_known(self.book, tables, needs=needs, optional=optional, sought=sought)
        return self._seen

    def read(self, tables: Collection[str], saying: str = "Reading") -> World:
        """The named tables as planners see them; `saying` is shown meanwhile. Raises what reading a book raises."""
        world, self.unreadable = world_of(self.look(tables, saying), self.today)
        return world

    def finish(
        self,
        plan: Plan,
        *,
        whole: bool = False,
        file: str = "",
        mailing: str = "",
        through: Collection[str] = (),
    ) -> Result:
        """From a plan to a written book: find the cells, hold the valve, keep Problems and Runs.

        `file`: the name of one that was imported; what an earlier import found in it leaves Problems. `through`: tables that were
        looked through: what is not found there again leaves, too. `mailing`: the one that was drafted; what was found in its text before
        leaves Problems.

        Raises the errors of `salesbook.errors`; then nothing was written.
        """
        book, seen = self.book, self.seen
        changes = writable(plan.changes, seen)
        trial = resolve(changes, seen)
        if named := writable(names_of_changed_rows(trial.edits, trial.after), seen):
            trial = resolve([*changes, *named], seen)
        refuse_too_much(changes, trial, seen)
        told = [*plan.problems, *conflict_problems(trial.conflicts)]
        told = [with_cell(problem, trial.after) for problem in told]
        problems = distinct(told)
        plan = Plan(plan.changes, problems, plan.messages, plan.summary)
        listed = problems_change(
            problems, trial.after, self.today, whole=whole, file=file, mailing=mailing, through=through
        )
        resolved = resolve(writable([listed], seen), trial.after)
        edits = {**trial.edits, **resolved.edits}
        changed = sum(edit.count for edit in edits.values())
        if not edits or self.dry_run:
            return Result(self.action, changed, plan, edits, resolved.after)
        runs = self.noted(
            seen.grids["Runs"], changed, " ".join(message.text for message in plan.messages), problems
        )
        logged = resolve(writable([runs], seen), resolved.after)
        edits |= logged.edits
        book.tell("Writing")
        book.write(edits_in_the_workbook(edits), seen.seen)
        return Result(self.action, changed, plan, edits, logged.after)

    def would_write(self, plan: Plan) -> bool:
        """Whether a plan changes a cell or has a problem to tell, so that `finish` writes it down."""
        return bool(plan.problems or resolve(writable(plan.changes, self.seen), self.seen).edits)

    def noted(self, runs: Grid, changed: int, message: str, problems: Collection[Problem]) -> Change:
        """The row of Runs about this action: `changed` counts cells, `message` says what was done."""
        return run_change(self.runner, self.action, runs, {
            "Read": sum(grid.height for grid in self.seen.grids.values()),
            "Changed": changed, "Seconds": round(perf_counter() - self.started, 2),
            "Result": "Done, with problems" if problems else "Done", "Message": message,
        })  # fmt: skip


def read_known(
    book: Book,
    tables: Collection[str],
    *,
    needs: str = "",
    optional: Collection[str] | None = None,
    sought: Collection[str] = (),
) -> Snapshot:
    """The tables as a book of its shape has them, in their order; without the `optional` ones that it lacks.

    Where nobody says which of them are optional, those are that a book may be too old to have, or have no use for. `sought` ones are only
    looked for. Raises what reading raises, and PartMissing where tables of the part that it `needs` are not there.
    """
    if optional is None:
        optional = [name for name in tables if TABLES[name].later and TABLES[name].part != needs]
    needed = [name for name in tables if name not in optional]
    try:
        found = book.read(needed, optional, [name for name in sought if name not in tables])
    except NotASalesbook as error:
        if core := tuple(name for name in error.missing if not TABLES[name].later):
            raise NotASalesbook(error.path, core) from error
        raise PartMissing(error.path, needs, tuple(dict.fromkeys(error.missing))) from error
    in_order = {name: found.grids[name] for name in tables if name in found.grids}
    known = as_of_its_shape(replace(found, grids=in_order))
    strangers = tuple(grid.name for grid in known.strangers)
    if lost := tuple(name for name in strangers if TABLES[name].part == needs):
        raise PartMissing("BOOK", needs, lost)
    return replace(known, absent=(*known.absent, *strangers))


def world_of(
    snapshot: Snapshot, today: date, parsed: ParsedTables | None = None
) -> tuple[World, list[Problem]]:
    """The typed frames and settings of a snapshot, and what could not be read in it.

    `parsed` remembers the frames of tables that have not changed since the last time.
    """
    from salesbook.domain.world import World

    tables, problems = frames(snapshot, parsed)
    values, more = read_settings(snapshot)
    return World(tables, values, today, snapshot.absent), problems + more


def writable(changes: Iterable[Change], seen: Snapshot) -> list[Change]:
    """The changes without columns of ours that the workbook has lost; their absence is a Problem already.

    Raises MissingColumn where something would be lost: what goes into a column of people's.
    """
    return [kept for change in changes if (kept := _without_missing_columns(change, seen))]


def _without_missing_columns(change: Change, seen: Snapshot) -> Change | None:
    grid = seen.grids[change.table]

    def here(name: str, values: Iterable[Value]) -> bool:
        if name in grid.columns:
            return True
        if not TABLES[change.table].by_name[name].ours and not all(map(is_blank, values)):
            raise MissingColumn(change.table, name, grid.sheet, tuple(grid.columns))
        return False

    if isinstance(change, Set | Extend):
        columns = {name: values for name, values in change.columns.items() if here(name, values)}
        return replace(change, columns=columns) if columns else None
    rows = [{name: value for name, value in row.items() if here(name, [value])} for row in change.rows]
    return replace(change, rows=rows)
