"""A campaign by mail from the draft to what it came to: letters through a real server, answers by click and in words, calls, the counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from salesbook.actions.mail.single_letter import draft_letter
from salesbook.books.file import FileBook
from salesbook.books.memory import MemoryBook
from salesbook.errors import BadInput
from salesbook.schema import TABLES
from salesbook.util.resources import templates_dir
from tests.actions.mail.answers import ids, listen, mail
from tests.actions.mail.approved import RUNNER, sent, statuses
from tests.actions.mail.pitch_book import pitch_book, write_text
from tests.actions.person import TODAY, add, drop, put, read, salesbook
from tests.sessions import session

SUBJECT = "Vendor-managed inventory"
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def approved(tmp_path, server):
    """The letters of the campaign are approved, and have not left."""
    book = pitch_book(tmp_path, server.address)
    put(book, "Propositions", "VMI", Template="vmi")
    salesbook("drafts", book, "offer")
    put(book, "Mailings", "offer", Approved_by="ana")
    salesbook("drafts", book, "offer")
    return book


@pytest.fixture
def sent_out(approved, server):
    """The letters of the campaign have left this morning."""
    sent(approved, name="offer")
    assert server.stored() == {"ada@a.example": 1, "bo@b.example": 1, "cy@c.example": 1}
    return approved


def campaign(book):
    """How far the campaign is."""
    [row] = read(book, "Campaigns")
    return {name: row[name] for name in ("Decision makers", "Pitched", "Tried", "Answers", "Yes")}


def pitches(book):
    return {row["Contact ID"]: (row["State"], row["Channel"], row["Answer"]) for row in read(book, "Pitches")}


def test_letters_are_tries_until_somebody_answers(sent_out):
    salesbook("campaigns", sent_out)
    assert {row["Campaign ID"] for row in read(sent_out, "Activities")} == {"VMI-1"}
    assert campaign(sent_out) == {"Decision makers": 3, "Pitched": 0, "Tried": 3, "Answers": 0, "Yes": 0}
    assert {state for state, *_ in pitches(sent_out).values()} == {"Tried"}


def test_a_click_and_a_call_after_a_reply_count_for_the_campaign(sent_out, box):
    put(sent_out, "Contacts", "C2", Phone="+34 976 123 456")
    mail(box, "1", "Ada <ada@a.example>", "", subject=f"Yes, ring me ({SUBJECT})")
    mail(box, "2", "bo@b.example", "Somebody does that for us already.", In_Reply_To=ids(sent_out)["C2"])
    listen(sent_out, box)
    assert statuses(sent_out) == {"C1": "Replied", "C2": "Replied", "C3": "Sent"}
    salesbook("today", sent_out, today=TOMORROW)
    assert pitches(sent_out) == {
        "C1": ("Pitched", "Email", "Yes"), "C2": ("On the list", None, None), "C3": ("Tried", None, None),
    }  # fmt: skip
    [line] = [row for row in read(sent_out, "Calls") if row["Contact ID"] == "C2"]
    assert (line["Campaign ID"], line["Why"]) == ("VMI-1", "They answered a newsletter yesterday.")
    put(sent_out, "Calls", line["Call ID"], Outcome="Spoke", Answer="Has supplier")
    salesbook("log", sent_out, today=TOMORROW)
    salesbook("campaigns", sent_out, today=TOMORROW)
    assert pitches(sent_out)["C2"] == ("Pitched", "Call", "Has supplier")
    assert campaign(sent_out) == {"Decision makers": 3, "Pitched": 2, "Tried": 1, "Answers": 2, "Yes": 1}


@pytest.mark.parametrize(
    ("clicked", "answer"),
    [
        ("Yes, ring me", "Yes"), ("Interested later: in spring", "Interested later"), ("Not relevant", "Not relevant"),
        ("Yesterday", "Yesterday"), ("Ask Jo", "Ask Jo"),
    ],
)  # fmt: skip
def test_what_is_clicked_is_the_answer_of_the_list_or_its_own_words(sent_out, box, clicked, answer):
    mail(box, "1", "cy@c.example", "", subject=f"{clicked} ({SUBJECT})")
    listen(sent_out, box)
    [row] = [row for row in read(sent_out, "Activities") if row["Direction"] == "In"]
    assert (row["Contact ID"], row["Campaign ID"], row["Answer"]) == ("C3", "VMI-1", answer)


@pytest.mark.parametrize(
    "text", sorted((templates_dir() / "letters").glob("pitch*.md")), ids=lambda path: path.name
)
def test_the_easy_answers_of_the_letter_that_comes_along_are_understood(sent_out, box, text):
    [offered] = [
        line.removeprefix("Answers: ")
        for line in text.read_text("utf-8").splitlines()
        if line.startswith("Answers: ")
    ]
    for number, answer in enumerate(offered.split(" | ")):
        mail(box, str(number), "cy@c.example", "", subject=f"{answer} ({SUBJECT})")
    listen(sent_out, box)
    said = [row["Answer"] for row in read(sent_out, "Activities") if row["Direction"] == "In"]
    assert sorted(said) == ["Interested later", "Not relevant", "Yes"]


def test_a_subject_of_another_letter_or_writer_is_no_answer_to_the_campaign(sent_out, box):
    mail(box, "1", "cy@c.example", "A question", subject="Yes (Spring news)")
    mail(box, "2", "stranger@x.example", "Hello", subject=f"Yes ({SUBJECT})")
    listen(sent_out, box)
    assert [
        (row["Campaign ID"], row["Answer"])
        for row in read(sent_out, "Activities")
        if row["Direction"] == "In"
    ] == [(None, None)]


@pytest.fixture
def written(tmp_path, server):
    """A letter from a line of the campaign, which somebody said to send."""
    book = pitch_book(tmp_path, server.address)
    draft_letter(session("drafts", FileBook(book), today=TODAY, runner=RUNNER), "C1", "vmi", "VMI-1")
    [row] = read(book, "Outbox")
    put(book, "Outbox", row["Draft ID"], Decision="Send")
    return book


def test_a_letter_from_a_campaigns_line_stays_while_the_gate_is_shut_and_leaves_once_it_is_open(
    written, server
):
    put(written, "Campaigns", "VMI-1", Status="Paused")
    said = " ".join(sent(written, name="letters").messages)
    assert "1 letter stays: A letter of its own pitches VMI-1, which is Paused." in said
    assert "Set its Status to Live" in said
    assert not server.stored()
    [row] = read(written, "Outbox")
    assert (row["Status"], row["Decision"]) == ("Draft", "Send")
    put(written, "Campaigns", "VMI-1", Status="Live")
    sent(written, name="letters")
    assert server.stored() == {"ada@a.example": 1}


def test_a_letter_from_a_campaigns_line_is_a_try_and_a_click_in_it_an_answer(written, box):
    sent(written, name="letters")
    salesbook("campaigns", written)
    assert campaign(written)["Tried"] == 1
    mail(box, "1", "Ada <ada@a.example>", "", subject=f"Yes, ring me ({SUBJECT})")
    listen(written, box)
    salesbook("campaigns", written)
    assert pitches(written)["C1"] == ("Pitched", "Email", "Yes")


def test_letters_with_old_words_stay_where_departments_have_approved_new_ones(approved, server):
    put(approved, "Propositions", "VMI", Promise="You pay for what you take out")
    for department, who in (("Finance", "Marta"), ("Operations", "Jo")):
        decision = {"Department": department, "Who": who, "Decision": "Approve", "Decided on": TODAY}
        add(approved, "Approvals", {"Proposition ID": "VMI", "Version": 1, **decision})
    with pytest.raises(BadInput) as told:
        sent(approved, name="offer")
    assert "Its text, audience or proposition has changed since ana approved it" in str(told.value)
    assert not server.stored()


def test_a_mailing_whose_campaign_was_the_last_row_and_is_gone_is_refused(approved, capsys):
    write_text(approved, "newsletters/plain", "Subject: Hello\nSender: owner\nLanguage: en\n\nHello\n")
    put(approved, "Mailings", "offer", Template="plain")
    drop(approved, "Campaigns", "VMI-1")
    capsys.readouterr()
    salesbook("drafts", approved, "offer")
    assert "offer pitches the campaign 'VMI-1', which Campaigns has not." in capsys.readouterr().err


def test_a_book_whose_outbox_cannot_keep_the_campaign_gets_no_letter_that_pitches_it(tmp_path):
    grids = dict(FileBook(pitch_book(tmp_path)).read(TABLES).grids)
    outbox = grids["Outbox"]
    kept = {name: cells for name, cells in outbox.columns.items() if name != "Campaign ID"}
    older = MemoryBook({**grids, "Outbox": replace(outbox, columns=kept)})
    with pytest.raises(BadInput) as told:
        draft_letter(session("drafts", older, today=TODAY, runner=RUNNER), "C1", "vmi", "VMI-1")
    assert "Outbox of this workbook has no column Campaign ID" in str(told.value)
