"""What a cell that cannot be read counts as: for its column, how that is said and what is taken instead.

Where a blank would mean Yes, or everybody, such a cell must never allow more than what was meant: "never" in
Do not call is no blank.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

# A Status like the others that are not Active, for the same places to look at.
STATUS_UNREADABLE = "Status cannot be read"
# An outcome of its own: no touch, and yet the person may have been reached, and is left in peace.
OUTCOME_UNREADABLE = "Outcome cannot be read"
# No weekday, so that no day is one of theirs.
DAYS_UNREADABLE = "Preferred days cannot be read"
HOURS_UNREADABLE = math.inf


@dataclass(frozen=True)
class Instead:
    """How it is said what counts, and what that is.

    `value`: for the cell, or for that of another `column` of its row; None: the cell counts as blank.
    `same_as`: what that column of its row has counts. `left_out`: the whole row does not count.
    """

    said: str
    value: bool | str | float | None = None
    column: str = ""
    same_as: str = ""
    left_out: bool = False


COUNTS_AS_BLANK = Instead("")  # it counts as blank, which is no news
COUNTS_AS_YES = Instead("it counts as Yes", value=True)
COUNTS_AS_NO = Instead("it counts as No", value=False)
COUNTS_AS_SKIP = Instead("it counts as Skip", value="Skip")
COUNTS_AS_OPTED_OUT = Instead("it counts as Opted out", value="Opted out")
NOBODY_CALLS = Instead("nobody calls this person", value=STATUS_UNREADABLE)
NOT_NOW = Instead("nobody calls this person until it can be read", value=HOURS_UNREADABLE)
NO_DAY = Instead("no day counts as one of theirs", value=DAYS_UNREADABLE)
ATTEMPT = Instead("what we did counts as an attempt, not as a touch", value=OUTCOME_UNREADABLE)
NO_CADENCE = Instead("this cadence is not used", value=False, column="Active")
DEFAULT_INTERVAL = Instead("the default interval is used")
ONE_POINT = Instead("1 is used")
DEFAULT = Instead("the default is used")
NO_ROW = Instead("this row does not count", left_out=True)
NO_ABSENCE = Instead("this absence does not count", left_out=True)
FIRST_DAY = Instead("only its first day counts", same_as="From")
COUNTS_AS_OBJECT = Instead("it counts as Object", value="Object")
NOT_APPROVED = Instead("it counts as In review", value="In review")
NOT_LIVE = Instead("it counts as Planned", value="Planned")
