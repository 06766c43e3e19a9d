"""Who asks for no more mail: by the address or the subject that our letters give, or in words of their own."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from urllib.parse import unquote

from salesbook.answers.kinds import Kind, Verdict
from salesbook.answers.opened import Mail, one_line
from salesbook.answers.phrases import clear_words, denied, doubtful_words, is_alone, limits, plain
from salesbook.domain.addresses import same

_SUBJECT = re.compile(r"unsubscribe\s+(\S.{0,200})", re.IGNORECASE)
_UNDECODED = re.compile(
    r"unsubscribe(?:%20|\+)\S+$", re.IGNORECASE
)  # as it stands in the web address of the link
_END = re.compile(r"(?<=[.!?;])\s+|(?<=[。！？])|\n\s*\n")
_SHORT_LINE = re.compile(
    r"^(.{1,50}[^\s,])[ \t]*\n(?=\S)", re.MULTILINE
)  # nobody's program breaks a sentence there
_DOTS = re.compile(r"\b([a-z])\.([a-z])\.([a-z])\.", re.IGNORECASE)  # a.u.b., s.v.p.
# Lines of courtesy around what they say.
_AROUND = re.compile(
    r"(?:hi|hello|hey|dear|good (?:morning|day|afternoon)|hola|buenos dias|buenas tardes|estimad[oa]s?|hallo|guten (?:tag|morgen)|sehr geehrte\w*|liebe[rs]?|bonjour|cher|chere|salut|"
    r"ciao|buongiorno|gentile|salve|ola|bom dia|prezad[oa]s?|caro|beste|geachte|goedendag)\b(?: [\w.'&-]+){0,4}[,!. ]*|"
    r"(?:many |best |kind |mit |con |avec )?(?:thanks?(?: you)?(?: very much| a lot| in advance)?|thx|regards|cheers|gracias|saludos|danke|grusse?n?|vielen dank|merci|grazie|obrigad[oa]|bedankt|dank u)[,!. ]*"
)
# Words that speak of mails and of nothing else; "remove" may begin a list of goods.
_ONLY_MAILS = re.compile(
    r"unsub|opt[ -]?out|abmeld|abbestell|austrag|suscri|desins|desabon|disiscri|descadastr|uitschrij|afmeld|newsletter"
)
_NAME, _NAMES, _SHORT = 4, 5, 200  # words of a name; lines of a signature; characters of a short mail
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
    mail: Mail,
    words: str,
    to: tuple[str, ...],
    opt_out: str,
    *,
    trusted: bool,
    dedicated: bool,
    names: Container[str] = (),
) -> Verdict | None:
    """What a mail means that follows our opt-out link, or is written to its address; None where it does neither.

    `trusted`: it comes from a contact, or is about a letter of ours. `dedicated`: the address is nobody's own.
    """
    draft = draft_in(mail.subject) or draft_at(opt_out, to)
    if draft:
        return Verdict(Kind.OPT_OUT, "it follows the opt-out link of a letter", draft=draft)
    written_there = bool(opt_out) and _is_among(opt_out, to)
    if is_alone(plain(mail.subject), whole=not words.strip()):
        if trusted or written_there:
            return Verdict(Kind.OPT_OUT, f"its subject is {mail.subject!r}")
        return Verdict(
            Kind.DOUBTFUL,
            f"its subject is {mail.subject!r}, but its sender is nobody we know: it may be a contact's other address",
        )
    if not written_there or not dedicated:
        return None
    said = by_words(words, names)
    if said:
        return said
    if trusted and not words:
        return Verdict(Kind.OPT_OUT, "it was written to the address for opt-outs")
    return Verdict(
        Kind.DOUBTFUL,
        "it was written to the address for opt-outs, but does not say that its sender wants no more mail",
    )


def by_words(words: str, names: Container[str] = ()) -> Verdict | None:
    """What somebody says in their own words about getting mail; None where they say nothing of it.

    `names`: words that we are called by, as `phrases.plain` gives them.
    """
    words = _SHORT_LINE.sub(r"\1\n\n", words)
    words = _DOTS.sub(r"\1\2\3", words)
    lines = [
        line for line in map(plain, words[: 4 * _FIRST].splitlines()) if line and not _AROUND.fullmatch(line)
    ]
    if lines and _is_all(lines):
        return Verdict(Kind.OPT_OUT, f"it says {one_line(lines[0], 80)!r}")
    doubts = [f"it says {one_line(line, 80)!r}, among other things" for line in lines if is_alone(line)]
    clear, before, goes_on = "", "", False
    for sentence, written, early in _sentences(words):
        said, doubt = clear_words(sentence, before, names)
        if " " not in sentence and sentence in lines[1:]:
            continue  # a word on a line of its own, as it stands under what firms send: told above
        if said and not doubt and early:
            clear = clear or said
        elif said:
            doubts.append(f"it says {one_line(said, 80)!r}, but {doubt or 'not at once'}")
        elif denied(sentence) or (clear and limits(sentence)):
            goes_on = True
        elif early and (word := doubtful_words(sentence)):
            doubts.append(f"it says {one_line(word if word.isascii() else written, 80)!r}")
        before = sentence
    if clear and not goes_on:
        return Verdict(Kind.OPT_OUT, f"it says {one_line(clear, 80)!r}")
    if clear:
        doubts.insert(0, f"it says {one_line(clear, 80)!r}, and takes something of it back")
    return Verdict(Kind.DOUBTFUL, f"{doubts[0]}: it may mean that they want no more mail") if doubts else None


def _is_all(lines: list[str]) -> bool:
    """Whether they write nothing but that they want no more mail, or begin with it and write little more."""
    rest = [line for line in lines[1:] if not is_alone(line, whole=True)]
    names = len(rest) <= _NAMES and all(
        len(line.split()) <= _NAME and not re.search(r"\d", line) for line in rest
    )
    if is_alone(lines[0], whole=True) and names:
        return True
    return is_alone(lines[0]) and bool(_ONLY_MAILS.search(lines[0])) and sum(map(len, lines)) < _SHORT


def _sentences(words: str) -> Iterator[tuple[str, str, bool]]:
    """Each sentence as `phrases.plain` gives it and as it was written, and whether it stands among the first."""
    at = 0
    for sentence in _END.split(words)[:_MOST_SENTENCES]:
        if sentence.strip():
            yield plain(sentence), sentence.strip(), at < _FIRST
        at += len(sentence) + 1
