"""The list of a workbook's contents stays true where it was, and where it was not, it stays as it is."""

from __future__ import annotations

import re

import pytest

from salesbook.books.xlsx.graft.titles import with_titles
from salesbook.tables.additions import Additions
from tests.books.graft.donors import MAIL, contents, grown, new_book, with_parts


def listed(*groups, prefix="vt:"):
    pairs = "".join(
        f"<{prefix}lpstr>{name}</{prefix}lpstr><{prefix}i4>{len(each)}</{prefix}i4>" for name, *each in groups
    )
    titles = [title for _, *each in groups for title in each]
    items = "".join(f"<{prefix}lpstr>{title}</{prefix}lpstr>" for title in titles)
    return (
        f'<Properties><HeadingPairs><{prefix}vector size="{2 * len(groups)}">{pairs}</{prefix}vector></HeadingPairs>'
        f'<TitlesOfParts><{prefix}vector size="{len(titles)}" baseType="lpstr">{items}</{prefix}vector></TitlesOfParts></Properties>'
    ).encode()


SHEETS, NAMES = (["B", "R&D"], ["New", "B", "R&D"]), (["rate"], ["rate", "New!Print_Titles"])


@pytest.mark.parametrize("prefix", ["vt:", ""])
def test_new_sheets_and_names_are_listed_whatever_the_language(prefix):
    before = listed(("工作表", "B", "R&amp;D"), ("Diagramme", "Chart1"), ("Namen", "rate"), prefix=prefix)
    after = listed(
        ("工作表", "New", "B", "R&amp;D"),
        ("Diagramme", "Chart1"),
        ("Namen", "rate", "New!Print_Titles"),
        prefix=prefix,
    )
    assert with_titles(before, (SHEETS, NAMES)) == after


@pytest.mark.parametrize(
    "part",
    [
        b"<Properties><Application>Numbers</Application></Properties>",
        listed(("Worksheets", "Old", "R&amp;D"), ("Names", "other")),
        listed(("Worksheets", "B", "R&amp;D")).replace(b"i4>2<", b"i4>7<"),
    ],
)
def test_a_list_that_says_something_else_stays_as_it_is(part):
    assert with_titles(part, (SHEETS, NAMES)) == part


def test_a_list_in_an_old_encoding_stands_in_the_way_of_nothing(folder, donor):
    path = new_book(folder / "plain.xlsx", "core")
    old = contents(path)["docProps/app.xml"].decode().encode("utf-16")
    path = with_parts(path, folder / "old.xlsx", {"docProps/app.xml": old})
    path = grown(path, donor, Additions(sheets=("History",)), folder / "old grown.xlsx")
    assert contents(path)["docProps/app.xml"] == old


def test_the_list_of_a_workbook_that_grew_is_that_of_a_new_one(folder, donor):
    path = new_book(folder / "core.xlsx", "core")
    path = grown(
        path,
        donor,
        Additions(sheets=(*MAIL, "Report", "History"), tables=("MailRules",)),
        folder / "grown.xlsx",
    )
    here, there = (
        sorted(re.findall(rb"<vt:(?:lpstr|i4)>([^<]*)", contents(each)["docProps/app.xml"]))
        for each in (path, donor)
    )
    assert here == there
