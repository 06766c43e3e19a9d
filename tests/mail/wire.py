"""A line between a program and a server that a test can cut where it likes."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

_PIECE = 16 * 1024


class Wire:
    """Listens at `port` and passes on to a server. `cut` is asked before each piece that the server says.

    It is given the number of the call (from 1) and the piece; where it says yes, the line is gone.
    """

    def __init__(self, server: int) -> None:
        self.cut: Callable[[int, bytes], bool] = lambda _call, _said: False
        self.calls = 0
        self._server = server
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = self._door.getsockname()[1]
        self._lines: list[socket.socket] = []
        threading.Thread(target=self._answer, daemon=True).start()

    def close(self) -> None:
        """Nobody answers any more, and the lines are gone."""
        for line in (self._door, *self._lines):
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
            line.close()

    def _answer(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._door.accept()
                self.calls += 1
                far = socket.create_connection(("127.0.0.1", self._server))
                for line in (near, far):
                    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    self._lines.append(line)
                threading.Thread(target=self._pass, args=(near, far, None), daemon=True).start()
                threading.Thread(target=self._pass, args=(far, near, self.calls), daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket, call: int | None) -> None:
        with suppress(OSError):
            while said := source.recv(_PIECE):
                if call is not None and self.cut(call, said):
                    break
                target.sendall(said)
        for line in (source, target):
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)


@contextmanager
def wired(server: int) -> Iterator[Wire]:
    """A line to a server at that port."""
    wire = Wire(server)
    try:
        yield wire
    finally:
        wire.close()
