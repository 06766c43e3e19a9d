"""The action `campaigns`: what is missing, whom each campaign has reached, and what they said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict

import numpy as np

from salesbook.domain.campaigns.after_yes import offers_briefly, told_offers, with_cadence_offers
from salesbook.domain.campaigns.answered import CampaignAnswers, prior_of
from salesbook.domain.campaigns.comparing import share_interval
from salesbook.domain.campaigns.gate_cells import gate_changes
from salesbook.domain.campaigns.learning import learning_of
from salesbook.domain.campaigns.pace import done_by
from salesbook.domain.campaigns.pairs import YesComparison
from salesbook.domain.campaigns.pitch_rows import pitch_rows
from salesbook.domain.campaigns.said import campaign_sentence, what_to_do
from salesbook.domain.campaigns.variants import compare_variants
from salesbook.domain.campaigns.versions import compare_versions
from salesbook.domain.facts.people import names_of_contacts
from salesbook.domain.pitching.cohorts import DATA_CHECK, Cohort, accounts_to_research, cohorts_of
from salesbook.domain.pitching.gate import gates, versions_of
from salesbook.domain.pitching.pitched import counted_answer
from salesbook.domain.pitching.problems import has_campaigns
from salesbook.domain.pitching.states import Lines, listed_states, open_campaign_lines
from salesbook.domain.world import World
from salesbook.schema.closed_lists import CANNOT, LIVE, OTHER_ANSWER, PITCHED, SAID_LATER
from salesbook.tables.arrays import dates, texts
from salesbook.tables.plan import Change, Message, Plan, Replace, Set, Value
from salesbook.util.wording import cited, count, joined

_MOST_PLANNED = 2  # told in full


def plan_campaigns(world: World, lines: Lines | None = None) -> Plan:
    """Write salesbook's columns of Propositions, Approvals, Cohorts and Campaigns, and all of Pitches. Nothing without the part.

    `lines`: those of campaigns on Calls, where other ones than it shows now.
    """
    if not has_campaigns(world):
        return Plan()
    lines = open_campaign_lines(world) if lines is None else lines
    states = listed_states(world, lines)
    answers = {key: CampaignAnswers(world, one) for key, one in states.items()}
    compared = [*compare_versions(answers), *compare_variants(answers)]
    rows = with_cadence_offers(world, pitch_rows(world, states))
    changes = (
        *gate_changes(world),
        *_cohort_cells(world),
        *_campaign_cells(answers, compared),
        *_pitch_sheet(world, rows),
    )
    told = [
        *_said(world, answers, compared, lines),
        *told_offers(world, rows),
        *_to_research(world),
        *_later_without_a_day(world, answers.values()),
        *_rules_changed(world),
        *_other_words(answers.values()),
    ]
    summary = {**_summary(answers, compared), "offered": offers_briefly(world, rows)}
    return Plan(changes, messages=tuple(map(Message, told)), summary=summary)


def _pitch_sheet(world: World, rows: Sequence[Mapping[str, Value]]) -> Iterator[Change]:
    """All rows of Pitches; nothing where its sheet was deleted, which `check` tells."""
    if "Pitches" in world.frames and "Pitches" not in world.absent:
        yield Replace("Pitches", leave=world.frames["Pitches"].index.tolist(), rows=rows)


def _cohort_cells(world: World) -> Iterator[Change]:
    cohorts = world.get(cohorts_of)
    if cohorts:
        counted: list[tuple[Value, ...]] = [
            (
                int(one.members.sum()),
                len(one.accounts),
                int(one.deciders.sum()),
                len(one.accounts_without_one),
                one.rule or None,
            )
            for one in cohorts.values()
        ]
        names = ("Members", "Accounts", "Decision makers", "Accounts without one", "Rule seen")
        yield Set(
            "Cohorts", list(cohorts), dict(zip(names, map(list, zip(*counted, strict=True)), strict=True))
        )


def _campaign_cells(
    answers: Mapping[str, CampaignAnswers], compared: Sequence[YesComparison]
) -> Iterator[Change]:
    cells = [_cells(one, _about(compared, key)) for key, one in answers.items()]
    if cells:
        yield Set("Campaigns", list(answers), {name: [one[name] for one in cells] for name in cells[0]})


def _cells(one: CampaignAnswers, compared: Sequence[YesComparison]) -> dict[str, Value]:
    states, seen, done = one.states, one.at_equal_age, done_by(one)
    low, high = share_interval(seen, prior_of(one.world)) if seen.people else (None, None)
    pitched = states.number(PITCHED)
    return {
        "Decision makers": len(states.contact), "Cannot be reached": states.number(CANNOT), "Pitched": pitched,
        "Coverage": None if np.isnan(states.coverage) else states.coverage, "Tried": states.tried,
        "Answers": one.answered, "Yes": one.yes, "Yes rate": seen.yes / seen.people if seen.people else None, "From": low, "To": high,
        "Days to the tenth answer": one.days_to_the_tenth, "Done by": done,
        "What to do": what_to_do(one, compared) or None,
        "Version pitched": states.campaign.version if pitched and states.campaign.version else None,
    }  # fmt: skip


def _about(compared: Sequence[YesComparison], key: str) -> list[YesComparison]:
    return [one for one in compared if one.is_about(key)]


def _said(
    world: World, answers: Mapping[str, CampaignAnswers], compared: Sequence[YesComparison], lines: Lines
) -> Iterator[str]:
    propositions = world.get(versions_of)
    shut = sum(not world.get(gates)[one].is_open for one in propositions.items())
    status = Counter(one.states.campaign.status for one in answers.values())
    sums = f"{count(len(answers), 'campaign')}, {status[LIVE]:,} live; {count(len(propositions), 'proposition')}, {len(propositions) - shut:,} with an open gate."
    yield " ".join([sums, *_typed_live_and_planned(answers, lines)])
    for key, one in answers.items():
        if one.states.campaign.is_live:
            yield campaign_sentence(one, _about(compared, key))


def _typed_live_and_planned(answers: Mapping[str, CampaignAnswers], lines: Lines) -> Iterator[str]:
    """Campaigns that are typed Live and are not, with the reason, and what is left of them on Calls; they stand in the first sentence."""
    planned = [one for one in (answer.states.campaign for answer in answers.values()) if one.planned]
    on_calls = Counter(campaign for campaign, _ in lines)
    for one in planned[:_MOST_PLANNED]:
        yield f"{one.key} is typed Live and counts as Planned: {one.planned}."
        if left := on_calls[str(one.key)]:
            yield f"{count(left, 'line')} of it {'stands' if left == 1 else 'stand'} on Calls: Today takes away those in which nobody typed."
    if (more := len(planned) - _MOST_PLANNED) > 0:
        yield f"{count(more, 'more campaign')} typed Live {'counts' if more == 1 else 'count'} as Planned: see Problems."


def _to_research(world: World) -> Iterator[str]:
    """Organisations of cohorts in use where nobody is known to decide, and who asks there."""
    if number := len(world.get(accounts_to_research)):
        duties = world.frames["Duties"]
        named = (
            texts(duties, "Role")[texts(duties, "Task") == DATA_CHECK].tolist() if "Task" in duties else []
        )
        who = next(filter(None, named), "")
        how = (
            f"Calls has some a day for {who}"
            if who
            else f"name a Role for {DATA_CHECK} in Duties on Team, and calls ask there"
        )
        yield f"{count(number, 'organisation')} of the cohorts in use {'has' if number == 1 else 'have'} nobody who is known to decide: {how}."


def _rules_changed(world: World) -> Iterator[str]:
    """Cohorts whose rule is another than when they were counted last: whoever was pitched stays counted."""
    table = world.frames["Cohorts"]
    for (key, one), before in zip(
        world.get(cohorts_of).items(), texts(table, "Rule seen").tolist(), strict=True
    ):
        if before and before != one.rule:
            yield f"The rule of {key} was changed, from {cited(before)} to {cited(one.rule)}: {_now(one)}. Whoever was pitched stays counted."


def _now(cohort: Cohort) -> str:
    return f"it fits {count(int(cohort.members.sum()), 'person', 'people')} now, {int(cohort.deciders.sum()):,} of them decide"


def _later_without_a_day(world: World, answers: Iterable[CampaignAnswers]) -> Iterator[str]:
    """Whoever said later to a live campaign and has no Next date: on that day Calls has them again, and without one never."""
    contacts = world.frames["Contacts"]
    said = [one.contact[one.answer == SAID_LATER] for one in answers if one.states.campaign.is_live]
    who = np.unique(np.concatenate(said)) if said else np.empty(0, dtype=np.int64)
    who = who[np.isnat(dates(contacts, "Next date"))[who]]
    if len(who):
        names = joined(world.get(names_of_contacts)[who].tolist(), 3)
        has, them = ("has", "them") if len(who) == 1 else ("have", "each of them")
        yield f"{count(len(who), 'person', 'people')} said later and {has} no day to be called again: agree on a Next date with {them} ({names})."


def _other_words(answers: Iterable[CampaignAnswers]) -> Iterator[str]:
    """Answers that count and are in words that are none of the list."""
    other = Counter(
        text
        for one in answers
        for text in one.words.tolist()
        if counted_answer(text) == OTHER_ANSWER and text.casefold() != OTHER_ANSWER.casefold()
    )
    if other:
        yield f"{count(other.total(), 'answer is', 'answers are')} none of the list and {'counts' if other.total() == 1 else 'count'} as Other: {joined(list(map(cited, other)), 3)}."


def _summary(answers: Mapping[str, CampaignAnswers], compared: Sequence[YesComparison]) -> dict[str, object]:
    return {
        "campaigns": [
            {
                "campaign": key, "status": one.states.campaign.status, "decision_makers": len(one.states.contact),
                "cannot_be_reached": one.states.number(CANNOT), "pitched": one.states.number(PITCHED),
                "coverage": None if np.isnan(one.states.coverage) else one.states.coverage, "tried": one.states.tried,
                "answers": one.answered, "yes": one.yes, "asked_long_ago": one.at_equal_age.people, "yes_of_them": one.at_equal_age.yes,
            }
            for key, one in answers.items()
        ],
        "comparisons": [asdict(one) for one in compared],
        "learning": {key: asdict(learning_of(answers, key, compared)) for key in answers},
    }  # fmt: skip
