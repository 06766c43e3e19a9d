"""The firm of the sample: Cierzo Packaging Machines of Valencia, its people, days off and machines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from salesbook.domain.facts.holidays import public_holidays
from salesbook.schema import TABLES, WEEKDAYS
from salesbook.tables.plan import Value
from salesbook.util.folding import without_marks

SampleColumns = dict[str, list[Value]]
Absence = tuple[str, date, date, str]
Holiday = tuple[str, date, str]

SAMPLE_FIRM = "Cierzo Packaging Machines"
_SETTINGS: dict[str, Value] = {"Firm": SAMPLE_FIRM, "Default owner": "Ana", "Default country": "ES",
    "Postal address": "Calle de la Lonja 8, 46001 Valencia, Spain", "Opt-out address": "stop@cierzo.example",
}  # fmt: skip
SERVICE, OFFICE = "Marek", "Pilar"
LEAVER, LEAVERS_HEIR, LEFT_AGO = "Tomás", "Ana", 45  # who left, who took over, and how many days ago
HISTORY_DAYS = 730


@dataclass(frozen=True)
class Rep:
    """A colleague: one row of Team."""

    short: str
    name: str
    phone: str
    role: str
    calls: int
    days: str
    start: time
    end: time
    country: str
    zone: str
    active: bool = True

    @property
    def email(self) -> str:
        return f"{without_marks(self.short).lower().replace(' ', '.')}@cierzo.example"


_FIVE = "Mon, Tue, Wed, Thu, Fri"
SAMPLE_REPS = (
    Rep("Ana", "Ana Ferrer Molina", "+34 960 00 01 11", "Sales", 5, _FIVE, time(9), time(17, 30), "ES", "Europe/Madrid"),
    Rep("Jonas", "Jonas Weidmann", "+49 30 23125 112", "Sales", 5, _FIVE, time(8), time(16, 30), "DE", "Europe/Berlin"),
    Rep("Maeve", "Maeve Gallagher", "+353 1 000 0113", "Sales", 2, "Mon, Tue, Wed, Thu", time(9, 30), time(15, 30), "IE", "Europe/Dublin"),
    Rep("Wei Ling", "Tan Wei Ling", "+65 6000 0114", "Sales", 3, _FIVE, time(9), time(18), "SG", "Asia/Singapore"),
    Rep(SERVICE, "Marek Zieliński", "+49 30 23125 115", "Service", 1, _FIVE, time(7, 30), time(16), "DE", "Europe/Berlin"),
    Rep(OFFICE, "Pilar Ochoa", "+34 960 00 01 16", "Office", 1, "Mon, Wed, Fri", time(9), time(14), "ES", "Europe/Madrid"),
    Rep(LEAVER, "Tomás Quiroga Leal", "+34 960 00 01 17", "Sales", 4, _FIVE, time(9), time(17, 30), "ES", "Europe/Madrid", active=False),
)  # fmt: skip

_HOUR = {"Sales": 48.0, "Service": 42.0, "Office": 31.0}  # what an hour of theirs costs

# Cierzo names its machines after winds.
MACHINES = (
    "Bora tray sealer", "Mistral flow wrapper", "Terral case erector", "Lebeche labeller",
    "Galerna pallet wrapper", "Siroco shrink tunnel", "Tramontana bag sealer", "Levante strapping machine",
)  # fmt: skip
MACHINE_PARTS = (
    "sealing jaws", "jaw heaters", "suction cups", "print head", "turntable belt", "fan motor", "sealing wire", "strap feed rollers",
)  # fmt: skip
SUPPLIES = (
    "lidding film",
    "paper film",
    "case tape",
    "label rolls",
    "stretch film",
    "shrink film",
    "bags",
    "strapping",
)


def firm(today: date) -> dict[str, SampleColumns]:
    """Team and rules: Duties and Settings are rows of a new book, filled in."""
    return {
        "Team": columns("Team", [_team_row(rep) for rep in SAMPLE_REPS]),
        "Absences": columns("Absences", _absences(today)),
        "Duties": columns(
            "Duties",
            [
                ("Service follow-up", "Service", "Jonas"),
                ("Data check", "Office", "Ana"),
                ("Handoff", "Service", "Jonas"),
            ],
        ),
        "Settings": {"Setting": [*_SETTINGS], "Value": [*_SETTINGS.values()]},
        "Mailings": columns("Mailings", _mailings(today)),
        "DoNotMail": columns(
            "DoNotMail",
            [
                (
                    "nomail.example",
                    today - timedelta(days=200),
                    "Asked by letter: nobody there wants mail.",
                    OFFICE,
                )
            ],
        ),
        "Holidays": columns("Holidays", _holidays(today.year, today.year + 1)),
        # Whom a technician saw is left alone by sales for the quiet days.
        "TouchPoints": columns("TouchPoints", [("Service", "Out", "Spoke", 1, "If cadence names it", "All")]),
    }


def _mailings(today: date) -> list[tuple[Value, ...]]:
    """What the office has planned: news for customers, and a letter to those of old."""
    soon = today + timedelta(days=8 - today.weekday())
    return [
        ("news", "News for customers", "news", "Kind is one of Customer, Partner, Centre of influence", None, None, None, soon, OFFICE,
         None, None, None),
        ("reconnect", "Good to see you again", "reconnect", "Kind = Past customer", None, None, 0.1, soon + timedelta(days=7),
         OFFICE, None, None, None),
    ]  # fmt: skip


def columns(table: str, rows: Sequence[Sequence[Value]]) -> SampleColumns:
    """Rows in the order of the columns that belong to people, turned."""
    headers = _headers(table)
    return named(table, list(zip(*rows, strict=True)) if rows else [()] * len(headers))


def named(table: str, cells: Sequence[Sequence[Value]]) -> SampleColumns:
    """Columns in the order of those that belong to people, under their headers."""
    return {header: list(column) for header, column in zip(_headers(table), cells, strict=True)}


def _headers(table: str) -> list[str]:
    return [
        column.name
        for column in TABLES[table].columns
        if not column.ours and not column.formula and not column.optional
    ]


def _team_row(rep: Rep) -> tuple[Value, ...]:
    return (rep.short, rep.name, rep.email, rep.phone, rep.role, rep.calls, rep.days, rep.start, rep.end,
            rep.country, rep.zone, "Yes" if rep.active else "No", _HOUR[rep.role])  # fmt: skip


def _absences(today: date) -> list[Absence]:
    monday = today + timedelta(days=7 - today.weekday())
    return [
        ("Jonas", today - timedelta(days=76), today - timedelta(days=70), "Ana"),
        ("Maeve", monday, monday + timedelta(days=4), "Ana"),
        (SERVICE, monday + timedelta(days=14), monday + timedelta(days=18), "Jonas"),
    ]


def _holidays(first: int, last: int) -> list[Holiday]:
    years = list(range(first, last + 1))
    return [
        (country, day, name)
        for country in sorted({rep.country for rep in SAMPLE_REPS})
        for day, name in public_holidays(country, years)
    ]


class WorkDays:
    """The last working day up to a given one, for each rep: the weekly ones, without the public holidays."""

    def __init__(self, today: date) -> None:
        self.first = today.toordinal() - 2 * HISTORY_DAYS
        self.span = 2 * HISTORY_DAYS + 1
        away = _absences(today)
        holidays = _holidays(today.year - 4, today.year)
        self.back = {rep.short: self._back(rep, _free(rep, holidays, away)) for rep in SAMPLE_REPS}

    def _back(self, rep: Rep, free: set[int]) -> list[int]:
        latest, back = self.first, []
        for day in range(self.first, self.first + self.span):
            if WEEKDAYS[date.fromordinal(day).weekday()] in rep.days and day not in free:
                latest = day
            back.append(latest)
        return back

    def upto(self, rep: str, day: int) -> int:
        """The last working day of `rep` up to `day` (both as date.toordinal)."""
        return self.back[rep][max(day - self.first, 0)]


def _free(rep: Rep, holidays: list[Holiday], absences: list[Absence]) -> set[int]:
    days = {day.toordinal() for country, day, _ in holidays if country == rep.country}
    for who, first, last, _ in absences:
        if who == rep.short:
            days.update(range(first.toordinal(), last.toordinal() + 1))
    return days
