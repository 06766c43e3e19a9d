"""Home's list of sheets names those that came, as in a new book; what people made of it stays, and is told."""

from __future__ import annotations

import openpyxl
import pytest

from salesbook.books.xlsx.graft.growing import write_with_additions
from salesbook.books.xlsx.layout import read_layout
from salesbook.books.xlsx.package import Package
from salesbook.schema import PARTS, STANDARD, sheets
from salesbook.tables.additions import Additions
from tests.books.graft.donors import MAIL, new_book


@pytest.fixture(scope="module")
def books(folder, donor):
    """New books by their parts."""
    return {
        parts: donor if set(parts) == set(PARTS) else new_book(folder / f"{'-'.join(parts)}.xlsx", *parts)
        for parts in (("core",), ("core", "history"), tuple(PARTS))
    }


def listed(path):
    """What stands on Home from the heading of the list on: texts, formats, links, what is printed."""
    home = openpyxl.load_workbook(path)["Home"]
    top = next(cell.row for cell in home["B"] if cell.value == "The sheets")
    cells = [cell for row in home.iter_rows(min_row=top) for cell in row if cell.value]
    shown = [
        (
            cell.coordinate,
            cell.value,
            (cell.font.b, cell.font.color.rgb),
            cell.hyperlink and (cell.hyperlink.location, cell.hyperlink.tooltip),
        )
        for cell in cells
    ]
    return shown, home.print_area


def grown(path, donor, out, *came):
    """The book with these sheets; what could not come."""
    with Package.open(path) as package, Package.open(donor) as giver, out.open("w+b") as made:
        return write_with_additions(package, read_layout(package), giver, Additions(sheets=came), made)


@pytest.mark.parametrize(
    ("parts", "came"), [(("core",), (*MAIL, "Report", "History")), (("core", "history"), (*MAIL, "Report"))]
)
def test_it_is_that_of_a_new_book_with_these_parts(books, donor, tmp_path, parts, came):
    assert grown(books[parts], donor, tmp_path / "grown.xlsx", *came) == []
    assert listed(tmp_path / "grown.xlsx") == listed(donor)


def edited(path, out, change):
    """The book after somebody changed Home."""
    page = openpyxl.load_workbook(path)
    change(page["Home"])
    page.save(out)
    return out


def test_what_people_wrote_into_its_lines_stays(books, donor, tmp_path):
    def change(home):
        next(
            cell for row in home.iter_rows() for cell in row if cell.value == "What was bought."
        ).value = "Our bread"

    book = edited(books["core",], tmp_path / "book.xlsx", change)
    assert grown(book, donor, tmp_path / "grown.xlsx", *MAIL) == []
    values = [value for _, value, *_ in listed(tmp_path / "grown.xlsx")[0]]
    assert values[values.index("Orders") + 1] == "Our bread"
    assert set(MAIL) <= set(values)


def read_home(path):
    """Home as it is written."""
    with Package.open(path) as package:
        return package.read(read_layout(package).sheets["Home"])


def swapped(home):
    first, second = (next(c for c in home["B"] if c.value == name) for name in ("Calls", "Contacts"))
    first.value, second.value = second.value, first.value


def one_gone(home):
    next(cell for cell in home["B"] if cell.value == "Accounts").value = None


def one_of_their_own(home):
    home.cell(next(cell.row for cell in home["B"] if cell.value == "Orders") + 1, 2, "My plans")


def something_below(home):
    home.cell(next(cell.row for cell in home["B"] if cell.value == "Orders") + 1, 4, "Ask Ana first")


def no_heading(home):
    next(cell for cell in home["B"] if cell.value == "The sheets").value = "Inhalt"


@pytest.mark.parametrize("change", [swapped, one_gone, one_of_their_own, something_below, no_heading])
def test_a_list_that_people_arranged_is_left_as_it_is_and_that_is_said(books, donor, tmp_path, change):
    book = edited(books["core",], tmp_path / "book.xlsx", change)
    assert grown(book, donor, tmp_path / "grown.xlsx", *MAIL) == [
        "Home does not list Mailings, Outbox, Do not mail, since its list of sheets is not as salesbook made it."
    ]
    home = read_home(book)
    assert read_home(tmp_path / "grown.xlsx") == home


def test_a_sheet_that_comes_back_is_listed_already_and_a_book_without_home_is_told(books, donor, tmp_path):
    page = openpyxl.load_workbook(donor)
    del page["Outbox"]
    page.save(tmp_path / "book.xlsx")
    assert grown(tmp_path / "book.xlsx", donor, tmp_path / "grown.xlsx", "Outbox") == []
    assert [value for _, value, *_ in listed(tmp_path / "grown.xlsx")[0]] == [
        value for _, value, *_ in listed(donor)[0]
    ]
    page = openpyxl.load_workbook(books["core",])
    del page["Home"]
    page.save(tmp_path / "book.xlsx")
    assert grown(tmp_path / "book.xlsx", donor, tmp_path / "grown.xlsx", "History")[0].startswith(
        "Home does not list History"
    )


def test_a_sheet_that_no_new_book_lists_changes_nothing(books, donor, tmp_path):
    page = openpyxl.load_workbook(donor)
    page.create_sheet("xlwings.conf").sheet_state = "hidden"
    page.save(tmp_path / "new.xlsx")
    assert grown(books["core",], tmp_path / "new.xlsx", tmp_path / "grown.xlsx", "xlwings.conf") == []
    assert read_home(tmp_path / "grown.xlsx") == read_home(books["core",])


def test_every_sheet_of_a_part_is_in_the_list_of_a_new_book(donor):
    values = [value for _, value, *_ in listed(donor)[0]]
    assert set(sheets(STANDARD)) <= set(values)
