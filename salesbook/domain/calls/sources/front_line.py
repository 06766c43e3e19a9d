"""What the front line heard: risks, leads and needs, and that people have changed there."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from salesbook.domain.aftersale.notes import DATA_TOPIC, LEAD_TOPIC, changes_to_check, leads_to_call
from salesbook.domain.aftersale.part import has_after_sale
from salesbook.domain.calls.said.filling import MOST_TALK, MOST_WHY
from salesbook.domain.calls.said.firm import heard_in, noted_by
from salesbook.domain.calls.said.line import PlannedCall
from salesbook.domain.calls.said.typed import one_line
from salesbook.domain.calls.said.words import LineWords, words_of_situation
from salesbook.domain.calls.sources.base import CARE, WHOLE_DAY, Wanted
from salesbook.domain.calls.sources.due import wanted
from salesbook.domain.facts.notes import front_line_notes, oldest_by_contact, open_risks
from salesbook.domain.world import World
from salesbook.tables.arrays import Bools, Ints, texts


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
            usual = "Ask what they need, how much, by when. Agree a meeting."
            return _words(line, row, "a chance", usual, "Agree a meeting.", LEAD_TOPIC)
        row = int(line.world.get(_changes)[line.contact])
        usual = "Ask who does what there now, and note it on Contacts."
        return _words(line, row, "of a change of people", usual, "Ask who decides now.", DATA_TOPIC)


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


def _words(line: PlannedCall, row: int, what: str, usual: str, shorter: str, topic: str) -> LineWords:
    """Who heard it and when, with what was heard where that has room there, else before what to do."""
    day, by = line.past(int(line.world.get(front_line_notes).day[row])), noted_by(line.world, row)
    told, heard = f"{line.who(by)} heard {what} {day}", heard_in(line.world, row)
    whole = f"{told}: {heard}."
    if heard and len(whole) <= MOST_WHY:
        return LineWords(whole, usual, topic)
    text = one_line(str(texts(line.world.frames["FrontLine"], "Heard")[row])).rstrip(".")
    noted = f"Your note: {text}." if line.who(by) == "You" else f"{by} noted: {text}."
    longer = [about for about in (f"{noted} {shorter}", noted) if len(about) <= MOST_TALK]
    return LineWords(f"{told}.", longer[0] if longer else usual, topic)
