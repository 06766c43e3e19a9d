"""Phone numbers and email addresses: put into one form, and kept as typed where that fails."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from salesbook.domain.facts.contact_faults import MORE_THAN_A_NUMBER, CellFault, email_fault, phone_fault
from salesbook.domain.importing.values.readers import Doubt, Read, is_nothing, long_text, text
from salesbook.util.addresses import read_address
from salesbook.util.countries import country_code

_SEVERAL = re.compile(r"\s*(?::::|[;|\n]|\s/\s|,\s)\s*")  # what exports put between two addresses
_NUMBERS = re.compile(r"\s*(?::::|[;|\n]|,\s|/|\b(?:or|oder|und|and|o|ou)\b)\s*")  # between two phone numbers
_EXTENSION = re.compile(
    r"[\s,.-]*(?<![^\W\d_])(?:dw|durchwahl|app|apparat|kl|klappe|nst|nebenstelle|ext|extn|extension|x|int|interno|poste)(?![^\W\d_])[.:\s-]*(\d{1,7})$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:tel|telefon|telephone|teléfono|téléphone|tél|phone|fon|ph|t|mobile?|mobil|handy|móvil|cell|m)\b[.:\s]*(?=[\d+(])",
    re.IGNORECASE,
)
_VANITY = re.compile(r"[\d\s()+./-]*-[A-Z]{4,}(?:-[A-Z]+)*")  # 1-800-FLOWERS
_LETTER = re.compile(r"[^\W\d_]")
_FEW = 6  # digits of the shortest thing that is a number of its own beside another
_ADDRESS = re.compile(r"<([^<>\s]+@[^<>\s]+)>")
_ONE = re.compile(r"[^\s;,:|<>()\"/\[\]]+@[^\s;,:|<>()\"/\[\]]*")
_PLAIN = re.compile(r"[a-z0-9_+'-]+(?:\.[a-z0-9_+'-]+)*", re.IGNORECASE)


def phone_reader(default_country: str) -> Callable[[object, object], Read]:
    """Reads a phone number and a country (as a code, or "") to the international form.

    The country, else `default_country`, tells what a number without a country code means. Where
    anything would be lost the cell is kept as it is, with a doubt; of two whole numbers the first is taken.
    """

    def read(cell: object, country: object) -> Read:
        words = text(cell)
        if is_nothing(cell) or not words:
            return None
        region = country_code(str(country or "")) or default_country
        parts = [part for part in _NUMBERS.split(long_text(cell)) if part]
        numbers = [_dialable(part, region) for part in parts]
        if len(parts) > 1 and all(numbers) and _are_whole(parts):
            if len(set(numbers)) == 1:
                return numbers[0]
            return Doubt(numbers[0], f"has {len(parts)} numbers; the first was taken, {numbers[0]}",
                         "Put another one in its place if that is the better one.")  # fmt: skip
        if number := _dialable(words, region):
            return number
        fault = phone_fault(words, region) or MORE_THAN_A_NUMBER
        return Doubt(words, fault.why, fault.todo)

    return read


def _are_whole(parts: Sequence[str]) -> bool:
    """Whether the parts of a cell are numbers of their own, and not an area code and what comes after it."""
    begins = {part.lstrip("( ")[:1] in {"+", "0"} for part in parts}
    return len(begins) == 1 and all(sum(map(str.isdigit, part)) >= _FEW for part in parts)


def _dialable(words: str, region: str) -> str:
    """The international form; "" for what is no number or would lose something: words beside it, a second number."""
    from phonenumbers import NumberParseException, PhoneNumberFormat, format_number, is_valid_number, parse

    words = _LABEL.sub("", words.removeprefix("'").removeprefix("tel:"))
    extension = _EXTENSION.search(words)
    bare = words[: extension.start()] if extension else words
    if bare.count("/") > 1 or (_LETTER.search(bare) and not _VANITY.fullmatch(bare)):
        return ""
    if not region and bare.startswith("00"):
        bare = f"+{bare[2:]}"
    try:
        number = parse(bare + (f" ext. {extension[1]}" if extension else ""), region or None)
    except NumberParseException:
        return ""
    return format_number(number, PhoneNumberFormat.INTERNATIONAL) if is_valid_number(number) else ""


def read_email(cell: object) -> Read:
    """Reads an address; one that no mail could reach is kept as typed, with a doubt; so is it where there are several."""
    words = text(cell)
    if is_nothing(cell) or not words:
        return None
    if words.count("@") > 1 and len(several := _several(words)) > 1:
        first = next((address for one in several if (address := _address(one)[0])), "")
        if first:
            return Doubt(first, f"has {len(several)} addresses; the first was taken, {first}",
                         "Put another one in its place if that is the better one.")  # fmt: skip
    first = _SEVERAL.split(words)[0].removeprefix("mailto:").strip(" ,<>'")
    if found := _ADDRESS.search(words):
        first = found[1]
    address, why = _address(first)
    fault = email_fault(words) or CellFault(f"is not an email address: {why}", "Ask for the right one.")
    return address or Doubt(words, fault.why, fault.todo)


def addresses_in_row(cells: Sequence[object]) -> list[str]:
    """The different addresses anywhere in a row."""
    words = " ".join(text(cell) for cell in cells if isinstance(cell, str) and "@" in cell)
    return [good for one in _several(words) if (good := _address(one)[0])]


def _several(words: str) -> list[str]:
    """The different addresses in a cell."""
    found = (one.strip("'.") for one in _ONE.findall(words.replace("mailto:", "")))
    return list({one.casefold(): one for one in reversed([*found])}.values())[::-1]


def _address(words: str) -> tuple[str, str]:
    """An address as it should be written and "", or "" and why it is none."""
    local, _, domain = words.rpartition("@")
    if not _PLAIN.fullmatch(local):
        return _checked(words)
    known, why = _domain(domain)
    return (f"{local}@{known}", "") if known else ("", why)


def read_listed(cell: object) -> Read:
    """Reads a row of a list of people who get no letters: one address in plain form, else what stands there."""
    words = text(cell)
    return read_address(words)[0] or words


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
