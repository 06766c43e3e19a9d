"""The talk about an import: what was found, as one question, and what was said to each offer."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from salesbook.actions.session import Question
from salesbook.tables.plan import Message, Plan, Problem
from salesbook.util.wording import count, shortened

if TYPE_CHECKING:
    from salesbook.actions.session import Asker
    from salesbook.domain.importing.plan import ImportResult

_SHOWN = 3  # rows left out that are named
_KINDS = 5  # of problems
_WIDE = 78  # letters of a line in the box of LibreOffice
_TALL = 34  # lines of it that a laptop's screen of 768 pixels holds, with room for other fonts
_PARTICULAR = re.compile(r"'[^']*'|[\d,]+")


def as_question(found: ImportResult, name: str, table: str, *, in_box: bool = False) -> str:
    """All that was found in a file, in lines: first what would come of it; the last one asks. `in_box`: no more than a screen holds."""
    *notes, sums = [message.text for message in found.plan.messages]
    remarks: Sequence[str] = [*found.found, *notes]
    end = [*_findings(found), "Nothing is written yet.", f"Import {name} into {table}"]
    if in_box:
        remarks = _fitting(remarks, _TALL - _lines([sums, *end]))
    return "\n".join([sums, *remarks, *end])


def _fitting(remarks: Sequence[str], room: int) -> Sequence[str]:
    """As many remarks as there is room for, and how many there are besides."""
    if _lines(remarks) <= room:
        return remarks
    kept: list[str] = []
    for remark in remarks:
        if _lines([*kept, remark]) >= room:
            break
        kept.append(remark)
    return [
        *kept,
        f"... and {count(len(remarks) - len(kept), 'more remark')}, which the sheet Runs will keep.",
    ]


def _lines(told: Sequence[str]) -> int:
    return sum(-(-len(line) // _WIDE) for line in told)


def _findings(found: ImportResult) -> Iterator[str]:
    problems = found.plan.problems
    if found.rejects:
        go = "goes" if len(found.rejects) == 1 else "go"
        yield f"{count(len(found.rejects), 'row')} cannot be taken and {go} to a file of rejected rows:"
        yield from (f"  line {row.line}: {row.reason}" for row in found.rejects[:_SHOWN])
        if len(found.rejects) > _SHOWN:
            yield f"  ... and {len(found.rejects) - _SHOWN:,} more"
    if problems:
        besides = ", with that of the rejected rows" if found.rejects else ""
        yield f"{count(len(problems) + bool(found.rejects), 'problem')}, which the sheet Problems will list{besides}:"
        yield from _by_kind(problems)


def _by_kind(problems: Sequence[Problem]) -> Iterator[str]:
    """The first of each kind and how many are like it; the kinds with the most come first."""
    kinds: dict[tuple[str, str], list[str]] = {}
    for problem in problems:
        kinds.setdefault((problem.column, _PARTICULAR.sub("", problem.todo)), []).append(problem.why)
    by_number = sorted(kinds.values(), key=len, reverse=True)
    for alike in by_number[:_KINDS]:
        yield f"  {shortened(alike[0], _WIDE * 2)}." + (
            f" And {len(alike) - 1:,} like it." if len(alike) > 1 else ""
        )
    if more := sum(map(len, by_number[_KINDS:])):
        yield f"  ... and {more:,} more of {count(len(kinds) - _KINDS, 'other kind')}"


def with_note(found: ImportResult, note: str) -> ImportResult:
    """What was found with one more sentence, before the one that sums it up; as it is where there is none."""
    if not note:
        return found
    *others, last = found.plan.messages
    return replace(found, plan=replace(found.plan, messages=(*others, Message(note), last)))


def with_offers(person: Asker | None, found: ImportResult, plan: Plan, wanted: Collection[str]) -> Plan:
    """The plan with what the person agrees to, and a sentence on each offer.

    `wanted`: options of offers that are taken without a question. Without somebody to ask, no other is taken.
    """
    for offer in found.offers:
        taken = offer.option in wanted or (
            person is not None and person.agrees(Question(offer.question, "yes", plain=True), None)
        )
        unasked = f" {offer.option} says so beforehand." if person is None and offer.option else ""
        said = Message(offer.done if taken else offer.left + unasked)
        changes = offer.changes if taken else ()
        plan = replace(plan, changes=(*plan.changes, *changes), messages=(*plan.messages, said))
    in_vain = [
        Message(f"The file shows nothing for {option} to do.")
        for option in wanted
        if option not in {offer.option for offer in found.offers}
    ]
    return replace(plan, messages=(*plan.messages, *in_vain))
