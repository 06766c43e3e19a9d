"""An outcome as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from salesbook.edit import TableEdit
from salesbook.grid import Snapshot

if TYPE_CHECKING:
    from salesbook.outcome import Outcome
    from salesbook.plan import Problem

MOST_KINDS = 10
MOST_OF_A_KIND = 3


def lines(outcome: Outcome) -> Iterator[str]:
    """Messages first, then what to look at, then the problems, the first of each kind."""
    if outcome.dry:
        yield "A dry run: nothing was written. It would say and change:"
    yield from outcome.messages
    yield from outcome.extra
    if not outcome.problems:
        return
    count = len(outcome.problems)
    listed = not outcome.dry and any("!" in problem.cell for problem in outcome.problems)
    where = "; the sheet Problems lists them" if listed else ""
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


def describe(edits: Mapping[str, TableEdit], after: Snapshot) -> Sequence[str]:
    """A line a table on what changes, for a dry run."""
    lines = []
    for name, edit in edits.items():
        rows = {row for cells in edit.columns.values() for row in cells.rows}
        new = max(0, edit.height - edit.old_height)
        gone = max(0, edit.old_height - edit.height)
        parts = [f"{edit.count:,} cells in {len(rows):,} rows"]
        parts += [f"{new:,} rows more"] if new else []
        parts += [f"{gone:,} rows fewer"] if gone else []
        columns = ", ".join(list(edit.columns)[:6]) + (", ..." if len(edit.columns) > 6 else "")
        lines.append(f"{after.grids[name].sheet or name}: {'; '.join(parts)} ({columns})")
    return lines
