"""The box in which somebody chooses a file to import begins in the folder of the workbook."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from salesbook import buttons
from salesbook.books.live import LiveBook


def clicked(fullname):
    """The folder in which the box of LibreOffice begins for a workbook of that name, once Import is clicked."""
    asked = []
    impl = SimpleNamespace(picked_file=lambda _title, _kinds, _patterns, folder: asked.append(folder) or "/x/people.csv")  # fmt: skip
    app = SimpleNamespace(engine=SimpleNamespace(name="libreoffice"), impl=impl)
    live = LiveBook(SimpleNamespace(app=app, fullname=fullname))
    assert buttons._Clicker(live).picks_file() == Path("/x/people.csv")
    return asked[0]


def test_it_begins_where_the_workbook_lies(tmp_path):
    assert clicked(str(tmp_path / "book.xlsm")) == tmp_path


@pytest.mark.parametrize(
    "fullname", ["Untitled 1", "https://cloud.example/book.xlsm", "/nowhere/at/all/book.xlsm"]
)
def test_of_one_that_lies_nowhere_here_the_program_chooses(fullname):
    assert clicked(fullname) is None
