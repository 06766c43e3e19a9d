"""The talk about an import: what was found, as one question, and what was said to each offer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from salesbook.actions.session import Question
from salesbook.tables.plan import Message, Plan
from salesbook.util.wording import count

if TYPE_CHECKING:
    from salesbook.actions.session import Asker
    from salesbook.domain.importing.plan import ImportResult

_SHOWN = 3  # problems, and rows left out, that are named


def as_question(found: ImportResult, name: str, table: str) -> str:
    """All that was found in a file, in lines; the last one asks."""
    return "\n".join([*_findings(found), f"Import {name} into {table}"])


def _findings(found: ImportResult) -> Iterator[str]:
    yield from found.found
    yield from (message.text for message in found.plan.messages)
    if found.rejects:
        yield f"{count(len(found.rejects), 'row')} cannot be taken:"
        yield from (f"  line {row.line}: {row.reason}" for row in found.rejects[:_SHOWN])
        yield from _more(len(found.rejects))
    if problems := found.plan.problems:
        yield f"{count(len(problems), 'cell')} to look at, which Problems will list:"
        yield from (f"  {problem.why}." for problem in problems[:_SHOWN])
        yield from _more(len(problems))
    yield "Nothing is written yet."


def _more(number: int) -> Iterator[str]:
    if number > _SHOWN:
        yield f"  ... and {number - _SHOWN:,} more"


def with_note(found: ImportResult, note: str) -> ImportResult:
    """What was found with one more sentence, before the one that sums it up; as it is where there is none."""
    if not note:
        return found
    *others, last = found.plan.messages
    return replace(found, plan=replace(found.plan, messages=(*others, Message(note), last)))


def with_offers(person: Asker | None, found: ImportResult, plan: Plan) -> Plan:
    """The plan with what the person agrees to, and a sentence on each offer; without somebody to ask, none is taken."""
    for offer in found.offers:
        taken = person is not None and person.agrees(Question(offer.question, "yes", plain=True), None)
        said = Message(offer.done if taken else offer.left)
        changes = offer.changes if taken else ()
        plan = replace(plan, changes=(*plan.changes, *changes), messages=(*plan.messages, said))
    return plan
