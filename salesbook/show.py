"""An outcome as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from salesbook.commands import Outcome
    from salesbook.plan import Problem

MOST_KINDS = 10
MOST_OF_A_KIND = 3


def lines(outcome: Outcome) -> Iterator[str]:
    """Messages first, then what to look at, then the problems, the first of each kind."""
    yield from outcome.messages
    yield from outcome.extra
    if not outcome.problems:
        return
    count = len(outcome.problems)
    where = (
        "; the sheet Problems lists them" if any("!" in problem.cell for problem in outcome.problems) else ""
    )
    yield f"{count:,} problem{'s' if count > 1 else ''} found{where}:"
    kinds: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in outcome.problems:
        kinds.setdefault((problem.table, problem.column, problem.todo), []).append(problem)
    for alike in list(kinds.values())[:MOST_KINDS]:
        for problem in alike[:MOST_OF_A_KIND]:
            yield f"  {problem.cell or problem.table}: {problem.why.rstrip('.')}. {problem.todo}".rstrip()
        if len(alike) > MOST_OF_A_KIND:
            yield f"  ... and {len(alike) - MOST_OF_A_KIND:,} more like these"
    if len(kinds) > MOST_KINDS:
        yield f"  ... and problems of {len(kinds) - MOST_KINDS:,} other kinds"
