"""One letter, from one person to another: after a call, after an order, to ask for a name."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from salesbook.actions.base import OF_LETTERS
from salesbook.actions.mail.draft_folders import draft_files_of, folder_of
from salesbook.actions.mail.drafts import library_of, link_to, refuse_faults
from salesbook.actions.mail.ledger_rows import refused_of
from salesbook.actions.mail.letter_faults import PITCH_RECORDS, lack_of_pitch
from salesbook.actions.mail.letter_warnings import LetterWarnings
from salesbook.actions.mail.outgoing import NoSender, Poster, Rendered
from salesbook.actions.session import Result, Session
from salesbook.domain.facts.finding import one_meant
from salesbook.domain.facts.letter_status import DRAFT, GONE
from salesbook.domain.facts.owners import owners_of
from salesbook.domain.facts.people import People, full_names
from salesbook.domain.guards.letters import MailGuards
from salesbook.domain.mailings.fields import Fields
from salesbook.domain.mailings.outbox import Draft, cells_of
from salesbook.domain.mailings.recipients import Recipient
from salesbook.domain.pitching.letters import refuse_unless_live
from salesbook.domain.pitching.problems import has_campaigns
from salesbook.domain.world import World
from salesbook.errors import BadInput
from salesbook.letters import LetterFault, Library
from salesbook.mail.message.build import BadLetter, as_bytes
from salesbook.mail.message.draft_folder import DraftFolder
from salesbook.mail.message.filenames import draft_name
from salesbook.tables.arrays import texts
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Change, Extend, Message, Plan, Set, Value
from salesbook.tables.rows import place_of_handle


def draft_letter(session: Session, wanted: str, name: str, campaign: str = "") -> Result:
    """Write one letter to a contact, by ID or name, into Outbox and as a file; `campaign`: what it pitches.

    Raises WrongUsage where the contact cannot be told, BadInput where the contact must not be written to, where a
    field that the letter needs is blank, or the campaign is not live.
    """
    world, book = session.read(OF_LETTERS), session.book
    people, warnings = People(world.frames["Contacts"], world.frames["Accounts"]), LetterWarnings(world)
    contact = one_meant(
        people, wanted, "No letter was written.", "Whoever is new must be added to Contacts first."
    )
    at = place_of_handle(world.frames["Contacts"], contact)
    refuse_unless_live(world, "The letter", campaign)
    _refuse_without_column(world, campaign)
    one = _rendered(world, library_of(book), at, name, campaign, warnings)
    who = full_names(world.frames["Contacts"]).tolist()[one.contact] or contact
    key = one.draft.key
    folder, file = DraftFolder(folder_of(book, "")), draft_name(key, who)
    draft = replace(one.draft, file=link_to(folder.folder, file))
    told = (
        f"A letter to {who}: {one.letter.subject!r}. It stands in Outbox; open it there in your mail program."
    )
    plan = Plan(
        (_change(world, draft, one.template.name, campaign),),
        tuple(warnings.problems()),
        (Message(told),),
        {"draft": key, "file": str((folder.folder / file).resolve())},
    )

    if session.dry_run:
        return session.finish(plan)
    message = Poster(world).message(one, bulk=False)
    try:
        data = as_bytes(message)
    except BadLetter as error:
        raise BadInput(f"No letter to {who}: {error}", "Type another address.") from error
    with folder.staged([(file, data)], keep=folder.names() - draft_files_of(folder, {key})) as swap:
        result = session.finish(plan)
        swap()
    return result


def _rendered(
    world: World, library: Library, at: int, name: str, campaign: str, warnings: LetterWarnings
) -> Rendered:
    """The letter to the contact at this position; what somebody should look at is noted. Raises BadInput."""
    contacts = world.frames["Contacts"]
    who = full_names(contacts).tolist()[at] or contacts.index[at]
    guards = MailGuards(world, refused_of(world))
    held = guards.of_letter(np.array([at])).texts()[at]
    if held:
        raise BadInput(
            f"{who} must not be written to: {held}.",
            "Ring them, or correct the row in Contacts if it is wrong.",
        )
    template = library.template(name if "/" in name else f"letters/{name}", texts(contacts, "Language")[at])
    template.must_be_read()
    refuse_faults(library, template.name, world)
    draft = _free(world, f"{template.name.rpartition('/')[2]}.{contacts.index[at]}.{world.today:%Y%m%d}")
    try:
        sender = Poster(world).sender(template, at)
        fields, seen = warnings.watched(Fields(world, campaign=campaign).of(at))
        letter = template.render({**fields, "reply_to": sender.address})
    except LetterFault as fault:
        raise _not_written(world, who, fault, campaign) from fault
    except NoSender as error:
        raise BadInput(f"{error.problem.why}.", error.problem.todo) from error
    warnings.note(template, str(world.get(owners_of)[at]), seen)
    return Rendered.of(Recipient(at, draft, guards.address(at)), letter, template, sender)


def _not_written(world: World, who: str, fault: LetterFault, campaign: str) -> BadInput:
    """Why there is no letter, and what to do."""
    why, todo = fault.why.rstrip(":."), fault.todo
    if fault.field.partition(".")[0] in PITCH_RECORDS and not fault.cell:
        lack, todo = lack_of_pitch(world, campaign, "a letter of its own")
        why = f"{why[:1].lower() + why[1:]}, as {lack}"
        if has_campaigns(world) and not campaign:
            todo = "Write it from a line of the campaign on Calls, or in a mailing with its Campaign ID."
    return BadInput(f"No letter to {who}: {why}.", todo[:1].upper() + todo[1:])


def _free(world: World, draft: str) -> str:
    """The letter of today is written anew until it has gone; then the next one has a number."""
    status = dict(zip(world.frames["Outbox"].index, world.frames["Outbox"]["Status"], strict=True))
    number, found = 1, draft
    while status.get(found) in GONE:
        number += 1
        found = f"{draft}-{number}"
    return found


def _refuse_without_column(world: World, campaign: str) -> None:
    """Raise BadInput where Outbox could not keep what the letter pitches: nobody could hold it back then."""
    columns = origin_of(world.frames["Outbox"]).grid.columns
    if campaign and has_campaigns(world) and "Campaign ID" not in columns:
        raise BadInput(
            "No letter was written: Outbox of this workbook has no column Campaign ID to keep what it pitches.",
            "Run: salesbook upgrade BOOK. Then write it again.",
        )


def _change(world: World, draft: Draft, template: str, campaign: str) -> Change:
    cells: dict[str, list[Value]] = {**cells_of(world.frames["Contacts"], [draft]), "Template": [template],
                                     "Status": [DRAFT], "Made on": [world.today], "Campaign ID": [campaign or None]}  # fmt: skip
    if draft.key not in world.frames["Outbox"].index:
        return Extend("Outbox", cells)
    del cells["Draft ID"]
    return Set("Outbox", [draft.key], cells)
