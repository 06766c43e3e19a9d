"""The reason to call, for them: for each situation one sentence or two with facts that stand in the workbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from salesbook.domain.facts.due import rhythm_table
from salesbook.domain.facts.occasions import (
    GAPS,
    buying_of,
    gaps,
    last_asked,
    lost_opportunity,
    open_opportunity,
)
from salesbook.domain.facts.orders import order_days
from salesbook.domain.facts.owners import accounts_of
from salesbook.domain.facts.score.table import score_table
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.facts.unanswered import open_letters
from salesbook.domain.world import World
from salesbook.tables.arrays import Ints, positions
from salesbook.tables.cells import Cells
from salesbook.util.wording import count, joined, on, quoted


@dataclass(frozen=True)
class TalkAbout:
    """Sentences for single contacts, by their position in Contacts: one method a situation, never empty."""

    world: World

    def find_number(self, contact: int) -> str:
        """For those who are due and cannot be called."""
        known = [self.of(contact, "Job title"), self.account_name(contact), self.of(contact, "Email")]
        return f"Find number: {joined([self.name(contact), *filter(None, known)])}."

    def of(self, contact: int, column: str) -> Any:
        """One cell of Contacts."""
        return self._contacts.at(contact, column)

    def name(self, contact: int) -> str:
        """The full name, or the Contact ID."""
        return f"{self.of(contact, 'First name')} {self.of(contact, 'Last name')}".strip() or str(
            self.of(contact, "Contact ID")
        )

    def account_name(self, contact: int) -> str:
        """The organisation's name, or its ID; "" without one."""
        row = self.world.get(accounts_of)[contact]
        known = row >= 0 and self._accounts.at(row, "Account")
        return str(known or self.of(contact, "Account ID"))

    @cached_property
    def _contacts(self) -> Cells:
        return Cells(self.world.frames["Contacts"])

    @cached_property
    def _rhythm(self) -> Cells:
        return Cells(self.world.get(rhythm_table))

    @cached_property
    def _log(self) -> Cells:
        return Cells(self.world.frames["Activities"])

    @cached_property
    def _past(self) -> tuple[Ints, Ints]:
        """Contact, and position in Activities, of each row of touches."""
        touches = self.world.get(touch_table)
        return touches["contact"].to_numpy(), touches["activity"].to_numpy()

    @cached_property
    def _accounts(self) -> Cells:
        return Cells(self.world.frames["Accounts"])

    def replied(self, contact: int) -> str:
        """What they wrote. Not under which subject: it may be that of a letter of ours."""
        row = int(self.world.get(open_letters)[1][contact])
        words = self._log.at(row, "Their words")
        wrote = f": {quoted(words)}" if words else "."
        return f"They wrote on {on(self._log.at(row, 'When'))}{wrote} Answer them, and agree the next step."

    def agreed(self, contact: int) -> str:
        return f"You agreed to talk on {on(self.of(contact, 'Next date'))}.{self._last_words(contact) or ' Ask where things stand.'}"

    def call_back(self, contact: int) -> str:
        return f"On {self._last_touch(contact)} they asked to be called later: call back.{self._last_words(contact)}"

    def meeting(self, contact: int) -> str:
        return f"A meeting was booked on {self._last_touch(contact)}: confirm it, or ask what came of it.{self._last_words(contact)}"

    def opportunity(self, contact: int) -> str:
        row = self.world.frames["Opportunities"].iloc[self.world.get(open_opportunity)[contact]]
        title = row["Title"] or row["Opportunity ID"]
        amount = "" if np.isnan(row["Amount"]) else f"{row['Amount']:,.0f}"
        known = joined([text for text in (row["Stage"], amount) if text])
        return f"Open opportunity {quoted(title)}{f' ({known})' if known else ''}: agree the next step."

    def reorder(self, contact: int) -> str:
        customer = self._customer(contact)
        gap = count(round(self.world.get(buying_of).gap[customer]), "day")
        return (f"No order for {self._since_order(customer)}, usually every {gap}; the last was on {self._order(customer)}. "
                "Ask what they need now.")  # fmt: skip

    def first_order(self, contact: int) -> str:
        customer = self._customer(contact)
        return (f"One order so far, on {self._order(customer)}, and none for {self._since_order(customer)}: "
                "ask how it went, and what would bring the next.")  # fmt: skip

    def referral(self, contact: int) -> str:
        """The strongest reason to ask that there is."""
        customer, lost = self._customer(contact), int(self.world.get(lost_opportunity)[contact])
        orders = int(self.world.get(buying_of).days[customer])
        ask = "ask for a referral"
        if orders > 1:
            return f"{count(orders, 'order')} so far, the last on {self._order(customer)}: thank them, and {ask}."
        if orders == 1:
            return f"New customer since {self._order(customer)}: ask how it went, and {ask}."
        if lost >= 0:
            row = self.world.frames["Opportunities"].iloc[lost]
            why = f" ({row['Lost reason']})" if row["Lost reason"] else ""
            return f"We lost {quoted(row['Title'] or row['Opportunity ID'])} on {on(row['Closed'].date())}{why}: {ask}, somebody whom it would suit."
        if referrer := self.of(contact, "Referred by"):
            return f"They came through {self._named(referrer)}: tell how that went, and {ask} in turn."
        band = str(self.world.get(score_table)["band"].iat[contact])
        standing = (
            f"In good standing ({band})" if band in {"Strong", "Fair"} else f"{self.of(contact, 'Kind')}"
        )
        return f"{standing}, last touch {self._last_touch(contact)}: {ask}."

    def status(self, contact: int) -> str:
        account, customer = self.account_name(contact), self._customer(contact)
        ordered = self.world.get(buying_of).days[customer] > 0
        last = f" Last order {self._order(customer)}." if ordered else ""
        return f"Status update: what is new at {account} since {self._last_touch(contact)}?{last}{self._last_words(contact)}"

    def introduction(self, contact: int) -> str:
        firm = str(self.world.settings["Firm"]) or "the firm"
        referrer, source = self.of(contact, "Referred by"), self.of(contact, "Source")
        known = [self.of(contact, "Job title"), self.account_name(contact)]
        known += (
            [f"came through {self._named(referrer)}"]
            if referrer
            else [f"from {source.lower()}"]
            if source
            else []
        )
        about = f" ({joined([text for text in known if text])})" if any(known) else ""
        missing = self._missing(contact)
        return f"Never spoken to{about}: introduce yourself and {firm}.{f' Ask for {missing}.' if missing else ''}"

    def missing(self, contact: int) -> str:
        return f"Complete what we know: ask for {self._missing(contact)}."

    def last_order(self, contact: int) -> str:
        return f"Thank them for the order of {self._order(self._customer(contact))}, and ask how it went."

    def nothing(self, contact: int) -> str:
        asked = int(self.world.get(last_asked)[contact])
        missing = [
            "no open step",
            "no order since the last talk"
            if self.world.get(buying_of).days[self._customer(contact)]
            else "no orders",
        ]
        missing += [f"they were asked for names on {on(date.fromordinal(asked + _EPOCH))}"] if asked else []
        return f"No business reason yet: {joined(missing)}. Find one before you call."

    def _missing(self, contact: int) -> str:
        account, unknown = self.account_name(contact), self.world.get(gaps)[contact]
        return joined(
            [gap.ask.format(account=account) for gap, is_open in zip(GAPS, unknown, strict=True) if is_open]
        )

    def _last_words(self, contact: int) -> str:
        """What was noted at the last talk that has a note."""
        who, activity = self._past
        first, end = np.searchsorted(who, [contact, contact + 1])
        for row in activity[first:end][::-1].tolist():
            words = row >= 0 and (self._log.at(row, "Their words") or self._log.at(row, "Notes"))
            if words:
                return f" Noted on {on(self._log.at(row, 'When'))}: {quoted(words)}"
        return ""

    def _customer(self, contact: int) -> int:
        return int(self.world.get(order_days).of_contact[contact])

    def _order(self, customer: int) -> str:
        return on(date.fromordinal(int(self.world.get(buying_of).last[customer]) + _EPOCH))

    def _since_order(self, customer: int) -> str:
        return count(int(self.world.day - self.world.get(buying_of).last[customer]), "day")

    def _last_touch(self, contact: int) -> str:
        return on(self._rhythm.at(contact, "last_touch"))

    def _named(self, contact_id: str) -> str:
        """The name of another contact, or what stands there in place of an ID."""
        place = int(positions(self.world.frames["Contacts"], np.array([contact_id], dtype=object))[0])
        return self.name(place) if place >= 0 else contact_id


_EPOCH = date(1970, 1, 1).toordinal()
