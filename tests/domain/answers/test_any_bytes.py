"""Any bytes at all have an answer, and soon."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.domain.answers.classify import Answer, Kind, read_answer
from tests.domain.answers.corpus import index, read

MAILS = [mail.data for mail in index("corpus.txt")]
HEADERS = st.sampled_from((
    b"From: ", b"Return-Path: <>", b"Subject: Undelivered Mail", b"Content-Type: multipart/report; report-type=delivery-status; boundary=b",
    b"Content-Type: message/delivery-status", b"Content-Type: text/html; charset=", b"Content-Type: text/calendar; method=REPLY",
    b"Content-Type: message/rfc822", b"Content-Type: message/feedback-report", b"Content-Transfer-Encoding: base64",
    b"Content-Transfer-Encoding: x-uuencode", b"Content-Type: multipart/mixed", b"Final-Recipient: rfc822;", b"Status: 5.", b"Date: ",
    b"Message-ID: <", b"References: <a@b> <", b"=?utf-8?b?", b"=?iso-2022-jp?Q?", b"Auto-Submitted: ", b"To: ", b"--b", b"--b--", b"", b"",
    b"Content-Type: text/plain; charset*=''%ff; charset*1=x", b"Content-Type: text/plain; charset=unicode_escape", b"\\N{", b"<![", b"<!--",
))  # fmt: skip


def everything(data: bytes) -> Answer:
    return read_answer(data, ours=lambda _: True, opt_out="stop@norte.example", known=lambda _: True)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read(data):
    for answer in (read(data), everything(data)):
        assert answer.why
        assert answer.their_id.startswith("<")


@settings(max_examples=500, deadline=None)
@given(st.lists(st.tuples(HEADERS, st.binary(max_size=20)), max_size=30))
def test_any_pieces_of_mails_are_read(pieces):
    data = b"\n".join(head + rest for head, rest in pieces)
    for answer in (read(data), everything(data)):
        assert isinstance(answer.kind, Kind)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(MAILS), st.integers(0, 4000), st.integers(0, 300), st.binary(max_size=30))
def test_mails_with_a_piece_lost_or_put_in_are_read(data, at, length, instead):
    broken = data[:at] + instead + data[at + length :]
    for answer in (read(broken), everything(broken)):
        assert len(answer.words) <= 2000
        assert "\n" not in answer.subject + "".join(failure.said for failure in answer.failures)


HUGE = {
    "one line": b"From: jo@client.example\n\n" + b"a" * 3_000_000,
    "on on on": b"From: jo@client.example\n\n" + b"On " * 500_000,
    "many lines that begin a quotation": b"From: jo@client.example\n\n" + b"On Monday 1\n" * 80_000,
    "please please": b"From: jo@client.example\n\n" + b"please do not remove " * 50_000,
    "many @": b"Return-Path: <>\nFrom: mailer-daemon@x.example\nSubject: failure notice\n\n" + b"a@b " * 250_000,
    "many addresses": b"Return-Path: <>\nFrom: mailer-daemon@x.example\nSubject: failure notice\n\n" + b"a@b.example\n\n" * 80_000,
    "open tags": b"From: jo@client.example\nContent-Type: text/html\n\n" + b"<div " * 200_000,
    "open comments": b"From: jo@client.example\nContent-Type: text/html\n\n" + b"<!--" * 200_000,
    "deep quotations": b"From: jo@client.example\nContent-Type: text/html\n\n" + b"<blockquote>x" * 80_000,
    "mails in mails": b"Content-Type: message/rfc822\n\n" * 30_000,
    "parts in parts": b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3_000)),
    "many headers": b"References: <a@b>\n" * 50_000 + b"\nx",
    "a long header": b"From: " + b"=?utf-8?q?=61?= " * 60_000 + b"<a@b.example>\n\nx",
    "many people": b"To: " + b"a@b.example, " * 70_000 + b"\n\nx",
    "list of lists": b"From: jo@client.example\n\nremove me from your " + b"subscrisubscri" * 60_000,
    "all spaces": b"From: jo@client.example\n\n" + b" " * 900_000 + b"x",
    "new lines": b"From: mailer-daemon@x.example\nSubject: failure notice\n\n" + b"\n" * 900_000,
    "report of many": b"Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n" + b"Final-Recipient: rfc822; a@b.example\n\n" * 20_000,
}  # fmt: skip


@pytest.mark.parametrize("data", HUGE.values(), ids=HUGE.keys())
def test_huge_and_hostile_mails_take_bounded_work(data):
    begun = time.process_time()
    assert everything(data).why
    assert read(data).why
    assert time.process_time() - begun < 4


def test_usual_mails_are_read_fast():
    for data in MAILS:
        read(data)
    begun = time.process_time()
    for data in MAILS:
        read(data)
    assert (time.process_time() - begun) / len(MAILS) < 0.010
