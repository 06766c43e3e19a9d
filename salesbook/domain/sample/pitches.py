"""The pitches of the sample: of the talks that there were anyway, those in which decision makers heard of the proposition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import cycle
from operator import itemgetter

from salesbook.domain.sample.cast import GONE_STATUSES, SampleContact
from salesbook.domain.sample.dice import Dice
from salesbook.domain.sample.firm import SampleColumns
from salesbook.domain.sample.pitch_words import NOTES_OF_PITCHES, words_to_a_pitch
from salesbook.domain.sample.proposition import (
    CAMPAIGN,
    NEAR,
    PITCHED_BY,
    PITCHED_TIERS,
    campaign_start,
)
from salesbook.schema.closed_lists import PERSONAL_CHANNELS, SAID_LATER
from salesbook.tables.plan import Value

_ANSWERS = (
    "Trust",
    "Yes",
    "Trust",
    "Price",
    SAID_LATER,
    "Trust",
    "Yes",
    "Has supplier",
    "Trust",
    "",
    "Yes",
    SAID_LATER,
)
_IN_VAIN = ("No answer", "Message left", "Call back later")
_NEXT_IN = (0, 45)  # days until they are to be rung again: one today, one when their stocktaking is over
_SUBJECT = "Vendor-managed inventory"


@dataclass(frozen=True)
class _Talk:
    """A row of Activities; `could_pitch`: they were reached, and the talk has come to nothing else."""

    row: int
    outcome: str
    could_pitch: bool


def pitch(activities: SampleColumns, people: Sequence[SampleContact], seed: int, today: date) -> None:
    """Give those talks their campaign, answer and words; whoever says later gets a day (`next_in`) to be rung again."""
    words, answers, next_in = _Words(seed), cycle(_ANSWERS), cycle(_NEXT_IN)
    known = {person.id: person for person in people if _decides_there(person)}
    talks = {
        who: rows for who, rows in _talks_since(activities, campaign_start(today)).items() if who in known
    }
    pitched = []
    for who, rows in talks.items():
        last = next((row for row in reversed(rows) if row.outcome not in _IN_VAIN), None)
        for one in rows:
            if last is None or one.row > last.row:
                _write(activities, one.row, {"Subject": _SUBJECT})
        if last is rows[-1]:
            pitched += [(one.row, known[who]) for one in rows if one.could_pitch][:1]
    for (row, person), answer in zip(sorted(pitched, key=itemgetter(0)), answers, strict=False):
        _write(activities, row, {"Subject": _SUBJECT, **words.said(person, answer)})
        if answer == SAID_LATER and person.next_in is None:
            person.next_in = next(next_in)


def _decides_there(person: SampleContact) -> bool:
    account = person.account
    return (
        account is not None
        and person.decides
        and person.kind == "Customer"
        and account.tier in PITCHED_TIERS
        and account.country.code in NEAR
        and person.plot not in GONE_STATUSES
    )


def _talks_since(activities: SampleColumns, start: date) -> dict[str, list[_Talk]]:
    """By contact what the campaign's reps did in person since then, in the order of time."""
    found: dict[str, list[_Talk]] = {}
    names = ("When", "Contact ID", "By", "Channel", "Direction", "Outcome", "Answer")
    for row, (when, who, by, channel, direction, outcome, answer) in enumerate(
        zip(*(activities[name] for name in names), strict=True)
    ):
        if not isinstance(when, datetime) or when.date() < start:
            continue
        if by in PITCHED_BY and direction == "Out" and channel in PERSONAL_CHANNELS:
            found.setdefault(str(who), []).append(
                _Talk(row, str(outcome), could_pitch=outcome == "Spoke" and not answer)
            )
    return found


class _Words:
    """What people say, nobody the same as somebody before them while there is something else to say."""

    def __init__(self, seed: int) -> None:
        self._dice = Dice(seed, "pitches")
        self._left: dict[tuple[str, str], Iterator[str]] = {}

    def said(self, person: SampleContact, answer: str) -> dict[str, Value]:
        """Answer, Their words and Notes of the talk."""
        if not answer:
            return {"Their words": None, "Notes": "Thinks about it."}
        language = person.country.language
        said = self._left.setdefault((language, answer), self._dice.laps(words_to_a_pitch(language, answer)))
        return {"Answer": answer, "Their words": next(said), "Notes": NOTES_OF_PITCHES[answer]}


def _write(activities: SampleColumns, row: int, cells: Mapping[str, Value]) -> None:
    for name, value in {"Campaign ID": CAMPAIGN, **cells}.items():
        activities[name][row] = value
