"""The lines to mail servers that a run holds open, one for each sender, and what is done when one breaks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from salesbook.mail.contract import Transport, Unreachable

_RECONNECT = (1.0, 10.0, 60.0)  # seconds before each time


@dataclass(slots=True)
class Ways:
    """Ways to send, by the sender's address; `make` gives one."""

    make: Callable[[str], Transport]
    _made: dict[str, Transport] = field(default_factory=dict)
    _lost: set[str] = field(default_factory=set)

    def open(self, sender: str, pause: Callable[[float], None]) -> Transport:
        """The way for a sender, open. One that broke is opened again after a while, three times at most.

        Raises CannotSend; the first time at once, since then somebody has just started it.
        """
        way = self._made.get(sender)
        if way is None:
            way = self._made[sender] = self.make(sender)
            way.open()
            return way
        if sender not in self._lost:
            try:
                way.open()
            except Unreachable:
                self._lost.add(sender)
        for number, seconds in enumerate(_RECONNECT if sender in self._lost else (), 1):
            pause(seconds)
            try:
                way.open()
            except Unreachable:
                if number == len(_RECONNECT):
                    raise
            else:
                break
        self._lost.discard(sender)
        return way

    def lost(self, sender: str) -> None:
        """The line of this sender broke."""
        self._lost.add(sender)

    def close(self) -> None:
        """Close all lines; each opens again when it is needed."""
        for way in self._made.values():
            way.close()
