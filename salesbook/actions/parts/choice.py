"""Parts as people name them, at `new` and at `add`."""

from __future__ import annotations

from collections.abc import Iterable

from salesbook.errors import WrongUsage
from salesbook.schema import PARTS
from salesbook.util.wording import cited


def parts_named(words: Iterable[str]) -> tuple[str, ...]:
    """The parts that words such as "mail,history" or "all" name, in the schema's order.

    Raises WrongUsage for one that there is not, or without any.
    """
    wanted = {name.strip().lower() for word in words for name in word.split(",") if name.strip()}
    unknown = sorted(wanted - {*PARTS, "all"})
    if unknown or not wanted:
        what = (
            f"There is no part {cited(unknown[0])} of a book." if unknown else "No part of a book is named."
        )
        raise WrongUsage(what, f"There are: {', '.join(PARTS)}, or all.")
    return tuple(part for part in PARTS if part in wanted or "all" in wanted)
