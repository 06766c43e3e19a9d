"""Where a sheet of a new workbook stands among those of another: sheets, tables and labels in, labels out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence


def sheets_here(
    given: Mapping[str, Collection[str]], tables: Mapping[str, str], labels: Iterable[str]
) -> dict[str, str]:
    """By sheet of a new workbook the label of the one here that stands for it, perhaps renamed.

    `given` has the tables of each sheet of a new workbook, `tables` the labels of the sheets where tables stand here.
    A sheet is known by its tables; where none of them is here, by its own label.
    """
    known: dict[str, str] = {}
    for label in labels:
        known.setdefault(label.casefold(), label)
    found = {}
    for name, brought in given.items():
        labels_by_table = [tables[table] for table in brought if table in tables]
        if labels_by_table:
            found[name] = labels_by_table[0]
        elif name.casefold() in known:
            found[name] = known[name.casefold()]
    return found


def nearest_sheet(name: str, order: Sequence[str], here: Mapping[str, str]) -> tuple[str, bool] | None:
    """The label of the sheet next to which a new one goes, and whether it goes behind that; None where none is here.

    `order` is that of a new workbook, `here` what `sheets_here` gives. Behind the nearest one that stands before it in
    `order`, else before the nearest one behind it.
    """
    at = order.index(name)
    before = ((here[other], True) for other in reversed(order[:at]) if other in here)
    behind = ((here[other], False) for other in order[at + 1 :] if other in here)
    return next(before, next(behind, None))
