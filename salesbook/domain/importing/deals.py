"""Deals as other programs export them: from stages and flags to Result, and from a close date to Closed or Expected close.

Most programs keep one close date: of an open deal it is the day on which it is expected to close.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from salesbook.domain.facts.deal_stages import results_named, stage_result
from salesbook.domain.importing.clean import Cleaned, RowDoubt
from salesbook.domain.importing.headers.joined import paths
from salesbook.domain.importing.headers.known import Mapped, Target, header_meaning, is_end_of_deal
from salesbook.domain.importing.orders.amounts import is_own_currency
from salesbook.domain.importing.orders.money import tell_without_amounts
from salesbook.domain.importing.orders.status import words_with_counts
from salesbook.domain.importing.wordlists import value_words
from salesbook.tables.plan import Value
from salesbook.tables.source import Source
from salesbook.util.folding import letters_and_digits
from salesbook.util.wording import count

_TABLE = "Opportunities"
RESULT, STAGE, CLOSED, _EXPECTED = (
    Target(_TABLE, name) for name in ("Result", "Stage", "Closed", "Expected close")
)
_FLAGS = {
    "Won": {"isclosedwon", "closedwon", "iswon", "won", "dealwon", "isdealwon", "gewonnen", "ganado", "ganada", "gagne", "gagnee", "vinto", "ganho"},
    "Lost": {"isclosedlost", "closedlost", "islost", "lost", "deallost", "isdeallost", "verloren", "perdido", "perdida", "perdu", "perdue", "perso"},
    "Closed": {"isclosed", "closed", "isdealclosed", "dealclosed", "geschlossen", "abgeschlossen", "cerrado", "cerrada", "ferme", "cloture", "gesloten", "chiuso", "fechado"},
}  # fmt: skip
_DONE = {
    "closed",
    "closedon",
    "closeddate",
    "actualclosedate",
    "geschlossenam",
    "completeddate",
    "completedon",
    "completedat",
    "datecompleted",
    "completiondate",
}  # such days are past
_GIVEN_UP = {"abandoned", "closedabandoned", "aufgegeben", "abandonado", "abandonada", "abandonne", "abandonnee", "abbandonato", "opgegeven"}  # fmt: skip
_AMOUNT = Target(_TABLE, "Amount")

FlagColumns = Mapping[str, Sequence[bool | None]]


def headers_of_deals(
    source: Source, by_hand: Collection[str], own: Collection[str]
) -> tuple[tuple[str, ...], dict[str, Sequence[bool | None]]]:
    """The headers without those of flags such as "Is Closed Won", and the flags by what they say: Won, Lost, Closed."""
    fixed = {letters_and_digits(header) for header in (*by_hand, *own)}
    headers = list(source.headers)
    flags: dict[str, Sequence[bool | None]] = {}
    for place, header in enumerate(source.headers):
        if not header or letters_and_digits(header) in fixed:
            continue
        known = {letters_and_digits(header), *(path.field for path in paths(header))}
        name = next((name for name, words in _FLAGS.items() if known & words), "")
        said = _flags(source.columns[place]) if name else None
        if said is not None:
            headers[place] = ""
            flags[name] = said
    _own_currency(headers, fixed)
    return tuple(headers), flags


def _own_currency(headers: list[str], fixed: Collection[str]) -> None:
    """The amount in the company's own currency is the amount, where deals have it in theirs as well."""
    amounts = [p for p, header in enumerate(headers) if header and (found := header_meaning(header, _TABLE)) and found[0] == _AMOUNT]  # fmt: skip
    own = [p for p, header in enumerate(headers) if p not in amounts and is_own_currency(header) and "rate" not in letters_and_digits(header)]  # fmt: skip
    if (
        len(own) == 1
        and amounts
        and not any(letters_and_digits(headers[place]) in fixed for place in (*amounts, *own))
    ):
        for place in amounts:
            headers[place] = ""
        headers[own[0]] = _AMOUNT.column


def settle_deals(
    source: Source, mapped: Mapped, cleaned: Cleaned, flags: FlagColumns, *, today: date
) -> None:
    """Fill Result by what stages and flags say; Closed of deals that are open goes to Expected close; what lacks is told."""
    tell_without_amounts(source, mapped, cleaned.columns.get(Target(_TABLE, "Amount"), ()), cleaned.notes)
    results = _results(source, mapped, cleaned, flags)
    if any(results) or RESULT in cleaned.columns:
        cleaned.columns[RESULT] = results
    _tell_given_up(source, mapped, results, cleaned.notes)
    _tell_unsure(cleaned.columns.get(STAGE, ()), results if STAGE in cleaned.columns else (), cleaned.notes)
    closed = cleaned.columns.get(CLOSED)
    if not closed or _is_end(source.headers[mapped.columns[CLOSED][0]]):
        return
    known = bool(flags) or RESULT in cleaned.columns or STAGE in cleaned.columns
    expected = [
        row for row, day in enumerate(closed)
        if isinstance(day, date) and results[row] not in {"Won", "Lost"} and (known or day > today)
    ]  # fmt: skip
    if not expected:
        return
    cells = list(cleaned.columns.get(_EXPECTED) or [None] * source.height)
    for row in expected:
        cells[row] = cells[row] or closed[row]
    cleaned.columns[_EXPECTED] = cells
    header, one = source.headers[mapped.columns[CLOSED][0]], len(expected) == 1
    cleaned.notes.append(
        f"{header!r} of {count(len(expected), 'deal')} that {'is' if one else 'are'} neither won nor lost "
        f"went to {_EXPECTED.column}: Closed is when a deal was won or lost."
    )
    gone = set(expected)
    cleaned.columns[CLOSED] = [None if row in gone else day for row, day in enumerate(closed)]


def _results(source: Source, mapped: Mapped, cleaned: Cleaned, flags: FlagColumns) -> list[Value]:
    blank: list[Value] = [None] * source.height
    given, stages = cleaned.columns.get(RESULT, blank), cleaned.columns.get(STAGE, blank)
    found: list[Value] = []
    for row, (result, stage) in enumerate(zip(given, stages, strict=True)):
        by_stage = stage_result(str(stage or ""))
        by_flag = _by_flags({name: said[row] for name, said in flags.items()})
        other = by_flag if by_flag in {"Won", "Lost"} else by_stage or by_flag
        taken = other if result is None or (result == "Open" and other) else result
        if result is not None and other not in {"", "Open", result}:
            header = source.headers[mapped.columns[RESULT][0]]
            cleaned.doubts.append(
                RowDoubt(
                    row,
                    RESULT,
                    str(result),
                    taken,
                    f"is {result} by {header!r}, and {other} by the stage",
                    "Correct the one that is wrong.",
                )
            )
        found.append(taken or None)
    return found


def _tell_unsure(stages: Sequence[Value], results: Sequence[Value], notes: list[str]) -> None:
    """Name the stages with a word such as won that were not taken as a result."""
    unsure = Counter(
        str(stage)
        for stage, result in zip(stages, results, strict=True)
        if stage and result is None and results_named(str(stage))
    )
    if unsure:
        notes.append(
            f"Stages that speak of won or lost and may mean something else gave no Result: {words_with_counts(unsure)}. Fill in Result where one is over."
        )


def _tell_given_up(source: Source, mapped: Mapped, results: Sequence[Value], notes: list[str]) -> None:
    """Say which deals were given up by the seller, as no customer said no."""
    places = [*mapped.columns.get(RESULT, ()), *mapped.columns.get(STAGE, ())]
    given_up = Counter(
        word for place in places for cell, result in zip(source.columns[place], results, strict=True)
        if result == "Lost" and cell is not None and letters_and_digits(word := str(cell).strip()) in _GIVEN_UP
    )  # fmt: skip
    if given_up:
        notes.append(
            f"Counts as Lost: {words_with_counts(given_up)}. Change Result where a deal is to be taken up again."
        )


def _is_end(header: str) -> bool:
    """Whether a column has the time at which a deal was won or lost."""
    return is_end_of_deal(header) or letters_and_digits(header) in _DONE


def _by_flags(flags: Mapping[str, bool | None]) -> str:
    if flags.get("Won"):
        return "Won"
    if flags.get("Lost"):
        return "Lost"
    if flags.get("Closed"):
        return "Lost" if flags.get("Won") is False else "Won" if flags.get("Lost") is False else ""
    return "Open" if flags.get("Closed") is False else ""


def _flags(cells: Sequence[object]) -> list[bool | None] | None:
    """A column as flags; None where it holds anything else, or nothing."""
    words = value_words("Yes or No")
    found: list[bool | None] = []
    for cell in cells:
        if cell is None or not str(cell).strip():
            found.append(None)
            continue
        text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
        said = words.get(letters_and_digits(text) or text)
        if said is None:
            return None
        found.append(said == "Yes")
    return found if any(flag is not None for flag in found) else None
