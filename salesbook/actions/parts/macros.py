"""What `add` and `upgrade` do about buttons, macros and ribbon of a closed workbook: planned here, told, and written with the rest."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from salesbook.actions.parts.xlwings_settings import settings_of
from salesbook.actions.session import Session
from salesbook.books.file import FileBook
from salesbook.books.xlsx.graft.macros import MacroChange, MacroParts
from salesbook.errors import CannotChange
from salesbook.office.excel import conf
from salesbook.office.excel.exchange import with_modules
from salesbook.office.excel.found_project import FoundProject, read_project
from salesbook.office.excel.project import Module, vba_project
from salesbook.office.excel.released import RIBBON, compare, is_released, text_digest
from salesbook.office.excel.ribbon import tab
from salesbook.office.excel.sources import (
    THIS_WORKBOOK,
    code_name,
    modules,
    own_modules,
    sheet_module,
    this_workbook,
)
from salesbook.office.workbook.figures import counts_in_view
from salesbook.office.workbook.texts import words_of_buttons
from salesbook.schema import PARTS, XLWINGS
from salesbook.util.wording import count, joined

if TYPE_CHECKING:
    from salesbook.schema.buttons import Button
    from salesbook.tables.additions import Additions

_BUTTONS = "SalesbookButtons"  # the module by which a workbook with buttons is known
_SUB = re.compile(r"^\s*Public Sub (Salesbook\w+)\(", re.MULTILINE | re.IGNORECASE)
_EDITOR = "in Excel, Alt+F11"
_OWN_OPENING = (
    f"Its module {THIS_WORKBOOK} has macros of yours, and stays: let Workbook_Open there call RestoreSalesbookButtons, "
    "so that Excel knows the buttons again after LibreOffice has saved the book, and Workbook_SheetChange call "
    "SalesbookCellChanged Sh, Target, so that Calls follows the choice of a rep."
)


@dataclass(frozen=True)
class Macros:
    """The macros that a workbook has, beside those of a new one.

    `has_buttons`: they are salesbook's, whatever else there is. `hindrance`: a clause why nobody may exchange them, and
    what to do about it.
    """

    parts: MacroParts
    project: FoundProject | None = None
    has_buttons: bool = False
    is_older: bool = False
    hindrance: tuple[str, str] | None = None

    @property
    def known(self) -> set[str]:
        """The macros of buttons that are there."""
        sources = self.project.sources if self.project else {}
        return {name for module, text in sources.items() if module == _BUTTONS for name in _SUB.findall(text)}

    @property
    def has_older_ribbon(self) -> bool:
        """Whether it has the tab of an earlier salesbook, as that made it."""
        return len(self.parts.ribbons) == 1 and _is_older_tab(self.parts.ribbons[0])

    @property
    def has_own_ribbon(self) -> bool:
        """Whether somebody made a ribbon for it, or changed the tab."""
        return any(
            text_digest(_text(one)) != text_digest(tab()) and not _is_older_tab(one)
            for one in self.parts.ribbons
        )


@dataclass(frozen=True)
class MacroPlan:
    """What comes: `donor` makes a new workbook with all of it, `remarks` are sentences about what does not come."""

    additions: Additions
    change: MacroChange | None
    donor: Callable[[], BinaryIO]
    remarks: tuple[str, ...] = ()


def look_at_macros(parts: MacroParts) -> Macros:
    """What a workbook's macros are."""
    if parts.project is None:
        return Macros(parts)
    try:
        project = read_project(parts.project)
    except ValueError:
        what = "its macros cannot be read"
        return Macros(parts, hindrance=(what, "Save it once in Excel, then run this again."))
    found = compare(project.sources, own_modules())
    has_buttons = any(module.name.casefold() == _BUTTONS.casefold() for module in project.modules)
    is_older = bool(found.older or found.lacking or found.foreign or _newer_opening(project))
    return Macros(parts, project, has_buttons, is_older, _hindrance(parts, project, found.foreign))


def _newer_opening(project: FoundProject) -> list[Module]:
    """The workbook's own module, where it is an earlier salesbook's or blank: what runs when Excel opens the book."""
    there, ours = project.sources.get(THIS_WORKBOOK), this_workbook()
    if there is None or text_digest(there) == text_digest(ours.source):
        return []
    return [ours] if is_released(THIS_WORKBOOK, there) else []


def _hindrance(parts: MacroParts, project: FoundProject, foreign: Sequence[str]) -> tuple[str, str] | None:
    again = "then run this again."
    if parts.is_signed:
        todo = f"Remove the signature ({_EDITOR}, Tools, Digital Signature), {again}"
        return "its macros are signed, and any change breaks the signature", todo
    if project.is_locked:
        todo = f"Take the password off ({_EDITOR}, Tools, Properties, Protection), {again}"
        return "its macros are locked with a password", todo
    if foreign:
        names = joined(foreign, 12)
        one = len(foreign) == 1
        todo = f"Move what is yours into a module of another name ({_EDITOR}) and remove {names}, {again}"
        return (
            f"its macro module{'' if one else 's'} {names} {'is' if one else 'are'} not as salesbook wrote {'it' if one else 'them'}",
            todo,
        )
    return None


def plan_macros(
    session: Session, additions: Additions, parts: Collection[str], came: Collection[str]
) -> MacroPlan:
    """For a book that is to have these parts, of which `came` are new, and keeps its kind."""
    book = session.book
    found = look_at_macros(book.macros()) if isinstance(book, FileBook) else None
    if found is None or not found.has_buttons:  # an open workbook tells by itself what it does not get
        return MacroPlan(additions, None, cache(lambda: _new_book(session, parts, None)))
    if found.hindrance:
        known = found.known
        shown = [button for button in session.buttons if button.macro in known]
        wanted = {button.macro for button in shown if button.part in came}
        what, todo = found.hindrance
        remark = f"Its macros stay as they are: {what}. {todo}"
        plan = _with_buttons(session, additions, parts, shown, wanted)
        change = MacroChange(code_names=dict.fromkeys(additions.sheets, ""))
        return replace(plan, change=change, remarks=(*plan.remarks, *([remark] if found.is_older else [])))
    wanted = {
        button.macro for button in session.buttons if button.part in came or button.macro not in found.known
    }
    plan = _with_buttons(session, additions, parts, session.buttons, wanted)
    return _exchanged(plan, found, additions.sheets)


def plan_first_macros(session: Session, additions: Additions, parts: Collection[str]) -> MacroPlan:
    """For a book that is to have these parts, and gets buttons as a new one has them. Raises CannotChange where macros of its own are in the way."""
    found = look_at_macros(session.file.macros())
    if found.hindrance:
        raise CannotChange(str(session.file.path), *found.hindrance)
    if not settings_of(session.file):
        additions = replace(additions, sheets=(*additions.sheets, XLWINGS.sheet))
    wanted = {button.macro for button in session.buttons}
    plan = _with_buttons(session, additions, parts, session.buttons, wanted)
    return _exchanged(plan, found, (*found.parts.code_names, *additions.sheets))


def _with_buttons(
    session: Session,
    additions: Additions,
    parts: Collection[str],
    shown: Sequence[Button],
    wanted: Collection[str],
) -> MacroPlan:
    """With the buttons that sheets lack and have room for, and a word about the others."""
    donor = cache(lambda: _new_book(session, parts, shown))
    if not wanted:
        return MacroPlan(additions, None, donor)
    room = session.file.room_for_buttons(donor(), wanted)
    number, names = sum(map(len, room.no_room.values())), joined(list(room.no_room), 12)
    remark = (
        f"{count(number, 'button has', 'buttons have')} no room on {names}: "
        f"the tab (in LibreOffice the menu) Salesbook has {'it' if number == 1 else 'them'}."
    )
    plan = MacroPlan(replace(additions, buttons=room.room), None, donor)
    return replace(plan, remarks=(remark,)) if room.no_room else plan


def _exchanged(plan: MacroPlan, found: Macros, sheets: Iterable[str]) -> MacroPlan:
    """With the present macros and ribbon; `sheets`: those that macros are to know by a code name."""
    additions, ribbon, remarks = plan.additions, None, plan.remarks
    names = _code_names(found, sheets)
    if found.has_own_ribbon:
        remarks = (
            *remarks,
            "It has a ribbon of its own, which stays as it is: the tab Salesbook is not put in.",
        )
    elif not found.parts.ribbons or found.has_older_ribbon:
        ribbon = tab().encode()
        additions = replace(additions, ribbon="newer" if found.parts.ribbons else "new")
    if not found.has_buttons or found.is_older:
        additions = replace(additions, macros="newer" if found.has_buttons else "new")
    project = _project(found, names) if additions.macros or names else None
    if project and found.project and _has_own_opening(found.project):
        remarks = (*remarks, _OWN_OPENING)
    if project is None and ribbon is None:
        return replace(plan, remarks=remarks)
    workbook = THIS_WORKBOOK if found.project is None else ""
    change = MacroChange(project, ribbon, workbook, names)
    if not found.has_buttons:
        change = replace(change, words=words_of_buttons(), counts=counts_in_view())
    return replace(plan, additions=additions, change=change, remarks=remarks)


def _has_own_opening(project: FoundProject) -> bool:
    there = project.sources.get(THIS_WORKBOOK, "")
    return text_digest(there) != text_digest(this_workbook().source) and not is_released(THIS_WORKBOOK, there)


def _project(found: Macros, names: Mapping[str, str]) -> bytes:
    """The project with the present modules, and with one for each sheet that has a new name."""
    if found.project is None:
        kept = [name for label, name in found.parts.code_names.items() if name and label not in names]
        return vba_project(modules([*kept, *names.values()]))
    # Also where it is the present one: LibreOffice makes its attributes those of a sheet when it saves.
    opening = THIS_WORKBOOK in found.project.sources and not _has_own_opening(found.project)
    own = [*([this_workbook()] if opening else []), *own_modules()]
    return with_modules(found.project, [*own, *map(sheet_module, names.values())])


def _code_names(found: Macros, sheets: Iterable[str]) -> dict[str, str]:
    """Code names for those of these sheets that have none that macros can go by."""
    known = found.parts.code_names
    taken = {name.casefold() for name in known.values() if name} | {THIS_WORKBOOK.casefold()}
    taken |= {module.name.casefold() for module in found.project.modules} if found.project else set()
    names: dict[str, str] = {}
    for label in sheets:
        if not _is_fit(known.get(label, ""), has_project=found.project is not None):
            names[label] = code_name(label, taken)
            taken.add(names[label].casefold())
    return names


def _is_fit(name: str, *, has_project: bool) -> bool:
    """Whether a sheet keeps its code name: one without macros may have one in any script, which those of ours are not in."""
    return bool(name) and (has_project or (name.isascii() and name.isidentifier()))


def _new_book(session: Session, parts: Collection[str], buttons: Sequence[Button] | None) -> BinaryIO:
    """A new book with these parts, for what comes to be taken from. It needs no disk, which may be full."""
    from salesbook.office.workbook import Buttons, build

    new = BytesIO()
    build(
        new, book_id="", today=session.today, parts=[part for part in PARTS if part in parts],
        buttons=Buttons(session.buttons) if buttons is None else Buttons(buttons, conf.conf_rows(sys.platform, sys.executable)),
    )  # fmt: skip
    return new


def _is_older_tab(ribbon: bytes) -> bool:
    return text_digest(_text(ribbon)) != text_digest(tab()) and is_released(RIBBON, _text(ribbon))


def _text(ribbon: bytes) -> str:
    return ribbon.decode("utf-8-sig", "replace")
