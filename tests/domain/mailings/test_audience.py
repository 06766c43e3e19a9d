"""What is said of a mailing's audience: how many, some of them, and who is left aside."""

from __future__ import annotations

from salesbook.domain.mailings.recipients import told_of_audience
from tests.domain.mailbook import Picked, picked

PEOPLE = """
    Contact ID | First name | Account ID | Tier | Language | Email
    C1         | Ana        | A1         |      | es       | ana@a.example
    C2         | Bo         | A1         | B    | es       | bo@a.example
    C3         | Cy         |            |      | es       | cy@c.example
    C4         | Di         | A2         |      |          | di@d.example
    C5         | Eva        | A1         |      |          | eva@a.example
    C6         |            | A1         |      | ES-ar    | six@a.example
    C7         | Fay        | A1         |      | de       | fay@a.example
"""
ACCOUNTS = "Account ID | Tier\nA1 | A\nA2 |"


def told(rule: str, language: str = "") -> list[str]:
    found: Picked = picked(
        Contacts=PEOPLE,
        Accounts=ACCOUNTS,
        Mailings=f"Mailing ID | Template | Audience | Language\nspring | news | {rule} | {language}",
    )
    return told_of_audience(found.world, found.chosen)


def test_five_of_the_audience_are_named_and_how_many_more_there_are():
    assert told("everyone") == ["In the audience: Ana, Bo, Cy, Di, Eva and 2 more."]
    assert told("Tier = B") == [
        "In the audience: Bo.",
        "2 left aside: Tier is blank (1 with blank Tier, 1 without an account).",
    ]


def test_whoever_reads_no_language_that_is_known_is_left_aside_where_the_mailing_has_one():
    assert told("Tier = A", "es") == [
        "In the audience: Ana, C6.",
        "3 left aside: Tier is blank (1 without an account); Tier and Language are blank (1); Language is blank (1).",
    ]


def test_where_nobody_is_chosen_those_left_aside_are_told_all_the_same():
    assert told("Tier = C") == ["2 left aside: Tier is blank (1 with blank Tier, 1 without an account)."]
