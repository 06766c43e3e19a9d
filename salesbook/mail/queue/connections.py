"""The lines to mail servers that a run holds open, one for each sender, and what is done when one breaks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from salesbook.mail.base import Careful, Parcel, Receipt, Transport, Unreachable

_RECONNECT = (1.0, 10.0, 60.0)  # seconds before each time


class _Asking:
    """Any other way to send as one that asks before a letter is out of our hands: it asks at the start."""

    def __init__(self, way: Transport) -> None:
        self.where, self.open, self.close, self.hand = way.where, way.open, way.close, way.hand

    def hand_if(self, parcel: Parcel, leaves: Callable[[], bool]) -> Receipt | None:
        return self.hand(parcel) if leaves() else None


@dataclass(slots=True)
class Ways:
    """Ways to send, by the sender's address; `make` gives one."""

    make: Callable[[str], Transport]
    _made: dict[str, Careful] = field(default_factory=dict)
    _lost: set[str] = field(default_factory=set)

    def open(self, sender: str, pause: Callable[[float], None]) -> Careful:
        """The way for a sender, open. One that broke is opened again after a while, three times at most.

        Raises CannotSend; the first time at once, since then somebody has just started it.
        """
        way = self._made.get(sender)
        if way is None:
            made = self.make(sender)
            way = self._made[sender] = made if isinstance(made, Careful) else _Asking(made)
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
