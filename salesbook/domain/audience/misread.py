"""What the parser did not expect, said so that whoever typed the rule can mend it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from salesbook.domain.audience.errors import RuleError

if TYPE_CHECKING:
    from lark import Token, UnexpectedInput

TESTS = "=, <>, <, >, is one of, contains, begins with, is blank, in the last 60 days"
QUOTE_IT = 'Type one; in quotes if "and", "or", "not", a comma or a bracket belongs to it.'
_VALUE = re.compile(r"[^()\[\]\",=<>≠≤≥]+")


def misread(
    text: str, plain: str, error: UnexpectedInput, seen: Sequence[Token], brackets: Sequence[Token]
) -> RuleError:
    """The error for a place where the parser cannot go on.

    `plain` is the text with usual signs; `seen` are the tokens up to there, the last one perhaps the
    unexpected one; `brackets` those that are still open.
    """
    at = _place(error, plain)
    sign = plain[at : at + 1]
    wanted = _wanted(error)

    def told(why: str, todo: str, place: int = at, piece: str = "") -> RuleError:
        return RuleError(text, place, why, todo, piece)

    if sign == '"' and len(re.findall('"', plain[at:])) % 2:
        return told("This quote is not closed", 'Type the second ", or take this one out.')
    if sign == "[" and not re.match(r"\[(?:[^\]]|\]\])*\]", plain[at:]):
        return told("This bracket is not closed", "Type ] after the header.")
    if sign == "]" or (sign == ")" and not brackets):
        return told("This bracket closes nothing", "Take it out, or open one before.", at, sign)
    if "VALUE" in wanted:
        return told("Here a value is missing", QUOTE_IT)
    if "NAME" in wanted:
        return told("Here a header is missing", "Type one of Contacts or Accounts; in square brackets if it holds a keyword or a sign.")  # fmt: skip
    if not sign and brackets:
        return told("This bracket is not closed", "Type ) where it ends.", brackets[-1].start_pos or 0, "(")
    if wanted == {"_AND"}:
        return told('Here "and" is missing', "Type between with two values, such as: between 10 and 20")
    if sign == "," and re.fullmatch(r"\d,\d", plain[at - 1 : at + 2]):
        return told(
            "A comma marks thousands, and this one does not",
            "Type decimals with a point, such as 1.5",
            at,
            sign,
        )
    if sign == ",":
        todo = 'Type: is one of A, B; or put a value that holds "and", "or" or a comma in quotes.'
        return told("A comma stands only between the values of a list", todo, at, sign)
    if "COMPARE" in wanted:
        return told("This is no test", f"Type one after the header: {TESTS}")
    return told('Here "and" or "or" is missing', _type_or_quote(seen, text, at))


def _place(error: UnexpectedInput, plain: str) -> int:
    at_end = getattr(getattr(error, "token", None), "type", "") == "$END"
    return len(plain) if at_end or error.pos_in_stream is None else error.pos_in_stream


def _wanted(error: UnexpectedInput) -> set[str]:
    """The names of the tokens that could have come."""
    return set(getattr(error, "expected", None) or getattr(error, "allowed", None) or ())


def _type_or_quote(seen: Sequence[Token], text: str, at: int) -> str:
    values = [token for token in seen if token.type == "VALUE"]
    todo = "Type it between two tests"
    rest = _VALUE.match(text, at)
    if values and rest and (values[-1].end_pos or 0) <= at:
        whole = text[values[-1].start_pos or 0 : rest.end()].strip()
        return f'{todo}; or put a value of several words in quotes: "{whole}"'
    return f"{todo}."
