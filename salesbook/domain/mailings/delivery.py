"""What became of letters, written into the workbook: Outbox, Activities, and the figures of Mailings.

The ledger knows; the workbook is told, as often as need be: what stands there already is not written again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from salesbook.domain.facts.letter_status import (  # fmt: skip
    APPROVED,
    ARRIVED,
    BOUNCED,
    DRAFT,
    GONE,
    QUEUED,
    SENDING,
    SENT,
)
from salesbook.domain.facts.owners import owners_of
from salesbook.domain.pitching.letters import campaign_of_letter
from salesbook.domain.pitching.to_colleagues import goes_to_colleague
from salesbook.domain.world import World
from salesbook.tables.arrays import positions
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Change, Extend, Plan, Set, Value
from salesbook.tables.rows import place_of_handle

if TYPE_CHECKING:
    import pandas as pd

_Rows = Mapping[str, Mapping[str, Any]]
_READ = ("Mailing ID", "Contact ID", "Subject", "Status", "Reason", "Sent on", "Message ID")
NOT_REACHED = "No answer"  # the outcome of a letter that came back


@dataclass(frozen=True, slots=True)
class Delivery:
    """How far a letter is: `status` as Outbox says it, `at` when it left (None: it has not), `said` why it stands so."""

    draft: str
    status: str
    message_id: str
    at: datetime | None = None
    said: str = ""


def activity_of(draft: str) -> str:
    """The Activity ID of a letter that was sent: always the same, so that it is entered once."""
    return f"M-{draft}"


def plan_deliveries(world: World, letters: Iterable[Delivery]) -> Plan:
    """Bring Outbox, Activities and Mailings to what is known of these letters; unknown drafts are passed over."""
    outbox = world.frames["Outbox"]
    known = [one for one in letters if one.draft in outbox.index]
    rows = _rows(outbox)
    changes = [*_statuses(known, rows), *_activities(world, known, rows)]
    status = {
        **dict(zip(outbox.index, outbox["Status"], strict=True)),
        **{one.draft: one.status for one in known},
    }
    touched = sorted({str(rows[one.draft]["Mailing ID"]) for one in known} - {""})
    changes += figures(world, status, touched)
    return Plan(tuple(changes))


def _rows(outbox: pd.DataFrame) -> _Rows:
    """What a letter's row says, by draft."""
    cells = zip(*(outbox[name].to_list() for name in _READ), strict=True)
    return {draft: dict(zip(_READ, row, strict=True)) for draft, row in zip(outbox.index, cells, strict=True)}


def figures(world: World, status: Mapping[str, str], mailings: Sequence[str]) -> list[Change]:
    """Status, Drafts and Sent of mailings, given the status of each draft in Outbox."""
    outbox, table = world.frames["Outbox"], world.frames["Mailings"]
    here = [key for key in mailings if key in table.index]
    found: dict[str, Counter[str]] = {key: Counter() for key in here}
    for draft, mailing in zip(outbox.index, outbox["Mailing ID"], strict=True):
        if mailing in found:
            found[mailing][status[draft]] += 1
    source = origin_of(table)
    rows = {}
    for key in here:
        letters = found[key]
        new: dict[str, Value] = {
            "Status": _how_far(letters, str(table["Status"].iloc[place_of_handle(table, key)])),
            "Drafts": sum(letters[one] for one in (DRAFT, APPROVED, QUEUED)),
            "Sent": sum(letters[one] for one in (*ARRIVED, BOUNCED)),
        }
        if any(
            source.value(key, name) != value for name, value in new.items() if name in source.grid.columns
        ):
            rows[key] = new
    if not rows:
        return []
    names = ("Status", "Drafts", "Sent")
    return [Set("Mailings", list(rows), {name: [row[name] for row in rows.values()] for name in names})]


def _how_far(letters: Counter[str], before: str) -> str:
    """Sent once nothing waits any more; Sending while some has left."""
    if not sum(letters[one] for one in GONE):
        return before
    return SENDING if letters[APPROVED] or letters[QUEUED] else SENT


def _statuses(known: Sequence[Delivery], rows: _Rows) -> list[Change]:
    changed = [one for one in known if _differs(one, rows[one.draft])]
    if not changed:
        return []
    columns: dict[str, list[Value]] = {
        "Status": [one.status for one in changed],
        "Reason": [one.said or None for one in changed],
        "Sent on": [one.at for one in changed],
        "Message ID": [one.message_id for one in changed],
    }
    return [Set("Outbox", [one.draft for one in changed], columns)]


def _differs(one: Delivery, row: Mapping[str, Any]) -> bool:
    sent = None if row["Sent on"] != row["Sent on"] else row["Sent on"].to_pydatetime()
    return (row["Status"], row["Reason"], row["Message ID"], sent) != (
        one.status,
        one.said,
        one.message_id,
        one.at,
    )


def _activities(world: World, known: Sequence[Delivery], rows: _Rows) -> list[Change]:
    """A touch for each letter that left, but for those to colleagues; one that came back reached nobody."""
    log = world.frames["Activities"]
    new = [
        one for one in known
        if one.at and one.status in ARRIVED | {BOUNCED} and activity_of(one.draft) not in log.index
        and not goes_to_colleague(one.draft, rows[one.draft]["Contact ID"], rows[one.draft]["Mailing ID"])
    ]  # fmt: skip
    bounced = [
        activity_of(one.draft) for one in known
        if one.status == BOUNCED and activity_of(one.draft) in log.index
        and not log["Outcome"].iloc[place_of_handle(log, activity_of(one.draft))]
    ]  # fmt: skip
    changes: list[Change] = []
    if bounced:
        changes.append(
            Set(
                "Activities",
                bounced,
                {"Outcome": [NOT_REACHED] * len(bounced)},
                {"Outcome": [None] * len(bounced)},
            )
        )
    if new:
        changes.append(Extend("Activities", _touches(world, new, [rows[one.draft] for one in new])))
    return changes


def _touches(
    world: World, new: Sequence[Delivery], rows: Sequence[Mapping[str, Any]]
) -> dict[str, list[Value]]:
    contacts = world.frames["Contacts"]
    who = [str(row["Contact ID"]) for row in rows]
    owner = [world.get(owners_of)[i] if i >= 0 else "" for i in _at(contacts, who)]
    return {
        "Activity ID": [activity_of(one.draft) for one in new],
        "When": [one.at for one in new],
        "Contact ID": list(who),
        "By": [rep or None for rep in owner],
        "Channel": ["Newsletter" if row["Mailing ID"] else "Email" for row in rows],
        "Direction": ["Out"] * len(new),
        "Outcome": [NOT_REACHED if one.status == BOUNCED else None for one in new],
        "Campaign ID": [
            campaign_of_letter(world, one.draft, row["Mailing ID"]) or None
            for one, row in zip(new, rows, strict=True)
        ],
        "Subject": [row["Subject"] for row in rows],
    }


def _at(contacts: pd.DataFrame, ids: Sequence[str]) -> list[int]:
    at: list[int] = positions(contacts, np.array(ids, dtype=object)).tolist()
    return at
