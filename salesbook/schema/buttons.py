"""A button of the workbook, and the groups that buttons stand in. Which there are, the actions say."""

from __future__ import annotations

from dataclasses import dataclass
from keyword import iskeyword

GROUPS = REPS, MANAGERS, MARKETING = ("Reps", "Managers", "Marketing")


@dataclass(frozen=True)
class Button:
    """One button. `name` is the action that it starts; `function` that of `salesbook.buttons`.

    `group` is its group in the ribbon, `image` the name of one of Office's own icons, and
    `sheets` are those where it stands as a large button besides; on those in `primary` it is the one that most people
    press: the first, and filled.
    `in_browser`: xlwings Server and Lite have it too. `part`: that of a book without which it is not shown.
    """

    name: str
    label: str
    tip: str
    group: str
    image: str
    sheets: tuple[str, ...] = ()
    primary: tuple[str, ...] = ()
    in_browser: bool = False
    part: str = "core"

    @property
    def function(self) -> str:
        """Its name in Python, which keeps some words to itself: import_."""
        return f"{self.name}_" if iskeyword(self.name) else self.name

    @property
    def macro(self) -> str:
        """The Sub that calls it."""
        return f"Salesbook{self.name.capitalize()}"


RUN_INSTEAD = "Run: salesbook "
_PAGE = "about BOOK NAME"
# What people run in a terminal for a sheet of a workbook that has no buttons.
COMMAND_OF_SHEET = {
    "Calls": "log BOOK", "Contacts": _PAGE, "Accounts": _PAGE, "Activities": _PAGE, "Opportunities": _PAGE, "Orders": _PAGE,
    "Mailings": "drafts BOOK MAILING", "Outbox": "send BOOK MAILING", "Problems": "check BOOK",
}  # fmt: skip


def words_without_buttons(sheet: str) -> str:
    """What stands in a sheet's first row where it has no buttons: what to run instead; "" on sheets for which there is nothing."""
    command = COMMAND_OF_SHEET.get(sheet)
    return f"{RUN_INSTEAD}{command}" if command else ""
