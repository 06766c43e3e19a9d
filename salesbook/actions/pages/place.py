"""Where a page is that was written, in words for whoever asked for it."""

from __future__ import annotations

import webbrowser
from pathlib import Path

from salesbook.actions.session import Session
from salesbook.errors import WrongUsage

_PAGES = (".html", ".htm")


def show_page(session: Session, page: Path) -> str:
    """Open a page in the browser of whoever clicked, and say that it is there; at a terminal say where the file is.

    Beside a workbook the folder is named from the workbook's own on: a row of a sheet has no room for all of a path.
    """
    if not session.person.watches:
        return f"in {page}"
    nobody_showed_it = webbrowser.open(page.resolve().as_uri()) is False
    folder = page.parent
    where = "on the page" if nobody_showed_it else "in your browser:"
    return f"{where} {page.name}, in the folder {folder.parent.name}/{folder.name}."


def page_named(named: Path | None) -> Path | None:
    """Where the page goes. Raises WrongUsage for a name of another kind: a workbook would be written over."""
    if named and named.suffix.casefold() not in _PAGES:
        raise WrongUsage(f"{named} is no name of a page.", "Let it end in .html.")
    return named
