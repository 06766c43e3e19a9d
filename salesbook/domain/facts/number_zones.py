"""In which time zone a phone number is answered, as the library phonenumbers knows it by the first digits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, tzinfo

import numpy as np

from salesbook.domain.facts.phones import dialled
from salesbook.domain.facts.time_zones import zone_of
from salesbook.tables.arrays import Bools, Objects

_SEVERAL = " "  # between the zones of a number that may be in several


def zones_by_number(phones: Objects, wanted: Bools) -> Objects:
    """For each of these numbers the names of the zones in which it may be, with spaces between.

    "" where it has no country code, no country is known for it, or it is not `wanted`.
    """
    from phonenumbers.tzdata import TIMEZONE_DATA, TIMEZONE_LONGEST_PREFIX

    known: dict[str, str] = {}
    found = np.empty(len(phones), dtype=object)
    for place, (phone, asked) in enumerate(zip(phones.tolist(), wanted.tolist(), strict=True)):
        number = dialled(phone) if asked and phone else ""
        begin = number[1 : 1 + TIMEZONE_LONGEST_PREFIX] if number.startswith("+") else ""
        if begin not in known:
            prefixes = (begin[:length] for length in range(len(begin), 0, -1))
            zones = next((TIMEZONE_DATA[prefix] for prefix in prefixes if prefix in TIMEZONE_DATA), ())
            known[begin] = _SEVERAL.join(zones)
        found[place] = known[begin]
    return found


def zone_meant(zones: str, home: tzinfo | None, day: date) -> tzinfo | None:
    """The zone of that name, or of several one in the middle of the clock; `home` where that may be it; None without a zone."""
    several = [zone for name in zones.split(_SEVERAL) if (zone := zone_of(name)) is not None]
    if len(several) < 2:
        return several[0] if several else None
    noon = datetime.combine(day, time(12))

    def ahead(zone: tzinfo) -> timedelta:
        return zone.utcoffset(noon) or timedelta(0)

    if home is not None and ahead(home) in set(map(ahead, several)):
        return home
    by_clock: Sequence[tzinfo] = sorted(several, key=ahead)
    return by_clock[len(by_clock) // 2]
