"""What a line says of a customer who is taken over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from salesbook.domain.calls.said.typed import first_note
from salesbook.domain.facts.handoffs import Taking, taken_today

if TYPE_CHECKING:
    from salesbook.domain.calls.said.line import PlannedCall


@dataclass(frozen=True)
class HandoffFacts:
    """The handoff for which they are to be called; all is blank where there is none."""

    line: PlannedCall

    @property
    def won(self) -> str:
        return self.line.past(self._taking.handoff.won) if self._taking else ""

    @property
    def seller(self) -> str:
        """From whom the one who calls takes over; "" where another takes over."""
        taking = self._taking
        return (
            taking.handoff.seller if taking and taking.rep == self.line.rep != taking.handoff.seller else ""
        )

    @property
    def taker(self) -> str:
        return self._taking.handoff.taker if self._taking else ""

    @property
    def introduced(self) -> str:
        """Whoever takes over introduces themselves, others name them."""
        mine = self._taking and self._taking.rep == self.line.rep
        return (
            "Introduce yourself as their contact" if mine else f"Say that {self.taker} is their contact now"
        )

    @property
    def promised(self) -> str:
        return first_note(self._taking.handoff.promised) if self._taking else ""

    @property
    def _taking(self) -> Taking | None:
        known = self.line.world.get(taken_today)
        return next((one for one in known if one.contact == self.line.contact), None)
