"""Setting a workbook's buttons up for the Python that runs now."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from salesbook.actions.parts.xlwings_settings import read_xlwings
from salesbook.books.file import FileBook
from salesbook.errors import BadInput
from salesbook.office.excel import conf, machine
from salesbook.office.excel.sources import xlwings_dir
from salesbook.schema import XLWINGS
from salesbook.tables.grid import Grid
from salesbook.tables.plan import Append, Change, Set
from salesbook.tables.resolve import TableEdit, resolve
from salesbook.util import computer
from salesbook.util.atomic_write import write_errors_explained

WITH_EXCEL = {"win32": "Windows", "darwin": "macOS"}


def install(book: FileBook, *, dry_run: bool = False) -> Mapping[str, TableEdit]:
    """Write where Python is into the workbook, and on macOS put xlwings' script where Excel wants it.

    Returns what changes in the workbook. Raises BadInput where there is no Excel, and what reading
    and writing a workbook raise.
    """
    name = str(book.path)
    seen = read_xlwings(book)
    if seen is None:
        raise BadInput(
            f"{name} has no buttons.",
            f"Make one that has them of it: {command_for_buttons(book.path)}; "
            f"or use this one with the menu Salesbook in LibreOffice: salesbook open {name}",
        )
    if computer.system() not in WITH_EXCEL:
        raise BadInput(
            "Excel does not run on this system.", f"The buttons work in LibreOffice: salesbook open {name}"
        )
    if machine.excel() is None:
        raise BadInput(
            "There is no Excel on this computer.",
            f"The buttons work in LibreOffice too: salesbook open {name}",
        )
    if machine.has_unusable_python():
        raise BadInput(f"Excel cannot start {sys.executable}: a space is in its path.", machine.NO_SPACES)
    edits = resolve(_changes(seen.grids[XLWINGS.name]), seen).edits
    if not dry_run:
        book.write(edits, seen.seen)
        if computer.system() == "darwin":
            _place_script(machine.apple_script())
    return edits


def command_for_buttons(path: Path) -> str:
    """What makes a workbook with buttons of one without."""
    new = path.with_suffix(".xlsm")
    return f"salesbook upgrade {path} --to {'NEW.xlsm' if new.exists() else new}"


def _changes(grid: Grid) -> list[Change]:
    rows = {str(name): handle for name, handle in zip(grid.columns["Setting"], grid.handles, strict=True)}
    wanted = {
        name: None if value == "" else value
        for name, value in conf.conf_rows(computer.system(), sys.executable).items()
    }
    known = [name for name in wanted if name in rows]
    lost = [{"Setting": name, "Value": value} for name, value in wanted.items() if name not in rows]
    values = {"Value": [wanted[name] for name in known]}
    return [Set(XLWINGS.name, [rows[name] for name in known], values), Append(XLWINGS.name, lost)]


def _place_script(target: Path) -> None:
    with write_errors_explained(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(xlwings_dir() / target.name, target)
