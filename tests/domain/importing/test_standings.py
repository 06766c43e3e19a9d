"""Columns called Status that hold what a person is to us, or how far a sale is: nobody is kept from being called by them."""

from __future__ import annotations

import pytest

from tests.domain.importing.desk import Desk, messages

# The header, the word, and what stands in Status and in Kind.
WORDS = [
    ("Status", "Customer", None, "Customer"), ("Status", "Lead", None, "Prospect"), ("Status", "Prospect", None, "Prospect"), ("Contact status", "Kunde", None, "Customer"),
    ("Estado", "Cliente potencial", None, "Prospect"), ("Statut", "Ancien client", None, "Past customer"), ("Status", "Reseller", None, "Partner"),
    ("Status", "In progress", None, None), ("Kontaktstatus", "In Bearbeitung", None, None), ("Status", "Open - Not Contacted", None, None), ("Statut", "Contacté", None, None),
    ("Status", "Active", "Active", None), ("Status", "inaktiv", "Left", None), ("Status", "Deceased", "Left", None), ("Status", "verstorben", "Left", None),
    ("Status", "Junk lead", "Junk lead", None), ("Status", "never again", "never again", None), ("Status", "", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("header", "word", "status", "kind"), WORDS)
def test_what_a_status_says_goes_where_it_belongs(tmp_path, header, word, status, kind):
    desk = Desk(tmp_path)
    result = desk.bring(
        f"Last name,Email,{header}\nLee,a@example.com,{word}\nRay,b@example.com,Left\n", "Contacts"
    )
    rows = desk.rows("Contacts", "Last name", "Status", "Kind")
    assert (rows[0].get("Status"), rows[0].get("Kind")) == (status, kind)
    assert (rows[1].get("Status"), rows[1].get("Kind")) == ("Left", None)
    moved = word and status is None
    assert bool(moved) == (f"1 cell (“{word}” (1)) of {header!r}" in messages(result))


def test_a_kind_of_its_own_comes_first_and_what_differs_is_told(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(
        "Last name,Email,Status,Kind\nLee,a@example.com,Lead,Customer\nRay,b@example.com,Lead,\nOrr,c@example.com,Customer,Customer\n",
        "Contacts",
    )
    assert desk.column("Contacts", "Kind") == ["Customer", "Prospect", "Customer"]
    assert desk.column("Contacts", "Status") == [None] * 3
    assert "1 cell (“Lead” (1)) of 'Status' was left out" in messages(result)
    assert desk.bring("Last name,Email,Status\nRay,b@example.com,Lead\n", "Contacts").plan.changes == ()
