"""Where a likely double begins and ends: every threshold from both sides, and numbers in names."""

from __future__ import annotations

import pytest
from rapidfuzz import fuzz

from salesbook.domain.facts import likely_doubles
from salesbook.domain.facts.matching import name_key, names_agree, numbers_in, says_the_same
from salesbook.domain.facts.people import People
from tests.domain.importing.desk import Desk, messages
from tests.helpers import world_parts


def doubles(result):
    return [p.why for p in result.plan.problems if "may be the same" in p.why]


# Two names with 17 of 20 letters in common have a likeness of exactly 85; with 16 of 19 one of 84.2.
ALIKE_85 = ("abcdefghijklmnopqrst", "abcdefghijklmnopqxyz")
ALIKE_84 = ("abcdefghijklmnopqrs", "abcdefghijklmnopxyz")
# 23 of 25: exactly 92; 22 of 24: 91.7.
ALIKE_92 = ("abcdefghijklmnopqrstuvwxy", "abcdefghijklmnopqrstuvwzz")
ALIKE_91 = ("abcdefghijklmnopqrstuvwx", "abcdefghijklmnopqrstuvzz")
# 8 of 10: exactly 80; 23 of 29: 79.3.
ALIKE_80 = ("abcdefghij", "abcdefghxy")
ALIKE_79 = ("abcdefghijklmnopqrstuvwxyzäöü", "abcdefghijklmnopqrstuvwабвгде")


@pytest.mark.parametrize(
    ("pair", "likeness"),
    [(ALIKE_85, 85), (ALIKE_84, 84.2), (ALIKE_92, 92), (ALIKE_91, 91.7), (ALIKE_80, 80), (ALIKE_79, 79.3)],
)
def test_the_names_used_here_are_as_alike_as_said(pair, likeness):
    assert round(fuzz.ratio(*pair), 1) == likeness


@pytest.mark.parametrize(("pair", "told"), [(ALIKE_85, True), (ALIKE_84, False)])
def test_people_are_likely_doubles_from_85_of_100(tmp_path, pair, told):
    lines = "".join(f"{name},Acme,{i}@example.com\n" for i, name in enumerate(pair))
    result = Desk(tmp_path).bring(f"First name,Company,Email\n{lines}", "Contacts")
    assert bool(doubles(result)) == told


@pytest.mark.parametrize(("pair", "told"), [(ALIKE_92, True), (ALIKE_91, False)])
def test_firms_are_likely_doubles_from_92_of_100(tmp_path, pair, told):
    result = Desk(tmp_path).bring("Account\n" + "\n".join(pair), "Accounts")
    assert bool(doubles(result)) == told


@pytest.mark.parametrize(("pair", "agree"), [(ALIKE_80, True), (ALIKE_79, False)])
def test_two_names_at_one_mailbox_are_one_person_from_80_of_100(tmp_path, pair, agree):
    assert names_agree(*map(name_key, pair)) == agree
    desk = Desk(tmp_path)
    desk.bring("First name,Email\n" + "".join(f"{name},desk@example.com\n" for name in pair), "Contacts")
    assert len(desk.rows("Contacts")) == (1 if agree else 2)


@pytest.mark.parametrize(("pair", "found"), [(ALIKE_80, True), (ALIKE_79, False)])
def test_a_name_that_somebody_types_means_people_from_80_of_100(pair, found):
    frames, _ = world_parts(Contacts=f"Contact ID | First name\nC1 | {pair[0]}")
    people = People(frames["Contacts"], frames["Accounts"])
    assert people.like(pair[1]) == (["C1"] if found else [])


@pytest.mark.parametrize(("left", "right", "agree"), [("bo xyz", "bo qrs", True), ("b xyz", "b qrs", False)])
def test_a_word_in_common_tells_from_two_letters_on(left, right, agree):
    assert names_agree(left, right) == agree


@pytest.mark.parametrize(
    ("ours", "theirs", "same"), [("+44 123456", "0123456", True), ("+44 23456", "023456", False)]
)
def test_a_number_without_its_country_tells_from_six_digits_on(ours, theirs, same):
    assert says_the_same("Phone", ours, theirs) == same


@pytest.mark.parametrize(("size", "told"), [(4, True), (3, False)])
def test_a_block_that_is_too_large_is_parted_by_initials(tmp_path, monkeypatch, size, told):
    monkeypatch.setattr(likely_doubles, "_BLOCK", size)
    monkeypatch.setattr(likely_doubles, "_FEW", 1)
    names = ["Anna Leeman", "Bert Xylander", "Cora Dahlberg", "Banna Leeman"]
    lines = "".join(f"{name},Acme,{i}@example.com\n" for i, name in enumerate(names))
    result = Desk(tmp_path).bring(f"Name,Company,Email\n{lines}", "Contacts")
    assert bool(doubles(result)) == told


@pytest.mark.parametrize(
    "names",
    [
        ["Buyer 12346", "Buyer 12347", "Buyer 12348"],
        ["Walk-in 1", "Walk-in 2", "Walk-in 11"],
        ["Kunde 4711", "Kunde 4712"],
        ["Filiale 3 Nord", "Filiale 4 Nord"],
        ["Customer00017", "Customer00018"],
        ["Till 1/3", "Till 2/3"],
        ["Guest #100", "Guest #101"],
        ["Werk II Bremerhaven", "Werk III Bremerhaven"],
        ["Station ١٢", "Station ١٣"],
        ["Kunde 20260101-7", "Kunde 20260101-8"],
    ],
)  # fmt: skip
@pytest.mark.parametrize("firm", ["", "Acme"])
def test_names_that_differ_in_their_number_only_are_different_people_and_firms(tmp_path, names, firm):
    desk = Desk(tmp_path)
    people = "".join(f"{name},{firm},shop@example.com\n" for name in names)
    result = desk.bring(f"First name,Company,Email\n{people}", "Contacts")
    assert (desk.column("Contacts", "First name"), doubles(result)) == (names, [])
    firms = desk.bring("Account\n" + "\n".join(names), "Accounts")
    assert (desk.column("Accounts", "Account")[bool(firm) :], doubles(firms)) == (names, [])


@pytest.mark.parametrize(
    "names",
    [("Anna Lee 2", "Anna Lee"), ("Filiale 3 Nord", "Filiale 3 Nordd"), ("Kunde 007 Meier", "Kunde 7 Meier")],
)
def test_a_number_that_only_one_has_or_both_have_makes_no_other_person(tmp_path, names):
    people = "".join(f"{name},Acme,{i}@example.com\n" for i, name in enumerate(names))
    result = Desk(tmp_path).bring(f"First name,Company,Email\n{people}", "Contacts")
    assert len(doubles(result)) == 1


def test_thousands_of_numbered_names_are_no_doubles_and_soon_told_apart(tmp_path):
    people = "".join(f"Buyer {number},\n" for number in range(12346, 16685))
    result = Desk(tmp_path).bring(f"Name,Email\n{people}", "Contacts")
    assert (result.counts["new"], result.plan.problems) == (4339, ())
    assert messages(result).endswith("Contacts: 4,339 rows read; 4,339 new.")


def test_the_numbers_of_a_name():
    assert [numbers_in(name_key(name)) for name in ("Anna Lee", "Till 1/3", "Werk II", "A007b", "")] == [
        (), (1, 3), (2,), (7,), ()
    ]  # fmt: skip
