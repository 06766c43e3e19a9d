"""People who by their orders are something else to us than their Kind says: proposed on KindChanges, and set where somebody accepted it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from salesbook.domain.facts.active_people import is_active
from salesbook.domain.facts.buying import OrderRhythms
from salesbook.domain.facts.occasions import buying_of
from salesbook.domain.facts.orders import order_days
from salesbook.domain.facts.people import names_of_contacts
from salesbook.domain.world import World
from salesbook.tables.arrays import Bools, Floats, Ints, Objects, day_of_number, texts
from salesbook.tables.origin import cell_to_come, origin_of
from salesbook.tables.plan import Message, Plan, Replace, Set, Value
from salesbook.util.day_words import about
from salesbook.util.wording import count, joined, on

_PROSPECT, _CUSTOMER, _PAST = "Prospect", "Customer", "Past customer"
_GAPS, _AT_LEAST = 3, 90  # own gaps and days without an order, after which they are past customers
_ONE_ORDER = 365  # days after the only order
_MOST_LISTED = 1_000
_ACCEPT = "Accept"


@dataclass(frozen=True, slots=True)
class KindProposal:
    """A contact by position: from which Kind to which, and what shows it."""

    contact: int
    old: str
    new: str
    why: str


def kind_proposals(world: World) -> Mapping[str, KindProposal]:
    """By Contact ID, new customers first, then those who came back, then those who went; in each the latest order first."""
    kind, ordered, lapsed = _kinds(world), _order_days(world) > 0, _lapsed(world)
    ways = (
        ((kind == _PROSPECT) & ordered, _CUSTOMER, _first_order),
        ((kind == _PAST) & ordered & ~lapsed, _CUSTOMER, _ordered_again),
        ((kind == _CUSTOMER) & lapsed, _PAST, _no_order_since),
    )
    ids, last = texts(world.frames["Contacts"], "Contact ID").tolist(), _last(world)
    bought, customer, found = world.get(buying_of), world.get(order_days).of_contact, {}
    for who, new, why in ways:
        for at in sorted(np.flatnonzero(who).tolist(), key=lambda at: (-last[at], ids[at])):
            found[ids[at]] = KindProposal(at, kind[at], new, why(bought, int(customer[at])))
    return found


def plan_accepted_kinds(world: World) -> Plan:
    """Set the Kind of whom somebody typed Yes for, where it is still proposed; what came to nothing is counted."""
    accepted = [key for key, (_, answer) in _answers(world).items() if answer == "Yes"]
    if not accepted:
        return Plan()
    proposals, answers = world.get(kind_proposals), _answers(world)
    taken = [key for key in accepted if key in proposals and proposals[key].new == answers[key][0]]
    contacts, source = world.frames["Contacts"], origin_of(world.frames["Contacts"])
    handles = [contacts.index[proposals[key].contact] for key in taken]
    stood = {"Kind": [source.value(one, "Kind") for one in handles]}
    told = [
        f"{count(number, 'person is', 'people are')} {new} from now on."
        for new, number in Counter(proposals[key].new for key in taken).items()
    ]
    if rest := len(accepted) - len(taken):
        told.append(
            f"{count(rest, 'Yes', 'Yes')} on KindChanges came to nothing: their orders tell another thing by now."
        )
    change = Set("Contacts", handles, {"Kind": [proposals[key].new for key in taken]}, stood)
    return Plan((change,) if taken else (), messages=tuple(map(Message, told)))


def plan_kinds(world: World) -> Plan:
    """The rows of KindChanges; whoever was answered No stays there with it, and is not asked again. An answer that cannot be read stays, too."""
    answers, proposals = _answers(world), world.get(kind_proposals)
    said_no = [key for key, one in proposals.items() if answers.get(key) == (one.new, "No")]
    asked = [key for key in proposals if key not in set(said_no)]
    listed = asked[:_MOST_LISTED]
    unread = _unread(world)
    rows = [_row(world, key, proposals[key], unread.get(key)) for key in listed]
    rows += [_row(world, key, proposals[key], "No") for key in said_no]
    table = world.frames["KindChanges"]
    return Plan(
        (Replace("KindChanges", leave=table.index.tolist(), rows=rows),),
        messages=tuple(map(Message, _told(world, [proposals[key] for key in asked], len(listed)))),
        summary={"kinds": len(asked)},
    )


def _told(world: World, asked: list[KindProposal], listed: int) -> Iterator[str]:
    if asked:
        ways = Counter((one.old, one.new) for one in asked)
        each = joined([f"{number:,} {old} to {new}" for (old, new), number in ways.items()])
        where = cell_to_come(world.frames["KindChanges"], _ACCEPT, 0)
        more = f" Follow-ups lists {listed:,} of them." if listed < len(asked) else ""
        yield (
            f"{count(len(asked), 'person has', 'people have')} become something else ({each}): type Yes or No in {_ACCEPT} ({where}).{more}"
        )


def _row(world: World, key: str, one: KindProposal, answer: Value) -> dict[str, Value]:
    return {
        "Contact ID": key,
        "Name": str(world.get(names_of_contacts)[one.contact]) or None,
        "From": one.old,
        "To": one.new,
        "Why": one.why,
        _ACCEPT: answer,
    }


def _answers(world: World) -> dict[str, tuple[str, str]]:
    """By Contact ID what was proposed, and what somebody said to it."""
    table = world.frames["KindChanges"]
    rows = zip(*(texts(table, name).tolist() for name in ("Contact ID", "To", _ACCEPT)), strict=True)
    return {contact: (new, answer) for contact, new, answer in rows if contact and answer}


def _unread(world: World) -> dict[str, Value]:
    """By Contact ID what was typed into Accept and is neither Yes nor No."""
    table = world.frames["KindChanges"]
    source = origin_of(table)
    rows = zip(
        table.index.tolist(), texts(table, "Contact ID").tolist(), texts(table, _ACCEPT).tolist(), strict=True
    )
    return {contact: source.cell_unread(handle, _ACCEPT, answer) for handle, contact, answer in rows}


def _first_order(bought: OrderRhythms, customer: int) -> str:
    return f"First order on {_on(bought.first[customer])}."


def _ordered_again(bought: OrderRhythms, customer: int) -> str:
    return f"Ordered again on {_on(bought.last[customer])}."


def _no_order_since(bought: OrderRhythms, customer: int) -> str:
    last = _on(bought.last[customer])
    if bought.days[customer] == 1:
        return f"One order, on {last}, none since."
    return f"Last order on {last}; before, one every {about(float(bought.gap[customer]))}."


def _on(day: np.int64) -> str:
    return on(day_of_number(int(day)))


def _lapsed(world: World) -> Bools:
    """Whose last order is too long ago: three own gaps and 90 days; after a single order a year."""
    quiet, days = world.day - _last(world), _order_days(world)
    patience = np.where(days == 1, _ONE_ORDER, np.fmax(_GAPS * _gap(world), _AT_LEAST))
    lapsed: Bools = (days > 0) & (quiet > patience)
    return lapsed


def _kinds(world: World) -> Objects:
    """Kind of the contacts that are active; "" of the others."""
    return np.where(world.get(is_active), texts(world.frames["Contacts"], "Kind"), "")


def _order_days(world: World) -> Ints:
    return world.get(buying_of).days[world.get(order_days).of_contact]


def _last(world: World) -> Ints:
    return world.get(buying_of).last[world.get(order_days).of_contact]


def _gap(world: World) -> Floats:
    return world.get(buying_of).gap[world.get(order_days).of_contact]
