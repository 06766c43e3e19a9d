"""An action whose part the book lacks: the person is asked whether the part shall come, and the action goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from salesbook.actions.add import ADD
from salesbook.actions.outcome import Outcome
from salesbook.actions.parts.grow import grow_workbook, lacks, parts_in
from salesbook.actions.parts.macros import plan_macros
from salesbook.actions.session import Question, Session
from salesbook.domain.parts.wording import told
from salesbook.errors import BadInput, PartMissing, SalesbookError, WrongUsage, explain
from salesbook.schema import TABLES


def with_part(session: Session, lack: PartMissing, again: Callable[[Session], Outcome]) -> Outcome:
    """What comes of an action that lacked a part: with the part, if the person wants it, it is done `again`.

    Raises `lack` where nobody can be asked, BadInput where nothing can come to the book now; else what adding raises.
    """
    if session.dry_run:
        raise lack
    adding = session.on(ADD.name, session.book)
    parts = parts_in(adding)
    had = lack.part in parts
    additions = lacks(adding, [lack.part], ADD.defaults())
    plan = plan_macros(adding, additions, {*parts, lack.part}, () if had else (lack.part,))
    try:
        session.book.refuse_growing(plan.additions)
    except SalesbookError as error:  # to ask would lead to nothing
        what = f"The workbook has no part {lack.part} for this, and none can come to it now."
        raise BadInput(what, explain(error)) from error
    if not _agreed(session, lack, f"Add the part {lack.part}: {told(plan.additions)}", had=had):
        return Outcome(session.action, messages=["Nothing was added, and nothing done."], unfinished=True)
    added = grow_workbook(adding, plan, [lack.part], f"Added {lack.part}")
    try:
        done = again(session.on(session.action, session.book))
    except SalesbookError as error:  # such as that nothing is written on the new sheets yet
        return replace(added, messages=[*added.messages, explain(error)], unfinished=True)
    return replace(done, changed=added.changed + done.changed, messages=[*added.messages, *done.messages])


def _agreed(session: Session, lack: PartMissing, offer: str, *, had: bool) -> bool:
    sheet = TABLES[lack.missing[0]].sheet
    sentence = f"This workbook has no {sheet}{'' if had else ' yet'}. {offer}"
    try:
        return session.person.agrees(Question(sentence, lack.part), None)
    except WrongUsage:  # nobody is there
        raise lack from None
