"""A menu of one's own in a window's menu bar, answered from outside.

A toolbar would need every command of the window to come through our process; a menu has listeners. It
belongs to the window, not to the document: nothing of it is saved.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from salesbook.office.libreoffice.listening import Choices

_BAR = "private:resource/menubar/menubar"
_ID = 4700  # above those of LibreOffice's own menus, which count from 1
_NOWHERE = {-1, 65535}


class Entry(NamedTuple):
    """One line of the menu; a line is drawn where the group changes."""

    label: str
    tip: str
    group: str


def has_menu(frame: Any) -> bool:
    """Whether our menu is there; LibreOffice makes its menu bar anew at times. True where there is no bar."""
    bar = _bar(frame)
    return bar is None or bar.getItemPos(_ID) not in _NOWHERE


def add_menu(
    popup: Any, frame: Any, title: str, entries: Sequence[Entry], chosen: Callable[[int], None]
) -> None:
    """Put a menu at the end of the bar; `popup` is an empty one, and `chosen` gets the entry's place."""
    place = 0
    for number, entry in enumerate(entries):
        if number and entry.group != entries[number - 1].group:
            popup.insertSeparator(place)
            place += 1
        popup.insertItem(number + 1, entry.label, 0, place)
        popup.setTipHelpText(number + 1, entry.tip)
        place += 1
    popup.addMenuListener(Choices(chosen))
    bar = _bar(frame)
    bar.insertItem(_ID, title, 0, bar.getItemCount())
    bar.setPopupMenu(_ID, popup)


def remove_menu(frame: Any) -> None:
    """Take our menu away, for another one to come."""
    bar = _bar(frame)
    if bar is not None and (place := bar.getItemPos(_ID)) not in _NOWHERE:
        bar.removeItem(place, 1)


def _bar(frame: Any) -> Any:
    if frame is None:  # the window is closing
        return None
    element = frame.LayoutManager.getElement(_BAR)
    return element.XMenuBar if element is not None else None
