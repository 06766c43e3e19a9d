"""The modules of the workbook's VBA project: our own, and those of the xlwings that is installed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from importlib.util import find_spec
from itertools import chain, count
from pathlib import Path

from salesbook.office.excel.project import Module, ModuleKind
from salesbook.office.excel.xlmodule import for_this_workbook, version
from salesbook.util.resources import workbook_dir

THIS_WORKBOOK = "ThisWorkbook"
_LONGEST = 31  # letters of a module's name


def modules(sheets: Iterable[str]) -> list[Module]:
    """Every module, for a workbook whose sheets have these code names."""
    ours = workbook_dir() / "vba"
    return [
        Module(THIS_WORKBOOK, ModuleKind.DOCUMENT, _lines(ours / f"{THIS_WORKBOOK}.cls")),
        *map(sheet_module, sheets),
        *(Module(path.stem, ModuleKind.MODULE, _lines(path)) for path in sorted(ours.glob("*.bas"))),
        Module("xlwings", ModuleKind.MODULE, _as_in_dos(for_this_workbook(xlwings_source()))),
        Module("Dictionary", ModuleKind.CLASS, _lines(ours / "Dictionary.cls")),
    ]


def sheet_module(name: str) -> Module:
    """The module of a sheet with this code name."""
    source = _lines(workbook_dir() / "vba" / "Sheet.cls").replace('"Sheet"', f'"{name}"')
    return Module(name, ModuleKind.DOCUMENT, source)


def this_workbook() -> Module:
    """The module of the workbook itself."""
    return next(module for module in modules([]) if module.name == THIS_WORKBOOK)


def own_modules() -> list[Module]:
    """Those modules that are neither the workbook's nor a sheet's."""
    return [module for module in modules([]) if module.kind is not ModuleKind.DOCUMENT]


def code_name(sheet: str, taken: Collection[str] = ()) -> str:
    """The name of a sheet's module, other than those that are `taken` (in small letters): "xlwings.conf" is SheetXlwingsConf."""
    words = re.findall(r"[A-Za-z0-9]+", sheet)
    name = ("Sheet" + "".join(word[0].upper() + word[1:] for word in words))[:_LONGEST]
    every = (name[: _LONGEST - 4] + str(number) for number in count(1))
    return next(one for one in chain([name] if words else [], every) if one.casefold() not in taken)


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
