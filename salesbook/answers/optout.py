"""Who asks for no more mail: by the address or the subject that our letters give, or in words of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from salesbook.answers.kinds import Kind, Verdict
from salesbook.answers.opened import Mail, one_line
from salesbook.answers.phrases import clear_words, denied, doubtful_words, is_alone, plain
from salesbook.domain.addresses import same

_SUBJECT = re.compile(r"unsubscribe\s+(\S.{0,200})", re.IGNORECASE)
_UNDECODED = re.compile(
    r"unsubscribe(?:%20|\+)\S+$", re.IGNORECASE
)  # as it stands in the web address of the link
_END = re.compile(r"(?<=[.!?;])\s+|\n\s*\n")
_FIRST = 700  # characters: who wants no more mail says so at once
_MOST_SENTENCES = 60


def draft_in(subject: str) -> str:
    """The draft that a subject names as our letters write it: "unsubscribe DRAFT"; "" where it names none.

    The key of a draft holds a full stop or a digit, and no address.
    """
    found = _SUBJECT.fullmatch(subject.strip())
    rest = found[1].strip() if found else ""
    if "@" in rest or not re.search(r"\S\.\S" if " " in rest else r"[.\d]", rest):
        return ""
    return rest


def draft_at(opt_out: str, to: tuple[str, ...]) -> str:
    """The draft in a plus-address such as stop+DRAFT@firm.example."""
    local, _, domain = same(opt_out).rpartition("@")
    for one in to if local else ():
        name, _, host = same(one).rpartition("@")
        if host == domain and name.startswith(f"{local}+") and len(name) > len(local) + 1:
            return one.rpartition("@")[0][len(local) + 1 :]
    return ""


def by_button(mail: Mail, to: tuple[str, ...], opt_out: str) -> Verdict | None:
    """A mail to the opt-out address with exactly the subject that List-Unsubscribe of one of our letters gives.

    The button of a mail program sends it, and some say there that it is an automatic reply or went to many.
    """
    subject = unquote(mail.subject).replace("+", " ") if _UNDECODED.match(mail.subject) else mail.subject
    if opt_out and _is_among(opt_out, to) and (draft := draft_in(subject)):
        return Verdict(
            Kind.OPT_OUT, "it has the subject that our letter gives its opt-out button", draft=draft
        )
    return None


def _is_among(opt_out: str, to: tuple[str, ...]) -> bool:
    return same(opt_out) in {same(one) for one in to}


def by_link(
    mail: Mail, words: str, to: tuple[str, ...], opt_out: str, *, trusted: bool, dedicated: bool
) -> Verdict | None:
    """What a mail means that follows our opt-out link, or is written to its address; None where it does neither.

    `trusted`: it comes from a contact, or is about a letter of ours. `dedicated`: the address is nobody's own.
    """
    draft = draft_in(mail.subject) or draft_at(opt_out, to)
    if draft:
        return Verdict(Kind.OPT_OUT, "it follows the opt-out link of a letter", draft=draft)
    written_there = bool(opt_out) and _is_among(opt_out, to)
    if is_alone(plain(mail.subject)):
        if trusted or written_there:
            return Verdict(Kind.OPT_OUT, f"its subject is {mail.subject!r}")
        return Verdict(
            Kind.DOUBTFUL,
            f"its subject is {mail.subject!r}, but its sender is nobody we know: it may be a contact's other address",
        )
    if not written_there or not dedicated:
        return None
    said = by_words(words)
    if said:
        return said
    if trusted and not words:
        return Verdict(Kind.OPT_OUT, "it was written to the address for opt-outs")
    return Verdict(
        Kind.DOUBTFUL,
        "it was written to the address for opt-outs, but does not say that its sender wants no more mail",
    )


def by_words(words: str) -> Verdict | None:
    """What somebody says in their own words about getting mail; None where they say nothing of it."""
    doubts: list[str] = []
    for sentence, early in _sentences(words):
        if is_alone(sentence):
            if early:
                return Verdict(Kind.OPT_OUT, f"it says {one_line(sentence, 80)!r}")
            doubts.append(f"it says {one_line(sentence, 80)!r}, but not at once")
            continue
        said, doubt = clear_words(sentence)
        if said and not doubt and early:
            return Verdict(Kind.OPT_OUT, f"it says {one_line(said, 80)!r}")
        if said:
            doubts.append(f"it says {one_line(said, 80)!r}, but {doubt or 'not at once'}")
        elif early and not denied(sentence) and (word := doubtful_words(sentence)):
            doubts.append(f"it says {one_line(word, 80)!r}")
    return Verdict(Kind.DOUBTFUL, f"{doubts[0]}: it may mean that they want no more mail") if doubts else None


def _sentences(words: str) -> Iterator[tuple[str, bool]]:
    """Each line and each sentence as `phrases.plain` gives them, and whether it stands among the first."""
    at = 0
    for line in words.splitlines():
        if is_alone(plain(line[:200])):
            yield plain(line), at < _FIRST
        at += len(line) + 1
    at = 0
    for sentence in _END.split(words)[:_MOST_SENTENCES]:
        if sentence:
            yield plain(sentence), at < _FIRST
            at += len(sentence) + 1
