"""Lists of people without a header for their address, though one of their columns holds addresses: which one, as a sentence."""

from __future__ import annotations

from salesbook.domain.importing.headers.known import Mapped, Target
from salesbook.domain.importing.values.phones_emails import addresses_in_row
from salesbook.tables.source import Source

_MOST = 0.5  # of the filled cells: a column of remarks holds an address now and then


def mailless_note(table: str, source: Source, mapped: Mapped) -> str:
    """A sentence on the columns that may be Email; "" where one is, and for other tables.

    Whose the addresses are no header says, a colleague's or a child's perhaps, so none of them is taken.
    """
    if table != "Contacts" or Target("Contacts", "Email") in mapped.columns:
        return ""
    found = [source.headers[place] for place in mapped.unmapped if _holds_addresses(source, place)]
    if not found:
        return ""
    return (
        f"{' and '.join(map(repr, found))} {'holds' if len(found) == 1 else 'hold'} addresses, and no header says that these are the people's own, so nobody got an Email. "
        f'If they are: --map "{found[0]}=Email" (undo this import first).'
    )


def _holds_addresses(source: Source, place: int) -> bool:
    filled = [cell for cell in source.columns[place] if cell not in (None, "")]
    return bool(source.headers[place] and filled) and sum(
        len(addresses_in_row([cell])) == 1 for cell in filled
    ) > _MOST * len(filled)
