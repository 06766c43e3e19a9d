"""What Home says to people. Each line fits half the page, and has no quotation marks: some stand in formulas."""

from __future__ import annotations

from dataclasses import dataclass

from salesbook.office.workbook import setup_list

FOLLOW_LINKS = "Ctrl+click follows a link in LibreOffice."
SETUP_TITLE = "Set up this book"
REPS_TITLE = "Calls by rep"
LINKS_TITLE = "Where things are"
USERS = {"reps": "Reps", "managers": "Managers", "marketers": "Marketers", "everyone": "Everyone"}


@dataclass(frozen=True)
class RoleCard:
    """How one kind of user works with the book; in books that have its `part`."""

    title: str
    lines: tuple[str, ...]
    part: str = "core"


def cards(*, buttons: bool) -> tuple[RoleCard, ...]:
    """How each kind of user works with the book."""
    alone = "close the book and run: salesbook today book.xlsx"
    drafting = "select its row and click Draft emails." if buttons else "run: salesbook drafts book.xlsx NAME"
    morning = "click Today: it files finished calls and makes the new list." if buttons else alone
    return (
        RoleCard("You call: rep", (
            "Calls is your day. The best call stands first, with its reason and a topic.",
            "After each talk fill in Outcome, Minutes, Their words and Next date.",
            "A customer rang you? Add a line at the bottom, with Direction In and an Outcome.",
            f"Each morning {morning}",
        )),
        RoleCard("You steer: manager", (
            "Cadences says how often each kind of contact is touched, and what it costs.",
            "More calls needed than possible? Stretch a cadence, or find time in Team.",
            "Absences and Holidays move calls to the stand-in or the next working day.",
            "Scoring says what makes a relationship strong. The weights are yours.",
        )),
        RoleCard("You serve: front line", (
            "You heard something? A line in Activities: who, when, their own words.",
            "Channel is Service or Install. Direction is In if they came to you.",
            "You agreed on a date? Put it into Next date of the contact: it wins.",
            "Their complaint or wish is worth a line even if you solved it.",
        )),
        RoleCard("You write: marketer", (
            "Mailings holds a row a newsletter: its text, and who gets it.",
            f"To write the letters {drafting}",
            "Read them, then have a colleague fill in Approved by. Skip single ones in Outbox.",
            "Nobody who opted out, complained or was just rung gets one: guards see to it.",
        ), part="mail"),
    )  # fmt: skip


def words_of_buttons() -> dict[str, str]:
    """What Home says of commands where there are no buttons, and what it says of the buttons instead."""
    bare = [line for card in cards(buttons=False) for line in card.lines]
    said = [line for card in cards(buttons=True) for line in card.lines]
    other = {before: after for before, after in zip(bare, said, strict=True) if before != after}
    return {**other, **setup_list.steps_with_buttons()}


COLOURS_TITLE = "What the colours mean"
YOURS = "Yours: what you type there stays."
FILLED_FOR_YOU = "Filled in for you: by salesbook, or by a formula."
HELP_TITLE = "Good to know"
HELP = (
    "Click a header: what the column means appears beside it.",
    "Sort, filter, add columns and sheets of your own as you like.",
)

SHEETS_TITLE = "The sheets"
BANDS_TITLE = "Contacts by band"
DAYS_TITLE = "Calls due in the next 20 working days, against what the team can make"
