"""Opportunities that contradict themselves: their days, their Result, and what their Stage says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from salesbook.domain.checks.found import rows
from salesbook.domain.facts.deal_stages import stage_result
from salesbook.tables.arrays import dates, texts
from salesbook.tables.frames import Frames, Settings
from salesbook.tables.plan import Problem


def days_of_deals(frames: Frames, _settings: Settings, _today: date) -> Iterator[Problem]:
    """Those that were closed before they were opened, are closed and still open, or closed on no day."""
    table = frames["Opportunities"]
    closed, result = dates(table, "Closed"), texts(table, "Result")
    yield from rows(table, closed < dates(table, "Created"), "Closed",
                    "Closed lies before Created", "Correct one of the two dates.")  # fmt: skip
    yield from rows(table, ~np.isnat(closed) & (result == "Open"), "Result",
                    "It has a Closed date, but its Result is Open", "Choose Won or Lost, or empty Closed.")  # fmt: skip
    yield from rows(table, np.isnat(closed) & np.isin(result, ["Won", "Lost"]), "Closed",
                    "It is won or lost, but Closed is blank, so no report counts it", "Type the day.")  # fmt: skip


def results_against_stages(frames: Frames, _settings: Settings, _today: date) -> Iterator[Problem]:
    """Those whose Stage says that they were won or lost, and whose Result does not."""
    table = frames["Opportunities"]
    stage, result = texts(table, "Stage"), texts(table, "Result")
    said = {one: stage_result(one) for one in set(stage.tolist())}
    by_stage = np.array([said[one] for one in stage.tolist()], dtype=object)
    for other in ("Won", "Lost"):
        for typed in sorted({"", "Open", "Won", "Lost"} - {other}):
            yield from rows(table, (by_stage == other) & (result == typed), "Result",
                            f"Its Stage says {other}, but its Result is {typed or 'blank'}",
                            f"Choose {other}, or correct the Stage.")  # fmt: skip
