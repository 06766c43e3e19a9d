"""The connection to a LibreOffice that runs."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from salesbook.office.libreoffice.bridge import uno


class Connection:
    """A connection through a pipe; `context` is LibreOffice's own component context, for whatever is asked of it."""

    def __init__(self, pipe: str) -> None:
        """Connect; raises connection.NoConnectException where nobody listens at a pipe of that name (yet)."""
        address = f"pipe,name={pipe}"
        self.context: Any = _local("bridge.UnoUrlResolver").resolve(
            f"uno:{address};urp;StarOffice.ComponentContext"
        )
        bridges = _local("bridge.BridgeFactory").getExistingBridges()
        self._bridge = next(one for one in bridges if f":{address}," in one.getDescription())

    def create(self, service: str) -> Any:
        """A new object of a service by its name without com.sun.star."""
        return self.context.ServiceManager.createInstanceWithContext(f"com.sun.star.{service}", self.context)

    def close(self) -> None:
        """End it, and wait for its threads; safe to call twice.

        Left to itself, it is taken apart by them when LibreOffice ends, beside our own work: now and then
        that brings this Python down.
        """
        with suppress(Exception):  # it may have broken down before
            self._bridge.dispose()


def _local(service: str) -> Any:
    """A new object of a service in this Python."""
    context = uno().getComponentContext()
    return context.ServiceManager.createInstanceWithContext(f"com.sun.star.{service}", context)
