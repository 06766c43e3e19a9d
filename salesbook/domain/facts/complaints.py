"""Who complained, and whether that is settled.

Told by a Subject of theirs that begins with "complaint", as the topic does: it is open until somebody of us reaches
them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesbook.domain.facts.orders import order_days
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.world import World
from salesbook.schema.unreadable import OUTCOME_UNREADABLE
from salesbook.tables.arrays import Bools, Ints, Objects, last_of_each, take, texts

_COMPLAINT = "complaint"


@dataclass(frozen=True)
class FirmComplaints:
    """By contact, places in `touch_table`, -1 without one.

    `own`: their last complaint, while it is open. `of_firm`: the longest open one of anybody at their firm. `closed_by`: what
    closed their last one.
    """

    own: Ints
    of_firm: Ints
    closed_by: Ints


def complaints_of(world: World) -> FirmComplaints:
    """Open and closed complaints. A contact without an account stands for itself."""
    touches, log = world.get(touch_table), world.frames["Activities"]
    contacts, customer = len(world.frames["Contacts"]), world.get(order_days).of_contact
    inbound, contact = touches["inbound"].to_numpy(), touches["contact"].to_numpy()
    theirs = np.flatnonzero(inbound)
    subject = take(texts(log, "Subject"), touches["activity"].to_numpy()[theirs]).tolist()
    said = np.zeros(len(touches), dtype=bool)
    said[theirs] = [text.casefold().lstrip().startswith(_COMPLAINT) for text in subject]
    unread = (touches["outcome"] == OUTCOME_UNREADABLE).to_numpy()
    answers = ~inbound & (unread | (touches["points"].to_numpy() > 0))
    complained, answered = (
        _last(which, contact, contacts) for which in (said, answers)
    )  # sorted by contact, then by moment
    is_open = complained > answered
    own = np.where(is_open, complained, -1)
    closed_by = _first_after(answers, contact, np.where(is_open, -1, complained))
    of_firm = _longest_open(
        own, customer, touches["day"].to_numpy(), texts(world.frames["Contacts"], "Contact ID")
    )
    return FirmComplaints(own, of_firm, closed_by)


def _last(which: Bools, contact: Ints, contacts: int) -> Ints:
    rows = np.flatnonzero(which)
    return np.append(rows, -1)[last_of_each(contact[rows], contacts)]


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
