"""The gate: whether a version of a proposition may be pitched, and what is missing in words.

It is open where the latest decision of each department that Settings names is Approve, by whoever speaks for it; where
all that must be ready is Done; and where Stage is Approved or Live.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from salesbook.domain.pitching.approvers import Approver, approvers_of
from salesbook.domain.world import World
from salesbook.schema.closed_lists import ABSTAIN, APPROVE, IN_REVIEW, OBJECT, PITCHED_STAGES, READY
from salesbook.tables.arrays import Floats, dates, day_of_number, days_of, numbers, texts
from salesbook.tables.plan import Handle
from salesbook.util.folding import caseless, name_words
from salesbook.util.wording import cited, quoted, without_year

if TYPE_CHECKING:
    import pandas as pd

DECIDED = (APPROVE, OBJECT, ABSTAIN)
MARKED = ("Promise", "Cohort", "What it asks of us")  # a change of these wants a new version
UNDATED = np.iinfo(np.int64).min  # as `days_of` has it
_GIVEN_UP = ("On hold", "Retired", "Killed")
_MOST_TOLD = 30  # a cell holds no more than 32,767 letters
BOLD_ENOUGH = "No resistance met: is it bold enough?"


@dataclass(frozen=True)
class Decision:
    """A row of Approvals: `day`, `due` and `asked` since 1970-01-01, UNDATED where it has none; `content`: "" where nobody saw it yet.

    `version`: None where none can be read. `ahead`: whether it bears a day that is still to come, which is none.
    """

    handle: Handle
    proposition: str
    version: int | None
    department: str
    who: str
    what: str
    decision: str
    concern: str
    resolution: str
    day: int
    due: int
    content: str
    ahead: bool = False
    asked: int = UNDATED

    @property
    def holds_back(self) -> bool:
        """Whether it keeps a gate shut: what cannot be told apart from it must."""
        return self.decision != READY if self.what else self.decision == OBJECT

    def is_about(self, version: int) -> bool:
        """Whether it is about that version; what holds back without a version is about each."""
        return self.version == version or (self.version is None and self.holds_back)


@dataclass(frozen=True)
class Gate:
    """Of one version: what is `missing`, a clause each; `objected`: whether anybody ever did."""

    proposition: str
    version: int
    stage: str
    missing: tuple[str, ...]
    objected: bool

    @property
    def is_open(self) -> bool:
        """Whether it may be pitched."""
        return not self.missing and self.stage in PITCHED_STAGES

    @property
    def stage_used(self) -> str:
        """The stage that counts."""
        return IN_REVIEW if self.missing and self.stage in PITCHED_STAGES else self.stage

    @property
    def still_missing(self) -> str:
        """What Still missing says; "" where nothing is, and of what was given up."""
        if self.stage in _GIVEN_UP:
            return ""
        told = list(self.missing[:_MOST_TOLD])
        if more := len(self.missing) - len(told):
            told.append(f"{more:,} more")
        if not told and self.stage not in PITCHED_STAGES:
            told = ["Nothing: set Stage to Approved"]
        said = "; ".join(told)
        bold = "" if self.missing or self.objected else BOLD_ENOUGH
        return ". ".join(filter(None, [said, bold]))


def content_mark(*parts: str) -> str:
    """A mark of Promise, Cohort and What it asks of us; spaces do not count."""
    said = "\x1f".join(" ".join(part.split()) for part in parts)
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def marks_of(world: World) -> dict[str, str]:
    """The mark of each proposition as it is today."""
    table = world.frames["Propositions"]
    columns = (texts(table, name).tolist() for name in MARKED)
    return {str(key): content_mark(*parts) for key, *parts in zip(table.index, *columns, strict=True)}


def version_numbers(table: pd.DataFrame) -> Floats:
    """The column Version; NaN where no whole number stands."""
    typed = numbers(table, "Version")
    whole: Floats = np.where(typed == np.floor(typed), typed, np.nan)
    return whole


def versions_of(world: World) -> dict[str, int]:
    """The version of each proposition; 1 where none is typed."""
    table = world.frames["Propositions"]
    return {
        str(key): 1 if np.isnan(one) else int(one)
        for key, one in zip(table.index, version_numbers(table), strict=True)
    }


def decisions_of(world: World) -> list[Decision]:
    """Rows of Approvals that name a proposition, in the order of the sheet."""
    table = world.frames["Approvals"]
    columns: list[Sequence[object]] = [
        texts(table, name).tolist()
        for name in (
            "Proposition ID",
            "Department",
            "Who",
            "What",
            "Decision",
            "Concern",
            "Resolution",
            "Content",
        )
    ]
    rows = zip(
        table.index,
        version_numbers(table).tolist(),
        *columns,
        days_of(dates(table, "Decided on")).tolist(),
        days_of(dates(table, "Due")).tolist(),
        days_of(dates(table, "Asked on")).tolist(),
        strict=True,
    )
    return [
        Decision(
            handle,
            proposition,
            None if np.isnan(number) else int(number),
            department,
            who,
            what,
            decision,
            concern,
            resolution,
            UNDATED if day > world.day else day,
            due,
            content,
            day > world.day,
            asked,
        )
        for handle, number, proposition, department, who, what, decision, concern, resolution, content, day, due, asked in rows
        if proposition
    ]


def gates(world: World) -> dict[tuple[str, int], Gate]:
    """The gate of each version that the proposition has, or that a campaign pitches: the one typed, and the one pitched first."""
    propositions, campaigns = world.frames["Propositions"], world.frames["Campaigns"]
    stage = dict(zip(propositions.index, texts(propositions, "Stage"), strict=True))
    wanted = dict.fromkeys(world.get(versions_of).items())
    of, first = texts(campaigns, "Proposition ID").tolist(), numbers(campaigns, "Version pitched")
    for versions in (version_numbers(campaigns), first):
        pitched = zip(of, versions.tolist(), strict=True)
        wanted.update(
            dict.fromkeys(
                (one, int(version)) for one, version in pitched if one in stage and not np.isnan(version)
            )
        )
    return {key: _gate(world, *key, str(stage[key[0]])) for key in wanted}


def decisions_on(world: World, proposition: str) -> list[Decision]:
    """Rows of Approvals on a proposition, of all its versions."""
    return [one for one in world.get(decisions_of) if one.proposition == proposition]


def decision_counts(one: Decision, approver: Approver | None, mark: str) -> bool:
    """Whether a decision on the proposition counts: by whoever speaks for the department, on what it says today.

    An objection counts before its day, too, as one without a day.
    """
    if one.ahead and one.decision != OBJECT:
        return False
    return approver is not None and name_words(one.who) in approver.names and one.content in {"", mark}


def decided_by(world: World, approver: Approver, about: Iterable[Decision]) -> list[Decision]:
    """Of these rows the decisions that count of the department that somebody speaks for."""
    return [
        one for one in about
        if not one.what and one.decision in DECIDED and caseless(one.department) == caseless(approver.department)
        and decision_counts(one, approver, world.get(marks_of)[one.proposition])
    ]  # fmt: skip


def _gate(world: World, proposition: str, version: int, stage: str) -> Gate:
    about = [one for one in decisions_on(world, proposition) if one.is_about(version)]
    approvers, mark = world.get(approvers_of), world.get(marks_of)[proposition]
    missing = [f"{approvers.lacks}: {approvers.todo}"] if approvers.lacks else []
    for key, approver in approvers.by_department.items():
        mine = [
            one
            for one in about
            if not one.what and one.decision in DECIDED and caseless(one.department) == key
        ]
        missing += _of_department(approver, [one for one in mine if decision_counts(one, approver, mark)],
                                  stale=any(one.content not in {"", mark} for one in mine))  # fmt: skip
    missing += _not_ready([one for one in about if one.what and one.decision != READY])
    objected = any(not one.what and (one.decision == OBJECT or one.concern) for one in about)
    return Gate(proposition, version, stage, tuple(missing), objected)


def _of_department(approver: Approver, decided: Sequence[Decision], *, stale: bool) -> Iterator[str]:
    """What is missing of one department; `stale`: it decided on other words."""
    if not decided:
        yield f"{approver.department}: {approver.asked} has not decided{' on what it says now' if stale else ''}"
        return
    last = latest_decision(decided)
    if last.decision == OBJECT:
        told = f" ({quoted(last.concern)})" if last.concern else ""
        answer = "answered, and to be decided anew" if last.resolution else "not answered yet"
        yield f"{approver.department}: {last.who} objects{told}, {answer}"
    elif last.decision == ABSTAIN:
        yield f"{approver.department}: {last.who} abstains"


def latest_decision(decided: Sequence[Decision]) -> Decision:
    """The one that counts of a department's: of the latest day; of one day, or of none, Object wins.

    An undated Object stands until a dated Approve of the department follows a Resolution.
    """
    objections = [one for one in decided if one.decision == OBJECT and one.day == UNDATED]
    approved = any(one.decision == APPROVE and one.day != UNDATED for one in decided)
    for one in objections:
        if not (one.resolution and approved):
            return one
    others = [one for one in decided if one not in objections] or objections
    return max(others, key=lambda one: (one.day, one.decision == OBJECT, one.decision == ABSTAIN))


def _not_ready(tasks: Sequence[Decision]) -> Iterator[str]:
    for one in tasks:
        due = "" if one.due == UNDATED else f", due {without_year(day_of_number(one.due))}"
        yield f"{one.department or 'somebody'}: {cited(one.what)} is not done{due}"
