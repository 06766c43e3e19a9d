"""What to talk about, and why now: always something, with facts that stand in the workbook."""

from __future__ import annotations

from datetime import date

import pytest

from salesbook.domain.facts.situations import FIND_NUMBER, SITUATIONS
from salesbook.domain.facts.subjects import as_topic, own_subject, topic_of_prompt, topic_said
from salesbook.letters import Library
from salesbook.schema import TOPICS, TYPED_TOPICS
from salesbook.util.resources import templates_dir
from tests.domain.callbook import TODAY, calls

KNOWN = {
    "Contact ID": "C1", "First name": "Ada", "Last name": "Lovelace", "Kind": "Customer", "Phone": "+34 976 123 456",
    "Email": "ada@acme.example", "Language": "es", "Account ID": "A1", "Decision maker": "Yes", "Created": "2025-01-02",
}  # fmt: skip
ACCOUNT = "Account ID | Account\nA1 | Acme"
COLLEAGUE = {"Contact ID": "C2", "First name": "Ben", "Account ID": "A1", "Kind": "Partner"}


def table(*rows: dict[str, str]) -> str:
    headers = list(dict.fromkeys(name for row in rows for name in row))
    return "\n".join(
        [" | ".join(headers), *(" | ".join(row.get(name, "") for name in headers) for row in rows)]
    )


def line(today: date = TODAY, talks: str = "T1 | 2025-11-03 | C1 | Call | Spoke |", **more: str):
    """The line of C1, of whom everything is known: no gap is left to ask about."""
    cells = {
        name.replace("_", " "): value
        for name, value in more.items()
        if name.replace("_", " ") not in TABLES_HERE
    }
    tables = {name: text for name, text in more.items() if name in TABLES_HERE}
    contacts = table(
        {**KNOWN, **cells}, COLLEAGUE, {"Contact ID": "C3", "First name": "Charles", "Kind": "Partner"}
    )
    activities = f"Activity ID | When | Contact ID | Channel | Outcome | Their words\n{talks}"
    return calls(
        today, **{"Contacts": contacts, "Accounts": ACCOUNT, "Activities": activities} | tables
    ).line("C1")


TABLES_HERE = {"Accounts", "Orders", "Opportunities", "Settings", "Activities"}


def topic(*args, **more: str) -> str:
    """Talk about of the line, which tells the same topic as Topic."""
    found = line(*args, **more)
    assert topic_of_prompt(str(found["Talk about"])) == found["Topic"]
    return str(found["Talk about"])


def orders(*days: str) -> str:
    return "\n".join(
        [
            "Order ID | Account ID | Contact ID | Date",
            *(f"O{n} | A1 | C1 | {day}" for n, day in enumerate(days)),
        ]
    )


class TestOpenPromises:
    def test_an_agreed_date_comes_first_with_what_was_last_said(self):
        talks = "T1 | 2026-01-12 | C1 | Call | Spoke | Ask again when the budget is out"
        found = line(talks=talks, Next_date="2026-03-02", Orders=orders("2025-01-01", "2025-02-01"))
        assert (
            found["Talk about"]
            == "You agreed to talk on 2 Mar 2026. Noted on 12 Jan 2026: “Ask again when the budget is out”"
        )
        assert found["Why"] == "Agreed for 2 Mar 2026, waiting 2 days."

    def test_who_asked_to_be_called_later(self):
        assert topic(
            talks="T1 | 2025-11-03 | C1 | Call | Spoke |\nT2 | 2026-02-02 | C1 | Call | Call back later | in a meeting"
        ) == ("On 2 Feb 2026 they asked to be called later: call back. Noted on 2 Feb 2026: “in a meeting”")

    def test_a_meeting_that_was_booked(self):
        assert topic(talks="T1 | 2025-11-03 | C1 | Call | Meeting booked |") == (
            "A meeting was booked on 3 Nov 2025: confirm it, or ask what came of it."
        )

    def test_the_next_step_of_an_open_opportunity_theirs_or_the_accounts(self):
        said = "Open opportunity “New press” (Proposal, 12,500): agree the next step."
        for who in ("A1 | C1", "A1 |", "| C1"):
            table = f"Opportunity ID | Account ID | Contact ID | Title | Stage | Amount | Result\nP1 | {who} | New press | Proposal | 12500 | Open"
            assert topic(Opportunities=table) == said
        other = "Opportunity ID | Account ID | Contact ID | Title | Result\nP1 | A1 | C2 | Not hers | Open"
        assert "Not hers" not in topic(Opportunities=other)


class TestOrders:
    def test_the_overdue_reorder(self):
        days = orders("2025-05-19", "2025-06-28", "2025-08-06", "2025-08-06")
        assert (
            topic(Orders=days)
            == "No order for 210 days, usually every 40 days; the last was on 6 Aug 2025. Ask what they need now."
        )

    def test_the_lapsed_first_order(self):
        assert topic(Orders=orders("2025-08-06")) == (
            "One order so far, on 6 Aug 2025, and none for 210 days: ask how it went, and what would bring the next."
        )

    def test_a_return_is_no_order(self):
        days = "Order ID | Contact ID | Date | Amount\nO1 | C1 | 2025-08-06 | 30\nO2 | C1 | 2025-09-06 | -30"
        assert topic(Orders=days).startswith("One order so far")

    def test_the_orders_are_those_of_the_account(self):
        days = "Order ID | Contact ID | Account ID | Date\nO1 | C2 | | 2025-06-01\nO2 | | A1 | 2025-07-01"
        assert topic(Orders=days).startswith("No order for 246 days, usually every 30 days")


class TestTheReferralAsk:
    def test_of_loyal_customers(self):
        days = orders("2025-03-01", "2025-09-01", "2026-01-15")
        assert (
            topic(Orders=days)
            == "3 orders so far, the last on 15 Jan 2026: thank them, and ask for a referral."
        )

    def test_of_new_customers(self):
        assert (
            topic(Orders=orders("2026-01-15"))
            == "New customer since 15 Jan 2026: ask how it went, and ask for a referral."
        )

    def test_of_prospects_in_good_standing(self):
        rang = "Activity ID | When | Contact ID | Channel | Direction | Minutes\nT1 | 2026-02-16 | C1 | Call | In | 30"
        assert (
            topic(Activities=rang, Kind="Prospect")
            == "In good standing (Strong), last touch 16 Feb 2026: ask for a referral."
        )

    def test_of_lost_deals(self):
        lost = "Opportunity ID | Contact ID | Title | Result | Lost reason | Closed\nP1 | C1 | New press | Lost | too dear | 2026-01-15"
        assert topic(Opportunities=lost) == (
            "We lost “New press” on 15 Jan 2026 (too dear): ask for a referral, somebody whom it would suit."
        )

    def test_of_referrals_themselves(self):
        assert (
            topic(Referred_by="C3")
            == "They came through Charles: tell how that went, and ask for a referral in turn."
        )

    def test_not_of_the_same_person_twice_within_half_a_year(self):
        log = "Activity ID | When | Contact ID | Channel | Outcome | Subject\nT1 | {} | C1 | Call | {} | Ask for a referral"
        days = orders("2024-12-01", "2025-08-15")
        assert "referral" in topic(Activities=log.format("2025-08-01", "Spoke"), Orders=days)
        assert topic(Activities=log.format("2025-10-20", "Spoke"), Orders=days) == (
            "No business reason yet: no open step, no order since the last talk, they were asked for names on 20 Oct 2025. "
            "Find one before you call."
        )
        assert "referral" in topic(Activities=log.format("2025-10-20", "No answer"), Orders=days)


class TestOtherTopics:
    HIGH = "Account ID | Account | Ticket\nA1 | Acme | High"

    def test_the_status_update_of_high_ticket_accounts(self):
        assert topic(Accounts=self.HIGH) == "Status update: what is new at Acme since 3 Nov 2025?"

    def test_the_introduction_of_whom_nobody_has_spoken_to(self):
        found = line(
            talks="", Job_title="Buyer", Source="Promotion", Settings="Setting | Value\nFirm | Nordwind"
        )
        assert (
            found["Talk about"]
            == "Never spoken to (Buyer, Acme, from promotion): introduce yourself and Nordwind."
        )
        assert found["Why"].startswith("In the book since 2 Jan 2025, waiting 426 days: never spoken to")

    def test_thanks_for_an_order_since_the_last_talk(self):
        asked = "Activity ID | When | Contact ID | Channel | Outcome | Subject\nT1 | 2025-12-10 | C1 | Call | Spoke | referral"
        assert topic(Activities=asked, Orders=orders("2025-06-01", "2026-01-10")) == (
            "Thank them for the order of 10 Jan 2026, and ask how it went."
        )

    def test_the_gaps_in_what_we_know(self):
        assert topic(Email="", Language="", Decision_maker="") == (
            "Complete what we know: ask for an email address, who decides at Acme, their language."
        )
        alone = table({**KNOWN, "Account ID": "A2"})
        assert calls(Contacts=alone, Accounts="Account ID | Account\nA2 | Beta", Activities=table(
            {"Activity ID": "T1", "When": "2025-11-03", "Contact ID": "C1", "Channel": "Call"},
        )).line("C1")["Talk about"] == "Complete what we know: ask for a second person at Beta."  # fmt: skip

    def test_if_nothing_fits_it_says_so_and_what_is_missing(self):
        assert topic() == "No business reason yet: no open step, no orders. Find one before you call."


class TestWhy:
    def test_can_be_checked_against_the_workbook(self):
        no_cadence = "Cadence | Kind | Every | Unit | Channels\nX | Partner | 1 | week | Visit"
        found = calls(
            date(1998, 7, 1), Cadences=no_cadence, Orders="Order ID | Contact ID | Date\nO1 | C1 | 1998-02-12",
            Contacts=table({"Contact ID": "C1", "Phone": "976 123 456"}),
        )  # fmt: skip
        assert (
            found.line("C1")["Why"]
            == "Due since 13 May 1998, waiting 49 days: last order 12 Feb 1998, cadence every 90 days."
        )

    def test_on_the_day_itself(self):
        assert line(talks="T1 | 2026-02-02 | C1 | Visit | Spoke |")["Why"] == (
            "Due today: last visit 2 Feb 2026, cadence Customer, every 30 days."
        )

    def test_when_only_slight_touches_were_had(self):
        assert line(talks="T1 | 2026-02-02 | C1 | Call | Message left |")["Why"] == (
            "In the book since 2 Jan 2025, waiting 426 days: no real talk yet, cadence Customer, every 30 days."
        )


WROTE = "T1 | 2026-03-02 | C1 | Email | In | | Call me about the film.\n"
LOG = "Activity ID | When | Contact ID | Channel | Direction | Outcome | Their words\n"


def test_whoever_wrote_and_was_not_answered_is_called_back_with_their_words():
    found = line(Activities=LOG + WROTE, Next_date="2026-03-03")
    assert found["Why"] == "Replied 2 days ago, on 2 Mar 2026: call back."
    assert found["Talk about"] == (
        "They wrote on 2 Mar 2026: “Call me about the film.” Answer them, and agree the next step."
    )


def test_a_newsletter_that_left_after_their_letter_has_not_answered_it():
    news = "T2 | 2026-03-03 | C1 | Newsletter | Out | |"
    assert str(line(Activities=LOG + WROTE + news, Next_date="2026-03-03")["Why"]).startswith("Replied")


def test_an_answer_of_ours_makes_it_an_agreed_day_like_any_other():
    mail = "T2 | 2026-03-03 | C1 | Email | Out | |"
    found = line(Activities=LOG + WROTE + mail, Next_date="2026-03-04")
    assert found["Why"] == "Agreed for 4 Mar 2026."


MEETING = "T1 | 2025-11-03 | C1 | Call | Meeting booked |"
OPEN = "Opportunity ID | Contact ID | Title | Result\nP1 | C1 | New press | Open"


@pytest.mark.parametrize(("topic", "facts"), [
    ("Reply", {"Activities": LOG + WROTE, "Next_date": "2026-03-03"}),
    ("Promise", {"Next_date": "2026-03-02"}),
    ("Call back", {"talks": "T1 | 2026-02-02 | C1 | Call | Call back later |"}),
    ("Meeting", {"talks": MEETING}),
    ("Open opportunity", {"Opportunities": OPEN}),
    ("Reorder", {"Orders": orders("2025-05-19", "2025-06-28")}),
    ("Reorder", {"Orders": orders("2025-08-06")}),
    ("Referral ask", {"Orders": orders("2026-01-15")}),
    ("Status", {"Accounts": TestOtherTopics.HIGH}),
    ("Introduction", {"talks": ""}),
    ("Data", {"Email": ""}),
    ("None", {}),
])  # fmt: skip
def test_topic_says_in_a_word_of_the_list_what_the_call_is_about(topic, facts):
    found = line(**facts)
    assert (found["Topic"], topic_of_prompt(str(found["Talk about"]))) == (topic, topic)


def test_every_situation_has_a_topic_of_the_list_that_people_need_not_type():
    rows = [*SITUATIONS, FIND_NUMBER]
    assert {row.topic for row in rows} <= set(TOPICS) - set(TYPED_TOPICS)
    assert len({row.sentence for row in rows}) == len(rows)


def test_every_letter_that_says_what_a_call_is_about_is_there():
    names = Library([templates_dir()]).names()
    assert {f"letters/{row.letter}" for row in SITUATIONS if row.letter} <= set(names)


@pytest.mark.parametrize(("subject", "own", "topic"), [
    ("The new sealer", "The new sealer", ""),
    ("Re: Film prices", "Re: Film prices", ""),
    ("referral ASK", "", "Referral ask"),
    ("None", "", ""),
    ("Asked for a referral", "Asked for a referral", ""),
    ("No order for the sealer yet", "No order for the sealer yet", ""),
    ("You agreed to talk on 2 Mar 2026. Noted on 12 Jan 2026: “budget”", "", "Promise"),
    ("Thank you for the talk: 3 orders so far, the last on 15 Jan 2026: thank them, and ask for a referral.", "", "Referral ask"),
    ("AW: Danke für das Gespräch: Status update: what is new at Acme since 3 Nov 2025?", "", "Status"),
    ("Status update for Acme", "Status update for Acme", ""),
])  # fmt: skip
def test_a_prompt_of_an_earlier_version_is_told_from_what_people_wrote(subject, own, topic):
    assert (own_subject(subject), topic_said(subject)) == (own, topic)


def test_topics_are_known_however_they_are_spelt():
    assert [as_topic(text) for text in ("solution  Design", " QUOTE ", "Quotes", "")] == [
        "Solution design",
        "Quote",
        "",
        "",
    ]


def test_a_letter_of_theirs_is_not_told_by_its_subject_which_may_be_ours():
    subject = "Activity ID | When | Contact ID | Channel | Direction | Subject\nT1 | 2026-03-02 | C1 | Email | In | Re: Find number: Ada"
    assert (
        topic(Activities=subject, Next_date="2026-03-03")
        == "They wrote on 2 Mar 2026. Answer them, and agree the next step."
    )


@pytest.mark.parametrize(
    "subject", ["Referral ask", "New customer since 15 Jan 2026: ask how it went, and ask for a referral."]
)
def test_an_earlier_ask_counts_by_its_topic_and_by_the_prompt_of_an_earlier_version(subject):
    asked = f"Activity ID | When | Contact ID | Channel | Outcome | Subject\nT1 | 2025-12-10 | C1 | Call | Spoke | {subject}"
    assert "referral" not in topic(Activities=asked, Orders=orders("2024-12-01", "2025-08-15"))
    assert subject not in topic(Activities=asked, Orders=orders("2024-12-01", "2025-08-15"))
