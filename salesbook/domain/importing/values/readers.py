"""Reading the cells of one column: each distinct one once, and what cannot be read is said."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from salesbook.domain.facts.contact_faults import country_fault
from salesbook.domain.importing.wordlists import value_words
from salesbook.schema import WEEKDAYS, Column, Type
from salesbook.tables.choices import shown_cell
from salesbook.tables.plan import CELL_LIMIT, Value
from salesbook.util.countries import country_code
from salesbook.util.dates import minutes_of
from salesbook.util.folding import letters_and_digits
from salesbook.util.invisible import without_invisible

_NOTHING = {"", "na", "null", "none", "nan", "nil", "ka"}  # folded; for dates, numbers and lists only
_CONTROL = dict.fromkeys(
    [*range(9), 11, 12, *range(14, 32), 127, 0xFEFF, 0x200B, 0xFFFE, 0xFFFF]
)  # no workbook may hold them
_GUARDED = re.compile(
    r'=\s*(?:T\(\s*)?"((?:[^"]|"")*)"\s*\)?'
)  # ="00123" keeps Excel from making a number of it
_MINUTES = 60


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that cannot be read; its row is rejected. `why` goes on after the column's name."""

    why: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A cell that is read as `value`, with a doubt that the person should hear of."""

    value: Value
    why: str
    todo: str


Read = Value | Unread | Doubt
Reader = Callable[..., Read]


def read_cells(reader: Reader, *columns: Sequence[Hashable]) -> list[Read]:
    """What `reader` makes of each cell, or of each row of several columns; None where all are blank."""
    cells: Sequence[Hashable] = columns[0] if len(columns) == 1 else list(zip(*columns, strict=True))
    if len(columns) == 1 and len(set(map(type, cells)) - {type(None)}) > 1:
        # 1, 1.0 and True are equal, and mean different things in a cell.
        keys = list(zip(map(type, cells), cells, strict=True))
        found = {key: _blank_or(reader, key[1]) for key in set(keys)}
        return [found[key] for key in keys]
    table = {cell: _blank_or(reader, *(cell if len(columns) > 1 else (cell,))) for cell in set(cells)}  # type: ignore[misc]
    return [table[cell] for cell in cells]


def _blank_or(reader: Reader, cell: Hashable, *others: Hashable) -> Read:
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    return reader(cell, *others)


def text(cell: object) -> str:
    """A cell as one line of text; a number that Excel made of an ID is the ID again."""
    return " ".join(without_invisible(long_text(cell)).split())


def long_text(cell: object) -> str:
    """A cell as text that may have several lines."""
    if isinstance(cell, str):
        words = cell.translate(_CONTROL) if not cell.isprintable() else cell
        words = words.replace("\r\n", "\n").replace("\r", "\n").strip()
        words = unguarded(words)
        # What a spreadsheet would take for a formula has a mark in front in the files of rejected rows.
        return words[1:] if words[:1] == "'" and words[1:2] in tuple("=+-@") else words
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return str(cell)


def unguarded(words: str) -> str:
    """What stands in a formula that only keeps a spreadsheet from making a number of it; other text as it is."""
    if words[:1] == "=" and (found := _GUARDED.fullmatch(words.strip())):
        return found[1].replace('""', '"').strip()
    return words


def read_texts(cells: Sequence[Hashable]) -> list[Read]:
    """A column of single lines of text. Nearly all hold nothing else than plain text, and are read at once."""
    words = [cell for cell in cells if isinstance(cell, str)]
    whole = "".join(words)
    plain = len(words) == len(cells) and whole.isprintable() and "'" not in whole and "=" not in whole
    if not plain or max(map(len, words), default=0) > CELL_LIMIT:
        return read_cells(lambda cell: read_text(cell, lines=False), cells)
    if " " not in whole:
        return [word or None for word in words]
    table: dict[str, Read] = {word: " ".join(word.split()) or None for word in set(words)}
    return [table[word] for word in words]


def read_text(cell: object, *, lines: bool) -> Read:
    """Text, which fits a cell."""
    words = long_text(cell) if lines else text(cell)
    if len(words) > CELL_LIMIT:
        return Unread(f"has {len(words):,} letters, and a cell of Excel holds {CELL_LIMIT:,}")
    return words or None


def is_nothing(cell: object) -> bool:
    """Whether a cell says in words that it is blank, such as n/a."""
    return isinstance(cell, str) and letters_and_digits(cell) in _NOTHING


def choice_reader(column: Column) -> Reader:
    """Reads one value of a closed list; one that is not on it is a doubt, see `_doubt`."""
    words = {letters_and_digits(choice): choice for choice in column.choices}
    words = {
        **{word: value for word, value in value_words(column.name).items() if value in column.choices},
        **words,
    }

    def read(cell: object) -> Read:
        value = words.get(letters_and_digits(text(cell)))
        if value or is_nothing(cell):
            return value
        why, todo = f"is not on the list: {shown_cell(cell)}", f"Choose one of: {', '.join(column.choices)}."
        return _doubt(column, cell, why, todo)

    return read


def flag_reader(column: Column) -> Reader:
    """Reads Yes or No, in several languages."""

    def read(cell: object) -> Read:
        if isinstance(cell, bool):
            return "Yes" if cell else "No"
        word = text(cell)
        value = value_words("Yes or No").get(letters_and_digits(word) or word)
        if value or is_nothing(cell):
            return value
        return _doubt(column, cell, f"is neither Yes nor No: {shown_cell(cell)}", "Type Yes or No.")

    return read


def _doubt(column: Column, cell: object, why: str, todo: str) -> Doubt:
    """The cell is left out; but where a blank would allow a call or a mail, its words are kept.

    The book then takes them for what cannot be read, which allows nothing.
    """
    return Doubt(text(cell)[:CELL_LIMIT] if column.vital else None, why, todo)


def list_reader(column: Column) -> Reader:
    """Reads several values of a closed list, days as ranges too: "Mon-Fri"."""
    words = {
        **value_words("Working days" if column.choices == WEEKDAYS else "Channel"),
        **{letters_and_digits(c): c for c in column.choices},
    }

    def read(cell: object) -> Read:
        found: list[str] = []
        for part in _parts(text(cell)):
            ends = [words.get(letters_and_digits(end), "") for end in part.replace("–", "-").split("-")]
            if not all(end in column.choices for end in ends):
                return Doubt(
                    None,
                    f"has {shown_cell(part)}, which is not on the list",
                    f"Use: {', '.join(column.choices)}, with commas between.",
                )
            found += _range(ends, column.choices) if len(ends) > 1 else ends
        return ", ".join(dict.fromkeys(found))

    return read


def _parts(words: str) -> list[str]:
    for sign in (";", "/", "\n", "|"):
        words = words.replace(sign, ",")
    return [part.strip() for part in words.split(",") if part.strip()]


def _range(ends: Sequence[str], choices: Sequence[str]) -> list[str]:
    first, last = choices.index(ends[0]), choices.index(ends[-1])
    return [choices[(first + i) % len(choices)] for i in range((last - first) % len(choices) + 1)]


def read_time(cell: object) -> Read:
    """A time of day: 9:30, 9.30, 9h30, 9 am, 9, or a time of Excel."""
    minutes = _minutes(cell)
    if minutes is None and is_nothing(cell):
        return None
    if minutes is None or not 0 <= minutes < 24 * _MINUTES:
        return Unread(f"is not a time of day: {shown_cell(cell)}")
    return time(*divmod(round(minutes), _MINUTES))


def _minutes(cell: object) -> float | None:
    if isinstance(cell, datetime | time):
        return cell.hour * _MINUTES + cell.minute
    if isinstance(cell, timedelta):
        return cell.total_seconds() / _MINUTES
    if isinstance(cell, int | float):
        return cell * 24 * _MINUTES if cell < 1 else cell * _MINUTES
    return minutes_of(text(cell))


def plain_reader(column: Column) -> Reader | None:
    """The reader of a column with a closed list or times of day; None for text, dates and numbers."""
    match column.type:
        case Type.CHOICE:
            return choice_reader(column)
        case Type.FLAG:
            return flag_reader(column)
        case Type.LIST:
            return list_reader(column)
        case Type.TIME:
            return read_time
        case _:
            return None


def read_country(cell: object) -> Read:
    """The code of a country."""
    words = text(cell)
    fault = country_fault(words)
    return Doubt(words, fault.why, fault.todo) if fault else country_code(words)


def read_language(cell: object) -> Read:
    """The code of a language; what is none stays as it is."""
    words = text(cell)
    return value_words("Language").get(letters_and_digits(words)) or (
        words[:2].lower() if words[2:3] in {"-", "_"} else words
    )
