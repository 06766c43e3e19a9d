"""A real window, real mouse clicks: what a click on a button in LibreOffice does."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
import xlsxwriter
import xlwings

from salesbook.actions.registry import ACTIONS, BUTTONS
from salesbook.office import libreoffice
from salesbook.office.libreoffice.bridge import failure
from salesbook.office.libreoffice.errors import AlreadyOpen, CannotOpen, OfficeDied
from salesbook.office.libreoffice.host import _Host, host
from salesbook.schema.buttons import GROUPS

WAIT = 30
LISTENS = threading.Event()  # two threads should not use the bridge while a document is loaded

pytestmark = pytest.mark.usefixtures("window")


def make(path: Path, macro: str = "SalesbookToday") -> Path:
    book = xlsxwriter.Workbook(str(path))
    home, calls = book.add_worksheet("Home"), book.add_worksheet("Calls")
    home.insert_button("B3", {"macro": macro, "caption": "Today", "width": 120, "height": 40})
    home.insert_button("B6", {"macro": "SalesbookUndo", "caption": "Undo", "width": 120, "height": 40})
    home.insert_button("B9", {"macro": "Other", "caption": "Somebody's own", "width": 120, "height": 40})
    calls.insert_button("C3", {"macro": "SalesbookLog", "caption": "Log calls", "width": 120, "height": 40})
    if path.suffix == ".xlsm":
        with zipfile.ZipFile(Path(xlwings.__file__).parent / "quickstart_standalone.xlsm") as package:
            project = path.with_suffix(".bin")
            project.write_bytes(package.read("xl/vbaProject.bin"))
        book.add_vba_project(str(project))
    book.close()
    return path


class Person:
    """Somebody at the mouse, in a thread of their own, while the host has the main one."""

    def __init__(self, steps):
        self.error = None
        self._steps = steps
        self._thread = threading.Thread(target=self._run)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *error):
        self._thread.join(WAIT)
        if self.error:
            raise self.error

    def _run(self):
        try:
            assert LISTENS.wait(WAIT)
            self._steps(self)
        except BaseException as error:
            self.error = error
            for app in libreoffice.register().apps:
                if app.visible:  # the one without windows serves other tests
                    app.kill()

    @property
    def app(self):
        return self._book.app

    @property
    def document(self):
        return self._book.api

    @property
    def _book(self):
        return until(self._ready_book)

    @staticmethod
    def _ready_book():
        try:
            app = next(app for app in libreoffice.register().apps if app.visible)
            return app.books[0] if app.books[0].api.getCurrentController().getFrame() else None
        except Exception:  # it starts, loads, or ends
            return None

    def show(self, sheet):
        controller = self.document.getCurrentController()
        controller.setActiveSheet(self.document.getSheets().getByName(sheet))

    def open_another_window(self):
        before, windows = self.document.getCurrentController(), LISTENS.windows
        dispatcher = self.app.impl.office.create("frame.DispatchHelper")
        dispatcher.executeDispatch(before.getFrame(), ".uno:NewWindow", "", 0, ())
        until(lambda: self.document.getCurrentController() != before)
        until(lambda: LISTENS.windows > windows)  # the host looks for new ones once a second

    def click(self, label, patient=True):
        x, y = until(lambda: self._middle(label))
        until(
            lambda: at_rest() or not patient
        )  # on a busy machine the host may still be at what was clicked before
        time.sleep(0.3)
        self._point("mousemove", x, y, "sleep", "0.2", "mousedown", "1", "sleep", "0.2", "mouseup", "1")

    def close(self):
        """Close the window. The host may end, and its connection with it, before LibreOffice has answered."""
        with suppress(failure("lang.DisposedException")):
            self.document.close(True)

    def choose(self, entry):
        """In the menu, which stands at the end of the menu bar."""
        window = self.document.getCurrentController().getFrame().getContainerWindow()
        menu = until(lambda: named("Salesbook", window.getAccessibleContext()))
        where, size = menu.getLocationOnScreen(), menu.getSize()
        self._point("mousemove", where.X + size.Width // 2, where.Y + size.Height // 2, "sleep", "0.3")
        self._point("mousedown", "1", "sleep", "0.2", "mouseup", "1", "sleep", "0.3")
        self._point(*["key", "Down"] * entry, "key", "Return")

    def type_without_enter(self, text, left_of, pixels):
        x, y = until(lambda: self._middle(left_of))
        self._point(
            "mousemove", x - pixels[0], y - pixels[1], "mousedown", "1", "sleep", "0.2", "mouseup", "1"
        )
        self._point("type", text)

    @staticmethod
    def _point(*what):
        subprocess.run(["xdotool", *map(str, what)], check=True)

    def _middle(self, label):
        controller = self.document.getCurrentController()
        form = controller.getActiveSheet().getDrawPage().getForms().getByIndex(0)
        for i in range(form.getCount()):
            model = form.getByIndex(i)
            if model.Label == label:
                try:
                    control = controller.getControl(model)
                    where, size = control.getAccessibleContext().getLocationOnScreen(), control.getPosSize()
                except Exception:  # not drawn yet
                    return None
                return where.X + size.Width // 2, where.Y + size.Height // 2
        return None


def named(name, accessible, depth=4):
    """The accessible object of that name."""
    if accessible.getAccessibleName() == name:
        return accessible
    for i in range(min(accessible.getAccessibleChildCount(), 30) if depth else 0):
        child = accessible.getAccessibleChild(i)
        found = child and named(name, child.getAccessibleContext(), depth - 1)
        if found:
            return found
    return None


def at_rest():
    """Whether the host listens to all that is there, and is at nothing else."""
    host = LISTENS.host
    return not (host._busy or host._attaching or host._patience or host._events.qsize())


def until(answer):
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        found = answer()
        if found:
            return found
        time.sleep(0.05)
    raise TimeoutError


@pytest.fixture
def window(screen, monkeypatch):
    monkeypatch.setenv("DISPLAY", screen)
    listen = _Host._listen

    def listened(self):
        whole = listen(self)
        if whole:
            LISTENS.windows, LISTENS.host = len(self._watched), self
            LISTENS.set()
        return whole

    LISTENS.clear()
    monkeypatch.setattr(_Host, "_listen", listened)
    libreoffice.register()  # before two threads do


def test_clicks_reach_the_caller_whatever_the_user_does_meanwhile(tmp_path):
    path = make(tmp_path / "book.xlsx")
    pressed, seen = [], {}

    def press(name, book):
        book.sheets["Home"].range((20 + len(pressed), 1)).value = f"pressed {name}"
        pressed.append(name)

    def steps(person):
        seen["pid"], seen["profile"] = person.app.pid, person.app.impl.office.profile
        person.click("Today")
        until(lambda: pressed == ["today"])
        person.click("Somebody's own")
        person.show("Calls")
        person.click("Log calls")
        until(lambda: pressed[1:] == ["log"])
        person.show("Home")
        person.click("Undo")
        until(lambda: pressed[2:] == ["undo"])
        person.app.books[0].save()
        person.click("Today")
        until(lambda: pressed[3:] == ["today"])
        other = person.app.books.add()
        other.activate()
        other.close()
        person.click("Today")
        until(lambda: pressed[4:] == ["today"])
        person.show("Calls")
        person.choose(entry=2)
        until(lambda: pressed[5:] == ["calls"])
        person.show("Home")
        person.open_another_window()
        person.click("Today")
        until(lambda: pressed[6:] == ["today"])
        seen["cells"] = person.app.books[0].sheets["Home"].range("A20:A26").value
        seen["locked"] = (tmp_path / ".~lock.book.xlsx#").exists()
        person.close()

    with Person(steps):
        assert host(path, press, BUTTONS) == 0
    names = ("today", "log", "undo", "today", "today", "calls", "today")
    assert seen["cells"] == [f"pressed {name}" for name in names]
    assert seen["locked"]
    assert not (tmp_path / ".~lock.book.xlsx#").exists()
    assert not seen["profile"].exists()
    with pytest.raises(ProcessLookupError):
        os.kill(seen["pid"], 0)


def test_the_menu_has_the_actions_of_a_part_once_the_workbook_has_it(tmp_path):
    path = make(tmp_path / "book.xlsx")
    pressed = []
    menu = [
        each.name
        for each in sorted(BUTTONS, key=lambda each: GROUPS.index(each.group))
        if each.part in {"core", "mail"}
    ]
    of_core = [name for name in menu if ACTIONS[name].button.part == "core"]

    def press(name, book):
        pressed.append(name)
        if name == "today":  # as if it brought the part with it
            cells = book.sheets["Calls"].range("A20:B21").api.RangeAddress
            book.api.DatabaseRanges.addNewByName("Mailings", cells)

    def steps(person):
        person.choose(entry=of_core.index("check") + 1)
        until(lambda: pressed == ["check"])
        person.click("Today")
        until(lambda: pressed[1:] == ["today"])
        time.sleep(1)
        person.choose(entry=menu.index("drafts") + 1)
        until(lambda: pressed[2:] == ["drafts"])
        person.close()

    with Person(steps):
        assert host(path, press, BUTTONS) == 0


def test_a_click_while_another_is_at_work_is_refused_and_so_is_the_first_try_to_close(tmp_path, capsys):
    path = make(tmp_path / "book.xlsx")
    pressed = []
    go_on = threading.Event()

    def press(name, book):
        pressed.append(name)
        assert go_on.wait(WAIT)
        while True:
            book.sheets[0].range("A1").value = "still here"
            time.sleep(0.05)

    def steps(person):
        person.click("Today")
        until(lambda: pressed)
        person.click("Undo", patient=False)
        time.sleep(1)
        with pytest.raises(Exception, match="at work"):
            person.document.close(True)
        go_on.set()
        person.close()

    with Person(steps):
        assert host(path, press, BUTTONS) == 0
    assert pressed == ["today"]
    assert capsys.readouterr().err.splitlines() == [
        "Today is still at work; this click was not taken.",
        "Today is still at work. Close the window again to stop it.",
        "The window was closed before Today was done.",
    ]


def test_what_is_typed_without_enter_is_taken_in_before_the_action_reads(tmp_path):
    path = make(tmp_path / "book.xlsx")
    seen = []

    def steps(person):
        person.type_without_enter("Spoke", left_of="Today", pixels=(98, 50))
        person.click("Today")
        until(lambda: seen)
        person.close()

    with Person(steps):
        host(path, lambda _, book: seen.append((book.sheets[0]["A1"].value, book.selection.address)), BUTTONS)
    assert seen == [("Spoke", "$A$1")]


def test_macros_stay_in_the_file_and_do_not_run(tmp_path, capsys):
    path = make(tmp_path / "book.xlsm", macro="SampleCall")
    pressed, saved = [], tmp_path / "saved.xlsm"

    def press(name, _book):
        pressed.append(name)
        if len(pressed) == 1:
            raise ValueError("Nothing to do.")

    def steps(person):
        app = person.app  # nothing new is asked of LibreOffice while the other thread is at work
        person.click("Today")
        until(lambda: "did not work" in str(app.status_bar))
        person.click("Today")
        until(lambda: len(pressed) == 2)
        person.app.books[0].save(saved)
        with pytest.raises(AlreadyOpen):
            host(path.with_name("saved.xlsm"), press, BUTTONS)
        person.close()

    with Person(steps):
        assert host(path, press, BUTTONS) == 0
    assert pressed == ["today", "today"]
    assert "Today did not work: Nothing to do." in capsys.readouterr().err
    with zipfile.ZipFile(saved) as package:
        assert b"SampleCall" in package.read("xl/drawings/vmlDrawing1.vml")
        assert package.read("xl/vbaProject.bin")


def test_a_crash_of_libreoffice_is_noticed_and_the_file_can_be_opened_again(tmp_path):
    path = make(tmp_path / "book.xlsx")
    killed = []

    def steps(person):
        person.click("Today")
        until(lambda: killed)  # a click that gets lost fails, and does not wait for ever

    def kill(_, book):
        killed.append(book.app.pid)
        os.kill(book.app.pid, signal.SIGKILL)

    with Person(steps), pytest.raises(OfficeDied):
        host(path, kill, BUTTONS)
    pressed = []

    def again(person):
        person.click("Today")
        until(lambda: pressed)
        person.close()

    LISTENS.clear()
    with Person(again):
        assert host(path, lambda name, _: pressed.append(name), BUTTONS) == 0


@pytest.mark.parametrize("content", ["cut", "text", "compound"])
def test_a_file_that_cannot_be_opened_is_refused_without_a_question(tmp_path, content):
    path = make(tmp_path / "book.xlsx")
    whole = path.read_bytes()
    path.write_bytes({"cut": whole[:3000], "text": b"a,b\n1,2\n", "compound": bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000)}[content])  # fmt: skip
    with pytest.raises(CannotOpen, match=r"book\.xlsx could not be opened"):
        host(path, lambda *_: None, BUTTONS)
    assert not list(tmp_path.glob(".~lock*"))
