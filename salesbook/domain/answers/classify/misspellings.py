"""Words for "unsubscribe" with letters lost, doubled or exchanged, put right."""

from __future__ import annotations

import re
from functools import lru_cache

# Word, and how many slips make it still that word: long ones are like no other.
_WORDS = {
    "unsubscribe": 2, "please": 1, "unsubscribed": 1, "newsletter": 1, "newsletters": 1, "subscription": 1, "abmelden": 1, "abmeldung": 1, "abbestellen": 1,
    "desuscribir": 1, "desuscribirme": 1, "suscripcion": 1, "desinscrire": 1, "desinscription": 1, "desabonner": 1, "desinscrivez": 1, "desabonnez": 1,
    "disiscrivetemi": 1, "cancellatemi": 1, "descadastrar": 1, "uitschrijven": 1, "afmelden": 1,
}  # fmt: skip
_SHORT = {"unsub": "unsubscribe", "unsubs": "unsubscribe", "unscribe": "unsubscribe"}
_OTHER_FORMS = {
    "desabonne",
    "desabonnes",
    "desinscrit",
    "desinscris",
    "abmelde",
    "abmeldet",
    "abbestelle",
    "afmelde",
    "uitschrijve",
    "descadastra",
}
_WORD = re.compile(r"[a-z]{5,16}")
_APART = re.compile(r"\bun[- ]+(?=su[bs]\w{3,8}\b)")


# Before words for a list only: "form" is a word.
_FROM = re.compile(r"\b(?:frm|form|fom|fron|from)(?= (?:your|ur|yr|the|this|all|these) )")


_YOUR = re.compile(
    r"\byou(?= (?:(?:e-?mail|mail|mailing|distribution) ?)?(?:lists?|newsletters?|databases?)\b)"
)


def mended(text: str) -> str:
    """A text as `phrases.plain` gives it, with such words put right."""
    return _WORD.sub(
        lambda found: _right(found[0]), _FROM.sub("from", _APART.sub("un", _YOUR.sub("your", text)))
    )


@lru_cache(maxsize=4096)
def _right(word: str) -> str:
    if word in _WORDS or word in _SHORT or word in _OTHER_FORMS:
        return _SHORT.get(word, word)
    for right, most in _WORDS.items():
        alike = word[:2] == right[:2] and abs(len(word) - len(right)) <= most and word[-1] in right[-2:]
        if alike and _slips(word, right) <= most and not (most == 1 and _exchanged(word, right)):
            return right
    return word


def _exchanged(word: str, right: str) -> bool:
    """Whether one letter stands for another, which makes other words: anmelden, auftragen."""
    return len(word) == len(right) and sorted(word) != sorted(right)


def _slips(one: str, other: str) -> int:
    """How many letters are lost, added, exchanged, or in the wrong order (optimal string alignment)."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, sign in enumerate(one, 1):
        row = [i]
        for j, theirs in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (sign != theirs))
            if i > 1 and j > 1 and sign == other[j - 2] and one[i - 2] == theirs:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]
