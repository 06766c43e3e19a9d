"""Headers with short words in them, as people write them in their own lists."""

from __future__ import annotations

import pytest

from salesbook.domain.importing.headers.known import header_meaning
from salesbook.domain.importing.orders.columns import role_of
from tests.domain.importing.desk import Desk, messages

SHORT = {
    ("Contacts", "Phone"): "Phone No | Phone No. | Phone Nr | Phone Num. | Phone # | Tel. No. | Tel.-Nr. | Telefonnr. | Nº teléfono | N° tél. | Cell No. | Handynr. | Contact Tel",
    ("Contacts", "Owner"): "Acct Mgr | Acct. Mgr. | Acc. Manager | Sls Rep | Acct. Owner",
    ("Accounts", "Account"): "Co. | Co | Co. Name | Acct Name | Org.",
    ("Contacts", "Last contacted"): "Last spoke | Last spoke to | Last talked | Last seen | Last met",
    ("Contacts", "Email"): "Email Addr. | E-mail Addr",
    ("Contacts", "Country"): "Ctry",
    ("Contacts", "First name"): "First Nm",
}  # fmt: skip


@pytest.mark.parametrize(
    ("table", "column", "header"),
    [(*target, header) for target, headers in SHORT.items() for header in headers.split(" | ")],
)
def test_a_header_with_short_words_is_known(table, column, header):
    assert header_meaning(header, "Contacts")[0] == (table, column)


@pytest.mark.parametrize(
    ("column", "header"),
    [("Order ID", "Ord. No"), ("Order ID", "Inv #"), ("Date", "Inv. Dt"), ("Amount", "Tot. Amt"), ("Account", "Cust.")],
)  # fmt: skip
def test_so_is_one_of_a_file_of_orders(column, header):
    assert header_meaning(header, "Orders")[0].column == column


def test_the_role_of_a_column_of_orders_is_found_by_short_words_too():
    assert [role_of(header) for header in ("Qty.", "Inv. Amt.", "Total Amt")] == ["quantity", "whole", "amount"]  # fmt: skip


@pytest.mark.parametrize("header", ["No.", "Nr", "Num", "#", "Act", "Contact No"])
def test_what_may_be_anything_means_nothing(header):
    assert header_meaning(header, "Contacts") is None


def test_a_full_header_goes_before_a_short_one_and_the_message_names_it_as_the_file_has_it(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring("Name,Co.,Company\nAna Ruiz,Old,Acme\n", "Contacts")
    assert desk.column("Accounts", "Account") == ["Acme"]
    assert "Not imported, as Contacts has no such columns: Co." in messages(result)


def test_a_list_with_short_headers_comes_in_whole(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(
        "First Name,Last Name,Co.,Phone No,Acct Mgr,Last spoke\nAna,Ruiz,Acme,+34 911 234 567,Eva,2026-02-03\n",
        "Contacts",
    )
    assert desk.rows("Contacts", "First name", "Phone", "Owner", "Account ID") == [
        {"First name": "Ana", "Phone": "+34 911 23 45 67", "Owner": "Eva", "Account ID": "A0001"}
    ]
    assert len(desk.rows("Activities")) == 1
    assert "Not imported" not in messages(result)
