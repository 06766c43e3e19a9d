"""Text in, text out that is equal for what counts as the same: one function for each thing that may not count.

Whoever asks whether two records are one person (import, log, forget, checks, cards) asks `name_words`. The others
are for headers and words that programs write (`letters_and_digits`), for what is chosen from a list
(`caseless`), for fields of templates (`identifier`), and for patterns that are written without accents (`without_marks`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from salesbook.util.invisible import for_comparing

_NOT_LETTERS = re.compile(r"[\W_]+")
# Marks that people leave out: European accents, points of Hebrew, vowel signs and hamzas of Arabic. Elsewhere marks are
# vowels or make another letter, and without them names fall together: किरण and करण, ハナ and バナ.
_LEFT_OUT = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670]"
)

_FAMILY_SIGNS = (
    r"\u3005\u3040-\u309f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_EAST_ASIAN_FAMILY = re.compile(f"[{_FAMILY_SIGNS}]+")
_EAST_ASIAN = re.compile(rf"[{_FAMILY_SIGNS}\u30a0-\u30ff\s]+")

_VIETNAMESE_FAMILIES = frozenset({
    "nguyễn", "trần", "lê", "phạm", "hoàng", "huỳnh", "phan", "vũ", "võ", "đặng", "bùi", "đỗ", "hồ", "ngô", "dương", "lý", "đinh", "trịnh", "đoàn", "mai",
})  # fmt: skip
_VIETNAMESE_MARKS = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)


@lru_cache(maxsize=1 << 18)
def name_words(text: str) -> str:
    """A name as people who write it differently mean it: its words with one space between them.

    Case, accents and what nobody sees do not count: MÜLLER is Muller, أحمد is احمد. Signs do: O'Brien is not OBrien.
    """
    if not text.isascii():
        text = _LEFT_OUT.sub("", unicodedata.normalize("NFKD", for_comparing(text)))
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.casefold().split())


def written_name(first: str, last: str) -> str:
    """A full name in the order in which its letters are read: the family name first in Han, hiragana, hangul, and in Vietnamese.

    A foreign name in katakana, and one in any other script, has the first name first: people whose names stand the other
    way round at home, as in Hungary, write them so abroad when they use Latin letters. There is always a space between.
    """
    if not (first.isascii() and last.isascii()) and (
        _is_east_asian(first, last) or is_vietnamese(f"{last} {first}")
    ):
        first, last = last, first
    return f"{first} {last}".strip()


def is_vietnamese(name: str) -> bool:
    """Whether a name, the family name first, is one by that name and its letters: Nguyễn Văn An."""
    family = name.partition(" ")[0].casefold()
    return family in _VIETNAMESE_FAMILIES and _VIETNAMESE_MARKS.search(name) is not None


def _is_east_asian(first: str, last: str) -> bool:
    return not (first.isascii() or last.isascii()) and bool(
        _EAST_ASIAN_FAMILY.fullmatch(last) and _EAST_ASIAN.fullmatch(first)
    )


def ways_to_write(first: str, last: str) -> set[str]:
    """A person's name in each order that people write, as `name_words` gives it; empty where there is none.

    In scripts of East Asia also without a space.
    """
    one, two = name_words(first), name_words(last)
    found = {f"{one} {two}".strip(), f"{two} {one}".strip(), f"{two}, {one}".strip(", ")} - {""}
    if _is_east_asian(first, last):
        found.add(f"{two}{one}")
    return found


def caseless(text: str) -> str:
    """What somebody typed that stands in a list of ours, such as a rep or a header: only case and spaces do not count."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def letters_and_digits(text: str) -> str:
    """A header, or a word of another program: "E-Mail_Adresse" is "emailadresse". Without marks, case, spaces and signs."""
    if not text.isascii():
        text = without_marks(text)
    return _NOT_LETTERS.sub("", text.casefold())


def identifier(text: str) -> str:
    """A header as templates write it after a dot: "Favourite team" is "favourite_team". Accents stay."""
    return _NOT_LETTERS.sub("_", text.casefold()).strip("_")


def without_marks(text: str) -> str:
    """Letters without any mark, of whatever script, taken apart (signs of Korea are several): for patterns written likewise."""
    letters = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
