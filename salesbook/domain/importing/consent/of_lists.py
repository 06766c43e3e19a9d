"""What lists of firms and of addresses, and sheets that are not read, say of consent: the addresses of those that said no.

A firm has no consent of its own, and neither has a row of Do not mail; what is not understood there is no question.
"""

from __future__ import annotations

from collections.abc import Mapping

from salesbook.domain.importing.consent.columns import _CONTACTS, columns_of_a_list
from salesbook.domain.importing.consent.listening import listen
from salesbook.domain.importing.consent.of_people import hear_people
from salesbook.domain.importing.consent.places import refusal_of_name
from salesbook.domain.importing.consent.rows import EMAIL, ConsentByRow
from salesbook.domain.importing.consent.vocabulary import IN
from salesbook.domain.importing.headers.known import header_meaning, map_headers
from salesbook.domain.importing.values.phones_emails import addresses_in_row
from salesbook.domain.importing.values.readers import text
from salesbook.errors import BadInput
from salesbook.tables.source import Source
from salesbook.util.wording import count


def hear_firms(source: Source, by_hand: Mapping[str, str]) -> ConsentByRow:
    """What a list of firms says: the addresses beside a no."""
    heard = ConsentByRow()
    for column in columns_of_a_list(source, by_hand):
        listen(heard, source, column)
    rows, heard.rows = heard.rows, {}
    said_no = {row: said for row, said in rows.items() if said.no}
    email = next((place for place, header in enumerate(source.headers) if _is_of_email(header)), -1)
    if email >= 0:
        heard.gone = [(text(source.columns[email][row]), said) for row, said in said_no.items()]
    elif said_no:
        says = "row says" if len(said_no) == 1 else "rows say"
        heard.notes.append(
            f"{len(said_no):,} {says} no to letters, which only people and addresses can: import the people too."
        )
    return heard


def hear_addresses(source: Source, by_hand: Mapping[str, str]) -> ConsentByRow:
    """What a list for Do not mail says: which of its rows are subscribed."""
    heard = ConsentByRow()
    for column in columns_of_a_list(source, by_hand):
        listen(heard, source, column)
    rows, heard.rows = heard.rows, {}
    heard.subscribed = {row for row, said in rows.items() if IN in said.means and not said.no}
    return heard


def hear_other_sheets(heard: ConsentByRow, source: Source, country: str, order: str) -> None:
    """What sheets that are not read say. `country` and `order`: as for `plan_import`."""
    for other in source.others:
        mapped = map_headers(other.headers, _CONTACTS, (), {})
        try:
            _, _, said = hear_people(other, mapped, _CONTACTS, {}, country=country, order=order)
        except BadInput:
            heard.notes.append(
                f"Sheet {other.sheet} was not read, and has a column on who may be written to that salesbook does not understand: "
                "look whether it says no for people of this file."
            )
            continue
        gone = [
            (address, one)
            for row, one in said.rows.items()
            if one.no
            for address in addresses_in_row(other.cells(row))
        ]
        heard.gone += gone
        if gone:
            heard.notes.append(
                f"Sheet {other.sheet} was not read, but {count(len(gone), 'address', 'addresses')} on it said no to letters, which counts."
            )
        elif any(refusal_of_name(place) for place in (other.sheet, *other.above, *other.under.values())):
            heard.notes.append(
                f"Sheet {other.sheet} was not read, and speaks of people who said no: look before you write to them."
            )


def _is_of_email(header: str) -> bool:
    found = header_meaning(header, _CONTACTS) if header else None
    return found is not None and found[0] == EMAIL
