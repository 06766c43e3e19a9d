"""What goes on around a click, in the document and in the office."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from salesbook.office.libreoffice.bridge import gone

_TICK = 1.0  # seconds between looks


@contextmanager
def one_step(document: Any, title: str) -> Iterator[None]:
    """What is done meanwhile LibreOffice's own Undo (Ctrl+Z) takes back at once, under this title."""
    manager = document.getUndoManager()
    manager.enterUndoContext(title)
    try:
        yield
    finally:
        with suppress(Exception):  # the document may be gone
            manager.leaveUndoContext()


@contextmanager
def unnoticed(document: Any) -> Iterator[None]:
    """What is done meanwhile is nothing of the person's work: it is no change of theirs, and they cannot undo it."""
    was_modified, manager = document.isModified(), document.getUndoManager()
    manager.lock()
    try:
        yield
    finally:
        manager.unlock()
        document.setModified(was_modified)


def finish_typing(office: Any, document: Any) -> None:
    """Take in what is typed into a cell without Enter yet; Calculate is a command that does, and little else."""
    frame = document.getCurrentController().getFrame()
    office.create("frame.DispatchHelper").executeDispatch(frame, ".uno:Calculate", "", 0, ())


def wait_for_documents(office: Any) -> None:
    """Wait until the last document is closed: those that the user opened from ours end with their own windows."""
    with suppress(gone()):
        while office.alive and _has_documents(office.desktop):
            time.sleep(_TICK)


def _has_documents(desktop: Any) -> bool:
    """Whether any is open: LibreOffice shows its start page when the last one is closed."""
    each = desktop.getComponents().createEnumeration()
    while each.hasMoreElements():
        if hasattr(each.nextElement(), "getURL"):
            return True
    return False


def is_closed(document: Any) -> bool:
    """Whether it is not there any more."""
    try:
        document.getURL()
    except gone():
        return True
    return False


def say(sentence: str) -> None:
    """Say a sentence on standard error."""
    with suppress(OSError, ValueError):  # a terminal that is gone must not end the window
        sys.stderr.write(f"{sentence}\n")
        sys.stderr.flush()
