"""Tables that are about nobody else: Team, Cadences, Holidays and the like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesbook.domain.importing.clean import Cleaned
from salesbook.domain.importing.colleagues import complete_name
from salesbook.domain.importing.report import Went
from salesbook.domain.importing.staging import Store
from salesbook.schema import TABLES

if TYPE_CHECKING:
    import pandas as pd


def lay_plain(table: str, frame: pd.DataFrame, cleaned: Cleaned, height: int) -> Went:
    """Rows are known by their key; where a table has none, a row that stands there already is not added again."""
    columns = {target.column: cells for target, cells in cleaned.columns.items() if target.table == table}
    key = TABLES[table].key
    store = Store(
        frame,
        [column.name for column in TABLES[table].columns if not column.ours and not column.formula]
        + list(columns),
    )
    names = [name for name in columns if name in store.columns]
    needed = key or next(
        (column.name for column in TABLES[table].columns if column.needed), names[0] if names else ""
    )
    known: dict[object, int] = {}
    for row in range(store.height):
        known.setdefault(
            store.columns[key][row] if key else tuple(store.columns[name][row] for name in store.columns), row
        )
    places = [-1] * height
    for row in range(height):
        values = {name: columns[name][row] for name in names}
        if not values.get(needed):
            cleaned.reject(
                row, f"It has no {needed}." if needed else "This workbook has none of its columns."
            )
        if row in cleaned.rejected:
            continue
        mark = values[key] if key else tuple(values.get(name) for name in store.columns)
        place = known.get(mark)
        if place is None:
            place = known[mark] = store.add(values)
        elif key:
            if table == "Team":
                complete_name(store, place, values.get("Name"))
            store.merge(place, {name: value for name, value in values.items() if name != key})
        places[row] = place
    return Went(store, places)
