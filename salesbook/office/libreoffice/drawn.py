"""The push buttons that are drawn on sheets, and which action each is for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from salesbook.office.libreoffice.bridge import failure


def drawn(controller: Any, names: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    """The buttons of ours on the sheet that a window shows, by name; None for one that is not drawn yet.

    `names` has the names of actions by their macros and by their labels.
    """
    page = controller.getActiveSheet().getDrawPage()
    if page is None:  # the document closes
        return
    forms = page.getForms()
    for i in range(forms.getCount()):
        form = forms.getByIndex(i)
        for k in range(form.getCount()):
            model = form.getByIndex(k)
            name = _name(form.getScriptEvents(k), getattr(model, "Label", ""), names)
            if name:
                try:
                    yield name, controller.getControl(model)
                except failure("container.NoSuchElementException"):
                    yield name, None


def _name(events: Any, label: str, names: Mapping[str, str]) -> str:
    """The action of a button: by its macro, else by what it says.

    LibreOffice keeps a button's macro only where the workbook has that macro.
    """
    for event in events:
        macro = event.ScriptCode.partition("?")[0].rpartition(".")[2]
        if macro in names:
            return names[macro]
    return names.get(label, "")
