"""Letters that wait in Outbox and belong to no mailing, looked at again: their reader may have said no since, or may not be asked now."""

from __future__ import annotations

import numpy as np

from salesbook.domain.facts.letter_status import APPROVED, DRAFT
from salesbook.domain.guards.letters import MailGuards
from salesbook.domain.mailings.outbox import leave_out
from salesbook.domain.world import World
from salesbook.tables.arrays import among, positions, texts
from salesbook.tables.plan import Set


def held_singles(world: World, guards: MailGuards) -> Set | None:
    """What takes out those letters, with the reason; None where there are none."""
    outbox = world.frames["Outbox"]
    mailing, waits = texts(outbox, "Mailing ID"), np.isin(texts(outbox, "Status"), [DRAFT, APPROVED])
    orphaned = waits & ~among(mailing, {"", *world.frames["Mailings"].index})
    contact = positions(world.frames["Contacts"], texts(outbox, "Contact ID"))
    rows = np.flatnonzero(waits & (mailing == "") & (contact >= 0))
    reasons = guards.of_singles(contact[rows], texts(outbox, "Template")[rows].tolist())
    why = {outbox.index[row]: reason for row, reason in zip(rows.tolist(), reasons, strict=True) if reason}
    why |= {outbox.index[row]: "its mailing is not in Mailings" for row in np.flatnonzero(orphaned).tolist()}
    return leave_out(why) if why else None
