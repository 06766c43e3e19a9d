"""How a person's name, address and number may be spelled in a text: patterns that find all usual ways.

Accents, capitals and what stands between the parts do not count: Zoë Quist is also "zoe quist", "QUIST, Zoe" and
"zoe.quist". Where a name is made of common words ("Will May") it must begin with capitals, and of a name that
is too short to be sure of ("A B") nothing is found.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from itertools import product
from math import prod

_LETTERS = re.compile(r"[^\W\d_]+")
_PARTICLES = {"de", "del", "der", "den", "di", "da", "do", "dos", "du", "la", "le", "las", "los", "ter", "van", "von", "zu", "zur", "el", "al", "bin", "ibn", "mc", "st"}  # fmt: skip
_TWO = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
_ONE = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ħ": "h", "æ": "a", "œ": "o", "þ": "t", "ß": "s"}
_MOST_WAYS = 64
_MARK = "[\u0300-\u036f]"
_MARKS = f"{_MARK}*"
_ACCENTS = re.compile(f"{_MARK}+")
_INSIDE = "[\\s\u00a0.'’ʼ`´_\u2010-\u2015-]{0,3}"  # between the words of one part: García-López, O'Brien
_BETWEEN = "[\\s\u00a0._+\u2010-\u2015-]{1,3}"
_COMMA = "\\s{0,2}[,;]\\s{0,2}"
_INITIAL = r"(?:[^\W\d_]\.?[\s\u00a0]+)?"
_UNUSUAL = re.compile(r"[^\w\s.'’ʼ`´\u2010-\u2015-]")
_DIALLED = "[\\s\u00a0().\u2010-\u2015/-]{0,3}"
_START, _END = r"(?<![^\W_])", r"(?![^\W_])"
_SURE = (
    4  # letters that a full name must have at least; a character of a script without capitals counts twice
)
_DIGITS = 7  # the shortest number that is looked for


def letters_of(name: str) -> int:
    """How much there is to know a name by."""
    return sum(
        2 if unicodedata.category(letter) == "Lo" else 1 for letter in name if _LETTERS.fullmatch(letter)
    )


def word(text: str) -> str:
    """The pattern of one part of a name, in all its spellings; "" where it has no letters."""
    text = unicodedata.normalize("NFC", text)
    return _INSIDE.join("".join(map(_letter, found)) for found in re.findall(r"[^\W_]+", text))


def lone_name_pattern(text: str) -> re.Pattern[str] | None:
    """One part of a name, standing for itself; None where it has no letters."""
    part = word(text)
    return re.compile(f"{_START}{part}{_END}", re.IGNORECASE) if part else None


def full_name_pattern(names: Iterable[tuple[str, str]], *, joined: bool) -> re.Pattern[str] | None:
    """First and last names together, whichever stands first; None where none is long enough.

    `joined`: also where nothing stands between them, as in names of users.
    """
    found: dict[str, None] = {}
    names = list(names)
    for first, last in names:
        for one in _variants(first):
            for two in _variants(last):
                if letters_of(one + two) >= _SURE:
                    found.update(dict.fromkeys(_orders(one, two, joined=joined)))
    exact = [each for name in names if letters_of("".join(name)) >= _SURE for each in _as_typed(*name)]
    ordered = [*exact, *sorted(found, key=len, reverse=True)]
    return re.compile("|".join(ordered), re.IGNORECASE) if ordered else None


def unbound(full: re.Pattern[str]) -> re.Pattern[str]:
    """The pattern of `full_name_pattern`, wherever it stands, in the midst of other letters as well."""
    return re.compile(full.pattern.replace(_START, "").replace(_END, ""), full.flags)


def keys(names: Iterable[tuple[str, str]]) -> frozenset[str]:
    """What `sought` text must have somewhere if one of the names, or a last name, is in it: looking for it is quick."""
    found: set[str] = set()
    for first, last in names:
        for part in _variants(last or first):
            longest = max(re.findall(r"[^\W_]+", part), key=len, default="")
            small = unicodedata.normalize("NFC", longest.lower())
            ways = [{sought(letter), _TWO.get(letter, sought(letter))} for letter in small]
            if prod(map(len, ways)) > _MOST_WAYS:
                return frozenset({""})
            found.update(map("".join, product(*ways)))
    return frozenset(found)


def sought(text: str) -> str:
    """Text in small letters without accents and strokes, place by place as the patterns take them: Ø is o. See `keys`."""
    small = text.lower()
    if not small.isascii():
        small = _ACCENTS.sub("", unicodedata.normalize("NFKD", small))
        for (
            letter,
            plain,
        ) in _ONE.items():  # of a whole file one by one: letter by letter takes ten times as long
            small = small.replace(letter, plain)
    return small


def begins_as_names_do(text: str) -> bool:
    """Whether each word of a found name has a capital, or they hang together as in an address."""
    words = _LETTERS.findall(text)
    return not re.search(r"\s", text) or all(not one[0].islower() for one in words)


def phone_patterns(keys: Iterable[str]) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """Telephone numbers, given as `number_key` gives them, with and without the code of the country.

    The first pattern finds quickly whether there may be one, the second finds it whole.
    """
    from phonenumbers import NumberParseException, national_significant_number, parse

    found: list[str] = []
    cores: list[str] = []
    for key in keys:
        try:
            number = parse(key)
        except NumberParseException:
            continue
        code, rest = str(number.country_code), national_significant_number(number)
        if len(rest) >= _DIGITS:
            start = rf"(?:(?:\+|00){_DIALLED})?{_DIALLED.join(code)}{_DIALLED}"
            cores.append(_DIALLED.join(rest))
            found.append(rf"(?:{start})?(?:\(?0\)?{_DIALLED})?{_DIALLED.join(rest)}")
    if not found:
        return None
    whole = rf"(?<![\w+])(?:\+|\()?(?:{'|'.join(found)})(?!\w)"
    return re.compile("|".join(cores)), re.compile(whole)


def _orders(one: str, two: str, *, joined: bool) -> Iterable[str]:
    first, last = word(one), word(two)
    if not (first and last):
        yield f"{_START}{first or last}{_END}"
    elif any(unicodedata.category(letter) == "Lo" for letter in one + two):  # no capitals, perhaps no spaces
        yield f"{first}{_INSIDE}{last}"
        yield f"{last}(?:{_INSIDE}|{_COMMA}){first}"
    else:
        between = f"{_BETWEEN}{_INITIAL}" if not joined else f"(?:{_BETWEEN}{_INITIAL})?"
        yield f"{_START}{first}{between}{last}{_END}"
        yield f"{_START}{last}(?:{_COMMA}|{_BETWEEN}{'|' if joined else ''}){first}{_END}"


def _as_typed(first: str, last: str) -> Iterable[str]:
    """Names in which more stands than letters, as they are: Smith & Sons."""
    if _UNUSUAL.search(first + last):
        one, two = re.escape(first.strip()), re.escape(last.strip())
        yield f"{one}{_BETWEEN if one and two else ''}{two}"
        if one and two:
            yield f"{two}(?:{_COMMA}|{_BETWEEN}){one}"


def _variants(part: str) -> list[str]:
    """A part of a name, and its first word where it has several: Zoë Marie, Quist-Moreno."""
    part = part.strip()
    words = re.split("[\\s\u2010-\u2015-]+", part)
    found = [part]
    if len(words) > 1 and words[0].casefold().rstrip(".") not in _PARTICLES and letters_of(words[0]) > 2:
        found.append(words[0])
    return found


def _letter(letter: str) -> str:
    small = letter.lower()
    base = _ONE.get(small) or unicodedata.normalize("NFD", small)[0]
    one = f"[{''.join(map(re.escape, _alike()[base]))}]{_MARKS}" if base in _alike() else re.escape(letter)
    if not small.isascii() and base not in _alike():
        one = f"{re.escape(letter)}{_MARKS}"
    return f"(?:{one}|{_TWO[small]})" if small in _TWO else one


@cache
def _alike() -> dict[str, str]:
    """By plain letter all Latin letters that are it with something added."""
    found: defaultdict[str, str] = defaultdict(str)
    for code in (*range(0x61, 0x7B), *range(0xDF, 0x250), *range(0x1E00, 0x1F00)):
        letter = chr(code)
        base = _ONE.get(letter) or unicodedata.normalize("NFD", letter)[0]
        if base.isascii() and base.isalpha() and letter == letter.lower():
            found[base] += letter
    return dict(found)
