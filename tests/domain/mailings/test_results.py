"""What bulk senders and the opt-out page tell: each row believed for what it says, and a forged one not at all."""

from __future__ import annotations

import csv
import io
import json
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.domain.mailings.optout import token, verify
from salesbook.domain.mailings.results import BulkResult, Results, What, read_results
from salesbook.domain.mailings.timestamps import moment
from salesbook.errors import BadInput
from salesbook.mail.message.build import as_bytes
from salesbook.mail.transport.bulk_files import LISTMONK_HEADERS, Subscriber, carried, csv_line, listmonk_row
from tests.mail.outgoing import PLAIN

SECRET = b"s" * 32


def read(text: str | bytes, name: str = "results.csv") -> Results:
    data = text if isinstance(text, bytes) else text.encode()
    return read_results(name, data, lambda draft, given_one: verify(SECRET, draft, given_one))


def test_a_plain_file_says_what_became_of_letters():
    found = read(
        "draft,email,result,when,why\n"
        "spring.C1,,sent,2026-06-15T09:30:00Z,\n"
        "spring.C2,ben@buyer.example,Hard-Bounce,2026-06-15,550 no such user\n"
        ",eva@buyer.example,soft_bounce,,\n"
        ",<zoe@buyer.example>,Unsubscribed,,too many\n"
        "spring.C5,,Complaint,,\n"
        "spring.C6,,opened,,\n"
    )
    assert found.problems == []
    assert found.found == [
        BulkResult("spring.C1", "", What.SENT, datetime(2026, 6, 15, 9, 30, tzinfo=UTC)),
        BulkResult("spring.C2", "ben@buyer.example", What.BOUNCED, datetime(2026, 6, 15), "550 no such user"),
        BulkResult("", "eva@buyer.example", What.SOFT),
        BulkResult("", "zoe@buyer.example", What.UNSUBSCRIBED, None, "too many"),
        BulkResult("spring.C5", "", What.COMPLAINED),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("E-Mail;Status\r\nben@buyer.example;bounced\r\n", "x.csv"),
        ("\ufeffRecipient\tEvent\nben@buyer.example\tbounce\n", "x.tsv"),
        ('"Email Address"\n"ben@buyer.example"\n', "Bounced in June.csv"),
        ("draft,email,status,why\n,ben@buyer.example,bounced,\n", "x.csv"),
    ],
)  # fmt: skip
def test_columns_and_separators_are_found(text, name):
    assert read(text, name).found == [BulkResult("", "ben@buyer.example", What.BOUNCED)]


def export(*subscribers: tuple[str, str, str]) -> str:
    """As listmonk writes it: of each the address, the attributes and the status."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["uuid", "email", "name", "attributes", "status", "created_at", "updated_at"])
    day = "2026-06-16 08:00:00.123456 +0000 UTC"
    writer.writerows(
        ["u", email, "", attributes, status, day, day] for email, attributes, status in subscribers
    )
    return out.getvalue()


def attributes() -> str:
    """Those that our own export gave to listmonk."""
    reader = Subscriber("spring.C1", "Ben", "Ben", "en", "", "")
    row = csv_line(listmonk_row("ben@buyer.example", reader, carried(as_bytes(PLAIN)), "spring")).decode()
    [cells] = csv.DictReader(io.StringIO(row), LISTMONK_HEADERS)
    return cells["attributes"]


def test_listmonks_subscribers_come_back_with_the_letter_that_they_got():
    text = export(("ben@buyer.example", attributes(), "blocklisted"), ("eva@buyer.example", "{}", "enabled"))
    when = datetime(2026, 6, 16, 8, tzinfo=UTC)
    assert read(text, "subscribers.csv").found == [
        BulkResult("spring.C1", "ben@buyer.example", What.UNSUBSCRIBED, when)
    ]
    assert [(one.address, one.what) for one in read(text, "unsubscribed.csv").found] == [
        ("ben@buyer.example", What.UNSUBSCRIBED), ("eva@buyer.example", What.UNSUBSCRIBED),
    ]  # fmt: skip
    assert [(one.address, one.what) for one in read(text, "sent.csv").found] == [
        ("ben@buyer.example", What.UNSUBSCRIBED), ("eva@buyer.example", What.SENT),
    ]  # fmt: skip


def test_listmonks_bounces_come_from_its_api():
    bounces = [
        {"type": kind, "email": f"{kind}@buyer.example", "created_at": "2026-06-16T08:00:00.5Z", "meta": {"diagnostic": "550"}, "campaign": {"id": 1}}
        for kind in ("hard", "soft", "complaint")
    ]  # fmt: skip
    found = read(json.dumps({"data": {"results": bounces, "total": 3}}), "bounces.json")
    assert [(one.address, one.what, one.why) for one in found.found] == [
        ("hard@buyer.example", What.BOUNCED, "550"), ("soft@buyer.example", What.SOFT, "550"),
        ("complaint@buyer.example", What.COMPLAINED, "550"),
    ]  # fmt: skip


def test_listmonks_subscribers_may_come_from_its_api_too():
    def subscriber(name: str, status: str, *lists: str) -> dict[str, object]:
        return {"email": f"{name}@buyer.example", "status": status, "attribs": {"salesbook": {"draft": f"spring.{name}"}},
                "updated_at": "2026-06-16T08:00:00Z", "lists": [{"id": 1, "subscription_status": one} for one in lists]}  # fmt: skip

    rows = [subscriber("a", "enabled", "confirmed"), subscriber("b", "enabled", "unsubscribed"), subscriber("c", "blocklisted", "confirmed")]  # fmt: skip
    found = read(json.dumps({"data": {"results": rows}}), "subscribers.json").found
    assert [(one.draft, one.what) for one in found] == [
        ("spring.b", What.UNSUBSCRIBED), ("spring.c", What.UNSUBSCRIBED),
    ]  # fmt: skip


def test_a_row_of_the_opt_out_page_counts_with_its_own_token_alone():
    good = token(SECRET, "spring.C1")
    found = read(f"draft,token,when\nspring.C1,{good},2026-06-15\nspring.C2,{good},2026-06-15\nspring.C3,,\n")
    assert [(one.draft, one.what) for one in found.found] == [("spring.C1", What.UNSUBSCRIBED)]
    assert [(one.cell, one.value) for one in found.problems] == [
        ("results.csv, line 3", "spring.C2"), ("results.csv, line 4", "spring.C3"),
    ]  # fmt: skip
    assert "The token is not that of letter spring.C2" in found.problems[0].why
    assert "add them to Do not mail" in found.problems[0].todo


def test_rows_that_cannot_be_understood_are_named_and_the_others_count():
    found = read("draft,email,result\nspring.C1,,kaputt\n,,sent\n,not an address,sent\nspring.C2,,sent\n")
    assert [one.draft for one in found.found] == ["spring.C2"]
    assert [one.why for one in found.problems] == [
        "Nobody can tell what 'kaputt' means",
        "This row names no letter and no address", "This row names no letter and no address",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "{}", '{"data": {}}', "[1, 2]", '{"data": {"results": 3}}', "{not json"])  # fmt: skip
def test_a_file_of_something_else_is_refused_with_a_sentence(text):
    with pytest.raises(BadInput):
        read(text)


@given(st.binary(max_size=300))
def test_whatever_the_file_holds_it_is_read_or_refused(data):
    with suppress(BadInput):
        read(b"draft,result\n" + data)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-08-20 23:54:22.851858 +0200 CEST", "2024-08-20T23:54:22+02:00"),
        ("2026-06-15T09:30:00Z", "2026-06-15T09:30:00+00:00"),
        ("2026-06-15", "2026-06-15T00:00:00"),
        ("yesterday", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_moments_are_read_as_programs_write_them(text, expected):
    found = moment(text)
    assert (found.isoformat() if found else "") == expected


def test_seconds_since_1970_are_a_moment_too():
    assert moment("1781515800").timestamp() == 1781515800


def test_kinds_of_bounces_in_brackets_are_known_and_the_next_step_fits_what_is_not():
    rows = b"email,result\na@a.example,Bounced (soft)\nb@b.example,Bounced (hard)\nc@c.example,flown\n"
    found = read_results("results.csv", rows, lambda _draft, _token: False)
    assert [one.what for one in found.found] == [What.SOFT, What.BOUNCED]
    [problem] = found.problems
    assert (
        problem.todo
        == "Write sent, bounced, soft bounce, unsubscribed or complained there, and read the file again."
    )
