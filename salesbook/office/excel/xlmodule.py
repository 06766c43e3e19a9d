"""xlwings' VBA module, such that LibreOffice can compile it as well.

One module that does not compile keeps every macro of the workbook from running, and LibreOffice's
Basic knows no conditional compilation: it takes all branches for code. So the branches for Word and
others go, and so do two spots where the branches for macOS and Windows are no code together. In Excel
everything runs as xlwings wrote it.
"""

from __future__ import annotations

import re

_VERSION = re.compile(r'^Public Const XLWINGS_VERSION As String = "(.+)"', re.MULTILINE)
_FOR_EXCEL = '#If App = "Microsoft Excel" Then'
# Saves settings of the add-in's own ribbon; nothing here calls it.
_UNUSED = re.compile(r"^Function SaveConfigToFile\(.*?^End Function\n", re.MULTILINE | re.DOTALL)
_DECLARED_TWICE = re.compile(
    r"""^    #If Mac Then
    Dim d As Dictionary
    Set d = New Dictionary
    #Else
    Dim d As Object
""",
    re.MULTILINE,
)
_ONCE = """    Dim d As Object
    #If Mac Then
    Set d = New Dictionary
    #Else
"""


def version(source: str) -> str:
    """The version of xlwings that the module belongs to; "" where it names none."""
    found = _VERSION.search(source.replace("\r", ""))
    return found[1] if found else ""


def for_this_workbook(source: str) -> str:
    """The module for Excel alone. Raises ValueError when xlwings has changed what is changed here."""
    source = _for_excel(source)
    for old, new in ((_UNUSED, ""), (_DECLARED_TWICE, _ONCE)):
        source, count = old.subn(new, source)
        if count != 1:
            raise ValueError("xlwings' VBA module is not the one that this was written for.")
    return source


def _for_excel(source: str) -> str:
    """Without the branches for other programs than Excel: its own always comes first."""
    kept: list[str] = []
    levels: list[bool | None] = []  # for each #If around: whether its branch counts, None where Excel decides
    for line in source.split("\n"):
        word = line.strip()
        if word.startswith("#If "):
            levels.append(True if word == _FOR_EXCEL else None)
        elif word.startswith("#Else") and levels[-1] is not None:
            levels[-1] = False
        if False not in levels and not (word.startswith("#") and levels and levels[-1] is not None):
            kept.append(line)
        if word == "#End If":
            levels.pop()
    return "\n".join(kept)
