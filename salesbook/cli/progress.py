"""What is going on, for a person who watches a terminal; silence for a program that reads it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self


class Progress:
    """A line that changes with each step. Nothing is shown where standard error is no terminal."""

    def __init__(self) -> None:
        self._status = None
        if sys.stderr.isatty():
            from rich.console import Console

            self._status = Console(stderr=True).status("")

    def __enter__(self) -> Self:
        if self._status:
            self._status.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._status:
            self._status.stop()

    @contextmanager
    def paused(self) -> Iterator[None]:
        """While a person is asked something."""
        if self._status:
            self._status.stop()
        yield
        if self._status:
            self._status.start()

    def __call__(self, text: str) -> None:
        """Say what is being done now."""
        if self._status:
            self._status.update(f"{text} …")
