"""Somebody's words taken out of formulas, headers, number formats and runs: what surrounds them stays to the letter."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.formula import Tokenizer

from salesbook.books.xlsx.personal.text_parts import codes_apart, format_apart, formula_apart
from salesbook.util.wiping import wiped, wiped_format, wiped_formula, wiped_header, wiped_text

NAME = re.compile(r"Ann\s{1,3}Round", re.IGNORECASE)


def find(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in NAME.finditer(text)]


@pytest.mark.parametrize(("formula", "left"), [
    ('ROUND(A1,2)&" for Ann Round"', 'ROUND(A1,2)&" for (forgotten)"'),
    ("'Ann Round'!A1+Round!B2", "'Ann Round'!A1+Round!B2"),
    ("Ann_Round*2", "Ann_Round*2"),
    ("People[Ann Round]", "People[Ann Round]"),
    ('People[[#This Row],[Ann Round]]&"Ann Round"', 'People[[#This Row],[Ann Round]]&"(forgotten)"'),
    ("People[it''s \"Ann Round\"]", "People[it''s \"Ann Round\"]"),
    ("'[Ann Round.xlsx]Sheet1'!A1", "'[Ann Round.xlsx]Sheet1'!A1"),
    ("'Ann''s \"Ann Round\"'!A1", "'Ann''s \"Ann Round\"'!A1"),
    ('"say ""Ann Round"" twice"', '"say ""(forgotten)"" twice"'),
    ('"Ann "&"Round"', '"(forgotten)"&""'),
    ('"Ann"&" "&"Round"&A1', '"(forgotten)"&""&""&A1'),
    ('CONCATENATE("Ann ","Round")', 'CONCATENATE("Ann ","Round")'),
    ('{"Ann Round","x";1,"ann round"}', '{"(forgotten)","x";1,"(forgotten)"}'),
    ("INDIRECT(\"'Ann Round'!A1\")", "INDIRECT(\"'Ann Round'!A1\")"),
    ('INDIRECT(IF(A1="Ann Round","B1","B2"))', 'INDIRECT(IF(A1="Ann Round","B1","B2"))'),
    ('IF(ISERROR(INDIRECT("A1")),"Ann Round","")', 'IF(ISERROR(INDIRECT("A1")),"(forgotten)","")'),
    ('_xlfn.XLOOKUP("Ann Round",A:A,B:B)', '_xlfn.XLOOKUP("(forgotten)",A:A,B:B)'),
    ('RTD("server","","Ann Round")', 'RTD("server","","Ann Round")'),
    ("Ann Round", "Ann Round"),
    ('"Ann Round', '"Ann Round'),
    ("", ""),
])  # fmt: skip
def test_of_a_formula_only_literals_change(formula, left):
    assert wiped_formula(formula, find) == left


@pytest.mark.parametrize(("formula", "left"), [
    ("HYPERLINK(\"#'Ann Round'!A1\",\"Ann Round\")", "HYPERLINK(\"#'Ann Round'!A1\",\"(forgotten)\")"),
    ('"Ann Round[Name]"', '"Ann Round[Name]"'),
    ('"for Ann Round"', '"for (forgotten)"'),
])  # fmt: skip
def test_literals_that_refer_to_a_sheet_or_a_table_stay(formula, left):
    assert wiped_formula(formula, find, kept={"ann round"}) == left


def test_literals_that_are_the_header_of_a_column_stay():
    formula = 'MATCH("Ann Round",T[#Headers],0)&"by Ann Round"'
    assert (
        wiped_formula(formula, find, columns={"ann round"})
        == 'MATCH("Ann Round",T[#Headers],0)&"by (forgotten)"'
    )


@pytest.mark.parametrize(("header", "left"), [
    ('&L&"Ann Round,Bold"Ann Round&C&A', '&L&"Ann Round,Bold"(forgotten)&C&A'),
    ("&CAnn &BRound&B!", "&C(forgotten)&B&B!"),
    ("&LAnn &CRound", "&LAnn &CRound"),
    ("&12Ann Round&K00FF00x", "&12(forgotten)&K00FF00x"),
    ("R&&D of Ann Round", "R&&D of (forgotten)"),
    ("Ann Round&", "(forgotten)&"),
    ("&P of &N", "&P of &N"),
])  # fmt: skip
def test_of_a_header_only_its_text_changes(header, left):
    assert wiped_header(header, find) == left


@pytest.mark.parametrize(("code", "left"), [
    ('[Red]0.0"h of Ann Round";\\-0', '[Red]0.0"h of (forgotten)";\\-0'),
    ('"Ann "0" Round"', '"Ann "0" Round"'),
    ("Ann Round", "Ann Round"),
    ('\\"Ann Round\\"', '\\"Ann Round\\"'),
    ("General", "General"),
])  # fmt: skip
def test_of_a_number_format_only_quoted_text_changes(code, left):
    assert wiped_format(code, find) == left


def test_where_excel_takes_few_letters_nothing_stands_instead():
    assert wiped_text("Ann Round decides about all this", find, 32) == " decides about all this"
    assert wiped_text("Ann Round decides about it all", find, 32) == "(forgotten) decides about it all"
    assert wiped_formula(f'"{"x" * 245} Ann Round"', find) == f'"{"x" * 245} "'


@pytest.mark.parametrize(("pieces", "left"), [
    (["See An", "n Ro", "und", " today"], ["See (forgotten)", "", "", " today"]),
    (["Ann Round", "Ann Round"], ["(forgotten)", "(forgotten)"]),
    (["", "Ann Round", ""], ["", "(forgotten)", ""]),
    (["x"], ["x"]),
])  # fmt: skip
def test_a_name_that_formats_cut_goes_and_other_runs_keep_their_text(pieces, left):
    assert wiped(pieces, find("".join(pieces))) == left


OPERANDS = st.sampled_from(
    [
        '"Ann Round"',
        '"a ""b"""',
        "'Ann Round'!A1",
        "ROUND(1,2)",
        "T[Ann Round]",
        '""',
        '"Ann "',
        '"Round"',
        "{1,2}",
        "(A1)",
    ]
)
OPERATORS = st.sampled_from(["&", " & ", ",", "+", "="])


@given(st.lists(st.tuples(OPERANDS, OPERATORS), min_size=1, max_size=9))
def test_whatever_the_formula_its_frame_stays(pieces):
    formula = f"F({''.join(map(''.join, pieces))}1)"
    new = wiped_formula(formula, find)
    assert formula_apart(new)[0] == formula_apart(formula)[0]
    assert not find(formula_apart(new)[1])
    kinds = [
        [token.value for token in Tokenizer(f"={text}").items if token.subtype != "TEXT"]
        for text in (formula, new)
    ]
    assert kinds[0] == kinds[1]


@given(st.text(alphabet='&"KBLC12,xAnn Round-', max_size=30))
def test_whatever_the_header_or_format_its_codes_stay(text):
    assert codes_apart(wiped_header(text, find))[0] == codes_apart(text)[0]
    assert format_apart(wiped_format(text, find))[0] == format_apart(text)[0]
