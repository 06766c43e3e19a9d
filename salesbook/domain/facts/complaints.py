"""Who complained, and whether that is settled.

Told by the outcome Complaint, which stays open until Complaint solved at the same firm; or by a Subject of theirs that
begins with "complaint", as the topic does: such a one is closed by whatever of ours reaches them next, too. Or noted on
Front line: such a one is open until its Closed on is filled in.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesbook.domain.facts.notes import front_line_notes, noted_complaints
from salesbook.domain.facts.orders import order_days
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.world import World
from salesbook.schema import COMPLAINT, COMPLAINT_SOLVED
from salesbook.schema.unreadable import OUTCOME_UNREADABLE
from salesbook.tables.arrays import Bools, Ints, Objects, last_of_each, take, texts

COMPLAINT_OPEN = "complaint open"  # as a reason to leave somebody alone
_DAY = 86_400


@dataclass(frozen=True)
class FirmComplaints:
    """By contact, places in the arrays that stand behind them, -1 without one.

    `own`: the first of their complaints that are open. `of_firm`: the longest open one of anybody at their firm. `closed_by`:
    what closed their last one, be it somebody else's at their firm; of those who have none open.

    By place, which is first those of `touch_table`: `contact`, `day`, `activity` (row of Activities, -1: none), and `note`, the row of
    FrontLine, -1 where it stands in Activities.
    """

    own: Ints
    of_firm: Ints
    closed_by: Ints
    contact: Ints
    day: Ints
    activity: Ints
    note: Ints


def complaints_of(world: World) -> FirmComplaints:
    """Open and closed complaints. A contact without an account stands for itself."""
    touches = world.get(touch_table)
    contacts, customer = len(world.frames["Contacts"]), world.get(order_days).of_contact
    contact, outcome = touches["contact"].to_numpy(), touches["outcome"].to_numpy(dtype=object)
    inbound, by_outcome = touches["inbound"].to_numpy(), outcome == COMPLAINT
    by_subject = _said_in_subject(world, inbound & ~by_outcome)
    answers = ~inbound & ~by_outcome
    answers &= (outcome == OUTCOME_UNREADABLE) | (touches["points"].to_numpy() > 0)
    answered = _last(answers, contact, contacts)  # sorted by contact, then by moment
    moment = np.append(_moments(world), np.iinfo(np.int64).min)
    solved = _last_of_firm(np.flatnonzero(outcome == COMPLAINT_SOLVED), customer[contact], moment, customer)
    complained = by_outcome | by_subject
    open_still = by_outcome | (by_subject & (np.arange(len(touches)) > answered[contact]))
    open_still &= moment[:-1] > moment[solved[contact]]
    own = _first(open_still, contact, contacts)
    last = np.where(own >= 0, -1, _last(complained, contact, contacts))
    reply = np.where(np.append(by_subject, False)[last], _first_after(answers, contact, last), -1)
    closed_by = np.where(reply >= 0, reply, np.where(last >= 0, solved, -1))
    return _with_notes(world, own, closed_by)


def _with_notes(world: World, own: Ints, closed_by: Ints) -> FirmComplaints:
    """Put those of FrontLine to those of `touch_table`: the open ones by the day they were heard, then settled ones by the day of that."""
    touches, notes = world.get(touch_table), world.get(front_line_notes)
    ours = noted_complaints(world) & (notes.contact >= 0)
    still, settled = (
        np.flatnonzero(ours & which) for which in (notes.closed > world.day, notes.closed <= world.day)
    )
    first, none = len(touches), np.full(len(still) + len(settled), -1)
    row = np.concatenate([still, settled])
    contact = np.concatenate([touches["contact"].to_numpy(), notes.contact[row]])
    day = np.concatenate([touches["day"].to_numpy(), notes.day[still], notes.closed[settled]])
    own, closed_by = own.copy(), closed_by.copy()
    for place in range(first, first + len(still)):
        who = contact[place]
        if own[who] < 0 or day[place] < day[own[who]]:
            own[who] = place
    closed_by[own >= 0] = -1
    for place in range(first + len(still), len(contact)):
        who = contact[place]
        if own[who] < 0 and (closed_by[who] < 0 or day[place] > day[closed_by[who]]):
            closed_by[who] = place
    ids, customer = texts(world.frames["Contacts"], "Contact ID"), world.get(order_days).of_contact
    return FirmComplaints(
        own=own,
        of_firm=_longest_open(own, customer, day, ids),
        closed_by=closed_by,
        contact=contact,
        day=day,
        activity=np.concatenate([touches["activity"].to_numpy(), none]),
        note=np.concatenate([np.full(first, -1), row]),
    )


def _said_in_subject(world: World, which: Bools) -> Bools:
    """Those of these touches whose Subject begins with "complaint"."""
    touches, rows = world.get(touch_table), np.flatnonzero(which)
    subjects = take(texts(world.frames["Activities"], "Subject"), touches["activity"].to_numpy()[rows])
    said = np.zeros(len(which), dtype=bool)
    said[rows] = [text.casefold().lstrip().startswith(COMPLAINT.casefold()) for text in subjects.tolist()]
    return said


def _moments(world: World) -> Ints:
    """Seconds of each touch; of Complaint solved without a time those of the end of its day: it settles what came that day."""
    touches = world.get(touch_table)
    when = world.frames["Activities"]["When"].to_numpy().astype("datetime64[s]").astype(np.int64)
    day, activity = touches["day"].to_numpy() * _DAY, touches["activity"].to_numpy()
    moment = np.where(activity >= 0, np.append(when, 0)[activity], day)
    untimed = (touches["outcome"] == COMPLAINT_SOLVED).to_numpy() & (moment == day)
    return np.where(untimed, day + _DAY - 1, moment)


def _last_of_firm(places: Ints, firm: Ints, moment: Ints, customer: Ints) -> Ints:
    """For each contact which of these places is the last at their firm; -1 without one."""
    found = np.full(int(customer.max(initial=-1)) + 1, -1)
    for place in places[np.argsort(moment[places], kind="stable")].tolist():
        found[firm[place]] = place
    return found[customer]


def _last(which: Bools, contact: Ints, contacts: int) -> Ints:
    rows = np.flatnonzero(which)
    return np.append(rows, -1)[last_of_each(contact[rows], contacts)]


def _first(which: Bools, contact: Ints, contacts: int) -> Ints:
    found = np.full(contacts, -1)
    rows = np.flatnonzero(which)[::-1]
    found[contact[rows]] = rows
    return found


def _first_after(which: Bools, contact: Ints, place: Ints) -> Ints:
    """The first of these rows of the same contact behind each place; -1 where that is -1."""
    rows = np.append(np.flatnonzero(which), -1)
    found = rows[np.searchsorted(rows[:-1], place, side="right")]
    theirs = (place >= 0) & (found >= 0) & (np.append(contact, -1)[found] == np.arange(len(place)))
    return np.where(theirs, found, -1)


def _longest_open(own: Ints, customer: Ints, day: Ints, ids: Objects) -> Ints:
    """For each contact the open complaint of the earliest day at their firm; of equals by Contact ID."""
    first = np.full(int(customer.max(initial=-1)) + 1, -1)
    for at in sorted(np.flatnonzero(own >= 0).tolist(), key=lambda at: (day[own[at]], ids[at]), reverse=True):
        first[customer[at]] = own[at]
    return first[customer]
