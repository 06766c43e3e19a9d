"""Sheets read in blocks of rows, with little memory and more than one processor core.

What is written as spreadsheet programs write, `scan` reads many times faster than a parser. Any
other piece goes to python-calamine. It takes whole workbooks only, holds them in memory whole,
drops error cells, and gives up on a sheet with an error that it does not know; so the piece becomes
a workbook of its own, in which texts are numbers of shared strings and errors are texts. It never
sees a size that was not checked.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

from salesbook.books.xlsx.bare_links import read_bare_links
from salesbook.books.xlsx.formats import formats
from salesbook.books.xlsx.layout import Layout
from salesbook.books.xlsx.package import Package
from salesbook.books.xlsx.parsed import Calamine
from salesbook.books.xlsx.pieces import pieces
from salesbook.books.xlsx.refs import LAST_ROW
from salesbook.books.xlsx.scan import RowBlock, Scanner
from salesbook.books.xlsx.strings import shared_texts
from salesbook.books.xlsx.tags import Irregular
from salesbook.errors import Damaged

_AHEAD = 4  # pieces under way: enough to keep the cores busy


def read_blocks(package: Package, layout: Layout, parts: Iterable[str]) -> Iterator[RowBlock]:
    """The sheets' blocks in order. Raises Damaged."""
    reader = _Reader(package, layout)
    with ThreadPoolExecutor(max(2, min(3, os.cpu_count() or 1))) as pool:
        waiting: deque[Future[list[RowBlock]]] = deque()
        try:
            for part in parts:
                for piece in pieces(package, part):
                    waiting.append(pool.submit(reader.blocks, part, piece))
                    if len(waiting) > _AHEAD:
                        yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


class _Reader:
    """Reads pieces of one workbook, in any thread."""

    def __init__(self, package: Package, layout: Layout) -> None:
        self.package = package
        self.strings = layout.strings
        styles = package.xml(layout.styles) if package.find(layout.styles) else None
        self.scanner = Scanner(self._texts, formats(styles, date1904=layout.date1904))
        self.calamine = Calamine(package, layout, self._texts)
        self._lock = Lock()
        self._read: npt.NDArray[Any] | None = None

    def blocks(self, part: str, piece: bytes) -> list[RowBlock]:
        try:
            try:
                found = [self.scanner.block(part, piece)]
            except Irregular:
                found = list(self.calamine.blocks(part, piece))
        except IndexError as error:
            raise Damaged(self.package.path, "cells refer to shared texts that are not there") from error
        if any(block.top + block.height - 1 > LAST_ROW for block in found):
            raise Damaged(self.package.path, f"its part {part} has rows beyond the last one of a sheet")
        read_bare_links(found, piece)
        return found

    def _texts(self) -> npt.NDArray[Any]:
        """The shared strings, read when the first cell asks."""
        with self._lock:
            if self._read is None:
                texts = shared_texts(self.package, self.strings)
                self._read = np.empty(len(texts), object)
                self._read[:] = [text or None for text in texts]
            return self._read
