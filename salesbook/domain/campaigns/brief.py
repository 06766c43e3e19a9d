"""A proposition for the meeting that decides on it: its promise, its cohort in numbers, who decided what, what is ready, and its versions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from salesbook.domain.campaigns.answer_groups import AnswerGroup, answers_by_version
from salesbook.domain.campaigns.answered import CampaignAnswers
from salesbook.domain.facts.owners import tiers_of
from salesbook.domain.pitching.approvers import Approver, approvers_of
from salesbook.domain.pitching.cohorts import Cohort, cohorts_of
from salesbook.domain.pitching.gate import (
    BOLD_ENOUGH,
    DECIDED,
    UNDATED,
    Decision,
    decided_by,
    decision_counts,
    decisions_on,
    gates,
    latest_decision,
    marks_of,
    versions_of,
)
from salesbook.domain.pitching.states import states_of
from salesbook.domain.world import World
from salesbook.schema import TIERS
from salesbook.schema.campaigns import PROPOSITIONS
from salesbook.schema.closed_lists import APPROVE, OBJECT, READY
from salesbook.schema.types import Type
from salesbook.tables.arrays import day_of_number, texts
from salesbook.tables.rows import row_of
from salesbook.util.folding import caseless


@dataclass(frozen=True)
class DepartmentStand:
    """What a department says to the version: `who` decided, or is `asked`; `decision` is "" where none counts."""

    department: str
    who: str
    decision: str
    day: date | None
    concern: str
    resolution: str


@dataclass(frozen=True)
class StrayDecision:
    """A decision on the version that does not count, and why."""

    department: str
    who: str
    decision: str
    why: str


@dataclass(frozen=True)
class Concern:
    """What somebody held against a version, and what was done about it; `version` None where it is about all."""

    version: int | None
    department: str
    who: str
    day: date | None
    words: str
    resolution: str


@dataclass(frozen=True)
class ReadinessTask:
    """Something that a department must have ready."""

    department: str
    what: str
    who: str
    due: date | None
    is_done: bool


@dataclass(frozen=True)
class CohortNumbers:
    """Whom it is for: `tiers` are those of the decision makers; `unknown` the accounts where we know nobody who decides."""

    name: str
    rule: str
    meaning: str
    members: int
    accounts: int
    deciders: int
    tiers: tuple[tuple[str, int], ...]
    unknown: tuple[str, ...]
    error: str


@dataclass(frozen=True)
class VersionPast:
    """A version: which departments approve, which object, and how the campaigns that pitched it went."""

    version: int
    approved: tuple[str, ...]
    objected: tuple[str, ...]
    campaigns: tuple[AnswerGroup, ...]


@dataclass(frozen=True)
class PropositionBrief:
    """All that the page of a proposition shows. `cells`: what people typed, by column; `missing`: what keeps the gate shut, a clause each.

    `lacks`: what is wrong with Who approves; `bold`: the question where nobody ever objected.
    """

    firm: str
    today: date
    key: str
    cells: dict[str, str]
    version: int
    stage: str
    is_open: bool
    missing: tuple[str, ...]
    bold: str
    stands: tuple[DepartmentStand, ...]
    strays: tuple[StrayDecision, ...]
    concerns: tuple[Concern, ...]
    tasks: tuple[ReadinessTask, ...]
    cohort: CohortNumbers | None
    versions: tuple[VersionPast, ...]


def proposition_brief(world: World, key: str) -> PropositionBrief:
    """The proposition as it stands today."""
    version = world.get(versions_of)[key]
    gate, mine = world.get(gates)[key, version], decisions_on(world, key)
    about = [one for one in mine if one.is_about(version)]
    columns = [
        column.name
        for column in PROPOSITIONS.columns
        if column.type in {Type.TEXT, Type.ID} and not column.ours
    ]
    cells = {name: str(value) for name, value in row_of(world.frames["Propositions"], key, columns).items()}
    return PropositionBrief(
        firm=str(world.settings["Firm"]), today=world.today, key=key, cells=cells, version=version,
        stage=gate.stage_used, is_open=gate.is_open, missing=gate.missing,
        bold="" if gate.missing or gate.objected else BOLD_ENOUGH,
        stands=tuple(_stand(world, approver, about) for approver in world.get(approvers_of).by_department.values()),
        strays=tuple(_strays(world, about)), concerns=tuple(_concerns(mine)), tasks=tuple(_tasks(about)),
        cohort=_cohort(world, cells["Cohort"]), versions=tuple(_versions(world, key, version, mine)),
    )  # fmt: skip


def _day(number: int) -> date | None:
    return None if number == UNDATED else day_of_number(number)


def _counts(world: World, one: Decision) -> bool:
    approver = world.get(approvers_of).by_department.get(caseless(one.department))
    return decision_counts(one, approver, world.get(marks_of)[one.proposition])


def _stand(world: World, approver: Approver, about: Sequence[Decision]) -> DepartmentStand:
    theirs = decided_by(world, approver, about)
    if not theirs:
        return DepartmentStand(approver.department, approver.asked, "", None, "", "")
    last = latest_decision(theirs)
    return DepartmentStand(
        approver.department, last.who, last.decision, _day(last.day), last.concern, last.resolution
    )


def _strays(world: World, about: Sequence[Decision]) -> Iterator[StrayDecision]:
    approvers = world.get(approvers_of).by_department
    for one in about:
        if one.what or one.decision not in DECIDED or _counts(world, one):
            continue
        approver = approvers.get(caseless(one.department))
        if approver is None:
            why = "Settings asks nobody of this department"
        elif decision_counts(one, approver, one.content):
            why = "what it promises, for whom, or what it asks of us was changed since"
        elif one.ahead:
            why = "its day is still to come"
        else:
            why = f"{approver.asked} speaks for {approver.department}"
        yield StrayDecision(one.department, one.who, one.decision, why)


def _concerns(mine: Sequence[Decision]) -> Iterator[Concern]:
    """Those of all versions, the latest first."""
    held = [one for one in mine if not one.what and one.concern]
    for one in sorted(held, key=lambda one: (-(one.version or np.inf), -one.day)):
        yield Concern(one.version, one.department, one.who, _day(one.day), one.concern, one.resolution)


def _tasks(about: Sequence[Decision]) -> Iterator[ReadinessTask]:
    """By department, what is open first, by the day when it is due."""
    tasks = [one for one in about if one.what]
    for one in sorted(
        tasks, key=lambda one: (caseless(one.department), one.decision == READY, one.due == UNDATED, one.due)
    ):
        yield ReadinessTask(one.department, one.what, one.who, _day(one.due), one.decision == READY)


def _cohort(world: World, name: str) -> CohortNumbers | None:
    found = world.get(cohorts_of).get(name)
    if found is None:
        return None
    tiers = world.get(tiers_of)[found.deciders].tolist()
    meaning = str(row_of(world.frames["Cohorts"], name, ("Meaning",))["Meaning"])
    return CohortNumbers(
        name, found.rule, meaning, int(found.members.sum()), len(found.accounts), int(found.deciders.sum()),
        tuple((tier, tiers.count(tier)) for tier in (*TIERS, "") if tier in tiers), _unknown(world, found),
        found.error.why if found.error else "",
    )  # fmt: skip


def _unknown(world: World, cohort: Cohort) -> tuple[str, ...]:
    accounts = world.frames["Accounts"]
    columns = (
        texts(accounts, name)[cohort.accounts_without_one].tolist() for name in ("Account", "Account ID")
    )
    return tuple(sorted(name or key for name, key in zip(*columns, strict=True)))


def _versions(world: World, key: str, version: int, mine: Sequence[Decision]) -> Iterator[VersionPast]:
    """From the latest to the first: all that were decided on or pitched, and the one that it is now, of which only decisions that count are told."""
    pitched = [one for one in world.get(states_of).values() if one.campaign.proposition == key]
    numbers = {
        version,
        *(one.version for one in mine if one.version),
        *(one.campaign.version for one in pitched if one.campaign.version),
    }
    for number in sorted(numbers, reverse=True):
        said = [
            one
            for one in mine
            if one.version == number and not one.what and (number != version or _counts(world, one))
        ]
        campaigns = [CampaignAnswers(world, one) for one in pitched if one.campaign.version == number]
        yield VersionPast(
            number,
            _departments(said, APPROVE),
            _departments(said, OBJECT),
            answers_by_version(campaigns).groups,
        )


def _departments(said: Sequence[Decision], decision: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.department for one in said if one.decision == decision))
