"""What each command does: from the options to an outcome. Files, clocks and names come in here."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from salesbook.actions import commands_mail
from salesbook.actions.outcome import Outcome, outcome_of, runner
from salesbook.actions.run import ACTIONS, EVERYTHING, Result, finish, read_known, run, world_of
from salesbook.actions.setup.commands import doctor, install, open_book
from salesbook.actions.show import describe
from salesbook.actions.undo import take_back
from salesbook.actions.views import day as _day
from salesbook.actions.views import evaluate, who
from salesbook.books.file import FileBook
from salesbook.cli.progress import Progress
from salesbook.errors import BadInput, WrongUsage
from salesbook.schema import TABLES
from salesbook.tables.plan import Plan, Problem
from salesbook.util.wording import count

_WITH_BUTTONS, _WITHOUT = ".xlsm", ".xlsx"


def act(options: Namespace) -> Outcome:
    """One of ACTIONS on a workbook."""
    with Progress() as tell:
        result = run(options.action, FileBook(options.book, tell), today=_day(options), runner=runner(),
                     rep=getattr(options, "rep", None), dry_run=options.dry_run)  # fmt: skip
    return outcome_of(result, dry_run=options.dry_run)


def new(options: Namespace) -> Outcome:
    """A new workbook, empty or with a made-up firm."""
    if not options.sample and (options.contacts or options.activities):
        raise WrongUsage("--contacts and --activities make sample data.", "Add --sample, or leave them out.")
    path = options.book if options.book.suffix else options.book.with_suffix(_WITH_BUTTONS)
    result = _made(path, options)
    text = (
        f"Would make {path}."
        if options.dry_run
        else f"Made {path}. Open it: the sheet Home explains the rest."
    )
    return Outcome("new", result.changed if result else 0, messages=[text])


def demo(options: Namespace) -> Outcome:
    """A made-up firm's workbook, scored, with today's call list."""
    path = options.folder / "salesbook.xlsx"
    options.sample, options.contacts, options.activities, options.seed = True, None, None, 1
    if options.folder.exists() and not options.folder.is_dir():
        raise BadInput(f"{options.folder} is a file.", "Name a folder for the demo.")
    if not options.dry_run:
        options.folder.mkdir(parents=True, exist_ok=True)
    if _made(path, options) is None:
        return Outcome("demo", messages=[f"Would make {path} and run today on it."])
    with Progress() as tell:
        result = run("today", FileBook(path, tell), today=_day(options), runner=runner())
    outcome = outcome_of(result)
    unbelieved = (
        f", Problems {count(len(outcome.problems), 'cell')} that it could not believe"
        if outcome.problems
        else ""
    )
    hint = f"Open {path}: Home explains the book, Calls holds today's calls{unbelieved}."
    return Outcome("demo", outcome.changed, (), outcome.summary, [*outcome.messages, hint])


def _made(path: Path, options: Namespace) -> Result | None:
    """Build the workbook, and write the sample into it the way everything is written."""
    from uuid import uuid4

    from salesbook.office.excel import conf
    from salesbook.office.workbook import build

    suffix = path.suffix.lower()
    if suffix not in {_WITH_BUTTONS, _WITHOUT}:
        raise BadInput(f"{path} does not end in .xlsm or .xlsx.", "Give it a name such as book.xlsm.")
    if path.exists():
        raise BadInput(f"{path} is there already, and was left as it is.", "Open it, or choose another name.")
    if not options.dry_run and not path.parent.is_dir():
        raise BadInput(f"There is no folder {path.parent}.", "Make it first, or choose another one.")
    if options.dry_run:
        return None
    today = _day(options)
    buttons = conf.settings(sys.platform, sys.executable) if suffix == _WITH_BUTTONS else None
    build(str(path), book_id=str(uuid4()), today=today, buttons=buttons)
    with Progress() as tell:
        book = FileBook(path, tell)
        seen = book.read(TABLES)
        plan = Plan()
        if options.sample:
            from salesbook.domain.sample.plan import plan_sample

            tell("Making up a firm")
            plan = plan_sample(
                seen, today=today, contacts=options.contacts, activities=options.activities, seed=options.seed
            )
        made = finish(book, "new", plan, seen, today=today, runner=runner(), started=perf_counter())
        if made.edits:
            book.forget(book.last_record())  # undo must not empty the book
        return made


def bring(options: Namespace) -> Outcome:
    """Bring in a file. Rows that cannot be read go to a file of their own beside it."""
    from salesbook.actions.import_file import read_source
    from salesbook.books.foreign.rejects import write_rejects
    from salesbook.domain.importing.plan import READS, importable, plan_import

    started, today = perf_counter(), _day(options)
    table, mapping = importable(options.into), dict(map(_pair, options.map))
    with Progress() as tell:
        book = FileBook(options.book, tell)
        tell(f"Reading {options.file.name}")
        source = read_source(options.file, table, columns=options.columns, mapping=mapping)
        seen = read_known(book, dict.fromkeys((table, *READS, "Settings", "Problems", "Runs")))
        world, _ = world_of(seen, today)
        tell("Matching")
        found = plan_import(
            world.frames,
            world.settings,
            source,
            table,
            mapping=mapping,
            today=today,
            dates=options.dates,
            amount=options.amount,
        )
        result = finish(
            book,
            "import",
            found.plan,
            seen,
            today=today,
            runner=runner(),
            started=started,
            dry_run=options.dry_run,
        )
    outcome = outcome_of(result, dry_run=options.dry_run)
    if not found.rejects:
        return outcome
    left = [
        Problem(
            options.file.name, f"line {r.line}", "", "", r.reason, cell=f"{options.file.name}, line {r.line}"
        )
        for r in found.rejects
    ]
    page = None if options.dry_run else write_rejects(options.file, found)
    where = [f"The rows left out are in {page}: correct them there and import that file."] if page else []
    return replace(outcome, problems=[*outcome.problems, *left], messages=[*outcome.messages, *where])


def _pair(text: str) -> tuple[str, str]:
    theirs, sign, ours = text.rpartition("=")
    if not sign or not theirs.strip():
        raise WrongUsage(
            f"--map {text!r} does not say which column is which.", 'Write --map "Their header=Our column".'
        )
    return theirs.strip(), ours.strip()


def undo(options: Namespace) -> Outcome:
    """Take the last action back: the file as it was, or, where it was edited since, cell by cell."""
    taken = take_back(FileBook(options.book), dry_run=options.dry_run)
    extra: list[str] = []
    if options.dry_run and taken.resolved:
        extra = [f"  {line}" for line in describe(taken.resolved.edits, taken.resolved.after)]
    changed = 0 if options.dry_run else taken.changed
    return Outcome("undo", changed, taken.problems, {}, [taken.message], extra, dry=options.dry_run)


def about(options: Namespace) -> Outcome:
    """The card of an account or a person: a page to print, and its text; with --all everything held about a person."""
    if options.all:
        from salesbook.actions.privacy.about_all import about_all

        with Progress() as tell:
            return about_all(
                FileBook(options.book, tell), options.who, _day(options), dry_run=options.dry_run
            )
    from salesbook.actions.pages.card import as_text, file_name, render
    from salesbook.domain.cards.content import card, find

    book = FileBook(options.book)
    world, _ = world_of(book.read(EVERYTHING), _day(options))
    found = card(world, find(world.frames, options.who))
    extra = as_text(found).splitlines()
    if options.dry_run:
        return Outcome("about", extra=extra)
    page = book.beside("cards", file_name(found))
    page.write_text(render(found), encoding="utf-8")
    return Outcome("about", summary={"page": str(page)}, extra=[*extra, "", f"To print it, open {page}"])


def forget(options: Namespace) -> Outcome:
    """Forget a person, after asking."""
    from salesbook.actions.privacy.asking import forget as asked

    return asked(options, _day(options))


COMMANDS: Mapping[str, Callable[[Namespace], Outcome]] = {
    **dict.fromkeys(ACTIONS, act),
    "new": new, "demo": demo, "undo": undo, "about": about, "forget": forget, "who": who, "evaluate": evaluate,
    "import": bring, **commands_mail.COMMANDS,
    "doctor": doctor, "install": install, "open": open_book,
}  # fmt: skip
