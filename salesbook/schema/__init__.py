"""Every table of the workbook: the one source for reading, checking, building and documenting it.

A column belongs to people or to salesbook. Salesbook writes only its own columns, and the few
cells of people that an action's description names.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property


class Type(Enum):
    """What a column holds, and so how `tables` reads it and how `build` formats it."""

    ID = "an identifier, kept as text"
    TEXT = "text"
    CHOICE = "one value of a closed list"
    LIST = "several values of a closed list, with commas between"
    FLAG = "Yes or No"
    NUMBER = "a number"
    WHOLE = "a whole number"
    MONEY = "an amount"
    SHARE = "a share, shown in percent"
    DATE = "a date"
    MOMENT = "a date, perhaps with a time"
    TIME = "a time of day"


@dataclass(frozen=True)
class Column:
    """One column: `formula` marks a native formula column, which salesbook reads and never writes.

    `needed`: a row without it does not count. `vital`: a table without the column is not worked
    with, for somebody might be called or written to who said no. `later`: it came after the first
    version; a workbook made before does without it. `inherits`: where a contact's cell is blank, the
    account's in the column of that name counts, for rules and letters too.
    """

    name: str
    type: Type
    meaning: str
    choices: tuple[str, ...] = ()
    ours: bool = False
    needed: bool = False
    vital: bool = False
    later: bool = False
    inherits: bool = False
    width: int = 14
    refers: str = ""
    formula: str = ""


@dataclass(frozen=True)
class Table:
    """One table; several may share a sheet, side by side, so that each can grow downwards.

    `first` names the columns that stand first in a new workbook: what people look at first.
    `later`: it came after the first version; a workbook made before does without it.
    """

    name: str
    sheet: str
    meaning: str
    columns: tuple[Column, ...]
    key: str = ""
    users: str = "managers"
    ours: bool = False
    later: bool = False
    first: tuple[str, ...] = ()

    @cached_property
    def shown(self) -> list[Column]:
        """Columns in the order of a new workbook's sheet."""
        ahead = [self.by_name[name] for name in self.first]
        return ahead + [column for column in self.columns if column not in ahead]

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """Columns by header."""
        return {column.name: column for column in self.columns}


KINDS = ("Prospect", "Customer", "Past customer", "Centre of influence", "Partner")
TIERS = ("A", "B", "C", "D")
TICKETS = ("High", "Low")
STATUSES = ("Active", "Left", "Wrong number", "Merged")
CONSENTS = ("Opted in", "Legitimate interest", "Unknown", "Opted out")
STAGES = ("Attract", "Build trust", "Win", "Serve")
CHANNELS = (
    "Call", "Visit", "Meeting", "Email", "Newsletter", "Gift", "Letter", "Service", "Install",
    "Order", "Other",
)  # fmt: skip
PERSONAL_CHANNELS = ("Call", "Visit", "Meeting")
DIRECTIONS = ("Out", "In")
OUTCOMES = (
    "Spoke", "Meeting booked", "Message left", "No answer", "Call back later", "Not interested",
    "Wrong number", "Left the company", "Do not call again",
)  # fmt: skip
OUTCOME = "Outcome"  # the column that makes a line of Calls one to log
IMPORTED = "Imported"
RESULTS = ("Open", "Won", "Lost")
SOURCES = (
    "Promotion", "Referral", "Front line", "Calling cycle", "Campaign", "Existing customer", "Other",
)  # fmt: skip
UNITS = ("day", "week", "month")
RHYTHMS = ("Yes", "No", "If cadence names it")
QUIETS = ("All", "Mailings", "Nothing")
BANDS = ("Strong", "Fair", "Weak", "No data")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
DUTIES = (
    "Prospecting", "Pitch", "Status call", "Service follow-up", "Referral ask", "Data check",
)  # fmt: skip
# What a call was about, in a word. salesbook writes the first of them; the others are for people to type.
TYPED_TOPICS = ("Solution design", "Quote", "Administration")
TOPICS = (
    "Complaint", "Risk", "Promise", "Call back", "Meeting", "Reply", "Handoff", "Follow-up",
    "Open opportunity", "Introduction", "Reorder", "Referral ask", "Data", "Pitch", "None", "Status",
    *TYPED_TOPICS,
)  # fmt: skip
DECISIONS = ("Send", "Skip")
FACTORS = (
    "Recency", "Frequency", "Two-way", "Talk time", "People known", "Loyalty",
)  # fmt: skip


def _c(name: str, kind: Type, meaning: str, **more: object) -> Column:
    return Column(name, kind, meaning, **more)  # type: ignore[arg-type]


def _ours(name: str, kind: Type, meaning: str, **more: object) -> Column:
    return Column(name, kind, meaning, ours=True, **more)  # type: ignore[arg-type]


T = Type

TEAM = Table("Team", "Team", "The people who call, and how much each can do.", key="Rep", columns=(
    _c("Rep", T.ID, "Short name of the colleague, as it stands in every Owner column.", needed=True, width=12),
    _c("Name", T.TEXT, "Full name, as customers know it.", width=20),
    _c("Email", T.TEXT, "The address that letters come from.", width=28),
    _c("Phone", T.TEXT, "Office or mobile number.", width=18),
    _c("Role", T.TEXT, "What they do, such as Sales or Service. Duties names roles.", width=14),
    _c("Calls per day", T.WHOLE, "How many calls a good day holds. The call list stops there."),
    _c("Working days", T.LIST, "Such as Mon, Tue, Wed, Thu, Fri.", choices=WEEKDAYS, width=24),
    _c("From", T.TIME, "Start of the calling day, in the rep's own time zone.", width=8),
    _c("To", T.TIME, "End of the calling day.", width=8),
    _c("Country", T.TEXT, "Two-letter code such as ES: decides which Holidays count.", width=9),
    _c("Time zone", T.TEXT, "Such as Europe/Madrid.", width=18),
    _c("Active", T.FLAG, "No: gets no list. Blank means Yes.", width=8),
))  # fmt: skip

ABSENCES = Table("Absences", "Team", "Who is away, and who stands in.", columns=(
    _c("Rep", T.ID, "Who is away.", refers="Team", width=12),
    _c("From", T.DATE, "First day away."),
    _c("To", T.DATE, "Last day away."),
    _c("Stand-in", T.ID, "Who makes their calls meanwhile.", refers="Team", width=12),
))  # fmt: skip

DUTIES_TABLE = Table("Duties", "Team", "Which role does a task. Blank role: the contact's owner.", key="Task", columns=(
    _c("Task", T.CHOICE, "The task.", choices=DUTIES, width=18),
    _c("Role", T.TEXT, "A role that stands in Team. Blank: the contact's owner.", width=14),
    _c("Stand-in", T.ID, "Who does it when nobody of that role is there.", refers="Team", width=12),
))  # fmt: skip

ACCOUNTS = Table("Accounts", "Accounts", "The organisations.", key="Account ID", users="reps", columns=(
    _c("Account ID", T.ID, "Your own number for the organisation.", needed=True, width=12),
    _c("Account", T.TEXT, "Its name.", width=28),
    _c("Segment", T.TEXT, "Your own grouping.", width=16),
    _c("Industry", T.TEXT, "What it does.", width=18),
    _c("Tier", T.CHOICE, "A is worth the most of your time, D the least.", choices=TIERS, width=6),
    _c("Ticket", T.CHOICE, "High: few large orders. Low: many small ones.", choices=TICKETS, width=8),
    _c("Owner", T.ID, "The rep who answers for it.", refers="Team", width=12),
    _c("Country", T.TEXT, "Two-letter code such as ES.", width=9),
    _c("Time zone", T.TEXT, "Such as Europe/Madrid.", width=18),
    _c("Stage", T.CHOICE, "Where it stands in the customer cycle.", choices=STAGES, width=12),
    _ours("Stage since", T.DATE, "When it came to this stage."),
    _ours("Momentum", T.NUMBER, "How alive the relationship is, 0 to 100: the best score of its people.", width=11),
    _c("Annual value", T.MONEY, "What it buys, or could buy, in a year."),
    _c("Customer number", T.ID, "Their number in your other systems; imports are matched by it.", width=14),
    _c("Notes", T.TEXT, "Anything worth knowing.", width=40),
    _ours("Momentum trend", T.TEXT, "Against 30 days ago.", width=11, later=True),
    _ours("Our people", T.WHOLE, "How many of us are in touch with them.", width=9, later=True),
    _ours("Best tie", T.TEXT, "Who of us knows them best.", width=12, later=True),
    _ours("Hangs on", T.TEXT, "A warning: only one of us, or one of them, keeps in touch.", width=34, later=True),
))  # fmt: skip

CONTACTS = Table("Contacts", "Contacts", "The people.", key="Contact ID", users="reps", first=(
    "Contact ID", "First name", "Last name", "Account ID", "Owner", "Phone", "Next due", "Days overdue",
    "Score", "Band", "Trend", "Held because",
), columns=(
    _c("Contact ID", T.ID, "Your own number for the person.", needed=True, width=12),
    _c("First name", T.TEXT, "Given name.", width=14),
    _c("Last name", T.TEXT, "Family name.", width=18),
    _c("Account ID", T.ID, "The organisation, from Accounts.", refers="Accounts", width=12),
    _c("Kind", T.CHOICE, "What the person is to us.", choices=KINDS, width=18),
    _c("Tier", T.CHOICE, "Blank: the account's tier.", choices=TIERS, width=6),
    _c("Status", T.CHOICE, "Only Active people are called. Blank means Active.", choices=STATUSES, width=13, vital=True),
    _c("Job title", T.TEXT, "What they do there.", width=22),
    _c("Decision maker", T.FLAG, "Yes: can say yes to a purchase."),
    _c("Email", T.TEXT, "Email address.", width=30),
    _c("Phone", T.TEXT, "With the country code, such as +34 91 123 4567.", width=18),
    _c("Owner", T.ID, "The rep who keeps this relationship. Blank: the account's owner.", refers="Team", width=12),
    _c("Cadence", T.ID, "A cadence of their own. Blank: the best match from Cadences.", refers="Cadences", width=20),
    _c("Preferred channel", T.CHOICE, "How they like to be reached.", choices=CHANNELS),
    _c("Preferred days", T.LIST, "Such as Tue, Thu. Blank: any.", choices=WEEKDAYS),
    _c("Reachable from", T.TIME, "Earliest time of day, in their own time zone."),
    _c("Reachable until", T.TIME, "Latest time of day, in their own time zone."),
    _c("Country", T.TEXT, "Two-letter code such as ES. Blank: the account's.", width=9, later=True, inherits=True),
    _c("Time zone", T.TEXT, "Such as Europe/Madrid. Blank: the account's, else the rep's.", width=18),
    _c("Language", T.TEXT, "Two-letter code such as es.", width=10),
    _c("Consent", T.CHOICE, "What they agreed to in writing.", choices=CONSENTS, width=18, vital=True),
    _c("Consent on", T.DATE, "When they said so."),
    _c("Consent how", T.TEXT, "How, such as: form at the fair.", width=18, later=True),
    _c("Do not call", T.FLAG, "Yes: never on a call list.", vital=True),
    _c("Do not email", T.FLAG, "Yes: never written to.", vital=True),
    _c("Source", T.CHOICE, "Where the relationship came from.", choices=SOURCES, width=16),
    _c("Promotion ID", T.ID, "The promotion that brought them.", width=12),
    _c("Referred by", T.ID, "The contact who referred them.", refers="Contacts", width=12),
    _c("Created", T.DATE, "When they came into this book."),
    _c("Next date", T.DATE, "An agreed date. It wins over the cadence.", vital=True),
    _c("Customer number", T.ID, "Their number in your other systems; imports are matched by it.", width=14),
    _c("Notes", T.TEXT, "Anything worth knowing.", width=40),
    _c("Salutation", T.TEXT, "Such as Ms or Dr: letters then greet by the last name.", width=11, later=True),
    _ours("Cadence used", T.TEXT, "The cadence that applies today.", width=20),
    _ours("Last touch", T.DATE, "The last time they were reached."),
    _ours("Last channel", T.TEXT, "How that was.", width=12),
    _ours("Last by", T.TEXT, "By whom.", width=12),
    _ours("Next due", T.DATE, "When the next touch should happen."),
    _ours("Days overdue", T.WHOLE, "Days since then; blank when not due yet."),
    _ours("Held because", T.TEXT, "Due, but not on a list: the reason.", width=26),
    _ours("Score", T.NUMBER, "0 to 100: how alive the relationship is. See Scoring.", width=9),
    _ours("Band", T.TEXT, "Strong, Fair, Weak or No data.", width=9),
    _ours("Trend", T.TEXT, "Against 30 days ago.", width=11),
    _ours("Recency", T.NUMBER, "Points for having been in touch lately.", width=10),
    _ours("Frequency", T.NUMBER, "Points for being in touch as often as planned.", width=11),
    _ours("Two-way", T.NUMBER, "Points for contact that comes from them.", width=10),
    _ours("Talk time", T.NUMBER, "Points for minutes spent together.", width=10),
    _ours("People known", T.NUMBER, "Points for colleagues of theirs whom we know too.", width=13),
    _ours("Loyalty", T.NUMBER, "Points for still ordering, or for referrals.", width=10),
    _ours("Still buying", T.SHARE, "How likely the customer still buys; blank when orders do not tell.", width=12),
    _ours("Why", T.TEXT, "The score in a sentence.", width=60),
    _ours("Best tie", T.TEXT, "Who of us knows the person best.", width=12, later=True),
    _ours("What changed", T.TEXT, "Since the week before: by how many points, and what happened.", width=44, later=True),
))  # fmt: skip

ACTIVITIES = Table("Activities", "Activities", "Everything that happened between us and them.", key="Activity ID", users="reps", columns=(
    _c("Activity ID", T.ID, "Any number that is not used twice.", needed=True, width=18),
    _c("When", T.MOMENT, "The day, with a time if you like.", needed=True, width=17),
    _c("Contact ID", T.ID, "The person, from Contacts.", refers="Contacts", needed=True, width=12),
    _c("By", T.ID, "The colleague, from Team.", refers="Team", width=12),
    _c("Channel", T.CHOICE, "How.", choices=CHANNELS, width=12),
    _c("Direction", T.CHOICE, "Out: we did. In: they did. Blank means Out.", choices=DIRECTIONS, width=10),
    _c("Outcome", T.CHOICE, "How it ended. Blank: the person was reached.", choices=(*OUTCOMES, IMPORTED), width=18, vital=True),
    _c("Answer", T.TEXT, "Their answer to what was offered.", width=18),
    _c("Minutes", T.NUMBER, "How long it took.", width=9),
    _c("Campaign ID", T.ID, "The campaign it belonged to.", width=12),
    _c("Subject", T.TEXT, "What it was about.", width=30),
    _c("Their words", T.TEXT, "What they said, in their own words.", width=40),
    _c("Notes", T.TEXT, "Anything else.", width=40),
))  # fmt: skip

OPPORTUNITIES = Table("Opportunities", "Opportunities", "What may become an order.", key="Opportunity ID", users="reps", columns=(
    _c("Opportunity ID", T.ID, "Your own number for it.", needed=True),
    _c("Account ID", T.ID, "The organisation.", refers="Accounts", width=12),
    _c("Contact ID", T.ID, "The person.", refers="Contacts", width=12),
    _c("Owner", T.ID, "The rep.", refers="Team", width=12),
    _c("Title", T.TEXT, "What it is about.", width=34),
    _c("Stage", T.TEXT, "Your own stage.", width=16),
    _c("Amount", T.MONEY, "What it is worth."),
    _c("Created", T.DATE, "When it was opened."),
    _c("Closed", T.DATE, "When it was won or lost."),
    _c("Result", T.CHOICE, "Open, Won or Lost.", choices=RESULTS, width=9),
    _c("Lost reason", T.TEXT, "Why it was lost.", width=26),
    _c("Source", T.CHOICE, "Where it came from.", choices=SOURCES, width=18),
    _c("Source ID", T.ID, "The promotion, referral or campaign.", width=12),
))  # fmt: skip

ORDERS = Table("Orders", "Orders", "What was bought.", key="Order ID", users="reps", columns=(
    _c("Order ID", T.ID, "Your own number for it.", needed=True, width=18),
    _c("Account ID", T.ID, "Who bought.", refers="Accounts", width=12),
    _c("Contact ID", T.ID, "The person who ordered.", refers="Contacts", width=12),
    _c("Date", T.DATE, "The day of the order.", needed=True),
    _c("Amount", T.MONEY, "Its value. Negative: a return."),
))  # fmt: skip

CADENCES = Table("Cadences", "Cadences", "How often, and how, each kind of contact is touched.", key="Cadence", columns=(
    _c("Cadence", T.ID, "Its name.", needed=True, width=22),
    _c("Kind", T.CHOICE, "Applies to this kind only. Blank: to all.", choices=KINDS, width=18),
    _c("Tier", T.CHOICE, "Applies to this tier only. Blank: to all.", choices=TIERS, width=6),
    _c("Ticket", T.CHOICE, "Applies to accounts of this ticket only. Blank: to all.", choices=TICKETS, width=8),
    _c("Every", T.NUMBER, "A touch every so many ...", width=8),
    _c("Unit", T.CHOICE, "... days, weeks or months.", choices=UNITS, width=8),
    _c("Grace days", T.WHOLE, "Days late that are still fine.", width=11),
    _c("Channels", T.LIST, "How, the best first, such as Call, Visit.", choices=CHANNELS, width=26),
    _c("Quiet days", T.WHOLE, "Days after a touch in which nobody starts another.", width=11),
    _c("Max touches 30 days", T.WHOLE, "No more touches than this in 30 days.", width=12),
    _c("Priority", T.NUMBER, "Decides between rows that match equally well; the higher wins.", width=9),
    _c("Active", T.FLAG, "No: not used. Blank means Yes.", width=8),
    _c("Contacts", T.WHOLE, "How many contacts follow it today.", width=10,
       formula='COUNTIFS(Contacts[Cadence used],[@Cadence],Contacts[Status],"Active")'
               '+COUNTIFS(Contacts[Cadence used],[@Cadence],Contacts[Status],"")'),
    _c("Calls a week", T.NUMBER, "What it costs in calls a week.", width=12,
       formula='IF(AND(N([@Every])>0,SUM(--ISNUMBER(SEARCH({"call","visit","meeting"},[@Channels])))>0),'
               '[@Contacts]*7/([@Every]*IF([@Unit]="month",30.4375,IF([@Unit]="week",7,1))),0)'),
    _c("Share of capacity", T.SHARE, "That, of all the calls the team can make in a week.", width=12,
       formula="IF(N(capacity_a_week)>0,[@[Calls a week]]/capacity_a_week,0)"),
))  # fmt: skip

CALLS = Table("Calls", "Calls", "Today's calls, one a line. Fill from Outcome on, then log.", key="Call ID", users="reps", first=(
    "Rep", "Rank", "Name", "Account", "Phone", "Channel", "Local time", "Why", "Talk about",
    "Outcome", "Minutes", "Their words", "Next date", "Heard", "Referral given", "Answer", "Notes",
    "Direction", "Also due", "Topic", "Last touch", "Score", "Priority", "Block", "Date",
), columns=(
    _ours("Call ID", T.ID, "Salesbook's number for this line.", width=16),
    _ours("Date", T.DATE, "The day of the list."),
    _ours("Rep", T.ID, "Who calls.", width=7),
    _ours("Rank", T.WHOLE, "The order in which to call.", width=6),
    _ours("Block", T.TEXT, "Care keeps relationships in rhythm; Campaign pitches a proposition.", width=10),
    _ours("Contact ID", T.ID, "The person.", refers="Contacts", width=11),
    _ours("Name", T.TEXT, "Their name.", width=17),
    _ours("Account", T.TEXT, "Their organisation.", width=17),
    _ours("Also due", T.TEXT, "Colleagues of theirs who are due as well.", width=20),
    _ours("Phone", T.TEXT, "Click to call.", width=16),
    _c("Channel", T.CHOICE, "How. Change it if you did it another way.", choices=CHANNELS, width=9),
    _c("Direction", T.CHOICE, "In: they rang you. Blank means Out.", choices=DIRECTIONS, width=10),
    _ours("Local time", T.TEXT, "When both of you are there, in your time.", width=12),
    _ours("Why", T.TEXT, "Why now.", width=32),
    _ours("Talk about", T.TEXT, "The reason to call, for them.", width=40),
    _ours("Campaign ID", T.ID, "The campaign it belongs to.", width=12),
    _ours("Last touch", T.DATE, "The last time they were reached."),
    _ours("Score", T.NUMBER, "The relationship score.", width=7),
    _ours("Priority", T.NUMBER, "What this call saves, in points times tier weight.", width=9),
    _c("Outcome", T.CHOICE, "How it ended. A line with an outcome is logged.", choices=OUTCOMES, width=15),
    _c("Answer", T.TEXT, "Their answer to what was offered.", width=14),
    _c("Minutes", T.NUMBER, "How long you talked.", width=8),
    _c("Their words", T.TEXT, "What they said, in their own words.", width=24),
    _c("Heard", T.TEXT, "News that somebody else here should know.", width=24),
    _c("Notes", T.TEXT, "Anything else.", width=24),
    _c("Next date", T.DATE, "When you agreed to talk again.", width=12),
    _c("Referral given", T.TEXT, "Whom they told you to talk to: a name, perhaps a firm, a number.", width=22),
    _ours("Letter", T.TEXT, "The letter that goes with it: a text of templates/letters.", width=14, later=True),
    _ours("Topic", T.TEXT, "What it is about, in a word; logged as the Subject. Choose another if you talked about something else.",
          choices=TOPICS, width=16, later=True),
))  # fmt: skip

SCORING = Table("Scoring", "Scoring", "What makes a relationship strong, and how much each part counts.", key="Factor", columns=(
    _c("Factor", T.CHOICE, "The part.", choices=FACTORS, needed=True, width=15),
    _c("Weight", T.NUMBER, "How much it counts. 0 leaves it out.", width=9),
    _c("Half-life", T.NUMBER, "In cadence intervals: after so many, a touch counts half.", width=10),
    _c("Target", T.NUMBER, "What earns full points: minutes, or people.", width=9),
    _c("Meaning", T.TEXT, "In plain words.", width=70),
))  # fmt: skip

TOUCHPOINTS = Table("TouchPoints", "Scoring", "What each kind of activity is worth. The row that matches in most columns counts.", columns=(
    _c("Channel", T.CHOICE, "Blank: any.", choices=CHANNELS, width=12),
    _c("Direction", T.CHOICE, "Blank: any.", choices=DIRECTIONS, width=10),
    _c("Outcome", T.CHOICE, "Blank: any.", choices=(*OUTCOMES, IMPORTED), width=18),
    _c("Points", T.NUMBER, "0 makes it an attempt, not a touch.", width=9),
    _c("Rhythm", T.CHOICE, "Does it keep the cadence?", choices=RHYTHMS, width=18),
    _c("Quiets", T.CHOICE, "What it puts off for the quiet days.", choices=QUIETS, width=11),
))  # fmt: skip

SETTINGS = Table("Settings", "Settings", "How salesbook behaves in this book.", key="Setting", columns=(
    _c("Setting", T.ID, "Do not rename.", needed=True, width=24),
    _c("Value", T.TEXT, "Change this.", width=30),
    _c("Meaning", T.TEXT, "In plain words.", width=70),
))  # fmt: skip

HOLIDAYS = Table("Holidays", "Settings", "Days on which a country does not work.", columns=(
    _c("Country", T.TEXT, "Two-letter code such as ES.", width=9),
    _c("Date", T.DATE, "The day."),
    _c("Name", T.TEXT, "What it is.", width=30),
))  # fmt: skip

MAIL_RULES = Table("MailRules", "Settings", "What mailings must have, by the reader's country.", key="Country", later=True, columns=(
    _c("Country", T.ID, "Two-letter code such as ES. A star stands for all others.", needed=True, width=9),
    _c("Consent needed", T.FLAG, "Yes: nobody whose Consent is Unknown gets a mailing.", width=10),
    _c("Postal address", T.FLAG, "Yes: every mailing shows your postal address.", width=10),
    _c("Opt-out line", T.FLAG, "Yes: every mailing tells how to stop it.", width=10),
))  # fmt: skip

MAILINGS = Table("Mailings", "Mailings", "One row a mailing: what it says, who gets it, and how far it is.", key="Mailing ID", users="marketers", later=True, first=(
    "Mailing ID", "Title", "Template", "Audience", "Author", "Approved by", "Approved on",
    "Status", "Drafts", "Sent", "Left out", "Problems", "Why left out", "Planned date", "Language",
), columns=(
    _c("Mailing ID", T.ID, "Any name that is not used twice, such as 2026-11.", needed=True, width=14),
    _c("Title", T.TEXT, "What it is, for yourselves.", width=22),
    _c("Template", T.TEXT, "The text: a file of templates/newsletters, without .md.", width=18),
    _c("Audience", T.TEXT, "Who gets it, such as: Kind = Customer and Tier is one of A, B. Or: everyone", width=38),
    _c("Language", T.TEXT, "Two-letter code: only its readers get it. Blank: each in their own.", width=10),
    _c("Variants", T.TEXT, "Shares of its variants, such as A 50, B 50. Blank: alike.", width=14),
    _c("Hold out", T.SHARE, "Share of the audience who get nothing, so that the effect can be measured.", width=9),
    _c("Planned date", T.DATE, "When it is to go out.", width=12),
    _c("Author", T.ID, "Who wrote it, from Team.", refers="Team", width=12),
    _c("Approved by", T.ID, "Who has read the drafts and found them good, from Team.", refers="Team", width=12),
    _c("Approved on", T.DATE, "When.", width=12),
    _c("Campaign ID", T.ID, "The campaign that it pitches, if it does.", width=12),
    _ours("Status", T.TEXT, "Draft until it is approved; a change of text or audience makes it a Draft again. Then Sending, and Sent.", width=10),
    _ours("Drafts", T.WHOLE, "Letters in Outbox that are not sent yet.", width=8),
    _ours("Left out", T.WHOLE, "People of the audience who must not, or need not, be written to now.", width=8),
    _ours("Held out", T.WHOLE, "People who get nothing, so that the effect can be measured.", width=8),
    _ours("Problems", T.WHOLE, "People whose letter could not be written; see the sheet Problems.", width=9),
    _ours("Why left out", T.TEXT, "The reasons, with their numbers.", width=50),
    _ours("Version", T.TEXT, "Marks text and audience as last drafted: approval is given for it.", width=14),
    _ours("Sent", T.WHOLE, "Letters that have left.", width=7, later=True),
))  # fmt: skip

OUTBOX = Table("Outbox", "Outbox", "One row a letter. Type Skip to leave one out.", key="Draft ID", users="marketers", later=True, first=(
    "Mailing ID", "Name", "To", "Subject", "Status", "Decision", "File", "Reason", "Sent on",
), columns=(
    _ours("Draft ID", T.ID, "Salesbook's number for this letter.", width=18),
    _ours("Mailing ID", T.ID, "The mailing; blank for a letter of its own.", width=14),
    _ours("Contact ID", T.ID, "The reader.", width=12),
    _ours("Name", T.TEXT, "Their name.", width=22),
    _ours("To", T.TEXT, "The address.", width=30),
    _ours("Subject", T.TEXT, "What the reader sees first.", width=44),
    _ours("Template", T.TEXT, "The text it was made from.", width=18),
    _ours("Variant", T.TEXT, "Which of the texts.", width=8),
    _ours("Status", T.TEXT, "Draft, Approved, Skipped, Left out; then how sending went, and what came back.", width=11),
    _c("Decision", T.CHOICE, "Skip: this letter is not sent. Send: approves a letter of its own, or sends one that is In doubt again.", choices=DECISIONS, width=10),
    _ours("Reason", T.TEXT, "Why it stands so.", width=40),
    _ours("File", T.TEXT, "Click to open it in your mail program.", width=24),
    _ours("Made on", T.DATE, "When it was last written.", width=11),
    _ours("Content", T.TEXT, "Marks what the letter says: tells whether it would be another one now.", width=14),
    _ours("Sent on", T.MOMENT, "When the mail server took it.", width=17, later=True),
    _ours("Message ID", T.TEXT, "The letter's number in the mail: how answers find back to it.", width=40, later=True),
))  # fmt: skip

DO_NOT_MAIL = Table("DoNotMail", "Do not mail", "Addresses and whole domains that get no mail, ever.", key="Address", users="everyone", later=True, columns=(
    _c("Address", T.ID, "An email address, a domain such as example.com, or a mark (hash:...) that forget left.", needed=True, width=32),
    _c("Since", T.DATE, "When they said so.", width=12),
    _c("Why", T.TEXT, "Such as: asked by telephone.", width=34),
    _c("Source", T.TEXT, "Who or what put it here.", width=16),
))  # fmt: skip

SCORE_HISTORY = Table("ScoreHistory", "History", "Each week's scores; after a year one a month.", users="managers", ours=True, later=True, columns=(
    _ours("Date", T.DATE, "The day of the score: the first of its week on which scores were worked out."),
    _ours("Contact ID", T.ID, "The person.", width=12),
    _ours("Score", T.NUMBER, "The relationship score of that day, 0 to 100.", width=9),
))  # fmt: skip

PROBLEMS = Table("Problems", "Problems", "What salesbook could not read or believe.", users="everyone", ours=True, columns=(
    _ours("When", T.DATE, "When it was first seen."),
    _ours("Table", T.TEXT, "Where.", width=14),
    _ours("Key", T.TEXT, "Which row.", width=16),
    _ours("Column", T.TEXT, "Which column.", width=18),
    _ours("Cell", T.TEXT, "The cell.", width=18),
    _ours("Value", T.TEXT, "What stands there.", width=24),
    _ours("Problem", T.TEXT, "What is wrong with it.", width=50),
    _ours("What to do", T.TEXT, "The next step.", width=50),
))  # fmt: skip

RUNS = Table("Runs", "Runs", "What salesbook did in this book, and when.", key="Run ID", users="everyone", ours=True, columns=(
    _ours("Run ID", T.ID, "Its number.", width=20),
    _ours("When", T.MOMENT, "Date and time.", width=17),
    _ours("Action", T.TEXT, "What was run.", width=12),
    _ours("By", T.TEXT, "The person logged in to the computer.", width=14),
    _ours("Where", T.TEXT, "The computer.", width=18),
    _ours("Read", T.WHOLE, "Rows read.", width=9),
    _ours("Changed", T.WHOLE, "Cells changed.", width=10),
    _ours("Seconds", T.NUMBER, "How long it took.", width=9),
    _ours("Result", T.TEXT, "Done, or done with problems.", width=20),
    _ours("Message", T.TEXT, "In a sentence.", width=80),
))  # fmt: skip

# Not one of TABLES: only workbooks with macros have it, and what reads it is xlwings.
XLWINGS = Table("Xlwings", "xlwings.conf", "Where Excel finds Python. Filled in by: salesbook install", key="Setting", ours=True, columns=(
    _ours("Setting", T.ID, "As xlwings calls it. It reads the sheet's first two columns.", width=34),
    _ours("Value", T.TEXT, "Filled in by: salesbook install", width=90),
))  # fmt: skip

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        CALLS, CONTACTS, ACCOUNTS, ACTIVITIES, OPPORTUNITIES, ORDERS, TEAM, ABSENCES, DUTIES_TABLE,
        CADENCES, SCORING, TOUCHPOINTS, MAILINGS, OUTBOX, DO_NOT_MAIL, SETTINGS, HOLIDAYS, MAIL_RULES,
        SCORE_HISTORY, PROBLEMS, RUNS,
    )
}  # fmt: skip


@dataclass(frozen=True)
class Setting:
    """One row of Settings: `default` also tells the type that its value must have."""

    name: str
    default: str | float
    meaning: str


SETTING_ROWS: tuple[Setting, ...] = (
    Setting("Book ID", "", "Salesbook's own number for this workbook. Do not change it."),
    Setting("Firm", "", "Your firm's name, as customers know it."),
    Setting("Default interval", 90.0, "Days between touches for contacts whom no cadence covers."),
    Setting("Default owner", "", "The rep who gets contacts that nobody owns."),
    Setting("Default country", "", "Two-letter code, for phone numbers written without one."),
    Setting("Currency", "EUR", "Three letters: the money that amounts in letters are in."),
    Setting("Postal address", "", "Your firm's address, as it stands at the end of every mailing."),
    Setting("Opt-out address", "", "The email address that takes requests to stop mailings."),
    Setting("Author may approve", "No", "Yes: whoever wrote a mailing may approve it too."),
    Setting(
        "Mail server",
        "",
        "What takes your letters, such as smtp.example.com. Always encrypted; port 587 unless you add another, as in :465.",
    ),
    Setting(
        "Mail login",
        "",
        "User name at the mail server. Blank: the sender's own address. Passwords are never kept here.",
    ),
    Setting(
        "Mailbox",
        "",
        "Where answers arrive: an IMAP server such as imap.example.com, or a Maildir, an mbox file or a folder of .eml files.",
    ),
    Setting("Mailbox login", "", "User name at the mailbox."),
    Setting(
        "Sending machine", "", "The one computer that sends. The first send fills it in; any other refuses."
    ),
    Setting(
        "Messages a minute", 30.0, "The most that leave in a minute. 0: as fast as the server takes them."
    ),
    Setting("To one domain a minute", 10.0, "The most of these that go to one domain. 0: no limit."),
    Setting(
        "Messages a day",
        500.0,
        "The most in 24 hours: what your mailbox allows. 0: no limit. What is over goes on tomorrow.",
    ),
    Setting(
        "Opt-out page",
        "",
        "A page that stops mailings in one click, such as https://example.com/stop?d={draft}&t={token}. Blank: by email only.",
    ),
    Setting("Strong from", 60.0, "Scores from here on are Strong."),
    Setting("Fair from", 40.0, "Scores from here on are Fair; below they are Weak."),
    Setting("Tier weight A", 4.0, "How much a tier A contact counts when calls are ranked."),
    Setting("Tier weight B", 3.0, "The same for tier B."),
    Setting("Tier weight C", 2.0, "The same for tier C."),
    Setting("Tier weight D", 1.0, "The same for tier D."),
    Setting("Tier weight none", 1.0, "The same for contacts without a tier."),
    Setting("Campaign share", 0.0, "Share of each rep's calls that a live campaign may take, 0 to 1."),
    Setting(
        "Momentum of others",
        0.8,
        "How much the score of somebody who does not decide counts for an account, 0 to 1.",
    ),
    Setting(
        "Change limit",
        0.5,
        "An action that would change more than this share of a table of yours stops and asks.",
    ),
)

# Rows a new workbook starts with. Outcome rows stand above channel rows: of rows that match
# equally well the upper one counts.
SCORING_ROWS: tuple[tuple[str, float, float | None, float | None, str], ...] = (
    (
        "Recency",
        30,
        None,
        None,
        "Full until one cadence interval after the last real contact, then halves every interval.",
    ),
    ("Frequency", 20, 2, None, "Touches so far, faded with age, against one touch every interval."),
    ("Two-way", 15, 2, None, "How much of it comes from them. Half from them is full marks."),
    ("Talk time", 15, 2, 30, "Minutes together, faded with age, against the target."),
    ("People known", 10, None, 3, "People at the account whom we are in touch with, against the target."),
    ("Loyalty", 10, None, None, "Still ordering as usual, or sending us referrals."),
)
TOUCHPOINT_ROWS: tuple[tuple[str, str, str, float, str, str], ...] = (
    ("", "Out", "Message left", 0.3, "No", "All"),
    ("", "Out", "Call back later", 0.3, "No", "All"),
    ("", "Out", "Not interested", 0.3, "No", "All"),
    ("", "Out", "No answer", 0, "No", "Nothing"),
    ("", "Out", "Wrong number", 0, "No", "Nothing"),
    ("", "Out", "Left the company", 0, "No", "Nothing"),
    ("", "Out", "Do not call again", 0, "No", "Nothing"),
    ("", "In", "", 1, "Yes", "Nothing"),
    ("Call", "Out", "", 1, "Yes", "All"),
    ("Visit", "Out", "", 2, "Yes", "All"),
    ("Meeting", "Out", "", 2, "Yes", "All"),
    ("Email", "Out", "", 0.5, "If cadence names it", "Mailings"),
    ("Newsletter", "Out", "", 0.3, "If cadence names it", "Mailings"),
    ("Gift", "Out", "", 0.5, "If cadence names it", "Nothing"),
    ("Letter", "Out", "", 0.5, "If cadence names it", "Mailings"),
    ("Service", "Out", "", 1, "If cadence names it", "Mailings"),
    ("Install", "Out", "", 1, "If cadence names it", "Mailings"),
    ("Order", "", "", 1, "Yes", "Nothing"),
    ("", "", IMPORTED, 1, "Yes", "Nothing"),
)
CADENCE_ROWS: tuple[tuple[str, str, str, str, float, str, int, str, int, int, float, str], ...] = (
    ("Key account", "Customer", "A", "High", 1, "month", 5, "Call, Visit, Meeting", 5, 6, 9, "Yes"),
    ("Large customer", "Customer", "", "High", 6, "week", 7, "Call, Visit", 5, 5, 7, "Yes"),
    ("Customer", "Customer", "", "", 2, "month", 10, "Call, Email", 7, 4, 5, "Yes"),
    ("Newsletter customer", "Customer", "D", "Low", 1, "month", 10, "Newsletter", 7, 3, 4, "Yes"),
    ("Hot prospect", "Prospect", "A", "", 2, "week", 4, "Call, Meeting", 4, 6, 8, "Yes"),
    ("Prospect", "Prospect", "", "", 1, "month", 7, "Call, Email", 7, 4, 6, "Yes"),
    ("Past customer", "Past customer", "", "", 4, "month", 14, "Call, Letter", 14, 3, 3, "Yes"),
    (
        "Centre of influence",
        "Centre of influence",
        "",
        "",
        6,
        "week",
        10,
        "Call, Visit, Gift",
        7,
        4,
        5,
        "Yes",
    ),
    ("Partner", "Partner", "", "", 2, "month", 10, "Call, Meeting", 7, 4, 4, "Yes"),
)
# Whose law asks for consent before a newsletter; elsewhere people can be written to until they say no.
MAIL_RULE_ROWS: tuple[tuple[str, str, str, str], ...] = (
    ("*", "Yes", "Yes", "Yes"),
    ("US", "No", "Yes", "Yes"),
)
DUTY_ROWS: tuple[tuple[str, str, str], ...] = tuple((task, "", "") for task in DUTIES)

INTERVAL_DAYS = {"day": 1.0, "week": 7.0, "month": 30.4375}
