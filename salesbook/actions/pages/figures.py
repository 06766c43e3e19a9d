"""A table of a page: the same for what is printed, mailed, and shown in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class ReportTable:
    """A heading, from where its numbers come, and rows of cells, the first `words` columns in words, the others numbers.

    `total`: the row below. `bars`: for each row how long its bar is, 0 to 1; or `spans`: between which ends it lies and where in
    between it is, from 0 to 1. `more`: what stands below it, or instead of rows where there are none.
    """

    heading: str
    source: str
    headers: Sequence[str]
    rows: Sequence[Sequence[str]]
    total: Sequence[str] = ()
    bars: Sequence[float] = ()
    words: int = 1
    more: str = ""
    spans: Sequence[tuple[float, float, float] | None] = ()
