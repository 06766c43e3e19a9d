"""The sender is killed again and again, without a chance to say a word: nobody gets two letters, and none is lost."""

from __future__ import annotations

import random
import time
from collections import Counter

import pytest

from salesbook.mail.ledger.entries import LetterState
from salesbook.mail.ledger.ledger import Ledger
from tests.forking import forking
from tests.mail import smtpd
from tests.mail.mailers import ledger_with, message_id, queued, send, states
from tests.mail.sending_process import send_until_killed

KILLS, LETTERS = 100, 600
MOST = 7  # letters that one process may send before it is killed
DAWDLE = 0.004  # seconds before each of the server's answers, at most, so that kills meet it at work
ONE_LETTER = 4 * DAWDLE  # seconds that one letter takes about


def wait_for(log, letters, process):
    """Until the server has got so many more letters, or the process is done."""
    size, line = log.stat().st_size, 0
    while process.is_alive() and line < letters:
        time.sleep(0.001)
        with log.open("rb") as written:
            written.seek(size)
            line = written.read().count(b"\n")


@pytest.mark.usefixtures("data")
def test_a_hundred_kills_send_no_letter_twice_and_lose_none(tmp_path):
    dice, context = random.Random(6), forking()
    everybody = [f"ok-{n}@d{n % 40}.example" for n in range(LETTERS)]
    with smtpd.running(tmp_path, "--dawdle", DAWDLE) as server:
        ledger_with(everybody).close()
        kills = 0
        while kills < KILLS:
            started = context.Event()
            process = context.Process(target=send_until_killed, args=("book", server.address, started))
            process.start()
            assert started.wait(30)
            wait_for(server.log, dice.randrange(MOST), process)
            time.sleep(dice.random() * ONE_LETTER)
            kills += process.is_alive()
            process.kill()
            process.join()
            process.close()
            with Ledger.of("book") as ledger:
                left = len(ledger.letters.waiting())
                if left < 20:  # there is to be work for the next one
                    more = [f"ok-{len(everybody) + n}@d{n}.example" for n in range(40)]
                    ledger.letters.queue(map(queued, more))
                    everybody += more
        with Ledger.of("book") as ledger:
            last = send(ledger, everybody, server.address)
            state = states(ledger)
    assert (last.stopped, last.left, last.later) == ("", 0, 0)
    stored = server.stored()
    assert set(stored.values()) == {1}
    assert set(state) == {message_id(address) for address in everybody}
    kinds = Counter(state.values())
    assert set(kinds) <= {LetterState.SENT, LetterState.DOUBT}
    assert kinds[LetterState.DOUBT] <= KILLS
    assert [it for it in everybody if state[message_id(it)] is LetterState.SENT and it not in stored] == []
    # The kills met letters on their way, both before they were the server's and after.
    doubtful = [it for it in everybody if state[message_id(it)] is LetterState.DOUBT]
    arrived = sum(it in stored for it in doubtful)
    assert arrived
    assert len(doubtful) > arrived
