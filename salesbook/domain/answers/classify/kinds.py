"""What a mail that came back is, in the words of the domain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What a mail that came back is. Of a DOUBTFUL one nothing may be acted upon before a person looked.

    DECISION: a colleague answers the letter that asked them to decide, whatever they say.
    """

    REPLY = "Reply"
    AUTOMATIC = "Automatic reply"
    CALENDAR = "Calendar answer"
    HARD = "Bounced"
    SOFT = "Soft bounce"
    DELAYED = "Delayed"
    OPT_OUT = "Opt-out"
    COMPLAINT = "Complaint"
    DECISION = "Decision"
    NOTE = "Note"  # of the front line
    DOUBTFUL = "Doubtful"
    OTHER = "Other"


@dataclass(frozen=True, slots=True)
class Failure:
    """A recipient that a letter did not reach, or not yet: `kind` is HARD, SOFT or DELAYED.

    Of a complaint or an opt-out in a report: who complained, with the kind COMPLAINT or OPT_OUT.
    `status` is a code of RFC 3463 such as 5.1.1, "" where none is told; `said` are the server's words on one line.
    """

    address: str
    kind: Kind
    status: str
    said: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a mail is, and what told us. What `why` says is one clause."""

    kind: Kind
    why: str
    failures: tuple[Failure, ...] = ()
    new_address: str = ""
    draft: str = ""
    of_failure: bool = False  # it is about a letter that did not arrive


@dataclass(frozen=True, slots=True)
class Answer:
    """A mail that came back. A DOUBTFUL one names no failures, no new address and no draft: `why` tells them."""

    kind: Kind
    sender: str
    sender_name: str
    when: datetime | None  # from Date, aware
    subject: str
    their_id: str  # its Message-ID, or a digest of what it says: <...@none>
    about: tuple[str, ...]  # Message-IDs that it refers to, the most trusted first
    to: tuple[str, ...]  # addresses it was sent to, plus-addresses as they are
    failures: tuple[Failure, ...]
    words: str  # what the person wrote, without what they quote and without their signature
    new_address: str
    draft: str  # the draft that an opt-out names
    why: str
    returned: bool = False  # it carries the head of a letter from one of our team
    of_failure: bool = False  # it is about a letter that did not arrive
    named: str = ""  # of a wish from nobody we know: the address of a contact that it names
