"""Rows about somebody who asked to be forgotten: no import brings them back."""

from __future__ import annotations

from salesbook.domain.guards.forgotten import Forgotten
from salesbook.domain.importing.clean import Cleaned
from salesbook.domain.importing.headers.known import Mapped, Target
from salesbook.domain.importing.values.readers import long_text
from salesbook.tables.source import Source

_EMAIL, _PHONE = Target("Contacts", "Email"), Target("Contacts", "Phone")


def refuse_forgotten(
    source: Source, mapped: Mapped, cleaned: Cleaned, forgotten: Forgotten, country: str
) -> None:
    """Reject the rows with an address or a number of such a person, in whichever column of the file it stands."""
    if not forgotten.since:
        return
    for target in (_EMAIL, _PHONE):
        name = target.column.lower()
        for column in (
            *(source.columns[place] for place in mapped.columns.get(target, ())),
            cleaned.columns.get(target, ()),
        ):
            for row, cell in enumerate(column):
                if cell and (told := forgotten.told(**{name: long_text(cell)}, country=country)):
                    cleaned.reject(
                        row,
                        f"This {name} is that of somebody who {told}: leave the row out, and delete it from your file too.",
                    )
