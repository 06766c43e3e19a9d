"""What `log` says: the lines of Calls in which somebody typed, each counted once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from salesbook.domain.call_log.talk import LoggedTalk
from salesbook.domain.facts.call_rows import finished, typed_rows
from salesbook.domain.facts.people import People
from salesbook.domain.world import World
from salesbook.schema import COMPLAINT, COMPLAINT_SOLVED, PERSONAL_CHANNELS
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Handle, Problem
from salesbook.util.wording import count, joined, sum_of


@dataclass(frozen=True)
class FilledLines:
    """Lines in which somebody typed, and how many `stay` on Calls with those that nobody touched.

    `beside_done`: which of the logged ones are no calls of ours of today; `again`: logged before; `problems`: of those that were to be logged now and cannot be.
    """

    problems: Sequence[Problem]
    logged: int
    again: int
    half: int
    stuck: int
    of_today: int
    stay: int
    beside_done: str

    @classmethod
    def of(
        cls, world: World, rows: Sequence[Handle], leave: Sequence[Handle], problems: Sequence[Problem],
        *, talks: Sequence[LoggedTalk], others: bool,
    ) -> FilledLines:  # fmt: skip
        """`rows` were to be logged, `talks` came of them, and lines that `leave` are off the sheet. Without `others` only these rows count."""
        calls = world.frames["Calls"]
        bad, done = calls.index.isin(list(origin_of(calls).unread)), finished(calls)
        return cls(
            problems=problems,
            logged=len(talks),
            again=len(set(leave) & set(rows)) - len(talks),
            half=int((typed_rows(calls) & ~done & ~bad).sum()) if others else 0,
            stuck=len(problems) + (int(bad.sum()) if others else 0),
            of_today=int((done & ~bad).sum()) - len(rows) if others else 0,
            stay=len(calls) - len(leave),
            beside_done=beside_done(talks, world.today) if others else "",
        )

    def told(self) -> list[str]:
        """Such as "9 filled lines = 7 logged + 1 half filled + 1 with a problem (see Problems).", and how many lines stay."""
        parts = (
            (self.logged, f"logged ({self.beside_done})" if self.beside_done else "logged"),
            (self.again, "logged before"),
            (self.half, "half filled"),
            (self.stuck, "with a problem (see Problems)"),
            (self.of_today, "of today, for Log calls"),
        )
        filled = sum(number for number, _ in parts)
        if not filled:
            return []
        told = sum_of((filled, "filled line" if filled == 1 else "filled lines"), *parts)
        stays = f"{count(self.stay, 'line stays', 'lines stay')}" if self.stay else "No line stays"
        return [f"{told}.{self._asked()}", f"{stays}."]

    def _asked(self) -> str:
        """What is asked of the only line with a problem, where that is known."""
        if self.stuck != 1 or len(self.problems) != 1:
            return ""
        return f" {self.problems[0].why}. {self.problems[0].todo}"


def outcomes(talks: Sequence[LoggedTalk]) -> list[str]:
    """Such as "Logged: 5 spoke, 2 no answer."."""
    kinds = Counter(talk.outcome.lower() for talk in talks)
    return [f"Logged: {', '.join(f'{n:,} {kind}' for kind, n in kinds.most_common())}."] if talks else []


def complaints(talks: Sequence[LoggedTalk], people: People) -> list[str]:
    """What follows from the outcomes Complaint and Complaint solved, of those firms."""
    solved = _firms(talks, people, COMPLAINT_SOLVED)
    opened = [firm for firm in _firms(talks, people, COMPLAINT) if firm not in solved]
    told = []
    if opened:
        told.append(
            f"Complaint at {joined(opened)}: calls there begin with it, and nobody there is asked for anything, until one ends as {COMPLAINT_SOLVED}."
        )
    if solved:
        told.append(f"{COMPLAINT_SOLVED} at {joined(solved)}.")
    return told


def _firms(talks: Sequence[LoggedTalk], people: People, outcome: str) -> list[str]:
    return list(dict.fromkeys(people.firm(talk.contact) for talk in talks if talk.outcome == outcome))


def beside_done(talks: Sequence[LoggedTalk], today: date) -> str:
    """Those that Home does not count as done today, such as "2 that came in, 1 of another day"; "" without any."""
    kinds = Counter(filter(None, (_beside_done(talk, today) for talk in talks)))
    return ", ".join(kind if n == len(talks) else f"{n:,} {kind}" for kind, n in kinds.items())


def _beside_done(talk: LoggedTalk, today: date) -> str:
    """Why a talk is no call of ours of today; "" where it is one."""
    if talk.direction == "In":
        return "that came in"
    if talk.channel not in PERSONAL_CHANNELS:
        return "that was written"
    return "" if talk.day == today else "of another day"
