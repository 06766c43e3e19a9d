"""What a cold click does up to its first table: `python benchmarks/cold.py PIPE BOOK`, in a LibreOffice that runs."""

from __future__ import annotations

import sys

import xlwings

import salesbook.buttons  # noqa: F401  (what RunPython imports)
from salesbook.books.live import LiveBook
from salesbook.office import libreoffice
from salesbook.office.libreoffice.connection import Connection


class Attached:
    """A LibreOffice that somebody else started."""

    visible, alive, crashed, pid = False, True, False, 0

    def __init__(self, connection: Connection) -> None:
        self.create, self.context = connection.create, connection.context
        self.desktop = self.create("frame.Desktop")


connection = Connection(sys.argv[1])
app = xlwings.App(impl=libreoffice.register().impl.apps.adopt(Attached(connection)))
LiveBook(app.books[sys.argv[2]]).read(["Calls"])
connection.close()
