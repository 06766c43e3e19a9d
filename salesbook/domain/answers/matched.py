"""Mails that came in, each with the letter and the person that it is about."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from hashlib import blake2b

from salesbook.domain.answers.classify import Answer, Kind
from salesbook.domain.answers.easy_answers import easy_answer
from salesbook.domain.pitching.to_colleagues import goes_to_colleague
from salesbook.domain.world import World
from salesbook.tables.arrays import Objects, texts
from salesbook.util.addresses import address_key, read_address


@dataclass(frozen=True, slots=True)
class OurLetter:
    """A letter of ours, as the ledger knows it."""

    message_id: str
    draft: str
    mailing: str
    contact: str


class Way(StrEnum):
    """How we were told, in the words that say it of a no."""

    MAIL = "asked by mail"
    PAGE = "asked by the opt-out page"
    RESULTS = "told by a bulk sender's results"


@dataclass(frozen=True, slots=True)
class MatchedMail:
    """A mail that came in. `contact` is a position in Contacts, -1 for nobody there; `address` is the reader's, or "".

    `own` is the contact's address by now, which may be another one than the letter went to; or "".
    `letter` is the one that it answers, where it answers one. `junk`: it lay among spam.
    """

    answer: Answer
    letter: OurLetter | None
    contact: int
    address: str
    own: str = ""
    junk: bool = False
    way: Way = Way.MAIL

    @property
    def key(self) -> str:
        """Tells it from all other mails, and is the same wherever it is read from again.

        Its Message-ID does not do alone: broken programs, and whoever copies a mail, give one to several.
        What counts besides is what was read of it, since its bytes differ from place to place.
        """
        answer = self.answer
        failed = [f"{address_key(one.address)} {one.kind} {one.status}" for one in answer.failures]
        read = " ".join("\x1f".join((answer.subject, answer.words, *failed)).split())
        said = "\x1f".join((answer.their_id, address_key(answer.sender), read))
        return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    @property
    def asks_a_colleague(self) -> bool:
        """Whether it is about a letter to a colleague, who was asked to decide or told of notes."""
        return self.letter is not None and goes_to_colleague(
            self.letter.draft, self.letter.contact, self.letter.mailing
        )

    @property
    def is_asked_about(self) -> bool:
        """Whether a person must look at it: it is doubtful, and not just anybody's junk."""
        concerned = self.contact >= 0 or self.letter is not None
        return self.answer.kind is Kind.DOUBTFUL and (concerned or not self.junk)


@dataclass(frozen=True)
class Finder:
    """Finds whose a mail is. `letter` gives the first of these Message-IDs that is one of ours, or None; `by_draft` one by its draft.

    A draft that the ledger does not know may have been sent by hand, or by a ledger that is gone: Outbox counts then.
    """

    world: World
    letter: Callable[[Sequence[str]], OurLetter | None]
    by_draft: Callable[[str], OurLetter | None]

    def find(self, answer: Answer, *, junk: bool = False, way: Way = Way.MAIL) -> MatchedMail:
        """The mail with its letter and its person. A letter's reader counts more than the address that wrote."""
        letter = self.letter(answer.about) or (self.by_draft(answer.draft) if answer.draft else None)
        letter = letter or (self._clicked(answer) if answer.kind is Kind.REPLY else None)
        if way is Way.MAIL and not letter and _needs_a_letter(answer):
            answer = replace(
                answer,
                kind=Kind.DOUBTFUL,
                failures=(),
                new_address="",
                words="",
                why=_unproven(answer),
                of_failure=answer.kind is not Kind.COMPLAINT,
            )
        draft = letter.draft if letter else answer.draft
        to, reader = self._outbox.get(draft, ("", ""))
        contact = self.at(letter.contact if letter else reader)
        failed = [one.address for one in answer.failures]
        for address in failed or [answer.sender, answer.named]:
            if contact < 0:
                contact = self.by_address.get(address_key(address), -1) if address else -1
        # The address that got the letter: as Outbox has it, else the one that failed, else the contact's own.
        own = self._own(contact)
        return MatchedMail(answer, letter, contact, to or next(iter(failed), own), own, junk, way)

    def _clicked(self, answer: Answer) -> OurLetter | None:
        """The last letter to whoever wrote in which such an answer was clicked: that begins a mail of its own, which names no letter."""
        contact = self.by_address.get(address_key(answer.sender), -1) if answer.sender else -1
        mine = self._subjects.get(contact, ())
        drafts = [draft for subject, draft in mine if easy_answer(answer.subject, subject)]
        return next(filter(None, map(self.by_draft, reversed(drafts))), None)

    @cached_property
    def _subjects(self) -> dict[int, list[tuple[str, str]]]:
        """Subject and draft of each letter in Outbox, by its reader."""
        outbox, found = self.world.frames["Outbox"], dict[int, list[tuple[str, str]]]()
        for draft, reader, subject in zip(outbox.index, outbox["Contact ID"], outbox["Subject"], strict=True):
            found.setdefault(self.at(reader), []).append((subject, draft))
        return found

    def at(self, contact: str) -> int:
        """The position of a contact by ID; -1 for none."""
        return self._places.get(contact, -1)

    def is_known(self, address: str) -> bool:
        """Whether it is the address of a contact."""
        return address_key(address) in self.by_address

    @cached_property
    def _places(self) -> dict[str, int]:
        return {contact: i for i, contact in enumerate(self.world.frames["Contacts"].index)}

    @cached_property
    def by_address(self) -> Mapping[str, int]:
        """The first contact of each address."""
        found: dict[str, int] = {}
        for i, text in enumerate(self._emails.tolist()):
            address, _ = read_address(text)
            if address:
                found.setdefault(address_key(address), i)
        return found

    @cached_property
    def _outbox(self) -> dict[str, tuple[str, str]]:
        """Address and contact of each letter there, by its draft."""
        outbox = self.world.frames["Outbox"]
        return dict(zip(outbox.index, zip(outbox["To"], outbox["Contact ID"], strict=True), strict=True))

    def _own(self, contact: int) -> str:
        return read_address(str(self._emails[contact]))[0] if contact >= 0 else ""

    @cached_property
    def _emails(self) -> Objects:
        return texts(self.world.frames["Contacts"], "Email")


def _needs_a_letter(answer: Answer) -> bool:
    """Whether it reports what became of a letter, and nothing of a letter of ours is in it.

    Anybody can write such a mail. That a letter of one of us is late, or came back for now, changes nothing: there
    the head of the letter is enough, which whoever knows our address can write too.
    """
    if answer.kind in {Kind.SOFT, Kind.DELAYED}:
        return not answer.returned
    return answer.kind in {Kind.HARD, Kind.COMPLAINT}


def _unproven(answer: Answer) -> str:
    named = " and ".join(dict.fromkeys(one.address for one in answer.failures if one.address)) or "somebody"
    what = (
        f"{named} marked a letter as spam"
        if answer.kind is Kind.COMPLAINT
        else f"a letter to {named} did not arrive"
    )
    return f"it says that {what}, but nothing of a letter of ours is in it: it may be forged"


STOPS = frozenset({Kind.OPT_OUT, Kind.COMPLAINT})
