"""The rows of Outbox that a mailing's letters want: new ones, those that change, and those that go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from salesbook.domain.facts.letter_status import APPROVED, DECIDED_SKIP, DRAFT, GONE, LEFT_OUT, SKIPPED
from salesbook.domain.facts.people import full_names
from salesbook.domain.mailings.mailing import Mailing
from salesbook.domain.mailings.recipients import Chosen, Recipient
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Change, Extend, Handle, Link, Replace, Set, Value
from salesbook.util.addresses import address_key

if TYPE_CHECKING:
    import pandas as pd

STALE = "The contact has changed since it was approved: it would read otherwise now."
NOT_IN_AUDIENCE = "not in the audience any more"


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter as it was written: `content` marks what it says, `file` opens it (None: it has none)."""

    recipient: Recipient
    subject: str
    content: str
    file: Link | None = None

    @property
    def key(self) -> str:
        """Its key in Outbox."""
        return self.recipient.draft

    @property
    def contact(self) -> int:
        """The position of its reader in Contacts."""
        return self.recipient.contact


@dataclass(frozen=True)
class Outbox:
    """The letters of one mailing that stand in Outbox already, and what becomes of them.

    `approved`: text and audience are approved as they are, so approved letters stay as they are.
    """

    mailing: Mailing
    approved: bool
    there: frozenset[str] = frozenset()  # contacts whose file is there

    @cached_property
    def rows(self) -> dict[str, dict[str, str]]:
        """Handle, Status, Decision, and Content by Contact ID; of two rows for one contact the one that went further."""
        frame, found = self.mailing.letters, {}
        columns = (
            frame.index,
            *(frame[name] for name in ("Contact ID", "Status", "Decision", "Content", "To")),
        )
        for handle, contact, status, decision, content, to in zip(*columns, strict=True):
            if contact not in found or status in GONE:
                found[contact] = {
                    "handle": handle,
                    "Status": status,
                    "Decision": decision,
                    "Content": content,
                    "To": to,
                }
        return found

    def is_frozen(self, contact: str) -> bool:
        """Whether the letter is approved, or gone: it is not written again."""
        status = self.rows.get(contact, {}).get("Status", "")
        return status in GONE or (self.approved and status == APPROVED)

    def is_skipped(self, contact: str) -> bool:
        """Whether somebody said to skip it."""
        return self.rows.get(contact, {}).get("Decision") == DECIDED_SKIP

    def stays(self, contact: str, to: str, content: str) -> bool:
        """Whether an approved letter stays as it is, though it would read otherwise now: never to an old address."""
        row = self.rows.get(contact)
        return bool(
            row
            and self.is_frozen(contact)
            and contact in self.there
            and row["Content"] != content
            and address_key(row["To"]) == address_key(to)
        )

    def status(self, contact: str) -> str:
        """The status of a letter that is drafted now."""
        return SKIPPED if self.is_skipped(contact) else APPROVED if self.approved else DRAFT

    def changes(self, made: Sequence[Draft], chosen: Chosen, faults: Mapping[int, str]) -> list[Change]:
        """What is to be written; `faults`: why a letter could not be made, by position in Contacts."""
        contacts = self.mailing.world.frames["Contacts"]
        ids = contacts.index
        new = [one for one in made if ids[one.contact] not in self.rows]
        known = [one for one in made if ids[one.contact] in self.rows]
        frozen = [one for one in known if self.stays(ids[one.contact], one.recipient.to, one.content)]
        anew = [one for one in known if not self.stays(ids[one.contact], one.recipient.to, one.content)]
        why = self._left_out(made, chosen, faults)
        gone = [handle for handle, reason in why.items() if not reason]
        stay = {handle: reason for handle, reason in why.items() if reason}
        changes: list[Change] = [self._set(anew)] if anew and not gone else []
        changes += [self._mark(frozen)] if frozen else []
        if stay:
            changes.append(leave_out(stay))
        if gone:  # the rows that stay move up, so that no blank ones stand among them
            leave = [*gone, *(self.rows[contact]["handle"] for contact in self._ids(anew))]
            changes.append(Replace("Outbox", leave, self._whole_rows([*anew, *new])))
        elif new:
            changes.append(
                Extend("Outbox", self._columns(new, [self.status("")] * len(new), [None] * len(new)))
            )
        return changes

    def _left_out(
        self, made: Sequence[Draft], chosen: Chosen, faults: Mapping[int, str]
    ) -> dict[Handle, str]:
        """Rows whose contact gets no letter now: why, where that must be seen; "" where the row simply goes."""
        contacts = self.mailing.world.frames["Contacts"]
        told = {contacts.index[i]: reason for i, reason in faults.items()}
        reasons = chosen.held.texts()
        told |= {contacts.index[i]: str(reasons[i]) for i in chosen.left_out.tolist()}
        here = {contacts.index[one.contact] for one in made}
        found = {}
        for contact, row in self.rows.items():
            if contact in here or row["Status"] in GONE:
                continue
            # Somebody approved it, or typed beside it: they are told. A mere draft goes.
            kept = row["Status"] in {APPROVED, LEFT_OUT} or row["Decision"]
            found[row["handle"]] = told.get(contact, NOT_IN_AUDIENCE) if kept else ""
        return found

    def _set(self, letters: Sequence[Draft]) -> Set:
        """Rows of letters that are written anew."""
        ids = self._ids(letters)
        columns = self._columns(letters, [self.status(contact) for contact in ids], [None] * len(ids))
        del columns["Draft ID"]
        return Set("Outbox", [self.rows[contact]["handle"] for contact in ids], columns)

    def _whole_rows(self, letters: Sequence[Draft]) -> list[dict[str, Value]]:
        """Rows with all their cells: ours, and what people typed beside them."""
        ids = self._ids(letters)
        ours = self._columns(letters, [self.status(contact) for contact in ids], [None] * len(ids))
        grid = origin_of(self.mailing.letters).grid
        typed = [name for name in grid.columns if name not in ours and name not in grid.formulas]
        rows = []
        for contact, *cells in zip(ids, *ours.values(), strict=True):
            row = grid.rows[self.rows[contact]["handle"]] if contact in self.rows else None
            rest = {name: None if row is None else grid.columns[name][row] for name in typed}
            rows.append({**rest, **dict(zip(ours, cells, strict=True))})
        return rows

    def _mark(self, letters: Sequence[Draft]) -> Set:
        """Approved letters that stay as they are say that they would read otherwise now."""
        handles = [self.rows[contact]["handle"] for contact in self._ids(letters)]
        return Set("Outbox", handles, {"Reason": [STALE] * len(handles)})

    def _ids(self, letters: Sequence[Draft]) -> list[str]:
        contacts = self.mailing.world.frames["Contacts"]
        return [contacts.index[one.contact] for one in letters]

    def _columns(
        self, made: Sequence[Draft], status: Sequence[Value], reason: Sequence[Value]
    ) -> dict[str, list[Value]]:
        world = self.mailing.world
        return {**cells_of(world.frames["Contacts"], made), "Mailing ID": [self.mailing.key] * len(made),
                "Template": [self.mailing.template] * len(made), "Status": list(status), "Reason": list(reason),
                "Made on": [world.today] * len(made)}  # fmt: skip


def leave_out(why: Mapping[Handle, str]) -> Set:
    """Takes letters out, with the reason for each."""
    return Set("Outbox", list(why), {
        "Status": [LEFT_OUT] * len(why), "Reason": list(why.values()), "File": [None] * len(why),
    })  # fmt: skip


def cells_of(contacts: pd.DataFrame, made: Sequence[Draft]) -> dict[str, list[Value]]:
    """What every row of Outbox says of its letter, by column."""
    names = full_names(contacts).tolist()
    return {
        "Draft ID": [one.key for one in made],
        "Contact ID": [contacts.index[one.contact] for one in made],
        "Name": [names[one.contact] for one in made],
        "To": [one.recipient.to for one in made],
        "Subject": [one.subject for one in made],
        "Variant": [one.recipient.variant or None for one in made],
        "File": [one.file for one in made],
        "Content": [one.content for one in made],
    }
