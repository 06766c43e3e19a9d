"""Commands that read a workbook and show something; they write nothing into it."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from datetime import date

from salesbook.actions.outcome import Outcome
from salesbook.actions.run import EVERYTHING, world_of
from salesbook.actions.show import acquaintances
from salesbook.books.file import FileBook
from salesbook.cli.progress import Progress


def day(options: Namespace) -> date:
    """The day to work for."""
    return options.today or date.today()  # noqa: DTZ011  (the day on the person's own wall)


def who(options: Namespace) -> Outcome:
    """Who of us knows an account or a person best."""
    from salesbook.domain.cards.find import find
    from salesbook.domain.cards.who_knows import who_knows
    from salesbook.domain.facts.people import People

    world, _ = world_of(FileBook(options.book).read(EVERYTHING), day(options))
    subject = find(world.frames, options.who)
    people = People(world.frames["Contacts"], world.frames["Accounts"])
    found = who_knows(world, subject)
    name = people.described(subject.contact) if subject.contact else people.account_name(subject.account)
    told = (
        f"Who of us knows {name}, the best first:" if found else f"None of us has been in touch with {name}."
    )
    return Outcome("who", 0, (), {"ties": [asdict(one) for one in found]}, [told], acquaintances(found))


def evaluate(options: Namespace) -> Outcome:
    """How well the score of a past day told who came back: a page, and its text."""
    from salesbook.actions.pages.evaluation import as_text, file_name, render
    from salesbook.domain.evaluation.evaluation import evaluate as evaluated

    with Progress() as tell:
        book = FileBook(options.book, tell)
        world, _ = world_of(book.read(EVERYTHING), day(options))
        tell("Scoring as of then")
        found = evaluated(world.frames, world.settings, options.split, world.today)
    lines = as_text(found).splitlines()
    if options.dry_run:
        return Outcome("evaluate", summary=asdict(found), extra=lines)
    page = book.beside("reports", file_name(found))
    page.write_text(render(found, str(world.settings["Firm"])), encoding="utf-8")
    return Outcome(
        "evaluate", summary={**asdict(found), "page": str(page)}, extra=[*lines, "", f"As a page: {page}"]
    )
