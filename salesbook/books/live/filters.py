"""A filter that people have set on a table while lines come to it and leave it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from salesbook.books.live.ask import is_filtered
from salesbook.books.live.jobs import Job
from salesbook.util.wording import count


@contextmanager
def unfiltered(jobs: Sequence[Job], remarks: list[str]) -> Iterator[None]:
    """Show all rows of Excel's filtered tables meanwhile, and filter them again afterwards, whatever happens.

    Excel writes into the rows that are shown only. What could not be filtered again is said in `remarks`.
    """
    # Asking each table would cost LibreOffice looks.
    is_excel = jobs[0].place.sheet.book.app.engine.name == "excel"
    kept = [
        (job.place, [each for each in job.place.table.autofilter.criteria if each.type != "none"])
        for job in jobs
        if is_excel and is_filtered(job.place.table)
    ]
    try:
        for place, _ in kept:
            place.table.autofilter.clear()
        yield
    finally:
        for place, criteria in kept:
            try:
                _set_again(place.table.autofilter, criteria)
            except Exception:  # noqa: BLE001  (the cells are written; each program has its own)
                remarks.append(f"{place.name} shows all its rows now: choose its filter again.")


def _set_again(autofilter: Any, criteria: Sequence[Any]) -> None:
    for each in criteria:
        if each.type == "values":
            autofilter.apply_values(each.field, each.values)
        else:
            autofilter.apply_comparison(each.field, each.operator, each.value1)


def filter_again(job: Job) -> str:
    """Apply the filter on a table anew where lines came or went, and say what it hides of the new ones.

    Otherwise old lines that it hid would stay hidden beside new ones that it would hide, too. Only
    our own engine can do that: Excel's filters are off meanwhile (see `unfiltered`), and a browser hides nothing.
    """
    edit, table = job.edit, job.place.table.impl
    with suppress(Exception):  # the cells are written; a filter decides nothing about that
        if (edit.laid or edit.height != edit.old_height) and getattr(table, "is_filtered", False):
            return _hidden(job) if table.filter_again() else _sorted(job.place.name)
    return ""


def _hidden(job: Job) -> str:
    place, edit = job.place, job.edit
    new = [place.top + row for row in (*edit.laid, *range(edit.old_height, edit.height))]
    hidden = sum(bool(place.rows(row, row).rows.hidden) for row in new)
    return f"The filter on {place.name} hides {count(hidden, 'line')} just written." if hidden else ""


def _sorted(name: str) -> str:
    return f"{name} is sorted as well as filtered, so lines just written are shown whatever the filter says: choose it again."
