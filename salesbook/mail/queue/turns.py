"""Whose turn it is, of letters that are queued. Without clock and network: `now` is given, in seconds since 1970."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from heapq import heapify, heappop, heappush

from salesbook.mail.ledger.entries import QueuedLetter
from salesbook.mail.ledger.letters import is_due


class LetterTurns:
    """Whose turn it is: letters in the order of queueing, but those that must wait let others go first."""

    def __init__(self, letters: Iterable[QueuedLetter], now: float, between_same: float) -> None:
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

    def take(self, now: float) -> QueuedLetter | None:
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

    def likely(self) -> QueuedLetter | None:
        """The letter that `take` gives next, if nothing changes until then."""
        letter = self._letters[self._due[0]] if self._due else None
        return None if letter is None or letter.domain in self._rests else letter

    def put_off(self, letter: QueuedLetter) -> None:
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
