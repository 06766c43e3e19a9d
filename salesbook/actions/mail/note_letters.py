"""Letters that tell colleagues what came of their notes: drafts in Outbox and files beside the workbook, which nobody sends but a person."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from salesbook.actions.mail.draft_folders import folder_of
from salesbook.actions.mail.drafts import link_to
from salesbook.actions.mail.outgoing import Poster
from salesbook.actions.session import Session, world_of, writable
from salesbook.domain.aftersale.told_notes import (
    NOTE_LETTERS,
    NoteLetter,
    note_letter_subject,
    note_letter_text,
    note_letters,
)
from salesbook.domain.facts.letter_status import DRAFT
from salesbook.domain.world import World
from salesbook.errors import BadInput
from salesbook.mail.message.build import Address, BadLetter, Outgoing, as_bytes
from salesbook.mail.message.draft_folder import UNSENT, DraftFolder
from salesbook.mail.message.filenames import draft_name
from salesbook.tables.frames import ParsedTables
from salesbook.tables.plan import Append, Change, Message, Plan, Problem, Set, Value
from salesbook.tables.resolve import resolve
from salesbook.util.wording import count

_ELSEWHERE = "Colleagues are told what came of their notes only where the workbook lies on this computer: click Cycle there."


@dataclass(frozen=True)
class _Written:
    letter: NoteLetter
    subject: str
    name: str
    data: bytes
    content: str


@contextmanager
def staged_note_letters(session: Session, plan: Plan, parsed: ParsedTables) -> Iterator[Plan]:
    """What telling them changes besides the plan, which is carried out first: Told on is filled in with the letter, by the same click.

    Their files are put in place at once, so that other letters may be staged meanwhile, and go when this is left by an error. Nothing where the workbook has no part for mail, or has
    lost the column Told on, which is a problem of its own. `parsed`: frames that there are already.
    """
    grids = session.seen.grids
    if (
        "Outbox" not in grids
        or not plan.summary.get(NOTE_LETTERS)
        or "Told on" not in grids["FrontLine"].columns
    ):
        yield Plan()
        return
    try:
        folder = DraftFolder(folder_of(session.book, ""))
    except BadInput:  # in a browser
        yield Plan(messages=(Message(_ELSEWHERE),))
        return
    world, _ = world_of(
        resolve(writable(plan.changes, session.seen), session.seen).after, session.today, parsed
    )
    due = note_letters(world)
    if not due.letters:
        yield Plan(messages=tuple(map(Message, due.told)))
        return
    written, problems = _all_written(world, due.letters)
    told = [*due.told, *_drafted(written)]
    drafting = Plan(tuple(_changes(world, folder, written)), tuple(problems), tuple(map(Message, told)))
    if session.dry_run:
        yield drafting
        return
    before = folder.names()
    with folder.staged([(one.name, one.data) for one in written], keep=before) as swap:
        swap()
    try:
        yield drafting
    except BaseException:
        for name in {one.name for one in written} - before:
            (folder.folder / name).unlink(missing_ok=True)
        raise


def _all_written(world: World, letters: Sequence[NoteLetter]) -> tuple[list[_Written], list[Problem]]:
    """What no mail server takes is a problem, and its notes stay to be told."""
    written, problems = [], list[Problem]()
    for one in letters:
        try:
            written.append(_written(world, one))
        except BadLetter as error:
            why = f"No letter to {one.who}: {error}"
            problems.append(Problem("Team", "", "Email", one.address, why, "Type another address."))
    return written, problems


def _written(world: World, one: NoteLetter) -> _Written:
    """Raises BadLetter."""
    subject, text = note_letter_subject(one), note_letter_text(world, one)
    mail = Outgoing(
        sender=Address(one.sender, one.sender_address), to=Address(one.who, one.address), subject=subject, text=text, html="",
        message_id=Poster(world).message_id(one.key, one.sender_address), extra=(UNSENT,),
    )  # fmt: skip
    said = f"{one.sender_address}\x1f{one.address}\x1f{subject}\x1f{text}"
    content = hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
    return _Written(one, subject, draft_name(one.key, one.who), as_bytes(mail), content)


def _changes(world: World, folder: DraftFolder, written: Sequence[_Written]) -> Iterator[Change]:
    if not written:
        return
    notes = world.frames["FrontLine"].index
    rows: list[dict[str, Value]] = [
        {
            "Draft ID": one.letter.key, "Name": one.letter.who, "To": one.letter.address, "Subject": one.subject, "Status": DRAFT,
            "File": link_to(folder.folder, one.name), "Made on": world.today, "Content": one.content,
        }
        for one in written
    ]  # fmt: skip
    yield Append("Outbox", rows)
    told = [notes[row] for one in written for row in one.letter.rows.tolist()]
    yield Set("FrontLine", told, {"Told on": [world.today] * len(told)})


def _drafted(written: Sequence[_Written]) -> Iterator[str]:
    if written:
        number = sum(len(one.letter.rows) for one in written)
        tell = count(len(written), "letter tells a colleague", "letters tell colleagues")
        waits = "It waits" if len(written) == 1 else "They wait"
        yield (
            f"{tell} what came of {count(number, 'note')}. {waits} in Outbox: type Send into Decision, and click Send approved."
        )
