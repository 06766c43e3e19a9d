"""The buttons as xlwings scripts, for xlwings Server and xlwings Lite: each takes the workbook it is run in.

Undo is not among them, nor what writes letters: the workbook is not on the computer that runs these,
and programs in a browser keep versions of their own.
"""

from __future__ import annotations

from xlwings import Book, script

from salesbook.buttons import press


@script(name="Today")
def today(book: Book) -> None:
    """Check, log finished calls, score, and make today's call lists."""
    press("today", book)


@script(name="Call list")
def calls(book: Book) -> None:
    """Make today's call lists anew."""
    press("calls", book)


@script(name="Log calls")
def log(book: Book) -> None:
    """Turn the lines that have an outcome into activities."""
    press("log", book)


@script(name="They rang")
def rang(book: Book) -> None:
    """A customer rings: a line for them, with the cursor where you type their name."""
    press("rang", book)


@script(name="Scores")
def scores(book: Book) -> None:
    """Work out every relationship score."""
    press("scores", book)


@script(name="Check")
def check(book: Book) -> None:
    """Look for mistakes and list them on the sheet Problems."""
    press("check", book)


@script(name="Campaigns")
def campaigns(book: Book) -> None:
    """See what propositions still lack, and how far each campaign is."""
    press("campaigns", book)


@script(name="Cycle")
def cycle(book: Book) -> None:
    """Hand over what was won, follow up orders and notes, and see what happens next at each account."""
    press("cycle", book)


@script(name="Referrals")
def referrals(book: Book) -> None:
    """See whom to ask for an introduction, who came through whom, and what is owed for it."""
    press("referrals", book)
