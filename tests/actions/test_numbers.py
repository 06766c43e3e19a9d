"""Numbers of what a click says against those of the sheets, on random books: one thing has one number."""

from __future__ import annotations

import random
import re
from datetime import datetime, timedelta

import pytest

from salesbook.actions.outcome import in_a_sentence, lines, outcome_of
from salesbook.actions.registry import ACTIONS
from salesbook.tables.records import Runner
from tests.domain.calls.team_books import a_team_book, stored
from tests.domain.random_books import TODAY
from tests.helpers import column, sums_of
from tests.sessions import run

WHO = Runner("ana", "desk", datetime(2024, 6, 3, 9, 30))
SEEDS = range(25)
CALLED = {"Call", "Visit", "Meeting"}


def a_day(dice):
    """A team's book with lines that people added: of today and of other days, ours and theirs, finished and not."""
    book = a_team_book(dice)
    people = [row["Contact ID"] for row in book["Contacts"]]
    for _ in range(dice.randint(0, 6)):
        book["Calls"].append({
            "Date": dice.choice([None, TODAY, TODAY - timedelta(days=1)]), "Rep": dice.choice(["ann", "ben", None]),
            "Contact ID": dice.choice([*people, None, "C99"]), "Channel": dice.choice([None, "Call", "Visit", "Email"]),
            "Direction": dice.choice([None, "Out", "In"]), "Outcome": dice.choice([None, "Spoke", "No answer"]),
        })  # fmt: skip
    return stored(book)


def said(name, store):
    outcome = outcome_of(run(name, store, today=TODAY, runner=WHO))
    return (ACTIONS[name].sentence or in_a_sentence)(outcome), outcome


def number(text):
    return int(text.replace(",", ""))


def rows(store, table, *headers):
    return list(zip(*(column(store, table, header) for header in headers), strict=True))


def done_today(store):
    """What Home counts: logged calls of today, and lines of today with an outcome that are not logged yet."""
    logged = sum((made or 0) + (extra or 0) for day, made, extra in rows(store, "CallDays", "Date", "Made", "Extra") if day == TODAY)  # fmt: skip
    typed = [
        line for line in rows(store, "Calls", "Outcome", "Direction", "Channel", "Date")
        if line[0] and line[1] != "In" and line[2] in {None, *CALLED} and line[3] in {None, TODAY}
    ]  # fmt: skip
    return logged, len(typed)


def lines_open(store):
    return sum(bool(name or contact) and not outcome for name, contact, outcome in rows(store, "Calls", "Name", "Contact ID", "Outcome"))  # fmt: skip


def problems_open(store):
    """What Home counts: rows, but of those that tell of more rows the number they tell."""
    counted = [re.match(r"([\d,]+) more rows? of this kind$", str(text)) for text in column(store, "Problems", "Problem") if text]  # fmt: skip
    return sum(number(found[1]) if found else 1 for found in counted)


@pytest.mark.parametrize("name", ["today", "calls"])
def test_the_lists_name_as_many_lines_as_are_open_on_calls(name):
    beside = 0
    for seed in SEEDS:
        store = a_day(random.Random(seed))
        sentence, outcome = said(name, store)
        told = " ".join(outcome.messages)
        if shown := re.search(r"([\d,]+) lines? (?:is|are) open on Calls", told):
            beside += 1
            assert number(shown[1]) == lines_open(store)
            assert not outcome.summary["sum"] or shown[0] in sentence
        else:
            listed = re.search(r"([\d,]+) listed", sentence)
            assert (number(listed[1]) if listed else 0) == lines_open(store)
    assert 3 < beside < len(SEEDS)


def test_what_is_logged_is_what_home_counts_as_done_but_for_what_is_named():
    named = 0
    for seed in SEEDS:
        store = a_day(random.Random(seed))
        before, _ = done_today(store)
        sentence, outcome = said("log", store)
        logged = re.search(r"([\d,]+) logged(?: \(([^)]+)\))?", sentence)
        if not logged:
            continue
        assert number(logged[1]) == outcome.summary["logged"]
        others = logged[2] or ""
        named += bool(others)
        beside = sum(map(number, re.findall(r"(\d+) ", others))) if others[:1].isdigit() or not others else number(logged[1])  # fmt: skip
        assert done_today(store)[0] - before == number(logged[1]) - beside
        assert all(whole == parts for whole, parts in sums_of(sentence))
    assert named > 5


def test_problems_are_as_many_as_the_sheet_lists_whatever_ran_before():
    others = 0
    for seed in SEEDS[:12]:
        dice = random.Random(seed)
        store = a_day(dice)
        for name in dice.choices(["check", "log", "calls", "today", "scores"], k=4):
            sentence, outcome = said(name, store)
            told = [sentence, *[line for line in lines(outcome) if "found; the sheet" in line]]
            for text in told:
                if more := re.search(
                    r"([\d,]+) problems?\b.*lists (?:it|them)(?: and ([\d,]+) others?)?", text
                ):
                    others += bool(more[2])
                    assert number(more[1]) + number(more[2] or "0") == problems_open(store)
                elif found := re.search(r"([\d,]+) problems?: see the sheet Problems", text):
                    assert number(found[1]) == problems_open(store)
                elif listed := re.search(r"The sheet Problems (?:lists|has) ([\d,]+)", text):
                    assert number(listed[1]) == problems_open(store)
                else:
                    assert name != "check" or problems_open(store) == 0
    assert others > 3
