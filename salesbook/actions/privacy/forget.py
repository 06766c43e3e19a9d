"""Forgetting a person: the workbook, the files beside it, and the ledger, in an order that a crash cannot spoil.

The new workbook is made first and lies ready, without a word of theirs. It is compared with the old one: where more
than those words differs, nothing is done. Then the ledger forgets, and files that name the person go; last the new
workbook takes the old one's place. Stopped anywhere before that, the workbook
still knows whom it is about, and running this again does the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import BinaryIO

from salesbook.actions.outcome import Outcome
from salesbook.actions.privacy.files import Traces, find_traces
from salesbook.actions.privacy.leftovers import leftovers
from salesbook.actions.privacy.verify import refuse_harm
from salesbook.actions.session import Session, writable
from salesbook.books.file import FileBook
from salesbook.books.xlsx.package import Package
from salesbook.books.xlsx.personal.scrub import Scrubbed, scrub
from salesbook.domain.privacy.person import Person, column, described, find_person
from salesbook.domain.privacy.plan import Forgetting, plan_forget
from salesbook.domain.privacy.search import PersonPatterns, patterns_of_person
from salesbook.errors import BadInput
from salesbook.mail.ledger.ledger import Ledger
from salesbook.mail.message.filenames import stem
from salesbook.schema import TABLES
from salesbook.tables.change_limit import refuse_too_much
from salesbook.tables.frames import read_settings
from salesbook.tables.grid import Grid, Snapshot
from salesbook.tables.plan import Problem
from salesbook.tables.records import problems_change
from salesbook.tables.resolve import resolve
from salesbook.tables.shapes import edits_in_the_workbook
from salesbook.util.addresses import hashed
from salesbook.util.countries import country_code
from salesbook.util.wording import count

_ELSEWHERE = "Files that you imported, exports and your mail program are not salesbook's: look there too."


@dataclass
class Oblivion:
    """All that forgetting one person takes, found and not yet done."""

    session: Session
    person: Person
    words: PersonPatterns
    planned: Forgetting
    traces: Traces
    book_id: str

    @property
    def seen(self) -> Snapshot:
        """The workbook as it was read."""
        return self.session.seen

    @property
    def book(self) -> FileBook:
        """The workbook's file."""
        return self.session.file

    @property
    def described(self) -> str:
        """Who it is, to be asked about before anything is done."""
        return described(self.person, self.seen)

    def shown(self) -> Outcome:
        """What would go, and what would stay."""
        lines = [f"  {trace.path}" for trace in self.traces.going]
        in_ledger = len(self.in_ledger())
        told = [
            f"Would forget {self.described}.",
            self.planned.told().replace("Forgot", "Workbook,"),
            self.traces.told("Would remove"),
            f"Would blank {count(in_ledger, 'record')} of the ledger." if in_ledger else "",
        ]
        summary = {
            **self.planned.summary(),
            "files": [str(trace.path) for trace in self.traces.going],
            "ledger": in_ledger,
        }
        with Package.open(self.book.path) as package, TemporaryFile() as nowhere:
            stays = scrub(package, nowhere, self.words, {})
        problems = [*self.planned.problems, *self._staying(), *leftovers(stays, self.words)]
        return Outcome(self.session.action, 0, problems, summary, [*filter(None, told)], lines, dry=True)

    def carry_out(self) -> Outcome:
        """Do it. Raises what reading, writing and the ledger raise; running it again then does the rest."""
        problems = [*self.planned.problems, *self._staying()]
        changes = writable(self.planned.changes, self.seen)
        trial = resolve(changes, self.seen)
        refuse_too_much(changes, trial, self.seen)
        listed = problems_change(problems, trial.after, self.session.today, whole=False)
        changed = sum(edit.count for edit in trial.edits.values())
        told = self.planned.told()
        runs = self.session.noted(trial.after.grids["Runs"], changed, told, problems)
        edits = resolve([*changes, *writable([listed, runs], self.seen)], self.seen).edits
        done = Scrubbed()
        records = 0

        def poured(package: Package, out: BinaryIO) -> None:
            found = scrub(package, out, self.words, self._gone())
            done.left.update(found.left)
            done.alone.update(found.alone)
            done.formulas.update(found.formulas)

        def verify(old: Package, edited: Package, new: Package) -> None:
            self.book.tell("Comparing")
            refuse_harm(old, edited, new, set(edits), self.words.spans, self._gone())

        def clear() -> None:
            nonlocal records
            records = self._forget_in_ledger()
            self.traces.remove()

        self.book.tell("Forgetting")
        self.book.write_untraced(edits_in_the_workbook(edits), self.seen.seen, poured, verify, clear)
        messages = [
            told,
            self.traces.told("Removed"),
            f"The ledger forgot {count(records, 'record')}." if records else "",
            "A fresh backup was made; undo cannot bring them back.",
            _ELSEWHERE,
        ]
        summary = {**self.planned.summary(), "files": len(self.traces.going), "ledger": records}
        return Outcome(
            self.session.action,
            changed,
            [*problems, *leftovers(done, self.words)],
            summary,
            [one for one in messages if one],
        )

    def _gone(self) -> dict[str, set[int]]:
        """By sheet the rows that were about them."""
        gone: dict[str, set[int]] = {}
        for name, handles in self.planned.gone.items():
            grid = self.seen.grids[name]
            gone.setdefault(grid.sheet, set()).update(grid.top + grid.rows[handle] for handle in handles)
        return gone

    def _marks(self, keys: Iterable[str]) -> set[str]:
        return {hashed(key, self.book_id) for key in keys if "@" in key}

    @property
    def _theirs(self) -> tuple[set[str], str, set[str]]:
        """What the ledger knows them by: marks of their addresses, their ID, and marks that others have too."""
        return self._marks(self.person.keys), self.person.contact, self._marks(self.person.shared)

    def in_ledger(self) -> list[dict[str, str]]:
        """What the ledger holds about them. Raises what the ledger raises."""
        if not self.book_id or not Ledger.exists(self.book_id):
            return []
        with Ledger.of(self.book_id) as ledger:
            return ledger.privacy.about(*self._theirs)

    def _forget_in_ledger(self) -> int:
        if not self.book_id or not Ledger.exists(self.book_id):
            return 0
        with Ledger.of(self.book_id) as ledger:
            return ledger.privacy.forget(*self._theirs)

    def _staying(self) -> Iterator[Problem]:
        """Files of people's own that name them. A name of a file that does is not repeated."""
        folder = self.book.path.resolve().parent
        for trace in self.traces.staying:
            where = str(trace.path.relative_to(folder))
            where = str(trace.path.parent.relative_to(folder)) if self.words.names(where) else where
            yield Problem("", "", "", where, "This file names the person who was forgotten",
                          "It is yours: change or delete it by hand.", where)  # fmt: skip


def prepare(session: Session, wanted: str) -> Oblivion:
    """Find a person and all that names them. Raises BadInput, and what reading raises."""
    book, seen = session.file, session.look(tuple(TABLES))
    values, _ = read_settings(seen)
    try:
        person = find_person(seen, wanted, country_code(str(values["Default country"])))
    except BadInput as error:
        if told := _already(seen.grids["Runs"], wanted):
            raise BadInput(told) from error
        raise
    words = patterns_of_person(person, seen)
    book_id = str(values["Book ID"])
    book.tell("Looking through backups and drafts")
    stems = {stem(person.contact), *map(stem, _drafts(seen, person.contact))}
    traces = find_traces(book.path, words, stems)
    return Oblivion(session, person, words, plan_forget(seen, words, book_id, session.today), traces, book_id)


def _drafts(seen: Snapshot, contact: str) -> Iterator[str]:
    if grid := seen.grids.get("Outbox"):
        for key, owner in zip(column(grid, "Draft ID"), column(grid, "Contact ID"), strict=True):
            if owner == contact and key:
                yield key


def _already(runs: Grid, contact: str) -> str:
    """A sentence where that contact was forgotten before."""
    for when, action, message in zip(
        *(column(runs, name) for name in ("When", "Action", "Message")), strict=True
    ):
        if action == "forget" and message.startswith(f"Forgot {contact}:"):
            return f"{contact} was forgotten already ({when[:16]}), and nothing of theirs is left to go."
    return ""
