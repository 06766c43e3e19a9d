"""The calls of a day, and how often each kind of contact is touched."""

from __future__ import annotations

from salesbook.schema.closed_lists import (
    CHANNELS,
    DIRECTIONS,
    KINDS,
    OUTCOMES,
    OUTCOMES_OF_FIRST,
    TICKETS,
    TIERS,
    TOPICS,
    UNITS,
)
from salesbook.schema.forgetting import Forget, Names
from salesbook.schema.starting_rows import CADENCE_ROWS
from salesbook.schema.types import Column, Table, Type, leads_to, ours
from salesbook.schema.unreadable import DEFAULT_INTERVAL, NO_CADENCE

SHOW_REP, ALL_REPS = "show_rep", "All"  # the cell above Calls that says whose lines are in view

CALLS = Table(
    "Calls", "Calls", "Today's calls, one a line. Fill from Outcome on, then log.",
    key="Call ID", shared=True, users="reps",
    contents="Today's calls, one a line.",
    freeze=5, lines=3, prints_to="Heard", pages_by="Rep",
    forget=Forget.ROWS, of_person="Contact ID",
    imported=False,
    first=(
        "Rep", "Rank", "Name", "Go", "Account", "Phone", "Channel", "Why", "Talk about", "Outcome", "Next date", "Their words",
        "Minutes", "Heard", "Referral given", "Notes", "Answer", "Direction", "Also due",
        "Topic", "Local time", "Last touch", "Score", "Priority", "Block", "Date", "Letter", "Call ID", "Contact ID", "Campaign ID",
    ),
    columns=(
        ours("Call ID", Type.ID, "Salesbook's number for this line.", width=16, folded=True),
        ours("Date", Type.DATE, "The day of the list.", folded=True),
        ours("Rep", Type.ID, "Who calls.", width=6, refers="Team", offers=False),
        ours("Rank", Type.WHOLE, "The order in which to call.", width=4),
        ours("Block", Type.TEXT, "Care keeps relationships in rhythm; Campaign pitches a proposition.", width=10, folded=True),
        ours("Contact ID", Type.ID, "The person.", refers="Contacts", width=11, folded=True),
        ours("Name", Type.TEXT, "Their name.", width=16, names=Names.PERSON),
        ours("Account", Type.TEXT, "Their organisation.", width=14, names=Names.FIRM),
        ours("Also due", Type.TEXT, "Colleagues of theirs who are due as well.", width=18),
        ours("Phone", Type.TEXT, "Click to call.", width=13, reach=True),
        Column("Channel", Type.CHOICE, "How. Change it if you did it another way.", choices=CHANNELS, width=6),
        Column("Direction", Type.CHOICE, "In: they rang you. Blank means Out.", choices=DIRECTIONS, width=9),
        ours("Local time", Type.TEXT, "When both of you are there, in your time.", width=12, folded=True),
        ours("Why", Type.TEXT, "Why now.", width=23),
        ours("Talk about", Type.TEXT, "The reason to call, for them.", width=36),
        ours("Campaign ID", Type.ID, "The campaign it belongs to.", width=12, folded=True),
        ours("Last touch", Type.DATE, "The last time they were reached.", folded=True),
        ours("Score", Type.NUMBER, "The relationship score.", width=7, folded=True),
        ours("Priority", Type.NUMBER, "What this call saves, in points times tier weight.", width=9, folded=True),
        Column("Outcome", Type.CHOICE, "How it ended. A line with an outcome is logged.", choices=OUTCOMES, formerly=(OUTCOMES_OF_FIRST,), width=12),
        Column("Answer", Type.TEXT, "Their answer to what was offered.", width=12),
        Column("Minutes", Type.NUMBER, "How long you talked.", width=7),
        Column("Their words", Type.TEXT, "What they said, in their own words.", width=11),
        Column("Heard", Type.TEXT, "News that somebody else here should know.", width=19),
        Column("Notes", Type.TEXT, "Anything else.", width=20),
        Column("Next date", Type.DATE, "When you agreed to talk again.", width=10, near=True),
        Column("Referral given", Type.TEXT, "Whom they told you to talk to: a name, perhaps a firm, a number.", width=20),
        ours("Letter", Type.TEXT, "The letter that goes with it: a text of templates/letters.", width=14, later=True, folded=True),
        ours("Topic", Type.TEXT, "What it is about, in a word; logged as the Subject. Choose another if you talked about something else.",
              choices=TOPICS, width=16, later=True, since=2, folded=True),
        leads_to("Contacts", "Contact ID", "B", "A click leads to the person's row of Contacts."),
    ),
)  # fmt: skip

CADENCES = Table(
    "Cadences", "Cadences", "How often, and how, each kind of contact is touched.",
    key="Cadence",
    contents="How often, and how, each kind is touched.",
    freeze=1, listed_as="cadence_names",
    first=(
        "Cadence", "Kind", "Tier", "Ticket", "Every", "Unit", "Channels", "Contacts", "Calls a week", "Share of capacity",
    ), starts_with=CADENCE_ROWS,
    forget=Forget.WORDS,
    columns=(
        Column("Cadence", Type.ID, "Its name.", needed=True, width=20),
        Column("Kind", Type.CHOICE, "Applies to this kind only. Blank: to all.", choices=KINDS, width=16, unreadable=NO_CADENCE),
        Column("Tier", Type.CHOICE, "Applies to this tier only. Blank: to all.", choices=TIERS, width=6, unreadable=NO_CADENCE),
        Column("Ticket", Type.CHOICE, "Applies to accounts of this ticket only. Blank: to all.", choices=TICKETS, width=7, unreadable=NO_CADENCE),
        Column("Every", Type.NUMBER, "A touch every so many ...", width=7, unreadable=DEFAULT_INTERVAL),
        Column("Unit", Type.CHOICE, "... days, weeks or months.", choices=UNITS, width=7, unreadable=DEFAULT_INTERVAL),
        Column("Grace days", Type.WHOLE, "Days late that are still fine.", width=8),
        Column("Channels", Type.LIST, "How, the best first, such as Call, Visit.", choices=CHANNELS, width=20, unreadable=NO_CADENCE),
        Column("Quiet days", Type.WHOLE, "Days after a touch in which nobody starts another.", width=8),
        Column("Max touches 30 days", Type.WHOLE, "No more touches than this in 30 days.", width=9),
        Column("Priority", Type.NUMBER, "Decides between rows that match equally well; the higher wins.", width=8),
        Column("Active", Type.FLAG, "No: not used. Blank means Yes.", width=7, blank_means=True, unreadable=NO_CADENCE),
        Column("Contacts", Type.WHOLE, "How many contacts follow it today.", width=9,
           formula='COUNTIFS(Contacts[Cadence used],[@Cadence],Contacts[Status],"Active")'
                   '+COUNTIFS(Contacts[Cadence used],[@Cadence],Contacts[Status],"")'),
        Column("Calls a week", Type.NUMBER, "What it costs in calls a week.", width=9,
           formula='IF(AND(N([@Every])>0,SUM(--ISNUMBER(SEARCH({"call","visit","meeting"},[@Channels])))>0),'
                   '[@Contacts]*7/([@Every]*IF([@Unit]="month",30.4375,IF([@Unit]="week",7,1))),0)'),
        Column("Share of capacity", Type.SHARE, "That, of all the calls the team can make in a week.", width=10,
           formula="IF(N(capacity_a_week)>0,[@[Calls a week]]/capacity_a_week,0)"),
    ),
)  # fmt: skip
