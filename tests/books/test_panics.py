"""Whatever a library raises, a person gets a sentence; only Ctrl+C stays Ctrl+C."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from types import SimpleNamespace

import pytest

from salesbook import buttons
from salesbook.actions.import_file import read_import_file
from salesbook.actions.registry import ACTIONS
from salesbook.cli.main import main
from salesbook.util import logfile, rust_panics
from tests.domain.importing.desk import workbook

PanicException = type("PanicException", (BaseException,), {})  # as libraries written in Rust raise


@pytest.fixture(autouse=True)
def _log(tmp_path, monkeypatch):
    monkeypatch.setattr(logfile, "log_file", lambda: tmp_path / "salesbook.log")


@pytest.mark.parametrize("kind", [PanicException, RuntimeError, MemoryError, RecursionError, SystemExit])
def test_a_command_ends_with_a_sentence_and_exit_status_3(kind, monkeypatch, capsys, tmp_path):
    def raising(*_):
        raise kind("should be in a folder")

    monkeypatch.setitem(ACTIONS, "check", replace(ACTIONS["check"], run=raising))
    assert main(["check", "book.xlsx"]) == 3
    said = capsys.readouterr().err
    assert said.startswith(f"Something went wrong inside salesbook ({kind.__name__}), and it stopped.")
    assert "Traceback" not in said
    assert "should be in a folder" in (tmp_path / "salesbook.log").read_text(encoding="utf-8")


def test_ctrl_c_is_said_as_what_it_is(monkeypatch, capsys):
    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setitem(ACTIONS, "check", replace(ACTIONS["check"], run=stopped))
    assert main(["check", "book.xlsx"]) == 3
    assert capsys.readouterr().err.startswith("Stopped. The workbook is whole")


@pytest.mark.parametrize("kind", [PanicException, RuntimeError, SystemExit])
def test_a_click_ends_with_a_sentence_too(kind, monkeypatch):
    def raising(*_):
        raise kind

    boxes = []
    app = SimpleNamespace(
        status_bar="", engine=SimpleNamespace(name="x"), alert=lambda text, **_: boxes.append(text)
    )
    monkeypatch.setattr(buttons, "_done", raising)
    said = buttons.press("today", SimpleNamespace(name="book.xlsm", app=app))
    assert boxes == [said]
    assert said.startswith(f"Something went wrong inside salesbook ({kind.__name__})")


def test_ctrl_c_goes_through_a_click_to_whoever_listens(monkeypatch):
    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(buttons, "_done", stopped)
    with pytest.raises(KeyboardInterrupt):
        buttons.press("today", SimpleNamespace(name="book.xlsm"))


def test_a_workbook_whose_sheets_lie_at_the_root_of_the_zip_is_read(tmp_path, capfd):
    """Such files are allowed; the reader panics on them, and says so to programmers."""
    path = tmp_path / "root.xlsx"
    with (
        zipfile.ZipFile(
            workbook(tmp_path / "a.xlsx", People=[["First name", "Last name"], ["Anna", "Lee"]])
        ) as old,
        zipfile.ZipFile(path, "w") as new,
    ):
        for name in old.namelist():
            content = old.read(name).replace(b'"worksheets/sheet1.xml"', b'"/sheet1.xml"')
            new.writestr(name.removeprefix("xl/worksheets/"), content.replace(b"/xl/worksheets/", b"/"))
    assert read_import_file(path, "Contacts").columns == (["Anna"], ["Lee"])
    assert capfd.readouterr().err == ""


@rust_panics.hushed()
def panicking():
    os.write(2, b"thread panicked at")
    raise PanicException("impossible")


def test_what_others_write_meanwhile_is_not_lost(capfd):
    with rust_panics.hushed():
        os.write(2, b"half way")
    assert capfd.readouterr().err == "half way"
    with pytest.raises(rust_panics.Panicked, match="impossible"):
        panicking()
    assert capfd.readouterr().err == ""


def test_a_program_without_a_terminal_is_no_trouble():
    code = "import os; os.close(2)\nfrom salesbook.util import rust_panics\nwith rust_panics.hushed(): print('read')\n"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "read\n"
    )
