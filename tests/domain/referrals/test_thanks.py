"""Who is still to be thanked."""

from __future__ import annotations

from salesbook.domain.referring.thanks import thanks_due, thanks_told
from tests.domain.referrals.referralbook import referral_world

PEOPLE = "Contact ID | First name | Status\nA | Ana |\nB | Ben |\nL | Lea | Left"
COLUMNS = "Referral ID | From | Introduced on | Thanked on | Status"


def book(*rows: str):
    return referral_world(Contacts=PEOPLE, Referrals="\n".join([COLUMNS, *rows]))


def test_whoever_introduced_somebody_is_thanked_the_longest_waiting_first():
    found = book("R1 | A | 2026-03-03 | |", "R2 | B | 2026-02-28 | |", "R3 | A | 2026-02-20 | 2026-02-21 |")
    due = found.get(thanks_due)
    assert (due.row.tolist(), due.days.tolist()) == ([1, 0], [4, 1])
    assert thanks_told(found) == (
        "Thanks are due for 2 introductions, 1 of them waiting for more than 3 days: Ben (Referrals!K3, on Saturday), Ana (Referrals!K2, yesterday)."
    )


def test_where_all_wait_for_long_it_is_said_once():
    assert thanks_told(book("R2 | B | 2026-02-28 | |")).startswith(
        "Thanks are due for 1 introduction, waiting for more than 3 days: Ben"
    )


def test_nobody_is_thanked_for_what_is_void_or_still_to_come_nor_who_left_nor_long_after():
    found = book(
        "R1 | A | 2026-03-01 | | Void",
        "R2 | A | 2026-03-09 | |",
        "R3 | L | 2026-03-01 | |",
        "R4 | A | | | Asked",
        "R5 | A | 2025-12-03 | |",
    )
    due = found.get(thanks_due)
    assert (due.row.tolist(), due.too_old, thanks_told(found)) == ([], 1, "")
