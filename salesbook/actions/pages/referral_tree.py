"""The tree of introductions as a picture: lines of people in, places to draw at out; one picture a branch, so that paper cuts none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from salesbook.domain.referrals.branches import TreeLine
from salesbook.util.wording import amount, count

_ROW, _INDENT, _DEEPEST = 25, 21, 9  # deeper ones stand below one another, with how many steps down they are
_LEFT, _BAR_LEFT, _BAR_LONGEST = 12, 352, 100
_SMALLEST, _LARGEST = 3.5, 9.0
_MOST_LETTERS, _LETTERS_A_STEP = 40, 3


@dataclass(frozen=True)
class DrawnLine:
    """A person: where their circle is, and what stands behind it. `from_y`: the circle of whoever introduced them, None for nobody."""

    x: float
    y: float
    radius: float
    from_x: float
    from_y: float | None
    name: str
    note: str
    bar: float
    people: str
    orders: str
    value: str
    is_person: bool


@dataclass(frozen=True)
class DrawnBranch:
    """A picture of one branch, so high."""

    height: float
    lines: tuple[DrawnLine, ...]


def drawn_tree(lines: Sequence[TreeLine], names: dict[int, str]) -> list[DrawnBranch]:
    """A picture for each root."""
    most_value = max((one.value for one in lines), default=0)
    most_orders = max((one.own_orders for one in lines), default=0)
    starts = [at for at, one in enumerate(lines) if one.depth == 0]
    ends = [*starts, len(lines)][1:]
    return [
        _branch(lines[start:end], names, most_value, most_orders)
        for start, end in zip(starts, ends, strict=True)
    ]


def _branch(
    lines: Sequence[TreeLine], names: dict[int, str], most_value: float, most_orders: int
) -> DrawnBranch:
    drawn: list[DrawnLine] = []
    above: dict[int, DrawnLine] = {}
    for at, one in enumerate(lines):
        parent = above.get(one.depth - 1)
        own = (one.own_orders / most_orders) ** 0.5 if most_orders else 0.0
        line = DrawnLine(
            _LEFT + _INDENT * min(one.depth, _DEEPEST), _ROW * (at + 0.5), _SMALLEST + (_LARGEST - _SMALLEST) * own,
            parent.x if parent else 0, parent.y if parent else None, _name(one, names), _note(one),
            _BAR_LONGEST * max(one.value, 0) / most_value if most_value > 0 else 0.0,
            f"{one.brought:,}" if one.contact >= 0 else "", f"{one.orders:,}", amount(round(one.value)), one.contact >= 0,
        )  # fmt: skip
        drawn.append(line)
        above[one.depth] = line
    return DrawnBranch(_ROW * len(lines), tuple(drawn))


def _name(line: TreeLine, names: dict[int, str]) -> str:
    """Shorter the further in it stands: numbers follow."""
    if line.contact < 0:
        return f"{count(line.others, 'other')}{f', with {line.brought:,} below them' if line.brought else ''}"
    most = _MOST_LETTERS - _LETTERS_A_STEP * min(line.depth, _DEEPEST)
    name = names[line.contact]
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"


def _note(line: TreeLine) -> str:
    """How deep, where it cannot be seen."""
    return f"step {line.depth:,}" if line.depth > _DEEPEST else ""


def bar_left() -> int:
    """Where bars begin."""
    return _BAR_LEFT
