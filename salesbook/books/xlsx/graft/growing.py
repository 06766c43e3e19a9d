"""A workbook, a new one as the donor, and what is to come, which is something: the workbook with all of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from salesbook.books.xlsx.graft.base import Graft
from salesbook.books.xlsx.graft.buttons import put_buttons
from salesbook.books.xlsx.graft.columns import put_columns
from salesbook.books.xlsx.graft.contents import list_sheets
from salesbook.books.xlsx.graft.macros import MacroChange, put_macros
from salesbook.books.xlsx.graft.needs import names_it
from salesbook.books.xlsx.graft.offers import put_lists
from salesbook.books.xlsx.graft.sheets import put_sheets
from salesbook.books.xlsx.graft.tables import put_tables
from salesbook.books.xlsx.graft.words import put_words
from salesbook.books.xlsx.layout import Layout
from salesbook.books.xlsx.package import Package
from salesbook.errors import CannotChange, NotASalesbook
from salesbook.schema import SHOW_REP
from salesbook.schema.home import FIGURES, HOME
from salesbook.tables.additions import Additions


def write_with_additions(
    package: Package,
    layout: Layout,
    donor: Package,
    additions: Additions,
    out: BinaryIO,
    macros: MacroChange | None = None,
) -> Sequence[str]:
    """Write the workbook with new columns, tables, buttons and sheets of the donor into `out`, a seekable file.

    `macros`: what comes of a VBA project and a ribbon, None where the workbook has none and gets none. Returns
    sentences on what could not come. Raises CannotChange, naming what stands in the way, NotASalesbook or Damaged; what
    `out` holds then is of no use.
    """
    graft = Graft(package, layout, donor)
    _refuse_unknown(graft, additions)
    put_columns(graft, additions.columns)
    put_lists(graft, additions.lists)
    put_tables(graft, additions.tables)
    put_buttons(graft, additions.buttons)
    if additions.sheets:
        put_sheets(graft, additions.sheets)
        list_sheets(graft, additions.sheets)
    if macros:
        put_macros(graft, macros)
        for label in (HOME, FIGURES):
            put_words(graft, label, macros.words)
        if names_it(graft.formulas, SHOW_REP):
            put_words(graft, FIGURES, macros.counts)
    graft.write(out)
    return graft.remarks


def _refuse_unknown(graft: Graft, additions: Additions) -> None:
    """Raise NotASalesbook where a table is not there to get columns, CannotChange where a new workbook has no such thing."""
    if missing := tuple(name for name in additions.columns if name not in graft.layout.tables):
        raise NotASalesbook(graft.package.path, missing)
    new, tables = graft.donor.layout, graft.donor.layout.tables
    unknown = [f"sheet {name}" for name in additions.sheets if name not in new.sheets]
    unknown += [f"table {name}" for name in (*additions.tables, *additions.columns) if name not in tables]
    unknown += [
        f"column {header} in table {name}"
        for name, headers in additions.columns.items()
        for header in headers
        if name in tables and header not in tables[name].columns
    ]
    if unknown:
        what = f"a new workbook has no {unknown[0]} that could be put in"
        raise CannotChange(graft.package.path, what, "Ask for something that a new workbook has.")
