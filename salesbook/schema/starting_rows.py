"""The rows that a new workbook starts with."""

from __future__ import annotations

from salesbook.schema.closed_lists import CHANNELS, DUTIES, DUTIES_OF_FIRST, IMPORTED

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
DUTY_ROWS_SINCE_2 = tuple((2, row) for row in DUTY_ROWS if row[0] not in DUTIES_OF_FIRST)

# What follows an event: so many days later, how, whose duty, what about, with which letter.
FOLLOW_UP_ROWS: tuple[tuple[str, float, str, str, str, str, str, str], ...] = (
    ("Acquired", 1, "day", "Call", "Prospecting", "Introduction", "", "Yes"),
    ("Acquired", 2, "week", "Call", "Prospecting", "Status", "", "Yes"),
    ("Acquired", 6, "week", "Call", "Prospecting", "Status", "", "Yes"),
    ("First talk", 3, "week", "Call", "Prospecting", "Follow-up", "after-call", "Yes"),
    ("Won", 2, "day", "Email", "", "Follow-up", "thank-you", "Yes"),
    ("First order", 2, "day", "Call", "Service follow-up", "Follow-up", "thank-you", "Yes"),
    ("First order", 90, "day", "Call", "Service follow-up", "Status", "status-meeting", "Yes"),
    ("Order", 10, "day", "Call", "Service follow-up", "Follow-up", "", "No"),
    ("Installed", 7, "day", "Call", "Service follow-up", "Follow-up", "", "Yes"),
    ("Installed", 90, "day", "Call", "", "Status", "status-meeting", "Yes"),
    ("Serviced", 4, "day", "Call", "Service follow-up", "Follow-up", "", "Yes"),
    ("Complaint closed", 5, "day", "Call", "", "Follow-up", "", "Yes"),
    ("Lapsed", 0, "day", "Call", "", "Reorder", "", "Yes"),
    ("Lost", 14, "day", "Call", "", "Referral ask", "lost-deal", "Yes"),
)

# What a touch costs besides time: for people to fill in.
CHANNEL_COST_ROWS: tuple[tuple[str, float | None], ...] = tuple(
    (channel, None) for channel in CHANNELS if channel not in ("Order", "Other")
)
