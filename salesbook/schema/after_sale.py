"""What happens once somebody has bought: who takes over, what follows, what the front line hears, and what each role earns."""

from __future__ import annotations

from salesbook.schema.beside_ids import account_beside, name_beside
from salesbook.schema.closed_lists import (
    CHANNELS,
    DUTIES,
    FOLLOW_UP_EVENTS,
    NOTE_STATES,
    NOTE_TYPES,
    TOPICS,
    UNITS,
)
from salesbook.schema.forgetting import Forget, Names
from salesbook.schema.starting_rows import CHANNEL_COST_ROWS, FOLLOW_UP_ROWS
from salesbook.schema.types import Column, Table, Type, leads_to, ours
from salesbook.schema.unreadable import COUNTS_AS_NO, NO_ROW

HANDOFFS = Table(
    "Handoffs", "Handoffs", "Who takes over a customer from whoever sold, and what they must know.",
    key="Handoff ID", part="aftersale", users="reps", later=True, since=2,
    contents="Who takes over a new customer, and what was promised.",
    freeze=2, lines=3, forget=Forget.WORDS, of_account="Account ID",
    first=(
        "Handoff ID", "Account", "From", "To", "Still missing", "Promised", "Why they bought", "Risks", "First contact by",
        "Accepted on", "Sent back because", "Done on",
    ),
    columns=(
        Column("Handoff ID", Type.ID, "H- and the Opportunity ID.", needed=True, width=12),
        Column("Opportunity ID", Type.ID, "What was won.", refers="Opportunities", offers=False, width=12, folded=True),
        Column("Account ID", Type.ID, "The customer.", refers="Accounts", width=12, folded=True),
        Column("From", Type.ID, "Who sold, and stays the owner until it is accepted.", refers="Team", width=9),
        Column("To", Type.ID, "Who takes over.", refers="Team", width=9),
        Column("Why they bought", Type.TEXT, "What decided it for them.", width=28, long=True),
        Column("Promised", Type.TEXT, "What we promised. It is not complete without.", width=28, long=True),
        Column("Risks", Type.TEXT, "What may go wrong.", width=22, long=True),
        Column("First contact by", Type.DATE, "When they must have heard from whoever takes over.", width=11),
        Column("Accepted on", Type.DATE, "To types the day here; then the account is theirs.", width=11, past=True),
        Column("Sent back because", Type.TEXT, "To types what is missing; From adds it and empties this.", width=22, long=True),
        Column("Done on", Type.DATE, "The first talk after it was accepted; or typed, to let it be.", width=11, past=True),
        ours("Account", Type.TEXT, "The customer's name.", width=18, names=Names.FIRM),
        ours("Still missing", Type.TEXT, "What is to be done next, and by whom.", width=28, long=True),
    ),
)  # fmt: skip

FRONT_LINE = Table(
    "FrontLine", "Front line", "What service, support, installers, project managers and accounting hear. One line a note.",
    key="Note ID", key_may_be_blank=True, part="aftersale", users="everyone", later=True, since=2,
    contents="What the people on site hear, and what came of it.",
    freeze=3, lines=2, forget=Forget.REFERENCE, of_person="Contact ID", of_account="Account ID",
    keeps_without=("Heard", "Name"),
    first=(
        "By", "Account", "Name", "Heard", "Type", "Urgent", "State", "Became", "When", "Closed on", "Told on", "Reference",
        "Note ID", "Account ID", "Contact ID",
    ),
    columns=(
        Column("Note ID", Type.ID, "Salesbook numbers notes that have none.", needed=True, width=14, folded=True),
        Column("When", Type.MOMENT, "When it was heard. Blank: the day on which salesbook first sees it.", width=15, past=True),
        Column("By", Type.ID, "Who heard it, from Team.", refers="Team", width=9),
        Column("Account ID", Type.ID, "At which organisation.", refers="Accounts", width=12, folded=True),
        Column("Contact ID", Type.ID, "From whom.", refers="Contacts", width=12, folded=True),
        Column("Heard", Type.TEXT, "What was said or seen, in their words.", width=44, long=True),
        Column("Type", Type.CHOICE, "What it is. Without one nothing is done with it yet.", choices=NOTE_TYPES, width=16),
        Column("Urgent", Type.FLAG, "Yes: somebody must know today.", width=8),
        Column("Closed on", Type.DATE, "Of a risk or complaint: when it was settled.", width=11, past=True),
        ours("State", Type.TEXT, "New, Routed or Done.", choices=NOTE_STATES, width=9),
        ours("Became", Type.TEXT, "What came of it.", width=30, long=True),
        ours("Reference", Type.ID, "The opportunity, call or question that it became.", width=14, folded=True),
        ours("Told on", Type.DATE, "When whoever noted it was told.", width=11),
        name_beside(16, typed="Contact ID"),
        account_beside(18, typed="Account ID"),
    ),
)  # fmt: skip

ROLE_BOARD = Table(
    "RoleBoard", "Front line", "What each role brings: notes, leads, opportunities, orders, money and hours; then the same by source. Without both: all.",
    part="aftersale", users="managers", ours=True, later=True, since=2, forget=Forget.WORDS,
    columns=(
        ours("Role", Type.TEXT, "The role in Team; blank in the rows by source, and in that over all.", width=16),
        ours("Source", Type.TEXT, "Where opportunities came from; blank in the rows by role.", width=16),
        ours("Notes", Type.WHOLE, "Notes on Front line.", width=7),
        ours("Leads", Type.WHOLE, "Of them, leads and needs.", width=7),
        ours("Opportunities", Type.WHOLE, "Those of Front line count for the role of whoever noted them, others for the owner's.", width=10),
        ours("Won", Type.WHOLE, "Of them, won.", width=7),
        ours("Value", Type.MONEY, "What was won.", width=12),
        ours("Minutes", Type.WHOLE, "Spent with customers, by Activities.", width=9),
        ours("Cost", Type.MONEY, "What that time and those channels cost.", width=11),
    ),
)  # fmt: skip

FOLLOW_UPS = Table(
    "FollowUps", "Follow-ups", "What follows an event, after how long, and who does it. Several rows of one event are a sequence.",
    part="aftersale", users="managers", later=True, since=2, forget=Forget.WORDS,
    contents="What follows an order, an installation, a first talk.",
    starts_with=FOLLOW_UP_ROWS,
    known_by=("Event", "After", "Unit"),
    columns=(
        Column("Event", Type.CHOICE, "What happened.", choices=FOLLOW_UP_EVENTS, width=16, unreadable=NO_ROW),
        Column("After", Type.NUMBER, "So many ...", width=7, unreadable=NO_ROW),
        Column("Unit", Type.CHOICE, "... days, weeks or months later.", choices=UNITS, width=7, unreadable=NO_ROW),
        Column("Channel", Type.CHOICE, "A call, visit or meeting, or Email and Letter for one that is drafted.", choices=CHANNELS, width=10),
        Column("Who", Type.CHOICE, "The duty, from Duties. Blank: the contact's owner.", choices=DUTIES, width=18),
        Column("Topic", Type.CHOICE, "What it is about: a talk or letter about it since then counts as done.", choices=TOPICS, width=16),
        Column("Letter", Type.TEXT, "The letter that goes with it: a text of templates/letters.", width=16),
        Column("Active", Type.FLAG, "No: not used. Blank means Yes.", width=7, blank_means=True, unreadable=COUNTS_AS_NO),
    ),
)  # fmt: skip

KIND_CHANGES = Table(
    "KindChanges", "Follow-ups", "People who have become something else to us: Accept makes it so.",
    key="Contact ID", part="aftersale", users="managers", ours=True, later=True, since=2,
    forget=Forget.ROWS, of_person="Contact ID",
    first=("Name", "Go", "From", "To", "Why", "Accept", "Contact ID"),
    columns=(
        ours("Contact ID", Type.ID, "The person.", width=12, refers="Contacts", offers=False, folded=True),
        ours("Name", Type.TEXT, "Their name.", width=18, names=Names.PERSON),
        ours("From", Type.TEXT, "Their Kind.", width=14),
        ours("To", Type.TEXT, "What they are by their orders.", width=14),
        ours("Why", Type.TEXT, "What shows it.", width=36, long=True),
        Column("Accept", Type.CHOICE, "Yes: that becomes their Kind with the next click on Cycle or Today. No: it is not asked again.", choices=("Yes", "No"), width=8),
        leads_to("Contacts", "Contact ID", "B", "A click leads to the person's row of Contacts.", within="KindChanges"),
    ),
)  # fmt: skip

CHANNEL_COSTS = Table(
    "ChannelCosts", "Settings", "What one touch costs besides the time it takes.",
    key="Channel", part="aftersale", later=True, since=2, forget=Forget.WORDS,
    starts_with=CHANNEL_COST_ROWS,
    columns=(
        Column("Channel", Type.CHOICE, "How.", choices=CHANNELS, needed=True, width=12),
        Column("Cost each", Type.MONEY, "Of one, such as the way to a visit. Blank: not known, and counted as 0.", width=11),
    ),
)  # fmt: skip

OF_AFTER_SALE = tuple(
    table.name for table in (HANDOFFS, FRONT_LINE, ROLE_BOARD, FOLLOW_UPS, KIND_CHANGES, CHANNEL_COSTS)
)
