"""Drafting: from a row of Mailings to letters in Outbox, and files that mail programs open as drafts."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from time import perf_counter
from typing import Protocol

from salesbook.actions import EVERYTHING, Result, finish, world_of
from salesbook.books import Book
from salesbook.domain.arrays import texts
from salesbook.domain.mailing.chosen import Chosen, choose
from salesbook.domain.mailing.fields import Fields
from salesbook.domain.mailing.guards import MailGuards
from salesbook.domain.mailing.outbox import Made, Outbox
from salesbook.domain.mailing.plan import must_have, plan_drafts
from salesbook.domain.mailing.run import Run, find_run
from salesbook.domain.world import World
from salesbook.ledgers import Runner
from salesbook.letters import Letter, LetterFault, Library, Template
from salesbook.mail.drafts import DraftFolder
from salesbook.mail.message import as_bytes
from salesbook.plan import Link, Plan, Problem
from salesbook.posting import NoSender, Poster
from salesbook.resources import templates_dir

READS = (*EVERYTHING, "Mailings", "Outbox", "DoNotMail", "MailRules")
_SOME = 500  # letters between two words on progress


class HasPlace(Book, Protocol):
    """A book with a folder of its own beside it."""

    def beside(self, folder: str, name: str) -> Path:
        """Where a file of ours goes that belongs to this workbook."""
        ...


def library_of(book: HasPlace) -> Library:
    """The templates beside the workbook, in `templates/`, and those that come with salesbook."""
    return Library([book.beside("drafts", "x").parents[2] / "templates", templates_dir()])


@dataclass(frozen=True)
class Written:
    """A letter to one reader, as it came out."""

    contact: int
    draft: str
    to: str
    variant: str
    template: Template
    letter: Letter

    @property
    def content(self) -> str:
        """Marks what it says."""
        said = "\x1f".join((self.to, self.letter.subject, self.letter.html, self.letter.text))
        return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


@dataclass
class Desk:
    """Writes the letters of one mailing, and keeps what came of them in `made` and `faults`."""

    world: World
    run: Run
    library: Library
    made: list[Made] = field(default_factory=list)
    faults: dict[int, Problem] = field(default_factory=dict)

    @cached_property
    def guards(self) -> MailGuards:
        return MailGuards(self.world)

    @cached_property
    def fields(self) -> Fields:
        return Fields(self.world, self.run)

    @cached_property
    def poster(self) -> Poster:
        return Poster(self.world, self.fields)

    @cached_property
    def ids(self) -> list[str]:
        return list(self.world.frames["Contacts"].index)

    def template(self, language: str) -> Template:
        """The text, in the reader's language where there is one."""
        return self.library.template(f"newsletters/{self.run.template}", self.run.language or language)

    @cached_property
    def version(self) -> str:
        """Marks text and audience: every language that a reader might get counts."""
        spoken = {"", *texts(self.world.frames["Contacts"], "Language").tolist()}
        return self.run.version({self.template(language).fingerprint for language in spoken})

    @cached_property
    def chosen(self) -> Chosen:
        """Who gets it."""
        return choose(self.world, self.run, self.guards, self.template("").variants)

    def letters(self) -> Iterator[Written]:
        """A letter for every reader, one after the other; what cannot be written goes to `faults`."""
        language = texts(self.world.frames["Contacts"], "Language")
        for contact, variant in zip(self.chosen.readers.tolist(), self.chosen.variants, strict=True):
            template, draft = self.template(language[contact]), f"{self.run.key}.{self.ids[contact]}"
            named = {**self.fields.of(contact, variant), "opt_out": self.poster.opt_out(draft)}
            try:
                letter = template.render(named, variant)
            except LetterFault as fault:
                self.faults[contact] = problem_of(fault, self.ids[contact])
                continue
            yield Written(contact, draft, self.guards.address(contact), variant if len(template.variants) > 1 else "", template, letter)

    def files(self, outbox: Outbox, tell: Callable[[str], None]) -> Iterator[tuple[str, bytes]]:
        """Draft ID and message of every letter that is written anew; each letter is noted in `made`."""
        total = len(self.chosen.readers)
        for number, one in enumerate(self.letters(), 1):
            if number % _SOME == 0:
                tell(f"Writing letters: {number:,} of {total:,}")
            contact = self.ids[one.contact]
            try:
                sent = self.poster.message(one.letter, one.template, one.contact, one.to, one.draft, bulk=True)
            except NoSender as error:
                self.faults[one.contact] = error.problem
                continue
            wanted = not (outbox.is_frozen(contact) or outbox.is_skipped(contact))
            self.made.append(Made(one.contact, one.draft, one.to, one.letter.subject, one.variant, one.content, None))
            if wanted:
                yield one.draft, as_bytes(sent)


def problem_of(fault: LetterFault, contact: str) -> Problem:
    """A letter that could not be written, as a row of Problems."""
    where = f"{fault.file}, line {fault.line}" if fault.line else fault.file
    return Problem("Contacts", contact, fault.field, "", f"No letter ({where}): {fault.why}", fault.todo, fault.cell)


def draft(
    book: HasPlace, name: str, *, today: date, runner: Runner, dry_run: bool = False
) -> Result:
    """Write the letters of a mailing: everyone's is rendered before anything is changed.

    Raises BadInput or TemplateFault where the mailing cannot be drafted at all; then nothing was written.
    """
    started = perf_counter()
    book.tell("Reading")
    seen = book.read(READS)
    world, unreadable = world_of(seen, today)
    desk = Desk(world, find_run(world, name), library_of(book))
    approval = desk.run.approval(desk.version)
    must_have(world, desk.chosen)
    outbox = Outbox(desk.run, approval.given)
    folder = DraftFolder(book.beside("drafts", "x").with_name(folder_name(desk.run.key)))
    with ExitStack() as stack:
        messages = desk.files(outbox, book.tell)
        if dry_run:
            deque(messages, maxlen=0)
        else:
            staged = stack.enter_context(folder.staged(messages, keep=kept(desk, outbox)))
            desk.filed(folder.folder, staged.names)
        plan = plan_drafts(desk.run, desk.chosen, desk.made, desk.faults, desk.version, approval)
        plan = Plan(problems=tuple(unreadable)) + plan
        result = finish(book, "drafts", plan, seen, today=today, runner=runner, started=started, dry_run=dry_run)
        if not dry_run:
            staged.swap()
    return result
