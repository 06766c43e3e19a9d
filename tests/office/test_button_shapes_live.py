"""The buttons in a LibreOffice window: shapes that answer real clicks, are saved as shapes, and cost nobody an unsaved change."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import pytest

from salesbook.cli.main import main
from salesbook.office.libreoffice.bridge import failure
from tests.button_shapes import buttons_on
from tests.office.eyes import Eyes, until
from tests.office.form_buttons import new_with_form_buttons

PICTURES = Path(__file__).parents[2] / "build" / "pictures"
DARK, LIGHT, BOLD, PLAIN = 0x2B5A6E, 0xFFFFFF, 150.0, 100.0
HOST = """
import sys
from pathlib import Path
from salesbook.actions.registry import BUTTONS
from salesbook.office.libreoffice.host import host
host(Path(sys.argv[1]), lambda name, _: print(name, flush=True), BUTTONS)
"""


class Window:
    """A workbook in a window with a host that tells which action a click asked for, and somebody at the mouse."""

    def __init__(self, path: Path, screen: str) -> None:
        self.screen = screen
        self.process = subprocess.Popen(
            [sys.executable, "-c", HOST, str(path)],
            stdout=subprocess.PIPE, text=True, env={**os.environ, "DISPLAY": screen},
        )  # fmt: skip
        self._heard: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(
            target=lambda: [self._heard.put(line.strip()) for line in self.process.stdout]
        )
        self._reader.start()
        self.eyes = Eyes(screen)

    def clicked(self, label: str) -> str:
        """Click a button; the action that the host was asked for."""
        self.eyes.click(label)
        return self._heard.get(timeout=20)

    def changes(self) -> tuple[bool, tuple[str, ...]]:
        """Whether there is anything to save, and what could be undone."""
        document = self.eyes.document
        return document.isModified(), document.getUndoManager().getAllUndoActionTitles()

    def colours(self) -> dict[str, tuple[int, int, float]]:
        """Face, ink and weight of the push buttons that are shown, by what they say."""
        form = self.eyes.controller.getActiveSheet().getDrawPage().getForms().getByIndex(0)
        models = [form.getByIndex(i) for i in range(form.getCount())]
        return {each.Label: (each.BackgroundColor, each.TextColor, each.FontWeight) for each in models}

    def controls(self) -> int:
        """How many controls stand on the sheet that is shown."""
        forms = self.eyes.controller.getActiveSheet().getDrawPage().getForms()
        return sum(forms.getByIndex(i).getCount() for i in range(forms.getCount()))

    def save(self) -> None:
        self.eyes.point("key", "ctrl+s")
        until(lambda: not self.eyes.document.isModified())

    def close(self) -> None:
        until(self._is_closed)
        self.eyes.close()
        self.process.wait(30)

    def _is_closed(self) -> bool:
        """Close it; a click that was heard a moment ago may still be at work."""
        try:
            self.eyes.document.close(True)
        except failure("util.CloseVetoException"):
            return False
        return True

    def end(self) -> None:
        office = Eyes.process_on(self.screen)  # it outlives a program that was killed
        self.process.kill()
        self.process.wait()
        if office:
            os.kill(office, signal.SIGKILL)
        self._reader.join()
        self.process.stdout.close()


@pytest.fixture
def opened(screen):
    windows: list[Window] = []

    def open_(path: Path) -> Window:
        windows.append(Window(path, screen))
        return windows[-1]

    yield open_
    for window in windows:
        window.end()


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "book.xlsm"
    assert main(["new", str(made)]) == 0
    return made


def looks(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """What LibreOffice keeps of the buttons."""
    return {
        sheet: [
            (each.name, each.label, each.fill.lower(), each.ink.lower(), each.is_bold, each.stays)
            for each in buttons
        ]
        for sheet, buttons in buttons_on(path).items()
    }


def test_shapes_answer_clicks_before_and_after_a_save_and_are_saved_as_shapes_alone(opened, path):
    made = looks(path)
    window = opened(path)
    window.eyes.show("Calls")
    window.eyes.type_into("Calls", "A5", "Ana")
    assert window.clicked("Log calls") == "log"
    assert window.clicked("Today") == "today"
    window.save()
    until(lambda: window.controls() == len(made["Calls"]))
    changed, to_undo = window.changes()
    assert not changed
    assert not [title for title in to_undo if "Control" in title]
    assert window.clicked("Write letter") == "letter"
    window.eyes.show("Home")
    assert window.clicked("Check") == "check"
    window.close()
    assert looks(path) == made
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert not [name for name, part in parts.items() if b"<control " in part or b'ObjectType="Label"' in part]


def test_they_answer_in_a_workbook_that_libreoffice_saved_at_any_zoom_and_looking_changes_nothing(
    opened, office, path
):
    book = office.books.open(path)
    book.save()
    book.close()
    assert {each.macro for buttons in buttons_on(path).values() for each in buttons} == {""}
    window = opened(path)
    for sheet in ("Calls", "Mailings", "Home", "Calls"):
        window.eyes.show(sheet)
        until(lambda sheet=sheet: window.controls() == len(buttons_on(path)[sheet]))
    assert window.changes() == (False, ())
    window.eyes.controller.ZoomValue = 150
    assert window.clicked("Write letter") == "letter"
    window.close()


def test_form_buttons_of_an_older_workbook_have_colours_while_it_is_open_and_none_in_the_file(
    opened, tmp_path
):
    path = new_with_form_buttons(tmp_path / "book.xlsm")
    window = opened(path)
    window.eyes.show("Calls")
    until(window.controls)
    assert window.changes() == (False, ())
    painted = dict.fromkeys(window.colours(), (LIGHT, DARK, PLAIN)) | {"Log calls": (DARK, LIGHT, BOLD)}
    until(lambda: window.colours() == painted)  # they come one by one
    window.eyes.type_into("Calls", "A5", "Ana")
    assert window.clicked("Log calls") == "log"
    window.eyes.picture(PICTURES / "form buttons.png")
    window.save()
    until(lambda: window.colours() == painted)
    assert window.clicked("Today") == "today"
    window.close()
    with zipfile.ZipFile(path) as package:
        drawn = b"".join(package.read(name) for name in package.namelist() if name.endswith(".vml"))
    assert b"2b5a6e" not in drawn.lower()
