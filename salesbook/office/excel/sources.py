"""The modules of the workbook's VBA project: our own, and those of the xlwings that is installed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from salesbook.office.excel.project import Kind, Module
from salesbook.resources import workbook_dir

THIS_WORKBOOK = "ThisWorkbook"
_VERSION = re.compile(r'^Public Const XLWINGS_VERSION As String = "(.+)"', re.MULTILINE)

# A class as the editor exports it begins otherwise than a class in a project.
_CLASS = """Attribute VB_Name = "{name}"
Attribute VB_Base = "0{{FCFB3D2A-A0FA-1068-A738-08002B3371B5}}"
Attribute VB_GlobalNameSpace = False
Attribute VB_Creatable = False
Attribute VB_PredeclaredId = False
Attribute VB_Exposed = True
Attribute VB_TemplateDerived = False
Attribute VB_Customizable = False
"""


def modules(sheets: Iterable[str]) -> list[Module]:
    """Every module, for a workbook whose sheets have these code names."""
    ours, theirs = workbook_dir() / "vba", xlwings_dir()
    sheet = _lines(ours / "Sheet.cls")
    return [
        Module(THIS_WORKBOOK, Kind.DOCUMENT, _lines(ours / f"{THIS_WORKBOOK}.cls")),
        *(Module(name, Kind.DOCUMENT, sheet.replace('"Sheet"', f'"{name}"')) for name in sheets),
        *(Module(path.stem, Kind.MODULE, _lines(path)) for path in sorted(ours.glob("*.bas"))),
        Module("xlwings", Kind.MODULE, _lines(theirs / "xlwings.bas")),
        Module(
            "Dictionary", Kind.CLASS, _as_class("Dictionary", _lines(theirs / "addin" / "Dictionary.cls"))
        ),
    ]


def code_name(sheet: str) -> str:
    """The name of a sheet's module: "xlwings.conf" is SheetXlwingsConf."""
    return "Sheet" + "".join(word[0].upper() + word[1:] for word in re.findall(r"[A-Za-z0-9]+", sheet))


def xlwings_version(source: str) -> str:
    """The version that the source of xlwings' module names; "" where it names none."""
    found = _VERSION.search(source.replace("\r", ""))
    return found[1] if found else ""


def xlwings_dir() -> Path:
    """Where xlwings is installed. It is not imported: it takes its time."""
    spec = find_spec("xlwings")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("xlwings is not installed", name="xlwings")
    return Path(spec.origin).parent


def _lines(path: Path) -> str:
    return path.read_text(encoding="ascii").replace("\r", "").replace("\n", "\r\n")


def _as_class(name: str, exported: str) -> str:
    """The code below the last line of attributes, with those of a project above it."""
    lines = exported.split("\r\n")
    last = max(i for i, line in enumerate(lines) if line.startswith("Attribute VB_"))
    return _CLASS.format(name=name).replace("\n", "\r\n") + "\r\n".join(lines[last + 1 :])
