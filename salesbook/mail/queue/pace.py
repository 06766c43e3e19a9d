"""When the next letter may leave: the pace, the quota of a day, the end of the time that a run has, and when one is tried again."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from salesbook.mail.base import CannotSend
from salesbook.mail.ledger.ledger import Ledger
from salesbook.util.wording import count

_DAY = 86_400.0  # seconds
PATIENCE = 300.0  # seconds; for a letter that is put off longer nobody sits here and waits
_MINUTE, _HOUR = 60.0, 3_600.0
# After the first try, the second, and so on. Whoever does not take a letter for two days does not want it.
_WAITS = (_MINUTE, 5 * _MINUTE, 15 * _MINUTE, _HOUR, 4 * _HOUR, 12 * _HOUR, _DAY)


@dataclass(frozen=True, slots=True)
class Pace:
    """The most letters in a minute, in a minute to one domain, and in any 24 hours; 0 is no limit."""

    per_minute: float = 0
    per_domain: float = 0
    per_day: float = 0

    @property
    def between(self) -> float:
        """Seconds from one letter to the next."""
        return _MINUTE / self.per_minute if self.per_minute else 0.0

    @property
    def between_same(self) -> float:
        """Seconds from one letter to the next one to the same domain."""
        return _MINUTE / self.per_domain if self.per_domain else 0.0


def next_try(tries: int, now: float) -> float | None:
    """When to try a letter again that was put off `tries` times; None: never."""
    return now + _WAITS[tries - 1] if tries <= len(_WAITS) else None


def how_far(finished: int, total: int, seconds: float) -> str:
    """A sentence on how far a run is that began so many seconds ago."""
    text = f"Sending {min(finished + 1, total):,} of {total:,}"
    if not finished or seconds < _MINUTE / 20:
        return text
    a_minute = finished / seconds * _MINUTE
    minutes = round((total - finished) / a_minute)
    more = (
        f"about {minutes:,} minute{'' if minutes == 1 else 's'} more"
        if minutes
        else "less than a minute more"
    )
    return f"{text}, {a_minute:,.0f} a minute, {more}"


def go_on(count: int, now: float, seconds: float) -> str:
    """A sentence on letters that are put off for so many seconds from now on."""
    at, today = time.localtime(now + seconds), time.localtime(now)
    day = "" if at.tm_yday == today.tm_yday else " tomorrow"
    letters = "1 letter was" if count == 1 else f"{count or 'Some'} letters were"
    return f"{letters} put off by the server; the next may be tried again at {time.strftime('%H:%M', at)}{day}. Send again then."


@dataclass(slots=True)
class Clocks:
    """The time of one run. `until`: nothing begins after it (seconds since 1970)."""

    ledger: Ledger
    pace: Pace
    now: Callable[[], float]
    sleep: Callable[[float], None]
    until: float | None
    _free_at: float = 0.0
    _gone: int | None = None  # letters of the last 24 hours; never fewer than there were

    def before_next(self, now: float) -> float:
        """Seconds to let pass before the next letter. Raises CannotSend where none may go any more."""
        if self.until is not None and now >= self.until:
            raise self._time_is_up()
        if self.pace.per_day:
            self._hold_quota(now)
        return min(max(0.0, self._free_at - now), self.pace.between)  # less, if the clock was put back

    def count_letter(self) -> None:
        """A letter leaves now."""
        self._free_at = self.now() + self.pace.between
        if self._gone is not None:
            self._gone += 1

    def pause(self, seconds: float) -> None:
        """Let time pass. Raises CannotSend where the run would last too long."""
        if self.until is not None and self.now() + seconds >= self.until:
            raise self._time_is_up()
        if seconds:
            self.sleep(seconds)

    def _hold_quota(self, now: float) -> None:
        if self._gone is None or self._gone >= self.pace.per_day:
            self._gone = self.ledger.letters.sent_since(now - _DAY)
        if self._gone < self.pace.per_day:
            return
        is_ahead = self.ledger.letters.sent_since(now) > 0
        why = f"{count(self._gone, 'letter')} left in the last 24 hours, and the daily quota is {self.pace.per_day:,.0f}."
        ahead = " Some are stamped later than this computer's clock shows: see whether it is right."
        raise CannotSend(
            why + (ahead if is_ahead else ""), "Send again tomorrow, and it goes on where it stopped."
        )

    def _time_is_up(self) -> CannotSend:
        return CannotSend("Its time was up.", "Send again, and it goes on where it stopped.")
