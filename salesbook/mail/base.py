"""What every way to send a letter promises: SMTP, a Drafts folder, Outlook, a folder of files.

A transport is handed one letter after the other and says of each what became of it. It decides
nothing: who gets a letter, when, and how often it is tried is its caller's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, runtime_checkable

from salesbook.errors import CannotSend

__all__ = ["CannotSend", "Careful", "Fate", "Limited", "Parcel", "Receipt", "Transport", "Unreachable"]


class Unreachable(CannotSend):
    """The server does not answer, or takes nobody's letters; it may be another matter in a minute."""


class Fate(StrEnum):
    """What became of a letter that was handed over."""

    TAKEN = "taken"  # it is the server's now
    HANDED = "handed"  # it lies where a person sends it
    LATER = "later"  # not now: the same letter may be tried again
    REFUSED = "refused"  # never: trying again would not help
    UNKNOWN = "unknown"  # it may have been taken; nobody can tell


@dataclass(frozen=True, slots=True)
class Parcel:
    """A letter ready to go: `sender` and `to` are addresses as they travel, `data` the message with CRLF line ends."""

    message_id: str
    sender: str
    to: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a transport says of one letter: the server's own words, on one line, and its code if it gave one.

    `lost`: the connection is gone, so the next letter needs a new one.
    """

    fate: Fate
    said: str = ""
    code: int = 0
    lost: bool = False


class Transport(Protocol):
    """One way to send. `where` names it for people, such as smtp.example.com."""

    where: str

    def open(self) -> None:
        """Connect and log in; nothing happens where that was done. Raises CannotSend."""
        ...

    def hand(self, parcel: Parcel) -> Receipt:
        """Hand one letter over. Raises CannotSend where no other letter would fare better, before this one has left."""
        ...

    def close(self) -> None:
        """Say goodbye; never raises."""
        ...


@runtime_checkable
class Limited(Transport, Protocol):
    """A way to send that says beforehand how large a letter may be."""

    @property
    def largest(self) -> int:
        """Bytes of the largest letter that it takes, once it is open; 0 where that is not known."""
        ...


@runtime_checkable
class Careful(Transport, Protocol):
    """A way to send that gets a letter nearly there, and asks once more before it is out of our hands."""

    def hand_if(self, parcel: Parcel, leaves: Callable[[], bool]) -> Receipt | None:
        """As `hand`. Where `leaves` says no, or raises, or is not asked at all, the letter has not left.

        None is a no; what `leaves` raises goes through.
        """
        ...
