"""What was found in the text of a mailing's letters: as rows of Problems that stay while its drafts stand. Pure.

Whoever checks the workbook reads no texts, and cannot find it again. It leaves once the mailing is drafted anew, names
another text, or has no drafts any more. People may delete it.
"""

from __future__ import annotations

from collections.abc import Mapping

from salesbook.tables.file_findings import stands_as_then
from salesbook.tables.grid import Snapshot
from salesbook.tables.plan import Value

AS_IT_CAME = "of the example that came with salesbook"


def is_of_text(row: Mapping[str, Value], mailing: str = "") -> bool:
    """Whether a row of Problems is such a finding; with `mailing`, in the text of that one."""
    found = row.get("Table") == "Mailings" and AS_IT_CAME in str(row.get("Problem"))
    return found and (not mailing or row.get("Key") == mailing)


def has_drafts_yet(row: Mapping[str, Value], book: Snapshot) -> bool:
    """Whether the mailing of such a finding still has the drafts, by what the table Mailings counts."""
    grid = book.grids.get("Mailings")
    if grid is None or not stands_as_then(row, book):
        return False
    counted = grid.columns.get("Drafts")
    return counted is None or bool(counted[grid.rows[str(row.get("Key"))]])
