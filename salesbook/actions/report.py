"""`report`: what a manager shows on Monday, in the terminal and as a page to print or mail."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from salesbook.actions.base import EVERYTHING, Action, option
from salesbook.actions.days import day
from salesbook.actions.outcome import Outcome
from salesbook.actions.session import Session
from salesbook.errors import BadInput, CannotWrite, FileChanged, FileOpenElsewhere, WrongUsage, explain
from salesbook.schema import REPORT_FIGURES, REPORT_WEEK
from salesbook.schema.buttons import MANAGERS, Button
from salesbook.tables.grid import is_blank
from salesbook.util.atomic_write import write_errors_explained
from salesbook.util.wording import cited, on

if TYPE_CHECKING:
    from salesbook.domain.report.content import SalesReport
    from salesbook.domain.report.period import ReportPeriod
    from salesbook.domain.world import World

_TAKEN = "Take one of --week, --month, or --from with --to."
_TYPE_A_DAY = "Type the Monday of a week that has begun, or empty the cell for the last full week."
_SHEET = (REPORT_WEEK.name, REPORT_FIGURES.name)


def _report(session: Session, options: Namespace) -> Outcome:
    from salesbook.actions.pages.place import page_named
    from salesbook.actions.pages.report import report_file_name, report_text
    from salesbook.domain.report.changes import what_changed_in
    from salesbook.domain.report.content import sales_report

    page = page_named(options.html)
    world = session.read(
        (
            *EVERYTHING,
            "CallDays",
            "CadenceChanges",
            "ScoreHistory",
            "Mailings",
            "Outbox",
            "FrontLine",
            *_SHEET,
        )
    )
    period = _period(options, session, world)
    session.tell("Counting")
    found = sales_report(world, period)
    shown = Outcome(
        session.action,
        summary={**asdict(found), "changed": what_changed_in(found)},
        extra=list(report_text(found)),
        dry=session.dry_run,
    )
    has_sheet = set(_SHEET) <= set(world.frames)
    if session.person.watches and not (page or has_sheet):
        page = session.book.beside("reports", report_file_name(found))
    if page:
        return shown if session.dry_run else _as_page(session, found, shown, page)
    if not has_sheet or any((options.month, getattr(options, "from"))):
        return shown  # the sheet is of a week
    return _on_the_sheet(session, world, found, shown)


def _as_page(session: Session, found: SalesReport, shown: Outcome, page: Path) -> Outcome:
    """The page written, and shown to whoever watches."""
    from salesbook.actions.pages.place import show_page
    from salesbook.actions.pages.report import report_page

    with write_errors_explained(page):
        page.write_text(report_page(found), encoding="utf-8")
    told = f"The report of {found.period.title} is {show_page(session, page)}"
    return replace(shown, summary={**shown.summary, "page": str(page)}, messages=[told])


def _on_the_sheet(session: Session, world: World, found: SalesReport, shown: Outcome) -> Outcome:
    """The sheet filled with the week. At a terminal a workbook that cannot be written now is still reported on."""
    from salesbook.domain.report.sheet import plan_report_sheet

    plan = plan_report_sheet(world, found)
    told = [message.text for message in plan.messages]
    try:
        result = session.finish(plan)
    except (FileOpenElsewhere, FileChanged, CannotWrite) as error:
        if session.person.watches:
            raise
        return replace(shown, extra=[*shown.extra, f"The sheet Report stays as it was. {explain(error)}"])
    return replace(shown, changed=result.changed if not session.dry_run else 0, messages=told)


def _period(options: Namespace, session: Session, world: World) -> ReportPeriod:
    """The days asked for, up to today at the latest; without any those of the sheet Report. Raises WrongUsage, BadInput."""
    from salesbook.domain.report.period import ReportPeriod, last_month, last_week

    today = session.today
    first, last = getattr(options, "from"), options.to
    if sum(map(bool, (options.week, options.month, first or last))) > 1:
        raise WrongUsage("These are several periods.", _TAKEN)
    if options.month:
        return last_month(today)
    if not (first or last):
        return last_week(today) if options.week else _week_of_the_sheet(session, world)
    if not first:
        raise WrongUsage("--to has no --from.", _TAKEN)
    last = min(last or today, today)
    if first > last:
        raise WrongUsage(
            f"{on(first)} comes after {on(last)}.",
            "A report is about days that have come, the first of them first.",
        )
    return ReportPeriod(first, last)


def _week_of_the_sheet(session: Session, world: World) -> ReportPeriod:
    """The week that somebody typed on the sheet Report; the last full one where nobody did. Raises BadInput."""
    from salesbook.domain.report.period import last_week, week_of
    from salesbook.tables.arrays import dates

    grid = session.seen.grids.get(REPORT_WEEK.name)
    name = REPORT_WEEK.columns[0].name
    if grid is None or name not in grid.columns or name in grid.formulas or is_blank(grid.columns[name][0]):
        return last_week(session.today)
    cell = f"{grid.sheet}!{grid.letters[name]}{grid.top}"
    day = dates(world.frames[REPORT_WEEK.name], name)[0].item()
    if day is None:
        raise BadInput(f"{cell} holds no day: {cited(str(grid.columns[name][0]))}.", _TYPE_A_DAY)
    if day > session.today:
        raise BadInput(f"{cell} names a day still to come: {on(day)}.", _TYPE_A_DAY)
    return week_of(day, session.today)


REPORT = Action(
    "report",
    "Show a week or a month: calls, due dates kept, pipeline, deals, accounts, mailings.",
    run=_report,
    label="Report",
    button=Button("report", "Report", "Fill the sheet Report with the week that it names.", MANAGERS, "CreateReport", ("Report", "Home"), primary=("Report",)),
    options=(
        option("--week", "the last full week, from Monday to Sunday; without any of these the week that the sheet Report names", action="store_true"),
        option("--month", "the last full month", action="store_true"),
        option("--from", "from this day on", type=day, metavar="YYYY-MM-DD"),
        option("--to", "up to this day; today where it is left out", type=day, metavar="YYYY-MM-DD"),
        option("--html", "write it as a page, to print or to mail", type=Path, metavar="FILE"),
    ),
    usage=(
        ("report BOOK [--week\\|--month\\|--from DATE --to DATE] [--html FILE]",
         "shows a week or a month: calls made against planned, due dates kept, pipeline, won and lost, accounts that slip; see [report](report.md)"),
    ),
)  # fmt: skip
