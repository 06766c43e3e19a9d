"""Complaints: somebody pressed "this is spam" and their provider says so (RFC 5965, RFC 6650, Microsoft's JMRP)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from email.message import Message

from salesbook.domain.answers.classify.kinds import Failure, Kind, Verdict
from salesbook.domain.answers.classify.parsed_mail import (
    ParsedMail,
    addresses_in_text,
    header_of,
    header_values,
)
from salesbook.domain.answers.classify.reports import originals, part_of, report_fields

# What is no complaint of a person: tests of signatures (RFC 6591), and "this is not spam".
_NO_COMPLAINT = {"auth-failure", "dmarc", "not-spam", "virus"}
_MICROSOFT = "X-HmXmrOriginalRecipient"


def complaint_verdict(
    mail: ParsedMail, ours: str, foreign: str, known: Callable[[str], bool]
) -> Verdict | None:
    """What a feedback report means; None where it is none. `ours` and `foreign`: the letter that it is about."""
    part = part_of(mail, "message/feedback-report")
    letters = list(originals(mail))
    if part is None and not any(letter.get(_MICROSOFT) for letter in letters):
        return None
    fields = report_fields(part) if part is not None else []
    told = next((kind for one in fields if (kind := header_of(one, "Feedback-Type").lower())), "abuse")
    if told in _NO_COMPLAINT:
        return Verdict(Kind.OTHER, f"a feedback report of the type {told} is no complaint")
    kind = Kind.OPT_OUT if told.startswith("opt-out") else Kind.COMPLAINT
    source = (
        f"a feedback report (RFC 5965) of the type {told}"
        if part is not None
        else "a complaint by Microsoft's JMRP"
    )
    named = next((one for one in _recipients(fields, letters) if known(one)), "")
    who = (Failure(named, kind, "", ""),) if named else ()
    if ours:
        return Verdict(kind, f"{source} carries the Message-ID of a letter of ours", who)
    if named and not foreign:
        return Verdict(kind, f"{source} names the address of a contact, and no letter of others", who)
    about = (
        f"it names {named}, but a letter that is not in the ledger"
        if named
        else "it names neither a letter of ours nor a contact"
    )
    return Verdict(Kind.DOUBTFUL, f"{source} says that somebody complained, but {about}")


def _recipients(fields: list[Message], letters: list[Message]) -> Iterator[str]:
    """Whom the letter was sent to, as far as the report tells."""
    for parts, names in (
        (fields, ("Original-Rcpt-To", "Removal-Recipient")),
        (letters, (_MICROSOFT, "To", "Delivered-To")),
    ):
        for part in parts:
            for name in names:
                for value in header_values(part, name):
                    yield from addresses_in_text(value)
