"""Variants and hold-outs: the same people each time, in the shares that were asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.domain.mailings.variants import is_held_out, variant_of, variant_shares
from salesbook.errors import BadInput

MANY = [f"C{i:05}" for i in range(20_000)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {"A": 0.5, "B": 0.5}),
        ("A 50, B 50", {"A": 0.5, "B": 0.5}),
        ("a 1; b 3", {"A": 0.25, "B": 0.75}),
        ("A: 20 %, B: 80%", {"A": 0.2, "B": 0.8}),
        ("A 0, B 10", {"A": 0, "B": 1}),
        ("B 12,5; A 87,5", {"B": 0.125, "A": 0.875}),
    ],
)
def test_shares_are_read_as_people_write_them(text, expected):
    assert variant_shares(text, ("A", "B")) == expected


@pytest.mark.parametrize("text", ["C 50", "A fifty", "A -1", "A 0", "50"])
def test_what_cannot_be_a_share_is_said(text):
    with pytest.raises(BadInput):
        variant_shares(text, ("A", "B"))


def test_the_shares_come_out_as_asked():
    share = variant_shares("A 20, B 80", ("A", "B"))
    found = [variant_of("spring", one, share) for one in MANY]
    assert found.count("A") / len(MANY) == pytest.approx(0.2, abs=0.015)
    held = sum(is_held_out("spring", one, 0.1) for one in MANY)
    assert held / len(MANY) == pytest.approx(0.1, abs=0.01)


def test_who_is_held_out_has_nothing_to_do_with_the_variant():
    share = variant_shares("", ("A", "B"))
    out = [one for one in MANY if is_held_out("spring", one, 0.5)]
    assert [variant_of("spring", one, share) for one in out].count("A") / len(out) == pytest.approx(
        0.5, abs=0.02
    )


def test_another_mailing_picks_other_people():
    one, two = ({c for c in MANY if is_held_out(mailing, c, 0.1)} for mailing in ("spring", "autumn"))
    assert len(one & two) / len(one) == pytest.approx(0.1, abs=0.03)


@given(st.text(), st.text(), st.lists(st.floats(0, 100), min_size=1, max_size=4).filter(any))
def test_everybody_gets_one_of_the_variants_and_the_same_again(mailing, contact, parts):
    share = {chr(65 + i): part / sum(parts) for i, part in enumerate(parts)}
    found = variant_of(mailing, contact, share)
    assert share[found] > 0
    assert variant_of(mailing, contact, share) == found
