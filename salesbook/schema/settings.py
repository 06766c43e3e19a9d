"""How salesbook behaves in a book, and the days on which nobody works."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from salesbook.schema.forgetting import Forget
from salesbook.schema.shapes import FIRST, MARK, SINCE
from salesbook.schema.types import Column, Table, Type, ours
from salesbook.schema.unreadable import NO_ROW


@dataclass(frozen=True)
class Setting:
    """One row of Settings: `default` also tells the type that its value must have; `since`: see `shapes`.

    Numbers are 0 at least, or above it where they are `positive`, and `most` at most.
    """

    name: str
    group: str
    default: str | float
    meaning: str
    since: int = FIRST
    positive: bool = False
    most: float = inf


SETTING_GROUP = "Group"  # the column that says what a setting is about


SETTING_ROWS: tuple[Setting, ...] = (
    Setting("Firm", "Firm", "", "Your firm's name, as customers know it."),
    Setting("Default owner", "Firm", "", "The rep who gets contacts that nobody owns."),
    Setting(
        "Manager",
        "Firm",
        "",
        "The rep on whose list a complaint stands that is open for more than 14 days.",
        since=2,
    ),
    Setting("Default country", "Firm", "", "Two-letter code, for phone numbers written without one."),
    Setting("Currency", "Firm", "EUR", "Three letters: the money that amounts in letters are in."),
    Setting("Postal address", "Firm", "", "Your firm's address, as it stands at the end of every mailing."),
    Setting(
        "Default interval",
        "Calls",
        90.0,
        "Days between touches for contacts whom no cadence covers.",
        positive=True,
    ),
    Setting("Tier weight A", "Calls", 4.0, "How much a tier A contact counts when calls are ranked."),
    Setting("Tier weight B", "Calls", 3.0, "The same for tier B."),
    Setting("Tier weight C", "Calls", 2.0, "The same for tier C."),
    Setting("Tier weight D", "Calls", 1.0, "The same for tier D."),
    Setting("Tier weight none", "Calls", 1.0, "The same for contacts without a tier."),
    Setting("Strong from", "Score", 60.0, "Scores from here on are Strong."),
    Setting("Fair from", "Score", 40.0, "Scores from here on are Fair; below they are Weak."),
    Setting(
        "Momentum of others",
        "Score",
        0.8,
        "How much the score of somebody who does not decide counts for an account, 0 to 1.",
    ),
    Setting("Author may approve", "Mailings", "No", "Yes: whoever wrote a mailing may approve it too."),
    Setting("Opt-out address", "Mailings", "", "The email address that takes requests to stop mailings."),
    Setting(
        "Opt-out page",
        "Mailings",
        "",
        "Such as https://example.com/stop?d={draft}&t={token}: a click stops mailings. Blank: by email.",
    ),
    Setting(
        "Mail server",
        "Sending",
        "",
        "Such as smtp.example.com or smtp.example.com:465; the port is 587 where you give none.",
    ),
    Setting(
        "Mail login",
        "Sending",
        "",
        "User name at the mail server. Blank: the sender's own address. Passwords are never kept here.",
    ),
    Setting(
        "Sending machine",
        "Sending",
        "",
        "The one computer that sends. The first send fills it in; any other refuses.",
    ),
    Setting(
        "Messages a minute",
        "Sending",
        30.0,
        "The most that leave in a minute. 0: as fast as the server takes them.",
    ),
    Setting(
        "To one domain a minute", "Sending", 10.0, "The most of these that go to one domain. 0: no limit."
    ),
    Setting(
        "Messages a day",
        "Sending",
        500.0,
        "The most in 24 hours: what your mailbox allows. 0: no limit. What is over goes on tomorrow.",
    ),
    Setting(
        "Mailbox",
        "Answers",
        "",
        "Where answers arrive: an IMAP server, a Maildir, an mbox file or a folder of .eml files.",
    ),
    Setting("Mailbox login", "Answers", "", "User name at the mailbox."),
    Setting(
        "Campaign share",
        "Campaigns",
        0.0,
        "Share of each rep's calls that a live campaign may take, 0 to 1.",
    ),
    Setting(
        "Care share",
        "Campaigns",
        0.3,
        "Share of each rep's calls that campaigns leave to all the others, 0 to 1.",
        since=2,
    ),
    Setting(
        "Who approves",
        "Campaigns",
        "",
        "Such as Finance: Marta; Operations: Jo. At least two people, one of them outside sales and marketing.",
        since=2,
    ),
    Setting(
        "Answer days",
        "Campaigns",
        21.0,
        "Days after a pitch within which an answer counts when shares of yes are compared.",
        since=2,
        most=3650,
    ),
    Setting(
        "Prior yes",
        "Campaigns",
        1.0,
        "What is believed of the share of yes before anybody answers: so many said yes ...",
        since=2,
        positive=True,
    ),
    Setting(
        "Prior no",
        "Campaigns",
        1.0,
        "... and so many no. Above 0; 1 and 1 believe nothing.",
        since=2,
        positive=True,
    ),
    Setting(
        "Win from",
        "After the sale",
        "",
        "Stages of Opportunities from which on an account counts as Win, with commas between. Blank: any open one.",
        since=2,
    ),
    Setting(
        "Notes address",
        "After the sale",
        "",
        "Where the front line sends what it hears: inbox makes notes of these mails.",
        since=2,
    ),
    Setting(
        "Asks a year",
        "After the sale",
        2.0,
        "How often one customer is asked for an introduction in a year, at most.",
        since=2,
        most=365,
    ),
    Setting(
        "Change limit",
        "Technical",
        0.5,
        "An action that would change more than this share of a table of yours stops and asks.",
    ),
    Setting("Book ID", "Technical", "", "Salesbook's own number for this workbook. Do not change it."),
    Setting(
        SINCE,
        "Technical",
        "",
        "Salesbook's own note of the day on which each part came. Blank: with the book. Do not change it.",
        since=2,
    ),
    Setting(
        MARK,
        "Technical",
        "",
        "Salesbook's own note of which columns and settings each part of this workbook has. Do not change it.",
        since=2,
    ),
)

SETTINGS = Table(
    "Settings", "Settings", "How salesbook behaves in this book.",
    key="Setting",
    contents="How this book behaves, and holidays.",
    first=(SETTING_GROUP, "Setting", "Value", "Meaning"),
    starts_with=[(s.name, s.default, s.meaning, s.group) for s in SETTING_ROWS],
    forget=Forget.WORDS,
    columns=(
        Column("Setting", Type.ID, "Do not rename.", needed=True, width=24),
        Column("Value", Type.TEXT, "Change this.", width=26),
        Column("Meaning", Type.TEXT, "In plain words.", width=76),
        ours(SETTING_GROUP, Type.TEXT, "What it is about.", width=16, later=True, since=2),
    ),
)  # fmt: skip

HOLIDAYS = Table(
    "Holidays", "Settings", "Days on which a country does not work.",
    forget=Forget.WORDS,
    columns=(
        Column("Country", Type.TEXT, "Two-letter code such as ES.", width=9, unreadable=NO_ROW),
        Column("Date", Type.DATE, "The day."),
        Column("Name", Type.TEXT, "What it is.", width=30),
    ),
)  # fmt: skip
