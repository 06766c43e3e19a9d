"""`scores`: relationship scores, due dates and the reasons."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from salesbook.actions.base import SCORED, Action, Step
from salesbook.actions.log import NAMING
from salesbook.schema import BANDS
from salesbook.schema.buttons import MANAGERS, Button
from salesbook.util.wording import joined

if TYPE_CHECKING:
    from salesbook.domain.world import World
    from salesbook.tables.plan import Plan


def _scores(world: World, _: Namespace) -> Plan:
    from salesbook.domain.scores.plan import plan_scores

    return plan_scores(world)


def between_bands(summary: Mapping[str, Any]) -> list[str]:
    """Who would come into another band, a line for each way there is: how many, and those who move furthest."""
    ways: dict[tuple[str, str], list[str]] = {}
    for move in summary.get("moves") or ():
        was, now = (
            "none" if score is None else f"{score:.1f}" for score in (move["score_before"], move["score"])
        )
        ways.setdefault((move["band_before"], move["band"]), []).append(f"{move['name']} ({was}, now {now})")
    order = sorted(ways, key=lambda way: [BANDS.index(band) if band in BANDS else len(BANDS) for band in way])
    return [
        f"  From {old} to {new}: {len(ways[old, new]):,}: {joined(ways[old, new], 3)}" for old, new in order
    ]


SCORING_EVERYONE = Step("Scoring", _scores)
_HELP = "Work out every relationship score."

SCORES = Action(
    "scores",
    _HELP,
    reads=SCORED,
    steps=(NAMING, SCORING_EVERYONE),
    usage=(("scores BOOK", "works out scores, due dates and the reasons"),),
    label="Scores",
    button=Button("scores", "Scores", _HELP, MANAGERS, "ChartInsert", in_browser=True),
    details=between_bands,
)
