"""VBA projects as oletools reads them. It comes with a package under the GPL: for tests only."""

from __future__ import annotations

import warnings
from pathlib import Path

with warnings.catch_warnings():  # it uses old names of pyparsing
    warnings.simplefilter("ignore")
    from oletools.olevba import VBA_Parser, decompress_stream


def unpacked(data: bytes) -> bytes:
    return bytes(decompress_stream(bytearray(data)))


def sources(book: Path) -> dict[str, str]:
    """The modules of a workbook."""
    return {stream.split("/")[-1]: text for _, stream, _, text in VBA_Parser(str(book)).extract_macros()}
