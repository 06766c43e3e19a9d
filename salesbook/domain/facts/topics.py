"""What a call can be about: for each contact the first topic that fits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

import numpy as np

from salesbook.domain.facts.buying import Buying, buying
from salesbook.domain.facts.due import rhythm_table
from salesbook.domain.facts.orders import order_days
from salesbook.domain.facts.owners import accounts_of
from salesbook.domain.facts.score.table import score_table
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.facts.unanswered import open_letters
from salesbook.domain.world import World
from salesbook.tables.arrays import Bools, Ints, dates, last_of_each, positions, take, texts

_QUOTE = re.compile("“[^”]*”")
ASK_AGAIN = 180  # days until the same person is asked for a referral again
_LOST_LATELY = 365  # days after a lost deal


class Topic(IntEnum):
    """In the order in which they are tried."""

    REPLIED = 1  # they wrote, and nobody has answered
    AGREED = 2  # a Next date
    CALL_BACK = 3
    MEETING = 4
    OPPORTUNITY = 5
    REORDER = 6
    FIRST_ORDER = 7
    REFERRAL = 8
    STATUS = 9
    INTRODUCTION = 10
    LAST_ORDER = 11
    GAPS = 12
    NONE = 13


# What each is called in Topic of Calls, from the closed list of the schema.
TOPIC_OF = {
    Topic.REPLIED: "Reply", Topic.AGREED: "Promise", Topic.CALL_BACK: "Call back", Topic.MEETING: "Meeting",
    Topic.OPPORTUNITY: "Open opportunity", Topic.REORDER: "Reorder", Topic.FIRST_ORDER: "Reorder",
    Topic.REFERRAL: "Referral ask", Topic.STATUS: "Status", Topic.INTRODUCTION: "Introduction",
    Topic.LAST_ORDER: "Status", Topic.GAPS: "Data", Topic.NONE: "None",
}  # fmt: skip
FIND_NUMBER = "Data"  # the topic of a line for somebody whose number is sought

# The letter of templates/letters that says in writing what the call is about.
LETTER_OF = {
    Topic.REPLIED: "after-call", Topic.AGREED: "after-call", Topic.CALL_BACK: "after-call", Topic.MEETING: "after-call", Topic.OPPORTUNITY: "after-call",
    Topic.REORDER: "status-meeting", Topic.STATUS: "status-meeting", Topic.REFERRAL: "referral-ask",
    Topic.FIRST_ORDER: "thank-you", Topic.LAST_ORDER: "thank-you",
}  # fmt: skip


@dataclass(frozen=True)
class Topics:
    """Facts on all contacts that topics rest on, each worked out once."""

    world: World

    def of(self, at: Ints) -> Ints:
        """The first topic that fits each of the contacts at these positions."""
        customer = self.world.get(order_days).of_contact[at]
        orders, gap = self.buying.days[customer], self.buying.gap[customer]
        quiet_for = self.world.day - self.buying.last[customer]
        outcome = self._last_outcome[at]
        high = take(texts(self.world.frames["Accounts"], "Ticket"), self.world.get(accounts_of)[at]) == "High"
        fits = [
            self.open_letters[0][at] >= 0,
            self.world.get(rhythm_table)["promised"].to_numpy()[at],
            outcome == "Call back later",
            outcome == "Meeting booked",
            self.open_opportunity[at] >= 0,
            (orders > 1) & (quiet_for > gap),
            (orders == 1) & (quiet_for > self.world.get(order_days).gap),
            self._may_be_asked(at),
            high & self.touched[at],
            ~self.touched[at],
            (orders > 0) & (self.buying.last[customer] > self._last_talk[at]),
            self.gaps[at].any(axis=1),
        ]
        return np.select(fits, [int(topic) for topic in Topic][:-1], int(Topic.NONE))

    @cached_property
    def open_letters(self) -> tuple[Ints, Ints]:
        """Letters of theirs that wait for an answer; see `replies.open_letters`."""
        return open_letters(self.world)

    @cached_property
    def buying(self) -> Buying:
        return buying(self.world.get(order_days))

    @cached_property
    def touched(self) -> Bools:
        """Contacts who were ever reached."""
        touched: Bools = ~np.isnat(self.world.get(rhythm_table)["last_touch"].to_numpy())
        return touched

    @cached_property
    def open_opportunity(self) -> Ints:
        """Position of each contact's open opportunity, the newest; -1 without one.

        One that names nobody is everybody's at the account.
        """
        table = self.world.frames["Opportunities"]
        result = texts(table, "Result")
        return self._opportunity(
            (result == "Open") | ((result == "") & np.isnat(dates(table, "Closed"))), "Created"
        )

    @cached_property
    def lost_opportunity(self) -> Ints:
        """Position of each contact's deal lost within a year, the latest; -1 without one."""
        table = self.world.frames["Opportunities"]
        closed = dates(table, "Closed").astype(np.int64)
        lately = (closed <= self.world.day) & (closed > self.world.day - _LOST_LATELY)
        return self._opportunity((texts(table, "Result") == "Lost") & lately, "Closed")

    @cached_property
    def gaps(self) -> Bools:
        """What we do not know, by contact: email; language; who decides there; anybody else there; a firm."""
        contacts, account = self.world.frames["Contacts"], self.world.get(accounts_of)
        active = np.isin(texts(contacts, "Status"), ["", "Active"])
        here = account[active]
        people = np.bincount(here[here >= 0], minlength=len(self.world.frames["Accounts"]) + 1)
        deciding = contacts["Decision maker"].to_numpy(dtype=bool) & active & (account >= 0)
        deciders = np.bincount(account[deciding], minlength=len(people))
        alone = self.world.frames["Contacts"]["Account ID"].to_numpy(dtype=object) == ""
        return np.column_stack([
            texts(contacts, "Email") == "",
            (account >= 0) & (deciders[account] == 0),
            (account >= 0) & (people[account] == 1),
            texts(contacts, "Language") == "",
            alone & (len(self.world.frames["Accounts"]) > 0),
        ])  # fmt: skip

    @cached_property
    def last_asked(self) -> Ints:
        """Day (since 1970-01-01) on which each contact was last asked for a referral; 0: never.

        Told by the word "referral" in Subject or Notes of a talk: the topic "Referral ask" has it, so have the
        prompts that earlier versions logged, and a logged "Referral given". Contacts who referred somebody count as asked then.
        """
        contacts, log, touches = (
            self.world.frames["Contacts"],
            self.world.frames["Activities"],
            self.world.get(touch_table),
        )
        asked = np.zeros(len(contacts), dtype=np.int64)
        recent = touches[
            (touches["age"] <= ASK_AGAIN).to_numpy()
            & touches["rhythm"].to_numpy()
            & (touches["activity"] >= 0).to_numpy()
        ]
        rows = recent["activity"].to_numpy()
        pairs = zip(texts(log, "Subject")[rows].tolist(), texts(log, "Notes")[rows].tolist(), strict=True)
        named = np.array(
            [_names_a_referral(subject) or _names_a_referral(notes) for subject, notes in pairs], dtype=bool
        )
        np.maximum.at(asked, recent["contact"].to_numpy()[named], recent["day"].to_numpy()[named])
        by = positions(contacts, texts(contacts, "Referred by"))
        created = dates(contacts, "Created")
        given = (by >= 0) & ~np.isnat(created) & (created.astype(np.int64) <= self.world.day)
        np.maximum.at(asked, by[given], created[given].astype(np.int64))
        return asked

    def _may_be_asked(self, at: Ints) -> Bools:
        """Eligible for the referral ask: reached before, not asked lately, and with a reason to speak well of us."""
        contacts = self.world.frames["Contacts"]
        well = np.isin(self.world.get(score_table)["band"].to_numpy(dtype=object)[at], ["Strong", "Fair"])
        customer = self.buying.days[self.world.get(order_days).of_contact[at]] > 0
        came_by_referral = texts(contacts, "Referred by")[at] != ""
        lost = self.lost_opportunity[at] >= 0
        friend = np.isin(texts(contacts, "Kind")[at], ["Centre of influence", "Partner"])
        lately = (self.last_asked[at] > 0) & (self.world.day - self.last_asked[at] <= ASK_AGAIN)
        may: Bools = self.touched[at] & ~lately & (customer | well | came_by_referral | lost | friend)
        return may

    @cached_property
    def _last_outcome(self) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
        """Outcome of each contact's last touch."""
        touches = self.world.get(touch_table)
        reached = np.flatnonzero(touches["points"].to_numpy() > 0)
        last = last_of_each(touches["contact"].to_numpy()[reached], len(self.world.frames["Contacts"]))
        return np.append(touches["outcome"].to_numpy(dtype=object)[reached], "")[last]

    @cached_property
    def _last_talk(self) -> Ints:
        """Day of each contact's last touch that was not an order; far in the past without one."""
        touches = self.world.get(touch_table)
        talks = np.flatnonzero(
            (touches["points"].to_numpy() > 0) & (touches["channel"] != "Order").to_numpy()
        )
        last = last_of_each(touches["contact"].to_numpy()[talks], len(self.world.frames["Contacts"]))
        return np.append(touches["day"].to_numpy()[talks], np.iinfo(np.int64).min)[last]

    def _opportunity(self, which: Bools, newest_by: str) -> Ints:
        table, contacts = self.world.frames["Opportunities"], self.world.frames["Contacts"]
        rows = np.flatnonzero(which)
        rows = rows[np.argsort(dates(table, newest_by)[rows], kind="stable")]
        person, account = texts(table, "Contact ID")[rows], texts(table, "Account ID")[rows]
        ours = np.full(len(self.world.frames["Accounts"]) + 1, -1)
        nobody = person == ""
        at = positions(self.world.frames["Accounts"], account)
        ours[at[nobody & (at >= 0)]] = rows[nobody & (at >= 0)]
        of_contact = self.world.get(accounts_of)
        found = np.where(of_contact >= 0, ours[of_contact], -1)
        at = positions(contacts, person)
        found[at[at >= 0]] = rows[at >= 0]
        return found


def _names_a_referral(text: str) -> bool:
    """Not in what is quoted: a topic may quote the notes of a talk before."""
    lower = text.casefold()
    return "referral" in lower and "referral" in _QUOTE.sub("", lower)
