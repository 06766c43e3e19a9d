"""What a command has to say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from salesbook.plan import Problem


@dataclass(frozen=True)
class Outcome:
    """What a command has to say: `changed` counts cells; `extra` are lines for the reader's eyes."""

    action: str
    changed: int = 0
    problems: Sequence[Problem] = ()
    summary: Mapping[str, object] = field(default_factory=dict)
    messages: Sequence[str] = ()
    extra: Sequence[str] = ()
    dry: bool = False

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
