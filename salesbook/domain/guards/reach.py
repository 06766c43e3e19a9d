"""Whom no channel may or can reach, and why."""

from __future__ import annotations

import numpy as np

from salesbook.domain.facts.phones import has_number
from salesbook.domain.guards.contact import may_not_be_called
from salesbook.domain.guards.letters import MailGuards
from salesbook.domain.world import World
from salesbook.schema.closed_lists import ALL_MAIL
from salesbook.tables.arrays import Bools, Ints, Objects, texts

_DO_NOT_CALL, _NO_NUMBER = "do not call", "no usable number"
_IN_PERSON = ("Visit", "Meeting")


def barrier(world: World, channel: str) -> Objects:
    """By contact what stands in the way of a channel, "" for nothing: of a letter on paper nothing does.

    Do not call holds calls and visits; Opted out, Do not email, Do not mail and a bad address hold mail.
    """
    if channel in ALL_MAIL:
        return world.get(_of_mail)
    if channel == "Call":
        return world.get(_of_calls)
    return (
        world.get(_of_visits)
        if channel in _IN_PERSON
        else np.full(len(world.frames["Contacts"]), "", dtype=object)
    )


def reachable(world: World, channels: tuple[str, ...], at: Ints) -> tuple[Bools, Objects]:
    """For the contacts at these positions whether any of the channels reaches them, and where none does, why not: "do not call; opted out"."""
    each = [barrier(world, channel)[at] for channel in channels]
    reaches = np.logical_or.reduce([one == "" for one in each])
    why = np.full(len(reaches), "", dtype=object)
    for i in np.flatnonzero(~reaches).tolist():
        why[i] = "; ".join(dict.fromkeys(one[i] for one in each))
    return reaches, why


def _of_visits(world: World) -> Objects:
    held: Objects = np.where(world.get(may_not_be_called), _DO_NOT_CALL, "").astype(object)
    return held


def _of_calls(world: World) -> Objects:
    held = world.get(_of_visits)
    no_number = ~has_number(texts(world.frames["Contacts"], "Phone"))
    why: Objects = np.where((held == "") & no_number, _NO_NUMBER, held).astype(object)
    return why


def _of_mail(world: World) -> Objects:
    everybody = np.arange(len(world.frames["Contacts"]))
    return MailGuards(world).of_letter(everybody).texts()
