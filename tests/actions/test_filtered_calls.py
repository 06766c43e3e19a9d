"""A list that somebody filtered: a new line is never hidden by what was said about another one."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from datetime import date, datetime, timedelta

import openpyxl
import pytest

from salesbook.books.file import FileBook
from salesbook.office.workbook import build
from salesbook.tables.plan import Append, Replace
from salesbook.tables.records import Runner
from salesbook.tables.resolve import resolve
from tests.helpers import OF_EVERY_BOOK, rows_of
from tests.sessions import run

TODAY = date(2026, 3, 4)
RUNNER = Runner("Ann", "office", datetime(2026, 3, 4, 9))
CALLS = "xl/worksheets/sheet2.xml"
CONTACTS = "Contact ID | First name | Owner | Phone | Created\n" + "\n".join(
    f"C{n} | Ada {n} | {'ann' if n % 2 else 'ben'} | +34 976 123 45{n} | 2026-01-0{n}" for n in range(1, 9)
)
FILTER = '<filterColumn colId="0"><filters><filter val="ann"/></filters></filterColumn>'


def changed(path, changes):
    """The same workbook with parts changed: by name a function of its text."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    for name, change in changes.items():
        parts[name] = change(parts[name].decode()).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)


@pytest.fixture
def filtered(tmp_path):
    """Yesterday's list, filtered to the lines of ann: those of ben are hidden."""
    path = tmp_path / "book.xlsx"
    build(str(path), book_id="1", today=TODAY)
    store = FileBook(path)
    seen = store.read(OF_EVERY_BOOK)
    team = [{"Rep": "ann", "Calls per day": 2}, {"Rep": "ben", "Calls per day": 2}]
    changes = [Append("Contacts", rows_of("Contacts", CONTACTS)), Append("Team", team)]
    store.write(resolve(changes, seen).edits, seen.seen)
    run("calls", store, today=TODAY - timedelta(days=1), runner=RUNNER)
    assert column(path, "Rep") == ["ann", "ann", "ben", "ben"]
    with zipfile.ZipFile(path) as archive:
        table = next(
            name for name in archive.namelist() if "tables/" in name and b'name="Calls"' in archive.read(name)
        )
    changed(path, {
        CALLS: lambda xml: re.sub(r'<row r="([56])"', r'<row r="\1" hidden="1"', xml),
        table: lambda xml: re.sub(r'(<autoFilter ref="[^"]*")/>', rf"\1>{FILTER}</autoFilter>", xml),
    })  # fmt: skip
    assert hidden(path) == {5, 6}
    return path


def calls(path):
    return openpyxl.load_workbook(path)["Calls"]


def column(path, header):
    _, headers, *rows = calls(path).iter_rows(values_only=True)
    return [row[headers.index(header)] for row in rows]


def hidden(path):
    return {row for row, how in calls(path).row_dimensions.items() if how.hidden}


def test_new_lines_are_shown_and_the_filter_stays(filtered):
    run("today", FileBook(filtered), today=TODAY, runner=RUNNER)
    assert len(column(filtered, "Rep")) == 4
    assert hidden(filtered) == set()
    assert calls(filtered).tables["Calls"].autoFilter.filterColumn[0].filters.filter == ["ann"]


def test_a_line_that_is_still_the_same_stays_hidden(filtered):
    before = filtered.read_bytes()
    run("calls", FileBook(filtered), today=TODAY - timedelta(days=1), runner=RUNNER)
    assert filtered.read_bytes() == before
    run("calls", FileBook(filtered), today=TODAY, runner=RUNNER, rep="ann")
    assert hidden(filtered) == {5, 6}


def test_rows_that_lines_leave_stay_neither_hidden_nor_dressed(filtered):
    store = FileBook(filtered)
    seen = store.read(["Calls"])
    last = seen.grids["Calls"].handles[2:]
    store.write(resolve([Replace("Calls", last, [])], seen).edits, seen.seen)
    assert (hidden(filtered), calls(filtered).tables["Calls"].ref) == (set(), "A2:AD4")
    assert [calls(filtered).cell(row, 1).has_style for row in (4, 5, 6)] == [True, False, False]


def test_scores_show_nobody_who_was_filtered_out(filtered):
    contacts = "xl/worksheets/sheet3.xml"
    changed(
        filtered,
        {contacts: lambda xml: re.sub(r'<row r="(4|7)"', r'<row r="\1" hidden="1"', xml)},
    )
    run("scores", FileBook(filtered), today=TODAY + timedelta(days=200), runner=RUNNER)
    sheet = openpyxl.load_workbook(filtered)["Contacts"]
    assert {row for row, how in sheet.row_dimensions.items() if how.hidden} == {4, 7}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_the_new_lines_too(filtered, tmp_path):
    run("today", FileBook(filtered), today=TODAY, runner=RUNNER)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "xlsx", "--outdir", tmp_path / "out", filtered],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    saved = tmp_path / "out" / "book.xlsx"
    assert hidden(saved) & set(range(3, 7)) == set()
