"""What a line says, row by row of the table of situations: the text, the topic and the letter, word for word."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from salesbook.domain.facts.situations.table import FIND_NUMBER, SITUATIONS
from salesbook.domain.facts.subjects import topic_of_line
from salesbook.letters import Library
from salesbook.schema import TOPICS, TYPED_TOPICS
from salesbook.util.resources import templates_dir
from tests.domain.callbook import Calls, calls

# Today is Wednesday, 4 March 2026. C1 is the one who is called, by ann; C2 works at the same account, C3 elsewhere.
C1 = {
    "Contact ID": "C1", "First name": "Ada", "Last name": "Ruiz", "Kind": "Customer", "Phone": "+34 976 123 456",
    "Account ID": "A1", "Decision maker": "Yes", "Created": "2025-06-02",
}  # fmt: skip
C2 = {
    "Contact ID": "C2",
    "First name": "Maribel",
    "Last name": "Lozano",
    "Account ID": "A1",
    "Kind": "Partner",
}
C3 = {
    "Contact ID": "C3",
    "First name": "Graça",
    "Last name": "Teixeira",
    "Account ID": "A2",
    "Kind": "Partner",
}
LOG = "Activity ID | When | Contact ID | Channel | Direction | Outcome | By | Minutes | Subject | Their words | Notes | Answer"
LONG = "x" * 71
LONG_AGO = "2025-11-03 | C1 | Call | Out | Spoke"
LATELY = "2026-02-02 | C1 | Call | Out | Spoke"
SETTINGS = "Setting | Value\nFirm | Cierzo\nCurrency | EUR"


def rows(*cells: dict[str, str]) -> str:
    headers = list(dict.fromkeys(name for row in cells for name in row))
    lines = [" | ".join(headers), *(" | ".join(row.get(name, "") for name in headers) for row in cells)]
    return "\n".join(lines)


def listed(
    *talks: str,
    orders: str = "",
    deal: str = "",
    account: str = " |",
    colleague: str = "",
    known: bool = True,
    number: str = "",
    **cells: str,
) -> Calls:
    """The list where the log holds `talks`, and the contact these cells; `orders` are days, blanks between them.

    `known`: somebody talked to the colleague, so that the account does not hang on one; `number`: the colleague's.
    """
    given = {name.replace("_", " "): value for name, value in cells.items()}
    tables = {
        name: given.pop(name)
        for name in (
            "Team",
            "Absences",
            "Duties",
            "Cadences",
            "CadenceChanges",
            "Mailings",
            "Outbox",
            "Handoffs",
            "FrontLine",
        )
        if name in given
    }
    status = {"Status": colleague, "Phone": number}
    days = [f"O{n} | A1 | C1 | {day}" for n, day in enumerate(orders.split())]
    talks = (*talks, *["2026-02-03 | C2 | Call | In"] * known)
    lines = [f"T{n} | {talk}" + " |" * (LOG.count("|") - talk.count("|") - 1) for n, talk in enumerate(talks)]
    return calls(
        Contacts=rows({**C1, **given}, {**C2, **status}, C3),
        Accounts=f"Account ID | Account | Ticket | Tier\nA1 | Acme | {account}\nA2 | Beta | |",
        Activities="\n".join([LOG, *lines]),
        Orders="\n".join(["Order ID | Account ID | Contact ID | Date", *days]),
        Opportunities="Opportunity ID | Account ID | Contact ID | Title | Stage | Amount | Created | Closed | Result | Lost reason | Next step"
        + (f"\nP1 | A1 | {deal}" + " |" * (8 - deal.count("|")) if deal else ""),
        Settings=SETTINGS,
        **tables,
    )  # fmt: skip


class Row(NamedTuple):
    """A row of the table: its number, the state of the book, and what the line says."""

    number: int
    book: dict[str, object]
    why: str
    talk: str
    topic: str
    letter: str | None = None


def state(*talks: str, **more: str) -> dict[str, object]:
    return {"talks": talks, **more}


NOTED = "Note ID | When | By | Contact ID | Heard | Type\nN1 | 2026-03-02 | Pilar | C1 | {} | {}"
COMPLAINED = "2026-02-26 | {} | Call | In | Spoke | ann | | Complaint | {} |"
WROTE = "2026-03-02 | C1 | Email | In | | | | Re: x | Wie lange ist die Lieferzeit?"
NEWS = "Mailing ID | Title\n2026-03 | March news"
ANSWERED = "Draft ID | Mailing ID | Contact ID | Status\nD1 | 2026-03 | C1 | Replied"
WON = "C1 | Tray sealer | Order | 13480 | 2026-01-05 | 2026-02-26 | Won"
TAKEN_OVER = "Handoff ID | Opportunity ID | From | To | Promised\nH-P1 | P1 | Ana | ann | {}"
TABLE = (
    Row(1, state(COMPLAINED.format("C1", "lids arrived cracked")), "Complaint open since Thursday: “lids arrived cracked”.",
        "Say sorry first. Say when they hear more. Nothing else today.", "Complaint"),
    Row(1, state(COMPLAINED.format("C1", "")), "Complaint open since Thursday.",
        "Say sorry first. Say when they hear more. Nothing else today.", "Complaint"),
    Row(2, state(LONG_AGO, COMPLAINED.format("C2", "")), "Maribel Lozano has a complaint open since Thursday.",
        "Raise it first: what is done, by when.", "Complaint"),
    Row(3, state(LONG_AGO, FrontLine=NOTED.format("they test other film", "Risk")), "Pilar heard a risk on Monday: they test other film.",
        "Ask what they weigh. Listen. Agree one step to keep them.", "Risk"),
    Row(1, state(LONG_AGO, FrontLine=NOTED.format("lids arrived cracked", "Complaint")), "Complaint open since Monday: lids arrived cracked.",
        "Say sorry first. Say Pilar has it, and when they hear more. Nothing else today.", "Complaint"),
    Row(2, state(LONG_AGO, "2026-02-27 | C1 | Call | Out | Call back later", COMPLAINED.format("C2", "")),
        "Maribel Lozano has a complaint open since Thursday.",
        "Raise it first: what is done, by when. Then: ask for ten minutes, now or later.", "Complaint"),
    Row(2, state("2026-02-02 | C1 | Call | Out | Spoke | ann | | | | send the quote", COMPLAINED.format("C2", ""), Next_date="2026-03-04"),
        "Maribel Lozano has a complaint open since Thursday.",
        "Raise it first: what is done, by when. Then your note: send the quote.", "Complaint"),
    Row(4, state("2026-02-02 | C1 | Call | Out | Spoke | ann | | | | send the quote", Next_date="2026-03-04"),
        "You agreed to talk today.", "Your note: send the quote. Have it done before you dial.", "Promise", "after-call"),
    Row(4, state("2026-02-02 | C1 | Call | Out | Spoke | Jonas | | | | send the quote", Next_date="2026-03-02"),
        "You agreed to talk on Monday.", "Jonas noted: send the quote. Have it done before you dial.", "Promise", "after-call"),
    Row(4, state("2026-02-02 | C1 | Call | Out | Spoke | ann | | | | " + "x" * 66, "2026-02-24 | C1 | Call | Out | Message left", Next_date="2026-02-20"),
        "You agreed to talk on 20 February. You left word 8 days ago.", f"Say that you left word. Your note: {'x' * 66}.", "Promise", "after-call"),
    Row(4, state(LATELY, Next_date="2026-03-04"), "You agreed to talk today.", "Pick up where you stopped.", "Promise", "after-call"),
    Row(5, state(LONG_AGO, "2026-02-27 | C1 | Call | Out | Call back later | ann | | | estoy en planta", Next_date="2026-03-04"),
        "They asked on Friday to be called today.", "Last time: “estoy en planta”. Ask for ten minutes, now or later.", "Call back"),
    Row(5, state(LONG_AGO, "2026-02-16 | C1 | Call | Out | Call back later"),
        "They asked 2 weeks ago to be called back.", "Ask for ten minutes, now or later.", "Call back"),
    Row(6, state("2026-02-02 | C1 | Call | Out | Meeting booked", Next_date="2026-03-04"), "Meeting today.",
        "Confirm who comes and why.", "Meeting", "after-call"),
    Row(6, state("2026-02-02 | C1 | Call | Out | Meeting booked", Next_date="2026-02-27"),
        "The meeting on Friday has no note.", "Ask what they decided; note it.", "Meeting", "after-call"),
    Row(6, state("2025-11-03 | C1 | Call | Out | Meeting booked"),
        "The meeting agreed in November has no note.", "Ask what they decided; note it.", "Meeting", "after-call"),
    Row(6, state("2026-02-02 | C1 | Meeting | Out | "),
        "The meeting 4 weeks ago has no note.", "Ask what they decided; note it.", "Meeting", "after-call"),
    Row(7, state("2026-02-02 | C1 | Call | Out | Spoke | ann | | | | | Wants a quote"),
        "They asked for a price 4 weeks ago.", "Ask what for, how much, by when. Name a price, or the day you will.", "Reply", "after-call"),
    Row(7, state("2026-02-02 | C1 | Call | Out | Spoke | ann | | | Please send me a price."),
        "They asked for a price 4 weeks ago.", "Ask what for, how much, by when. Name a price, or the day you will.", "Reply", "after-call"),
    Row(7, state(LONG_AGO, "2026-03-02 | C1 | Email | In | | | | | What is the price?", Next_date="2026-03-03"),
        "They asked for a price on Monday.", "Ask what for, how much, by when. Name a price, or the day you will.", "Reply", "after-call"),
    Row(8, state(LONG_AGO, "2026-03-03 | C1 | Email | In | | | | Re: x | Geht das auch klein?", Next_date="2026-03-04", Mailings=NEWS, Outbox=ANSWERED),
        "They answered “March news” yesterday.", "“Geht das auch klein?” Answer that first. Ask what made them write.", "Reply", "after-call"),
    Row(9, state(LONG_AGO, WROTE, Next_date="2026-03-03"), "They wrote on Monday; nobody has answered.",
        "“Wie lange ist die Lieferzeit?” Answer it. Agree the next step.", "Reply", "after-call"),
    Row(9, state(LONG_AGO, WROTE.replace("03-02", "01-26")), "They wrote 5 weeks ago; nobody has answered.",
        "“Wie lange ist die Lieferzeit?” Answer it. Agree the next step.", "Reply", "after-call"),
    Row(9, state(LONG_AGO, "2026-03-02 | C1 | Email | In", Next_date="2026-03-03"), "They wrote on Monday; nobody has answered.",
        "Answer it. Agree the next step.", "Reply", "after-call"),
    Row(9, state(LONG_AGO, WROTE, "2026-03-03 | C1 | Call | Out | Message left", Next_date="2026-03-03"),
        "They wrote on Monday; nobody has answered. You left word yesterday.",
        "Say that you left word. “Wie lange ist die Lieferzeit?” Answer it. Agree the next step.", "Reply", "after-call"),
    Row(10, state(LONG_AGO, deal=WON, Handoffs=TAKEN_OVER.format("a trial on their line.")), "Won on Thursday; you take over from Ana.",
        "Introduce yourself as their contact. Repeat what was promised: a trial on their line.", "Handoff", "welcome"),
    Row(10, state(LONG_AGO, deal=WON, Handoffs=TAKEN_OVER.format("")), "Won on Thursday; you take over from Ana.",
        "Introduce yourself as their contact. Repeat what was promised.", "Handoff", "welcome"),
    Row(11, state(LONG_AGO, "2026-01-28 | C1 | Email | In | | | | Complaint", "2026-02-04 | C1 | Email | Out"),
        "Their complaint was closed 4 weeks ago.", "Ask whether it is really solved. Thank them for telling us.", "Follow-up"),
    Row(12, state(LONG_AGO, "2026-02-25 | C2 | Install | Out | Spoke"), "Installed 7 days ago.",
        "Ask how the first week went. Note each snag and who mends it.", "Follow-up"),
    Row(13, state(LONG_AGO, "2026-02-28 | C2 | Service | Out | Spoke | ben | | | | sealing jaw changed."),
        "Service visit on Saturday: sealing jaw changed.", "Ask whether all runs now. What would spare the next visit?", "Follow-up"),
    Row(13, state(LONG_AGO, "2026-02-28 | C2 | Service | Out | Spoke"),
        "Service visit on Saturday.", "Ask whether all runs now. What would spare the next visit?", "Follow-up"),
    Row(14, state(LONG_AGO, "2026-02-20 | C2 | Call | Out | Left the company", colleague="Left", Decision_maker=""),
        "Maribel Lozano has left the firm.", "Say what was open. Ask who decides now.", "Status"),
    Row(14, state(LONG_AGO, "2026-02-20 | C2 | Call | Out | Left the company", colleague="Left"),
        "Maribel Lozano has left the firm.", "Say what was open. Ask who does their work now.", "Status"),
    Row(14, state(LONG_AGO, "2026-02-20 | C2 | Call | Out | Left the company", colleague="Left",
                  deal="C2 | the trial | Demo | | 2025-10-01 | | Open |"),
        "Maribel Lozano has left the firm.", "Say what was open: “the trial”. Ask who decides now.", "Status"),
    Row(15, state(LONG_AGO, deal="C1 | Tray sealer | Demo | 13480 | 2025-10-01 | | Open |"),
        "“Tray sealer”, 13,480 EUR, at Demo since October.", "Ask what stands in the way. Agree a day.", "Open opportunity", "after-call"),
    Row(15, state(LONG_AGO, deal=f"C1 | {'x' * 46} | Quote sent | 13480 | 2025-10-01 | | Open |"),
        f"“{'x' * 46}”, at Quote sent since October.", "Ask what stands in the way. Agree a day.", "Open opportunity", "after-call"),
    Row(15, state(LONG_AGO, deal=f"C1 | {'x' * 54} | Quote sent | 13480 | 2025-10-01 | | Open |"),
        f"“{'x' * 54}”, open since October.", "Ask what stands in the way. Agree a day.", "Open opportunity", "after-call"),
    Row(15, state(LONG_AGO, deal=" | Tray sealer | | | | | Open |"),
        "“Tray sealer”.", "Ask what stands in the way. Agree a day.", "Open opportunity", "after-call"),
    Row(15, state(LONG_AGO, deal="C1 | Tray sealer | | | | | Open | | Demo on their line."),
        "“Tray sealer”.", "Next: Demo on their line. Ask what stands in the way. Agree a day.", "Open opportunity", "after-call"),
    Row(15, state(LONG_AGO, deal=f"C1 | Tray sealer | | | | | Open | | {LONG}"),
        "“Tray sealer”.", "Ask what stands in the way. Agree a day.", "Open opportunity", "after-call"),
    Row(16, state("2025-05-12 | C1 | Call | Out | Not interested"), "They said no in May; the rest is over.",
        "Ask leave first, then what has changed. If nothing, let it be.", "Status"),
    Row(17, state(orders="2024-02-20 2024-09-20 2025-04-20"),
        "Ordered every 7 months, last in April; we spoke to colleagues only.",
        "Introduce yourself as their contact. Ask what has changed since.", "Introduction"),
    Row(17, state(orders="2024-02-20 2024-09-20 2025-04-20", known=False),
        "Ordered every 7 months, last in April; nobody spoke to them.",
        "Introduce yourself as their contact. Ask what has changed since.", "Introduction"),
    Row(18, state(orders="2025-05-20 2025-10-25"), "They order, yet we have only spoken to colleagues.",
        "Introduce yourself as their contact. Ask about the order of 25 October.", "Introduction"),
    Row(18, state(orders="2025-05-20 2025-10-25", known=False), "They order, yet nobody has spoken to them.",
        "Introduce yourself as their contact. Ask about the order of 25 October.", "Introduction"),
    Row(18, state(orders="2025-02-25", known=False), "They ordered, yet nobody has spoken to them.",
        "Introduce yourself as their contact. Ask about the order of 25 February 2025.", "Introduction"),
    Row(18, state(" | C1 | Call | Out | Spoke", orders="2025-05-20 2025-10-25"), "They order, yet the talk noted has no date.",
        "Introduce yourself as their contact. Ask about the order of 25 October.", "Introduction"),
    Row(19, state("2025-02-12 | C1 | Call | Out | Spoke", orders="2024-05-01 2024-11-01", Kind="Past customer"),
        "Customer until 2024; last talk in February 2025.", "Say that you miss them. Ask what changed. Sell nothing today.", "Reorder"),
    Row(20, state(LONG_AGO, orders="2025-08-20 2025-11-20"), "They order every 3 months, last in November.",
        "Ask about stock and plans. Bought elsewhere? Ask what decided it.", "Reorder", "status-meeting"),
    Row(20, state(LONG_AGO, orders="2025-11-18 2025-11-20"), "2 orders, last in November.",
        "Ask about stock and plans. Bought elsewhere? Ask what decided it.", "Reorder", "status-meeting"),
    Row(20, state(LONG_AGO, orders="2025-12-01 2025-12-04 2025-12-07 2025-12-10"), "They order every 3 days, last in December.",
        "Ask about stock and plans. Bought elsewhere? Ask what decided it.", "Reorder", "status-meeting"),
    Row(21, state(LONG_AGO, orders="2025-04-20"), "One order, in April, none since.",
        "Ask how it served them, and what a second would need.", "Reorder", "thank-you"),
    Row(22, state("2025-07-10 | C1 | Call | Out | Spoke", account="High |"), "No talk since July; the plan is every 30 days.",
        "Admit the silence. Ask what they need, and no favour.", "Status", "status-meeting"),
    Row(22, state("2025-07-10 | C1 | Call | Out | Spoke", account=" | A", orders="2025-07-25 2026-01-25"),
        "No talk since July; the plan is every 30 days.",
        "Thank them for the order of 25 January. Admit the silence. Ask what they need, and no favour.", "Status", "status-meeting"),
    Row(23, state(Kind="Prospect", Referred_by="C3", Created="2026-02-18"), "Graça Teixeira named them 2 weeks ago.",
        "Say that Graça thought of them. Introduce Cierzo. Thank Graça after.", "Introduction"),
    Row(24, state(Kind="Prospect", Promotion_ID="the Lyon fair", Created="2026-02-18"), "New from the Lyon fair, 2 weeks ago; not called yet.",
        "Start with the Lyon fair. Introduce Cierzo. Ask what annoys them today.", "Introduction"),
    Row(24, state("2026-02-20 | C1 | Call | Out | Message left", Kind="Prospect", Promotion_ID="FAIR-25", Created="2025-06-02"),
        "From promotion FAIR-25, in June; not reached yet. You left word 12 days ago.",
        "Say that you left word. Start with promotion FAIR-25. Introduce Cierzo.", "Introduction"),
    Row(24, state("2026-02-10 | C1 | Email | In | | | | | Thanks", Kind="Prospect", Promotion_ID="the Lyon fair", Created="2026-02-18"),
        "New from the Lyon fair, 2 weeks ago; not called yet.",
        "Start with the Lyon fair. Introduce yourself as their contact. Ask what annoys them today.", "Introduction"),
    Row(25, state(Kind="Prospect"), "In the book since June, never called.",
        "Introduce Cierzo. Ask whether they are the right person.", "Introduction"),
    Row(25, state(" | C1 | Call | Out | Spoke", Kind="Prospect"), "In the book since June; the talk noted has no date.",
        "Introduce yourself as their contact. Ask whether they are the right person.", "Introduction"),
    Row(25, state(" | C1 | Call | Out | No answer", Kind="Prospect"), "In the book since June, never called.",
        "Introduce Cierzo. Ask whether they are the right person.", "Introduction"),
    Row(26, state("2026-01-20 | C1 | Call | Out | Spoke", orders="2025-05-20 2025-10-25"), "2 orders, last on 25 October; not asked yet.",
        "Ask what works for them. Then: who else has the same trouble?", "Referral ask", "referral-ask"),
    Row(26, state("2025-05-20 | C1 | Call | Out | Spoke | | | Referral ask", "2026-01-20 | C1 | Call | Out | Spoke", orders="2025-05-20 2025-10-25"),
        "2 orders, last on 25 October; last asked in May.",
        "Ask what works for them. Then: who else has the same trouble?", "Referral ask", "referral-ask"),
    Row(27, state("2026-01-20 | C1 | Call | Out | Spoke", orders="2026-01-05", Referred_by="C3"), "Came through Graça Teixeira; has ordered.",
        "Ask whether we kept what Graça promised. Whom would they tell?", "Referral ask", "referral-ask"),
    Row(28, state("2026-01-28 | C1 | Call | Out | Spoke", orders="2026-01-20"), "First order 6 weeks ago.",
        "Ask how it went. If they are glad: who else should know us?", "Referral ask", "referral-ask"),
    Row(29, state("2026-01-12 | C1 | Call | Out | Spoke", deal="C1 | Tray sealer | | | | 2026-01-15 | Lost | price"),
        "“Tray sealer” lost 7 weeks ago: price.", "Thank them for the chance. Ask what decided it. Whom would it suit?", "Referral ask", "lost-deal"),
    Row(30, state("2026-02-16 | C1 | Call | Out | Spoke | ann | 20", Kind="Prospect"), "You talked 20 minutes, 2 weeks ago.",
        "Pick that up. If it is not for them: whom would it suit?", "Referral ask", "referral-ask"),
    Row(30, state("2026-02-16 | C1 | Call | Out | Spoke | Jonas", Kind="Prospect"), "Jonas talked to them 2 weeks ago.",
        "Pick that up. If it is not for them: whom would it suit?", "Referral ask", "referral-ask"),
    Row(31, state("2026-01-16 | C1 | Call | Out | Spoke", Kind="Centre of influence"), "You talk every 30 days; last 7 weeks ago.",
        "Give first: one thing you saw in the market. Ask whom you should meet.", "Status"),
    Row(32, state("2025-11-16 | C1 | Call | Out | Spoke", Kind="Partner", Cadence="Customer"), "Last talk in November; the plan is every 30 days.",
        "Ask what you could win together. Agree one step.", "Status"),
    Row(33, state("2026-01-28 | C1 | Call | Out | Spoke | ann | | | | second shift", account="High |", Cadence="Monthly"),
        "Your monthly talk; last 5 weeks ago.", "Your note: second shift. Ask what is new. Bring one useful fact.", "Status", "status-meeting"),
    Row(33, state("2026-01-20 | C1 | Call | Out | Spoke", account="High |", Cadence="Prospect"),
        "Last talk 6 weeks ago; the plan is every 2 weeks.", "Ask what is new. Bring one useful fact.", "Status", "status-meeting"),
    Row(34, state("2025-12-20 | C1 | Call | Out | Spoke | | | Referral ask", orders="2025-07-25 2026-01-25"), "They ordered on 25 January.",
        "Thank them. Ask whether all arrived as it should.", "Status", "thank-you"),
    Row(34, state("2025-11-20 | C1 | Call | Out | Spoke | | | Referral ask", orders="2025-07-25 2026-01-10"), "They ordered on 10 January.",
        "Thank them. Ask how it has served them since.", "Status", "thank-you"),
    Row(36, state("2025-12-22 | C1 | Call | Out | Spoke | ann | | | | waiting for the budget", Kind="Prospect", Cadence="Monthly"),
        "Last talk in December; the plan is every month.", "Your note: waiting for the budget. Ask what has changed since.", "Status", "after-call"),
    Row(38, state(LONG_AGO, Account_ID=""), "We do not know their firm.", "Ask where they work now, and as what.", "Data"),
    Row(41, state(LONG_AGO), "Due; last talk in November.", "No business reason yet: no open step, no order. Find one first.", "None"),
    Row(41, state("2026-01-20 | C1 | Call | Out | Spoke | | | Referral ask", orders="2025-05-20 2025-10-25"), "Due; last talk 6 weeks ago.",
        "No business reason yet: no open step, no new order. Find one first.", "None"),
)  # fmt: skip
CADENCES = """
    Cadence  | Kind     | Every | Unit  | Channels
    Customer | Customer | 30    | day   | Call, Visit
    Prospect | Prospect | 2     | week  | Call
    Others   |          | 30    | day   | Call
    Monthly  | Past customer | 1 | month | Call
"""


def line_of(book: dict[str, object]) -> dict[str, object]:
    book = dict(book)
    talks = book.pop("talks", ())
    return listed(*talks, **{"Cadences": CADENCES} | book).line("C1")


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.number}: {row.why}")
def test_the_line_says_word_for_word_what_the_table_has(row):
    found = line_of(row.book)
    said = [found[name] for name in ("Why", "Talk about", "Topic", "Letter")]
    why = [row.why, f"{row.why} {fading(found['Why'])}"]  # a score falls wherever there was silence
    assert said[0] in why
    assert said[1:] == [row.talk, row.topic, row.letter]
    assert topic_of_line(str(found["Talk about"])) == row.topic


def fading(why: object) -> str:
    return f"Fading:{str(why).partition(' Fading:')[2]}"


def test_every_row_of_the_table_is_shown():
    assert {row.number for row in TABLE} == {row.number for row in SITUATIONS}


def test_every_situation_has_a_topic_of_the_list_that_people_need_not_type():
    assert {row.topic for row in (*SITUATIONS, FIND_NUMBER)} <= set(TOPICS) - set(TYPED_TOPICS)


def test_every_letter_that_says_what_a_call_is_about_is_there():
    names = Library([templates_dir()]).names()
    assert {f"letters/{row.letter}" for row in SITUATIONS if row.letter} <= set(names)


NOTHING_NEW = "2026-01-20 | C1 | Call | Out | Spoke"
ORDERS = "2025-05-20 2025-10-25"


@pytest.mark.parametrize(("day", "outcome", "asked_again"), [
    ("2025-08-01", "Spoke", True),  # more than half a year ago
    ("2025-10-20", "Spoke", False),
    ("2025-10-20", "No answer", True),
])  # fmt: skip
@pytest.mark.parametrize(
    "subject", ["Referral ask", "New customer since 15 Jan 2026: ask how it went, and ask for a referral."]
)
def test_nobody_is_asked_for_names_twice_within_half_a_year(day, outcome, asked_again, subject):
    asked = f"{day} | C1 | Call | Out | {outcome} | | | {subject}"
    found = listed(asked, NOTHING_NEW, orders=ORDERS).line("C1")
    assert (found["Topic"] == "Referral ask") is asked_again
    assert subject not in f"{found['Why']} {found['Talk about']}"


@pytest.mark.parametrize("since", [
    "2026-02-10 | C1 | Email | In | | | | Complaint",  # open
    "2026-02-10 | C2 | Email | In | | | | Complaint",  # a colleague's
    "2026-02-10 | C2 | Install | Out | Spoke",
    "2026-01-20 | C1 | Email | In | | | | | Is it in stock?",
])  # fmt: skip
def test_nobody_is_asked_for_names_while_something_else_comes_first(since):
    quiet = "2026-01-10 | C1 | Call | Out | Spoke"
    assert listed(quiet, orders=ORDERS).line("C1")["Topic"] == "Referral ask"
    found = listed(quiet, since, orders=ORDERS).line("C1")
    assert found["Topic"] != "Referral ask"
    assert "who else" not in str(found["Talk about"])


def test_a_newsletter_that_left_after_their_letter_has_not_answered_it_and_a_letter_has():
    news, letter = (f"2026-03-03 | C1 | {channel} | Out" for channel in ("Newsletter", "Email"))
    wrote = [LONG_AGO, WROTE]
    assert listed(*wrote, news, Next_date="2026-03-04").line("C1")["Topic"] == "Reply"
    assert listed(*wrote, letter, Next_date="2026-03-04").line("C1")["Topic"] == "Promise"


def test_a_letter_of_theirs_is_not_told_by_its_subject_which_may_be_ours():
    wrote = "2026-03-02 | C1 | Email | In | | | | Re: Find number: Ada"
    assert (
        listed(LONG_AGO, wrote, Next_date="2026-03-03").line("C1")["Talk about"]
        == "Answer it. Agree the next step."
    )


def test_whoever_complained_is_called_at_once_and_before_everybody_else_whoever_is_due_at_the_firm_with_them():
    complained = "2026-03-03 | C2 | Call | In | Spoke | ann | | Complaint"
    found = listed(LONG_AGO, complained, Next_date="2026-02-02")
    assert found.people == ["C1"]  # C2 has no number; the colleague hears of it
    assert found.line("C1")["Topic"] == "Complaint"
    alone = listed(LATELY, "2026-03-03 | C1 | Call | In | Spoke | ann | | Complaint")
    assert alone.line("C1")["Why"] == "Complaint open since yesterday."
    answered = listed(
        "2026-03-02 | C1 | Call | In | Spoke | ann | | Complaint", "2026-03-03 | C1 | Call | Out | Spoke"
    )
    assert "C1" not in answered.people


AWAY = {
    "Team": "Rep | Calls per day\nann | 10\nben | 10",
    "Absences": "Rep | From | To | Stand-in\nben | 2026-03-01 | 2026-03-09 | ann",
}


@pytest.mark.parametrize(("talks", "book", "why", "talk"), [
    (("2026-02-24 09:30 | C1 | Call | Out | No answer", "2026-02-26 09:30 | C1 | Call | Out | No answer"), {},
     "2 tries, last Thursday morning.", "Try the afternoon."),
    (("2026-02-24 | C1 | Call | Out | No answer",), {}, "1 try, 8 days ago.", "Try the afternoon."),
    (("2026-02-26 14:30 | C1 | Call | Out | No answer",), {}, "1 try, last Thursday afternoon.", "Try the morning."),
    (("2026-02-24 | C1 | Call | Out | Message left",), {}, "You left word 8 days ago.", "Say that you left word."),
    (("2026-02-24 | C1 | Call | Out | Message left | Jonas",), {}, "Jonas left word 8 days ago.", "Say that Jonas left word."),
    ((), AWAY | {"Owner": "ben"}, "For ben, who is away.", "Say that you ring for ben."),
])  # fmt: skip
def test_what_is_added_stands_behind_why_and_before_talk_about(talks, book, why, talk):
    found = listed(
        LONG_AGO, *talks, deal="C1 | Tray sealer | | | | | Open |", Cadence="Prospect", **book
    ).line("C1")
    assert found["Why"] == f"“Tray sealer”. {why}"
    assert found["Talk about"] == f"{talk} Ask what stands in the way. Agree a day."


DOUBLE = {
    "Contact ID": "C4", "First name": "Ada", "Last name": "Ruíz", "Kind": "Prospect", "Phone": "+34 976 000 004", "Created": "2025-06-02",
}  # fmt: skip
STRANGER = "In the book since June, never called."


@pytest.mark.parametrize(("cells", "told"), [
    ({"Account ID": "A1"}, True),
    ({"Account ID": "A1", "Last name": "Ruiz Gil"}, False),
    ({"Account ID": "A1", "Notes": "Not C1."}, False),  # somebody has looked
    ({"Account ID": "A2"}, False),
])  # fmt: skip
def test_a_likely_double_is_not_called_as_a_stranger(cells, told):
    found = calls(
        Contacts=rows(C1, {**DOUBLE, **cells}),
        Accounts="Account ID | Account\nA1 | Acme\nA2 | Beta",
        Activities=f"{LOG}\nT1 | {LONG_AGO} | | | | | |",
        Settings=SETTINGS,
    )
    line = next(found.line(key) for key in found.people if key == "C4")
    assert line["Why"] == f"{STRANGER} May be C1." if told else line["Why"] == STRANGER
    assert str(line["Talk about"]).startswith("Look at C1 first. Introduce") is told


@pytest.mark.parametrize(("cells", "told"), [
    ({"Last name": "Ruiz"}, True),
    ({"Email": "ada@x.example", "Last name": "Ruizz"}, True),
    ({"Email": "ruiz@y.example"}, False),
])  # fmt: skip
def test_of_people_without_a_firm_the_same_name_email_or_phone_makes_a_double(cells, told):
    known = {**C1, "Account ID": "", "Email": "ada@x.example", "Phone": ""}
    found = calls(
        Contacts=rows(known, {**DOUBLE, "Phone": "+34 976 000 004", **cells}),
        Activities=f"{LOG}\nT1 | {LONG_AGO} | | | | | |",
        Settings=SETTINGS,
    )
    assert ("May be C1." in str(found.line("C4")["Why"])) is told


@pytest.mark.parametrize(("hours", "why", "talk"), [
    ({"Reachable_from": "09:00", "Reachable_until": "12:00"}, "Only 9 to 12 h.", ""),
    ({"Reachable_from": "09:00", "Reachable_until": "13:00"}, "Only 9 to 13 h.", "Try 12 to 13 h. "),
    ({"Reachable_from": "14:00", "Reachable_until": "16:00"}, "Only 14 to 16 h.", ""),
])  # fmt: skip
def test_the_other_half_of_the_day_is_tried_where_they_can_be_reached_in_it(hours, why, talk):
    tried = "2026-02-24 09:30 | C1 | Call | Out | No answer"
    found = listed(LONG_AGO, tried, deal="C1 | Tray sealer | | | | | Open |", Cadence="Prospect", **hours)
    assert str(found.line("C1")["Why"]).endswith(f" {why}")
    assert found.line("C1")["Talk about"] == f"{talk}Ask what stands in the way. Agree a day."


def test_tries_are_not_told_where_our_service_has_met_them_since():
    tried, served = "2026-02-20 | C1 | Call | Out | No answer", "2026-02-27 | C1 | Service | Out | Spoke"
    assert "1 try" in str(listed(LONG_AGO, tried).line("C1")["Why"])
    found = listed(LONG_AGO, tried, served).line("C1")
    assert found["Why"] == "Service visit on Friday."
    assert str(found["Talk about"]).startswith("Ask whether all runs now.")


def test_who_buys_nothing_is_not_asked_who_decides_after_a_colleague_who_left():
    left = "2026-02-20 | C2 | Call | Out | Left the company"
    assert listed(LONG_AGO, left, colleague="Left").line("C1")["Topic"] == "Status"
    found = listed(LONG_AGO, left, colleague="Left", Kind="Centre of influence").line("C1")
    assert str(found["Talk about"]).startswith("Give first")


@pytest.mark.parametrize(("since", "gone"), [
    ("2025-06-02 | C1 | Call | Out | Spoke", True),
    ("2026-01-20 | C1 | Call | Out | Spoke", False),  # somebody keeps in touch with them
])  # fmt: skip
def test_a_customer_is_gone_where_nobody_talks_to_them_either(since, gone):
    silent = {"orders": "2023-05-01 2023-11-01 2024-05-01"}
    assert ("miss them" in str(listed(since, **silent).line("C1")["Talk about"])) is gone
    dealt = listed(since, **silent, deal="C2 | Tray sealer | | | | | Open |").line("C1")
    assert "miss them" not in str(dealt["Talk about"])  # nor where a colleague of theirs may buy


def test_of_a_firm_whoever_complained_is_called_though_a_colleague_is_due():
    complained = "2026-03-03 | C2 | Call | In | Complaint | ann"
    assert listed(LONG_AGO, complained).people == ["C1"]  # C2 has no number
    found = listed(LONG_AGO, complained, number="+34 976 000 002", Cadences=CADENCES).line("C2")
    assert (found["Why"], found["Also due"]) == ("Complaint open since yesterday.", "Ada Ruiz")


@pytest.mark.parametrize(("kept", "deal", "why"), [
    ("2026-02-20 | 2 | month | 5 | 30 | day | 5", True, "“Press”. Now planned every 30 days."),
    ("2026-02-20 | 2 | month | 5 | 30 | day | 5", False, "Last talk 6 weeks ago; the plan is every 30 days."),  # as it says itself
    ("2026-02-20 | 2 | week | 5 | 30 | day | 5", True, "“Press”."),  # it was more often
    ("2026-01-05 | 2 | month | 5 | 30 | day | 5", True, "“Press”."),  # before they were talked to
    ("2026-01-05 | | | | 30 | day | 5", True, "“Press”."),
    ("2026-02-20 | | | | 2 | month | 5\nCustomer | 2026-02-25 | 2 | month | 5 | 30 | day | 5", True, "“Press”."),  # not known of that day
])  # fmt: skip
def test_a_cadence_that_was_shortened_since_the_last_talk_is_told(kept, deal, why):
    changes = f"Cadence | Since | Every before | Unit before | Grace days before | Every after | Unit after | Grace days after\nCustomer | {kept}"
    more = {"deal": "C1 | Press | | | | | Open |"} if deal else {"Kind": "Partner"}
    found = listed(
        "2026-01-18 | C1 | Call | Out | Spoke", CadenceChanges=changes, Cadence="Customer", **more
    ).line("C1")
    assert str(found["Why"]).partition(" Fading")[0] == why


def test_one_of_what_is_to_be_learned_of_the_account_is_added_where_there_is_room():
    deal = {"deal": "C1 | Tray sealer | | | | | Open |"}
    assert str(listed(LATELY, **deal, Decision_maker="").line("C1")["Talk about"]).endswith(
        " Agree a day. Ask who decides."
    )
    alone = listed(LATELY, **deal, colleague="Wrong number", Decision_maker="").line("C1")
    assert str(alone["Talk about"]).endswith(" Agree a day. Ask to meet one more person there.")


def test_of_several_open_deals_the_newest_is_told_and_one_without_a_day_is_older():
    deals = "\nP0 | A1 | C1 | Trial | | | 2025-12-01 | | Open | |"
    undated = f"C1 | Press | | | | | Open | |{deals}"
    assert str(listed(LONG_AGO, deal=undated).line("C1")["Why"]).startswith("“Trial”, open since December.")


def test_a_falling_score_is_said_with_both_figures():
    why = str(
        listed("2026-01-02 | C1 | Call | Out | Spoke | ann | 20", deal="C1 | Press | | | | | Open |").line(
            "C1"
        )["Why"]
    )
    assert why.startswith("“Press”. Fading: ")
    before, now = (int(word) for word in why.replace(" in a month.", "").split() if word.isdecimal())
    assert before - now >= 5


def test_what_is_too_long_falls_away_and_nothing_is_cut():
    deal = listed(LONG_AGO, deal=f"C1 | {LONG} | Demo | 100 | 2025-10-01 | | Open |").line("C1")
    assert str(deal["Why"]).startswith("An open deal, 100 EUR, at Demo since October.")
    noted = listed(f"2026-02-02 | C1 | Call | Out | Spoke | ann | | | | {LONG}", Next_date="2026-03-04").line(
        "C1"
    )
    assert noted["Talk about"] == "Pick up where you stopped."
    wrote = f"2026-03-02 | C1 | Email | In | | | | | {LONG}"
    assert (
        listed(LONG_AGO, wrote, Next_date="2026-03-03").line("C1")["Talk about"]
        == "Answer it. Agree the next step."
    )


def test_lines_that_salesbook_adds_to_notes_are_no_note():
    talk = "2026-02-02 | C1 | Call | Out | Spoke | ann | | | | Next date: 2026-03-04"
    assert listed(talk, Next_date="2026-03-04").line("C1")["Talk about"] == "Pick up where you stopped."


@pytest.mark.parametrize("name", ["Sp. z o.o.", "Why?"])
def test_a_full_stop_stands_only_where_none_is(name):
    found = listed(
        LONG_AGO, f"2026-02-02 | C1 | Call | Out | Spoke | ann | | | | {name}", Next_date="2026-03-04"
    ).line("C1")
    assert found["Talk about"] == f"Your note: {name} Have it done before you dial."
