"""Lists that cells choose from and that another version changed: what cells offer in, which lists are exchanged out. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from salesbook.schema import SHAPE, TABLES
from salesbook.tables.additions import Additions
from salesbook.tables.grid import Snapshot
from salesbook.tables.shapes import shapes_of


def columns_with_other_lists(seen: Snapshot, parts: Collection[str]) -> dict[str, tuple[str, ...]]:
    """By table of these parts the columns that earlier shapes gave another list, as far as the book has them."""
    found = {
        name: tuple(one.name for one in TABLES[name].columns if one.formerly and one.name in grid.columns)
        for name, grid in seen.grids.items()
        if TABLES[name].part in parts
    }
    return {name: columns for name, columns in found.items() if columns}


def with_lists(additions: Additions, seen: Snapshot, offered: Mapping[tuple[str, str], str]) -> Additions:
    """The additions with the lists that are still those of an earlier shape.

    `offered`: what cells of such columns offer, as it is written. A list that is neither an earlier one nor today's is
    people's: it is `kept`, and told while the book is of an earlier shape.
    """
    shapes = shapes_of(seen.grids.get("Settings"))
    lists: dict[str, tuple[str, ...]] = {}
    kept = []
    for (name, header), text in offered.items():
        column = TABLES[name].by_name[header]
        if column.earlier_list(text):
            lists[name] = (*lists.get(name, ()), header)
        elif column.listed() not in text and shapes[TABLES[name].part] < SHAPE:
            kept.append(f"{name}.{header}")
    return replace(additions, lists=lists, kept=tuple(kept))
