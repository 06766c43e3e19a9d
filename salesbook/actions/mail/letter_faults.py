"""Letters that could not be written, as rows of Problems: one for each reader, or one for all where it is no reader's cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from salesbook.domain.mailings.mailing import Mailing
from salesbook.domain.pitching.problems import has_campaigns
from salesbook.domain.world import World
from salesbook.letters import LetterFault
from salesbook.mail.message.build import BadLetter
from salesbook.schema import in_letters
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Problem
from salesbook.util.folding import identifier
from salesbook.util.wording import cited, count

PITCH_RECORDS = ("campaign", "proposition")  # what letters call the rows that all letters of a mailing share
_OTHER_TEXT = "Or use another text."


def problem_of(fault: LetterFault, contact: str, mailing: Mailing) -> Problem:
    """A letter that could not be written; what is no reader's cell is the same problem for all of them."""
    record, _, column = fault.field.rpartition(".")
    if record in PITCH_RECORDS:
        return _of_pitch(fault, mailing)
    where = f"{fault.file}, line {fault.line}" if fault.line else fault.file or "its text"
    return Problem(
        "Contacts",
        contact,
        column,
        "",
        f"No letter ({where}): {fault.why.rstrip(':.')}",
        fault.todo[:1].upper() + fault.todo[1:],
        fault.cell,
    )


def _of_pitch(fault: LetterFault, mailing: Mailing) -> Problem:
    """A field of the campaign or the proposition that is blank, or of which there is none."""
    record, _, column = fault.field.rpartition(".")
    where = f"{fault.file} says {record}.{identifier(column)} in line {fault.line}"
    if not fault.cell:
        lack, todo = lack_of_pitch(mailing.world, mailing.campaign, mailing.key)
        cell = origin_of(mailing.world.frames["Mailings"]).grid.address(mailing.key, "Campaign ID")
        why = f"{where}, and {lack}{f' ({cell})' if cell else ''}"
        return Problem("Mailings", mailing.key, "Campaign ID", mailing.campaign, why, todo, cell)
    key = mailing.campaign
    if record == "proposition":
        key = str(mailing.world.frames["Campaigns"]["Proposition ID"][key])
    why = f"{fault.why.rstrip(':.')}, and {where}"
    todo = f"Fill it in, or {fault.todo}"
    return Problem(in_letters()[record].name, key, column, "", why, todo, fault.cell)


def lack_of_pitch(world: World, campaign: str, whose: str) -> tuple[str, str]:
    """Why a letter has no campaign or proposition to tell of, as a clause, and what to do."""
    if not has_campaigns(world):
        return "this book has no part campaigns", f"Add it: salesbook add BOOK campaigns. {_OTHER_TEXT}"
    if campaign:
        return f"Campaigns has no {cited(campaign)}", f"Add it there, or correct Campaign ID. {_OTHER_TEXT}"
    return f"{whose} pitches no campaign", f"Type the Campaign ID that it pitches. {_OTHER_TEXT}"


def unsendable(error: BadLetter, contact: str, to: str) -> Problem:
    """A letter that no mail server takes."""
    return Problem("Contacts", contact, "Email", to, f"No letter: {error}", "Type another address.")


def told_once(faults: Iterable[Problem]) -> Iterator[str]:
    """How many letters are lacking for one cell that is no reader's, such as a rep's address, and what to do."""
    lacking = Counter((one.table, one.key, one.why, one.todo) for one in faults if one.table != "Contacts")
    for (_, _, why, todo), number in lacking.items():
        yield f"{count(number, 'letter')} not written: {why}. {todo}"
