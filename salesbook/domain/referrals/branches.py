"""The tree of introductions as lines to draw: the branches that brought most, and how much stands behind what is left out."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass

from salesbook.domain.referring.tree import TreeOfReferrals

MOST_DRAWN = 36  # people; a page of paper holds about so many lines


@dataclass(frozen=True)
class TreeLine:
    """A person of the tree, or people beside one another whom it has no room for, with all below them.

    `contact`: position in Contacts, -1 for the latter, of whom there are `others`. `depth`: 0 for whoever nobody introduced.
    `brought`, `orders`, `value`: in all, below included; `own_orders`: the person's own.
    """

    contact: int
    depth: int
    brought: int
    own_orders: int
    orders: int
    value: float
    others: int = 0


def largest_branches(tree: TreeOfReferrals, most: int = MOST_DRAWN) -> list[TreeLine]:
    """Each person before whom they introduced, the largest branch first; then those left out, in one line below their parent.

    One person alone is named all the same, so that a few more than `most` may be.
    """
    shown = _largest(tree, most)
    return list(_lines(tree, shown, -1, 0))


def _children(tree: TreeOfReferrals, parent: int) -> Iterator[int]:
    """Places of those whom somebody introduced; of the roots for -1. The tree has each branch whole before the next one."""
    at = parent + 1
    end = at + int(tree.brought_in_all[parent]) if parent >= 0 else len(tree.contact)
    while at < end:
        yield at
        at += int(tree.brought_in_all[at]) + 1


def _largest(tree: TreeOfReferrals, most: int) -> set[int]:
    """Those who brought most, each with everybody above them."""

    def size(at: int) -> tuple[float, int, int, int]:
        return (-float(tree.value[at]), -int(tree.orders[at]), -int(tree.brought_in_all[at]), at)

    waiting = [size(at) for at in _children(tree, -1)]
    heapq.heapify(waiting)
    shown: set[int] = set()
    while waiting and len(shown) < most:
        at = heapq.heappop(waiting)[-1]
        shown.add(at)
        for child in _children(tree, at):
            heapq.heappush(waiting, size(child))
    return shown


def _lines(tree: TreeOfReferrals, shown: set[int], parent: int, depth: int) -> Iterator[TreeLine]:
    """Without recursion: a chain may be long."""
    waiting: list[Iterator[TreeLine | int]] = [_beside(tree, shown, parent, depth)]
    while waiting:
        for one in waiting[-1]:
            if isinstance(one, TreeLine):
                yield one
            else:
                yield _line(tree, one)
                waiting.append(_beside(tree, shown, one, int(tree.depth[one]) + 1))
                break
        else:
            waiting.pop()


def _beside(tree: TreeOfReferrals, shown: set[int], parent: int, depth: int) -> Iterator[TreeLine | int]:
    """Places of the shown ones below a parent, then one line for the others."""
    children = list(_children(tree, parent))
    rest = [at for at in children if at not in shown]
    if len(rest) == 1 and not tree.brought_in_all[rest[0]]:
        rest = []  # a line for one other would take as much room as their name
    yield from (at for at in children if at not in rest)
    if rest:
        yield TreeLine(
            -1, depth, sum(int(tree.brought_in_all[at]) for at in rest), 0, sum(int(tree.orders[at]) for at in rest),
            sum(float(tree.value[at]) for at in rest), len(rest),
        )  # fmt: skip


def _line(tree: TreeOfReferrals, at: int) -> TreeLine:
    below = sum(int(tree.orders[child]) for child in _children(tree, at))
    orders = int(tree.orders[at])
    return TreeLine(
        int(tree.contact[at]), int(tree.depth[at]), int(tree.brought_in_all[at]), orders - below, orders, float(tree.value[at])
    )  # fmt: skip
