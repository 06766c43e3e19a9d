"""A rep's morning in a real LibreOffice window: the workbook is opened, buttons are clicked, outcomes are typed.

What is in the saved file must be what the command line makes of the same morning, cell for cell. A
picture of each step is kept in build/pictures.
"""

from __future__ import annotations

import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
from datetime import date, datetime
from pathlib import Path

import pytest

from salesbook.books.file import FileBook
from salesbook.cli.main import main
from salesbook.tables.plan import Set
from salesbook.tables.records import Runner
from salesbook.tables.resolve import resolve
from tests.actions.alike import NO_RECORD, differences, tables
from tests.office.eyes import Eyes
from tests.sessions import run, undone

PICTURES = Path(__file__).parents[2] / "build" / "pictures"
OF_THE_RUN = {
    "Run ID",
    "When",
    "By",
    "Where",
    "Seconds",
    "Changed",
}  # who ran it, when, how long; last digits


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "book.xlsm"
    assert main(["new", str(path), "--sample", "--contacts", "60"]) == 0
    shutil.rmtree(path.with_suffix(".salesbook"))
    shutil.copy(path, tmp_path / "closed.xlsm")
    return path


@pytest.fixture
def window(book, screen, monkeypatch):
    """`salesbook open` on a screen, as a person starts it, and what it says; ends when its window is closed."""
    monkeypatch.setenv("DISPLAY", screen)
    command = [sys.executable, "-m", "salesbook", "open", str(book)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        said: queue.Queue[str] = queue.Queue()
        reader = threading.Thread(target=lambda: [said.put(line.strip()) for line in process.stderr])
        reader.start()
        try:
            yield process, said
        finally:
            office = Eyes.process_on(screen)  # it outlives a program that was killed
            process.kill()
            if office:
                os.kill(office, signal.SIGKILL)
            reader.join()


TALK = {"Outcome": "Spoke", "Minutes": "12", "Their words": "Send the offer, please"}
ATTEMPT = {"Outcome": "No answer"}


class Rep:
    """Somebody who looks at the window, clicks and types, and reads what `open` says after each click."""

    def __init__(self, said, screen) -> None:
        self.said, self.eyes = said, Eyes(screen)
        self.steps = 0

    def hears(self) -> str:
        return self.said.get(timeout=60)

    def click(self, label: str) -> str:
        """Click, and wait for the sentence."""
        self.eyes.click(label)
        said = self.hears()
        self.look(label)
        return said

    def look(self, at: str) -> None:
        self.steps += 1
        self.eyes.picture(PICTURES / f"{self.steps} {at.lower()}.png")

    def type(self, line: int, texts: dict[str, str]) -> None:
        """Fill in a line of Calls, from 0."""
        for header, text in texts.items():
            self.eyes.type_into("Calls", self.cell(header, line), text)

    def cell(self, header: str, line: int) -> str:
        row = next(i for i in range(3) if self._row(i)[0] == "Rep")
        return f"{chr(65 + self._row(row).index(header))}{row + 2 + line}"

    def _row(self, number: int) -> list[str]:
        cells = self.eyes.sheet("Calls").getCellRangeByPosition(0, number, 25, number)
        return [str(cell) for cell in cells.getDataArray()[0]]

    def reads(self, header: str, line: int) -> str:
        return self.eyes.sheet("Calls").getCellRangeByName(self.cell(header, line)).getString()


PEOPLE = "First name,Last name,Email,Company\nZoe,Quint,zoe@quint.example,Quint & Sons\nYan,Quint,yan@quint.example,Quint & Sons\n"


def import_in_the_window(rep: Rep, file: Path) -> None:
    """What was found is shown; No and Cancel write nothing."""
    file.write_text(PEOPLE)
    for answer in ("No", "Yes"):
        rep.eyes.click("Import")
        rep.eyes.choose_file(file)
        found = rep.eyes.box_says()
        assert "Contacts: 2 rows read; 2 new, 1 account made." in found
        assert found.endswith(f"Import {file.name} into Contacts?")
        rep.look(f"found {answer}")
        rep.eyes.press_in_box(answer)
        said = rep.hears()
        assert said.startswith("Nothing was imported." if answer == "No" else "Contacts: 2 rows read; 2 new")
    rep.eyes.click("Import")
    rep.eyes.press_in_box("Cancel")
    assert rep.hears() == "No file was chosen, so nothing was imported."


def morning_in_the_window(process, said, screen, file: Path) -> None:
    rep = Rep(said, screen)
    assert rep.hears().startswith("Opening ")
    assert rep.hears() == "Home shows what is still to do: Today."
    rep.eyes.find("Today")
    rep.look("opened")
    import_in_the_window(rep, file)
    assert " due = " in rep.click("Today")
    rep.eyes.show("Calls")
    for label in ("Log calls", "Undo"):
        rep.eyes.find(label)
    rep.look("calls")
    rep.type(0, TALK)
    rep.type(1, ATTEMPT)
    rep.look("typed")
    assert "2" in rep.click("Log calls")
    assert rep.reads("Outcome", 0) == ""
    assert "Took back “Log calls” of" in rep.click("Undo")
    assert rep.reads("Outcome", 0) == "Spoke"
    rep.click("Log calls")
    rep.eyes.show("Contacts")
    rep.look("contacts")
    rep.eyes.document.store()
    rep.eyes.document.close(True)
    rep.eyes.close()
    assert process.wait(60) == 0
    assert rep.hears().endswith("book.xlsm was closed.")


def morning_on_the_command_line(path: Path, today: date) -> None:
    runner = Runner("Ann", "office", datetime(today.year, today.month, today.day, 9))
    assert main(["import", str(path), str(path.with_name("people.csv")), "--into", "Contacts"]) == 0
    book = FileBook(path)
    run("today", book, today=today, runner=runner)
    seen = book.read(["Calls"])
    one, two = seen.grids["Calls"].handles[:2]
    talk = {name: [12.0 if name == "Minutes" else text] for name, text in TALK.items()}
    changes = [Set("Calls", [one], talk), Set("Calls", [two], {"Outcome": [ATTEMPT["Outcome"]]})]
    book.take_back(NO_RECORD, resolve(changes, seen).edits, seen.seen)
    run("log", book, today=today, runner=runner)
    undone(book)
    run("log", book, today=today, runner=runner)


def unlike(one: Path, other: Path) -> list[tuple[object, ...]]:
    """Cells that differ, but for who ran what and when; LibreOffice saves fifteen digits of a number."""
    found = differences(tables(FileBook(one)), tables(FileBook(other)), digits=1e-13)
    return [each for each in found if each[0] != "Runs" or each[1] not in OF_THE_RUN]


def test_a_morning_with_buttons_is_a_morning_on_the_command_line(book, window, screen):
    today, closed = date.today(), book.with_name("closed.xlsm")  # noqa: DTZ011  # the buttons work for the day
    morning_in_the_window(*window, screen, book.with_name("people.csv"))
    assert not list(book.parent.glob(".~lock*"))
    morning_on_the_command_line(closed, today)
    assert unlike(book, closed) == []
    for path in (book, closed):  # what comes next, and what is found, is the same too
        assert main(["check", str(path)]) == main(["today", str(path)]) == 1
    assert unlike(book, closed) == []
