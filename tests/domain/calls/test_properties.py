"""What holds for every call list."""

from __future__ import annotations

import random
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.domain.calls.sources.complaints import Complaints
from salesbook.domain.facts.due import rhythm_table
from salesbook.domain.facts.subjects import topic_of_line
from salesbook.domain.world import World
from tests.domain.callbook import Calls, plan, world
from tests.domain.calls.team_books import a_team_book, stored
from tests.domain.random_books import TODAY, Rows
from tests.helpers import carry_out, sums_of

BOOKS = st.builds(lambda seed: a_team_book(random.Random(seed)), st.integers(0, 10**9))


def both(book: Rows) -> tuple[World, Calls]:
    store = stored(book)
    return world(store, TODAY), plan(store, TODAY)


def ids(here: World, positions) -> set[str]:
    return set(here.frames["Contacts"].index[list(positions)])


def wanted_today(here: World) -> set[str]:
    """Who is due by cadence or Next date, or has a complaint open of which they are to hear today."""
    due = (here.get(rhythm_table)["next_due"] <= str(TODAY)).to_numpy().nonzero()[0]
    return ids(here, due) | ids(here, Complaints().whom(here).contact)


@settings(max_examples=25)
@given(BOOKS)
def test_no_account_is_called_twice_and_nobody_who_must_not_be(book):
    here, calls = both(book)
    contacts = here.frames["Contacts"]
    open_lines = [row["Contact ID"] for row in book["Calls"] if row["Contact ID"]]
    called = [contacts.at[contact, "Account ID"] or contact for contact in [*calls.people, *set(open_lines)]]
    new = called[: len(calls.people)]
    assert len(set(new)) == len(new)
    assert not set(new) & set(called[len(new) :])
    assert not contacts.loc[calls.people, "Do not call"].any()


@settings(max_examples=25)
@given(BOOKS)
def test_no_rep_gets_more_calls_than_fit_the_day(book):
    _, calls = both(book)
    for row in book["Team"]:
        most = 20 if row["Calls per day"] is None else row["Calls per day"]
        if not most and any(duty["Role"] for duty in book["Duties"]):
            continue  # a duty brings lines to whoever has it
        kept = sum(line["Rep"] == row["Rep"] for line in book["Calls"])
        assert len(calls.of(row["Rep"])) <= max(most - kept, 0)
        assert row["Active"] != "No" or not calls.of(row["Rep"])


@settings(max_examples=25)
@given(BOOKS)
def test_every_line_says_why_and_about_what_and_every_call_id_is_new(book):
    _, calls = both(book)
    assert all(
        line["Why"] and line["Talk about"] and line["Channel"] and line["Rank"] for line in calls.lines
    )
    assert all(line["Topic"] == topic_of_line(str(line["Talk about"])) for line in calls.lines)
    assert len({line["Call ID"] for line in calls.lines}) == len(calls.lines)


@settings(max_examples=25)
@given(BOOKS)
def test_whoever_is_due_is_on_the_list_or_held_for_a_reason(book):
    here, calls = both(book)
    due = wanted_today(here)
    sought = {line["Contact ID"] for line in calls.lines if line["Why"] == "Due, but no number."}
    open_lines = {row["Contact ID"] for row in book["Calls"]}
    for contact in here.frames["Contacts"].index:
        reason = calls.held(contact)
        if contact in sought:
            assert reason == "no usable number"
        elif contact not in open_lines:
            assert (reason is not None) == (contact in due and contact not in calls.people)


@settings(max_examples=25)
@given(BOOKS)
def test_the_sums_add_up_and_count_everybody_who_is_due_once(book):
    here, calls = both(book)
    active = {
        one for one in wanted_today(here) if here.frames["Contacts"].at[one, "Status"] in {"", "Active"}
    }
    sums = [sums_of(message.text) for message in calls.plan.messages]
    wholes = [one[0][0] for one in sums if one]
    assert all(whole == parts for one in sums for whole, parts in one)
    assert max(wholes, default=0) == len(active)
    assert len(wholes) < 2 or sum(wholes[1:]) == wholes[0]


@settings(max_examples=25)
@given(BOOKS)
def test_never_touched_people_fill_at_most_a_fifth_while_others_wait(book):
    here, calls = both(book)
    touched = ids(here, here.get(rhythm_table)["last_touch"].notna().to_numpy().nonzero()[0])
    waiting = [one for one in touched if str(calls.held(one)).startswith("list full")]
    agreed = ids(here, here.get(rhythm_table)["promised"].to_numpy().nonzero()[0])
    for rep in (
        {here.get(rhythm_table).at[one, "owner"] for one in waiting}
        if not any(duty["Role"] for duty in book["Duties"])
        else ()
    ):
        new = [one for one in calls.of(rep) if one not in touched | agreed]
        assert len(new) <= 0.2 * len(calls.of(rep))


@settings(max_examples=25)
@given(BOOKS, st.randoms())
def test_the_order_of_rows_does_not_matter(book, dice):
    _, before = both(book)
    for table in ("Contacts", "Activities", "Orders", "Accounts"):
        dice.shuffle(book[table])
    _, after = both(book)
    assert after.lines == before.lines
    assert all(after.held(row["Contact ID"]) == before.held(row["Contact ID"]) for row in book["Contacts"])


@settings(max_examples=25)
@given(BOOKS)
def test_writing_the_list_twice_changes_nothing(book):
    store = stored(book)
    carry_out(store, plan(store, TODAY).plan)
    assert carry_out(store, plan(store, TODAY).plan).edits == {}


@settings(max_examples=25)
@given(BOOKS, st.randoms())
def test_nothing_after_today_matters(book, dice):
    _, before = both(book)
    later = TODAY + timedelta(days=dice.randint(1, 90))
    contact = dice.choice(book["Contacts"])["Contact ID"]
    book["Activities"].append(
        {"Activity ID": "later", "When": later, "Contact ID": contact, "Channel": "Call"}
    )
    book["Orders"].append({"Order ID": "later", "Date": later, "Contact ID": contact})
    _, after = both(book)
    assert after.lines == before.lines


def test_the_books_reach_most_guards_and_topics():
    """Otherwise the properties above would say little."""
    reasons, topics = set(), set()
    for seed in range(40):
        _, calls = both(a_team_book(random.Random(seed)))
        reasons |= set(calls.plan.summary["held"])
        topics |= {line["Topic"] for line in calls.lines}
    assert len(reasons) >= 8, reasons
    assert len(topics) >= 6, topics
