"""Whether any spreadsheet program has saved a workbook since a library wrote it: such a library knows no results of formulas.

XlsxWriter and its kin in other languages store 0 for what they cannot know, and ask for calculation on opening. Excel
leaves the number of its own calculation there, LibreOffice none; a list of what was calculated is Excel's as well.
salesbook asks for calculation too, and leaves that number as it is.
"""

from __future__ import annotations

from salesbook.books.xlsx.package import Package

_OF_LIBRARIES = "124519"  # the number that these libraries write, of an Excel that no longer exists
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_CHAIN = "xl/calcChain.xml"


def never_opened(package: Package, workbook: str) -> bool:
    """Whether a zero among the results of formulas may be none. `workbook`: the part. Raises Damaged."""
    if package.find(_CHAIN):
        return False
    calculation = package.xml(workbook).find(f"{_MAIN}calcPr")
    return (
        calculation is not None
        and calculation.get("calcId") == _OF_LIBRARIES
        and calculation.get("fullCalcOnLoad") in {"1", "true"}
    )
