"""An outcome as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from salesbook.schema import BANDS, TABLES
from salesbook.tables.grid import Snapshot
from salesbook.tables.resolve import TableEdit
from salesbook.util.wording import count, joined, on

if TYPE_CHECKING:
    from salesbook.actions.outcome import Outcome
    from salesbook.domain.cards.who_knows import Acquaintance
    from salesbook.tables.plan import Problem

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
    found = len(outcome.problems)
    of_cells = any("!" in problem.cell for problem in outcome.problems)
    listed = of_cells and not outcome.dry and outcome.action != "undo"  # which writes no Problems
    where = f"; the sheet Problems lists {'it' if found == 1 else 'them'}" if listed else ""
    yield f"{count(found, 'problem')} found{where}:"
    kinds: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in outcome.problems:
        kinds.setdefault((problem.table, problem.column, problem.todo), []).append(problem)
    if outcome.action == "templates":  # each is a line of a text that somebody is writing
        yield from (
            f"  {problem.cell}: {problem.why} {problem.todo}".rstrip() for problem in outcome.problems
        )
        return
    for alike in sorted(kinds.values(), key=_can_wait)[:MOST_KINDS]:
        for problem in alike[:MOST_OF_A_KIND]:
            yield f"  {problem.cell or problem.table}: {problem.why.rstrip('.')}. {problem.todo}".rstrip()
        if len(alike) > MOST_OF_A_KIND:
            yield f"  ... and {len(alike) - MOST_OF_A_KIND:,} more like these"
    if len(kinds) > MOST_KINDS:
        yield f"  ... and problems of {count(len(kinds) - MOST_KINDS, 'other kind')}"


def _can_wait(alike: Sequence[Problem]) -> bool:
    """Whether a kind does without being among the first: not what keeps lines from being logged, nor who said no."""
    table, column = alike[0].table, alike[0].column
    vital = table in TABLES and column in TABLES[table].by_name and TABLES[table].by_name[column].vital
    return not (vital or table == "Calls")


def describe(edits: Mapping[str, TableEdit], after: Snapshot) -> Sequence[str]:
    """A line a table on what changes, for a dry run."""
    lines = []
    for name, edit in edits.items():
        rows = {row for cells in edit.columns.values() for row in cells.rows}
        new = max(0, edit.height - edit.old_height)
        gone = max(0, edit.old_height - edit.height)
        parts = [f"{count(edit.count, 'cell')} in {count(len(rows), 'row')}"]
        parts += [f"{count(new, 'row')} more"] if new else []
        parts += [f"{count(gone, 'row')} fewer"] if gone else []
        columns = ", ".join(list(edit.columns)[:6]) + (", ..." if len(edit.columns) > 6 else "")
        lines.append(f"{after.grids[name].sheet or name}: {'; '.join(parts)} ({columns})")
    return lines


def between_bands(moves: Any) -> list[str]:
    """Who would come into another band, a line for each way there is: how many, and those who move furthest.

    `moves`: what the planner of scores puts into its summary.
    """
    ways: dict[tuple[str, str], list[str]] = {}
    for move in moves or ():
        was, now = (
            "none" if score is None else f"{score:.1f}" for score in (move["score_before"], move["score"])
        )
        ways.setdefault((move["band_before"], move["band"]), []).append(f"{move['name']} ({was}, now {now})")
    order = sorted(ways, key=lambda way: [BANDS.index(band) if band in BANDS else len(BANDS) for band in way])
    return [
        f"  From {old} to {new}: {len(ways[old, new]):,}: {joined(ways[old, new], 3)}" for old, new in order
    ]


def acquaintances(found: Sequence[Acquaintance]) -> list[str]:
    """A line a colleague: how strong the tie is, when they were last in touch, and with whom."""
    width = max((len(one.colleague) for one in found), default=0)
    return [
        f"  {one.colleague:<{width}}  {one.strength:4.0f} %  last {on(one.last)}, {count(one.touches, 'touch', 'touches')}"
        f" with {joined(one.people)}"
        for one in found
    ]
