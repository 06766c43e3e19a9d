"""How each note of the front line stands, and in words what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from salesbook.domain.aftersale.notes import note_progress
from salesbook.domain.facts.notes import front_line_notes, talked_after
from salesbook.domain.facts.owners import owners_of
from salesbook.domain.facts.people import names_of_contacts
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.world import World
from salesbook.schema.closed_lists import (
    CHANGE_OF_PEOPLE,
    COMPETITOR_SEEN,
    COMPLIMENT,
    LEAD,
    NEED,
    NOTE_DONE,
    NOTE_NEW,
    NOTE_ROUTED,
    NOTED_COMPLAINT,
    RISK,
)
from salesbook.tables.arrays import Objects, day_of_number, texts
from salesbook.tables.plan import Value
from salesbook.util.wording import on

NEEDED_OF_NOTES = {"By": "who heard it, from Team", "Heard": "what was heard"}
NoteState = tuple[str, str, str]  # State, Became, Reference
_ASKS = {
    LEAD: "A call to",
    NEED: "A call to",
    COMPLIMENT: "A referral ask to",
    CHANGE_OF_PEOPLE: "A question to",
}


class NoteStates:
    """The states of all notes; `new`: the opportunities that are made of some of them, by row of FrontLine.

    Columns are looked up once: a book has tens of thousands of notes.
    """

    def __init__(self, world: World, new: Mapping[int, Mapping[str, Value]]) -> None:
        self.world, self.new = world, new
        self.notes, self.progress = world.get(front_line_notes), world.get(note_progress)
        self.after, self.touches = world.get(talked_after), world.get(touch_table)
        self.reference = texts(world.frames["FrontLine"], "Reference")

    def all(self) -> list[NoteState]:
        """One a row, in their order."""
        return [self.of(row) for row in range(len(self.reference))]

    def of(self, row: int) -> NoteState:
        """As the note stands today."""
        kind, progress = str(self.notes.type[row]), self.progress
        if kind in (RISK, NOTED_COMPLAINT):
            return self._trouble(row, kind)
        if kind == "" or not progress.counts[row]:
            return self._as_it_is(row, kind)
        if kind == COMPETITOR_SEEN:
            return (NOTE_DONE, "Something to talk about, and a line of Report.", "")
        if kind in (LEAD, NEED) and (sold := self._opportunity(row)):
            return sold
        if (place := int(progress.talked[row])) >= 0:
            return (NOTE_DONE, *self._talked(place))
        return (NOTE_ROUTED, f"{_ASKS[kind]} {self._of_whom(row)}.", "")

    def _opportunity(self, row: int) -> NoteState | None:
        """The opportunity that the note became: open, won or lost; or deleted. None where it became none."""
        if row in self.new:
            key = str(self.new[row]["Opportunity ID"])
            return (NOTE_DONE, f"Opportunity {key}.", key)
        if (at := int(self.progress.opportunity[row])) >= 0:
            key, result = (str(column[at]) for column in self._deals)
            ended = f", {result.lower()}" if result in ("Won", "Lost") else ""
            return (NOTE_DONE, f"Opportunity {key}{ended}.", key)
        reference = str(self.reference[row])
        if self.progress.met[row] >= 0 and reference:
            return (NOTE_DONE, f"Opportunity {reference}, which was deleted.", reference)
        return None

    def _trouble(self, row: int, kind: str) -> NoteState:
        """A complaint is open until it is closed, a risk until then or until somebody talked with them."""
        notes, closed = self.notes, int(self.notes.closed[row])
        if notes.account[row] < 0 and notes.contact[row] < 0:
            return (NOTE_NEW, "", "")
        if closed <= self.world.day:
            return (NOTE_DONE, f"Closed on {on(day_of_number(closed))}.", "")
        if kind == RISK and (place := int(self.after[row])) >= 0:
            return (NOTE_DONE, *self._talked(place))
        return (NOTE_ROUTED, f"A call to {self._of_whom(row)} today.", "")

    def _as_it_is(self, row: int, kind: str) -> NoteState:
        """Notes that make nothing: without a type or what is needed, and those from before the part counts."""
        before = kind != "" and self._ids[row] != "" and not self.progress.counts[row]
        lacks = any(column[row] == "" for column in self._needed)
        if before and not lacks and self.notes.account[row] >= 0 and self._by[row] in self._team:
            return (NOTE_DONE, "Heard before the day from which notes count.", "")
        return (NOTE_NEW, "", "")

    def _talked(self, place: int) -> tuple[str, str]:
        """When somebody talked about it and what came of that, and the activity."""
        by, outcome = str(self._who[place]), str(self._outcome[place])
        row = int(self._activity[place])
        who = f"{by} talked" if by else "Talked"
        said = f": {outcome}" if outcome else ""
        day = on(day_of_number(int(self._day[place])))
        return f"{who} with them on {day}{said}.", str(self._activity_ids[row]) if row >= 0 else ""

    def _of_whom(self, row: int) -> str:
        """Whom it goes to, and by whom: as in "Ada Lovelace, for ann"."""
        contact = int(self.notes.contact[row])
        if contact < 0:
            return "somebody there: find a person first"
        owner = str(self._owners[contact])
        name = str(self._names[contact]) or str(self.world.frames["Contacts"].index[contact])
        return f"{name}, for {owner}" if owner else name

    @cached_property
    def _deals(self) -> tuple[Objects, Objects]:
        deals = self.world.frames["Opportunities"]
        return texts(deals, "Opportunity ID"), texts(deals, "Result")

    @cached_property
    def _ids(self) -> Objects:
        return texts(self.world.frames["FrontLine"], "Note ID")

    @cached_property
    def _by(self) -> Objects:
        return texts(self.world.frames["FrontLine"], "By")

    @cached_property
    def _needed(self) -> list[Objects]:
        return [texts(self.world.frames["FrontLine"], name) for name in NEEDED_OF_NOTES]

    @cached_property
    def _team(self) -> set[str]:
        return set(texts(self.world.frames["Team"], "Rep").tolist())

    @cached_property
    def _owners(self) -> Objects:
        return self.world.get(owners_of)

    @cached_property
    def _names(self) -> Objects:
        return self.world.get(names_of_contacts)

    @cached_property
    def _who(self) -> Objects:
        return self.touches["by"].to_numpy(dtype=object)

    @cached_property
    def _outcome(self) -> Objects:
        return self.touches["outcome"].to_numpy(dtype=object)

    @cached_property
    def _day(self) -> list[int]:
        found: list[int] = self.touches["day"].tolist()
        return found

    @cached_property
    def _activity(self) -> list[int]:
        found: list[int] = self.touches["activity"].tolist()
        return found

    @cached_property
    def _activity_ids(self) -> Objects:
        return texts(self.world.frames["Activities"], "Activity ID")
