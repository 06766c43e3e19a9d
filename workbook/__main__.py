"""What is made from the registry of actions: macros, ribbon, the table of commands, and the blank workbook.

`python -m workbook` writes all of it anew; `python -m workbook FILE` only a blank workbook.
"""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from salesbook.actions.registry import ACTIONS, BUTTONS
from salesbook.office.excel.conf import BLANK_CONF
from salesbook.office.workbook import Buttons, build
from salesbook.schema.buttons import GROUPS, Button

HERE = Path(__file__).parent
MACROS, RIBBON = HERE / "vba" / "SalesbookButtons.bas", HERE / "ribbon" / "customUI14.xml"
COMMANDS, BOOK = HERE.parent / "docs" / "commands.md", HERE / "salesbook.xlsm"
_DAY = date(2026, 1, 5)
_SUBS = re.compile(r"(Public Sub Salesbook\w+\(\)\n    RunSalesbook \"\w+\"\nEnd Sub\n\n)+")
_GROUPS = re.compile(r" {8}<group .*</group>\n", re.DOTALL)
_ROWS = re.compile(r"(?m)(\| action \| what it does \|\n\|---\|---\|\n)(\|.*\n)+")


def macros() -> str:
    """The module with one Sub a button; what stands below them stays."""
    subs = "".join(
        f'Public Sub {each.macro}()\n    RunSalesbook "{each.name}"\nEnd Sub\n\n' for each in BUTTONS
    )
    return _SUBS.sub(subs, MACROS.read_text(encoding="ascii"), count=1)


def ribbon() -> str:
    """The tab, with a group for each kind of people."""
    groups = "".join(_group(name) for name in GROUPS)
    return _GROUPS.sub(lambda _: groups, RIBBON.read_text(encoding="utf-8"), count=1)


def _group(name: str) -> str:
    buttons = "".join(_button(each) for each in BUTTONS if each.group == name)
    return (
        f'        <group id="salesbook.{name.lower()}" label="{escape(name)}">\n{buttons}        </group>\n'
    )


def _button(each: Button) -> str:
    label = quoteattr(each.label)
    return (
        f'          <button id="salesbook.{each.name}" tag="{each.name}" label={label} size="large" imageMso="{each.image}"\n'
        f'                  onAction="SalesbookRibbon_Click"\n'
        f"                  screentip={label} supertip={quoteattr(each.tip)}/>\n"
    )


def commands() -> str:
    """The page of commands with its table."""
    rows = "".join(f"| `{words}` | {does} |\n" for action in ACTIONS.values() for words, does in action.usage)
    return _ROWS.sub(lambda found: found[1] + rows, COMMANDS.read_text(encoding="utf-8"), count=1)


def blank(path: Path) -> None:
    """The workbook that is kept beside the source."""
    build(str(path), book_id="", today=_DAY, buttons=Buttons(BUTTONS, BLANK_CONF))


TEXTS = {MACROS: macros, RIBBON: ribbon, COMMANDS: commands}

if __name__ == "__main__":
    if sys.argv[1:]:
        blank(Path(sys.argv[1]))
    else:
        for path, made in TEXTS.items():
            path.write_text(made(), encoding="utf-8")
        blank(BOOK)
