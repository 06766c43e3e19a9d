"""What was said between us and them, as the table of situations has it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from salesbook.domain.calls.attempts import (
    AFTERNOON,
    CALLED_BY,
    CHANGE_AFTER,
    MORNING,
    Attempts,
    attempts,
)
from salesbook.domain.calls.hours import Hours
from salesbook.domain.calls.said.line import as_date
from salesbook.domain.calls.said.typed import first_note, quoted_title, quoted_words
from salesbook.domain.facts.due import rhythm_table
from salesbook.domain.facts.situations.states import meeting_without_note
from salesbook.domain.facts.talks import (
    last_said,
    last_talk,
    last_talk_day,
    left_word,
    mailing_answered,
    spoken_at_firm,
    unanswered,
)
from salesbook.domain.facts.touches import spoken_undated
from salesbook.util import day_words
from salesbook.util.wording import count

if TYPE_CHECKING:
    from salesbook.domain.calls.said.line import PlannedCall

_NOTES_COUNT_FOR = 365  # days
_PARTS = {MORNING: "morning", AFTERNOON: "afternoon"}


@dataclass(frozen=True)
class TalkFacts:
    """The last talk."""

    line: PlannedCall

    @property
    def last(self) -> str:
        return self.line.past(self._day)

    @property
    def since(self) -> str:
        return self.line.since(self._day)

    @property
    def minutes(self) -> str:
        minutes = self.line.touch(self._place, "minutes")
        return count(round(minutes), "minute") if minutes >= 1 else ""

    @property
    def whoever(self) -> str:
        who = self.line.who(self.line.touch(self._place, "by"))
        return "You talked" if who == "You" else f"{who} talked to them"

    @property
    def noted(self) -> str:
        """What was noted of the last talk, but for visits of our service: they agree on nothing."""
        there = self._place >= 0 and self.line.touch(self._place, "channel") in {"Service", "Install"}
        return "" if there else self._note(self._place)

    @property
    def note(self) -> str:
        """What was noted last, at a talk of this year or that before."""
        places = [
            place for place in self.line.mine()[::-1] if self.line.touch(place, "age") <= _NOTES_COUNT_FOR
        ]
        return next(filter(None, map(self._note, places)), "")

    @property
    def nobody(self) -> str:
        """Who of a customer was not spoken to: nobody at all, or they alone; unless a talk is noted that does not say when."""
        never = "we spoke to colleagues only" if self._knows_colleagues else "nobody spoke to them"
        return self.undated or never

    @property
    def nobody_yet(self) -> str:
        known = self._knows_colleagues
        never = "we have only spoken to colleagues" if known else "nobody has spoken to them"
        return self.undated or never

    @property
    def undated(self) -> str:
        """Of somebody with whom no talk counts, where one is noted that does not say when."""
        there = self._place < 0 and self.line.world.get(spoken_undated)[self.line.contact]
        return "the talk noted has no date" if there else ""

    @property
    def _knows_colleagues(self) -> bool:
        return bool(self.line.world.get(spoken_at_firm)[self.line.contact])

    @property
    def _place(self) -> int:
        return int(self.line.world.get(last_talk)[self.line.contact])

    @property
    def _day(self) -> int | None:
        return int(self.line.world.get(last_talk_day)[self.line.contact]) if self._place >= 0 else None

    def _note(self, place: int) -> str:
        if place < 0:
            return ""
        row = self.line.touch(place, "activity")
        who, words = (
            self.line.who(self.line.activity(row, "By")),
            first_note(self.line.activity(row, "Notes")),
        )
        noted = "Your note" if who == "You" else f"{who} noted"
        return f"{noted}: {words}" if words else ""


@dataclass(frozen=True)
class LastWordFacts:
    """What they last heard or said, be it written."""

    line: PlannedCall

    @property
    def day(self) -> str:
        return self.line.past(self.line.touch(self._place, "day")) if self._place >= 0 else ""

    @property
    def words(self) -> str:
        row = self.line.touch(self._place, "activity") if self._place >= 0 else -1
        return quoted_words(self.line.activity(row, "Their words"))

    @property
    def _place(self) -> int:
        return int(self.line.world.get(last_said)[self.line.contact])


@dataclass(frozen=True)
class ReplyFacts:
    """Their letter that nobody has answered."""

    line: PlannedCall

    @property
    def day(self) -> str:
        frame = self.line.world.frames["Activities"]
        return self.line.past(as_date(frame["When"].iloc[self._row])) if self._row >= 0 else ""

    @property
    def words(self) -> str:
        return quoted_words(self.line.activity(self._row, "Their words"))

    @property
    def mailing(self) -> str:
        """The title of the mailing that it answers, in quotation marks."""
        place = int(self.line.world.get(mailing_answered)[self.line.contact])
        return (
            quoted_title(str(self.line.world.frames["Mailings"]["Title"].iloc[place])) if place >= 0 else ""
        )

    @property
    def _row(self) -> int:
        return int(self.line.world.get(unanswered)[self.line.contact])


@dataclass(frozen=True)
class AgreedFacts:
    """The day that was agreed on."""

    line: PlannedCall

    @property
    def day(self) -> str:
        on = agreed_day(self.line)
        return day_words.to_come(on, self.line.world.today) if on else ""


@dataclass(frozen=True)
class MeetingFacts:
    """A meeting that was."""

    line: PlannedCall

    @property
    def held(self) -> str:
        """The day of it: of the talk itself, or the one that was agreed."""
        line = self.line
        if line.world.get(meeting_without_note)[line.contact]:
            return TalkFacts(line).last
        on = agreed_day(line)
        return line.past(on) if on and on < line.world.today else ""


def agreed_day(line: PlannedCall) -> date | None:
    """Their Next date, where it counts."""
    promised = line.world.get(rhythm_table)["promised"].iat[line.contact]
    return as_date(line.of("Next date")) if promised else None


@dataclass(frozen=True)
class TryFacts:
    """Calls that nobody took since they were last reached."""

    line: PlannedCall

    @property
    def told(self) -> str:
        """Such as "2 tries, last Tuesday morning"; "" where somebody of us has met them since, be it at a service visit."""
        contact, day = self.line.contact, self.line.world.get(last_talk_day)
        tries, last = int(self._tried.in_row[contact]), int(self._tried.last_day[contact])
        if not tries or day[contact] > last:
            return ""
        part = _PARTS.get(int(self._tried.part[contact]), "")
        when = day_words.past_time(as_date(last), part, self.line.world.today)
        return (
            f"{count(tries, 'try', 'tries')}, {'' if tries == 1 and not when[0].isupper() else 'last '}{when}"
        )

    @property
    def other_way(self) -> str:
        """The other half of the day, if they can be reached in both; or another channel after many tries."""
        contact = self.line.contact
        changed = (
            self._tried.in_row[contact] >= CHANGE_AFTER and self.line.channel != self._tried.channel[contact]
        )
        if changed:
            return f"a {self.line.channel.lower()}"
        return self._other_half if self.told else ""

    @property
    def _other_half(self) -> str:
        """Such as "the afternoon"; "12 to 13 h" of somebody who can be reached in few hours only."""
        line, half = self.line, int(self._tried.half[self.line.contact])
        there, before = (
            line.world.get(Hours).in_half(line.contact, line.rep, one)
            for one in (half, MORNING if half == AFTERNOON else AFTERNOON)
        )
        if not there or not before:
            return ""
        return there if line.hours else f"the {_PARTS[half]}"

    @property
    def called(self) -> str:
        """What did not happen to somebody never spoken to: nobody called, or nobody reached them."""
        line = self.line
        ours = (line.touch(place, "channel") for place in line.mine() if not line.touch(place, "inbound"))
        return "reached" if any(channel in CALLED_BY for channel in ours) else "called"

    @property
    def _tried(self) -> Attempts:
        return self.line.world.get(attempts)


@dataclass(frozen=True)
class MessageFacts:
    """The message that was left."""

    line: PlannedCall

    @property
    def who(self) -> str:
        return self.line.who(self.line.touch(self._place, "by")) if self._place >= 0 else ""

    @property
    def you(self) -> str:
        return "you" if self.who == "You" else self.who

    @property
    def day(self) -> str:
        return self.line.past(self.line.touch(self._place, "day")) if self._place >= 0 else ""

    @property
    def _place(self) -> int:
        return int(self.line.world.get(left_word)[self.line.contact])
