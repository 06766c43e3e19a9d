"""A table that nobody has heard of, with people in it: told to the schema and to nothing else, it is treated rightly."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from unittest.mock import patch

import openpyxl
import pytest

from salesbook.books.file import FileBook
from salesbook.books.memory import grid_of
from salesbook.domain.checks import CHECKS
from salesbook.domain.importing.plan import importable
from salesbook.domain.privacy.held_data import gather_held_data
from salesbook.domain.privacy.person import find_person
from salesbook.domain.privacy.plan import plan_forget
from salesbook.domain.privacy.search import patterns_of_person
from salesbook.errors import BadInput
from salesbook.office.workbook import build
from salesbook.schema import TABLES, Column, Forget, Names, Table, Type
from salesbook.schema.unreadable import Instead
from salesbook.tables.frames import frame
from salesbook.tables.resolve import resolve
from salesbook.util.wiping import FORGOTTEN
from tests.domain.importing.desk import Desk
from tests.helpers import book, rows_of, snapshot, world_parts

TODAY = date(2026, 3, 2)
VISITS = Table(
    "Visits", "Visits", "Where we met whom.",
    key="Visit ID", key_may_be_blank=True, users="reps",
    forget=Forget.ROWS, of_person="Contact ID", makes_ids="V", day="On",
    contents="Whom we met, and where.",
    freeze=2, lines=2, prints_to="Notes",
    starts_with=[("V1", None, "2026-01-31", None, None, "The fair", None)],
    columns=(
        Column("Visit ID", Type.ID, "Your own number for it.", needed=True),
        Column("Contact ID", Type.ID, "Whom we met.", refers="Contacts"),
        Column("On", Type.DATE, "The day.", past=True),
        Column("Brought", Type.ID, "Who came along.", refers="Contacts"),
        Column("Who", Type.TEXT, "Their name.", names=Names.PERSON),
        Column("Notes", Type.TEXT, "Anything."),
        Column("Again", Type.FLAG, "No: not another time. Blank means Yes.", vital=True, blank_means=True,
               unreadable=Instead("nobody goes there again", value=False)),
    ),
)  # fmt: skip
CONTACTS = """Contact ID | First name | Last name | Email
C0001 | Zoë | Quistgård | zoe@private.example
C0002 | Bo | Berg | bo@firm.example"""
SEEN = """Visit ID | Contact ID | On | Brought | Who | Notes
V1 | C0001 | 2026-02-01 | C0002 | Zoë Quistgård | Tea
V2 | C0002 | 2026-02-02 | C0001 | Bo Berg | Bo and Zoë Quistgård had coffee
V3 | C0002 | 2026-02-03 | | Bo Berg | Rain"""


@pytest.fixture(autouse=True)
def told():
    """The schema knows it, as if a module of `schema` declared it before what follows other tables."""
    with patch.dict(TABLES):  # which gives tables their order back, too: it is that of the sheets
        later = [(name, TABLES.pop(name)) for name in ("Problems", "Runs")]
        TABLES.update({"Visits": VISITS, **dict(later)})
        yield


def wrong(text: str) -> list[str]:
    data, settings = world_parts(Contacts=CONTACTS, Visits=text)
    found = [problem for check in CHECKS for problem in check(data, settings, TODAY)]
    return [
        f"{problem.key} {problem.column}: {problem.why}" for problem in found if problem.table == "Visits"
    ]


def test_a_new_workbook_has_it_and_it_is_read_from_there(tmp_path):
    made = io.BytesIO()
    build(made, book_id="B1", today=TODAY)
    shown = openpyxl.load_workbook(io.BytesIO(made.getvalue()))
    sheet = shown["Visits"]
    assert list(sheet.tables) == ["Visits"]
    assert sheet.freeze_panes == "C3"
    assert sheet["F3"].alignment.wrap_text
    with zipfile.ZipFile(made) as parts:
        assert ">Visits!$A:$F<" in parts.read("xl/workbook.xml").decode()  # what is printed
    lists = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert (lists["B3"], lists["D3"]) == ("contact_ids", "contact_ids")
    said = [cell.value for row in shown["Home"].iter_rows() for cell in row]
    assert VISITS.contents in said
    (tmp_path / "book.xlsx").write_bytes(made.getvalue())
    grid = FileBook(tmp_path / "book.xlsx").read(["Visits"]).grids["Visits"]
    assert (grid.columns["Visit ID"], grid.columns["Notes"]) == (["V1"], ["The fair"])


def test_an_import_finds_and_makes_its_people_and_its_ids(tmp_path):
    desk = Desk(tmp_path, Contacts=CONTACTS)
    file = "Name,Email,On,Notes\nBo Berg,bo@firm.example,2026-02-01,Tea\nUna New,una@new.example,2026-01-15,Soup\n,,2026-01-15,Nobody\n"
    result = desk.bring(file, "Visits")
    rows = desk.rows("Visits", "Contact ID", "Notes")
    assert rows == [{"Contact ID": "C0002", "Notes": "Tea"}, {"Contact ID": "C0003", "Notes": "Soup"}]
    assert all(str(key).startswith("V") for key in desk.column("Visits", "Visit ID"))
    assert desk.rows("Contacts", "Contact ID", "Created")[-1] == {
        "Contact ID": "C0003",
        "Created": date(2026, 1, 15),
    }
    assert [reject.reason for reject in result.rejects] == ["It names no person: no ID, name or email."]
    assert desk.bring(file, "Visits").counts["new"] == 0


def test_nothing_is_imported_into_it_where_it_says_so():
    assert importable("visits") == "Visits"
    TABLES["Visits"] = replace(VISITS, imported=False)
    with pytest.raises(BadInput, match="Salesbook fills that table itself"):
        importable("visits")


def test_cells_that_cannot_be_read_count_as_it_says():
    typed = grid_of("Visits", rows_of("Visits", "Visit ID | Again\nV1 | perhaps\nV2 | \nV3 | Yes\n | No"))
    visits, problems = frame(VISITS, typed)
    assert visits["Again"].tolist() == [False, True, True, False]  # the last has no key, and is a fact
    assert [problem.why for problem in problems] == [
        "Again is neither Yes nor No: 'perhaps'; nobody goes there again"
    ]


def test_checks_know_whom_it_refers_to_and_that_its_days_have_come():
    assert wrong(SEEN) == []
    assert wrong("Visit ID | Contact ID | On | Brought\nV1 | C9 | 2026-04-01 | C8") == [
        "V1 Contact ID: Contacts has no C9",
        "V1 Brought: Contacts has no C8",
        "V1 On: On is still to come, so this does not count yet",
    ]


def test_whoever_asks_sees_its_rows_and_whoever_is_forgotten_leaves_it():
    store = book(Contacts=CONTACTS, Visits=SEEN, Settings="Setting | Value\nBook ID | B1")
    seen = snapshot(store)
    words = patterns_of_person(find_person(seen, "C0001", ""), seen)
    held = gather_held_data(seen, words, [], [], Path("book.xlsx"), TODAY)
    shown = next(block.rows for block in held.tables if block.title == "Visits")
    assert [row["Visit ID"] for row in shown] == ["V1", "V2"]
    planned = plan_forget(seen, words, "B1", TODAY)
    after = resolve(planned.changes, seen).after.grids["Visits"]
    rows = [row for row in zip(*(after.columns[name] for name in VISITS.by_name), strict=True) if row[0]]
    day = [date(2026, 2, 2), date(2026, 2, 3)]
    assert rows == [
        ("V2", "C0002", day[0], None, "Bo Berg", f"Bo and {FORGOTTEN} had coffee", None),
        ("V3", "C0002", day[1], None, "Bo Berg", "Rain", None),
    ]
    assert planned.gone["Visits"] == ["V1"]
