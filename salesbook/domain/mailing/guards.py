"""Who must not get a letter, or need not get one now: the guards, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import cached_property

import numpy as np

from salesbook.domain.addresses import blocked, read_address, same, same_domain
from salesbook.domain.arrays import Bools, Ints, Objects, take, texts
from salesbook.domain.held import Held
from salesbook.domain.mailing.countries import country_rule
from salesbook.domain.rest import CAP_DAYS, may_have_reached, most_touches, quiet_until, recent_touches
from salesbook.domain.words import count, on
from salesbook.domain.world import World

_COMPLAINT = "complaint"


class MailGuard(StrEnum):
    """Reasons in the order in which they are looked for; the first that holds is named."""

    NOT_ACTIVE = "not active"
    OPTED_OUT = "opted out"
    NO_CONSENT = "consent unknown"
    DO_NOT_EMAIL = "do not email"
    LISTED = "on Do not mail"
    NO_ADDRESS = "without address"
    BAD_ADDRESS = "address not valid"
    DUPLICATE = "duplicate address"
    QUIET = "touched lately"
    CAP = "touch cap"
    ALREADY = "had this mailing"
    COMPLAINT = "complaint open"


@dataclass(frozen=True)
class MailGuards:
    """Facts on all contacts, each worked out once, and the guards over them.

    Needs the frames of DoNotMail and MailRules besides those of `World`.
    """

    world: World

    def of_mailing(self, at: Ints, had: Collection[str]) -> Held:
        """All guards over the contacts at these positions; `had`: IDs of those who got the mailing already."""
        held = Held(len(self.world.frames["Contacts"]))
        self._always(held, at, consent=True)
        contacts = self.world.frames["Contacts"]
        held.hold(at, self._second_of_address(held, at), MailGuard.DUPLICATE)
        until = quiet_until(self.world, ["All", "Mailings"])[at]
        held.hold(at, until >= self.world.day, MailGuard.QUIET, self._until(until))
        touches, most = recent_touches(self.world)[at], most_touches(self.world)[at]
        told = np.array(
            [f"{count(int(n), 'touch', 'touches')} in {CAP_DAYS} days" for n in touches], dtype=object
        )
        held.hold(at, (most > 0) & (touches >= most), MailGuard.CAP, told)
        held.hold(at, np.isin(contacts.index.to_numpy(dtype=object)[at], list(had)), MailGuard.ALREADY)
        held.hold(at, self._complained[at], MailGuard.COMPLAINT)
        return held

    def of_letter(self, at: Ints) -> Held:
        """What holds even a letter that one person writes to another."""
        held = Held(len(self.world.frames["Contacts"]))
        self._always(held, at, consent=False)
        return held

    def address(self, contact: int) -> str:
        """The address of a contact, as mail programs take it; "" where there is none that is good."""
        return str(self._addresses[0][contact])

    def _always(self, held: Held, at: Ints, *, consent: bool) -> None:
        contacts = self.world.frames["Contacts"]
        status = texts(contacts, "Status")[at]
        held.hold(at, ~np.isin(status, ["", "Active"]), MailGuard.NOT_ACTIVE, status)
        held.hold(at, (texts(contacts, "Consent") == "Opted out")[at], MailGuard.OPTED_OUT)
        held.hold(at, self._shared_with(self._opted_out)[at], MailGuard.OPTED_OUT, "the same address did")
        if consent:
            unknown = np.isin(texts(contacts, "Consent"), ["", "Unknown"]) & country_rule(
                self.world, "Consent needed"
            )
            held.hold(at, unknown[at], MailGuard.NO_CONSENT)
        stop = contacts["Do not email"].to_numpy(dtype=bool)
        held.hold(at, stop[at], MailGuard.DO_NOT_EMAIL)
        held.hold(at, self._shared_with(stop)[at], MailGuard.DO_NOT_EMAIL, "says the same address")
        held.hold(at, self._listed[at], MailGuard.LISTED)
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
        keys[:] = [same(address) if address else "" for address in self._addresses[0].tolist()]
        return keys

    @cached_property
    def _opted_out(self) -> Bools:
        out: Bools = texts(self.world.frames["Contacts"], "Consent") == "Opted out"
        return out

    def _shared_with(self, those: Bools) -> Bools:
        """Contacts whose address is also that of one of `those`: it is the address that said no."""
        theirs = set(self._keys[those].tolist()) - {""}
        return np.isin(self._keys, list(theirs)) if theirs else np.zeros(len(those), dtype=bool)

    @cached_property
    def _listed(self) -> Bools:
        """Contacts whose address, or the domain of it, stands on Do not mail."""
        entries = [key.strip().casefold() for key in self.world.frames["DoNotMail"].index]
        addresses = {same(one) for one in entries}
        domains = {same_domain(one) for one in entries} - {""}
        # A cell that is no good address may still be the one that somebody put on the list.
        raw = [text.strip().casefold() for text in texts(self.world.frames["Contacts"], "Email").tolist()]
        return np.array(
            [
                bool(key and blocked(key, addresses, domains)) or text in entries
                for key, text in zip(self._keys.tolist(), raw, strict=True)
            ],
            dtype=bool,
        )

    def _second_of_address(self, held: Held, at: Ints) -> Bools:
        """All but the first, by Contact ID, of those with the same address whom nothing else holds."""
        ids = self.world.frames["Contacts"].index.to_numpy(dtype=object)
        seen: set[str] = set()
        second = np.zeros(len(at), dtype=bool)
        for i in sorted(range(len(at)), key=lambda i: ids[at[i]]):
            key = self._keys[at[i]]
            if key and held.guard[at[i]] == "":
                second[i] = key in seen
                seen.add(key)
        return second

    @cached_property
    def _complained(self) -> Bools:
        """Contacts who complained, and whom nobody has reached since."""
        touches, log = self.world.touches, self.world.frames["Activities"]
        subject = take(texts(log, "Subject"), touches["activity"].to_numpy())
        said = np.array(
            [text.casefold().lstrip().startswith(_COMPLAINT) for text in subject.tolist()], dtype=bool
        )
        contact, inbound = touches["contact"].to_numpy(), touches["inbound"].to_numpy()
        order = np.arange(len(touches))  # they are sorted by contact, then by moment
        last = {}
        for name, rows in (("said", said & inbound), ("answered", ~inbound & may_have_reached(self.world))):
            last[name] = np.full(len(self.world.rhythm), -1, dtype=np.int64)
            np.maximum.at(last[name], contact[rows], order[rows])
        complained: Bools = last["said"] > last["answered"]
        return complained

    def _until(self, days: Ints) -> Objects:
        """Texts such as "until 3 May 2026"."""
        told = {
            day: f"until {on(self.world.today + timedelta(days=day - self.world.day))}"
            for day in set(days.tolist())
            if day > 0
        }
        return np.array([told.get(day, "") for day in days.tolist()], dtype=object)
