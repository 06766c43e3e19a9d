"""Who must not get a letter, or need not get one now: the guards, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np

from salesbook.domain.facts.asked import asks_for_names
from salesbook.domain.facts.complaints import COMPLAINT_OPEN
from salesbook.domain.guards import contact
from salesbook.domain.guards.contact import Purpose, Stage
from salesbook.domain.guards.countries import country_rule
from salesbook.domain.guards.do_not_mail import not_mailed, read_entry
from salesbook.domain.guards.held import HeldContacts
from salesbook.domain.world import World
from salesbook.tables.arrays import Bools, Ints, Objects, among, texts
from salesbook.tables.grid import key_of, key_text
from salesbook.tables.origin import origin_of
from salesbook.util.addresses import address_key, hashed, read_address

_MAY = {"", "no", "false", "0"}  # what Do not email says of somebody who may be written to


class MailGuard(StrEnum):
    """Reasons in the order in which they are looked for; the first that holds is named."""

    NOT_ACTIVE = contact.NOT_ACTIVE
    OPTED_OUT = "opted out"
    NO_CONSENT = "consent unknown"
    DO_NOT_EMAIL = "do not email"
    LISTED = "on Do not mail"
    NO_ADDRESS = "without address"
    BAD_ADDRESS = "address not valid"
    DUPLICATE = "duplicate address"
    QUIET = contact.TOUCHED_LATELY
    CAP = contact.TOUCH_CAP
    ALREADY = "had this mailing"
    COMPLAINT = COMPLAINT_OPEN


@dataclass(frozen=True)
class MailGuards:
    """Facts on all contacts, each worked out once, and the guards over them.

    Needs the frames of DoNotMail and MailRules besides those of `World`. `refused`: marks of addresses
    (`addresses.hashed`) that said no by mail, whatever the workbook says.
    """

    world: World
    refused: frozenset[str] = frozenset()

    def of_mailing(self, at: Ints, had: Collection[str], *, pitch: bool = False) -> HeldContacts:
        """All guards over the contacts at these positions; `had`: IDs of those who got the mailing already.

        `pitch`: it pitches a campaign, and so goes to nobody of a firm where a complaint is open.
        """
        held = HeldContacts(len(self.world.frames["Contacts"]))
        self._always(held, at, consent=True)
        contacts = self.world.frames["Contacts"]
        held.hold(at, self._second_of_address(held, at, had), MailGuard.DUPLICATE)
        contact.hold_contacts(held, self.world, at, Purpose.MAILING, Stage.PEACE)
        held.hold(at, among(contacts.index.to_numpy(dtype=object)[at], set(had)), MailGuard.ALREADY)
        contact.hold_contacts(
            held, self.world, at, Purpose.PITCH if pitch else Purpose.MAILING, Stage.TROUBLE
        )
        return held

    def of_letter(self, at: Ints) -> HeldContacts:
        """What holds even a letter that one person writes to another."""
        held = HeldContacts(len(self.world.frames["Contacts"]))
        self._always(held, at, consent=False)
        return held

    def of_singles(self, at: Ints, templates: Sequence[str]) -> list[str]:
        """Why each letter of one person to another, to the contact at its position, must not be written; "" where it may.

        One whose text asks for an introduction is held by whatever holds that question, too.
        """
        asks = np.array([asks_for_names(name) for name in templates], dtype=bool)
        told, asked = self.of_letter(at), self.of_letter(at[asks])
        for stage in (Stage.PEACE, Stage.TROUBLE):
            contact.hold_contacts(asked, self.world, at[asks], Purpose.ASK, stage)
        texts_of = told.texts(), asked.texts()
        return [str(texts_of[int(ask)][one]) for one, ask in zip(at.tolist(), asks.tolist(), strict=True)]

    def address(self, contact: int) -> str:
        """The address of a contact, as mail programs take it; "" where there is none that is good."""
        return str(self._addresses[0][contact])

    def _always(self, held: HeldContacts, at: Ints, *, consent: bool) -> None:
        contacts = self.world.frames["Contacts"]
        contact.hold_contacts(held, self.world, at, Purpose.MAILING, Stage.ALLOWED)
        held.hold(at, self._opted_out[at], MailGuard.OPTED_OUT)
        held.hold(at, self._wrote_no[at], MailGuard.OPTED_OUT, "by mail")
        held.hold(at, self._shared_with(self._opted_out)[at], MailGuard.OPTED_OUT, "the same address did")
        said_no = among(contacts.index.to_numpy(dtype=object), self._refused_elsewhere[1])
        held.hold(at, said_no[at], MailGuard.OPTED_OUT, "another row with this ID did")
        if consent:
            unknown = np.isin(texts(contacts, "Consent"), ["", "Unknown"]) & country_rule(
                self.world, "Consent needed"
            )
            held.hold(at, unknown[at], MailGuard.NO_CONSENT)
        stop = contacts["Do not email"].to_numpy(dtype=bool)
        held.hold(at, stop[at], MailGuard.DO_NOT_EMAIL)
        held.hold(at, self._shared_with(stop)[at], MailGuard.DO_NOT_EMAIL, "says the same address")
        held.hold(at, self._listed[at], MailGuard.LISTED)
        if origin_of(self.world.frames["DoNotMail"]).grid.uncalculated.get("Address"):
            anybody = np.ones(len(at), dtype=bool)
            held.hold(at, anybody, MailGuard.LISTED, "an address there cannot be read")
        held.hold(at, (texts(contacts, "Email") == "")[at], MailGuard.NO_ADDRESS)
        good, why = self._addresses
        held.hold(at, (good == "")[at], MailGuard.BAD_ADDRESS, why[at])

    @cached_property
    def _addresses(self) -> tuple[Objects, Objects]:
        """Each contact's address, and why it is not one."""
        read = [read_address(text) for text in texts(self.world.frames["Contacts"], "Email").tolist()]
        good, why = np.empty(len(read), dtype=object), np.empty(len(read), dtype=object)
        good[:], why[:] = [one for one, _ in read], [one for _, one in read]
        return good, why

    @cached_property
    def _keys(self) -> Objects:
        """What tells whether two addresses are the same; "" without one."""
        keys = np.empty(len(self._addresses[0]), dtype=object)
        keys[:] = [address_key(address) if address else "" for address in self._addresses[0].tolist()]
        return keys

    @cached_property
    def _opted_out(self) -> Bools:
        out: Bools = texts(self.world.frames["Contacts"], "Consent") == "Opted out"
        return out

    @cached_property
    def _wrote_no(self) -> Bools:
        book_id, keys = str(self.world.settings["Book ID"]), self._keys.tolist()
        if not self.refused:
            return np.zeros(len(keys), dtype=bool)
        return np.array([bool(key) and hashed(key, book_id) in self.refused for key in keys], dtype=bool)

    def _shared_with(self, those: Bools) -> Bools:
        """Contacts whose address is also that of one of `those`: it is the address that said no."""
        keys, cells = self._keys[those], texts(self.world.frames["Contacts"], "Email")[those]
        odd = cells[(keys == "") & (cells != "")].tolist()  # several in one cell, or with words around
        theirs = {*keys[keys != ""].tolist(), *(one for cell in odd for one in read_entry(cell).addresses)}
        theirs |= self._refused_elsewhere[0]
        return among(self._keys, theirs)

    @cached_property
    def _listed(self) -> Bools:
        """Contacts whose address, or the domain of it, stands on Do not mail."""
        table = self.world.frames["DoNotMail"]
        said, book_id = not_mailed(table), str(self.world.settings["Book ID"])
        # A cell that is no good address may still be the one that somebody put on the list.
        raw = {key.strip().casefold() for key in table.index}
        cells = [text.strip().casefold() for text in texts(self.world.frames["Contacts"], "Email").tolist()]
        return np.array(
            [
                bool(key and said.covers(key, book_id)) or (text != "" and text in raw)
                for key, text in zip(self._keys.tolist(), cells, strict=True)
            ],
            dtype=bool,
        )

    @cached_property
    def _refused_elsewhere(self) -> tuple[set[str], set[str]]:
        """Addresses and IDs that say no in rows of Contacts that do not count: copies, and rows without an ID."""
        contacts = self.world.frames["Contacts"]
        grid, known = origin_of(contacts).grid, set(contacts.index)
        nothing = [None] * grid.height
        cells = (grid.columns.get(name, nothing) for name in ("Email", "Consent", "Do not email"))
        addresses: set[str] = set()
        ids: set[str] = set()
        bare = frozenset().union(*(grid.uncalculated.get(name, ()) for name in ("Consent", "Do not email")))
        for row, (handle, email, consent, stop) in enumerate(zip(grid.handles, *cells, strict=True)):
            no = (
                row in bare
                or key_text(consent).casefold() == "opted out"
                or key_text(stop).casefold() not in _MAY
            )
            if handle not in known and no:
                addresses |= read_entry(key_text(email)).addresses
                ids.add(key_of(handle))
        return addresses, ids

    def _second_of_address(self, held: HeldContacts, at: Ints, had: Collection[str]) -> Bools:
        """All but the first, by Contact ID, of those with the same address whom nothing else holds."""
        ids = self.world.frames["Contacts"].index.to_numpy(dtype=object)
        seen = set(self._keys[among(ids, set(had))].tolist())  # it got there already
        second = np.zeros(len(at), dtype=bool)
        for i in sorted(range(len(at)), key=lambda i: ids[at[i]]):
            key = self._keys[at[i]]
            if key and held.guard[at[i]] == "" and ids[at[i]] not in had:
                second[i] = key in seen
                seen.add(key)
        return second
