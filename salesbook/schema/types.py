"""What is said of a table and of its columns, and what a column can hold."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property, partial

from salesbook.schema.forgetting import Forget, Names
from salesbook.schema.shapes import FIRST
from salesbook.schema.unreadable import Instead

Rows = Sequence[Sequence[str | float | None]]


class Type(Enum):
    """What a column holds, and so how `tables` reads it and how the workbook formats it."""

    ID = "an identifier, kept as text"
    TEXT = "text"
    CHOICE = "one value of a closed list"
    LIST = "several values of a closed list, with commas between"
    FLAG = "Yes or No"
    NUMBER = "a number"
    WHOLE = "a whole number"
    MONEY = "an amount"
    SHARE = "a share, shown in percent"
    DATE = "a date"
    MOMENT = "a date, perhaps with a time"
    TIME = "a time of day"

    @property
    def is_text(self) -> bool:
        """Whether names can stand there; a list may hold others than its values."""
        return self in {Type.ID, Type.TEXT, Type.LIST}


@dataclass(frozen=True)
class Column:
    """One column: `formula` marks a native formula column, which salesbook reads and never writes.

    `needed`: a row without it does not count. `vital`: a table without the column is not worked
    with, for somebody might be called or written to who said no. `later`: it came after the first
    version; a workbook made before does without it. `since`: the shape of a book that first had it (see
    `shapes`), which is then `later`, too. `formerly`: the `choices` that earlier shapes offered, where they were
    others. `inherits`: the value used of a contact counts, for rules and letters too (see `facts.owners`): where the
    cell is blank, the account's in the column of that name. `used_of`: the column whose value used stands there.

    `refers`: the table whose keys stand there; a new workbook offers them to choose from, unless `offers`
    says no. `if_resting`: what counts where the row that it refers to is not active.

    What cells count as. `blank_means`: a blank Yes or No; `blank_is`: any other blank. `unreadable`: a cell that cannot be read; None:
    as blank. `uncalculated`: what a formula that no program has worked out counts as, of keys by which
    somebody says no. `past`: a day that has come; one still to come does not count yet.

    For `forget`: whom the column `names`; `reach`: an address or a number of the person whom the row is about.
    `for_letters`: what cannot be read there is told with letters too.

    `near`: its days are near today, so cells show the weekday and no year. `is_link`: its formula gives a link.
    `long`: it holds sentences, however narrow it is: what people type there is not kept as text to the letter.
    `folded`: in a new workbook it is out of sight, in an outline that one click opens; neighbours open together. `shows_with`: not so
    in one that has this part.
    `optional`: known where people added it themselves; no new workbook has it, and none lacks it.
    """

    name: str
    type: Type
    meaning: str
    choices: tuple[str, ...] = ()
    ours: bool = False
    needed: bool = False
    vital: bool = False
    later: bool = False
    since: int = FIRST
    formerly: tuple[tuple[str, ...], ...] = ()
    inherits: bool = False
    used_of: str = ""
    width: int = 14
    refers: str = ""
    offers: bool = True
    if_resting: str = ""
    formula: str = ""
    blank_means: bool = False
    blank_is: str = ""
    unreadable: Instead | None = None
    uncalculated: str = ""
    past: bool = False
    names: Names | None = None
    reach: bool = False
    for_letters: bool = False
    near: bool = False
    is_link: bool = False
    long: bool = False
    folded: bool = False
    shows_with: str = ""
    optional: bool = False

    def folds(self, parts: Collection[str]) -> bool:
        """Whether it is out of sight in a new workbook with these parts."""
        return self.folded and self.shows_with not in parts

    def listed(self, choices: Sequence[str] | None = None) -> str:
        """Its choices as cells offer them: as a list to choose from, or among the words that are shown beside the cell."""
        choices = self.choices if choices is None else choices
        return ", ".join(choices) if self.type is Type.LIST else f'"{",".join(choices)}"'

    def earlier_list(self, offered: str) -> str:
        """The list of an earlier shape in what a cell offers; "" where it offers today's, or one of people's."""
        if self.listed() in offered:
            return ""
        earlier = map(self.listed, self.formerly)
        return next(
            (one for one in earlier if one == offered or (self.type is Type.LIST and one in offered)), ""
        )


@dataclass(frozen=True)
class Table:
    """One table; several may share a sheet, side by side, so that each can grow downwards.

    `first` names the columns that stand first in a new workbook: what people look at first.
    `later`: it came after the first version; a workbook made before does without it. `since`: the shape of a
    book that first had it (see `shapes`), which is then `later`, too.
    `starts_with`: the rows of a new workbook, in the order of the columns; `came_with`: those of them that no book of
    an earlier shape has, each behind the shape that it came with, and `known_by`: the columns that tell its rows apart
    where there is no key. `key_may_be_blank`: a row
    without a key is still a fact; in other tables nothing can refer to it, and it is left out.

    `shared`: salesbook makes its rows, and people fill them in and add lines of their own: whatever is typed
    there is kept and told, also in notes and below the table. `forget`: what becomes of it when a person is
    forgotten; `of_person`: the column with the Contact ID of whom a row is about; `keeps_without`: texts that
    are emptied with it where the row stays.

    `imported`: files can be imported into it, unless it is `ours`. `makes_ids`: what the IDs begin with that
    imports make for rows without one; `of_account`: the column with the Account ID of the organisation that
    a row is about; `day`: the column that says when what it tells of was.

    `part`: which part of a book it belongs to (see `parts`).

    `in_letters`: what letters call its row for their reader. `for_letters`: what cannot be read in it is told
    with letters too.

    How it looks in a new workbook. `freeze`: so many of its first columns stay in view when people
    scroll to the right. `lines`: text is wrapped, in rows as tall as so many lines. `prints_to`: the last
    column on paper; blank: all are. `pages_by`: on paper each value of that column begins a page, and one alone can be shown. `contents`: what Home says of the sheet; the first table of each has it.
    `listed_as`: the workbook's name for its keys, for columns that refer to it to choose from.
    """

    name: str
    sheet: str
    meaning: str
    columns: tuple[Column, ...]
    forget: Forget
    part: str = "core"
    of_person: str = ""
    keeps_without: tuple[str, ...] = ()
    of_account: str = ""
    day: str = ""
    imported: bool = True
    makes_ids: str = ""
    in_letters: str = ""
    for_letters: bool = False
    key: str = ""
    key_may_be_blank: bool = False
    users: str = "managers"
    ours: bool = False
    shared: bool = False
    later: bool = False
    since: int = FIRST
    first: tuple[str, ...] = ()
    starts_with: Rows = ()
    came_with: Sequence[tuple[int, Sequence[str | float | None]]] = ()
    known_by: tuple[str, ...] = ()
    freeze: int = 0
    lines: int = 1
    prints_to: str = ""
    pages_by: str = ""
    contents: str = ""
    listed_as: str = ""

    @property
    def is_record(self) -> bool:
        """Whether a row tells something of a person or an organisation, under an ID of its own that imports can make."""
        return bool(self.makes_ids and self.of_person and self.of_person != self.key)

    @cached_property
    def shown(self) -> list[Column]:
        """Columns in the order of a new workbook's sheet."""
        ahead = [self.by_name[name] for name in self.first]
        return ahead + [column for column in self.columns if column not in ahead and not column.optional]

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """Columns by header."""
        return {column.name: column for column in self.columns}


ours = partial(Column, ours=True)  # a column that salesbook fills in


MOST_LINKS = 5_000  # rows; in longer tables looking up the row of each link would take programs too long
_CLICK = "In LibreOffice: Ctrl and click."


def link_column(formula: str, meaning: str) -> Column:
    """A column Go with links that a formula gives; it is blank where that fails."""
    return Column("Go", Type.TEXT, f"{meaning} {_CLICK}", width=3, formula=f'IFERROR({formula},"")',
                  is_link=True, later=True, since=2)  # fmt: skip


def leads_to(table: str, key: str, column: str, meaning: str, within: str = "") -> Column:
    """A column Go: a click on it leads to the row of `table` with the key that stands in `key` of the same row, there into `column`.

    The row is looked up whenever somebody sorts; where there is no such row, the cell is blank. `within`: the table
    that it stands in, where that may grow long; see MOST_LINKS.
    """
    row = f"ROW({table}[[#Headers],[{key}]])+MATCH([@[{key}]],{table}[{key}],0)"
    link = f'HYPERLINK("#{table}!{column}"&{row},"›")'
    long = f"MAX(ROWS({within}[{key}]),ROWS({table}[{key}]))>{MOST_LINKS}"
    return link_column(f'IF({long},"",{link})' if within else link, meaning)
