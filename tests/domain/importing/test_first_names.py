"""Owners whom a file calls by their first name here and by their full name there."""

from __future__ import annotations

import pytest

from tests.domain.importing.desk import Desk, messages


def bring(tmp_path, owners, team=""):
    desk = Desk(tmp_path, **({"Team": f"Rep | Name\n{team}"} if team else {}))
    rows = "".join(f"P{place},{owner}\n" for place, owner in enumerate(owners))
    result = desk.bring(f"First name,Owner\n{rows}", "Contacts")
    return desk.column("Contacts", "Owner"), result


@pytest.mark.parametrize(
    ("owners", "team", "taken"),
    [
        (["Ana", "Ana Ruiz", "ana"], "", ["Ana Ruiz"] * 3),
        (["Ana"], "AR | Ana Ruiz", ["AR"]),
        (["Ana Ruiz"], "Ana | ", ["Ana"]),
        (["Ana Ruiz"], "Ana | Ana", ["Ana"]),
        (["Ana Gil"], "Ana | Ana Ruiz", ["Ana Gil"]),
        (["Ana", "Ana Gil"], "AR | Ana Ruiz", ["Ana", "Ana Gil"]),
        (["Ana", "Bob"], "", ["Ana", "Bob"]),
    ],
)
def test_a_first_name_is_the_only_colleague_who_has_it(tmp_path, owners, team, taken):
    assert bring(tmp_path, owners, team)[0] == taken


def test_who_was_taken_for_whom_is_told_and_only_one_is_offered_to_team(tmp_path):
    _, result = bring(tmp_path, ["Ana", "Ana Ruiz", "Ana"])
    assert "Read Ana (2 cells) as Ana Ruiz, as nobody else there has that first name." in messages(result)
    assert result.offers[0].question == "Team does not know Ana Ruiz (3 cells). Add this colleague to Team"


def test_one_who_may_be_two_is_told_with_both(tmp_path):
    _, result = bring(tmp_path, ["Ana", "Ana Ruiz", "Ana Gil"])
    assert "'Ana' (1 cell) may be one of Ana Ruiz, Ana Gil: say in the file who it is, or add Ana to Team." in messages(result)  # fmt: skip
