"""The table of situations: for each contact the first row that fits decides what a call is about, and what is said.

Exact text stands as people read it. What stands in braces is filled in for the line; see `domain/calls/said`.
What stands in brackets falls away where there is nothing to fill in, and so does a sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from salesbook.domain.facts.situations import states
from salesbook.domain.world import World
from salesbook.schema.closed_lists import HANDOFF
from salesbook.tables.arrays import Bools, Objects

_NO_TOPIC = "None"
_ASKS_FOR_NAMES = "Referral ask"  # a task of Duties


class Favour(str):
    """A sentence that asks for names: it falls away where they must not be asked."""

    __slots__ = ()


Sentences = Sequence[str]


@dataclass(frozen=True)
class Situation:
    """One row: the contacts that are in a state, and what a line says about it.

    `number` and `state` name the row. `topic`: its name in the closed list of Topic. `fits`: by contact.
    `why`: sentences of which the first counts that can be filled in and is short enough. `talk`: likewise lists of sentences;
    of the last of them single sentences may fall away. `known_by`: a pattern that knows its talk again.
    `letter`: the one of templates/letters that says it in writing. `duty`: the task of Duties of whoever does it,
    where it has one. `adds`: whether a question of ADDED_TO_TALK may follow.
    """

    number: int
    state: str
    topic: str
    fits: Callable[[World], Bools]
    why: Sentences
    talk: Sequence[Sentences]
    known_by: str
    letter: str | None = None
    duty: str | None = None
    adds: bool = False

    @property
    def is_reason(self) -> bool:
        """Whether there is a reason to call."""
        return self.topic != _NO_TOPIC


def _says(*sentences: str) -> tuple[Sentences, ...]:
    return (sentences,)


SITUATIONS = (
    Situation(1, "Complaint open", "Complaint", states.complaint_open,
        ("Complaint open since {complaint.since}: {complaint.words}.", "Complaint open since {complaint.since}: {complaint.note}.",
         "Complaint open since {complaint.since}."),
        _says("Say sorry first.", "Say {complaint.holder} has it, and when they hear more.", "Nothing else today.")
        + _says("Say sorry first.", "Say when they hear more.", "Nothing else today."), "Say sorry first"),
    Situation(2, "A colleague's complaint", "Complaint", states.colleague_complained,
        ("{complaint.who} has a complaint open since {complaint.since}.", "A colleague has a complaint open since {complaint.since}."),
        _says("Raise it first: what is done, by when.", "{then}."), "Raise it first: what is done"),
    Situation(3, "Risk heard", "Risk", states.risk_heard,
        ("{risk.who} heard a risk {risk.day}: {risk.words}.", "{risk.who} heard a risk {risk.day}.", "A risk was heard {risk.day}."),
        _says("Ask what they weigh.", "Listen.", "Agree one step to keep them."), "Ask what they weigh"),
    Situation(4, "Promised by us, due", "Promise", states.promised,
        ("You agreed to talk {agreed.day}.",),
        _says("{talk.noted}.", "Have it done before you dial.") + _says("Pick up where you stopped."),
        r"Have it done before you dial|Pick up where you stopped|^(?:Try|Say that) [^.]+\. (?:Your note|[^.:]+ noted): (?!.*\. (?:Ask|Bring) )",
        letter="after-call", adds=True),
    Situation(5, "Agreed callback", "Call back", states.asked_back,
        ("They asked {said.day} to be called {agreed.day}.", "They asked {said.day} to be called back."),
        _says("Last time: {said.words}.", "Ask for ten minutes, now or later."), "Ask for ten minutes"),
    Situation(6, "Meeting ahead", "Meeting", states.meeting_ahead,
        ("Meeting {agreed.day}.",),
        _says("Confirm who comes and why."), "Confirm who comes", letter="after-call", adds=True),
    Situation(6, "Meeting past", "Meeting", states.meeting_past,
        ("The meeting {meeting.held} has no note.", "The meeting agreed {said.day} has no note."),
        _says("Ask what they decided; note it."), "Ask what they decided", letter="after-call", adds=True),
    Situation(7, "Price asked", "Reply", states.asked_for_a_price,
        ("They asked for a price {said.day}.",),
        _says("Ask what for, how much, by when.", "Name a price, or the day you will."), "Ask what for, how much", letter="after-call"),
    Situation(8, "Newsletter answered", "Reply", states.newsletter_answered,
        ("They answered {reply.mailing} {reply.day}.", "They answered a newsletter {reply.day}."),
        _says("{reply.words}.", "Answer that first.", "Ask what made them write."), "Answer that first", letter="after-call"),
    Situation(9, "Reply came in", "Reply", states.reply_came_in,
        ("They wrote {reply.day}; nobody has answered.",),
        _says("{reply.words}.", "Answer it.", "Agree the next step."), r"Answer it\.", letter="after-call"),
    Situation(10, "Handoff", HANDOFF, states.handed_over,
        ("Won {handoff.won}; you take over from {handoff.seller}.", "Won {handoff.won}; {handoff.taker} takes over."),
        _says("{handoff.introduced}.", "Repeat what was promised[: {handoff.promised}]."), "Repeat what was promised", letter="welcome"),
    Situation(11, "Complaint closed", "Follow-up", states.complaint_closed,
        ("Their complaint was closed {complaint.closed}.",),
        _says("Ask whether it is really solved.", "Thank them for telling us."), "Ask whether it is really solved"),
    Situation(12, "Week after install", "Follow-up", states.installed,
        ("Installed {visit.installed}.",),
        _says("Ask how the first week went.", "Note each snag and who mends it."), "Ask how the first week went", adds=True),
    Situation(13, "Serviced", "Follow-up", states.serviced,
        ("Service visit {visit.serviced}: {visit.note}.", "Service visit {visit.serviced}."),
        _says("Ask whether all runs now.", "What would spare the next visit?"), "Ask whether all runs now", adds=True),
    Situation(14, "Colleague left", "Status", states.colleague_left,
        ("{colleague.who} has left the firm.", "A colleague has left the firm."),
        _says("Say what was open[: {colleague.deal}].", "Ask who {colleague.heir}."), "Say what was open"),
    Situation(15, "Open deal", "Open opportunity", states.open_deal,
        ("{deal.title}[, {deal.amount}], at {deal.stage} since {deal.since}.", "{deal.title}[, {deal.amount}], open since {deal.since}.",
         "{deal.title}, at {deal.stage} since {deal.since}.", "{deal.title}, open since {deal.since}.",
         "An open deal[, {deal.amount}][, at {deal.stage}] since {deal.since}.", "An open deal[, {deal.amount}] since {deal.since}.", "{deal.title}[, {deal.amount}][, at {deal.stage}].",
         "An open deal[, {deal.amount}]."),
        _says("Next: {deal.next_step}.", "Ask what stands in the way.", "Agree a day."), "Ask what stands in the way", letter="after-call", adds=True),
    Situation(16, "Quiet period over", "Status", states.rest_is_over,
        ("They said no {talk.last}; the rest is over.",),
        _says("Ask leave first, then what has changed.", "If nothing, let it be."), "Ask leave first"),
    Situation(17, "Orders, late, never spoken", "Introduction", states.orders_late_never_spoken,
        ("Ordered every {orders.gap}, last {orders.last}; {talk.nobody}.", "{orders.count}, last {orders.last}; {talk.nobody}."),
        _says("Introduce yourself as their contact.", "Ask what has changed since."), "Introduce yourself as their contact"),
    Situation(18, "Orders, never spoken", "Introduction", states.orders_never_spoken,
        ("{orders.they_order}, yet {talk.nobody_yet}.",),
        _says("Introduce yourself as their contact.", "Ask about the order of {orders.day}."), "Introduce yourself as their contact"),
    Situation(19, "Long gone", "Reorder", states.long_gone,
        ("Customer until {orders.year}; last talk {talk.last}.", "A customer once; last talk {talk.last}."),
        _says("Say that you miss them.", "Ask what changed.", "Sell nothing today."), "Say that you miss them"),
    Situation(20, "Reorder late", "Reorder", states.reorder_late,
        ("They order every {orders.gap}, last {orders.last}.", "{orders.count}, last {orders.last}."),
        _says("Ask about stock and plans.", "Bought elsewhere? Ask what decided it."), "Ask about stock and plans", letter="status-meeting",
        adds=True),
    Situation(21, "First order lapsed", "Reorder", states.first_order_lapsed,
        ("One order, {orders.last}, none since.",),
        _says("Ask how it served them, and what a second would need."), "Ask how it served them", letter="thank-you", adds=True),
    Situation(22, "Neglected key account", "Status", states.neglected_key_account,
        ("No talk since {talk.since}; the plan is every {plan.every}.",),
        _says("Thank them for the order of {orders.day_since}.", "Admit the silence.", "Ask what they need, and no favour."),
        "Admit the silence", letter="status-meeting"),
    Situation(23, "Prospect by referral", "Introduction", states.named_by_somebody,
        ("{source.who} named them {source.day}.", "{source.who} named them.", "A contact of ours named them {source.day}.",
         "A contact of ours named them."),
        _says("Say that {source.first} thought of them.", "Introduce {firm.presented}.", "Thank {source.first} after."), "thought of them"),
    Situation(24, "Prospect by promotion", "Introduction", states.from_promotion,
        ("{source.new_from}, {source.day}; {talk.undated}.", "{source.new_from}; {talk.undated}.", "{source.new_from}, {source.day}; not {tries.called} yet.", "{source.new_from}; not {tries.called} yet.", "From a promotion; not {tries.called} yet."),
        _says("Start with {source.promotion}.", "Introduce {firm.presented}.", "Ask what annoys them today."), "Start with "),
    Situation(25, "Prospect by import", "Introduction", states.never_spoken,
        ("In the book since {source.since}; {talk.undated}.", "In the book; {talk.undated}.", "In the book since {source.since}, never {tries.called}.", "In the book, never {tries.called}."),
        _says("Introduce {firm.presented}.", "Ask whether they are the right person."), "Ask whether they are the right person"),
    Situation(26, "Ask, loyal", "Referral ask", states.loyal_customer,
        ("{orders.count}, last on {orders.day}; {asked.before}.",),
        _says("Ask what works for them.", Favour("Then: who else has the same trouble?")), "Ask what works for them",
        letter="referral-ask", duty=_ASKS_FOR_NAMES),
    Situation(27, "Ask, referred", "Referral ask", states.referred_customer,
        ("Came through {source.who}; has ordered.", "Came through a contact of ours; has ordered."),
        _says("Ask whether we kept what {source.first} promised.", Favour("Whom would they tell?")), "Ask whether we kept what",
        letter="referral-ask", duty=_ASKS_FOR_NAMES),
    Situation(28, "Ask, new customer", "Referral ask", states.new_customer,
        ("First order {orders.last}.",),
        _says("Ask how it went.", Favour("If they are glad: who else should know us?")), "Ask how it went",
        letter="referral-ask", duty=_ASKS_FOR_NAMES),
    Situation(29, "Lost deal", "Referral ask", states.deal_lost,
        ("{lost.title} lost {lost.day}[: {lost.reason}].", "{lost.title} lost {lost.day}.", "A deal was lost {lost.day}."),
        _says("Thank them for the chance.", "Ask what decided it.", Favour("Whom would it suit?")), "Thank them for the chance",
        letter="lost-deal", duty=_ASKS_FOR_NAMES),
    Situation(30, "Ask, prospect", "Referral ask", states.prospect_talked,
        ("{talk.whoever}[ {talk.minutes},] {talk.last}.",),
        _says("Pick that up.", Favour("If it is not for them: whom would it suit?")), "Pick that up",
        letter="referral-ask", duty=_ASKS_FOR_NAMES),
    Situation(31, "Centre of influence", "Status", states.centre_of_influence,
        ("You talk every {plan.kept}; last {talk.last}.", "Last talk {talk.last}; the plan is every {plan.every}."),
        _says("Give first: one thing you saw in the market.", Favour("Ask whom you should meet.")), "Give first"),
    Situation(32, "Partner", "Status", states.partner,
        ("Last talk {talk.last}; the plan is every {plan.every}.",),
        _says("Ask what you could win together.", "Agree one step."), "Ask what you could win together", adds=True),
    Situation(33, "Status, high ticket", "Status", states.high_ticket,
        ("Your {plan.adjective} talk; last {talk.last}.", "Your talk every {plan.kept}; last {talk.last}.", "Last talk {talk.last}; the plan is every {plan.every}."),
        _says("{talk.note}.", "Ask what is new.", "Bring one useful fact."), "Ask what is new", letter="status-meeting", adds=True),
    Situation(34, "Ordered since", "Status", states.ordered_since,
        ("They ordered on {orders.day}.",),
        _says("Thank them.", "Ask whether {orders.arrived}.") + _says("Thank them.", "Ask how it has served them since."),
        "Ask whether all arrived|Ask how it has served them since", letter="thank-you", adds=True),
    Situation(36, "Prospect, spoken to", "Status", states.prospect_spoken_to,
        ("Last talk {talk.last}; the plan is every {plan.every}.",),
        _says("{talk.note}.", "Ask what has changed since."), "Ask what has changed since", letter="after-call", adds=True),
    Situation(38, "No firm", "Data", states.no_firm,
        ("We do not know their firm.",),
        _says("Ask where they work now, and as what."), "Ask where they work now"),
    Situation(41, "Nothing fits", _NO_TOPIC, states.anybody,
        ("Due; last talk {talk.last}.",),
        _says("No business reason yet: {orders.missing}.", "Find one first."), "No business reason yet: "),
)  # fmt: skip
# Of those who are due and cannot be called: it is tried for nobody else.
FIND_NUMBER = Situation(
    37, "No number", "Data", lambda world: ~states.anybody(world),
    ("Due, but no number.",), _says("Find it: {number.where}."), "Find it: ",
)  # fmt: skip
GOES_ON_FROM, GOES_ON_TO = 4, 12  # rows that may follow a colleague's complaint


@dataclass(frozen=True)
class AddedWords:
    """What is added to the row's own text: the first that fits, behind Why, and before or after Talk about.

    Those without `fits` do where their sentence can be filled in, and the row does not say one of `unless` itself.
    """

    letter: str
    state: str
    why: str = ""
    before: str = ""
    after: str = ""
    unless: Sequence[str] = ()
    fits: Callable[[World], Bools] | None = None


ADDITIONS = (
    AddedWords("h", "Likely double", "May be {double.key}.", before="Look at {double.key} first."),
    AddedWords("a", "No answer", "{tries.told}.", before="Try {tries.other_way}."),
    AddedWords("b", "Message left", "{left_word.who} left word {left_word.day}.", before="Say that {left_word.you} left word."),
    AddedWords("c", "Cadence shortened", "Now planned every {plan.shortened}.", unless=("plan.every", "plan.adjective")),
    AddedWords("d", "Score fell by 5", "Fading: {score.before} to {score.now} in a month."),
    AddedWords("e", "Stand-in", "For {stand_in.owner}, who is away.", before="Say that you ring for {stand_in.owner}."),
    AddedWords("e", "Another's duty", "For {stand_in.on_behalf}, see Duties."),
    AddedWords("f", "Hangs on one", after="Ask to meet one more person there.", fits=states.may_meet_another),
    AddedWords("g", "No decision maker", after="Ask who decides.", fits=states.decider_unknown),
)  # fmt: skip


def situations_of(world: World) -> Objects:
    """For each contact the first row of SITUATIONS that fits."""
    rows = np.empty(len(SITUATIONS), dtype=object)
    rows[:] = SITUATIONS
    first: Objects = rows[np.argmax([world.get(row.fits) for row in SITUATIONS], axis=0)]
    return first
