"""Lists for Do not mail with more addresses than their column Address has: in other columns, and on other sheets.

A file with its columns mapped and what was heard of it in, the same with the other addresses out, which go on Do not mail too.
"""

from __future__ import annotations

import re
from collections import Counter

from salesbook.domain.importing.consent.refusals import header_words
from salesbook.domain.importing.consent.rows import ConsentByRow, Said
from salesbook.domain.importing.consent.vocabulary import STOP_BOTH
from salesbook.domain.importing.headers.known import Mapped, Target
from salesbook.domain.importing.values.phones_emails import addresses_in_row
from salesbook.errors import BadInput
from salesbook.tables.source import Row, Source
from salesbook.util.addresses import address_key
from salesbook.util.wording import count, joined

_ADDRESS = Target("DoNotMail", "Address")
# Of the person of the row; columns for who sent the letter, or looks after the person, are about somebody else.
_THEIRS = re.compile(r"\b(e ?mails?|mails?|address|adresse|correo|courriel|indirizzo|column)\b|mailadresse")
_OTHERS = re.compile(
    r"\b(from|sender|owner|by|reply ?to|return ?path|our|agent|rep|user|absender|betreuer|von|remitente|expediteur)\b"
)
_OFTEN = 3  # rows with one address: that is not the person's of each


def hear_more_addresses(heard: ConsentByRow, source: Source, mapped: Mapped) -> None:
    """Take the addresses beside the first. Raises BadInput for other sheets of addresses that do not say what they are."""
    told = {address for address, _ in heard.gone}
    for other in source.others:
        if not told & set(addresses_in_row([cell for column in other.columns for cell in column])):
            raise BadInput(
                f"{source.name} has addresses on sheet {source.sheet} and on sheet {other.sheet}, and only one can be read. Nothing was imported.",
                f"Delete sheet {other.sheet}, or save each sheet as a file of its own and import those that are lists for Do not mail.",
            )
    first = mapped.columns.get(_ADDRESS, ())
    places = [
        place
        for place, header in enumerate(source.headers)
        if place not in first
        and _THEIRS.search(header_words(header))
        and not _OTHERS.search(header_words(header))
    ]
    more = {row: found for row in range(source.height) if (found := _beside(source, row, first, places))}
    often = Counter(address_key(address) for found in more.values() for address in found)
    gone: list[tuple[str, Said]] = []
    for row, found in more.items():
        if row not in heard.subscribed:
            gone += [
                (one, Said({STOP_BOTH}, "Beside", _first(source, row, first)))
                for one in found
                if often[address_key(one)] <= _OFTEN
            ]
    if gone:
        heard.gone += gone
        names = joined([source.headers[place] for place in places])
        heard.notes.append(
            f"{count(len(gone), 'more address', 'more addresses')} stood beside the first ({names})."
        )


def _beside(source: Source, row: int, first: tuple[int, ...], places: list[int]) -> list[str]:
    there = set(map(address_key, addresses_in_row(_cells(source, row, first))))
    return [one for one in addresses_in_row(_cells(source, row, places)) if address_key(one) not in there]


def _first(source: Source, row: int, first: tuple[int, ...]) -> str:
    return " ".join(str(cell) for cell in _cells(source, row, first) if cell)


def _cells(source: Source, row: int, places: tuple[int, ...] | list[int]) -> Row:
    return [source.columns[place][row] for place in places]
