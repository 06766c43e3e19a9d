"""Whose account a customer is once a handoff was accepted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from salesbook.domain.facts.handoffs import Handoff, people_at
from salesbook.domain.world import World
from salesbook.tables.arrays import texts
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Change, Set


def new_owners(world: World, taken: Sequence[Handoff]) -> Iterator[Change]:
    """Owner of each account, and of those of its contacts whose own Owner is From, becomes To. Of one account the last acceptance counts."""
    accounts, contacts = dict[str, str](), dict[str, str]()
    owners = texts(world.frames["Contacts"], "Owner")
    for one in sorted(taken, key=lambda one: one.accepted or 0):
        if one.account >= 0:
            accounts[str(world.frames["Accounts"].index[one.account])] = one.taker
        for at in people_at(world, one.account, one.contact).tolist():
            if owners[at] == one.seller != "" or (one.account < 0 and not owners[at]):
                contacts[str(world.frames["Contacts"].index[at])] = one.taker
    for table, owner in (("Accounts", accounts), ("Contacts", contacts)):
        source = origin_of(world.frames[table])
        if owner:
            stood = [source.value(handle, "Owner") for handle in owner]
            yield Set(table, list(owner), {"Owner": list(owner.values())}, {"Owner": stood})
