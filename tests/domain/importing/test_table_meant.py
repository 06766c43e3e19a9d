"""Which table a file goes into, where nobody says it."""

from __future__ import annotations

import pytest

from salesbook.domain.importing.table_meant import table_meant

FILES = {
    "Contacts": ("First Name,Last Name,Email,Company,Owner", "Vorname,Nachname,E-Mail,Firma", "Name,Email,Title,Unsubscribed", "Email"),
    "Accounts": ("Company name,Industry,Country,Tier", "Account ID,Account,Annual revenue,Owner"),
    "Orders": ("Order No,Order Date,Customer,Total", "Rechnungsnummer;Datum;Kunde;Netto;Brutto", "Invoice,Date,Client", "Date,Email,Amount"),
    "Activities": ("Date,Contact,Type,Subject,Outcome", "When,Email,Channel,Minutes"),
    "Opportunities": ("Deal name,Stage,Amount,Close date,Owner", "Deal ID,Deal name,Company,Amount"),
    "Team": ("Name,Email,Role,Calls per day", "Mitarbeiter;E-Mail;Arbeitstage"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("table", "headers"), [(table, each) for table, files in FILES.items() for each in files]
)
def test_the_headers_of_a_file_show_what_its_rows_are(table, headers):
    assert table_meant(headers.replace(";", ",").split(","), "") == table


def test_the_table_in_view_counts_where_it_fits_nearly_as_well():
    headers = ["Name", "Email", "Phone"]
    assert [table_meant(headers, view) for view in ("", "Team", "Orders")] == ["Contacts", "Team", "Contacts"]
    assert table_meant(["Order No", "Order Date", "Customer", "Email", "Total"], "Contacts") == "Orders"


def test_a_file_of_which_no_header_is_known_has_no_table():
    assert [table_meant(["Foo", "Bar", ""], view) for view in ("Contacts", "")] == ["", ""]
