"""Mails on which a person must decide, as rows of Problems. They stay there until somebody deletes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from salesbook.domain.answers.classify import Answer, Kind
from salesbook.domain.answers.matched import MatchedMail
from salesbook.domain.answers.wording import said
from salesbook.domain.facts.people import full_names
from salesbook.domain.world import World
from salesbook.tables.plan import Problem
from salesbook.tables.records import MAILBOX
from salesbook.util.addresses import address_key
from salesbook.util.wording import on

SOFT_IN_A_ROW = 3  # so many and somebody should ask for another address
_DONE = "Then delete this row."
_NO_MORE = "Read it in the mailbox. If they want no more mail, put the address on the sheet Do not mail."
_UNDELIVERED = "Read it in the mailbox. If a letter of yours did not arrive, ask for another address, and change Email in Contacts."


@dataclass(frozen=True)
class Questions:
    """What there is to ask about these mails. `soft`: see `plan.Inbox`; `moment`: when a mail was written."""

    world: World
    mails: Sequence[MatchedMail]
    soft: Mapping[str, int]
    moment: Callable[[Answer], datetime]

    def problems(self) -> Iterator[Problem]:
        """One for each mail that a person must look at."""
        soft: Counter[str] = Counter()
        for mail in self.mails:
            answer = mail.answer
            if answer.kind is Kind.HARD:
                yield self._problem(
                    mail, f"The letter to {self._who(mail)} came back: {said(mail)}", self._better(mail)
                )
            elif answer.kind is Kind.AUTOMATIC and answer.new_address:
                yield self._problem(
                    mail,
                    f"{self._who(mail)} has an automatic reply that names another address",
                    self._better(mail),
                )
            elif answer.kind is Kind.SOFT and (key := address_key(mail.address)):
                soft[key] += 1
                if soft[key] + self.soft.get(key, 0) == SOFT_IN_A_ROW:
                    yield self._problem(
                        mail,
                        f"{SOFT_IN_A_ROW} letters to {self._who(mail)} came back in a row: {said(mail)}",
                        f"Ask for another address. {_DONE}",
                    )
            elif mail.is_asked_about:
                yield self._problem(
                    mail,
                    f"{answer.sender if answer.named else self._who(mail)} wrote on {on(self.moment(answer).date())} {said(mail) or 'without words'}: {answer.why}",
                    f"{_UNDELIVERED if answer.of_failure else _NO_MORE} {_DONE}",
                )
            elif answer.kind is Kind.OPT_OUT and mail.contact < 0 and mail.letter is None:
                yield self._problem(
                    mail,
                    *self._stranger(answer),
                )

    def _problem(self, mail: MatchedMail, why: str, todo: str) -> Problem:
        ids = self.world.frames["Contacts"].index
        key = ids[mail.contact] if mail.contact >= 0 else ""
        about = mail.address or mail.answer.sender or mail.answer.draft
        return Problem(MAILBOX, key, "Email", about, why, todo)

    def _stranger(self, answer: Answer) -> tuple[str, str]:
        """What is asked about an opt-out of nobody that we know."""
        if answer.sender:
            return (
                f"{answer.sender} wants no more mail, and is the address of no contact",
                f"See who that is: another address of theirs may still get letters. {_DONE}",
            )
        return (
            f"The reader of the letter {answer.draft} wants no more mail, and neither ledger nor Outbox knows who that is",
            f"Look for the letter where you send from, and put the address on the sheet Do not mail. {_DONE}",
        )

    def _better(self, mail: MatchedMail) -> str:
        if mail.asks_a_colleague:
            return f"Correct Email on Executives or Team for the next time, and tell or ask them yourself. {_DONE}"
        if mail.answer.new_address:
            return f"It names {mail.answer.new_address}: ask them, and change Email in Contacts. {_DONE}"
        return f"Ask for another address, and change Email in Contacts. {_DONE}"

    def _who(self, mail: MatchedMail) -> str:
        name = self._names[mail.contact] if mail.contact >= 0 else ""
        return name or mail.address or mail.answer.sender or "somebody"

    @cached_property
    def _names(self) -> list[str]:
        return full_names(self.world.frames["Contacts"]).tolist()
