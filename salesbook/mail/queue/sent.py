"""What became of the letters of one run of sending."""

from __future__ import annotations

from dataclasses import dataclass, field

from salesbook.mail.ledger.entries import State


@dataclass(slots=True)
class Sent:
    """What became of the letters of one run.

    `retried`: how often one was put off; `later`: put off, and queued still; `left`: queued still, and not
    tried. Of `unread` the file could not be read, `barred` might not leave when their turn came; both name
    Message-IDs. `stopped`: why it ended before all was sent, with the next step.
    """

    taken: int = 0
    handed: int = 0
    refused: int = 0
    retried: int = 0
    doubt: int = 0
    later: int = 0
    left: int = 0
    unread: list[str] = field(default_factory=list)
    barred: list[str] = field(default_factory=list)
    stopped: str = ""

    @property
    def unfinished(self) -> bool:
        """Whether letters still wait to leave, or none left nor may have."""
        none = not (self.taken or self.handed or self.doubt)
        return none or bool(self.stopped or self.later or self.left)

    def count(self, state: State) -> None:
        """One letter more that is done with."""
        match state:
            case State.SENT:
                self.taken += 1
            case State.HANDED:
                self.handed += 1
            case State.DOUBT:
                self.doubt += 1
            case _:
                self.refused += 1
