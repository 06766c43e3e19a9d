"""What tests of actions share: the mailbox on a server, and a workbook that is open."""

from __future__ import annotations

import pytest

from salesbook.util import logfile
from tests.mail.dovecot import dovecot, mailbox

__all__ = ["dovecot", "mailbox"]


@pytest.fixture
def book(path, office, tmp_path, monkeypatch):
    """The workbook at the `path` of the test's own, open in LibreOffice; errors go into a log file of the test's."""
    monkeypatch.setattr(logfile, "log_file", lambda: tmp_path / "salesbook.log")
    opened = office.books.open(path)
    yield opened
    opened.close()
