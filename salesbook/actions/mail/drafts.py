"""Drafting: from a row of Mailings to letters in Outbox, and files that mail programs open as drafts."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from salesbook.actions.base import OF_LETTERS
from salesbook.actions.mail.draft_folders import (
    by_stem,
    draft_files_of,
    folder_of,
    own_templates,
    sweep_drafts,
)
from salesbook.actions.mail.ledger_rows import refused_of
from salesbook.actions.mail.letter_faults import problem_of, told_once, unsendable
from salesbook.actions.mail.letter_warnings import LetterWarnings
from salesbook.actions.mail.outgoing import NoSender, Poster, Rendered
from salesbook.actions.session import Result, Session
from salesbook.books.base import Workbook
from salesbook.domain.checks.do_not_mail import protects_nobody
from salesbook.domain.facts.owners import owners_of
from salesbook.domain.facts.people import full_names
from salesbook.domain.guards.letters import MailGuards
from salesbook.domain.mailings.fields import Fields, inner_fields, known_fields
from salesbook.domain.mailings.mailing import Approval, Mailing, find_mailing
from salesbook.domain.mailings.outbox import Draft, Outbox
from salesbook.domain.mailings.plan import must_have, plan_drafts
from salesbook.domain.mailings.recipients import Chosen, Recipient, choose_recipients
from salesbook.domain.mailings.single_letters import held_singles
from salesbook.domain.world import World
from salesbook.letters import Fault, LetterFault, Library, Template, Trace
from salesbook.letters.check import check
from salesbook.letters.faults import FAULT, TemplateFault
from salesbook.letters.library import TEMPLATE_FOLDERS
from salesbook.mail.message.build import BadLetter, Outgoing, as_bytes
from salesbook.mail.message.draft_folder import DraftFolder
from salesbook.mail.message.filenames import draft_name, stem
from salesbook.schema import TABLES
from salesbook.tables.arrays import texts
from salesbook.tables.plan import Link, Message, Plan, Problem
from salesbook.util.resources import templates_dir

_SOME = 500  # letters between two words on progress


def library_of(book: Workbook) -> Library:
    """The templates beside the workbook, in `templates/`, and those that come with salesbook."""
    return Library([own_templates(book), templates_dir()])


def text_of(mailing: Mailing, library: Library) -> str:
    """The name of a mailing's text, with the folder: one that the campaign lends lies among letters first. Raises BadInput where it has none."""
    folders = TEMPLATE_FOLDERS[::-1] if mailing.lent.name else TEMPLATE_FOLDERS[:1]
    names = [f"{folder}/{mailing.template}" for folder in folders]
    return next((name for name in names if any(library.files(name))), names[0])


@dataclass
class Drafting:
    """Writes the letters of one mailing, and keeps what came of them in `made` and `faults`.

    `refused`: marks of addresses that said no by mail.
    """

    world: World
    mailing: Mailing
    library: Library
    refused: frozenset[str] = frozenset()
    made: list[Draft] = field(default_factory=list)
    faults: dict[int, Problem] = field(default_factory=dict)

    def __post_init__(self) -> None:
        contacts = self.world.frames["Contacts"]
        self.ids, self.names = list(contacts.index), full_names(contacts).tolist()
        self._language = texts(contacts, "Language")
        self.guards, self.fields, self.poster = (
            MailGuards(self.world, self.refused),
            Fields(self.world, self.mailing),
            Poster(self.world),
        )
        self.warnings = LetterWarnings(self.world)
        self._rep = self.world.get(owners_of)

    @cached_property
    def text(self) -> str:
        """The name of its text, with the folder."""
        return text_of(self.mailing, self.library)

    def template(self, language: str) -> Template:
        """The text, in the reader's language where there is one. Raises TemplateFault."""
        found = self.library.template(self.text, self.mailing.language or language)
        found.must_be_read()
        self.checked  # noqa: B018  (once for all languages)
        return found

    @cached_property
    def checked(self) -> None:
        """Nothing: what `templates check` calls a fault is refused once. Raises TemplateFault."""
        refuse_faults(self.library, self.text, self.world)

    @cached_property
    def version(self) -> str:
        """Marks text and audience: every language that the text has counts."""
        return self.mailing.version(self._fingerprints)

    @cached_property
    def _fingerprints(self) -> list[str]:
        self.template("")  # says so where there is no such text
        return [
            f"{file.language}:{self.library.template(self.text, file.language).fingerprint}"
            for file in self.library.files(self.text)
        ]

    @cached_property
    def approval(self) -> Approval:
        """Whether text and audience are approved as they are."""
        return self.mailing.approval(self.version, self.mailing.version(self._fingerprints, rules=""))

    @cached_property
    def chosen(self) -> Chosen:
        """Who gets it. Raises BadInput."""
        return choose_recipients(self.world, self.mailing, self.guards, self.template("").variants)

    def draft_id(self, contact: int) -> str:
        """The key of a reader's letter in Outbox."""
        key, reader = self.mailing.key, self.ids[contact]
        if "." not in key:
            return f"{key}.{reader}"
        # Nobody can tell where the mailing's ID ends: two letters must never have one key.
        return f"{key}.{reader}.{hashlib.blake2b(key.encode('utf-8', 'surrogatepass'), digest_size=3).hexdigest()}"

    def letters(self, *, traced: bool = False) -> Iterator[Rendered]:
        """A letter for every reader, one after the other; what cannot be written goes to `faults`."""
        for contact, variant in zip(self.chosen.readers.tolist(), self.chosen.variants, strict=True):
            template, draft = self.template(self._language[contact]), self.draft_id(contact)
            trace = Trace() if traced else None
            fields, seen = self.warnings.watched(self.fields.of(contact, variant))
            named = {**fields, "opt_out": self.poster.opt_out(draft)}
            try:
                sender = self.poster.sender(template, contact)
                letter = template.render({**named, "reply_to": sender.address}, variant, trace)
            except LetterFault as fault:
                self.faults[contact] = problem_of(fault, self.ids[contact], self.mailing)
            except NoSender as error:
                self.faults[contact] = error.problem
            else:
                self.warnings.note(template, str(self._rep[contact]), trace or seen)
                shown = variant if len(template.variants) > 1 else ""
                to = self.guards.address(contact)
                recipient = Recipient(contact, draft, to, self.mailing.key, shown)
                yield Rendered.of(recipient, letter, template, sender, trace)

    def files(
        self, outbox: Outbox, folder: Path, there: Mapping[str, str], tell: Callable[[str], None]
    ) -> Iterator[tuple[str, bytes]]:
        """File name and message of every letter that is written anew; each letter is noted in `made`.

        `there` has the files that the folder holds already, by the stem of their key.
        """
        total = len(self.chosen.readers)
        for number, one in enumerate(self.letters(), 1):
            if number % _SOME == 0:
                tell(f"Writing letters: {number:,} of {total:,}")
            contact = self.ids[one.contact]
            name = draft_name(contact, self.names[one.contact])
            if outbox.is_skipped(contact):
                self.note(one, None)
            elif outbox.stays(contact, one.to, one.draft.content):
                self.note(one, None)
                yield there[stem(contact)], (folder / there[stem(contact)]).read_bytes()
            else:
                try:
                    data = as_bytes(self.message(one))
                except BadLetter as error:
                    self.faults[one.contact] = unsendable(error, contact, one.to)
                    continue
                self.note(one, link_to(folder, name))
                yield name, data

    def note(self, one: Rendered, file: Link | None) -> None:
        """Keep what Outbox says of a letter."""
        self.made.append(replace(one.draft, file=file))

    def message(self, one: Rendered) -> Outgoing:
        """The letter as it would be sent."""
        return self.poster.message(one, bulk=True)


def _matters(problem: Problem) -> bool:
    """Whether what could not be read has to do with letters."""
    table = TABLES.get(problem.table)
    column = table.by_name.get(problem.column) if table else None
    return bool((table and table.for_letters) or (column and column.for_letters))


def refuse_faults(library: Library, name: str, world: World) -> None:
    """Raise TemplateFault for the first of what `templates check` calls a fault in a text, in any of its languages."""
    faults = [fault for fault in faults_of(library, name, world) if fault.severity == FAULT]
    if faults:
        first, more = faults[0], len(faults) - 1
        rest = (
            f" There {'is 1 more' if more == 1 else f'are {more:,} more'}: see templates check."
            if more
            else ""
        )
        raise TemplateFault(first.file, first.line, first.why, f"{first.todo}{rest}".strip())


def faults_of(library: Library, name: str, world: World) -> list[Fault]:
    """The faults and advice for a text in all its languages, by what this workbook has."""
    return check(library, name, known_fields(world), list(world.frames["Team"].index), inner=inner_fields())


def link_to(folder: Path, name: str) -> Link:
    """What opens a draft from a cell: its place as the workbook sees it, so that both can be moved together."""
    return Link(name, "/".join([*folder.parts[-3:], name]))


def wrong_beside(drafting: Drafting, session: Session) -> tuple[Problem, ...]:
    """What somebody should look at beside letters that could not be written; after these were written."""
    world = drafting.world
    return (
        *(problem for problem in session.unreadable if _matters(problem)),
        *drafting.warnings.problems(drafting.mailing),
        *protects_nobody(world.frames, world.settings, session.today),
    )


def draft(session: Session, name: str) -> Result:
    """Write the letters of a mailing: everyone's is rendered before anything is changed.

    Raises BadInput or TemplateFault where the mailing cannot be drafted at all; then nothing was written.
    """
    world, book = session.read(OF_LETTERS), session.book
    drafting = Drafting(world, find_mailing(world, name), library_of(book), refused_of(world))
    approval = drafting.approval
    book.tell(f"{drafting.mailing.key}: {len(drafting.chosen.audience):,} in the audience")
    must_have(world, drafting.chosen)
    folder = DraftFolder(folder_of(book, drafting.mailing.key))
    there = by_stem(folder)
    outbox = Outbox(
        drafting.mailing, approval.given, frozenset(one for one in drafting.ids if stem(one) in there)
    )
    messages = drafting.files(outbox, folder.folder, there, book.tell)

    def planned() -> Result:
        plan = plan_drafts(
            outbox,
            drafting.chosen,
            drafting.made,
            drafting.faults,
            drafting.version,
            approval,
            drafting.warnings.as_it_came,
        )
        singles = held_singles(world, drafting.guards)
        wrong = wrong_beside(drafting, session)
        told = tuple(map(Message, told_once(drafting.faults.values())))
        return session.finish(
            Plan((singles,) if singles else (), wrong) + plan + Plan(messages=told),
            mailing=drafting.mailing.key,
        )

    if session.dry_run:
        deque(messages, maxlen=0)
        return planned()
    with folder.staged(messages, keep=draft_files_of(folder, drafting.mailing.had)) as swap:
        result = planned()
        swap()
    sweep_drafts(book, (result.after or session.seen).grids["Outbox"])
    return result
