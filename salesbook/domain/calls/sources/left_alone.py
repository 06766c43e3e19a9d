"""Customers whom nobody has touched since they ordered: one person each, first in Care, with the days counted."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from salesbook.domain.aftersale.left_alone import left_alone
from salesbook.domain.aftersale.part import has_after_sale
from salesbook.domain.calls.said.line import PlannedCall
from salesbook.domain.calls.said.words import LineWords, words_of_situation
from salesbook.domain.calls.sources.base import AFTER_SALE_SHARE, Wanted
from salesbook.domain.calls.sources.care import Care
from salesbook.domain.calls.sources.due import due_now, wanted
from salesbook.domain.facts.active_people import is_active
from salesbook.domain.facts.due import rhythm_table
from salesbook.domain.facts.orders import days_named
from salesbook.domain.facts.owners import accounts_of
from salesbook.domain.facts.phones import has_number
from salesbook.domain.guards.contact import may_not_be_called
from salesbook.domain.world import World
from salesbook.tables.arrays import Bools, Ints, texts
from salesbook.util.wording import count


class LeftAloneAccounts(Care):
    """One of the people of each account that is left alone, in the share that they have with follow-ups."""

    share = AFTER_SALE_SHARE

    def whom(self, world: World) -> Wanted:
        which = np.zeros(len(world.frames["Contacts"]), dtype=bool)
        if not has_after_sale(world):
            return wanted(world, which)
        which[_one_of_each(world)] = True
        found = wanted(world, which)
        ordered = world.get(left_alone).ordered[world.get(accounts_of)[found.contact]]
        return replace(found, due=ordered, reason=None)

    def said(self, line: PlannedCall) -> LineWords:
        """What their situation says, and how many days ago they ordered that nobody was in touch since."""
        world, words = line.world, words_of_situation(line)
        day = int(world.get(left_alone).ordered[world.get(accounts_of)[line.contact]])
        days = count(world.day - day, "day")
        if "order" in words.why.casefold():  # a fact stands once
            return words_of_situation(line, f"Left alone for {days}.")
        return words_of_situation(line, f"Ordered {days} ago, nobody since.")


def _one_of_each(world: World) -> Ints:
    """Positions of contacts: who can be called before others, then who ordered, then who decides, then by Contact ID.

    A day that was agreed with somebody is waited for.
    """
    contacts, account, found = world.frames["Contacts"], world.get(accounts_of), world.get(left_alone)
    waits = world.get(rhythm_table)["promised"].to_numpy() & ~world.get(due_now)
    active = world.get(is_active) & ~waits
    at = np.flatnonzero(active & np.append(found.left, False)[account])
    callable_ = ~world.get(may_not_be_called)[at] & has_number(texts(contacts, "Phone")[at])
    decides = contacts["Decision maker"].to_numpy(dtype=bool)[at]
    ids = texts(contacts, "Contact ID")[at].astype(str)
    order = np.lexsort((ids, ~decides, ~_ordered_since(world)[at], ~callable_, account[at]))
    at = at[order]
    first: Ints = at[np.append(True, np.diff(account[at]) != 0)[: len(at)]]
    return first


def _ordered_since(world: World) -> Bools:
    """Contacts who are named in an order since the one after which their account was left alone."""
    account, ordered = world.get(accounts_of), np.append(world.get(left_alone).ordered, world.day + 1)
    contact, day = days_named(world)
    since = np.zeros(len(account), dtype=bool)
    since[contact[day >= ordered[account[contact]]]] = True
    return since
