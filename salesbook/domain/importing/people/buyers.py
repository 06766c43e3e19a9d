"""Files that name a customer and a firm beside each other: headers and cells in, the headers as they are meant out.

"Customer name" is a firm in most files. Where another column holds the firm (Billing Company) and this one holds names
of people, it is the person who bought.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from salesbook.domain.importing.headers.known import Target, header_meaning, map_headers, targets_of
from salesbook.domain.importing.headers.lists import fold_header
from salesbook.domain.importing.people.legal_forms import is_firm
from salesbook.domain.importing.wordlists import value_words
from salesbook.tables.source import Source

_PERSON, _FIRM = Target("Contacts", "Name"), Target("Accounts", "Account")
_NAMES = (_PERSON, Target("Contacts", "First name"), Target("Contacts", "Last name"))
_NAME = re.compile(r"[^\W\d_][^\d@/:;&]*")
_MOST_WORDS = 4  # María del Carmen García
_HALF = 0.5


def with_buyers_apart(
    headers: Sequence[str], source: Source, table: str, own: Collection[str], mapping: Mapping[str, str]
) -> tuple[str, ...]:
    """The headers, a column of customers being the person's name, and the firm's column the firm, where the cells show it.

    `own` are columns that people added, `mapping` headers that were mapped by hand: they stay. Where the file has the person's name
    elsewhere, the column of customers becomes "". Raises BadInput for a mapping that cannot be.
    """
    if not {_PERSON, _FIRM} <= {target for _, target in targets_of(table)}:
        return tuple(headers)
    fixed = {fold_header(header) for header in (*mapping, *own)}
    words = value_words("Who buys")
    free = [place for place, header in enumerate(headers) if header and fold_header(header) not in fixed]
    customers = [place for place in free if fold_header(headers[place]) in words]
    columns = map_headers(headers, table, own, mapping).columns
    by_hand = any(place not in free for place in columns.get(_FIRM, ()))
    firms = [place for place in free if place not in customers and _is_of_firm(headers[place], table)]
    buyers = [place for place in customers if _holds_people(source.columns[place])]
    if not buyers or not (by_hand or any(_tells_apart(source.columns[place]) for place in firms)):
        return tuple(headers)
    settled = list(headers)
    named = any(target in columns for target in _NAMES)
    for place in buyers:
        settled[place] = ""
    if not named:
        settled[buyers[0]] = "Contact name"
    return tuple(settled)


def _is_of_firm(header: str, table: str) -> bool:
    found = header_meaning(header, table)
    return found is not None and found[0] == _FIRM


def _holds_people(cells: Sequence[object]) -> bool:
    """Whether at least half of the names are such as people have."""
    names = {str(cell).strip() for cell in cells if cell is not None and str(cell).strip()}
    return bool(names) and sum(map(is_like_a_person, names)) >= _HALF * len(names)


def is_like_a_person(name: str) -> bool:
    """Whether a name may be a person's: two to four words without numbers or a legal form."""
    return 1 < len(name.split()) <= _MOST_WORDS and _NAME.fullmatch(name) is not None and not is_firm(name)


def _tells_apart(cells: Sequence[object]) -> bool:
    """Whether a column of firms is the customers': one that says the same on each row is the firm that sells."""
    firms = {str(cell or "").strip() for cell in cells}
    return len(firms) > 1 or (len(cells) == 1 and firms != {""})
