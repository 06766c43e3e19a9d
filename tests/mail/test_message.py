"""Whatever names, subjects and texts hold: the letter goes to one address, and reads as it was written."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from datetime import UTC, datetime
from email.header import decode_header, make_header

import mailparser
import pytest
from hypothesis import example, given

from salesbook.mail.message.build import Address, BadLetter, as_bytes, message
from salesbook.mail.message.headers import clean_line
from tests.mail.outgoing import FULL, LIST, PICTURE, PLAIN, SCRIPTS, letters, texts, words


def read(data: bytes):
    return email.message_from_bytes(data, policy=email.policy.default)


def shown(part: object) -> str:
    return str(make_header(decode_header(str(part))))


@given(letters)
@example(FULL)
@example(PLAIN)
def test_the_fast_way_gives_the_bytes_of_pythons_email(mail):
    assert as_bytes(mail) == message(mail).as_bytes()


@given(letters)
@example(FULL)
def test_a_letter_has_one_recipient_and_only_the_headers_asked_for(mail):
    found = read(as_bytes(mail))
    assert [one.addr_spec for one in found["To"].addresses] == [
        mail.to.address.replace("müller", "xn--mller-kva")
    ]
    assert [one.addr_spec for one in found["From"].addresses] == ["ana@firm.example"]
    expected = ["From", *(["Reply-To"] if mail.reply_to else []), "To", "Subject", *(["Date"] if mail.date else []),
                "Message-ID", *(name for name, _ in mail.extra), "MIME-Version", "Content-Type"]  # fmt: skip
    assert [name for name in found if name != "Content-Transfer-Encoding"] == expected
    assert all(len(list(part.keys())) <= 5 for part in found.walk() if part is not found)


@given(letters)
@example(FULL)
def test_lines_keep_to_what_mail_allows(mail):
    data = as_bytes(mail)
    assert data.isascii()
    assert data.endswith(b"\r\n")
    assert b"\r" not in data.replace(b"\r\n", b"")
    assert b"\n" not in data.replace(b"\r\n", b"")
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 998
    head = data.partition(b"\r\n\r\n")[0].split(b"\r\n")
    assert max((len(line) for line in head if b"=?utf-8?" in line), default=0) <= 76


@given(words)
@example("ü" * 300)
def test_names_and_subjects_are_read_back_as_they_were(name):
    found = email.message_from_bytes(
        as_bytes(replace(PLAIN, subject=name, to=Address(name, "ben@buyer.example")))
    )
    assert shown(found["Subject"].replace("\r\n", "")) == clean_line(name)
    raw = found["To"].replace("\r\n", "")
    ((said, address),) = email.utils.getaddresses([raw])
    assert address == "ben@buyer.example"
    assert shown(said) == clean_line(name)


@given(texts.filter(str.strip), texts.filter(str.strip))
def test_texts_are_read_back_as_they_were(text, html):
    found = read(as_bytes(replace(PLAIN, text=text, html=html)))
    for kind, given_text in (("plain", text), ("html", html)):
        got = found.get_body((kind,)).get_payload(decode=True).decode()
        assert got == ended(given_text)


def ended(text: str) -> str:
    text = (
        text.replace("\r\n", "\n")
        .replace("\r", "\n")
        .encode("utf-8", "surrogatepass")
        .decode("utf-8", "replace")
    )
    text = text.replace("\ufffd\ufffd\ufffd", "\ufffd")
    return (text if text.endswith("\n") else text + "\n").replace("\n", "\r\n")


def test_a_second_library_reads_every_field():
    mail = replace(
        FULL, to=Address("Müller, Hans", "hans@müller.example"), subject="Grüße aus Wien", text="Grüße\n"
    )
    found = mailparser.parse_from_bytes(as_bytes(mail))
    assert found.to == [("Müller, Hans", "hans@xn--mller-kva.example")]
    assert found.from_ == [("Ana Ruiz", "ana@firm.example")]
    assert found.reply_to == [("Vertrieb, Köln", "sales@firm.example")]
    assert found.subject == "Grüße aus Wien"
    assert found.message_id == mail.message_id
    assert found.date == datetime(2026, 6, 15, 9, 30, tzinfo=UTC)
    assert found.headers["X-Unsent"] == "1"
    assert found.headers["List-Unsubscribe"].split() == mail.extra[1][1].split()
    assert found.text_plain == ["Grüße\r\n"]
    assert found.text_html == ["<p>Dear Ben,</p>\r\n<p>here they are.</p>\r\n"]
    assert [one["filename"] for one in found.attachments] == ["logo.png", LIST.name, "notes.eml"]
    assert [one["mail_content_type"] for one in found.attachments] == [
        "image/png",
        "application/pdf",
        "application/octet-stream",
    ]
    assert found.defects == []


@pytest.mark.parametrize("name", [name for name in SCRIPTS if "\ud83d" not in name])
def test_a_second_library_sees_one_recipient_whatever_the_name(name):
    found = mailparser.parse_from_bytes(as_bytes(replace(PLAIN, to=Address(name, "ben@buyer.example"))))
    assert [address for _, address in found.to] == ["ben@buyer.example"]
    assert found.bcc == []


def test_parts_are_nested_as_mail_programs_expect():
    def tree(part):
        kind = part.get_content_type()
        return (kind, [tree(one) for one in part.iter_parts()]) if part.is_multipart() else kind

    texts = ("multipart/alternative", ["text/plain", ("multipart/related", ["text/html", "image/png"])])
    assert tree(read(as_bytes(FULL))) == (
        "multipart/mixed",
        [texts, "application/pdf", "application/octet-stream"],
    )
    assert tree(read(as_bytes(replace(PLAIN, html="")))) == "text/plain"
    assert tree(read(as_bytes(replace(PLAIN, text="")))) == "text/html"


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("Dear Ben", "7bit"),
        ("Grüße an alle in Wien und anderswo", "quoted-printable"),
        ("Здравствуйте, Пётр", "base64"),
        ("x" * 999, "quoted-printable"),
        ("x" * 998, "7bit"),
        ("a form feed \f", "quoted-printable"),
        ("--=_0", "quoted-printable"),
    ],
)
def test_the_encoding_stays_readable_where_it_can(text, how):
    assert read(as_bytes(replace(PLAIN, text=text, html="")))["Content-Transfer-Encoding"] == how


def test_the_same_letter_is_the_same_bytes_and_another_has_other_boundaries():
    assert as_bytes(FULL) == as_bytes(replace(FULL))
    boundaries = {read(as_bytes(replace(FULL, message_id=f"<{n}@x>"))).get_boundary() for n in range(9)}
    assert len(boundaries) == 9


def test_a_text_cannot_end_its_own_part():
    ends = read(as_bytes(PLAIN)).get_boundary()
    found = read(as_bytes(replace(PLAIN, text=f"Hi\n--{ends}--\nmore\n")))
    assert len(list(found.iter_parts())) == 2


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("bénoît@x.example", "letters before the @"),
        ("ben", "not an email address"),
        ("", "empty"),
        ("a b@x.example", "not an email address"),
        ("a@x.example\r\nBcc: b@y.example", "not an email address"),
        ("a@x.example, b@y.example", "not an email address"),
        ("a@<x.example>", "not a domain"),
        ("a@x_y.example", "not a domain"),
        ("a@" + "x" * 64 + ".example", "not a domain"),
    ],
)
def test_an_address_that_no_mail_can_go_to_is_refused_with_a_sentence(address, why):
    with pytest.raises(BadLetter, match=why):
        as_bytes(replace(PLAIN, to=Address("Ben", address)))


@pytest.mark.parametrize(
    "changes",
    [
        {"message_id": "m1"},
        {"message_id": "<a@b>\r\nX: y"},
        {"extra": (("To", "b@evil.example"),)},
        {"extra": (("X-A", "1"), ("x-a", "2"))},
        {"extra": (("X A", "1"),)},
        {"extra": (("X\r\nBcc", "1"),)},
        {"extra": (("", "1"),)},
        {"extra": (("X-A", "y" * 999),)},
        {"images": (("a b", PICTURE),)},
        {"images": (("a>\r\nX: <b", PICTURE),)},
    ],
)
def test_headers_that_cannot_stand_are_refused_both_ways(changes):
    for way in (as_bytes, message):
        with pytest.raises(BadLetter):
            way(replace(PLAIN, **changes))


def test_the_address_to_unsubscribe_is_never_encoded():
    assert b"<https://firm.example/out/" + b"a" * 90 + b">" in as_bytes(FULL)
