"""Days and rhythms as people say them: on Thursday, 3 weeks ago, in May; every 6 weeks.

Exact days are for orders and what is due; for all else it is enough to know about when.
"""

from __future__ import annotations

from datetime import date

from salesbook.util.wording import MONTHS, count

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NAMED_UP_TO, _DAYS_UP_TO, _WEEKS_UP_TO = 6, 13, 59  # days ago
_YEAR = 12  # months
_DAYS_A_MONTH = 30.4375


def past(day: date, today: date) -> str:
    """When something was: today, yesterday, on Thursday, 9 days ago, 3 weeks ago, in May, in May 2025."""
    ago = (today - day).days
    if ago < 2:
        return "yesterday" if ago == 1 else "today"
    if ago <= _NAMED_UP_TO:
        return f"on {_WEEKDAYS[day.weekday()]}"
    if ago <= _DAYS_UP_TO:
        return count(ago, "day") + " ago"
    if ago <= _WEEKS_UP_TO:
        return count(round(ago / 7), "week") + " ago"
    return f"in {_month(day, today)}"


def past_time(day: date, part: str, today: date) -> str:
    """When somebody last tried: this morning, yesterday afternoon, Tuesday morning, 9 days ago. `part` may be blank."""
    ago = (today - day).days
    if ago > _NAMED_UP_TO:
        return past(day, today)
    if ago < 1:
        return f"this {part}" if part else "today"
    named = "yesterday" if ago == 1 else _WEEKDAYS[day.weekday()]
    return f"{named} {part}".rstrip()


def since(day: date, today: date) -> str:
    """What stands behind "since": today, yesterday, Thursday, May, May 2025."""
    ago = (today - day).days
    if ago < 2:
        return "yesterday" if ago == 1 else "today"
    return _WEEKDAYS[day.weekday()] if ago <= _NAMED_UP_TO else _month(day, today)


def to_come(day: date, today: date) -> str:
    """A day agreed on, gone or still to come: yesterday, tomorrow, on Friday, on 14 December.

    Never so many days ago: who "agreed to talk 9 days ago" may have agreed on it that day.
    """
    ahead = (day - today).days
    if abs(ahead) > _NAMED_UP_TO:
        return f"on {exact(day, today)}"
    return past(day, today) if ahead <= 0 else "tomorrow" if ahead == 1 else f"on {_WEEKDAYS[day.weekday()]}"


def exact(day: date, today: date) -> str:
    """The day itself: 25 October, with its year where that is in doubt."""
    named = f"{day.day} {MONTHS[day.month - 1]}"
    return named if abs(_months_between(day, today)) < _YEAR else f"{named} {day.year}"


def every(days: float, months: int = 0) -> str:
    """What stands behind "every": day, 10 days, week, 6 weeks, month, 3 months, year. Whole months win over days."""
    if months:
        return _units(months // _YEAR, "year") if months % _YEAR == 0 else _units(months, "month")
    whole = max(int(days), 1)
    return _units(whole // 7, "week") if whole % 7 == 0 else _units(whole, "day")


def about(days: float) -> str:
    """A length that was measured, to the nearest unit that people would name: 9 days, 6 weeks, 3 months, year."""
    if days <= _DAYS_UP_TO:
        return every(round(days))
    if days <= _WEEKS_UP_TO:
        return _units(round(days / 7), "week")
    return every(0, months=round(days / _DAYS_A_MONTH))


def lasting(days: float) -> str:
    """The same with its number: 1 day, 9 days, 2 weeks, 1 month."""
    named = about(max(days, 1))
    return named if named[0].isdecimal() else f"1 {named}"


def _units(number: int, unit: str) -> str:
    return unit if number == 1 else count(number, unit)


def _month(day: date, today: date) -> str:
    """The month by name, with the year where the bare name would be taken for a later one."""
    name = MONTHS[day.month - 1]
    return name if _months_between(day, today) < _YEAR else f"{name} {day.year}"


def _months_between(day: date, today: date) -> int:
    return (today.year - day.year) * _YEAR + today.month - day.month
