"""`referrals` on a workbook: a call that names somebody becomes an introduction, what is owed stands once, and undo takes it back."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from salesbook.books.file import FileBook
from salesbook.cli.main import main
from salesbook.tables.plan import Append
from salesbook.tables.resolve import resolve
from tests.helpers import rows_of

DAY = "2026-03-04"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    path = tmp_path_factory.mktemp("referrals") / "book.xlsx"
    assert main(["new", str(path), "--with", "core,referrals", "--today", DAY]) == 0
    write(
        path,
        Append("Team", [{"Rep": "ann", "Calls per day": 10}]),
        Append("Contacts", rows_of("Contacts", "Contact ID | First name | Last name | Kind | Status\nC1 | Ada | Ruiz | Customer | Active")),
        Append("IncentiveRules", [{"Who": "Any", "Event": "Introduced", "Type": "voucher", "Amount": 50}]),
        Append("Calls", [{"Call ID": "K1", "Date": date(2026, 3, 3), "Rep": "ann", "Contact ID": "C1", "Outcome": "Spoke", "Referral given": "Luis Pérez"}]),
    )  # fmt: skip
    return path


@pytest.fixture
def path(made, tmp_path):
    return shutil.copy(made, tmp_path / "book.xlsx")


def write(path, *changes) -> None:
    store = FileBook(path)
    seen = store.read(sorted({one.table for one in changes}))
    store.write(resolve(changes, seen).edits, seen.seen)


def column(path, table: str, header: str) -> list:
    return [cell for cell in FileBook(path).read([table]).grids[table].columns[header] if cell is not None]


def done(path, *words: str) -> int:
    return main([words[0], str(path), *words[1:], *(() if words[0] == "undo" else ("--today", DAY))])


def test_from_a_name_on_calls_to_what_is_owed_for_it(path, capsys):
    assert done(path, "log") == 0
    assert (column(path, "Referrals", "Referral ID"), column(path, "Referrals", "From name")) == (
        ["REF-1"],
        ["Ada Ruiz"],
    )
    capsys.readouterr()
    assert done(path, "referrals") == 0
    said = capsys.readouterr().err
    assert "1 incentive owed: 50, of that 50 due by today; 1 of them new." in said
    assert "Thanks are due for 1 introduction: Ada Ruiz (Referrals!" in said
    assert column(path, "Incentives", "Incentive ID") == ["REF-1 Introduced"]
    assert column(path, "ReferralTree", "Name") == ["Ada Ruiz", "Luis Pérez"]
    assert column(path, "Contacts", "Referred by") == ["C1"]
    before = path.read_bytes()
    assert done(path, "referrals") == 0
    assert path.read_bytes() == before


def test_a_dry_run_writes_nothing_and_undo_takes_it_back(path):
    done(path, "log")
    before = path.read_bytes()
    assert done(path, "referrals", "--dry-run") == 0
    assert path.read_bytes() == before
    assert done(path, "referrals") == 0
    assert path.read_bytes() != before
    assert done(path, "undo") == 0
    assert path.read_bytes() == before


def test_today_does_it_too(path):
    assert done(path, "today") in (0, 1)
    assert column(path, "Incentives", "Amount") == [50]
    assert column(path, "Referrals", "Status") == ["Introduced"]


def test_a_book_without_the_part_says_how_to_add_it(tmp_path, capsys):
    path = tmp_path / "core.xlsx"
    main(["new", str(path), "--with", "core", "--today", DAY])
    assert done(path, "referrals") == 3
    assert "add" in capsys.readouterr().err


def test_rows_without_an_id_are_numbered_and_counted_with_the_same_click(path):
    """A name beside an ID, and an ID beside a name, in rows that people typed."""
    write(
        path,
        Append("Contacts", rows_of("Contacts", "Contact ID | First name | Last name | Status\nC2 | Ben | Ott | Active\nC3 | Eva | Ott | Active")),
        Append("Referrals", [
            {"From name": "Ada Ruiz", "Introduced": "C2", "Status": "Introduced", "Introduced on": date(2026, 2, 1)},
            {"From": "C2", "Introduced name": "Eva Ott", "Status": "Introduced", "Introduced on": date(2026, 2, 2)},
        ]),
    )  # fmt: skip
    assert done(path, "referrals") == 0
    assert column(path, "Referrals", "Referral ID") == ["REF-1", "REF-2"]
    assert column(path, "Incentives", "Referral ID") == ["REF-1", "REF-2"]
    assert column(path, "Referrals", "From name") == ["Ada Ruiz", "Ben Ott"]
    assert done(path, "referrals") == 0
    assert column(path, "Incentives", "Referral ID") == ["REF-1", "REF-2"], "each once"
