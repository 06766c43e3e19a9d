"""The two tables that salesbook keeps about itself: Problems and Runs. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from salesbook.errors import Conflict
from salesbook.schema.beside_ids import ACCOUNT, NAME
from salesbook.tables.file_findings import (
    is_difference,
    is_of_file,
    is_of_whole_row,
    of_the_same_file,
    stands_as_then,
    stays,
)
from salesbook.tables.grid import Grid, Snapshot, is_blank
from salesbook.tables.letter_findings import has_drafts_yet, is_of_text
from salesbook.tables.plan import Append, Problem, Replace, Value
from salesbook.tables.row_names import BookNames

_MOST_OF_A_KIND = 30  # listed: who mends these and runs the action again sees the next ones
MOST_NEWS = 200  # of what cannot be found again
MAILBOX = "Mailbox"  # the table of problems that came by mail: a person deletes them
_SAME = ("Table", "Key", "Column", "Value", "Problem")
_KIND = ("Table", "Column", "What to do")
_PARTICULAR = re.compile(r"'[^']*'|\"[^\"]*\"|“[^”]*”|\d+")
_MORE = re.compile(r"(?:In .+: )?([\d,]+) more rows? of this kind$")
_ROW_OF_CELL = re.compile(r"\d+$")
_DAYS = 7  # a difference to a file stays so long, for people to read of it
_CONFLICT = "was changed meanwhile and was left as it is"


def problems_change(
    problems: Iterable[Problem],
    book: Snapshot,
    today: date,
    *,
    whole: bool,
    file: str = "",
    mailing: str = "",
    through: Collection[str] = (),
) -> Replace:
    """Make the Problems table say what was found. A problem known already keeps its date.

    `book`: as it stands then; it says whom a row is about. `whole`: everything was looked at, so what was not
    found again is gone. Otherwise the new problems join those that stand there, but for those of lines that left Calls.
    `through`: tables that were looked through, so that the same holds for problems there.
    `file`: the name of one that was imported just now: what an earlier import found in it is gone. `mailing`: the one that
    was drafted just now: what was found in its text before is gone.
    """
    grid, names = book.grids["Problems"], BookNames(book)
    known = {_identity(row): row for row in _rows(grid) if any(not is_blank(row[name]) for name in row)}
    staying = {
        name: row
        for name, row in known.items()
        if not (file and is_of_file(row, file)) and not (mailing and is_of_text(row, mailing))
    }
    standing = (
        {}
        if whole
        else {
            name: row
            for name, row in staying.items()
            if not _has_left(row, book) and row.get("Table") not in through
        }
    )
    found = capped(problems, standing)
    anew = {_kind(one.table, one.column, one.todo) for one in found if _counted(one.why)}
    rows: dict[tuple[str, ...], dict[str, Value]] = {
        name: row
        for name, row in standing.items()
        if not (_counted(row["Problem"]) and _kind_of(row) in anew)
    }
    for problem in found:
        row = _as_row(problem, today) | _whom(problem, book, names)
        old = known.get(_identity(row), {})
        # A problem known already keeps its date, and what people wrote beside it.
        rows[_identity(row)] = {**old, **row, **({"When": old["When"]} if old.get("When") else {})}
    news = {name: row for name, row in staying.items() if name not in rows and _is_news(row, today, book)}
    rows = {**rows, **news}
    if file:  # what is found again stays where it stands
        rows = {**{name: rows[name] for name in known if name in rows}, **rows}
    filled = [
        handle
        for handle, row in zip(grid.handles, _rows(grid), strict=True)
        if not all(map(is_blank, row.values()))
    ]
    return Replace("Problems", filled, list(rows.values()))


def distinct(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each once, as the sheet Problems has them: several planners may stumble over the same cell."""
    found: dict[tuple[str, ...], Problem] = {}
    for problem in problems:
        found.setdefault(_identity(_as_row(problem, None)), problem)
    return tuple(found.values())


def problems_listed(grid: Grid) -> int:
    """How many problems the table Problems stands for: its rows, and those that a row only counts. Home counts them alike."""
    return sum(_counted(text) or 1 for text in grid.columns["Problem"] if not is_blank(text))


def _counted(problem: Value) -> int:
    """Of how many rows a line tells that counts the rest of a kind; 0 for any other."""
    found = _MORE.match(str(problem))
    return int(found[1].replace(",", "")) if found else 0


def _identity(row: Mapping[str, Value]) -> tuple[str, ...]:
    """What makes two problems the same; a row without a key is known by its cell."""
    key = [str(row.get(name) or "") for name in _SAME]
    return (*key, "" if key[1] else str(row.get("Cell") or ""))


def _has_left(row: Mapping[str, Value], book: Snapshot) -> bool:
    """Whether it is about a line that stands on Calls no more: what was to be mended there was logged, or deleted."""
    grid, key = book.grids.get("Calls"), str(row.get("Key") or "")
    return bool(key) and row.get("Table") == "Calls" and grid is not None and key not in grid.handles


def _is_news(row: Mapping[str, Value], today: date, book: Snapshot) -> bool:
    """What cannot be found again, and would be gone before anybody read of it: conflicts, what a file or the text of letters said, what came by mail."""
    said, when = str(row.get("Problem")), row.get("When")
    day = when.date() if isinstance(when, datetime) else when
    if is_difference(row):
        young = isinstance(day, date) and (today - day).days < _DAYS
        return (young or is_of_whole_row(row)) and stands_as_then(row, book)
    if is_of_text(row):
        return has_drafts_yet(row, book)
    return row.get("Table") == MAILBOX or (_CONFLICT in said and when == today) or stays(row, book)


def capped(
    problems: Iterable[Problem], standing: Mapping[tuple[str, ...], Mapping[str, Value]] | None = None
) -> list[Problem]:
    """The first of each kind, and a line that counts the rest: ten thousand alike help nobody.

    `standing`: rows of Problems that stay, by what makes them the same; they take the room of their kind.
    """
    standing = standing or {}
    listed = Counter(map(_kind_of, standing.values()))
    counted = {
        _kind_of(row): _counted(row["Problem"]) for row in standing.values() if _counted(row["Problem"])
    }
    more: Counter[tuple[str, str, str]] = Counter()
    telling: dict[tuple[str, str, str], tuple[str, str]] = {}
    kept: list[Problem] = []
    for problem in problems:
        kind = _kind(problem.table, problem.column, problem.todo)
        telling.setdefault(kind, (of_the_same_file(problem.why), problem.todo))
        if _identity(_as_row(problem, None)) in standing:
            kept.append(problem)
        elif listed[kind] < _most(problem):
            listed[kind] += 1
            kept.append(problem)
        else:
            more[kind] += 1
    for (table, column, todo), number in more.items():
        count = max(number, counted.get((table, column, todo), 0))  # mostly the same ones
        rows = f"{count:,} more row{'' if count == 1 else 's'}"
        of_file, next_step = telling[table, column, todo]
        kept.append(Problem(table, "", column, "", f"{of_file}{rows} of this kind", next_step))
    return kept


def _kind(table: str, column: str, todo: str) -> tuple[str, str, str]:
    """What is to be mended in one way; what the next step quotes, or counts, makes no other kind."""
    return table, column, _PARTICULAR.sub("", todo)


def _kind_of(row: Mapping[str, Value]) -> tuple[str, str, str]:
    """That of a row of Problems."""
    return _kind(*(str(row.get(name) or "") for name in _KIND))


def _most(problem: Problem) -> int:
    is_news = problem.table == MAILBOX or _CONFLICT in problem.why or of_the_same_file(problem.why)
    return MOST_NEWS if is_news else _MOST_OF_A_KIND


def conflict_problems(conflicts: Iterable[Conflict]) -> list[Problem]:
    """Cells that somebody changed while the action ran."""
    return [
        Problem(c.table, c.key, c.column, c.now, f"{c.column} {_CONFLICT}",
                "Look at it, and change it by hand if need be.", c.cell)
        for c in conflicts
    ]  # fmt: skip


def with_cell(problem: Problem, book: Snapshot) -> Problem:
    """A problem with the cell of its key and column, where it names none and the row is in the book."""
    grid = book.grids.get(problem.table)
    if problem.cell or not problem.key or grid is None:
        return problem
    return replace(problem, cell=grid.address(problem.key, problem.column))


@dataclass(frozen=True)
class Runner:
    """Who runs an action, on which computer, and when."""

    by: str
    where: str
    now: datetime


def run_change(runner: Runner, action: str, grid: Grid, figures: Mapping[str, Value]) -> Append:
    """The row of Runs for an action that changed something."""
    run_id = f"{runner.now:%Y%m%d-%H%M%S}"
    taken: Sequence[str] = grid.handles
    number = 1
    while (name := run_id if number == 1 else f"{run_id}-{number}") in taken:
        number += 1
    return Append("Runs", [{
        "Run ID": name, "When": runner.now.replace(microsecond=0), "Action": action, "By": runner.by,
        "Where": runner.where, **figures,
    }])  # fmt: skip


def _as_row(problem: Problem, today: date | None) -> dict[str, Value]:
    return {
        "When": today, "Table": problem.table, "Key": problem.key, "Column": problem.column,
        "Cell": problem.cell, "Value": problem.value.strip()[:255] or None, "Problem": problem.why[:1000], "What to do": problem.todo,
    }  # fmt: skip


def _whom(problem: Problem, book: Snapshot, names: BookNames) -> dict[str, Value]:
    """The names of those whom the row is about; empty where nobody can tell."""
    grid = book.grids.get(problem.table)
    if grid is None:
        return {}
    row = grid.rows.get(problem.key) if problem.key else _row_at(problem.cell, grid)
    person, firm = ("", "") if row is None else names.of_row(problem.table, row)
    return {NAME: person or None, ACCOUNT: firm or None} if person or firm else {}


def _row_at(cell: str, grid: Grid) -> int | None:
    """The body row of a cell; None where it is in none."""
    digits = _ROW_OF_CELL.search(cell)
    row = int(digits[0]) - grid.top if digits else -1
    return row if 0 <= row < grid.height else None


def _rows(grid: Grid) -> list[dict[str, Value]]:
    return [{name: cells[row] for name, cells in grid.columns.items()} for row in range(grid.height)]
