"""When the next letter may leave: the pace, the quota of a day, and the end of the time that a run has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from salesbook.mail.base import CannotSend
from salesbook.mail.ledger.ledger import Ledger
from salesbook.mail.queue.pace import DAY, Pace

PATIENCE = 300.0  # seconds; for a letter that is put off longer nobody sits here and waits


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
            self._gone = self.ledger.sent_since(now - DAY)
        if self._gone < self.pace.per_day:
            return
        is_ahead = self.ledger.sent_since(now) > 0
        why = f"{self._gone:,} letters left in the last 24 hours, and the daily quota is {self.pace.per_day:,.0f}."
        ahead = " Some are stamped later than this computer's clock shows: see whether it is right."
        raise CannotSend(
            why + (ahead if is_ahead else ""), "Send again tomorrow, and it goes on where it stopped."
        )

    def _time_is_up(self) -> CannotSend:
        return CannotSend("Its time was up.", "Send again, and it goes on where it stopped.")
