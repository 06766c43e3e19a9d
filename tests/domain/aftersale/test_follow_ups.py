"""What follows an event is due After it, once, until a talk about it; and never more than a fifth of a day."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.domain.aftersale.events import happened
from salesbook.domain.aftersale.follow_ups import due_follow_ups, follow_up_rules
from salesbook.domain.calls.plan import plan_calls
from salesbook.domain.calls.sources.base import AFTER_SALE_SHARE
from salesbook.domain.cycle.follow_up_problems import follow_up_problems
from salesbook.domain.facts.call_rows import as_written
from salesbook.domain.world import World
from salesbook.schema import TOPICS
from salesbook.schema.after_sale import OF_AFTER_SALE
from salesbook.schema.closed_lists import FOLLOW_UP_EVENTS
from salesbook.schema.shapes import SINCE
from salesbook.tables.arrays import day_of_number, texts
from salesbook.tables.frames import frames
from tests.domain.aftersalebook import after_sale_book, after_sale_world
from tests.domain.callbook import TODAY, plan
from tests.helpers import carry_out, snapshot

PEOPLE = """
    Contact ID | First name | Account ID | Phone           | Decision maker | Created    | Source    | Kind
    C1         | Ada        | A1         | +34 976 000 001 |                | 2026-01-05 | Promotion | Customer
    C2         | Bea        | A1         | +34 976 000 002 | Yes            | 2026-01-05 |           | Customer
    C3         | Cy         |            | +34 976 000 003 |                | 2026-01-05 |           | Customer
"""
ACCOUNTS = "Account ID | Account\nA1 | Acme"
HEAD = "Event | After | Unit | Channel | Who | Topic | Letter | Active\n"
TALKS = "Activity ID | When | Contact ID | Channel | Outcome | By | Subject\n"
ORDER = "Order ID | Account ID | Contact ID | Date | Amount\nO1 | A1 | | 2026-02-02 | 100"
DEAL = "Opportunity ID | Account ID | Owner | Result | Created | Closed\n"


def found(today=TODAY, **tables):
    """What is due: contact, topic, day of the event, day on which it was due."""
    here = after_sale_world(today, **{"Contacts": PEOPLE, "Accounts": ACCOUNTS} | tables)
    due, rules = here.get(due_follow_ups), here.get(follow_up_rules)
    ids = texts(here.frames["Contacts"], "Contact ID")
    rows = zip(ids[due.contact].tolist(), due.rule.tolist(), due.day.tolist(), due.due.tolist(), strict=True)
    return sorted(
        (who, rules[rule].topic, day_of_number(day), day_of_number(first)) for who, rule, day, first in rows
    )


EVENTS = {
    "Acquired": ({}, "C1", date(2026, 1, 5)),
    "First talk": ({"Activities": TALKS + "T1 | 2026-02-02 | C3 | Call | Spoke | ann |"}, "C3", date(2026, 2, 2)),
    "Won": ({"Opportunities": DEAL + "O1 | A1 | ann | Won | 2026-01-02 | 2026-02-02"}, "C2", date(2026, 2, 2)),
    "Lost": ({"Opportunities": DEAL + "O1 | A1 | ann | Lost | 2026-01-02 | 2026-02-02"}, "C2", date(2026, 2, 2)),
    "First order": ({"Orders": ORDER + "\nO2 | A1 | | 2026-02-12 | 100"}, "C2", date(2026, 2, 2)),
    "Order": ({"Orders": ORDER}, "C2", date(2026, 2, 2)),
    "Installed": ({"Activities": TALKS + "T1 | 2026-02-02 | C3 | Install | Spoke | ann |"}, "C3", date(2026, 2, 2)),
    "Serviced": ({"Activities": TALKS + "T1 | 2026-02-02 | C3 | Service | Spoke | ann |"}, "C3", date(2026, 2, 2)),
    "Complaint closed": ({"FrontLine": "Note ID | By | Account ID | Contact ID | Heard | Type | When | Closed on\nN1 | ann | A1 | C1 | Cracked | Complaint | 2026-02-01 | 2026-02-02"}, "C1", date(2026, 2, 2)),
    "Lapsed": ({"Orders": "Order ID | Contact ID | Date | Amount\nO1 | C3 | 2025-02-02 | 100"}, "C3", date(2026, 2, 2)),
}  # fmt: skip


@pytest.mark.parametrize("event", FOLLOW_UP_EVENTS)
def test_each_event_is_followed_by_one_line_for_whom_it_names_or_who_decides(event):
    tables, who, day = EVENTS[event]
    rules = HEAD + f"{event} | 3 | day | Call | | Follow-up | | Yes"
    assert found(FollowUps=rules, **tables) == [(who, "Follow-up", day, day + timedelta(days=3))]


def test_it_is_not_due_before_its_time():
    rules = HEAD + "First order | 1 | month | Call | | Follow-up | | Yes"
    assert found(date(2026, 3, 1), FollowUps=rules, Orders=ORDER) == []
    assert found(date(2026, 3, 2), FollowUps=rules, Orders=ORDER)


def test_a_talk_with_its_topic_at_the_account_is_it():
    rules = HEAD + "First order | 2 | day | Call | | Follow-up | | Yes"
    said = TALKS + "T1 | 2026-02-02 | C1 | Call | Spoke | ann | {}"
    assert found(FollowUps=rules, Orders=ORDER, Activities=said.format("Follow-up")) == []
    assert found(FollowUps=rules, Orders=ORDER, Activities=said.format("Data"))
    tried = TALKS + "T1 | 2026-02-02 | C1 | Call | No answer | ann | Follow-up"
    assert found(FollowUps=rules, Orders=ORDER, Activities=tried)


def test_the_next_of_a_sequence_waits_for_the_one_before_and_two_working_days():
    rules = (
        HEAD
        + "First order | 2 | day | Call | | Follow-up | | Yes\nFirst order | 4 | week | Call | | Status | | Yes"
    )
    assert [topic for _, topic, *_ in found(FollowUps=rules, Orders=ORDER)] == ["Follow-up"]
    said = TALKS + "T1 | 2026-02-05 | C1 | Call | Spoke | ann | Follow-up"
    assert [topic for _, topic, *_ in found(FollowUps=rules, Orders=ORDER, Activities=said)] == ["Status"]
    lately = said + "\nT2 | 2026-03-03 | C2 | Call | Spoke | ann | Data"
    assert found(FollowUps=rules, Orders=ORDER, Activities=lately) == []
    assert found(date(2026, 3, 5), FollowUps=rules, Orders=ORDER, Activities=lately)[0][3] == date(2026, 3, 5)


def test_one_talk_does_one_row():
    rules = (
        HEAD
        + "First order | 1 | day | Call | | Status | | Yes\nFirst order | 3 | week | Call | | Status | | Yes"
    )
    said = TALKS + "T1 | 2026-02-03 | C1 | Call | Spoke | ann | Status"
    assert found(FollowUps=rules, Orders=ORDER, Activities=said)[0][3] == date(2026, 2, 23)


def test_rows_that_are_switched_off_or_lack_a_topic_are_none():
    rules = (
        HEAD + "First order | 2 | day | Call | | Follow-up | | No\nFirst order | 3 | day | Call | | | | Yes"
    )
    assert found(FollowUps=rules, Orders=ORDER) == []


def test_what_happened_before_the_part_came_is_not_followed():
    rules = HEAD + "First order | 2 | day | Call | | Follow-up | | Yes"
    before = f"Setting | Value\n{SINCE} | aftersale 2026-02-03"
    assert found(FollowUps=rules, Orders=ORDER, Settings=before) == []


def line(**tables):
    store = after_sale_book(**{"Contacts": PEOPLE, "Accounts": ACCOUNTS} | tables)
    return plan(store)


def test_its_line_has_topic_letter_and_what_happened():
    rules = HEAD + "First order | 2 | day | Call | | Quote | thank-you | Yes"
    spoken = TALKS + "T1 | 2026-02-20 | C2 | Call | Spoke | ann | Data"
    row = line(FollowUps=rules, Orders=ORDER, Activities=spoken).line("C2")
    assert (row["Topic"], row["Letter"], row["Block"]) == ("Quote", "thank-you", "Care")
    assert row["Why"] == "First order on 2 February."
    assert row["Talk about"] == "Thank them. Ask whether all came as promised."


@pytest.mark.parametrize("event", FOLLOW_UP_EVENTS)
@pytest.mark.parametrize("topic", TOPICS)
def test_a_line_that_nobody_touched_makes_room_for_the_next_days_list_whatever_topic_its_row_has(
    event, topic
):
    """What was written by salesbook must not look as if somebody had chosen the topic."""
    rules = HEAD + f"{event} | 2 | day | Call | | {topic} | | Yes"
    told = {"First talk": "Spoke", "Complaint closed": "Complaint solved"}.get(event, "Spoke")
    channel = {"Installed": "Install", "Serviced": "Service"}.get(event, "Call")
    said = TALKS + f"T1 | 2026-02-18 | C2 | {channel} | {told} | ann | Data"
    if event == "Complaint closed":
        said += "\nT0 | 2026-02-10 | C2 | Call | Complaint | ann | Complaint"
    deals = "Opportunity ID | Account ID | Contact ID | Owner | Created | Closed | Result\nP1 | A1 | C2 | ann | 2026-01-05 | 2026-02-18 | "
    deals += "Lost" if event == "Lost" else "Won"
    store = after_sale_book(
        Contacts=PEOPLE,
        Accounts=ACCOUNTS,
        FollowUps=rules,
        Orders=ORDER,
        Activities=said,
        Opportunities=deals,
    )
    carry_out(store, plan(store).plan)
    calls = frames(snapshot(store))[0]["Calls"]
    assert as_written(calls).all()


def test_it_reaches_whom_duties_names_whatever_their_calls_per_day():
    team = "Rep | Role | Calls per day\nann | Sales | 10\nben | Service | 0"
    rules = HEAD + "First order | 2 | day | Call | Service follow-up | Follow-up | | Yes"
    duties = "Task | Role\nService follow-up | Service"
    assert line(FollowUps=rules, Orders=ORDER, Team=team, Duties=duties).line("C2")["Rep"] == "ben"


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 30), st.integers(0, 25), st.data())
def test_follow_ups_take_at_most_a_fifth_of_a_day(people, calls, data):
    ago = data.draw(st.lists(st.integers(2, 900), min_size=people, max_size=people))
    contacts = "Contact ID | First name | Phone | Created | Kind\n" + "\n".join(
        f"C{n} | Ada | +34 976 000 {n:03} | 2020-01-05 | Customer" for n in range(people)
    )
    orders = "Order ID | Contact ID | Date | Amount\n" + "\n".join(
        f"O{n} | C{n} | {TODAY - timedelta(days=days)} | 100" for n, days in enumerate(ago)
    )
    rules = HEAD + "First order | 2 | day | Call | | Quote | | Yes"
    store = after_sale_book(
        Contacts=contacts, Orders=orders, FollowUps=rules, Team=f"Rep | Calls per day\nann | {calls}"
    )
    made = Counter(row["Topic"] for row in plan(store).lines)["Quote"]
    assert made == min(people, int(AFTER_SALE_SHARE * calls))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["C1", "C2", "C3"]), st.sampled_from(["Call", "Install", "Service"]), st.integers(0, 200),
                          st.sampled_from(["", "Follow-up", "Status"])), max_size=12))  # fmt: skip
def test_each_event_is_due_at_most_once(talks):
    rules = HEAD + "".join(f"{event} | {after} | day | Call | | {topic} | | Yes\n" for event in FOLLOW_UP_EVENTS
                           for after, topic in ((2, "Follow-up"), (30, "Status")))  # fmt: skip
    rows = [
        f"T{n} | {TODAY - timedelta(days=ago)} | {who} | {how} | Spoke | ann | {about}"
        for n, (who, how, ago, about) in enumerate(talks)
    ]
    tables = {"Contacts": PEOPLE, "Accounts": ACCOUNTS, "Orders": ORDER, "FollowUps": rules}
    here = after_sale_world(**tables, Activities=TALKS + "\n".join(rows))
    due, rule_of = here.get(due_follow_ups), here.get(follow_up_rules)
    columns = (due.rule.tolist(), due.contact.tolist(), due.day.tolist())
    events = [(rule_of[rule].event, who, day) for rule, who, day in zip(*columns, strict=True)]
    assert len(events) == len(set(events))
    assert np.isin(due.day, here.get(happened).day).all()


def test_after_all_was_talked_about_nothing_is_due():
    rules = (
        HEAD
        + "First order | 2 | day | Call | | Follow-up | | Yes\nFirst order | 4 | week | Call | | Status | | Yes"
    )
    said = "T1 | 2026-02-05 | C1 | Call | Spoke | ann | Follow-up\nT2 | 2026-03-03 | C2 | Call | Spoke | ann | Status"
    for today in (TODAY, date(2026, 6, 1), date(2027, 6, 1)):
        assert found(today, FollowUps=rules, Orders=ORDER, Activities=TALKS + said) == []


def test_a_book_without_the_part_has_none():
    here = after_sale_world(Contacts=PEOPLE, Accounts=ACCOUNTS)
    core = {name: frame for name, frame in here.frames.items() if name not in OF_AFTER_SALE}
    alone = World(core, here.settings, TODAY, absent=OF_AFTER_SALE)
    assert plan_calls(alone).changes
    assert alone.get(follow_up_rules) == []


def test_a_row_without_after_is_told_since_nothing_follows():
    rows = f"{HEAD}Order |   | day | Call | | Follow-up | |\nOrder | 0 | day | Call | | Status | |"
    here = after_sale_world(Contacts=PEOPLE, FollowUps=rows)
    told = [(one.column, one.why) for one in follow_up_problems(here)]
    assert told == [("After", "After is blank, so nothing follows")]


@pytest.mark.parametrize("outcome", ["Spoke", "Call back later"])
def test_a_day_agreed_that_is_still_to_come_is_not_what_the_line_speaks_of(outcome):
    people = PEOPLE.replace("| Kind\n", "| Kind | Next date\n").replace(
        "| Customer\n", "| Customer | 2026-03-20\n"
    )
    rows = f"{HEAD}Order | 3 | day | Call | | Follow-up | | Yes"
    log = f"{TALKS}T1 | 2026-01-20 | C2 | Call | {outcome} | ann | Status"
    team = "Rep | Calls per day\nann | 10"
    store = after_sale_book(
        Contacts=people, Accounts=ACCOUNTS, FollowUps=rows, Orders=ORDER, Activities=log, Team=team
    )
    line = plan(store).line("C2")
    assert line["Topic"] == "Follow-up"
    assert "agreed" not in line["Why"]
    assert "asked" not in line["Why"]
