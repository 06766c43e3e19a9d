"""Rows that a table of an open workbook gave up: nothing of them looks like a line any more."""

from __future__ import annotations

from contextlib import suppress

from salesbook.books.live.jobs import Job


def undress(job: Job) -> None:
    """They look as rows below the table do, and are in view: a filter of the table would never show them again."""
    first = job.last + 1 + job.place.has_totals
    last = max(job.typed_last, job.place.last + job.place.has_totals)
    if first > last:
        return
    cells = job.place.rows(first, last)
    with suppress(Exception):  # the cells are written; what blank rows look like decides nothing
        cells.clear_formats()
        if getattr(job.place.table.impl, "is_filtered", False):  # Excel's filters are off meanwhile
            cells.rows.hidden = False
