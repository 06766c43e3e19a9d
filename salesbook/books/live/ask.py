"""What each spreadsheet program says in its own way."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from typing import Any

from salesbook.schema import ALL_REPS, SHOW_REP
from salesbook.util.folding import caseless


def is_read_only(book: Any) -> bool:
    """Whether the program may not save the workbook; each is asked in its own way."""
    with suppress(Exception):
        return bool(book.api.ReadOnly)
    with suppress(Exception):
        return bool(book.api.read_only.get())
    with suppress(Exception):
        return bool(book.api.isReadonly())
    return False


def is_final(book: Any) -> bool:
    """Whether somebody marked the workbook as final, so that nobody changes it by mistake."""
    with suppress(Exception):
        return bool(book.api.Final)
    with suppress(Exception):
        return bool(book.api.final.get())
    with suppress(Exception):
        return bool(book.api.DocumentProperties.UserDefinedProperties.getPropertyValue("_MarkAsFinal"))
    return False


def is_structure_protected(book: Any) -> bool:
    """Whether sheets may neither come nor go."""
    with suppress(Exception):
        return bool(book.api.ProtectStructure)
    with suppress(Exception):
        return bool(book.api.protect_structure.get())
    with suppress(Exception):
        return bool(book.api.isProtected())
    return False


def links_to_workbooks(book: Any) -> set[str]:
    """The other workbooks that cells of this one look into."""
    with suppress(Exception):
        return {str(one) for one in book.api.LinkSources(1) or ()}  # xlExcelLinks
    with suppress(Exception):
        return {str(one) for one in book.api.ExternalDocLinks.getElementNames()}
    return set()


def is_protected(sheet: Any) -> bool:
    """Whether a sheet is protected."""
    with suppress(Exception):
        return bool(sheet.api.ProtectContents)
    with suppress(Exception):
        return bool(sheet.api.protect_contents.get())
    with suppress(Exception):
        return bool(sheet.api.isProtected())
    return False


def is_locked(cells: Any) -> bool:
    """Whether some of the cells of a protected sheet may not be written."""
    with suppress(Exception):
        return not cells.api.AllowEdit
    with suppress(Exception):
        return not cells.api.allow_edit.get()
    with suppress(Exception):
        state = cells.api.getPropertyState("CellProtection").value
        return bool(state == "AMBIGUOUS_VALUE" or cells.api.CellProtection.IsLocked)
    return False


def is_filtered(table: Any) -> bool:
    """Whether a filter hides rows where that matters: Excel gives such a range one value for all rows."""
    if table.range.sheet.book.app.engine.name != "excel":
        return False
    with suppress(NotImplementedError):
        return any(each.type != "none" for each in table.autofilter.criteria)
    return False


def is_filtered_by_texts(table: Any, days: Collection[int]) -> bool:
    """Whether a filter of Excel's can be taken off and set again: by texts, in columns (from 1) that hold no `days` or numbers."""
    return all(
        each.type == "values"
        or (
            each.type == "comparison"
            and each.operator in {"equal_to", "not_equal_to"}
            and each.field not in days
        )
        for each in table.autofilter.criteria
        if each.type != "none"
    )


def rep_in_view(book: Any) -> str:
    """The rep who is chosen above Calls, whose lines alone are in view; "" for all, and in a workbook without that cell."""
    with suppress(Exception):
        chosen = str(book.names[SHOW_REP].refers_to_range.value or "").strip()
        return "" if caseless(chosen) == caseless(ALL_REPS) else chosen
    return ""


def labels(book: Any) -> tuple[str, ...]:
    """The names of its sheets, those of Excel's with nothing but a chart too."""
    with suppress(Exception):
        return tuple(str(sheet.Name) for sheet in book.api.Sheets)
    return tuple(str(sheet.name) for sheet in book.sheets)


def reason(error: BaseException | None) -> str:
    """What the program said, as a clause: Excel's own words stand deep inside its error."""
    details = getattr(error, "excepinfo", None)
    said = str(details[2] or "") if details and len(details) > 2 else ""
    if not said and type(error).__module__.startswith("salesbook.office"):
        said = str(error)
    lines = said.strip().splitlines()
    return lines[0].rstrip(".") if lines else f"the program refused ({type(error).__name__})"
