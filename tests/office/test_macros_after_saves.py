"""What LibreOffice makes of a workbook's macros when it saves: no change of anybody's, and whole again after `upgrade`."""

from __future__ import annotations

import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from salesbook.actions.parts.macros import look_at_macros
from salesbook.books.file import FileBook
from salesbook.cli.main import main
from salesbook.office.excel.exchange import with_modules
from salesbook.office.excel.found_project import read_project
from salesbook.office.excel.project import vba_project
from salesbook.office.excel.released import compare
from salesbook.office.excel.sources import modules, own_modules, this_workbook
from tests.actions.growing import grown

FIRST = Path(__file__).parents[1] / "books" / "shapes" / "first.xlsm"


def saved(office, path: Path, copy: Path) -> Path:
    """A copy that was opened in LibreOffice, and saved."""
    book = office.books.open(shutil.copy(path, copy))
    book.save()
    book.close()
    return copy


@pytest.fixture(scope="module")
def saves(office, tmp_path_factory):
    """A new workbook with buttons, after one save and after two."""
    folder = tmp_path_factory.mktemp("saves")
    assert main(["new", str(folder / "new.xlsm"), "--with", "core"]) == 0
    once = saved(office, folder / "new.xlsm", folder / "once.xlsm")
    return once, saved(office, once, folder / "twice.xlsm")


def project(path: Path):
    with zipfile.ZipFile(path) as package:
        return read_project(package.read("xl/vbaProject.bin"))


def test_a_new_book_has_the_present_macros_however_often_libreoffice_saved_it(saves):
    for path in saves:
        assert "Option ClassModule" in project(path).sources["Dictionary"]
        found = look_at_macros(FileBook(path).macros())
        assert (found.hindrance, found.is_older) == (None, False)


@pytest.mark.parametrize("name", [module.name for module in own_modules()])
def test_what_somebody_wrote_into_a_module_that_libreoffice_saved_is_still_a_change(saves, name):
    for path in saves:
        sources = project(path).sources
        sources[name] += "Public Sub Mine()\r\nEnd Sub\r\n"
        assert compare(sources, own_modules()).foreign == (name,)


def test_an_older_book_that_libreoffice_saved_gets_the_present_macros_each_as_what_it_is(office, tmp_path):
    once = saved(office, FIRST, tmp_path / "once.xlsm")
    path = saved(office, once, tmp_path / "twice.xlsm")
    assert "newer macros" in grown("upgrade", path).messages[0]
    found = project(path)
    ours = {module.name: module.source for module in [this_workbook(), *own_modules()]}
    assert {name: found.sources[name] for name in ours} == ours
    lines = found.lines.decode().splitlines()
    assert [line for line in lines if line.partition("=")[2].startswith("Dictionary")] == ["Class=Dictionary"]
    assert "Document=ThisWorkbook/&H00000000" in lines


@pytest.mark.parametrize("said", ["", "Document=Dictionary/&H00000000\r\n"])
def test_a_class_that_the_project_does_not_name_or_names_a_document_is_named_a_class_again(said):
    whole = read_project(vba_project(modules([])))
    torn = replace(whole, lines=whole.lines.replace(b"Class=Dictionary\r\n", said.encode()))
    assert torn.lines != whole.lines
    mended = read_project(with_modules(torn, own_modules())).lines
    assert sorted(mended.splitlines()) == sorted(whole.lines.splitlines())
