"""Exceptions that carry facts. `explain` turns each into one sentence and the next step."""

from __future__ import annotations

import re
from dataclasses import dataclass

_END_TWICE = re.compile(r"(?<!\.)([.!?…])\.$")
_NO_END = re.compile(r"[\s:;,]+\.?$|\s+(?=[.!?]$)")


class SalesbookError(Exception):
    """Nothing was done, and `explain` says why."""


@dataclass(frozen=True)
class Conflict:
    """A cell that people own and that somebody changed since it was read; it was left alone."""

    table: str
    key: str
    column: str
    cell: str
    now: str


@dataclass(eq=False)
class FileMissing(SalesbookError):
    """There is no such file."""

    path: str


@dataclass(eq=False)
class CannotRead(SalesbookError):
    """The file is there and cannot be read. `why` is a clause."""

    path: str
    why: str


@dataclass(eq=False)
class FileOpenElsewhere(SalesbookError):
    """Somebody has the workbook open; `who` is "" where that is not known. `mark` is the file that says so."""

    path: str
    who: str = ""
    mark: str = ""


@dataclass(eq=False)
class FileChanged(SalesbookError):
    """The workbook is no longer as it was read; `cell` is one that differs, where that is known."""

    path: str
    cell: str = ""


@dataclass(eq=False)
class PasswordProtected(SalesbookError):
    """The workbook cannot be read without a password."""

    path: str


@dataclass(eq=False)
class NotAWorkbook(SalesbookError):
    """The file is something else: `kind` says what, such as "an old .xls workbook"."""

    path: str
    kind: str = ""
    todo: str = ""


@dataclass(eq=False)
class Damaged(SalesbookError):
    """The file is a workbook that cannot be read whole: `what` says where it breaks."""

    path: str
    what: str = ""


@dataclass(eq=False)
class TooLarge(SalesbookError):
    """The file claims sizes that no honest workbook has."""

    path: str
    what: str = ""


@dataclass(eq=False)
class NotASalesbook(SalesbookError):
    """A workbook without salesbook's tables; `missing` are those the action needs."""

    path: str
    missing: tuple[str, ...] = ()


@dataclass(eq=False)
class PartMissing(SalesbookError):
    """An action works on a part of a book that this one has not, or no longer: `missing` are its tables."""

    path: str
    part: str
    missing: tuple[str, ...]


@dataclass(eq=False)
class MissingColumn(SalesbookError):
    """A table lacks a column that the action cannot do without."""

    table: str
    column: str
    sheet: str = ""
    headers: tuple[str, ...] = ()
    hint: str = ""


@dataclass(eq=False)
class CannotWrite(SalesbookError):
    """The file could not be replaced; it is as it was. `why` is a clause. `new`: there was none of that name."""

    path: str
    why: str
    new: bool = False


@dataclass(eq=False)
class HalfWritten(SalesbookError):
    """A program refused in the middle of a write, and would not take all the old cells back."""

    path: str
    tables: tuple[str, ...]


@dataclass(eq=False)
class InTheWay(SalesbookError):
    """A table must grow, and something else stands below it."""

    path: str
    table: str
    cell: str


@dataclass(eq=False)
class CannotChange(SalesbookError):
    """A part of the workbook that salesbook cannot change without harm. `todo` is a sentence."""

    path: str
    what: str
    todo: str


@dataclass(eq=False)
class TooMuch(SalesbookError):
    """The safety valve: an action would change more of a table than Settings allows."""

    table: str
    changed: int
    rows: int
    todo: str = ""


@dataclass(eq=False)
class NothingToUndo(SalesbookError):
    """There is no action to take back. `forgot`: somebody was forgotten since, and what undo needs named them."""

    path: str
    forgot: bool = False


@dataclass(eq=False)
class BadInput(SalesbookError):
    """What the person gave cannot be used. `what` is a sentence; `todo` the next step."""

    what: str
    todo: str = ""


@dataclass(eq=False)
class CannotSend(SalesbookError):
    """Mail cannot be sent, or read, this way now. `why` is a sentence; `todo` the next step."""

    why: str
    todo: str


@dataclass(eq=False)
class WrongUsage(BadInput):
    """The command's words do not go together."""


def sentence(text: str) -> str:
    """The text with one end, whatever stands at its end: what servers and systems say may have a full stop of its own."""
    whole = _END_TWICE.sub(r"\1", _NO_END.sub("", text.rstrip()))
    return whole if not whole or whole.endswith((".", "!", "?", "…", ".”", "?”", "!”")) else f"{whole}."


def explain(error: SalesbookError) -> str:
    """One sentence on what is wrong, and one on what to do."""
    match error:
        case FileMissing(path):
            new = (
                f", or make a new book: salesbook new {path}"
                if path.lower().endswith((".xlsx", ".xlsm"))
                else "."
            )
            return f"There is no file {path}. Check the name{new}"
        case CannotRead(path, why):
            return f"{sentence(f'{path} cannot be read: {why}')} See whether the drive is there and the file is yours to open, then try again."
        case FileOpenElsewhere(path, who, mark):
            left = (
                f" If nobody has it open, delete the file {mark} that a program left behind." if mark else ""
            )
            return f"{path} is open{f' by {who}' if who else ' in another program'}. Close it there, then try again.{left}"
        case FileChanged(path, cell):
            return (
                f"{cell or path} was changed by somebody while this ran, so nothing was written. Try again."
            )
        case PasswordProtected(path):
            return f"{path} has a password to open it. In Excel, take it off (File, Info, Protect Workbook), then try again."
        case NotAWorkbook(path, kind, todo):
            return f"{path} is {kind or 'not an Excel workbook'}. {todo or 'Save it as .xlsx first.'}"
        case Damaged(path, what):
            return f"{path} is damaged{f' ({what})' if what else ''}. Take the newest copy from its backups folder, or open it in Excel and let it repair the file."
        case TooLarge(path, what):
            return f"{path} is not read: {what}. If you trust the file, open it in Excel and save it anew."
        case NotASalesbook(path, missing):
            names = ", ".join(missing)
            lacks = f"{path} lacks the table{'s' if len(missing) > 1 else ''} {names}."
            if missing and "Settings" not in missing:
                return f"{lacks} If its sheet was deleted, put it back: salesbook upgrade {path}. If the table has another name, give it back its own (in Excel: Table Design, Table Name)."
            return f"{lacks} Make a new book with salesbook new, or give the range that name in Excel (Table Design, Table Name)."
        case PartMissing(path, part, missing):
            names = ", ".join(missing)
            return f"{path} has no part {part} for this: it lacks the table{'s' if len(missing) > 1 else ''} {names}. Add the part: salesbook add {path} {part}"
        case MissingColumn(table, column, sheet, _, hint):
            place = f" on sheet {sheet}" if sheet and sheet != table else ""
            return f"Table {table}{place} has no column {column!r}. {hint or 'Name the header so again.'}"
        case CannotWrite(path, why, new):
            as_before = "" if new else " It is as it was."
            return f"{sentence(f'{path} could not be written: {why}')}{as_before} Put that right, then try again."
        case HalfWritten(path, tables):
            return f"{path} was written only in part: the program refused in the middle, and would not take back what stood in {', '.join(tables)}. Undo has it: click Undo, or close without saving."
        case InTheWay(path, table, cell):
            return f"{path}: table {table} must grow, but something stands below it in {cell}. Move that away, then try again."
        case CannotChange(path, what, todo):
            return f"{sentence(f'{path}: {what}')} {todo}".rstrip()
        case TooMuch(table, changed, rows, todo):
            return f"This would change {changed} of {rows} row{'' if rows == 1 else 's'} of {table}, so it stopped. {todo}".rstrip()
        case NothingToUndo(path, forgot=True):
            return f"{path} has nothing to take back: somebody was forgotten last, and the copies from before that named them are gone. What is wrong now, correct by hand."
        case NothingToUndo(path):
            return f"{path} has nothing to take back: salesbook has not changed it, or the folder with its backups is gone."
        case BadInput(what, todo) | CannotSend(what, todo):
            return f"{sentence(what)} {todo}".rstrip()
        case _:
            return str(error) or type(error).__name__
