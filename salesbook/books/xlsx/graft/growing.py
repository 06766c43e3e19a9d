"""A workbook, a new one as the donor, and what is to come, which is something: the workbook with all of it. One step feeds the next."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from salesbook.books.xlsx.graft.columns import write_with_columns
from salesbook.books.xlsx.graft.sheets import write_with_sheets
from salesbook.books.xlsx.graft.tables import write_with_tables
from salesbook.books.xlsx.layout import Layout, read_layout
from salesbook.books.xlsx.package import Package
from salesbook.tables.additions import Additions

_Writer = Callable[[Package, Layout, BinaryIO], None]


def write_with_additions(package: Package, donor: Package, additions: Additions, out: BinaryIO) -> None:
    """Write the workbook with new columns, tables and sheets of the donor into `out`, a seekable file.

    Raises CannotChange, naming what stands in the way, or Damaged; what `out` holds then is of no use.
    """
    steps: list[_Writer] = []
    if additions.columns:
        steps.append(lambda book, layout, to: write_with_columns(book, layout, donor, additions.columns, to))
    if additions.tables:
        steps.append(lambda book, layout, to: write_with_tables(book, layout, donor, additions.tables, to))
    if additions.sheets:
        steps.append(lambda book, layout, to: write_with_sheets(book, layout, donor, additions.sheets, to))
    for step in steps[:-1]:
        made = BytesIO()
        step(package, read_layout(package), made)
        package = Package(Path(package.path), made)
    for step in steps[-1:]:
        step(package, read_layout(package), out)
