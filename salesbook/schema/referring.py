"""Who came through whom, whom to ask next, and what is owed for it."""

from __future__ import annotations

from salesbook.schema.closed_lists import (
    ANYBODY,
    ASK_GROUPS,
    INCENTIVE_EVENTS,
    KINDS,
    REFERRAL_STATUSES,
)
from salesbook.schema.forgetting import Forget, Names
from salesbook.schema.types import Column, Table, Type, leads_to, ours
from salesbook.schema.unreadable import COUNTS_AS_NO, NO_ROW

REFERRALS = Table(
    "Referrals", "Referrals", "One row for each introduction that was asked for or given.",
    key="Referral ID", key_may_be_blank=True, part="referrals", users="reps", later=True, since=2,
    contents="Who introduced whom to us, and what became of it.",
    freeze=2, forget=Forget.REFERENCE, of_person="From", keeps_without=("From name", "Notes"),
    first=(
        "From name", "Introduced name", "Status", "Asked on", "Asked by", "How", "Introduced on", "Met on", "Thanked on", "Won on",
        "Notes", "Referral ID", "From", "Introduced",
    ),
    columns=(
        Column("Referral ID", Type.ID, "Salesbook numbers rows that have none.", needed=True, width=14, folded=True),
        Column("From", Type.ID, "Who introduces us, from Contacts.", refers="Contacts", width=12),
        Column("Asked on", Type.DATE, "When they were asked.", width=11, past=True),
        Column("Asked by", Type.ID, "Who of us asked.", refers="Team", width=9),
        Column("How", Type.TEXT, "Such as: call, letter, unasked.", width=12),
        Column("Status", Type.CHOICE, "How far it is. Void: it was a mistake, and counts for nothing.", choices=REFERRAL_STATUSES, width=11),
        Column("Introduced", Type.ID, "Whom, once they are in Contacts.", refers="Contacts", width=12),
        Column("Introduced name", Type.TEXT, "Whom, as they were named.", width=20, names=Names.PERSON),
        Column("Introduced on", Type.DATE, "When.", width=11, past=True),
        Column("Met on", Type.DATE, "When we first talked to whoever was introduced.", width=11, past=True),
        Column("Thanked on", Type.DATE, "When whoever introduced them was thanked.", width=11, past=True),
        ours("Won on", Type.DATE, "The first order of whoever was introduced.", width=11),
        Column("Notes", Type.TEXT, "Anything else.", width=28, long=True),
        ours("From name", Type.TEXT, "The name of whoever introduces us.", width=20, names=Names.PERSON),
    ),
)  # fmt: skip

INCENTIVES = Table(
    "Incentives", "Referrals", "What is owed for introductions, for accounting: each once. Type Paid on.",
    key="Incentive ID", part="referrals", users="managers", ours=True, later=True, since=2,
    forget=Forget.REFERENCE, of_person="Contact ID", keeps_without=("Name",),
    first=("Name", "Event", "Type", "Amount", "Earned on", "Due on", "Paid on", "Void", "Referral ID", "Incentive ID", "Contact ID", "Introduced", "Rule"),
    columns=(
        ours("Incentive ID", Type.ID, "The referral and the event: once for each.", width=18, folded=True),
        ours("Referral ID", Type.ID, "For which introduction.", width=14, refers="Referrals", offers=False),
        ours("Contact ID", Type.ID, "To whom.", width=12, refers="Contacts", offers=False, folded=True),
        ours("Name", Type.TEXT, "Their name.", width=18, names=Names.PERSON),
        ours("Event", Type.TEXT, "For what.", width=16),
        ours("Type", Type.TEXT, "What they get.", width=14),
        ours("Amount", Type.MONEY, "What it is worth; what exceeds the cap of the year is left off.", width=11),
        ours("Earned on", Type.DATE, "When it happened.", width=11),
        ours("Due on", Type.DATE, "When it is to be paid.", width=11),
        ours("Void", Type.TEXT, "Why it is not owed after all.", width=24, long=True),
        Column("Paid on", Type.DATE, "When it was paid.", width=11, past=True),
        ours("Introduced", Type.ID, "Who was introduced: each person once for an event, whatever becomes of the row.", width=12, refers="Contacts", offers=False, folded=True),
        ours("Rule", Type.TEXT, "Whose rule it was: the Kind, or Any. The cap of a year counts what one rule gave to one person.", width=14, folded=True),
    ),
)  # fmt: skip

INCENTIVE_RULES = Table(
    "IncentiveRules", "Settings", "What is given for introductions: the row of their own Kind counts before Any, the upper of equals.",
    part="referrals", later=True, since=2, forget=Forget.WORDS,
    columns=(
        Column("Who", Type.CHOICE, "The Kind of whoever introduced, or Any.", choices=(*KINDS, ANYBODY), width=18, unreadable=NO_ROW),
        Column("Event", Type.CHOICE, "For what.", choices=INCENTIVE_EVENTS, width=16, unreadable=NO_ROW),
        Column("Type", Type.TEXT, "What they get, such as: voucher.", width=14),
        Column("Amount", Type.MONEY, "What each is worth.", width=10, unreadable=NO_ROW),
        Column("Cap a year", Type.MONEY, "The most for one person in a calendar year. Blank: no limit.", width=10, unreadable=NO_ROW),
        Column("Pays after", Type.WHOLE, "Days until it is due.", width=10),
        Column("Active", Type.FLAG, "No: not used. Blank means Yes.", width=7, blank_means=True, unreadable=COUNTS_AS_NO),
    ),
)  # fmt: skip

REFERRAL_ASKS = Table(
    "ReferralAsks", "Who to ask", "Whom to ask for an introduction next, why, and how: one a customer.",
    part="referrals", users="reps", ours=True, later=True, since=2, forget=Forget.ROWS, of_person="Contact ID",
    contents="Whom to ask for an introduction, and who brought whom.",
    freeze=2, lines=2,
    first=("Rank", "Name", "Go", "Account", "Rep", "Group", "Why", "How to ask", "Letter", "Contact ID"),
    columns=(
        ours("Rank", Type.WHOLE, "The order in which to ask.", width=5),
        ours("Contact ID", Type.ID, "The person.", width=12, refers="Contacts", offers=False, folded=True),
        ours("Name", Type.TEXT, "Their name.", width=18, names=Names.PERSON),
        ours("Account", Type.TEXT, "Their organisation.", width=18, names=Names.FIRM),
        ours("Rep", Type.ID, "Who asks.", width=9, refers="Team", offers=False),
        ours("Group", Type.TEXT, "Why they may know somebody.", choices=ASK_GROUPS, width=13),
        ours("Why", Type.TEXT, "What shows it.", width=34, long=True),
        ours("How to ask", Type.TEXT, "The question.", width=36, long=True),
        ours("Letter", Type.TEXT, "The letter that asks it: a text of templates/letters.", width=14),
        leads_to("Contacts", "Contact ID", "B", "A click leads to the person's row of Contacts.", within="ReferralAsks"),
    ),
)  # fmt: skip

REFERRAL_TREE = Table(
    "ReferralTree", "Who to ask", "Who came through whom, and what that brought.",
    part="referrals", users="managers", ours=True, later=True, since=2, forget=Forget.ROWS, of_person="Contact ID",
    columns=(
        ours("Contact ID", Type.ID, "The person.", width=12, refers="Contacts", offers=False),
        ours("Name", Type.TEXT, "Their name.", width=20, names=Names.PERSON),
        ours("Came through", Type.ID, "Who introduced them.", width=13, refers="Contacts", offers=False),
        ours("Depth", Type.WHOLE, "0: nobody introduced them.", width=7),
        ours("Brought", Type.WHOLE, "People whom they introduced.", width=8),
        ours("Brought in all", Type.WHOLE, "And whom these did, and so on.", width=8),
        ours("Orders in all", Type.WHOLE, "Their own orders and those of all below.", width=8),
        ours("Value in all", Type.MONEY, "What these were worth.", width=12),
    ),
)  # fmt: skip

OF_REFERRALS = tuple(
    table.name for table in (REFERRALS, INCENTIVES, INCENTIVE_RULES, REFERRAL_ASKS, REFERRAL_TREE)
)
