"""A mail's bytes read as an answer: what it is, what it is about, and what told us."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from salesbook.domain.answers.classify import (
    acknowledgements,
    automatic,
    complaints,
    optout,
    read_receipts,
    strangers,
)
from salesbook.domain.answers.classify.autoreply_phrases import (
    is_perhaps_subject,
    is_personal,
    says_away,
)
from salesbook.domain.answers.classify.bounces import Bounce
from salesbook.domain.answers.classify.kinds import Answer, Kind, Verdict
from salesbook.domain.answers.classify.mail_headers import (
    ANSWERED,
    answers_invitation,
    bare_subject,
    calendar_method,
    named_in,
    when,
)
from salesbook.domain.answers.classify.new_address import new_address
from salesbook.domain.answers.classify.parsed_mail import ParsedMail, content_type, header_values, ids_in
from salesbook.domain.answers.classify.phrases import plain_phrase
from salesbook.domain.answers.classify.reply_text import body, reply_words
from salesbook.domain.answers.classify.reports import is_report, original_ids
from salesbook.util.addresses import address_key

_MOST_IDS = 50
_TO = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Delivered-To")


def nobody(_address: str) -> bool:
    """No address is of our own team."""
    return False


def no_request(_message_id: str) -> bool:
    """No letter asks a colleague to decide."""
    return False


def read_answer(
    data: bytes,
    *,
    ours: Callable[[str], bool],
    opt_out: str,
    known: Callable[[str], bool],
    own: Callable[[str], bool] = nobody,
    firm: str = "",
    asks: Callable[[str], bool] = no_request,
    notes: str = "",
) -> Answer:
    """What a mail is; any bytes at all have an answer.

    `ours`: whether a Message-ID is of one of our letters. `opt_out`: the address in Settings that takes
    opt-outs, or "". `known`: whether an address is a contact's. `own`: whether it is of our own team. `firm`: what we are called.
    `asks`: whether a Message-ID is of a letter of ours that asks a colleague to decide.
    `notes`: the address in Settings to which the front line sends what it hears, or "".
    """
    reading = _Reading(ParsedMail.of(data), ours, opt_out, known, own, firm, asks)
    mail, verdict = reading.mail, reading.verdict()
    name, address = mail.sender
    if notes and address_key(notes) in map(address_key, reading.to):
        verdict = _as_note(verdict, of_team=own(address))
    return Answer(
        verdict.kind, address, name, when(mail), mail.subject, reading.their_id, reading.about, reading.to,
        verdict.failures, reading.words if verdict.kind in _WITH_WORDS else "", verdict.new_address, verdict.draft, verdict.why,
        returned=bool(verdict.failures) and reading.bounce.returns_letter_of(own), of_failure=verdict.of_failure,
        named=reading.named if verdict.kind is Kind.DOUBTFUL and not reading.concerned else "",
    )  # fmt: skip


def _as_note(verdict: Verdict, *, of_team: bool) -> Verdict:
    """Of a mail to Notes address: what colleagues write themselves is a note, whatever it says; a customer's answer stays one."""
    wrote = {Kind.OTHER, Kind.REPLY, Kind.DOUBTFUL, Kind.OPT_OUT} if of_team else {Kind.OTHER}
    return Verdict(Kind.NOTE, "it went to Notes address") if verdict.kind in wrote else verdict


_WITH_WORDS = {
    Kind.NOTE,
    Kind.REPLY,
    Kind.DECISION,
    Kind.AUTOMATIC,
    Kind.CALENDAR,
    Kind.OPT_OUT,
    Kind.DOUBTFUL,
}


@dataclass(frozen=True)
class _Reading:
    mail: ParsedMail
    ours: Callable[[str], bool]
    opt_out: str
    known: Callable[[str], bool]
    own: Callable[[str], bool]
    firm: str
    asks: Callable[[str], bool]

    @cached_property
    def bounce(self) -> Bounce:
        return Bounce(self.mail, self.text, self.known)

    @cached_property
    def text(self) -> str:
        return body(self.mail)

    @cached_property
    def words(self) -> str:
        return reply_words(self.text)

    @cached_property
    def to(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(address for _, address in self.mail.people(*_TO)))[:_MOST_IDS]

    @cached_property
    def names(self) -> frozenset[str]:
        """Words that we are called by: of the firm, and of the domains that it was sent to."""
        domains = " ".join(address.rpartition("@")[2] for address in (*self.to, self.opt_out))
        return frozenset(re.findall(r"[\w'&-]+", plain_phrase(self.firm))) | frozenset(
            re.findall(r"[\w-]+", domains.lower())
        )

    @cached_property
    def about(self) -> tuple[str, ...]:
        """Message-IDs it refers to. A report's original is the surest; a reply's headers are."""
        inside = original_ids(self.mail)
        answered = [*self._ids("In-Reply-To"), *reversed(self._ids("References"))]
        report = self.bounce.is_one or content_type(self.mail.root) == "multipart/report"
        found = [*inside, *answered, *self.bounce.text_ids] if report else [*answered, *inside]
        return tuple(dict.fromkeys(found))[:_MOST_IDS]

    def _ids(self, name: str) -> list[str]:
        return [one for value in header_values(self.mail.root, name) for one in ids_in(value)]

    @cached_property
    def their_id(self) -> str:
        """Its Message-ID; without one a digest of what it says, which is the same however it was kept."""
        if found := ids_in(self.mail.header("Message-ID")):
            return found[0]
        heads = (self.mail.header(name) for name in ("From", "To", "Date", "Subject"))
        said = " ".join("\x1f".join((*heads, *self.about, self.text)).split())
        return f"<{hashlib.blake2b(said.encode('utf-8', 'surrogatepass'), digest_size=16).hexdigest()}@none>"

    @cached_property
    def our_letter(self) -> str:
        return next((one for one in self.about if self.ours(one)), "")

    @cached_property
    def is_asked(self) -> bool:
        """Whether it answers a letter that asks a colleague to decide."""
        return bool(self.our_letter) and self.asks(self.our_letter)

    @cached_property
    def is_known(self) -> bool:
        return bool(self.mail.sender[1]) and self.known(self.mail.sender[1])

    @cached_property
    def concerned(self) -> bool:
        """Whether it is from a contact, or about a letter of ours."""
        return self.is_known or bool(self.our_letter)

    @cached_property
    def wish(self) -> Verdict | None:
        """What its own words say about getting mail."""
        subject = bare_subject(self.mail.subject)
        answers = subject != self.mail.subject

        def judged(subject: str, words: str) -> Verdict | None:
            return optout.by_subject_and_words(subject, words, self.names, answers=answers)

        return optout.of_whom(subject, self.words, self.mail.sender[1], judged)

    @cached_property
    def named(self) -> str:
        """The address of a contact that a mail from somebody else names, as its own or in its words; "" for none."""
        told = named_in(self.mail, self.words)
        return next((one for one in told if self.known(one)), "")

    def verdict(self) -> Verdict:
        for judge in (self._by_report, self._by_link, self._by_program):
            if found := judge():
                return found
        return self._by_person()

    def _by_report(self) -> Verdict | None:
        """Complaints, bounces and receipts, which machines write; and what our own team writes."""
        mail = self.mail
        foreign = next((one for one in self.about if not self.ours(one)), "")
        if found := complaints.complaint_verdict(mail, self.our_letter, foreign, self.known):
            return found
        if self.bounce.is_one:
            return replace(self.bounce.verdict(self.our_letter, foreign), of_failure=True)
        if is_report(mail, "disposition-notification"):
            return Verdict(Kind.OTHER, "it is a read receipt (RFC 8098)")
        if read_receipts.is_one(mail.subject, self.text):
            return Verdict(Kind.OTHER, "it is a read receipt, by its subject and its words")
        if mail.sender[1] and self.own(mail.sender[1]) and not self.is_asked:
            return Verdict(Kind.OTHER, "one of our own team wrote it")
        return None

    def _by_link(self) -> Verdict | None:
        if self.is_asked:
            return None
        if found := optout.by_button(self.mail, self.to, self.opt_out):
            return found
        if automatic.sign(self.mail).endswith("auto-replied") or (
            self.our_letter and ANSWERED.match(self.mail.subject)
        ):
            return None
        dedicated = bool(self.opt_out) and not self.own(self.opt_out)
        trusted = self.is_known or bool(self.our_letter)
        if automatic.is_bulk(self.mail) and not trusted:
            return None
        return optout.by_link(
            self.mail,
            self.words,
            self.to,
            self.opt_out,
            trusted=trusted,
            dedicated=dedicated,
            names=self.names,
        )

    def _by_program(self) -> Verdict | None:
        """Calendar answers, filters that ask, automatic replies, and what goes to many."""
        if (method := calendar_method(self.mail)) in {"REPLY", "COUNTER"}:
            return Verdict(Kind.CALENDAR, f"it is a calendar's {method.lower()} to an invitation (RFC 5546)")
        if answers_invitation(self.mail, self.words):
            return Verdict(Kind.CALENDAR, "a calendar says that somebody answered an invitation")
        if automatic.is_challenge(self.mail, self.text):
            return Verdict(Kind.OTHER, "a filter asks whether a person wrote to it")
        told, bulk = automatic.sign(self.mail), automatic.is_bulk(self.mail)
        if (
            is_perhaps_subject(self.mail.subject)
            and told == automatic.AUTOMATIC_SUBJECT
            and is_personal(self.words)
        ):
            told = ""  # "Holidays" heads what people ask, too
        if (
            (told or bulk)
            and not self.concerned
            and (asked := strangers.for_a_contact(self.wish, self.named, sure=bulk))
        ):
            return asked
        if bulk and not self.our_letter and not automatic.is_reply(self.mail):
            return Verdict(Kind.OTHER, "it went to many, and answers no letter of ours")
        if told:
            if not self.concerned:
                return Verdict(Kind.OTHER, f"a program wrote it ({told}), about nothing of ours")
            return self._automatic(told)
        return None

    def _automatic(self, told: str) -> Verdict:
        found = automatic.automatic_verdict(self.mail, self.text, told)
        others = {self.mail.sender[1], *self.to}
        moved = new_address(self.words, others) if found.kind is Kind.AUTOMATIC else ""
        return Verdict(found.kind, found.why, new_address=moved)

    def _by_person(self) -> Verdict:
        why = self._why()
        if not why:
            return strangers.stranger_verdict(
                self.mail, self.wish, self.named, self.words, self.text, self.own
            )
        if self.wish and not self.is_asked:
            return self.wish
        if told := says_away(self.words):
            return self._automatic(told)
        if acknowledgements.is_system(self.mail.subject, self.words):
            return self._automatic("it says what only programs say of a mail that came in")
        if self.is_asked:
            return Verdict(Kind.DECISION, why)
        return acknowledgements.doubt(self.mail, self.words) or Verdict(Kind.REPLY, why)

    def _why(self) -> str:
        """What makes it an answer to us, as a clause; "" where nothing does."""
        if self.our_letter:
            answered = self._ids("In-Reply-To")
            named = "In-Reply-To" if self.our_letter in answered else "References"
            headers = {*answered, *self._ids("References")}
            return (
                f"{named} names a letter of ours"
                if self.our_letter in headers
                else "it carries a letter of ours"
            )
        return "it comes from the address of a contact" if self.is_known else ""
