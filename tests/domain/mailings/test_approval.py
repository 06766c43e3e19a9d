"""Approval covers text and audience, and is given by somebody else than the author."""

from __future__ import annotations

import pytest

from salesbook.domain.mailings.mailing import Mailing, find_mailing
from salesbook.errors import BadInput
from tests.domain.mailbook import world

TEAM = "Rep | Name\nana | Ana Ruiz\nbob | Bob Hill"


def run(**columns: str) -> Mailing:
    """A mailing with these columns."""
    row = {"Mailing ID": "spring", "Template": "news", "Audience": "everyone", "Author": "ana", **columns}
    found = world(Mailings=" | ".join(row) + "\n" + " | ".join(row.values()), Team=TEAM)
    return Mailing(found, "spring")


def version(**columns: str) -> str:
    return run(**columns).version({"text"})


def approval(by: str, *, drafted: str = "", **columns: str):
    wanted = version(**columns)
    return run(**columns, **{"Approved by": by, "Version": drafted or wanted}).approval(wanted)


def test_nobody_has_approved():
    found = approval("")
    assert (found.given, found.told, found.taken_back) == (False, "", False)


def test_a_colleague_approves_what_was_drafted():
    assert approval("bob").given
    assert approval("Bob Hill").given  # as people write him


def test_the_author_does_not_approve():
    found = approval("ana")
    assert not found.given
    assert not found.taken_back
    assert found.told == "ana wrote spring, so somebody else must approve it (Settings, Author may approve)."


def test_without_an_author_nobody_can_tell():
    assert approval("bob", Author="").told == "Not approved: fill in Author (Mailings!I2)."


def test_a_name_that_is_not_in_the_team_approves_nothing():
    assert approval("zoe").told == "Approved by of spring says zoe, who is not in Team, so it stays a Draft."


def test_a_change_takes_the_approval_back():
    found = approval("bob", drafted="another")
    assert (found.given, found.taken_back) == (False, True)
    assert (
        found.told
        == "Its text or audience has changed since bob approved it, so spring is a Draft again: have it approved anew."
    )


@pytest.mark.parametrize("change", [
    {"Audience": "Kind = Customer"}, {"Language": "es"}, {"Variants": "A 50, B 50"}, {"Hold out": "0.1"}, {"Campaign ID": "C1"},
])  # fmt: skip
def test_all_that_decides_who_gets_what_is_part_of_the_version(change):
    assert version(**change) != version()


def test_spaces_in_the_rule_and_the_order_of_files_change_nothing():
    assert version(Audience="Kind  =   Customer") == version(Audience="Kind = Customer")
    assert run().version(["a", "b"]) == run().version(["b", "a"])


def test_a_mailing_is_found_by_id_or_title_or_as_the_only_one():
    found = world(Mailings="Mailing ID | Title | Status\n2026-1 | News | Sent\n2026-2 | Offer | ")
    assert find_mailing(found, "2026-1").key == "2026-1"
    assert find_mailing(found, " offer").key == "2026-2"
    assert find_mailing(found, "").key == "2026-2"
    with pytest.raises(BadInput, match="There is no mailing 'x'"):
        find_mailing(found, "x")
    with pytest.raises(BadInput, match="2 mailings fit"):
        find_mailing(world(Mailings="Mailing ID\na\nb"), "")


def test_a_hold_out_of_everybody_is_refused():
    with pytest.raises(BadInput, match="Hold out of spring is 10"):
        _ = run(**{"Hold out": "10"}).hold_out


def test_an_approval_given_while_rules_meant_something_else_is_taken_back_and_says_so():
    mailing = run(Audience="Tier <> D")
    before = mailing.version({"text"}, rules="")
    approved = run(Audience="Tier <> D", **{"Approved by": "bob", "Version": before})
    found = approved.approval(mailing.version({"text"}), before)
    assert (found.given, found.taken_back) == (False, True)
    assert found.told == (
        "What its Audience means has changed since bob approved it (blank cells choose nobody now; Tier, Owner and "
        "Time zone may be the account's), so spring is a Draft again: have it approved anew."
    )
