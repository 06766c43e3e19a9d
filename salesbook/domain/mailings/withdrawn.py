"""Letters that wait for somebody who has said no since they were drafted."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Set as AbstractSet

from salesbook.domain.facts.letter_status import APPROVED, DRAFT, LEFT_OUT
from salesbook.domain.guards.letters import MailGuard
from salesbook.domain.mailings.delivery import Delivery
from salesbook.domain.pitching.to_colleagues import goes_to_colleague
from salesbook.domain.world import World
from salesbook.tables.arrays import positions, texts
from salesbook.tables.plan import Change, Set
from salesbook.util.addresses import address_mark

_WHY = f"{MailGuard.OPTED_OUT}: by mail"


def stopped(world: World, no: AbstractSet[str], known: Collection[str]) -> list[Delivery]:
    """Drafts and approved letters to readers whose mark is among `no`: they are left out.

    It counts where a letter would go, and the contact's address by now. `known`: drafts of which the ledger
    knows how far they are, whatever the workbook says.
    """
    if not no:
        return []
    outbox, contacts = world.frames["Outbox"], world.frames["Contacts"]
    book_id, emails = str(world.settings["Book ID"]), texts(contacts, "Email")
    rows = zip(
        outbox.index, outbox["Status"], outbox["To"], outbox["Contact ID"], outbox["Mailing ID"], positions(contacts, texts(outbox, "Contact ID")).tolist(),
        strict=True,
    )  # fmt: skip
    found = []
    for draft, status, to, contact, mailing, at in rows:
        if status not in {DRAFT, APPROVED} or draft in known or goes_to_colleague(draft, contact, mailing):
            continue
        addresses = {str(to), str(emails[at]) if at >= 0 else ""} - {""}
        if any(address_mark(address, book_id) in no for address in addresses):
            found.append(Delivery(draft, LEFT_OUT, "", None, _WHY))
    return found


def without_files(letters: Collection[Delivery]) -> list[Change]:
    """Their rows name no file any more."""
    drafts = [one.draft for one in letters]
    return [Set("Outbox", drafts, {"File": [None] * len(drafts)})] if drafts else []
