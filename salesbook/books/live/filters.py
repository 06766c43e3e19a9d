"""A filter that people have set on a table while lines come to it and leave it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from salesbook.books.live.ask import is_filtered, rep_in_view
from salesbook.books.live.jobs import Job
from salesbook.books.memory import with_edit
from salesbook.schema import CALLS
from salesbook.tables.grid import Grid, key_text
from salesbook.tables.plan import Value
from salesbook.util.folding import caseless
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
    """What is out of view where lines are new: those of others, where somebody chose above Calls whose are shown; of the rest what people filter."""
    place, after = job.place, with_edit(job.grid, job.edit)
    new = _new_rows(job, after)
    if not new:
        return ""
    rep = rep_in_view(place.sheet.book) if place.name == CALLS.name else ""
    reps = [caseless(key_text(each)) for each in after.columns[CALLS.pages_by]] if rep else []
    of_others = {row for row, each in enumerate(reps) if each != caseless(rep)}
    told = []
    if others := sum(bool(reps[row]) for row in of_others) if new & of_others else 0:
        are = count(others, "line of other people is", "lines of other people are")
        told.append(f"{are} not shown (Show: {rep}).")
    if theirs := new - of_others:
        shown = place.rows(place.top, job.last).impl.rows_in_view()
        if hidden := sum(place.top + row not in shown for row in theirs):
            told.append(f"The filter on {place.name} hides {count(hidden, 'new line')}.")
    return " ".join(told)


def _new_rows(job: Job, after: Grid) -> set[int]:
    """The body rows whose line stood nowhere in the table before: another may only have moved."""
    edit, before, now = job.edit, set(_lines(job.grid)), _lines(after)
    return {row for row in (*edit.laid, *range(edit.old_height, edit.height)) if now[row] not in before}


def _lines(grid: Grid) -> list[tuple[Value, ...]]:
    """What tells each line from the others: its key, or all that stands in it."""
    columns = [column for name, column in grid.columns.items() if name not in grid.formulas]
    keys = map(key_text, grid.columns.get(grid.key, [None] * grid.height))
    return [(key,) if key else cells for key, cells in zip(keys, zip(*columns, strict=True), strict=True)]


def _sorted(name: str) -> str:
    return f"{name} is sorted as well as filtered, so lines just written are shown whatever the filter says: choose it again."
