"""Answers that come in: what they do to the workbook, to the call list, and to who is written to."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from email.utils import format_datetime

import pytest

from salesbook.actions.mail.fetch import into_results
from salesbook.actions.mail.inbox import read_inbox
from salesbook.mail.ledger.answers import Answers
from salesbook.mail.ledger.ledger import Ledger
from tests.actions.mail.answers import READERS, bounce, ids, listen, mail, reading, replies
from tests.actions.mail.approved import BOOK_ID, Time, a_book, letter_to, sent, statuses
from tests.actions.person import TODAY, add, drop, put, read, salesbook


@pytest.fixture
def book(morning_after):
    return morning_after


def test_a_reply_becomes_a_touch_that_came_from_them_with_their_words(book, box):
    mail(
        box,
        "1",
        "Ana <ana@a.example>",
        "Yes, ring me on Thursday.\n\nOn Mon, 15 Jun 2026 at 09:00, Ana Ruiz <ana@firm.example> wrote:\n> News",
        In_Reply_To=ids(book)["C1"],
    )
    outcome = listen(book, box)
    assert outcome.messages == ["1 mail = 1 reply."]
    [row] = replies(book)
    assert (row["Contact ID"], row["Channel"], row["By"]) == ("C1", "Email", "ana")
    assert row["Their words"] == "Yes, ring me on Thursday."
    assert row["When"] == datetime.fromisoformat("2026-06-15T11:30:00+02:00").astimezone().replace(
        tzinfo=None
    )
    assert statuses(book)["C1"] == "Replied"


def test_whoever_replied_yesterday_is_called_back_today_and_the_list_says_why(book, box):
    put(book, "Contacts", "C1", Phone="+34 976 123 456", Kind="Customer")
    mail(box, "1", "Ana <ana@a.example>", "Yes, please call me.", In_Reply_To=ids(book)["C1"])
    listen(book, box)
    assert read(book, "Contacts")[0]["Next date"] == TODAY + timedelta(days=1)
    from salesbook.cli.main import main

    main(["calls", str(book), "--today", "2026-06-16"])
    [line] = [row for row in read(book, "Calls") if row["Contact ID"] == "C1"]
    assert line["Why"] == "They answered a newsletter yesterday."
    assert line["Talk about"].startswith("“Yes, please call me.” Answer that first.")


def test_a_day_that_was_agreed_and_is_still_to_come_stays(book, box):
    put(book, "Contacts", "C1", Next_date=datetime(2026, 7, 1))
    mail(box, "1", "ana@a.example", "Thanks.", In_Reply_To=ids(book)["C1"])
    listen(book, box)
    assert read(book, "Contacts")[0]["Next date"] == date(2026, 7, 1)


def test_a_reply_from_another_address_of_theirs_finds_its_letter(book, box):
    mail(box, "1", "ana.private@home.example", "It is me.", References=f"<x@y.example> {ids(book)['C1']}")
    listen(book, box)
    assert replies(book)[0]["Contact ID"] == "C1"


def test_a_mail_that_answers_no_letter_is_a_touch_if_its_writer_is_known(book, box):
    mail(box, "1", "CY@c.example", "A question about the film.", subject="Film")
    mail(box, "2", "stranger@nowhere.example", "Buy this.", subject="Offer")
    listen(book, box)
    assert [(row["Contact ID"], row["Subject"]) for row in replies(book)] == [("C3", "Film")]


def test_reading_twice_enters_nothing_twice(book, box):
    mail(box, "1", "ana@a.example", "Yes.", In_Reply_To=ids(book)["C1"])
    listen(book, box)
    assert listen(book, box).messages == ["No new answers."]
    assert listen(book, box, since=date(2026, 6, 1)).messages == [
        "1 mail = 1 reply."
    ]  # looked at again, as asked
    assert len(replies(book)) == 1


def test_a_crash_after_the_workbook_was_written_enters_nothing_twice(book, box, monkeypatch):
    mail(box, "1", "ana@a.example", "Yes.", In_Reply_To=ids(book)["C1"])
    with monkeypatch.context() as patched:
        patched.setattr(Answers, "note", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            listen(book, box)
    assert len(replies(book)) == 1
    listen(book, box)
    assert len(replies(book)) == 1


def test_an_automatic_reply_is_no_touch_and_changes_nothing(book, box):
    mail(
        box,
        "1",
        "ana@a.example",
        "I am away until Monday.",
        In_Reply_To=ids(book)["C1"],
        Auto_Submitted="auto-replied",
    )
    assert listen(book, box).messages == ["1 mail = 1 automatic reply."]
    assert replies(book) == []
    assert statuses(book)["C1"] == "Sent"


def test_a_hard_bounce_stops_further_letters_and_asks_for_another_address(book, box):
    bounce(box, "1", "bo@b.example", ids(book)["C2"], "5.1.1", "550 5.1.1 no such user")
    outcome = listen(book, box)
    assert statuses(book)["C2"] == "Bounced"
    [problem] = outcome.problems
    assert problem.why == "The letter to C2 Reader came back: 550 5.1.1 no such user"
    assert problem.todo.startswith("Ask for another address")
    [row] = read(book, "DoNotMail")
    assert (row["Address"], row["Source"]) == ("bo@b.example", "bounce")
    log = next(row for row in read(book, "Activities") if row["Contact ID"] == "C2")
    assert log["Outcome"] == "No answer"


def test_questions_stay_in_problems_until_somebody_deletes_them(book, box):
    bounce(box, "1", "bo@b.example", ids(book)["C2"], "5.1.1", "no such user")
    listen(book, box)
    salesbook("check", book)
    salesbook("today", book)
    assert [row["Table"] for row in read(book, "Problems") if "came back" in str(row["Problem"])] == [
        "Mailbox"
    ]


def test_the_third_soft_bounce_in_a_row_asks_for_another_address(book, box):
    for n in (1, 2):
        bounce(box, f"{n}", "bo@b.example", ids(book)["C2"], "4.2.2", "mailbox full")
    outcome = listen(book, box)
    assert not outcome.problems
    assert (
        outcome.messages[1]
        == "For now: bo@b.example (4.2.2 mailbox full); bo@b.example (4.2.2 mailbox full)."
    )
    bounce(box, "3", "bo@b.example", ids(book)["C2"], "4.2.2", "mailbox full")
    [problem] = listen(book, box).problems
    assert problem.why.startswith("3 letters to C2 Reader came back in a row")
    assert statuses(book)["C2"] == "Sent"


def test_a_delay_is_no_bounce(book, box):
    bounce(box, "1", "bo@b.example", ids(book)["C2"], "4.4.1", "still trying", action="delayed")
    listen(book, box)
    assert statuses(book)["C2"] == "Sent"
    assert read(book, "DoNotMail") == []


@pytest.mark.parametrize("way", ["link", "words"])
def test_an_opt_out_counts_at_once_and_for_good(book, box, way):
    if way == "link":
        mail(box, "1", "cy@c.example", "", subject="unsubscribe spring.C3", to="stop@firm.example")
    else:
        mail(box, "1", "cy@c.example", "Please unsubscribe me from this list.", In_Reply_To=ids(book)["C3"])
    before = book.read_bytes()
    assert listen(book, box).messages == ["1 mail = 1 who wants no more mail."]
    assert statuses(book)["C3"] == "Unsubscribed"
    assert [row["Address"] for row in read(book, "DoNotMail")] == ["cy@c.example"]
    book.write_bytes(before)  # a backup from before
    add(
        book,
        "Mailings",
        {"Mailing ID": "next", "Template": "spring", "Audience": "everyone", "Author": "ben"},
    )
    put(book, "Settings", "Default interval", Value=1)
    salesbook("drafts", book, "next")
    assert "C3" not in {row["Contact ID"] for row in read(book, "Outbox") if row["Mailing ID"] == "next"}


def test_a_complaint_is_an_opt_out(book, box):
    (box / "1.eml").write_text(f"""\
From: fbl@isp.example
To: abuse@firm.example
Subject: complaint
Date: Mon, 15 Jun 2026 10:00:00 +0200
Message-ID: <fbl1@isp.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b"

--b
Content-Type: text/plain

This is an email abuse report.
--b
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: SomeISP/1.0
Version: 1
Original-Rcpt-To: <di@d.example>
--b
Content-Type: message/rfc822

From: ana@firm.example
To: di@d.example
Message-ID: {ids(book)["C4"]}
Subject: News

Hello
--b--
""", encoding="utf-8")  # fmt: skip
    assert listen(book, box).messages == ["1 mail = 1 marked as spam."]
    [row] = read(book, "DoNotMail")
    assert (row["Address"], row["Why"]) == ("di@d.example", "asked by mail: marked as spam")
    assert statuses(book)["C4"] == "Unsubscribed"


def test_what_is_doubtful_is_put_to_a_person_and_nothing_is_done(book, box):
    mail(box, "1", "cy@c.example", "No interest.", In_Reply_To=ids(book)["C3"])
    outcome = listen(book, box)
    assert outcome.messages == ["1 mail = 1 for a person to look at (see Problems)."]
    assert "“No interest.”" in outcome.problems[0].why
    assert "put the address on the sheet Do not mail" in outcome.problems[0].todo
    assert (statuses(book)["C3"], read(book, "DoNotMail"), replies(book)) == ("Sent", [], [])


def test_a_forged_bounce_about_a_contact_stops_nobody(book, box):
    bounce(box, "1", "cy@c.example", "<spam@elsewhere.example>", "5.1.1", "no such user")
    listen(book, box)
    assert read(book, "DoNotMail") == []
    assert statuses(book)["C3"] == "Sent"


def test_somebody_who_opts_in_again_later_gets_letters_again(book, box):
    mail(box, "1", "cy@c.example", "Please unsubscribe me.", In_Reply_To=ids(book)["C3"])
    listen(book, box)
    put(book, "Contacts", "C3", Consent="Opted in", Consent_on=datetime(2026, 6, 20))
    drop(book, "DoNotMail", "cy@c.example")  # somebody takes the row out
    add(
        book,
        "Mailings",
        {"Mailing ID": "next", "Template": "spring", "Audience": "everyone", "Author": "ben"},
    )
    from salesbook.cli.main import main

    main(["drafts", str(book), "next", "--today", "2026-07-30"])
    assert "C3" in {row["Contact ID"] for row in read(book, "Outbox") if row["Mailing ID"] == "next"}


def test_a_dry_run_reads_and_remembers_nothing(book, box):
    mail(box, "1", "ana@a.example", "Yes.", In_Reply_To=ids(book)["C1"])
    before = book.read_bytes()
    outcome = listen(book, box, dry_run=True)
    assert outcome.messages == ["1 mail = 1 reply."]
    assert any(line.strip().startswith("Outbox: ") for line in outcome.extra)
    assert book.read_bytes() == before
    assert listen(book, box).messages == ["1 mail = 1 reply."]


def test_with_the_workbook_open_elsewhere_no_answer_is_lost_and_a_no_counts_already(book, box):
    mail(box, "1", "ana@a.example", "Yes.", In_Reply_To=ids(book)["C1"])
    mail(box, "2", "cy@c.example", "Please unsubscribe me.", In_Reply_To=ids(book)["C3"])
    mark = book.parent / "~$book.xlsx"
    mark.write_bytes(b"\x03Ana" + b" " * 160)
    from salesbook.errors import FileOpenElsewhere

    with pytest.raises(FileOpenElsewhere):
        listen(book, box)
    mark.unlink()
    with Ledger.of(BOOK_ID) as ledger:
        assert len(ledger.answers.refused()) == 1
    assert listen(book, box).messages == ["2 mails = 1 reply + 1 who wants no more mail."]
    assert len(replies(book)) == 1


def test_an_answer_shows_that_a_letter_in_doubt_has_arrived(tmp_path, server, box):
    path = a_book(tmp_path, server, people=[("C1", "lost-1@x.example")])
    sent(path)
    message_id = server.events("stored")[0]["id"]
    mail(box, "1", "lost-1@x.example", "Got it.", In_Reply_To=message_id)
    listen(path, box)
    assert statuses(path) == {"C1": "Replied"}


def test_a_bulk_senders_results_are_answers_too(tmp_path, server):
    path = a_book(tmp_path, server, people=READERS)
    salesbook("export", path, "spring", "--to", "csv")
    results = tmp_path / "results.csv"
    results.write_text(
        "email,result,when,why\nana@a.example,sent,2026-06-15,\nbo@b.example,bounced,2026-06-15,550 gone\n"
        "cy@c.example,unsubscribed,2026-06-15,\ndi@d.example,complained,2026-06-15,\nx@x.example,flown,,\n",
        encoding="utf-8",
    )
    outcome = read_inbox(reading(path), into_results(results), clock=Time().now)
    assert statuses(path) == {"C1": "Sent", "C2": "Bounced", "C3": "Unsubscribed", "C4": "Unsubscribed"}
    assert {row["Address"] for row in read(path, "DoNotMail")} == {
        "bo@b.example",
        "cy@c.example",
        "di@d.example",
    }
    assert any("Nobody can tell what 'flown' means" in one.why for one in outcome.problems)


def test_a_request_of_the_opt_out_page_counts_only_with_its_token(book, tmp_path):
    from salesbook.domain.mailings.optout import token

    with Ledger.of(BOOK_ID) as ledger:
        good = token(ledger.answers.secret(), "spring.C1")
    requests = tmp_path / "requests.csv"
    requests.write_text(f"draft,token\nspring.C1,{good}\nspring.C2,{good}\n", encoding="utf-8")
    outcome = read_inbox(reading(book), into_results(requests), clock=Time().now)
    assert [statuses(book)[one] for one in ("C1", "C2")] == ["Unsubscribed", "Sent"]
    assert [row["Address"] for row in read(book, "DoNotMail")] == ["ana@a.example"]
    assert any("not that of letter spring.C2" in one.why for one in outcome.problems)


def test_a_letter_that_answers_their_mail_stands_in_its_thread(book, box, tmp_path):
    mail(box, "their-question", "ana@a.example", "How much is it?", In_Reply_To=ids(book)["C1"])
    listen(book, box)
    salesbook("drafts", book, "--contact", "C1", "--template", "thank-you")
    key = next(str(row["Draft ID"]) for row in read(book, "Outbox") if not row["Mailing ID"])
    put(book, "Outbox", key, Decision="Send")
    clock = Time()
    clock.at += 86_400
    sent(book, name="letters", to="eml", time=clock)
    [file] = (tmp_path / "book.salesbook" / "outgoing").glob("*.eml")
    assert b"In-Reply-To: <their-question@their.example>" in file.read_bytes()


def test_the_date_of_a_mail_in_the_future_is_today(book, box):
    late = format_datetime(datetime(2031, 1, 1).astimezone())
    mail(box, "1", "ana@a.example", "Yes.", date=late, In_Reply_To=ids(book)["C1"])
    listen(book, box)
    assert replies(book)[0]["When"].date() == TODAY


def test_without_a_mailbox_it_says_what_to_type(book, capsys):
    assert salesbook("inbox", book) == 3
    assert "Settings has no Mailbox." in capsys.readouterr().err


def test_outbox_keeps_what_it_knows_of_letters_nobody_answered(book, box):
    mail(box, "1", "ana@a.example", "Yes.", In_Reply_To=ids(book)["C1"])
    listen(book, box)
    assert letter_to(book, "C4")["Status"] == "Sent"


def test_a_wish_that_names_a_contact_but_comes_from_elsewhere_is_put_to_a_person(book, box):
    mail(box, "1", "cy@other.example", "Please unsubscribe cy@c.example")
    mail(box, "2", "noreply@lists.example", "Please unsubscribe me", Reply_To="di@d.example")
    outcome = listen(book, box)
    assert outcome.messages == ["2 mails = 2 for a person to look at (see Problems)."]
    assert [(one.key, one.why.split(" wrote ")[0]) for one in outcome.problems] == [
        ("C3", "cy@other.example"),
        ("C4", "noreply@lists.example"),
    ]
    assert (statuses(book)["C3"], read(book, "DoNotMail"), replies(book)) == ("Sent", [], [])


def test_what_is_asked_about_a_bounce_speaks_of_addresses_and_not_of_a_wish(book, box):
    bounce(box, "1", "cy@c.example", "<spam@elsewhere.example>", "5.1.1", "no such user")
    [problem] = listen(book, box).problems
    assert "If a letter of yours did not arrive, ask for another address" in problem.todo
    assert "no more mail" not in problem.todo


def test_an_automatic_reply_that_went_as_bulk_names_a_new_address(book, box):
    mail(box, "1", "cy@c.example", "Write to cy@new.test now", Precedence="bulk", X_Autoreply="yes")
    [problem] = listen(book, box).problems
    assert "It names cy@new.test: ask them" in problem.todo
