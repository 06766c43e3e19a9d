"""`salesbook doctor` and `salesbook install` on computers that are made up."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import openpyxl
import pytest

from salesbook.cli.main import main
from salesbook.office.excel import machine
from salesbook.office.excel.conf import BLANK_CONF, MADE_FOR
from salesbook.office.excel.sources import xlwings_version

pytestmark = [
    pytest.mark.filterwarnings("ignore:Print area cannot be set"),
    pytest.mark.filterwarnings("ignore:.*xtension is not supported"),
]
VERSION = xlwings_version()


class Computer:
    """A folder with the programs of a computer, and a workbook."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder, self.patch = folder, patch
        self.book = folder / "data" / "book.xlsm"
        self.book.parent.mkdir()
        self.python = self.make("venv/Scripts/python.exe")
        for name in (
            "ProgramW6432",
            "ProgramFiles(x86)",
            "OneDrive",
            "OneDriveCommercial",
            "OneDriveConsumer",
        ):
            patch.delenv(name, raising=False)
        patch.setenv("ProgramFiles", str(folder / "Programs"))
        patch.setattr(machine, "_APPLICATIONS", folder / "Applications")
        patch.setattr(Path, "home", lambda: folder / "home")
        patch.setattr(machine.shutil, "which", lambda _: None)
        main(["new", str(self.book)])
        patch.setattr(sys, "executable", str(self.python))

    def make(self, name: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
        return path

    def system(self, name: str) -> None:
        self.patch.setattr("salesbook.util.computer.system", lambda: name)

    def windows(self) -> None:
        self.system("win32")
        self.make("Programs/Microsoft Office/root/Office16/EXCEL.EXE")
        self.make(f"venv/xlwings64-{VERSION}.dll")

    def macos(self) -> None:
        self.system("darwin")
        self.make("Applications/Microsoft Excel.app/Contents/Info.plist")

    def settings(self) -> dict[str, object]:
        sheet = openpyxl.load_workbook(self.book)["xlwings.conf"]
        return dict(sheet.iter_rows(min_row=2, max_col=2, values_only=True))


@pytest.fixture
def computer(tmp_path, monkeypatch):
    return Computer(tmp_path, monkeypatch)


@pytest.fixture
def doctor(capsys):
    """Exit status and what is wrong, by what it is."""

    def ask(*words):
        capsys.readouterr()
        status = main(["doctor", "--json", *map(str, words)])
        answer = json.loads(capsys.readouterr().out)
        return status, {
            problem["table"]: problem["problem"] + ". " + problem["todo"] for problem in answer["problems"]
        }

    return ask


def test_nothing_is_wrong_where_everything_is_there(computer, doctor):
    computer.windows()
    main(["install", str(computer.book)])
    assert doctor(computer.book) == (0, {})


def test_without_any_spreadsheet_it_says_where_to_get_one(computer, doctor):
    computer.system("linux")
    status, wrong = doctor()
    assert status == 1
    assert "libreoffice.org" in wrong["LibreOffice"]


def test_excel_alone_is_enough_and_so_is_libreoffice(computer, doctor):
    computer.make("Programs/LibreOffice/program/soffice.exe")
    assert doctor() == (0, {})
    computer.windows()
    (computer.folder / "Programs/LibreOffice/program/soffice.exe").unlink()
    assert doctor() == (0, {})


def test_a_library_that_is_not_beside_python_is_missed(computer, doctor):
    computer.windows()
    (computer.folder / f"venv/xlwings64-{VERSION}.dll").unlink()
    _, wrong = doctor()
    assert f"xlwings=={VERSION}" in wrong["xlwings' library"]


@pytest.mark.parametrize(
    ("mark", "blocked"),
    [
        ("[ZoneTransfer]\nZoneId=3\nHostUrl=https://example.com/\n", True),
        ("[ZoneTransfer]\nZoneId=0\n", False),
    ],
)
def test_a_downloaded_workbook_is_known_by_its_mark(computer, doctor, mark, blocked):
    Path(f"{computer.book}:Zone.Identifier").write_text(mark)
    _, wrong = doctor(computer.book)
    assert ("Unblock" in wrong.get("book.xlsm", "")) is blocked


def test_a_workbook_in_the_cloud_is_told(computer, doctor):
    computer.patch.setenv("OneDrive", str(computer.folder / "data"))
    _, wrong = doctor(computer.book)
    assert "OneDrive" in wrong["book.xlsm"]


def test_a_workbook_of_another_xlwings_is_told(computer, doctor):
    book = openpyxl.load_workbook(computer.book, keep_vba=True)
    cell = next(row[1] for row in book["xlwings.conf"].iter_rows() if row[0].value == MADE_FOR)
    assert cell.value == VERSION
    cell.value = "0.30.0"
    book.save(computer.book)
    _, wrong = doctor(computer.book)
    assert "made for xlwings 0.30.0" in wrong["book.xlsm"]


@pytest.mark.parametrize(
    ("named", "said"),
    [(None, "does not know"), ("/gone/python", "where none is"), (__file__, "another Python")],
)
def test_a_workbook_that_starts_no_python_or_another_one_needs_install(computer, doctor, named, said):
    computer.windows()
    main(["install", str(computer.book)])
    book = openpyxl.load_workbook(computer.book, keep_vba=True)
    next(
        row[1] for row in book["xlwings.conf"].iter_rows() if row[0].value == "Interpreter_Win"
    ).value = named
    book.save(computer.book)
    _, wrong = doctor(computer.book)
    assert said in wrong["book.xlsm"]
    assert "salesbook install" in wrong["book.xlsm"]


def test_a_workbook_without_buttons_is_told_and_that_is_no_problem(computer, capsys, tmp_path):
    computer.windows()
    main(["new", str(tmp_path / "plain.xlsx")])
    capsys.readouterr()
    assert main(["doctor", str(tmp_path / "plain.xlsx")]) == 0
    assert (
        "plain.xlsx: has no buttons, only the menu Salesbook in LibreOffice; to make one with buttons: "
        f"salesbook upgrade {tmp_path / 'plain.xlsx'} --to {tmp_path / 'plain.xlsm'}"
    ) in capsys.readouterr().err


def test_an_xlsm_without_buttons_has_lost_them(computer, doctor, tmp_path):
    computer.windows()
    main(["new", str(tmp_path / "plain.xlsx")])
    (tmp_path / "plain.xlsx").rename(tmp_path / "plain.xlsm")
    status, wrong = doctor(tmp_path / "plain.xlsm")
    assert status == 1
    assert "has no buttons. Run: salesbook upgrade" in wrong["plain.xlsm"]


def test_a_workbook_that_is_no_salesbook_is_told_to_be_none_and_not_sent_to_upgrade(
    computer, doctor, tmp_path
):
    computer.windows()
    openpyxl.Workbook().save(tmp_path / "other.xlsx")
    assert doctor(tmp_path / "other.xlsx") == (
        1,
        {
            "other.xlsx": "is no workbook of salesbook's: it has no table Settings. "
            "Make one with salesbook new; or, if it was one, take a copy of it from its folder backups."
        },
    )


def test_a_missing_workbook_is_refused(tmp_path, capsys):
    assert main(["doctor", str(tmp_path / "none.xlsm")]) == 3
    assert "no file" in capsys.readouterr().err


def test_install_on_windows_names_this_python_and_keeps_it_warm(computer):
    computer.windows()
    assert main(["install", str(computer.book)]) == 0
    expected = {
        **BLANK_CONF,
        "Interpreter_Win": str(computer.python),
        "Use UDF Server": True,
        MADE_FOR: VERSION,
    }
    assert computer.settings() == {name: value if value != "" else None for name, value in expected.items()}


def test_install_on_macos_also_puts_xlwings_script_where_excel_looks(computer, doctor):
    computer.macos()
    _, wrong = doctor()
    assert "salesbook install" in wrong["xlwings' script"]
    assert main(["install", str(computer.book)]) == 0
    assert computer.settings()["Interpreter_Mac"] == str(computer.python)
    script = (
        computer.folder
        / f"home/Library/Application Scripts/com.microsoft.Excel/xlwings-{VERSION}.applescript"
    )
    assert "VbaHandler" in script.read_text()
    assert doctor(computer.book) == (0, {})


def test_a_python_that_xlwings_cannot_start_on_macos_is_refused(computer, doctor, capsys):
    computer.macos()
    computer.patch.setattr(sys, "executable", str(computer.make("my venv/bin/python")))
    _, wrong = doctor()
    assert "no spaces" in wrong["Python"]
    assert main(["install", str(computer.book)]) == 3
    assert "no spaces" in capsys.readouterr().err
    computer.windows()
    assert main(["install", str(computer.book)]) == 0


def test_installing_twice_changes_nothing(computer):
    computer.windows()
    main(["install", str(computer.book)])
    before = computer.book.read_bytes()
    main(["install", str(computer.book)])
    assert computer.book.read_bytes() == before


def test_a_row_that_somebody_deleted_comes_back(computer):
    computer.windows()
    book = openpyxl.load_workbook(computer.book, keep_vba=True)
    sheet = book["xlwings.conf"]
    sheet["A2"].value = "Something else"
    book.save(computer.book)
    main(["install", str(computer.book)])
    assert computer.settings()["Interpreter_Win"] == str(computer.python)


def test_a_dry_run_only_tells(computer, capsys):
    computer.macos()
    before = computer.book.read_bytes()
    assert main(["install", "--dry-run", str(computer.book)]) == 0
    assert "Would change 1 setting" in capsys.readouterr().err
    assert computer.book.read_bytes() == before
    assert not (computer.folder / "home").exists()


def test_undo_takes_an_install_back(computer):
    computer.windows()
    before = computer.book.read_bytes()
    main(["install", str(computer.book)])
    assert computer.book.read_bytes() != before
    assert main(["undo", str(computer.book)]) == 0
    assert computer.book.read_bytes() == before


def test_undo_takes_an_install_back_though_the_workbook_was_edited_since(computer):
    computer.windows()
    main(["install", str(computer.book)])
    book = openpyxl.load_workbook(computer.book, keep_vba=True)
    book["Contacts"]["A3"] = "C1"
    book.save(computer.book)
    assert main(["undo", str(computer.book)]) == 0
    assert computer.settings()["Interpreter_Win"] is None


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_without_excel_install_points_to_libreoffice(computer, capsys, platform):
    computer.system(platform)
    before = computer.book.read_bytes()
    assert main(["install", str(computer.book)]) == 3
    assert "salesbook open" in capsys.readouterr().err
    assert computer.book.read_bytes() == before


def test_install_refuses_a_workbook_without_buttons(computer, tmp_path, capsys):
    computer.windows()
    main(["new", str(tmp_path / "plain.xlsx")])
    assert main(["install", str(tmp_path / "plain.xlsx")]) == 3
    assert "has no buttons" in capsys.readouterr().err


def test_it_says_what_to_do_instead_on_a_system_without_excel_too(computer, tmp_path, capsys):
    computer.system("linux")
    main(["new", str(tmp_path / "plain.xlsx")])
    assert main(["install", str(tmp_path / "plain.xlsx")]) == 3
    said = capsys.readouterr().err
    assert f"salesbook upgrade {tmp_path / 'plain.xlsx'} --to {tmp_path / 'plain.xlsm'}" in said
    assert f"salesbook open {tmp_path / 'plain.xlsx'}" in said


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        ("book.xlsm", "answers the buttons and the menu Salesbook"),
        ("plain.xlsx", "answers the menu Salesbook"),
    ],
)
def test_opening_a_workbook_says_what_there_is_to_click(
    computer, monkeypatch, tmp_path, capsys, name, answers
):
    computer.system("linux")
    monkeypatch.setattr("salesbook.office.libreoffice.host.host", lambda path, _press, _buttons: path)
    path = tmp_path / name
    assert path.exists() or main(["new", str(path)]) == 0
    capsys.readouterr()
    assert main(["open", str(path)]) == 0
    said = capsys.readouterr().err
    assert f"Leave this running: it {answers} until you close the window." in said
    assert ("has no buttons" in said) is (name == "plain.xlsx")
    assert "Home shows what is still to do: Firm, Team, Contacts, Owners, Cadences, Orders, Today." in said
