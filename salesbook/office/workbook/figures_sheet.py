"""The hidden sheet with the figures that Home shows: days for the chart, the steps of the set-up list, calls by rep.

Formulas carry the values of an empty book, for viewers that do not calculate.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from salesbook.office.workbook import figures, setup_list, theme
from salesbook.schema import ALL_REPS, PARTS, SHOW_REP
from salesbook.schema.home import FIGURES, SET_UP_STEPS
from salesbook.util.wording import without_year

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

WORKING_DAYS = 20
SATURDAY = 5
# Columns: the days; the lines of the list on Home; steps; reps; single figures beside their names.
DAY, FALLS_DUE, OVERDUE, DUE, CAPACITY, DAY_NAME = range(6)
LINE_NAME, LINE_TEXT, LINE_TARGET, LINE_LINK = range(6, 10)
_STEP, _DONE, _SAID, _SHEET, _WAITS = range(11, 16)
_REP, _OPEN, _MADE = range(17, 20)
_LABEL, _FIGURE = 21, 22
_OF_TEAM, _PLACE, _ON_CALLS = range(24, 27)
HEADS_ROW, TOP = 1, 2  # rows
FIRST_DAY_ROW, LAST_DAY_ROW = TOP + 1, TOP + WORKING_DAYS
LINES = 8
_REPS = 6  # who is shown by name
ALL_OVERDUE, ALL_OPEN, ALL_MADE, LIST_SHOWN, SETTLED = range(TOP, TOP + 5)
CAPACITY_ROW, ALL_PROBLEMS, CALLS_ROW = range(SETTLED + 1, SETTLED + 4)
PART_ROWS = {part: CALLS_ROW + 1 + i for i, part in enumerate(PARTS)}
LISTED = max(PART_ROWS.values()) + 1
STILL_TO_CALL = LISTED + 1
REPS_ON_CALLS = "reps_on_calls"  # the workbook's name for all, and each rep who has lines
_TEAM = 40  # its first rows: who stands below them cannot be chosen
_SETTLED_DAYS = 7
_Value = str | float


def figure(row: int, column: int = _FIGURE) -> str:
    """A cell of the sheet, as formulas of others name it."""
    return f"{FIGURES}!{_cell(row, column, absolute=True)}"


def cells(first: int, last: int, column: int) -> str:
    """Cells of a column, as charts name them."""
    return f"={FIGURES}!{_cell(first, column, absolute=True)}:{_cell(last, column, absolute=True)}"


def line_values(firm: str, *, buttons: bool, parts: Collection[str]) -> list[tuple[str, str, str]]:
    """What the list of an empty book says, line by line: the name with its mark, the text, and where it leads to."""
    found = []
    for step in SET_UP_STEPS:
        done = bool(firm) and step.name == "Firm"
        said = firm if done else setup_list.to_do(step, buttons=buttons)
        line = _mark(done=done) + step.name, said, step.sheet
        found.append(line if step.part in parts else ("", "", ""))
    return found


def write_figures(book: Workbook, today: date, firm: str, *, buttons: bool, parts: Collection[str]) -> None:
    """Put the sheet behind all others that are there, out of sight."""
    page = _Figures(book, parts)
    page.days(today)
    page.single()
    page.steps(firm, buttons=buttons)
    page.reps()
    page.views(buttons=buttons)
    page.lines(firm, buttons=buttons)


class _Figures:
    def __init__(self, book: Workbook, parts: Collection[str]) -> None:
        self.parts = parts
        self.sheet = book.add_worksheet(FIGURES)
        self.sheet.hide()
        self.book = book
        self.sheet.set_column(0, _FIGURE, 14)
        self._head = book.add_format(
            {"font_size": 10, "bold": True, "bg_color": theme.OURS_HEAD, "font_color": theme.INK}
        )
        self.sheet.write_string(0, 0, "What Home shows. Salesbook's own sheet: leave it as it is.")

    def _heads(self, column: int, *texts: str) -> None:
        for i, text in enumerate(texts, column):
            self.sheet.write_string(HEADS_ROW, i, text, self._head)

    def _put(self, row: int, column: int, formula: str, value: _Value) -> None:
        self.sheet.write_formula(row, column, "=" + formula, None, value)

    def _array(self, row: int, column: int, formula: str, value: _Value, last: int | None = None) -> None:
        self.sheet.write_array_formula(row, column, last or row, column, "{=" + formula + "}", None, value)

    def days(self, today: date) -> None:
        """What falls due on each of the next working days, below what is overdue, and what the team can do."""
        self._heads(DAY, "Day", "Falls due", "Overdue", "Due", "Capacity", "Named")
        dates = self.book.add_format({"num_format": "ddd d mmm", "align": "left"})
        self.sheet.set_column(0, 0, 18)
        for row, day in enumerate([today - timedelta(days=1), *_workdays(today)], TOP):
            formula = figures.next_workday(_cell(row - 1, DAY)) if row > TOP else "TODAY()-1"
            self.sheet.write_formula(row, DAY, "=" + formula, dates, _serial(day))
            if row > TOP:
                before = f"+{_cell(TOP, FALLS_DUE)}-{_cell(row, OVERDUE)}" if row == FIRST_DAY_ROW else ""
                self._put(row, DUE, _cell(row, FALLS_DUE) + before, 0)
                self._put(row, CAPACITY, f"{figures.WEEKLY_CAPACITY}/5", 0)
                self._put(row, DAY_NAME, figures.day_as_text(_cell(row, DAY)), without_year(day))
        self._put(FIRST_DAY_ROW, OVERDUE, figure(ALL_OVERDUE), 0)
        span = f"{_cell(TOP, DAY, absolute=True)}:{_cell(LAST_DAY_ROW, DAY, absolute=True)}"
        self._array(TOP, FALLS_DUE, figures.calls_due(span), 0, LAST_DAY_ROW)

    def single(self) -> None:
        """Figures that stand alone, and those that Cadences refers to by name: the capacity, and what is needed of it."""
        self._heads(_LABEL, "Figure", "Value")
        done, needed = (_span(_DONE), _span(_WAITS))
        week = f"AND(COUNT(Runs[When])>0,MIN(Runs[When])<TODAY()-{_SETTLED_DAYS})"
        ready = f"AND(SUM({needed})=0,OR(COUNTIF({done},0)=0,{_cell(SETTLED, _FIGURE)}=1))"
        for row, label, formula, value in (
            (ALL_OPEN, "Lines open on Calls", figures.lines_open(), 0),
            (ALL_MADE, "Calls made today", figures.done_today(), 0),
            (LIST_SHOWN, "Set-up list shown", f"IF({ready},0,1)", 1),
            (SETTLED, "In use for a week", f"IF({week},1,0)", 0),
            (CALLS_ROW, "Calls that the cadences need in a week", figures.NEEDED, 0),
        ):
            self.sheet.write_string(row, _LABEL, label)
            self._put(row, _FIGURE, formula, value)
        for row, label, formula in (
            (ALL_OVERDUE, "Overdue beyond grace", figures.overdue()),
            (CAPACITY_ROW, "Calls the team can make in a week", figures.capacity_a_week()),
            (ALL_PROBLEMS, "Problems open", figures.problems_open()),
        ):
            self.sheet.write_string(row, _LABEL, label)
            self._array(row, _FIGURE, formula, 0)
        for name, row in ((figures.WEEKLY_CAPACITY, CAPACITY_ROW), (figures.WEEKLY_CALLS, CALLS_ROW)):
            self.book.define_name(name, "=" + figure(row))
        for part, row in PART_ROWS.items():
            self.sheet.write_string(row, _LABEL, f"Has {part}")
            self._put(row, _FIGURE, figures.has_part(part), int(part in self.parts))

    def steps(self, firm: str, *, buttons: bool) -> None:
        """Each step: whether it is done (1, 0, or "" where the book lacks its part), what is said of it, where it leads to."""
        self._heads(_STEP, "Step", "Done", "Said", "Sheet", "Waits")
        for row, step in enumerate(SET_UP_STEPS, TOP):
            done = bool(firm) and step.name == "Firm"
            formulas = setup_list.STEP_FORMULAS[step.name]
            test = f"IF({formulas.done},1,0)"
            value: _Value = int(done)
            if step.part != "core":
                test = f'IF({_cell(PART_ROWS[step.part], _FIGURE)}=1,{test},"")'
                value = value if step.part in self.parts else ""
            self.sheet.write_string(row, _STEP, step.name)
            self.sheet.write_string(row, _SHEET, step.sheet)
            self._put(row, _DONE, test, value)
            todo = setup_list.missing(step, buttons=buttons)
            said = f"IF({_cell(row, _DONE)}=1,{formulas.there},{todo})"
            self._put(row, _SAID, said, firm if done else setup_list.to_do(step, buttons=buttons))
            waits = f"IF({_cell(row, _DONE)}=0,1,0)" if step.needed else "0"
            self._put(row, _WAITS, waits, int(step.needed))

    def reps(self) -> None:
        """Open and done by rep; below the last who is named the others, so that all add up."""
        self._heads(_REP, "Rep", "Open", "Done today")
        for number in range(1, _REPS + 1):
            row = TOP + number - 1
            name = _cell(row, _REP)
            self._array(row, _REP, figures.rep_at_place(number), "")
            self._put(row, _OPEN, f'IF({name}="",0,{figures.lines_open(name)})', 0)
            self._put(row, _MADE, f'IF({name}="",0,{figures.done_today(name)})', 0)
        row = TOP + _REPS
        self.sheet.write_string(row, _REP, "Others")
        for column, whole in ((_OPEN, ALL_OPEN), (_MADE, ALL_MADE)):
            named = f"SUM({_cell(TOP, column)}:{_cell(row - 1, column)})"
            self._put(row, column, f"MAX(0,{_cell(whole, _FIGURE)}-{named})", 0)

    def views(self, *, buttons: bool) -> None:
        """Who can be chosen above Calls: all, then the reps of Team who have lines; and the figures of whoever is."""
        self._heads(_OF_TEAM, "Rep of Team", "Place", "On Calls")
        first, last = TOP + 1, TOP + _TEAM
        self.sheet.write_string(TOP, _ON_CALLS, ALL_REPS)
        self.sheet.write_number(TOP, _PLACE, 0)
        places, names = (
            f"{_cell(first, column, absolute=True)}:{_cell(last, column, absolute=True)}"
            for column in (_PLACE, _OF_TEAM)
        )
        for row in range(first, last + 1):
            name = _cell(row, _OF_TEAM)
            before = f"{_cell(TOP, _PLACE, absolute=True)}:{_cell(row - 1, _PLACE)}"
            self._put(row, _OF_TEAM, figures.rep_of_row(row - TOP), "")
            self._put(
                row, _PLACE, f'IF({name}="","",IF(COUNTIF(Calls[Rep],{name})>0,MAX({before})+1,""))', ""
            )
            self._put(row, _ON_CALLS, f'IFERROR(INDEX({names},MATCH({row - TOP},{places},0)),"")', "")
        ends = f"INDEX({cells(TOP, last, _ON_CALLS)[1:]},1+MAX({cells(TOP, last, _PLACE)[1:]}))"
        self.book.define_name(REPS_ON_CALLS, f"={figure(TOP, _ON_CALLS)}:{ends}")
        rep = SHOW_REP if buttons else ""
        for row, label, formula in (
            (LISTED, "Listed today, in view", figures.lines_listed_today(rep)),
            (STILL_TO_CALL, "Still to call today, in view", figures.still_to_call(rep)),
        ):
            self.sheet.write_string(row, _LABEL, label)
            self._put(row, _FIGURE, formula, 0)

    def lines(self, firm: str, *, buttons: bool) -> None:
        """What stands in each line of the list on Home: a step, or once all is ready a rep."""
        self._heads(LINE_NAME, "Line", "Text", "Leads to", "Link")
        shown = f"{_cell(LIST_SHOWN, _FIGURE, absolute=True)}=1"
        values = line_values(firm, buttons=buttons, parts=self.parts)
        for row, (name, text, sheet) in enumerate(values, TOP):
            done, line = _cell(row, _DONE), _cell(row, LINE_NAME)
            marks = f'IF({done}=1,"{_mark(done=True)}","{_mark(done=False)}")'
            step = f'IF({done}="","",{marks}&{_cell(row, _STEP)})'
            of_step = f'IF({done}="","",{_cell(row, _SAID)})'
            rep, of_rep, leads = self._of_rep(row)
            leads_to = f'IF({line}="","Home",IF({shown},{_cell(row, _SHEET)},{leads}))'
            self._put(row, LINE_NAME, f"IF({shown},{step},{rep})", name)
            self._put(row, LINE_TEXT, f"IF({shown},{of_step},{of_rep})", text)
            self._put(row, LINE_TARGET, leads_to, sheet or "Home")
            self._put(row, LINE_LINK, f'IF({line}="","",{_cell(row, LINE_TARGET)})', sheet)

    def _of_rep(self, row: int) -> tuple[str, str, str]:
        """The name, the text and the sheet of a line once all is ready; the last one says which steps are still open."""
        if row < TOP + _REPS + 1:
            name, still, made = (_cell(row, column) for column in (_REP, _OPEN, _MADE))
            if row == TOP + _REPS:
                name = f'IF({still}+{made}>0,{name},"")'
            return name, f'IF({name}="","",{still}&" open, "&{made}&" done today")', '"Calls"'
        marks = [(_cell(TOP + i, _DONE), _cell(TOP + i, _STEP)) for i in range(LINES)]
        open_steps = "&".join(f'IF({done}&""="0",", "&{step},"")' for done, step in marks)
        first = f"INDEX({_span(_SHEET)},MATCH(0,{_span(_DONE)},0))"
        left = f"COUNTIF({_span(_DONE)},0)"
        return (
            f'IF({left}>0,"{_mark(done=False)}Still open","")',
            f'IF({left}>0,MID({open_steps},3,99),"")',
            f'IFERROR({first},"Home")',
        )


def _mark(*, done: bool) -> str:
    return "✓  " if done else "○  "


def _span(column: int) -> str:
    return f"{_cell(TOP, column, absolute=True)}:{_cell(TOP + LINES - 1, column, absolute=True)}"


def _workdays(today: date) -> Sequence[date]:
    """What the formulas give in a book without holidays."""
    days: list[date] = []
    day = today
    while len(days) < WORKING_DAYS:
        if day.weekday() < SATURDAY:
            days.append(day)
        day += timedelta(days=1)
    return days


def _serial(day: date) -> int:
    return (day - date(1899, 12, 30)).days


def _cell(row: int, column: int, *, absolute: bool = False) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell

    return str(xl_rowcol_to_cell(row, column, row_abs=absolute, col_abs=absolute))
