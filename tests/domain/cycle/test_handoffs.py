"""What was won is handed over once, to whoever serves; they accept it or send it back, and the seller keeps it until then."""

from __future__ import annotations

from datetime import date

import pytest

from salesbook.schema.shapes import SINCE
from salesbook.tables.plan import Plan
from tests.domain.callbook import TODAY
from tests.domain.handoffbook import cycled, handoff, handoff_book, type_in
from tests.helpers import column

WON = "Opportunity ID | Account ID | Contact ID | Owner | Result | Created    | Closed\n"
TALKS = "Activity ID | When | Contact ID | Channel | Outcome | By | Subject | Notes\n"


def keys(store):
    return [key for key in column(store, "Handoffs", "Handoff ID") if key]


def owners(store, table="Accounts", key="Account ID"):
    return dict(zip(column(store, table, key), column(store, table, "Owner"), strict=True))


def told(plan: Plan) -> list[tuple[str, str]]:
    return [(one.column, one.why) for one in plan.problems if one.table in {"Handoffs", "Duties"}]


def accepted(on=date(2026, 3, 4), **tables):
    store = handoff_book(**tables)
    cycled(store)
    type_in(store, "Handoffs", "H-O1", Accepted_on=on)
    return store, cycled(store)


def test_what_was_won_goes_to_whoever_serves_with_two_working_days():
    store = handoff_book()
    cycled(store)
    assert keys(store) == ["H-O1"]
    row = handoff(store)
    assert (row["Opportunity ID"], row["Account ID"], row["Account"]) == ("O1", "A1", "Acme")
    assert (row["From"], row["To"]) == ("ann", "ben")
    assert row["First contact by"] == date(2026, 3, 5)
    assert row["Still missing"].startswith("ann: fill in Promised, which is needed, Why they bought, Risks.")
    assert row["Still missing"].endswith("ben: accept it by tomorrow.")
    assert owners(store)["A1"] == "ann"


def test_it_is_made_once():
    store = handoff_book()
    cycled(store)
    cycled(store)
    assert keys(store) == ["H-O1"]


@pytest.mark.parametrize("since", ["2026-03-04", "2026-03-03"])
def test_nothing_of_before_the_part_came_is_handed_over(since):
    store = handoff_book(Settings=f"Setting | Value\n{SINCE} | aftersale {since}")
    cycled(store)
    assert len(keys(store)) == (since == "2026-03-03")


def test_a_seller_who_serves_keeps_the_customer():
    store = handoff_book(Opportunities=WON + "O1 | A1 | | ben | Won | 2026-02-02 | 2026-03-03")
    assert told(cycled(store)) == []
    assert keys(store) == []


def test_where_duties_names_nobody_it_stays_with_who_sold_and_that_is_said():
    store = handoff_book(Duties="Task | Role\nHandoff |")
    plan = cycled(store)
    assert keys(store) == []
    assert "1 won deal stays with who sold" in plan.messages[0].text


def test_service_follow_up_takes_over_where_no_role_is_named_for_handoff():
    store = handoff_book(Duties="Task | Role\nHandoff |\nService follow-up | service")
    cycled(store)
    assert handoff(store)["To"] == "ben"


def test_a_role_that_nobody_has_is_a_problem_and_the_row_waits_for_somebody():
    store = handoff_book(Duties="Task | Role\nHandoff | Install")
    plan = cycled(store)
    assert (
        "Role",
        "Nobody active in Team has this role or stands in, so nobody takes over 1 won deal",
    ) in told(plan)
    assert handoff(store)["To"] is None
    assert "type in To who takes over" in handoff(store)["Still missing"]
    type_in(store, "Team", "sue", Role="Install")
    assert told(cycled(store)) == []
    assert handoff(store)["To"] == "sue"


def test_who_is_away_is_passed_over_and_the_stand_in_takes_over_where_all_are():
    away = "Rep | From | To\nben | 2026-03-01 | 2026-03-31"
    store = handoff_book(Absences=away)
    cycled(store)
    assert handoff(store)["To"] == "sue"
    both = away + "\nsue | 2026-03-01 | 2026-03-31"
    store = handoff_book(Absences=both, Duties="Task | Role | Stand-in\nHandoff | Service | max")
    cycled(store)
    assert handoff(store)["To"] == "max"


def test_customers_are_spread_and_a_second_deal_goes_to_who_has_the_first():
    deals = WON + "".join(
        f"{key} | {account} | | ann | Won | 2026-02-02 | 2026-03-0{day}\n"
        for key, account, day in (("O1", "A1", 1), ("O2", "A2", 2), ("O3", "A1", 3))
    )
    store = handoff_book(Opportunities=deals)
    cycled(store)
    assert [handoff(store, key)["To"] for key in ("H-O1", "H-O2", "H-O3")] == ["ben", "sue", "ben"]


def test_what_people_noted_fills_it_and_nothing_is_guessed():
    notes = TALKS + (
        "T1 | 2026-02-10 | C1 | Call | Spoke | ann | | Likes the film. Promised: a trial on their line. Risk: the floor drain\n"
        "T2 | 2026-02-12 | C2 | Call | Spoke | ann | | Why they bought: one supplier for both\n"
        "T3 | 2026-01-10 | C2 | Call | Spoke | ann | | Promised: something of before the deal\n"
        "T4 | 2026-02-12 | C3 | Call | Spoke | ann | | Promised: something to others\n"
        "T5 | 2026-02-13 | C2 | Call | Spoke | ann | | They promised to think about risks\n"
        "T6 | 2026-02-14 | C2 | Call | Spoke | ann | | Glad. Promised a spare set at 3.5 % off. Rings again"
    )
    store = handoff_book(Activities=notes)
    cycled(store)
    row = handoff(store)
    assert (row["Promised"], row["Risks"]) == (
        "a trial on their line; a spare set at 3.5 % off",
        "the floor drain",
    )
    assert row["Why they bought"] == "one supplier for both"
    assert row["Still missing"] == "ben: accept it by tomorrow."


def test_an_activity_belongs_to_the_newest_deal_that_was_open_then():
    deals = WON + "O1 | A1 | | ann | Won | 2026-02-02 | 2026-03-03\nO9 | A1 | | ann | Open | 2026-02-20 |"
    notes = TALKS + "T1 | 2026-02-25 | C1 | Call | Spoke | ann | | Promised: a second line"
    store = handoff_book(Opportunities=deals, Activities=notes)
    cycled(store)
    assert handoff(store)["Promised"] is None


def test_accepted_the_account_and_what_was_froms_of_its_people_has_the_new_owner():
    store, _ = accepted()
    assert owners(store) == {"A1": "ben", "A2": "ann"}
    assert owners(store, "Contacts", "Contact ID") == {"C1": "ben", "C2": None, "C3": "sue"}
    assert handoff(store)["Still missing"] == "ben: first talk by tomorrow. Theirs since 4 March."


def test_the_owner_is_set_once():
    store, _ = accepted()
    type_in(store, "Accounts", "A1", Owner="ann")
    type_in(store, "Contacts", "C1", Owner="ann")
    cycled(store)
    assert owners(store)["A1"] == "ann"
    assert owners(store, "Contacts", "Contact ID")["C1"] == "ann"


def test_the_first_talk_of_who_took_over_ends_it():
    store, _ = accepted(Activities=TALKS + "T1 | 2026-03-04 | C2 | Call | Spoke | ben | |")
    assert handoff(store)["Done on"] == date(2026, 3, 4)
    assert handoff(store)["Still missing"] == "Nothing. Theirs since 4 March."
    store, _ = accepted(Activities=TALKS + "T1 | 2026-03-04 | C2 | Call | No answer | ben | |")
    assert handoff(store)["Done on"] is None


def test_sent_back_it_is_froms_again_with_the_reason():
    store = handoff_book()
    cycled(store)
    type_in(store, "Handoffs", "H-O1", Sent_back_because="Which film?")
    assert told(cycled(store)) == []
    assert (
        handoff(store)["Still missing"]
        == "ann: “Which film?” Add it, then empty Sent back because. Then ben accepts it."
    )
    assert owners(store)["A1"] == "ann"


def test_not_accepted_in_time_it_is_the_managers():
    store = handoff_book(Settings=f"Setting | Value\n{SINCE} | aftersale 2000-01-01\nManager | max")
    cycled(store)
    cycled(store, date(2026, 3, 5))
    assert "max" not in handoff(store)["Still missing"]
    cycled(store, date(2026, 3, 6))
    assert "max: settle who takes over; ben was to accept it by yesterday." in handoff(store)["Still missing"]


def test_done_on_lets_it_be():
    store = handoff_book()
    cycled(store)
    type_in(store, "Handoffs", "H-O1", Done_on=TODAY)
    cycled(store)
    assert handoff(store)["Still missing"] == "Nothing: it was let be."
    assert owners(store)["A1"] == "ann"


@pytest.mark.parametrize(
    ("cells", "where", "why"),
    [
        ({"To": "zoe"}, "To", "Team has no zoe"),
        ({"To": "ann"}, "To", "To is From, so nothing changes hands"),
        ({"Accepted_on": date(2026, 3, 9)}, "Accepted on", "Accepted on is still to come, so this does not count yet"),
        ({"Accepted_on": TODAY, "Sent_back_because": "No"}, "Sent back because", "It was accepted and sent back, so nothing is done with it"),
    ],
)  # fmt: skip
def test_what_contradicts_itself_is_a_problem_and_changes_no_owner(cells, where, why):
    store = handoff_book()
    cycled(store)
    type_in(store, "Handoffs", "H-O1", **cells)
    assert told(cycled(store)) == [(where, why)]
    assert owners(store)["A1"] == "ann"


def test_a_deal_that_is_not_won_any_more_is_a_problem():
    store = handoff_book()
    cycled(store)
    type_in(store, "Opportunities", "O1", Result="Lost")
    type_in(store, "Handoffs", "H-O1", Accepted_on=TODAY)
    assert told(cycled(store)) == [
        ("Opportunity ID", "This deal is not won any more, so nothing is handed over")
    ]
    assert owners(store)["A1"] == "ann"


def test_of_two_rows_for_one_deal_the_first_counts():
    rows = "Handoff ID | Opportunity ID | To\nX1 | O1 | sue\nX2 | O1 | ben"
    store = handoff_book(Handoffs=rows)
    assert told(cycled(store)) == [
        ("Opportunity ID", "Another row hands over the same deal, and that one counts")
    ]
    assert keys(store) == ["X1", "X2"]


def test_a_row_that_somebody_typed_is_filled_in():
    store = handoff_book(Handoffs="Handoff ID | Opportunity ID | Promised\nH-O1 | O1 | a trial")
    cycled(store)
    row = handoff(store)
    assert [row[name] for name in ("Account ID", "From", "To", "Promised")] == ["A1", "ann", "ben", "a trial"]
    assert row["First contact by"] == date(2026, 3, 5)


def test_what_was_won_long_ago_has_two_working_days_from_now():
    store = handoff_book(Opportunities=WON + "O1 | A1 | | ann | Won | 2025-02-02 | 2025-03-03")
    cycled(store)
    assert handoff(store)["First contact by"] == date(2026, 3, 6)


def test_what_is_late_is_said_where_settings_names_no_manager():
    store = handoff_book()
    cycled(store)
    late = "1 handoff was not accepted in time, and Settings names no Manager who is active: type one there, who settles it."
    assert late not in [one.text for one in cycled(store, date(2026, 3, 5)).messages]
    assert late in [one.text for one in cycled(store, date(2026, 3, 6)).messages]


def test_a_won_deal_without_a_day_that_has_come_is_named():
    deals = f"{WON}O1 | A1 | | ann | Won | 2026-02-02 |\nO2 | A2 | | ann | Won | 2026-02-02 | 2026-03-09"
    store = handoff_book(Opportunities=deals)
    told = [one.text for one in cycled(store).messages]
    assert told == [
        "2 won deals are not handed over, as Closed is blank or still to come (O1, O2): correct it in Opportunities."
    ]
    assert keys(store) == []
