"""Why contacts who are due are on no list today: the guards of the call list."""

from __future__ import annotations

from enum import StrEnum

from salesbook.domain.guards import contact


class Guard(StrEnum):
    """Reasons in the order in which they are looked for; the first that holds is named."""

    NOT_ACTIVE = contact.NOT_ACTIVE
    DO_NOT_CALL = contact.DO_NOT_CALL
    NO_CALLS = "cadence without calls"
    NO_NUMBER = "no usable number"
    QUIET = contact.QUIET_PERIOD
    CAP = contact.TOUCH_CAP
    PAUSE = "attempt pause"
    NOT_REACHED = "not reached"
    NOT_INTERESTED = "not interested"
    NO_OWNER = "no owner"
    IDLE = "makes no calls"
    AWAY = "away"
    DAY_OFF = "day off"
    OTHER_DAY = "preferred day"
    HOURS = "outside hours"
    CALLED_TODAY = "account called today"
    OPEN_LINE = "line open"
    COLLEAGUE = "colleague on the list"
    FULL = "list full"


# These wait for their turn, or are not for calling at all; nothing holds them back.
NOT_HELD_BACK = {Guard.NO_CALLS, Guard.OPEN_LINE, Guard.COLLEAGUE, Guard.FULL}
