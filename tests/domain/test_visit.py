"""The card for whoever is on site: what it holds, and what a customer who looks over their shoulder must not see."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from salesbook.actions.pages.visit import fitting, forms_page, visit_file_name, visit_page, visit_text
from salesbook.domain.cards.find import Subject
from salesbook.domain.cards.visit import visit
from salesbook.domain.world import World
from salesbook.schema.after_sale import OF_AFTER_SALE
from salesbook.schema.closed_lists import NOTE_TYPES
from salesbook.schema.shapes import SINCE
from tests.helpers import world_parts

TODAY = date(2026, 3, 4)
BOOK = {
    "Settings": f"Setting | Value\nFirm | Cierzo\nNotes address | notes@cierzo.example\n{SINCE} | aftersale 2000-01-01",
    "Team": "Rep | Name | Active\nann | Ana Ferrer | Yes\nben | Ben Weid | Yes",
    "Cadences": "Cadence | Every | Unit | Channels\nKey account | 1 | month | Call, Visit",
    "Accounts": """
        Account ID | Account        | Industry | Tier | Ticket | Owner | Annual value | Notes
        A1         | Conservas Ebro | Canning  | A    | High   | ann   | 48123        | The owner drinks.
        A2         | Nobody Known   |          |      |        |       |              |
        A3         | Other Firm     |          |      |        |       |              |
    """,
    "Contacts": """
        Contact ID | First name | Last name | Account ID | Status | Job title | Decision maker | Phone           | Next date  | Notes
        C1         | Lucía      | Abadía    | A1         |        | Foreman   |                | +34 976 123 456 | 2026-03-10 | Vain.
        C2         | Marta      | Gil       | A1         | Left   | Buyer     | Yes            | +34 976 123 457 |            |
        C3         | Oskar      | Lind      | A3         |        |           | Yes            |                 |            |
    """,
    "Activities": """
        Activity ID | When       | Contact ID | By  | Channel | Direction | Outcome | Their words            | Notes
        1           | 2026-02-20 | C1         | ben | Service | Out       |         | It hums again.         | New belt on line 2.
        2           | 2026-02-01 | C1         | ann | Call    | Out       | Spoke   | We like the sealer.    | They bluff on price.
    """,
    "Orders": "Order ID | Account ID | Date | Amount\nO1 | A1 | 2025-03-01 | 54329\nO2 | A1 | 2025-06-01 | 9500",
    "Opportunities": """
        Opportunity ID | Account ID | Contact ID | Owner | Title              | Stage | Amount | Created    | Closed     | Result
        P1             | A1         | C1         | ann   | Second case packer | Offer | 64321  | 2026-01-20 |            | Open
        P2             | A1         | C1         | ann   | Sealer             |       | 9000   | 2026-01-20 | 2026-03-02 | Won
    """,
    "Handoffs": """
        Handoff ID | Opportunity ID | Account ID | From | To  | Promised             | Risks            | Why they bought | First contact by
        H-P2       | P2             | A1         | ann  | ben | Training on two days | The foreman lies | He was flattered | 2026-03-06
    """,
    "FrontLine": """
        Note ID | When       | By  | Account ID | Contact ID | Heard                      | Type             | Closed on
        N1      | 2026-03-02 | ben | A1         |            | An Acme stands in the hall | Competitor seen  |
        N2      | 2026-03-02 | ben |            | C1         | They may close line 1      | Risk             |
        N3      | 2026-03-02 | ben | A1         |            | A third line is planned    | Lead             |
        N4      | 2026-03-02 | ben | A1         |            | Bills to head office       |                  |
        N5      | 2026-03-02 | ben | A1         | C1         | The belt tore              | Complaint        |
        N6      | 2026-03-01 | ben | A1         | C1         | Settled trouble            | Complaint        | 2026-03-02
        N7      | 2026-03-01 | ben | A3         |            | Of another firm            | Competitor seen  |
        N8      | 2024-03-01 | ben | A1         |            | Long ago a Beta            | Competitor seen  |
        N9      | 2026-03-01 | ben | A2         |            | Nobody answers the phone   | Complaint        |
    """,
}  # fmt: skip


def world(absent=(), **tables):
    frames, settings = world_parts(**BOOK | tables)
    return World(frames, settings, TODAY, absent)


@pytest.fixture(scope="module")
def ebro():
    return visit(world(), Subject("A1", ""))


def told(points):
    return [f"{point.kind}: {point.text}" for point in points]


def test_what_is_open_there_stands_on_it_the_gravest_first(ebro):
    assert told(ebro.open) == [
        "Complaint: Lucía Abadía, open since 2 Mar 2026: The belt tore",
        "Risk: “They may close line 1” (Ben Weid, 2 Mar 2026)",
        "Promised: Training on two days",
        "Handoff: Ben Weid takes over from Ana Ferrer",
        "Agreed: Talk with Lucía Abadía on 10 Mar 2026",
        "Deal: Second case packer: ask Ana Ferrer",
    ]


def test_what_to_listen_for_is_what_was_seen_what_waits_and_what_we_do_not_know(ebro):
    assert told(ebro.listen) == [
        "Competitor: “An Acme stands in the hall” (Ben Weid, 2 Mar 2026)",
        "Heard: “A third line is planned” (Ben Weid, 2 Mar 2026)",
        "Heard: “Bills to head office” (Ben Weid, 2 Mar 2026)",
        "Who decides: We know nobody there who decides. Who does?",
        "Only one: We are in touch with Lucía Abadía alone. Who else works with it?",
        "Left: Marta Gil. Who does their work now?",
        "Reorder: No order for 276 days, usually every 92. What has changed?",
    ]


def test_work_is_told_apart_from_talks(ebro):
    assert [one.channel for one in ebro.work] == ["Service"]
    assert [one.channel for one in ebro.talks] == ["Call"]


def test_nothing_on_it_is_not_for_a_customers_eyes(ebro):
    for shown in (visit_page(ebro), visit_text(ebro)):
        assert "New belt on line 2." in shown
        assert "We like the sealer." in shown
        for hidden in ("54,329", "54329", "64,321", "64321", "48,123", "48123", "bluff", "drinks", "Vain", "lies", "flattered",
                       "Offer", "Tier", ">Strong", ">Fair", ">Weak"):  # fmt: skip
            assert hidden not in shown, hidden


def test_at_its_foot_is_the_form_with_a_box_for_each_type(ebro):
    page = visit_page(ebro)
    assert page.index("fold here") > page.index("Listen for")
    form = page[page.index("fold here") :]
    assert all(f"</s>{name}<" in form for name in (*NOTE_TYPES, "Urgent: somebody must know today"))
    assert "Conservas Ebro" in form
    assert "notes@cierzo.example" in form


def test_a_complaint_of_a_firm_at_which_we_know_nobody_is_told():
    assert told(visit(world(), Subject("A2", "")).open) == [
        "Complaint: “Nobody answers the phone” (Ben Weid, 1 Mar 2026)"
    ]


def test_a_promise_of_a_handoff_outlasts_it_by_half_a_year():
    def kinds(done):
        row = f"Handoff ID | Opportunity ID | Account ID | From | To | Promised | Accepted on | Done on\nH-P2 | P2 | A1 | ann | ben | Training | 2025-01-01 | {done}"
        return {
            point.kind for point in visit(world(Handoffs=row), Subject("A1", "")).open
        } & {"Promised", "Handoff"}  # fmt: skip

    assert kinds("") == {"Promised", "Handoff"}
    assert kinds("2026-02-01") == {"Promised"}
    assert kinds("2025-02-01") == set()


def test_without_the_part_it_has_neither_notes_nor_form():
    card = visit(world(absent=OF_AFTER_SALE), Subject("A1", ""))
    assert not {point.kind for point in card.listen} & {"Competitor", "Heard"}
    assert "Handoff" not in {point.kind for point in card.open}
    assert "What did you hear" not in visit_page(card)


def test_what_matters_least_gives_way_where_the_page_is_full(ebro):
    long = "The machine stops each Thursday when the film is cold and nobody there knows why. " * 3
    point, talk = replace(ebro.open[0], text=long), replace(ebro.work[0], notes=long)
    full = replace(ebro, people=ebro.people * 10, open=(point,) * 20, listen=(point,) * 20, work=(talk,) * 20,
                   talks=(talk,) * 20)  # fmt: skip
    shown = fitting(full)
    assert (shown.talks, shown.work, shown.listen, shown.open) < (4, 3, 7, 9)
    assert min(shown.talks, shown.work, shown.people, shown.listen, shown.open) >= 1
    page = visit_page(full)
    assert f"and {20 - shown.open} more" in page
    assert f"and {20 - shown.talks} earlier" in page
    assert fitting(replace(full, has_notes=False)).open >= shown.open


def test_a_person_alone_has_a_card_too():
    card = visit(world(), Subject("", "C3"))
    assert card.title == "Oskar Lind"
    assert visit_file_name(card) == "visit Oskar Lind C3.html"


def test_blank_forms_are_three_on_a_page():
    page = forms_page("Cierzo", "")
    assert page.count('<section class="form">') == 3
    assert "mail it to" not in page
