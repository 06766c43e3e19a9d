"""Undo after another edit brings back what stood in cells, not only what they showed; or names what it could not."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path

import pytest

from salesbook.books import snapshots
from salesbook.books.file import FileBook
from salesbook.books.memory import grid_of
from salesbook.books.snapshots import BackupTables
from salesbook.tables.plan import Append, Replace, Set, Stood
from salesbook.tables.resolve import resolve
from salesbook.tables.undo import plan_undo
from tests.books.make import salesbook
from tests.books.table_check import table_problems
from tests.helpers import book as memory_book
from tests.helpers import column, snapshot
from tests.sessions import undone

CONTACTS, CALLS = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
PEOPLE = [
    {"Contact ID": f"C{i}", "First name": "Ana", "Notes": "as it was", "Email": f"c{i}@example.com", "Job title": "-",
     "Next date": date(2026, 1, i)}
    for i in (1, 2, 3)
]  # fmt: skip
LINES = [{"Call ID": f"K{i}", "Contact ID": f"C{i}", "Phone": "+34 91", "Notes": "about it"} for i in (1, 2)]
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = (
    f'<hyperlinks xmlns:r="{OFFICE}"><hyperlink ref="{{mail}}" r:id="rIdMail" tooltip="write &amp; ask"/>'
    '<hyperlink ref="{place}" location="Runs!A1"/><hyperlink ref="A1" location="Runs!A1"/></hyperlinks>'
)


def parts(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def changed(path: Path, **patches) -> None:
    """Rewrite parts of a workbook, as a person's program does."""
    old = parts(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {
            **old,
            **{name: patch(old.get(name, "")) for name, patch in patches.items()},
        }.items():
            archive.writestr(name, content)


def place(path: Path, table: str, header: str, row: int) -> str:
    grid = FileBook(path).read([table]).grids[table]
    return f"{grid.letters[header]}{grid.top + row}"


def with_cell(ref: str, inside: str):
    """Puts another content into a cell that is there."""

    def patch(sheet: str) -> str:
        made, n = re.subn(
            rf'<c r="{ref}"( s="\d+")?[^>]*(?:/>|>.*?</c>)', rf'<c r="{ref}"\1{inside}</c>', sheet, count=1
        )
        assert n
        return made

    return patch


@pytest.fixture
def path(tmp_path):
    """A workbook in which people put a formula, links and a picture into cells."""
    path = salesbook(tmp_path / "b.xlsx", {"Contacts": PEOPLE, "Calls": LINES, "Runs": [{}]})
    next_date, notes = place(path, "Contacts", "Next date", 0), place(path, "Contacts", "Notes", 1)
    mail, inner, phone = (
        place(path, *where)
        for where in (("Contacts", "Email", 0), ("Contacts", "Email", 1), ("Calls", "Phone", 0))
    )
    links = LINKS.format(mail=mail, place=inner)
    relation = f'<Relationship Id="rIdMail" Type="{OFFICE}/hyperlink" Target="mailto:c1@example.com?subject=a&amp;b" TargetMode="External"/>'

    def contacts(sheet):
        sheet = with_cell(next_date, "><f>TODAY()+7</f><v>46000</v>")(sheet)
        sheet = with_cell(notes, ' t="e" vm="1"><v>#VALUE!</v>')(sheet)
        return sheet.replace("<pageMargins", f"{links}<pageMargins", 1)

    changed(path, **{
        CONTACTS: contacts,
        CALLS: with_cell(phone, ' t="str"><f>HYPERLINK("tel:+3491","+34 91")</f><v>+34 91</v>'),
        "xl/worksheets/_rels/sheet1.xml.rels": lambda old: old.replace("</Rel", f"{relation}</Rel", 1),
        "xl/metadata.xml": lambda _: "<metadata/>",
        "xl/richData/rdrichvalue.xml": lambda _: "<rvData/>",
    })  # fmt: skip
    return path


def act(path: Path) -> None:
    """An action that writes over all of these."""
    store = FileBook(path)
    seen = store.read(["Contacts", "Calls", "Runs"])
    changes = [
        Set(
            "Contacts",
            ["C1", "C2"],
            {"Next date": [date(2026, 3, 4)] * 2, "Notes": ["ours"] * 2, "Email": ["x@example.com"] * 2},
        ),
        Replace("Calls", ["K1"], []),
        Append("Runs", [{"Run ID": "R1", "Action": "log"}]),
    ]
    store.write(resolve(changes, seen).edits, seen.seen)


def edited_since(path: Path) -> None:
    changed(
        path,
        **{
            CONTACTS: with_cell(
                place(path, "Contacts", "Notes", 2), ' t="inlineStr"><is><t>typed since</t></is>'
            )
        },
    )


def cell(sheet: str, ref: str) -> str:
    return re.search(rf'<c r="{ref}"(?:[^>]*/>|.*?</c>)', sheet)[0]


def test_formulas_links_and_pictures_come_back_in_a_closed_workbook(path):
    before = parts(path)
    act(path)
    assert "mailto" not in str(re.findall("<hyperlink [^>]*rIdMail", parts(path)[CONTACTS]))
    edited_since(path)
    taken = undone(FileBook(path))
    assert taken.problems == []
    assert taken.message.endswith("cells are as before.")
    after = parts(path)
    assert "<f>TODAY()+7</f><v>46000</v>" in cell(after[CONTACTS], place(path, "Contacts", "Next date", 0))
    picture = place(path, "Contacts", "Notes", 1)
    assert sorted(cell(after[CONTACTS], picture)) == sorted(cell(before[CONTACTS], picture))
    assert ' vm="1"' in cell(after[CONTACTS], picture)
    mail, inner = place(path, "Contacts", "Email", 0), place(path, "Contacts", "Email", 1)
    assert re.search(
        rf'<hyperlink [^>]*ref="{mail}" [^>]*r:id="rIdMail" tooltip="write &amp; ask"/>', after[CONTACTS]
    )
    assert f'<hyperlink ref="{inner}" location="Runs!A1"/>' in after[CONTACTS]
    assert after[CONTACTS].count('<hyperlink ref="A1"') == 1
    assert after["xl/worksheets/_rels/sheet1.xml.rels"] == before["xl/worksheets/_rels/sheet1.xml.rels"]
    assert '<f>HYPERLINK("tel:+3491","+34 91")</f><v>+34 91</v>' in cell(
        after[CALLS], place(path, "Calls", "Phone", 0)
    )
    assert FileBook(path).read(["Contacts"]).grids["Contacts"].columns["Notes"][2] == "typed since"
    assert table_problems(path) == []


def test_a_link_whose_address_is_gone_from_the_file_gets_one_again(path):
    act(path)
    edited_since(path)
    drop = re.compile('<Relationship Id="rIdMail"[^>]*/>')
    changed(path, **{
        "xl/worksheets/_rels/sheet1.xml.rels": lambda old: drop.sub("", old),
        CONTACTS: lambda old: re.sub("<hyperlinks.*</hyperlinks>", "", old),
    })  # fmt: skip
    undone(FileBook(path))
    after = parts(path)
    [number] = re.findall(
        r'Id="(\w+)"[^>]*Target="mailto:c1@example.com\?subject=a&amp;b"',
        after["xl/worksheets/_rels/sheet1.xml.rels"],
    )
    assert f' r:id="{number}"' in after[CONTACTS]
    assert (
        after[CONTACTS].index("</sheetData>")
        < after[CONTACTS].index("<hyperlinks>")
        < after[CONTACTS].index("<pageMargins")
    )


def test_a_link_comes_back_into_a_sheet_whose_program_says_in_each_tag_what_its_prefixes_mean(path):
    act(path)
    declared = f' xmlns:r="{OFFICE}"'

    def as_openpyxl_does(sheet: str) -> str:
        sheet = re.sub("<hyperlinks.*</hyperlinks>", "", sheet).replace(declared, "")
        return sheet.replace("<tablePart ", f"<tablePart{declared} ")

    changed(path, **{CONTACTS: as_openpyxl_does})
    edited_since(path)
    undone(FileBook(path))
    assert 'r:id="rIdMail"' in parts(path)[CONTACTS]
    assert table_problems(path) == []


def test_a_picture_that_the_program_threw_away_is_named(path):
    act(path)
    edited_since(path)
    changed(path, **{"xl/richData/rdrichvalue.xml": lambda _: "<rvData count='0'/>"})
    taken = undone(FileBook(path))
    [problem] = taken.problems
    assert (problem.cell, problem.value) == (f"Contacts!{place(path, 'Contacts', 'Notes', 1)}", "ours")
    assert "picture or a data type, which could not be brought back" in problem.why
    assert taken.message.endswith("1 cell held what could not be brought back (see the problems).")


def test_a_formula_that_somebody_changed_since_is_a_conflict_as_ever(path):
    act(path)
    ref = place(path, "Contacts", "Next date", 0)
    changed(path, **{CONTACTS: with_cell(ref, "><v>46999</v>")})
    taken = undone(FileBook(path))
    assert [problem.cell for problem in taken.problems] == [f"Contacts!{ref}"]
    assert "<v>46999</v>" in cell(parts(path)[CONTACTS], ref)


def test_a_shared_formula_comes_back_as_what_it_means_in_its_cell(path):
    first, second = place(path, "Contacts", "Job title", 0), place(path, "Contacts", "Job title", 1)
    changed(path, **{CONTACTS: lambda old: with_cell(second, '><f t="shared" si="0"/><v>1</v>')(
        with_cell(first, f'><f t="shared" ref="{first}:{second}" si="0">ROW(A2)</f><v>1</v>')(old))})  # fmt: skip
    store = FileBook(path)
    seen = store.read(["Contacts", "Runs"])
    edits = resolve(
        [Set("Contacts", ["C2"], {"Job title": ["x"]}), Append("Runs", [{"Run ID": "R2"}])], seen
    ).edits
    store.write(edits, seen.seen)
    edited_since(path)
    undone(FileBook(path))
    assert "<f>ROW(A3)</f><v>1.0</v>" in cell(parts(path)[CONTACTS], second)


def test_what_is_behind_cells_of_an_open_workbook_is_kept_with_its_tables(tmp_path):
    grids = {"Contacts": grid_of("Contacts", PEOPLE)}
    behind = {
        "Contacts": {
            ("Notes", 0): Stood(formula="A1&B1"),
            ("Email", 1): Stood(link="mailto:a@b.example"),
            ("Notes", 2): Stood(is_lost=True),
        }
    }
    snapshots.save_snapshot(tmp_path / "s", grids, behind)
    assert BackupTables(tmp_path / "s").behind(["Contacts"], None) == behind
    snapshots.save_snapshot(tmp_path / "s", grids)
    assert BackupTables(tmp_path / "s").behind(["Contacts"], None) == {"Contacts": {}}


def test_only_what_the_action_changed_is_brought_back_with_what_was_behind_it():
    store = memory_book(Contacts="Contact ID | First name | Notes\nC1 | Ana | one\nC2 | Bo | two")
    before = snapshot(store)
    store.write(resolve([Set("Contacts", ["C1"], {"Notes": ["ours"]})], before).edits, before.seen)
    now = snapshot(store)
    behind = {
        "Contacts": {
            ("Notes", 0): Stood(formula="A1"),
            ("Notes", 1): Stood(formula="A2"),
            ("First name", 0): Stood(is_lost=True),
        }
    }
    merged = plan_undo(before, now, now, behind)
    assert [change.columns for change in merged.changes] == [{"Notes": [Stood("one", "A1")]}]
    assert not merged.lost
    store.write(resolve(merged.changes, now).edits, now.seen)
    assert column(store, "Contacts", "Notes") == ["one", "two"]
