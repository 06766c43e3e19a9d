"""What may become an order, and what was bought."""

from __future__ import annotations

from salesbook.schema.beside_ids import account_beside, name_beside
from salesbook.schema.closed_lists import RESULTS, SOURCES
from salesbook.schema.forgetting import Forget
from salesbook.schema.types import Column, Table, Type, leads_to

OPPORTUNITIES = Table(
    "Opportunities", "Opportunities", "What may become an order.",
    key="Opportunity ID", key_may_be_blank=True, users="reps",
    contents="What may become an order.",
    freeze=2,
    first=(
        "Opportunity ID", "Title", "Go", "Account", "Name", "Owner", "Stage", "Amount", "Expected close", "Next step", "Result",
        "Closed", "Lost reason", "Created",
    ),
    forget=Forget.REFERENCE, of_person="Contact ID", keeps_without=("Title", "Lost reason", "Next step", "Name"),
    of_account="Account ID", makes_ids="P", day="Created",
    columns=(
        Column("Opportunity ID", Type.ID, "Your own number for it.", needed=True, width=11),
        Column("Account ID", Type.ID, "The organisation.", refers="Accounts", width=12, folded=True),
        Column("Contact ID", Type.ID, "The person.", refers="Contacts", width=12, folded=True),
        Column("Owner", Type.ID, "The rep.", refers="Team", width=8),
        Column("Title", Type.TEXT, "What it is about.", width=24, long=True),
        Column("Stage", Type.TEXT, "Your own stage.", width=12),
        Column("Amount", Type.MONEY, "What it is worth.", width=11),
        Column("Created", Type.DATE, "When it was opened.", past=True),
        Column("Closed", Type.DATE, "When it was won or lost.", past=True),
        Column("Result", Type.CHOICE, "Open, Won or Lost.", choices=RESULTS, width=8),
        Column("Lost reason", Type.TEXT, "Why it was lost.", width=26),
        Column("Source", Type.CHOICE, "Where it came from.", choices=SOURCES, width=18, folded=True),
        Column("Source ID", Type.ID, "The promotion, referral or campaign.", width=12, folded=True),
        Column("Expected close", Type.DATE, "When you expect to win it.", width=11, later=True, since=2),
        Column("Next step", Type.TEXT, "What happens next, in a few words: it stands on the call list.", width=20, later=True, since=2),
        name_beside(16, typed="Contact ID"),
        account_beside(18, typed="Account ID and no Contact ID"),
        leads_to("Contacts", "Contact ID", "B", "A click leads to the person's row of Contacts.", within="Opportunities"),
    ),
)  # fmt: skip

ORDERS = Table(
    "Orders", "Orders", "What was bought.",
    key="Order ID", key_may_be_blank=True, users="reps",
    contents="What was bought.",
    freeze=2, first=("Date", "Account", "Name", "Amount"),
    forget=Forget.REFERENCE, of_person="Contact ID", keeps_without=("Name",),
    of_account="Account ID", makes_ids="O", day="Date",
    columns=(
        Column("Order ID", Type.ID, "Your own number for it.", needed=True, width=18),
        Column("Account ID", Type.ID, "Who bought.", refers="Accounts", width=12),
        Column("Contact ID", Type.ID, "The person who ordered.", refers="Contacts", width=12),
        Column("Date", Type.DATE, "The day of the order.", needed=True, past=True, width=11),
        Column("Amount", Type.MONEY, "Its value. Negative: a return.", width=12),
        Column("Paid on", Type.DATE, "When it was paid: add this column if incentives wait for that.", past=True, width=11, later=True, optional=True),
        name_beside(20, typed="Contact ID"),
        account_beside(24, typed="Account ID and no Contact ID"),
    ),
)  # fmt: skip
