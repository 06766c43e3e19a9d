"""Every action: what it reads, and its planners. `run` is the one way from a book to a result."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING

from salesbook.books import Book
from salesbook.errors import MissingColumn, NotASalesbook
from salesbook.schema import TABLES
from salesbook.tables.change_limit import hold
from salesbook.tables.frames import Parsed, frames, settings
from salesbook.tables.grid import Snapshot, is_blank
from salesbook.tables.plan import Change, Extend, Plan, Problem, Set, Value
from salesbook.tables.records import Runner, conflict_problems, problems_change, run_change
from salesbook.tables.resolve import TableEdit, resolve

if TYPE_CHECKING:
    from salesbook.domain.world import World

Planner = Callable[["World", str | None], Plan]


@dataclass(frozen=True)
class Step:
    """One planner. `feeds`: those after it must see what it changed. `follows`: only if those before changed something."""

    label: str
    plan: Planner
    feeds: bool = False
    follows: bool = False


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
    from salesbook.domain.call_log.plan import plan_log
    from salesbook.domain.checks import CHECKS

    found = [problem for rule in CHECKS for problem in rule(world.frames, world.settings, world.today)]
    unloggable = plan_log(world).problems
    return Plan(problems=(*world.problems, *unloggable, *found))


def _log(world: World, _: str | None) -> Plan:
    from salesbook.domain.call_log.plan import plan_log

    return plan_log(world)


def _log_earlier(world: World, _: str | None) -> Plan:
    from salesbook.domain.call_log.plan import plan_log

    return plan_log(world, before=world.today)


def _scores(world: World, _: str | None) -> Plan:
    from salesbook.domain.scores.plan import plan_scores

    return plan_scores(world)


def _due(world: World, _: str | None) -> Plan:
    from salesbook.domain.scores.plan import plan_due

    return plan_due(world)


def _calls(world: World, rep: str | None) -> Plan:
    from salesbook.domain.calls.plan import plan_calls

    return plan_calls(world, rep)


def _holidays(world: World, _: str | None) -> Plan:
    from salesbook.domain.facts.holidays import plan_holidays

    return plan_holidays(world)


HOLIDAYS = Step("Looking for public holidays", _holidays, feeds=True)
CHECK = Step("Checking", _check)
LOG = Step("Logging finished calls", _log, feeds=True)
LOG_EARLIER = Step("Logging finished calls of earlier days", _log_earlier, feeds=True)
SCORES = Step("Scoring", _scores)
DUE = Step("Moving due dates", _due, follows=True)
CALLS = Step("Making call lists", _calls)

_OWN = ("Settings", "Problems", "Runs")
_PEOPLE = ("Contacts", "Accounts", "Activities", "Orders", "Opportunities", "Calls")
_RULES = ("Team", "Absences", "Duties", "Cadences", "Scoring", "TouchPoints", "Holidays")
EVERYTHING = (*_PEOPLE, *_RULES, *_OWN)

ACTIONS: dict[str, Action] = {
    action.name: action
    for action in (
        Action("check", "Check", (*EVERYTHING, "DoNotMail"), (CHECK,), whole=True),
        Action(
            "scores",
            "Scores",
            ("Contacts", "Accounts", "Activities", "Orders", "ScoreHistory", *_RULES, *_OWN),
            (SCORES,),
        ),
        Action("calls", "Call list", EVERYTHING, (LOG_EARLIER, CALLS)),
        Action("log", "Log calls", EVERYTHING, (LOG, DUE)),
        Action(
            "today",
            "Today",
            (*EVERYTHING, "ScoreHistory", "DoNotMail"),
            (HOLIDAYS, LOG, CHECK, SCORES, CALLS),
            whole=True,
        ),
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
    seen = read_known(book, action.reads)
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


def read_known(book: Book, tables: Collection[str]) -> Snapshot:
    """The tables; without those that the workbook is too old to have. Raises what reading raises."""
    try:
        return book.read(tables)
    except NotASalesbook as error:
        if not all(TABLES[name].later for name in error.missing):
            raise
        return book.read([name for name in tables if name not in error.missing])


def finish(
    book: Book, name: str, plan: Plan, seen: Snapshot, *,
    today: date, runner: Runner, started: float, whole: bool = False, dry_run: bool = False,
) -> Result:  # fmt: skip
    """From a plan to a written book: find the cells, hold the valve, keep Problems and Runs."""
    changes = writable(plan.changes, seen)
    trial = resolve(changes, seen)
    hold(changes, trial, seen)
    told = [*plan.problems, *conflict_problems(trial.conflicts)]
    problems = tuple(dict.fromkeys(told))  # several planners may stumble over the same cell
    plan = Plan(plan.changes, problems, plan.messages, plan.summary)
    listed = problems_change(problems, seen.grids["Problems"], today, whole=whole)
    resolved = resolve(writable([listed], seen), trial.after)
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
    logged = resolve(writable([runs], seen), resolved.after)
    edits |= logged.edits
    book.tell("Writing")
    book.write(edits, seen.seen)
    return Result(name, changed, plan, edits, logged.after)


def _planned(action: Action, book: Book, seen: Snapshot, today: date, rep: str | None) -> Plan:
    """All steps one after the other; a step that feeds the next ones is laid over what was read."""
    plan = Plan()
    snapshot = seen
    parsed: Parsed = {}
    world, unreadable = world_of(snapshot, today, parsed)
    for step in action.steps:
        if step.follows and not plan.changes:
            continue
        book.tell(step.label)
        part = step.plan(world, rep)
        plan += part
        if step.feeds and part.changes:
            snapshot = resolve(writable(part.changes, snapshot), snapshot).after
            world, unreadable = world_of(snapshot, today, parsed)
    return Plan(problems=tuple(unreadable)) + plan


def world_of(snapshot: Snapshot, today: date, parsed: Parsed | None = None) -> tuple[World, list[Problem]]:
    """The typed frames and settings of a snapshot, and what could not be read in it.

    `parsed` remembers the frames of tables that have not changed since the last time.
    """
    from salesbook.domain.world import World

    tables, problems = frames(snapshot, parsed)
    values, more = settings(snapshot)
    return World(frames=tables, settings=values, today=today), problems + more


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
