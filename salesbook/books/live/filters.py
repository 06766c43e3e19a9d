"""A filter that people have set on a table while lines come to it and leave it."""

from __future__ import annotations

from contextlib import suppress

from salesbook.books.live.jobs import Job


def filter_again(job: Job) -> str:
    """Apply the filter on a table anew where lines came or went, and say what it hides of the new ones.

    Otherwise old lines that it hid would stay hidden beside new ones that it would hide, too. Only
    our own engine tells of filters and can do that: Excel refuses to write, and a browser hides nothing.
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
    return (
        f"The filter on {place.name} hides {hidden:,} new line{'' if hidden == 1 else 's'}." if hidden else ""
    )


def _sorted(name: str) -> str:
    return f"{name} is sorted as well as filtered, so new lines are shown whatever the filter says: choose it again."
