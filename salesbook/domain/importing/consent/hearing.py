"""Who may be written to: from the columns of other programs to Consent, Consent on, Do not email and Do not call."""

from __future__ import annotations

from collections.abc import Mapping

from salesbook.domain.importing.consent.columns import _CONTACTS
from salesbook.domain.importing.consent.more_addresses import hear_more_addresses
from salesbook.domain.importing.consent.of_lists import hear_addresses, hear_firms, hear_other_sheets
from salesbook.domain.importing.consent.of_people import hear_people
from salesbook.domain.importing.consent.rows import ConsentByRow
from salesbook.domain.importing.headers.known import Mapped
from salesbook.schema import TABLES
from salesbook.tables.source import Source

_FIRMS, _NO_LETTERS = "Accounts", "DoNotMail"


def hear(
    source: Source, mapped: Mapped, table: str, by_hand: Mapping[str, str], *, country: str, order: str
) -> tuple[Source, Mapped, ConsentByRow]:
    """Take what a file for any table says of consent; the columns of it come out of a file that makes people.

    `by_hand`, `country` and `order`: as for `plan_import`. Raises BadInput for columns that look like consent and
    cannot be understood.
    """
    if table == _CONTACTS or TABLES[table].is_record:
        source, mapped, heard = hear_people(source, mapped, table, by_hand, country=country, order=order)
    elif table == _FIRMS:
        heard = hear_firms(source, by_hand)
    elif table == _NO_LETTERS:
        heard = hear_addresses(source, by_hand)
    else:
        return source, mapped, ConsentByRow()
    hear_other_sheets(heard, source, country, order)
    if table == _NO_LETTERS:
        hear_more_addresses(heard, source, mapped)
    return source, mapped, heard
