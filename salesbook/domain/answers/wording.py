"""What a mail says, in a few words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from salesbook.domain.answers.classify import Failure, Kind
from salesbook.domain.answers.matched import MatchedMail
from salesbook.util.wording import count, quoted

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
    (Kind.CALENDAR, "calendar answer", ""), (Kind.HARD, "letter came back", "letters came back"),
    (Kind.SOFT, "letter could not be delivered for now", "letters could not be delivered for now"),
    (Kind.DELAYED, "letter is delayed", "letters are delayed"), (Kind.OPT_OUT, "wants no more mail", "want no more mail"),
    (Kind.COMPLAINT, "marked a letter as spam", "marked letters as spam"),
    (Kind.DOUBTFUL, "needs a person: see Problems", "need a person: see Problems"),
)  # fmt: skip


def counted(found: Mapping[Kind, int]) -> str:
    """What came in, by kind: "2 replies; 1 letter came back"."""
    parts = [count(found[kind], one, many) for kind, one, many in _WORDS if found.get(kind)]
    if not parts:
        return "No new answers."
    return f"{'; '.join(parts)}."


_MOST_NAMED = 3


def for_now(mails: Iterable[MatchedMail]) -> str:
    """Whose letters came back for now, and why, the first few of them; "" where none did."""
    named = [
        f"{mail.address or 'somebody'} ({said(mail)})" for mail in mails if mail.answer.kind is Kind.SOFT
    ]
    more = [f"and {count(len(named) - _MOST_NAMED, 'more', 'more')}"] if len(named) > _MOST_NAMED else []
    return f"For now: {'; '.join(named[:_MOST_NAMED] + more)}." if named else ""
