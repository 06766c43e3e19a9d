"""Done lines close up at once: what nobody typed in moves into the room that is left, and the rest stays where it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from salesbook.domain.call_log.plan import plan_log
from salesbook.domain.world import World
from salesbook.tables.frames import frames, read_settings
from salesbook.tables.plan import Link
from salesbook.tables.resolve import resolve
from tests.helpers import book, carry_out, column, snapshot

TODAY = date(2026, 3, 4)
PEOPLE = "Contact ID | First name\n" + "\n".join(f"C{n} | Ada {n}" for n in range(1, 10))
COLUMNS = "Call ID | Date | Rep | Rank | Contact ID | Name | Phone | Channel | Outcome | Notes | Mood"


def line(n: int, outcome: str = "", notes: str = "", *, channel: str = "Call", mood: str = "") -> str:
    day = f"2026-03-04-C{n} | 2026-03-04"
    return f"{day} | ann | {n} | C{n} | Ada {n} | 976 12345{n} | {channel} | {outcome} | {notes} | {mood}"


BLANK = "| " * COLUMNS.count("|")


def a_list(*lines: str):
    return book(Team="Rep | Active\nann | Yes", Contacts=PEOPLE, Calls="\n".join([COLUMNS, *lines]))


def plan(store):
    seen = snapshot(store)
    return plan_log(World(frames(seen)[0], read_settings(seen)[0], TODAY))


def ranks_after(*lines: str) -> list[int | None]:
    store = a_list(*lines)
    carry_out(store, plan(store))
    return column(store, "Calls", "Rank")


def test_the_others_move_up_in_their_order_and_the_table_ends_after_the_last():
    assert ranks_after(line(1, "Spoke"), line(2), line(3, "No answer"), line(4), line(5)) == [2, 4, 5]
    assert ranks_after(line(1), line(2), line(3, "No answer")) == [1, 2]
    assert ranks_after(line(1, "Spoke")) == [None]


def test_blank_rows_close_up_with_them():
    assert ranks_after(line(1), BLANK, line(2), line(3, "Spoke"), BLANK, line(4)) == [1, 2, 4]


def test_people_who_sorted_the_list_keep_their_order():
    assert ranks_after(line(5), line(4, "Spoke"), line(3), line(1)) == [5, 3, 1]


def test_lines_in_which_somebody_typed_stay_where_they_are():
    typed = [line(2, notes="half"), line(2, channel="Visit"), line(2, mood="glad")]
    for one in typed:
        assert ranks_after(line(1, "Spoke"), one, line(3), line(4)) == [3, 2, 4]
    assert ranks_after(line(1, "Spoke"), line(3, "Spoke"), line(2, notes="half")) == [None, None, 2]


def test_a_line_with_a_comment_stays_and_nobody_gets_its_row():
    store = a_list(line(1, "Spoke"), line(2), line(3), line(4, "Spoke"), line(5))
    store.grids["Calls"] = replace(store.grids["Calls"], notes={1: "Ask for Tom", 3: "Ask for Ida"})
    carry_out(store, plan(store))
    assert column(store, "Calls", "Rank") == [3, 2, 5]


def test_a_line_that_moves_takes_all_its_cells_along_and_its_number_still_dials():
    store = a_list(line(1, "Spoke"), line(2))
    before = {name: cells[1] for name, cells in store.grids["Calls"].columns.items()}
    seen = snapshot(store)
    edit = resolve(plan(store).changes, seen).edits["Calls"]
    phone = edit.columns["Phone"]
    assert phone.values[list(phone.rows).index(0)] == Link("976 123452", "tel:976123452")
    carry_out(store, plan(store))
    assert {name: cells[0] for name, cells in store.grids["Calls"].columns.items()} | {
        "Phone": before["Phone"]
    } == before
