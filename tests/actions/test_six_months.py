"""Six months at a small firm, told through the clicks that people make and what they see on the sheets."""

from __future__ import annotations

from datetime import date

import pytest

from tests.actions.six_months import SixMonths, small_firm

HANDOFF, SOLD, RETURNED, ACCEPTED = "H-P1", 1, 2, 3  # days since the start


@pytest.fixture(scope="module")
def story(tmp_path_factory) -> SixMonths:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SALESBOOK_DATA", str(tmp_path_factory.mktemp("data")))
        told = SixMonths(small_firm(tmp_path_factory.mktemp("firm")))
        told.today()
        _won_and_handed_over(told)
        _followed_up(told)
        _heard_on_site(told)
        _introduced_by_whom_we_lost(told)
        _complained(told)
        return told


def _won_and_handed_over(told: SixMonths) -> None:
    firm = told.firm
    told.on(SOLD)
    firm.types("Opportunities", "P1", Result="Won", Stage="Order", Closed=firm.today)
    told.shipped("CARMEN", "SOL", "O10", 40_000.0)
    told.seen["won"] = told.today().messages
    told.seen["made"] = told.handoff()
    told.on(RETURNED)
    firm.types("Handoffs", HANDOFF, Sent_back_because="What was promised about the old oven?")
    told.today()
    told.seen["returned"], told.seen["owner then"] = told.handoff(), told.account("SOL")["Owner"]
    told.on(ACCEPTED)
    firm.types(
        "Handoffs",
        HANDOFF,
        Promised="We take the old oven away.",
        Sent_back_because=None,
        Accepted_on=firm.today,
    )
    told.today()
    told.seen["accepted"], told.seen["owner now"] = told.handoff(), told.account("SOL")["Owner"]
    told.seen["first call"] = told.line("CARMEN")
    told.talks("CARMEN")
    told.today()
    told.seen["done"] = told.handoff()


def _followed_up(told: SixMonths) -> None:
    told.on(9)
    told.today()
    told.seen["after the order"] = told.line("CARMEN")
    told.talks("CARMEN")
    told.talks("NILS")
    told.on(17)
    told.does_a_visit("CARMEN", "Install")
    told.on(21)
    told.today()
    told.seen["next step"] = told.account("SOL")["Next step"]
    told.on(24)
    told.today()
    told.seen["after the installation"] = told.line("CARMEN")
    told.talks("CARMEN")
    told.today()
    told.seen["nothing twice"] = told.line("CARMEN")


def _heard_on_site(told: SixMonths) -> None:
    firm = told.firm
    told.on(26)
    need = {"By": "Marek", "Account": "Bakery Sol", "Heard": "Their mixer fails each Monday.", "Type": "Need"}
    firm.adds("FrontLine", need)
    told.today()
    told.seen["heard"], told.seen["call about it"] = firm.row("FrontLine"), told.line("CARMEN")
    told.talks("CARMEN", Outcome="Meeting booked")
    told.today()
    second = firm.row("Opportunities", Source="Front line")
    told.seen["second"], told.seen["became"] = second, firm.row("FrontLine")["Became"]
    told.on(27)
    firm.types(
        "Opportunities", str(second["Opportunity ID"]), Result="Won", Closed=firm.today, Amount=12_000.0
    )
    told.shipped("CARMEN", "SOL", "O11", 12_000.0)
    told.today()
    told.seen["board"] = firm.rows("RoleBoard")


def _complained(told: SixMonths) -> None:
    """Two months on, when they may be asked: accounting hears of a complaint, which is settled a week later."""
    firm = told.firm
    told.on(140)
    told.today()
    told.talks("CARMEN")
    told.on(150)
    told.today()
    told.seen["asked before"] = told.asked().get("CARMEN")
    complaint = {
        "By": "Pilar",
        "Account ID": "SOL",
        "Contact ID": "CARMEN",
        "Heard": "Two invoices for one delivery.",
        "Type": "Complaint",
    }
    firm.adds("FrontLine", complaint)
    told.seen["counts"] = told.today().messages
    told.seen["call for it"], told.seen["asked meanwhile"] = told.line("CARMEN"), told.asked().get("CARMEN")
    told.seen["newsletter meanwhile"] = told.letters_to("CARMEN", "N1")
    told.on(157)
    told.today()
    told.talks("CARMEN", Outcome="Complaint solved")
    told.today()
    told.seen["closed"] = firm.row("FrontLine", Type="Complaint")
    told.seen["asked too early"] = told.asked().get("CARMEN")
    told.on(173)
    told.today()
    told.seen["newsletter after"] = told.letters_to("CARMEN", "N2")
    told.on(190)
    told.today()
    told.talks("CARMEN", Outcome="Spoke")
    told.on(205)
    told.today()
    told.seen["asked after"] = told.asked().get("CARMEN")


def _introduced_by_whom_we_lost(told: SixMonths) -> None:
    firm = told.firm
    told.on(28)
    firm.types("Opportunities", "P2", Result="Lost", Stage="Closed", Closed=firm.today, Lost_reason="Price")
    told.on(43)
    told.today()
    told.seen["lost deal"] = told.line("NILS")
    told.talks("NILS", Referral_given="Vera Lind, Lind Cakes, +34 600 000 009")
    told.today()
    vera = told.newest("Vera")
    told.seen["asked again"] = told.asked().get("NILS")
    told.seen["introduced"] = told.referral(vera)
    told.on(50)
    told.today()
    told.seen["introduction"] = told.line(vera)
    told.talks(vera)
    told.on(70)
    firm.adds("Orders", {"Order ID": "O20", "Contact ID": vera, "Date": firm.today, "Amount": 1200.0})
    told.today()
    told.seen["kind"] = firm.row("KindChanges", Contact_ID=vera)
    firm.types("KindChanges", vera, Accept="Yes")
    told.today()
    told.seen["customer"] = firm.row("Contacts", Contact_ID=vera)["Kind"]
    told.seen["won by her"] = told.referral(vera)
    told.on(100)
    told.today()
    told.talks(vera, Referral_given="Omar Said, Said Bakery, +34 600 000 010")
    told.today()
    omar = told.newest("Omar")
    told.on(107)
    told.today()
    told.talks(omar)
    told.on(130)
    firm.adds("Orders", {"Order ID": "O21", "Contact ID": omar, "Date": firm.today, "Amount": 800.0})
    told.today()
    told.seen["owed"] = firm.rows("Incentives")
    told.today()
    told.seen["owed again"] = firm.rows("Incentives")
    told.seen["tree"] = firm.rows("ReferralTree")


def test_what_was_won_is_handed_over_by_itself_and_says_what_is_still_missing(story):
    made = story.seen["made"]
    assert any(said.startswith("1 won deal is handed over") for said in story.seen["won"])
    assert (made["From"], made["To"], made["Account"], made["Accepted on"]) == (
        "Ana",
        "Marek",
        "Bakery Sol",
        None,
    )
    assert made["Still missing"].startswith("Ana: fill in Promised, which is needed")


def test_sent_back_it_is_the_sellers_again_who_keeps_the_account_until_it_is_accepted(story):
    assert story.seen["returned"]["Still missing"].startswith("Ana: “What was promised about the old oven?”")
    assert (story.seen["owner then"], story.seen["owner now"]) == ("Ana", "Marek")


def test_whoever_took_over_calls_and_with_that_it_is_done(story):
    line = story.seen["first call"]
    assert (line["Rep"], line["Topic"], line["Letter"]) == ("Marek", "Handoff", "welcome")
    assert line["Why"] == "Won on Tuesday; you take over from Ana."
    assert line["Talk about"].startswith(
        "Introduce yourself as their contact. Repeat what was promised: We take the old oven away."
    )
    assert (story.seen["accepted"]["Done on"], story.seen["done"]["Done on"]) == (
        None,
        story.seen["accepted"]["Accepted on"],
    )


def test_the_order_and_the_installation_are_followed_up_once_each(story):
    order, installed = story.seen["after the order"], story.seen["after the installation"]
    assert (order["Rep"], order["Topic"], order["Why"]) == (
        "Marek",
        "Follow-up",
        "First order on 13 January.",
    )
    assert (installed["Rep"], installed["Topic"], installed["Why"]) == (
        "Marek",
        "Follow-up",
        "Installed 7 days ago.",
    )
    assert story.seen["nothing twice"] is None
    assert "Carmen" in story.seen["next step"]


def test_what_support_heard_becomes_a_second_order_that_counts_for_service(story):
    assert (story.seen["heard"]["Note ID"], story.seen["heard"]["State"]) == ("N-0001", "Routed")
    assert story.seen["call about it"]["Why"].startswith("You heard a chance today")
    assert (story.seen["second"]["Source ID"], story.seen["became"]) == ("N-0001", "Opportunity O-N-0001.")
    board = {
        row["Role"]: (row["Leads"], row["Won"], row["Value"])
        for row in story.seen["board"]
        if not row["Source"]
    }
    assert board == {None: (1, 2, 52_000.0), "Sales": (0, 1, 40_000.0), "Service": (1, 1, 12_000.0)}


def test_a_complaint_stops_the_ask_and_the_newsletter_until_it_is_settled(story):
    line = story.seen["call for it"]
    assert (line["Topic"], line["Why"]) == (
        "Complaint",
        "Complaint open since today: Two invoices for one delivery.",
    )
    assert line["Talk about"].startswith("Say sorry first. Say Pilar has it")
    asked = [
        story.seen[when] for when in ("asked before", "asked meanwhile", "asked too early", "asked after")
    ]
    assert [one is not None for one in asked] == [True, False, False, True]
    assert any("complaint open" in said for said in story.seen["counts"])
    assert (story.seen["newsletter meanwhile"], story.seen["newsletter after"]) == (0, 1)
    assert story.seen["closed"]["Closed on"] == date(2026, 6, 18)


def test_a_lost_deal_is_asked_once_and_gives_an_introduction(story):
    line, row = story.seen["lost deal"], story.seen["introduced"]
    assert (line["Topic"], line["Letter"]) == ("Referral ask", "lost-deal")
    assert line["Talk about"] == "Thank them for the chance. Ask what decided it. Whom would it suit?"
    assert (row["From"], row["From name"], row["Introduced name"], row["Status"], row["Asked by"]) == (
        "NILS", "Nils Nord", "Vera Lind", "Introduced", "Ana",
    )  # fmt: skip
    assert story.seen["asked again"] is None
    assert story.seen["introduction"]["Why"] == "Nils Nord named them 7 days ago."


def test_whom_they_named_becomes_a_customer_whose_own_introduction_orders_too(story):
    assert (story.seen["kind"]["From"], story.seen["kind"]["To"], story.seen["customer"]) == (
        "Prospect",
        "Customer",
        "Customer",
    )
    assert story.seen["won by her"]["Won on"] == date(2026, 3, 23)
    assert [(row["Name"], row["Depth"], row["Brought in all"], row["Orders in all"], row["Value in all"]) for row in story.seen["tree"]] == [
        ("Nils Nord", 0, 2, 2, 2000.0), ("Vera Lind", 1, 1, 2, 2000.0), ("Omar Said", 2, 0, 1, 800.0),
    ]  # fmt: skip


def test_incentives_are_listed_once(story):
    owed = [(row["Name"], row["Event"], row["Amount"]) for row in story.seen["owed"]]
    assert sorted(owed) == [
        ("Nils Nord", "First paid order", 200.0), ("Nils Nord", "Introduced", 30.0),
        ("Vera Lind", "First paid order", 200.0), ("Vera Lind", "Introduced", 30.0),
    ]  # fmt: skip
    keys = [row["Incentive ID"] for row in story.seen["owed"]]
    assert [row["Incentive ID"] for row in story.seen["owed again"]] == keys
    assert len(set(keys)) == len(keys)
