"""What is made from the registry of actions: macros, ribbon, the table of commands, the page of tables, and the blank workbook.

`python -m workbook` writes all of it anew; `python -m workbook FILE` only a blank workbook.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from salesbook.actions.registry import ACTIONS, BUTTONS
from salesbook.office.excel import released
from salesbook.office.excel.conf import BLANK_CONF
from salesbook.office.excel.sources import own_modules, this_workbook
from salesbook.office.workbook import Buttons, build
from salesbook.schema import PARTS, SETTING_ROWS, TABLES, Table, sheets
from salesbook.schema.buttons import GROUPS, Button

HERE = Path(__file__).parent
MACROS, RIBBON = HERE / "vba" / "SalesbookButtons.bas", HERE / "ribbon" / "customUI14.xml"
RIBBON_MACROS = HERE / "vba" / "SalesbookRibbon.bas"
RELEASED = Path(released.__file__).with_name("released.txt")
TABLES_PAGE = HERE.parent / "docs" / "tables.md"
COMMANDS, BOOK = HERE.parent / "docs" / "commands.md", HERE / "salesbook.xlsm"
_DAY = date(2026, 1, 5)
_SUBS = re.compile(r"(Public Sub Salesbook\w+\(\)\n    RunSalesbook \"\w+\"\nEnd Sub\n\n)+")
_GROUPS = re.compile(r" {8}<group .*</group>\n", re.DOTALL)
_CASES = re.compile(r'( {8}Case "salesbook\..*\n {12}visible = .*\n)+')
_ROWS = re.compile(r"(?m)(\| action \| what it does \|\n\|---\|---\|\n)(\|.*\n)+")


def macros() -> str:
    """The module with one Sub a button; what stands below them stays."""
    subs = "".join(
        f'Public Sub {each.macro}()\n    RunSalesbook "{each.function}"\nEnd Sub\n\n' for each in BUTTONS
    )
    return _SUBS.sub(subs, MACROS.read_text(encoding="ascii"), count=1)


def ribbon_macros() -> str:
    """The module behind the tab, with what is shown only where a workbook has a part."""
    shown: dict[str, list[str]] = {}
    for ids, parts in _parted():
        tables = " ".join(table.name for table in TABLES.values() if table.part in parts)
        shown.setdefault(tables, []).append(f'"{ids}"')
    cases = "".join(
        f'        Case {", ".join(ids)}\n            visible = HasTable("{tables}")\n'
        for tables, ids in shown.items()
    )
    return _CASES.sub(lambda _: cases, RIBBON_MACROS.read_text(encoding="ascii"), count=1)


def _parted() -> Iterator[tuple[str, set[str]]]:
    """Groups and buttons of the tab that not every workbook has, with the parts of which one is enough."""
    for name in GROUPS:
        parts = {each.part for each in BUTTONS if each.group == name}
        if "core" not in parts:
            yield _group_id(name), parts
        for each in BUTTONS:
            if each.group == name and each.part != "core":
                yield _button_id(each), {each.part}


def _group_id(name: str) -> str:
    return f"salesbook.{name.lower()}"


def _button_id(button: Button) -> str:
    return f"salesbook.{button.name}"


def release_list() -> str:
    """What tells macros and ribbon of ours from those that people changed."""
    texts = {module.name: module.source for module in (this_workbook(), *own_modules())}
    return released.release_list({**texts, released.RIBBON: RIBBON.read_text(encoding="utf-8")})


def ribbon() -> str:
    """The tab, with a group for each kind of people."""
    groups = "".join(_group(name) for name in GROUPS)
    return _GROUPS.sub(lambda _: groups, RIBBON.read_text(encoding="utf-8"), count=1)


def _group(name: str) -> str:
    buttons = "".join(_button(each) for each in BUTTONS if each.group == name)
    seen = _visible(_group_id(name))
    return f'        <group id="{_group_id(name)}" label="{escape(name)}"{seen}>\n{buttons}        </group>\n'


def _visible(control: str) -> str:
    return ' getVisible="SalesbookRibbon_Visible"' if control in dict(_parted()) else ""


def _button(each: Button) -> str:
    label = quoteattr(each.label)
    return (
        f'          <button id="{_button_id(each)}" tag="{each.function}" label={label} size="large" imageMso="{each.image}"\n'
        f'                  onAction="SalesbookRibbon_Click"{_visible(_button_id(each))}\n'
        f"                  screentip={label} supertip={quoteattr(each.tip)}/>\n"
    )


def tables() -> str:
    """The page of sheets, columns and settings, whole."""
    parts = [
        "# Tables and settings\n\nMade from the schema by `python -m workbook`. A * marks what salesbook or a formula fills in; the rest is yours.\n"
    ]
    for name, found in sheets(PARTS).items():
        parts.append(f"\n## {name}\n")
        parts += [_table(one) for one in found]
    rows = (
        f"| {one.group} | {one.name} | {_cell(one.default)} | {_cell(one.meaning)} |\n"
        for one in SETTING_ROWS
    )
    parts.append(
        "\n## The rows of Settings\n\n| group | setting | at first | meaning |\n|---|---|---|---|\n"
        + "".join(rows)
    )
    return "".join(parts)


def _table(table: Table) -> str:
    rows = "".join(
        f"| {column.name}{'*' if column.ours or column.formula else ''} | {_cell(column.meaning)} |\n"
        for column in table.shown
    )
    return f"\n**{table.name}**: {table.meaning}\n\n| column | meaning |\n|---|---|\n{rows}"


def _cell(value: str | float) -> str:
    return f"{value:g}" if isinstance(value, float) else value.replace("|", "\\|")


def commands() -> str:
    """The page of commands with its table."""
    rows = "".join(f"| `{words}` | {does} |\n" for action in ACTIONS.values() for words, does in action.usage)
    return _ROWS.sub(lambda found: found[1] + rows, COMMANDS.read_text(encoding="utf-8"), count=1)


def blank(path: Path) -> None:
    """The workbook that is kept beside the source."""
    build(str(path), book_id="", today=_DAY, buttons=Buttons(BUTTONS, BLANK_CONF))


TEXTS = {
    MACROS: macros,
    RIBBON: ribbon,
    RIBBON_MACROS: ribbon_macros,
    COMMANDS: commands,
    TABLES_PAGE: tables,
    RELEASED: release_list,
}

if __name__ == "__main__":
    if sys.argv[1:]:
        blank(Path(sys.argv[1]))
    else:
        for path, made in TEXTS.items():
            path.write_text(made(), encoding="utf-8")
        blank(BOOK)
