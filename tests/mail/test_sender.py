"""How a run goes on and ends: pace, quota, lines that break, disks that are full, people who stop it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from salesbook.mail.base import CannotSend, Fate, Receipt, Unreachable
from salesbook.mail.ledger.entries import Done, LetterState
from salesbook.mail.ledger.ledger import Ledger
from salesbook.mail.ledger.letters import is_due
from salesbook.mail.queue.pace import Pace, how_far
from salesbook.mail.queue.sender import send_all
from salesbook.mail.queue.turns import LetterTurns
from tests.mail.mailers import SENDER, Clock, ledger_with, message_id, parcel, send, states

pytestmark = pytest.mark.usefixtures("data")
TAKEN = Receipt(Fate.TAKEN, "250 OK", 250)
SIX = [f"r{n}-{domain}@{domain}.example" for n in range(2) for domain in ("one", "two", "three")]


class Way:
    """A way to send that does as it is told; `fates` are receipts or errors, then all is taken."""

    where = "mail.example"

    def __init__(self, *fates, opens=(), clock=None):
        self.fates, self.opens, self.clock = list(fates), list(opens), clock
        self.handed, self.at, self.opened = [], [], 0
        self.is_open = False

    def open(self):
        if not self.is_open:
            if self.opens and (error := self.opens.pop(0)):
                raise error
            self.is_open, self.opened = True, self.opened + 1

    def hand(self, one):
        self.handed.append(one.to)
        self.at.append(self.clock() if self.clock else 0)
        fate = self.fates.pop(0) if self.fates else TAKEN
        if isinstance(fate, BaseException):
            raise fate
        self.is_open = self.is_open and not fate.lost
        return fate

    def close(self):
        self.is_open = False


def run(addresses, way, **more):
    with ledger_with(addresses) as ledger:
        return send(ledger, addresses, way, **more), states(ledger)


def test_letters_keep_the_pace():
    clock = Clock()
    way = Way(clock=clock)
    run(SIX, way, pace=Pace(per_minute=30), clock=clock)
    assert [after - before for before, after in pairwise(way.at)] == [2.0] * 5


def test_while_a_domain_rests_letters_to_others_go_first():
    clock = Clock()
    way = Way(clock=clock)
    addresses = ["a@one.example", "b@one.example", "c@one.example", "d@two.example"]
    sent, _ = run(addresses, way, pace=Pace(per_domain=6), clock=clock)
    assert sent.taken == 4
    assert way.handed == ["a@one.example", "d@two.example", "b@one.example", "c@one.example"]
    assert [at - way.at[0] for at in way.at] == [0, 0, 10, 20]


def test_many_letters_to_few_domains_are_not_slow():
    clock = Clock()
    with ledger_with([f"r{n}@d{n % 3}.example" for n in range(3_000)]) as ledger:
        turns, taken = LetterTurns(ledger.letters.waiting(), clock(), 1.0), 0
    while taken < 3_000:
        if turns.take(clock()):
            taken += 1
        else:
            clock.sleep(turns.rest(clock()))
    assert len(clock.slept) == 999


def test_a_clock_that_is_put_back_makes_nobody_wait_for_it():
    clock = Clock()
    with ledger_with(SIX[:1]) as ledger:
        ledger.letters.step(None, message_id(SIX[0]), clock(), "")
        ledger.letters.step(Done(message_id(SIX[0]), LetterState.QUEUED, "", clock() + 60), None, clock(), "")
        clock.now -= 400 * 86_400
        assert [is_due(entry, clock()) for entry in ledger.letters.waiting()].count(True) == 1
        assert send(ledger, SIX, Way(), clock=clock).taken == 1


def test_nothing_begins_after_the_time_is_up():
    clock = Clock()
    sent, state = run(SIX, Way(), pace=Pace(per_minute=30), clock=clock, until=clock() + 5)
    assert (sent.taken, sent.left) == (3, 3)
    assert sent.stopped == "Its time was up. Send again, and it goes on where it stopped."
    assert list(state.values()).count(LetterState.QUEUED) == 3


def test_a_refused_login_stops_at_once_and_marks_nothing():
    way = Way(opens=[CannotSend("No login.", "Do this.")])
    sent, state = run(SIX, way)
    assert (sent.stopped, sent.left) == ("No login. Do this.", 6)
    assert set(state.values()) == {LetterState.QUEUED}


def test_what_stops_every_letter_marks_none():
    sent, state = run(SIX, Way(TAKEN, CannotSend("The quota is used up.", "Tomorrow.")))
    assert (sent.taken, sent.left, sent.later, sent.retried) == (1, 5, 0, 0)
    assert list(state.values()) == [LetterState.SENT] + [LetterState.QUEUED] * 5


def test_a_line_that_breaks_is_opened_again_after_growing_waits():
    lost, gone = Receipt(Fate.LATER, "gone", lost=True), Unreachable("Not there.", "Wait.")
    clock, way = Clock(), Way(TAKEN, lost, opens=[None, gone, gone])
    sent, _ = run(SIX, way, clock=clock)
    assert (sent.taken, sent.retried, sent.later) == (6, 1, 0)
    assert way.opened == 2
    assert clock.slept[:3] == [1.0, 10.0, 60.0]


def test_a_line_that_cannot_be_opened_again_three_times_ends_the_run():
    lost, gone = Receipt(Fate.LATER, "gone", lost=True), Unreachable("Not there.", "Wait.")
    sent, state = run(SIX, Way(TAKEN, lost, opens=[None, gone, gone, gone]))
    assert (sent.taken, sent.later, sent.left, sent.stopped) == (1, 1, 4, "Not there. Wait.")
    assert list(state.values()).count(LetterState.QUEUED) == 5


def test_a_line_that_was_closed_over_a_long_pause_is_opened_again():
    clock, way = Clock(), Way()
    sent, _ = run(SIX, way, pace=Pace(per_minute=2), clock=clock)
    assert (sent.taken, way.opened) == (6, 6)


def test_ten_letters_in_a_row_that_are_not_taken_stop_the_run():
    addresses = [f"r{n}@d.example" for n in range(30)]
    no = Receipt(Fate.REFUSED, "550 <x@y.example> is unknown", 550)
    sent, _ = run(addresses, Way(*[no] * 9, TAKEN, *[no] * 15))
    assert (sent.refused, sent.taken, sent.left) == (19, 1, 10)
    assert "the last answer was: 550 <the address> is unknown." in sent.stopped


def test_a_letter_whose_file_is_gone_stays_queued_and_the_others_go():
    def gone():
        raise FileNotFoundError

    with ledger_with(SIX) as ledger:
        letters = {message_id(it): (lambda it=it: parcel(it)) for it in SIX[1:]} | {message_id(SIX[0]): gone}
        way = Way()
        sent = send_all(
            ledger, letters, lambda _: way, dict.fromkeys(letters, SENDER), Pace(), tell=lambda _: None
        )  # fmt: skip
        assert (sent.taken, sent.unread, sent.left) == (5, [message_id(SIX[0])], 0)
        assert states(ledger)[message_id(SIX[0])] is LetterState.QUEUED


def test_whoever_may_not_be_written_to_any_more_is_left_out():
    way = Way()
    sent, state = run(SIX, way, may_go=lambda entry: entry.domain != "two.example")
    assert (sent.taken, len(sent.barred), sent.left) == (4, 2, 0)
    assert not [to for to in way.handed if "two" in to]
    assert list(state.values()).count(LetterState.QUEUED) == 2


def test_a_no_that_comes_while_the_run_lasts_is_heard():
    with ledger_with(SIX) as ledger, Ledger.of("book") as listener:

        def heard(entry):
            if entry.message_id == message_id(SIX[2]):
                listener.answers.refuse(entry.who, 1.0, "by mail")
            return True

        sent = send(ledger, SIX, Way(), may_go=heard)
        assert (sent.taken, sent.barred) == (5, [message_id(SIX[2])])
        assert states(ledger)[message_id(SIX[2])] is LetterState.FAILED


def test_somebody_who_stops_it_leaves_one_letter_in_doubt_at_most():
    sent, state = run(SIX, Way(TAKEN, KeyboardInterrupt()))
    assert (sent.taken, sent.doubt, sent.left) == (1, 1, 4)
    assert sent.stopped == "You stopped it. Send again, and it goes on where it stopped."
    assert list(state.values()) == [LetterState.SENT, LetterState.DOUBT] + [LetterState.QUEUED] * 4


class Holding(Way):
    """Stopped before the letter is out of our hands."""

    def hand_if(self, one, leaves):
        if len(self.handed) == 1:
            raise KeyboardInterrupt
        return self.hand(one) if leaves() else None


def test_somebody_who_stops_it_before_a_letter_is_out_of_our_hands_leaves_none_in_doubt():
    sent, state = run(SIX, Holding())
    assert (sent.taken, sent.doubt, sent.left) == (1, 0, 5)
    assert list(state.values()) == [LetterState.SENT] + [LetterState.QUEUED] * 5


def fill(ledger):
    """No more room for the ledger, as on a full disk."""
    (pages,) = ledger.file._db.execute("PRAGMA page_count").fetchone()
    ledger.file._db.execute(f"PRAGMA max_page_count={pages}")


def test_a_full_disk_stops_the_run_before_a_letter_leaves_that_could_not_be_written_down():
    words = "250 " + "x" * 490
    addresses = [f"r{n}@d.example" for n in range(40)]
    with ledger_with(addresses) as ledger:
        fill(ledger)
        way = Way(*[replace(TAKEN, said=words)] * 40)
        sent = send(ledger, addresses, way)
        assert "could not be written: the disk is full" in sent.stopped
        assert 0 < sent.taken < 40
        assert sent.taken + sent.doubt == len(way.handed)
        assert sent.taken + sent.doubt + sent.left == 40
    with Ledger.of("book") as ledger:
        again = Way()
        send(ledger, addresses, again)
        state = states(ledger)
    assert not set(way.handed) & set(again.handed)
    assert {it for it in addresses if state[message_id(it)] is LetterState.DOUBT} == set(addresses) - {
        it for it in addresses if state[message_id(it)] is LetterState.SENT
    }
    assert list(state.values()).count(LetterState.DOUBT) == sent.doubt


def test_how_far_it_is():
    told, clock = [], Clock()
    run(SIX, Way(), pace=Pace(per_minute=30), clock=clock, tell=told.append)
    assert told[0] == "Sending 1 of 6"
    assert told[-1] == "Sending 6 of 6, 30 a minute, less than a minute more"
    assert how_far(119, 412, 238.0) == "Sending 120 of 412, 30 a minute, about 10 minutes more"


def test_the_next_letter_is_read_while_the_server_takes_in_this_one_and_each_only_once():
    read = []

    def made(address):
        read.append(address)
        return parcel(address)

    with ledger_with(SIX) as ledger:
        letters = {message_id(it): (lambda it=it: made(it)) for it in SIX}
        way = Way(TAKEN, Receipt(Fate.LATER, "451 later", 451))
        clock, senders = Clock(), dict.fromkeys(letters, SENDER)
        sent = send_all(ledger, letters, lambda _: way, senders, Pace(), tell=lambda _: None, clock=clock, sleep=clock.sleep)  # fmt: skip
    assert sent.taken == 6
    assert way.handed == [*SIX, SIX[1]]
    assert read == [*SIX, SIX[1]]
