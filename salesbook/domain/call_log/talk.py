"""One finished row of Calls as a talk: with whom, when, how, and everything that was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from salesbook.domain.facts.finding import people_meant, told_apart
from salesbook.domain.facts.owners import owners_of
from salesbook.domain.facts.people import People
from salesbook.domain.facts.subjects import as_topic, topic_of_line
from salesbook.domain.world import World
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import CELL_LIMIT, Handle, Problem, Value
from salesbook.tables.rows import day_of_cell, place_of_handle, row_of
from salesbook.util.folding import name_words

_Row = Mapping[str, Any]


@dataclass(frozen=True)
class LoggedTalk:
    """What becomes an activity. `notes` holds every typed cell that Activities has no column for.

    `listed`: the row of the list whose Call ID it has, where that is another one than its own.
    """

    handle: Handle
    call_id: str
    contact: str
    day: date
    by: str
    channel: str
    direction: str
    outcome: str
    answer: str
    minutes: float | None
    campaign: str
    subject: str
    words: str
    notes: str
    next_date: date | None
    referral: str
    heard: str = ""
    listed: Handle = ""

    def row(self, activity: str) -> dict[str, Value]:
        """The row to append to Activities."""
        cells: dict[str, Value] = {
            "Activity ID": activity,
            "When": self.day,
            "Contact ID": self.contact,
            "By": self.by,
            "Channel": self.channel,
            "Direction": self.direction,
            "Outcome": self.outcome,
            "Answer": self.answer,
            "Minutes": self.minutes,
            "Campaign ID": self.campaign,
            "Subject": self.subject,
            "Their words": self.words,
            "Notes": self.notes,
        }
        return {header: value for header, value in cells.items() if value not in ("", None)}

    @property
    def content(self) -> tuple[Value, ...]:
        """What makes two rows the same talk: not whose list it stood on, nor what salesbook proposed."""
        texts = (self.channel, self.direction, self.outcome, self.answer, self.words, self.notes)
        return (self.contact, self.day, self.minutes, *map(_lines, texts))


def logged_content(activity: _Row) -> tuple[Value, ...]:
    """`Talk.content` of a row of Activities."""
    texts = ("Channel", "Direction", "Outcome", "Answer", "Their words", "Notes")
    return (
        activity["Contact ID"],
        day_of_cell(activity["When"]),
        _number(activity["Minutes"]),
        *(_lines(activity[name]) for name in texts),
    )


class Unusable(Exception):
    """The row cannot be logged, and stays."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.why)
        self.problem = problem


class CallLineReader:
    """Reads finished rows of Calls."""

    def __init__(self, world: World, people: People) -> None:
        self.world = world
        self.calls = world.frames["Calls"]
        self.contacts = world.frames["Contacts"]
        self.people = people
        self.extra = origin_of(self.calls).extra
        self.source = origin_of(self.calls)

    def read(self, handle: Handle) -> LoggedTalk:
        """The talk in a row. Raises Unusable where it must be put right first."""
        row = row_of(self.calls, handle)
        contact = self._contact(handle, row)
        day = self._day(handle, row)
        next_date = self._next_date(handle, row, day)
        return LoggedTalk(
            handle=handle,
            call_id=row["Call ID"],
            contact=contact,
            day=day,
            by=row["Rep"] or str(self.world.get(owners_of)[place_of_handle(self.contacts, contact)]),
            channel=row["Channel"] or "Call",
            direction=row["Direction"] or "Out",
            outcome=row["Outcome"],
            answer=row["Answer"],
            minutes=self._minutes(handle, row),
            campaign=row["Campaign ID"],
            subject=_subject(row),
            words=row["Their words"],
            notes=self._notes(handle, row, next_date),
            next_date=next_date,
            referral=row["Referral given"],
            heard=row["Heard"],
        )

    def _contact(self, handle: Handle, row: _Row) -> str:
        contact, name, account = row["Contact ID"], row["Name"], row["Account"]
        if not contact:
            return self._by_name(handle, row)
        if contact not in self.contacts.index:
            self._reject(
                handle,
                "Contact ID",
                f"Contacts has no {contact}",
                "Correct the Contact ID, or add this contact.",
            )
        if name and name_words(name) != name_words(self.people.name(contact)):
            others = self.people.meant(name, account) or people_meant(self.people, name).found
            # A line of ours has the name of the day when it was made; in a line of theirs both were typed.
            if contact not in others and (others or not row["Call ID"]):
                meant = f"For {name}, the Contact ID is {' or '.join(others[:3])}. " if others else ""
                self._reject(handle, "Contact ID", f"The Contact ID is that of {self.people.described(contact)}, but the Name is {name}",
                             f"{meant}Correct the one that is wrong, or empty the Contact ID to go by the name.")  # fmt: skip
        return str(contact)

    def _by_name(self, handle: Handle, row: _Row) -> str:
        """Whom a line without an ID means: by what stands as the name, else by the number, else by the firm."""
        column = next((name for name in ("Name", "Phone", "Account") if row[name]), "")
        if not column:
            self._reject(handle, "Name", "This row names nobody", "Type a Contact ID, or a full name.")
        text, account = row[column], row["Account"]
        meant = people_meant(self.people, text, account)
        if len(meant.found) == 1:
            return meant.found[0]
        if meant.found:
            which = told_apart(self.people, meant.found)
            self._reject(
                handle,
                column,
                f"{len(meant.found)} people {meant.how} {text}",
                f"As the Name, type the ID of the one you mean: {which}.",
            )
        hint = (
            f"Did you mean {told_apart(self.people, meant.near)}? Then type that ID as the Name"
            if meant.near
            else "Type the Contact ID as the Name"
        )
        place = f" at {account}" if account and column == "Name" else ""
        self._reject(
            handle,
            column,
            f"Contacts has nobody called {text}{place}",
            f"{hint}, or add this person to Contacts.",
        )
        return ""

    def _day(self, handle: Handle, row: _Row) -> date:
        day = day_of_cell(row["Date"]) or self.world.today
        if day > self.world.today:
            self._reject(
                handle, "Date", f"{day} is still to come", "Correct the Date, or empty it to mean today."
            )
        return day

    def _next_date(self, handle: Handle, row: _Row, day: date) -> date | None:
        agreed = day_of_cell(row["Next date"])
        if agreed and agreed < day:
            self._reject(
                handle,
                "Next date",
                f"The date agreed on, {agreed}, is before the talk of {day}",
                "Correct the year or the day, or empty it.",
            )
        return agreed

    def _minutes(self, handle: Handle, row: _Row) -> float | None:
        minutes = _number(row["Minutes"])
        if minutes is not None and minutes < 0:
            self._reject(
                handle,
                "Minutes",
                "A talk cannot last less than no time",
                "Type how many minutes it took, or nothing.",
            )
        return minutes

    def _notes(self, handle: Handle, row: _Row, next_date: date | None) -> str:
        lines = [row["Notes"]]
        lines += [f"{name}: {row[name]}" for name in ("Heard", "Referral given") if row[name]]
        if not row["Call ID"] and row["Talk about"] and not topic_of_line(row["Talk about"]):
            lines.append(
                f"Talk about: {row['Talk about']}"
            )  # a line of their own: what stands there, they wrote
        lines += [f"Next date: {next_date}"] if next_date else []
        lines += [f"{header}: {text}" for header, text in self.extra.get(handle, {}).items()]
        notes = "\n".join(filter(None, lines))
        if len(notes.encode("utf-16-le", "surrogatepass")) > 2 * CELL_LIMIT:
            self._reject(handle, "Notes", f"Notes, Heard and Referral given together are longer than the {CELL_LIMIT:,} characters of one cell",
                         "Shorten them, or move a part to Their words.")  # fmt: skip
        return notes

    def _reject(self, handle: Handle, column: str, why: str, todo: str) -> None:
        raise Unusable(self.source.problem(handle, column, why, todo))


def _subject(row: _Row) -> str:
    """The topic: as it was chosen, or what the prompt tells where a workbook or a line is older than Topic."""
    return as_topic(row["Topic"]) or row["Topic"] or topic_of_line(row["Talk about"])


def _number(value: float) -> float | None:
    """A plain number, whole where it is."""
    if np.isnan(value):
        return None
    return int(value) if float(value).is_integer() else float(value)


def _lines(text: str) -> str:
    """Line breaks alike: workbooks turn some into others."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
