"""The engine as a whole: what it covers, how it starts, and that it leaves nothing behind."""

from __future__ import annotations

import inspect
import os
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
import xlwings

from salesbook.office import libreoffice
from salesbook.office.libreoffice import app, bridge, finding, fonts, names, process, ranges, sheets, tables
from salesbook.office.libreoffice import books as books_module
from salesbook.office.libreoffice.coverage import NOT_COVERED
from salesbook.office.libreoffice.errors import CannotStart, OfficeMissing, UnoMissing

CLASSES = (
    app.Apps, app.App, books_module.Books, books_module.Book, sheets.Sheets, sheets.Sheet, ranges.Range, fonts.Font,
    tables.Tables, tables.Table, names.Names, names.Name,
)  # fmt: skip
XLWINGS_DOES_ITSELF = {"xl", "expand", "snapshot"} | {"rows", "columns"}


@pytest.mark.parametrize("ours", CLASSES, ids=lambda each: each.__name__)
def test_the_list_of_what_is_not_covered_is_true(ours):
    asked = {
        name: value
        for base in ours.__mro__
        if base.__module__ == "xlwings.base_classes"
        for name, value in vars(base).items()
        if not name.startswith("_") and "async" not in name and not inspect.iscoroutinefunction(value)
    }
    missing = {name for name in asked if is_missing(ours, name)}
    itself = XLWINGS_DOES_ITSELF if ours is not tables.Table else {"xl"}
    assert missing - itself == NOT_COVERED.get(ours.__name__, frozenset())


def is_missing(cls, name):
    """Whether it is not there, or only says so."""
    owner = next(each for each in cls.__mro__ if name in vars(each))
    call = vars(owner)[name]
    call = call.fget if isinstance(call, property) else call
    return owner.__module__ == "xlwings.base_classes" or hasattr(call, "not_covered")


FOREIGN = {
    "host.py": [
        "from salesbook.office.spots import button_spots",
        "from salesbook.schema import TABLES",
        "from salesbook.schema.buttons import GROUPS",
        "from salesbook.schema.buttons import Button as Shown",
    ],
    "button_colours.py": [
        "from salesbook.office.spots import DARK, LIGHT",
        "from salesbook.schema.buttons import Button",
    ],
    "rep_view.py": ["from salesbook.schema import ALL_REPS, CALLS, SHOW_REP"],
    "shapes.py": ["from salesbook.office.spots import DARK, LIGHT"],
}


def test_nothing_of_salesbook_is_imported_but_for_the_buttons_and_one_reps_view():
    own = Path(libreoffice.__file__).parent
    for path in own.glob("*.py"):
        foreign = [
            line for line in path.read_text(encoding="utf-8").splitlines()
            if "import" in line and "salesbook." in line and "salesbook.office.libreoffice" not in line
        ]  # fmt: skip
        assert foreign == FOREIGN.get(path.name, [])


def test_importing_the_package_starts_and_loads_nothing():
    code = "import sys, salesbook.office.libreoffice; print(sorted({'xlwings', 'uno', 'pandas'} & set(sys.modules)))"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


def test_xlwings_itself_can_start_one(office):
    assert libreoffice.register() is libreoffice.register()
    assert "libreoffice" in [engine.name for engine in xlwings.engines]
    made = libreoffice.register().apps.add(visible=False, add_book=True)
    assert len(made.books) == 1
    assert made.pid in libreoffice.register().apps.keys()  # noqa: SIM118  # xlwings' own name
    made.quit()
    assert made.pid not in libreoffice.register().apps.keys()  # noqa: SIM118
    assert office.books is not None


@pytest.mark.parametrize("end", ["quit", "kill"])
def test_ending_leaves_no_process_no_profile_and_no_lock(office, tmp_path, end):
    path = tmp_path / "book.xlsx"
    made = office.books.add()
    made.save(path)
    made.close()
    other = libreoffice.start_libreoffice()
    book = other.books.open(path)
    book.sheets[0]["A1"].value = "not saved"
    assert (tmp_path / ".~lock.book.xlsx#").exists()
    profile = other.impl.office.profile
    getattr(other, end)()
    assert not (tmp_path / ".~lock.book.xlsx#").exists()
    assert not profile.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(other.pid, 0)


def test_ending_is_asked_for_by_a_thread_that_makes_no_other_call(monkeypatch):
    """An answer that comes after its call was given up stays with the thread, for its next call to any LibreOffice."""
    other = libreoffice.start_libreoffice().impl.office
    desktop, askers = other.desktop, []

    class Asked:
        def terminate(self):
            askers.append(threading.current_thread())
            return desktop.terminate()

    monkeypatch.setattr(other, "desktop", Asked())
    other.end()
    assert len(askers) == 1
    assert askers[0] is not threading.current_thread()
    assert not askers[0].is_alive()


def test_the_users_settings_come_along_but_not_what_they_left_open(monkeypatch, tmp_path):
    item = '<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>\n'
    (tmp_path / "registrymodifications.xcu").write_text(
        "<items>"
        + item.format("UserProfile/Data", "givenname", "Ana")
        + item.format("Office.Recovery/RecoveryList", "OriginalURL", "file:///lost.xlsx")
        + item.format("Office.Calc/Formula/Load", "OOXMLRecalcMode", "2")
        + "</items>",
        encoding="utf-8",
    )
    monkeypatch.setattr("salesbook.office.libreoffice.process.settings_folder", lambda: tmp_path)
    app = libreoffice.start_libreoffice(own_settings=True)
    written = (app.impl.office.profile / "user" / "registrymodifications.xcu").read_text(encoding="utf-8")
    app.quit()
    assert "Ana" in written
    assert "lost.xlsx" not in written
    assert "<value>2</value>" not in written


def test_without_libreoffice_it_says_how_to_get_it(monkeypatch):
    monkeypatch.setattr(finding, "_places", lambda: iter([Path("/nowhere/soffice")]))
    with pytest.raises(OfficeMissing, match=r"was not found.*libreoffice\.org") as error:
        finding.program()
    assert error.value.looked == (str(Path("/nowhere/soffice")),)


def test_without_its_bridge_it_says_what_is_missing(monkeypatch):
    bridge.uno.cache_clear()
    monkeypatch.setattr(bridge, "_FOLDERS", ())
    monkeypatch.setitem(sys.modules, "uno", None)
    with pytest.raises(UnoMissing, match=r"the module uno.*python3-uno"):
        bridge.uno()
    bridge.uno.cache_clear()


def test_a_libreoffice_that_ends_at_once_is_no_endless_wait(monkeypatch):
    monkeypatch.setattr("salesbook.office.libreoffice.process.program", lambda: Path("/bin/false"))
    with pytest.raises(CannotStart, match="ended at once with status 1"):
        libreoffice.start_libreoffice()


def test_one_that_ends_at_once_without_a_fault_is_started_once_more(monkeypatch):
    started = []
    monkeypatch.setattr(
        "salesbook.office.libreoffice.process.program", lambda: started.append(1) or Path("/bin/true")
    )
    with pytest.raises(CannotStart, match="ended at once with status 0"):
        libreoffice.start_libreoffice()
    assert len(started) == 2


def test_of_the_users_settings_those_of_a_run_stay_behind(tmp_path, monkeypatch):
    own = tmp_path / "own"
    own.mkdir()
    item = '<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse"><value>x</value></prop></item>\n'
    settings = [("Setup/L10N", "ooLocale"), ("UserProfile/Data", "givenname"), ("Setup/Office", "OfficeRestartInProgress"),
                ("Setup/Office/Factories/Calc", "ooSetupFactoryWindowAttributes"), ("Office.Views/Windows", "SplitWindow0"),
                ("Office.Recovery/RecoveryInfo", "SessionData")]  # fmt: skip
    (own / "registrymodifications.xcu").write_text(
        "".join(item.format(*one) for one in settings), encoding="utf-8"
    )
    monkeypatch.setattr(process, "settings_folder", lambda: own)
    process._write_settings(tmp_path / "user", own_settings=True)
    text = (tmp_path / "user" / "registrymodifications.xcu").read_text(encoding="utf-8")
    assert [name for _, name in settings if name in text] == ["ooLocale", "givenname"]


def test_no_name_is_underlined_as_misspelt_whatever_the_user_has_set(tmp_path, monkeypatch):
    own = tmp_path / "own"
    own.mkdir()
    (own / "registrymodifications.xcu").write_text(
        '<item oor:path="/org.openoffice.Office.Linguistic/SpellChecking"><prop oor:name="IsSpellAuto"'
        ' oor:op="fuse"><value>true</value></prop></item>',
        encoding="utf-8",
    )
    monkeypatch.setattr(process, "settings_folder", lambda: own)
    process._write_settings(tmp_path / "user", own_settings=True)
    text = (tmp_path / "user" / "registrymodifications.xcu").read_text(encoding="utf-8")
    assert re.findall(r'"IsSpellAuto".*?<value>(\w+)<', text) == ["false"]


@pytest.mark.parametrize("end", ["quit", "kill"])
def test_the_connection_is_closed_before_its_libreoffice_is_waited_for(monkeypatch, end):
    before, then = connections(), []
    other = libreoffice.start_libreoffice()
    assert len(connections()) > len(before)
    wait = subprocess.Popen.wait
    monkeypatch.setattr(
        subprocess.Popen, "wait", lambda *given: (then.append(connections_but(before)), wait(*given))[1]
    )
    getattr(other, end)()
    assert then[-1] == before


def connections_but(before):
    """The same once a thread that is about to end has ended, on a busy machine."""
    soon = time.monotonic() + 5
    while connections() != before and time.monotonic() < soon:
        time.sleep(0.02)
    return connections()


def connections():
    """The threads of connections; Python knows nothing of them."""
    names = (task.joinpath("comm").read_text("ascii") for task in Path("/proc/self/task").iterdir())
    return sorted(name for name in names if name.startswith("binaryurp"))
