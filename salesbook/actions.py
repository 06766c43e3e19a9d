"""Every action: what it reads, and its planners. `run` is the one way from a book to a result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING

from salesbook.books import Book
from salesbook.edit import Resolved, TableEdit, resolve
from salesbook.errors import TooMuch
from salesbook.grid import Snapshot, is_blank, is_made_up
from salesbook.ledgers import Runner, conflict_problems, problems_change, run_change
from salesbook.plan import Append, Change, Extend, Plan, Problem, Replace, Set
from salesbook.schema import TABLES
from salesbook.tables import frames, settings

if TYPE_CHECKING:
    from salesbook.domain.world import World

Planner = Callable[["World", str | None], Plan]


@dataclass(frozen=True)
class Step:
    """One planner of an action. `feeds`: the planners after it must see what it changed."""

    label: str
    plan: Planner
    feeds: bool = False


@dataclass(frozen=True)
class Action:
    """An action: the tables it reads, and its steps in order.

    `whole`: it looks at everything, so Problems holds exactly what it found.
    """

    name: str
    label: str
    reads: tuple[str, ...]
    steps: tuple[Step, ...]
    whole: bool = False


@dataclass(frozen=True)
class Result:
    """What came of an action: `changed` counts cells, and nothing was written after a dry run."""

    action: str
    changed: int
    plan: Plan
    edits: Mapping[str, TableEdit] = field(default_factory=dict)
    after: Snapshot | None = None


def _check(world: World, _: str | None) -> Plan:
    from salesbook.checks import CHECKS

    return Plan(
        problems=tuple(
            problem for rule in CHECKS for problem in rule(world.frames, world.settings, world.today)
        )
    )


def _log(world: World, _: str | None) -> Plan:
    from salesbook.domain.log.plan import plan_log

    return plan_log(world)


def _log_earlier(world: World, _: str | None) -> Plan:
    from salesbook.domain.log.plan import plan_log

    return plan_log(world, before=world.today)


def _scores(world: World, _: str | None) -> Plan:
    from salesbook.domain.score.plan import plan_scores

    return plan_scores(world)


def _calls(world: World, rep: str | None) -> Plan:
    from salesbook.domain.calls.plan import plan_calls

    return plan_calls(world, rep)


CHECK = Step("Checking", _check)
LOG = Step("Logging finished calls", _log, feeds=True)
LOG_EARLIER = Step("Logging finished calls of earlier days", _log_earlier, feeds=True)
SCORES = Step("Scoring", _scores)
CALLS = Step("Making call lists", _calls)

_OWN = ("Settings", "Problems", "Runs")
_PEOPLE = ("Contacts", "Accounts", "Activities", "Orders", "Opportunities", "Calls")
_RULES = ("Team", "Absences", "Duties", "Cadences", "Scoring", "TouchPoints", "Holidays")
EVERYTHING = (*_PEOPLE, *_RULES, *_OWN)

ACTIONS: dict[str, Action] = {
    action.name: action
    for action in (
        Action("check", "Check", EVERYTHING, (CHECK,), whole=True),
        Action(
            "scores", "Scores", ("Contacts", "Accounts", "Activities", "Orders", *_RULES, *_OWN), (SCORES,)
        ),
        Action("calls", "Call list", EVERYTHING, (LOG_EARLIER, CALLS)),
        Action("log", "Log calls", EVERYTHING, (LOG,)),
        Action("today", "Today", EVERYTHING, (LOG, CHECK, SCORES, CALLS), whole=True),
    )
}


def run(
    name: str, book: Book, *, today: date, runner: Runner, rep: str | None = None, dry_run: bool = False
) -> Result:
    """Read, plan, and write, unless it is a dry run.

    Raises the errors of `salesbook.errors`; then nothing was written.
    """
    started = perf_counter()
    action = ACTIONS[name]
    book.tell("Reading")
    seen = book.read(action.reads)
    plan = _planned(action, book, seen, today, rep)
    return finish(
        book,
        name,
        plan,
        seen,
        today=today,
        runner=runner,
        started=started,
        whole=action.whole,
        dry_run=dry_run,
    )


def finish(
    book: Book, name: str, plan: Plan, seen: Snapshot, *,
    today: date, runner: Runner, started: float, whole: bool = False, dry_run: bool = False,
) -> Result:  # fmt: skip
    """From a plan to a written book: find the cells, hold the valve, keep Problems and Runs."""
    changes = [kept for change in plan.changes if (kept := _without_missing_columns(change, seen))]
    trial = resolve(changes, seen)
    _valve(trial, seen)
    told = [located(problem, seen) for problem in plan.problems] + conflict_problems(trial.conflicts)
    problems = tuple(dict.fromkeys(told))  # several planners may stumble over the same cell
    plan = Plan(plan.changes, problems, plan.messages, plan.summary)
    changes.append(problems_change(problems, seen.grids["Problems"], today, whole=whole))
    resolved = resolve(changes[-1:], trial.after)
    edits = {**trial.edits, **resolved.edits}
    changed = sum(edit.count for edit in edits.values())
    if not edits or dry_run:
        return Result(name, changed, plan, edits, resolved.after)
    runs = run_change(runner, name, seen.grids["Runs"], {
        "Read": sum(seen.grids[table].height for table in seen.grids),
        "Changed": changed, "Seconds": round(perf_counter() - started, 2),
        "Result": "Done, with problems" if problems else "Done",
        "Message": " ".join(message.text for message in plan.messages),
    })  # fmt: skip
    logged = resolve([runs], resolved.after)
    edits |= logged.edits
    book.tell("Writing")
    book.write(edits, seen.seen)
    return Result(name, changed, plan, edits, logged.after)


def _planned(action: Action, book: Book, seen: Snapshot, today: date, rep: str | None) -> Plan:
    """All steps one after the other; a step that feeds the next ones is laid over what was read."""
    plan = Plan()
    snapshot = seen
    world, unreadable = world_of(snapshot, today)
    for step in action.steps:
        book.tell(step.label)
        part = step.plan(world, rep)
        plan += part
        if step.feeds and part.changes:
            changes = [
                kept for change in part.changes if (kept := _without_missing_columns(change, snapshot))
            ]
            snapshot = resolve(changes, snapshot).after
            world, unreadable = world_of(snapshot, today)
    return Plan(problems=tuple(unreadable)) + plan


def world_of(snapshot: Snapshot, today: date) -> tuple[World, list[Problem]]:
    """The typed frames and settings of a snapshot, and what could not be read in it."""
    from salesbook.domain.world import World

    tables, problems = frames(snapshot)
    values, more = settings(snapshot)
    return World(frames=tables, settings=values, today=today), problems + more


def _without_missing_columns(change: Change, seen: Snapshot) -> Change | None:
    """A change without columns that the workbook has lost; their absence is a Problem already."""
    headers = seen.grids[change.table].columns
    if isinstance(change, Set):
        columns = {name: values for name, values in change.columns.items() if name in headers}
        return Set(change.table, change.handles, columns, change.expected) if columns else None
    if isinstance(change, Extend):
        return Extend(
            change.table, {name: values for name, values in change.columns.items() if name in headers}
        )
    rows = [{name: value for name, value in row.items() if name in headers} for row in change.rows]
    return (
        Append(change.table, rows)
        if isinstance(change, Append)
        else Replace(change.table, change.leave, rows)
    )


def located(problem: Problem, seen: Snapshot) -> Problem:
    """The problem with its cell. Planners name rows by their handle; a made-up one says nothing to people."""
    grid = seen.grids.get(problem.table)
    cell = problem.cell or (grid.address(problem.key, problem.column) if grid else "")
    return replace(problem, cell=cell, key="" if is_made_up(problem.key) else problem.key)


FEW = 20  # rows that an action may always change: a share of a small table says little


def _valve(resolved: Resolved, seen: Snapshot) -> None:
    """Stop an action that would overwrite more of what people typed than Settings allows."""
    limit = float(settings(seen)[0]["Change limit"])
    for name, edit in resolved.edits.items():
        table, grid = TABLES[name], seen.grids[name]
        if (
            table.ours or name == "Calls"
        ):  # salesbook's own, and what is typed in Calls is kept by its planners
            continue
        rows: Counter[int] = Counter()
        for column, cells in edit.columns.items():
            if column in table.by_name and table.by_name[column].ours:
                continue
            old = grid.columns[column]
            rows.update(row for row in cells.rows if row < len(old) and not is_blank(old[row]))
        if len(rows) > FEW and len(rows) > limit * grid.height:
            raise TooMuch(name, len(rows), grid.height,
                          "If that is right, set 'Change limit' on the Settings sheet to 1 and run it again.")  # fmt: skip


def describe(edits: Mapping[str, TableEdit], after: Snapshot) -> Sequence[str]:
    """A line a table on what changes, for a dry run."""
    lines = []
    for name, edit in edits.items():
        rows = {row for cells in edit.columns.values() for row in cells.rows}
        new = max(0, edit.height - edit.old_height)
        gone = max(0, edit.old_height - edit.height)
        parts = [f"{edit.count:,} cells in {len(rows):,} rows"]
        parts += [f"{new:,} rows more"] if new else []
        parts += [f"{gone:,} rows fewer"] if gone else []
        columns = ", ".join(list(edit.columns)[:6]) + (", ..." if len(edit.columns) > 6 else "")
        lines.append(f"{after.grids[name].sheet or name}: {'; '.join(parts)} ({columns})")
    return lines
