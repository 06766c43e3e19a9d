"""What the row above each table says of the last click or command."""

from __future__ import annotations

from datetime import datetime

import pytest

from salesbook.tables.last_result import (
    RESULT_KIND,
    RESULT_LINE,
    RESULT_MOMENT,
    RESULT_PLACE,
    LastResult,
    ResultKind,
    in_the_row,
    result_of_run,
)
from salesbook.tables.resolve import ChangedCells, TableEdit

AT = datetime(2026, 6, 5, 9, 7)
SHEETS = ("Calls", "My people", "Problems", "Runs")
LONG = "Scored 30 contacts with what they bought and said in the last two years, and with what was agreed with them on the phone and by mail,"


def run(**row: object) -> dict[str, TableEdit]:
    """The edit that a new row of Runs is, below one that stands there."""
    return {
        "Runs": TableEdit("Runs", 1, 2, {name: ChangedCells([1], [value]) for name, value in row.items()})
    }


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Logged 6 calls.", "Logged 6 calls."),
        ("Logged\n6  calls.", "Logged 6 calls."),
        (f"{LONG} twice. Due today: 18.", f"{LONG} twice."),
        (f"{LONG} 12,345 times over.", f"{LONG.rstrip(',')} …"),
        (f"4 calls for Ana, 5 held back (2 quiet period). {'2 calls for Jonas. ' * 9}3 problems: see the sheet Problems.",
         "4 calls for Ana, 5 held back (2 quiet period). 2 calls for Jonas. 2 calls for Jonas. 2 calls for Jonas. 3 problems: see the sheet Problems."),
    ],
    ids=["short", "lines", "first sentence", "no half number", "problems"],
)  # fmt: skip
def test_it_is_as_many_sentences_as_fit_and_the_problems(said, shown):
    assert in_the_row(said) == shown
    assert len(shown) <= 140


def test_a_sentence_is_cut_at_a_word_and_not_behind_a_number():
    for end in range(len(LONG), len(LONG) + 30):
        shown = in_the_row(f"{LONG} as 1,234 of 5,678 people know who have been here", end)
        assert len(shown) <= end
        assert not shown.removesuffix(" …")[-1].isdigit()


def test_the_line_begins_with_day_and_time_and_leads_to_the_runs():
    assert LastResult(AT, "Logged 6 calls.", ResultKind.DONE).cells(SHEETS) == {
        RESULT_LINE: "5 Jun 09:07  Logged 6 calls.", RESULT_MOMENT: AT, RESULT_KIND: "ok", RESULT_PLACE: "Runs!A1",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("said", "kind", "place"),
    [
        ("2 problems: see the sheet Problems.", ResultKind.PROBLEMS, "Problems!A1"),
        ("Calls!F12 is no date.", ResultKind.PROBLEMS, "Calls!F12"),
        ("'My people'!B3 was changed meanwhile.", ResultKind.REFUSED, "'My people'!B3"),
        ("Gone!B3 was changed meanwhile.", ResultKind.REFUSED, "Runs!A1"),
    ],
)
def test_it_leads_to_the_cell_that_it_names_or_to_the_problems(said, kind, place):
    assert LastResult(AT, said, kind).cells(SHEETS)[RESULT_PLACE] == place


def test_it_leads_to_the_page_that_was_written():
    page = "file:///home/ana/book.salesbook/previews/news.html"
    told = "3 letters of news are in your browser. 1 problem; the first: Contacts!B7: No letter."
    assert LastResult(AT, told, ResultKind.PROBLEMS, page).cells([*SHEETS, "Contacts"])[RESULT_PLACE] == page


def test_in_a_book_without_that_sheet_it_leads_nowhere():
    assert LastResult(AT, "Logged 6 calls.", ResultKind.DONE).cells(["Läufe"])[RESULT_PLACE] == ""


def test_a_command_says_what_its_row_of_runs_says():
    done = {"When": AT, "Message": "Logged 6 calls.", "Result": "Done"}
    assert result_of_run(run(**done)) == LastResult(AT, "Logged 6 calls.", ResultKind.DONE)
    told = result_of_run(run(**done | {"Result": "Done, with problems"}))
    assert told == LastResult(AT, "Logged 6 calls. See the sheet Problems.", ResultKind.PROBLEMS)


def test_edits_without_a_new_row_of_runs_say_nothing():
    assert result_of_run({}) is None
    assert result_of_run({"Runs": TableEdit("Runs", 3, 2)}) is None
    assert result_of_run(run(Message="Logged 6 calls.")) is None
