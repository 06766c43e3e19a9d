"""The buttons of the workbook: the one table for macros, ribbon, sheets and the LibreOffice host."""

from __future__ import annotations

from dataclasses import dataclass

REPS, MANAGERS = "Reps", "Managers"


@dataclass(frozen=True)
class Control:
    """One button. `name` is the function of `salesbook.buttons` and `macro` the Sub that calls it.

    `group` is its group in the ribbon, `image` the name of one of Office's own icons, and
    `sheets` are those where it stands as a large button besides.
    """

    name: str
    macro: str
    label: str
    tip: str
    group: str
    image: str
    sheets: tuple[str, ...] = ()


CONTROLS: tuple[Control, ...] = (
    Control("today", "SalesbookToday", "Today", "Check, log finished calls, score, and make today's call lists.",
            REPS, "CalendarToolSelectDate", ("Home", "Calls")),
    Control("calls", "SalesbookCalls", "Call list", "Make today's call lists anew.", REPS, "AutoDial", ("Home",)),
    Control("log", "SalesbookLog", "Log calls", "Turn the lines that have an outcome into activities.",
            REPS, "RecordsSaveRecord", ("Home", "Calls")),
    Control("undo", "SalesbookUndo", "Undo", "Take salesbook's last action back.", REPS, "Undo", ("Home", "Calls")),
    Control("scores", "SalesbookScores", "Scores", "Work out every relationship score.", MANAGERS, "ChartInsert", ("Home",)),
    Control("check", "SalesbookCheck", "Check", "Look for mistakes and list them on the sheet Problems.",
            MANAGERS, "ReviewTrackChanges", ("Home", "Problems")),
)  # fmt: skip
