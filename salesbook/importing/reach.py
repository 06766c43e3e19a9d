"""Phone numbers and email addresses: put into one form, and kept as typed where that fails."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from salesbook.importing.readers import Doubt, Read, is_nothing, text
from salesbook.importing.words import country_code

_SEVERAL = re.compile(r"\s*(?::::|[;|\n]|\s/\s|,\s)\s*")  # what exports put between two numbers or addresses
_ADDRESS = re.compile(r"<([^<>\s]+@[^<>\s]+)>")
_PLAIN = re.compile(r"[a-z0-9_+'-]+(?:\.[a-z0-9_+'-]+)*", re.IGNORECASE)


def phone_reader(default_country: str) -> Callable[[object, object], Read]:
    """Reads a phone number and a country (as a code, or "") to the international form.

    The country, else `default_country`, tells what a number without a country code means.
    """
    from phonenumbers import NumberParseException, PhoneNumberFormat, format_number, is_possible_number, parse

    def read(cell: object, country: object) -> Read:
        words = text(cell)
        if is_nothing(cell) or not words:
            return None
        region = country_code(str(country or "")) or default_country
        first = _SEVERAL.split(words)[0]
        try:
            number = parse(first.removeprefix("'"), region or None)
        except NumberParseException:
            number = None
        if number and is_possible_number(number):
            return format_number(number, PhoneNumberFormat.INTERNATIONAL)
        if not region and not first.lstrip().startswith(("+", "00")):
            return Doubt(
                words,
                "has no country code",
                "Put one in front, such as +34, or fill in Default country on the Settings sheet.",
            )
        return Doubt(words, "is not a phone number that can be dialled", "Look it up and correct it.")

    return read


def read_email(cell: object) -> Read:
    """Reads an address; one that no mail could reach is kept as typed, with a doubt."""
    words = text(cell)
    if is_nothing(cell):
        return None
    first = _SEVERAL.split(words)[0].removeprefix("mailto:").strip(" ,<>")
    if found := _ADDRESS.search(words):
        first = found[1]
    local, _, domain = first.rpartition("@")
    if _PLAIN.fullmatch(local):
        known, why = _domain(domain)
        if known:
            return f"{local}@{known}"
    else:
        address, why = _checked(first)
        if address:
            return address
    return Doubt(words, f"is not an email address: {why}", "Ask for the right one.")


@cache
def _domain(domain: str) -> tuple[str, str]:
    """A domain as it should be written, or why it cannot be one. There are far fewer of them than addresses."""
    address, why = _checked(f"a@{domain}")
    return address.removeprefix("a@"), why


def _checked(address: str) -> tuple[str, str]:
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(address, check_deliverability=False, test_environment=True).normalized, ""
    except EmailNotValidError as error:
        return "", str(error).rstrip(".")
