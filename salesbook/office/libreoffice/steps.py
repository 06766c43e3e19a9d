"""What goes on around a click, in the document and in the office."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any


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


def finish_typing(office: Any, document: Any) -> None:
    """Take in what is typed into a cell without Enter yet; Calculate is a command that does, and little else."""
    frame = document.getCurrentController().getFrame()
    office.create("frame.DispatchHelper").executeDispatch(frame, ".uno:Calculate", "", 0, ())


def has_documents(desktop: Any) -> bool:
    """Whether any is open: LibreOffice shows its start page when the last one is closed."""
    each = desktop.getComponents().createEnumeration()
    while each.hasMoreElements():
        if hasattr(each.nextElement(), "getURL"):
            return True
    return False
