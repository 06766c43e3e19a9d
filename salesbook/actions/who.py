"""`who`: who of us knows an account or a person best."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from salesbook.actions.base import EVERYTHING, Action, option
from salesbook.actions.outcome import Outcome
from salesbook.actions.session import Session
from salesbook.util.wording import count, joined, on

if TYPE_CHECKING:
    from salesbook.domain.cards.who_knows import Acquaintance


def _who(session: Session, options: Namespace) -> Outcome:
    from salesbook.domain.cards.find import find
    from salesbook.domain.cards.who_knows import who_knows
    from salesbook.domain.facts.people import People

    world = session.read(EVERYTHING)
    subject = find(world.frames, options.who)
    people = People(world.frames["Contacts"], world.frames["Accounts"])
    found = who_knows(world, subject)
    name = people.described(subject.contact) if subject.contact else people.account_name(subject.account)
    told = (
        f"Who of us knows {name}, the best first, in % of what the cadence asks for:"
        if found
        else f"None of us has been in touch with {name}."
    )
    ties = [asdict(one) for one in found]
    return Outcome(session.action, summary={"ties": ties}, messages=[told], extra=_lines(found))


def _lines(found: Sequence[Acquaintance]) -> list[str]:
    """A line a colleague: how strong the tie is, when they were last in touch, and with whom."""
    width = max((len(one.colleague) for one in found), default=0)
    return [
        f"  {one.colleague:<{width}}  {one.strength:4.0f} %  last {on(one.last)}, {count(one.touches, 'touch', 'touches')}"
        f" with {joined(one.people)}"
        for one in found
    ]


WHO = Action(
    "who",
    "Who of us knows an account or a person best.",
    run=_who,
    options=(option("who", "the name of an account or a person, or an ID", metavar="NAME"),),
    usage=(('who BOOK "Name or account"', "says who of you knows a person or an account best"),),
)
