"""Letters of one person to another that an action drafts by itself: into Outbox and as files, where they wait until a person sends them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from salesbook.actions.mail.draft_folders import draft_files_of, folder_of
from salesbook.actions.mail.drafts import library_of, link_to
from salesbook.actions.mail.outgoing import Rendered
from salesbook.actions.mail.single_letter import SingleLetters
from salesbook.actions.session import Session
from salesbook.domain.facts.letter_status import DRAFT
from salesbook.domain.facts.people import names_of_contacts
from salesbook.domain.mailings.outbox import cells_of
from salesbook.domain.world import World
from salesbook.errors import BadInput
from salesbook.mail.message.draft_folder import DraftFolder
from salesbook.mail.message.filenames import draft_name
from salesbook.tables.plan import Change, Extend, Message, Plan, Problem, Value
from salesbook.util.wording import count

MOST_AT_ONCE = 30  # letters of a click; more come with the next ones
_ELSEWHERE = "Letters are drafted on a computer with salesbook: click there."


@dataclass(frozen=True)
class WantedLetter:
    """`key`: the Draft ID, always the same for what the letter is about, so that it is written once; `contact`: position in Contacts.

    `template`: a text of templates/letters. `held`: why it must not be written, where whoever wants it knows.
    """

    key: str
    contact: int
    template: str
    held: str = ""


@contextmanager
def staged_letters(
    session: Session, world: World, wanted: Sequence[WantedLetter], what: str
) -> Iterator[Plan]:
    """What drafting these letters changes in the workbook; their files are put in place when this is left without an error.

    Whoever must not be written to gets none, and is counted; a letter that stands in Outbox already, whatever became of it, is
    not written again. `what`: what one is called, such as "letter of thanks". Needs the frames of OF_LETTERS.
    """
    there = set(world.frames["Outbox"].index)
    new = [one for one in wanted if one.key not in there]
    if not new:
        yield Plan()
        return
    try:
        folder = DraftFolder(folder_of(session.book, ""))
    except BadInput:  # in a browser
        yield Plan(messages=(Message(_ELSEWHERE),))
        return
    letters = SingleLetters(world, library_of(session.book))
    made, plan = _made(letters, new, folder, what)
    if session.dry_run:
        yield plan
        return
    gone = draft_files_of(folder, {one.draft.key for one, _, _ in made})
    with folder.staged([(name, data) for _, name, data in made], keep=folder.names() - gone) as swap:
        yield plan
        swap()


def _made(
    letters: SingleLetters, wanted: Sequence[WantedLetter], folder: DraftFolder, what: str
) -> tuple[list[tuple[Rendered, str, bytes]], Plan]:
    """Letters with the names and the bytes of their files, and what they change."""
    world, names = letters.world, letters.world.get(names_of_contacts)
    made: list[tuple[Rendered, str, bytes]] = []
    held: Counter[str] = Counter()
    problems: list[Problem] = []
    for one, reason in zip(wanted, _reasons(letters, wanted), strict=True):
        if reason:
            held[reason.partition(" (")[0]] += 1
        elif len(made) < MOST_AT_ONCE:
            who = str(names[one.contact]) or one.key
            try:
                written = letters.rendered(one.contact, one.template, one.key)
                data = letters.as_file(written, who)
            except BadInput as error:
                contact = world.frames["Contacts"].index[one.contact]
                problems.append(Problem("Contacts", contact, "Email", "", error.what.rstrip("."), error.todo))
                continue
            name = draft_name(one.key, who)
            draft = replace(written.draft, file=link_to(folder.folder, name))
            made.append((replace(written, draft=draft), name, data))
    left = len(wanted) - sum(held.values()) - len(problems) - len(made)
    changes = (_rows(world, [one for one, _, _ in made]),) if made else ()
    told = tuple(map(Message, _told(len(made), left, held, what)))
    return made, Plan(changes, (*problems, *letters.warnings.problems()), told)


def _rows(world: World, letters: Sequence[Rendered]) -> Change:
    """Their rows of Outbox, which are all new."""
    cells = cells_of(world.frames["Contacts"], [one.draft for one in letters])
    same: dict[str, Value] = {"Status": DRAFT, "Made on": world.today}
    return Extend(
        "Outbox",
        {
            **cells,
            "Template": [one.template.name for one in letters],
            **{name: [value] * len(letters) for name, value in same.items()},
        },
    )


def _reasons(letters: SingleLetters, wanted: Sequence[WantedLetter]) -> list[str]:
    """Why each is not written; "" where nothing holds it. All of one text are asked at once."""
    found: dict[str, str] = {}
    for template in {one.template for one in wanted}:
        these = [one for one in wanted if one.template == template]
        why = letters.held([one.contact for one in these], template)
        found |= {one.key: one.held or reason for one, reason in zip(these, why, strict=True)}
    return [found[one.key] for one in wanted]


def _told(made: int, left: int, held: Counter[str], what: str) -> Iterator[str]:
    plural = what.replace("letter", "letters", 1)
    if made:
        waits = "waits in Outbox until you send it" if made == 1 else "wait in Outbox until you send them"
        yield f"{count(made, what, plural)} {waits}{f'; {left:,} more come with the next clicks' if left else ''}."
    if held:
        reasons = ", ".join(f"{number:,} {reason}" for reason, number in held.most_common())
        yield f"{count(held.total(), what, plural)} not drafted: {reasons}. Ring them instead."
