"""What a cold click does up to its first table: `python benchmarks/cold.py PIPE BOOK`, in a LibreOffice that runs."""

from __future__ import annotations

import sys

import xlwings

import salesbook.buttons  # noqa: F401  (what RunPython imports)
from salesbook.books.live import LiveBook
from salesbook.office import libreoffice
from salesbook.office.libreoffice.bridge import uno


class Attached:
    """A LibreOffice that somebody else started."""

    visible, alive, crashed, pid = False, True, False, 0

    def __init__(self, pipe: str) -> None:
        local = uno().getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        self.context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        self.desktop = self.create("frame.Desktop")

    def create(self, service: str):
        return self.context.ServiceManager.createInstanceWithContext(f"com.sun.star.{service}", self.context)

    @staticmethod
    def let_go():
        """End the connection: its threads crash now and then when the process ends under them."""
        local = uno().getComponentContext()
        factory = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.BridgeFactory", local)
        for bridge in factory.getExistingBridges():
            bridge.dispose()


office = Attached(sys.argv[1])
app = xlwings.App(impl=libreoffice.register().impl.apps.adopt(office))
LiveBook(app.books[sys.argv[2]]).read(["Calls"])
office.let_go()
