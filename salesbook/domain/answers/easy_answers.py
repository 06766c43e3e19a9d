"""Easy answers: a click on one of those that a letter offers writes a mail whose subject is the answer, and the letter's in brackets."""

from __future__ import annotations

from salesbook.schema.closed_lists import ANSWERS, NOT_RELEVANT, SAID_LATER, SAID_YES
from salesbook.util.folding import caseless

# How answers begin that stand for those of the list, in the languages of the letters that come with salesbook.
_BEGINS = {
    **{answer: answer for answer in ANSWERS},
    "Ja": SAID_YES, "Sí": SAID_YES, "Später": SAID_LATER, "Más adelante": SAID_LATER, "Later": SAID_LATER,
    "Für uns nicht": NOT_RELEVANT, "No es para nosotros": NOT_RELEVANT,
}  # fmt: skip


def easy_answer(subject: str, of_letter: str) -> str:
    """What was clicked in a letter with the subject `of_letter`; "" where the mail is no such answer. Spaces do not count."""
    said, end = (" ".join(text.split()) for text in (subject, of_letter))
    end = f"({end})"
    return said.removesuffix(end).strip() if of_letter and said.endswith(end) else ""


def answer_of_list(words: str) -> str:
    """The answer of the closed list that such words begin with, as "Yes, let us talk" does; else the words."""
    said = caseless(words)
    for begin, answer in _BEGINS.items():
        rest = said.removeprefix(caseless(begin))
        if rest != said and not rest[:1].isalnum():
            return answer
    return words
