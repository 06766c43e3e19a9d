"""The ledger: what it keeps, what it refuses, and what it says when its file is not as it should be."""

from __future__ import annotations

import os
import shutil
import sqlite3

import pytest

from salesbook.errors import CannotSend, CannotWrite
from salesbook.mail.ledger.entries import SOFT, Done, LetterState, ReadMail
from salesbook.mail.ledger.ledger import Ledger
from salesbook.mail.ledger.letters import KnownLetters
from tests.mail.mailers import ledger_with, mark, message_id, queued, send, states

pytestmark = pytest.mark.usefixtures("data")
ANA, BEA = "ana@d.example", "bea@d.example"


def sent(ledger, *addresses):
    """Send letters, as a sender would."""
    for address in addresses:
        assert ledger.letters.step(None, message_id(address), 100.0, "mail.example")
        ledger.letters.step(Done(message_id(address), LetterState.SENT, "250 OK"), None, 101.0, "")


def test_nobody_is_queued_twice_for_a_mailing_and_nobody_who_said_no():
    with ledger_with([ANA]) as ledger:
        ledger.answers.refuse(mark(BEA), 1.0, "by mail")
        other = queued(ANA)
        again = type(other)("<other@firm.example>", "D-9", "news", "C-9", mark(ANA), "d.example")
        single = type(other)("<single@firm.example>", "D-10", "", "C-9", mark(ANA), "d.example")
        refusals = ledger.letters.queue([queued(ANA), again, queued(BEA), single])
        assert [(it.letter.message_id, it.why) for it in refusals] == [
            ("<other@firm.example>", "This address has a letter of news already."),
            (message_id(BEA), "They said no."),
        ]
        assert set(states(ledger)) == {message_id(ANA), "<single@firm.example>"}


def test_whoever_says_no_after_queueing_gets_nothing():
    with ledger_with([ANA]) as ledger:
        ledger.answers.refuse(mark(ANA), 1.0, "by mail")
        assert not ledger.letters.step(None, message_id(ANA), 5.0, "mail.example")
        (entry,) = ledger.letters.all()
    assert (entry.state, entry.said) == (LetterState.FAILED, "They said no before it left.")


def test_only_queued_letters_are_withdrawn_and_only_a_person_sends_again():
    with ledger_with([ANA, BEA]) as ledger:
        sent(ledger, ANA)
        ledger.letters.withdraw([message_id(ANA), message_id(BEA)])
        assert states(ledger) == {message_id(ANA): LetterState.SENT}
        ledger.letters.requeue([message_id(ANA)])
        assert ledger.letters.waiting() == []


def test_a_person_decides_about_letters_in_doubt():
    with ledger_with([ANA, BEA]) as ledger:
        for address in (ANA, BEA):
            ledger.letters.step(None, message_id(address), 100.0, "mail.example")
        with ledger.sending():
            assert set(states(ledger).values()) == {LetterState.DOUBT}
        ledger.letters.requeue([message_id(ANA)])
        ledger.letters.skip_doubt([message_id(ANA), message_id(BEA)])
        assert states(ledger) == {message_id(ANA): LetterState.QUEUED, message_id(BEA): LetterState.FAILED}


def test_there_is_one_sender_of_a_book():
    with ledger_with([ANA]) as one, Ledger.of("book") as other, one.sending():
        with pytest.raises(CannotSend) as caught:
            send(other, [ANA], "127.0.0.1:1")
        with Ledger.of("another book") as another, another.sending():
            pass
    assert caught.value.why == "Another salesbook is sending from this book."


def test_two_senders_that_know_nothing_of_each_other_still_do_not_send_the_same_letter():
    with ledger_with([ANA]) as one, Ledger.of("book") as other:
        assert one.letters.step(None, message_id(ANA), 1.0, "mail.example")
        assert not other.letters.step(None, message_id(ANA), 1.0, "mail.example")


def test_what_left_in_the_future_counts_against_the_quota():
    with ledger_with([ANA, BEA]) as ledger:
        sent(ledger, ANA)
        assert [ledger.letters.sent_since(moment) for moment in (99.0, 100.0)] == [1, 0]
        assert ledger.letters.sent_since(-1_000_000.0) == 1


def test_a_stronger_answer_stays_and_an_answer_proves_that_a_letter_was_sent():
    with ledger_with([ANA, BEA]) as ledger:
        for state in (LetterState.REPLIED, LetterState.UNSUBSCRIBED, LetterState.BOUNCED, LetterState.SENT):
            ledger.letters.record(message_id(ANA), state, "words", 7.0)
        assert states(ledger) == {
            message_id(ANA): LetterState.UNSUBSCRIBED,
            message_id(BEA): LetterState.QUEUED,
        }
        assert not ledger.letters.step(None, message_id(ANA), 8.0, "mail.example")


def test_mails_are_read_once_and_soft_bounces_in_a_row_are_counted():
    with ledger_with([]) as ledger:
        ledger.answers.note(
            ReadMail(f"k{n}", kind, "", mark(ANA), n, "")
            for n, kind in enumerate([SOFT, "reply", SOFT, SOFT])
        )
        ledger.answers.note([ReadMail("k1", SOFT, "", mark(ANA), 9.0, "")])  # known already
        assert ledger.answers.seen(["k0", "k3", "k4"]) == {"k0", "k3"}
        assert ledger.answers.soft_bounces([mark(ANA), mark(BEA)]) == {mark(ANA): 2, mark(BEA): 0}
        assert ledger.answers.last_heard(mark(ANA)).at == 3.0
        assert ledger.answers.last_heard(mark(BEA)) is None


def test_marks_and_the_secret_stay():
    with ledger_with([]) as ledger:
        ledger.answers.set_mark("imap", {"last": 7})
        secret = ledger.answers.secret()
    with Ledger.of("book") as ledger:
        assert ledger.answers.mark("imap") == {"last": 7}
        assert ledger.answers.mark("other") == {}
        assert ledger.answers.secret() == secret
        assert len(secret) == 32


def test_who_is_forgotten_leaves_no_trace_but_is_never_written_to_again(data):
    with ledger_with([ANA, BEA]) as ledger:
        sent(ledger, ANA)
        ledger.letters.record(message_id(ANA), LetterState.BOUNCED, "Nobody called Zacharias here", 7.0)
        ledger.answers.note(
            [ReadMail("<zacharias@own.example>", "reply", "", mark(ANA), 1.0, "<zacharias@own.example>")]
        )
        assert len(ledger.privacy.about(set(), f"C-{ANA}")) == 2
        assert ledger.privacy.forget(set(), f"C-{ANA}") == 2
        assert ledger.answers.seen(["<zacharias@own.example>"])
        assert [it["What"] for it in ledger.privacy.about({mark(ANA)}, "")] == ["A letter", "A no, for good"]
        assert [
            it.why
            for it in ledger.letters.queue(
                [type(queued(ANA))("<n>", "D", "news", "C", mark(ANA), "d.example")]
            )
        ]
    held = b"".join(path.read_bytes() for path in data.rglob("*") if path.is_file())
    assert b"acharias" not in held
    assert f"D-{ANA}".encode() not in held
    assert f"C-{ANA}".encode() not in held
    assert f"C-{BEA}".encode() in held


def test_an_address_that_a_colleague_has_too_stays_with_the_colleague():
    with ledger_with([ANA]) as ledger:
        sent(ledger, ANA)
        theirs = type(queued(ANA))("<single@firm.example>", "D-77", "", "C-77", mark(ANA), "d.example")
        ledger.letters.queue([theirs])
        assert len(ledger.privacy.about(set(), "C-77", {mark(ANA)})) == 1
        assert ledger.privacy.forget(set(), "C-77", {mark(ANA)}) == 1
        assert ledger.answers.refused() == {}
        assert states(ledger)[message_id(ANA)] == LetterState.SENT
        assert ledger.privacy.about(set(), "C-77") == []
        assert [it["Draft"] for it in ledger.privacy.about(set(), f"C-{ANA}")] == [f"D-{ANA}", ""]


# Its file.


def path_of():
    with Ledger.of("book") as ledger:
        return ledger.path


def refusal():
    with pytest.raises((CannotSend, CannotWrite)) as caught, Ledger.of("book") as ledger, ledger.sending():
        pass
    return caught.value


def test_a_ledger_that_is_gone_is_not_made_anew():
    assert not Ledger.exists("book")
    path_of().unlink()
    assert Ledger.exists("book")
    assert "was here and is gone" in refusal().why


def test_a_damaged_ledger_is_said_to_be():
    with ledger_with([f"a{n}@d.example" for n in range(500)]) as ledger:
        path = ledger.path
    data = bytearray(path.read_bytes())
    data[8192:20480] = os.urandom(12288)
    path.write_bytes(data)
    error = refusal()
    assert "cannot be read" in error.why
    assert "do not delete it" in error.todo


def test_another_programs_file_is_left_alone():
    path = path_of()
    path.unlink()
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE other (a)")
    db.close()
    assert "some other program" in refusal().why


def test_a_ledger_of_a_newer_salesbook_is_left_alone():
    with sqlite3.connect(path_of()) as db:
        db.execute("PRAGMA user_version=99")
    db.close()
    assert "written by a newer salesbook" in refusal().why


def test_a_folder_that_cannot_be_made(tmp_path, monkeypatch):
    (tmp_path / "a file").touch()
    monkeypatch.setenv("SALESBOOK_DATA", str(tmp_path / "a file"))
    assert isinstance(refusal(), CannotWrite)


def test_a_workbook_without_its_number_has_no_ledger():
    with pytest.raises(CannotSend) as caught:
        Ledger.of(" ")
    assert "no Book ID" in caught.value.why


def test_another_program_that_holds_the_file_is_named(monkeypatch):
    monkeypatch.setattr("salesbook.mail.ledger.database._PATIENCE", 0.05)
    with ledger_with([ANA]) as ledger:
        other = sqlite3.connect(ledger.path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CannotSend) as caught:
            ledger.letters.step(None, message_id(ANA), 1.0, "mail.example")
        other.close()
        assert ledger.letters.step(None, message_id(ANA), 1.0, "mail.example")
    assert caught.value.why.startswith("Another program holds the ledger")


def test_an_older_copy_that_was_brought_back_puts_what_was_queued_then_in_doubt():
    with ledger_with([ANA, BEA]) as ledger:
        path = ledger.path
    shutil.copy(path, path.with_suffix(".backup"))
    with Ledger.of("book") as ledger, ledger.sending():
        sent(ledger, ANA)
    shutil.copy(path.with_suffix(".backup"), path)
    with Ledger.of("book") as ledger:
        with ledger.sending():
            assert {entry.state for entry in ledger.letters.all()} == {LetterState.DOUBT}
            assert "older copy" in ledger.letters.all()[0].said
        ledger.letters.requeue([message_id(BEA)])
        with ledger.sending():  # said once
            assert states(ledger)[message_id(BEA)] is LetterState.QUEUED


def test_of_two_noes_the_later_one_counts_whatever_order_they_are_read_in():
    with Ledger.of("book") as ledger:
        ledger.answers.refuse(mark(ANA), 1.0, "first")
        ledger.answers.refuse(mark(ANA), 9.0, "again")
        ledger.answers.refuse(mark(ANA), 5.0, "an old mail")
        assert ledger.answers.refused() == {mark(ANA): (9.0, "again")}


def test_what_servers_and_people_say_is_kept_without_addresses():
    with ledger_with([ANA, BEA]) as ledger:
        ledger.letters.step(None, message_id(ANA), 1.0, "mail.example")
        ledger.letters.step(
            Done(message_id(ANA), LetterState.FAILED, f"550 <{ANA}>: no"),
            message_id(BEA),
            2.0,
            "mail.example",
        )
        ledger.letters.record(message_id(BEA), LetterState.BOUNCED, f"“{BEA}” is full", 3.0)
        ledger.answers.refuse(mark(ANA), 4.0, f"asked by mail: “{ANA}, please”")
        assert [entry.said for entry in ledger.letters.all()] == [
            "550 <the address>: no",
            "“the address” is full",
        ]
        assert ledger.answers.refused()[mark(ANA)] == (4.0, "asked by mail: “the address, please”")


def test_letters_that_are_read_once_are_asked_for_again_only_where_somebody_has_written():
    with ledger_with([ANA]) as ledger, Ledger.of("book") as other:
        asked: list[str] = []
        known = KnownLetters(ledger.letters)
        assert known.by_draft(f"D-{ANA}").message_id == message_id(ANA)
        ledger.file._db.set_trace_callback(asked.append)
        assert known.by_message([message_id(BEA), message_id(ANA)]).keys() == {message_id(ANA)}
        assert known.by_draft(f"D-{BEA}") is None
        assert [text for text in asked if text.startswith("SELECT")] == []
        other.letters.queue([queued(BEA)])
        assert known.by_message([message_id(BEA), message_id(ANA)]).keys() == {
            message_id(ANA),
            message_id(BEA),
        }
        assert known.by_draft(f"D-{BEA}").message_id == message_id(BEA)
