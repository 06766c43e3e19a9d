"""What cells accept, and how they light up. Every range covers one table's body, so that it grows with it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, time
from typing import TYPE_CHECKING

from salesbook.office.workbook import theme
from salesbook.office.workbook.figures import WEEKLY_CALLS, WEEKLY_CAPACITY, would_be_logged
from salesbook.office.workbook.sheets import TableRange
from salesbook.schema import BANDS, SETTING_GROUP, TABLES, Column, Type
from salesbook.schema.closed_lists import FIND_A_PERSON, LEFT_ALONE, RISING, STALLING

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook


def name_lists(book: Workbook, parts: Collection[str]) -> None:
    """Name the keys that other columns refer to: a list validation cannot name a table's column itself."""
    for table in TABLES.values():
        if table.listed_as and table.part in parts:
            book.define_name(table.listed_as, f"={table.name}[{table.key}]")


def validate(place: TableRange) -> None:
    """Closed lists stop what is not on them; keys, dates and numbers only ask."""
    for column in place.columns:
        rule = _accepts(column)
        if rule is not None:
            number = place.column(column.name)
            place.sheet.data_validation(place.first, number, place.last, number, rule)


def _accepts(column: Column) -> dict[str, object] | None:
    if column.refers and column.offers:
        other = TABLES[column.refers]
        return {"validate": "list", "source": f"={other.listed_as}", "error_type": "warning",
                "error_title": f"Not in {other.name}",
                "error_message": f"{other.name} has no such {other.key} yet. Keep it?"}  # fmt: skip
    if column.type is Type.TEXT and column.choices:
        return {"validate": "list", "source": list(column.choices), "error_type": "warning", "error_title": "Not on the list",
                "error_message": "This is not on the list. Keep it?"}  # fmt: skip
    if column.ours or column.formula:
        return None
    match column.type:
        case Type.CHOICE | Type.FLAG:
            return {"validate": "list", "source": list(column.choices) or ["Yes", "No"],
                    "error_title": "Not on the list", "error_message": "Choose from the list, or leave it blank."}  # fmt: skip
        case Type.LIST:
            return {"validate": "any", "input_title": column.name,
                    "input_message": f"One or more of: {', '.join(column.choices)}. Put commas between."}  # fmt: skip
        case Type.DATE | Type.MOMENT:
            return {"validate": "date", "criteria": ">=", "value": date(1900, 1, 1), "error_type": "warning",
                    "error_title": "Not a date", "error_message": "This should be a date, such as 2026-03-31. Keep it?"}  # fmt: skip
        case Type.TIME:
            return {"validate": "time", "criteria": "between", "minimum": time(0), "maximum": time(23, 59, 59), "error_type": "warning",
                    "error_title": "Not a time", "error_message": "This should be a time of day, such as 09:30. Keep it?"}  # fmt: skip
        case Type.NUMBER | Type.WHOLE | Type.SHARE:
            return {"validate": "decimal", "criteria": ">=", "value": 0, "error_type": "warning",
                    "error_title": "Not a number", "error_message": "This should be a number, 0 or more. Keep it?"}  # fmt: skip
        case _:
            return None


def light(book: Workbook, place: TableRange) -> None:
    """The conditional formats of a table."""
    lamps = _Lamps(book, place)
    painter = {
        "Activities": _activities, "Calls": _calls, "Contacts": _contacts, "Accounts": _accounts, "Opportunities": _opportunities,
        "Team": _inactive, "Absences": _absences, "Cadences": _cadences, "Scoring": _scoring,
        "Handoffs": _handoffs, "FrontLine": _notes, "FollowUps": _inactive, "Referrals": _referrals, "Incentives": _incentives,
        "IncentiveRules": _inactive, "Problems": _problems, "Runs": _runs, "Settings": _settings,
    }.get(place.table.name)  # fmt: skip
    if painter is not None:
        painter(lamps)


class _Lamps:
    """Conditional formats of one table. {Header} in a formula is that column's cell of the same row."""

    def __init__(self, book: Workbook, place: TableRange) -> None:
        self.book, self.place = book, place

    def when(self, formula: str, colours: tuple[str, str], column: str = "") -> None:
        """Paint a column, or the whole row, where the formula holds."""
        self._add(column, self._rule(formula, theme.paint(self.book, colours)))

    def ink(self, formula: str, colour: str, column: str = "") -> None:
        """Colour the text of a column, or of the whole row, where the formula holds."""
        self._add(column, self._rule(formula, self.book.add_format({"font_color": colour})))

    def written(self, formula: str, number_format: str, column: str) -> None:
        """Show the numbers of a column otherwise where the formula holds."""
        self._add(column, self._rule(formula, self.book.add_format({"num_format": number_format})))

    def line_above(self, formula: str) -> None:
        """A line above the whole row where the formula holds."""
        self._add("", self._rule(formula, self.book.add_format({"top": 1, "top_color": theme.BAND_LINE})))

    def is_text(self, column: str, text: str, colours: tuple[str, str]) -> None:
        self.when(f'{{{column}}}="{text}"', colours, column)

    def bar(self, column: str, most: float) -> None:
        """A bar in the cell, full at `most`."""
        self._add(column, {
            "type": "data_bar", "data_bar_2010": True, "bar_solid": True, "bar_color": theme.BAR,
            "min_type": "num", "min_value": 0, "max_type": "num", "max_value": most,
        })  # fmt: skip

    def _rule(self, formula: str, shape: Format) -> dict[str, object]:
        for name in self.place.table.by_name:
            formula = formula.replace("{" + name + "}", self.place.cell(name))
        return {"type": "formula", "criteria": "=" + formula, "format": shape}

    def _add(self, column: str, rule: dict[str, object]) -> None:
        place = self.place
        left = place.column(column) if column else place.left
        right = place.column(column) if column else place.right
        place.sheet.conditional_format(place.first, left, place.last, right, rule)


def _calls(lamps: _Lamps) -> None:
    typed = ("Minutes", "Their words", "Next date", "Heard", "Referral given", "Answer", "Notes")
    some = ",".join(f"{{{name}}}" for name in typed)
    lamps.when(f'AND({{Outcome}}="",COUNTA({some})>0)', theme.FAIR, "Outcome")
    tests = would_be_logged("{{{}}}".format)
    for column, test in tests.items():
        may_be_a_day = "ISTEXT({Next date})" if column == "Next date" else "FALSE"
        lamps.when(f'AND({{Outcome}}<>"",NOT({test}),NOT({may_be_a_day}))', theme.WEAK, column)
    lamps.when(f"AND({','.join(tests.values())})", theme.DONE_COLOURS)
    lamps.bar("Score", 100)


def _activities(lamps: _Lamps) -> None:
    """A day without a time is shown without one: what is logged from Calls has none."""
    lamps.written("AND(ISNUMBER({When}),{When}=INT({When}))", theme.NUMBER_FORMATS[Type.DATE], "When")


def _contacts(lamps: _Lamps) -> None:
    lamps.ink('OR({Status}="Left",{Status}="Wrong number",{Status}="Merged")', theme.FAINT)
    lamps.when("AND(ISNUMBER({Next due}),{Next due}<TODAY())", theme.WEAK, "Next due")
    lamps.when("{Next due}=TODAY()", theme.FAIR, "Next due")
    lamps.when("N({Days overdue})>0", theme.WEAK, "Days overdue")
    for band, colours in zip(BANDS, (theme.GOOD, theme.FAIR, theme.WEAK, theme.QUIET), strict=True):
        lamps.is_text("Band", band, colours)
    lamps.is_text("Trend", "Improving", theme.GOOD)
    lamps.is_text("Trend", "Declining", theme.WEAK)
    lamps.is_text("Do not call", "Yes", theme.WEAK)
    lamps.is_text("Do not email", "Yes", theme.WEAK)
    lamps.bar("Score", 100)


def _accounts(lamps: _Lamps) -> None:
    lamps.bar("Momentum", 100)
    lamps.is_text("Momentum trend", "Improving", theme.GOOD)
    lamps.is_text("Momentum trend", "Declining", theme.WEAK)
    for pace, colours in ((RISING, theme.GOOD), (STALLING, theme.FAIR), (LEFT_ALONE, theme.WEAK)):
        lamps.is_text("Pace", pace, colours)
    lamps.is_text("Next step", FIND_A_PERSON, theme.FAIR)


def _opportunities(lamps: _Lamps) -> None:
    lamps.is_text("Result", "Won", theme.GOOD)
    lamps.is_text("Result", "Lost", theme.QUIET)


def _handoffs(lamps: _Lamps) -> None:
    waits = 'AND({Handoff ID}<>"",{Accepted on}="",{Done on}="")'
    lamps.ink('{Done on}<>""', theme.FAINT)
    lamps.when(f'AND({waits},{{Promised}}="")', theme.FAIR, "Promised")
    lamps.when('AND({Sent back because}<>"",{Done on}="")', theme.FAIR, "Sent back because")
    lamps.when(
        f"AND({waits},ISNUMBER({{First contact by}}),{{First contact by}}<TODAY())",
        theme.WEAK,
        "First contact by",
    )


def _notes(lamps: _Lamps) -> None:
    lamps.ink('{State}="Done"', theme.FAINT)
    lamps.when('AND({Heard}<>"",{Type}="")', theme.FAIR, "Type")
    lamps.when('AND(OR({Type}="Complaint",{Type}="Risk"),{Closed on}="",{State}<>"Done")', theme.WEAK, "Type")
    lamps.when('AND({Urgent}="Yes",{State}<>"Done")', theme.WEAK, "Urgent")


def _referrals(lamps: _Lamps) -> None:
    lamps.ink('OR({Status}="Declined",{Status}="Void")', theme.FAINT)
    lamps.is_text("Status", "Won", theme.GOOD)
    lamps.when('AND(ISNUMBER({Introduced on}),{Thanked on}="",{Status}<>"Void")', theme.FAIR, "Thanked on")


def _incentives(lamps: _Lamps) -> None:
    lamps.ink('{Void}<>""', theme.FAINT)
    lamps.when('AND(ISNUMBER({Due on}),{Due on}<=TODAY(),{Paid on}="",{Void}="")', theme.FAIR, "Due on")
    lamps.when('{Paid on}<>""', theme.GOOD, "Paid on")


def _settings(lamps: _Lamps) -> None:
    """Each group is named on its first row only, under a line: the others have the colour of their ground."""
    own = lamps.place.cell(SETTING_GROUP)
    above = f"{own.rstrip('0123456789')}{lamps.place.top + 1}"
    lamps.ink(f"{own}={above}", theme.OURS_FILL, SETTING_GROUP)
    lamps.line_above(f"{own}<>{above}")


def _inactive(lamps: _Lamps) -> None:
    lamps.ink('{Active}="No"', theme.FAINT)


def _absences(lamps: _Lamps) -> None:
    lamps.when("AND(ISNUMBER({To}),{From}<=TODAY(),{To}>=TODAY())", theme.FAIR)
    lamps.ink("AND(ISNUMBER({To}),{To}<TODAY())", theme.FAINT)


def _cadences(lamps: _Lamps) -> None:
    lamps.ink('{Active}="No"', theme.FAINT)
    over = f"AND(N({WEEKLY_CAPACITY})>0,N({WEEKLY_CALLS})>N({WEEKLY_CAPACITY}))"
    lamps.when(f"AND({over},N({{Share of capacity}})>0)", theme.WEAK, "Share of capacity")
    lamps.bar("Share of capacity", 1)


def _scoring(lamps: _Lamps) -> None:
    lamps.bar("Weight", 100)


def _problems(lamps: _Lamps) -> None:
    lamps.ink('{Problem}<>""', theme.WEAK[1], "Problem")


def _runs(lamps: _Lamps) -> None:
    lamps.when('ISNUMBER(SEARCH("problem",{Result}))', theme.FAIR, "Result")
