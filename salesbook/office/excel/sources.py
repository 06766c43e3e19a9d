"""The modules of the workbook's VBA project: our own, and those of the xlwings that is installed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from salesbook.office.excel.project import Module, ModuleKind
from salesbook.office.excel.xlmodule import for_this_workbook, version
from salesbook.util.resources import workbook_dir

THIS_WORKBOOK = "ThisWorkbook"


def modules(sheets: Iterable[str]) -> list[Module]:
    """Every module, for a workbook whose sheets have these code names."""
    ours = workbook_dir() / "vba"
    sheet = _lines(ours / "Sheet.cls")
    return [
        Module(THIS_WORKBOOK, ModuleKind.DOCUMENT, _lines(ours / f"{THIS_WORKBOOK}.cls")),
        *(Module(name, ModuleKind.DOCUMENT, sheet.replace('"Sheet"', f'"{name}"')) for name in sheets),
        *(Module(path.stem, ModuleKind.MODULE, _lines(path)) for path in sorted(ours.glob("*.bas"))),
        Module("xlwings", ModuleKind.MODULE, _as_in_dos(for_this_workbook(xlwings_source()))),
        Module("Dictionary", ModuleKind.CLASS, _lines(ours / "Dictionary.cls")),
    ]


def code_name(sheet: str) -> str:
    """The name of a sheet's module: "xlwings.conf" is SheetXlwingsConf."""
    return "Sheet" + "".join(word[0].upper() + word[1:] for word in re.findall(r"[A-Za-z0-9]+", sheet))


def xlwings_source() -> str:
    """The VBA module of the xlwings that is installed."""
    return (xlwings_dir() / "xlwings.bas").read_text(encoding="ascii")


def xlwings_version() -> str:
    """The version of that module."""
    return version(xlwings_source())


def xlwings_dir() -> Path:
    """Where xlwings is installed. It is not imported: it takes its time."""
    spec = find_spec("xlwings")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("xlwings is not installed", name="xlwings")
    return Path(spec.origin).parent


def _lines(path: Path) -> str:
    return _as_in_dos(path.read_text(encoding="ascii"))


def _as_in_dos(text: str) -> str:
    return text.replace("\n", "\r\n")
