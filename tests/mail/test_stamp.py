"""A draft becomes the message that is sent: its headers change, and nothing else of it."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given

from salesbook.mail.message.build import Address, as_bytes
from salesbook.mail.message.stamp import BadLetter, head, stamp
from tests.mail.outgoing import FULL, PLAIN, letters

NOW = datetime(2026, 6, 15, 9, 30, tzinfo=timezone(timedelta(hours=2)))
DRAFT = as_bytes(replace(PLAIN, extra=(("X-Unsent", "1"), ("List-Unsubscribe", "<mailto:old@firm.example>"))))
EXTRA = (
    ("List-Unsubscribe", f"<https://firm.example/stop?t={'a' * 60}>, <mailto:stop@firm.example?subject=unsubscribe%20m1.c1>"),
    ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
)  # fmt: skip


def read(data: bytes):
    return email.message_from_bytes(data, policy=email.policy.compat32)


def fields(message, *, but: set[str] = frozenset()) -> list[tuple[str, str]]:
    return [(name, value) for name, value in message.items() if name.lower() not in but]


@given(letters)
def test_only_the_headers_that_it_is_about_change(mail):
    try:
        draft = as_bytes(mail)
    except BadLetter:
        return
    before, sent = read(draft), read(stamp(draft, date=NOW, extra=EXTRA))
    changed = {"date", "x-unsent", "bcc", "list-unsubscribe", "list-unsubscribe-post"}
    assert fields(sent, but=changed) == fields(before, but=changed)
    assert sent.get_all("Date") == ["Mon, 15 Jun 2026 09:30:00 +0200"]
    assert sent["X-Unsent"] is None
    assert [(name, re.sub(r"\s+", " ", sent[name])) for name, _ in EXTRA] == list(EXTRA)
    assert draft.partition(b"\r\n\r\n")[2] == stamp(draft, date=NOW).partition(b"\r\n\r\n")[2]


@given(letters)
def test_the_head_says_whose_letter_it_is(mail):
    try:
        draft = as_bytes(mail)
    except BadLetter:
        return
    found, theirs = head(draft), email.message_from_bytes(draft, policy=email.policy.default)
    assert found.message_id == mail.message_id
    assert found.to == read(draft)["To"].rpartition("<")[2].rstrip(">").strip()
    assert found.sender == mail.sender.address
    if "=?" not in mail.subject:  # what looks encoded and is not, each library reads in its own way
        assert found.subject.split() == str(theirs["Subject"]).split()


def test_headers_that_travel_exactly_stay_short_enough_and_unencoded():
    top = stamp(DRAFT, date=NOW, extra=EXTRA).partition(b"\r\n\r\n")[0]
    assert max(map(len, top.split(b"\r\n"))) <= 998
    assert b"=?" not in top
    assert b"old@firm.example" not in top


RESAVED = {
    "with the line ends of Unix": lambda draft: draft.replace(b"\r\n", b"\n"),
    "with the line ends of old Macs": lambda draft: draft.replace(b"\r\n", b"\r"),
    "with one line end of Unix at its end": lambda draft: draft + b"-- \n",
    "with a mark of UTF-8": lambda draft: b"\xef\xbb\xbf" + draft,
    "with a date of its own": lambda draft: b"Date: Mon, 1 Jun 2026 09:00:00 +0000\r\n" + draft,
    "with X-Unsent in capitals": lambda draft: draft.replace(b"X-Unsent: 1", b"X-UNSENT:1"),
    "with X-Unsent folded": lambda draft: draft.replace(b"X-Unsent: 1", b"x-unsent:\r\n\t1"),
    "with a reader nobody is to see": lambda draft: b"Bcc: boss@firm.example,\r\n other@firm.example\r\n" + draft,
    "with a subject folded by somebody else": lambda draft: draft.replace(b"Prices for", b"Prices\r\n\tfor"),
}  # fmt: skip


@pytest.mark.parametrize("how", RESAVED)
def test_a_draft_that_a_program_saved_anew_is_sent_right(how):
    draft = RESAVED[how](DRAFT)
    data = stamp(draft, date=NOW, extra=EXTRA)
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", data)
    sent = email.message_from_bytes(data, policy=email.policy.default)
    assert sent.get_all("Date") == ["Mon, 15 Jun 2026 09:30:00 +0200"]
    assert (sent["X-Unsent"], sent["Bcc"], sent["To"]) == (None, None, "Ben <ben@buyer.example>")
    assert " ".join(sent["Subject"].split()) == "Prices for spring"
    assert "here they are." in sent.get_body(("plain",)).get_content()
    assert (head(draft).to, head(draft).message_id) == ("ben@buyer.example", "<m1.c1@firm.example>")


def test_only_the_line_ends_of_such_a_draft_change():
    assert stamp(DRAFT.replace(b"\r\n", b"\n"), date=NOW) == stamp(DRAFT, date=NOW)


BROKEN = {
    "has no blank line": lambda draft: draft.partition(b"\r\n\r\n")[0],
    "no blank line": lambda draft: draft.decode().encode("utf-16"),
    "no blank line between": lambda _: b"",
    "'Dear Ben' stands among the headers": lambda draft: b"Dear Ben\r\n" + draft,
    "'From me Mon Jun 15' stands among": lambda draft: b"From me Mon Jun 15\r\n" + draft,
    "' folded' stands among": lambda draft: b" folded\r\n" + draft,
    "hold letters that do not travel": lambda draft: draft.replace(b"Ben", "Bén".encode()),
}


@pytest.mark.parametrize("sentence", BROKEN)
def test_a_draft_that_cannot_be_told_is_refused_with_a_sentence(sentence):
    with pytest.raises(BadLetter, match=sentence.replace(".", r"\.")):
        stamp(BROKEN[sentence](DRAFT), date=NOW)


@pytest.mark.parametrize(
    ("was", "now", "sentence"),
    [
        (b"To: Ben <ben@buyer.example>\r\n", b"", "has no header To"),
        (b"To: Ben", b"To: eve@evil.example, Ben", "does not have one plain address in its header To"),
        (b"To: Ben", b"To: eve@evil.example\r\nTo: Ben", "has its header To twice"),
        (b"From: ", b"From: a@b.example, ", "one plain address in its header From"),
        (b"ben@buyer", b"b\xc3\xa9n@buyer", "do not travel"),
    ],
)  # fmt: skip
def test_a_draft_that_does_not_name_one_reader_is_refused(was, now, sentence):
    with pytest.raises(BadLetter, match=sentence):
        head(DRAFT.replace(was, now))


@pytest.mark.parametrize("name", ["Last, First", 'Pat "the Bat" <x@evil.example>', "山田太郎", "", "a" * 200])
def test_the_reader_is_found_whatever_the_name(name):
    assert head(as_bytes(replace(PLAIN, to=Address(name, "ben@buyer.example")))).to == "ben@buyer.example"


def test_a_header_that_cannot_stand_is_refused():
    with pytest.raises(BadLetter, match="cannot be the name of a header"):
        stamp(DRAFT, date=NOW, extra=(("Bad name", "x"),))
    assert b"\r\nBcc: eve" not in stamp(DRAFT, date=NOW, extra=(("X-Note", "a\r\nBcc: eve@evil.example"),))


def test_pictures_and_files_stay_byte_for_byte():
    draft = as_bytes(replace(FULL, date=None))
    assert stamp(draft, date=datetime.now(UTC)).partition(b"\r\n\r\n")[2] == draft.partition(b"\r\n\r\n")[2]
