"""Letters that follow what happened: drafted into Outbox and as files, where they wait until a person sends them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from salesbook.actions.mail.drafts import library_of
from salesbook.actions.mail.waiting_letters import WantedLetter, staged_letters
from salesbook.actions.session import Session, world_of
from salesbook.domain.aftersale.follow_ups import follow_up_rules
from salesbook.domain.aftersale.letters import LETTERS, EventLetter, letters_to_write
from salesbook.domain.world import World
from salesbook.errors import BadInput
from salesbook.schema.after_sale import OF_AFTER_SALE
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Plan, Problem
from salesbook.util.wording import cited


@contextmanager
def staged_after_sale(session: Session, plan: Plan, after: Callable[[], World]) -> Iterator[Plan]:
    """What drafting them changes besides the plan, which is carried out first: a letter of welcome is from the new owner.

    Their files are put in place when this is left without an error. Nothing where the workbook has no part for mail.
    `after`: the world with that plan.
    """
    if "Outbox" not in session.seen.grids:
        yield Plan()
        return
    unknown = _unknown_letters(session)
    if not plan.summary.get(LETTERS):  # most days bring none, and to read everything once more takes its time
        yield Plan(problems=tuple(unknown))
        return
    world = after()
    names = {problem.value for problem in unknown}
    letters = [one for one in letters_to_write(world) if one.template not in names]
    with staged_letters(session, world, _wanted(letters), "letter of Handoffs and Follow-ups") as drafting:
        yield Plan(problems=tuple(unknown)) + drafting


def _wanted(letters: Sequence[EventLetter]) -> list[WantedLetter]:
    return [WantedLetter(one.key, one.contact, one.template, one.held) for one in letters]


def _unknown_letters(session: Session) -> list[Problem]:
    """Rows of FollowUps whose Letter is no text of templates/letters."""
    few = {name: grid for name, grid in session.seen.grids.items() if name in (*OF_AFTER_SALE, "Settings")}
    world, _ = world_of(replace(session.seen, grids=few), session.today)
    try:
        known = set(library_of(session.book).names())
    except BadInput:  # in a browser
        return []
    table = world.frames["FollowUps"]
    return [
        origin_of(table).problem(
            rule.handle,
            "Letter",
            f"There is no letter {cited(rule.letter)}",
            "Take one of templates/letters, such as thank-you.",
        )
        for rule in world.get(follow_up_rules)
        if rule.letter and f"letters/{rule.letter}" not in known
    ]
