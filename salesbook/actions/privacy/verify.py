"""The look at the new workbook before anything of the old one goes: whether it lacks somebody's words, and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import chain, islice

from salesbook.books.xlsx.package import Package
from salesbook.books.xlsx.personal.frame import frame_faults
from salesbook.books.xlsx.personal.verify import faults
from salesbook.errors import CannotChange, Damaged
from salesbook.util.wiping import Spans
from salesbook.util.wording import joined

_SHOWN = 3
_TODO = (
    "Nothing was changed or removed, in the workbook or beside it. Please report this sentence; until it is mended, "
    "take the person out by hand, in Contacts first."
)


def refuse_harm(
    old: Package,
    edited: Package,
    new: Package,
    tables: Collection[str],
    find: Spans,
    gone: Mapping[str, Collection[int]],
) -> None:
    """Raise CannotChange where forgetting would change more than was meant.

    `edited` is `old` after edits in `tables`, and `new` is `edited` without the words that `find` finds; `gone` has by
    sheet the rows whose comments go too.
    """
    try:
        found = list(
            islice(chain(frame_faults(old, edited, tables), faults(edited, new, find, gone)), _SHOWN + 1)
        )
    except Damaged as error:
        found = [error.what]
    if found:
        more = " and more" if len(found) > _SHOWN else ""
        what = f"forgetting this person would have changed more than their words ({joined(found[:_SHOWN])}{more})"
        raise CannotChange(old.path, what, _TODO)
