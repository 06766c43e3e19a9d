"""What is wrong with a phone number, an email address or a country, in the words that import and check share.

A cell in, a clause that goes on after its column and value out, with what to do; None where all is well.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from salesbook.domain.facts.phones import dialled
from salesbook.domain.facts.valid_numbers import is_surely_valid
from salesbook.tables.choices import shown_cell
from salesbook.tables.plan import Problem
from salesbook.util.addresses import read_address
from salesbook.util.countries import country_code


class CellFault(NamedTuple):
    """`why` goes on after the column and the value; `todo` is the next step."""

    why: str
    todo: str

    def said(self, column: str, value: object) -> str:
        """The whole sentence, such as "Phone '12' is not a phone number that can be dialled"."""
        return f"{column} {shown_cell(value)} {self.why}"


NOT_DIALLED = CellFault(
    "is not a phone number that can be dialled",
    "Look it up, and type it with its country code, such as +34 91 123 4567.",
)
WITHOUT_COUNTRY = CellFault(
    "has no country code",
    "Put one in front, such as +34, or fill in Default country on the Settings sheet.",
)
MORE_THAN_A_NUMBER = CellFault("holds more than a phone number", "Put what stands beside it into Notes.")
UNKNOWN_COUNTRY = CellFault(
    "is not a country that salesbook knows, so the strictest row of MailRules counts",
    "Type its two-letter code, such as ES.",
)
_ANOTHER_ADDRESS = "Type one address, such as ana@firm.example."


@lru_cache(maxsize=1 << 17)
def phone_fault(phone: str, region: str) -> CellFault | None:
    """`region`: the code of the country in which a number without a country code is one, or ""."""
    from phonenumbers import NumberParseException, is_valid_number, parse

    number = dialled(phone)
    if not number:
        return NOT_DIALLED
    if is_surely_valid(number):
        return None
    if not (region or number.startswith("+")):
        return WITHOUT_COUNTRY
    try:
        return None if is_valid_number(parse(number, region or None)) else NOT_DIALLED
    except NumberParseException:
        return NOT_DIALLED


def countryless_problem(example: str) -> Problem:
    """One problem for all numbers of which nobody can tell the country: one setting mends them."""
    why = f"Phone numbers such as {shown_cell(example)} have no country code, and Default country is blank"
    todo = "Type the two-letter code of your country, such as ES."
    return Problem("Settings", "Default country", "Value", "", why, todo)


def email_fault(email: str) -> CellFault | None:
    """What keeps a cell from being an address."""
    why = read_address(email)[1]
    return CellFault(why, _ANOTHER_ADDRESS) if why else None


def country_fault(country: str) -> CellFault | None:
    """Whether words are no country."""
    return None if country_code(country) else UNKNOWN_COUNTRY
