"""Letters that did not arrive: by the report of RFC 3464, and by the words of servers that write none."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from functools import cached_property

from salesbook.domain.answers.classify import notice_words, quoted_letters
from salesbook.domain.answers.classify.kinds import Failure, Kind, Verdict
from salesbook.domain.answers.classify.mailer_daemons import (
    has_code,
    is_daemon,
    is_named_as_robot,
    is_robot,
    is_surely,
    takes_no_answer,
    tells_of_failure,
)
from salesbook.domain.answers.classify.new_address import new_address
from salesbook.domain.answers.classify.parsed_mail import (
    BROKEN,
    ParsedMail,
    addresses_in_text,
    on_one_line,
    saved_texts,
)
from salesbook.domain.answers.classify.reports import (
    carried_status,
    failures_in,
    is_report,
    original_ids,
    originals,
    status_part,
)
from salesbook.domain.answers.classify.status_codes import code_in, judged, tells
from salesbook.util.addresses import address_key

_FIELDS = re.compile(r"^(?=(?:Original|Final)-Recipient\s*:)", re.IGNORECASE | re.MULTILINE)
_MENTIONS = 6
_MOST = 40_000  # bytes that the text heuristics read: they try some fifty patterns on every line


@dataclass(frozen=True)
class Bounce:
    """A mail looked at as a bounce."""

    mail: ParsedMail
    text: str
    known: Callable[[str], bool]

    @cached_property
    def notice(self) -> str:
        """What the server wrote to people, down to where the original begins."""
        return quoted_letters.above(self.text)

    @cached_property
    def text_ids(self) -> list[str]:
        """Message-IDs of originals that stand in the text."""
        return [
            *quoted_letters.ids(self.text),
            *(one for text in self._files for one in quoted_letters.ids(text)),
        ]

    @cached_property
    def _files(self) -> list[str]:
        """Text that is attached, as some gateways do with the head of the letter."""
        return [text[:_MOST] for text in saved_texts(self.mail, "text/plain")] if is_robot(self.mail) else []

    @cached_property
    def is_one(self) -> bool:
        """Whether a program wrote it, and about a letter that did not arrive."""
        mail = self.mail
        if self.report is not None or mail.has("X-Failed-Recipients"):
            return True
        if is_report(mail, "disposition-notification"):
            return bool(re.search(r"automatically rejected|quota", self.notice, re.IGNORECASE))
        if is_surely(mail):
            return True
        about_it = notice_words.SUBJECT_OF_NOTICE.search(mail.subject)
        if about_it and (is_daemon(mail) or takes_no_answer(mail) or any(self._known_formats)):
            return True
        if is_daemon(mail) and (self.text_ids or original_ids(mail) or self.tells_arrival):
            return True
        return self._may_be_one and self._is_shaped

    @property
    def _may_be_one(self) -> bool:
        """Whether a program may have sent it; what a contact's own address sends is an automatic reply."""
        mail = self.mail
        return is_named_as_robot(mail) or (takes_no_answer(mail) and not self.known(mail.sender[1]))

    @property
    def _is_shaped(self) -> bool:
        """Whether it says that something was not delivered, and shows what: a letter, or a server's reply."""
        if not tells_of_failure(f"{self.mail.subject}\n{self.notice}"):
            return False
        names_reader = self.mail.has("In-Reply-To", "References") and any(
            self.known(one) for one in addresses_in_text(self.notice[:20_000])
        )
        return bool(self.letters) or has_code(self.notice) or any(self._known_formats) or names_reader

    @cached_property
    def report(self) -> Message | None:
        """The part that tells what became of each recipient; of a mail whose parts cannot be told apart, the lines that do."""
        if (part := status_part(self.mail)) is not None or not is_robot(self.mail):
            return part
        if (part := carried_status(self.mail)) is None and (found := _FIELDS.search(self.text)):
            part = Message()
            part.set_payload(self.text[found.start() :])
        return part

    @cached_property
    def letters(self) -> tuple[Message, ...]:
        """The letters that it carries: as parts, else the head of one in its text."""
        return tuple(originals(self.mail)) or quoted_letters.heads(
            "\n".join((self.text[:_MOST], *self._files))
        )

    @cached_property
    def _known_formats(self) -> tuple[list[str], list[str]]:
        return _flufl(self.mail)

    def about(self, address: str) -> str:
        """What the notice says of an address: what follows its first mention that tells something."""
        places = list(re.finditer(re.escape(address), self.notice, re.IGNORECASE))[:_MENTIONS]
        told = [
            quoted_letters.paragraph(self.notice[place.start() : place.start() + 700], len(address))
            for place in places
        ]
        return next((one for one in told if tells(one)), next(iter(told), ""))

    def returns_letter_of(self, own: Callable[[str], bool]) -> bool:
        """Whether a letter that it carries is from somebody for whom `own` holds."""
        return any(
            own(one) for letter in self.letters for one in addresses_in_text(str(letter.get("From", "")))
        )

    @cached_property
    def failures(self) -> tuple[list[Failure], bool]:
        """The recipients it names, and whether it tells of some that were reached."""
        part = self.report
        if part is None and self.tells_arrival:
            return [], True
        found, reached = (
            failures_in(part, self.known, self.about, self._judged) if part is not None else ([], False)
        )
        return (found, reached) if found or reached else (self._by_text(), False)

    @cached_property
    def tells_arrival(self) -> bool:
        """Whether it says that the letter arrived, and nothing of one that did not."""
        told = f"{self.mail.subject}\n{self.notice}"
        return bool(notice_words.SAYS_ARRIVED.search(told)) and not tells_of_failure(told)

    def _by_text(self) -> list[Failure]:
        waits = notice_words.WAITS.search(self.notice) and not re.search(
            r"permanent (?:error|failure|fatal)", self.notice, re.IGNORECASE
        )
        later, never = (self._noticed(found) for found in self._known_formats)
        addresses = [*later, *never] or self._named() or self._sent_to()
        addresses = list(dict.fromkeys((*addresses, *self._beside(addresses))))
        waiting = (
            set() if notice_words.BLOCKED.search(self.notice) else set(later)
        )  # such notices are called warnings, too
        return [self._failure(one, Kind.DELAYED if waits or one in waiting else None) for one in addresses]

    def _noticed(self, addresses: list[str]) -> list[str]:
        """Without those that stand only in the original, such as its sender, and without ours that the mail came to."""
        came_to = {address_key(address) for _, address in self.mail.people("To", "Delivered-To")}
        told = f"{self.notice} {self.mail.header('X-Failed-Recipients')}".lower()
        return [
            one
            for one in addresses
            if one.lower().partition("@")[0] in told and address_key(one) not in came_to
        ]

    def _failure(self, address: str, kind: Kind | None) -> Failure:
        said = self.about(address)
        if not tells(said):
            said = on_one_line(self.notice, 400)
        return Failure(
            address,
            kind or self._judged(address, code_in(said), said),
            code_in(said),
            _behind(address, on_one_line(said)),
        )

    def _judged(self, address: str, status: str, said: str) -> Kind:
        """What a server's no about an address is, where our own address and domain are the sender's."""
        senders = {one.rpartition("@")[2].lower() for one in self._ours}
        return judged(status, said, senders - {address.rpartition("@")[2].lower()})

    @cached_property
    def _ours(self) -> list[str]:
        """The addresses that the mail came to, and who wrote the letters that it carries."""
        came_to = [address for _, address in self.mail.people("To", "Delivered-To")]
        return [*came_to, *(a for one in self.letters for a in addresses_in_text(str(one.get("From", ""))))]

    @cached_property
    def _meant(self) -> list[str]:
        """Whom the letters that it carries were sent to."""
        return [one for letter in self.letters for one in addresses_in_text(str(letter.get("To", "")))]

    def _named(self) -> list[str]:
        """Addresses in the notice that the original was sent to, else those of contacts."""
        meant = {address_key(one) for one in self._meant}
        told = addresses_in_text(self.notice[:20_000])
        return [one for one in told if address_key(one) in meant] or [one for one in told if self.known(one)]

    def _sent_to(self) -> list[str]:
        """Whom the original was sent to, where it was one and the notice names nobody."""
        told = tells_of_failure(f"{self.mail.subject}\n{self.notice}") or has_code(self.notice)
        return self._meant if len(self._meant) == 1 and told else []

    def _beside(self, found: list[str]) -> list[str]:
        """Addresses of contacts that stand on a line of their own next to one that failed."""
        alone = [quoted_letters.lone_address(line) for line in self.notice[:20_000].splitlines()]
        keys, beside = {address_key(one) for one in found}, []
        for lines in (alone, alone[::-1]):
            near = False
            for address in lines:
                near = bool(address) and (near or address_key(address) in keys)
                if near and address_key(address) not in keys and self.known(address):
                    beside.append(address)
        return beside

    def verdict(self, ours: str, foreign: str) -> Verdict:
        """What it means. `ours`: our letter that it is about; `foreign`: another letter that it is about."""
        failures, reached = self.failures
        if not failures:
            if reached:
                return Verdict(Kind.OTHER, "a server says that a letter arrived")
            if ours:
                return Verdict(
                    Kind.DOUBTFUL,
                    "it looks as if a letter of ours did not arrive, but names no address that failed",
                )
            return Verdict(Kind.OTHER, "it is about the delivery of no letter of ours")
        if ours:
            return self._acted(failures, "it carries the Message-ID of a letter of ours")
        ours_too = [one for one in failures if self.known(one.address)]
        named = ", ".join(one.address for one in ours_too or failures)
        if ours_too and not foreign:
            return self._acted(ours_too, "a server names the address of a contact, and no letter of others")
        if ours_too:
            return Verdict(
                Kind.DOUBTFUL, f"it says that {named} failed, but about a letter that is not in the ledger: it may be forged, "
                "or about a letter that somebody wrote by hand",
            )  # fmt: skip
        if foreign:
            return Verdict(Kind.OTHER, "it is about a letter that is not ours, to nobody we know")
        return Verdict(
            Kind.DOUBTFUL,
            f"it says that {named} failed, but neither a letter of ours nor an address we know is in it: it may be forged",
        )

    def _acted(self, failures: list[Failure], why: str) -> Verdict:
        kind = next(
            kind for kind in (Kind.HARD, Kind.SOFT, Kind.DELAYED) if any(one.kind is kind for one in failures)
        )
        how = "a delivery report (RFC 3464)" if self.report is not None else "a server's words"
        others = {one.address for one in failures} | {
            self.mail.sender[1],
            *(a for _, a in self.mail.people("To")),
        }
        told = " ".join([self.notice, *(one.said for one in failures)])
        moved = new_address(told, others) if kind is not Kind.DELAYED else ""
        return Verdict(kind, f"{how}: {why}", tuple(failures), moved)


def _flufl(mail: ParsedMail) -> tuple[list[str], list[str]]:
    """What flufl.bounce knows of the formats of servers: addresses that wait, and those that failed."""
    from flufl.bounce import all_failures

    log = logging.getLogger("flufl.bounce")
    log.disabled = True  # it tells of each detector that it tries
    try:
        later, never = all_failures(mail.short(_MOST))
    except BROKEN:
        return [], []  # a mail too broken for it
    return _addresses(later), _addresses(never)


def _addresses(found: frozenset[bytes]) -> list[str]:
    return [one for raw in sorted(found) for one in addresses_in_text(raw.decode("ascii", "replace"))[:1]]


def _behind(address: str, said: str) -> str:
    """What a server says behind the address that its line begins with, "<ana@firm.example>: host ... said: 550": from the host on."""
    return re.sub(rf"^<?{re.escape(address)}>\s*(?:\([^()]*\))?:\s*(?=\S)", "", said, flags=re.IGNORECASE)
