"""What a pattern says of a phone number is what the library says of it."""

from __future__ import annotations

import random

import phonenumbers
import pytest

from salesbook.domain.facts.contact_faults import NOT_DIALLED, phone_fault
from salesbook.domain.facts.valid_numbers import is_surely_valid

_KINDS = range(11)


def examples(code: int) -> list[str]:
    """Of each kind of number of each region behind a calling code one, as the library gives it."""
    regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE[code]
    if regions == ("001",):
        return [str(phonenumbers.example_number_for_non_geo_entity(code).national_number)]
    found = (phonenumbers.example_number_for_type(region, kind) for region in regions for kind in _KINDS)
    return [
        phonenumbers.national_significant_number(one) for one in found if one and one.country_code == code
    ]


def changed(number: str, chance: random.Random) -> str:
    """The number with a few other digits, and perhaps with one more or less."""
    digits = list(number)
    for _ in range(chance.randint(1, 4)):
        digits[chance.randrange(len(digits))] = str(chance.randint(0, 9))
    more = chance.choice(["", "", "", "", "0", "1", "8"])
    return more + "".join(digits[: len(digits) - chance.choice([0, 0, 0, 0, 1])])


def the_library_says(number: str, region: str | None) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number, region))
    except phonenumbers.NumberParseException:
        return False


def test_no_number_of_any_country_is_valid_to_a_pattern_and_not_to_the_library():
    chance = random.Random(7)
    surely = valid = 0
    for code in phonenumbers.COUNTRY_CODE_TO_REGION_CODE:
        given = examples(code)
        for national in given + [changed(one, chance) for one in given for _ in range(4)]:
            number = f"+{code}{national}"
            by_library = the_library_says(number, chance.choice([None, "ES", "US"]))
            assert by_library or not is_surely_valid(number), number
            valid += by_library
            surely += is_surely_valid(number)
    assert surely > 0.9 * valid > 3_000  # few are left for the library, which takes a hundred times as long


@pytest.mark.parametrize(
    "number", ["", "+", "34911234567", "+0911234567", "+3491123456", "+999123456789", "+34911234567x"]
)
def test_what_is_no_international_number_is_left_to_the_library(number):
    assert not is_surely_valid(number)


def test_a_fault_is_found_as_before():
    assert phone_fault("+34 91 123 45 67", "") is None
    assert phone_fault("+34 91 123 45 6", "") is NOT_DIALLED
    assert phone_fault("091 123", "ES") is NOT_DIALLED
