"""Columns on who may be written to that nobody can read: what stands in them and how it is read in, a question out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from salesbook.domain.importing.consent.vocabulary import NOTHING, ConsentKind
from salesbook.domain.importing.headers.known import Target
from salesbook.domain.importing.values.readers import text
from salesbook.errors import BadInput
from salesbook.tables.source import Cell, Source
from salesbook.util.wording import cut

_MOST_SHOWN = 8


def ask(
    source: Source,
    kinds: Mapping[int, ConsentKind],
    meant: Mapping[int, Mapping[Cell, str]],
    targets: Mapping[int, Target],
) -> None:
    """Raise BadInput for columns that nobody can read."""
    asked = [
        place for place, kind in kinds.items() if _is_asked(kind, meant[place].values(), targets.get(place))
    ]
    if not asked:
        return
    told = "; ".join(f"{source.headers[place]!r} with {_counts(source.columns[place])}" for place in asked)
    one = source.headers[asked[0]]
    raise BadInput(
        f"{source.name} has {'a column' if len(asked) == 1 else 'columns'} on who may be written to that salesbook does not understand: {told}. "
        "Nothing was imported.",
        f'Say what it is: --map "{one}=Consent" where Yes means yes to letters, --map "{one}=Do not email" where Yes means none, '
        f'or --map "{one}=" if it is about something else. Under the first two, words that salesbook does not know count as a no.',
    )


def _is_asked(kind: ConsentKind, meant: Collection[str], target: Target | None) -> bool:
    """Of a column whose header is known the words that are not count as a no, unless no word is known: then it is another one."""
    if kind.loose or target is not None or all(meant):
        return False
    return not kind.known or not any(means not in {"", NOTHING} for means in meant)


def _counts(cells: Sequence[Cell]) -> str:
    found = Counter(text(cell) for cell in cells if text(cell))
    shown = ", ".join(f"{cut(word)} ({times:,})" for word, times in found.most_common(_MOST_SHOWN))
    return f"{shown} and {len(found) - _MOST_SHOWN:,} more" if len(found) > _MOST_SHOWN else shown
