"""Many letters to a server that goes wrong in every planned way: the ledger, the counts and the server's log agree."""

from __future__ import annotations

from collections import Counter

import pytest

from salesbook.mail.ledger.entries import LetterState
from salesbook.mail.queue.pace import Pace
from tests.mail import smtpd
from tests.mail.mailers import Clock, ledger_with, message_id, send, states

KINDS = {"grey": 60, "full": 30, "no": 50, "policy": 20, "drop": 3, "lost": 12, "slow": 4}
BIG = 12_000_000  # more than the system takes in before the server reads it


def addresses(count):
    """So many letters, the troubled ones among them at even distances."""
    kinds = [kind for kind, number in KINDS.items() for _ in range(number)]
    every = count // len(kinds)
    names = [kinds[n // every] if n % every == 0 and n // every < len(kinds) else "ok" for n in range(count)]
    return [f"{kind}-{number}@d{number % 90}.example" for number, kind in enumerate(names)]


@pytest.mark.usefixtures("data")
def test_two_thousand_letters_arrive_once_each_whatever_the_server_does(tmp_path):
    everybody = addresses(2_000)
    with (
        smtpd.running(tmp_path, "--slow", "0.05", "--busy-at", "700", "--busy-at", "1400") as server,
        ledger_with(everybody) as ledger,
    ):
        sent = send(ledger, everybody, server.address, size=lambda it: BIG if it.startswith("drop") else 600)
    kind = Counter(address.partition("-")[0] for address in everybody)
    assert {name: kind[name] for name in KINDS} == KINDS

    refused, doubtful = KINDS["no"] + KINDS["policy"], KINDS["lost"]
    assert sent.stopped == ""
    assert (sent.refused, sent.doubt, sent.later, sent.left) == (refused, doubtful, 0, 0)
    assert sent.taken == 2_000 - refused - doubtful

    stored, events = server.stored(), Counter(event["what"] for event in server.events())
    assert set(stored.values()) == {1}
    answered = [event["to"] for event in server.events("stored") if event["answered"]]
    assert sent.taken == len(answered)
    assert sent.doubt == len(stored) - len(answered)
    codes = Counter(event["code"] for what in ("rcpt", "data") for event in server.events(what))
    assert sent.refused == codes[550] + codes[554]
    assert sent.retried == codes[451] + codes[452] + events["dropped"] + events["busy"]
    assert events["busy"] == 2
    assert events["dropped"] == KINDS["drop"]

    with ledger_with([]) as ledger:
        state = states(ledger)
    for address in everybody:
        expected = (
            LetterState.FAILED if address.startswith(("no-", "policy-"))
            else LetterState.DOUBT if address.startswith("lost-") else LetterState.SENT
        )  # fmt: skip
        assert state[message_id(address)] is expected
        assert stored[address] == (expected is not LetterState.FAILED)


@pytest.mark.usefixtures("data")
def test_letters_in_doubt_are_never_sent_again_by_themselves_and_addresses_are_not_kept(tmp_path):
    everybody = ["lost-1@d.example", "no-2@d.example", "ok-3@d.example"]
    with smtpd.running(tmp_path) as server, ledger_with(everybody) as ledger:
        send(ledger, everybody, server.address)
        assert send(ledger, everybody, server.address).taken == 0
        entries = ledger.letters.by_message([message_id("no-2@d.example")])
        ledger.letters.requeue([message_id("lost-1@d.example")])  # a person decided so
        assert send(ledger, everybody, server.address).doubt == 1
    assert server.stored() == {"lost-1@d.example": 2, "ok-3@d.example": 1}
    assert [entry.said for entry in entries.values()] == ["550 5.1.1 <the address>: no such user here"]


@pytest.mark.usefixtures("data")
def test_a_full_queue_stops_the_run_after_ten_letters_and_says_so(tmp_path):
    everybody = [f"ok-{n}@d.example" for n in range(50)]
    with smtpd.running(tmp_path, "--full-after", "20") as server, ledger_with(everybody) as ledger:
        sent = send(ledger, everybody, server.address)
        waiting = len(ledger.letters.waiting())
    assert (sent.taken, sent.later, sent.left, waiting) == (20, 10, 20, 30)
    assert sent.stopped.startswith("The last 10 letters were not taken, so it stopped; the last answer was: 452 4.3.1 The queue is full.")  # fmt: skip


@pytest.mark.usefixtures("data")
def test_whoever_never_takes_a_letter_is_given_up_after_two_days_of_growing_waits(tmp_path):
    clock, stops = Clock(), []
    with smtpd.running(tmp_path) as server, ledger_with(["never-1@d.example"]) as ledger:
        for _ in range(20):
            sent = send(ledger, ["never-1@d.example"], server.address, clock=clock)
            if sent.refused:
                break
            stops.append(sent.stopped)
            (entry,) = ledger.letters.waiting()
            clock.now = entry.next_at
    assert clock.slept == [60.0, 300.0]  # longer ones are not sat out
    assert sent.refused == 1
    assert len(stops) == 5
    assert all("put off by the server; the next may be tried again at" in stop for stop in stops)
    assert len(server.events("rcpt")) == 8
    assert 41 * 3600 < clock.now - Clock().now < 49 * 3600


@pytest.mark.usefixtures("data")
def test_the_quota_of_a_day_holds_over_runs_and_goes_on_tomorrow(tmp_path):
    everybody, clock, pace = [f"ok-{n}@d.example" for n in range(25)], Clock(), Pace(per_day=10)
    with smtpd.running(tmp_path) as server, ledger_with(everybody) as ledger:
        taken = []
        for _ in range(2):
            taken.append(send(ledger, everybody, server.address, clock=clock, pace=pace).taken)
            clock.now += 3600
        clock.now -= 30 * 3600  # a clock that is put back gives no second quota
        put_back = send(ledger, everybody, server.address, clock=clock, pace=pace)
        clock.now += 30 * 3600 + 23 * 3600
        taken += [send(ledger, everybody, server.address, clock=clock, pace=pace).taken]
    assert taken == [10, 0, 10]
    assert put_back.taken == 0
    assert put_back.left == 15
    assert "later than this computer's clock shows" in put_back.stopped
