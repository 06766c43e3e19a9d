"""What columns of other programs say of consent: from a header to how it is read, from a cell to what it means.

The words stand in `consent.toml`. Meanings are its: in, legitimate, unknown, out, stop, both, calls, nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from salesbook.domain.importing.consent.refusals import (
    LONGEST_REFUSAL,
    has_day,
    header_words,
    is_gone_elsewhere,
    is_only_no,
    says_no,
    without_day,
)
from salesbook.domain.importing.headers.lists import fold_header
from salesbook.domain.importing.values.blank_words import is_technical
from salesbook.domain.importing.values.readers import text
from salesbook.domain.importing.wordlists import data, value_words
from salesbook.util.folding import letters_and_digits

IN, LEGITIMATE, NOT_KNOWN, OUT, STOP_MAIL, STOP_BOTH, STOP_CALLS, NOTHING = (
    "in", "legitimate", "unknown", "out", "stop", "both", "calls", "nothing",
)  # fmt: skip
SAYS_NO = frozenset({OUT, STOP_MAIL, STOP_BOTH})
# Headers that say something else in most files, and the words that tell that this one is about consent.
_AMBIGUOUS = frozenset(
    map(letters_and_digits, ("Status", "State", "Contact status", "Member status", "Type", "Tags", "Kind"))
)
_TELLING = frozenset(
    map(letters_and_digits, (
        "unsubscribed", "unsubscribe", "opted out", "opted-out", "opt-out", "optout", "suppressed", "blocklisted", "blacklisted",
        "hard bounce", "hard bounced", "hardbounce", "bounced", "cleaned", "complained", "spam complaint", "marked as spam",
        "do not email", "do not mail", "donotcontact", "nonmarketable", "listunsubscribe", "abgemeldet", "abbestellt", "ausgetragen",
        "dado de baja", "dada de baja", "desuscrito", "désabonné", "désabonnée", "désinscrit", "désinscrite", "uitgeschreven", "afgemeld",
        "disiscritto", "disiscritta", "descadastrado", "descadastrada",
    ))
)  # fmt: skip
# Those that tell it of a status, too.
_TELLING_STATUS = _TELLING | frozenset(
    map(
        letters_and_digits,
        (
            "subscribed",
            "never subscribed",
            "not subscribed",
            "nonsubscribed",
            "unconfirmed",
            "validating",
            "abonniert",
            "inscrit",
            "iscritto",
        ),
    )
)
_CODES = frozenset({"-1", "0", "1", "2", "3"})  # of ActiveCampaign: 2 and 3 say no
_CODES_OF_NO = frozenset({"2", "3"})
_BETWEEN = re.compile(r"\s*(?:[;,|\n]|:::)\s*")
# What a header says may stand below it, and so says nothing: Newsletter (yes/no).
_EITHER = re.compile(
    r"\b(ja (oder )?nein|yes (or )?no|y n|j n|s n|o n|t n|si (o )?no|oui (ou )?non|ja (of )?nee|sim (ou )?nao|si (o )?non|tak nie|ano ne|ja nej|ja nei|da net|да нет|true false|1 0|0 1)\b"
)
_PARTS_OF_NOTES = re.compile(r"\s*(?:[;,|\n()\[\]/*!.:]|\s[-–—]\s)\s*")
_NO_DAY = re.compile(r"0000-00-00|1970-01-01|0001-01-01|1900-01-0[01]")
_NEVER = frozenset(
    {"no", "never", "nie", "nunca", "jamais", "nooit", "mai", "false", "0", "notset", "nobounce"}
)
_EMPTY = frozenset({"[]", "{}", "()"})
# What stands for the object before its field: Person - Marketing status.
_OBJECT = re.compile(
    r"^(person|people|contacts?|leads?|customers?|subscribers?|users?|profiles?|members?|organi[sz]ations?|accounts?|compan(y|ies)|kontakt|kunde)\s*[-:./]\s*",
    re.IGNORECASE,
)
# The first of these that any column of a row says is what counts.
RANK = (STOP_BOTH, OUT, STOP_MAIL, NOT_KNOWN, IN, LEGITIMATE, NOTHING)


@dataclass(frozen=True)
class ConsentKind:
    """How a column is read: see `consent.toml`.

    `known`: its header is; else what is not understood is asked about. `strong`: it counts only where all cells are
    understood. `loose`: of cells that are not, only words that can mean nothing else than a no count. `beside`: it
    counts only beside another column of consent.
    """

    way: str
    means: str = OUT
    words: Mapping[str, str] = field(default_factory=dict)
    known: bool = True
    strong: bool = False
    loose: bool = False
    beside: bool = False


def consent_kind(header: str) -> ConsentKind | None:
    """How a header that salesbook has no column for is read; None where it is not about consent."""
    if fold_header(header) in _AMBIGUOUS:
        return None
    if found := programs().get(fold_header(_OBJECT.sub("", header))) or programs().get(fold_header(header)):
        return found
    words = _EITHER.sub("", header_words(header)).strip()
    for pattern, unless, kind in _patterns():
        if pattern.search(words) and not (unless and unless.search(words)):
            return replace(kind, way="no") if kind.way in {"yes", "proof", "may"} and says_no(words) else kind
    return ConsentKind("no", known=False) if is_gone_elsewhere(words) else None


def telling(cells: Collection[object], header: str, *, of_people: bool) -> ConsentKind | None:
    """How a column is read whose header says nothing, by its distinct cells; None where they are not about consent.

    `of_people`: the rows are people, so that a status is theirs.
    """
    words = [
        text(cell) for cell in cells if isinstance(cell, str | int | float) and not isinstance(cell, bool)
    ]
    apart = {part for word in words for part in _BETWEEN.split(word) if len(part) <= LONGEST_REFUSAL}
    parts = set(map(letters_and_digits, apart))
    codes, status = {word for word in words if word}, of_people and fold_header(header) in _AMBIGUOUS
    told = parts & (_TELLING_STATUS if status else _TELLING)
    if told or any(map(is_only_no, apart)) or (status and codes & _CODES_OF_NO and codes <= _CODES):
        return ConsentKind("words", words=programs()[letters_and_digits("Status")].words, loose=True)
    return None


def consent_meaning(cell: object, kind: ConsentKind) -> str:
    """What a cell means; "" for words that are not understood."""
    word = text(cell) if cell is not None else ""
    if kind.way == "note":
        return OUT if holds_a_no(cell) else NOTHING
    if not word or word in _EMPTY or (is_technical(word) and letters_and_digits(word) not in _lexicon()):
        return NOTHING
    if found := _one(word, kind):
        return found
    if kind.way == "ask":
        return ""
    parts = [_one(part, kind) for part in _BETWEEN.split(word) if part]
    if kind.way in {"when", "why"}:
        return kind.means
    if len(parts) > 1 and all(parts):
        return min(parts, key=RANK.index)
    if kind.loose:
        return words_of_no(word, kind)
    return OUT if not kind.strong and says_no(header_words(word)) else ""


def holds_a_no(cell: object) -> bool:
    """Whether a part of a note, or of what stands beside a name, can mean nothing else than a no."""
    return isinstance(cell, str) and any(map(is_only_no, _PARTS_OF_NOTES.split(cell)))


def words_of_no(word: str, kind: ConsentKind) -> str:
    """What those words of a cell mean that can mean nothing else than a no, whatever else stands there; "" for none."""
    parts = [
        part for part in _BETWEEN.split(word) if letters_and_digits(part) in _TELLING or is_only_no(part)
    ]
    return min((_one(part, kind) or OUT for part in parts), key=RANK.index, default="")


def _beside_the_day(word: str, kind: ConsentKind) -> str:
    """What the words around a day mean, in a column of yes or no: a day alone is when they said yes."""
    rest = without_day(word)
    return _one(rest, kind) if rest else NOTHING


def _one(word: str, kind: ConsentKind) -> str:
    key = letters_and_digits(word) or word
    if key in kind.words:
        return kind.words[key]
    if kind.way == "ask":
        return ""
    said, flag = _lexicon().get(key, ""), value_words("Yes or No").get(key, "")
    number = _number(word)
    if number is not None and number > 0 and kind.way in {"no", "calls"}:
        flag = "Yes"
    match kind.way:
        case "when" | "why":
            nothing = (
                key in _NEVER
                or flag == "No"
                or _NO_DAY.match(word)
                or said in {IN, NOT_KNOWN, LEGITIMATE, NOTHING}
            )
            return NOTHING if nothing else said if said in SAYS_NO else kind.means if has_day(word) else ""
        case "calls":
            return STOP_CALLS if flag == "Yes" or said in SAYS_NO else NOTHING if flag or said else ""
        case "no":
            if has_day(word):
                return NOTHING if _NO_DAY.match(word) else kind.means
            return (
                kind.means if flag == "Yes" else NOTHING if flag or (said and said not in SAYS_NO) else said
            )
        case "may":
            return NOTHING if flag == "Yes" else kind.means if flag else said
        case "proof":
            return IN if flag == "Yes" else NOTHING if flag else said
        case "yes" if has_day(word):
            return _beside_the_day(word, kind)
    return {"Yes": IN, "No": OUT}.get(flag, said)


def _number(word: str) -> float | None:
    try:
        return float(word)
    except ValueError:
        return None


@cache
def _lexicon() -> Mapping[str, str]:
    return {
        letters_and_digits(word): meant
        for meant, words in data("consent.toml")["words"].items()
        for word in words
    }


@cache
def programs() -> Mapping[str, ConsentKind]:
    """By folded header how it is read; of programs that share a header the first tells, with the words of all."""
    found: dict[str, ConsentKind] = {}
    for columns in data("consent.toml")["programs"].values():
        for header, told in columns.items():
            key = fold_header(header)
            key = letters_and_digits("Status") if key in _AMBIGUOUS else key
            words = {letters_and_digits(word) or word: meant for word, meant in told.get("words", {}).items()}
            if key in found:
                found[key] = replace(found[key], words={**words, **found[key].words})
            else:
                found[key] = ConsentKind(
                    told["is"], told.get("means", OUT), words, strong=told.get("strong", False)
                )
    return found


@cache
def _patterns() -> list[tuple[re.Pattern[str], re.Pattern[str] | None, ConsentKind]]:
    return [
        (
            re.compile(one["header"]),
            re.compile(one["unless"]) if "unless" in one else None,
            ConsentKind(
                one["is"],
                one.get("means", OUT),
                known=False,
                strong=one.get("strong", False),
                beside=one.get("beside", False),
            ),
        )
        for one in data("consent.toml")["patterns"]
    ]
