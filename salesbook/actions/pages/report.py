"""A sales report as a page to print or to mail, and as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from salesbook.actions.pages.environment import fill_page
from salesbook.actions.pages.figures import ReportTable
from salesbook.actions.pages.report_tables import report_tables
from salesbook.domain.report.changes import what_changed_in, worth
from salesbook.domain.report.content import SalesReport
from salesbook.letters.layout import inliner
from salesbook.util.wording import count, joined, on


def report_file_name(report: SalesReport) -> str:
    """A name for the page."""
    return f"report {report.period.first} to {report.period.last}.html"


def report_page(report: SalesReport) -> str:
    """The page: it stands alone, prints on A4, and its styles stand in its elements, as mail programs want it."""
    page = fill_page(
        "report/report.html.j2",
        report=report, tiles=_tiles(report), changed=what_changed_in(report), blocks=report_tables(report), agree=sums_agree(report),
    )  # fmt: skip
    return inliner().inline(page)


def report_text(report: SalesReport) -> Iterator[str]:
    """The same in plain text, a line each."""
    yield f"{'Sales report' if not report.firm else report.firm}, {report.period.title}; how things stand: on {on(report.today)}."
    yield from (f"- {sentence}" for sentence in what_changed_in(report))
    for side_by_side in report_tables(report):
        for table in side_by_side:
            yield from ("", table.heading)
            yield from (f"  {line}".rstrip() for line in _lines(table))
    yield ""
    yield from report.left_out
    yield sums_agree(report)


def sums_agree(report: SalesReport) -> str:
    """Whether the rows add up to what the tables have, or which do not."""
    wrong = report.disagreeing
    if not wrong:
        return f"All {len(report.sums)} sums agree with their sheets."
    named = joined([f"{one.name} ({one.report:,.2f}; the sheet has {one.table:,.2f})" for one in wrong])
    return f"{count(len(wrong), 'sum does', 'sums do')} not agree with the sheet: {named}."


def _tiles(report: SalesReport) -> list[tuple[str, str, str]]:
    """Four numbers to begin with: what, the number, and what it is of."""
    calls, due, won, pipeline = report.calls, report.rhythm.total, report.closed.won, report.pipeline.total
    return [
        ("Calls", f"{calls.calls:,}", "planned: not known" if calls.planned is None else f"{calls.planned:,} planned"),
        ("Due dates in time", f"{100 * due.on_time / due.due:.0f} %" if due.due else "none", f"{due.on_time:,} of {due.due:,}"),
        ("Won", f"{won.deals:,}", worth(won, report.currency)),
        ("Open deals", f"{pipeline.deals:,}", worth(pipeline, report.currency)),
    ]  # fmt: skip


def _lines(table: ReportTable) -> Iterator[str]:
    """Columns under one another: words to the left, numbers to the right."""
    rows = [table.headers, *table.rows, *([table.total] if table.total and table.rows else [])]
    if table.rows:
        widths = [max(len(row[at]) for row in rows) for at in range(len(table.headers))]
        yield from ("  ".join(_padded(row, widths, table.words)) for row in rows)
    if table.more:
        yield table.more


def _padded(row: Sequence[str], widths: Sequence[int], words: int) -> Iterator[str]:
    for at, (text, width) in enumerate(zip(row, widths, strict=True)):
        yield text.ljust(width) if at < words else text.rjust(width)
