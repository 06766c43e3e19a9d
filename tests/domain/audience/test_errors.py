"""What is said about rules that cannot be followed: the place, why, and the next step."""

from __future__ import annotations

from dataclasses import replace

import pytest

from salesbook.domain.audience import RuleError
from salesbook.errors import explain
from tests.domain.audience.rulebook import CONTACTS, a_book, chosen, with_column
from tests.helpers import grid


def said(rule: str, book=None) -> str:
    with pytest.raises(RuleError) as caught:
        chosen(rule, book)
    error = caught.value
    assert error.text == rule
    assert 0 <= error.at <= len(rule)
    assert explain(error) == str(error)
    return str(error)


@pytest.mark.parametrize("rule", ["", " ", "\n\u00a0"])
def test_a_blank_rule_chooses_nobody_by_mistake(rule):
    assert said(rule) == "Nothing stands here. Type who gets it, or: everyone"


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("Kind = Customr and Tier is one of A", 'at "Customr": Kind has no such value. Did you mean Customer?'),
        ("Stage = Nowhere", 'at "Nowhere": Stage has no such value. Use one of: Attract, Build trust, Win, Serve'),
        ("Tier = A or Kind is one of Customer, Parner", 'at "Parner": Kind has no such value. Did you mean Partner?'),
        ("Preferred days contains Tu", 'at "Tu": Preferred days has no such value. Did you mean Tue?'),
        ("Decision maker = perhaps", 'at "perhaps": The column holds Yes or No. Type one of the two.'),
    ],
)  # fmt: skip
def test_a_value_that_is_not_on_the_list_is_named_with_the_likely_one(rule, sentence):
    assert said(rule) == f'In "{rule}" {sentence}'


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("Kind = Customer and Job titel = x", 'at "Job titel": Neither Contacts nor Accounts has such a column. Did you mean Job title?'),
        ("everybody", 'at "everybody": Neither Contacts nor Accounts has such a column. Did you mean everyone?'),
        ("Qqq = x", 'at "Qqq": Neither Contacts nor Accounts has such a column. Use a header of one of the two, or a column of your own.'),
        ("[Decision makers]", 'at "Decision makers": Neither Contacts nor Accounts has such a column. Did you mean Decision maker?'),
        ("Account.Segmnt = x", 'at "Account.Segmnt": Accounts has no such column. Did you mean Segment?'),
        ("Contact.Qqq = x", 'at "Contact.Qqq": Contacts has no such column. Use a header of Contacts.'),
        ("Hold and wait = Yes", 'at "Hold": Neither Contacts nor Accounts has such a column. Write it in square brackets: [Hold and wait]'),
        ("Industry = Oil and gas", 'at "gas": Neither Contacts nor Accounts has such a column. Use a header of one of the two, or a column of your own. If it belongs to the value, use quotes: "Oil and gas"'),
        ("Kind = Customer or Partner", 'at "Partner": Neither Contacts nor Accounts has such a column. Use a header of one of the two, or a column of your own. For one of several values type: Kind is one of Customer, Partner'),
    ],
)  # fmt: skip
def test_a_header_that_is_nowhere_is_named_with_the_likely_one(rule, sentence):
    assert said(rule) == f'In "{rule}" {sentence}'


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("Created > 60", 'at "60": This is not a date. Type a date, such as 2026-03-31, or: today'),
        ("Created > soon", 'at "soon": This is not a date. Type a date, such as 2026-03-31, or: today'),
        ("Created > 3/4/2026", 'at "3/4/2026": This could be 3 April 2026 or 4 March 2026. Type a date, such as 2026-03-31, or: today'),
        ("Created > 31.2.2026", 'at "31.2.2026": This is a day that does not exist. Type a date, such as 2026-03-31, or: today'),
        ("Score > high", 'at "high": This is not a number. Type one, such as 1,500 or 10%'),
        ("Still buying < 50", 'at "50": The column holds shares, from 0% to 100%. Type 50%'),
        ("Reachable from > noon", 'at "noon": This is not a time of day. Type one, such as 09:30'),
        ("Reachable from > 25:00", 'at "25:00": This is not a time of day. Type one, such as 09:30'),
        ("Created in the last 60", 'at "60": This is no span of time. Type a whole number and days, weeks or months, such as: in the last 60 days'),
        ("Created in the last 0 days", 'at "0 days": This is no span of time. Type a whole number and days, weeks or months, such as: in the last 60 days'),
        ("Contact ID is one of 101,102", 'at "101,102": This could be one number or several. Type a space after each comma between two values, and a single number without commas.'),
        ("Created > 60 days", 'at "60 days": This is a span of time, not a date. Use: in the last, or: not in the last'),
        ("Annual value > 10.000", 'at "10.000": The point could mark decimals or thousands. Type 10,000 or 10.0000'),
        ("Score > 40,5", 'at ",": A comma marks thousands, and this one does not. Type decimals with a point, such as 1.5'),
        ("Notes contains ‘wine’", 'at "‘wine’": Single quotes count as part of a value. Use double ones: "'),
        ("Job title = *engineer*", 'at "*engineer*": A * stands for nothing here. Use contains or begins with, without it.'),
        ('Notes = ""', 'at """": Nothing stands between these quotes. For blank cells type: is blank'),
    ],
)  # fmt: skip
def test_a_value_of_another_kind_than_the_column_holds_is_said(rule, sentence):
    assert said(rule) == f'In "{rule}" {sentence}'


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("Kind", 'at "Kind": Kind holds words of a list. Type a test after it, such as: Kind is not blank'),
        ("Kind < Customer", 'at "<": Kind holds words of a list. Use =, is one of or contains.'),
        ("Preferred days = Tue", 'at "=": Preferred days holds several words of a list. Use contains or does not contain, with one of them.'),
        ("Created contains 2026", 'at "contains": Created holds dates. Use =, <, >, between or in the last 60 days.'),
        ("Score begins with 7", 'at "begins with": Score holds numbers. Use =, <, > or between.'),
        ("Reachable from contains 9", 'at "contains": Reachable from holds times of day. Use =, <, > or between.'),
        ("Decision maker > No", 'at ">": Decision maker holds Yes or No. Use it alone, or = Yes.'),
        ("Notes in the last 60 days", 'at "in the last": Notes holds text. Use =, is one of, contains or begins with.'),
        ("Notes starts with a", 'at "starts with a": This is no test. Type one after Notes: =, <>, <, >, is one of, contains, begins with, is blank, in the last 60 days'),
        ("Job title not contains a", 'at "not": This is no test. Type one after Job title: =, <>, <, >, is one of, contains, begins with, is blank, in the last 60 days'),
        ("[Notes] starts with a", 'at "starts": This is no test. Type one after the header: =, <>, <, >, is one of, contains, begins with, is blank, in the last 60 days'),
    ],
)  # fmt: skip
def test_a_test_that_the_column_does_not_know_is_said(rule, sentence):
    assert said(rule) == f'In "{rule}" {sentence}'


VALUE_MISSING = (
    'Here a value is missing. Type one; in quotes if "and", "or", "not", a comma or a bracket belongs to it.'
)
HEADER_MISSING = "Here a header is missing. Type one of Contacts or Accounts; in square brackets if it holds a keyword or a sign."


@pytest.mark.parametrize(
    ("rule", "at", "sentence"),
    [
        ("Kind =", 6, f"at the end: {VALUE_MISSING}"),
        ("Kind = and Tier = A", 7, f'at "and": {VALUE_MISSING}'),
        ("Notes = not now", 8, f'at "not": {VALUE_MISSING}'),
        ("Tier is one of A,, B", 17, f'at ",": {VALUE_MISSING}'),
        ("Score between 10", 16, 'at the end: Here "and" is missing. Type between with two values, such as: between 10 and 20'),
        ("Score between 10, 20", 16, 'at ",": Here "and" is missing. Type between with two values, such as: between 10 and 20'),
        ("Kind = Customer and", 19, f"at the end: {HEADER_MISSING}"),
        ("()", 1, f'at ")": {HEADER_MISSING}'),
        ("= x", 2, 'at "x": Neither'),
        ("(Kind = Customer", 0, 'at "(": This bracket is not closed. Type ) where it ends.'),
        ("Kind = Customer)", 15, 'at ")": This bracket closes nothing. Take it out, or open one before.'),
        ("Kind = Customer]", 15, 'at "]": This bracket closes nothing. Take it out, or open one before.'),
        ("[Kind = Customer", 0, 'at "[Kind": This bracket is not closed. Type ] after the header.'),
        ('Notes = "wine', 8, 'at ""wine": This quote is not closed. Type the second ", or take this one out.'),
        ("Kind = Customer, Partner", 15, 'at ",": A comma stands only between the values of a list. Type: is one of A, B; or put a value that holds "and", "or" or a comma in quotes.'),
        ("Notes = Do not call", 11, 'at "not": Here "and" or "or" is missing. Type it between two tests; or put a value of several words in quotes: "Do not call"'),
        ("Kind = Customer Tier = A", 21, 'at "=": Here "and" or "or" is missing. Type it between two tests.'),
    ],
)  # fmt: skip
def test_a_rule_that_breaks_off_or_goes_on_wrongly_is_told_where(rule, at, sentence):
    with pytest.raises(RuleError) as caught:
        chosen(rule)
    assert caught.value.at == at
    assert str(caught.value).startswith(f'In "{rule}" {sentence}')


def test_too_long_and_too_deep_rules_are_refused():
    assert "The rule has 2,003 letters, and may have 2,000" in said("Notes = " + "x" * 1995)
    assert "More than 50 brackets stand inside each other" in said("(" * 51 + "everyone" + ")" * 51)
    assert "More than 50 brackets stand inside each other" in said("not " * 51 + "everyone")
    assert chosen("(" * 50 + "everyone" + ")" * 50)
    assert chosen(" or ".join(["not everyone"] * 100) + " or everyone")


def test_of_a_long_rule_the_place_is_quoted():
    rule = " or ".join(["Kind = Customer"] * 20 + ["Kind = Custom"] + ["Kind = Partner"] * 20)
    assert said(rule) == (
        'In "…= Customer or Kind = Customer or Kind = Custom or Kind = Partner or Kind = Partner or Kind…" '
        'at "Custom": Kind has no such value. Did you mean Customer?'
    )


def test_a_column_of_the_users_own_without_any_yes_or_no_does_not_stand_alone():
    book = with_column("Team", Ana="Real", Bo=None)
    assert said("Team", book) == (
        'In "Team" at "Team": Team holds no Yes and no No. Type a test after it, such as: Team is not blank'
    )
    assert not chosen("Team", with_column("Team", Ana=None, Bo=None))


def test_two_ends_of_different_kinds_are_refused():
    book = with_column("Since", Ana=5)
    assert said("Since between 5 and 2026-03-31", book).endswith(
        'at "2026-03-31": This is a date, and the value before is a number. Type two of a kind.'
    )


def test_a_column_that_an_older_workbook_lacks_is_no_column():
    new = grid("Contacts", CONTACTS)
    old = replace(new, columns={name: cells for name, cells in new.columns.items() if name != "Salutation"})
    assert not chosen("Salutation = Dr")
    assert "Neither Contacts nor Accounts has such a column" in said("Salutation = Dr", a_book(old))
