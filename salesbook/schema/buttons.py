"""The buttons of the workbook: the one table for macros, ribbon, sheets and the LibreOffice host."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

REPS, MANAGERS, MARKETING = "Reps", "Managers", "Marketing"


@dataclass(frozen=True)
class Control:
    """One button. `name` is the function of `salesbook.buttons` and `macro` the Sub that calls it.

    `group` is its group in the ribbon, `image` the name of one of Office's own icons, and
    `sheets` are those where it stands as a large button besides, `width` (pixels) is that of the button there.
    """

    name: str
    macro: str
    label: str
    tip: str
    group: str
    image: str
    sheets: tuple[str, ...] = ()
    width: int = 80


CONTROLS: tuple[Control, ...] = (
    Control("today", "SalesbookToday", "Today", "Check, log finished calls, score, and make today's call lists.",
            REPS, "CalendarToolSelectDate", ("Home", "Calls")),
    Control("calls", "SalesbookCalls", "Call list", "Make today's call lists anew.", REPS, "AutoDial", ("Home",)),
    Control("log", "SalesbookLog", "Log calls", "Turn the lines that have an outcome into activities.",
            REPS, "RecordsSaveRecord", ("Home", "Calls")),
    Control("undo", "SalesbookUndo", "Undo", "Take salesbook's last action back.", REPS, "Undo", ("Home", "Calls")),
    Control("letter", "SalesbookLetter", "Write letter", "Write the letter that goes with the selected line of Calls.",
            REPS, "EnvelopesAndLabelsDialog", ("Calls",)),
    Control("scores", "SalesbookScores", "Scores", "Work out every relationship score.", MANAGERS, "ChartInsert", ("Home",)),
    Control("check", "SalesbookCheck", "Check", "Look for mistakes and list them on the sheet Problems.",
            MANAGERS, "ReviewTrackChanges", ("Home", "Problems")),
    Control("drafts", "SalesbookDrafts", "Draft emails", "Write the letters of the mailing whose row is selected.",
            MARKETING, "FileSendAsAttachment", ("Mailings",)),
    Control("preview", "SalesbookPreview", "Preview", "Show all letters of the mailing whose row is selected, side by side.",
            MARKETING, "FilePrintPreview", ("Mailings", "Outbox"), width=52),
    Control("send", "SalesbookSend", "Send approved", "Send the approved letters of the mailing whose row is selected. It asks first.",
            MARKETING, "MailMergeMergeToEMail", ("Mailings", "Outbox"), width=98),
    Control("inbox", "SalesbookInbox", "Read answers", "Enter replies, letters that came back, and people who want no more mail.",
            MARKETING, "ReplyAll", ("Outbox",), width=90),
)  # fmt: skip


@dataclass(frozen=True)
class Spot:
    """Where a large button stands: pixels from the corner of a cell; rows and columns count from 0."""

    control: Control
    row: int
    column: int
    x: int
    y: int
    width: int
    height: int


# On Home below the six figures and nearly as wide; elsewhere in a row of its own above the table.
HOME_ROW, HOME_COLUMNS, HOME_HEIGHT = 5, (1, 3, 5, 8, 10, 12), 46
# All of a sheet fit beside one another into its columns that stay in view.
_LEFT, _TOP, _HEIGHT, _GAP = 6, 5, 26, 5


def spots(sheet: str) -> list[Spot]:
    """The buttons of a sheet."""
    here = [control for control in CONTROLS if sheet in control.sheets]
    if sheet != "Home":
        ends = accumulate((each.width + _GAP for each in here), initial=_LEFT)
        return [
            Spot(each, 0, 0, left, _TOP, each.width, _HEIGHT) for each, left in zip(here, ends, strict=False)
        ]
    found = []
    for i, control in enumerate(here):
        line, place = divmod(i, len(HOME_COLUMNS))
        found.append(
            Spot(control, HOME_ROW, HOME_COLUMNS[place], 0, 12 + line * HOME_HEIGHT, 154, HOME_HEIGHT - 8)
        )
    return found
