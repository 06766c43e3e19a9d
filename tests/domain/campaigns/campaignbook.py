"""Small books with one campaign, and what salesbook makes of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from salesbook.books.memory import MemoryBook
from salesbook.domain.answers.classify import Answer, Kind
from salesbook.domain.answers.matched import MatchedMail, OurLetter
from salesbook.domain.campaigns.plan import plan_campaigns
from salesbook.domain.pitching.asking import DecisionRequest
from salesbook.domain.pitching.problems import campaign_problems
from salesbook.domain.world import World
from salesbook.tables.frames import frames, read_settings
from salesbook.tables.plan import Plan, Replace, Set, Value
from tests.domain.callbook import TODAY, a_book, world

WHO = "Setting | Value\nWho approves | Finance: Marta; Operations: Jo"
PROPOSITION = """
    Proposition ID | Title | Promise            | Cohort | Version | Stage
    VMI            | Stock | We fill your shelf | All    | 1       | Live
"""
APPROVED = """
    Proposition ID | Version | Department | Who   | What | Decision | Concern | Resolution | Decided on
    VMI            | 1       | Finance    | Marta |      | Approve  |         |            | 2026-01-05
    VMI            | 1       | Operations | Jo    |      | Approve  |         |            | 2026-01-06
"""
COHORT = "Cohort | Rule\nAll | everyone"
CAMPAIGN = """
    Campaign ID | Proposition ID | Version | Cohort | Channels    | Start      | Status | Calls a day
    K1          | VMI            | 1       | All    | Call, Email | 2026-01-10 | Live   | 5
"""
PEOPLE = """
    Contact ID | First name | Decision maker | Phone           | Email
    C1         | Ada        | Yes            | +34 976 000 001 | ada@a.example
    C2         | Ben        | Yes            | +34 976 000 002 | ben@a.example
    C3         | Cleo       | Yes            | +34 976 000 003 |
    C4         | Dan        |                | +34 976 000 004 |
"""
LOG = "Activity ID | When | Contact ID | Channel | Direction | Outcome | Answer | Campaign ID"
STANDS: Mapping[str, str] = {
    "Settings": WHO, "Propositions": PROPOSITION, "Approvals": APPROVED, "Cohorts": COHORT, "Campaigns": CAMPAIGN,
    "Contacts": PEOPLE,
}  # fmt: skip


COUNTED_FROM = ("Contacts", "Accounts", "Activities", "Orders", "Calls", "Team", "Cadences", "TouchPoints", "Holidays", "Absences", "DoNotMail", "MailRules", "Settings",
                "Propositions", "Approvals", "Executives", "Campaigns", "Cohorts")  # fmt: skip


def campaign_book(*talks: str, **tables: str) -> MemoryBook:
    """A book whose gate is open and whose campaign is live; `talks` are "contact | day | channel | direction | outcome | answer"."""
    rows = [talk.split("|") for talk in talks]
    log = "\n".join(
        f"T{n} | {day} | {who} | {' | '.join(map(str.strip, rest))} | K1"
        for n, (who, day, *rest) in enumerate(rows)
    )
    return a_book(**{**STANDS, "Activities": f"{LOG}\n{log}", **tables})


def campaign_world(*talks: str, today: date = TODAY, **tables: str) -> World:
    return world(campaign_book(*talks, **tables), today)


def planned(*talks: str, today: date = TODAY, **tables: str) -> Plan:
    return plan_campaigns(campaign_world(*talks, today=today, **tables))


def small_world(store: MemoryBook, today: date = TODAY) -> World:
    """The same of the tables alone that campaigns are counted from: random books are read by the hundred."""
    seen = store.read(COUNTED_FROM)
    return World(frames(seen)[0], read_settings(seen)[0], today)


def mailed_answer(request: DecisionRequest, sender: str, words: str) -> MatchedMail:
    """A mail that answers the letter in which somebody was asked to decide."""
    answer = Answer(
        Kind.DECISION, sender, "", None, "", "<a@f.example>", ("<q@f.example>",), (), (), words, "", "", ""
    )
    return MatchedMail(answer, OurLetter("<q@f.example>", request.key, "", ""), -1, "")


def told(*talks: str, today: date = TODAY, **tables: str) -> list[str]:
    """What is wrong, as "Campaigns.Status K1: why"."""
    found = campaign_problems(campaign_world(*talks, today=today, **tables))
    return [f"{one.table}.{one.column}: {one.why}" for one in found]


def row(plan: Plan, table: str, key: str = "") -> dict[str, Value]:
    """What is written into the row with this key; the only row without one."""
    change = next(one for one in plan.changes if isinstance(one, Set) and one.table == table)
    at = list(change.handles).index(key) if key else 0
    return {name: cells[at] for name, cells in change.columns.items()}


def pitches(plan: Plan) -> dict[str, dict[str, Value]]:
    """The rows of Pitches by Contact ID."""
    change = next(one for one in plan.changes if isinstance(one, Replace) and one.table == "Pitches")
    return {str(one["Contact ID"]): dict(one) for one in change.rows}
