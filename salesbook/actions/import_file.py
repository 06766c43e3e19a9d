"""A file of another program read for one table of the book."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from salesbook.books.foreign import source as files
from salesbook.domain.importing.recogniser import HeaderRecogniser
from salesbook.tables.source import Source


def read_import_file(
    path: str | Path, table: str, *, columns: str = "", mapping: Mapping[str, str] | None = None
) -> Source:
    """Read a file that is to go into `table`; its header is found by what the headers of that table may be called.

    `columns` names the columns of a file without headers from left to right, such as "Contact ID, , Date, Amount";
    `mapping` has headers as keys that the person mapped by hand. Raises what `books.foreign.source.read_import_file` raises.
    """
    return files.read_source(path, HeaderRecogniser(table, mapping or {}), columns=columns)
