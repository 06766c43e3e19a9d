"""What may become an order, and what was bought."""

from __future__ import annotations

from salesbook.schema.beside_ids import account_beside, name_beside
from salesbook.schema.closed_lists import RESULTS, SOURCES
from salesbook.schema.forgetting import Forget
from salesbook.schema.types import Column, Table, Type

OPPORTUNITIES = Table(
    "Opportunities", "Opportunities", "What may become an order.",
    key="Opportunity ID", key_may_be_blank=True, users="reps",
    contents="What may become an order.",
    freeze=2,
    first=(
        "Opportunity ID", "Title", "Account", "Name", "Owner", "Stage", "Amount", "Expected close", "Next step", "Result",
    ),
    forget=Forget.REFERENCE, of_person="Contact ID", keeps_without=("Title", "Lost reason", "Next step", "Name"),
    of_account="Account ID", makes_ids="P", day="Created",
    columns=(
        Column("Opportunity ID", Type.ID, "Your own number for it.", needed=True),
        Column("Account ID", Type.ID, "The organisation.", refers="Accounts", width=12),
        Column("Contact ID", Type.ID, "The person.", refers="Contacts", width=12),
        Column("Owner", Type.ID, "The rep.", refers="Team", width=12),
        Column("Title", Type.TEXT, "What it is about.", width=34),
        Column("Stage", Type.TEXT, "Your own stage.", width=16),
        Column("Amount", Type.MONEY, "What it is worth."),
        Column("Created", Type.DATE, "When it was opened.", past=True),
        Column("Closed", Type.DATE, "When it was won or lost.", past=True),
        Column("Result", Type.CHOICE, "Open, Won or Lost.", choices=RESULTS, width=9),
        Column("Lost reason", Type.TEXT, "Why it was lost.", width=26),
        Column("Source", Type.CHOICE, "Where it came from.", choices=SOURCES, width=18),
        Column("Source ID", Type.ID, "The promotion, referral or campaign.", width=12),
        Column("Expected close", Type.DATE, "When you expect to win it.", width=11, later=True, since=2),
        Column("Next step", Type.TEXT, "What happens next, in a few words: it stands on the call list.", width=20, later=True, since=2),
        name_beside(16, typed="Contact ID"),
        account_beside(18, typed="Account ID and no Contact ID"),
    ),
)  # fmt: skip

ORDERS = Table(
    "Orders", "Orders", "What was bought.",
    key="Order ID", key_may_be_blank=True, users="reps",
    contents="What was bought.",
    freeze=1,
    forget=Forget.REFERENCE, of_person="Contact ID", keeps_without=("Name",),
    of_account="Account ID", makes_ids="O", day="Date",
    columns=(
        Column("Order ID", Type.ID, "Your own number for it.", needed=True, width=18),
        Column("Account ID", Type.ID, "Who bought.", refers="Accounts", width=12),
        Column("Contact ID", Type.ID, "The person who ordered.", refers="Contacts", width=12),
        Column("Date", Type.DATE, "The day of the order.", needed=True, past=True),
        Column("Amount", Type.MONEY, "Its value. Negative: a return."),
        name_beside(20, typed="Contact ID"),
        account_beside(24, typed="Account ID and no Contact ID"),
    ),
)  # fmt: skip
