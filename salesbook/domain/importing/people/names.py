"""A person's full name, parted into first and last name.

Libraries for this know Western names only and take a tenth of a millisecond each, so the rules
stand here: what is said of titles, particles, capitals and scripts holds for lists as people keep them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TITLES = {
    "mr", "mrs", "ms", "miss", "mx", "sir", "dame", "lady", "lord", "dr", "prof", "rev", "hon", "herr", "frau", "hr", "fr", "dipl", "ing",
    "dipl-ing", "mag", "sr", "sra", "srta", "don", "doña", "d", "dª", "dña", "m", "mme", "mlle", "me", "maître", "monsieur",
    "madame", "mademoiselle", "señor", "señora", "señorita", "dott", "sig", "sigra", "ra", "dra", "drs", "ir", "med", "rer", "nat", "phil", "jur", "hc",
}  # fmt: skip
_ALWAYS_TITLES = _TITLES - {
    "d",
    "m",
    "me",
    "med",
    "nat",
    "don",
    "ing",
    "ra",
    "fr",
    "hr",
    "sr",
}  # the others with a dot only
SUFFIXES = {
    "jr",
    "sr",
    "ii",
    "iii",
    "iv",
    "phd",
    "md",
    "mba",
    "esq",
    "cpa",
    "msc",
    "bsc",
    "ma",
    "ba",
    "llm",
    "dds",
    "pe",
}
_PARTICLES = {
    "van", "von", "vom", "zu", "zur", "zum", "de", "del", "dela", "della", "dello", "der", "den", "des", "di", "da", "das", "do", "dos", "du", "la",
    "las", "le", "les", "los", "lo", "y", "e", "i", "af", "av", "al", "el", "bin", "ibn", "ben", "bint", "abu", "ter", "ten", "te", "st", "saint",
    "van't", "'t", "d'", "mc", "mac", "o'", "ó", "ní", "nic", "san", "santa", "auf", "ap", "بن", "ابن", "آل", "بنت", "أبو", "фон", "де",
}  # fmt: skip
_JOINING = {"y", "e", "i"}  # between two surnames
_SPANISH = {
    "ES",
    "MX",
    "AR",
    "CO",
    "CL",
    "PE",
    "VE",
    "EC",
    "GT",
    "CU",
    "BO",
    "DO",
    "HN",
    "PY",
    "SV",
    "NI",
    "CR",
    "PA",
    "UY",
    "PR",
}
_TWO_FIRST_NAMES = {
    "josé", "jose", "maría", "maria", "juan", "ana", "luis", "carlos", "miguel", "francisco", "rosa", "marco", "jorge", "pedro", "víctor", "victor",
}  # fmt: skip
_SECOND_FIRST_NAMES = {
    "luis", "maría", "maria", "josé", "jose", "carlos", "ángel", "angel", "antonio", "manuel", "pablo", "isabel", "carmen", "teresa", "javier", "miguel",
    "ignacio", "jesús", "jesus", "elena", "belén", "pilar", "dolores", "cristina", "fernando", "alberto", "eduardo", "ramón", "ramon", "paula",
}  # fmt: skip
_FAMILY_FIRST = {"HU", "VN", "CN", "TW", "KR"}
_PATRONYMIC = re.compile(r".+(вич|вна|ична|вно)$", re.IGNORECASE)
_TWO_SIGN_FAMILIES = {
    "欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "司徒", "东方", "東方", "皇甫", "尉迟", "公孙", "令狐", "慕容", "夏侯",
    "남궁", "황보", "제갈", "선우", "독고", "사공",
}  # fmt: skip
_QUOTED = re.compile(r"\s*[(\"“„«][^()\"“”„«»]*[)\"”“»]\s*")


@lru_cache(maxsize=1 << 16)
def split_name(full: str, country: str = "") -> tuple[str, str]:
    """First and last name. `country`, a two-letter code, settles what differs between countries.

    A single word of a Western script is a first name; what cannot be parted is a last name.
    """
    full = " ".join((_QUOTED.sub(" ", full).strip() or full).split()).strip(" ,;")
    if _is_east_asian(full):
        return _east_asian(full, country)
    before, comma, after = full.partition(",")
    if comma:
        suffix = after.replace(".", "").split()
        if suffix and all(word.casefold() in SUFFIXES for word in suffix):
            return split_name(before, country)
        return " ".join(_without_titles(after.replace(",", " ").split())), " ".join(
            _without_titles(before.split())
        )
    words = _without_titles(full.split())
    if len(words) == 1 and words[0] != full:  # Frau Müller
        return "", words[0]
    while len(words) > 2 and words[-1].replace(".", "").casefold() in SUFFIXES:
        words = words[:-1]
    if len(words) < 2:
        return (words[0], "") if words else ("", full)
    first, last = _parted(words, country)
    return " ".join(first), " ".join(last)


def _parted(words: list[str], country: str) -> tuple[list[str], list[str]]:
    capitals = [word.isupper() and len(word.strip(".-'")) > 1 for word in words]
    if any(capitals) and not all(capitals):  # DUPONT Jean, Jean DUPONT
        return ([word for word, loud in zip(words, capitals, strict=True) if not loud],
                [word for word, loud in zip(words, capitals, strict=True) if loud])  # fmt: skip
    if len(words) == 3 and _PATRONYMIC.match(words[2]):
        return words[1:], words[:1]
    if country in _FAMILY_FIRST:
        return words[1:], words[:1]
    for place, word in enumerate(words[1:], 1):
        if word.casefold() in _PARTICLES and word.casefold() not in _JOINING and place < len(words) - 1:
            if country in _SPANISH or word.casefold() in {"de", "del", "la"}:
                break  # María del Carmen Ruiz
            return words[:place], words[place:]
    return _western(words, country)


def _western(words: list[str], country: str) -> tuple[list[str], list[str]]:
    """The surnames are the last word, or two in Spanish-speaking countries, each with the particles before it."""
    count = 1
    if country in _SPANISH:
        three = (
            len(_groups(words)) == 3
            and words[0].casefold() in _TWO_FIRST_NAMES
            and words[1].casefold() in _SECOND_FIRST_NAMES
        )
        count = 1 if three or len(_groups(words)) < 3 else 2
    groups = _groups(words)
    first = groups[: max(1, len(groups) - count)]
    last = groups[len(first) :]
    if not last:
        return words[:1], words[1:]
    return [word for group in first for word in group], [word for group in last for word in group]


def _groups(words: list[str]) -> list[list[str]]:
    """Words with the particles before them: Carmen, de la Vega, García y Gómez."""
    groups: list[list[str]] = []
    open_group = False
    for place, word in enumerate(words):
        particle = word.casefold() in _PARTICLES and place > 0
        if open_group or (particle and word.casefold() in _JOINING and groups):
            groups[-1].append(word)
        else:
            groups.append([word])
        open_group = particle
    return groups


def _without_titles(words: list[str]) -> list[str]:
    """Without what stands before a name. One word at least stays."""
    kept = list(words)
    while len(kept) > 1 and is_title(kept[0]):
        kept = kept[1:]
    return kept


def is_title(word: str) -> bool:
    """Whether a word stands before a name and is none: Dr., Frau, Mrs."""
    bare = word.replace(".", "").casefold()
    return bare in _ALWAYS_TITLES or ("." in word and bare in _TITLES)


def _is_east_asian(name: str) -> bool:
    letters = [c for c in name if not c.isspace() and c not in "・·"]
    return bool(letters) and all(ord(c) > 0x2E00 and unicodedata.east_asian_width(c) in "WF" for c in letters)


def _east_asian(name: str, country: str) -> tuple[str, str]:
    """The family name stands first, with or without a space after it. Foreign names in kana part at the dot."""
    for dot in "・·":
        if dot in name:
            first, _, last = name.rpartition(dot)
            return first, last
    words = name.split()
    if len(words) > 1:
        return " ".join(words[1:]), words[0]
    length = len(name)
    if length < 2 or any("\u3040" <= c <= "\u30ff" for c in name[:1]):
        return "", name
    japanese = country == "JP" or any("\u3040" <= c <= "\u30ff" for c in name)
    if name[:2] in _TWO_SIGN_FAMILIES and length > 2:
        return name[2:], name[:2]
    cut = min(2, length - 1) if japanese or length >= 4 else 1
    return name[cut:], name[:cut]
