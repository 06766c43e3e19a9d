"""The XML of a sheet in pieces, none of which cuts a cell: for what is looked up in a sheet besides its values."""

from __future__ import annotations

from collections.abc import Iterator

from salesbook.books.xlsx.package import Package


def cell_pieces(package: Package, part: str) -> Iterator[bytes]:
    """A part in pieces that are cut between two cells."""
    tail = b""
    for block in package.stream(part):
        piece = tail + block
        cut = max(piece.rfind(b"<c "), piece.rfind(b"<mergeCell "), 0)
        yield piece[:cut]
        tail = piece[cut:]
    yield tail
