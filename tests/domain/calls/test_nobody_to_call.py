"""Where there is no line, or the day's calls are made already, the sentence above Calls says so with numbers."""

from __future__ import annotations

from salesbook.tables.last_result import in_the_row
from tests.domain.callbook import Calls, calls

CADENCES = "Cadence | Every | Unit | Channels\nBy phone | 30 | day | Call"
TEAM = "Rep | Calls per day\nann | 2\nben | 10"
PEOPLE = """
    Contact ID | First name | Kind     | Owner | Phone           | Do not call
    C1         | Ada        | Customer | ann   | {phone}         |
    C2         | Ben        | Customer | ann   | {phone}         |
    C3         | Cleo       | Customer | ben   |                 |
    C4         | Dan        | Customer | ben   | +34 976 000 004 | Yes
    C5         | Eva        | Customer | ben   |                 |
"""
PROBLEMS = " 4 problems: see the sheet Problems."


def lists(phone: str = "+34 976 000 001", **tables: str) -> Calls:
    return calls(**{"Team": TEAM, "Cadences": CADENCES, "Contacts": PEOPLE.format(phone=phone)} | tables)


def above(found: Calls) -> str:
    """What the row above the table shows, where there are problems besides."""
    shown = in_the_row(f"{found.plan.summary['sum']}{PROBLEMS}")
    assert shown.endswith(PROBLEMS)
    return shown.removesuffix(PROBLEMS)


def test_an_empty_list_says_by_what_people_are_held_back():
    found = lists(phone="")
    assert (found.lines, above(found)) == ([], "5 due = 5 held back (1 do not call, 4 no usable number).")


def test_a_rep_without_a_line_is_named_with_the_reasons():
    told = "5 due = 2 listed (ann 2) + 3 held back. No line for ben: 3 held back (1 do not call, 2 no usable number)."
    assert str(lists().plan.summary["sum"]) == told.replace(" (ann 2)", "")  # there is no room for both
    assert above(lists()) == told.replace(" (ann 2)", "")


def test_where_even_that_is_too_long_the_reasons_give_way_and_the_numbers_stay():
    long = {
        "Team": TEAM.replace("ben", "Maximilian"),
        "Contacts": PEOPLE.format(phone="+34 976 000 001").replace("ben ", "Maximilian"),
    }
    assert (
        above(lists(**long)) == "5 due = 2 listed (ann 2) + 3 held back. No line for Maximilian: 3 held back."
    )


def test_whoever_has_lines_is_not_named():
    team = TEAM.replace("ben | 10", "ann2 | 10")
    assert "No line" not in str(
        lists(
            Team=team, Contacts=PEOPLE.format(phone="+34 976 000 001").replace("ben ", "ann ")
        ).plan.summary["sum"]
    )


def test_calls_made_today_do_not_shorten_the_list_and_that_is_said():
    log = "Activity ID | When | Contact ID | By | Channel | Outcome\n" + "\n".join(
        f"T{n} | {day} | C4 | {by} | Call | Spoke"
        for n, (day, by) in enumerate(
            [("2026-03-04", "ann"), ("2026-03-04", "ann"), ("2026-03-03", "ben"), ("2026-03-04", "ben")]
        )
    )
    found = lists(Activities=log)
    assert found.of("ann") == ["C1", "C2"]
    assert "ann has made 2 calls today, a day holds 2: 2 more are on the list." in found.said
    assert str(found.plan.summary["sum"]).endswith("2 more are on the list.")
    assert "ben has made" not in found.said
