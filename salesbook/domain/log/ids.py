"""Which activity a row of Calls becomes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from salesbook.grid import is_blank, key_text
from salesbook.plan import Value


def activity_id(row: Mapping[str, Value]) -> str:
    """From the Call ID or, in a row that people added, from all that stands in it.

    Where several rows would get the same, -2, -3 and so on follow.
    """
    call_id = key_text(row.get("Call ID"))
    if call_id:
        return f"T-{call_id}"
    cells = repr(sorted((name, value) for name, value in row.items() if not is_blank(value)))
    return "T-" + hashlib.blake2b(cells.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def may_come_from(activity: str, base: str) -> bool:
    """Whether the activity may be of a row with this `activity_id`."""
    return re.fullmatch(re.escape(base) + r"(-\d+)?", activity) is not None
