"""Which calls make the list, and in what order."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.domain.callbook import TODAY, calls

ACCOUNTS = "Account ID | Account | Tier\nA1 | Acme | A\nA2 | Beta Labs | D"


def people(rows: str, **tables: str) -> dict[str, str]:
    """Contacts "ID | Account ID | Tier | Next date", all prospects with a phone."""
    lines = [
        f"{row.strip()} | Prospect | +34 976 123 456 | {row.split('|')[0].strip().title()}"
        for row in rows.strip().splitlines()
    ]
    return {
        "Contacts": "\n".join(
            ["Contact ID | Account ID | Tier | Next date | Kind | Phone | First name", *lines]
        ),
        "Accounts": ACCOUNTS,
        **tables,
    }


def spoken(**last: str) -> str:
    """Activities: each contact was spoken to on a day."""
    rows = [f"T{n} | {day} | {contact} | Call | Spoke" for n, (contact, day) in enumerate(last.items())]
    return "\n".join(["Activity ID | When | Contact ID | Channel | Outcome", *rows])


class TestOrder:
    def test_what_saves_most_comes_first_and_a_tier_weighs(self):
        found = calls(**people("""
            C1 |    | D |
            C2 | A1 |   |
            C3 |    | B |
            C4 | A2 | A |
        """, Activities=spoken(C1="2026-02-01", C2="2026-02-01", C3="2026-02-01", C4="2026-02-01")))  # fmt: skip
        assert found.people == ["C2", "C4", "C3", "C1"]
        assert [line["Rank"] for line in found.lines] == [1, 2, 3, 4]
        saved = [float(line["Priority"]) for line in found.lines]
        assert saved == sorted(saved, reverse=True)

    def test_one_long_out_of_touch_saves_more_than_one_who_has_just_become_due(self):
        found = calls(**people("C1 | | |\nC2 | | |", Activities=spoken(C1="2026-02-18", C2="2025-12-01")))
        assert found.people == ["C2", "C1"]

    def test_equals_stand_by_contact_id(self):
        found = calls(
            **people(
                "B | | |\nC | | |\nA | | |", Activities=spoken(B="2026-01-01", C="2026-01-01", A="2026-01-01")
            )
        )
        assert found.people == ["A", "B", "C"]

    def test_agreed_dates_come_first_the_oldest_before_the_others(self):
        found = calls(**people("""
            C1 | A1 | A |
            C2 |    | D | 2026-03-04
            C3 |    | D | 2026-02-20
            C4 |    | D | 2026-03-05
        """, Activities=spoken(C1="2025-12-01", C2="2026-02-10", C3="2026-02-10", C4="2025-12-01")))  # fmt: skip
        assert found.people == ["C3", "C2", "C1"]

    def test_an_agreed_date_before_the_last_talk_is_no_promise_any_more(self):
        found = calls(
            **people(
                "C1 | | | 2026-01-05\nC2 | A1 | A |", Activities=spoken(C1="2026-01-06", C2="2026-01-06")
            )
        )
        assert found.people == ["C2", "C1"]

    def test_without_a_business_reason_they_stand_below_all_others(self):
        known = """
            Contact ID | Kind     | Phone           | Tier | Email   | Language
            NOTHING    | Customer | +34 976 123 451 | B    | a@b.example | es
            DEAL       |          | +34 976 123 452 | D    |         | es
        """
        deal = "Opportunity ID | Contact ID | Result\nP1 | DEAL | Open"
        found = calls(
            Contacts=known, Opportunities=deal, Activities=spoken(NOTHING="2025-06-01", DEAL="2025-06-01")
        )
        assert found.people == ["DEAL", "NOTHING"]
        assert found.line("NOTHING")["Talk about"].startswith("No business reason yet")


class TestOneLineAnAccount:
    CONTACTS = """
        Contact ID | Account ID | Tier | Kind     | Phone           | Owner | Do not call | First name
        C1         | A1         | B    | Prospect | +34 976 123 451 | ann   |             | Ada
        C2         | A1         | A    | Prospect | +34 976 123 452 | ann   |             | Ben
        C3         | A1         | C    | Prospect | +34 976 123 453 | ben   |             | Cy
        C4         |            |      | Prospect | +34 976 123 454 | ben   |             | Di
    """

    def called(self, contacts: str = CONTACTS, ann: int = 5, **tables: str):
        team = f"Rep | Calls per day\nann | {ann}\nben | 5"
        last = spoken(C1="2026-01-01", C2="2026-01-01", C3="2026-01-01", C4="2026-01-01")
        return calls(Team=team, Contacts=contacts, Accounts=ACCOUNTS, Activities=last, **tables)

    def test_the_best_is_called_and_the_colleagues_are_named_whoever_their_rep_is(self):
        found = self.called()
        assert found.people == ["C2", "C4"]
        assert found.line("C2")["Also due"] == "Ada, Cy"
        assert found.line("C4")["Also due"] is None
        assert found.held("C1") == found.held("C3") == "colleague on the list: Ben"

    def test_a_colleague_takes_the_place_if_the_best_ones_rep_has_none(self):
        line = "Call ID | Date | Rep | Contact ID | Notes\n2026-03-04-C9 | 2026-03-04 | ann | C9 | rings back"
        found = self.called(ann=1, Calls=line)
        assert found.people == ["C3", "C4"]
        assert found.line("C3")["Also due"] == "Ada, Ben"

    def test_who_must_not_be_called_is_no_colleague_due(self):
        found = self.called(self.CONTACTS.replace("| ben   |             | Cy", "| ben   | Yes | Cy"))
        assert found.line("C2")["Also due"] == "Ada"


class TestTheEndOfTheDay:
    TEAM = "Rep | Calls per day\nann | 3"

    def test_the_list_ends_at_calls_per_day_and_the_rest_says_how_long_it_has_waited(self):
        rows = "\n".join(f"C{n} | | |" for n in range(1, 6))
        last = {f"C{n}": str(date(2026, 2, 12 - n)) for n in range(1, 6)}
        found = calls(Team=self.TEAM, **people(rows, Activities=spoken(**last)))
        assert found.people == ["C5", "C4", "C3"]
        assert found.held("C1") == "list full: waiting 7 days"
        assert found.line("C5")["Why"] == "You talked 4 weeks ago."
        assert found.said == "ann: 5 due = 3 listed + 2 waiting."

    def test_lines_that_are_still_open_take_their_places(self):
        rows = "\n".join(f"C{n} | | |" for n in range(1, 6))
        kept = "Call ID | Date | Rep | Contact ID | Notes\nX | 2026-03-03 | ann | C5 | rings back"
        assert len(calls(Team=self.TEAM, Calls=kept, **people(rows)).people) == 2

    def test_the_same_list_on_the_next_day_starts_with_those_who_waited(self):
        rows = "\n".join(f"C{n} | | |" for n in range(1, 6))
        last = {f"C{n}": str(date(2026, 2, 12 - n)) for n in range(1, 6)}
        done = spoken(**last) + "".join(f"\nD{n} | 2026-03-04 | C{n} | Call | Spoke" for n in (3, 4, 5))
        assert calls(TODAY + timedelta(days=1), Team=self.TEAM, **people(rows, Activities=done)).people == [
            "C2",
            "C1",
        ]

    def test_blank_calls_per_day_means_twenty_and_zero_means_none(self):
        rows = "\n".join(f"C{n:02} | | |" for n in range(30))
        assert len(calls(Team="Rep\nann", **people(rows)).people) == 20
        assert calls(Team="Rep | Calls per day\nann | 0", **people(rows)).people == []


class TestNeverTouched:
    TEAM = "Rep | Calls per day\nann | 10"

    def counted(self, new: int, old: int, team: str = TEAM, **tables: str) -> tuple[int, int]:
        """How many never-touched and how many other contacts are on the list. The new ones save more."""
        rows = [f"N{n:02} | | A |" for n in range(new)] + [f"O{n:02} | | D |" for n in range(old)]
        found = calls(
            Team=team,
            **people("\n".join(rows), Activities=spoken(**{f"O{n:02}": "2026-01-01" for n in range(old)})),
            **tables,
        )
        names = [str(name)[0] for name in found.people]
        return names.count("N"), names.count("O")

    def test_fill_a_fifth_of_the_list_while_others_wait(self):
        assert self.counted(new=20, old=20) == (2, 8)

    def test_and_what_the_others_leave(self):
        assert self.counted(new=20, old=3) == (7, 3)
        assert self.counted(new=20, old=0) == (10, 0)
        assert self.counted(new=1, old=20) == (1, 9)

    def test_a_list_of_four_has_none_while_others_wait(self):
        assert self.counted(new=9, old=9, team="Rep | Calls per day\nann | 4") == (0, 4)

    def test_still_stand_where_their_gain_puts_them(self):
        found = calls(Team=self.TEAM, **people("N1 | | A |\nO1 | | D |", Activities=spoken(O1="2026-01-01")))
        assert found.people == ["N1", "O1"]

    @pytest.mark.parametrize("kind", ["Order", "Newsletter"])
    def test_whom_an_order_or_a_newsletter_reached_is_not_one_of_them(self, kind):
        reached = (
            f"Activity ID | When | Contact ID | Channel | Direction\nT1 | 2026-01-01 | C1 | {kind} | Out"
        )
        found = calls(**people("C1 | | |", Activities=reached))
        assert found.line("C1")["Topic"] == "Introduction"  # yet nobody has spoken to them
