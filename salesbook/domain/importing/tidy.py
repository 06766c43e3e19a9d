"""The cells of a file before any is read: what other programs put around and into text goes, words for nothing become blank.

A file with its columns mapped in, the same file tidied and sentences on what was changed out. Which rows there are, and
the IDs that are made for them, go by the file as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from salesbook.domain.importing.blanks import NOTE_COLUMNS, without_placeholders
from salesbook.domain.importing.clean import Cleaned, RowDoubt
from salesbook.domain.importing.headers.known import Mapped, Target
from salesbook.domain.importing.values.markup import has_entities, has_tags, text_of_html, without_entities
from salesbook.domain.importing.values.mojibake import LOST, looks_doubled, undoubled
from salesbook.domain.importing.values.readers import unguarded
from salesbook.tables.source import Cell, Source
from salesbook.util.wording import count

_Columns = dict[int, Sequence[Cell]]
_FIRST, _LAST = Target("Contacts", "First name"), Target("Contacts", "Last name")


@dataclass(frozen=True)
class CellDoubt:
    """A cell of a row of the file that came damaged: what stands there, and what the person should hear of it."""

    row: int
    target: Target
    cell: str
    why: str
    todo: str


@dataclass
class Tidied:
    """The file as it is to be read, and what was done to it."""

    source: Source
    notes: list[str] = field(default_factory=list)
    doubts: list[CellDoubt] = field(default_factory=list)

    def tell(self, cleaned: Cleaned) -> None:
        """Add the doubts to those of reading, with what was made of the cells in the end."""
        for doubt in self.doubts:
            target = doubt.target
            if target not in cleaned.columns:  # a full name was parted
                target = _LAST if cleaned.columns.get(_LAST, {doubt.row: None})[doubt.row] else _FIRST
            if target in cleaned.columns:
                taken = cleaned.columns[target][doubt.row]
                cleaned.doubts.append(RowDoubt(doubt.row, target, doubt.cell, taken, doubt.why, doubt.todo))


def tidy(source: Source, mapped: Mapped) -> Tidied:
    """Tidy the columns that mean something."""
    targets = {place: target for target, places in mapped.columns.items() for place in places}
    columns: _Columns = {place: source.columns[place] for place in targets}
    notes = []
    _change(columns, targets, lambda _, word: unguarded(word.lstrip()) if word.lstrip()[:1] == "=" else word)
    if times := _undouble(columns, targets):
        notes.append(
            f"{count(times, 'cell')} with letters such as Ã¼ for ü {'was' if times == 1 else 'were'} put right: "
            "UTF-8 had been read as another code before."
        )
    if times := _change(columns, targets, _without_markup):
        notes.append(
            f"{count(times, 'cell')} with tags or letters of web pages {'was' if times == 1 else 'were'} read as plain text."
        )
    blanked = without_placeholders(targets, columns)
    done = tuple(blanked.columns.get(place, cells) for place, cells in enumerate(source.columns))
    return Tidied(replace(source, columns=done), [*notes, *blanked.notes], _damaged(blanked.columns, targets))


def _change(columns: _Columns, targets: Mapping[int, Target], change: Callable[[Target, str], str]) -> int:
    """Change texts; returns how many cells were."""
    times = 0
    for place, target in targets.items():
        cells = columns[place]
        texts = {cell for cell in set(cells) if isinstance(cell, str)}
        other = {text: new for text in texts if (new := change(target, text)) != text}
        if other:
            times += sum(isinstance(cell, str) and cell in other for cell in cells)
            columns[place] = [other.get(cell, cell) if isinstance(cell, str) else cell for cell in cells]
    return times


def _undouble(columns: _Columns, targets: Mapping[int, Target]) -> int:
    """Put letters right that were read in another code, if any cell of the file shows that beyond doubt."""
    if not any(
        looks_doubled(cell) for place in targets for cell in set(columns[place]) if isinstance(cell, str)
    ):
        return 0
    return _change(columns, targets, lambda _, text: text if text.isascii() else undoubled(text))


def _without_markup(target: Target, text: str) -> str:
    if target.column in NOTE_COLUMNS and has_tags(text):
        return text_of_html(text)
    return without_entities(text) if has_entities(text) else text


def _damaged(columns: Mapping[int, Sequence[Cell]], targets: Mapping[int, Target]) -> list[CellDoubt]:
    """Cells of which letters are lost."""
    found = []
    for place, target in targets.items():
        bad = {
            cell
            for cell in set(columns[place])
            if isinstance(cell, str) and not cell.isascii() and _why(cell)
        }
        if bad:
            found += [
                CellDoubt(row, target, cell, _why(cell), "Type it in as it should be.")
                for row, cell in enumerate(columns[place])
                if isinstance(cell, str) and cell in bad
            ]
    return found


def _why(cell: str) -> str:
    if LOST in cell:
        return "has a letter that was lost before it came here"
    return "has letters that were read in another code before" if looks_doubled(cell) else ""
