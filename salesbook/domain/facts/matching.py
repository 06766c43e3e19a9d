"""Whether two records are the same person or organisation: keys that are equal, and names that agree."""

from __future__ import annotations

import re
from functools import lru_cache

from salesbook.util.folding import name_words
from salesbook.util.likeness import ONE_PERSON

_TOKENS = re.compile(
    r"(?:[^\W_]|[\u0900-\u0eff\u1000-\u109f\u1780-\u17ff])+"
)  # marks of India and its neighbours are no letters to re
_LEGAL_FORMS = {
    "ltd", "limited", "plc", "llp", "llc", "lp", "inc", "incorporated", "corp", "corporation", "co", "company", "cos", "gmbh", "mbh", "ag", "kg",
    "kgaa", "ohg", "ug", "ek", "ev", "eg", "gbr", "se", "sa", "sas", "sarl", "sasu", "eurl", "sci", "snc", "sl", "slu", "sll", "sau",
    "srl", "srls", "spa", "sc", "cb", "scoop", "bv", "nv", "cv", "vof", "bvba", "ab", "as", "asa", "oy", "oyj", "aps", "pty", "pte", "kk", "pvt",
    "lda", "ltda", "eireli", "sro", "spol", "zoo", "spzoo", "kft", "zrt", "doo", "dd", "ood", "eood", "ооо", "зао", "оао", "пао", "ао",
    "株式会社", "有限会社", "有限公司", "haftungsbeschrankt",
}  # fmt: skip
_FORM_SIGNS = ("株式会社", "有限会社", "股份有限公司", "有限责任公司", "有限公司", "㈱", "주식회사", "(주)")
_DOTTED = re.compile(r"\b(?:\w\.\s?){2,}")  # S.L., G.m.b.H., s. r. o.
_SHORT = 2
_NUMBER = re.compile(r"\d{1,18}")
_ROMAN = {"ii": 2, "iii": 3, "iv": 4, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "xi": 11, "xii": 12}
_DIGITS = re.compile(r"\D")
_LOCAL_NUMBER = 6  # digits of the shortest number that still tells


def name_key(*names: object) -> str:
    """What counts of a person's name: its words in any order."""
    return " ".join(sorted(_TOKENS.findall(name_words(" ".join(str(name) for name in names if name)))))


@lru_cache(maxsize=1 << 16)
def firm_key(name: str) -> str:
    """What counts of an organisation's name: its words without the legal form at either end; all, if nothing else is left."""
    for sign in _FORM_SIGNS:
        name = name.replace(sign, " ")
    words = _TOKENS.findall(
        _DOTTED.sub(
            lambda found: re.sub(r"[.\s]", "", found[0]) + " ",
            name_words(name.replace("&", " ").replace("'", "")),
        )
    )
    words = [word for word in words if word not in {"and", "und", "y", "et", "e"}]
    kept = words[1:] if words[:1] == ["the"] else list(words)
    while kept and (
        kept[-1] in _LEGAL_FORMS or (kept[-1] == "de" and len(kept) < len(words))
    ):  # S.A. de C.V.
        kept.pop()
    return " ".join(kept or words)


def names_agree(left: str, right: str) -> bool:
    """Whether two name keys may be of one person: one is blank, or they share a word, or nearly.

    Names with different numbers, such as Buyer 12346 and Buyer 12347, are different people.
    """
    if not left or not right or left == right:
        return True
    if (one := numbers_in(left)) and (other := numbers_in(right)) and one != other:
        return False
    if {word for word in left.split() if len(word) >= _SHORT} & set(right.split()):
        return True
    from rapidfuzz import fuzz

    return fuzz.ratio(left, right) >= ONE_PERSON


def numbers_in(key: str) -> tuple[int, ...]:
    """The numbers in the key of a name, Roman ones too; () for most names."""
    if key.isalpha():
        return ()
    found = [int(number) for number in _NUMBER.findall(key)]
    return (*found, *(_ROMAN[word] for word in key.split() if word in _ROMAN))


def agree(left: object, right: object) -> bool:
    """Whether two cells do not contradict each other."""
    return not left or not right or name_words(str(left)) == name_words(str(right))


def says_the_same(column: str, ours: str, theirs: str) -> bool:
    """Whether two cells of a column differ in nothing that counts: case, accents, space, legal forms, a country code."""
    if column == "Phone":
        left, right = sorted(
            (_DIGITS.sub("", ours).lstrip("0"), _DIGITS.sub("", theirs).lstrip("0")), key=len
        )
        return len(left) >= _LOCAL_NUMBER and right.endswith(left)
    if column == "Account":
        return firm_key(ours) == firm_key(theirs)
    return name_words(ours) == name_words(theirs)
