"""SPF and DMARC as receivers read them, from a real DNS server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from salesbook.mail.authentication.dmarc import policy_of
from salesbook.mail.authentication.dns import DnsLookups, Silent
from salesbook.mail.authentication.spf import MOST_LOOKUPS, SpfCheck, read_spf
from tests.mail.nameserver import NameServer, quoted, serving

LONG = "v=spf1 " + " ".join(f"ip4:198.51.100.{n}" for n in range(30)) + " -all"
ZONE = {
    ("firm.example", "TXT"): [quoted("hello"), quoted("v=spf1 ip4:192.0.2.0/24 include:post.example mx ~all")],
    ("firm.example", "MX"): ["10 mx.firm.example."],
    ("mx.firm.example", "A"): ["203.0.113.7"],
    ("mx.firm.example", "AAAA"): ["2001:db8::7"],
    ("post.example", "TXT"): [quoted("v=spf1 a:out.post.example/30 ip6:2001:db8:1::/48 -all")],
    ("out.post.example", "A"): ["198.51.100.9"],
    ("long.example", "TXT"): [quoted(LONG)],
    ("moved.example", "TXT"): [quoted("v=spf1 redirect=firm.example")],
    ("macro.example", "TXT"): [quoted("v=spf1 exists:%{i}.list.example -all")],
    ("loop.example", "TXT"): [quoted("v=spf1 include:loop.example -all")],
    ("gone.example", "TXT"): [quoted("v=spf1 include:nowhere.example -all")],
    ("_dmarc.firm.example", "TXT"): [quoted("v=DMARC1; p=Quarantine; sp=reject; adkim=s; rua=mailto:a@firm.example")],
    ("_dmarc.two.example", "TXT"): [quoted("v=DMARC1; p=none"), quoted("v=DMARC1; p=reject")],
    ("_dmarc.odd.example", "TXT"): [quoted("v=DMARC1; rua=mailto:a@odd.example")],
}  # fmt: skip


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[NameServer, DnsLookups]]:
    with serving(ZONE) as (server, resolver):
        yield server, DnsLookups(resolver)


@pytest.fixture
def names(served) -> DnsLookups:
    return served[1]


@pytest.mark.parametrize(
    ("domain", "address", "sign"),
    [
        ("firm.example", "192.0.2.99", "+"),
        ("firm.example", "198.51.100.10", "+"),  # a:out.post.example/30
        ("firm.example", "2001:db8:1::5", "+"),
        ("firm.example", "203.0.113.7", "+"),
        ("firm.example", "2001:db8::7", "+"),
        ("firm.example", "203.0.113.8", "~"),  # the include's -all is not ours
        ("long.example", "198.51.100.29", "+"),
        ("long.example", "198.51.100.30", "-"),
        ("moved.example", "192.0.2.1", "+"),
        ("moved.example", "203.0.113.8", "~"),
    ],
)  # fmt: skip
def test_what_a_record_says_of_an_address(names, domain, address, sign):
    look = SpfCheck(names)
    assert look.allows(domain, address) == sign
    assert (look.faults, look.unknown) == ([], False)


def test_what_depends_on_the_letter_is_said_to_be_unknown(names):
    look = SpfCheck(names)
    assert look.allows("macro.example", "192.0.2.1") == "-"
    assert look.unknown


def test_a_record_that_goes_round_in_circles_ends(names):
    look = SpfCheck(names)
    look.allows("loop.example", "192.0.2.1")
    assert look.lookups > MOST_LOOKUPS


def test_an_include_of_nothing_is_a_fault(names):
    look = SpfCheck(names)
    look.allows("gone.example", "192.0.2.1")
    assert look.faults == ["nowhere.example has no SPF record"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("v=spf1 ipv4:192.0.2.1 -all", "'ipv4:192.0.2.1' is nothing that SPF knows"),
        ("v=spf1 ip4:192.0.2.1.5 -all", "'ip4:192.0.2.1.5' names no address"),
        ("v=spf1 ip4:2001:db8::1 -all", "'ip4:2001:db8::1' names no address"),
        ("v=spf1 include -all", "'include' is nothing that SPF knows"),
        ("v=spf1 smtp.example.com -all", "'smtp.example.com' is nothing that SPF knows"),
        ("v=spf1 a/24//64 mx:x.example ptr unknown=x -all", ""),
    ],
)  # fmt: skip
def test_faults_of_a_record_are_named(text, fault):
    assert read_spf(text).faults == ([fault] if fault else [])


def test_a_policy_holds_for_the_domains_below_too(names):
    own, below = policy_of(names, "firm.example"), policy_of(names, "news.firm.example")
    assert own.of("firm.example") == "quarantine"
    assert below.of("news.firm.example") == "reject"
    assert below.at == "firm.example"
    assert policy_of(names, "other.example") is None


def test_who_stands_for_whom(names):
    policy = policy_of(names, "firm.example")
    assert policy.covers("mail.firm.example", "firm.example", "aspf")
    assert not policy.covers("mail.firm.example", "firm.example", "adkim")
    assert not policy.covers("evilfirm.example", "firm.example", "aspf")


def test_a_policy_that_receivers_cannot_follow_says_why(names):
    assert "has 2 records" in policy_of(names, "two.example").faults[0]
    assert policy_of(names, "odd.example").faults == (
        "its p= is missing, and should be one of none, quarantine, reject",
    )


def test_no_answer_is_not_the_same_as_no_record(served):
    server, names = served
    assert names.texts("nowhere.example") == []
    server.is_silent = True
    try:
        with pytest.raises(Silent):
            DnsLookups(names._resolver).texts("firm.example")
    finally:
        server.is_silent = False
