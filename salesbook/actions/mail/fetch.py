"""One look at what came in: from a mailbox, or from a file of a bulk sender's results, to mails and whose they are."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from salesbook.domain.answers.classify import Answer, Failure, Kind, read_answer
from salesbook.domain.answers.matched import Finder, MatchedMail, OurLetter, Way
from salesbook.domain.mailings.optout import verify
from salesbook.domain.mailings.results import BulkResult, What, read_results
from salesbook.domain.pitching.asking import is_request
from salesbook.domain.world import World
from salesbook.errors import SalesbookError, explain
from salesbook.mail.ledger.entries import LetterState, QueuedLetter
from salesbook.mail.ledger.ledger import Ledger
from salesbook.mail.ledger.letters import DO_NOT_SEND, KnownLetters
from salesbook.mail.mailbox import Found, KnowsSent, Mailbox
from salesbook.mail.mailbox.found import FIRST_LOOK
from salesbook.mail.mailbox.reading import unreadable
from salesbook.tables.plan import Problem
from salesbook.tables.records import MAILBOX
from salesbook.util.addresses import address_key, address_mark

_SOME = 50  # mails between two words on progress
_KINDS = {
    What.BOUNCED: Kind.HARD, What.SOFT: Kind.SOFT, What.UNSUBSCRIBED: Kind.OPT_OUT, What.COMPLAINED: Kind.COMPLAINT,
}  # fmt: skip


@dataclass
class Fetched:
    """What one look found. `sent`: Message-IDs of letters that a person, or a bulk sender, has sent since."""

    mails: list[MatchedMail] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)
    keep: Callable[[], None] = lambda: None  # remembers how far it came

    def leave_out(self, seen: Collection[str]) -> None:
        """Leave out these mails, by key: they were read before."""
        self.mails = [mail for mail in self.mails if mail.key not in seen]


Fetch = Callable[[World, Ledger, Callable[[str], None]], Fetched]


def into_mailbox(source: Callable[[World], Mailbox], today: date, since: date | None) -> Fetch:
    """A look into a mailbox: from where the last one ended or, again, from a day on."""

    def look(world: World, ledger: Ledger, tell: Callable[[str], None]) -> Fetched:
        box, found = source(world), Fetched()
        read = _reader(world, ledger)
        mark = {} if since else ledger.answers.mark(box.name)
        broken: list[SalesbookError] = []
        mails: dict[str, MatchedMail] = {}
        for number, one in enumerate(_given(box, mark, since or today - FIRST_LOOK, broken), 1):
            if number % _SOME == 0:
                tell(f"Reading mails: {number:,}")
            mail = read(one)
            mails.setdefault(mail.key, mail)
        found.mails = list(mails.values())
        found.problems = [_unread(box.name, error) for error in (*box.unread, *broken)]
        found.keep = lambda: ledger.answers.set_mark(box.name, box.mark())
        if isinstance(box, KnowsSent):
            # A letter that must not be sent any more may have been, before it was known.
            handed = [
                entry.message_id
                for entry in ledger.letters.all()
                if entry.state is LetterState.HANDED or entry.said == DO_NOT_SEND
            ]
            found.sent = list(box.sent(handed))
        return found

    return look


def into_results(path: Path) -> Fetch:
    """A look into a file of results. Raises CannotRead, and BadInput for a file that holds none."""

    def look(world: World, ledger: Ledger, _: Callable[[str], None]) -> Fetched:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise unreadable(path, error) from error
        results = read_results(path.name, data, _tokens(ledger))
        finder, letter = _finder(world, KnownLetters(ledger.letters)), _letter_of_result(world, ledger)
        found = Fetched(problems=results.problems)
        for result in results.found:
            about = letter(result)
            if result.what is What.SENT:
                found.sent += [about.message_id] if about else []
            else:
                way = Way.PAGE if result.by_page else Way.RESULTS
                found.mails.append(finder.find(_as_answer(result, about), way=way))
        return found

    return look


def _tokens(ledger: Ledger) -> Callable[[str, str], bool]:
    """What tells whether a token is a draft's: none is, where no letter has had one yet."""
    secret = ledger.answers.known_secret()
    return partial(verify, secret) if secret else lambda _draft, _token: False


def _reader(world: World, ledger: Ledger) -> Callable[[Found], MatchedMail]:
    letters = KnownLetters(ledger.letters)
    finder = _finder(world, letters)
    own = {address_key(str(email)) for email in world.frames["Team"]["Email"] if email}
    stop, firm = str(world.settings["Opt-out address"]).strip(), str(world.settings["Firm"])

    def asks(message_id: str) -> bool:
        entry = letters.by_message([message_id]).get(message_id)
        return entry is not None and is_request(entry.draft, entry.contact, entry.mailing)

    def read(one: Found) -> MatchedMail:
        answer = read_answer(
            one.data, ours=lambda message_id: message_id in letters.by_message([message_id]), opt_out=stop,
            known=finder.is_known, own=lambda address: address_key(address) in own, firm=firm, asks=asks,
            notes=str(world.settings["Notes address"] or "").strip(),
        )  # fmt: skip
        return finder.find(answer, junk=one.folder != "INBOX")

    return read


def _given(
    box: Mailbox, mark: dict[str, object], since: date, broken: list[SalesbookError]
) -> Iterator[Found]:
    """What the mailbox gives; where it breaks off after that, the error goes to `broken`. Raises it where nothing came."""
    came = False
    try:
        for found in box.new(mark, since):
            came = True
            yield found
    except SalesbookError as error:
        if not came:
            raise
        broken.append(error)


def _unread(place: str, error: SalesbookError) -> Problem:
    why = f"Not read: {explain(error).rstrip('.')}"
    return Problem(MAILBOX, "", "", place, why, "Read answers again later; what was read is entered.")


def _finder(world: World, letters: KnownLetters) -> Finder:
    def first(message_ids: Sequence[str]) -> OurLetter | None:
        known = letters.by_message(message_ids)
        return next((_sent(known[one]) for one in message_ids if one in known), None)

    return Finder(world, first, lambda draft: _sent(letters.by_draft(draft)))


def _sent(entry: QueuedLetter | None) -> OurLetter | None:
    return OurLetter(entry.message_id, entry.draft, entry.mailing, entry.contact) if entry else None


def _letter_of_result(world: World, ledger: Ledger) -> Callable[[BulkResult], OurLetter | None]:
    """By the draft; where none is named, the last letter that went to the address."""
    book_id = str(world.settings["Book ID"])
    entries = ledger.letters.all()
    by_draft, by_who = {entry.draft: entry for entry in entries}, {entry.who: entry for entry in entries}

    def find(result: BulkResult) -> OurLetter | None:
        entry = (
            by_draft.get(result.draft) if result.draft else by_who.get(address_mark(result.address, book_id))
        )
        return _sent(entry)

    return find


def _as_answer(result: BulkResult, letter: OurLetter | None) -> Answer:
    """The mail that would have said the same."""
    kind = _KINDS[result.what]
    said = f"{result.draft}\x1f{result.address}\x1f{result.what}\x1f{result.when}"
    key = hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    when = result.when.astimezone() if result.when else None
    failures = (Failure(result.address, kind, "", result.why),) if result.address or result.why else ()
    return Answer(
        kind, result.address, "", when, "", f"<{key}@results>", (letter.message_id,) if letter else (), (), failures,
        result.why, "", result.draft, "a file of results says so",
    )  # fmt: skip


def whos(world: World, mails: Iterable[MatchedMail]) -> dict[str, str]:
    """By key of mail the mark of the address that it is about; "" where it is about none."""
    book_id = str(world.settings["Book ID"])
    return {
        mail.key: address_mark(address, book_id) if (address := mail.address or mail.answer.sender) else ""
        for mail in mails
    }
