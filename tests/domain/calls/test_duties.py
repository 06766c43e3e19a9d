"""Who calls: owners, stand-ins, days off, and the roles of Duties."""

from __future__ import annotations

from datetime import date

import pytest

from salesbook.domain.facts import capacity
from salesbook.domain.world import World
from salesbook.errors import BadInput
from tests.domain.callbook import TODAY, calls
from tests.helpers import world_parts

TEAM = """
    Rep | Calls per day | Role    | Working days       | Active
    ann | 5             | Sales   |                    |
    ben | 5             | Service |                    |
    cy  | 5             | Sales   | Mon, Tue, Thu, Fri |
    old | 5             | Sales   |                    | No
"""
OWNED = """
    Contact ID | Kind     | Phone           | Owner
    C1         | Customer | +34 976 123 451 | ann
    C2         | Customer | +34 976 123 452 | ben
"""
THURSDAY, SUNDAY = date(2026, 3, 5), date(2026, 3, 8)


def one(owner: str, **tables: str):
    contacts = (
        f"Contact ID | Kind | Phone | Owner | Account ID\nC1 | Customer | +34 976 123 451 | {owner} | A1"
    )
    return calls(**{"Team": TEAM, "Contacts": contacts, "Accounts": "Account ID | Owner\nA1 |"} | tables)


class TestOwners:
    def test_the_contacts_owner_calls_then_the_accounts_then_the_default_owner(self):
        account, default = "Account ID | Owner\nA1 | ben", "Setting | Value\nDefault owner | ann"
        assert one("ann", Accounts=account, Settings=default).of("ann") == ["C1"]
        assert one("", Accounts=account, Settings=default).of("ben") == ["C1"]
        assert one("", Settings=default).of("ann") == ["C1"]

    def test_the_only_active_rep_calls_for_everybody_else(self):
        assert one("", Team="Rep | Active\nann |\nben | No").of("ann") == ["C1"]

    def test_without_any_they_are_held(self):
        found = one("")
        assert found.held("C1") == "no owner"
        assert "With nobody to call them: 1 due = 1 held back (1 no owner)." in found.said
        assert "Default owner" in found.said

    def test_who_gets_no_list_is_not_the_only_rep_and_calls_nobody(self):
        office = "Rep | Calls per day\nann | 5\nboss | 0\ncy |\nold | 5"
        assert one("", Team=office.replace("old | 5", "old | 0")).of("ann") == ["C1"]
        assert one("", Team=office).held("C1") == "no owner"  # ann or old
        found = one("boss", Team=office)
        assert found.held("C1") == "makes no calls: boss"
        assert (
            "For people of somebody who makes no calls, name another Owner, or fill in Calls per day on Team."
            in found.said
        )
        with pytest.raises(BadInput, match="boss gets no list: Calls per day on the Team sheet holds none"):
            calls(rep="Boss", Team=office, Contacts=OWNED)

    @pytest.mark.parametrize(
        ("tables", "calls_a_day"),
        [
            ({}, [0, 5]),  # there for something else
            ({"Contacts": "Contact ID | Owner\nC1 | cy"}, [20, 5]),
            ({"Accounts": "Account ID | Owner\nA1 | cy"}, [20, 5]),
            ({"Settings": "Setting | Value\nDefault owner | cy"}, [20, 5]),
            (
                {
                    "Activities": "Activity ID | Contact ID | When | By | Channel\nX1 | C1 | 2024-01-02 | cy | Call"
                },
                [20, 5],
            ),
            (
                {
                    "Activities": "Activity ID | Contact ID | When | By | Channel\nX1 | C1 | 2024-01-02 | cy | Email"
                },
                [0, 5],
            ),
            (
                {
                    "Activities": "Activity ID | Contact ID | When | By | Channel | Direction\nX1 | C1 | 2024-01-02 | cy | Call | In"
                },
                [0, 5],
            ),
            ({"Team": "Rep | Calls per day\ncy |"}, [20]),  # alone on the team
        ],
    )
    def test_a_blank_is_twenty_calls_for_whoever_owns_somebody_or_has_made_a_call(self, tables, calls_a_day):
        frames, settings = world_parts(**{"Team": "Rep | Calls per day\ncy |\nann | 5"} | tables)
        assert list(World(frames, settings, TODAY).get(capacity.calls_a_day).values()) == calls_a_day

    def test_a_colleague_who_left_owns_nobody(self):
        assert one("old").held("C1") == "no owner"
        assert one("old", Accounts="Account ID | Owner\nA1 | ben").of("ben") == ["C1"]


class TestAbsences:
    @pytest.mark.parametrize("today", [TODAY, THURSDAY])
    def test_the_stand_in_calls_and_the_line_says_for_whom(self, today):
        away = "Rep | From | To | Stand-in\nann | 2026-03-02 | 2026-03-05 | ben"
        found = calls(today, Team=TEAM, Contacts=OWNED, Absences=away, Activities=long_ago("C1"))
        assert found.line("C1")["Rep"] == "ben"
        assert found.line("C1")["Why"].endswith("For ann, who is away.")
        assert found.line("C1")["Talk about"].startswith("Say that you ring for ann.")

    def test_of_two_who_are_away_the_second_ones_stand_in_calls(self):
        away = "Rep | From | To | Stand-in\nann | 2026-03-02 | 2026-03-05 | cy\ncy | 2026-03-05 | 2026-03-06 | ben"
        found = calls(THURSDAY, Team=TEAM, Contacts=OWNED, Absences=away, Activities=long_ago("C1"))
        assert found.line("C1")["Rep"] == "ben"

    def test_nobody_stands_in(self):
        away = "Rep | From | To | Stand-in\nann | 2026-03-02 | 2026-03-05 |"
        found = calls(Team=TEAM, Contacts=OWNED, Absences=away, Activities=long_ago("C1"))
        assert found.held("C1") == "away: ann"
        assert found.people == ["C2"]


class TestDaysOff:
    """cy does not work on Wednesdays."""

    CONTACTS = "Contact ID | Kind | Phone | Owner\nC1 | Customer | +34 976 123 451 | cy\nC2 | Customer | +34 976 123 452 | ann"

    def test_a_rep_who_does_not_work_today_gets_no_list(self):
        found = calls(Team=TEAM, Contacts=self.CONTACTS, Activities=long_ago("C1"))
        assert found.people == ["C2"]
        assert found.held("C1") == "day off: cy"

    def test_unless_somebody_asks_for_it_by_name(self):
        assert calls(Team=TEAM, Contacts=self.CONTACTS, Activities=long_ago("C1"), rep="cy").people == ["C1"]

    def test_on_a_day_when_nobody_works_everybody_gets_a_list(self):
        found = calls(SUNDAY, Team=TEAM, Contacts=self.CONTACTS, Activities=long_ago("C1", "C2"))
        assert set(found.people) == {"C1", "C2"}


class TestRoles:
    PROSPECTS = "Contact ID | Kind | Phone | Owner\n" + "\n".join(
        f"P{n} | Prospect | +34 976 123 45{n} | ben" for n in range(4)
    )

    def test_the_role_that_duties_names_does_the_task_the_rep_with_the_fewest_lines_first(self):
        found = calls(
            THURSDAY,
            Team=TEAM,
            Contacts=self.PROSPECTS,
            Duties="Task | Role\nProspecting | sales",
            Activities=long_ago("P0", "P1", "P2", "P3"),
        )
        assert len(found.of("ann")) == len(found.of("cy")) == 2
        assert found.lines[0]["Why"].endswith("For ben, see Duties.")

    def test_the_owner_goes_first_if_of_that_role(self):
        mine = self.PROSPECTS.replace("| ben", "| cy")
        found = calls(
            THURSDAY,
            Team=TEAM,
            Contacts=mine,
            Duties="Task | Role\nProspecting | Sales",
            Activities=long_ago("P0", "P1", "P2", "P3"),
        )
        assert len(found.of("cy")) == 4

    def test_reps_who_are_away_are_passed_over_and_then_the_duty_has_a_stand_in(self):
        duty = "Task | Role | Stand-in\nProspecting | Sales | ben"
        away = "Rep | From | To\nann | 2026-03-01 | 2026-03-31"
        assert (
            len(
                calls(
                    THURSDAY,
                    Team=TEAM,
                    Contacts=self.PROSPECTS,
                    Duties=duty,
                    Absences=away,
                    Activities=long_ago("P0", "P1", "P2", "P3"),
                ).of("cy")
            )
            == 4
        )
        assert (
            len(
                calls(
                    TODAY,
                    Team=TEAM,
                    Contacts=self.PROSPECTS,
                    Duties=duty,
                    Absences=away,
                    Activities=long_ago("P0", "P1", "P2", "P3"),
                ).of("ben")
            )
            == 4
        )

    def test_a_role_that_nobody_has_leaves_it_to_the_owner(self):
        found = calls(Team=TEAM, Contacts=self.PROSPECTS, Duties="Task | Role\nProspecting | Astronaut")
        assert len(found.of("ben")) == 4

    def test_the_referral_ask_and_the_status_call_are_duties_of_their_own(self):
        contacts = "Contact ID | Kind | Phone | Owner\nC1 | Customer | +34 976 123 451 | ann\nC2 | Customer | +34 976 123 452 | ann"
        duties = "Task | Role\nReferral ask | Service\nStatus call | Sales"
        orders = "Order ID | Contact ID | Date\nO1 | C2 | 2026-01-10"
        found = calls(
            Team=TEAM,
            Contacts=contacts,
            Orders=orders,
            Duties=duties,
            Activities=long_ago("C1") + "\nT9 | 2026-01-20 | C2 | Call | Spoke",
        )
        assert found.of("ben") == ["C2"]
        assert found.of("ann") == ["C1"]


class TestNumbersToFind:
    CONTACTS = """
        Contact ID | Kind     | Phone           | Owner | First name | Job title | Email
        C1         | Prospect |                 | ann   | Ada        | Buyer     | ada@acme.example
        C2         | Prospect | +34 976 123 452 | ann   | Ben        |           |
        C3         | Prospect |                 | ann   | Cy         |           |
    """

    def test_are_not_on_the_list_as_long_as_duties_names_no_role(self):
        found = calls(Team=TEAM, Contacts=self.CONTACTS)
        assert found.people == ["C2"]
        assert found.held("C1") == "no usable number"

    def test_come_last_for_the_role_that_checks_data_and_stay_few(self):
        found = calls(Team=TEAM, Contacts=self.CONTACTS, Duties="Task | Role\nData check | Service")
        assert found.people == ["C2", "C1"]  # a fifth of ben's five calls is one
        line = found.line("C1")
        assert (line["Rep"], line["Why"]) == ("ben", "Due, but no number.")
        assert line["Talk about"] == "Find it: email."
        assert line["Topic"] == "Data"
        assert found.held("C1") == found.held("C3") == "no usable number"


class TestOneRep:
    def test_gets_a_new_list_and_the_others_keep_theirs(self):
        found = calls(Team=TEAM, Contacts=OWNED, rep="ANN")
        assert found.people == ["C1"]

    def test_must_be_on_the_team(self):
        with pytest.raises(BadInput, match="no active rep 'old'"):
            calls(Team=TEAM, Contacts=OWNED, rep="old")


def test_a_list_made_on_a_day_off_names_the_next_working_day():
    told = "Nobody works today, so these lists are for whoever calls all the same. The next working day is"

    def said(day, holidays="Country | Date"):
        book = {"Team": TEAM, "Contacts": OWNED, "Activities": long_ago("C1", "C2")}
        return calls(day, **book, Holidays=holidays).said

    assert said(SUNDAY).startswith(f"{told} Mon 9 Mar 2026. 2 due = 2 listed (ann 1, ben 1).")
    assert said(THURSDAY, "Country | Date\n | 2026-03-05").startswith(f"{told} Fri 6 Mar 2026.")
    assert "Nobody works" not in said(THURSDAY)


def test_without_anybody_on_the_team_the_next_step_is_named():
    found = calls(Team="Rep", Contacts=OWNED)
    assert found.people == []
    assert found.said.endswith(
        "Nobody on Team makes calls yet: add a rep on the Team sheet, or fill in Calls per day there."
    )


def long_ago(*contacts: str) -> str:
    """Each of them was spoken to in October."""
    rows = [f"T{n} | 2025-10-01 | {contact} | Call | Spoke" for n, contact in enumerate(contacts)]
    return "\n".join(["Activity ID | When | Contact ID | Channel | Outcome", *rows])


class TestLinesForADuty:
    """They reach whoever has it, whatever their Calls per day; nothing else does."""

    TEAM = "Rep | Calls per day | Role\nann | 1 | Sales\nboss | 0 | Service\ncy |  | Office"
    CONTACTS = """
        Contact ID | Kind     | Phone           | Owner | First name
        C1         | Customer | +34 976 123 451 | ann   | Ada
        C2         | Customer | +34 976 123 452 | ann   | Bob
        C3         | Customer | +34 976 123 453 | boss  | Cleo
    """

    def test_without_a_list_of_their_own_they_get_all_lines_of_it(self):
        duties = "Task | Role\nStatus call | Service"
        found = calls(Team=self.TEAM, Contacts=self.CONTACTS, Duties=duties)
        assert sorted(found.of("boss")) == ["C1", "C2", "C3"]
        assert found.of("ann") == []
        assert "3 due = 3 listed" in found.said

    def test_a_stand_in_gets_them_too_and_who_has_no_duty_none(self):
        duties = "Task | Role | Stand-in\nStatus call | Nobody | boss"
        found = calls(Team=self.TEAM, Contacts=self.CONTACTS, Duties=duties)
        assert sorted(found.of("boss")) == ["C1", "C2", "C3"]
        assert "cy" not in found.said

    def test_their_own_people_are_still_nobody_s_without_the_duty(self):
        assert calls(Team=self.TEAM, Contacts=self.CONTACTS).held("C3") == "makes no calls: boss"

    def test_numbers_to_find_reach_them(self):
        contacts = "Contact ID | Kind | Phone | Email | Owner\nC1 | Prospect | | a@x.example | ann\nC2 | Prospect | | b@x.example | ann"
        found = calls(Team=self.TEAM, Contacts=contacts, Duties="Task | Role\nData check | Office")
        assert sorted(found.of("cy")) == ["C1", "C2"]
