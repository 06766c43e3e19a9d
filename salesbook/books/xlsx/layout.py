"""Where the tables of a workbook stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class TablePlace:
    """One Excel table: parts are names inside the package, columns and rows count from 1.

    `top` is the first body row and `height` the number of body rows, rows that somebody typed
    directly below the table included: only Excel grows a table by itself. `ref_height` is what
    the table part itself says. `calculated` maps a column to its formula, without "=".
    """

    name: str
    sheet: str
    sheet_part: str
    table_part: str
    left: int
    top: int
    height: int
    ref_height: int
    columns: tuple[str, ...]
    has_totals: bool
    calculated: Mapping[str, str]


@dataclass(frozen=True)
class Layout:
    """The tables by name, and what cells need to know of the workbook."""

    tables: Mapping[str, TablePlace]
    sheets: Mapping[str, str]
    date1904: bool
