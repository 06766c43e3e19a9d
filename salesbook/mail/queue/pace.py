"""How fast letters may leave, whose turn it is, and when one is tried again. Without clock and network: `now` is given."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from salesbook.mail.ledger.entries import Entry
from salesbook.mail.ledger.letters import is_due

DAY = 86_400.0  # seconds
_MINUTE, _HOUR = 60.0, 3_600.0
# After the first try, the second, and so on. Whoever does not take a letter for two days does not want it.
_WAITS = (_MINUTE, 5 * _MINUTE, 15 * _MINUTE, _HOUR, 4 * _HOUR, 12 * _HOUR, DAY)


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


class Turns:
    """Whose turn it is: letters in the order of queueing, but those that must wait let others go first."""

    def __init__(self, letters: Iterable[Entry], now: float, between_same: float) -> None:
        """`between_same`: seconds that a domain rests after a letter."""
        self._rest = between_same
        self._letters = list(letters)
        self._place = {letter.message_id: place for place, letter in enumerate(self._letters)}
        self._due = [place for place, letter in enumerate(self._letters) if is_due(letter, now)]
        due = set(self._due)
        self._later = [(it.next_at, place) for place, it in enumerate(self._letters) if place not in due]
        heapify(self._later)
        self._resting: list[tuple[float, str]] = []  # until when a domain rests
        self._rests: set[str] = set()
        self._held: defaultdict[str, list[int]] = defaultdict(list)  # of each domain: what waits for its rest

    def take(self, now: float) -> Entry | None:
        """The letter to send now, if there is one; its domain rests from here on."""
        self._wake(now)
        while self._due:
            place = heappop(self._due)
            letter = self._letters[place]
            if letter.domain in self._rests:
                heappush(self._held[letter.domain], place)
                continue
            if self._rest:
                self._rests.add(letter.domain)
                heappush(self._resting, (now + self._rest, letter.domain))
            return letter
        return None

    def likely(self) -> Entry | None:
        """The letter that `take` gives next, if nothing changes until then."""
        letter = self._letters[self._due[0]] if self._due else None
        return None if letter is None or letter.domain in self._rests else letter

    def put_off(self, letter: Entry) -> None:
        """Bring a letter back that was taken, for its `next_at`."""
        place = self._place[letter.message_id]
        self._letters[place] = letter
        heappush(self._later, (letter.next_at, place))

    def rest(self, now: float) -> float | None:
        """Seconds until a letter may go whose domain rests; None where none waits for that."""
        waiting = [at for at, domain in self._resting if self._held[domain]]
        return min(max(0.0, min(waiting) - now), self._rest) if waiting else None

    def retry(self, now: float) -> float | None:
        """Seconds until a letter is tried again; None where none is."""
        return max(0.0, self._later[0][0] - now) if self._later else None

    def _wake(self, now: float) -> None:
        while self._later and self._later[0][0] <= now:
            heappush(self._due, heappop(self._later)[1])
        # A domain that seems to rest longer than it should: the clock was put back.
        while self._resting and not now < self._resting[0][0] <= now + self._rest:
            _, domain = heappop(self._resting)
            self._rests.discard(domain)
            if self._held[domain]:
                heappush(self._due, heappop(self._held[domain]))  # the next ones have to wait for this one
