"""Buttons that LibreOffice lost on saving are there again when the workbook is opened by us."""

from __future__ import annotations

from salesbook.cli import main
from salesbook.controls import CONTROLS
from salesbook.office.libreoffice.host import _BUTTONS
from salesbook.office.libreoffice.redraw import redraw


def labels(book, sheet):
    page = book.sheets[sheet].api.DrawPage
    forms = [page.Forms.getByIndex(i) for i in range(page.Forms.getCount())]
    return sorted(form.getByIndex(k).Label for form in forms for k in range(form.getCount()))


def test_what_a_save_loses_is_drawn_again_and_nothing_twice(tmp_path, office):
    path = tmp_path / "book.xlsm"
    assert main(["new", str(path)]) == 0
    wanted = {
        name: sorted(c.label for c in CONTROLS if name in c.sheets) for name in ("Home", "Calls", "Problems")
    }
    book = office.books.open(path)
    assert {name: labels(book, name) for name in wanted} == wanted
    assert not redraw(book.api, _BUTTONS)
    book.save()
    book.close()
    book = office.books.open(path)
    try:
        assert labels(book, "Home") == []
        assert redraw(book.api, _BUTTONS)
        assert {name: labels(book, name) for name in wanted} == wanted
        assert not book.api.isModified()
        shapes = book.sheets["Calls"].api.DrawPage
        assert all(shapes.getByIndex(i).Size.Width > 1000 for i in range(shapes.getCount()))
    finally:
        book.close()
