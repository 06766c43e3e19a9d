"""The push buttons on sheets, and the labels over drawn ones, and which action each is for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from salesbook.office.libreoffice.bridge import failure


def windows(document: Any) -> Iterator[Any]:
    """The controllers of a document's windows."""
    each = document.getControllers()
    while each.hasMoreElements():
        controller = each.nextElement()
        if hasattr(controller, "getActiveSheet"):  # the print preview has no sheets
            yield controller


def drawn(controller: Any, names: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    """The buttons of ours on the sheet that a window shows, by name; None for one that is not drawn yet.

    `names` has the names of actions by their macros and by their labels.
    """
    page = controller.getActiveSheet().getDrawPage()
    if page is None:  # the document closes
        return
    panes = [controller.getByIndex(i) for i in range(controller.getCount())]
    forms = page.getForms()
    for i in range(forms.getCount()):
        form = forms.getByIndex(i)
        for k in range(form.getCount()):
            model = form.getByIndex(k)
            name = action_of(form.getScriptEvents(k), model, names)
            if name:
                yield from ((name, control) for control in _in_panes(panes, model) or [None])


def action_of(events: Any, model: Any, names: Mapping[str, str]) -> str:
    """The action of a button: by its macro, else by its name or by what it says; "" for one that is not ours.

    LibreOffice keeps a button's macro only where the workbook has that macro. The label over a drawn button is named
    after it.
    """
    for event in events:
        macro = event.ScriptCode.partition("?")[0].rpartition(".")[2]
        if macro in names:
            return names[macro]
    return names.get(model.Name) or names.get(getattr(model, "Label", ""), "")


def _in_panes(panes: list[Any], model: Any) -> list[Any]:
    """What a button is in each pane.

    Where rows or columns are frozen a window has several, each with buttons of its own: the one in the
    frozen corner is what people see once they have scrolled.
    """
    found: list[Any] = []
    for pane in panes:
        with suppress(failure("container.NoSuchElementException")):
            control = pane.getControl(model)
            if control not in found:
                found.append(control)
    return found
