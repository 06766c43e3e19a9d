"""A workbook with everything in it that Excel has to offer: `today` and `log` harm nothing of it, and what covers a table grows."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator

from salesbook.cli.main import main
from salesbook.schema import TABLES
from salesbook.tables.last_result import SHOWN
from tests.books.fidelity import assert_only_cells, assert_untouched, cells, parts, rows
from tests.books.lived_in import lived_in_workbook
from tests.books.pack import Pack
from tests.books.second_reader import table
from tests.books.table_check import table_problems
from tests.office.converting import as_csv

pytestmark = pytest.mark.filterwarnings("ignore:.*:UserWarning")  # of openpyxl, on what it cannot keep
TODAY = "2026-06-15"
HOME, CALLS, CONTACTS, ACCOUNTS, ACTIVITIES, CADENCES, HISTORY, PROBLEMS, RUNS = (
    f"xl/worksheets/sheet{i}.xml" for i in (1, 2, 3, 4, 5, 9, 16, 17, 18)
)
MY_CHARTS = "xl/worksheets/own69.xml"
FIGURES = "xl/worksheets/sheet19.xml"  # what Home shows
TABLES_OF = {
    "Calls": 1,
    "Contacts": 2,
    "Activities": 4,
    "ScoreHistory": 21,
    "Problems": 22,
    "Runs": 23,
    "CallDays": 24,
}
LIST_OF_FORMULAS = ("xl/calcChain.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels")
HALF = "ring again <before> noon & ask"


@dataclass(frozen=True)
class Story:
    """The same workbook at four moments, what `undo` made of the last one, and whether a second run changed anything.

    `first`: the Contact ID of the line of Calls that was logged.
    """

    lived_in: Path
    today: Path
    typed: Path
    logged: Path
    second_run_changed: bool
    undone: bytes
    first: str


@pytest.fixture(scope="module")
def story(tmp_path_factory) -> Story:
    folder = tmp_path_factory.mktemp("story")
    base, book = folder / "base.xlsx", folder / "Büro.xlsm"
    salesbook("new", base, "--sample", "--contacts", "30")
    salesbook("today", base, day="2026-06-12")
    lived_in_workbook(book, base)
    moments = {"lived_in": copied(book, "lived_in")}
    salesbook("today", book)
    moments["today"] = copied(book, "today")
    salesbook("today", book)
    second = book.read_bytes() != moments["today"].read_bytes()
    first = a_day_of_calls(book)
    moments["typed"] = copied(book, "typed")
    salesbook("log", book)
    moments["logged"] = copied(book, "logged")
    salesbook("log", book)
    second = second or book.read_bytes() != moments["logged"].read_bytes()
    salesbook("undo", book)
    return Story(**moments, second_run_changed=second, undone=book.read_bytes(), first=first)


def salesbook(action: str, book: Path, *words: str, day: str = TODAY) -> None:
    assert main([action, str(book), *words, "--today", day]) in {0, 1}


def copied(book: Path, moment: str) -> Path:
    return Path(shutil.copy(book, book.with_name(f"{moment}.xlsm")))


def a_day_of_calls(path: Path) -> str:
    """Type into Calls as a rep does, saved as Excel saves; the Contact ID of the first line.

    Two lines with an outcome, one half filled in, a row of their own for which Excel makes the table
    longer, and one more below, for which it does not.
    """
    book = Pack(path)
    headers = book.letters("Calls")

    def write(row: int, **typed: str | float) -> None:
        for header, value in typed.items():
            book.type("Calls", f"{headers[header.replace('_', ' ')]}{row}", value)

    end = book.bottom("Calls")
    first = book.first("Calls")
    write(
        first,
        Outcome="Spoke",
        Minutes=12,
        Their_words=" “Zoë” & co want <two>",
        Referral_given="Marta Ruiz, Acme",
    )
    write(first + 2, Outcome="Do not call again")
    write(first + 3, Minutes=5, Notes=HALF, Mood="curious")
    write(
        end + 1, Contact_ID="C0004", Channel="Call", Direction="In", Outcome="Spoke", Minutes=7, Mood="happy"
    )
    write(end + 2, Name="Iñaki Muñiz", Notes="rang, ring back")
    book.resize("Calls", len(headers), end + 1)
    book.stretch("Calls", end, end + 1)
    book.save(path)
    return dict(book.column("Calls", headers["Contact ID"]))[first]


def letters(table: str, book: Path, headers: Iterable[str]) -> set[str]:
    places = Pack(book).letters(table)
    return {places[header] for header in headers}


def salesbooks_own(table: str) -> list[str]:
    return [column.name for column in TABLES[table].columns if column.ours]


def all_of(table: str) -> list[str]:
    return [column.name for column in TABLES[table].columns]


def bottoms(table: str, before: Path, after: Path) -> tuple[int, int]:
    """A table's last row, before and after."""
    return Pack(before).bottom(table), Pack(after).bottom(table)


def without_ends(part: bytes, ends: Iterable[int]) -> bytes:
    """A part in which ranges that end at one of these rows say so instead."""
    return re.sub(rb"(:\$?[A-Z]+\$?)(?:" + b"|".join(b"%d" % end for end in ends) + rb")\b", rb"\1END", part)


def complaints(path: Path) -> list[str]:
    return [str(error) for error in OpenXmlValidator(max_errors=1000).validate(str(path)).errors]


def texts(rows: Iterable[Iterable[object]]) -> list[list[str]]:
    """Cells as they compare between readers."""
    return [[_text(cell) for cell in row] for row in rows]


def _text(cell: object) -> str:
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    if isinstance(cell, time):
        return cell.isoformat()
    return "" if cell is None else f"{cell:.9g}" if isinstance(cell, int | float) else str(cell)


def test_the_workbook_to_begin_with_is_sound_and_holds_everything(story):
    names = "\n".join(parts(story.lived_in))
    for kind in (
        "charts/own", "pivotTables/", "pivotCacheRecords", "media/", "ctrlProps/", "vbaProject", "customUI14", "slicers/",
        "slicerCaches/", "threadedComments/", "persons/", "customXml/", "docProps/custom", "printerSettings", "metadata", "calcChain",
    ):  # fmt: skip
        assert kind in names
    assert table_problems(story.lived_in) == []
    assert complaints(story.lived_in) == []


def test_today_changes_salesbooks_own_columns_and_nothing_else(story):
    before, after = story.lived_in, story.today
    calls = letters("Calls", before, all_of("Calls"))
    grown = {CALLS: "Calls", HISTORY: "ScoreHistory", RUNS: "Runs"}
    assert_untouched(
        before,
        after,
        {
            CONTACTS: letters("Contacts", before, salesbooks_own("Contacts")),
            ACCOUNTS: letters("Accounts", before, salesbooks_own("Accounts")),
            HISTORY: {"F"},  # the weeks of the chart and their means lose their results as well
            CALLS: calls,
            PROBLEMS: letters("Problems", before, all_of("Problems")),
            RUNS: letters("CallDays", before, all_of("CallDays"))
            | letters("CadenceChanges", before, all_of("CadenceChanges")),
            HOME: Pack(before).columns_of_names(
                SHOWN
            ),  # its formulas lose their results, and so do the next ones'
            FIGURES: set(),
            CADENCES: set(),
            MY_CHARTS: {"D"},  # a formula that spills: its results stand in cells of their own
            **dict.fromkeys(LIST_OF_FORMULAS),
            **{f"xl/tables/table{TABLES_OF[name]}.xml": None for name in (*grown.values(), "CallDays")},
        },
        {part: bottoms(name, before, after) for part, name in grown.items()},
    )
    assert_tables_only_changed_their_range(before, after, [*grown.values(), "CallDays"])
    assert_only_the_list_of_formulas_is_gone(before, after)


def test_today_keeps_the_line_with_a_word_in_a_column_of_the_reps_own(story):
    before, after = (cells(parts(path)[CALLS]) for path in (story.lived_in, story.today))
    row = [ref for ref in before if re.fullmatch("[A-Z]+3", ref)]
    assert [after[ref] for ref in row] == [before[ref] for ref in row]
    assert table(story.today, "Calls")[1]["Mood"] == "angry"


# What a logged call moves at once.
WHEN = ["Cadence used", "Last touch", "Last channel", "Last by", "Next due", "Days overdue"]


def test_log_changes_what_the_outcomes_say_and_nothing_else(story):
    before, after = story.typed, story.logged
    grown = {CALLS: "Calls", CONTACTS: "Contacts", ACTIVITIES: "Activities", RUNS: "Runs"}
    ends = {part: bottoms(name, before, after) for part, name in grown.items()}
    follow = (
        "xl/workbook.xml",
        "xl/charts/own1.xml",
        "xl/charts/own2.xml",
        "xl/pivotCache/pivotCacheDefinition2.xml",
    )
    assert_untouched(
        before,
        after,
        {
            CONTACTS: letters("Contacts", before, ["Do not call", "Status", "Next date", "Why", *WHEN]),
            CALLS: letters("Calls", before, [*all_of("Calls"), "Mood"]),
            ACTIVITIES: set(),
            RUNS: letters("CallDays", before, all_of("CallDays")),
            HOME: Pack(before).columns_of_names(SHOWN),  # results that counted people by Status
            FIGURES: set(),
            CADENCES: set(),
            **dict.fromkeys([*follow, MY_CHARTS]),
            **{f"xl/tables/table{TABLES_OF[name]}.xml": None for name in grown.values()},
        },
        ends,
    )
    assert_tables_only_changed_their_range(before, after, grown.values())
    last_rows = (*ends[CONTACTS], *ends[ACTIVITIES])
    old, new = (
        {name: without_ends(part, last_rows) for name, part in parts(path).items()}
        for path in (before, after)
    )
    assert [name for name in follow if old[name] != new[name]] == []
    assert_only_cells(old[MY_CHARTS], new[MY_CHARTS], {"D"})  # and formulas over ranges that grew


def assert_tables_only_changed_their_range(before: Path, after: Path, tables: Iterable[str]) -> None:
    old, new = parts(before), parts(after)
    for name in tables:
        part, ends = f"xl/tables/table{TABLES_OF[name]}.xml", bottoms(name, before, after)
        assert ends[0] != ends[1], name
        assert without_ends(old[part], ends) == without_ends(new[part], ends)


def assert_only_the_list_of_formulas_is_gone(before: Path, after: Path) -> None:
    """Excel makes a new one."""
    old, new = parts(before), parts(after)
    assert LIST_OF_FORMULAS[0] not in new
    for name in LIST_OF_FORMULAS[1:]:
        assert (
            re.sub(rb"<[^<>]*/calcChain.xml\"[^<>]*>|<[^<>]*\"calcChain.xml\"[^<>]*>", b"", old[name])
            == new[name]
        )


def test_what_covers_a_table_column_grows_with_the_table(story):
    new = {name: data.decode() for name, data in parts(story.logged).items() if name.endswith(".xml")}
    book = Pack(story.logged)
    people, talks = book.bottom("Contacts"), book.bottom("Activities")
    assert (people, talks) == (33, 380)
    at, talk, line = (book.letters(name) for name in ("Contacts", "Activities", "Calls"))
    top = 3  # the first row below the headers

    def over(letter: str, end: int) -> str:
        return f"{letter}{top}:{letter}{end}"

    def fixed(letter: str, end: int) -> str:
        return f"${letter}${top}:${letter}${end}"

    score, minutes = fixed(at["Score"], people), fixed(talk["Minutes"], talks)
    name, channel = fixed(at["Last name"], people), fixed(talk["Channel"], talks)
    expected = {
        "xl/charts/own1.xml": [f"<c:f>Contacts!{name}</c:f>", f"<c:f>Contacts!{score}</c:f>"],
        "xl/charts/own2.xml": [f"<c:f>Activities!{channel}</c:f>", f"<c:f>Activities!{minutes}</c:f>"],
        "xl/pivotCache/pivotCacheDefinition1.xml": ['<worksheetSource name="Orders"/>'],
        "xl/pivotCache/pivotCacheDefinition2.xml": [f'<worksheetSource ref="A{top - 1}:{[*talk.values()][-1]}{talks}" sheet="Activities"/>'],
        "xl/workbook.xml": [
            f">Contacts!{score}<", f">OFFSET(Activities!{minutes},0,0)<", f">Contacts!${at['Last name']}${top}<", ">0.21<",
        ],
        MY_CHARTS: [
            f"<f>SUM(Activities!{over(talk['Minutes'], talks)})</f>", f"<f>COUNTA(Contacts!$A${top}:$A${people})</f>",
            f"<xm:f>Contacts!{over(at['Score'], people)}</xm:f>", f"<xm:f>Activities!{over(talk['Minutes'], talks)}</xm:f>",
        ],
        CONTACTS: [
            f'<conditionalFormatting sqref="{over(at["My region"], people)}">', f'sqref="{over(at["Account ID"], people)}"',
            f"<xm:sqref>{over(at['My region'], people)}</xm:sqref>", f"<xm:sqref>{over(at['My weight'], people)}</xm:sqref>",
            "<xm:f>Lists!$A$1:$A$3</xm:f>", f"<xm:f>Contacts!{at['Recency']}{people - 1}:{at['Loyalty']}{people - 1}</xm:f>",
        ],
        ACTIVITIES: [
            f'sqref="{over(talk["When"], talks)} {over(talk["Subject"], talks)}"', f"<xm:sqref>{over(talk['Minutes'], talks)}</xm:sqref>",
            f'sqref="{over(talk["Contact ID"], talks)}"',
        ],
        CALLS: [
            f'<conditionalFormatting sqref="{over(line["Mood"], top + 9)}">', f'sqref="{over(line["Outcome"], top + 9)}"',
            f"<xm:sqref>{over(line['Score'], top + 9)}</xm:sqref>",
        ],
    }  # fmt: skip
    for name, ranges in expected.items():
        for each in ranges:
            assert each in new[name], name
    for name, end in ((CONTACTS, people - 1), (ACTIVITIES, talks - 3), (CALLS, 10), (CALLS, 11)):
        left = re.findall(rf"[A-Z]+3:[A-Z]+{end}\b", new[name].partition("</sheetData>")[2])
        assert left == [], name


def test_a_new_row_gets_the_formulas_and_formats_of_the_row_above_but_not_its_height(story):
    sheet = parts(story.logged)[CONTACTS]
    made = cells(sheet)
    assert (
        "<f>Contacts[[#This Row],[Score]]/200</f>"
        in made[f"{Pack(story.logged).letters('Contacts')['My weight']}33"]
    )
    formats = {
        ref: re.search(r'\ss="(\d+)"', cell)[1]
        for ref, cell in made.items()
        if re.fullmatch(r"[A-Z]+3[23]", ref)
    }
    assert {ref: style for ref, style in formats.items() if ref.endswith("33")} == {
        ref.replace("32", "33"): style for ref, style in formats.items() if ref.endswith("32")
    }
    assert "hidden" in rows(sheet)["32"]
    assert rows(sheet)["33"] == {"r": "33"}


def test_half_filled_rows_stay_as_they_are(story):
    before, after = (cells(parts(path)[CALLS]) for path in (story.typed, story.logged))
    for row in (6, 12):
        typed = [ref for ref in before if re.fullmatch(f"[A-Z]+{row}", ref)]
        assert len(typed) > 1
        assert [after[ref] for ref in typed] == [before[ref] for ref in typed]


def test_what_was_typed_is_in_activities_and_contacts(story):
    spoke, stop, rang = table(story.logged, "Activities")[-3:]
    assert (spoke["Contact ID"], spoke["Outcome"], spoke["Minutes"]) == (story.first, "Spoke", 12)
    assert spoke["Their words"].strip() == "“Zoë” & co want <two>"
    assert (rang["Contact ID"], rang["Direction"], rang["Minutes"]) == ("C0004", "In", 7)
    assert "happy" in rang["Notes"]
    people = {row["Contact ID"]: row for row in table(story.logged, "Contacts")}
    assert people[stop["Contact ID"]]["Do not call"] == "Yes"
    assert [(row["First name"], row["Referred by"]) for row in people.values()][-1] == ("Marta", story.first)
    lines = {row["Notes"]: row for row in table(story.logged, "Calls")}
    assert (lines[HALF]["Minutes"], lines[HALF]["Mood"]) == (5, "curious")
    assert lines["rang, ring back"]["Name"] == "Iñaki Muñiz"


def test_openpyxl_and_calamine_read_the_same(story):
    for path in (story.today, story.logged):
        book = openpyxl.load_workbook(path, data_only=True)
        for name in ("Calls", "Contacts", "Activities", "Runs"):
            header, *body = (
                [cell.value for cell in row] for row in book[name][Pack(path).table(name).get("ref")]
            )
            found = table(path, name)
            assert list(found[0]) == header
            assert texts(row.values() for row in found) == texts(body), name


def test_peoples_own_columns_hold_what_they_held(story):
    before, after = table(story.lived_in, "Contacts"), table(story.logged, "Contacts")
    assert [row["My region"] for row in after[:-1]] == [row["My region"] for row in before]
    assert {row["My region"] for row in before} == {"North", "South & coast", ""}


def test_no_result_of_a_formula_is_left_that_is_no_longer_true_and_none_is_lost_that_is(story):
    """Calls, and the scores of Contacts, are others since Today; bands, owners and the calendar are not."""
    for name in (HOME, CADENCES):
        assert b"987654" in parts(story.lived_in)[name]
    found = re.findall(r"<f(?: [^>]*)?>([^<]*)</f>(<v>[^<]*</v>)?", parts(story.today)[HOME].decode())
    home = dict(found)
    for text, result in home.items():
        assert not result or not re.search(
            r"Calls\[|Contacts\[(Score|Trend|Held because|Days overdue)\]", text
        ), text
    assert home['COUNTIFS(Contacts[Band],"Strong")'] == home["capacity_a_week"] == "<v>987654</v>"
    logged = parts(story.logged)[FIGURES].decode()
    assert "<f>SUM(Cadences[Calls a week])</f></c>" in logged, "which counts people, whose Status changed"


def test_the_workbook_stays_sound(story):
    for path in (story.today, story.logged):
        assert table_problems(path) == []
        assert complaints(path) == []


def test_a_second_run_leaves_the_file_as_it_is_and_undo_brings_back_every_byte(story):
    assert not story.second_run_changed
    assert story.undone == story.typed.read_bytes()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_works_out_the_right_values(story, tmp_path):
    as_csv(tmp_path, story.today, story.logged, as_shown=True)
    for path in (story.today, story.logged):
        lines, talks, people = (table(path, name) for name in ("Calls", "Activities", "Contacts"))
        sheet = {
            name: read_csv(tmp_path / f"{path.stem}-{name}.csv") for name in ("Home", "Calls", "My charts")
        }
        named = [row for row in lines if row["Name"] or row["Contact ID"]]
        assert [row[2] for row in sheet["Calls"][2:] if row[2]] == [
            row["Name"] for row in named if row["Name"]
        ]
        assert sheet["Home"][3][1] == str(sum(not row["Outcome"] for row in named))
        assert [int(sheet["Home"][row][3]) for row in range(17, 21)] == [
            sum(row["Band"] == band for row in people) for band in ("Strong", "Fair", "Weak", "No data")
        ]
        figures = [row[1] for row in sheet["My charts"][:4]]
        minutes = sum(row["Minutes"] for row in talks if row["Minutes"] != "")
        assert figures == [f"{minutes:g}", str(len(people)), "0.21", str(len(lines))]


def read_csv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))
