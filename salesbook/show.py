"""An outcome as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from salesbook.commands import Outcome

MOST_PROBLEMS = 10


def lines(outcome: Outcome) -> Iterator[str]:
    """Messages first, then what to look at, then the first problems, each with its cell and the next step."""
    yield from outcome.messages
    yield from outcome.extra
    if not outcome.problems:
        return
    count = len(outcome.problems)
    yield f"{count:,} problem{'s' if count > 1 else ''} found; the sheet Problems lists them all:"
    for problem in outcome.problems[:MOST_PROBLEMS]:
        place = problem.cell or problem.table
        yield f"  {place}: {problem.why}. {problem.todo}".rstrip()
    if count > MOST_PROBLEMS:
        yield f"  ... and {count - MOST_PROBLEMS:,} more"
