"""From mails that came in to what changes: touches, due dates, who is not written to any more, and questions for a person."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from salesbook.domain.answers.classify import Answer, Kind
from salesbook.domain.answers.decisions import MailedDecisions
from salesbook.domain.answers.easy_answers import answer_of_list, easy_answer
from salesbook.domain.answers.matched import STOPS, MatchedMail
from salesbook.domain.answers.noted import plan_mailed_notes
from salesbook.domain.answers.questions import Questions
from salesbook.domain.answers.wording import counted, for_now, no_of, said
from salesbook.domain.facts.due import rhythm_table
from salesbook.domain.facts.letter_status import BOUNCED, REPLIED, UNSUBSCRIBED
from salesbook.domain.facts.owners import owners_of
from salesbook.domain.guards.do_not_mail import not_mailed
from salesbook.domain.pitching.letters import campaign_of_letter
from salesbook.domain.world import World
from salesbook.tables.arrays import dates
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Change, Extend, Message, Plan, Set, Value
from salesbook.util.addresses import address_key, read_address

_LATER = 1  # days after a reply until it is time to ring back
_LONGEST_WORDS = 2_000


@dataclass(frozen=True, slots=True)
class Reaction:
    """What a mail says of a letter of ours: one of BOUNCED, REPLIED, UNSUBSCRIBED."""

    message_id: str
    status: str
    said: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class No:
    """An address that gets no mail any more, for good: why, and the mail that says so."""

    address: str
    why: str
    mail: MatchedMail


@dataclass(frozen=True)
class Inbox:
    """The mails of one look, none of which was read before.

    `soft`: by key of address how many soft bounces came in a row before; `now`: the moment, on the wall.
    """

    world: World
    mails: Sequence[MatchedMail]
    soft: Mapping[str, int]
    now: datetime

    def reactions(self) -> Iterator[Reaction]:
        """What they say of our letters."""
        status = {
            Kind.REPLY: REPLIED,
            Kind.DECISION: REPLIED,
            Kind.HARD: BOUNCED,
            Kind.OPT_OUT: UNSUBSCRIBED,
            Kind.COMPLAINT: UNSUBSCRIBED,
        }
        for mail in self.mails:
            if mail.letter and mail.answer.kind in status and self._counts(mail):
                why = no_of(mail) if mail.answer.kind in STOPS else said(mail)
                yield Reaction(mail.letter.message_id, status[mail.answer.kind], why, mail.answer.when)

    def _counts(self, mail: MatchedMail) -> bool:
        """Whether a decision is one: anybody can answer a letter that they have seen."""
        return mail.answer.kind is not Kind.DECISION or mail.key in self.decisions.taken

    @cached_property
    def decisions(self) -> MailedDecisions:
        """What executives answer who were asked."""
        return MailedDecisions(self.world, self.mails, self._moment)

    def refusing(self) -> Iterator[No]:
        """Who gets no mail any more."""
        for mail in self.mails:
            if mail.answer.kind in STOPS:
                for address in dict.fromkeys(filter(None, (mail.address, mail.own, self._writer(mail)))):
                    yield No(address, no_of(mail), mail)

    def plan(self) -> Plan:
        """Everything that changes in the workbook, but for what the ledger tells of letters."""
        replies = [mail for mail in self.mails if mail.answer.kind is Kind.REPLY and mail.contact >= 0]
        changes = [*self._activities(replies), *self._next_dates(replies), *self._not_mailed()]
        found = Counter(
            mail.answer.kind if self._counts(mail) else Kind.DOUBTFUL
            for mail in self.mails
            if mail.is_asked_about or mail.answer.kind is not Kind.DOUBTFUL
        )
        told = tuple(Message(text) for text in (counted(len(self.mails), found), for_now(self.mails)) if text)
        return Plan(
            tuple(changes), tuple(Questions(self.world, self.mails, self.soft, self._moment).problems()), told,
            {"read": len(self.mails), **{str(kind): n for kind, n in found.items()}},
        ) + self.decisions.plan + plan_mailed_notes(self.world, self.mails, self._moment)  # fmt: skip

    def _moment(self, answer: Answer) -> datetime:
        """When it was written, on this computer's wall; never later than now."""
        if answer.when is None:
            return self.now
        return min(answer.when.astimezone().replace(tzinfo=None, microsecond=0), self.now)

    def _writer(self, mail: MatchedMail) -> str:
        """Who wrote an opt-out; whoever forwards a complaint asks nothing for themselves."""
        return read_address(mail.answer.sender)[0] if mail.answer.kind is Kind.OPT_OUT else ""

    def _activities(self, replies: Sequence[MatchedMail]) -> list[Change]:
        known = set(self.world.frames["Activities"].index)
        new = {activity: mail for mail in replies if (activity := _activity(mail)) not in known}
        if not new:
            return []
        ids = self.world.frames["Contacts"].index
        answers = [mail.answer for mail in new.values()]
        columns: dict[str, list[Value]] = {
            "Activity ID": list(new),
            "When": [self._moment(answer) for answer in answers],
            "Contact ID": [ids[mail.contact] for mail in new.values()],
            "By": [self.world.get(owners_of)[mail.contact] or None for mail in new.values()],
            "Channel": ["Email"] * len(new),
            "Direction": ["In"] * len(new),
            "Campaign ID": [self._campaign(mail) or None for mail in new.values()],
            "Answer": [self._said_to_pitch(mail) for mail in new.values()],
            "Subject": [answer.subject or None for answer in answers],
            "Their words": [answer.words[:_LONGEST_WORDS] or None for answer in answers],
        }
        return [Extend("Activities", columns)]

    def _campaign(self, mail: MatchedMail) -> str:
        """The campaign of the letter that is answered; "" for none."""
        letter = mail.letter
        return campaign_of_letter(self.world, letter.draft, letter.mailing) if letter else ""

    def _said_to_pitch(self, mail: MatchedMail) -> str | None:
        """The answer that somebody clicked in a letter of a campaign; None where they wrote in their own words, which a person reads."""
        log = origin_of(self.world.frames["Activities"]).grid
        if not mail.letter or not self._campaign(mail) or "Answer" not in log.columns:
            return None
        outbox = self.world.frames["Outbox"]
        of_letter = str(outbox["Subject"].get(mail.letter.draft, ""))
        return answer_of_list(easy_answer(mail.answer.subject, of_letter)) or None

    def _next_dates(self, replies: Sequence[MatchedMail]) -> list[Change]:
        """Whoever wrote is called back on the next day, unless a day was agreed that is still to come."""
        contacts = self.world.frames["Contacts"]
        agreed, source = dates(contacts, "Next date"), origin_of(contacts)
        latest: dict[int, date] = {}
        for mail in replies:
            if _activity(mail) not in self.world.frames["Activities"].index:
                day = self._moment(mail.answer).date()
                latest[mail.contact] = max(day, latest.get(mail.contact, day))
        due = {
            contact: day + timedelta(days=_LATER)
            for contact, day in latest.items()
            if not (agreed[contact].item() and agreed[contact].item() > day)
            and not self._spoken_since(contact, day)
        }
        if not due:
            return []
        ids = [contacts.index[contact] for contact in due]
        return [
            Set("Contacts", ids, {"Next date": list(due.values())},
                {"Next date": [source.value(contact, "Next date") for contact in ids]})
        ]  # fmt: skip

    def _spoken_since(self, contact: int, day: date) -> bool:
        """Whether somebody answered already, by the log."""
        last = self.world.get(rhythm_table)["last_touch"].iloc[contact]
        return bool(last == last and last.date() > day)  # noqa: PLR0124  (NaT)

    def _not_mailed(self) -> list[Change]:
        table = self.world.frames["DoNotMail"]
        said = not_mailed(table)
        rows = {}
        asked = [(no.address, no.why, self._moment(no.mail.answer).date(), "inbox") for no in self.refusing()]
        for address, why, day, source in [*asked, *self._bounced()]:
            if address_key(address) not in said.addresses and address_key(address) not in rows:
                rows[address_key(address)] = (address, day, why[:200], source)
        if not rows:
            return []
        columns: dict[str, list[Value]] = {
            name: [row[i] for row in rows.values()]
            for i, name in enumerate(("Address", "Since", "Why", "Source"))
        }
        return [Extend("DoNotMail", columns)]

    def _bounced(self) -> Iterator[tuple[str, str, date, str]]:
        """Addresses that take no letters any more."""
        for mail in self.mails:
            if mail.answer.kind is Kind.HARD and mail.address and not mail.asks_a_colleague:
                yield mail.address, f"came back: {said(mail)}", self._moment(mail.answer).date(), "bounce"


def _activity(mail: MatchedMail) -> str:
    """The Activity ID of a reply: the same however often it is read."""
    return "I-" + hashlib.blake2b(mail.key.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
