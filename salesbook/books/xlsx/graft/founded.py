"""Results of formulas that came: the donor is empty, so one that reads anything but what came with it is true there alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

import numpy as np

from salesbook.books.xlsx.formulas import sheet_name
from salesbook.books.xlsx.graft.donor import CACHE
from salesbook.books.xlsx.layout import Layout
from salesbook.books.xlsx.markup import unescape
from salesbook.books.xlsx.package import Package
from salesbook.books.xlsx.recalculation.dependents import Dirty
from salesbook.books.xlsx.recalculation.runs import Runs, formulas_of
from salesbook.books.xlsx.recalculation.stale import Stale
from salesbook.books.xlsx.refs import area


def unfounded(donor: Package, layout: Layout, names: Mapping[str, str], came: Collection[str]) -> Stale:
    """The results on sheets of the donor, those that `came`, that depend on cells of its other sheets.

    `names` are what the donor's names mean.
    """
    runs = Runs(list(layout.sheets), layout.tables, names)
    for label in came:
        runs.take(label, formulas_of(donor.stream(layout.sheets[label])))
    here = {label.lower() for label in came}
    elsewhere = Dirty()
    for run in runs.all():
        for span in run.spans:
            if span.sheet not in here:  # one cell of all that it reads is enough
                rows = run.rows + span.top if span.top_moves else np.array([span.top])
                elsewhere.mark(span.sheet, span.left, rows)
    return Stale(elsewhere, runs)


def without_results(sheet: bytes, label: str, stale: Stale) -> bytes:
    """A sheet of the donor without the results that are true there alone."""
    return stale.of(label)(sheet)


def without_caches(chart: bytes, stale: Stale) -> bytes:
    """A chart of the donor that remembers nothing of cells whose results went."""

    def kept(found: re.Match[bytes]) -> bytes:
        label, _, cells = unescape(found[2]).rpartition("!")
        place, drops = area(cells), stale.of(sheet_name(label)).drops
        if place is None:
            return found[0]
        rows, columns = range(place.top, place.bottom + 1), range(place.left, place.right + 1)
        return found[1] if any(drops(row, column) for row in rows for column in columns) else found[0]

    return CACHE.sub(kept, chart)
