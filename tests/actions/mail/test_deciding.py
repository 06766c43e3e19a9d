"""Executives are asked by mail, which a person sends, and decide by answering it; whatever is not certain changes nothing."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from salesbook.actions.mail.fetch import into_mailbox
from salesbook.actions.mail.inbox import read_inbox
from salesbook.mail.mailbox import mailbox_of
from salesbook.mail.secrets import Secret
from tests.actions.mail.answers import listen, mail, reading
from tests.actions.mail.approved import Time, sent
from tests.actions.mail.deciding import answer, ask, decisions, in_review, requests
from tests.actions.person import TODAY, add, put, read, salesbook
from tests.mail.dovecot import PASSWORD

OBJECTED = ("Finance", "Marta", "Object", "Stock on our books")
WAITING = [
    ("Finance", "Marta", "Pending", None),
    ("Operations", "Jo", "Pending", None),
    ("Production", "Jo", "Pending", None),
]


@pytest.fixture
def review(tmp_path, server) -> Path:
    return in_review(tmp_path, server.address)


@pytest.fixture
def asked(review) -> Path:
    ask(review)
    return review


def file_of(path: Path, who: str) -> str:
    (found,) = (path.parent / "book.salesbook" / "drafts").rglob(f"* {who}.eml")
    return found.read_text(encoding="utf-8")


def test_each_executive_is_asked_once_for_all_their_departments_and_nothing_is_sent(review, server, capsys):
    salesbook("campaigns", review)
    assert {who: (row["To"], row["Status"], row["Decision"]) for who, row in requests(review).items()} == {
        "Marta": ("marta@firm.example", "Draft", None), "Jo": ("jo@firm.example", "Draft", None),
    }  # fmt: skip
    assert decisions(review) == [OBJECTED, *WAITING]
    assert {(row["Asked on"], row["Due"]) for row in read(review, "Approvals") if row["Decision"] == "Pending" and not row["What"]} == {
        (TODAY, TODAY + timedelta(days=7))
    }  # fmt: skip
    assert (
        "2 letters ask for a decision on Vendor-managed inventory (VMI, version 1): Marta (Finance), Jo (Operations, Production). "
        "Nothing is sent yet: type Send into Decision in Outbox, and click Send approved."
    ) in capsys.readouterr().err
    assert sent(review, name="letters").messages == [
        "Nothing to send: Decision says Send beside no letter of its own."
    ]
    assert not server.events("stored")


def test_the_letter_says_what_is_proposed_who_spoke_against_it_and_how_to_answer(review):
    salesbook("campaigns", review)
    letter = file_of(review, "Jo")
    for said in (
        "From: Ana Ruiz <ana@firm.example>", "please decide for Operations, Production on Vendor-managed inventory (VMI, version 1) by 22 Jun 2026.",
        "\nApprove\nObject: the reason\n", "What we promise: We fill your shelf", "For whom: Customers: Whoever buys",
        "- Train drivers (Operations): not done yet", "- Marta, Finance, version 1: Stock on our books\n  Answer: They pay a deposit",
    ):  # fmt: skip
        assert said in letter


def test_a_second_click_changes_nothing_and_an_open_letter_is_brought_up_to_date(review):
    salesbook("campaigns", review)
    before = read(review, "Outbox")
    salesbook("campaigns", review)
    assert read(review, "Outbox") == before
    put(review, "Propositions", "VMI", Why_they_care="Their shelf is never empty")
    salesbook("campaigns", review)
    assert "Why they care: Their shelf is never empty" in file_of(review, "Jo")
    assert [row["Draft ID"] for row in read(review, "Outbox")] == [row["Draft ID"] for row in before]


def test_a_new_promise_before_anything_was_sent_replaces_the_letters(review):
    salesbook("campaigns", review)
    put(review, "Outbox", str(requests(review)["Marta"]["Draft ID"]), Decision="Send")
    put(review, "Propositions", "VMI", Promise="We fill half your shelf", Version=2)
    salesbook("campaigns", review)
    rows = [(row["Name"], row["Status"], row["Decision"]) for row in read(review, "Outbox")]
    assert sorted(rows, key=str) == [
        ("Jo", "Draft", None),
        ("Marta", "Draft", None),
        ("Marta", "Left out", "Send"),
    ]
    assert sent(review, name="letters").messages[0].startswith("Nothing to send")


def test_what_was_asked_is_asked_no_more_and_whose_day_is_over_is_told(asked, server, capsys):
    assert [row["Status"] for row in read(asked, "Outbox")] == ["Sent", "Sent"]
    assert len(server.events("stored")) == 2
    assert not [row for row in read(asked, "Activities") if row["Activity ID"]]
    capsys.readouterr()
    salesbook("campaigns", asked, today=TODAY + timedelta(days=8))
    assert len(read(asked, "Outbox")) == 2
    told = capsys.readouterr().err
    assert "letters ask" not in told
    assert (
        "Asked about Vendor-managed inventory (VMI, version 1), and the day is over: Marta (Finance), due 22 Jun 2026, "
        "Jo (Operations, Production), due 22 Jun 2026. Ring them."
    ) in told


def test_whoever_was_asked_by_hand_gets_no_letter(review):
    add(
        review,
        "Approvals",
        {"Proposition ID": "VMI", "Version": 1, "Department": "Finance", "Who": "Marta", "Asked on": TODAY},
    )
    salesbook("campaigns", review)
    assert list(requests(review)) == ["Jo"]


def test_somebody_without_an_address_is_named_and_a_stand_in_with_one_is_asked(review, capsys):
    executives = {str(row["Executive"]): row for row in read(review, "Executives")}
    assert executives["Marta"]["Stand-in"] == "Eve"
    add(review, "Executives", {"Department": "Production", "Executive": "Zoe", "Stand-in": "Jo"})
    put(review, "Settings", "Who approves", Value="Finance: Marta; Operations: Lou; Production: Zoe")
    salesbook("campaigns", review)
    assert decisions(review) == [OBJECTED, WAITING[0], ("Production", "Jo", "Pending", None)]
    assert (
        "Lou (Operations) cannot be asked by mail about Vendor-managed inventory (VMI, version 1): type Email on Executives, or have them "
        "decide in Approvals."
    ) in capsys.readouterr().err


def test_opting_out_of_newsletters_keeps_no_colleague_from_being_asked(review):
    add(
        review,
        "Contacts",
        {
            "Contact ID": "C9",
            "First name": "Jo",
            "Email": "jo@firm.example",
            "Consent": "Opted out",
            "Do not email": True,
        },
    )
    add(review, "DoNotMail", {"Address": "jo@firm.example"})
    ask(review)
    assert requests(review)["Jo"]["Status"] == "Sent"


def test_an_approval_counts_for_all_departments_that_were_asked(asked, box):
    answer(asked, box, "Jo", "Approved.\n\nJo")
    outcome = listen(asked, box)
    assert outcome.messages == [
        "1 mail = 1 decision of an executive.",
        "Jo approves VMI version 1 for Operations, Production.",
    ]
    assert decisions(asked) == [
        OBJECTED, WAITING[0], ("Operations", "Jo", "Approve", None), ("Production", "Jo", "Approve", None),
    ]  # fmt: skip
    assert {
        (row["Decided on"], bool(row["Content"])) for row in read(asked, "Approvals") if row["Who"] == "Jo"
    } == {(TODAY, True)}
    assert requests(asked)["Jo"]["Status"] == "Replied"
    salesbook("campaigns", asked)
    (proposition,) = read(asked, "Propositions")
    assert proposition["Still missing"] == (
        "Finance: Marta objects (“Stock on our books”), answered, and to be decided anew; Operations: 'Train drivers' is not done"
    )


def test_an_objection_comes_with_its_reason_and_is_asked_about_again_once_it_was_answered(asked, box):
    answer(asked, box, "Jo", "I object because nobody can drive.\nNot before May.")
    assert listen(asked, box).messages[1] == (
        "Jo objects to VMI version 1 for Operations, Production: “nobody can drive. Not before May.” Type what is done about it as Resolution."
    )
    reason = "nobody can drive.\nNot before May."
    assert decisions(asked)[2:] == [
        ("Operations", "Jo", "Object", reason),
        ("Production", "Jo", "Object", reason),
    ]
    salesbook("campaigns", asked)
    assert len(read(asked, "Outbox")) == 2
    for row, handle in zip(read(asked, "Approvals"), handles(asked), strict=True):
        if row["Department"] == "Operations" and row["Decision"] == "Object":
            put(asked, "Approvals", handle, Resolution="We train them")
    salesbook("campaigns", asked)
    assert (requests(asked)["Jo"]["Status"], len(read(asked, "Outbox"))) == ("Draft", 3)
    assert (
        "Jo, Operations, version 1: nobody can drive. Not before May.\n  Answer: We train them"
        in file_of_open(asked)
    )


def handles(path: Path) -> list[str]:
    from salesbook.books.file import FileBook

    return FileBook(path).read(["Approvals"]).grids["Approvals"].handles


def file_of_open(path: Path) -> str:
    name = str(requests(path)["Jo"]["File"])
    return next((path.parent / "book.salesbook" / "drafts").rglob(name)).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "sender", "why"),
    [
        ("Approve, but I object to the price", "", "it speaks of approving and of objecting"),
        ("Let us talk on Friday.", "", "it says neither Approve nor Object"),
        ("Approve, if drivers are found", "", "it approves and says more, which may be a condition: “if drivers are found”"),
        ("Please take me off this list.", "", "it says neither Approve nor Object"),
        ("Approve", "jo.vidal@home.example", "it does not come from an address of Jo, so it does not count"),
        ("Approve", "marta@firm.example", "it comes from an address of somebody else than Jo, so it does not count"),
        ("Approve", "kai@firm.example", "it comes from an address of somebody else than Jo, so it does not count"),
    ],
)  # fmt: skip
def test_what_is_doubtful_is_put_to_a_person_and_changes_nothing(asked, box, words, sender, why):
    before = read(asked, "Approvals"), read(asked, "Outbox")
    answer(asked, box, "Jo", words, sender=sender)
    outcome = listen(asked, box)
    assert outcome.messages[0] == "1 mail = 1 for a person to look at (see Problems)."
    (problem,) = outcome.problems
    assert (
        problem.why
        == f"{sender or 'jo@firm.example'} answered on 15 Jun 2026 about VMI version 1 “{words}”: {why}"
    )
    assert problem.todo.endswith("Then delete this row.")
    assert (read(asked, "Approvals"), read(asked, "Outbox")) == before
    assert not read(asked, "DoNotMail")


def test_an_answer_to_an_older_version_or_to_other_words_changes_nothing(asked, box):
    put(asked, "Propositions", "VMI", Promise="We fill half your shelf")
    answer(asked, box, "Jo", "Approve")
    assert (
        listen(asked, box)
        .problems[0]
        .why.endswith("Promise, Cohort or What it asks of us of VMI were changed since they were asked")
    )
    put(asked, "Propositions", "VMI", Promise="We fill your shelf", Version=2)
    answer(asked, box, "Jo", "I approve.", name="2")
    assert (
        listen(asked, box).problems[0].why.endswith("it is about version 1 of VMI, which has version 2 now")
    )
    assert decisions(asked) == [OBJECTED, *WAITING]


def test_words_changed_under_a_version_that_was_asked_about_want_a_new_version(asked, capsys):
    put(asked, "Propositions", "VMI", Promise="We fill half your shelf")
    salesbook("campaigns", asked)
    assert (
        "is worded otherwise than when somebody decided on it or was asked: raise its Version, or put the words back."
        in capsys.readouterr().err
    )
    assert len(read(asked, "Outbox")) == 2


def test_a_stand_in_decides_from_their_own_address(asked, box):
    add(asked, "Team", {"Rep": "eve", "Name": "Eve", "Email": "eve@firm.example"})
    answer(asked, box, "Marta", "Genehmigt.", sender="eve@firm.example")
    listen(asked, box)
    assert decisions(asked)[1] == ("Finance", "Eve", "Approve", None)


def test_a_mail_that_says_approve_and_answers_no_request_counts_for_nothing(asked, box):
    mail(box, "1", "jo@firm.example", "Approve", subject="VMI")
    mail(
        box,
        "2",
        "stranger@nowhere.example",
        "Approve",
        subject="Re: Please decide: Vendor-managed inventory (VMI, version 1)",
    )
    listen(asked, box)
    assert decisions(asked) == [OBJECTED, *WAITING]


def test_an_automatic_reply_or_a_letter_that_came_back_decides_nothing(asked, box):
    answer(asked, box, "Jo", "I am away until Monday. Approve", Auto_Submitted="auto-replied")
    assert listen(asked, box).messages == ["1 mail = 1 automatic reply."]
    assert decisions(asked) == [OBJECTED, *WAITING]


def test_what_was_typed_meanwhile_stays_and_the_answer_stands_beside_it(asked, box):
    handle = next(
        one
        for one, row in zip(handles(asked), read(asked, "Approvals"), strict=True)
        if row["Department"] == "Operations" and not row["What"]
    )
    put(asked, "Approvals", handle, Decision="Approve", Decided_on=TODAY)
    answer(asked, box, "Jo", "Object: too dear")
    listen(asked, box)
    assert decisions(asked)[2:] == [
        ("Operations", "Jo", "Approve", None), ("Production", "Jo", "Object", "too dear"), ("Operations", "Jo", "Object", "too dear"),
    ]  # fmt: skip


def test_reading_again_enters_nothing_twice(asked, box):
    answer(asked, box, "Jo", "Object: too dear")
    listen(asked, box)
    before = read(asked, "Approvals")
    listen(asked, box, since=date(2026, 6, 1))
    assert read(asked, "Approvals") == before


def test_from_the_click_to_the_decision_through_a_real_mail_server_and_a_real_mailbox(asked, server, mailbox):
    stored = server.events("stored")
    assert {one["to"] for one in stored} == {"marta@firm.example", "jo@firm.example"}
    number = str(requests(asked)["Marta"]["Message ID"])
    mailbox.put(
        f"From: Marta <marta@firm.example>\r\nTo: ana@firm.example\r\nSubject: AW: Please decide\r\nMessage-ID: <m1@firm.example>\r\n"
        f"Date: Mon, 15 Jun 2026 11:30:00 +0200\r\nIn-Reply-To: {number}\r\nReferences: {number}\r\n\r\nIch stimme zu.\r\n\r\nMarta\r\n"
        f"> please decide for Finance\r\n".encode()
    )  # fmt: skip
    clock = Time()
    clock.at += 6 * 3600
    source = into_mailbox(
        lambda _: mailbox_of(mailbox.address, mailbox.login, lambda: Secret(PASSWORD)), TODAY, None
    )
    outcome = read_inbox(reading(asked), source, clock=clock.now)
    assert "Marta approves VMI version 1 for Finance." in outcome.messages
    assert decisions(asked)[1] == ("Finance", "Marta", "Approve", None)
