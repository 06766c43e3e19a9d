"""Letters that ask executives to decide: drafts in Outbox and files beside the workbook, which nobody sends but a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial

from salesbook.actions.mail.colleague_letters import LetterFile, all_written, letter_file
from salesbook.actions.mail.draft_folders import by_stem, draft_files_of, folder_of
from salesbook.actions.mail.drafts import link_to
from salesbook.actions.session import Session, world_of
from salesbook.domain.campaigns.request_text import request_subject, request_text
from salesbook.domain.campaigns.requests import OpenRequest, Requests, requests_of
from salesbook.domain.facts.letter_status import DRAFT
from salesbook.domain.mailings.outbox import leave_out
from salesbook.domain.world import World
from salesbook.errors import BadInput
from salesbook.mail.message.draft_folder import DraftFolder
from salesbook.mail.message.filenames import stem
from salesbook.schema.campaigns import OF_CAMPAIGNS
from salesbook.tables.plan import Append, Change, Message, Plan, Problem, Replace, Set, Value
from salesbook.util.wording import count

READ_FOR_REQUESTS = (*OF_CAMPAIGNS, "Team", "Settings", "Outbox")
_ELSEWHERE = "Executives are asked by mail only where the workbook lies on this computer: click Campaigns in Excel or LibreOffice."


@dataclass(frozen=True)
class RequestLetter:
    """What is asked, and the letter that asks it."""

    asked: OpenRequest
    file: LetterFile


@contextmanager
def staged_requests(session: Session) -> Iterator[Plan]:
    """What asking the executives changes in the workbook; their files are put in place when this is left without an error.

    Nothing where the workbook has no part for mail.
    """
    if "Outbox" not in session.seen.grids:
        yield Plan()
        return
    world = _world(session)
    found = requests_of(world)
    if not (found.letters or found.leaving or found.left_out):
        yield _plan(found, [], (), {})
        return
    try:
        folder = DraftFolder(folder_of(session.book, ""))
    except BadInput:  # in a browser
        yield Plan(messages=(Message(_ELSEWHERE),))
        return
    letters, problems = all_written(found.letters, partial(_letter, world), "Executives")
    plan = _plan(found, letters, problems, _new(world, folder, letters))
    if session.dry_run:
        yield plan
        return
    gone = draft_files_of(
        folder, {*found.leaving, *found.left_out, *(one.asked.request.key for one in letters)}
    )
    with folder.staged(
        [(one.file.name, one.file.data) for one in letters], keep=folder.names() - gone
    ) as swap:
        yield plan
        swap()


def _world(session: Session) -> World:
    """Of the few tables that this needs alone: the others may be long."""
    few = {name: grid for name, grid in session.seen.grids.items() if name in READ_FOR_REQUESTS}
    return world_of(replace(session.seen, grids=few), session.today)[0]


def _letter(world: World, one: OpenRequest) -> RequestLetter:
    """Raises BadLetter."""
    key, subject = one.request.key, request_subject(world, one.request.proposition)
    text = request_text(world, one.request.proposition, one.who, one.departments, one.due, one.sender)
    return RequestLetter(one, letter_file(world, one, key, subject, text))


def _new(
    world: World, folder: DraftFolder, letters: Sequence[RequestLetter]
) -> Mapping[str, Sequence[Value]]:
    """Of each letter what its row of Outbox says, by Draft ID; those that stand there just so are left out."""
    outbox, there = world.frames["Outbox"], by_stem(folder)
    before = dict(zip(outbox.index, zip(outbox["Content"], outbox["Status"], strict=True), strict=True))
    return {
        key: (one.asked.who, one.asked.address, one.file.subject, DRAFT, None, link_to(folder.folder, one.file.name), world.today, one.file.content)
        for one in letters
        if before.get(key := one.asked.request.key) != (one.file.content, DRAFT) or stem(key) not in there
    }  # fmt: skip


_CELLS = ("Name", "To", "Subject", "Status", "Reason", "File", "Made on", "Content")


def _plan(
    found: Requests, letters: Sequence[RequestLetter], problems: Sequence[Problem], rows: Mapping[str, Sequence[Value]]
) -> Plan:  # fmt: skip
    known = [one.asked.request.key for one in letters if one.asked.known and one.asked.request.key in rows]
    new = [key for key in rows if key not in known]
    changes: list[Change] = [Replace("Outbox", found.leaving, [])] if found.leaving else []
    changes += [leave_out(found.left_out)] if found.left_out else []
    if known:
        changes.append(
            Set("Outbox", known, {name: [rows[key][i] for key in known] for i, name in enumerate(_CELLS)})
        )
    if new:
        changes.append(
            Append("Outbox", [{"Draft ID": key, **dict(zip(_CELLS, rows[key], strict=True))} for key in new])
        )
    asked = [change for one in letters for change in one.asked.approvals]
    waiting = (
        f"{count(found.waiting, 'letter asks', 'letters ask')} for a decision: see Outbox."
        if found.waiting
        else ""
    )
    return Plan(
        (*changes, *asked), (*found.problems, *problems), tuple(map(Message, found.told)), {"asking": waiting}
    )
