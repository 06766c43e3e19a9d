"""Growing an open workbook, as far as Excel's own objects and a browser's are spoken to."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from salesbook.books.live.grow import grow_open_workbook
from salesbook.books.live.lights import reletter, relettered
from salesbook.books.live.lists import NamedList, give_list, list_of
from salesbook.errors import CannotChange, explain
from tests.books.contract import CONTACTS
from tests.books.remote import Spreadsheet


@pytest.mark.parametrize(
    ("formula", "here"),
    [
        ('$F2="Strong"', '$AB2="Strong"'),
        ("AND(ISNUMBER($G2),$F2<TODAY())", "AND(ISNUMBER($B2),$AB2<TODAY())"),
        ("N($F$2)>0", "N($AB$2)>0"),
        ("TODAY()>0", "TODAY()>0"),
        ("$H2=$F2", None),
    ],
)
def test_colours_look_at_the_columns_of_the_table_that_they_come_to(formula, here):
    assert relettered(formula, {"F": "AB", "G": "B"}) == here


class Formats:
    """Excel's FormatConditions: an expression, one over a missing column, and a bar."""

    def __init__(self):
        self.of = [self._rule(2, '=$F2="x"'), self._rule(2, "=$H2>0"), self._rule(4, "")]

    def _rule(self, kind, formula):
        rule = SimpleNamespace(Type=kind, Formula1=formula)
        rule.Delete = lambda: self.of.remove(rule)

        def modify(Type, Formula1):  # noqa: N803  # as Excel calls them
            rule.Type, rule.Formula1 = Type, Formula1

        rule.Modify = modify
        return rule

    @property
    def Count(self):  # noqa: N802
        return len(self.of)

    def Item(self, number):  # noqa: N802
        return self.of[number - 1]


def test_in_excel_colours_are_told_their_columns_and_those_without_one_go():
    formats = Formats()
    assert reletter(SimpleNamespace(api=SimpleNamespace(FormatConditions=formats)), {"F": "K"}) == 1
    assert [(rule.Type, rule.Formula1) for rule in formats.of] == [(2, '=$K2="x"'), (4, "")]


class Validation:
    """Excel's Validation of some cells."""

    Type, AlertStyle, Formula1 = 3, 2, "=reps"
    IgnoreBlank, InCellDropdown, ShowError, ShowInput = True, True, True, True
    ErrorTitle, ErrorMessage, InputTitle, InputMessage = "Not in Team", "Keep it?", "", ""

    def __init__(self):
        self.calls = []

    def Delete(self):  # noqa: N802
        self.calls.append("Delete")

    def Add(self, **what):  # noqa: N802
        self.calls.append(what)


def test_in_excel_a_named_list_is_given_again_as_it_was():
    there, here = Validation(), Validation()
    found = list_of(SimpleNamespace(api=SimpleNamespace(Validation=there)))
    assert isinstance(found, NamedList)
    here.ErrorTitle = "lost"
    give_list(SimpleNamespace(api=SimpleNamespace(Validation=here)), found)
    assert here.calls == ["Delete", {"Type": 3, "AlertStyle": 2, "Operator": 1, "Formula1": "=reps"}]
    assert (here.ErrorTitle, here.ErrorMessage) == ("Not in Team", "Keep it?")


@pytest.mark.parametrize("formula", ["Yes,No", "=$A$1:$A$3", "=Team!$A$1"])
def test_a_list_without_a_name_stays_as_it_came(formula):
    rule = Validation()
    rule.Formula1 = formula
    assert list_of(SimpleNamespace(api=SimpleNamespace(Validation=rule))) is None


def test_in_a_browser_a_workbook_does_not_grow_and_is_told_how_to():
    book = Spreadsheet({"Contacts": CONTACTS}).opened()
    with pytest.raises(CannotChange) as caught:
        grow_open_workbook(book, Path("donor.xlsx"), columns={"Contacts": ["Trend"]})
    assert "Save and close it, then add them to the closed workbook." in explain(caught.value)
