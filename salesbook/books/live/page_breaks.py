"""Where pages begin on paper, in an open workbook. xlwings does not know that; each program is told in its own way."""

from __future__ import annotations

from contextlib import suppress

from salesbook.books.live.jobs import Job

_NONE, _MANUAL = -4142, -4135  # of Excel's XlPageBreak


def begin_pages(job: Job) -> None:
    """Let pages begin in a table where the edit says, and nowhere else in its rows. A program that does not is left alone."""
    if job.edit.page_starts is None:
        return
    place = job.place
    cells = place.rows(place.top, job.last)
    if hasattr(cells.impl, "begin_pages"):  # LibreOffice
        cells.impl.begin_pages(job.edit.page_starts)
        return
    with suppress(Exception):  # the cells are written; what they look like on paper decides nothing
        cells.api.EntireRow.PageBreak = _NONE
        for start in job.edit.page_starts:
            place.rows(place.top + start, place.top + start).api.EntireRow.PageBreak = _MANUAL
