"""A workbook, a new one as the donor, and what is to come, which is something: the workbook with all of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from salesbook.books.xlsx.graft.base import Graft
from salesbook.books.xlsx.graft.columns import put_columns
from salesbook.books.xlsx.graft.sheets import put_sheets
from salesbook.books.xlsx.graft.tables import put_tables
from salesbook.books.xlsx.layout import Layout
from salesbook.books.xlsx.package import Package
from salesbook.tables.additions import Additions


def write_with_additions(
    package: Package, layout: Layout, donor: Package, additions: Additions, out: BinaryIO
) -> Sequence[str]:
    """Write the workbook with new columns, tables and sheets of the donor into `out`, a seekable file.

    Returns sentences on what could not come.

    Raises CannotChange, naming what stands in the way, or Damaged; what `out` holds then is of no use.
    """
    graft = Graft(package, layout, donor)
    put_columns(graft, additions.columns)
    put_tables(graft, additions.tables)
    if additions.sheets:
        put_sheets(graft, additions.sheets)
    graft.write(out)
    return graft.remarks
