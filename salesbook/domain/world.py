"""What planners plan on: the tables, the settings and today, and what follows from them at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from salesbook.domain.facts.buying_model import Model, model_of
from salesbook.domain.facts.cadence import CadenceUsed, cadence_used
from salesbook.domain.facts.calendar import WorkCalendar
from salesbook.domain.facts.due import rhythm_table
from salesbook.domain.facts.orders import OrderDays, order_days
from salesbook.domain.facts.owners import accounts_of, owners_of, value_used
from salesbook.domain.facts.score.table import score_table
from salesbook.domain.facts.score.ties import Ties, ties_of
from salesbook.domain.facts.score.weights import Scoring, scoring_of
from salesbook.domain.facts.touches import minutes_problems, touch_table
from salesbook.domain.facts.touchpoints import Worth, worth
from salesbook.tables.arrays import Ints, Objects, day_number
from salesbook.tables.plan import Problem


@dataclass(frozen=True)
class World:
    """Frames by table (see `tables`), typed settings, and today. Each part below is computed once.

    Needs the frames of Contacts, Accounts, Activities, Orders, Cadences, Scoring, TouchPoints,
    Team, Absences and Holidays.
    """

    frames: Mapping[str, pd.DataFrame]
    settings: Mapping[str, str | float]
    today: date

    @cached_property
    def day(self) -> int:
        """Today in days since 1970-01-01."""
        return day_number(self.today)

    @cached_property
    def account(self) -> Ints:
        """For each contact the position in Accounts, or -1."""
        return accounts_of(self.frames)

    @cached_property
    def tier(self) -> Objects:
        """For each contact A, B, C, D or "": its own tier, else the account's."""
        return self.used("Tier")

    def used(self, column: str) -> Objects:
        """For each contact the value that counts of a text column: its own cell, else its account's."""
        return value_used(self.frames, self.account, column)

    @cached_property
    def owner(self) -> Objects:
        """For each contact the rep who keeps it, or ""."""
        return owners_of(self.frames, self.settings, self.account)

    @cached_property
    def cadence(self) -> CadenceUsed:
        """For each contact the cadence used and its interval."""
        return cadence_used(self.frames, self.settings, self.tier, self.account)

    @cached_property
    def calendar(self) -> WorkCalendar:
        """Working days of the reps."""
        return WorkCalendar(self.frames)

    @cached_property
    def worth(self) -> Worth:
        """What kinds of activity are worth."""
        return worth(self.frames["TouchPoints"])

    @cached_property
    def orders(self) -> OrderDays:
        """Order days of customers."""
        return order_days(self.frames, self.day)

    @cached_property
    def model(self) -> Model | None:
        """The model of buying, fitted to all customers; None where too few have ordered again."""
        return model_of(self.orders, self.day)

    @cached_property
    def touches(self) -> pd.DataFrame:
        """Activities and orders up to today, with their worth: see `touches.touch_table`."""
        return touch_table(self.frames, self.day, self.worth, self.cadence.names_channel)

    @cached_property
    def rhythm(self) -> pd.DataFrame:
        """Cadence, last touch, owner and next due of each contact: see `due.rhythm_table`."""
        return rhythm_table(self.frames, self.today, self.touches, self.cadence, self.owner, self.calendar)

    @cached_property
    def scoring(self) -> Scoring:
        """Weights, half-lives and targets of the score."""
        return scoring_of(self.frames["Scoring"])

    @cached_property
    def scores(self) -> pd.DataFrame:
        """Score, band, trend and factors of each contact: see `score_table.score_table`."""
        return score_table(
            self.frames["Contacts"], self.touches, self.cadence.interval, self.orders, self.model, self.scoring,
            self.settings, self.day,
        )  # fmt: skip

    @cached_property
    def ties(self) -> Ties:
        """How well each colleague knows each contact."""
        return ties_of(self.touches, self.cadence.interval, self.scoring, self.frames["Team"])

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What stands in the tables and cannot be used; `key` is the row's handle."""
        minutes = minutes_problems(self.frames["Activities"])
        return (*self.cadence.problems, *self.worth.problems, *self.scoring.problems, *minutes)
