"""What tests of mail share: servers, and the user's data folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mail.dovecot import dovecot, mailbox

__all__ = ["dovecot", "mailbox"]


@pytest.fixture
def data(own_data: Path) -> Path:
    """The user's data folder, empty."""
    return own_data
