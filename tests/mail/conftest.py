"""What tests of sending share."""

from __future__ import annotations

import pytest


@pytest.fixture
def data(tmp_path, monkeypatch):
    """The user's data folder, empty."""
    monkeypatch.setenv("SALESBOOK_DATA", str(tmp_path / "data"))
    return tmp_path / "data"
