"""What a ledger holds, as plain records. No address stands in any of them; see `salesbook.mail.ledger.ledger`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class LetterState(StrEnum):
    """How far a letter is."""

    QUEUED = "Queued"
    LEAVING = "Leaving"  # its sender is at it, or died over it
    HANDED = "Handed"  # it lies where a person sends it
    SENT = "Sent"
    FAILED = "Failed"  # it did not leave, and will not
    DOUBT = "In doubt"  # it may have left; a person decides
    BOUNCED = "Bounced"
    REPLIED = "Replied"
    UNSUBSCRIBED = "Unsubscribed"


# What an answer tells of a letter that was sent: the later one in this order stays.
STRENGTH = (LetterState.SENT, LetterState.REPLIED, LetterState.BOUNCED, LetterState.UNSUBSCRIBED)


@dataclass(frozen=True, slots=True)
class QueuedLetter:
    """One letter, to be queued or as the ledger has it. Moments are seconds since 1970.

    `who` is a mark of the address, `domain` what stands behind its @, `mailing` "" for a single letter.
    `next_at`: not before; `at`: when `state` was last changed; `via`: through which server; `said`: its words; `gone`: when it left, or may have, 0 where it has not.
    """

    message_id: str
    draft: str
    mailing: str
    contact: str
    who: str
    domain: str
    state: LetterState = LetterState.QUEUED
    tries: int = 0
    next_at: float = 0.0
    at: float = 0.0
    via: str = ""
    said: str = ""
    gone: float = 0.0


@dataclass(frozen=True, slots=True)
class Refusal:
    """A letter that was not queued; `why` is a sentence."""

    letter: QueuedLetter
    why: str


class Done(NamedTuple):
    """What became of the letter that was leaving. `next_at`: when to try again, if it is QUEUED again.

    `counts`: it was a try, not only a line that broke or a server that took nobody's letters.
    """

    message_id: str
    state: LetterState
    said: str = ""
    next_at: float = 0.0
    counts: bool = True


SOFT = "soft bounce"  # the kind of ReadMail that `Answers.soft_bounces` counts


@dataclass(frozen=True, slots=True)
class ReadMail:
    """A mail that was read. `key` tells it from all others; `message_id` is that of our letter, or "".

    `their_id` is its own Message-ID; `at` is when it was written, in seconds since 1970.
    """

    key: str
    kind: str
    message_id: str
    who: str
    at: float
    their_id: str


_ADDRESS = re.compile(r"[^\s<>()\"',;:“”]+(?:@|%40)[^\s<>()\"',;:“”]+", re.IGNORECASE)


def without_addresses(words: str) -> str:
    """What a server or a person said, with "the address" for each address in it."""
    return _ADDRESS.sub("the address", words)
