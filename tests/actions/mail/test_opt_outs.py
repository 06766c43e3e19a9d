"""Whoever says no gets no more letters: by whatever way they say it, and whatever was changed or restored meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from salesbook.actions.mail.fetch import into_mailbox, into_results
from salesbook.actions.mail.inbox import read_inbox
from salesbook.actions.outcome import Outcome
from salesbook.cli.main import main
from salesbook.domain.mailings.optout import token
from salesbook.errors import SalesbookError
from salesbook.mail.ledger.ledger import Ledger
from salesbook.mail.mailbox import Found
from tests.actions.mail.answers import READERS, bounce, ids, listen, mail, reading, replies
from tests.actions.mail.approved import BOOK_ID, Time, a_book, letter_to, sent
from tests.actions.person import TODAY, add, drop, put, read, salesbook


@pytest.fixture
def book(morning_after):
    return morning_after


LATER = TODAY + timedelta(days=60)


def told(path: Path, text: str, **more: object) -> Outcome:
    """What a file of results says."""
    file = path.with_name("results.csv")
    file.write_text(text, encoding="utf-8")
    clock = Time()
    clock.at += 6 * 3600
    return read_inbox(reading(path, **more), into_results(file), clock=clock.now)


def asked_by_page(path: Path, draft: str) -> Outcome:
    """Somebody presses the button on the opt-out page of a letter."""
    with Ledger.of(BOOK_ID) as ledger:
        good = token(ledger.answers.secret(), draft)
    return told(path, f"draft,token,when\n{draft},{good},2026-06-15\n")


def readers_of_next(path: Path) -> set[str]:
    """Who would get the next mailing, two months later."""
    add(
        path,
        "Mailings",
        {"Mailing ID": "next", "Template": "spring", "Audience": "everyone", "Author": "ben"},
    )
    main(["drafts", str(path), "next", "--today", f"{LATER}"])
    return {str(row["Contact ID"]) for row in read(path, "Outbox") if row["Mailing ID"] == "next"}


def not_mailed(path: Path) -> set[str]:
    return {str(row["Address"]) for row in read(path, "DoNotMail")}


def test_whoever_stops_a_letter_to_an_old_address_gets_none_at_the_new_one_either(book):
    put(book, "Contacts", "C1", Email="ana@new.example")
    asked_by_page(book, "spring.C1")
    assert not_mailed(book) == {"ana@a.example", "ana@new.example"}
    assert readers_of_next(book) == {"C2", "C3", "C4"}


def test_an_opt_out_by_mail_from_an_old_address_counts_for_the_new_one_too(book, box):
    put(book, "Contacts", "C1", Email="ana@new.example")
    mail(box, "1", "ana@a.example", "", subject="unsubscribe spring.C1", to="stop@firm.example")
    listen(book, box)
    assert not_mailed(book) == {"ana@a.example", "ana@new.example"}
    with Ledger.of(BOOK_ID) as ledger:
        assert len(ledger.answers.refused()) == 2


def test_of_two_mails_with_one_message_id_both_are_read(book, box):
    mail(box, "1", "ana@a.example", "Hello, please call me.")
    mail(box, "2", "bo@b.example", "Please unsubscribe me.")
    mail(box, "3", "ana@a.example", "And bring the catalogue.")
    for name in ("2", "3"):
        file = box / f"{name}.eml"
        file.write_bytes(file.read_bytes().replace(f"<{name}@".encode(), b"<1@"))
    assert listen(book, box).messages == ["3 mails = 2 replies + 1 who wants no more mail."]
    assert not_mailed(book) == {"bo@b.example"}
    assert {row["Their words"] for row in replies(book)} == {
        "Hello, please call me.",
        "And bring the catalogue.",
    }
    assert listen(book, box, since=TODAY).messages == ["3 mails = 2 replies + 1 who wants no more mail."]
    assert len(replies(book)) == 2


@pytest.mark.parametrize("number", [b"Message-ID: <1@their.example>\n", b""])
def test_a_mail_is_known_again_wherever_it_lies_by_then(book, box, tmp_path, number):
    mail(box, "1", "ana@a.example", "Yes,\nring me on Thursday.\n", In_Reply_To=ids(book)["C1"])
    file = box / "1.eml"
    data = file.read_bytes().replace(b"Message-ID: <1@their.example>\n", number)
    file.write_bytes(data)
    assert listen(book, box).messages == ["1 mail = 1 reply."]
    other = tmp_path / "other"
    other.mkdir()
    (other / "windows.eml").write_bytes(data.replace(b"\n", b"\r\n"))
    kept = tmp_path / "kept.mbox"
    kept.write_bytes(b"From ana@a.example Mon Jun 15 11:30:00 2026\nX-Status: A\nStatus: RO\n" + data + b"\n")
    assert listen(book, other).messages == listen(book, kept).messages == ["No new answers."]
    assert len(replies(book)) == 1


class Spam:
    """A folder for junk with these mails."""

    name = "junk"

    def __init__(self, box: Path) -> None:
        self.unread: list[SalesbookError] = []
        self._box = box

    def new(self, _mark: object, _since: object) -> Iterator[Found]:
        for file in sorted(self._box.iterdir()):
            yield Found(file.name, file.read_bytes(), "Junk")

    def mark(self) -> dict[str, object]:
        return {}


def listen_to_junk(path: Path, box: Path) -> Outcome:
    clock = Time()
    clock.at += 6 * 3600
    look = into_mailbox(lambda _: Spam(box), TODAY, None)
    return read_inbox(reading(path), look, clock=clock.now)


def test_a_doubtful_mail_of_a_contact_is_put_to_a_person_even_where_it_lies_among_junk(book, box):
    mail(box, "1", "cy@c.example", "No interest.")
    mail(box, "2", "di.private@home.example", "No interest.", In_Reply_To=ids(book)["C4"])
    outcome = listen_to_junk(book, box)
    assert outcome.messages == ["2 mails = 2 for a person to look at (see Problems)."]
    assert len([row for row in read(book, "Problems") if "“No interest.”" in str(row["Problem"])]) == 2


def test_junk_of_strangers_needs_no_person_and_is_not_said_to(book, box):
    mail(box, "1", "x@nowhere.example", "Buy.\n\nOn Mon, Ana <ana@firm.example> wrote:\n> News")
    outcome = listen_to_junk(book, box)
    assert outcome.messages == ["No new answers."]
    assert not outcome.problems


def drafted(path: Path, box: Path) -> None:
    """A letter of its own to C1, and one to C2, wait beside the approved mailing; then C1 says no."""
    for contact in ("C1", "C2"):
        salesbook("drafts", path, "--contact", contact, "--template", "thank-you")
    mail(box, "1", "ana@a.example", "Please unsubscribe me.")


def test_letters_that_wait_for_somebody_who_says_no_are_left_out_at_once(tmp_path, server, box):
    path = a_book(tmp_path, server, people=READERS)
    drafted(path, box)
    assert listen(path, box).messages == [
        "1 mail = 1 who wants no more mail.",
        "2 letters that waited for them are left out.",
    ]
    rows = read(path, "Outbox")
    out = [row for row in rows if row["Contact ID"] == "C1"]
    assert [(row["Status"], row["Reason"], row["File"]) for row in out] == [
        ("Left out", "opted out: by mail", None)
    ] * 2
    assert [row["Status"] for row in rows if row["Contact ID"] != "C1"] == ["Approved"] * 3 + ["Draft"]
    assert read(path, "Mailings")[0]["Drafts"] == 3
    assert not list(tmp_path.rglob("*ana@a.example*.eml"))
    assert not list((tmp_path / "book.salesbook" / "drafts").rglob("C1*"))
    assert len(list((tmp_path / "book.salesbook" / "drafts").rglob("*.eml"))) == 4


def test_a_dry_run_leaves_waiting_letters_and_their_files_as_they_are(tmp_path, server, box):
    path = a_book(tmp_path, server, people=READERS)
    drafted(path, box)
    files = sorted(tmp_path.rglob("*.eml"))
    outcome = listen(path, box, dry_run=True)
    assert outcome.messages == [
        "1 mail = 1 who wants no more mail.",
        "2 letters that waited for them are left out.",
    ]
    assert sorted(tmp_path.rglob("*.eml")) == files


def test_a_letter_that_was_handed_over_to_be_sent_is_not_to_be_sent_after_a_no(tmp_path, server, box):
    path = a_book(tmp_path, server, people=READERS)
    sent(path, to="eml")
    outgoing = tmp_path / "book.salesbook" / "outgoing"
    assert len(list(outgoing.glob("*.eml"))) == 4
    mail(box, "1", "ana@a.example", "Please unsubscribe me.")
    listen(path, box)
    row = letter_to(path, "C1")
    assert (row["Status"], row["Reason"], row["Sent on"]) == (
        "Failed",
        "They said no: do not send it, and delete it there.",
        None,
    )
    assert {file.name.partition(" ")[2] for file in outgoing.glob("*.eml")} == {
        "bo@b.example.eml", "cy@c.example.eml", "di@d.example.eml",
    }  # fmt: skip
    assert [row for row in read(path, "Activities") if row["Contact ID"] == "C1"] == []


def test_a_handed_letter_that_turns_out_to_have_been_sent_before_the_no_says_so(tmp_path, server, box):
    path = a_book(tmp_path, server, people=READERS)
    sent(path, to="eml")
    mail(box, "1", "ana@a.example", "Please unsubscribe me.")
    listen(path, box)
    told(path, "draft,result\nspring.C1,sent\n")
    assert letter_to(path, "C1")["Status"] == "Sent"


def test_a_no_after_a_yes_counts_even_in_a_workbook_from_between_them(book, box):
    mail(box, "1", "ana@a.example", "Please unsubscribe me.")
    listen(book, box)
    drop(book, "DoNotMail", "ana@a.example")
    put(book, "Contacts", "C1", Consent="Opted in", Consent_on=datetime(2026, 6, 20))
    between = book.read_bytes()
    mail(box, "2", "ana@a.example", "Please unsubscribe me.", date="Thu, 25 Jun 2026 11:30:00 +0200")
    listen(book, box, today=date(2026, 6, 26))
    book.write_bytes(between)
    assert readers_of_next(book) == {"C2", "C3", "C4"}


def test_a_no_that_is_read_once_more_is_no_newer_than_it_was(book, box):
    mail(box, "1", "ana@a.example", "Please unsubscribe me.")
    listen(book, box)
    put(book, "Contacts", "C1", Consent="Opted in", Consent_on=datetime(2026, 6, 20))
    listen(book, box, since=TODAY, today=date(2026, 6, 26))
    drop(book, "DoNotMail", "ana@a.example")
    assert "C1" in readers_of_next(book)


def test_the_opt_out_page_of_a_letter_that_the_ledger_does_not_know_counts_by_outbox(tmp_path, server):
    path = a_book(tmp_path, server, people=READERS)  # sent by hand from its drafts, or by an older ledger
    put(path, "Contacts", "C1", Email="ana@new.example")
    outcome = asked_by_page(path, "spring.C1")
    assert not_mailed(path) == {"ana@a.example", "ana@new.example"}
    assert not outcome.problems
    with Ledger.of(BOOK_ID) as ledger:
        assert len(ledger.answers.refused()) == 2


def test_an_opt_out_from_a_letter_that_nobody_knows_names_the_letter(book):
    [problem] = asked_by_page(book, "old.C9").problems
    assert (
        problem.why
        == "The reader of the letter old.C9 wants no more mail, and neither ledger nor Outbox knows who that is"
    )
    assert problem.value == "old.C9"
    assert "Do not mail" in problem.todo


def test_a_bounce_among_results_without_an_address_finds_its_contact_by_outbox(tmp_path, server):
    path = a_book(tmp_path, server, people=READERS)
    [problem] = told(path, "draft,result,why\nspring.C2,bounced,550 gone\n").problems
    assert problem.why.startswith("The letter to C2 Reader came back")
    assert not_mailed(path) == {"bo@b.example"}


# What is told of it.


def test_whoever_stops_by_the_page_or_by_a_bulk_sender_is_not_quoted_with_nothing(book):
    asked_by_page(book, "spring.C1")
    told(
        book,
        "email,result,why\nbo@b.example,unsubscribed,\ncy@c.example,unsubscribed,too many mails\ndi@d.example,complained,\n",
    )
    assert {row["Address"]: row["Why"] for row in read(book, "DoNotMail")} == {
        "ana@a.example": "asked by the opt-out page",
        "bo@b.example": "told by a bulk sender's results",
        "cy@c.example": "told by a bulk sender's results: “too many mails”",
        "di@d.example": "told by a bulk sender's results: marked as spam",
    }
    assert {row["Contact ID"]: row["Reason"] for row in read(book, "Outbox")} == {
        "C1": "asked by the opt-out page", "C2": "told by a bulk sender's results",
        "C3": "told by a bulk sender's results: “too many mails”", "C4": "told by a bulk sender's results: marked as spam",
    }  # fmt: skip


def test_a_letter_that_came_back_for_no_reason_says_so(book):
    [problem] = told(book, "email,result\nbo@b.example,bounced\n").problems
    assert problem.why == "The letter to C2 Reader came back: no reason given"
    assert [row["Why"] for row in read(book, "DoNotMail")] == ["came back: no reason given"]


def test_an_opt_out_by_mail_without_words_says_no_more_than_that(book, box):
    mail(box, "1", "ana@a.example", "", subject="", to="stop+spring.C1@firm.example")
    listen(book, box)
    assert [row["Why"] for row in read(book, "DoNotMail")] == ["asked by mail"]


def test_no_address_stands_in_the_ledger_whatever_servers_and_people_write(book, box, own_data):
    bounce(box, "1", "ana@a.example", ids(book)["C1"], "5.1.1", "550 5.1.1 <ana@a.example>: no such user")
    mail(box, "2", "bo@b.example", "Please unsubscribe me, bo@b.example, and Bo <BO.2@b.example>.")
    mail(box, "3", "cy@c.example", "", subject="unsubscribe spring.C3", to="stop@firm.example")
    told(book, "email,result,why\ndi@d.example,unsubscribed,di@d.example asked us\n")
    assert listen(book, box).messages == ["3 mails = 1 letter that came back + 2 who want no more mail."]
    kept = b"".join(path.read_bytes() for path in own_data.rglob("*") if path.is_file()).lower()
    assert [one for one in (b"ana@a", b"bo@b", b"bo.2@b", b"cy@c", b"di@d") if one in kept] == []
    assert str(letter_to(book, "C1")["Reason"]) == "550 5.1.1 <the address>: no such user"
    with Ledger.of(BOOK_ID) as ledger:
        assert len(ledger.answers.refused()) == 3


def test_a_dry_run_over_results_writes_nothing_into_the_ledger_and_believes_no_token(tmp_path, server):
    path = a_book(tmp_path, server, people=READERS)
    with Ledger.of(BOOK_ID) as ledger:  # a new one, which has no secret yet
        file = ledger.path
    before = file.read_bytes()
    for known in (b"", b"\0" * 32):
        outcome = told(path, f"draft,token\nspring.C1,{token(known, 'spring.C1')}\n", dry_run=True)
        assert "not that of letter spring.C1" in outcome.problems[0].why
    assert file.read_bytes() == before
    with Ledger.of(BOOK_ID) as ledger:
        assert ledger.answers.known_secret() == b""
        assert ledger.answers.secret() == ledger.answers.known_secret() != b""


def test_a_dry_run_says_that_a_handed_letter_would_not_be_for_sending(tmp_path, server, box):
    path = a_book(tmp_path, server, people=READERS)
    sent(path, to="eml")
    mail(box, "1", "ana@a.example", "Please unsubscribe me.")
    dry = listen(path, box, dry_run=True)
    assert dry.summary["would_change"]["Outbox"] == 2  # its Status and its Reason
    assert len(list((tmp_path / "book.salesbook" / "outgoing").glob("*.eml"))) == 4


def test_a_report_in_which_nothing_of_our_letters_is_stops_nobody_and_is_asked_about(book, box):
    bounce(box, "1", "ana@a.example", "<made-up@nowhere.example>", "5.1.1", "550 5.1.1 no such user")
    for name, fields in (("2", "Message-ID"), ("3", "From"), ("4", "")):
        bounce(box, name, "bo@b.example", "<x@x.example>", "5.1.1", "550 5.1.1 no such user")
        file = box / f"{name}.eml"
        lines = file.read_text(encoding="utf-8").split("rfc822-headers", 1)
        kept = [
            line
            for line in lines[1].splitlines()
            if line.startswith((fields or "-", "--")) and "x@x" not in line
        ]
        file.write_text(f"{lines[0]}rfc822-headers\n\n" + "\n".join(kept), encoding="utf-8")
    mail(
        box,
        "5",
        "cy@c.example",
        "cy@c.example: 550 5.1.1 user unknown",
        subject="Undeliverable",
        Return_Path="<>",
    )
    before = ids(book)
    outcome = listen(book, box)
    assert outcome.messages == ["5 mails = 5 for a person to look at (see Problems)."]
    assert len(outcome.problems) == 3  # three reports of one kind about one address are one row
    assert all("forged" in problem.why for problem in outcome.problems)
    assert not_mailed(book) == set()
    assert {row["Status"] for row in read(book, "Outbox")} == {"Sent"}
    assert ids(book) == before


def test_the_button_of_apple_mail_counts_and_a_vacation_answer_does_not(book, box):
    button = {"subject": "unsubscribe spring.C1", "to": "stop@firm.example", "Auto_Submitted": "auto-replied"}
    mail(box, "1", "ana.private@home.example", "", **button)
    mail(
        box,
        "2",
        "bo@b.example",
        "I am away.",
        subject="Re: News",
        to="stop@firm.example",
        Auto_Submitted="auto-replied",
    )
    assert listen(book, box).messages == ["2 mails = 1 automatic reply + 1 who wants no more mail."]
    assert not_mailed(book) == {"ana@a.example", "ana.private@home.example"}
