"""Columns on who may be written to that nobody can read: what stands in them and how it is read in, a question out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from salesbook.domain.importing.consent.columns import ConsentColumn
from salesbook.domain.importing.consent.vocabulary import NOTHING
from salesbook.domain.importing.values.readers import text
from salesbook.errors import BadInput
from salesbook.tables.source import Cell, Source
from salesbook.util.wording import shortened

_MOST_SHOWN = 8


def ask(source: Source, columns: Sequence[ConsentColumn]) -> None:
    """Raise BadInput for columns that nobody can read."""
    asked = [column for column in columns if _is_asked(column)]
    if not asked:
        return
    told = "; ".join(f"{column.header!r} with {_counts(source.columns[column.place])}" for column in asked)
    one = asked[0].header
    raise BadInput(
        f"{source.name} has {'a column' if len(asked) == 1 else 'columns'} on who may be written to that salesbook does not understand: {told}. "
        "Nothing was imported.",
        f'Say what it is: --map "{one}=Consent" where Yes means yes to letters, --map "{one}=Do not email" where Yes means none, '
        f'or --map "{one}=" if it is about something else. Under the first two, words that salesbook does not know count as a no.',
    )


def _is_asked(column: ConsentColumn) -> bool:
    """Of a column whose header is known the words that are not count as a no, unless no word is known: then it is another one."""
    meant = column.meant.values()
    if column.kind.loose or column.target is not None or all(meant):
        return False
    return not column.kind.known or not any(means not in {"", NOTHING} for means in meant)


def _counts(cells: Sequence[Cell]) -> str:
    found = Counter(text(cell) for cell in cells if text(cell))
    shown = ", ".join(f"{shortened(word)} ({times:,})" for word, times in found.most_common(_MOST_SHOWN))
    return f"{shown} and {len(found) - _MOST_SHOWN:,} more" if len(found) > _MOST_SHOWN else shown
