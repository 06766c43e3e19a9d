"""The two sheets without tables, Home and the hidden one whose figures it shows, and the steps that make a book ready."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

HOME = "Home"
FIGURES = "Figures"


@dataclass(frozen=True)
class SetUpStep:
    """A step of the list on Home: what there is to do, and on which `sheet`; `by_click` where the book has buttons.

    `needed`: no call list is right without it. `part`: of the books that have the step.
    """

    name: str
    todo: str
    sheet: str
    by_click: str = ""
    needed: bool = False
    part: str = "core"


# In the order in which they are best taken.
SET_UP_STEPS = (
    SetUpStep("Firm", "Your firm's name, as customers know it: the row Firm.", "Settings"),
    SetUpStep("Team", "Who calls, and how many calls a day.", "Team", needed=True),
    SetUpStep("Contacts", "Type them in, or run salesbook import.", "Contacts", needed=True,
              by_click="Type them in, or click Import."),
    SetUpStep("Owners", "Fill in Owner, or Default owner in Settings.", "Contacts", needed=True),
    SetUpStep("Cadences", "A contact's Kind decides how often.", "Contacts"),
    SetUpStep("Orders", "They sharpen scores and dates. Run salesbook import.", "Orders",
              by_click="They sharpen scores and dates. Click Import."),
    SetUpStep("Today", "Run salesbook today: it checks, scores, and makes the lists.", "Calls", needed=True,
              by_click="Click Today: it checks, scores, and makes the lists."),
    SetUpStep("Mail", "For newsletters: Postal address, Opt-out address.", "Settings", part="mail"),
)  # fmt: skip


def set_up_names(parts: Collection[str]) -> list[str]:
    """The steps of a book with these parts, by name."""
    return [step.name for step in SET_UP_STEPS if step.part in parts]
