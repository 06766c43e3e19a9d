"""What the front line heard: risks, leads and needs, and that people have changed there."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from salesbook.domain.aftersale.notes import DATA_TOPIC, LEAD_TOPIC, changes_to_check, leads_to_call
from salesbook.domain.aftersale.part import has_after_sale
from salesbook.domain.calls.said.filling import MOST_WHY
from salesbook.domain.calls.said.firm import heard_in, noted_by
from salesbook.domain.calls.said.line import PlannedCall
from salesbook.domain.calls.said.words import LineWords, words_of_situation
from salesbook.domain.calls.sources.base import CARE, WHOLE_DAY, Wanted
from salesbook.domain.calls.sources.due import wanted
from salesbook.domain.facts.notes import front_line_notes, oldest_by_contact, open_risks
from salesbook.domain.world import World
from salesbook.tables.arrays import Bools, Ints


class Risks:
    """Of whom a risk was heard, each day until it is closed or somebody talked with them."""

    block = CARE
    promised = True
    share = WHOLE_DAY

    def whom(self, world: World) -> Wanted:
        return _wanted(world, world.get(open_risks))

    def said(self, line: PlannedCall) -> LineWords:
        return words_of_situation(line)


class FrontLineLeads:
    """Of whom a lead or a need was heard, from the day on which it was noted; and where people have changed."""

    block = CARE
    promised = True
    share = WHOLE_DAY

    def whom(self, world: World) -> Wanted:
        rows = world.get(_leads)
        found = _wanted(world, np.where(rows >= 0, rows, world.get(_changes)))
        return replace(found, reason=None)

    def said(self, line: PlannedCall) -> LineWords:
        row = int(line.world.get(_leads)[line.contact])
        if row >= 0:
            return LineWords(
                _why(line, row, "a chance"),
                "Ask what they need, how much, by when. Agree a meeting.",
                LEAD_TOPIC,
            )
        row = int(line.world.get(_changes)[line.contact])
        return LineWords(
            _why(line, row, "of a change of people"),
            "Ask who does what there now, and note it on Contacts.",
            DATA_TOPIC,
        )


def _leads(world: World) -> Ints:
    return _oldest(world, world.get(leads_to_call)) if has_after_sale(world) else _nobody(world)


def _changes(world: World) -> Ints:
    return _oldest(world, world.get(changes_to_check)) if has_after_sale(world) else _nobody(world)


def _oldest(world: World, which: Bools) -> Ints:
    return oldest_by_contact(world, which)


def _nobody(world: World) -> Ints:
    return np.full(len(world.frames["Contacts"]), -1)


def _wanted(world: World, row: Ints) -> Wanted:
    """Those with a row of FrontLine, due since the day on which it was heard."""
    found = wanted(world, row >= 0)
    day = np.append(world.get(front_line_notes).day, 0)[row[found.contact]]
    return replace(found, due=day, since=day)


def _why(line: PlannedCall, row: int, what: str) -> str:
    """Who heard it and when, with what was heard where that has room."""
    day = line.past(int(line.world.get(front_line_notes).day[row]))
    told = f"{line.who(noted_by(line.world, row))} heard {what} {day}"
    heard = heard_in(line.world, row)
    longer = f"{told}: {heard}."
    return longer if heard and len(longer) <= MOST_WHY else f"{told}."
