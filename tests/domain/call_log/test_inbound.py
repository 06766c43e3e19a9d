"""Who rings has one line on Calls: the one that they have today, else a new last one; and the talk counts as theirs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.domain.call_log.inbound import TheirCall, caller_meant, plan_rang, row_of_caller
from salesbook.domain.call_log.plan import plan_log
from salesbook.domain.calls.attempts import attempts
from salesbook.domain.facts.call_days import own_calls
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.facts.unanswered import open_letters
from salesbook.domain.world import World
from salesbook.errors import BadInput
from salesbook.tables.frames import frames, read_settings
from salesbook.tables.grid import is_blank
from tests.domain.callbook import TOUCHPOINTS
from tests.helpers import book, carry_out, column, grid, snapshot

TODAY = date(2026, 3, 4)
BOOK = {
    "Team": "Rep | Name | Active\nann | Ann Ferrer | Yes\nben | Ben Cole | Yes\nold | | No",
    "Accounts": "Account ID | Account | Owner\nA1 | Acme | ben\nA2 | Beta Labs | ",
    "Contacts": """
        Contact ID | First name | Last name | Account ID | Owner | Do not call | Phone
        C1         | Ada        | Lovelace  | A1         | ann   |             | +34 976 123 451
        C2         | Ana        | García    | A1         |       |             |
        C3         | Ana        | García    | A2         |       | Yes         |
    """,
    "Calls": """
        Call ID       | Date       | Rep | Rank | Contact ID | Name         | Channel | Direction | Topic   | Outcome | Notes
        2026-03-04-C1 | 2026-03-04 | ann | 7    | C1         | Ada Lovelace | Visit   | Out       | Reorder |         |
        2026-03-04-C2 | 2026-03-04 | ben | 1    | C2         | Ana García   | Call    | Out       | Status  |         | ask Bob
    """,
}  # fmt: skip


def a_book(**tables):
    return book(**BOOK | {"TouchPoints": TOUCHPOINTS} | tables)


def world(store):
    seen = snapshot(store)
    return World(frames(seen)[0], read_settings(seen)[0], TODAY)


def rang(store, contact="", **call):
    """They ring: planned and written; what is said."""
    plan = plan_rang(world(store), TheirCall(contact, **call))
    assert not carry_out(store, plan).conflicts
    return " ".join(message.text for message in plan.messages)


def log(store, **how):
    plan = plan_log(world(store), **how)
    assert not carry_out(store, plan).conflicts
    return " ".join(message.text for message in plan.messages)


def lines(store, *headers):
    rows = zip(*(column(store, "Calls", header) for header in headers), strict=True)
    return [row for row in rows if any(not is_blank(cell) for cell in row)]


def logged(store, *headers):
    rows = zip(*(column(store, "Activities", header) for header in headers), strict=True)
    return [row for row in rows if any(not is_blank(cell) for cell in row)]


WRITTEN = ("Date", "Rep", "Contact ID", "Name", "Account", "Channel", "Direction")


@pytest.mark.parametrize(("call", "row"), [
    ({}, (TODAY, None, None, None, None, "Call", "In")),
    ({"rep": "ben"}, (TODAY, "ben", None, None, None, "Call", "In")),
    ({"contact": "C3"}, (TODAY, None, "C3", "Ana García", "Beta Labs", "Call", "In")),
    ({"contact": "C3", "rep": "ann"}, (TODAY, "ann", "C3", "Ana García", "Beta Labs", "Call", "In")),
    ({"account": "A2"}, (TODAY, None, None, None, "Beta Labs", "Call", "In")),
])  # fmt: skip
def test_who_rings_gets_a_new_last_line_with_what_is_known(call, row):
    store = a_book()
    rang(store, **call)
    assert lines(store, *WRITTEN)[2:] == [row]


def test_the_line_is_for_the_owner_of_the_caller_or_the_only_rep():
    store = a_book(Calls="Call ID")
    rang(store, "C1")
    rang(store, "C2")
    assert lines(store, "Rep", "Contact ID") == [("ann", "C1"), ("ben", "C2")]
    store = a_book(Team="Rep | Active\neve | Yes\nold | No")
    rang(store)
    assert lines(store, "Rep")[-1] == ("eve",)


def test_who_stands_on_a_list_today_has_direction_in_there_and_no_second_line():
    store = a_book()
    said = rang(store, "C1")
    assert lines(store, "Contact ID", "Channel", "Direction") == [("C1", "Call", "In"), ("C2", "Call", "Out")]
    assert said.startswith("Ada Lovelace, Acme (C1) is number 7 on ann's list: Direction In is set there.")
    assert row_of_caller(snapshot(store).grids["Calls"], "C1") == 0


def test_words_join_those_that_stand_in_the_line_already():
    store = a_book(
        Calls="Call ID | Date | Contact ID | Direction | Their words\n2026-03-04-C1 | 2026-03-04 | C1 | Out | too dear"
    )
    rang(store, "C1", typed={"Their words": "Send it", "Minutes": 5})
    assert lines(store, "Their words", "Minutes") == [("too dear\nSend it", 5)]


@pytest.mark.parametrize("line", [
    "2026-03-03-C1 | 2026-03-03 | C1 | Out | ",  # of yesterday
    "2026-03-04-C1 | 2026-03-04 | C1 | Out | Spoke",  # done already
    "2026-03-04-C2 | 2026-03-04 | C2 | Out | ",  # somebody else's
])  # fmt: skip
def test_a_line_of_another_day_or_of_a_call_that_was_made_is_not_theirs(line):
    store = a_book(Calls=f"Call ID | Date | Contact ID | Direction | Outcome\n{line}")
    rang(store, "C1")
    assert lines(store, "Contact ID", "Direction")[1:] == [("C1", "In")]


def test_a_second_click_uses_the_line_that_stands_ready_and_the_next_call_gets_its_own():
    store = a_book()
    rang(store)
    assert rang(store).startswith("A line stands ready on Calls.")
    assert len(lines(store, "Direction")) == 3
    store.grids["Calls"].columns["Name"][2] = "Ada"
    rang(store)
    assert lines(store, "Name", "Direction")[2:] == [("Ada", "In"), (None, "In")]
    assert row_of_caller(snapshot(store).grids["Calls"], "") == 3


def test_a_line_that_stands_ready_for_another_rep_is_left_to_them():
    store = a_book()
    for rep in ("ann", "ben", "ben"):
        rang(store, rep=rep)
    assert lines(store, "Rep", "Name")[2:] == [("ann", None), ("ben", None)]


def test_what_came_by_another_way_is_not_said_to_have_rung():
    store = a_book(
        Calls="Contact ID | Channel | Direction | Outcome\nC1 | Email | In | Spoke\nC2 | Call | In | Spoke"
    )
    assert "From them: Ada Lovelace, Acme (C1); Ana García, Acme (C2)." in log(store)


def test_the_new_line_leaves_one_alone_that_has_a_comment_only():
    store = a_book(Calls=replace(grid("Calls", "Notes\n "), notes={0: "about somebody"}))
    rang(store, "C1")
    assert column(store, "Calls", "Direction") == [None, "In"]


def test_a_name_typed_by_hand_is_done_with_the_line_of_the_list():
    store = a_book()
    rang(store, rep="ben")
    store.grids["Calls"].columns["Name"][2] = "lovelace"
    store.grids["Calls"].columns["Outcome"][2] = "Spoke"
    store.grids["Calls"].columns["Their words"][2] = "Where is it?"
    said = log(store)
    assert logged(
        store, "Activity ID", "Contact ID", "By", "Channel", "Direction", "Subject", "Their words"
    ) == [("T-2026-03-04-C1", "C1", "ben", "Call", "In", "Reorder", "Where is it?")]
    assert lines(store, "Contact ID") == [("C2",)]
    assert said.startswith(
        "2 filled lines = 1 logged (that came in) + 1 half filled. 1 line stays. Logged: 1 spoke. They rang: Ada Lovelace, Acme (C1), who was number 7 on ann's list."
    )


def test_a_line_of_the_list_in_which_somebody_typed_stays():
    store = a_book()
    rang(store, "C2", rep="ben", typed={"Outcome": "Spoke"})
    log(store)
    assert lines(store, "Contact ID", "Notes") == [("C1", None), ("C2", "ask Bob")]
    assert logged(store, "Contact ID", "Direction") == [("C2", "In")]


def test_two_calls_of_one_person_are_two_talks_and_take_one_line_of_the_list():
    store = a_book()
    for words in ("Hello", "Once more"):
        rang(store, "C1", typed={"Outcome": "Spoke", "Their words": words})
    said = log(store)
    assert sorted(logged(store, "Their words")) == [("Hello",), ("Once more",)]
    assert lines(store, "Contact ID") == [("C2",)]
    assert said.startswith("3 filled lines = 2 logged (that came in) + 1 half filled. 1 line stays. Logged: 2 spoke. They rang: Ada Lovelace, Acme (C1), who was number 7 on ann's list; Ada Lovelace, Acme (C1).")  # fmt: skip


def test_only_the_new_line_is_logged_where_only_that_was_asked_for():
    store = a_book(Calls=BOOK["Calls"].replace("Reorder |         |", "Reorder | Spoke   |"))
    rang(store, "C3", typed={"Outcome": "Spoke"})
    calls = world(store).frames["Calls"]
    said = log(store, only=calls.index[-1:])
    assert logged(store, "Contact ID") == [("C3",)]
    assert lines(store, "Contact ID", "Outcome") == [("C1", "Spoke"), ("C2", None)]
    assert (
        said
        == "1 filled line = 1 logged. 2 lines stay. Logged: 1 spoke. They rang: Ana García, Beta Labs (C3)."
    )


@pytest.mark.parametrize(("outcome", "header", "becomes"), [
    ("Do not call again", "Do not call", "Yes"),
    ("Left the company", "Status", "Left"),
    ("Call back later", "Next date", date(2026, 3, 5)),
    ("Spoke", "Do not call", None),
])  # fmt: skip
def test_what_they_say_when_they_ring_holds_as_when_they_are_called(outcome, header, becomes):
    store = a_book()
    rang(store, "C1", typed={"Outcome": outcome})
    log(store)
    assert column(store, "Contacts", header)[0] == becomes


def test_who_is_not_to_be_called_may_ring():
    store = a_book()
    rang(store, "C3", typed={"Outcome": "Spoke"})
    log(store)
    assert logged(store, "Contact ID", "Direction") == [("C3", "In")]
    assert column(store, "Contacts", "Do not call")[2] == "Yes"


@pytest.mark.parametrize(("text", "says"), [
    ("García", "2 people fit García: Ana García, Acme (C2); Ana García, Beta Labs (C3). Nothing was written. Use the ID in brackets."),
    ("Ana Garcia", "2 people are called Ana Garcia: Ana García, Acme (C2); Ana García, Beta Labs (C3)."),
    ("Lovelac", "Contacts has nobody called Lovelac. Did you mean Ada Lovelace, Acme (C1)?"),
    ("Zzyzx", "Contacts has nobody called Zzyzx. Nothing was written. Add this person to Contacts first"),
])  # fmt: skip
def test_nobody_is_guessed(text, says):
    with pytest.raises(BadInput) as caught:
        caller_meant(world(a_book()), text)
    assert f"{caught.value.what} {caught.value.todo}".startswith(says)


@pytest.mark.parametrize(
    ("text", "contact"), [("C2", "C2"), ("ada", "C1"), ("Beta", "C3"), ("0034976123451", "C1")]
)
def test_whom_a_part_names_is_found(text, contact):
    assert caller_meant(world(a_book()), text) == contact


TALKS = "Activity ID | When | Contact ID | By | Channel | Direction | Outcome"


def test_when_they_ring_it_counts_as_theirs_ends_a_row_of_attempts_and_is_none_itself():
    tried = "\n".join(f"T{n} | 2026-03-0{n} | C1 | ann | Call | Out | No answer" for n in (1, 2, 3))
    store = a_book(Activities=f"{TALKS}\n{tried}")
    assert world(store).get(attempts).in_row[0] == 3
    rang(store, "C1", typed={"Outcome": "Spoke"})
    log(store)
    assert world(store).get(attempts).in_row[0] == 0


def test_their_call_is_a_touch_of_theirs_and_no_call_of_ours():
    store = a_book()
    rang(store, "C1", typed={"Outcome": "Spoke"})
    log(store)
    here = world(store)
    touch = here.get(touch_table).iloc[-1]
    assert (bool(touch["inbound"]), bool(touch["rhythm"]), touch["points"] > 0) == (True, True, True)
    assert not own_calls(here.frames["Activities"]).any()


def test_a_letter_of_theirs_is_answered_when_they_ring_and_are_spoken_to():
    people = "Contact ID | Owner | Next date\nC1 | ann | 2026-03-05"
    store = a_book(Activities=f"{TALKS}\nT1 | 2026-03-02 | C1 | | Email | In |", Contacts=people)
    assert world(store).get(open_letters)[0][0] >= 0
    rang(store, "C1", typed={"Outcome": "Spoke"})
    log(store)
    assert world(store).get(open_letters)[0][0] == -1


STEP = st.one_of(
    st.tuples(st.just("rings"), st.sampled_from(["", "C1", "C2", "C3"])),
    st.tuples(
        st.just("types"),
        st.sampled_from(["Ada", "García", "C3", "Acme", "Nobody", "976 123 451"]),
        st.integers(0, 4),
    ),
    st.tuples(st.just("ends"), st.sampled_from(["Spoke", "No answer"]), st.integers(0, 4)),
    st.tuples(st.just("logs")),
)


@given(st.lists(STEP, max_size=12))
def test_whatever_comes_between_ringing_and_logging_no_talk_is_lost_or_counted_twice(steps):
    store = a_book()
    finished = 0
    for number, (step, *what) in enumerate(steps):
        columns = store.grids["Calls"].columns
        if step == "rings":
            rang(store, what[0])
        elif step == "logs":
            log(store)
        elif what[1] < len(columns["Name"]) and columns["Direction"][what[1]] == "In":
            row = what[1]
            if step == "types" and not columns["Contact ID"][row] and not columns["Call ID"][row]:
                columns["Name"][row] = what[0]
            if step == "ends" and not columns["Outcome"][row]:
                columns["Outcome"][row], columns["Their words"][row] = what[0], f"talk {number}"
                finished += 1
    words = [one for (one,) in [*logged(store, "Their words"), *lines(store, "Their words")] if one]
    assert len(words) == len(set(words)) == finished
