"""Who is due and not called, and the reason in Held because."""

from __future__ import annotations

from datetime import date

import pytest

from tests.domain.callbook import TODAY, calls

LONG_AGO = "Activity ID | When | Contact ID | Channel | Outcome\nT1 | 2025-09-01 | C1 | Call | Spoke"


def a_contact(**cells: str) -> str:
    known = {"Contact ID": "C1", "Kind": "Customer", "Phone": "+34 976 123 456", "Created": "2025-06-01"} | {
        name.replace("_", " "): value for name, value in cells.items()
    }
    return " | ".join(known) + "\n" + " | ".join(known.values())


def held(activities: str = LONG_AGO, today: date = TODAY, **cells: str):
    """Held because of one contact, or "called"."""
    tables = {"Contacts": a_contact(**cells), "Activities": activities}
    found = calls(today, **tables)
    return "called" if found.people == ["C1"] else found.held("C1")


def talks(*rows: str) -> str:
    """Activities with C1, each "day | channel | outcome", a long time ago one that counts."""
    lines = [
        f"T{n} | {row.split('|')[0]} | C1 | {'|'.join(row.split('|')[1:])}"
        for n, row in enumerate(rows, start=2)
    ]
    return "\n".join([LONG_AGO, *lines])


def test_a_contact_due_today_is_called_and_one_due_tomorrow_is_not():
    contacts = """
        Contact ID | Kind     | Phone
        TODAY      | Customer | +34 976 123 451
        TOMORROW   | Customer | +34 976 123 452
    """
    activities = """
        Activity ID | When       | Contact ID | Channel | Outcome
        T1          | 2026-02-02 | TODAY      | Call    | Spoke
        T2          | 2026-02-03 | TOMORROW   | Call    | Spoke
    """
    found = calls(Contacts=contacts, Activities=activities)
    assert found.people == ["TODAY"]
    assert found.held("TOMORROW") is None


@pytest.mark.parametrize("status", ["Left", "Wrong number", "Merged"])
def test_only_active_people_are_called(status):
    assert held(Status=status) == f"not active: {status}"


def test_do_not_call_always_holds_even_an_agreed_date():
    assert held(Do_not_call="Yes") == "do not call"
    assert held(Do_not_call="Yes", Next_date="2026-03-04") == "do not call"


class TestANumber:
    @pytest.mark.parametrize("phone", ["", "n/a", "ask the desk", "12", "extension 4", "555-12"])
    def test_without_one_a_prospect_is_held(self, phone):
        assert held(Phone=phone, Kind="Prospect") == "no usable number"

    @pytest.mark.parametrize(
        "phone", ["+34 976 123 456", "976123456", "Tel.: 0049 (0)30 1234-56", "+١٢٣٤٥٦٧٨٩", "224456 ext. 3"]
    )
    def test_with_one_they_are_called(self, phone):
        assert held(Phone=phone, Kind="Prospect") == "called"

    def test_without_one_a_customer_whose_cadence_has_visits_is_visited(self):
        found = calls(Contacts=a_contact(Phone=""))
        assert found.line("C1")["Channel"] == "Visit"
        assert found.line("C1")["Phone"] is None

    def test_contacts_without_a_cadence_are_called_so_they_need_one(self):
        no_cadence = "Cadence | Kind | Every | Unit | Channels\nX | Partner | 1 | week | Visit"
        found = calls(Contacts=a_contact(Phone=""), Cadences=no_cadence)
        assert found.held("C1") == "no usable number"


class TestTheChannel:
    def channel(self, **cells: str):
        return calls(Contacts=a_contact(**cells)).line("C1")["Channel"]

    def test_is_the_first_personal_one_of_the_cadence(self):
        assert self.channel() == "Call"
        assert self.channel(Kind="Centre of influence") == "Meeting"

    def test_is_the_preferred_one_if_that_is_personal(self):
        assert self.channel(Preferred_channel="Meeting") == "Meeting"
        assert self.channel(Preferred_channel="Email") == "Call"

    def test_a_cadence_of_newsletters_only_never_reaches_the_list(self):
        assert held(Kind="Partner") == "cadence without calls"
        assert (
            held(Kind="Partner", Preferred_channel="Call", Next_date="2026-03-01") == "cadence without calls"
        )


class TestTheQuietPeriod:
    """Seven days for a customer; a cadence of one day makes them due at once."""

    CADENCE = "Cadence | Every | Unit | Channels | Quiet days | Max touches 30 days\nDaily | 1 | day | Call, Email | 7 | 3"

    def held(self, activities: str, **cells: str):
        found = calls(Contacts=a_contact(**cells), Activities=activities, Cadences=self.CADENCE)
        return "called" if found.people else found.held("C1")

    def test_holds_for_the_days_after_a_call_and_no_longer(self):
        assert self.held(talks("2026-02-25 | Call | Spoke")) == "quiet period: until 4 Mar 2026"
        assert self.held(talks("2026-02-24 | Call | Spoke")) == "called"

    def test_does_not_follow_what_quiets_mailings_only_or_nothing(self):
        assert self.held(talks("2026-03-03 | Email |", "2026-03-03 | Gift |")) == "called"

    def test_does_not_follow_what_came_from_them(self):
        inbound = "Activity ID | When | Contact ID | Channel | Direction | Outcome\nT1 | 2026-03-02 | C1 | Call | In | Spoke"
        assert self.held(inbound) == "called"

    def test_agreed_dates_pass_it(self):
        assert self.held(talks("2026-03-02 | Call | Spoke"), Next_date="2026-03-04") == "called"

    def test_the_touch_cap_holds_when_as_many_touches_came_from_us_in_thirty_days(self):
        mails = [f"{day} | Email |" for day in ("2026-02-03", "2026-02-10", "2026-02-20")]
        assert self.held(talks(*mails)) == "touch cap: 3 touches in 30 days"
        assert self.held(talks("2026-02-02 | Email |", *mails[1:])) == "called"
        assert self.held(talks(*mails), Next_date="2026-03-04") == "called"


class TestAttempts:
    def test_one_holds_for_two_working_days(self):
        friday = talks("2026-03-06 | Call | No answer")
        assert held(friday, date(2026, 3, 6)) == "attempt pause: tried on 6 Mar 2026"
        assert held(friday, date(2026, 3, 9)) == "attempt pause: tried on 6 Mar 2026"
        assert held(friday, date(2026, 3, 10)) == "called"

    def test_it_holds_agreed_dates_too(self):
        assert (
            held(talks("2026-03-03 | Call | No answer"), Next_date="2026-03-02")
            == "attempt pause: tried on 3 Mar 2026"
        )

    def test_a_message_left_and_a_call_put_off_are_no_mere_attempts_but_calls(self):
        assert held(talks("2026-03-03 | Call | Message left")) == "quiet period: until 10 Mar 2026"
        later = talks("2026-03-03 | Call | Call back later")
        assert held(later) == "quiet period: until 10 Mar 2026"
        assert held(later, Next_date="2026-03-04") == "called"

    def test_those_of_the_stand_in_hold_no_longer_than_the_owners(self):
        found = {
            day: calls(
                date(2026, 3, day), Contacts=a_contact(), Activities=talks("2026-03-03 | Call | No answer"),
                Team="Rep | Calls per day\nann |\nben | 5", Settings="Setting | Value\nDefault owner | ann",
                Absences="Rep | From | To | Stand-in\nann | 2026-03-02 | 2026-03-13 | ben",
            ).of("ben")
            for day in (4, 5)
        }  # fmt: skip
        assert found == {4: [], 5: ["C1"]}

    @pytest.mark.parametrize(("tried_at", "then"), [("10:30", "12:00-18:00"), ("16:00", "09:00-12:00")])
    def test_the_next_one_moves_to_the_other_half_of_the_day(self, tried_at, then):
        found = calls(Contacts=a_contact(), Activities=talks(f"2026-02-20 {tried_at} | Call | No answer"))
        assert found.line("C1")["Local time"] == then

    def test_without_a_time_the_first_was_in_the_morning_and_they_alternate(self):
        def local_time(*days: str):
            found = calls(
                Contacts=a_contact(), Activities=talks(*(f"{day} | Call | No answer" for day in days))
            )
            return found.line("C1")["Local time"]

        assert local_time("2026-02-20") == "12:00-18:00"
        assert local_time("2026-02-20", "2026-02-24") == "09:00-12:00"

    def test_somebody_who_can_only_be_reached_in_the_morning_is_tried_then(self):
        found = calls(
            Contacts=a_contact(Reachable_until="11:00"),
            Activities=talks("2026-02-20 09:30 | Call | No answer"),
        )
        assert found.line("C1")["Local time"] == "09:00-11:00"

    def test_three_in_a_row_change_the_channel(self):
        tries = [f"2026-02-{day} | Call | No answer" for day in (10, 13, 17)]
        assert calls(Contacts=a_contact(), Activities=talks(*tries[:2])).line("C1")["Channel"] == "Call"
        found = calls(Contacts=a_contact(), Activities=talks(*tries)).line("C1")
        assert found["Channel"] == "Visit"
        assert found["Why"] == "Due; last talk in September. 3 tries, last 2 weeks ago."
        assert str(found["Talk about"]).startswith("Try a visit.")

    def test_a_touch_between_them_ends_the_row(self):
        tries = [f"2026-02-{day} | Call | No answer" for day in (10, 13, 17)]
        found = calls(
            Contacts=a_contact(), Activities=talks(*tries[:2], "2026-02-16 | Call | Message left", tries[2])
        )
        assert found.line("C1")["Channel"] == "Call"

    @pytest.mark.parametrize("sent", ["Newsletter", "Email", "Gift"])
    def test_what_is_sent_to_them_reaches_nobody_and_does_not(self, sent):
        tries = [f"2026-02-{day} | Call | No answer" for day in (10, 13, 17)]
        found = calls(Contacts=a_contact(), Activities=talks(*tries, f"2026-02-20 | {sent} |"))
        assert found.line("C1")["Channel"] == "Visit"

    def test_but_their_own_word_does(self):
        tries = talks(*(f"2026-02-{day} | Call | No answer" for day in (10, 13, 17))).splitlines()
        wrote = [f"{tries[0]} | Direction", *(f"{line} | Out" for line in tries[1:]),
                 "T9 | 2026-02-20 | C1 | Email | | In"]  # fmt: skip
        assert (
            calls(date(2026, 4, 4), Contacts=a_contact(), Activities="\n".join(wrote)).line("C1")["Channel"]
            == "Call"
        )

    def test_five_hold_for_one_interval_as_not_reached(self):
        tries = talks(*(f"2026-02-{day} | Call | No answer" for day in ("02", "05", "10", "13", "17")))
        assert held(tries) == "not reached: 5 attempts, rests until 19 Mar 2026"
        assert held(tries, date(2026, 3, 18)) == "not reached: 5 attempts, rests until 19 Mar 2026"
        assert held(tries, date(2026, 3, 19)) == "called"


class TestNotInterested:
    def test_rests_for_180_days(self):
        said = talks("2025-10-01 | Call | Not interested")
        assert held(said) == "not interested: rests until 30 Mar 2026"
        assert held(said, date(2026, 3, 30)) == "called"

    def test_unless_a_next_date_after_it_says_otherwise(self):
        said = talks("2025-10-01 | Call | Not interested")
        assert held(said, Next_date="2026-03-02") == "called"
        assert held(said, Next_date="2025-09-20") == "not interested: rests until 30 Mar 2026"


class TestPreferredDays:
    """Ann is free on a Wednesday; the customer became due on 1 March, a Sunday, so on Monday 2 March."""

    LAST = "Activity ID | When | Contact ID | Channel | Outcome\nT1 | 2026-01-30 | C1 | Call | Spoke"

    def test_are_waited_for_within_the_grace_days(self):
        assert held(self.LAST, Preferred_days="Thu, Fri") == "preferred day: Thu 5 Mar 2026"
        assert held(self.LAST, Preferred_days="Wed") == "called"

    def test_are_ignored_when_none_comes_in_time_or_a_date_was_agreed(self):
        assert held(self.LAST, Preferred_days="Mon") == "called"  # the grace days end on Saturday
        assert held(LONG_AGO, Preferred_days="Thu") == "called"
        assert held(self.LAST, Preferred_days="Thu", Next_date="2026-03-03") == "called"


class TestOnceADay:
    ACCOUNT = "Account ID | Account\nA1 | Acme"
    TWO = """
        Contact ID | Kind     | Phone           | Account ID | First name
        C1         | Customer | +34 976 123 451 | A1         | Ada
        C2         | Customer | +34 976 123 452 | A1         | Ben
    """

    @pytest.mark.parametrize("outcome", ["Spoke", "No answer"])
    def test_after_a_call_today_nobody_else_at_the_account_is_called(self, outcome):
        today = (
            f"Activity ID | When | Contact ID | Channel | Outcome\nT1 | 2026-03-04 | C1 | Call | {outcome}"
        )
        found = calls(Accounts=self.ACCOUNT, Contacts=self.TWO, Activities=today)
        assert found.people == []
        assert found.held("C2") == "account called today"

    def test_a_mail_or_a_call_from_them_does_not_count(self):
        today = """
            Activity ID | When       | Contact ID | Channel | Direction | Outcome
            T1          | 2026-03-04 | C1         | Email   | Out       |
            T2          | 2026-03-04 | C1         | Call    | In        | Spoke
        """
        assert calls(Accounts=self.ACCOUNT, Contacts=self.TWO, Activities=today).people == ["C2"]

    def test_a_line_that_is_still_open_keeps_the_whole_account_off_the_list(self):
        for who in ("C1 |", " | ada"):
            line = f"Call ID | Contact ID | Name | Notes\n | {who} | rang, will ring again"
            found = calls(Accounts=self.ACCOUNT, Contacts=self.TWO, Calls=line)
            assert found.people == []
            assert (found.held("C1"), found.held("C2")) == (None, "line open")  # C1 is on the sheet


def test_a_colleague_of_somebody_whose_line_is_begun_waits_and_is_no_second_line():
    found = calls(
        Accounts="Account ID\nA1",
        Contacts="Contact ID | Account ID | Kind | Phone\nC1 | A1 | Prospect | 976 123 456\nC2 | A1 | Prospect | 976 123 457",
        Calls="Call ID | Rep | Contact ID | Notes\n | ann | C1 | rang, will ring again",
    )
    assert found.said == "ann: 2 due = 1 listed (1 begun) + 1 waiting."


def test_the_first_guard_is_named_and_all_are_counted():
    contacts = """
        Contact ID | Kind     | Phone           | Status | Do not call
        C1         | Customer |                 | Left   | Yes
        C2         | Prospect |                 |        | Yes
        C3         | Prospect |                 |        |
        C4         | Prospect | +34 976 123 451 |        |
    """
    found = calls(Contacts=contacts)
    assert [found.held(f"C{n}") for n in range(1, 5)] == [
        "not active: Left",
        "do not call",
        "no usable number",
        None,
    ]
    assert (
        found.said
        == "ann: 3 due = 1 listed + 2 held back (1 do not call, 1 no usable number). Not counted: 1 not active."
    )
    assert found.plan.summary == {
        "due by rep": {"ann": 3},
        "calls": {"ann": 1},
        "held": {"not active": 1, "do not call": 1, "no usable number": 1},
        "held by rep": {"ann": {"do not call": 1, "no usable number": 1}},
        "waiting": {},
        "sum": "ann: 3 due = 1 listed + 2 held back (1 do not call, 1 no usable number).",
    }


def test_a_reason_that_no_longer_holds_is_taken_back():
    found = calls(
        Contacts="Contact ID | Kind | Phone | Held because\nC1 | Prospect | 976 123 456 | no usable number"
    )
    assert found.people == ["C1"]
    assert found.plan.changes[1].columns == {"Held because": [None]}


def test_do_not_call_again_in_an_activity_binds_though_nobody_set_the_column():
    stop = talks("2026-01-05 | Call | Do not call again")
    assert held(stop) == "do not call: said on 5 Jan 2026"
    later = talks("2025-10-05 | Call | Do not call again", "2025-11-05 | Call | Spoke")
    assert held(later) == "called"


@pytest.mark.parametrize("column", ["Reachable_from", "Reachable_until"])
def test_nobody_is_called_at_hours_that_nobody_can_read(column):
    why = f"outside hours: {column.replace('_', ' ')} cannot be read"
    assert held(**{column: "not before lunch"}) == why
    assert held(**{column: "not before lunch"}, Next_date="2026-03-04") == why


def test_days_that_nobody_can_read_wait_like_days_to_come_and_no_longer():
    due_today = "Activity ID | When | Contact ID | Channel | Outcome\nT1 | 2026-02-02 | C1 | Call | Spoke"
    assert held(due_today, Preferred_days="Mo or so") == "preferred day: Preferred days cannot be read"
    assert held(LONG_AGO, Preferred_days="Mo or so") == "called"
    assert (
        held(due_today.replace("2026-02-02", "2025-02-02"), Preferred_days="Mo", Next_date="2026-03-04")
        == "called"
    )


def test_an_outcome_that_nobody_can_read_is_an_attempt_that_leaves_them_in_peace():
    assert held(talks("2026-02-26 | Call | Chatted")) == "quiet period: until 5 Mar 2026"
    assert held(talks("2026-03-02 | Email | Chatted")) == "called"  # a mail quiets mailings only
    assert held(talks("2026-02-20 | Call | Chatted")) == "called"  # spoken to, they would not be due again
    assert held(talks("2026-02-20 | Call | Spoke")) is None


def test_outcomes_that_nobody_can_read_count_against_the_touch_cap():
    four = [f"2026-02-{day} | Email | Sent?" for day in (10, 12, 14, 16)]
    assert held(talks(*four)) == "touch cap: 4 touches in 30 days"
