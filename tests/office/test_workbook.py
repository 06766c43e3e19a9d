"""The workbook that `build` makes: complete, valid, friendly, and right in a spreadsheet without Python."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import sys
import zipfile
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles.numbers import is_date_format
from openpyxl.utils import get_column_letter, range_boundaries
from openxml_audit import OpenXmlValidator
from python_calamine import CalamineWorkbook

from salesbook.actions.registry import BUTTONS
from salesbook.office.excel.conf import BLANK_CONF, MADE_FOR
from salesbook.office.workbook import Buttons, build
from salesbook.office.workbook.sheets import header_message
from salesbook.schema import (
    CADENCE_ROWS,
    MARK,
    PARTS,
    SETTING_ROWS,
    SINCE,
    TABLES,
    TOUCHPOINT_ROWS,
    XLWINGS,
    Type,
    mark_of,
    new_shapes,
    sheets,
)
from tests.helpers import rows_of
from tests.office.converting import as_csv

# openpyxl does not know print areas of whole columns, nor the data bars of Excel 2010.
pytestmark = [
    pytest.mark.filterwarnings("ignore:Print area cannot be set"),
    pytest.mark.filterwarnings("ignore:.*xtension is not supported"),
]

PAGE = "Report"  # laid out as pages of formulas: see test_report_sheet
SHIPPED = Path(__file__).parents[2] / "workbook" / "salesbook.xlsm"
KNOWN = {**TABLES, XLWINGS.name: XLWINGS}
OFFICE = shutil.which("soffice")


def built(**more) -> bytes:
    target = io.BytesIO()
    build(target, **{"book_id": "BOOK-1", "firm": "Nordwind", "today": date(2026, 3, 2), **more})
    return target.getvalue()


@pytest.fixture(
    scope="module",
    params=[Buttons(BUTTONS), Buttons(BUTTONS, BLANK_CONF)],
    ids=["without buttons", "with buttons"],
)
def buttons(request):
    return request.param


@pytest.fixture(scope="module")
def data(buttons):
    return built(buttons=buttons, parts=tuple(PARTS))


@pytest.fixture(scope="module")
def book(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def places(book):
    """Every table but those behind a page: schema, sheet, headers by name to letter, header row, last row."""
    for sheet in book.worksheets:
        if sheet.title == PAGE:
            continue
        for table in sheet.tables.values():
            left, top, right, last = range_boundaries(table.ref)
            letters = {sheet.cell(top, n).value: get_column_letter(n) for n in range(left, right + 1)}
            yield KNOWN[table.name], sheet, letters, top, last


def test_the_sheets_stand_in_their_order_each_with_its_tables(book, buttons):
    assert book.sheetnames == ["Home", *sheets(), "Figures", *(["xlwings.conf"] if buttons.laid else [])]
    assert book["Figures"].sheet_state == "hidden"
    stand = {name: tuple(table.name for table in tables) for name, tables in sheets().items()}
    assert {name: tuple(book[name].tables) for name in stand} == stand
    assert {table for tables in stand.values() for table in tables} == set(TABLES)


def test_every_column_is_there_with_words_that_say_what_it_means(book):
    for table, sheet, letters, top, _ in places(book):
        assert list(letters) == [column.name for column in table.shown]
        assert [c.name for c in sheet.tables[table.name].tableColumns] == list(letters)
        for name, letter in letters.items():
            rule = validations(sheet)[f"{letter}{top}"]
            assert (rule.promptTitle, rule.prompt) == (name, header_message(table.by_name[name]))
            assert (rule.type, rule.showInputMessage) == (None, True)
            assert rule.prompt.startswith(table.by_name[name].meaning)
            assert not sheet[f"{letter}{top}"].comment


def validations(sheet):
    return {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}


def test_a_closed_list_is_a_list_validation_over_the_whole_body(book):
    for table, sheet, letters, top, last in places(book):
        rules = validations(sheet)
        for column in table.shown:
            if column.type not in {Type.CHOICE, Type.FLAG} or column.ours:
                continue
            body = f"{letters[column.name]}{top + 1}"
            rule = rules[body if last == top + 1 else f"{body}:{letters[column.name]}{last}"]
            assert rule.type == "list"
            assert rule.formula1 == '"' + ",".join(column.choices or ("Yes", "No")) + '"'


def test_keys_are_chosen_from_their_table_and_others_only_ask_back(book):
    for table, sheet, letters, top, _ in places(book):
        for column in table.shown:
            if column.refers and column.offers:
                first = f"{letters[column.name]}{top + 1}"
                rule = next(r for cells, r in validations(sheet).items() if cells.split(":")[0] == first)
                assert (rule.type, rule.formula1, rule.errorStyle) == (
                    "list",
                    TABLES[column.refers].listed_as,
                    "warning",
                )
    assert book.defined_names["contact_ids"].attr_text == "Contacts[Contact ID]"


def test_conditional_formats_and_validations_stay_inside_one_table_so_that_they_grow_with_it(book):
    for name in set(sheets()) - {PAGE}:
        sheet = book[name]
        bodies = [range_boundaries(table.ref) for table in sheet.tables.values()]
        ranges = [*validations(sheet), *(str(cells.sqref) for cells in sheet.conditional_formatting)]
        for cells in ranges:
            left, first, right, last = range_boundaries(cells)
            if (left, first) == (right, last) and any(
                left in range(a, b + 1) and first == top for a, top, b, _ in bodies
            ):
                continue  # what is said of a header
            assert last == 1 or any(  # the last result above the headers grows with nothing
                a <= left and right <= b and first == top + 1 and last == end for a, top, b, end in bodies
            )


@pytest.mark.parametrize(
    ("table", "column", "shown"),
    [
        ("Contacts", "Contact ID", "@"),
        ("Contacts", "Phone", "@"),
        ("Contacts", "Next due", "d mmm yyyy_)"),
        ("Contacts", "Score", "0.0_)"),
        ("Contacts", "Still buying", "0%_)"),
        ("Contacts", "Notes", "General"),
        ("Activities", "When", "d mmm yyyy hh:mm_)"),
        ("Orders", "Amount", "#,##0.00_)"),
        ("Team", "From", "hh:mm_)"),
        ("Absences", "From", "d mmm yyyy_)"),
    ],
)
def test_the_first_row_carries_the_formats_that_later_rows_copy(book, table, column, shown):
    _, sheet, letters, top, _ = next(place for place in places(book) if place[0].name == table)
    cell = sheet[f"{letters[column]}{top + 1}"]
    assert cell.number_format == shown
    assert cell.border.bottom.style == "thin"


def test_columns_that_few_need_are_folded_away_and_one_click_opens_those_beside_one_another(book):
    for table, sheet, letters, _, _ in places(book):
        shown = {column.name: sheet.column_dimensions[letters[column.name]] for column in table.shown}
        assert {name for name, look in shown.items() if look.hidden and look.outlineLevel == 1} == {
            column.name for column in table.columns if column.folds(PARTS)
        }
        assert not any(
            look.hidden or look.outlineLevel
            for name, look in shown.items()
            if not table.by_name[name].folds(PARTS)
        )


def test_what_a_part_fills_is_in_view_in_a_book_with_that_part_and_folded_away_in_others(tmp_path):
    for parts, folded in ((("core",), True), (("core", "aftersale"), False)):
        path = tmp_path / f"{len(parts)}.xlsx"
        build(str(path), book_id="BOOK-1", today=date(2026, 3, 2), parts=parts)
        sheet = openpyxl.load_workbook(path)["Accounts"]
        letters = {cell.value: cell.column_letter for cell in sheet[2]}
        for name in ("Stage seen", "Pace", "Next step"):
            assert sheet.column_dimensions[letters[name]].hidden == folded, name


def test_what_a_rep_needs_fits_a_laptop(book):
    """LibreOffice draws columns 11 % wider than Excel, and shows 1,275 pixels of a screen with 1,366."""
    sheet, top = book["Calls"], header_row(book["Calls"])
    in_view = [cell.value for cell in sheet[top]][:12]
    assert in_view == [
        "Rep", "Rank", "Name", "Go", "Account", "Phone", "Channel", "Why", "Talk about", "Outcome", "Next date", "Their words",
    ]  # fmt: skip
    columns = [TABLES["Calls"].by_name[name] for name in in_view]
    assert sum(7 * column.width + 5 for column in columns) <= 1140
    assert not any(column.folded for column in columns)
    assert sheet.freeze_panes == f"F{top + 1}"


def test_the_sign_that_opens_folded_columns_stands_behind_them(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        calls = package.read("xl/worksheets/sheet2.xml").decode()
    assert ' outlineLevelCol="1"' in calls
    last = len(TABLES["Calls"].columns)
    behind = re.search(rf'<col min="{last + 1}" max="{last + 1}"[^>]*>', calls)[0]
    assert 'collapsed="1"' in behind
    assert "outlineLevel" not in behind


def test_every_date_fits_into_its_column(book):
    """A day that is too wide for its cell is shown as ###. A letter of 11 points takes about 6.5 pixels, and the edges 5."""
    widest = {"yyyy": "2026", "mmm": "May", "ddd": "Wed", "hh": "20", "mm": "20", "d": "30"}
    for sheet in book.worksheets:
        merged = {cells.coord.split(":")[0] for cells in sheet.merged_cells.ranges}
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value):
            if is_date_format(cell.number_format) and cell.coordinate not in merged:
                shape = re.sub(r'_.|"', "", cell.number_format)
                shown = re.sub("|".join(widest), lambda part: widest[part[0]], shape)
                dimensions = sheet.column_dimensions.values()
                width = next(d.width for d in dimensions if d.min <= cell.column <= d.max)
                assert 6.5 * len(shown) * cell.font.sz / 11 + 5 <= width * 7, (
                    sheet.title,
                    cell.coordinate,
                    shown,
                )


def test_what_salesbook_fills_in_looks_different_from_what_people_do(book):
    for table, sheet, letters, top, _ in places(book):
        heads, fills = set(), set()
        for name, letter in letters.items():
            column = table.by_name[name]
            ours = column.ours or bool(column.formula)
            heads.add((ours, sheet[f"{letter}{top}"].fill.fgColor.rgb))
            fills.add((ours, sheet[f"{letter}{top + 1}"].fill.fill_type))
        assert heads <= {(True, "FFD3DFE6"), (False, "FF2B5A6E")}
        assert fills <= {(True, "solid"), (False, None)}


def test_the_starting_rows_are_those_of_the_schema(data, buttons):
    sheets = CalamineWorkbook.from_filelike(io.BytesIO(data))
    settings = {row[1]: row[2] for row in sheets.get_sheet_by_name("Settings").to_python()[2:]}
    assert settings == {s.name: s.default for s in SETTING_ROWS} | {
        "Book ID": "BOOK-1",
        "Firm": "Nordwind",
        MARK: mark_of(new_shapes(PARTS)),
        SINCE: "aftersale 2026-03-02, referrals 2026-03-02",
    }
    page = sheets.get_sheet_by_name("Cadences").to_python()
    headers, *rows = page[next(row for row, cells in enumerate(page) if cells[0] == "Cadence") :]
    typed = [headers.index(column.name) for column in TABLES["Cadences"].columns[: len(CADENCE_ROWS[0])]]
    assert [tuple(row[at] for at in typed) for row in rows] == list(CADENCE_ROWS)
    _, headers, *rows = sheets.get_sheet_by_name("Scoring").to_python()
    first = headers.index("Channel")
    points = [tuple(row[first : first + 6]) for row in rows]
    assert points == list(TOUCHPOINT_ROWS)
    assert len(sheets.get_sheet_by_name("Contacts").to_python()) == 2
    if buttons.laid:
        rows = dict(sheets.get_sheet_by_name("xlwings.conf").to_python()[1:])
        assert rows == {**BLANK_CONF, MADE_FOR: version("xlwings")}


def test_headers_stay_in_view_and_on_every_printed_page(book):
    for name, tables in sheets().items():
        if name == PAGE:
            continue
        sheet = book[name]
        top = header_row(sheet)
        first = top if len(tables) == 1 else 1  # the captions of several say which is which
        assert int("".join(filter(str.isdigit, sheet.freeze_panes))) == top + 1
        assert sheet.print_title_rows == f"${first}:${top}"


def header_row(sheet):
    return next(range_boundaries(table.ref)[1] for table in sheet.tables.values())


def test_calls_print_on_a4_landscape_with_what_a_rep_needs_on_paper(book):
    sheet, top = book["Calls"], header_row(book["Calls"])
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert not sheet.sheet_properties.pageSetUpPr.fitToPage  # Excel would drop pages that begin by hand
    assert [cell.value for cell in sheet[top]][:14] == [
        "Rep", "Rank", "Name", "Go", "Account", "Phone", "Channel", "Why", "Talk about",
        "Outcome", "Next date", "Their words", "Minutes", "Heard",
    ]  # fmt: skip
    pixels = sum(TABLES["Calls"].by_name[cell.value].width * 7 + 5 for cell in sheet[top][:14])
    margins = sheet.page_margins.left + sheet.page_margins.right
    assert sheet.page_setup.scale == 72
    assert pixels * 1.11 * 0.72 <= (11.69 - margins) * 96  # as wide as LibreOffice draws them
    assert all(sheet[f"{letter}{top + 1}"].alignment.wrap_text for letter in "CEHI")


def test_rows_that_come_later_are_printed_too(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        workbook = package.read("xl/workbook.xml").decode()
    assert "Calls!$A:$N</definedName>" in workbook


def test_the_package_is_valid(tmp_path, data, buttons):
    path = tmp_path / ("book.xlsm" if buttons.laid else "book.xlsx")
    path.write_bytes(data)
    result = OpenXmlValidator().validate(str(path))
    assert [str(error) for error in result.errors] == []


def test_the_same_arguments_give_the_same_bytes(data, buttons):
    assert built(buttons=buttons, parts=tuple(PARTS)) == data


def test_nothing_is_said_twice_about_a_cell_and_cells_stand_in_order(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for part in package.namelist():
            if part.startswith("xl/worksheets/sheet"):
                sheet = package.read(part).decode()
                assert len(set(cells := cell_names(sheet))) == len(cells)
                assert cells == sorted(cells)


def cell_names(sheet: str) -> list[tuple[int, int]]:
    names = [piece.split('"', 1)[0] for piece in sheet.split('<c r="')[1:]]
    return [range_boundaries(name)[1::-1] for name in names]


def test_formulas_show_the_figures_of_an_empty_book_before_anybody_calculates(data, buttons):
    workbook = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    shown, figures = workbook["Home"], workbook["Figures"]
    cells = [cell for row in shown.iter_rows() for cell in row if cell.value is not None]
    assert shown["B1"].value == "Nordwind"
    assert tile(rows_of_sheet(shown), "overdue beyond grace") == 0
    assert sum(isinstance(cell.value, str) and cell.value.startswith("=") for cell in cells) == 0
    days = [row[0].value for row in figures.iter_rows(min_row=4, max_row=23)]
    assert [day.date() for day in days] == working_days(date(2026, 3, 2), holidays=[])
    assert lines_on_home(rows_of_sheet(shown)) == [
        ("✓  Firm", "Nordwind", "Settings"),
        ("○  Team", "Who calls, and how many calls a day.", "Team"),
        ("○  Contacts", f"Type them in, or {'click Import' if buttons.laid else 'run salesbook import'}.", "Contacts"),
        ("○  Owners", "Fill in Owner, or Default owner in Settings.", "Contacts"),
        ("○  Cadences", "A contact's Kind decides how often.", "Contacts"),
        ("○  Orders", f"They sharpen scores and dates. {'Click Import' if buttons.laid else 'Run salesbook import'}.", "Orders"),
        ("○  Today", f"{'Click Today' if buttons.laid else 'Run salesbook today'}: it checks, scores, and makes the lists.", "Calls"),
        ("○  Mail", "For newsletters: Postal address, Opt-out address.", "Settings"),
    ]  # fmt: skip


def test_home_fits_a_laptops_screen(book):
    """1366 by 768, in LibreOffice: 1,275 by 576 pixels of cells, columns 11 % wider than here."""
    home = book["Home"]
    top = next(cell.row for cell in home["B"] if cell.value == "You call: rep")
    heights = [(home.row_dimensions[row].height or 15) / 0.75 for row in range(1, top - 1)]
    assert sum(heights) <= 576
    widths = [round(home.column_dimensions[letter].width * 7) for letter in ("A", "H", "O")]
    assert sum(widths) + 12 * round(home.column_dimensions["B"].width * 7) <= 1_140


def test_a_book_of_the_core_alone_speaks_of_no_newsletters():
    said = [
        str(cell.value)
        for data_only in (True,)
        for row in openpyxl.load_workbook(io.BytesIO(built(parts=["core"])), data_only=data_only)[
            "Home"
        ].iter_rows()
        for cell in row
        if cell.value
    ]
    assert not [text for text in said if re.search("[Mm]ail|[Mm]arketer|newsletter|Outbox|History", text)]
    assert "You serve: front line" in said


def lines_on_home(rows):
    """The set-up list, or calls by rep: name, text, link."""
    top = next(i for i, row in enumerate(rows) if row[1] in {"Set up this book", "Calls by rep"})
    return [(row[1] or "", row[2] or "", row[6] or "") for row in rows[top + 1 : top + 9]]


def rows_of_sheet(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def working_days(today: date, holidays: list[date], count: int = 20) -> list[date]:
    days = (today + timedelta(days=n) for n in range(count * 3))
    return [day for day in days if day.weekday() < 5 and day not in holidays][:count]


def tile(rows, label):
    """The figure above a label."""
    row = next(i for i, cells in enumerate(rows) if label in cells)
    return rows[row - 1][rows[row].index(label)]


def test_the_blank_workbook_beside_the_source_is_a_fresh_build_to_the_byte(tmp_path):
    path = tmp_path / "salesbook.xlsm"
    subprocess.run([sys.executable, "-m", "workbook", path], check=True)
    with zipfile.ZipFile(SHIPPED) as shipped, zipfile.ZipFile(path) as fresh:
        assert shipped.namelist() == fresh.namelist()
        parts = [name for name in fresh.namelist() if shipped.read(name) != fresh.read(name)]
    assert parts == [], "run: python -m workbook"


# A filled book: today is the day of the spreadsheet's clock, the only one that TODAY() knows.
TODAY = date.today()  # noqa: DTZ011
AGO_11, AGO_10, AGO_8, AGO_3, YESTERDAY, IN_9, IN_400 = (
    TODAY + timedelta(days=n) for n in (-11, -10, -8, -3, -1, 9, 400)
)
HOLIDAY = working_days(TODAY, [])[3]
FILLED = {
    "Team": """
        Rep | Calls per day | Working days            | Active
        ana | 10            | Mon, Tue, Wed, Thu, Fri | Yes
        bo  | 5             | Mon-Thu                 |
        cy  | 4             | Mon – Wed, Sat          |
        di  | 7             | Mon-Fri                 | No
        ed  | 3             |                         |
        fay | 2             | Monday to Friday        |
        gus | many          | Mon                     |
        hal |               | Mon                     |
    """,
    "Contacts": f"""
        Contact ID | Status | Do not call | Cadence used        | Band    | Next due
        c1         | Active |             | Customer            | Strong  | {AGO_3}
        c2         |        |             | Customer            | Fair    | {TODAY}
        c3         | Left   |             | Customer            | Weak    | {TODAY}
        c4         | Active |             | Newsletter customer |         | {YESTERDAY}
        c5         | Active |             |                     | No data | {IN_9}
        c6         | Active | Yes         | Key account         | Strong  | {YESTERDAY}
        c7         | Active |             | Key account         | Strong  | {IN_400}
        c8         | Active |             | Key account         | Weak    |
        c9         | Active |             | Customer            | Fair    | {AGO_11}
        c10        | Active |             | Customer            | Fair    | {AGO_10}
        c11        | Active |             |                     | Fair    | {YESTERDAY}
    """,
    "Calls": f"""
        Call ID | Date        | Rep | Contact ID | Name | Channel | Direction | Outcome
        k1      | {TODAY}     | ana | c1         | Ana  | Call    | Out       |
        k2      |             | bo  | c2         | Bo   | Call    |           | Spoke
        k3      | {YESTERDAY} | bo  | c3         | Di   | Call    | Out       | Spoke
        k4      | {TODAY}     | ana | c9         | Flo  |         | Out       | Spoke
        k5      | {TODAY}     | ana | c10        | Gil  | Call    | In        | Spoke
                |             |     | c5         |      |         |           |
                |             | hal |            | Cy   |         |           |
    """,
    "CallDays": f"""
        Date        | Rep | Made | Extra
        {YESTERDAY} | ana | 5    |
        {TODAY}     | ana | 2    | 1
        {TODAY}     | hal | 1    |
    """,
    "Holidays": f"""
        Country | Date      | Name
        ES      | {HOLIDAY} | Local holiday
    """,
    "Problems": f"""
        When    | Problem
        {TODAY} | Not a date
        {TODAY} | 1,200 more rows of this kind
        {TODAY} | Two more rows say so
    """,
}
READY = FILLED | {
    "Contacts": """
        Contact ID | Kind     | Owner
        c1         | Customer | ana
        c2         | Partner  | bo
    """,
    "Orders": f"""
        Order ID | Date
        o1       | {AGO_3}
    """,
    "Runs": f"""
        Run ID | When    | Action | Message
        r1     | {TODAY} | today  | All is well.
    """,
}
SETTLED = FILLED | {
    "Contacts": READY["Contacts"],
    "Runs": f"""
        Run ID | When    | Action | Message
        r1     | {AGO_8} | today  | All is well.
    """,
}
ADDRESSES = {"Postal address": "Main street 1", "Opt-out address": "stop@nordwind.example"}


@pytest.fixture(scope="module")
def all_calculated(tmp_path_factory):
    """Books at work, as LibreOffice works them out: by name their sheets."""
    if OFFICE is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("office")
    books = {"book": (FILLED, {}), "ready": (READY, ADDRESSES), "settled": (SETTLED, {})}
    for name, (tables, settings) in books.items():
        fill(built(), folder / f"{name}.xlsx", tables, settings)
    as_csv(folder, *(folder / f"{name}.xlsx" for name in books), as_shown=False)
    return {
        name: {
            sheet: list(csv.reader(io.StringIO((folder / f"{name}-{sheet}.csv").read_text(encoding="utf-8"))))
            for sheet in ("Home", "Figures", "Cadences")
        }
        for name in books
    }


@pytest.fixture(scope="module")
def calculated(all_calculated):
    """Home, its figures, and Cadences of a book in which the set-up list is still shown."""
    return all_calculated["book"]


def fill(data: bytes, path: Path, tables: dict[str, str], settings: dict[str, str]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(data))
    for row in book["Settings"].iter_rows():
        if row[1].value in settings:  # behind the group
            row[2].value = settings[row[1].value]
    for table, sheet, letters, top, _ in places(book):
        rows = rows_of(table.name, tables[table.name]) if table.name in tables else []
        for number, row in enumerate(rows, top + 1):
            for name, value in row.items():
                sheet[f"{letters[name]}{number}"] = value
        if rows:
            sheet.tables[
                table.name
            ].ref = f"{min(letters.values(), key=column_number)}{top}:{max(letters.values(), key=column_number)}{top + len(rows)}"
            sheet.tables[table.name].autoFilter.ref = sheet.tables[table.name].ref
    book.save(path)


def column_number(letter: str) -> int:
    return range_boundaries(f"{letter}1")[0]


def number(text: str) -> float:
    return float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)


def test_home_counts_contacts_calls_and_problems(calculated):
    home = calculated["Home"]
    assert "11 contacts at 0 accounts" in home[2]
    assert {row[1]: row[3] for row in home if row[1] in {"Strong", "Fair", "Weak", "No data", "Not yet scored"}} == {
        "Strong": "3", "Fair": "4", "Weak": "2", "No data": "1", "Not yet scored": "1",
    }  # fmt: skip
    assert number(tile(home, "lines open on Calls")) == 3
    assert number(tile(home, "done today")) == 2 + 1 + 1 + 2  # logged, on no list, hal's, and not yet logged
    assert number(tile(home, "problems open")) == 1 + 1200 + 1


def test_home_sets_the_calls_needed_against_what_the_team_can_do(calculated):
    home = calculated["Home"]
    customers, key_accounts = 4 * 7 / (2 * 30.4375), 3 * 7 / 30.4375
    assert number(tile(home, "calls needed a week")) == pytest.approx(customers + key_accounts)
    assert number(tile(home, "calls possible a week")) == 10 * 5 + 5 * 4 + 4 * 4 + 3 * 5 + 2 * 5


def test_who_is_overdue_is_one_number_in_the_tile_and_in_the_chart(calculated):
    """c9, and c11, who has no cadence and so no grace; not c1 and c10 within their ten days, c4 by post, c6 never."""
    top = next(i for i, row in enumerate(calculated["Figures"]) if row[0] == "Day")
    first_day = calculated["Figures"][top + 2]
    assert number(tile(calculated["Home"], "overdue beyond grace")) == number(first_day[2]) == 2


def test_home_spreads_the_calls_due_over_the_next_working_days(calculated):
    figures = calculated["Figures"]
    top = next(i for i, row in enumerate(figures) if row[0] == "Day")
    before, *days = [row[:6] for row in figures[top + 1 : top + 22]]
    expected = working_days(TODAY, [HOLIDAY])
    assert len(days) == len(expected)
    assert before[1] == "4"  # not c4 and c6: c4 gets newsletters only, c6 must not be called
    assert [row[2] for row in days] == ["2"] + [""] * 19
    due = dict.fromkeys(expected, 0)
    for day in (TODAY, IN_9):
        due[min(later for later in expected if later >= day)] += 1
    due[expected[0]] += 4 - 2  # overdue within their grace days
    assert [number(row[3]) for row in days] == list(due.values())
    assert [number(row[4]) for row in days] == [pytest.approx(111 / 5)] * 20
    assert [row[5] for row in days] == [f"{day.day} {day:%b}" for day in expected]


def test_a_talk_without_a_time_of_day_shows_its_day_alone(book):
    rules = [rule for one in book["Activities"].conditional_formatting for rule in one.rules]
    (rule,) = [rule for rule in rules if rule.formula == ["AND(ISNUMBER($A3),$A3=INT($A3))"]]
    assert rule.dxf.numFmt.formatCode == "d mmm yyyy_)"


def test_the_days_of_the_chart_are_named_in_words_so_that_no_program_makes_a_calendar_of_them(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        charts = [package.read(name).decode() for name in package.namelist() if "charts/chart" in name]
    (ours,) = (chart for chart in charts if "Capacity" in chart or "$E$2" in chart)
    assert "<c:cat><c:strRef>" in ours
    assert "<c:dateAx>" not in ours


def test_the_set_up_list_says_what_is_there_and_for_how_many_what_is_not(calculated):
    assert lines_on_home(calculated["Home"]) == [
        ("✓  Firm", "Nordwind", "Settings"),
        ("✓  Team", "8 people, 111 calls a week.", "Team"),
        ("✓  Contacts", "11 contacts at 0 accounts.", "Contacts"),
        ("○  Owners", "11 have none. Fill in Owner, or Default owner in Settings.", "Contacts"),
        ("○  Cadences", "11 have none. A contact's Kind decides how often.", "Contacts"),
        ("○  Orders", "They sharpen scores and dates. Run salesbook import.", "Orders"),
        ("○  Today", "Run salesbook today: it checks, scores, and makes the lists.", "Calls"),
        ("○  Mail", "For newsletters: Postal address, Opt-out address.", "Settings"),
    ]


def test_once_all_is_set_up_calls_by_rep_stand_there_and_add_up(all_calculated):
    home = all_calculated["ready"]["Home"]
    assert lines_on_home(home) == [
        ("ana", "1 open, 4 done today", "Calls"),
        ("bo", "0 open, 1 done today", "Calls"),
        ("cy", "0 open, 0 done today", "Calls"),
        ("ed", "0 open, 0 done today", "Calls"),
        ("fay", "0 open, 0 done today", "Calls"),
        ("gus", "0 open, 0 done today", "Calls"),
        ("Others", "2 open, 1 done today", "Calls"),
        ("", "", ""),
    ]
    totals = [number(tile(home, label)) for label in ("lines open on Calls", "done today")]
    assert totals == [1 + 2, 4 + 1 + 1]


def test_what_can_wait_does_not_keep_the_reps_off_home_for_longer_than_a_week(all_calculated):
    lines = lines_on_home(all_calculated["settled"]["Home"])
    assert lines[0][0] == "ana"
    assert lines[-1] == ("○  Still open", "Orders, Mail", "Orders")


def test_each_page_of_the_report_has_room_for_its_lines(book):
    sheet = book["Report"]
    second, third = [found.id for found in sheet.row_breaks.brk]
    last = int(sheet.print_area.rpartition("$")[2])
    usual = sheet.sheet_format.defaultRowHeight
    room = (841.9 - 72 * (sheet.page_margins.top + sheet.page_margins.bottom)) / (
        sheet.page_setup.scale / 100
    )
    for first, end in ((2, second), (second + 1, third), (third + 1, last)):
        assert sum(sheet.row_dimensions[row].height or usual for row in range(first, end + 1)) <= room


def test_the_headers_of_shares_on_the_report_have_room_since_a_percent_sign_is_wide(book):
    sheet = book["Report"]
    headers = {
        cell.value: cell.coordinate for row in sheet.iter_rows(max_col=12) for cell in row if cell.value
    }
    wide = {str(merged).partition(":")[0] for merged in sheet.merged_cells.ranges}
    assert {headers["On time, %"], headers["Answered, %"], headers["Annual value"]} <= wide


def test_only_lines_of_the_report_that_hold_something_are_ruled(book):
    sheet = book["Report"]
    first = next(
        cell.row + 1 for row in sheet.iter_rows(max_col=1) for cell in row if cell.value == "Cadence"
    )
    assert sheet.cell(first + 3, 1).border.bottom.style is None
    ruled = {str(one.sqref): one.rules for one in sheet.conditional_formatting}
    [rule] = ruled[f"A{first}:L{first + 7}"]
    assert rule.formula == [f'$A{first}<>""']
    assert rule.dxf.border.bottom.style == "thin"


def test_cadences_tell_what_they_cost(calculated):
    _, header, *rows = calculated["Cadences"]
    shown = {row[0]: dict(zip(header, row, strict=True)) for row in rows}
    assert {name: row["Contacts"] for name, row in shown.items() if row["Contacts"] != "0"} == {
        "Key account": "3", "Customer": "4", "Newsletter customer": "1",
    }  # fmt: skip
    assert number(shown["Key account"]["Calls a week"]) == pytest.approx(3 * 7 / 30.4375)
    assert number(shown["Newsletter customer"]["Calls a week"]) == 0
    assert number(shown["Key account"]["Share of capacity"]) == pytest.approx(3 * 7 / 30.4375 / 111)
