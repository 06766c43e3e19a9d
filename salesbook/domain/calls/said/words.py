"""Why and Talk about of a line: the first row of the table of situations that fits, and what is added to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from salesbook.domain.calls.said import double, firm, handoff, talks, trade
from salesbook.domain.calls.said.filling import (
    MOST_WHY,
    as_long_as_fits,
    filled_in,
    first_that_fits,
)
from salesbook.domain.calls.said.line import PlannedCall
from salesbook.domain.facts.may_ask import may_ask_for_names
from salesbook.domain.facts.situations.table import (
    ADDITIONS,
    FIND_NUMBER,
    GOES_ON_FROM,
    GOES_ON_TO,
    SITUATIONS,
    Favour,
    Situation,
    situations_of,
)
from salesbook.domain.world import World

_SUBJECTS = {
    "agreed": talks.AgreedFacts, "asked": trade.AskedFacts, "colleague": firm.LeaverFacts, "complaint": firm.ComplaintFacts, "deal": trade.DealFacts,
    "double": double.DoubleFacts,
    "firm": firm.FirmFacts, "handoff": handoff.HandoffFacts, "left_word": talks.MessageFacts, "lost": trade.LostDealFacts, "meeting": talks.MeetingFacts, "number": firm.NumberFacts,
    "orders": trade.OrderFacts, "plan": firm.PlanFacts, "reply": talks.ReplyFacts, "risk": firm.RiskFacts, "said": talks.LastWordFacts, "score": firm.ScoreFacts,
    "source": firm.SourceFacts, "stand_in": firm.StandInFacts, "talk": talks.TalkFacts, "tries": talks.TryFacts, "visit": firm.VisitFacts,
}  # fmt: skip


@dataclass(frozen=True)
class LineWords:
    """What a line says: why now, what to talk about, its topic of the closed list, the letter and the campaign, where there is one."""

    why: str
    about: str
    topic: str
    letter: str | None = None
    campaign: str | None = None


def words_of_situation(line: PlannedCall, also: str = "") -> LineWords:
    """What the first situation says that fits. `also`: a sentence for Why, which stands there before all else that is added, where it has room."""
    situation: Situation = line.world.get(situations_of)[line.contact]
    return _Words(line, also).of(situation)


def number_to_find(line: PlannedCall) -> LineWords:
    """Of somebody who is due and cannot be called."""
    value = _Words(line).value
    about = " ".join(as_long_as_fits("", FIND_NUMBER.talk, value))
    return LineWords(first_that_fits(FIND_NUMBER.why, value), about, FIND_NUMBER.topic)


@dataclass(frozen=True)
class _Words:
    line: PlannedCall
    also: str = ""
    _known: dict[str, str] = field(default_factory=dict)

    def of(self, situation: Situation) -> LineWords:
        why = self._why(situation)
        questions = self._questions() if situation.adds else ()
        talk = as_long_as_fits(self._before(), self._allowed(situation), self.value, questions)
        return LineWords(why, " ".join(talk), situation.topic, situation.letter)

    def _why(self, situation: Situation) -> str:
        """With what is added, as far as it fits: first when only they are to be reached, for that nothing else says."""
        hours = f"Only {self.line.hours}." if self.line.hours else ""
        needed = _together(self.also, hours)
        why = first_that_fits(situation.why, self.value, MOST_WHY - len(needed) - bool(needed))
        behind = self._behind(why)
        ways = (
            (self.also, behind, hours),
            (self.also, hours),
            (self.also, behind),
            (self.also,),
            (hours,),
            (behind,),
        )
        told = (_together(why, *way) for way in ways)
        return next((text for text in told if len(text) <= MOST_WHY), why)

    def value(self, name: str) -> str:
        """What stands in braces; "" where it is not known."""
        if name not in self._known:
            subject, _, fact = name.partition(".")
            self._known[name] = str(getattr(_SUBJECTS[subject](self.line), fact)) if fact else self._then()
        return self._known[name]

    def _allowed(self, situation: Situation) -> list[Sequence[str]]:
        """The lists of sentences, without those that ask for names where that must not be."""
        may = self.line.world.get(may_ask_for_names)[self.line.contact]
        return [[one for one in texts if may or not isinstance(one, Favour)] for texts in situation.talk]

    def _before(self) -> str:
        """Of the additions to the front of Talk about the first."""
        return next(filter(None, (filled_in(one.before, self.value) for one in ADDITIONS if one.before)), "")

    def _behind(self, why: str) -> str:
        """Of the additions to Why the first that says what it does not say itself."""
        new = (
            one for one in ADDITIONS if one.why and not any(self._stands_in(why, fact) for fact in one.unless)
        )
        return next(filter(None, (filled_in(one.why, self.value) for one in new)), "")

    def _stands_in(self, why: str, fact: str) -> bool:
        return bool(self.value(fact)) and self.value(fact) in why

    def _questions(self) -> Iterator[str]:
        for one in ADDITIONS:
            if one.after and one.fits is not None and one.fits(self.line.world)[self.line.contact]:
                yield one.after

    def _then(self) -> str:
        """How a call goes on that begins with the complaint of a colleague: as the next situation says."""
        for situation in SITUATIONS:
            if GOES_ON_FROM <= situation.number <= GOES_ON_TO and _is_in(
                self.line.world, situation, self.line.contact
            ):
                texts = as_long_as_fits("", situation.talk, self.value)
                return _as_second_step(next((text for text in texts if "“" not in text), ""))
        return ""


def _together(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def _is_in(world: World, situation: Situation, contact: int) -> bool:
    return bool(world.get(situation.fits)[contact])


def _as_second_step(text: str) -> str:
    """As in: Then: ask for ten minutes. Then your note: send the quote."""
    step = text[:1].lower() + text[1:]
    if text.startswith("Your note: "):
        return f"Then {step}"
    return f"Then: {text if ' noted: ' in text else step}" if text else ""
