"""Every sentence of every action that plans, on books with nothing, one and two of everything: "1 line", never "1 lines"."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from salesbook.actions.outcome import in_a_sentence, lines, outcome_of
from salesbook.actions.pages.card import card_text
from salesbook.actions.pages.report import report_text
from salesbook.actions.registry import ACTIONS
from salesbook.domain.cards.content import card
from salesbook.domain.cards.find import Subject
from salesbook.domain.report.content import sales_report
from salesbook.domain.report.period import last_week
from salesbook.domain.world import World
from salesbook.tables.records import Runner
from tests.helpers import book, world_parts
from tests.sessions import PLANNED, run
from tests.wording import wrong_plurals

MONDAY = date(2026, 11, 30)
WHO = Runner("ana", "desk", datetime(2026, 11, 30, 9))


def table(times, headers, *rows):
    """Each of the rows so many times."""
    days = [MONDAY - timedelta(days=4 + n) for n in range(times)]
    return "\n".join([headers, *(row.format(n=n, day=day) for row in rows for n, day in enumerate(days))])


def filled(times):
    """`times` of everything: people who are due, held, without an owner; calls, deals, orders, lines; and what is wrong with each."""
    return {
        "Team": "Rep | Calls per day\nana | 9\nben | 0",
        "Cadences": f"Cadence | Kind | Every | Unit | Channels\nMonthly | Customer | {times or ''} | day | Call",
        "Contacts": table(times, "Contact ID | First name | Account ID | Kind | Owner | Phone | Do not call | Email | Created | Next date",
            "D{n} | Due | A{n} | Customer | ana | +34 976 123 45{n} |  | d{n}@x.example | 2026-11-01 |",
            "H{n} | Held |  | Customer | ana | +34 976 123 46{n} | Yes |  | 2026-11-01 |",
            "N{n} | None |  | Customer |  | +34 976 123 47{n} |  | no address | 2026-11-01 | 2026-11-01",
            "I{n} | Idle | A9 | Customer | ben |  |  |  |  | soon"),
        "Accounts": table(times, "Account ID | Account | Owner", "A{n} | Firm {n} | ana"),
        "Activities": table(times, "Activity ID | When | Contact ID | By | Channel | Outcome | Minutes",
            "X{n} | {day} | D{n} | ana | Call | Spoke | 1", "Y{n} | 2027-01-01 | nobody | ana | Call | Spoke | -1"),
        "Orders": table(times, "Order ID | Date | Contact ID | Amount", "O{n} | {day} | D{n} | 100"),
        "Opportunities": table(times, "Opportunity ID | Contact ID | Owner | Amount | Created | Closed | Result",
            "P{n} | D{n} | ana | 9 | 2026-11-01 | {day} | Won", "Q{n} | D{n} | ana |  | 2026-11-01 |  | Open"),
        "Calls": table(times, "Date | Rep | Name | Contact ID | Channel | Direction | Outcome", "{day} | ana |  | D{n} | Call | In | Spoke",
            " | ana | Nobody known | | Call |  | Spoke", " | ana | Half | | Call |  |"),
    }  # fmt: skip


@pytest.mark.parametrize("times", [0, 1, 2])
@pytest.mark.parametrize("name", PLANNED)
def test_no_sentence_says_1_lines(name, times):
    store = book(**filled(times))
    for _ in range(2):  # a second run has other things to say
        outcome = outcome_of(run(name, store, today=MONDAY, runner=WHO))
        told = [(ACTIONS[name].sentence or in_a_sentence)(outcome), *lines(outcome)]
        assert [wrong for text in told for wrong in wrong_plurals(text)] == []


@pytest.mark.parametrize("times", [0, 1, 2])
def test_no_line_of_a_report_or_a_card_does(times):
    frames, settings = world_parts(**filled(times))
    world = World(frames, settings, MONDAY)
    told = list(report_text(sales_report(world, last_week(MONDAY))))
    for contact in frames["Contacts"].index:
        told += card_text(card(world, Subject("", contact))).splitlines()
    assert [wrong for text in told for wrong in wrong_plurals(text)] == []


def test_the_reader_of_plurals_sees_them():
    assert wrong_plurals("1 due dates, 1 other problems") != []
    assert wrong_plurals("21 rows, 1.1 days, 1 person, 1 day of 3 days, 2026-01-1 rows") == []
