"""A rep's morning in a real LibreOffice window: the workbook is opened, buttons are clicked, outcomes are typed.

What is in the saved file must be what the command line makes of the same morning, cell for cell. A
picture of each step is kept in build/pictures.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

from salesbook.actions import run
from salesbook.books.file import FileBook
from salesbook.cli import main
from salesbook.edit import resolve
from salesbook.ledgers import Runner
from salesbook.plan import Set
from salesbook.takeback import take_back
from tests.office.eyes import Eyes
from tests.test_live_and_file import NO_RECORD, differences, tables

PICTURES = Path(__file__).parents[2] / "build" / "pictures"
OF_THE_RUN = {"Run ID", "When", "By", "Where", "Seconds", "Message"}  # who ran it, when, how long


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "book.xlsm"
    assert main(["new", str(path), "--sample", "--contacts", "60"]) == 0
    shutil.rmtree(path.with_suffix(".salesbook"))
    shutil.copy(path, tmp_path / "closed.xlsm")
    return path


@pytest.fixture
def window(book, screen, monkeypatch):
    """`salesbook open` on a screen, as a person starts it; ends when its window is closed."""
    monkeypatch.setenv("DISPLAY", screen)
    process = subprocess.Popen(
        [sys.executable, "-m", "salesbook", "open", str(book)], stderr=subprocess.PIPE, text=True
    )
    yield process
    process.kill()
    process.wait()


def column(path, table, header):
    return FileBook(path).read([table]).grids[table].columns[header]


def test_a_morning_with_buttons_is_a_morning_on_the_command_line(book, window, screen):
    today = date.today()
    seen = Eyes(screen)
    seen.find("Today")
    seen.picture(PICTURES / "1 opened.png")

    def clicked(label: str) -> str:
        """Click, and wait for the sentence."""
        seen.click(label)
        return window.stderr.readline().strip()

    assert window.stderr.readline().startswith("Opening ")
    said = clicked("Today")
    assert " calls" in said, said
    seen.picture(PICTURES / "2 today.png")
    seen.show("Calls")
    for label in ("Log calls", "Undo"):
        seen.find(label)
    seen.picture(PICTURES / "3 calls.png")
    calls = seen.sheet("Calls")
    top = calls.getCellRangeByName("A2").getRangeAddress().StartRow
    headers = [str(cell) for cell in calls.getCellRangeByPosition(0, top, 26, top).getDataArray()[0]]
    letter = {name: chr(65 + i) for i, name in enumerate(headers)}
    first, second = top + 2, top + 3
    for cell, text in (
        (f"{letter['Outcome']}{first}", "Spoke"),
        (f"{letter['Minutes']}{first}", "12"),
        (f"{letter['Their words']}{first}", "Send the offer, please"),
        (f"{letter['Outcome']}{second}", "No answer"),
    ):
        seen.type_into("Calls", cell, text)
    lines = [calls.getCellRangeByName(f"A{row}").getString() for row in (first, second)]
    seen.picture(PICTURES / "4 typed.png")
    said = clicked("Log calls")
    assert "2 calls" in said or "2 talks" in said or "Logged 2" in said, said
    seen.picture(PICTURES / "5 logged.png")
    assert "Took back log" in clicked("Undo")
    seen.picture(PICTURES / "6 undone.png")
    assert calls.getCellRangeByName(f"{letter['Outcome']}{first}").getString() == "Spoke"
    clicked("Log calls")
    seen.show("Contacts")
    seen.picture(PICTURES / "7 contacts.png")
    seen.document.store()
    seen.document.close(True)
    assert window.wait(60) == 0, window.stderr.read()
    assert not list(book.parent.glob(".~lock*"))
    assert lines

    closed = book.with_name("closed.xlsm")
    runner = Runner("Ann", "office", datetime(today.year, today.month, today.day, 9))
    file = FileBook(closed)
    run("today", file, today=today, runner=runner)
    grid = file.read(["Calls"]).grids["Calls"]
    one, two = grid.handles[:2]
    changes = [
        Set(
            "Calls",
            [one],
            {"Outcome": ["Spoke"], "Minutes": [12.0], "Their words": ["Send the offer, please"]},
        ),
        Set("Calls", [two], {"Outcome": ["No answer"]}),
    ]
    now = file.read(["Calls"])
    file.take_back(NO_RECORD, resolve(changes, now).edits, now.seen)
    run("log", file, today=today, runner=runner)
    take_back(file)
    run("log", file, today=today, runner=runner)
    found = differences(tables(FileBook(book)), tables(FileBook(closed)), digits=1e-13)
    assert [each for each in found if each[0] != "Runs" or each[1] not in OF_THE_RUN] == []

    for path in (book, closed):
        assert main(["check", str(path)]) in {0, 1}
        assert main(["today", str(path)]) in {0, 1}
    found = differences(tables(FileBook(book)), tables(FileBook(closed)), digits=1e-13)
    assert [each for each in found if each[0] != "Runs" or each[1] not in OF_THE_RUN] == []
