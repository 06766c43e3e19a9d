"""Whether an international phone number is one, at once: a pattern a calling code, made of what the library phonenumbers knows.

The library takes a number apart in Python, 40 µs each: four seconds for the numbers of 100,000 people. What a
pattern finds is what the library would say; where it finds nothing the library is to be asked.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from phonenumbers import PhoneMetadata, PhoneNumberDesc

_LONGEST_CODE = 3  # digits
# The kinds of numbers that the library knows: a number of one of them is valid.
_KINDS = (
    "fixed_line", "mobile", "toll_free", "premium_rate", "shared_cost", "voip", "personal_number", "pager", "uan", "voicemail",
)  # fmt: skip


def is_surely_valid(number: str) -> bool:
    """Whether digits after a plus are a valid number of their country; False also where only the library can tell."""
    for length in range(1, _LONGEST_CODE + 1):
        if found := _pattern(number[1 : 1 + length]):
            return number.startswith("+") and found.fullmatch(number, 1 + length) is not None
    return False


@cache
def _pattern(code: str) -> re.Pattern[str] | None:
    """Of the numbers behind a calling code, as the library judges them: by the first of its regions that they belong to.

    Not of those that begin as if dialled at home: the library may leave those digits out. None where there is no such code.
    """
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

    if not code.isdecimal() or code.startswith("0") or int(code) not in COUNTRY_CODE_TO_REGION_CODE:
        return None
    regions = [
        PhoneMetadata.metadata_for_region_or_calling_code(int(code), region)
        for region in COUNTRY_CODE_TO_REGION_CODE[int(code)]
    ]
    several = len(regions) > 1
    choices, others = [], ""
    for region in filter(None, regions):
        leading = f"(?={region.leading_digits})" if several and region.leading_digits else ""
        choices.append(f"{others}{leading}{_of_region(region)}")
        others += f"(?!{region.leading_digits})" if leading else ""
    at_home = regions[0].national_prefix_for_parsing if regions and regions[0] else None
    return re.compile(f"{f'(?!{at_home})' if at_home else ''}(?:{'|'.join(choices)})")


def _of_region(region: PhoneMetadata) -> str:
    kinds = [found for kind in _KINDS if (found := _of_kind(getattr(region, kind)))]
    return f"(?={_of_kind(region.general_desc)}$)(?:{'|'.join(kinds)})" if kinds else "(?!)"


def _of_kind(kind: PhoneNumberDesc | None) -> str:
    """The pattern of a kind, with its lengths; "" where the region has none."""
    if kind is None or not kind.national_number_pattern:
        return ""
    lengths = "|".join(rf"\d{{{length}}}" for length in kind.possible_length if length > 0)
    return f"{f'(?=(?:{lengths})$)' if lengths else ''}(?:{kind.national_number_pattern})"
