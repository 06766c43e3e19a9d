"""What a cell that cannot be read is taken for, where a blank would mean Yes, or everybody.

Such a cell must never allow more than what was meant: "never" in Do not call is no blank.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from salesbook.schema import Column
from salesbook.tables.grid import Grid
from salesbook.tables.parse import Array, Complaint

# A Status like the others that are not Active, for the same places to look at.
STATUS_UNREADABLE = "Status cannot be read"
# An outcome of its own: no touch, and yet the person may have been reached, and is left in peace.
OUTCOME_UNREADABLE = "Outcome cannot be read"
# No weekday, so that no day is one of theirs.
DAYS_UNREADABLE = "Preferred days cannot be read"
HOURS_UNREADABLE = math.inf

Bad = list[tuple[Column, Complaint]]

_NO_RESULT = "holds a formula that no program has worked out"
_CALCULATE = "Open the workbook in Excel or LibreOffice and save it, or type the value."
# Keys of rows that say no, to whom nobody knows.
_ANYBODY = {
    ("DoNotMail", "Address"): "it may be anybody's address, so nobody gets a letter",
    ("MailRules", "Country"): "it may be any country, so Yes counts for all",
}


@dataclass(frozen=True)
class _Instead:
    """How it is said what counts; what that is, for the cell or another one of its row, or `left_out`: no row."""

    said: str
    value: bool | str | float | None = None
    column: str = ""
    same_as: str = ""
    left_out: bool = False


_LEFT_OUT = _Instead("this row does not count", left_out=True)
_NOT_NOW = "nobody calls this person until it can be read"
_NO_CADENCE = _Instead("this cadence is not used", value=False, column="Active")

_INSTEAD: Mapping[tuple[str, str], _Instead] = {
    ("Contacts", "Do not call"): _Instead("it counts as Yes", value=True),
    ("Contacts", "Do not email"): _Instead("it counts as Yes", value=True),
    ("Contacts", "Consent"): _Instead("it counts as Opted out", value="Opted out"),
    **{("MailRules", name): _Instead("it counts as Yes", value=True) for name in ("Consent needed", "Postal address", "Opt-out line")},
    ("Outbox", "Decision"): _Instead("it counts as Skip", value="Skip"),
    ("Contacts", "Status"): _Instead("nobody calls this person", value=STATUS_UNREADABLE),
    ("Contacts", "Reachable from"): _Instead(_NOT_NOW, value=HOURS_UNREADABLE),
    ("Contacts", "Reachable until"): _Instead(_NOT_NOW, value=HOURS_UNREADABLE),
    ("Contacts", "Preferred days"): _Instead("no day counts as one of theirs", value=DAYS_UNREADABLE),
    ("Activities", "Outcome"): _Instead("what we did counts as an attempt, not as a touch", value=OUTCOME_UNREADABLE),
    ("Team", "Active"): _Instead("it counts as No", value=False),
    **{("Cadences", name): _NO_CADENCE for name in ("Active", "Kind", "Tier", "Ticket", "Channels")},
    **{("Cadences", name): _Instead("the default interval is used") for name in ("Every", "Unit")},
    **{("TouchPoints", name): _LEFT_OUT for name in ("Channel", "Direction", "Outcome")},
    ("TouchPoints", "Points"): _Instead("1 is used"),
    ("Scoring", "Factor"): _LEFT_OUT,
    **{("Scoring", name): _Instead("the default is used") for name in ("Weight", "Half-life", "Target")},
    ("Holidays", "Country"): _LEFT_OUT,
    ("Absences", "From"): _Instead("this absence does not count", left_out=True),
    ("Absences", "To"): _Instead("only its first day counts", same_as="From"),
}  # fmt: skip


def never_calculated(table: str, column: str, grid: Grid, filled: Collection[int]) -> list[Complaint]:
    """Cells of the `filled` rows that only look blank: each is told, and what counts instead."""
    rows = grid.uncalculated.get(column, frozenset())
    if said := _ANYBODY.get((table, column)):
        return [Complaint(row, f"{_NO_RESULT}; {said}", _CALCULATE) for row in sorted(rows)]
    if not rows:
        return []
    cells = grid.columns[column]
    there = sorted(row for row in rows.intersection(filled) if cells[row] is None)
    why = _NO_RESULT if (table, column) in _INSTEAD else f"{_NO_RESULT}; it counts as blank"
    return [Complaint(row, why, _CALCULATE) for row in there]


def stand_in(table: str, columns: Mapping[str, Array], bad: Bad) -> tuple[Bad, set[int]]:
    """Put what counts instead into the columns. Gives the complaints, which say so, and rows to leave out."""
    told: Bad = []
    left_out = set()
    for column, complaint in bad:
        instead = _INSTEAD.get((table, column.name))
        if instead and not complaint.counts:
            complaint = replace(complaint, why=f"{complaint.why}; {instead.said}")  # noqa: PLW2901
            if instead.same_as:
                columns[column.name][complaint.row] = columns[instead.same_as][complaint.row]
            elif instead.left_out:
                left_out.add(complaint.row)
            elif instead.value is not None:
                columns[instead.column or column.name][complaint.row] = instead.value
        told.append((column, complaint))
    return told, left_out
