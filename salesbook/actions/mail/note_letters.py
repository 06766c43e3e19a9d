"""Letters that tell colleagues what came of their notes: drafts in Outbox and files beside the workbook, which nobody sends but a person."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from salesbook.actions.mail.colleague_letters import LetterFile, all_written, letter_file
from salesbook.actions.mail.draft_folders import folder_of
from salesbook.actions.mail.drafts import link_to
from salesbook.actions.session import Session
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
from salesbook.mail.message.draft_folder import DraftFolder
from salesbook.tables.plan import Append, Change, Message, Plan, Set, Value
from salesbook.util.wording import count

_ELSEWHERE = "Colleagues are told what came of their notes only where the workbook lies on this computer: click Cycle there."


@dataclass(frozen=True)
class _Written:
    letter: NoteLetter
    file: LetterFile


@contextmanager
def staged_note_letters(session: Session, plan: Plan, after: Callable[[], World]) -> Iterator[Plan]:
    """What telling them changes besides the plan, which is carried out first: Told on is filled in with the letter, by the same click.

    Their files are put in place at once, so that other letters may be staged meanwhile, and go when this is left by an error. Nothing where the workbook has no part for mail, or has
    lost the column Told on, which is a problem of its own. `after`: the world with that plan.
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
    world = after()
    due = note_letters(world)
    if not due.letters:
        yield Plan(messages=tuple(map(Message, due.told)))
        return
    written, problems = all_written(due.letters, partial(_written, world), "Team")
    told = [*due.told, *_drafted(written)]
    drafting = Plan(tuple(_changes(world, folder, written)), tuple(problems), tuple(map(Message, told)))
    if session.dry_run:
        yield drafting
        return
    before = folder.names()
    with folder.staged([(one.file.name, one.file.data) for one in written], keep=before) as swap:
        swap()
    try:
        yield drafting
    except BaseException:
        for name in {one.file.name for one in written} - before:
            (folder.folder / name).unlink(missing_ok=True)
        raise


def _written(world: World, one: NoteLetter) -> _Written:
    """Raises BadLetter."""
    subject, text = note_letter_subject(one), note_letter_text(world, one)
    return _Written(one, letter_file(world, one, one.key, subject, text))


def _changes(world: World, folder: DraftFolder, written: Sequence[_Written]) -> Iterator[Change]:
    if not written:
        return
    notes = world.frames["FrontLine"].index
    rows: list[dict[str, Value]] = [
        {
            "Draft ID": one.letter.key, "Name": one.letter.who, "To": one.letter.address, "Subject": one.file.subject, "Status": DRAFT,
            "File": link_to(folder.folder, one.file.name), "Made on": world.today, "Content": one.file.content,
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
