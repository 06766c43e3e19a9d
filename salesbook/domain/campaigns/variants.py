"""Variants of a campaign's letters held against each other, through Outbox: of those written to long enough ago, who said yes in time.

A letter that nobody answers pitches nobody, and yet it counts here: it is what the variants differ in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from salesbook.domain.campaigns.answered import CampaignAnswers, answer_days, prior_of
from salesbook.domain.campaigns.comparing import YesCount
from salesbook.domain.campaigns.pace import PACE_DAYS, still_to_pitch
from salesbook.domain.campaigns.pairs import AnswerCourse, YesComparison, compare_pairs
from salesbook.domain.facts.letter_status import ARRIVED
from salesbook.domain.facts.merged import became
from salesbook.domain.pitching.cohorts import decides
from salesbook.domain.pitching.pitched import counted_answer
from salesbook.domain.world import World
from salesbook.schema.closed_lists import SAID_YES
from salesbook.tables.arrays import Bools, Ints, Objects, positions, texts

_DAY = 86_400


@dataclass(frozen=True)
class SentLetters:
    """The letters of campaigns to decision makers that left and did not come back, the first of each text to each of them, by time.

    `campaign` is its ID, `contact` a position in Contacts, `text` and `variant` as Outbox has them, `at` seconds since
    1970-01-01; `agreed`: whether the last answer to the campaign within Answer days was yes.
    """

    campaign: Objects
    contact: Ints
    text: Objects
    variant: Objects
    at: Ints
    agreed: Bools

    def of(self, which: Bools) -> SentLetters:
        """Some of them."""
        return SentLetters(*(one[which] for one in vars(self).values()))


def compare_variants(answers: Mapping[str, CampaignAnswers]) -> list[YesComparison]:
    """All pairs of variants of a text, campaign by campaign, each of which somebody was sent long enough ago."""
    found: list[YesComparison] = []
    for key, one in answers.items():
        letters = one.world.get(sent_letters)
        mine = letters.of(letters.campaign == key)
        for text in dict.fromkeys(mine.text.tolist()):
            courses = list(_courses(one, mine.of(mine.text == text)))
            found += compare_pairs(courses, prior_of(one.world), one.world.today, key)
    return found


def _courses(answers: CampaignAnswers, letters: SentLetters) -> Iterator[AnswerCourse]:
    """What became of each variant; those who are still to hear of the campaign get one or the other."""
    variants = sorted(set(letters.variant.tolist()))
    today, wait = answers.world.day, answer_days(answers.world)
    to_come = np.setdiff1d(answers.states.contact, [*letters.contact.tolist(), *answers.contact.tolist()])
    left = min(len(to_come), still_to_pitch(answers)) // max(len(variants), 1)
    for variant in variants:
        mine = letters.of(letters.variant == variant)
        day = mine.at // _DAY
        of_age = day <= today - wait
        if not of_age.any():
            continue
        days = min(PACE_DAYS, today - int(day.min()) + 1)
        yield AnswerCourse(
            f"letter {mine.text[0]} {variant}", YesCount(int((mine.agreed & of_age).sum()), int(of_age.sum())),
            day[~of_age] + wait - today, float((day > today - PACE_DAYS).sum()) / days, left, wait,
        )  # fmt: skip


def sent_letters(world: World) -> SentLetters:
    """Those of all campaigns; none in a book without Outbox, or where no letter has a variant."""
    outbox = world.frames.get("Outbox")
    mailings = world.frames.get("Mailings")
    if outbox is None or mailings is None:
        nothing = np.empty(0, dtype=object)
        return SentLetters(nothing, nothing.astype(np.int64), nothing, nothing, nothing.astype(np.int64), nothing.astype(bool))  # fmt: skip
    of_mailing = dict(zip(mailings.index, texts(mailings, "Campaign ID"), strict=True))
    campaign = np.array([of_mailing.get(one, "") for one in texts(outbox, "Mailing ID")], dtype=object)
    contact = positions(world.frames["Contacts"], texts(outbox, "Contact ID"))
    at = outbox["Sent on"].to_numpy().astype("datetime64[s]")
    known = (campaign != "") & (contact >= 0) & ~np.isnat(at) & (texts(outbox, "Variant") != "")
    rows = np.flatnonzero(known & np.isin(texts(outbox, "Status"), list(ARRIVED)))
    moment = at[rows].astype(np.int64)
    rows = rows[(moment < (world.day + 1) * _DAY)]
    rows = rows[np.argsort(at[rows], kind="stable")]
    who = world.get(became)[contact[rows]]
    rows, who = rows[world.get(decides)[who]], who[world.get(decides)[who]]
    text = texts(outbox, "Template")[rows]
    first = _first_of_each(campaign[rows], text, who)
    rows, who, text = rows[first], who[first], text[first]
    sent = at[rows].astype(np.int64)
    return SentLetters(
        campaign[rows],
        who,
        text,
        texts(outbox, "Variant")[rows],
        sent,
        _agreed(world, campaign[rows], who, sent),
    )


def _first_of_each(*columns: Objects | Ints) -> Ints:
    """Places of the first row of each combination."""
    seen: dict[tuple[object, ...], int] = {}
    for place, row in enumerate(zip(*(one.tolist() for one in columns), strict=True)):
        seen.setdefault(row, place)
    return np.array(list(seen.values()), dtype=np.int64)


def _agreed(world: World, campaign: Objects, contact: Ints, sent: Ints) -> Bools:
    """Of each letter, whether the reader's last answer to the campaign, from then on and within Answer days, was yes."""
    agreed = np.zeros(len(sent), dtype=bool)
    if not len(sent):
        return agreed
    said, wait = world.get(_answers), answer_days(world)
    for place, (key, who, at) in enumerate(
        zip(campaign.tolist(), contact.tolist(), sent.tolist(), strict=True)
    ):
        in_time = [
            answer
            for moment, answer in said.get((key, who), ())
            if at <= moment and moment // _DAY <= at // _DAY + wait
        ]
        agreed[place] = bool(in_time) and in_time[-1] == SAID_YES
    return agreed


def _answers(world: World) -> dict[tuple[str, int], list[tuple[int, str]]]:
    """By campaign and contact the moments and answers of activities, by time."""
    log = world.frames["Activities"]
    answer, campaign = texts(log, "Answer"), texts(log, "Campaign ID")
    when = log["When"].to_numpy().astype("datetime64[s]")
    contact = positions(world.frames["Contacts"], texts(log, "Contact ID"))
    rows = np.flatnonzero((answer != "") & (campaign != "") & (contact >= 0) & ~np.isnat(when))
    rows = rows[np.argsort(when[rows], kind="stable")]
    found: dict[tuple[str, int], list[tuple[int, str]]] = {}
    for row, who in zip(rows.tolist(), world.get(became)[contact[rows]].tolist(), strict=True):
        found.setdefault((campaign[row], who), []).append(
            (int(when[row].astype(np.int64)), counted_answer(answer[row]))
        )
    return found
