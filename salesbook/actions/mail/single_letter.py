"""One letter, from one person to another: after a call, after an order, to ask for a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from salesbook.actions.base import OF_LETTERS
from salesbook.actions.mail.draft_folders import draft_files_of, folder_of
from salesbook.actions.mail.drafts import library_of, link_to, refuse_faults
from salesbook.actions.mail.ledger_rows import refused_of
from salesbook.actions.mail.letter_faults import PITCH_RECORDS, lack_of_pitch
from salesbook.actions.mail.letter_warnings import LetterWarnings
from salesbook.actions.mail.outgoing import NoSender, Poster, Rendered
from salesbook.actions.session import Result, Session
from salesbook.domain.facts.asked import asks_for_names
from salesbook.domain.facts.finding import one_meant
from salesbook.domain.facts.letter_status import DRAFT, GONE
from salesbook.domain.facts.owners import owners_of
from salesbook.domain.facts.people import People, full_names, names_of_contacts
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
    people = People(world.frames["Contacts"], world.frames["Accounts"])
    contact = one_meant(
        people, wanted, "No letter was written.", "Whoever is new must be added to Contacts first."
    )
    at = place_of_handle(world.frames["Contacts"], contact)
    refuse_unless_live(world, "The letter", campaign)
    _refuse_without_column(world, campaign)
    letters = SingleLetters(world, library_of(book), campaign)
    one = letters.written(at, name)
    who = full_names(world.frames["Contacts"]).tolist()[one.contact] or contact
    key = one.draft.key
    folder, file = DraftFolder(folder_of(book, "")), draft_name(key, who)
    draft = replace(one.draft, file=link_to(folder.folder, file))
    told = (
        f"A letter to {who}: {one.letter.subject!r}. It stands in Outbox; open it there in your mail program."
    )
    plan = Plan(
        (_change(world, draft, one.template.name, campaign),),
        tuple(letters.warnings.problems()),
        (Message(told),),
        {"draft": key, "file": str((folder.folder / file).resolve())},
    )

    if session.dry_run:
        return session.finish(plan)
    data = letters.as_file(one, who)
    with folder.staged([(file, data)], keep=folder.names() - draft_files_of(folder, {key})) as swap:
        result = session.finish(plan)
        swap()
    return result


class SingleLetters:
    """Letters of one person to another, of one world: what all of them need is worked out once. `campaign`: what they pitch.

    `warnings`: notes what somebody should look at.
    """

    def __init__(self, world: World, library: Library, campaign: str = "") -> None:
        self.world = world
        self.warnings = LetterWarnings(world)
        self.poster = Poster(world)
        self._library = library
        self._good: set[str] = set()  # texts without faults
        self._campaign = campaign

    @cached_property
    def guards(self) -> MailGuards:
        """Who must not be written to."""
        return MailGuards(self.world, refused_of(self.world))

    @cached_property
    def _fields(self) -> Fields:
        return Fields(self.world, campaign=self._campaign)

    def held(self, at: Sequence[int], name: str) -> list[str]:
        """Why each of the contacts at these positions gets no letter of this text; "" where nothing holds it."""
        return self.guards.of_singles(np.array(at, dtype=np.int64), [name] * len(at))

    def written(self, at: int, name: str, key: str = "") -> Rendered:
        """The letter to the contact at this position. `key`: its Draft ID; without one that of the text, the contact and the day.

        Raises BadInput.
        """
        if held := self.held([at], name)[0]:
            who = self._who(at)
            if asks_for_names(name):
                raise BadInput(
                    f"{who} must not be asked for an introduction by letter: {held}.",
                    "Write another letter, or ask once that is settled.",
                )
            raise BadInput(
                f"{who} must not be written to: {held}.",
                "Ring them, or correct the row in Contacts if it is wrong.",
            )
        return self.rendered(at, name, key)

    def _who(self, at: int) -> str:
        contacts = self.world.frames["Contacts"]
        return str(self.world.get(names_of_contacts)[at] or contacts.index[at])

    def rendered(self, at: int, name: str, key: str = "") -> Rendered:
        """The same, of somebody who was found to be free of guards by `held`. Raises BadInput."""
        world, contacts = self.world, self.world.frames["Contacts"]
        template = self._library.template(
            name if "/" in name else f"letters/{name}", texts(contacts, "Language")[at]
        )
        template.must_be_read()
        if template.name not in self._good:
            refuse_faults(self._library, template.name, world)
            self._good.add(template.name)
        draft = key or _free(
            world, f"{template.name.rpartition('/')[2]}.{contacts.index[at]}.{world.today:%Y%m%d}"
        )
        try:
            sender = self.poster.sender(template, at)
            fields, seen = self.warnings.watched(self._fields.of(at))
            letter = template.render({**fields, "reply_to": sender.address})
        except LetterFault as fault:
            raise _not_written(world, self._who(at), fault, self._campaign) from fault
        except NoSender as error:
            raise BadInput(f"{error.problem.why}.", error.problem.todo) from error
        self.warnings.note(template, str(world.get(owners_of)[at]), seen)
        return Rendered.of(Recipient(at, draft, self.guards.address(at)), letter, template, sender)

    def as_file(self, one: Rendered, who: str) -> bytes:
        """The letter as a mail program opens it. Raises BadInput where no mail server takes it."""
        try:
            return as_bytes(self.poster.message(one, bulk=False))
        except BadLetter as error:
            raise BadInput(f"No letter to {who}: {error}", "Type another address.") from error


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
    """The row of Outbox of a letter of its own: a new one, or the one that it has."""
    cells: dict[str, list[Value]] = {**cells_of(world.frames["Contacts"], [draft]), "Template": [template],
                                     "Status": [DRAFT], "Made on": [world.today], "Campaign ID": [campaign or None]}  # fmt: skip
    if draft.key not in world.frames["Outbox"].index:
        return Extend("Outbox", cells)
    del cells["Draft ID"]
    return Set("Outbox", [draft.key], cells)
