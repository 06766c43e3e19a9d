"""What is asked of one part while somebody is taken out of a workbook, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from salesbook.books.xlsx.personal.whereabouts import CellPlace
from salesbook.util.wiping import Spans


@dataclass(frozen=True)
class PersonalPart:
    """What is known of a part, and asked of its texts.

    `find` tells where a text names somebody, `hints` whether it has one of their names alone. `kept`: names of
    sheets and the like that name them and stay, `columns` those of columns, in small letters. `free`: a part that people made up, in which all
    text is theirs. `headers` are cells that must say what their table says (row and column), `moved` gives new
    numbers for shared texts, `keeps` are numbers of shared texts that stay. `gone`: whether a comment on a cell goes.
    """

    find: Spans
    hints: Callable[[str], bool] = lambda _: False
    kept: Collection[str] = ()
    columns: Collection[str] = ()
    free: bool = False
    headers: Collection[CellPlace] = ()
    moved: Mapping[int, int] = field(default_factory=dict)
    keeps: Collection[int] = ()
    gone: Callable[[CellPlace], bool] = lambda _: False


@dataclass
class Retexted:
    """The part as it is now; `left` names kinds of places that still name somebody, `alone` those with a single name."""

    data: bytes
    left: dict[str, list[str]] = field(default_factory=dict)
    alone: dict[str, list[str]] = field(default_factory=dict)
