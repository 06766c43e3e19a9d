"""What a mail says, in a few words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from salesbook.domain.answers.classify import Failure, Kind
from salesbook.domain.answers.matched import MatchedMail
from salesbook.util.wording import count, quoted, sum_of

_NO_REASON = "no reason given"


def said(mail: MatchedMail) -> str:
    """Why, in a few words: the server's, the person's, or what told us; "" where a person gave none."""
    answer = mail.answer
    if answer.kind is Kind.COMPLAINT:
        return "marked as spam"
    quote = quoted(words) if (words := (answer.words or answer.subject).strip()) else ""
    if answer.kind in {Kind.HARD, Kind.SOFT, Kind.DELAYED}:
        return next(map(_failed, answer.failures), quote) or _NO_REASON
    return quote if answer.kind is not Kind.REPLY else ""


def _failed(one: Failure) -> str:
    """The server's words, with the code in front where they do not have it."""
    return one.said if one.status in one.said else f"{one.status} {one.said}".strip()


def no_of(mail: MatchedMail) -> str:
    """How somebody said no, and in which words."""
    return ": ".join(filter(None, (mail.way, said(mail))))


_WORDS = (
    (Kind.REPLY, "reply", "replies"), (Kind.AUTOMATIC, "automatic reply", "automatic replies"),
    (Kind.CALENDAR, "calendar answer", "calendar answers"), (Kind.HARD, "letter that came back", "letters that came back"),
    (Kind.SOFT, "that could not be delivered for now", ""), (Kind.DELAYED, "that is delayed", "that are delayed"),
    (Kind.OPT_OUT, "who wants no more mail", "who want no more mail"), (Kind.COMPLAINT, "marked as spam", "marked as spam"),
    (Kind.DECISION, "decision of an executive", "decisions of executives"),
    (Kind.NOTE, "to Notes address", ""),
    (Kind.DOUBTFUL, "for a person to look at (see Problems)", ""),
)  # fmt: skip


def counted(mails: int, found: Mapping[Kind, int]) -> str:
    """What came in, by kind: "31 mails = 9 replies + 1 letter that came back + 21 others"."""
    parts = [(found.get(kind, 0), one if found.get(kind) == 1 else many or one) for kind, one, many in _WORDS]
    others = mails - sum(number for number, _ in parts)
    if others == mails:
        return "No new answers."
    whole = (mails, "mail" if mails == 1 else "mails")
    return f"{sum_of(whole, *parts, (others, 'other' if others == 1 else 'others'))}."


_MOST_NAMED = 3


def for_now(mails: Iterable[MatchedMail]) -> str:
    """Whose letters came back for now, and why, the first few of them; "" where none did."""
    named = [
        f"{mail.address or 'somebody'} ({said(mail)})" for mail in mails if mail.answer.kind is Kind.SOFT
    ]
    more = [f"and {count(len(named) - _MOST_NAMED, 'more', 'more')}"] if len(named) > _MOST_NAMED else []
    return f"For now: {'; '.join(named[:_MOST_NAMED] + more)}." if named else ""
