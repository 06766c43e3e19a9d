"""The buttons that are listened to, in every pane of every window.

One that is still there keeps its listener: letting it go and taking it back would lose the click that comes in between, and
a press of the mouse that began before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, NamedTuple

from salesbook.office.libreoffice.bridge import gone
from salesbook.office.libreoffice.listening import Clicks, Presses


class _Listened(NamedTuple):
    name: str
    control: Any
    listener: Clicks | Presses

    def let_go(self) -> None:
        with suppress(gone()):
            if isinstance(self.listener, Presses):
                self.control.removeMouseListener(self.listener)
            else:
                self.control.removeActionListener(self.listener)


class ButtonListeners:
    """Calls `clicked` with the name of a button that was clicked, `lost` when one is gone: switching sheets makes new ones."""

    def __init__(self, clicked: Callable[[str], None], lost: Callable[[], None], pointer: Any) -> None:
        self._clicked = clicked
        self._lost = lost
        self._pointer = pointer
        self._listened: list[_Listened] = []

    def listen_to(self, found: Sequence[tuple[str, Any]]) -> None:
        """Listen to these controls, each with its button's name, and to no others."""
        there = [each for each in self._listened if not each.listener.is_gone]
        kept = [each for each in there if (each.name, each.control) in found]
        for each in there:
            if each not in kept:
                each.let_go()
        known = [(each.name, each.control) for each in kept]
        self._listened = kept + [
            self._attach(name, control) for name, control in found if (name, control) not in known
        ]

    def _attach(self, name: str, control: Any) -> _Listened:
        clicked = partial(self._clicked, name)
        listener: Clicks | Presses
        if hasattr(control, "addActionListener"):
            listener = Clicks(clicked, self._lost)
            control.addActionListener(listener)
        else:
            listener = Presses(clicked, self._lost)
            control.addMouseListener(listener)
            control.getPeer().setPointer(self._pointer)
        return _Listened(name, control, listener)
