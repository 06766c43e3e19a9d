"""Who left their firm: Data check asks who follows them and where they went, once, few a day, and only of those who left since events count."""

from __future__ import annotations

import pytest

from salesbook.domain.calls.plan import plan_calls
from salesbook.domain.facts.subjects import topic_of_line
from tests.domain.aftersalebook import FROM_THE_FIRST, after_sale_book
from tests.domain.callbook import TODAY, Calls, calls, world

PEOPLE = """
    Contact ID | First name | Last name | Account ID | Status | Phone           | Owner | Next date  | Created
    C1         | Ada        | Ames      | A1         | Left   | +34 976 000 001 | ann   |            | 2025-01-05
    C2         | Ben        | Bow       | A1         |        | +34 976 000 002 | ann   | 2027-01-01 | 2025-01-05
    C3         | Cleo       | Cook      | A2         | Left   | +34 976 000 003 | ann   |            | 2025-01-05
"""
LOG = """
    Activity ID | When       | Contact ID | Channel | Direction | Outcome          | Subject
    T1          | 2026-02-26 | C1         | Call    | Out       | Left the company |
    T2          | 2026-02-27 | C2         | Call    | Out       | Spoke            |
"""
BOOK = {
    "Team": "Rep | Calls per day | Role\nann | 10 | Sales\ncy | 5 | Office",
    "Duties": "Task | Role\nData check | Office",
    "Accounts": "Account ID | Account\nA1 | Acme\nA2 | Bolt",
    "Contacts": PEOPLE,
    "Activities": LOG,
}


def asked(**tables: str) -> dict[object, tuple[object, object]]:
    found = Calls(plan_calls(world(after_sale_book(**BOOK | tables), TODAY)))
    return {
        line["Contact ID"]: (line["Why"], line["Talk about"])
        for line in found.lines
        if line["Topic"] == "Data"
    }


def test_the_line_asks_who_follows_and_where_they_went():
    said = asked()["C1"]
    assert said == (
        "Left the firm on Thursday; nobody follows them yet.",
        "Ask at the firm who follows them, and where they went. Add both to Contacts.",
    )
    assert topic_of_line(str(said[1])) == "Data"
    (line,) = [
        one for one in Calls(plan_calls(world(after_sale_book(**BOOK)))).lines if one["Contact ID"] == "C1"
    ]
    assert (line["Rep"], line["Block"], line["Channel"]) == ("cy", "Care", "Call")


def test_what_is_known_already_is_not_asked():
    follows = PEOPLE + "C4 | Dan | Dee | A1 | | | ann | 2027-01-01 | 2026-03-01\n"
    assert asked(Contacts=follows)["C1"] == (
        "Left the firm on Thursday.",
        "Ask at the firm where they went. Add them there to Contacts.",
    )
    went = PEOPLE + "C4 | Ames, | Ada | A2 | | | ann | 2027-01-01 | 2026-03-01\n"
    assert (
        asked(Contacts=went.replace("Ames, | Ada", "Ada | AMES"))["C1"][1]
        == "Ask at the firm who follows them. Add that person to Contacts."
    )
    both = follows + "C5 | Ada | Ames | A2 | | | ann | 2027-01-01 | 2026-03-01\n"
    assert "C1" not in asked(Contacts=both)


@pytest.mark.parametrize(
    ("day", "outcome", "again"),
    [("2026-03-03", "No answer", False), ("2026-02-28", "No answer", True), ("2026-02-28", "Spoke", False)],
)
def test_it_is_asked_until_somebody_was_reached_with_days_between(day, outcome, again):
    tried = LOG + f"T3 | {day} | C1 | Call | Out | {outcome} | Data\n"
    assert ("C1" in asked(Activities=tried)) == again


def test_only_of_those_who_left_since_events_count_and_of_whom_some_touch_tells():
    since = FROM_THE_FIRST.replace("2000-01-01", "2026-02-27")
    assert asked(Settings=since) == {}
    assert "C3" not in asked()  # nothing says when
    some = LOG + "T3 | 2026-01-10 | C3 | Call | Out | Spoke |\n"
    assert len(asked(Activities=some)) == 1  # a fifth of five calls
    assert set(asked(Activities=some, Team=BOOK["Team"].replace("cy | 5", "cy | 10"))) == {"C1", "C3"}
    assert calls(**BOOK).people == []  # no part, no line


def test_nobody_asks_at_a_firm_that_is_called_today_nor_without_the_duty():
    due = PEOPLE.replace("2027-01-01", "2026-03-04")
    found = Calls(plan_calls(world(after_sale_book(**BOOK | {"Contacts": due}))))
    assert found.people == ["C2"]
    assert asked(Duties="Task | Role\nData check |") == {}
    assert (
        asked(
            Contacts=PEOPLE.replace("| Created", "| Do not call | Created").replace("| 2025", "| Yes | 2025")
        )
        == {}
    )


def test_colleagues_are_told_of_the_leaving_itself_and_not_of_the_days_on_which_it_was_asked_after():
    due = PEOPLE.replace("2027-01-01", "2026-03-04")
    log = LOG + "T3 | 2026-03-01 | C1 | Call | Out | Spoke | Data\n"
    found = Calls(plan_calls(world(after_sale_book(**BOOK | {"Contacts": due, "Activities": log}))))
    assert "has left" not in str(found.line("C2")["Why"])


def test_the_sentence_counts_them():
    told = " ".join(one.text for one in plan_calls(world(after_sale_book(**BOOK))).messages)
    assert "1 call asks after whoever left." in told
