"""Propositions, who approves them, whom they are pitched to, and what became of each pitch."""

from __future__ import annotations

from salesbook.schema.closed_lists import (
    APPROVAL_DECISIONS,
    CAMPAIGN_STATUSES,
    PITCH_CHANNELS,
    PITCH_STATES,
    PROPOSITION_STAGES,
)
from salesbook.schema.forgetting import Forget, Names
from salesbook.schema.types import Column, Table, Type, leads_to, ours
from salesbook.schema.unreadable import COUNTS_AS_OBJECT, NOT_APPROVED, NOT_LIVE

PROPOSITIONS = Table(
    "Propositions", "Propositions", "What we offer to a whole cohort, and what it takes to be ready for it.",
    key="Proposition ID", part="campaigns", users="managers", later=True, since=2,
    contents="What we offer to whole cohorts, and what is missing.",
    lines=3, forget=Forget.WORDS, listed_as="proposition_ids", in_letters="proposition",
    first=("Proposition ID", "Title", "Stage", "Version", "Promise", "Cohort", "What it asks of us", "Still missing", "Talk track"),
    columns=(
        Column("Proposition ID", Type.ID, "A short name that is not used twice, such as VMI.", needed=True, width=12),
        Column("Title", Type.TEXT, "What it is called.", width=20),
        Column("Promise", Type.TEXT, "What the customer gets, in a sentence. To change it, raise Version: approvals are given for it.", width=32, long=True),
        Column("Cohort", Type.ID, "Whom it is for, from Cohorts. To change it, raise Version.", refers="Cohorts", width=14),
        Column("Version", Type.WHOLE, "1, 2, 3. Blank means 1.", width=8),
        Column("Stage", Type.CHOICE, "Only Approved and Live are pitched.", choices=PROPOSITION_STAGES, width=11, unreadable=NOT_APPROVED),
        Column("Sponsor", Type.TEXT, "Who conceived it, or answers for it.", width=14, folded=True),
        Column("Worked out with", Type.TEXT, "The departments that worked on it.", width=18, folded=True),
        Column("Why they care", Type.TEXT, "What it changes for the customer's own business.", width=28, long=True, folded=True),
        Column("What it asks of us", Type.TEXT, "What the firm must be able to do. To change it, raise Version.", width=26, long=True),
        Column("Effect on sales role", Type.TEXT, "What becomes of the rep's work once customers say yes.", width=24, long=True, folded=True),
        Column("Cadence after yes", Type.ID, "How often they are touched once they said yes, from Cadences.", refers="Cadences", width=16, folded=True),
        Column("Talk track", Type.TEXT, "What the caller says, in a few words: it stands on Calls.", width=34, long=True),
        Column("Template", Type.TEXT, "The letter that says it: a file of templates/letters, without .md.", width=16, folded=True),
        Column("Success measure", Type.TEXT, "By what you will know that it worked.", width=22, long=True, folded=True),
        ours("Still missing", Type.TEXT, "What keeps the gate shut, in words.", width=34, long=True),
        ours("Ideas made", Type.TEXT, "Objections to it of which a row of Stage Idea was made: they make none again.", width=14, folded=True),
    ),
)  # fmt: skip

APPROVALS = Table(
    "Approvals", "Propositions", "Who approves a version, who objects, and what must be ready.",
    part="campaigns", users="managers", later=True, since=2, forget=Forget.WORDS,
    columns=(
        Column("Proposition ID", Type.ID, "Which.", refers="Propositions", needed=True, width=12),
        Column("Version", Type.WHOLE, "Of that version.", width=8),
        Column("Department", Type.TEXT, "For whom they speak, as Settings says in Who approves.", width=14),
        Column("Who", Type.TEXT, "Who decides; of What, who sees to it.", width=14, names=Names.PERSON),
        Column("What", Type.TEXT, "Blank: it is about the proposition. Else what must be ready.", width=24, long=True),
        Column("Decision", Type.CHOICE, "Approve, Object or Abstain; Pending until then. Done: What is ready.", choices=APPROVAL_DECISIONS, width=10, unreadable=COUNTS_AS_OBJECT),
        Column("Concern", Type.TEXT, "What speaks against it.", width=28, long=True),
        Column("Resolution", Type.TEXT, "What was done about it.", width=28, long=True),
        Column("Due", Type.DATE, "By when.", width=11),
        Column("Asked on", Type.DATE, "When they were asked.", width=11),
        Column("Decided on", Type.DATE, "The day of the decision: the latest counts.", width=11),
        ours("Content", Type.TEXT, "Marks what was decided on: a decision counts for that alone.", width=14),
    ),
)  # fmt: skip

EXECUTIVES = Table(
    "Executives", "Propositions", "How those who approve are reached, and who stands in.",
    part="campaigns", users="managers", later=True, since=2, forget=Forget.WORDS,
    columns=(
        Column("Department", Type.TEXT, "As Settings says in Who approves.", width=14),
        Column("Executive", Type.TEXT, "As Settings says there.", width=14, names=Names.PERSON),
        Column("Email", Type.TEXT, "Where they are asked.", width=26, names=Names.PERSON),
        Column("Stand-in", Type.TEXT, "Who decides for them.", width=14, names=Names.PERSON),
    ),
)  # fmt: skip

CAMPAIGNS = Table(
    "Campaigns", "Campaigns", "One row a campaign: a version of a proposition, pitched to everybody who decides in a cohort.",
    key="Campaign ID", part="campaigns", users="managers", later=True, since=2,
    contents="Who is pitched what, and how far each campaign is.",
    lines=3, forget=Forget.WORDS, listed_as="campaign_ids", in_letters="campaign",
    first=(
        "Campaign ID", "Proposition ID", "Version", "Cohort", "Channels", "Calls a day", "Start", "Status", "What to do",
        "Decision makers", "Cannot be reached", "Pitched", "Coverage", "Tried", "Answers", "Yes", "Yes rate", "From", "To",
        "Days to the tenth answer", "Done by",
    ),
    columns=(
        Column("Campaign ID", Type.ID, "A short name that is not used twice, such as VMI-spring.", needed=True, width=14),
        Column("Proposition ID", Type.ID, "What is pitched.", refers="Propositions", width=12),
        Column("Version", Type.WHOLE, "Of it. It stays once somebody was pitched: a new version is a new campaign.", width=8),
        Column("Cohort", Type.ID, "To whom: the proposition's.", refers="Cohorts", width=14),
        Column("Owner", Type.ID, "Who answers for it.", refers="Team", width=9, folded=True),
        Column("Reps", Type.TEXT, "Who pitches, such as ana, jonas. Blank: whoever keeps the contact.", width=14, folded=True),
        Column("Channels", Type.LIST, "How, the best first, such as Call, Visit, Email. Blank: Call.", choices=PITCH_CHANNELS, width=12),
        Column("Template", Type.TEXT, "The letter. Blank: the proposition's.", width=14, folded=True),
        Column("Calls a day", Type.WHOLE, "Of all reps together. Blank: by Campaign share in Settings.", width=8),
        Column("Start", Type.DATE, "The first day: what came before does not count.", width=11),
        Column("End", Type.DATE, "The last day. Blank: until it is done.", width=11, folded=True),
        Column("Status", Type.CHOICE, "Live ones are pitched.", choices=CAMPAIGN_STATUSES, width=9, unreadable=NOT_LIVE),
        ours("Decision makers", Type.WHOLE, "Who of the cohort decides, and who was pitched already.", width=9),
        ours("Cannot be reached", Type.WHOLE, "Of them, by no channel of the campaign; see Pitches.", width=9),
        ours("Pitched", Type.WHOLE, "Of them, who has heard it.", width=8),
        ours("Coverage", Type.SHARE, "Pitched of those who can be reached.", width=9),
        ours("Tried", Type.WHOLE, "Not pitched yet, though we called or wrote.", width=7),
        ours("Answers", Type.WHOLE, "Of those pitched, who answered.", width=8),
        ours("Yes", Type.WHOLE, "Of those pitched, who said yes.", width=6),
        ours("Yes rate", Type.SHARE, "Who said yes within Answer days, of those pitched that long ago.", width=8),
        ours("From", Type.SHARE, "It may be as low as this ...", width=7),
        ours("To", Type.SHARE, "... or as high as this, nine times in ten.", width=7),
        ours("Days to the tenth answer", Type.WHOLE, "From Start.", width=10),
        ours("Done by", Type.DATE, "When everybody will have been pitched, at the pace of the last four weeks.", width=11),
        ours("What to do", Type.TEXT, "What the answers say, and how sure that is.", width=30, long=True),
        ours("Version pitched", Type.WHOLE, "The version that was pitched first.", width=8, folded=True),
    ),
)  # fmt: skip

COHORTS = Table(
    "Cohorts", "Campaigns", "Whom a proposition is for, by a rule.",
    key="Cohort", part="campaigns", users="managers", later=True, since=2, forget=Forget.WORDS,
    listed_as="cohort_names",
    columns=(
        Column("Cohort", Type.ID, "A short name.", needed=True, width=14),
        Column("Rule", Type.TEXT, "Such as: Kind = Customer and Tier is one of A, B. Or: everyone", width=30, long=True),
        Column("Meaning", Type.TEXT, "In plain words.", width=24, long=True),
        ours("Members", Type.WHOLE, "Active people whom the rule fits.", width=9),
        ours("Accounts", Type.WHOLE, "Their organisations.", width=9),
        ours("Decision makers", Type.WHOLE, "Of the members, who decides.", width=9),
        ours("Accounts without one", Type.WHOLE, "Organisations where we know nobody who decides.", width=10),
        ours("Rule seen", Type.TEXT, "The rule by which these were counted: tells when it changes.", width=14, folded=True),
    ),
)  # fmt: skip

PITCHES = Table(
    "Pitches", "Pitches", "Each decision maker of each campaign: reached, waiting, or why not.",
    part="campaigns", users="everyone", ours=True, later=True, since=2,
    contents="Who has been pitched, who waits, and why.",
    freeze=3, forget=Forget.ROWS, of_person="Contact ID",
    first=("Campaign ID", "Name", "State", "Go", "Account", "Rep", "Pitched on", "Channel", "Answer", "Answered on", "Their words", "Who of us knows them", "Why not yet", "Cadence offered", "Calls saved", "Accept"),
    columns=(
        ours("Campaign ID", Type.ID, "The campaign.", width=14, refers="Campaigns", offers=False),
        ours("Contact ID", Type.ID, "The person.", width=12, refers="Contacts", offers=False, folded=True),
        ours("Name", Type.TEXT, "Their name.", width=18, names=Names.PERSON),
        ours("Account", Type.TEXT, "Their organisation.", width=18, names=Names.FIRM),
        ours("Rep", Type.ID, "Who pitched, or will.", width=9, refers="Team", offers=False),
        ours("State", Type.TEXT, "How far we are with them.", choices=PITCH_STATES, width=11),
        ours("Pitched on", Type.DATE, "When they first heard it.", width=11),
        ours("Channel", Type.TEXT, "How.", width=10),
        ours("Answer", Type.TEXT, "What they said to it last.", width=14),
        ours("Answered on", Type.DATE, "When.", width=11),
        ours("Their words", Type.TEXT, "How they put it.", width=28, long=True),
        ours("Who of us knows them", Type.TEXT, "The colleague who knows them best.", width=12),
        ours("Why not yet", Type.TEXT, "What stands in the way.", width=28, long=True),
        ours("Cadence offered", Type.TEXT, "How often they may be touched from now on, since they said yes.", width=16),
        ours("Calls saved", Type.NUMBER, "By that, a year.", width=7),
        Column("Accept", Type.CHOICE, "Yes: that becomes their Cadence with the next click on Campaigns or Today. No: it is offered no more.", choices=("Yes", "No"), width=8),
        leads_to("Contacts", "Contact ID", "B", "A click leads to the person's row of Contacts.", within="Pitches"),
    ),
)  # fmt: skip

# Those that people type in, from which the others follow.
OF_CAMPAIGNS = tuple(table.name for table in (PROPOSITIONS, APPROVALS, EXECUTIVES, CAMPAIGNS, COHORTS))
