"""Addresses as people type them: read, compared, and held against those who must not be written to."""

from __future__ import annotations

import re
import string

import pytest
from email_validator import EmailNotValidError, validate_email
from hypothesis import given
from hypothesis import strategies as st

from salesbook.util.addresses import _PLAIN, address_key, blocked, read_address, same_domain

labels = st.one_of(st.sampled_from(["x", "mail", "a-b", "xn--mller-kva", "müller", "ü" * 30, "ab--c", "1a", "local", "test", "arpa", "a" * 63, "a" * 64]),
                   st.text(string.ascii_letters + string.digits + "-_", max_size=8))  # fmt: skip
locals_ = st.one_of(st.sampled_from(["ana", "Ana.Ruiz", "a..b", ".a", "a.", "o'neil+x", "l" * 64, "l" * 65]),
                    st.text(string.printable, max_size=12))  # fmt: skip
candidates = st.builds(
    lambda name, parts: f"{name}@{'.'.join(parts)}", locals_, st.lists(labels, min_size=1, max_size=9)
)


@given(st.one_of(candidates, st.from_regex(_PLAIN, fullmatch=True)))
def test_what_is_read_the_short_way_is_what_email_validator_reads(text):
    if _PLAIN.fullmatch(text):
        checked = validate_email(text, check_deliverability=False, test_environment=True)
        assert read_address(text) == (checked.normalized, "")


@given(st.one_of(candidates, st.text()))
def test_an_address_that_is_read_is_one_and_reads_again_as_itself(text):
    address, why = read_address(text)
    assert bool(address) != bool(why)
    if address:
        assert (
            validate_email(address, check_deliverability=False, test_environment=True).normalized == address
        )
        assert read_address(address) == (address, "")
        assert address_key(address) == address_key(text)


@given(candidates)
def test_nothing_that_email_validator_takes_is_refused(text):
    try:
        checked = validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return
    assert read_address(text) == (checked.normalized, "")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("ana@firm.example", "ana@firm.example"),
        ("Ana@FIRM.Example", "Ana@firm.example"),
        (" ana@firm.example. ", "ana@firm.example"),
        ("ana@firm.example;", "ana@firm.example"),
        ("\u200bana@firm.example\ufeff\u00a0", "ana@firm.example"),
        ("Ana Ruiz <ana@firm.example>", "ana@firm.example"),
        ('"Ruiz, Ana @ Firm" <ana@firm.example>', "ana@firm.example"),
        ("ana@firm.example <ana@firm.example>", "ana@firm.example"),
        ("Ana <mailto:ana@firm.example>", "ana@firm.example"),
        ("<ana@firm.example>", "ana@firm.example"),
        ("mailto:ana@firm.example", "ana@firm.example"),
        ("MAILTO:ana%2Bx@firm.example?subject=Hi", "ana+x@firm.example"),
        ("ana@müller.example", "ana@müller.example"),
        ("ana@xn--mller-kva.example", "ana@müller.example"),
        ("bénoît@x.example", "bénoît@x.example"),
    ],
)
def test_what_stands_around_an_address_is_no_obstacle(text, address):
    assert read_address(text) == (address, "")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "is empty"),
        (" \u200b ", "is empty"),
        ("a@x.example; b@y.example", "holds several addresses"),
        ("a@x.example, b@y.example", "holds several addresses"),
        ("a@x.example b@y.example", "holds several addresses"),
        ("a@x.example\nb@y.example", "holds several addresses"),
        ("A <a@x.example>, B <b@y.example>", "holds several addresses"),
        ("b@y.example <a@x.example>", "holds several addresses"),
        ("a" * 32_000 + "@x.example", "too long"),
        ("ana", "must have an @"),
        ("ana@firm", "should have a period"),
        ("ana@firm.local", "special-use"),
        ("ana ruiz@firm.example", "is not an email address"),
        ("a@b@c.example", "is not an email address"),
    ],
)
def test_what_is_no_address_is_told(text, why):
    address, told = read_address(text)
    assert address == ""
    assert re.search(why, told)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana@Firm.example", "ana@firm.EXAMPLE "),
        ("Ana Ruiz <ana@firm.example>", "ana@firm.example"),
        ("ana@müller.example", "ana@XN--MLLER-KVA.example"),
        ("ana@googlemail.com", "ana@gmail.com"),
        ("BÉNOÎT@x.example", "be\u0301noi\u0302t@x.example"),
        ("no address", " No Address."),
    ],
)
def test_two_ways_to_write_one_address_have_one_key(one, other):
    assert address_key(one) == address_key(other)


@pytest.mark.parametrize(("one", "other"), [("a.b@gmail.com", "ab@gmail.com"), ("a+x@gmail.com", "a@gmail.com"), ("a@x.de", "a@x.com")])  # fmt: skip
def test_addresses_that_may_be_two_peoples_have_two_keys(one, other):
    assert address_key(one) != address_key(other)


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("Example.COM", "example.com"),
        ("@example.com", "example.com"),
        ("*.example.com", "example.com"),
        ("*@example.com", "example.com"),
        (" example.com. ", "example.com"),
        ("müller.example", "xn--mller-kva.example"),
        ("googlemail.com", "gmail.com"),
        ("ana@example.com", ""),
        ("example", ""),
        ("", ""),
    ],
)
def test_a_domain_is_read_however_it_is_written(text, domain):
    assert same_domain(text) == domain


def test_a_domain_blocks_everybody_in_it_and_below_it_and_nobody_else():
    domains = {same_domain("Example.com"), same_domain("*.müller.example")}
    assert blocked(address_key("ana@example.com"), set(), domains)
    assert blocked(address_key("ana@mail.EXAMPLE.com"), set(), domains)
    assert blocked(address_key("ana@büro.müller.example"), set(), domains)
    assert not blocked(address_key("ana@myexample.com"), set(), domains)
    assert not blocked(address_key("ana@example.com.evil.net"), set(), domains)
    assert not blocked(address_key("ana@com"), set(), domains)
    assert not blocked(address_key("ana@example.com"), set(), set())


def test_an_address_is_blocked_however_it_is_written():
    assert blocked(address_key("Ana <ANA@Firm.example>"), {address_key("ana@firm.example")}, set())
    assert not blocked(address_key("ben@firm.example"), {address_key("ana@firm.example")}, set())
