"""python -m salesbook.office.workbook FILE: makes the blank workbook that is kept beside the source."""

from __future__ import annotations

import sys
from datetime import date

from salesbook.office.excel.conf import BLANK
from salesbook.office.workbook import build

BLANK_DAY = date(2026, 1, 5)

if __name__ == "__main__":
    build(sys.argv[1], book_id="", today=BLANK_DAY, buttons=BLANK)
