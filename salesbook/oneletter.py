"""One letter, from one person to another: after a call, after an order, to ask for a name."""

from __future__ import annotations

from datetime import date
from time import perf_counter

import numpy as np

from salesbook.actions import Result, finish, world_of
from salesbook.domain.arrays import texts
from salesbook.domain.mailing.fields import Fields
from salesbook.domain.mailing.guards import MailGuards
from salesbook.domain.mailing.outbox import Made, cells_of
from salesbook.domain.mailing.plan import rows_named
from salesbook.domain.mailing.states import DRAFT, GONE
from salesbook.domain.people import full_names
from salesbook.domain.world import World
from salesbook.drafting import READS, HasPlace, Written, library_of, link_to
from salesbook.errors import BadInput
from salesbook.ledgers import Runner
from salesbook.letters import LetterFault
from salesbook.mail.drafts import DraftFolder
from salesbook.mail.filenames import draft_name
from salesbook.mail.message import as_bytes
from salesbook.plan import Append, Change, Message, Plan, Set
from salesbook.posting import NoSender, Poster

FOLDER = "letters"


def draft_letter(
    book: HasPlace, contact: str, name: str, *, today: date, runner: Runner, dry_run: bool = False
) -> Result:
    """Write one letter to a contact, into Outbox and as a file.

    Raises BadInput where the contact must not be written to, or where a field that the letter needs is blank.
    """
    started = perf_counter()
    seen = book.read(READS)
    world, _ = world_of(seen, today)
    at = rows_named(world, contact)
    who = full_names(world.frames["Contacts"]).iat[at] or contact
    guards = MailGuards(world)
    held = guards.of_letter(np.array([at])).texts()[at]
    if held:
        raise BadInput(
            f"{who} must not be written to: {held}.",
            "Ring them, or correct the row in Contacts if it is wrong.",
        )
    template = library_of(book).template(
        name if "/" in name else f"letters/{name}", texts(world.frames["Contacts"], "Language")[at]
    )
    draft = _free(world, f"{template.name.rpartition('/')[2]}.{contact}.{today:%Y%m%d}")
    poster = Poster(world)
    named = {**Fields(world).of(at, template.variants[0]), "opt_out": ""}
    try:
        named["reply_to"] = poster.sender(template, at).address
        letter = template.render(named, template.variants[0])
        one = Written(at, draft, guards.address(at), "", template, letter)
        sent = poster.message(letter, template, at, one.to, draft, bulk=False)
    except LetterFault as fault:
        raise BadInput(
            f"No letter to {who}: {fault.why}{f' ({fault.cell})' if fault.cell else ''}.", fault.todo
        ) from fault
    except NoSender as error:
        raise BadInput(f"{error.problem.why}.", error.problem.todo) from error
    folder = DraftFolder(book.beside("drafts", "x").with_name(FOLDER))
    file = draft_name(draft, who)
    made = Made(at, draft, one.to, letter.subject, "", one.content, link_to(folder.folder, file))
    row = {name: values[0] for name, values in cells_of(world.frames["Contacts"], [made]).items()}
    row |= {"Template": template.name, "Status": DRAFT, "Made on": today}
    told = f"A letter to {who}: {letter.subject!r}. It stands in Outbox; open it there in your mail program."
    plan = Plan((_change(world, row),), messages=(Message(told),), summary={"draft": draft})
    if dry_run:
        return finish(book, "drafts", plan, seen, today=today, runner=runner, started=started, dry_run=True)
    with folder.staged([(file, as_bytes(sent))], keep={*folder.names()} - {file}) as swap:
        result = finish(book, "drafts", plan, seen, today=today, runner=runner, started=started)
        swap()
    return result


def _free(world: World, draft: str) -> str:
    """The letter of today is written anew until it has gone; then the next one has a number."""
    status = dict(zip(world.frames["Outbox"].index, world.frames["Outbox"]["Status"], strict=True))
    number, found = 1, draft
    while status.get(found) in GONE:
        number += 1
        found = f"{draft}-{number}"
    return found


def _change(world: World, row: dict[str, object]) -> Change:
    if row["Draft ID"] not in world.frames["Outbox"].index:
        return Append("Outbox", [row])  # type: ignore[list-item]
    return Set(
        "Outbox", [str(row["Draft ID"])], {name: [value] for name, value in row.items() if name != "Draft ID"}
    )  # type: ignore[misc]
