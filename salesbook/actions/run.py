"""From an action and a session to an outcome: planned step by step, or by the action's own way."""

from __future__ import annotations

from argparse import Namespace

from salesbook.actions.base import Action
from salesbook.actions.outcome import Outcome, outcome_of
from salesbook.actions.session import Result, Session, world_of, writable
from salesbook.errors import PartMissing
from salesbook.schema import TABLES
from salesbook.tables.frames import ParsedTables
from salesbook.tables.plan import Plan
from salesbook.tables.resolve import resolve


def run(action: Action, session: Session, options: Namespace) -> Outcome:
    """Do what was asked for; a part that it needs is offered first. Raises the errors of `salesbook.errors`; then nothing was written."""
    try:
        return _done(action, session, options)
    except PartMissing as lack:
        from salesbook.actions.offer import with_part

        return with_part(session, lack, lambda again: _done(action, again, options))


def _done(action: Action, session: Session, options: Namespace) -> Outcome:
    if action.run:
        return action.run(session, options)
    result = carry_out(action, session, options)
    return outcome_of(result, dry_run=session.dry_run, details=action.details)


def carry_out(action: Action, session: Session, options: Namespace) -> Result:
    """Read, plan by the action's steps, and write, unless it is a dry run."""
    session.look(action.reads, sought=TABLES if action.whole else ())
    return session.finish(planned(action, session, options), whole=action.whole, through=action.through)


def planned(action: Action, session: Session, options: Namespace, parsed: ParsedTables | None = None) -> Plan:
    """All steps one after the other; a step that feeds the next ones is laid over what was read.

    `parsed`: filled with the frames, for whoever needs them once more (see `world_of`).
    """
    plan = Plan()
    snapshot = session.seen
    parsed = {} if parsed is None else parsed
    world, unreadable = world_of(snapshot, session.today, parsed)
    for step in action.steps:
        if step.follows and not plan.changes:
            continue
        session.book.tell(step.label)
        part = step.plan(world, options)
        plan += part
        if step.feeds and part.changes:
            snapshot = resolve(writable(part.changes, snapshot), snapshot).after
            world, unreadable = world_of(snapshot, session.today, parsed)
    return Plan(problems=tuple(unreadable)) + plan
