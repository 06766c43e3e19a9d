"""The score of one contact after a few touches, on a cadence of ten days."""

from __future__ import annotations

from datetime import date

from salesbook.domain.facts.score.table import score_table
from salesbook.domain.world import World
from tests.helpers import world_parts

TODAY = date(2024, 6, 3)
TEN_DAYS = "Cadence | Every | Unit | Channels\nTen days | 10 | day | Call"
DAYS_AGO = {0: "2024-06-03", 5: "2024-05-29", 10: "2024-05-24", 15: "2024-05-19", 20: "2024-05-14", 30: "2024-05-04",
            40: "2024-04-24", 60: "2024-04-04", 100: "2024-02-24"}  # fmt: skip
CALL = "Call | Out | "
THEIRS = "Call | In | "


def scored(*touches, contacts="C1 |", scoring="", **tables):
    """The first contact's row of scores, after touches given as (days ago, kind, minutes)."""
    rows = [
        f"X{n} | C1 | {DAYS_AGO[ago]} | {kind} | {minutes}" for n, (ago, kind, minutes) in enumerate(touches)
    ]
    parts = {
        "Cadences": TEN_DAYS,
        "Contacts": "Contact ID | Account ID\n" + contacts,
        "Activities": "Activity ID | Contact ID | When | Channel | Direction | Outcome | Minutes\n"
        + "\n".join(rows),
        "Scoring": "Factor | Weight | Half-life | Target\n" + scoring,
    }
    frames, settings = world_parts(**parts | tables)
    return World(frames, settings, TODAY).get(score_table).iloc[0]


def value(factor, *touches, **tables):
    return scored(*touches, **tables)[f"value_{factor}"]
