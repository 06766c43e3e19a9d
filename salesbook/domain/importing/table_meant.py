"""What the rows of a file are, where nobody says it: the headers of a file in, the tables that they may go into out.

A table counts by how many headers mean something in it. What tells more is there or not: orders have a day and an amount,
deals a stage or a name, activities a moment, a team working hours, accounts nobody by name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from salesbook.domain.importing.headers.known import Target, header_meaning
from salesbook.domain.importing.orders.columns import order_columns
from salesbook.schema import TABLES
from salesbook.tables.source import Raw, SourceBody
from salesbook.util.folding import letters_and_digits

_CANDIDATES = ("Contacts", "Orders", "Accounts", "Activities", "Opportunities", "Team")
_TELLING = {
    "Activities": {"Channel", "Outcome", "Direction", "Minutes", "Activity ID"},
    "Opportunities": {"Stage", "Expected close", "Closed", "Result", "Next step"},
    "Team": {"Calls per day", "Working days", "From", "To"},
}
_ORDER = re.compile("order|invoice|receipt|bestell|auftrag|rechnung|pedido|factura|commande|facture")
_DEAL = re.compile("deal|opportun|verkaufschance|oportunidad|affaire")
_PEOPLE = {"First name", "Last name", "Name", "Email"}
_TOLD = 1.5  # what something that tells is worth, in headers
# Of 689 files of the tests of importing, as 70 programs write them, 20 have another table first than the one that they are
# for: most of them have two or three columns, or are lists of subscriptions, which are refused.
_CLOSE = 0.5  # of the points of the best table: what the sheet in view may have to be meant


class AnyHeader:
    """For a file of which nobody has said where it goes: headers that mean something in any table. Readers of files ask it."""

    @staticmethod
    def known(header: str) -> bool:
        """Whether a cell is such a header."""
        return len(header) < 100 and any(header_meaning(header, table) for table in _CANDIDATES)

    @staticmethod
    def with_header(raw: Raw) -> tuple[Raw, str]:
        """The rows as they are."""
        return raw, ""

    @staticmethod
    def as_list(_raw: Raw, body: SourceBody) -> SourceBody:
        """The rows as they are."""
        return body

    @staticmethod
    def under_headings(body: SourceBody) -> SourceBody:
        """The rows as they are."""
        return body


def table_meant(headers: Sequence[str], in_view: str) -> str:
    """The table that a file fits best; the one `in_view` where it fits nearly as well. "" where no header means anything."""
    points = {table: _points(headers, table) for table in _CANDIDATES}
    best = max(points, key=lambda table: points[table])
    if in_view in points and points[in_view] >= _CLOSE * points[best]:
        best = in_view
    return best if points[best] > 0 else ""


def _points(headers: Sequence[str], table: str) -> float:
    meanings = (header_meaning(header, table) for header in headers if header)
    found = {meaning[0] for meaning in meanings if meaning}
    own = {target.column for target in found if target.table == table}
    if table == "Orders":
        return _points_of_orders(headers, found)
    if table == "Accounts":
        people = {
            meaning[0] for header in headers if header and (meaning := header_meaning(header, "Contacts"))
        }
        if people & {Target("Contacts", name) for name in _PEOPLE}:
            return len(found) - _TOLD
        return len(found) + _TOLD * ("Account" in own)
    if table == "Contacts":
        return len(found)
    if table == "Activities" and TABLES[table].day not in own:
        return len(found) / 3
    tells = bool(own & _TELLING[table]) or (table == "Opportunities" and _speaks_of(_DEAL, headers))
    return len(found) + _TOLD if tells else len(found) * (1 if table == "Activities" else 1 / 2)


def _points_of_orders(headers: Sequence[str], found: set[Target]) -> float:
    roles = order_columns(headers, frozenset()).roles
    points = len(found) + len(roles) / 2
    tells = bool(roles) or Target("Orders", "Amount") in found or _speaks_of(_ORDER, headers)
    return points + _TOLD if tells and Target("Orders", "Date") in found else points / 3


def _speaks_of(thing: re.Pattern[str], headers: Sequence[str]) -> bool:
    return any(thing.search(letters_and_digits(header)) for header in headers)
