"""Letters that wait in Outbox and belong to no mailing, looked at again: their reader may have said no since."""

from __future__ import annotations

import numpy as np

from salesbook.domain.arrays import positions, texts
from salesbook.domain.mailing.guards import MailGuards
from salesbook.domain.mailing.states import APPROVED, DRAFT, LEFT_OUT
from salesbook.domain.world import World
from salesbook.plan import Set


def held_singles(world: World, guards: MailGuards) -> Set | None:
    """What takes out those letters, with the reason; None where there are none."""
    outbox = world.frames["Outbox"]
    waiting = (texts(outbox, "Mailing ID") == "") & np.isin(texts(outbox, "Status"), [DRAFT, APPROVED])
    orphaned = ~np.isin(texts(outbox, "Mailing ID"), ["", *world.frames["Mailings"].index])
    orphaned &= np.isin(texts(outbox, "Status"), [DRAFT, APPROVED])
    contact = positions(world.frames["Contacts"], texts(outbox, "Contact ID"))
    rows = np.flatnonzero(waiting & (contact >= 0))
    reasons = guards.of_letter(contact[rows]).texts()[contact[rows]]
    why = {
        outbox.index[row]: reason
        for row, reason in zip(rows.tolist(), reasons.tolist(), strict=True)
        if reason
    }
    why |= {outbox.index[row]: "its mailing is not in Mailings" for row in np.flatnonzero(orphaned).tolist()}
    if not why:
        return None
    columns = {"Status": [LEFT_OUT] * len(why), "Reason": list(why.values()), "File": [None] * len(why)}
    return Set("Outbox", list(why), columns)
