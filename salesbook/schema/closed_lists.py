"""The values of closed lists: what a cell of a column with choices may say."""

from __future__ import annotations

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
ALL_MAIL = ("Email", "Newsletter")
DIRECTIONS = ("Out", "In")
COMPLAINT, COMPLAINT_SOLVED = "Complaint", "Complaint solved"  # outcomes; the first is a topic, too
OUTCOMES = (
    "Spoke", "Meeting booked", "Message left", "No answer", "Call back later", "Not interested",
    COMPLAINT, COMPLAINT_SOLVED, "Wrong number", "Left the company", "Do not call again",
)  # fmt: skip
OUTCOMES_OF_FIRST = tuple(
    one for one in OUTCOMES if one not in {COMPLAINT, COMPLAINT_SOLVED}
)  # those of the first shape
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
DUTIES_OF_FIRST = (
    "Prospecting", "Pitch", "Status call", "Service follow-up", "Referral ask", "Data check",
)  # fmt: skip
HANDOFF = "Handoff"  # a duty, and a topic
DUTIES = (*DUTIES_OF_FIRST, HANDOFF)
# What a call was about, in a word. salesbook writes the first of them; the others are for people to type.
TYPED_TOPICS = ("Solution design", "Quote", "Administration")
TOPICS = (
    COMPLAINT, "Risk", "Promise", "Call back", "Meeting", "Reply", HANDOFF, "Follow-up",
    "Open opportunity", "Introduction", "Reorder", "Referral ask", "Data", "Pitch", "None", "Status",
    *TYPED_TOPICS,
)  # fmt: skip
DECISIONS = ("Send", "Skip")
FACTORS = (
    "Recency", "Frequency", "Two-way", "Talk time", "People known", "Loyalty",
)  # fmt: skip
INTERVAL_DAYS = {"day": 1.0, "week": 7.0, "month": 30.4375}
PROPOSITION_STAGES = ("Idea", "In review", "Approved", "Live", "On hold", "Improving", "Retired", "Killed")
PITCHED_STAGES = ("Approved", "Live")  # only these are pitched
IDEA, IN_REVIEW = PROPOSITION_STAGES[:2]
APPROVE, OBJECT, ABSTAIN, PENDING, READY = APPROVAL_DECISIONS = (
    "Approve",
    "Object",
    "Abstain",
    "Pending",
    "Done",
)
PLANNED, LIVE, PAUSED, OVER = CAMPAIGN_STATUSES = ("Planned", "Live", "Paused", "Done")
PITCH_CHANNELS = ("Call", "Visit", "Meeting", "Email", "Newsletter", "Letter")
SAID_YES, SAID_LATER, NOT_RELEVANT, OTHER_ANSWER = "Yes", "Interested later", "Not relevant", "Other"
ANSWERS = (
    SAID_YES, SAID_LATER, NOT_RELEVANT, "Price", "Trust", "Timing", "Has supplier", OTHER_ANSWER,
)  # fmt: skip
# The states of a pitch, in the order in which they are asked; the first that fits is shown.
PITCHED, CANNOT, UNREACHED, ON_THE_LIST, TRIED, WAITING = PITCH_STATES = (
    "Pitched", "Cannot", "Not reached", "On the list", "Tried", "Waiting",
)  # fmt: skip
FOLLOW_UP_EVENTS = (
    "Acquired", "First talk", "Won", "First order", "Order", "Installed", "Serviced", "Complaint closed", "Lapsed", "Lost",
)  # fmt: skip
LEAD, NEED, RISK, NOTED_COMPLAINT, COMPLIMENT, COMPETITOR_SEEN, CHANGE_OF_PEOPLE = NOTE_TYPES = (
    "Lead", "Need", "Risk", COMPLAINT, "Compliment", "Competitor seen", "Change of people",
)  # fmt: skip
NOTE_NEW, NOTE_ROUTED, NOTE_DONE = NOTE_STATES = ("New", "Routed", "Done")
ATTRACT, BUILD_TRUST, WIN, SERVE, WIN_BACK = STAGES_SEEN = (*STAGES, "Win back")
FIND_A_PERSON = "Find a person"  # the next step where nobody is there
RISING, STEADY, STALLING, LEFT_ALONE = PACES = ("Rising", "Steady", "Stalling", "Left alone")
ASKED, REFERRAL_PROMISED, INTRODUCED, MET, REFERRAL_WON, DECLINED, REFERRAL_VOID = REFERRAL_STATUSES = (
    "Asked", "Promised", "Introduced", "Met", "Won", "Declined", "Void",
)  # fmt: skip
INCENTIVE_EVENTS = ("Introduced", "Met", "First paid order")
ANYBODY = "Any"  # of whatever Kind
# Whom to ask for an introduction: the first that fits.
ASK_GROUPS = ("Stood by us", "Loyal", "Referred", "Friend", "New", "Prospect", "Lost deal")
