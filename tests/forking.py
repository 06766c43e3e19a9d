"""Processes that begin with everything imported: forked from one that has it, where the system can do that.

A run of tests has one such process, begun by whichever test asks first: so one list says what it has beforehand.
"""

from __future__ import annotations

import multiprocessing
from contextlib import chdir
from multiprocessing import forkserver
from multiprocessing.context import BaseContext
from pathlib import Path

_BEFOREHAND = ["pytest", "tests.books.trials", "tests.mail.sending_process", "tests.books.warm"]


def forking() -> BaseContext:
    """The way to start them."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_BEFOREHAND)
    with chdir(Path(__file__).parents[1]):  # where it finds the tests; what it does not find it goes without
        forkserver.ensure_running()
    return context
