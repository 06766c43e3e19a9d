"""Public holidays for the countries of the team, where the book has none yet for the year."""

from __future__ import annotations

from datetime import date

from salesbook.domain.world import World
from salesbook.tables.plan import Extend, Message, Plan, Value

_NEXT_YEAR_FROM = 10  # the month from which due dates reach into the next year


def plan_holidays(world: World) -> Plan:
    """New rows of Holidays: public holidays as the library `holidays` knows them. Rows that stand there stay.

    A country that has any day in a year is left alone: a manager may have chosen them.
    """
    team, known = world.frames["Team"], world.frames["Holidays"]
    active = team[team["Active"]] if len(team) else team
    countries = sorted({country.upper() for country in active["Country"] if country})
    years = [world.today.year, *([world.today.year + 1] if world.today.month >= _NEXT_YEAR_FROM else [])]
    dates = known["Date"].dt.year
    there = set(zip(known["Country"].str.upper(), dates, strict=True)) if len(known) else set()
    rows: list[tuple[str, date, str]] = []
    told = []
    for country in countries:
        days = public_holidays(country, [year for year in years if (country, year) not in there])
        rows += [(country, day, name) for day, name in days]
        told += [f"{len(days)} of {country}"] if days else []
    if not rows:
        return Plan()
    cells: dict[str, list[Value]] = {
        "Country": [country for country, _, _ in rows],
        "Date": [day for _, day, _ in rows],
        "Name": [name for _, _, name in rows],
    }
    text = f"Put public holidays on the Settings sheet: {', '.join(told)}."
    return Plan((Extend("Holidays", cells),), messages=(Message(text),))


def public_holidays(country: str, years: list[int]) -> list[tuple[date, str]]:
    """Days and their English names; none for a country that the library does not know."""
    if not years:
        return []
    import holidays

    try:
        days = holidays.country_holidays(country, years=years, language="en_US")
    except NotImplementedError:
        return []
    return sorted(days.items())
