"""`report`: what a manager shows on Monday, in the terminal and as a page to print or mail."""

from __future__ import annotations

import webbrowser
from argparse import Namespace
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from salesbook.actions.base import EVERYTHING, Action, option
from salesbook.actions.days import day
from salesbook.actions.outcome import Outcome
from salesbook.actions.session import Session
from salesbook.errors import WrongUsage
from salesbook.schema.buttons import MANAGERS, Button
from salesbook.util.atomic_write import write_errors_explained
from salesbook.util.wording import on

if TYPE_CHECKING:
    from salesbook.domain.report.period import ReportPeriod

_TAKEN = "Take one of --week, --month, or --from with --to."
_PAGES = (".html", ".htm")


def _report(session: Session, options: Namespace) -> Outcome:
    from salesbook.actions.pages.report import report_file_name, report_page, report_text
    from salesbook.domain.report.changes import what_changed_in
    from salesbook.domain.report.content import sales_report

    page = _page(options.html)
    period = _period(options, session.today)
    world = session.read((*EVERYTHING, "CallDays", "Mailings", "Outbox"))
    session.tell("Counting")
    found = sales_report(world, period)
    lines, summary = list(report_text(found)), {**asdict(found), "changed": what_changed_in(found)}
    if session.person.watches and not page:
        page = session.book.beside("reports", report_file_name(found))
    if session.dry_run or not page:
        return Outcome(session.action, summary=summary, extra=lines)
    with write_errors_explained(page):
        page.write_text(report_page(found), encoding="utf-8")
    if session.person.watches:
        webbrowser.open(page.resolve().as_uri())
    told = f"The report of {period.title} is in {page}"
    return Outcome(session.action, summary={**summary, "page": str(page)}, messages=[told], extra=lines)


def _page(named: Path | None) -> Path | None:
    """Where the page goes. Raises WrongUsage for a name of another kind: a workbook would be written over."""
    if named and named.suffix.casefold() not in _PAGES:
        raise WrongUsage(f"{named} is no name of a page.", "Let it end in .html.")
    return named


def _period(options: Namespace, today: date) -> ReportPeriod:
    """The days asked for, up to today at the latest; the last full week where none are. Raises WrongUsage."""
    from salesbook.domain.report.period import ReportPeriod, last_month, last_week

    first, last = getattr(options, "from"), options.to
    if sum(map(bool, (options.week, options.month, first or last))) > 1:
        raise WrongUsage("These are several periods.", _TAKEN)
    if options.month:
        return last_month(today)
    if not (first or last):
        return last_week(today)
    if not first:
        raise WrongUsage("--to has no --from.", _TAKEN)
    last = min(last or today, today)
    if first > last:
        raise WrongUsage(
            f"{on(first)} comes after {on(last)}.",
            "A report is about days that have come, the first of them first.",
        )
    return ReportPeriod(first, last)


REPORT = Action(
    "report",
    "Show a week or a month: calls, due dates kept, pipeline, deals, accounts, mailings.",
    run=_report,
    label="Report",
    button=Button("report", "Report", "Show the last full week as a page, to print or to mail.", MANAGERS, "CreateReport", ("Home",)),
    options=(
        option("--week", "the last full week, from Monday to Sunday, as without any of these", action="store_true"),
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
