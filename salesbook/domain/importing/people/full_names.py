"""What stands in a cell with a full name: the name, and what people and programs put beside it.

A text in, the first and last name and everything else out, so that no word is lost without being told: titles, nicknames,
an address, a firm. Several people, firms and desks are told from a person.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache

from salesbook.domain.importing.people.departments import DESKS, are_desks
from salesbook.domain.importing.people.legal_forms import is_firm, parted_by_sign
from salesbook.domain.importing.people.names import SUFFIXES, is_title, split_name
from salesbook.util.folding import is_vietnamese

_ADDRESS = re.compile(r"<?\s*(?:mailto:)?([^\s<>()\[\],;:\"]+@[^\s<>()\[\],;:\"]+\.[^\s<>()\[\],;:\"]+)\s*>?")
_NUMBER = re.compile(r"(?<!\w)\+?\(?\d[\d()/. -]{6,}\d")
_BESIDE = re.compile(
    r"\(([^()]*)\)|\[([^\[\]]*)\]|（([^（）]*)）|<([^<>]*)>|\"([^\"]*)\"|[“„«]([^“„«”»]*)[”“»]|(?:(?<=\s)|^)'([^']+)'(?=\s|$)|\(([^()]*)$"
)
_PARTED = re.compile(
    r"\s+[-\u2010-\u2015|•@]+\s+|\s*\|\s*|\s+(?:c/o|at|bei|chez)\s+|\s+(?=(?:geb\.|geborene|née|née?\s)\s*\w)"
)
_FORWARD = re.compile(
    r"^(?:attn|attention|att|z\.?\s?hd|zhd|zu händen|zu hd|a/a|à l'attention de|c/o|to)[.:]+\s*",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*[&+;/]\s*|\s+(?:and|und|et)\s+", re.IGNORECASE)
_FAMILIES = frozenset({"familie", "family", "fam", "famille", "familia", "eheleute", "ehepaar"})
_JOBS = re.compile(
    r"\b(?:manager|director|head of|chief|ceo|cto|cfo|coo|president|vice|vp|geschäftsführer|geschäftsführerin|leiter|leiterin|leitung|assistant|engineer|"
    r"consultant|buyer|owner|inhaber|inhaberin|prokurist|gerente|jefe|jefa|directora?|directeur|directrice|responsable|chef|einkauf|vertrieb|sales|marketing)\b",
    re.IGNORECASE,
)  # fmt: skip
_HONORIFICS = ("先生", "女士", "小姐", "さん", "様", "氏", "殿", "님", "씨")
_ASIA = 0x2E00
_EASY = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+){1,3}")
_WORDS = re.compile(r"[^\W_]+")
_SPANISH_TITLES = frozenset({"sra", "srta", "doña", "dña", "señor", "señora", "señorita"})


class NamesInCell(Enum):
    """Whom a cell names."""

    PERSON = auto()
    TOGETHER = auto()  # a couple or a family, of one name
    SEVERAL = auto()  # people with names of their own
    FIRM = auto()
    DESK = auto()  # Info, Team Einkauf
    NOBODY = auto()  # an address only


@dataclass(frozen=True)
class FullName:
    """First and last name, and what else stands in the cell. `titles` may go, `beside` is more than a name."""

    first: str = ""
    last: str = ""
    names: NamesInCell = NamesInCell.PERSON
    email: str = ""
    firm: str = ""
    titles: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


@lru_cache(maxsize=1 << 16)
def read_full_name(text: str, country: str = "") -> FullName:
    """Read a cell. `country`, a two-letter code, settles what differs between countries."""
    text = " ".join(text.split())
    if _EASY.fullmatch(text) and not _is_special(text):
        return FullName(*split_name(text, _country(text, country)))
    addresses = list(dict.fromkeys(found[1].strip("'.") for found in _ADDRESS.finditer(text)))
    email = addresses[0] if addresses else ""
    bare = " ".join(_ADDRESS.sub(" ", text).split()).strip(" ,;:-|'\"<>()") if email else text
    if not bare:
        return FullName(names=NamesInCell.NOBODY, email=email, beside=tuple(addresses[1:]))
    if _is_firm_alone(bare):
        return FullName(names=NamesInCell.FIRM, email=email, firm=bare, beside=tuple(addresses[1:]))
    forward = _FORWARD.match(bare)
    bare = bare[forward.end() :] if forward and forward.end() < len(bare) else bare
    bare, beside = _without_beside(bare)
    beside += addresses[1:]
    numbers = [number[0].strip() for number in _NUMBER.finditer(bare)]
    bare = " ".join(_NUMBER.sub(" ", bare).split()).strip(" ,;:|") or bare
    beside += [number for number in numbers if number not in bare]
    name, more = _parted(bare)
    beside += more
    firm = next((one for one in beside if is_firm(one)), "")
    if not name:
        return FullName(names=NamesInCell.FIRM, email=email, firm=firm, beside=_others(beside, firm))
    person = _person(name, country)
    if forward and person.names is NamesInCell.PERSON:
        person = replace(person, titles=(forward[0].strip(), *person.titles))
    return replace(
        person, email=email, firm=firm or person.firm, beside=(*person.beside, *_others(beside, firm))
    )


def _is_firm_alone(text: str) -> bool:
    """Whether a cell names a firm and nobody beside it: Acme, Inc., but not Anna Lee, Acme GmbH."""
    if not is_firm(text) or all(parted_by_sign(text)) or _PARTED.search(text):
        return False
    before, _, after = text.rpartition(",")
    return not (len(before.split()) > 1 and is_firm(after))


def _others(beside: list[str], firm: str) -> tuple[str, ...]:
    return tuple(one for one in beside if one != firm)


def _is_special(text: str) -> bool:
    words = [word.casefold() for word in text.split()]
    return any(
        is_title(word) or word in SUFFIXES or word in DESKS or word in _FAMILIES or word in {"and", "und", "et", "at", "bei", "chez", "geborene", "née"}
        for word in words
    ) or is_firm(text) or any(text.endswith(sign) for sign in _HONORIFICS)  # fmt: skip


def _without_beside(text: str) -> tuple[str, list[str]]:
    """The text without what stands in brackets or quotation marks, unless that is all there is."""
    pieces = [
        next(part for part in found.groups() if part is not None).strip() for found in _BESIDE.finditer(text)
    ]
    bare = " ".join(_BESIDE.sub(" ", text).split()).strip(" ,;")
    return (bare, [piece for piece in pieces if piece]) if bare and pieces else (text, [])


def _parted(text: str) -> tuple[str, list[str]]:
    """A name and what follows it: Anna Lee - Acme; the firm may stand first."""
    firm, person = parted_by_sign(text)
    if firm:
        return person, [firm]
    parts = [part.strip(" ,;") for part in _PARTED.split(text) if part and part.strip(" ,;")]
    if len(parts) > 1 and (len(parts[0].split()) > 1 or is_firm(parts[-1])):
        if is_firm(parts[0]) and not is_firm(parts[1]):
            parts = [parts[1], parts[0], *parts[2:]]
        return parts[0], parts[1:]
    pieces = [piece.strip() for piece in text.split(",")]
    for size in range(len(pieces) - 1, 0, -1):  # Acme, Inc., Anna Lee
        firm, person = ", ".join(pieces[:size]), ", ".join(filter(None, pieces[size:]))
        if person and is_firm(firm) and not is_firm(person) and not _is_extra(person):
            return person, [firm]
    firms = [
        piece
        for piece in pieces[1:]
        if is_firm(piece) or (len(pieces[0].split()) > 1 and _JOBS.search(piece))
    ]
    if firms:
        return ", ".join(piece for piece in pieces if piece not in firms), firms
    return text, []


def _person(text: str, country: str) -> FullName:
    titles: list[str] = []
    for sign in _HONORIFICS:
        if text.endswith(sign) and len(text) > len(sign) + 1 and ord(text[0]) > _ASIA:
            text, titles = text[: -len(sign)].strip(), [*titles, sign]
            break
    if are_desks(text):
        return FullName(last=text, names=NamesInCell.DESK)
    people = [part for part in _AND.split(text) if part]
    if len(people) > 1:
        return _several(text, people, country)
    words = text.split()
    family = words[0].rstrip(".").casefold() in _FAMILIES and len(words) > 1
    if family:
        titles, text = [*titles, words[0]], " ".join(words[1:])
    first, last = _split(text, country)
    if family and not last:
        first, last = "", first
    return FullName(
        first,
        last,
        NamesInCell.TOGETHER if family else NamesInCell.PERSON,
        titles=(*titles, *_lost(text, f"{first} {last}")),
    )


def _split(text: str, country: str) -> tuple[str, str]:
    """Split by commas into a last name, a first name, and titles wherever they stand: Lee, Anna, Dr."""
    pieces = [piece.strip() for piece in text.split(",") if piece.strip()]
    if not pieces:
        return "", text
    kept = [piece for piece in pieces if not all(_is_extra(word) for word in piece.split())] or pieces
    if len(kept) == 1 and len(pieces) > 1 and len(kept[0].split()) == 1:
        return "", kept[0]  # Lee, Dr.
    kept = [" ".join(_without_suffixes(piece.split())) for piece in kept]
    text = ", ".join([kept[0], " ".join(kept[1:])]) if len(kept) > 1 else kept[0]
    first, last = split_name(text, _country(text, country))
    words = first.split()
    while len(words) > 1 and is_title(words[-1]) and "." in words[-1]:  # Anna Dr.
        words.pop()
    return " ".join(words), last


def _without_suffixes(words: list[str]) -> list[str]:
    while (
        len(words) > 1
        and words[-1].replace(".", "").casefold() in SUFFIXES
        and ("." in words[-1] or len(words) > 2)
    ):
        words = words[:-1]
    return words


def _is_extra(word: str) -> bool:
    return is_title(word) or word.replace(".", "").casefold() in SUFFIXES


def _several(text: str, people: list[str], country: str) -> FullName:
    """A couple, or people who are none."""
    bare = [" ".join(word for word in part.split() if not is_title(word)) for part in people]
    sizes = [len(part.split()) for part in bare]
    if sizes[-1] and not any(sizes[:-1]):  # Mr and Mrs Lee
        first, last = _split(bare[-1], country)
        first, last = (first, last) if last else ("", first)
        return FullName(first, last, NamesInCell.TOGETHER)
    if sizes[-1] > 1 and max(sizes[:-1]) == 1:  # Anna & Bob Lee
        first, last = _split(bare[-1], country)
        others = " & ".join(part for part in bare[:-1] if part)
        return FullName(f"{others} & {first}", last, NamesInCell.TOGETHER)
    if max(sizes) > 1:
        return FullName(last=text, names=NamesInCell.SEVERAL)
    return FullName(last=text, names=NamesInCell.TOGETHER)


def _lost(text: str, kept: str) -> tuple[str, ...]:
    """The words of a text that are not among those kept, as they stand there."""
    first, last = "".join(kept.split()), "".join(reversed(kept.split()))
    left = Counter(kept.replace(",", " ").split())
    lost = []
    for word in text.replace(",", " ").split():
        if left[word]:
            left[word] -= 1
        elif _WORDS.search(word) and not (
            ord(word[0]) > _ASIA and word in {first, last}
        ):  # parted without a space
            lost.append(word)
    return tuple(lost)


def _country(text: str, country: str) -> str:
    """Vietnam where only its marks and its family names tell, Spain where the title does: Nguyễn Văn An, Sra. Ruiz Sanz."""
    words = text.split()
    if not country and words and words[0].rstrip(".").casefold() in _SPANISH_TITLES:
        return "ES"
    if not country and len(words) > 1 and is_vietnamese(text):
        return "VN"
    return country
