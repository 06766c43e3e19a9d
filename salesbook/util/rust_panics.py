"""What libraries written in Rust raise where they meet a case that their authors thought impossible.

Such a panic is no Exception to Python, and it prints lines for programmers on standard error.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from tempfile import TemporaryFile


class Panicked(Exception):  # never leaves the packages that read files: each says what it was reading
    """A library gave up on what it was given; the text is its own."""


@contextmanager
def caught() -> Iterator[None]:
    """Raise a library's panic as Panicked. Anything else passes as it is."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # its module cannot be imported
            raise
        raise Panicked(str(error)) from error


@contextmanager
def hushed() -> Iterator[None]:
    """As `caught`, and what a panic printed is not seen: for one thread at a time.

    What others write on standard error meanwhile is shown afterwards.
    """
    try:
        aside, real = TemporaryFile(), os.dup(2)  # noqa: SIM115  (closed below)
    except OSError:  # a program without a terminal has nothing to keep clean
        with caught():
            yield
        return
    with aside:
        _flush()
        os.dup2(aside.fileno(), 2)
        panicked = False
        try:
            with caught():
                yield
        except Panicked:
            panicked = True
            raise
        finally:
            _flush()
            os.dup2(real, 2)
            os.close(real)
            aside.seek(0)
            if not panicked and (said := aside.read()):
                os.write(2, said)


def _flush() -> None:
    if sys.stderr:
        with suppress(OSError, ValueError):  # closed, or nobody reads it any more
            sys.stderr.flush()
