"""Workbooks as LibreOffice works them out and shows them."""

from __future__ import annotations

import subprocess
from pathlib import Path

_ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>"""


def as_csv(folder: Path, *books: Path, as_shown: bool) -> None:
    """Every sheet of the workbooks, with all formulas worked out anew, into files BOOK-SHEET.csv.

    `as_shown`: numbers as their cells show them, or with all their digits.
    """
    all_sheets = (
        f"csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,{str(as_shown).lower()},false,false,false,-1"
    )
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS_RECALCULATE)
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", all_sheets,
         "--outdir", folder, *books],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
