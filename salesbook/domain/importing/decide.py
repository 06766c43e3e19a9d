"""What one cell cannot tell and a column can: whether the day or the month comes first, and which sign is the decimal one.

A column's own cells decide, then the other columns of the file, as a file has one way of writing;
then what is usual in the book's country, and the person is told.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial

from salesbook.domain.importing.values import dates, numbers
from salesbook.domain.importing.values.durations import minutes_reader
from salesbook.domain.importing.values.multipliers import scale_of
from salesbook.domain.importing.values.readers import Read, Unread, read_cells
from salesbook.domain.importing.values.units import money_unit, time_unit
from salesbook.errors import BadInput
from salesbook.schema import Column, Type
from salesbook.tables.choices import shown_cell
from salesbook.tables.source import Source

_NUMBERS = {Type.NUMBER, Type.WHOLE, Type.MONEY, Type.SHARE}
_MONTH_FIRST = {"US", "PH", "FM", "PW", "GU", "PR", "VI", "AS", "MP"}
# Where a point parts whole numbers from decimals; elsewhere a comma does.
_POINT = frozenset(
    [
        "US",
        "GB",
        "IE",
        "AU",
        "NZ",
        "CA",
        "MX",
        "IN",
        "PK",
        "BD",
        "LK",
        "CN",
        "JP",
        "KR",
        "TW",
        "HK",
        "SG",
        "MY",
        "TH",
        "PH",
        "IL",
        "CH",
        "LI",
        "NG",
        "KE",
        "EG",
        "SA",
        "AE",
        "DO",
        "GT",
        "HN",
        "NI",
        "PA",
        "PE",
        "PR",
        "SV",
    ]
)

_Columns = Sequence[tuple[int, Column]]
ColumnReader = Callable[[Sequence[Hashable]], list[Read]]


def date_readers(
    source: Source, columns: _Columns, country: str, told: str, notes: list[str], today: date | None = None
) -> Mapping[int, ColumnReader]:
    """A reader for each column of dates. `told`: the order that the person gave, or ""; `notes` gets what was guessed.

    Columns that are not imported tell the order too. Raises BadInput where years of two digits may stand first or last;
    without `today` they stand last.
    """
    wanted = {place: column for place, column in columns if column.type in {Type.DATE, Type.MOMENT}}
    found = {place: dates.day_order_evidence(set(source.columns[place])) for place in wanted}
    proven = _only({seen.order for seen in found.values()})
    if not proven and any(seen.example for seen in found.values()):
        proven = _only({dates.day_order_evidence(set(cells)).order for place, cells in enumerate(source.columns)
                        if place not in wanted and dates.looks_like_dates(cells)})  # fmt: skip
    usual = "mdy" if country in _MONTH_FIRST else "dmy"
    readers: dict[int, ColumnReader] = {}
    for place, seen in found.items():
        header = source.headers[place] or wanted[place].name
        order = told or ("" if seen.contradicts else seen.order or proven or usual)
        if today and not told and _is_year_first(header, source.columns[place], today, notes):
            order = "ymd"
        if seen.contradicts and not told and order != "ymd":
            notes.append(
                f"{header!r} has dates of both orders, day first and month first; those that could be either were left out. "
                "Settle it with --dates dmy or --dates mdy."
            )
        elif seen.example and order != "ymd" and not (told or seen.order or proven):
            first, other = ("month", "dmy") if order == "mdy" else ("day", "mdy")
            notes.append(
                f"Dates in {header!r} such as {seen.example} do not tell day from month; they were read {first} first. "
                f"If that is wrong, undo, and import again with --dates {other}."
            )
        with_time = wanted[place].type is Type.MOMENT
        readers[place] = partial(read_cells, dates.date_reader(order, with_time=with_time))
    return readers


def _is_year_first(header: str, cells: Sequence[object], today: date, notes: list[str]) -> bool:
    """Whether a column has dates such as 24-03-31 for March 2024. Raises BadInput where that cannot be known."""
    verdict = dates.year_first(dict.fromkeys(cells), today)
    if not verdict:
        return False
    example = next(str(cell) for cell in cells if cell)
    if verdict == "?":
        raise BadInput(
            f"Dates in {header!r} such as {example} may begin or end with the year. Nothing was imported.",
            "Say which: --dates ymd for the year first, --dates dmy or --dates mdy for the year last.",
        )
    notes.append(f"Dates in {header!r} such as {example} were read year first.")
    return True


def number_readers(
    source: Source,
    columns: _Columns,
    country: str,
    notes: list[str],
    asked: dict[int, BadInput] | None = None,
) -> Mapping[int, ColumnReader]:
    """A reader for each column of numbers; `notes` gets what was guessed.

    `asked` gets by place the question about a column of amounts that can be read in two ways; without it, that is raised.
    """
    wanted = {place: column for place, column in columns if column.type in _NUMBERS}
    found = {place: numbers.decimal_sign_evidence(source.columns[place]) for place in wanted}
    proven = _only({seen.decimal for seen in found.values()})
    usual = "," if (country and country not in _POINT) or _is_continental(source, columns) else "."
    readers: dict[int, ColumnReader] = {}
    for place, seen in found.items():
        header = source.headers[place] or wanted[place].name
        decimal = seen.decimal or proven or usual
        if numbers.is_mixed(source.columns[place]):
            decimal = ""
            notes.append(
                f"{header!r} writes numbers in more than one way; those that could have decimals or thousands were left out. "
                "Write them in one way in the file."
            )
        elif seen.example and not (seen.decimal or proven):
            meant = "decimals" if decimal in seen.example else "thousands"
            if meant == "decimals" and wanted[place].type is Type.MONEY and money_unit(header).factor <= 1:
                question = _either(header, seen.example)
                if asked is None:
                    raise question
                asked[place] = question
            notes.append(
                f"Numbers in {header!r} such as {seen.example} could have decimals or thousands; "
                f"they were read as having {meant}."
            )
        if wanted[place].name == "Minutes":
            readers[place] = _minutes_in(header, decimal or proven or usual, notes)
        elif wanted[place].type is Type.MONEY:
            readers[place] = _money_in(header, decimal, notes)
        else:
            readers[place] = partial(numbers.read_numbers, decimal=decimal)
    return readers


def _either(header: str, example: str) -> BadInput:
    """What 1.250 is, where no number of the file tells: amounts seldom have three decimals, and often have thousands."""
    whole, part = numbers.both_readings(example)
    return BadInput(
        f"{header!r} has numbers such as {example}, and nothing in the file tells thousands from decimals. Nothing was imported.",
        f"Write one of them in the file so that it tells, {whole} for thousands or {part} for decimals, and import again; the others follow it. "
        f'Or leave the column out: --map "{header}=".',
    )


def _minutes_in(header: str, decimal: str, notes: list[str]) -> ColumnReader:
    """A reader of durations in the unit that the header names."""
    unit = time_unit(header)
    if unit.minutes:
        notes.append(f"{header!r} was turned into minutes.")
    return partial(read_cells, minutes_reader(decimal, unit=unit.minutes, hours_first=unit.hours_first))


def _money_in(header: str, decimal: str, notes: list[str]) -> ColumnReader:
    """A reader of amounts in the unit that the header names. Raises BadInput for one that is no money."""
    unit = money_unit(header)
    if unit.odd:
        raise BadInput(
            f"{header!r} is in {unit.word}, which is no money. Nothing was imported.",
            f'Map the column with the amounts: --map "Their header=Our column", and leave this one out: --map "{header}=".',
        )
    if unit.factor == 1:
        return partial(numbers.read_numbers, decimal=decimal)
    factor = f"multiplied by {unit.factor:,f}" if unit.factor > 1 else f"divided by {1 / unit.factor:,f}"
    notes.append(f"{header!r} is in {unit.word.strip()}: its numbers were {factor}.")
    plain = numbers.number_reader(decimal)

    def read(cell: object) -> Read:
        if isinstance(cell, str) and scale_of(cell.strip(), money=True)[1] != 1:
            return Unread(f"has a unit of its own beside that of its header: {shown_cell(cell)}")
        number = plain(cell)
        return float(Decimal(str(number)) * unit.factor) if isinstance(number, float) else number

    return partial(read_cells, read)


def _is_continental(source: Source, columns: _Columns) -> bool:
    """Whether a file has semicolons between the cells, as its commas are decimal, and dates with points."""
    days = [place for place, column in columns if column.type in {Type.DATE, Type.MOMENT}]
    return source.delimiter == ";" and any(dates.has_points(source.columns[place]) for place in days)


def _only(proofs: set[str]) -> str:
    """What all columns that prove something agree on, else ""."""
    proofs = proofs - {""}
    return proofs.pop() if len(proofs) == 1 else ""
