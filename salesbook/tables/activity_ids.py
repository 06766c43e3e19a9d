"""Which activity a row of Calls becomes."""

from __future__ import annotations

import hashlib
import re

from salesbook.tables.grid import Grid, is_blank, key_text


def activity_id(calls: Grid, row: int) -> str:
    """From the Call ID or, in a row that people added, from all that stands in it; what formulas work out is not known everywhere.

    Where several rows would get the same, -2, -3 and so on follow.
    """
    cells = {name: column[row] for name, column in calls.columns.items() if name not in calls.formulas}
    if call_id := key_text(cells.get("Call ID")):
        return f"T-{call_id}"
    content = repr(sorted((name, value) for name, value in cells.items() if not is_blank(value)))
    return "T-" + hashlib.blake2b(content.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def may_come_from(activity: str, base: str) -> bool:
    """Whether the activity may be that of a row with this `activity_id`."""
    return re.fullmatch(re.escape(base) + r"(-\d+)?", activity) is not None
