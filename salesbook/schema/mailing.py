"""Mailings and their letters, who gets none, and what letters must have."""

from __future__ import annotations

from salesbook.schema.beside_ids import account_beside
from salesbook.schema.closed_lists import DECISIONS
from salesbook.schema.forgetting import Forget, Names
from salesbook.schema.starting_rows import MAIL_RULE_ROWS
from salesbook.schema.types import Column, Table, Type, ours
from salesbook.schema.unreadable import COUNTS_AS_SKIP, COUNTS_AS_YES

MAILINGS = Table(
    "Mailings", "Mailings", "One row a mailing: what it says, who gets it, and how far it is.",
    key="Mailing ID", part="mail", users="marketers", later=True,
    contents="Newsletters: what they say, who gets them.",
    freeze=2, lines=3,
    forget=Forget.WORDS,
    in_letters="mailing", for_letters=True,
    first=(
        "Mailing ID", "Title", "Status", "Audience", "Template", "Drafts", "Left out", "Sent", "Approved by", "Planned date",
        "Why left out", "Approved on", "Author", "Problems", "Language",
    ),
    columns=(
        Column("Mailing ID", Type.ID, "Any name that is not used twice, such as 2026-11.", needed=True, width=12),
        Column("Title", Type.TEXT, "What it is, for yourselves.", width=20),
        Column("Template", Type.TEXT, "The text: a file of templates/newsletters, without .md. Blank: its campaign's.", width=14),
        Column("Audience", Type.TEXT, "Who gets it, such as: Kind = Customer and Tier is one of A, B. Or: everyone", width=28),
        Column("Language", Type.TEXT, "Two-letter code: only its readers get it. Blank: each in their own.", width=10),
        Column("Variants", Type.TEXT, "Shares of its variants, such as A 50, B 50. Blank: alike.", width=14),
        Column("Hold out", Type.SHARE, "Share of the audience who get nothing, so that the effect can be measured.", width=9),
        Column("Planned date", Type.DATE, "When it is to go out.", width=11),
        Column("Author", Type.ID, "Who wrote it, from Team.", refers="Team", width=12),
        Column("Approved by", Type.ID, "Who has read the drafts and found them good, from Team.", refers="Team", width=11),
        Column("Approved on", Type.DATE, "When.", width=11),
        Column("Campaign ID", Type.ID, "The campaign that it pitches, if it does.", width=12),
        ours("Status", Type.TEXT, "Draft until it is approved; a change of text or audience makes it a Draft again. Then Sending, and Sent.", width=9),
        ours("Drafts", Type.WHOLE, "Letters in Outbox that are not sent yet.", width=7),
        ours("Left out", Type.WHOLE, "People of the audience who must not, or need not, be written to now.", width=8),
        ours("Held out", Type.WHOLE, "People who get nothing, so that the effect can be measured.", width=8),
        ours("Problems", Type.WHOLE, "People whose letter could not be written; see the sheet Problems.", width=9),
        ours("Why left out", Type.TEXT, "The reasons, with their numbers.", width=28, long=True),
        ours("Version", Type.TEXT, "Marks text and audience as last drafted: approval is given for it.", width=14, folded=True),
        ours("Sent", Type.WHOLE, "Letters that have left.", width=7, later=True),
    ),
)  # fmt: skip

OUTBOX = Table(
    "Outbox", "Outbox", "One row a letter. Type Skip to leave one out.",
    key="Draft ID", part="mail", users="marketers", later=True,
    contents="The letters, one a row, and how each stands.",
    freeze=1,
    forget=Forget.ROWS, of_person="Contact ID",
    imported=False,
    for_letters=True,
    first=(
        "Name", "Mailing ID", "To", "Subject", "Status", "Decision", "Sent on", "Reason", "File", "Account",
    ),
    columns=(
        ours("Draft ID", Type.ID, "Salesbook's number for this letter.", width=18, folded=True),
        ours("Mailing ID", Type.ID, "The mailing; blank for a letter of its own.", width=12, refers="Mailings", offers=False),
        ours("Contact ID", Type.ID, "The reader.", width=12, refers="Contacts", offers=False, folded=True),
        ours("Name", Type.TEXT, "Their name.", width=18, names=Names.PERSON),
        ours("To", Type.TEXT, "The address.", width=26, names=Names.PERSON, reach=True, long=True),
        ours("Subject", Type.TEXT, "What the reader sees first.", width=34),
        ours("Template", Type.TEXT, "The text it was made from.", width=18, folded=True),
        ours("Variant", Type.TEXT, "Which of the texts.", width=8, folded=True),
        ours("Status", Type.TEXT, "Draft, Approved, Skipped, Left out; then how sending went, and what came back.", width=10),
        Column("Decision", Type.CHOICE, "Skip: this letter is not sent. Send: approves a letter of its own, or sends one that is In doubt again.", choices=DECISIONS, width=10, unreadable=COUNTS_AS_SKIP),
        ours("Reason", Type.TEXT, "Why it stands so.", width=24, long=True),
        ours("File", Type.TEXT, "Click to open it in your mail program.", width=24),
        ours("Made on", Type.DATE, "When it was last written.", width=11, folded=True),
        ours("Content", Type.TEXT, "Marks what the letter says: tells whether it would be another one now.", width=14, folded=True),
        ours("Sent on", Type.MOMENT, "When the mail server took it.", width=15, later=True),
        ours("Message ID", Type.TEXT, "The letter's number in the mail: how answers find back to it.", width=40, later=True, folded=True),
        account_beside(18),
        ours("Campaign ID", Type.ID, "What a letter of its own pitches.", width=12, later=True, since=2, folded=True),
    ),
)  # fmt: skip

DO_NOT_MAIL = Table(
    "DoNotMail", "Do not mail", "Addresses and whole domains that get no mail, ever.",
    key="Address", part="mail", users="everyone", later=True,
    contents="Who gets no mail, ever.",
    forget=Forget.ADDRESSES,
    for_letters=True,
    columns=(
        Column("Address", Type.ID, "An email address, a domain such as example.com, or a mark (hash:...) that forget left.", needed=True, width=32,
               uncalculated="it may be anybody's address, so nobody gets a letter"),
        Column("Since", Type.DATE, "When they said so.", width=12),
        Column("Why", Type.TEXT, "Such as: asked by telephone.", width=34),
        Column("Source", Type.TEXT, "Who or what put it here.", width=16),
    ),
)  # fmt: skip

MAIL_RULES = Table(
    "MailRules", "Settings", "What mailings must have, by the reader's country.",
    key="Country", part="mail", later=True,
    starts_with=MAIL_RULE_ROWS,
    forget=Forget.WORDS,
    for_letters=True,
    columns=(
        Column("Country", Type.ID, "Two-letter code such as ES. A star stands for all others.", needed=True, width=9,
               uncalculated="it may be any country, so Yes counts for all"),
        Column("Consent needed", Type.FLAG, "Yes: nobody whose Consent is Unknown gets a mailing.", width=10, blank_means=True, unreadable=COUNTS_AS_YES),
        Column("Postal address", Type.FLAG, "Yes: every mailing shows your postal address.", width=10, blank_means=True, unreadable=COUNTS_AS_YES),
        Column("Opt-out line", Type.FLAG, "Yes: every mailing tells how to stop it.", width=10, blank_means=True, unreadable=COUNTS_AS_YES),
    ),
)  # fmt: skip
