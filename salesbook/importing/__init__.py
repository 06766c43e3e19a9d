"""Importing: from the files that people have to the tables of the book.

`read_source` reads a file, `plan_import` says what it changes, `write_rejects` keeps what could
not be read. What the headers and words of other programs mean stands in `headers.toml`.
"""

from salesbook.importing.plan import READS, ImportResult, Reject, importable, plan_import
from salesbook.importing.rejects import write_rejects
from salesbook.importing.source import Source, read_source

__all__ = [
    "READS",
    "ImportResult",
    "Reject",
    "Source",
    "importable",
    "plan_import",
    "read_source",
    "write_rejects",
]
