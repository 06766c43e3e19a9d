"""Queue, send, die, come back, decide, bring back a backup, in any order: nobody gets two, none is lost."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from salesbook.mail.ledger.entries import Done, LetterState, QueuedLetter
from salesbook.mail.ledger.ledger import Ledger


def one(letter):
    """What nobody may get twice."""
    return (letter.mailing, letter.who) if letter.mailing else (letter.message_id, letter.who)


WHO = st.sampled_from([f"hash:{n}" for n in range(4)])
MAILING = st.sampled_from(["news", "spring", ""])


class Sending(RuleBasedStateMachine):
    """One book with one sender that may die at any moment; `arrived` is what the readers got."""

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "book.sqlite"
        self.ledger, self.stack = Ledger(self.path), None
        self.letters = {}  # by Message-ID: all that were ever queued and not taken back
        self.arrived, self.decided = Counter(), Counter()
        self.no = {}  # who said no, and how many letters they had got then
        self.done = None
        self.backup = None
        self.known_to_the_workbook = set()  # readers and mailings that a ledger which was brought back forgot

    def teardown(self):
        self.die()
        self.ledger.close()
        shutil.rmtree(self.folder)

    @rule(mailing=MAILING, who=WHO, draft=st.integers(0, 2))
    def queue(self, mailing, who, draft):
        letter = QueuedLetter(f"<{mailing}-{who}-{draft}>", f"D{draft}", mailing, "C", who, "d.example")
        if one(letter) not in self.known_to_the_workbook and not self.ledger.letters.queue([letter]):
            self.letters.setdefault(letter.message_id, letter)

    def leave(self):
        """The first letter that is queued leaves, if it may."""
        if self.stack is None:
            self.stack = ExitStack()
            self.stack.enter_context(self.ledger.sending())
        waiting = self.ledger.letters.waiting()
        key = waiting[0].message_id if waiting else None
        goes = self.ledger.letters.step(self.done, key, 1.0, "mail.example")
        self.done = None
        return key if goes else None

    @rule(
        fate=st.sampled_from([LetterState.SENT, LetterState.QUEUED, LetterState.FAILED, LetterState.DOUBT]),
        arrives=st.booleans(),
    )
    def send(self, fate, arrives):
        if key := self.leave():
            self.arrived[one(self.letters[key])] += fate is LetterState.SENT or (
                fate is LetterState.DOUBT and arrives
            )
            self.done = Done(key, fate)

    @rule(arrives=st.booleans())
    def die_over_a_letter(self, arrives):
        if key := self.leave():
            self.arrived[one(self.letters[key])] += arrives
        self.die()

    @rule()
    def die(self):
        """As after `kill -9`: what was not written is not known."""
        self.ledger.close()
        if self.stack:
            self.stack.close()
        self.stack = self.done = None
        self.ledger = Ledger(self.path)

    @precondition(lambda self: self.stack is not None)
    @rule()
    def end(self):
        self.ledger.letters.step(self.done, None, 2.0, "")
        self.done = None
        self.stack.close()
        self.stack = None

    @rule(pick=st.integers(0, 20))
    def a_person_sends_again(self, pick):
        doubtful = [
            it for it in self.ledger.letters.all() if it.state in {LetterState.DOUBT, LetterState.FAILED}
        ]
        if doubtful:
            letter = doubtful[pick % len(doubtful)]
            self.decided[one(letter)] += 1
            self.ledger.letters.requeue([letter.message_id])

    @rule(pick=st.integers(0, 20))
    def a_person_takes_back(self, pick):
        waiting = self.ledger.letters.waiting()
        if waiting:
            letter = waiting[pick % len(waiting)]
            self.ledger.letters.withdraw([letter.message_id])
            del self.letters[letter.message_id]

    @rule(who=WHO)
    def say_no(self, who):
        self.ledger.answers.refuse(who, 1.0, "")
        self.no.setdefault(who, self.got(who))

    @precondition(lambda self: self.stack is None)
    @rule()
    def back_up(self):
        self.die()  # so that all of it stands in one file
        shutil.copy(self.path, self.folder / "backup")
        self.backup = dict(self.letters)

    @precondition(lambda self: self.stack is None and self.backup and not self.no)
    @rule()
    def bring_back(self):
        """What was queued since the backup is unknown now; a workbook that says so does not queue it again."""
        self.ledger.close()
        for name in ("book.sqlite-wal", "book.sqlite-shm"):
            (self.folder / name).unlink(missing_ok=True)
        shutil.copy(self.folder / "backup", self.path)
        self.ledger = Ledger(self.path)
        kept = {one(letter) for letter in self.backup.values()}
        self.known_to_the_workbook |= {one(letter) for letter in self.letters.values()} - kept
        self.letters = dict(self.backup)

    def got(self, who):
        return sum(count for key, count in self.arrived.items() if who in key)

    @invariant()
    def nobody_gets_a_letter_twice_unless_a_person_says_so(self):
        assert {key: n for key, n in self.arrived.items() if n > 1 + self.decided[key]} == {}

    @invariant()
    def nobody_who_said_no_gets_another(self):
        assert {who for who, count in self.no.items() if self.got(who) > count} == set()

    @invariant()
    def no_letter_is_lost(self):
        state = {entry.message_id: entry.state for entry in self.ledger.letters.all()}
        assert set(state) == set(self.letters)


Sending.TestCase.settings = settings(max_examples=50, stateful_step_count=30)
TestSending = Sending.TestCase
