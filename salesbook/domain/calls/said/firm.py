"""Their firm, our plans for them, and who does what, as the table of situations has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from salesbook.domain.calls.contact_cells import ContactCells
from salesbook.domain.calls.said.line import as_date
from salesbook.domain.calls.said.trade import deal_title
from salesbook.domain.calls.said.typed import first_note, one_line, quoted_words
from salesbook.domain.facts.cadence import cadence_used
from salesbook.domain.facts.cadence_changes import cadence_shortened
from salesbook.domain.facts.calendar import work_calendar
from salesbook.domain.facts.complaints import FirmComplaints, complaints_of
from salesbook.domain.facts.handoffs import taken_today
from salesbook.domain.facts.may_ask import installed_at_firm, serviced_at_firm
from salesbook.domain.facts.notes import front_line_notes, open_risks
from salesbook.domain.facts.orders import order_days
from salesbook.domain.facts.owners import accounts_of, owners_of
from salesbook.domain.facts.phones import dialled
from salesbook.domain.facts.score.table import score_table
from salesbook.domain.facts.situations.states import leaver
from salesbook.domain.facts.talks import last_talk_day, neglected, wrote_ever
from salesbook.domain.facts.touches import spoken_undated, touch_table
from salesbook.tables.arrays import texts
from salesbook.util import day_words

if TYPE_CHECKING:
    from salesbook.domain.calls.said.line import PlannedCall
    from salesbook.domain.world import World

_NEW_FOR = 59  # days after which somebody is no longer new
_FELL_BY = 5  # points of score
_ADJECTIVES = {
    "day": "daily", "week": "weekly", "2 weeks": "fortnightly", "month": "monthly", "2 months": "two-monthly",
    "3 months": "quarterly", "6 months": "half-yearly", "year": "yearly",
}  # fmt: skip


@dataclass(frozen=True)
class ComplaintFacts:
    """The open complaint of their firm, and the closed one of their own."""

    line: PlannedCall

    @property
    def since(self) -> str:
        return self.line.since(int(self._found.day[self._place])) if self._place >= 0 else ""

    @property
    def who(self) -> str:
        return self.line.people.name(int(self._found.contact[self._place])) if self._place >= 0 else ""

    @property
    def words(self) -> str:
        return quoted_words(self.line.activity(self._row, "Their words"))

    @property
    def note(self) -> str:
        row = self._noted
        return (
            heard_in(self.line.world, row) if row >= 0 else first_note(self.line.activity(self._row, "Notes"))
        )

    @property
    def holder(self) -> str:
        """Who of us noted it on Front line, where that is not whoever calls."""
        by = noted_by(self.line.world, self._noted)
        return "" if by == self.line.rep else by

    @property
    def closed(self) -> str:
        place = int(self._found.closed_by[self.line.contact])
        return self.line.past(int(self._found.day[place])) if place >= 0 else ""

    @property
    def _found(self) -> FirmComplaints:
        return self.line.world.get(complaints_of)

    @property
    def _place(self) -> int:
        return int(self._found.of_firm[self.line.contact])

    @property
    def _row(self) -> int:
        return int(self._found.activity[self._place]) if self._place >= 0 else -1

    @property
    def _noted(self) -> int:
        return int(self._found.note[self._place]) if self._place >= 0 else -1


@dataclass(frozen=True)
class RiskFacts:
    """The risk that the front line heard of them."""

    line: PlannedCall

    @property
    def who(self) -> str:
        by = noted_by(self.line.world, self._row)
        return self.line.who(by) if by else ""

    @property
    def day(self) -> str:
        return (
            self.line.past(int(self.line.world.get(front_line_notes).day[self._row]))
            if self._row >= 0
            else ""
        )

    @property
    def words(self) -> str:
        return heard_in(self.line.world, self._row)

    @property
    def _row(self) -> int:
        return int(self.line.world.get(open_risks)[self.line.contact])


def noted_by(world: World, row: int) -> str:
    """Who wrote a row of FrontLine; "" where nobody did, or there is no such row."""
    return str(texts(world.frames["FrontLine"], "By")[row]) if row >= 0 else ""


def heard_in(world: World, row: int) -> str:
    """What a row of FrontLine says; "" where it is too long for a sentence, or there is no such row."""
    return first_note(str(texts(world.frames["FrontLine"], "Heard")[row])) if row >= 0 else ""


@dataclass(frozen=True)
class VisitFacts:
    """The last installation and the last service visit at their firm."""

    line: PlannedCall

    @property
    def installed(self) -> str:
        return self.line.past(int(self.line.world.get(installed_at_firm)[self.line.contact]))

    @property
    def serviced(self) -> str:
        return self.line.past(self._serviced)

    @property
    def note(self) -> str:
        """What was noted at the service visit."""
        touches = self.line.world.get(touch_table)
        there = (touches["channel"] == "Service").to_numpy() & (touches["day"].to_numpy() == self._serviced)
        customer = self.line.world.get(order_days).of_contact
        there &= customer[touches["contact"].to_numpy()] == customer[self.line.contact]
        rows = touches["activity"].to_numpy()[there].tolist()
        return next(filter(None, (first_note(self.line.activity(row, "Notes")) for row in rows)), "")

    @property
    def _serviced(self) -> int:
        return int(self.line.world.get(serviced_at_firm)[self.line.contact])


@dataclass(frozen=True)
class LeaverFacts:
    """The colleague of theirs who left."""

    line: PlannedCall

    @property
    def who(self) -> str:
        return self.line.people.name(self._at) if self._at >= 0 else ""

    @property
    def deal(self) -> str:
        return deal_title(self.line, self._at) if self._at >= 0 else ""

    @property
    def heir(self) -> str:
        """What to ask about: who decides, unless the one who is called does, and the colleague had no part in it."""
        asked, gone = (self.line.people.of(at, "Decision maker") for at in (self.line.contact, self._at))
        return "does their work now" if asked and not gone and not self.deal else "decides now"

    @property
    def _at(self) -> int:
        return int(self.line.world.get(leaver)[self.line.contact])


@dataclass(frozen=True)
class SourceFacts:
    """How they came into the book."""

    line: PlannedCall

    @property
    def who(self) -> str:
        """Who named them: a contact, or a name that somebody typed."""
        typed, place = self._referrer
        return self.line.people.name(place) if place >= 0 else typed if " " in typed else ""

    @property
    def first(self) -> str:
        _, place = self._referrer
        return (
            (str(self.line.people.of(place, "First name")) if place >= 0 else "")
            or self.who
            or "whoever named them"
        )

    @property
    def day(self) -> str:
        return self.line.past(self.line.of("Created"))

    @property
    def since(self) -> str:
        return self.line.since(self.line.of("Created"))

    @property
    def promotion(self) -> str:
        return self._promotion or "the promotion"

    @property
    def new_from(self) -> str:
        created = self.line.of("Created")
        is_new = created and (self.line.world.today - as_date(created)).days <= _NEW_FOR
        return f"{'New from' if is_new else 'From'} {self._promotion or 'a promotion'}"

    @property
    def _promotion(self) -> str:
        """Its name; what looks like a number of it is called a promotion."""
        name = one_line(self.line.of("Promotion ID"))
        return name if " " in name or not name else f"promotion {name}"

    @property
    def _referrer(self) -> tuple[str, int]:
        typed = str(self.line.of("Referred by"))
        return one_line(typed), self.line.place_of(typed)


@dataclass(frozen=True)
class FirmFacts:
    """Ours."""

    line: PlannedCall

    @property
    def name(self) -> str:
        return one_line(str(self.line.world.settings["Firm"])) or "us"

    @property
    def presented(self) -> str:
        """Whom to introduce: our firm, or the rep to somebody who has written to us, or talked to one of us, and knows it."""
        world, contact = self.line.world, self.line.contact
        knows = world.get(wrote_ever)[contact] or world.get(spoken_undated)[contact]
        return "yourself as their contact" if knows else self.name


@dataclass(frozen=True)
class PlanFacts:
    """How often they are to be talked to."""

    line: PlannedCall

    @property
    def every(self) -> str:
        used = self.line.world.get(cadence_used)
        return day_words.every(float(used.interval[self.line.contact]), int(used.months[self.line.contact]))

    @property
    def kept(self) -> str:
        """The same, where somebody keeps to it: no more than one talk is left out."""
        world, contact = self.line.world, self.line.contact
        silence = world.day - world.get(last_talk_day)[contact]
        kept = silence <= 2 * world.get(cadence_used).interval[contact] and not world.get(neglected)[contact]
        return self.every if kept else ""

    @property
    def shortened(self) -> str:
        """The same, where it was less often when they were talked to last."""
        return self.every if self.line.world.get(cadence_shortened)[self.line.contact] else ""

    @property
    def adjective(self) -> str:
        return _ADJECTIVES.get(self.kept, "")


@dataclass(frozen=True)
class NumberFacts:
    """Where a number can be had."""

    line: PlannedCall

    @property
    def where(self) -> str:
        line, found = self.line, ["email"] if self.line.of("Email") else []
        mine = line.world.get(accounts_of)[line.contact]
        if mine >= 0:
            colleagues = np.flatnonzero(line.world.get(accounts_of) == mine).tolist()
            ids = texts(line.world.frames["Contacts"], "Contact ID")
            able = [
                at
                for at in sorted(colleagues, key=ids.__getitem__)
                if at != line.contact and self._can_help(at)
            ]
            found += [line.people.name(at) for at in able[:1]]
        return ", or ".join(found) or "their website"

    def _can_help(self, at: int) -> bool:
        people: ContactCells = self.line.people
        return people.of(at, "Status") in {"", "Active"} and bool(dialled(people.of(at, "Phone")))


@dataclass(frozen=True)
class StandInFacts:
    """The owner, where another calls."""

    line: PlannedCall

    @property
    def owner(self) -> str:
        """Who is away."""
        away = not self.line.world.get(work_calendar).present(self._owner, self.line.world.today)
        return self._owner if away else ""

    @property
    def on_behalf(self) -> str:
        """Who is there, but has not this duty; "" where somebody takes over, which is said already."""
        taken = any(one.contact == self.line.contact for one in self.line.world.get(taken_today))
        return "" if self.owner or taken else self._owner

    @property
    def _owner(self) -> str:
        owner = str(self.line.world.get(owners_of)[self.line.contact])
        return "" if owner == self.line.rep else owner


@dataclass(frozen=True)
class ScoreFacts:
    """The score a month ago and now, where it fell."""

    line: PlannedCall

    @property
    def before(self) -> str:
        return self._fell[0]

    @property
    def now(self) -> str:
        return self._fell[1]

    @property
    def _fell(self) -> tuple[str, str]:
        scores = self.line.world.get(score_table)
        before, now = (scores[name].to_numpy()[self.line.contact] for name in ("raw_before", "raw"))
        return (f"{before:.0f}", f"{now:.0f}") if before - now >= _FELL_BY else ("", "")
