"""A complaint is open at the whole firm until it is solved there, and what that forbids and asks."""

from __future__ import annotations

import pytest

from salesbook.domain.facts.complaints import complaints_of
from salesbook.domain.facts.may_ask import complaint_closed_at_firm, may_ask_for_names
from salesbook.domain.guards.contact import GUARDS, Purpose
from salesbook.domain.scores.plan import plan_due, plan_scores
from salesbook.domain.world import World
from tests.domain.callbook import Calls, a_book, plan, world

# Ada and Ben work at Acme, where Cleo decides; Dan elsewhere.
PEOPLE = """
    Contact ID | First name | Kind     | Phone           | Account ID | Decision maker | Next date
    C1         | Ada        | Customer | +34 976 000 001 | A1         |                | {}
    C2         | Ben        | Customer | +34 976 000 002 | A1         |                |
    C3         | Cleo       | Customer | +34 976 000 003 | A1         | Yes            |
    C4         | Dan        | Customer | +34 976 000 004 | A2         | Yes            |
"""
LOG = "Activity ID | When | Contact ID | Direction | Outcome | Subject | Channel"


def log(*talks: str, next_date: str = "") -> dict[str, str]:
    spoken = [f"{who} | 2025-12-0{n} | Out | Spoke |" for n, who in enumerate(("C1", "C2", "C3", "C4"), 1)]
    rows = [
        f"{talk.split(' | ')[1]} | {talk.split(' | ')[0]} | {' | '.join(talk.split(' | ')[2:])}"
        for talk in (*spoken, *talks)
    ]
    return {
        "Contacts": PEOPLE.format(next_date),
        "Accounts": "Account ID | Account\nA1 | Acme\nA2 | Beta",
        "Activities": "\n".join([LOG, *(f"T{n} | {row} | Call" for n, row in enumerate(rows))]),
    }  # fmt: skip


def facts(*talks: str, next_date: str = "") -> World:
    return world(a_book(**log(*talks, next_date=next_date)))


def lists(*talks: str, next_date: str = "") -> Calls:
    return plan(a_book(**log(*talks, next_date=next_date)))


def open_at(*talks: str) -> list[bool]:
    """Whether a complaint is open at the firm of each of the four."""
    return (facts(*talks).get(complaints_of).of_firm >= 0).tolist()


COMPLAINED = "C1 | 2026-02-26 | Out | Complaint |"
ACME, NOWHERE = [True, True, True, False], [False] * 4


@pytest.mark.parametrize("direction", ["In", "Out"])
def test_an_outcome_opens_a_complaint_for_everybody_at_the_firm(direction):
    assert open_at(f"C1 | 2026-02-26 | {direction} | Complaint |") == ACME


@pytest.mark.parametrize("later", ["C1 | 2026-03-02 | Out | Spoke |", "C2 | 2026-03-02 | In | Spoke |"])
def test_a_talk_does_not_close_it(later):
    assert open_at(COMPLAINED, later) == ACME


@pytest.mark.parametrize("who", ["C1", "C3"])
def test_whoever_at_the_firm_says_that_it_is_solved_closes_it(who):
    solved = f"{who} | 2026-03-02 | Out | Complaint solved |"
    assert open_at(COMPLAINED, solved) == NOWHERE
    assert open_at(COMPLAINED, solved, "C2 | 2026-03-03 | Out | Complaint |") == ACME


def test_a_word_from_another_firm_closes_nothing():
    assert open_at(COMPLAINED, "C4 | 2026-03-02 | Out | Complaint solved |") == ACME


def test_solved_without_a_time_settles_what_came_that_day_and_with_one_what_came_before():
    complained = "C1 | 2026-03-02 15:00 | In | Complaint |"
    assert open_at(complained, "C1 | 2026-03-02 | Out | Complaint solved |") == NOWHERE
    assert open_at(complained, "C1 | 2026-03-02 16:00 | Out | Complaint solved |") == NOWHERE
    assert open_at(complained, "C1 | 2026-03-02 14:00 | Out | Complaint solved |") == ACME


def test_a_complaint_in_a_subject_is_closed_by_a_talk_with_them_and_by_a_word_of_the_firm():
    wrote = "C1 | 2026-02-26 | In | | Complaint: lids"
    assert open_at(wrote) == ACME
    assert open_at(wrote, "C2 | 2026-03-02 | Out | Spoke |") == ACME
    assert open_at(wrote, "C1 | 2026-03-02 | Out | Spoke |") == NOWHERE
    assert open_at(wrote, "C2 | 2026-03-02 | Out | Complaint solved |") == NOWHERE


def test_since_when_is_the_first_that_was_not_solved():
    again = lists(COMPLAINED, "C1 | 2026-03-02 | Out | Complaint |")
    assert again.line("C1")["Why"].startswith("Complaint open since Thursday")


def held(purpose: Purpose, *talks: str) -> list[bool]:
    book = facts(*talks)
    masks = [
        guard.holds(book) for guard in GUARDS if guard.name == "complaint open" and purpose in guard.purposes
    ]
    return [any(mask[at] for mask in masks) for at in range(4)]


def test_meanwhile_no_mailing_goes_to_them_nor_to_who_decides_and_nobody_there_is_asked():
    assert held(Purpose.MAILING, COMPLAINED) == [True, False, True, False]
    assert held(Purpose.PITCH, COMPLAINED) == held(Purpose.ASK, COMPLAINED) == ACME
    assert not any(held(Purpose.CALL, COMPLAINED))
    talked = "C2 | 2026-02-20 | Out | Spoke |"
    assert facts(talked).get(may_ask_for_names)[1]
    assert not facts(talked, COMPLAINED).get(may_ask_for_names)[1]


def test_asks_begin_again_thirty_days_after_it_was_solved():
    day = facts(COMPLAINED, "C3 | 2026-03-02 | Out | Complaint solved |").get(complaint_closed_at_firm)
    assert day[:3].tolist() == [20514] * 3  # 2 March 2026
    assert day[3] < 0


def test_who_complained_stands_first_each_day_though_somebody_spoke_to_them_yesterday():
    found = lists(COMPLAINED, "C1 | 2026-03-03 | Out | Spoke |")
    assert found.people[0] == "C1"
    assert found.line("C1")["Why"] == "Complaint open since Thursday."
    assert found.line("C4")["Why"] != found.line("C1")["Why"]


def test_a_day_agreed_on_soon_is_waited_for_and_one_far_off_is_not():
    assert "C1" not in lists(COMPLAINED, next_date="2026-03-06").people
    assert lists(COMPLAINED, next_date="2026-03-20").people[0] == "C1"


def test_what_came_by_mail_does_not_wait_for_a_day_agreed_on_before():
    assert lists("C1 | 2026-02-26 | In | | Complaint: lids", next_date="2026-03-06").people[0] == "C1"


def test_after_it_is_solved_the_next_call_asks_whether_it_is():
    found = lists("C1 | 2026-01-20 | Out | Complaint |", "C3 | 2026-02-26 | Out | Complaint solved |")
    assert found.line("C1")["Why"].startswith("Their complaint was closed on Thursday.")


def whys_after(*talks: str) -> list[object]:
    """Why of the four on Contacts, from Ada on, as `scores` writes it."""
    [found] = [change for change in plan_scores(facts(*talks)).changes if change.table == "Contacts"]
    return list(found.columns["Why"])


def test_contacts_says_in_why_what_is_open_there():
    told = whys_after(COMPLAINED)
    assert str(told[0]).startswith("Complaint open since Thursday. Talked on Thursday")
    assert [str(one).split(". ")[0] for one in told[1:3]] == ["Ada has a complaint open since Thursday"] * 2
    assert "complaint" not in str(told[3])


def test_a_logged_complaint_stands_in_why_at_once_and_leaves_it_when_it_is_solved():
    book = facts(COMPLAINED)
    [_, told] = plan_due(book).changes
    assert (told.handles, list(told.columns["Why"])) == (["C1", "C2", "C3"], whys_after(COMPLAINED)[:3])
    solved = facts(COMPLAINED, "C2 | 2026-03-01 | Out | Complaint solved |")
    assert len(plan_due(solved).changes) == 1
    solved.frames["Contacts"].loc["C2", "Why"] = (
        "Ada has a complaint open since Thursday. Talked in December, as planned."
    )
    [_, told] = plan_due(solved).changes
    assert told.handles == ["C2"]
    assert "complaint" not in told.columns["Why"][0]
