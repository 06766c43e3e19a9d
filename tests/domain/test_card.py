"""The card of an account or a person: found by what people type, and holding what they need."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from salesbook.actions.pages.card import card_file_name, card_page, card_text, cut_line, dial, talks_that_fit
from salesbook.domain.cards.content import Subject, card, find
from salesbook.domain.world import World
from salesbook.errors import BadInput, explain
from tests.helpers import world_parts

TODAY = date(2026, 3, 4)
BOOK = {
    "Settings": "Setting | Value\nFirm | Cierzo Packaging Machines",
    "Team": "Rep | Name | Active\nann | Ana Ferrer Molina | Yes\nben | Benedikt Weidmann | Yes",
    "Cadences": "Cadence | Every | Unit | Channels\nKey account | 1 | month | Call, Visit",
    "TouchPoints": "Channel | Direction | Outcome | Points | Rhythm | Quiets\n | | No answer | 0 | No | Nothing",
    "Accounts": """
        Account ID | Account        | Segment | Industry | Tier | Ticket | Owner | Stage | Country | Annual value | Notes
        A1         | Conservas Ebro | Food    | Canning  | A    | High   | ann   | Serve | ES      | 48000        | Line 2 moves to Huesca in June.
        A2         | Beta Labs      |         |          |      |        |       |       |         |              |
        A3         | Ebro Norte     |         |          |      |        |       |       |         |              |
    """,
    "Contacts": """
        Contact ID | First name | Last name | Account ID | Kind     | Status | Job title             | Decision maker | Email            | Phone           | Do not call | Referred by | Created    | Next date
        C1         | Lucía      | Abadía    | A1         | Customer |        | Head of production    | Yes            | lucia@ebro.example | +34 976 123 456 |             |             | 2024-01-10 | 2026-03-10
        C2         | Íñigo      | Sanz      | A1         | Customer | Active | Buyer                 |                | inigo@ebro.example |                 |             |             | 2024-02-10 |
        C3         | Marta      | Gil       | A1         | Customer | Left   | Buyer                 | Yes            |                  | 976 123 457     |             |             | 2024-02-10 |
        C4         | Oskar      | Lind      |            | Prospect | Active | Consultant            |                |                  | +46 8 123 4567  |             | C1          | 2026-01-15 |
        C5         | Lucia      | Abadia    | A2         | Prospect | Active |                       |                |                  |                 | Yes         |             | 2026-02-01 |
    """,
    "Activities": """
        Activity ID | When       | Contact ID | By  | Channel | Direction | Outcome   | Minutes | Subject        | Their words                                 | Notes
        1           | 2026-02-20 | C1         | ann | Visit   | Out       | Spoke     | 60      | The new sealer | The sealer jams when the film is cold.      | Send Marek.
        2           | 2026-01-12 | C2         | ben | Call    | Out       | Spoke     | 5       |                |                                             |
        3           | 2026-02-25 | C2         | ben | Call    | Out       | No answer |         |                |                                             |
        4           | 2026-02-26 | C1         |     | Email   | In        |           |         |                | Can you come in April?                      |
        5           | 2026-04-01 | C1         | ann | Call    | Out       | Spoke     |         |                | From the future                             |
    """,
    "Orders": """
        Order ID | Account ID | Contact ID | Date       | Amount
        O1       | A1         | C1         | 2025-03-01 | 12000
        O2       | A1         |            | 2025-06-01 | 9500.5
        O3       |            | C2         | 2025-09-01 | 11000
        O4       | A1         | C1         | 2025-09-05 | -800
        O5       | A2         | C1         | 2025-10-01 | 1
    """,
    "Opportunities": """
        Opportunity ID | Account ID | Owner | Title              | Stage | Amount | Created    | Result
        P1             | A1         | ann   | Second case packer | Offer | 64000  | 2026-01-20 | Open
        P2             | A1         | ann   | Label printer      |       | 9000   | 2025-01-20 | Lost
    """,
    "Problems": """
        Table    | Key | Column | Cell         | Problem
        Contacts | C3  | Phone  | Contacts!K4  | Phone has no country code
        Contacts | C9  | Phone  | Contacts!K9  | Not of this account
    """,
}  # fmt: skip


def world(**tables):
    return World(*world_parts(**BOOK | tables), TODAY)


@pytest.fixture(scope="module")
def ebro():
    here = world()
    return card(here, find(here.frames, "Conservas Ebro"))


def kinds(made):
    return [f"{point.kind}: {point.text}" for point in made.points]


@pytest.mark.parametrize(("text", "account", "contact"), [
    ("A1", "A1", ""),
    ("C4", "", "C4"),
    ("C1", "A1", "C1"),
    ("conservas  ebro", "A1", ""),
    ("Conservas Ebor", "A1", ""),
    ("oskar lind", "", "C4"),
    ("Lind, Oskar", "", "C4"),
    ("Inigo Sanz", "A1", "C2"),
    ("Sanz", "A1", "C2"),
    ("Marta Conservas", "A1", "C3"),
    ("0046 8 1234567", "", "C4"),
    ("inigo@ebro.example", "A1", "C2"),
    ("Lucía Abadía", "A1", "C1"),  # spelt so; the other one is not
])  # fmt: skip
def test_an_account_or_person_is_found_by_id_or_name(text, account, contact):
    assert find(world().frames, text) == Subject(account, contact)


@pytest.mark.parametrize(("text", "says"), [
    ("ebro", "2 fit 'ebro': Conservas Ebro (A1); Ebro Norte (A3). Use the ID in brackets."),
    ("LUCIA ABADIA", "2 fit 'LUCIA ABADIA': Lucía Abadía, Conservas Ebro (C1); Lucia Abadia, Beta Labs (C5). Use the ID in brackets."),
    ("Zzyzx", "No account and no person is called 'Zzyzx'. Check the spelling, or use an ID from Contacts or Accounts."),
    (" ", "There is no name to look for. Give the name or ID of an account or a person."),
])  # fmt: skip
def test_a_name_that_fits_several_or_none_is_asked_back(text, says):
    with pytest.raises(BadInput) as caught:
        find(world().frames, text)
    assert explain(caught.value) == says


def test_a_name_that_fits_colleagues_only_gives_the_card_of_their_account():
    frames = world(
        Contacts="Contact ID | First name | Last name | Account ID\nC1 | Ada | Lind | A1\nC2 | Oskar | Lind | A1"
    ).frames
    assert find(frames, "Lind") == Subject("A1", "")


def test_people_who_bear_the_name_of_an_account_are_offered_beside_it():
    frames = world(
        Accounts="Account ID | Account\nA1 | Lind\nA2 | Acme",
        Contacts="Contact ID | First name | Last name | Account ID\n"
        "C1 | Ada | Lind | A1\nC2 | Oskar | Lind | A2\nC3 | Linda | Holm | A2",
    ).frames
    with pytest.raises(BadInput) as caught:
        find(frames, "lind")
    assert caught.value.what == "2 fit 'lind': Lind (A1); Oskar Lind, Acme (C2)."


def test_a_part_of_a_firms_name_is_not_somebody_at_another_firm_who_has_one_of_its_words():
    frames = world(
        Accounts="Account ID | Account\nA1 | Bodegas Ruiz e Hijos\nA2 | Bodegas Vidal",
        Contacts="Contact ID | First name | Last name | Account ID\nC1 | Ana | Vidal | A1\nC2 | Iker | Ruiz | A2",
    ).frames
    assert find(frames, "Bodegas Ruiz") == Subject("A1", "")
    assert find(frames, "Iker Bodegas") == Subject("A2", "C2")
    with pytest.raises(BadInput) as caught:
        find(frames, "Ruiz")
    assert caught.value.what == "2 fit 'Ruiz': Bodegas Ruiz e Hijos (A1); Iker Ruiz, Bodegas Vidal (C2)."


def test_an_id_that_two_tables_share_is_asked_back_by_name():
    frames = world(
        Accounts="Account ID | Account\n7 | Acme", Contacts="Contact ID | First name\n7 | Ada"
    ).frames
    with pytest.raises(BadInput, match="Acme"):
        find(frames, "7")


def test_the_account_says_what_it_is(ebro):
    assert (ebro.title, ebro.owner, ebro.firm) == (
        "Conservas Ebro",
        "Ana Ferrer Molina",
        "Cierzo Packaging Machines",
    )
    assert ebro.about == ("Food", "Canning", "Tier A", "High ticket", "Serve", "ES", "48,000 a year")
    assert ebro.notes == "Line 2 moves to Huesca in June."


def test_what_is_noted_of_people_stands_beside_what_is_noted_of_their_account():
    contacts = (
        "Contact ID | First name | Account ID | Notes\nC1 | Ada | A1 | Wants trays in green\nC2 | Bob | A1 |"
    )
    noted = card(world(Contacts=contacts), Subject("A1", ""))
    assert noted.notes == "Line 2 moves to Huesca in June. · Ada: Wants trays in green"
    assert "Ada: Wants trays in green" in card_text(noted)


def test_people_come_with_those_to_talk_to_first(ebro):
    assert [(one.name, one.decides, one.marks, one.last, one.late) for one in ebro.people] == [
        ("Lucía Abadía", True, (), date(2026, 2, 26), 0),
        ("Íñigo Sanz", False, (), date(2026, 1, 12), 20),
        ("Marta Gil", True, ("Left",), None, 0),
    ]
    first = ebro.people[0]
    assert (first.due, first.promised, first.last_channel) == (date(2026, 3, 10), True, "Email")
    assert first.score > 50


def test_the_person_asked_for_stands_first():
    here = world()
    people = card(here, find(here.frames, "Marta Gil")).people
    assert (people[0].name, people[0].asked) == ("Marta Gil", True)


def test_orders_are_summed_by_year_with_the_usual_gap(ebro):
    bought = ebro.buying
    assert [(order.day, order.amount, order.who) for order in bought.orders] == [
        (date(2025, 9, 5), -800, "Lucía Abadía"), (date(2025, 9, 1), 11000, "Íñigo Sanz"),
        (date(2025, 6, 1), 9500.5, ""), (date(2025, 3, 1), 12000, "Lucía Abadía"),
    ]  # fmt: skip
    assert [(year.year, year.orders, year.amount) for year in bought.years] == [(2025, 3, 31700.5)]
    assert (bought.gap, bought.since) == (92, (TODAY - date(2025, 9, 1)).days)


def test_open_points_come_the_most_pressing_first(ebro):
    assert kinds(ebro) == [
        "Agreed: Talk with Lucía Abadía on 10 Mar 2026",
        "Overdue: Íñigo Sanz by 20 days",
        "Reorder: No order for 184 days, usually every 92",
        "Opportunity: Second case packer, Offer, 64,000, since 20 Jan 2026, ann",
        "Problem: Phone has no country code (Contacts!K4)",
        "Missing: Phone number: Íñigo Sanz",
    ]


def test_what_we_do_not_know_is_missing():
    here = world()
    assert kinds(card(here, Subject("A3", ""))) == ["Missing: We know nobody there"]
    stranger = world(
        Team="Rep | Calls per day\nann | 5\nben | 5",
        Contacts="Contact ID | First name | Account ID\nC8 | Ada | A3",
        Activities="Activity ID\n",
    )
    assert kinds(card(stranger, Subject("A3", ""))) == [
        "Missing: We know nobody there who decides", "Missing: An owner: nobody keeps this relationship",
        "Missing: Phone number: Ada", "Missing: Email address: Ada", "Missing: A first talk: Ada",
    ]  # fmt: skip


def test_last_talks_are_those_that_say_something(ebro):
    assert [(talk.day, talk.who, talk.words) for talk in ebro.talks] == [
        (date(2026, 2, 26), "Lucía Abadía", "Can you come in April?"),
        (date(2026, 2, 20), "Lucía Abadía", "The sealer jams when the film is cold."),
        (date(2026, 1, 12), "Íñigo Sanz", ""),
    ]


def test_referrals_go_both_ways(ebro):
    assert [(one.name, one.by, one.received) for one in ebro.referrals] == [
        ("Oskar Lind", "Lucía Abadía", False)
    ]
    here = world()
    alone = card(here, Subject("", "C4"))
    assert [(one.name, one.by, one.received) for one in alone.referrals] == [
        ("Oskar Lind", "Lucía Abadía", True)
    ]
    assert (alone.title, alone.about, [one.name for one in alone.people]) == (
        "Oskar Lind",
        ("Prospect", "Consultant"),
        ["Oskar Lind"],
    )


def test_an_account_of_which_nothing_is_known_has_a_card():
    here = world()
    bare = card(here, Subject("A3", ""))
    assert "We know nobody there yet" in card_page(bare)
    assert card_text(bare).startswith("Ebro Norte\n")


def test_the_page_shows_everything_and_phones_are_links(ebro):
    page = card_page(ebro)
    for text in (
        "Conservas Ebro",
        "Head of production",
        "The sealer jams",
        "Second case packer",
        "Oskar Lind",
        "Line 2 moves",
    ):
        assert text in page
    assert '<a class="nowrap" href="tel:+34976123456">+34 976 123 456</a>' in page


def test_what_people_typed_cannot_become_part_of_the_page(ebro):
    page = card_page(replace(ebro, title='<script>alert("x")</script>', notes="{{ 7 * 7 }} & <b>"))
    assert "<script" not in page
    assert "{{ 7 * 7 }} &amp; &lt;b&gt;" in page


def test_long_lists_say_how_many_more_there_are(ebro):
    many = replace(ebro, people=ebro.people * 5, talks=ebro.talks * 9, points=ebro.points * 4)
    page = card_page(many)
    assert ("and 9 more" in page, "and 17 more" in page) == (True, True)


def test_talks_fill_the_page_and_no_more(ebro):
    brief, wordy = ebro.talks[2], replace(ebro.talks[0], words="語" * 500, notes="n " * 300)
    assert talks_that_fit(replace(ebro, talks=(brief,) * 50)) > talks_that_fit(
        replace(ebro, talks=(wordy,) * 50)
    )
    full = replace(ebro, people=ebro.people * 5, points=ebro.points * 4)
    assert (
        1
        <= talks_that_fit(replace(full, talks=(wordy,) * 50))
        < talks_that_fit(replace(ebro, talks=(wordy,) * 50))
    )
    assert talks_that_fit(ebro) == 3


def test_the_text_reads_well_in_a_terminal(ebro):
    assert card_text(ebro).splitlines()[:12] == [
        "Conservas Ebro",
        "Food · Canning · Tier A · High ticket · Serve · ES · 48,000 a year · kept by Ana Ferrer Molina",
        "",
        "Open points",
        "  Agreed: Talk with Lucía Abadía on 10 Mar 2026",
        "  Overdue: Íñigo Sanz by 20 days",
        "  Reorder: No order for 184 days, usually every 92",
        "  Opportunity: Second case packer, Offer, 64,000, since 20 Jan 2026, ann",
        "  Problem: Phone has no country code (Contacts!K4)",
        "  Missing: Phone number: Íñigo Sanz",
        "",
        "People",
    ]
    assert not re.search(r"\n\n\n", card_text(ebro))


@pytest.mark.parametrize(("title", "name"), [
    ("Conservas Ebro", "Conservas Ebro A1.html"), ("../../etc/passwd", "etc_passwd A1.html"), ("株式会社", "株式会社 A1.html"),
    ("C:\\new\n", "C_new A1.html"), ("??", "card A1.html"),
])  # fmt: skip
def test_the_page_has_a_name_that_every_system_takes(ebro, title, name):
    assert card_file_name(replace(ebro, title=title)) == name


def test_texts_are_cut_at_words_and_numbers_dialled_plainly():
    assert cut_line("one two three", 9) == "one two…"
    assert cut_line("one\n two") == "one two"
    assert (dial("+34 (976) 12-34"), dial("976 1234"), dial("ask Ana"), dial("")) == (
        "+349761234",
        "9761234",
        "",
        "",
    )


def test_a_topic_is_no_quote_and_a_prompt_of_an_earlier_version_is_shown_as_its_topic():
    log = """
        Activity ID | When       | Contact ID | Channel | Outcome | Subject
        1           | 2026-02-20 | C1         | Call    | Spoke   | Referral ask
        2           | 2026-02-19 | C1         | Call    | Spoke   | No business reason yet: no orders. Find one before you call.
        3           | 2026-02-18 | C1         | Call    | Spoke   | Status update: what is new at Ebro since 2 Jan 2026?
        4           | 2026-02-17 | C1         | Call    | Spoke   | The new sealer
    """
    here = world(Activities=log)
    made = card(here, find(here.frames, "Conservas Ebro"))
    assert [(talk.subject, talk.topic) for talk in made.talks] == [
        ("", "Referral ask"), ("", ""), ("", "Status"), ("The new sealer", "")
    ]  # fmt: skip


def test_an_open_complaint_stands_first_until_it_is_solved():
    log = (
        BOOK["Activities"]
        + "6 | 2026-02-27 | C2 | ann | Call | In | Complaint | | | The lids arrived cracked. | Pilar asks."
    )
    first, *_ = card(world(Activities=log), Subject("A1", "")).points
    assert (first.kind, first.text) == (
        "Complaint",
        "Íñigo Sanz, open since 27 Feb 2026: “The lids arrived cracked.”",
    )
    solved = f"{log}\n7 | 2026-03-02 | C1 | ann | Call | Out | Complaint solved | | | |"
    assert "Complaint" not in {one.kind for one in card(world(Activities=solved), Subject("A1", "")).points}
