"""What the values of deals are in: cents beside the same value as people see it, and values per month or year.

The file in; the file with such values in whole units, and a note on what they are per, out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from salesbook.domain.importing.headers.joined import paths
from salesbook.domain.importing.headers.known import Target, header_meaning
from salesbook.domain.importing.orders.status import words_with_counts
from salesbook.domain.importing.values.numbers import number_reader
from salesbook.domain.importing.values.readers import text
from salesbook.errors import BadInput
from salesbook.tables.source import Cell, Source
from salesbook.util.folding import letters_and_digits

_TABLE = "Opportunities"
_AMOUNT = Target(_TABLE, "Amount")
_AS_SHOWN = (
    "formatted",
    "asformatted",
    "display",
    "displayed",
    "displayvalue",
    "formatiert",
    "astext",
    "text",
)
_PERIODS = {"valueperiod", "period", "billingperiod", "billingfrequency", "billinginterval", "valueinterval", "interval", "recurrence", "recurringperiod", "revenueperiod", "frequency",
            "abrechnungszeitraum", "zahlungsintervall", "zeitraum", "turnus", "periodo", "periodicidad", "periodicite", "periodicidade", "facturatieperiode"}  # fmt: skip
_PER = {
    "once": {"onetime", "once", "single", "oneoff", "nonrecurring", "einmalig", "unico", "unica", "unique", "ponctuel", "eenmalig", "unatantum", "engangs", "kertaluonteinen"},
    "per week": {"weekly", "week", "perweek", "wochentlich", "semanal", "hebdomadaire", "wekelijks", "settimanale"},
    "per month": {"monthly", "month", "permonth", "mo", "monatlich", "monat", "mensual", "mensuel", "mensuelle", "maandelijks", "maand", "mensile", "mensal", "manadsvis", "manedlig", "kuukausittain"},
    "per quarter": {"quarterly", "quarter", "perquarter", "vierteljahrlich", "quartal", "trimestral", "trimestriel", "kwartaal", "trimestrale"},
    "per year": {"annual", "annually", "yearly", "year", "peryear", "yr", "jahrlich", "jahr", "anual", "annuel", "annuelle", "jaarlijks", "jaar", "annuale", "arlig", "vuosittain"},
}  # fmt: skip
_BEHIND = re.compile(r"\s*(?:/|\bper\b|\ba\b|\bpro\b)?\s*(?:one[- ]time|month\w*|mo|year\w*|yr|annual\w*|week\w*|quarter\w*|monat\w*|jahr\w*|jähr\w*)\.?\s*$", re.IGNORECASE)  # fmt: skip
_NEAR = 0.006
_CENTS = 100


def with_deal_values(source: Source, by_hand: Collection[str]) -> Source:
    """The file with values of deals in whole units. `by_hand`: headers that the person mapped, of which nothing is changed.

    Raises BadInput with a question where values are per month in one row and once in another, or where a value and the
    same value as it is shown do not fit together.
    """
    fixed = {letters_and_digits(header) for header in by_hand}
    free = [
        p for p, header in enumerate(source.headers) if header and letters_and_digits(header) not in fixed
    ]
    amounts = [
        p for p in free if (found := header_meaning(source.headers[p], _TABLE)) and found[0] == _AMOUNT
    ]
    for place in amounts:
        source = _in_units(source, place, free)
    return _with_periods(source, free, amounts)


def _in_units(source: Source, place: int, free: Sequence[int]) -> Source:
    """The file with a column of cents divided by 100, where another column shows what the values are."""
    names = _names(source.headers[place])
    shown = next((p for p in free if p != place and any(_names(source.headers[p]) & {name + end for name in names} for end in _AS_SHOWN)), None)  # fmt: skip
    if shown is None:
        return source
    values, seen = source.columns[place], source.columns[shown]
    ratios = [found for one, other in zip(values, seen, strict=True) if (found := _ratios(one, other))]
    if not ratios or all(1 in each for each in ratios):
        return source
    header, as_shown = source.headers[place], source.headers[shown]
    if not all(_CENTS in each for each in ratios):
        raise BadInput(
            f"{header!r} and {as_shown!r} of {source.name} say different values. Nothing was imported.",
            f'Say which is right: --map "{header}=Amount" or --map "{as_shown}=Amount".',
        )
    read = number_reader(".")
    whole: list[Cell] = [
        number / _CENTS if isinstance(number := read(cell), float) else cell for cell in values
    ]
    columns = (*source.columns[:place], whole, *source.columns[place + 1 :])
    note = f"{header!r} is in cents, as {as_shown!r} shows: it was divided by 100."
    return replace(source, columns=columns, notes=(*source.notes, note))


def _names(header: str) -> set[str]:
    """A header as it compares, with and without what leads to it."""
    return {letters_and_digits(header), *(path.field for path in paths(header))}


def _ratios(value: Cell, shown: Cell) -> set[int]:
    """How many times what is shown a value is, 1 or 100, by either way to read what is shown; {0} for neither, () where one is none."""
    one = number_reader(".")(value) if value is not None else None
    words = _BEHIND.sub("", text(shown)) if isinstance(shown, str) else shown
    others = [found for mark in ".," if isinstance(found := number_reader(mark)(words), float) and found] if words is not None else []  # fmt: skip
    if not isinstance(one, float) or not one or not others:
        return set()
    return {
        times for times in (1, _CENTS) for other in others if abs(one - times * other) < times * (0.5 + _NEAR)
    } or {0}


def _with_periods(source: Source, free: Sequence[int], amounts: Sequence[int]) -> Source:
    """The file with a note on what the values are per. Raises BadInput where they are per one thing here and another there."""
    place = next((p for p in free if _names(source.headers[p]) & _PERIODS), None)
    if place is None or not amounts:
        return source
    valued = [row for row in range(source.height) if source.columns[amounts[0]][row] not in (None, "", 0)]
    cells = [
        words for row in valued if (cell := source.columns[place][row]) is not None and (words := text(cell))
    ]
    per = Counter(
        next((name for name, known in _PER.items() if letters_and_digits(words) in known), words)
        for words in cells
    )
    if not per.keys() & _PER.keys():
        return source
    header = source.headers[place]
    if len(per) > 1:
        raise BadInput(
            f"The values of {source.name} are {words_with_counts(per)} by {header!r}, which cannot be added. Nothing was imported.",
            f'Filter it by {header!r}, or map a column with all values per year: --map "Their header=Amount" --map "{header}=". If they are to stand as they are: --map "{header}=".',
        )
    [only] = per
    notes = () if only == "once" else (f"The values of the deals are {only}, by {header!r}.",)
    return replace(source, notes=(*source.notes, *notes))
