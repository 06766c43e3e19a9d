"""The parts of a book: a book gets only the sheets that it uses."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class BookPart:
    """A part, and what it is for. Each table says which part it belongs to; `since`: the first shape of a book that had it.

    `counts_events`: what happens from the day on which it came makes rows of it, and what happened before does not.
    """

    name: str
    meaning: str
    since: int = 1
    counts_events: bool = False


PARTS: dict[str, BookPart] = {
    part.name: part
    for part in (
        BookPart("core", "people, calls, orders, team, cadences, scores"),
        BookPart("mail", "newsletters and letters: mailings, drafts, who wants none"),
        BookPart("history", "each week's scores"),
        BookPart("report", "a week on three pages to print, for whoever manages", since=2),
        BookPart("campaigns", "propositions, who approves them, and whom they are pitched to", since=2),
        BookPart(
            "aftersale",
            "who takes over a customer, what follows an order, what the front line hears",
            since=2,
            counts_events=True,
        ),
        BookPart(
            "referrals",
            "whom to ask for an introduction, who came through whom, what is owed for it",
            since=2,
            counts_events=True,
        ),
    )
}
STANDARD = ("core", "mail", "history", "report")  # what a new book has
