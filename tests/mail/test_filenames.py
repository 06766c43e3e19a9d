"""Names of draft files that every system takes, that tell whose draft it is, and that never collide."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.mail.message.filenames import draft_name

RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³")}
words = st.one_of(
    st.text(max_size=40),
    st.text(min_size=100, max_size=300),
    st.sampled_from(["con", "NUL.txt", "..", "a/b", "c:\\d", "~", " "]),
)
keys = st.one_of(words, st.from_regex(r"[A-Za-z0-9._-]{1,50}", fullmatch=True))


@given(keys, words)
def test_every_system_takes_the_name(key, readable):
    name = draft_name(key, readable)
    assert name.endswith(".eml")
    assert not re.search(r'[<>:"/\\|?*#%\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]', name)
    assert name.split(".")[0].casefold() not in RESERVED
    assert name[0] not in " ."
    assert not name.removesuffix(".eml").endswith((" ", "."))
    assert len(name.encode()) <= 160


@given(keys, keys, words, words)
def test_two_drafts_never_have_one_name_even_where_case_does_not_count(one, other, here, there):
    if one != other:
        assert draft_name(one, here).casefold() != draft_name(other, there).casefold()


@pytest.mark.parametrize(
    ("key", "readable", "name"),
    [
        ("M1-000123", "Ben Okafor", "M1-000123 Ben Okafor.eml"),
        ("M1-000123", "山田太郎", "M1-000123 山田太郎.eml"),
        ("M1-000123", "", "M1-000123.eml"),
        ("7", "R&D: 100% #1 / <all>", "7 R&D_ 100_ _1 _ _all_.eml"),
        ("7", "x\u202egnp.exe", "7 x gnp.exe.eml"),
    ],
)
def test_people_read_whose_draft_it_is(key, readable, name):
    assert draft_name(key, readable) == name


def test_a_key_that_windows_reserves_or_that_differs_in_case_only_gets_a_digest():
    assert re.fullmatch(r"CON~[0-9a-f]{12}\.eml", draft_name("CON", ""))
    assert re.fullmatch(r"a1~[0-9a-f]{12} Ana\.eml", draft_name("a1", "Ana"))
