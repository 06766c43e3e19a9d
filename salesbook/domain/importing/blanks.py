"""Cells that hold a word for nothing become blank: columns of a file in, the same columns and a sentence out.

Notes stay as they are. Columns with a closed list or with numbers have readers that know what such a word means there
("None" is a consent unknown), so only what programs write for a blank goes; where a blank would allow a call or a
letter, nothing but that is blank either. People can be called Null or Nan: the rest of the file tells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from salesbook.domain.importing.headers.known import Target
from salesbook.domain.importing.values.blank_words import (
    is_no_firm,
    is_placeholder,
    is_technical,
    may_be_a_surname,
)
from salesbook.domain.importing.values.ids import is_id
from salesbook.domain.importing.wordlists import value_words
from salesbook.schema import TABLES, Type
from salesbook.tables.source import Cell
from salesbook.util.folding import letters_and_digits
from salesbook.util.wording import count

NAMES = frozenset({"First name", "Last name", "Name", "Middle name"})
NOTE_COLUMNS = frozenset({"Notes", "Old notes", "Their words"})
_CLOSED = {Type.CHOICE, Type.FLAG, Type.LIST}
_NUMBERS = {Type.NUMBER, Type.WHOLE, Type.MONEY, Type.SHARE, Type.DATE, Type.MOMENT, Type.TIME}
_REACH = frozenset({"Email", "Phone", "Account", "Owner", "By", "Job title"})
_OFTEN = 3  # rows that hold the same word beside different names: more than a family
_SHARE = 20  # and one row in so many
_MOST_SHOWN = 6

_Columns = Mapping[int, Sequence[Cell]]


@dataclass
class Blanked:
    """The columns without words for nothing, by their place in the file; how often each word went, and what was kept as a name."""

    columns: dict[int, Sequence[Cell]] = field(default_factory=dict)
    words: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)

    @property
    def notes(self) -> list[str]:
        """What there is to say."""
        said = []
        if self.words:
            shown = ", ".join(word for word, _ in self.words.most_common(_MOST_SHOWN))
            more = ", ..." if len(self.words) > _MOST_SHOWN else ""
            cells = self.words.total()
            said.append(
                f"{count(cells, 'cell')} with {shown}{more} {'was' if cells == 1 else 'were'} read as blank."
            )
        for word, times in self.kept.items():
            said.append(
                f"{word!r} was kept as a name in {count(times, 'row')}, as nothing else in the file says that it stands for a blank."
            )
        return said


def without_placeholders(targets: Mapping[int, Target], columns: _Columns) -> Blanked:
    """Blank every word for nothing. `targets`: what each column means, by its place; `columns`: their cells."""
    done = Blanked(dict(columns))
    elsewhere: set[str] = set()
    for place, target in targets.items():
        if target.column in NOTE_COLUMNS or target.column in NAMES:
            continue
        is_blank = _judge(target)
        gone = {word for word in _texts(columns[place]) if is_blank(word)}
        elsewhere |= {word.strip() for word in gone}
        _blank(done, place, gone)
    names = {place: target for place, target in targets.items() if target.column in NAMES}
    for place, target in names.items():
        others = [
            columns[other]
            for other in names
            if other != place and _beside(target.column, names[other].column)
        ]
        _blank_names(done, place, columns[place], others, elsewhere)
        if target.column == "Name":
            _blank_in_names(done, place, elsewhere)
    return done


def _judge(target: Target) -> Callable[[str], bool]:
    """What counts as a word for nothing in a column."""
    table = TABLES.get(target.table)
    column = table.by_name.get(target.column) if table else None
    if column and column.type in _CLOSED:
        meant = value_words("Yes or No" if column.type is Type.FLAG else column.name)
        return lambda word: (
            is_technical(word) and (word.strip() == "\\N" or letters_and_digits(word) not in meant)
        )
    if target.column == "Country":
        return lambda word: is_placeholder(word) and word.strip().casefold() != "na"  # Namibia
    if is_id(target.column) or column is None or column.type in _NUMBERS:
        return is_technical
    if target.column == "Account":
        return lambda word: is_placeholder(word, short=True) or is_no_firm(word)
    return lambda word: is_placeholder(word, short=target.column in _REACH)


def _texts(cells: Sequence[Cell]) -> set[str]:
    return {cell for cell in set(cells) if isinstance(cell, str) and cell.strip()}


def _blank(done: Blanked, place: int, gone: Collection[str]) -> None:
    if not gone:
        return
    cells = done.columns[place]
    done.words.update(cell.strip() for cell in cells if isinstance(cell, str) and cell in gone)
    done.columns[place] = [None if isinstance(cell, str) and cell in gone else cell for cell in cells]


def _beside(column: str, other: str) -> bool:
    """Whether the other column holds the rest of a name."""
    return column != "Name" and other in {"First name", "Last name"}


def _blank_names(
    done: Blanked,
    place: int,
    cells: Sequence[Cell],
    others: Sequence[Sequence[Cell]],
    elsewhere: Collection[str],
) -> None:
    """Blank what is no name: what nobody is called; what stands for a blank elsewhere in the file, or often; what is written otherwise than the names beside it."""
    words = {word for word in _texts(cells) if is_placeholder(word, short=True)}
    doubtful = {word for word in words if may_be_a_surname(word) and word.strip() not in elsewhere}
    often = Counter(cell for cell in cells if isinstance(cell, str) and cell in doubtful)
    doubtful -= {word for word, times in often.items() if times >= _OFTEN and times * _SHARE >= len(cells)}
    _blank(done, place, words - doubtful)
    if not doubtful:
        return
    kept: list[Cell] = list(done.columns[place])
    for row, cell in enumerate(kept):
        if not isinstance(cell, str) or cell not in doubtful:
            continue
        beside = " ".join(
            str(other[row]) for other in others if other[row] and not is_placeholder(str(other[row]))
        )
        if _is_written_alike(cell.strip(), beside):
            done.kept[cell.strip()] += 1
        else:
            done.words[cell.strip()] += 1
            kept[row] = None
    done.columns[place] = kept


def _blank_in_names(done: Blanked, place: int, elsewhere: Collection[str]) -> None:
    """Words for nothing that a program put together with the rest of a name go: Anna null, undefined undefined."""
    shorter: dict[str, str | None] = {}
    for cell in _texts(done.columns[place]):
        parts = cell.split()
        kept = [part for part in parts if not _is_no_name(part, " ".join(parts).replace(part, ""), elsewhere)]
        if len(kept) < len(parts) and len(parts) > 1:
            shorter[cell] = " ".join(kept) or None
    if shorter:
        cells = done.columns[place]
        done.words.update(cell for cell in cells if isinstance(cell, str) and cell in shorter)
        done.columns[place] = [shorter.get(cell, cell) if isinstance(cell, str) else cell for cell in cells]


def _is_no_name(part: str, beside: str, elsewhere: Collection[str]) -> bool:
    if not is_technical(part) or not (
        part[0].isalpha() or part == "\\N"
    ):  # a hyphen parts a name from a firm
        return False
    return not may_be_a_surname(part) or part in elsewhere or not _is_written_alike(part, beside.strip())


def _is_written_alike(word: str, beside: str) -> bool:
    """Whether a word can be a name beside another one: Anna Null, ANNA NULL, anna null; not Anna NULL."""
    if not beside:
        return False
    return word.istitle() or (word.isupper() and beside.isupper()) or (word.islower() and beside.islower())
