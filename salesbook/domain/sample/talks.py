"""What happens between the firm of the sample and its contacts: talks, each of one or more turns.

{m} stands for the account's machine, {p} for a part of it, {s} for what it consumes, {who} for a
person whom the contact named.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from salesbook.domain.sample.firm import OFFICE, SERVICE


class Turn(NamedTuple):
    """One activity. `wait` is the days since the turn before; subjects and notes are a choice of sentences."""

    wait: int
    channel: str
    direction: str
    outcome: str | None
    low: int
    high: int
    subjects: tuple[str, ...]
    mood: str
    notes: tuple[str, ...]
    answer: str | None
    by: str


TurnsOfTalk = tuple[Turn, ...]


def _t(
    how: str,
    minutes: str,
    subjects: str,
    mood: str = "",
    notes: str = "",
    answer: str = "",
    wait: int = 0,
    by: str = "",
) -> Turn:
    """`how` is channel, direction and outcome; `minutes` is "6-20" or ""; " | " stands between sentences to choose from."""
    channel, direction, outcome = [*how.split(" ", 2), ""][:3]
    low, _, high = minutes.partition("-")
    several = tuple(notes.split(" | ")) if notes else ()
    return Turn(wait, channel, direction, outcome or None, int(low or 0), int(high or 0), tuple(subjects.split(" | ")), mood,
                several, answer or None, by)  # fmt: skip


# A talk a line:
# fmt: off
STATUS_CALL = _t("Call Out Spoke", "3-14", "Status call | How is the {m} doing? | Checking in | Plans for the season", "good",
    "The {m} runs two shifts, no open points. | Output is up, they may need a second line. | "
    "New operator, would like a short training. | Wants to see paper instead of plastic film. | "
    "Asked for the test report on thinner film.")
NO_ANSWER = _t("Call Out No answer", "", "Regular call | Tried to reach them", wait=3)
NO_ANSWER_AGAIN = _t("Call Out No answer", "", "Second try | Tried again", wait=4)
MESSAGE = _t("Call Out Message left", "1-2", "Message with reception | Voicemail",
    notes="Asked to be rung back. | Left my number with a colleague.", wait=3)
BUSY = _t("Call Out Call back later", "1-3", "Regular call", "busy", "On the shop floor when I rang.")
PROMISED = _t("Call Out Spoke", "8-20", "Price of a second {m} | Trial with paper film | Upgrade of the {m}", "",
    "Promised to send the quote and to ring when they have read it. | "
    "Promised to bring film samples and agree a trial day. | "
    "Promised to ask our engineers about the cycle time and call back.", "Wants a quote")
MAINTENANCE = _t("Service Out Spoke", "60-240", "Yearly maintenance of the {m}",
    notes="Changed the {p}, next check in a year. | All within limits; recommended new {p} soon.", wait=2, by=SERVICE)
FAULT_CALL = _t("Call In Spoke", "4-9", "Fault on the {m} | The {m} stands still", "fault",
    "Service informed, parts are on the van. | Line stands; urgent.")
COMPLAINT_CALL = _t("Call In Complaint", "6-12", "Complaint about the {m}", "fault",
    "Third fault this month; wants to hear from us who mends it for good.")
ASKED_BY_MAIL = _t("Email In", "", "Question about {s} | Re: Our talk | Re: {m}", "quote", "Answered with the data sheet.")
LETTER_BACK = _t("Email In", "", "Re: Newsletter | Thank you", "thanks", wait=2)
GAVE_NAME = _t("Call Out Spoke", "9-18", "The referral question | Referral: who else has such a line?", "refer",
    "Gave us a name: {who}. | Suggested {who}, and we may say hello from them.", "Gave a name", 4)
VISIT = _t("Visit Out Spoke", "45-120", "Plant visit | Line check on site", "good",
    "Saw the line with the {m}; space for a second one. | Walked the line with the foreman and found two quick wins. | "
    "Met the new purchasing colleague.")
NOT_INTERESTED = _t("Call Out Not interested", "2-5", "Introduction | Offer for the {m}", "no",
    "Leave them in peace for half a year.", "No")
STOP_CALLING = _t("Call Out Do not call again", "1-2", "Regular call", "stop", "Was friendly but firm.", "No")
LEFT_THE_FIRM = _t("Call Out Left the company", "1-3", "Regular call",
    notes="Reception says they left at the end of last month. | Their number now rings at a successor.")
WRONG = _t("Call Out Wrong number", "1-1", "Regular call",
    notes="A private household, apologised. | Number belongs to a dentist now.")
DRAWING = _t("Email Out", "", "Layout drawing, next revision | Drawing with the new infeed", notes="Waiting for their comments.")
DEMO_MEETING = _t("Meeting Out Spoke", "60-120", "Demo of the {m}", "quote", "Ran their own trays; the operator tried it herself.",
    "Wants a quote")
QUOTE = _t("Email Out", "", "Quote for the {m}", notes="Valid for 60 days.", wait=6)
ORDERED = _t("Call In Spoke", "5-12", "Go ahead for the {m}", "", "Confirmed by phone, order follows.", "Yes", 9)
INSTALLATION = _t("Install Out Spoke", "180-420", "Installation of the {m}", "",
    "Installed and handed over; sales follows up. | Two operators trained.", wait=12, by=SERVICE)
NEWSLETTER = _t("Newsletter Out", "",
    "Cierzo News: five ways to save film | Cierzo News: paper instead of plastic | "
    "Cierzo News: a bakery that packs at night | Cierzo News: spare parts overnight | Cierzo News: visit us at the fair | "
    "Cierzo News: small batches, quick change", by=OFFICE)
WROTE = _t("Email Out", "", "Short greeting | Article on {s} | News about the {m} | Follow-up to our talk")

# What the same moment is like with people who run none of our machines.
PROSPECT_TALK = _t("Call Out Spoke", "3-14", "Their plans for a {m} | How the packing is done today | After the brochure",
    "price", "Still packs by hand, 400 boxes a day. | Has a machine of twelve years that fails weekly. | "
    "Compares us with two others. | Wants to see a {m} at work.", "Interested")
PROSPECT_QUESTION = _t("Call In Spoke", "4-10", "Saw the {m} at the fair | Asks for a demo of the {m}", "price",
    "Wants to know delivery times.", "Interested")
PROSPECT_VISIT = _t("Visit Out Spoke", "45-120", "Look at their packing line", "price",
    "Measured the space for a {m}; it fits.", "Interested")
PROSPECT_PROMISE = _t("Call Out Spoke", "8-20", "Price of a {m} | Trial with their trays", "",
    "Promised to send the quote and to ring when they have read it. | "
    "Promised a trial with their own trays and a date for it.", "Wants a quote")
CATCHING_UP = _t("Call Out Spoke", "4-12", "Catching up | What changed since their last order", "later",
    "Still has the {m}, runs it rarely. | Buys {s} elsewhere, price was the reason.")
CHAT = _t("Call Out Spoke", "5-18", "Market gossip | Ideas for an article | Speakers for the packaging day", "thanks",
    "Knows two firms that look for a {m}. | Writes about paper film and wants figures. | Will mention us at the guild meeting.")
CHAT_PROMISE = _t("Call Out Spoke", "8-20", "Figures for an article | A talk at the packaging day", "",
    "Promised to send figures on film savings. | Promised to say whether we take the speaking slot.", "Waits for us")
QUESTION = _t("Call In Spoke", "4-10", "Question about {s} | Asks for a contact at our service", "thanks", "Answered on the spot.")
PARTNER_TALK = _t("Call Out Spoke", "6-20", "Joint customers | Stock of {s}", "thanks",
    "Has a lead for a {m}. | Wants our new price list.")
VARIANTS: dict[str, tuple[tuple[Turn, Turn], ...]] = {
    "Prospect": (
        (STATUS_CALL, PROSPECT_TALK),
        (FAULT_CALL, PROSPECT_QUESTION),
        (VISIT, PROSPECT_VISIT),
        (PROMISED, PROSPECT_PROMISE),
    ),
    "Past customer": ((STATUS_CALL, CATCHING_UP), (PROMISED, PROSPECT_PROMISE)),
    "Centre of influence": ((STATUS_CALL, CHAT), (FAULT_CALL, QUESTION), (PROMISED, CHAT_PROMISE)),
    "Partner": ((STATUS_CALL, PARTNER_TALK), (FAULT_CALL, QUESTION)),
}

OFFER = (
    _t("Email Out", "", "Offer for {s} | New prices for {s}"),
    _t("Email In", "", "Re: Offer for {s}", "quote", wait=2),
    _t("Call Out Spoke", "5-14", "Offer for {s}", "later", "Decides after the stocktaking. | Price is fine, terms are not.",
        "Not yet", 2),
)
REPAIR = (
    FAULT_CALL,
    _t("Service Out Spoke", "60-200", "Repair of the {m}",
        notes="Changed the {p}; runs again. | Loose cable at the {p}, fixed.", wait=1, by=SERVICE),
    _t("Call Out Spoke", "4-9", "After the repair of the {m}", "good", "Satisfied; asked how fast spare {p} can come.", wait=4),
)
SUPPLY = (
    _t("Email In", "", "Order for {s} | {s} running low", "order"),
    _t("Email Out", "", "Confirmation: {s}", notes="Delivery within the week."),
)
COFFEE = (
    _t("Meeting Out Spoke", "40-90", "Lunch | Coffee at the fair", "thanks",
        "Knows who is building new halls in the region. | Told us about two firms that look for a {m}."),
)
GREETING = (_t("Gift Out", "", "Box of oranges from Valencia | Samples of paper film"),)
TRIED_TWICE = (NO_ANSWER, MESSAGE, STATUS_CALL._replace(wait=3))
CALLED_BACK = (BUSY, STATUS_CALL._replace(wait=4))
BROCHURE = (
    _t("Email Out", "", "Brochure of the {m} | Video of the {m} at work"),
    _t("Email In", "", "Re: Brochure", "thanks", wait=3),
)
PITCH = (DEMO_MEETING, QUOTE)
REFERRAL = (GAVE_NAME._replace(wait=0),)
WIN_BACK_LETTER = (_t("Letter Out", "", "We would like you back | What is new since your last order"),)
ASKED_US = (
    _t("Call In Spoke", "4-12", "Question about the {m} | Read about the {m}", "price", "Sent the data sheet right away."),
)
CALLED_US = (
    _t("Call In Spoke", "4-12", "Needs {s} soon | {s} and parts for the {m}", "order", "Sent it right away."),
)

_TALKS: dict[str, tuple[TurnsOfTalk, ...]] = {
    "Customer": (
        (STATUS_CALL,),
        (STATUS_CALL,),
        (STATUS_CALL,),
        (VISIT,),
        TRIED_TWICE,
        TRIED_TWICE,
        OFFER,
        REPAIR,
        SUPPLY,
        CALLED_BACK,
        (NEWSLETTER,),
        (NEWSLETTER,),
        REFERRAL,
        CALLED_US,
        (NO_ANSWER, STATUS_CALL._replace(wait=2)),
        GREETING,
    ),
    "Prospect": (
        (STATUS_CALL,),
        (STATUS_CALL,),
        (VISIT,),
        BROCHURE,
        PITCH,
        TRIED_TWICE,
        (NO_ANSWER, NO_ANSWER_AGAIN),
        CALLED_BACK,
        (NEWSLETTER,),
        (NEWSLETTER,),
        ASKED_US,
        (MESSAGE,),
    ),
    "Past customer": ((STATUS_CALL,), WIN_BACK_LETTER, (NO_ANSWER, MESSAGE), (NEWSLETTER,), OFFER, CALLED_US),
    "Centre of influence": (COFFEE, COFFEE, (NEWSLETTER,), GREETING, REFERRAL, (WROTE, LETTER_BACK)),
    "Partner": ((STATUS_CALL,), (VISIT,), COFFEE, CALLED_US, (WROTE, LETTER_BACK), TRIED_TWICE),
    # People whose number we lack.
    "mute": ((WROTE, LETTER_BACK), BROCHURE, (WROTE,), (NEWSLETTER,)),
}
# fmt: on


@cache
def talks_before(kind: str, plot: str) -> tuple[TurnsOfTalk, ...]:
    """What may have happened before."""
    chosen = _TALKS["mute" if plot == "mute" else kind]
    return tuple(tuple(played(kind, turn) for turn in talk) for talk in chosen)


def played(kind: str, turn: Turn) -> Turn:
    """The turn as it goes with somebody of this kind."""
    for usual, other in VARIANTS.get(kind, ()):
        if turn.subjects == usual.subjects:
            return other._replace(wait=turn.wait)
    return turn
