"""A second connection to a LibreOffice that somebody else started: to see what is on its screen, and to type there."""

from __future__ import annotations

import os
import re
import subprocess
import time
from pathlib import Path

from salesbook.actions.registry import BUTTONS
from salesbook.office.libreoffice.connection import Connection
from salesbook.office.libreoffice.menu import has_menu

WAIT = 60
_LABELS = {each.macro: each.label for each in BUTTONS}  # a drawn button is named after its macro
_BUTTON, _TEXT, _MESSAGE = 44, 60, 86  # roles of what a box shows, as AccessibleRole numbers them
_PIPE = re.compile(rb"--accept=pipe,name=(\w+);urp")


def until(answer, wait: float = WAIT):
    """What `answer` gives once it is something; exceptions mean not yet."""
    end = time.monotonic() + wait
    error: Exception | None = None
    while time.monotonic() < end:
        try:
            found = answer()
        except Exception as raised:
            found, error = None, raised
        if found:
            return found
        time.sleep(0.1)
    raise TimeoutError from error


def _is_ours(process: int) -> bool:
    """Whether a process descends from this one."""
    while process > 1 and process != os.getpid():
        try:
            status = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace")
        except OSError:
            return False
        process = int(re.search(r"^PPid:\s*(\d+)", status, re.MULTILINE)[1])
    return process == os.getpid()


def _everything(accessible, depth: int = 8):
    """What stands in a window, with all that stands in that."""
    yield accessible
    for i in range(min(accessible.getAccessibleChildCount(), 40) if depth else 0):
        child = accessible.getAccessibleChild(i)
        if child:
            yield from _everything(child.getAccessibleContext(), depth - 1)


class Eyes:
    """What stands on a display, and a mouse and a keyboard for it."""

    def __init__(self, display: str) -> None:
        self.display = display
        pipe = until(self._pipe)
        self._connection = until(lambda: Connection(pipe))
        self.document = until(self._connection.create("frame.Desktop").getCurrentComponent)
        self._seen: dict[str, tuple[int, int]] = {}

    def close(self) -> None:
        """Look no longer."""
        self._connection.close()

    @staticmethod
    def process_on(display: str) -> int:
        """The office on a display that this program has started, if only by another one; 0 where there is none.

        Other runs of the tests on this machine have offices of their own.
        """
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                words, around = (folder / "cmdline").read_bytes(), (folder / "environ").read_bytes()
            except OSError:
                continue
            if (
                b"soffice.bin" in words
                and _PIPE.search(words)
                and f"\0DISPLAY={display}\0".encode() in b"\0" + around
                and _is_ours(int(folder.name))
            ):
                return int(folder.name)
        return 0

    def _pipe(self) -> str:
        words = Path(f"/proc/{self.process_on(self.display)}/cmdline").read_bytes()
        return _PIPE.search(words)[1].decode()

    @property
    def controller(self):
        return self.document.getCurrentController()

    def sheet(self, name: str):
        return self.document.getSheets().getByName(name)

    def show(self, name: str) -> None:
        self.controller.setActiveSheet(self.sheet(name))
        self._seen = {}
        time.sleep(1)

    def find(self, label: str) -> tuple[int, int]:
        """Where a button is. It stays there until another sheet is shown: it stands in rows and columns that do not scroll."""
        if label not in self._seen:
            self._seen[label] = until(lambda: self._at_rest(label))
        return self._seen[label]

    def click(self, label: str) -> None:
        """Click a button on the sheet that is shown."""
        x, y = self.find(label)
        time.sleep(1)
        self.point("mousemove", x, y, "sleep", "0.3", "mousedown", "1", "sleep", "0.2", "mouseup", "1")

    def type_into(self, sheet: str, cell: str, text: str) -> None:
        """Go to a cell and type."""
        self.controller.select(self.sheet(sheet).getCellRangeByName(cell))
        time.sleep(0.3)
        self.point("type", "--delay", "30", text)
        self.point("key", "Return")
        until(lambda: self.sheet(sheet).getCellRangeByName(cell).getFormula() != "")

    def press_in_box(self, label: str) -> None:
        """Press a button of a box that is open, as a keyboard does: without a window manager its first click only brings a box forward."""
        button = until(lambda: self._in_boxes(_BUTTON, label))
        time.sleep(1)  # a box that has just come takes no answer yet
        button.doAccessibleAction(0)

    def choose_file(self, path: Path) -> None:
        """Give a path to the office's own box that asks for a file, and open it."""
        until(lambda: self._in_boxes(_TEXT, "File name:")).setText(str(path))
        self.press_in_box("Open")

    def box_says(self) -> str:
        """The words of the box that asks or tells something."""
        return str(until(lambda: self._in_boxes(_MESSAGE)).getAccessibleName())

    def _in_boxes(self, role: int, label: str = ""):
        """What has a role, and a name where one is wanted, in any window but the document's."""
        return next(
            (each for each in self._seen_in_boxes()
             if each.getAccessibleRole() == role and label in {"", each.getAccessibleName()}),
            None,
        )  # fmt: skip

    def _seen_in_boxes(self):
        toolkit = self._connection.create("awt.Toolkit")
        main = self.controller.getFrame().getContainerWindow()
        for i in range(toolkit.getTopWindowCount()):
            window = toolkit.getTopWindow(i)
            if window != main and window.isVisible():  # a box that was answered stays in the list for a while
                yield from _everything(window.getAccessibleContext())

    def point(self, *what: object) -> None:
        subprocess.run(
            ["xdotool", *map(str, what)], check=True, env={"DISPLAY": self.display, "PATH": "/usr/bin:/bin"}
        )

    def picture(self, path: Path) -> None:
        """A screenshot."""
        path.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["import", "-display", self.display, "-window", "root", str(path)], check=True)

    def _at_rest(self, label: str) -> tuple[int, int] | None:
        """Where a button is, unless it is still put there: a label comes first and is laid over its shape then."""
        if not has_menu(self.controller.getFrame()):  # it comes with those who listen to the buttons
            return None
        place = self._middle(label)
        time.sleep(0.5)
        return place if place == self._middle(label) else None

    def _middle(self, label: str) -> tuple[int, int] | None:
        form = self.controller.getActiveSheet().getDrawPage().getForms().getByIndex(0)
        for i in range(form.getCount()):
            model = form.getByIndex(i)
            if label in {model.Label, _LABELS.get(model.Name)}:
                control = self.controller.getControl(model)
                where, size = control.getAccessibleContext().getLocationOnScreen(), control.getPosSize()
                return where.X + size.Width // 2, where.Y + size.Height // 2
        return None
