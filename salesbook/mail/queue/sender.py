"""Sends what is queued: nobody twice, nobody lost, at the pace that is given.

Before a letter is out of our hands, the ledger says so on the disk; what became of it is written together
with the next one's leaving. So whenever this process dies, one letter at most may or may not have been
sent, and the ledger knows which.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace

from salesbook.errors import SalesbookError, explain
from salesbook.mail.base import CannotSend, Careful, Fate, Parcel, Receipt, Transport
from salesbook.mail.ledger.entries import Done, LetterState, QueuedLetter, without_addresses
from salesbook.mail.ledger.ledger import Ledger
from salesbook.mail.queue.connections import Ways
from salesbook.mail.queue.pace import PATIENCE, Clocks, Pace, go_on, how_far, next_try
from salesbook.mail.queue.turns import LetterTurns

_ERRORS = 10  # in a row
_IDLE = 20.0  # seconds of silence, from which on a line is closed rather than held
_TELL_EVERY = 1.0
_STATES = {
    Fate.TAKEN: LetterState.SENT,
    Fate.HANDED: LetterState.HANDED,
    Fate.UNKNOWN: LetterState.DOUBT,
}  # else FAILED


@dataclass(slots=True)
class Tally:
    """What became of the letters of one run.

    `retried`: how often one was put off; `later`: put off, and queued still; `left`: queued still, and not
    tried. Of `unread` the file could not be read, `barred` might not leave when their turn came; both name
    Message-IDs. `stopped`: why it ended before all was sent, with the next step.
    """

    taken: int = 0
    handed: int = 0
    refused: int = 0
    retried: int = 0
    doubt: int = 0
    later: int = 0
    left: int = 0
    unread: list[str] = field(default_factory=list)
    barred: list[str] = field(default_factory=list)
    stopped: str = ""

    @property
    def unfinished(self) -> bool:
        """Whether letters still wait to leave, or none left nor may have."""
        none = not (self.taken or self.handed or self.doubt)
        return none or bool(self.stopped or self.later or self.left)

    def count(self, state: LetterState) -> None:
        """One letter more that is done with."""
        match state:
            case LetterState.SENT:
                self.taken += 1
            case LetterState.HANDED:
                self.handed += 1
            case LetterState.DOUBT:
                self.doubt += 1
            case _:
                self.refused += 1


def send_all(
    ledger: Ledger,
    letters: Mapping[str, Callable[[], Parcel]],
    transport: Callable[[str], Transport],
    senders: Mapping[str, str],
    pace: Pace,
    *,
    tell: Callable[[str], None],
    clock: Callable[[], float] = time.time,
    sleep: Callable[[float], None] = time.sleep,
    until: float | None = None,
    may_go: Callable[[QueuedLetter], bool] | None = None,
) -> Tally:
    """Send those queued letters of a ledger that `letters` has, by Message-ID.

    `senders` names the address that each comes from, and `transport` gives the way to send from one.
    `may_go` is asked right before a letter leaves. Nothing begins after `until` (seconds since 1970).
    Raises CannotSend where another salesbook sends from this book, or the ledger is damaged, and
    CannotWrite where it cannot be written, before anything left; later `stopped` tells it.
    """
    with ledger.sending():
        queued = [entry for entry in ledger.letters.waiting() if entry.message_id in letters]
        clocks = Clocks(ledger, pace, clock, sleep, until)
        with ThreadPoolExecutor(1, "ledger") as writer:
            return _Run(ledger, writer, letters, Ways(transport), senders, clocks, tell, may_go, queued).all()


@dataclass(slots=True)
class _Run:
    """One run over the letters that are queued."""

    ledger: Ledger
    writer: Executor  # one thread
    letters: Mapping[str, Callable[[], Parcel]]
    ways: Ways
    senders: Mapping[str, str]
    clocks: Clocks
    tell: Callable[[str], None]
    may_go: Callable[[QueuedLetter], bool] | None
    queued: list[QueuedLetter]
    sent: Tally = field(default_factory=Tally)
    turns: LetterTurns = field(init=False)
    done: Done | None = None  # what became of the last letter, not written yet
    ahead: Parcel | None = None  # the next letter, most likely
    finished: int = 0
    put_off: set[str] = field(default_factory=set)
    errors: int = 0  # in a row
    started: float = 0.0
    told: float = 0.0

    def __post_init__(self) -> None:
        self.started = self.clocks.now()
        self.turns = LetterTurns(self.queued, self.started, self.clocks.pace.between_same)

    def all(self) -> Tally:
        """Send until nothing is left to send now, or something stops it."""
        sent = self.sent
        try:
            while letter := self._next():
                self._send(letter)
            self._write()
        except SalesbookError as error:
            sent.stopped = explain(error)
        except KeyboardInterrupt:
            sent.stopped = "You stopped it. Send again, and it goes on where it stopped."
        finally:
            self._end()
        return sent

    def _end(self) -> None:
        if self.done:  # then something stopped it
            try:
                self._write()
            except SalesbookError:  # the ledger has it as leaving, and in doubt from the next time on
                self.sent.doubt += 1
                self._finish(self.done.message_id)
        self.ways.close()
        self.sent.later = len(self.put_off)
        known = self.finished + len(self.put_off) + len(self.sent.unread) + len(self.sent.barred)
        self.sent.left = len(self.queued) - known

    def _next(self) -> QueuedLetter | None:
        """The letter to send now, when it may. Raises CannotSend where time or quota are used up."""
        while True:
            now = self.clocks.now()
            pause = self.clocks.before_next(now)
            if not pause and (letter := self.turns.take(now)):
                return letter
            if not pause:
                rest, retry = self.turns.rest(now), self.turns.retry(now)
                if rest is None and (retry is None or retry > PATIENCE):
                    if retry is not None:
                        self.sent.stopped = go_on(len(self.put_off), now, retry)
                    return None
                pause = min(seconds for seconds in (rest, retry) if seconds is not None)
            self._pause(pause)

    def _pause(self, seconds: float) -> None:
        """Let time pass, with nothing left unwritten."""
        self._write()
        if seconds >= _IDLE:
            self.ways.close()
        self.clocks.pause(seconds)

    def _send(self, letter: QueuedLetter) -> None:
        """One letter, from the question whether it may go to what became of it."""
        if self.may_go and not self.may_go(letter):
            self._bar(letter)
            return
        parcel, self.ahead = self.ahead or self._parcel(letter), None
        if parcel and parcel.message_id != letter.message_id:
            parcel = self._parcel(letter)
        if parcel is None:
            self.sent.unread.append(letter.message_id)
            self.put_off.discard(letter.message_id)
            return
        way = self.ways.open(self.senders[letter.message_id], self._pause)
        self._say_how_far()
        if receipt := self._handed(way, parcel):
            self._note(letter, receipt)
        else:
            self._bar(letter)

    def _parcel(self, letter: QueuedLetter) -> Parcel | None:
        try:
            return self.letters[letter.message_id]()
        except Exception:  # noqa: BLE001  (whatever is wrong with one letter, the others go)
            return None

    def _bar(self, letter: QueuedLetter) -> None:
        self.sent.barred.append(letter.message_id)
        self.put_off.discard(letter.message_id)

    def _handed(self, way: Careful, parcel: Parcel) -> Receipt | None:
        """What becomes of the letter; None where it may not leave any more.

        The ledger is written while the server takes in the letter, and is done before the letter is out of
        our hands.
        """
        is_out, key = False, parcel.message_id
        writing = self.writer.submit(self.ledger.letters.step, self.done, key, self.clocks.now(), way.where)

        def leaves() -> bool:
            nonlocal is_out
            if likely := self.turns.likely():  # there is time now: the server takes in this one
                self.ahead = self._parcel(likely)
            is_out = writing.result()
            return is_out

        self.clocks.count_letter()
        try:
            receipt = way.hand_if(parcel, leaves)
        except BaseException as error:
            with suppress(SalesbookError):  # of the ledger: then it knows nothing of this letter's leaving
                if self._written(writing):
                    is_known = isinstance(error, CannotSend) or not is_out
                    why = f"Broken off while it was leaving ({type(error).__name__})."
                    self.done = (
                        Done(key, LetterState.QUEUED, counts=False)
                        if is_known
                        else Done(key, LetterState.DOUBT, why)
                    )
            raise
        return receipt if self._written(writing) else None

    def _written(self, writing: Future[bool]) -> bool:
        """Whether the letter may leave whose leaving was written; what was written before it is counted."""
        may_go = writing.result()
        if self.done:
            self._count(self.done)
        self.done = None
        return may_go

    def _note(self, letter: QueuedLetter, receipt: Receipt) -> None:
        """What a receipt means for the letter. Raises CannotSend after too many errors in a row."""
        said, now, tries = without_addresses(receipt.said), self.clocks.now(), letter.tries + 1
        state, again = _STATES.get(receipt.fate, LetterState.FAILED), 0.0
        if receipt.fate is Fate.LATER and (moment := next_try(tries, now)):
            state, again = LetterState.QUEUED, moment
            self.turns.put_off(replace(letter, tries=tries, next_at=again))
        self.done = Done(letter.message_id, state, said, again)
        if receipt.lost:
            self.ways.lost(self.senders[letter.message_id])
        if receipt.fate in {Fate.TAKEN, Fate.HANDED}:
            self.errors = 0
            return
        self.errors += 1
        if self.errors == _ERRORS:
            raise CannotSend(
                f"The last {_ERRORS} letters were not taken, so it stopped; the last answer was: {said}.",
                "See what the server objects to, then send again.",
            )

    def _write(self) -> None:
        """Write what became of the last letter."""
        if self.done:
            self.ledger.letters.step(self.done, None, self.clocks.now(), "")
            self._count(self.done)
        self.done = None

    def _count(self, done: Done) -> None:
        if done.state is not LetterState.QUEUED:
            self.sent.count(done.state)
            self._finish(done.message_id)
        elif done.counts:
            self.put_off.add(done.message_id)
            self.sent.retried += 1

    def _finish(self, message_id: str) -> None:
        self.finished += 1
        self.put_off.discard(message_id)

    def _say_how_far(self) -> None:
        now = self.clocks.now()
        if not 0 <= now - self.told < _TELL_EVERY:
            self.told = now
            self.tell(how_far(self.finished, len(self.queued), now - self.started))
