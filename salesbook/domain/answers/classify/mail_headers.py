"""What the headers and parts of a mail tell besides its text: when, which calendar answer, and whom it names."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from salesbook.domain.answers.classify.parsed_mail import (
    BROKEN,
    ParsedMail,
    addresses_in_text,
    content_type,
    parameter,
    text_of_part,
)

_INVITED = re.compile(
    r"\bhas (?:tentatively )?(?:accepted|declined) (?:this|your|the) (?:invitation|meeting)|\bhat (?:diese|ihre|die) einladung (?:mit vorbehalt )?(?:angenommen|abgelehnt|zugesagt)|\bha (?:aceptado|rechazado) (?:esta|su|la) invitación|"
    r"\ba (?:accepté|refusé|décliné) (?:cette|votre|l')\s?invitation|\bha (?:accettato|rifiutato) (?:questo|il suo|l') ?invito|\b(?:aceitou|recusou) (?:este|o seu|o) convite|\bheeft (?:deze|uw|de) uitnodiging (?:geaccepteerd|afgewezen)",
    re.IGNORECASE,
)
_YEARS = range(1990, 2100)  # what a Date may say
_METHOD = re.compile(r"^METHOD\s*:\s*(\w+)", re.IGNORECASE | re.MULTILINE)
# What mail programs put before the subject of a mail that is answered or passed on.
ANSWERED = re.compile(
    r"\s*(?:re|aw|sv|antw|rv|fwd?|wg|tr|i|r|enc|odp|pd|vs|vl|ynt|ilt|vb|vá|továbbítás|res|ref|rif|antwort|re aw|απ|σχετ|προωθ|回复|回覆|答复|答覆|转发|轉寄|답장|회신|전달|返信|転送|отв|відп|ответ|пересл)"
    r"(?:\[\d+\]|\(\d+\))?\s*[:：]",
    re.IGNORECASE,
)
_BEHIND = ("Reply-To", "Sender", "X-Original-From", "X-Original-Sender", "X-Reply-To", "Resent-From")


def when(mail: ParsedMail) -> datetime | None:
    """When it was written, aware; None where nobody can tell."""
    try:
        found = parsedate_to_datetime(mail.header("Date"))
        moment = found if found.tzinfo else found.replace(tzinfo=UTC)
        return moment if moment.astimezone(UTC).year in _YEARS else None
    except (OverflowError, *BROKEN):
        return None


def bare_subject(subject: str) -> str:
    """A subject without what programs put before it: "Re: AW: News" is "News"."""
    while found := ANSWERED.match(subject):
        subject = subject[found.end() :].lstrip()
    return subject


def calendar_method(mail: ParsedMail) -> str:
    """The method of the calendar entry in it, such as REPLY; "" for none."""
    for part in mail.parts:
        if content_type(part) == "text/calendar":
            written = _METHOD.search(text_of_part(part))
            return (parameter(part, "method") or (written[1] if written else "")).upper()
    return ""


def answers_invitation(mail: ParsedMail, words: str) -> bool:
    """Whether a calendar says that somebody accepted or declined an invitation, and carries no entry that says so."""
    program = re.search(r"calend|kalender|no-?reply", mail.sender[1].partition("@")[0], re.IGNORECASE)
    return bool(program) and len(words) < 1_000 and bool(_INVITED.search(words))


def named_in(mail: ParsedMail, words: str) -> tuple[str, ...]:
    """The addresses behind its sender, in its subject and in its words."""
    return (*(one for _, one in mail.people(*_BEHIND)), *addresses_in_text(f"{mail.subject}\n{words}"))
