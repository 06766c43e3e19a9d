"""What a command or a click has to say, and as lines for a terminal; and who runs it."""

from __future__ import annotations

import getpass
import platform
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from salesbook.actions.session import Result
from salesbook.schema import TABLES, is_shared, sheets
from salesbook.tables.grid import Snapshot
from salesbook.tables.plan import LostHeader, Problem
from salesbook.tables.records import Runner
from salesbook.tables.resolve import TableEdit
from salesbook.util.wording import count

MOST_KINDS = 10
MOST_OF_A_KIND = 3


@dataclass(frozen=True)
class Outcome:
    """What a command has to say: `changed` counts cells; `extra` are lines for the reader's eyes.

    `unfinished`: what was asked for did not come about, or not all of it, though nothing went wrong with the workbook. `listed`: the
    sheet Problems has the problems too, among the `on_sheet` that it has in all. `in_full`: each problem is a line, as in a text that somebody is writing.
    `beside`: what is wrong in another file, which one of the problems counts.
    """

    action: str
    changed: int = 0
    problems: Sequence[Problem] = ()
    summary: Mapping[str, object] = field(default_factory=dict)
    messages: Sequence[str] = ()
    extra: Sequence[str] = ()
    dry: bool = False
    unfinished: bool = False
    listed: bool = True
    on_sheet: int = 0
    in_full: bool = False
    beside: Sequence[Problem] = ()

    def as_json(self) -> dict[str, object]:
        """The object that --json prints."""
        return {
            "action": self.action,
            "changed": self.changed,
            "problems": [
                {"table": p.table, "key": p.key, "column": p.column, "cell": p.cell, "value": p.value,
                 "problem": p.why, "todo": p.todo} for p in (*self.problems, *self.beside)
            ],
            "summary": {**self.summary, "messages": list(self.messages)},
        }  # fmt: skip


def runner() -> Runner:
    """Who runs this, where, and when."""
    try:
        by = getpass.getuser()
    except (OSError, KeyError):  # a machine without a user database
        by = ""
    return Runner(by, platform.node(), datetime.now())  # noqa: DTZ005  (the time on the person's own wall)


def outcome_of(
    result: Result,
    *,
    dry_run: bool = False,
    details: Callable[[Mapping[str, object]], Sequence[str]] | None = None,
) -> Outcome:
    """What an action has to say; `details` gives further lines of a dry run from its summary."""
    plan = result.plan
    messages = [message.text for message in plan.messages]
    if not result.edits:
        messages = messages or ["Nothing to change."]
    if not dry_run:
        return Outcome(
            result.action, result.changed, plan.problems, plan.summary, messages, on_sheet=result.listed
        )
    would = {name: edit.count for name, edit in result.edits.items()}
    extra = [f"  {line}" for line in describe(result.edits, result.after)] if result.after else []
    extra += details(plan.summary) if details else []
    return Outcome(
        result.action, 0, plan.problems, {**plan.summary, "would_change": would}, messages, extra, dry=True
    )


def lines(outcome: Outcome) -> Iterator[str]:
    """Messages first, then what to look at, then the problems, the first of each kind."""
    if outcome.dry:
        yield "A dry run: nothing was written. It would say and change:"
    yield from outcome.messages
    yield from outcome.extra
    yield from (f"  {each.cell}: {each.why}" for each in outcome.beside[:MOST_OF_A_KIND])
    if len(outcome.beside) > MOST_OF_A_KIND:
        yield f"  ... and {len(outcome.beside) - MOST_OF_A_KIND:,} more"
    if not outcome.problems:
        return
    found = len(outcome.problems)
    of_cells = any("!" in problem.cell for problem in outcome.problems)
    listed = of_cells and not outcome.dry and outcome.listed
    where = f"; the sheet Problems lists {them_and_others(outcome)}" if listed else ""
    yield f"{count(found, 'problem')} found{where}:"
    kinds: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in outcome.problems:
        kinds.setdefault((problem.table, problem.column, problem.todo), []).append(problem)
    if outcome.in_full:
        yield from (
            f"  {problem.cell}: {problem.why} {problem.todo}".rstrip() for problem in outcome.problems
        )
        return
    for alike in sorted(kinds.values(), key=_can_wait)[:MOST_KINDS]:
        for problem in alike[:MOST_OF_A_KIND]:
            yield f"  {problem.cell or problem.table}: {problem.why.rstrip('.')}. {problem.todo}".rstrip()
        if len(alike) > MOST_OF_A_KIND:
            yield f"  ... and {len(alike) - MOST_OF_A_KIND:,} more like these"
    if len(kinds) > MOST_KINDS:
        yield f"  ... and problems of {count(len(kinds) - MOST_KINDS, 'other kind')}"


def them_and_others(outcome: Outcome) -> str:
    """What the sheet Problems lists: "them", or "it and 3 others" where problems of before stand there besides."""
    found = len(outcome.problems)
    them = "it" if found == 1 else "them"
    others = max(outcome.on_sheet - found, 0)
    return f"{them} and {count(others, 'other')}" if others else them


def told_of_problems(outcome: Outcome) -> str:
    """A sentence on how many problems were found, and where they stand; "" without one."""
    found = len(outcome.problems)
    if not found:
        return ""
    told = count(found, "problem")
    if not outcome.listed:
        first = outcome.problems[0]
        return f"{told}; the first: {first.cell or first.table}: {first.why.rstrip('.')}."
    if outcome.on_sheet <= found:
        return f"{told}: see the sheet Problems."
    return f"{told}: the sheet Problems lists {them_and_others(outcome)}."


def lost_headers(outcome: Outcome) -> str:
    """What is missing where a header was deleted or renamed, and the cell to type it into: nothing else counts for as much."""
    lost = [problem for problem in outcome.problems if isinstance(problem, LostHeader)]
    if not lost:
        return ""
    more = (
        f" {count(len(lost) - 1, 'other column')} {'is' if len(lost) == 2 else 'are'} missing too."
        if lost[1:]
        else ""
    )
    return f"{lost[0].why}. {lost[0].todo}{more}"


def _can_wait(alike: Sequence[Problem]) -> bool:
    """Whether a kind does without being among the first: not what keeps lines from being logged, nor who said no."""
    table, column = alike[0].table, alike[0].column
    vital = table in TABLES and column in TABLES[table].by_name and TABLES[table].by_name[column].vital
    return not (vital or is_shared(table))


def describe(edits: Mapping[str, TableEdit], after: Snapshot) -> Sequence[str]:
    """A line a table on what changes, for a dry run."""
    lines = []
    for name, edit in edits.items():
        rows = {row for cells in edit.columns.values() for row in cells.rows}
        new = max(0, edit.height - edit.old_height)
        gone = max(0, edit.old_height - edit.height)
        parts = [f"{count(edit.count, 'cell')} in {count(len(rows), 'row')}"]
        parts += [f"{count(new, 'row')} more"] if new else []
        parts += [f"{count(gone, 'row')} fewer"] if gone else []
        columns = ", ".join(list(edit.columns)[:6]) + (", ..." if len(edit.columns) > 6 else "")
        lines.append(f"{_where(name, after)}: {'; '.join(parts)} ({columns})")
    return lines


def _where(name: str, after: Snapshot) -> str:
    """The sheet of a table; with the table's name where it stands beside the one that the sheet is for."""
    sheet = after.grids[name].sheet
    beside = sheets()[TABLES[name].sheet][0].name != name
    return f"{sheet} ({name})" if sheet and beside else sheet or name


_ROOM = 160  # letters in a status bar


def in_a_sentence(outcome: Outcome) -> str:
    """What an action has to say, short enough for a status bar: its messages, and how many problems there are.

    Where its sum counts letters with a problem already, only how many the sheet has: a second number would be another one.
    """
    problems = told_of_problems(outcome)
    if problems and outcome.listed and "problem" in "".join(outcome.messages[:1]):
        problems = f"The sheet Problems lists {max(outcome.on_sheet, len(outcome.problems)):,}."
    return _fitting([*outcome.messages, *([problems] if problems else [])]) or "Done."


def _fitting(messages: Sequence[str]) -> str:
    """The first message, those after it for which a status bar has room, and the last."""
    first, last = messages[:1], messages[1:][-1:]
    told = list(first)
    for message in messages[1:-1]:
        if len(" ".join([*told, message, *last])) > _ROOM:
            break
        told.append(message)
    return " ".join([*told, *last])
