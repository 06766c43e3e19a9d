"""People and firms that a file gives an ID and no name: told with their count, and where there are no others, refused."""

from __future__ import annotations

from salesbook.domain.importing.headers.known import Mapped
from salesbook.domain.importing.staging import Store
from salesbook.errors import BadInput
from salesbook.tables.source import Source
from salesbook.util.wording import count, joined

_TELLING = {
    "Contacts": ("First name", "Last name", "Email", "Phone"),
    "Accounts": ("Account",),
}
_WHAT = {
    "Contacts": ("contact", "name, email or phone"),
    "Accounts": ("account", "name"),
}
_MOST = 12  # headers in one sentence


def nameless_note(table: str, store: Store, source: Source, mapped: Mapped) -> str:
    """A sentence on the new rows of Contacts or Accounts that have no name and nothing to reach them by; "" if all have.

    Raises BadInput where every row of the file is such a one and columns of it were not understood: what names them is
    among those.
    """
    if table not in _TELLING:
        return ""
    columns = [store.columns[name] for name in _TELLING[table] if name in store.columns]
    bare = sum(not any(cells[row] for cells in columns) for row in range(store.known, store.height))
    if not bare:
        return ""
    one, missing = _WHAT[table]
    left = columns_left_out(source, mapped)
    if left and bare == store.added >= source.height:
        raise BadInput(
            f"{source.name} would make {count(bare, one)} with an ID and no {missing}. Not understood: {joined(left, _MOST)}.",
            f'Map what names them: --map "{left[0]}={"Account" if table == "Accounts" else "Name"}"; '
            f'or leave a column out on purpose: --map "{left[0]}=".',
        )
    return f"{count(bare, one)} {'has' if bare == 1 else 'have'} an ID and no {missing}."


def columns_left_out(source: Source, mapped: Mapped) -> list[str]:
    """The headers of the file that mean nothing to us, of columns with anything in them."""
    return list(
        dict.fromkeys(
            source.headers[place]
            for place in mapped.unmapped
            if source.headers[place]
            and any(cell is not None and cell != "" for cell in source.columns[place])
        )
    )
