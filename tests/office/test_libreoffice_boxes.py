"""Boxes in LibreOffice: a question has the buttons to answer it with."""

from __future__ import annotations

from unittest.mock import MagicMock

import pytest

from salesbook.office.libreoffice.app import App


@pytest.mark.parametrize(
    ("buttons", "mode", "kind"),
    [
        (None, "info", "INFOBOX"),
        ("ok", None, "INFOBOX"),
        ("yes_no", None, "QUERYBOX"),  # a box that informs has no button but OK, whatever is asked for
        ("ok_cancel", "info", "QUERYBOX"),
        ("yes_no", "critical", "ERRORBOX"),
    ],
)
@pytest.mark.usefixtures("office")
def test_a_question_is_a_box_that_has_its_buttons(buttons, mode, kind):
    app = MagicMock(visible=True)
    window = app.books.active.controller.getFrame().getContainerWindow()
    window.getToolkit().createMessageBox.return_value.execute.return_value = 3
    assert App.alert(app, "Really?", "Salesbook", buttons, mode, None) == "no"
    assert window.getToolkit().createMessageBox.call_args.args[1].value == kind
