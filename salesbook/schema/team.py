"""Who calls, who is away, and who does what."""

from __future__ import annotations

from salesbook.schema.closed_lists import DUTIES, DUTIES_OF_FIRST, WEEKDAYS
from salesbook.schema.forgetting import Forget, Names
from salesbook.schema.starting_rows import DUTY_ROWS, DUTY_ROWS_SINCE_2
from salesbook.schema.types import Column, Table, Type
from salesbook.schema.unreadable import COUNTS_AS_NO, FIRST_DAY, NO_ABSENCE

USUAL_CALLS_A_DAY = 20  # of whoever calls and whose Calls per day is blank

TEAM = Table(
    "Team", "Team", "The people who call, and how much each can do.",
    key="Rep",
    contents="Who calls, who is away, who does what.",
    listed_as="reps",
    forget=Forget.WORDS,
    in_letters="rep", for_letters=True,
    columns=(
        Column("Rep", Type.ID, "Short name of the colleague, as it stands in every Owner column.", needed=True, width=12, names=Names.PERSON),
        Column("Name", Type.TEXT, "Full name, as customers know it.", width=20, names=Names.PERSON),
        Column("Email", Type.TEXT, "The address that letters come from.", width=28, names=Names.PERSON),
        Column("Phone", Type.TEXT, "Office or mobile number.", width=18),
        Column("Role", Type.TEXT, "What they do, such as Sales or Service. Duties names roles.", width=14),
        Column("Calls per day", Type.WHOLE, "How many calls a good day holds. Each call list stops there, less lines still open; calls logged before do not shorten it."),
        Column("Working days", Type.LIST, "Such as Mon, Tue, Wed, Thu, Fri.", choices=WEEKDAYS, width=24),
        Column("From", Type.TIME, "Start of the calling day, in the rep's own time zone.", width=8),
        Column("To", Type.TIME, "End of the calling day.", width=8),
        Column("Country", Type.TEXT, "Two-letter code such as ES: decides which Holidays count.", width=9),
        Column("Time zone", Type.TEXT, "Such as Europe/Madrid.", width=18),
        Column("Active", Type.FLAG, "No: gets no list. Blank means Yes.", width=8, blank_means=True, unreadable=COUNTS_AS_NO),
        Column("Cost per hour", Type.MONEY, "What an hour of theirs costs: for what it takes to win and to keep customers.", width=9, later=True, since=2),
    ),
)  # fmt: skip

ABSENCES = Table(
    "Absences", "Team", "Who is away, and who stands in.",
    forget=Forget.WORDS,
    columns=(
        Column("Rep", Type.ID, "Who is away.", refers="Team", width=12),
        Column("From", Type.DATE, "First day away.", unreadable=NO_ABSENCE),
        Column("To", Type.DATE, "Last day away.", unreadable=FIRST_DAY),
        Column("Stand-in", Type.ID, "Who makes their calls meanwhile.", refers="Team", width=12),
    ),
)  # fmt: skip

DUTIES_TABLE = Table(
    "Duties", "Team", "Which role does a task. Blank role: the contact's owner.",
    key="Task",
    starts_with=DUTY_ROWS, came_with=DUTY_ROWS_SINCE_2,
    forget=Forget.WORDS,
    columns=(
        Column("Task", Type.CHOICE, "The task.", choices=DUTIES, formerly=(DUTIES_OF_FIRST,), width=18),
        Column("Role", Type.TEXT, "A role that stands in Team. Blank: the contact's owner.", width=14),
        Column("Stand-in", Type.ID, "Who does it when nobody of that role is there.", refers="Team", width=12),
    ),
)  # fmt: skip
