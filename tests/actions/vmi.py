"""The story of vendor-managed inventory, from Finance's objection to what its two versions teach, as tests and benchmarks tell it.

The sample's cohort of 28 is too small to tell two versions apart: the firm has more contacts here, and three reps with time for calls.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from salesbook.actions.outcome import Outcome
from salesbook.tables.plan import Value
from tests.actions.story import MONDAY, NO_ANSWER, Firm, Rates

CONTACTS = 320
WORDS = {
    "Trust": ("So you decide how much we buy?", "Who tells me that you do not fill the store to the roof?"),
    "Price": ("Show me what it saves first.",),
    "Yes": ("Begin with line one.",),
}
FIRST = {NO_ANSWER: 0.2, "Trust": 0.62, "Price": 0.04, "Has supplier": 0.04, "Timing": 0.04, "Yes": 0.06}
SECOND = {NO_ANSWER: 0.2, "Trust": 0.06, "Price": 0.16, "Has supplier": 0.12, "Yes": 0.46}
LETTER = "Subject: Your store, filled\nSender: owner\nLanguage: en\n\n{{ greeting() }}\n\nYou pay for what you take out.\n"
V1, V2 = "VMI-1", "VMI-ceiling"
FINANCE = "Finance", "Marta Soler"
OTHERS = ("Operations", "Iker Larrea"), ("Purchasing", "Iker Larrea"), ("Service", "Marek")
THREE_WEEKS, LOOKED_AT_EVERY = 15, 3  # working days


@dataclass
class Story:
    """What was said and shown on the way."""

    firm: Firm
    shut: Outcome
    listed_behind_it: list[dict[str, Value]]
    opened: Outcome
    listed: list[dict[str, Value]]
    by_mail: list[str]
    unreachable: list[str]
    first: Outcome
    first_days: int
    second_days: int
    learnt: Outcome


def told(firm: Firm) -> Story:
    by_mail, unreachable = before(firm)
    shut = firm.does("today")
    behind_it = firm.rows("Calls", Block="Campaign")
    decides(firm, 1, FINANCE)
    opened = firm.does("today")
    listed = firm.rows("Calls", Campaign_ID=V1)
    first_days = pitched_to_the_end(firm, V1, FIRST, by_mail)
    first = firm.does("campaigns")
    firm.types("Campaigns", V1, Status="Done")
    second_version(firm)
    second_days = pitched_to_the_end(firm, V2, SECOND, by_mail)
    firm.today += timedelta(days=21)
    learnt = firm.does("campaigns")
    return Story(
        firm, shut, behind_it, opened, listed, by_mail, unreachable, first, first_days, second_days, learnt
    )


def learnt_of(story: Story) -> tuple[str, dict[str, Any], list[float]]:
    """The objection named first of the first version, how the two compare in the end, and the coverage of both."""
    objection = story.first.summary["learning"][V1]["objections"][0]["answer"]
    (pair,) = story.learnt.summary["comparisons"]
    return objection, pair, [one["coverage"] for one in story.learnt.summary["campaigns"]]


def before(firm: Firm) -> tuple[list[str], list[str]]:
    """As it stood that spring: Finance has not decided anew, nobody was pitched. Two people are reached by mail alone, two by nothing."""
    for rep in ("Ana", "Jonas", "Maeve"):
        firm.types("Team", rep, Calls_per_day=20.0, Working_days="Mon, Tue, Wed, Thu, Fri")
    firm.types("Campaigns", V1, Start=MONDAY, Channels="Call, Email", Calls_a_day=14.0)
    firm.does("campaigns")
    free = [
        str(row["Contact ID"])
        for row in firm.rows("Pitches", Campaign_ID=V1, State="Waiting", Why_not_yet=None)
    ]
    by_mail, unreachable = free[:2], free[2:4]
    for contact in by_mail:
        firm.types("Contacts", contact, Phone=None, Consent="Opted in", Next_date=None)
    firm.types("Contacts", unreachable[0], Phone=None, Consent="Opted out")
    firm.types("Contacts", unreachable[1], Consent="Opted in", Do_not_call="Yes", Do_not_email="Yes")
    approved = firm.row(
        "Approvals", Proposition_ID="VMI", Department="Finance", What=None, Decision="Approve"
    )
    firm.types("Approvals", str(approved[""]), Decision="Pending", Decided_on=None)
    text = firm.book.folder / "templates" / "newsletters" / "vmi.md"
    text.parent.mkdir(parents=True)
    text.write_text(LETTER, encoding="utf-8")
    return by_mail, unreachable


def decides(firm: Firm, version: int, *whom: tuple[str, str]) -> None:
    """They approve that version today."""
    rows = [{"Proposition ID": "VMI", "Version": version, "Department": department, "Who": who, "Decision": "Approve", "Decided on": firm.today}
            for department, who in whom]  # fmt: skip
    firm.adds("Approvals", *rows)


def second_version(firm: Firm) -> None:
    """The objection is answered in the promise; all decide anew, and the next day it is a campaign of its own."""
    promise = "The same, and you set the ceiling of your store."
    firm.types("Propositions", "VMI", Version=2, Promise=promise)
    decides(firm, 2, FINANCE, *OTHERS)
    row = firm.row("Campaigns", Campaign_ID=V1)
    firm.adds("Campaigns", {**{name: row[name] for name in ("Proposition ID", "Cohort", "Owner", "Reps", "Channels", "Calls a day")},
                            "Campaign ID": V2, "Version": 2, "Start": firm.today, "Status": "Live"})  # fmt: skip


def pitched_to_the_end(firm: Firm, campaign: str, rates: Rates, by_mail: list[str]) -> int:
    """Calls each day until nobody is left, and a letter to whoever is reached by mail alone, as soon as no quiet days hold it. The working days that it took."""
    days, waiting = 0, list(by_mail)
    while coverage(firm, campaign) < 1 and days < THREE_WEEKS:
        written = firm.mails(f"{campaign}-{days}", campaign, waiting) if waiting else []
        firm.works(LOOKED_AT_EVERY, campaign, rates, WORDS)
        days += LOOKED_AT_EVERY
        if written:
            firm.hears(
                f"{campaign}-{days - LOOKED_AT_EVERY}", dict.fromkeys(written, "Show me what it saves first.")
            )
        for reply in firm.rows("Activities", Campaign_ID=campaign, Direction="In", Answer=None):
            firm.types("Activities", str(reply[""]), Answer="Price")
        waiting = [one for one in waiting if one not in written]
    return days


def coverage(firm: Firm, campaign: str) -> float:
    found = firm.does("campaigns").summary["campaigns"]
    return next(one["coverage"] for one in found if one["campaign"] == campaign)
