"""What they bought, and what they may buy, as the table of situations has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from salesbook.domain.calls.said.line import as_date
from salesbook.domain.calls.said.typed import first_note, one_line, quoted_title
from salesbook.domain.facts.asked import last_asked
from salesbook.domain.facts.buying import OrderRhythms
from salesbook.domain.facts.occasions import buying_of, lost_opportunity, open_opportunity
from salesbook.domain.facts.orders import order_days
from salesbook.domain.facts.situations.states import ordered_since
from salesbook.domain.world import World
from salesbook.tables.cells import Cells
from salesbook.util import day_words
from salesbook.util.wording import count

if TYPE_CHECKING:
    from salesbook.domain.calls.said.line import PlannedCall

_A_RHYTHM = 4  # order days from which even short gaps are one
_A_WEEK = 7  # days
_ARRIVED_WITHIN = 42  # days after an order in which one asks whether it came: later that would be late


@dataclass(frozen=True)
class DealFacts:
    """The open opportunity."""

    line: PlannedCall

    @property
    def title(self) -> str:
        return quoted_title(self._cell("Title"))

    @property
    def amount(self) -> str:
        amount = self._cell("Amount")
        return (
            ""
            if amount == "" or np.isnan(amount)
            else f"{amount:,.0f} {self.line.world.settings['Currency']}".rstrip()
        )

    @property
    def stage(self) -> str:
        return one_line(self._cell("Stage"))

    @property
    def since(self) -> str:
        return self.line.since(self._cell("Created") or None)

    @property
    def next_step(self) -> str:
        """What somebody noted to do next, without its full stop; "" where it is too long."""
        return first_note(self._cell("Next step"))

    def _cell(self, column: str) -> Any:
        return _cell(self.line, int(self.line.world.get(open_opportunity)[self.line.contact]), column)


@dataclass(frozen=True)
class LostDealFacts:
    """The deal that was lost last."""

    line: PlannedCall

    @property
    def title(self) -> str:
        return quoted_title(self._cell("Title"))

    @property
    def day(self) -> str:
        return self.line.past(self._cell("Closed") or None)

    @property
    def reason(self) -> str:
        return one_line(self._cell("Lost reason"))

    def _cell(self, column: str) -> Any:
        return _cell(self.line, int(self.line.world.get(lost_opportunity)[self.line.contact]), column)


@dataclass(frozen=True)
class OrderFacts:
    """What was ordered by the customer: the account, or the person who has none."""

    line: PlannedCall

    @property
    def gap(self) -> str:
        """How often they order; "" where two or three orders of one week say nothing of that."""
        gap = self._known.gap[self._customer]
        few = self._days < _A_RHYTHM and gap < _A_WEEK
        return "" if np.isnan(gap) or few else day_words.about(float(gap))

    @property
    def last(self) -> str:
        return self.line.past(self._day)

    @property
    def day(self) -> str:
        return "" if self._day is None else day_words.exact(as_date(self._day), self.line.world.today)

    @property
    def day_since(self) -> str:
        """The day, where the order came after the last talk."""
        return self.day if self.line.world.get(ordered_since)[self.line.contact] else ""

    @property
    def arrived(self) -> str:
        """What to ask about an order that may just have come; "" of one of long ago."""
        fresh = self._day is not None and self.line.world.day - self._day <= _ARRIVED_WITHIN
        return "all arrived as it should" if fresh else ""

    @property
    def year(self) -> str:
        return "" if self._day is None else str(as_date(self._day).year)

    @property
    def count(self) -> str:
        return count(self._days, "order")

    @property
    def they_order(self) -> str:
        return "They order" if self._days > 1 else "They ordered"

    @property
    def missing(self) -> str:
        """What would be a reason to call."""
        return "no open step, no new order" if self._days else "no open step, no order"

    @property
    def _known(self) -> OrderRhythms:
        return self.line.world.get(buying_of)

    @property
    def _customer(self) -> int:
        return int(self.line.world.get(order_days).of_contact[self.line.contact])

    @property
    def _days(self) -> int:
        return int(self._known.days[self._customer])

    @property
    def _day(self) -> int | None:
        return int(self._known.last[self._customer]) if self._days else None


@dataclass(frozen=True)
class AskedFacts:
    """When they were asked for names."""

    line: PlannedCall

    @property
    def before(self) -> str:
        day = int(self.line.world.get(last_asked)[self.line.contact])
        return f"last asked {self.line.past(day)}" if day else "not asked yet"


def deal_title(line: PlannedCall, contact: int) -> str:
    """The open deal of another contact."""
    return quoted_title(_cell(line, int(line.world.get(open_opportunity)[contact]), "Title"))


def _cell(line: PlannedCall, row: int, column: str) -> Any:
    """A cell of Opportunities; "" where it is blank, or there is no such row."""
    if row < 0:
        return ""
    return line.world.get(_opportunities).at(row, column)


def _opportunities(world: World) -> Cells:
    return Cells(world.frames["Opportunities"])
