"""What a command or a click has to say, and who runs it."""

from __future__ import annotations

import getpass
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from salesbook.actions.run import Result
from salesbook.actions.show import between_bands, describe
from salesbook.tables.plan import Problem
from salesbook.tables.records import Runner


@dataclass(frozen=True)
class Outcome:
    """What a command has to say: `changed` counts cells; `extra` are lines for the reader's eyes.

    `unfinished`: what was asked for did not come about, or not all of it, though nothing went wrong with the workbook.
    """

    action: str
    changed: int = 0
    problems: Sequence[Problem] = ()
    summary: Mapping[str, object] = field(default_factory=dict)
    messages: Sequence[str] = ()
    extra: Sequence[str] = ()
    dry: bool = False
    unfinished: bool = False

    def as_json(self) -> dict[str, object]:
        """The object that --json prints."""
        return {
            "action": self.action,
            "changed": self.changed,
            "problems": [
                {"table": p.table, "key": p.key, "column": p.column, "cell": p.cell, "value": p.value,
                 "problem": p.why, "todo": p.todo} for p in self.problems
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


def outcome_of(result: Result, *, dry_run: bool = False) -> Outcome:
    """What an action has to say."""
    plan = result.plan
    messages = [message.text for message in plan.messages]
    if not result.edits:
        messages = messages or ["Nothing to change."]
    if not dry_run:
        return Outcome(result.action, result.changed, plan.problems, plan.summary, messages)
    would = {name: edit.count for name, edit in result.edits.items()}
    extra = [f"  {line}" for line in describe(result.edits, result.after)] if result.after else []
    extra += between_bands(plan.summary.get("moves"))
    return Outcome(
        result.action, 0, plan.problems, {**plan.summary, "would_change": would}, messages, extra, dry=True
    )
