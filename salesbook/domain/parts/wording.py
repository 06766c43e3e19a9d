"""What a book is to get, in words whose counts add up, and as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from salesbook.schema import TABLES, XLWINGS
from salesbook.tables.additions import Additions
from salesbook.util.wording import count, joined

_MACROS = {"new": "macros", "newer": "newer macros"}
_RIBBON = {"new": "the tab Salesbook", "newer": "a newer tab Salesbook"}


def told(additions: Additions) -> str:
    """What comes: "3 sheets (Mailings, Outbox, Do not mail), 4 tables, 2 columns in Contacts, 1 button on Calls"."""
    sheets = [name for name in additions.sheets if name != XLWINGS.sheet]
    on_sheets = [table.name for table in TABLES.values() if table.sheet in sheets]
    tables = len(on_sheets) + len(additions.tables)
    told = [f"{count(len(sheets), 'sheet')} ({joined(sheets, 12)})"] if sheets else []
    named = "" if sheets else f" ({joined(additions.tables, 12)})"  # else most stand on sheets that are named
    told += [f"{count(tables, 'table')}{named}"] if tables else []
    told += [
        f"{count(len(names), 'column')} in {table} ({joined(names, 12)})"
        for table, names in additions.columns.items()
    ]
    told += [
        f"{count(len(names), 'newer list')} in {table} ({joined(names, 12)})"
        for table, names in additions.lists.items()
    ]
    told += [f"{count(len(additions.settings), 'row')} in Settings"] if additions.settings else []
    told += [
        f"{count(len(rows), 'row')} in {name} ({joined([_called(name, row) for row in rows], 12)})"
        for name, rows in additions.rows.items()
    ]
    told += _taken([name for name in additions.taken if name not in _rows(additions)], "column", "columns")
    told += _taken(_rows(additions), "row of Settings", "rows of Settings")
    told += [f"{count(len(names), 'button')} on {sheet}" for sheet, names in additions.buttons.items()]
    told += [f"the hidden sheet {XLWINGS.sheet}"] if XLWINGS.sheet in additions.sheets else []
    told += [_MACROS[additions.macros]] if additions.macros else []
    told += [_RIBBON[additions.ribbon]] if additions.ribbon else []
    return ", ".join(told)


def told_of_kept(additions: Additions) -> str:
    """A sentence on what people changed and what therefore stays; "" without such."""
    if not additions.kept:
        return ""
    stay = "stays as it is" if len(additions.kept) == 1 else "stay as they are"
    return f"{count(len(additions.kept), 'list')} that you changed {stay}: {joined(additions.kept, 12)}."


def _called(table: str, row: Mapping[str, str | float | None]) -> str:
    """A row by what tells it apart."""
    known_by = TABLES[table].known_by or (TABLES[table].key,)
    return " ".join(str(row[name]) for name in known_by if row[name])


def _rows(additions: Additions) -> list[str]:
    """What of theirs is a row of Settings."""
    return [name for name in additions.taken if name.startswith("Settings.")]


def _taken(names: Sequence[str], one: str, many: str) -> list[str]:
    if not names:
        return []
    new = "new one" if len(names) == 1 else "new ones"
    return [f"{count(len(names), one, many)} of yours as the {new} ({joined(names, 12)})"]


def counts_of_additions(additions: Additions) -> Mapping[str, object]:
    """The same for programs."""
    on_sheets = [table.name for table in TABLES.values() if table.sheet in additions.sheets]
    return {
        "sheets": list(additions.sheets),
        "tables": [*on_sheets, *additions.tables],
        "columns": {table: list(names) for table, names in additions.columns.items()},
        "lists": {table: list(names) for table, names in additions.lists.items()},
        "kept": list(additions.kept),
        "settings": list(additions.settings),
        "rows": [_called(name, row) for name, rows in additions.rows.items() for row in rows],
        "taken": list(additions.taken),
        "buttons": {sheet: list(names) for sheet, names in additions.buttons.items()},
        "macros": additions.macros,
        "ribbon": additions.ribbon,
    }
