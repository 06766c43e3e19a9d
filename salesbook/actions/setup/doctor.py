"""What is installed, what is missing, and how to get it."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from pathlib import Path

from salesbook.actions.parts.standing import findings_on_macros, findings_on_parts
from salesbook.actions.parts.xlwings_settings import settings_of
from salesbook.actions.setup.install import WITH_EXCEL, command_for_buttons
from salesbook.books.file import FileBook
from salesbook.errors import NotASalesbook
from salesbook.office.excel import conf, machine
from salesbook.office.excel.sources import xlwings_version
from salesbook.tables.plan import Finding
from salesbook.util import computer

_GET_LIBREOFFICE = "LibreOffice is free: https://www.libreoffice.org/download, or your system's packages."
_NO_BOOK = "Make one with salesbook new; or, if it was one, take a copy of it from its folder backups."
_WITH_BUTTONS = ".xlsm"
_INTERPRETER = {"win32": "Interpreter_Win", "darwin": "Interpreter_Mac"}


def look(book: FileBook | None) -> list[Finding]:
    """Everything that the buttons need. Raises what reading a workbook raises."""
    found = [*_computer()]
    return found if book is None else [*found, *_workbook(book)]


def _computer() -> Iterator[Finding]:
    yield Finding("Python", f"{platform.python_version()}, {sys.executable}")
    yield Finding("xlwings", xlwings_version())
    excel, office = machine.excel(), machine.libreoffice()
    if computer.system() in WITH_EXCEL:
        yield Finding("Excel", str(excel) if excel else "not found")
    else:
        yield Finding("Excel", "does not run on this system; the buttons work in LibreOffice")
    todo = "" if excel or office else _GET_LIBREOFFICE
    yield Finding("LibreOffice", str(office) if office else "not found", todo)
    if excel:
        yield from _behind_excel()
    elif office:
        yield _bridge()


def _bridge() -> Finding:
    """What `salesbook open` speaks to LibreOffice through."""
    from salesbook.office.libreoffice.bridge import uno
    from salesbook.office.libreoffice.errors import UnoMissing

    what = "LibreOffice's bridge to Python"
    try:
        uno()
    except UnoMissing as error:
        return Finding(what, "cannot be used by this Python", str(error))
    return Finding(what, "works")


def _behind_excel() -> Iterator[Finding]:
    """What xlwings put onto this computer for Excel."""
    version, system = xlwings_version(), computer.system()
    if system == "win32" and machine.xlwings_library() is None:
        todo = f"Install it anew: pip install --force-reinstall xlwings=={version}"
        yield Finding("xlwings' library", "not beside Python, where Excel looks for it", todo)
    if machine.has_unusable_python():
        yield Finding(
            "Python", "is in a path with a space, from where Excel cannot start it", machine.NO_SPACES
        )
    if system == "darwin" and not machine.apple_script().exists():
        yield Finding(
            "xlwings' script", f"{machine.apple_script()} is missing", "Run: salesbook install BOOK"
        )


def _workbook(book: FileBook) -> Iterator[Finding]:
    path, settings = book.path, settings_of(book)
    try:
        yield from findings_on_parts(book)
    except NotASalesbook:
        yield Finding(path.name, "is no workbook of salesbook's: it has no table Settings", _NO_BOOK)
        if not settings:
            return
    if not settings:
        yield _no_buttons(path)
        return
    if book.macros().project is None:
        todo = f"Make a workbook with macros of it: {command_for_buttons(path)}"
        yield Finding(
            path.name, "was saved without macros: in Excel its buttons are pictures that do nothing", todo
        )
        return
    yield Finding(path.name, "has buttons")
    yield from findings_on_macros(book)
    if machine.is_downloaded(path):
        todo = (
            "In Explorer: right click, Properties, Unblock. Do so only if you know where the file comes from."
        )
        yield Finding(path.name, "is marked as downloaded, so Excel blocks its buttons", todo)
    if machine.is_in_the_cloud(path):
        todo = "Keep it in a folder of this computer alone, or switch AutoSave off and let one person write."
        yield Finding(
            path.name, "lies in OneDrive or SharePoint, which may save it while salesbook does", todo
        )
    made_for = settings.get(conf.MADE_FOR)
    if made_for and made_for != xlwings_version():
        todo = f"Run: salesbook upgrade {path}"
        yield Finding(path.name, f"was made for xlwings {made_for}", todo)
    if computer.system() in WITH_EXCEL and (
        wrong := _wrong_python(str(settings.get(_INTERPRETER[computer.system()]) or ""))
    ):
        yield Finding(path.name, wrong, f"Run: salesbook install {path}")


def _no_buttons(path: Path) -> Finding:
    """Only an .xlsm is to have them."""
    command = command_for_buttons(path)
    if path.suffix.lower() == _WITH_BUTTONS:
        return Finding(path.name, "has no buttons", f"Run: {command}")
    return Finding(
        path.name,
        f"has no buttons, only the menu Salesbook in LibreOffice; to make one with buttons: {command}",
    )


def _wrong_python(named: str) -> str:
    if not named:
        return "does not know where Python is"
    if not Path(named).exists():
        return f"looks for Python in {named}, where none is"
    return "" if named == sys.executable else f"starts another Python than this one: {named}"
