"""Columns of an open workbook folded away, in an outline that one click opens, and shown again.

xlwings has no outlines; each program is told in its own way.
"""

from __future__ import annotations

from typing import Any


def fold_columns(cells: Any) -> None:
    """Put the columns of a range into the outline, out of sight; neighbours there open together."""
    excel = cells.api
    if hasattr(cells.impl, "fold_columns"):  # LibreOffice
        cells.impl.fold_columns()
    elif hasattr(excel, "EntireColumn"):
        excel.EntireColumn.Group()
        excel.EntireColumn.Hidden = True
    else:
        excel.entire_column.group()
        excel.entire_column.hidden.set(True)


def unfold_columns(cells: Any) -> None:
    """Show the columns of a range that were folded, and take them out of the outline."""
    excel = cells.api
    if hasattr(cells.impl, "unfold_columns"):
        cells.impl.unfold_columns()
    elif hasattr(excel, "EntireColumn"):
        excel.EntireColumn.Hidden = False
        excel.EntireColumn.Ungroup()
    else:
        excel.entire_column.hidden.set(False)
        excel.entire_column.ungroup()
