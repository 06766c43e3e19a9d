"""From which day on events count: the note in Settings, `cycle --since`, and books that note nothing."""

from __future__ import annotations

from datetime import date

import pytest

from salesbook.books.memory import grid_of
from salesbook.domain.aftersale.since import part_since
from salesbook.domain.cycle.catch_up import plan_catch_up
from salesbook.errors import WrongUsage
from salesbook.schema.shapes import counting_from, read_since, since_note
from salesbook.tables.plan import Append, Set
from tests.domain.aftersalebook import after_sale_book, after_sale_world
from tests.domain.callbook import TODAY, world

CAME = date(2026, 2, 1)


def noted(text: str) -> str:
    return f"Setting | Value\nParts since | {text}"


@pytest.mark.parametrize(
    ("note", "since"),
    [
        ("aftersale 2026-02-01", CAME),
        ("history 2025-05-05, aftersale 2026-02-01, referrals 2026-02-03", CAME),
        ("aftersale 2026-02-01 from 2025-01-01", date(2025, 1, 1)),
        ("aftersale 2025-02-01, aftersale 2026-02-01", CAME),  # lost, and added again
    ],
)
def test_the_note_in_settings_tells_the_day(note, since):
    assert part_since(after_sale_world(Settings=noted(note)), "aftersale") == since


@pytest.mark.parametrize("note", ["history 2025-05-05", "aftersale 2026-02-31", "aftersale soon", ""])
def test_without_a_day_that_can_be_read_the_first_run_counts_else_today(note):
    run = "Run ID | When\nR2 | 2026-01-09 10:00\nR1 | 2026-01-05 10:00\nR3 |"
    assert part_since(after_sale_world(Settings=noted(note), Runs=run), "aftersale") == date(2026, 1, 5)
    assert part_since(after_sale_world(Settings=noted(note)), "aftersale") == TODAY


def test_a_new_book_notes_the_day_of_those_parts_alone_that_count_events():
    assert since_note(["core", "mail", "aftersale"], CAME) == "aftersale 2026-02-01"
    assert since_note(["core", "history"], CAME) == ""


def test_catching_up_keeps_the_day_on_which_the_part_came_and_what_else_is_noted():
    text = counting_from("history 2025-05-05, aftersale 2026-02-01", "aftersale", date(2025, 3, 1), TODAY)
    assert text == "history 2025-05-05, aftersale 2026-02-01 from 2025-03-01"
    assert read_since(text) == {"history": date(2025, 5, 5), "aftersale": date(2025, 3, 1)}
    again = counting_from(text, "aftersale", date(2025, 6, 1), TODAY)
    assert again == "history 2025-05-05, aftersale 2026-02-01 from 2025-06-01"


def test_cycle_since_writes_the_day_into_settings_and_says_so():
    plan = plan_catch_up(after_sale_world(Settings=noted("aftersale 2026-02-01")), date(2025, 3, 1))
    (change,) = plan.changes
    assert isinstance(change, Set)
    assert change.columns == {"Value": ["aftersale 2026-02-01 from 2025-03-01"]}
    assert (
        plan.messages[0].text
        == "What happened from 1 Mar 2025 on counts; before, it was 1 Feb 2026. Undo takes that back."
    )


def test_cycle_since_the_same_day_changes_nothing():
    assert not plan_catch_up(after_sale_world(Settings=noted("aftersale 2026-02-01")), CAME).changes


def test_cycle_since_adds_the_row_where_somebody_deleted_it():
    store = after_sale_book()
    store.grids["Settings"] = grid_of("Settings", [{"Setting": "Firm", "Value": "Acme"}])
    plan = plan_catch_up(world(store), date(2025, 3, 1))
    (change,) = plan.changes
    assert isinstance(change, Append)
    assert change.rows[0]["Value"] == f"aftersale {TODAY} from 2025-03-01"


def test_a_day_that_is_still_to_come_is_refused():
    with pytest.raises(WrongUsage, match="still to come"):
        plan_catch_up(after_sale_world(), date(2026, 3, 5))
