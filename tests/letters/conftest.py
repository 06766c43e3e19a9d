"""What tests of letters share."""

from __future__ import annotations

import pytest

from tests.letters.desk import Desk


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path / "templates")
