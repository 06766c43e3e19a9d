"""The rows of ReferralTree."""

from __future__ import annotations

from collections.abc import Iterator

from salesbook.domain.facts.people import names_of_contacts
from salesbook.domain.referring.tree import referral_tree
from salesbook.domain.world import World
from salesbook.tables.arrays import number_cells, take, text_cells, texts
from salesbook.tables.plan import Change, Replace


def tree_changes(world: World) -> Iterator[Change]:
    """All rows anew; nothing where the sheet was deleted, which `check` tells."""
    if "ReferralTree" not in world.frames or "ReferralTree" in world.absent:
        return
    tree, ids = world.get(referral_tree), texts(world.frames["Contacts"], "Contact ID")
    columns = {
        "Contact ID": text_cells(ids[tree.contact]),
        "Name": text_cells(world.get(names_of_contacts)[tree.contact]),
        "Came through": text_cells(take(ids, tree.through)),
        "Depth": tree.depth.tolist(), "Brought": tree.brought.tolist(), "Brought in all": tree.brought_in_all.tolist(),
        "Orders in all": tree.orders.tolist(), "Value in all": number_cells(tree.value),
    }  # fmt: skip
    rows = [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]
    yield Replace("ReferralTree", leave=world.frames["ReferralTree"].index.tolist(), rows=rows)
