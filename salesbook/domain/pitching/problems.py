"""What is wrong with propositions, approvals, cohorts and campaigns, each with its cell and the next step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain

import numpy as np

from salesbook.domain.guards.reach import barrier
from salesbook.domain.pitching.approvers import WHO_APPROVES, Approver, approvers_of, executives_nobody_named
from salesbook.domain.pitching.campaigns import UNSTARTED, Campaign, campaigns_of, unknown_reps
from salesbook.domain.pitching.cohorts import cohorts_of, decides
from salesbook.domain.pitching.gate import (
    DECIDED,
    UNDATED,
    Decision,
    decision_counts,
    decisions_of,
    gates,
    marks_of,
    version_numbers,
    versions_of,
)
from salesbook.domain.pitching.pitched import pitches_of
from salesbook.domain.world import World
from salesbook.schema.campaigns import OF_CAMPAIGNS
from salesbook.schema.closed_lists import APPROVE, OBJECT, OVER, PERSONAL_CHANNELS, PITCHED_STAGES, READY
from salesbook.tables.arrays import day_of_number, numbers, positions, texts
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Problem
from salesbook.util.folding import caseless, name_words
from salesbook.util.likeness import nearest
from salesbook.util.wording import cited, count, joined, without_year

_TYPE_VERSION, _CORRECT_DAY = "Type the version that it is about.", "Correct the date."


def has_campaigns(world: World) -> bool:
    """Whether the book has the part campaigns, and all of its tables were read."""
    return all(name in world.frames and name not in world.absent for name in OF_CAMPAIGNS)


def campaign_problems(world: World) -> tuple[Problem, ...]:
    """All of them; none where the book has no campaigns."""
    if not has_campaigns(world):
        return ()
    kinds = (
        _approvers_lack, executives_nobody_named, _decisions_that_do_not_count, _objections_overcome_without_a_day, _versions_not_whole, _versions_typed_lower, _stages_behind_a_shut_gate,
        _cohorts_of_nobody, _campaigns_that_do_not_run, _campaigns_badly_set, _answers_to_no_campaign,
        _pitched_who_do_not_decide,
    )  # fmt: skip
    return tuple(chain.from_iterable(kind(world) for kind in kinds))


def _approvers_lack(world: World) -> Iterator[Problem]:
    approvers = world.get(approvers_of)
    lacks, todo = approvers.lacks, approvers.todo
    if lacks and len(world.frames["Propositions"]):
        source = origin_of(world.frames["Settings"])
        rows = {caseless(handle): handle for handle in reversed(source.grid.handles)}
        if handle := rows.get(caseless(WHO_APPROVES)):
            yield source.problem(
                handle, "Value", f"{lacks}, so every gate is shut", f"{todo[:1].upper()}{todo[1:]}."
            )


def _decisions_that_do_not_count(world: World) -> Iterator[Problem]:
    source, approvers = origin_of(world.frames["Approvals"]), world.get(approvers_of).by_department
    marks, versions = world.get(marks_of), world.get(versions_of)
    for one in world.get(decisions_of):
        if one.proposition not in marks:
            near = nearest(one.proposition, marks)
            yield source.problem(
                one.handle,
                "Proposition ID",
                f"Propositions has no {cited(one.proposition)}, so this decision does not count",
                f"Type {near}, if that is meant." if near else "Correct it, or add it to Propositions.",
            )
            continue
        if not one.what and one.decision not in {*DECIDED, READY}:
            continue
        approver = approvers.get(caseless(one.department))
        column, why, todo = _fault(one, approver, marks[one.proposition], versions[one.proposition])
        if why:
            yield source.problem(one.handle, column, f"{why}, so this decision does not count", todo)
            continue
        if one.version is None and one.holds_back:
            yield source.problem(
                one.handle, "Version", "It has no Version, so it holds back all of them", _TYPE_VERSION
            )
        if one.ahead and not one.what:
            yield source.problem(
                one.handle,
                "Decided on",
                "Its day is still to come, so it counts as one without a day",
                _CORRECT_DAY,
            )


def _objections_overcome_without_a_day(world: World) -> Iterator[Problem]:
    """An undated objection with a Resolution where any dated approval overcomes it: nobody can tell which of the two came later."""
    source, approvers = origin_of(world.frames["Approvals"]), world.get(approvers_of).by_department
    marks = world.get(marks_of)
    counting: dict[tuple[str, str], list[Decision]] = {}
    for one in world.get(decisions_of):
        approver = approvers.get(caseless(one.department))
        if (
            one.proposition in marks
            and not one.what
            and decision_counts(one, approver, marks[one.proposition])
        ):
            counting.setdefault((one.proposition, caseless(one.department)), []).append(one)
    for rows in counting.values():
        for one in rows:
            if one.decision != OBJECT or one.day != UNDATED or one.ahead or not one.resolution:
                continue
            approved = [row.day for row in rows if row.decision == APPROVE and row.day != UNDATED
                        and (one.version is None or row.version == one.version)]  # fmt: skip
            if approved:
                day = without_year(day_of_number(max(approved)))
                why = f"This objection bears no day, so the approval of {day} counts as later"
                yield source.problem(one.handle, "Decided on", why, "Type its day.")


def _fault(one: Decision, approver: Approver | None, mark: str, version: int) -> tuple[str, str, str]:
    """The column of a decision that does not count, why, and the next step; "" where it does."""
    if one.what:
        return "", "", ""
    if one.decision == READY:
        return (
            "Decision",
            "Done is for what must be ready, and What is blank",
            "Type what is ready, or choose Approve.",
        )
    if approver is None:
        named = cited(one.department) if one.department else "a blank department"
        return (
            "Department",
            f"{WHO_APPROVES} in Settings names nobody for {named}",
            "Correct it, or add it in Settings.",
        )
    if name_words(one.who) not in approver.names:
        who = cited(one.who) if one.who else "nobody"
        return (
            "Who",
            f"It is by {who}, and {approver.asked} speaks for {approver.department}",
            "Have them decide, or add a stand-in on Executives.",
        )
    if one.version is None and not one.holds_back:
        return "Version", "It has no Version", _TYPE_VERSION
    if one.ahead and one.decision != OBJECT:
        return "Decided on", "Its day is still to come", _CORRECT_DAY
    if one.version == version and one.content not in {"", mark}:
        return (
            "Content",
            "Promise, Cohort or What it asks of us were changed since",
            "Raise Version and ask anew, or put the words back.",
        )
    return "", "", ""


def _versions_not_whole(world: World) -> Iterator[Problem]:
    """A half version is none; what cannot be read as a number at all is told when the book is read."""
    for name in ("Propositions", "Approvals", "Campaigns"):
        table = world.frames[name]
        for handle, typed in zip(table.index, numbers(table, "Version").tolist(), strict=True):
            if not (np.isnan(typed) or typed.is_integer()):
                yield origin_of(table).problem(
                    handle, "Version", f"{typed:g} is no whole number, so it counts as blank", "Type 1, 2, 3."
                )


def _versions_typed_lower(world: World) -> Iterator[Problem]:
    """Propositions whose version is lower than one that was decided on or pitched."""
    table, highest = world.frames["Propositions"], Counter[str]()
    for one in world.get(decisions_of):
        highest[one.proposition] = max(highest[one.proposition], one.version or 0)
    for campaign in world.get(campaigns_of).values():
        highest[campaign.proposition] = max(highest[campaign.proposition], campaign.version)
    for key, version in world.get(versions_of).items():
        if version < highest[key]:
            yield origin_of(table).problem(key, "Version", f"There is a version {highest[key]} already, and this says {version}",
                                           f"Type {highest[key]}, or the next one, {highest[key] + 1}.")  # fmt: skip


def _stages_behind_a_shut_gate(world: World) -> Iterator[Problem]:
    table = world.frames["Propositions"]
    for key, version in world.get(versions_of).items():
        gate = world.get(gates)[key, version]
        if gate.missing and gate.stage in PITCHED_STAGES:
            yield origin_of(table).problem(
                key,
                "Stage",
                f"It counts as {gate.stage_used}: {joined(gate.missing, 2)}",
                "See Still missing.",
            )


def _cohorts_of_nobody(world: World) -> Iterator[Problem]:
    source = origin_of(world.frames["Cohorts"])
    for key, cohort in world.get(cohorts_of).items():
        if cohort.error:
            yield source.problem(key, "Rule", f"It chooses nobody: {cohort.error.why}", cohort.error.todo)
        elif not cohort.members.any():
            yield source.problem(
                key, "Rule", "It fits nobody", "Read it once more: no active person is meant."
            )
        elif not cohort.deciders.any():
            yield source.problem(key, "Rule", f"None of its {count(int(cohort.members.sum()), 'member')} decides, so there is nobody to pitch to",
                                 "Set Decision maker to Yes for those who can say yes.")  # fmt: skip


def _campaigns_that_do_not_run(world: World) -> Iterator[Problem]:
    """Campaigns that count as Planned though Live is typed."""
    source = origin_of(world.frames["Campaigns"])
    for one in world.get(campaigns_of).values():
        if one.planned:
            yield source.problem(one.key, one.column, f"It counts as Planned: {one.planned}", one.todo)


def _campaigns_badly_set(world: World) -> Iterator[Problem]:
    table = world.frames["Campaigns"]
    source, share = origin_of(table), float(world.settings["Campaign share"])
    typed = dict(zip(table.index, version_numbers(table), strict=True))
    reps = dict(zip(table.index, texts(table, "Reps"), strict=True))
    for one in world.get(campaigns_of).values():
        if one.end < one.start and one.start != UNSTARTED:
            yield source.problem(one.key, "End", "It ends before it begins", "Correct Start or End.")
        if one.status == OVER:
            continue
        if one.version and typed[one.key] != one.version and not np.isnan(typed[one.key]):
            yield source.problem(one.key, "Version", f"Version {one.version} was pitched already, and counts",
                                 f"Put {one.version} back, and make a campaign of its own for another version.")  # fmt: skip
        if why := _no_calls(one, share):
            yield source.problem(
                one.key,
                "Calls a day",
                f"{why}, so nobody calls for it",
                "Type how many calls a day it may take.",
            )
        if unknown := unknown_reps(world, reps[one.key]):
            nobody = "" if one.reps else ", so it is pitched as if Reps were blank"
            yield source.problem(
                one.key,
                "Reps",
                f"Team has no {joined(list(map(cited, unknown)), 3)}{nobody}",
                "Type names as they stand in Team, with commas.",
            )
        yield from _channels_of_nobody(world, one)


def _answers_to_no_campaign(world: World) -> Iterator[Problem]:
    """What was answered to a campaign that is not there, once for each name: a label without an Answer, or without any campaign, is of older days."""
    log, known = world.frames["Activities"], world.frames["Campaigns"]
    if not len(known):
        return
    named = texts(log, "Campaign ID")
    lost = (texts(log, "Answer") != "") & (named != "") & (positions(known, named) < 0)
    for name, times in Counter(named[lost].tolist()).items():
        row = int(np.flatnonzero(lost & (named == name))[0])
        more = f"; {count(times - 1, 'more row says', 'more rows say')} so" if times > 1 else ""
        yield origin_of(log).problem(
            log.index[row], "Campaign ID", f"Campaigns has no {cited(name)}, so this answer counts for none{more}",
            "Correct it, or add it to Campaigns.",
        )  # fmt: skip


def _pitched_who_do_not_decide(world: World) -> Iterator[Problem]:
    """Pitched people who are no decision makers, by campaign: they do not count, so that Pitched falls where the mark is taken away.

    It stands on Campaigns, and not on Contacts, so that it leaves Problems with the click that counts anew.
    """
    table, ids = world.frames["Campaigns"], texts(world.frames["Contacts"], "Contact ID")
    all_pitches, marked = world.get(pitches_of), world.get(decides)
    for place, key in enumerate(table.index):
        pitches = all_pitches.of(place)
        pitched = pitches.contact[pitches.was_pitched]
        who = ids[pitched[~marked[pitched]]].tolist()
        if who:
            number = count(len(who), "person who was pitched is", "people who were pitched are")
            yield origin_of(table).problem(
                key, "Pitched", f"{number} not marked as decision maker and {'does' if len(who) == 1 else 'do'} not count: {joined(who, 10)}",
                "Look at Decision maker on Contacts: set it to Yes for those who can say yes.",
            )  # fmt: skip


def _no_calls(one: Campaign, share: float) -> str:
    """Why nobody calls for a live campaign that is to be called for; "" where somebody does."""
    if not one.is_live or not any(channel in PERSONAL_CHANNELS for channel in one.channels):
        return ""
    if np.isnan(one.calls):
        return "" if share > 0 else "Neither it nor Campaign share in Settings holds a call"
    return "" if one.calls >= 1 else "It holds no call"


def _channels_of_nobody(world: World, one: Campaign) -> Iterator[Problem]:
    cohort = world.get(cohorts_of).get(one.cohort)
    if not (one.is_live and cohort and cohort.deciders.any()):
        return
    nobody = [channel for channel in one.channels if (barrier(world, channel)[cohort.deciders] != "").all()]
    if nobody:
        yield origin_of(world.frames["Campaigns"]).problem(
            one.key, "Channels", f"Nobody of the cohort can be reached by {joined(nobody)}", "Choose another channel, or see why on Pitches."
        )  # fmt: skip
