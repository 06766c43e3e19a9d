"""LibreOffice as an engine of xlwings, and a host that makes a workbook's buttons work in it.

import salesbook.office.libreoffice as libreoffice
app = libreoffice.start()             # an xlwings.App; visible=True for a window
book = app.books.open("book.xlsx")    # from here on it is xlwings
"""

from __future__ import annotations

from functools import cache
from typing import Any


@cache
def register() -> Any:
    """Make the engine known to xlwings, as "libreoffice"; starts no LibreOffice."""
    import xlwings

    from salesbook.office.libreoffice.engine import Engine

    engine = xlwings.Engine(impl=Engine())
    xlwings.engines.add(engine)
    if xlwings.engines.active is None:  # no Excel on this system; xlwings cannot do without an active one
        engine.activate()
    return engine


def start_libreoffice(*, visible: bool = False, own_settings: bool = False) -> Any:
    """Start a LibreOffice and return it as an xlwings.App. End it with its quit().

    `own_settings` gives it the user's language, toolbars and name. Raises OfficeMissing, UnoMissing or
    CannotStart.
    """
    import xlwings

    from salesbook.office.libreoffice.process import Office

    apps = register().impl.apps
    return xlwings.App(impl=apps.adopt(Office(visible=visible, own_settings=own_settings)))
