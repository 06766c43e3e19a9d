"""What people typed, as it can stand in a sentence: quoted where they said it, plain where one of us noted it."""

from __future__ import annotations

LONGEST = 70  # characters; what is longer is left out
_NO_NOTE = ("Heard: ", "Referral given: ", "Talk about: ", "Next date: ")  # lines that `log` adds to Notes


def quoted_words(text: str) -> str:
    """Their words in their language; "" where there are too many."""
    line = one_line(text).replace("“", "‘").replace("”", "’")
    return f"“{line}”" if line and len(line) <= LONGEST else ""


def first_note(text: str) -> str:
    """The first line of a note, as somebody typed it; "" where it is too long."""
    line = one_line(text.lstrip().partition("\n")[0])
    return "" if line.startswith(_NO_NOTE) or len(line) > LONGEST else line.rstrip(".")


def one_line(text: str) -> str:
    """Without line breaks and gaps."""
    return " ".join(text.split())


def quoted_title(text: str) -> str:
    """The name of a deal or a mailing in quotation marks; "" without one."""
    line = one_line(text).replace("“", "‘").replace("”", "’")
    return f"“{line}”" if line else ""
