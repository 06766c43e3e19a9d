"""From approved drafts to a mail server: what a marketer does and sees, with a real server and a real workbook."""

from __future__ import annotations

import json
import re
import shutil
from datetime import datetime
from email import message_from_bytes, policy
from itertools import count
from pathlib import Path

import pytest

from salesbook.actions.mail.batch import Watch
from salesbook.actions.mail.export import BULK_KINDS, export
from salesbook.actions.mail.send import Clock, send_letters
from salesbook.actions.mail.transports import ROUTES
from salesbook.books.file import FileBook
from salesbook.errors import BadInput, CannotSend, FileOpenElsewhere
from salesbook.mail.ledger.entries import LetterState
from salesbook.mail.ledger.ledger import Ledger
from salesbook.util.addresses import hashed
from tests.actions.mail.approved import BOOK_ID, RUNNER, Time, a_book, letter_to, sent, statuses
from tests.actions.person import TODAY, add, put, read, salesbook
from tests.helpers import sums_of
from tests.mail.smtpd import running
from tests.sessions import session
from tests.wording import seams


@pytest.fixture
def book(waiting):
    return waiting


def test_each_row_says_truthfully_what_became_of_its_letter(book, server):
    outcome = sent(book)
    assert statuses(book) == {"C1": "Sent", "C2": "Failed", "C3": "Sent", "C4": "In doubt"}
    assert server.stored() == {"ana@a.example": 1, "cy@c.example": 1, "lost-di@d.example": 1}
    assert (
        outcome.messages[0]
        == "spring: 4 approved = 2 sent + 1 failed (see Reason in Outbox) + 1 in doubt (Outbox says what to do)."
    )
    row = letter_to(book, "C1")
    assert row["Sent on"].date() == TODAY
    assert row["Message ID"] in {event["id"] for event in server.events("stored")}
    assert str(letter_to(book, "C2")["Reason"]).startswith("550 5.1.1")
    assert "type Send in Decision to send it again, or Skip" in str(letter_to(book, "C4")["Reason"])
    [problem] = outcome.problems
    assert problem.why.startswith("The letter to C2 Reader was refused: 550 5.1.1")
    assert problem.todo.startswith("Ask for another address")


def test_it_asks_once_with_number_sender_and_server_and_a_no_sends_nothing(book, server):
    outcome = sent(book, agree=False)
    assert [(one.text, one.name) for one in sent.asked] == [
        ("Send 4 messages as Ana Ruiz through 127.0.0.1", "spring")
    ]
    assert outcome.messages == ["Nothing was sent."]
    assert server.events() == []
    assert set(statuses(book).values()) == {"Approved"}


def test_what_was_sent_is_a_touch_of_each_who_got_it(book):
    sent(book)
    log = {row["Contact ID"]: row for row in read(book, "Activities")}
    assert set(log) == {"C1", "C3"}
    assert (log["C1"]["Channel"], log["C1"]["Direction"], log["C1"]["By"]) == ("Newsletter", "Out", "ana")


def test_sending_again_sends_nobody_twice(book, server):
    sent(book)
    again = sent(book)
    assert again.messages == ["Nothing to send: spring has no approved letter that waits."]
    assert set(server.stored().values()) == {1}


def test_a_workbook_from_a_backup_is_told_what_has_left_since(book, server):
    before = book.read_bytes()
    sent(book)
    book.write_bytes(before)
    assert set(statuses(book).values()) == {"Approved"}
    outcome = sent(book)
    assert statuses(book) == {"C1": "Sent", "C2": "Failed", "C3": "Sent", "C4": "In doubt"}
    assert sent.asked == []
    assert outcome.messages == ["Nothing to send: spring has no approved letter that waits."]
    assert set(server.stored().values()) == {1}


def test_a_copy_of_the_workbook_sends_nobody_a_second_letter(book, server, tmp_path):
    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(book.read_bytes())
    sent(book)
    salesbook("drafts", copy, "spring")
    sent(copy)
    assert set(server.stored().values()) == {1}


def test_another_computer_refuses(book, monkeypatch, tmp_path):
    sent(book)
    monkeypatch.setenv("SALESBOOK_DATA", str(tmp_path / "another computer"))
    with pytest.raises(BadInput, match="two that send would write to people twice"):
        sent(book)


def test_a_quota_is_held_and_the_next_day_goes_on_where_it_stopped(tmp_path, server):
    path = a_book(tmp_path, server, people=[(f"C{i}", f"c{i}@x{i}.example") for i in range(5)], per_day=2)
    time = Time()
    first = sent(path, time=time)
    assert sorted(statuses(path).values()) == ["Queued"] * 3 + ["Sent"] * 2
    assert "spring: 5 approved = 2 sent + 3 not begun." in first.messages
    sent(path, time=time)
    assert sum(server.stored().values()) == 2
    time.at += 86_500
    sent(path, time=time)
    time.at += 86_500
    sent(path, time=time)
    assert set(statuses(path).values()) == {"Sent"}
    assert set(server.stored().values()) == {1}
    assert read(path, "Mailings")[0]["Status"] == "Sent"


def test_a_greylisted_letter_is_tried_again_and_arrives_once(tmp_path, server):
    path = a_book(tmp_path, server, people=[("C1", "grey-1@x.example")])
    sent(path)
    time = Time()
    time.at += 120
    sent(path, time=time)
    assert statuses(path) == {"C1": "Sent"}
    assert server.stored() == {"grey-1@x.example": 1}


def test_the_message_is_the_approved_draft_with_date_and_a_way_to_stop(book, tmp_path):
    FileBook(book)
    put(book, "Settings", "Opt-out page", Value="https://firm.example/stop?d={draft}&t={token}")
    sent(book, to="eml")
    files = (tmp_path / "book.salesbook" / "outgoing").glob("*.eml")
    [file] = [path for path in files if path.name.endswith(" ana@a.example.eml")]
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    mailto, page = (
        "<mailto:stop@firm.example?subject=unsubscribe%20spring.C1>",
        "<https://firm.example/stop?d=spring.C1&t=",
    )
    assert mail["List-Unsubscribe"].startswith(page)
    assert mail["List-Unsubscribe"].endswith(mailto)
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Precedence"] is None
    assert mail["Feedback-ID"]
    assert mail["Date"]
    assert mail["X-Unsent"] == "1"  # mail programs open it as a draft
    assert statuses(book) == dict.fromkeys(["C1", "C2", "C3", "C4"], "Queued")  # until a person sends it
    assert "read it and send it there" in str(letter_to(book, "C1")["Reason"])


def test_decision_send_sends_a_letter_in_doubt_once_more_and_skip_leaves_it(tmp_path, server):
    path = a_book(tmp_path, server, people=[("C1", "lost-1@x.example"), ("C2", "lost-2@y.example")])
    sent(path)
    keys = {row["Contact ID"]: row["Draft ID"] for row in read(path, "Outbox")}
    put(path, "Outbox", keys["C1"], Decision="Send")
    put(path, "Outbox", keys["C2"], Decision="Skip")
    sent(path)
    assert server.stored() == {"lost-1@x.example": 2, "lost-2@y.example": 1}  # a person wanted it so
    assert statuses(path) == {"C1": "In doubt", "C2": "Failed"}
    assert letter_to(path, "C2")["Reason"] == "A person decided not to send it again."


NOES = ["Consent", "Do not email", "Do not mail", "by mail", "Status", "skipped"]


def say_no(path: Path, how: str) -> None:
    """C1 says no, or somebody says it for them, after the approval."""
    match how:
        case "Consent":
            put(path, "Contacts", "C1", Consent="Opted out")
        case "Do not email":
            put(path, "Contacts", "C1", Do_not_email="Yes")
        case "Status":
            put(path, "Contacts", "C1", Status="Left")
        case "skipped":
            put(path, "Outbox", str(letter_to(path, "C1")["Draft ID"]), Decision="Skip")
        case "Do not mail":
            add(path, "DoNotMail", {"Address": "a.example"})
        case "by mail":
            with Ledger.of(BOOK_ID) as ledger:
                ledger.answers.refuse(hashed("ana@a.example", BOOK_ID), 0.0, "unsubscribe")


@pytest.mark.parametrize("to", [*ROUTES, *BULK_KINDS])
@pytest.mark.parametrize("how", NOES)
def test_whoever_said_no_after_the_approval_gets_nothing_by_any_way(tmp_path, server, to, how):
    path = a_book(tmp_path, server, people=[("C1", "ana@a.example")])
    say_no(path, how)
    put(path, "Settings", "Mailbox", Value="imap.nowhere.example")
    if to in BULK_KINDS:
        outcome = export(session("export", FileBook(path), today=TODAY, runner=RUNNER), "spring", to=to)
    else:
        outcome = sent(path, to=to)
        assert sent.asked == []
    assert outcome.messages[0].startswith("Nothing to send")
    assert server.events() == []
    beside = tmp_path / "book.salesbook"
    assert not [*beside.glob("outgoing/*.eml"), *beside.glob("exports/**/*.csv")]
    assert statuses(path)["C1"] in {"Left out", "Skipped"}


@pytest.mark.parametrize("how", NOES)
def test_whoever_said_no_after_the_approval_is_not_drafted_again(tmp_path, server, how):
    path = a_book(tmp_path, server, people=[("C1", "ana@a.example"), ("C2", "bo@b.example")])
    say_no(path, how)
    salesbook("drafts", path, "spring")
    files = {
        file.name.partition(" ")[0]
        for file in (tmp_path / "book.salesbook" / "drafts" / "spring").glob("*.eml")
    }
    assert files == {"C2"}
    assert statuses(path)["C1"] in {"Left out", "Skipped"}
    sent(path)
    assert server.stored() == {"bo@b.example": 1}


@pytest.mark.parametrize("how", [how for how in NOES if how != "skipped"])
def test_whoever_said_no_gets_no_letter_of_their_own_either(tmp_path, server, how):
    path = a_book(tmp_path, server, people=[("C1", "ana@a.example")])
    say_no(path, how)
    assert salesbook("drafts", path, "--contact", "C1", "--template", "thank-you") == 3


def test_somebody_who_says_no_while_letters_leave_gets_none(tmp_path, server):
    path = a_book(tmp_path, server, people=[("C1", "c1@a.example"), ("C2", "c2@b.example")])
    put(path, "Settings", "Messages a minute", Value=1)
    time = Time()

    def sleep(seconds: float) -> None:
        put(path, "Contacts", "C2", Consent="Opted out")
        time.at += seconds

    clock = Clock(time.now, sleep)
    doing = session("send", FileBook(path), today=TODAY, runner=RUNNER)
    send_letters(doing, "spring", to="smtp", ask=lambda _: True, clock=clock)
    assert server.stored() == {"c1@a.example": 1}


def test_a_text_that_was_changed_after_the_approval_is_not_sent(book, tmp_path):
    text = tmp_path / "templates" / "newsletters" / "spring.md"
    text.write_text(text.read_text(encoding="utf-8") + "\nOne more thing.\n", encoding="utf-8")
    with pytest.raises(BadInput, match="have it approved anew"):
        sent(book)


def test_a_file_that_is_another_letter_by_now_is_not_sent_and_the_others_are(book, tmp_path, server):
    folder = tmp_path / "book.salesbook" / "drafts" / "spring"
    one, two = next(folder.glob("C1*")), next(folder.glob("C3*"))
    one.write_bytes(two.read_bytes())
    outcome = sent(book)
    assert "ana@a.example" not in server.stored()
    assert server.stored()["cy@c.example"] == 1
    problem = outcome.problems[0]
    assert problem.why.startswith("Not sent: The file")
    assert problem.todo == "Draft the mailing again."


@pytest.mark.parametrize("what", ["gone", "another letter", "edited"])
def test_a_file_that_somebody_touches_while_letters_leave_is_looked_at_again(tmp_path, server, what):
    path = a_book(tmp_path, server, people=[(f"C{n}", f"c{n}@x{n}.example") for n in (1, 2, 3)])
    put(path, "Settings", "Messages a minute", Value=1)
    time, folder = Time(), tmp_path / "book.salesbook" / "drafts" / "spring"
    one, last = next(folder.glob("C1*")), next(folder.glob("C3*"))

    def sleep(seconds: float) -> None:
        time.at += seconds
        if what == "gone":
            last.unlink(missing_ok=True)
        elif what == "another letter":
            last.write_bytes(one.read_bytes())
        else:
            last.write_bytes(last.read_bytes() + b"One more line.\r\n")

    doing = session("send", FileBook(path), today=TODAY, runner=RUNNER)
    outcome = send_letters(doing, "spring", to="smtp", ask=lambda _: True, clock=Clock(time.now, sleep))
    left = {"c1@x1.example": 1, "c2@x2.example": 1}
    assert server.stored() == left | ({"c3@x3.example": 1} if what == "edited" else {})
    if what != "edited":
        assert outcome.problems[0].why == "Not sent: its file cannot be read any more"


def test_with_the_workbook_open_elsewhere_nothing_leaves(book, server):
    (book.parent / "~$book.xlsx").write_bytes(b"\x03Ana" + b" " * 160)
    with pytest.raises(FileOpenElsewhere):
        sent(book)
    assert server.events() == []


def test_a_workbook_that_is_opened_while_letters_leave_is_told_by_the_next_send(book, server):
    mark = book.parent / "~$book.xlsx"

    class Opening(Time):
        def now(self) -> float:
            if server.events("stored") and not mark.exists():
                mark.write_bytes(b"\x03Ana" + b" " * 160)
            return super().now()

    outcome = sent(book, time=Opening())
    assert "What was sent is not written down here yet" in outcome.problems[-1].why
    mark.unlink()
    sent(book)
    assert statuses(book)["C1"] == "Sent"
    assert set(server.stored().values()) == {1}


def test_what_was_sent_cannot_be_undone_nor_what_was_done_before_it(book, capsys):
    sent(book)
    assert salesbook("undo", book) == 3
    assert "The last action was send: letters that left" in capsys.readouterr().err
    salesbook("today", book)
    assert salesbook("undo", book) == 0
    assert salesbook("undo", book) == 3
    assert statuses(book)["C1"] == "Sent"


def test_a_click_sends_for_a_minute_and_the_next_one_goes_on(tmp_path, server):
    path = a_book(tmp_path, server, people=[(f"C{i}", f"c{i}@x{i}.example") for i in range(4)])
    put(path, "Settings", "Messages a minute", Value=2)
    time = Time()
    outcome = sent(path, time=time, patience=60.0)
    assert sum(server.stored().values()) in {2, 3}
    assert outcome.messages[-1] == "Its time was up. Send again, and it goes on where it stopped."
    sent(path, time=time, patience=60.0)
    sent(path, time=time, patience=60.0)
    assert server.stored() == {f"c{i}@x{i}.example": 1 for i in range(4)}


def test_a_letter_of_its_own_goes_when_decision_says_so(tmp_path, server):
    path = a_book(tmp_path, server, people=[("C1", "ana@a.example"), ("C2", "bo@b.example")])
    salesbook("drafts", path, "--contact", "C1", "--template", "thank-you")
    salesbook("drafts", path, "--contact", "C2", "--template", "thank-you")
    key = next(
        str(row["Draft ID"])
        for row in read(path, "Outbox")
        if row["Contact ID"] == "C1" and not row["Mailing ID"]
    )
    put(path, "Outbox", key, Decision="Send")
    sent(path, name="letters")
    assert [one.name for one in sent.asked] == ["letters"]
    assert server.stored() == {"ana@a.example": 1}
    assert next(row for row in read(path, "Activities"))["Channel"] == "Email"


def test_from_a_program_the_name_must_be_given_with_confirm(book, server, capsys):
    assert salesbook("send", book, "spring") == 2
    assert "If that is right, add --confirm spring" in capsys.readouterr().err
    assert salesbook("send", book, "spring", "--confirm", "summer") == 2
    assert server.events() == []
    assert salesbook("send", book, "spring", "--confirm", "SPRING", "--json") == 1  # one address is nobody's
    assert json.loads(capsys.readouterr().out)["summary"]["sent"] == 2


def test_a_dry_run_says_what_it_would_send_and_sends_nothing(book, server, capsys):
    assert salesbook("send", book, "spring", "--dry-run") == 0
    assert "Would send 4 messages as Ana Ruiz through 127.0.0.1." in capsys.readouterr().err
    assert server.events() == []
    assert not Ledger.exists(BOOK_ID)


def test_without_a_server_in_settings_it_says_what_to_type(book):
    put(book, "Settings", "Mail server", Value=None)
    with pytest.raises(BadInput, match="Settings has no Mail server"):
        sent(book)


def test_with_a_server_that_is_not_there_nothing_is_begun(book, server):
    server.stop()
    with pytest.raises(CannotSend, match=r"127\.0\.0\.1 cannot be reached"):
        sent(book)
    assert set(statuses(book).values()) == {"Approved"}


def test_two_senders_at_once_are_one_too_many(book):
    with (
        Ledger.of(BOOK_ID) as ledger,
        ledger.sending(),
        pytest.raises(CannotSend, match="Another salesbook is sending"),
    ):
        sent(book)


def test_a_letter_over_which_a_sender_died_is_in_doubt_and_not_sent_by_itself(book, server):
    sent(book, agree=False)
    put(book, "Settings", "Messages a day", Value=0)
    from salesbook.mail.ledger.entries import QueuedLetter

    key = letter_to(book, "C1")["Draft ID"]
    with Ledger.of(BOOK_ID) as ledger:
        ids = _message_ids(book)
        ledger.letters.queue([QueuedLetter(ids["C1"], str(key), "spring", "C1", "hash:x", "a.example")])
        ledger.letters.step(None, ids["C1"], 0.0, "smtp")
        assert ledger.letters.all()[0].state is LetterState.LEAVING
    sent(book)
    assert statuses(book)["C1"] == "In doubt"
    assert "ana@a.example" not in server.stored()


def _message_ids(path: Path) -> dict[str, str]:
    folder = path.with_name("book.salesbook") / "drafts" / "spring"
    return {
        file.name.partition(" ")[0]: str(
            message_from_bytes(file.read_bytes(), policy=policy.default)["Message-ID"]
        )
        for file in folder.glob("*.eml")
    }


def test_a_decision_is_taken_once(tmp_path, server):
    path = a_book(tmp_path, server, people=[("C1", "lost-1@x.example")])
    sent(path)
    put(path, "Outbox", "spring.C1", Decision="Send")
    for _ in range(3):
        sent(path)
    assert server.stored() == {"lost-1@x.example": 2}
    assert letter_to(path, "C1")["Decision"] is None


def test_a_letter_in_doubt_whose_reader_said_no_meanwhile_stays_in_doubt(tmp_path, server):
    path = a_book(tmp_path, server, people=[("C1", "lost-1@x.example")])
    sent(path)
    put(path, "Outbox", "spring.C1", Decision="Send")
    put(path, "Contacts", "C1", Consent="Opted out")
    for _ in range(2):
        outcome = sent(path)
        assert statuses(path) == {"C1": "In doubt"}
    assert "1 not sent again: 1 opted out." in outcome.messages
    assert server.stored() == {"lost-1@x.example": 1}


@pytest.fixture
def earlier(own_data, tmp_path):
    """Keeps the user's data folder as it is, and brings it back."""
    kept = tmp_path / "kept"

    def keep() -> None:
        shutil.copytree(own_data, kept)

    def restore() -> None:
        shutil.rmtree(own_data)
        shutil.copytree(kept, own_data)

    return keep, restore


def test_a_ledger_from_a_backup_believes_the_workbook(tmp_path, server, earlier):
    path = a_book(tmp_path, server, people=[(f"C{i}", f"c{i}@x{i}.example") for i in range(3)], per_day=1)
    time, (keep, restore) = Time(), earlier
    sent(path, time=time)
    keep()  # one sent, two queued
    for _ in range(2):
        time.at += 86_500
        sent(path, time=time)
    restore()
    time.at += 86_500
    sent(path, time=time)
    assert set(server.stored().values()) == {1}
    assert set(statuses(path).values()) == {"Sent"}


def test_workbook_and_ledger_both_from_a_backup_leave_it_to_a_person(tmp_path, server, earlier, own_data):
    path = a_book(tmp_path, server, people=[("C1", "c1@a.example"), ("C2", "c2@b.example")], per_day=1)
    before, time, (keep, restore) = path.read_bytes(), Time(), earlier
    sent(path, time=time, agree=False)
    keep()
    sent(path, time=time)
    count = (own_data / "ledgers" / f"{BOOK_ID}.count").read_bytes()
    restore()
    (own_data / "ledgers" / f"{BOOK_ID}.count").write_bytes(count)  # what a copy of the ledger alone leaves
    path.write_bytes(before)
    sent(path, time=time)
    assert set(statuses(path).values()) == {"In doubt"}
    assert "brought back from an older copy" in str(letter_to(path, "C1")["Reason"])
    assert sum(server.stored().values()) == 1


def test_letters_of_their_own_leave_the_queue_of_mailings_alone(tmp_path, server):
    path = a_book(tmp_path, server, people=[("C1", "c1@a.example"), ("C2", "c2@b.example")], per_day=1)
    time = Time()
    sent(path, time=time)
    sent(path, name="letters", time=time)
    time.at += 86_500
    sent(path, time=time)
    assert server.stored() == {"c1@a.example": 1, "c2@b.example": 1}


def test_a_queued_letter_whose_file_is_away_for_a_moment_waits(tmp_path, server):
    path = a_book(tmp_path, server, people=[("C1", "c1@a.example"), ("C2", "c2@b.example")], per_day=1)
    time, drafts = Time(), tmp_path / "book.salesbook" / "drafts"
    sent(path, time=time)
    drafts.rename(tmp_path / "away")
    time.at += 86_500
    outcome = sent(path, time=time)
    assert outcome.messages[0] == "Nothing to send: 1 letter is not as Outbox says."
    shutil.rmtree(drafts, ignore_errors=True)
    (tmp_path / "away").rename(drafts)
    sent(path, time=time)
    assert server.stored() == {"c1@a.example": 1, "c2@b.example": 1}


def test_a_row_that_waits_and_that_no_ledger_knows_is_in_doubt_until_somebody_decides(book, server):
    put(book, "Outbox", "spring.C1", Status="Queued")
    sent(book)
    assert statuses(book)["C1"] == "In doubt"
    assert "The ledger of this computer does not know it" in str(letter_to(book, "C1")["Reason"])
    assert "ana@a.example" not in server.stored()
    put(book, "Outbox", "spring.C1", Decision="Send")
    sent(book)
    assert server.stored()["ana@a.example"] == 1


def test_a_letter_that_was_put_somewhere_can_be_sent_after_all_or_closed(tmp_path, server):
    path = a_book(tmp_path, server, people=[("C1", "c1@a.example"), ("C2", "c2@b.example")])
    sent(path, to="eml")
    put(path, "Outbox", "spring.C1", Decision="Send")
    put(path, "Outbox", "spring.C2", Decision="Skip")
    sent(path)
    assert server.stored() == {"c1@a.example": 1}
    assert statuses(path) == {"C1": "Sent", "C2": "Failed"}


def test_a_mailing_that_is_renamed_must_be_approved_anew(book, server):
    sent(book)
    put(book, "Mailings", "spring", **{"Mailing ID": "summer"})
    salesbook("drafts", book, "summer")
    with pytest.raises(BadInput, match="approved"):
        sent(book, name="summer")
    assert set(server.stored().values()) == {1}


def test_of_two_rows_for_one_reader_one_letter_leaves(tmp_path, server):
    path = a_book(tmp_path, server, people=[("C1", "c1@a.example")])
    row = letter_to(path, "C1")
    add(path, "Outbox", {**row, "Draft ID": "copy"})
    sent(path)
    assert server.stored() == {"c1@a.example": 1}


def test_a_yes_in_the_future_takes_no_no_back(book, server):
    with Ledger.of(BOOK_ID) as ledger:
        ledger.answers.refuse(hashed("ana@a.example", BOOK_ID), 1_781_000_000.0, "unsubscribe")
    put(book, "Contacts", "C1", Consent_on=datetime(2062, 1, 1))
    sent(book)
    assert "ana@a.example" not in server.stored()


def test_a_setting_that_makes_no_header_stops_it_before_anything_is_queued(book):
    put(book, "Settings", "Opt-out page", Value="http://firm.example/stop")
    with pytest.raises(BadInput, match="Opt-out page"):
        sent(book)
    assert set(statuses(book).values()) == {"Approved"}


@pytest.mark.parametrize(("people", "sender", "most", "said", "becomes"), [
    (["no-1@a.example", "no-2@a.example"], "ana@firm.example", 0, "spring: 2 approved = 2 failed (see Reason in Outbox).", "Failed"),
    (["c1@a.example", "c2@a.example"], "used-up@firm.example", 0, "takes no more letters from used-up@firm.example for now: 550 5.4.5", "Queued"),
    (["c1@a.example"], "stranger@firm.example", 0, "takes no letters from stranger@firm.example: 553 5.7.1", "Queued"),
    (["c1@a.example", "c2@a.example"], "ana@firm.example", 300, "takes letters of 300 bytes at most, and the smallest of these has ", "Approved"),
])  # fmt: skip
def test_a_run_that_sent_nothing_ends_with_3_and_says_why(
    tmp_path, capsys, people, sender, most, said, becomes
):
    with running(tmp_path, *(("--most", most) if most else ())) as server:
        path = a_book(tmp_path, server, people=[(f"C{n}", to) for n, to in enumerate(people)], sender=sender)
        capsys.readouterr()
        assert salesbook("send", path, "spring", "--confirm", "spring") == 3
    told = capsys.readouterr().err
    assert said in told
    assert seams(told) == []
    assert set(statuses(path).values()) == {becomes}


def test_what_was_sent_before_is_no_failure_and_a_wrong_name_is_one(tmp_path, server, capsys):
    path = a_book(tmp_path, server, people=[("C1", "c1@a.example")])
    assert salesbook("send", path, "sprong", "--confirm", "sprong") == 3
    assert salesbook("send", path, "spring", "--confirm", "spring") == 0
    capsys.readouterr()
    assert salesbook("send", path, "spring", "--confirm", "spring") == 0
    assert (
        "Nothing to send: spring has no approved letter that waits: it has left." in capsys.readouterr().err
    )
    assert salesbook("send", path, "letters", "--confirm", "letters") == 3
    assert sent(path, name="letters", agree=False).unfinished


def test_letters_that_all_wait_for_another_try_are_nothing_sent(tmp_path, server):
    path = a_book(tmp_path, server, people=[("C1", "never-1@a.example")])
    outcome = sent(path)
    assert outcome.unfinished
    assert outcome.messages[0] == "spring: 1 approved = 1 for another try."
    assert [seams(message) for message in outcome.messages] == [[]] * len(outcome.messages)


def test_a_letter_that_failed_or_may_have_left_is_named_when_nothing_else_waits(book):
    sent(book)
    again = sent(book)
    assert again.unfinished
    assert again.extra == [
        "  1 failed and 1 in doubt: type Send (once more) or Skip into Decision of Outbox."
    ]


@pytest.mark.parametrize("how", ["Ctrl-C", "quota", "server gone"])
def test_a_run_that_stops_midway_ends_with_3_and_says_how_many_left_how_many_wait_and_what_to_do(
    tmp_path, server, monkeypatch, capsys, how
):
    path = a_book(tmp_path, server, people=[(f"C{n}", f"c{n}@x{n}.example") for n in range(5)])
    put(path, "Settings", "Messages a day", Value=2 if how == "quota" else 0)

    turns = count(1)

    def stops(*_: object) -> bool:
        if next(turns) == 3 and how != "quota":
            if how == "Ctrl-C":
                raise KeyboardInterrupt
            server.process.kill()
            server.process.wait(10)
        return True

    monkeypatch.setattr(Watch, "may_go", stops)
    monkeypatch.setattr("salesbook.mail.queue.connections._RECONNECT", (0.0, 0.0))
    capsys.readouterr()
    assert salesbook("send", path, "spring", "--confirm", "spring") == 3
    told = capsys.readouterr().err
    assert "2 sent" in told
    assert sum(int(number) for number in re.findall(r"(\d+) (?:not begun|for another try)", told)) == 3
    assert sums_of(told) == [(5, 5)]
    assert re.search(r"[Ss]end again|try again", told)
    assert seams(told) == []
    assert sorted(statuses(path).values()) == ["Queued"] * 3 + ["Sent"] * 2
