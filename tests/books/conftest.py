"""What several tests of workbooks on a disk share."""

from __future__ import annotations

import pytest

from tests.books import kernel
from tests.books.morning import Morning, make_morning


@pytest.fixture(scope="session")
def morning(tmp_path_factory) -> Morning:
    """A firm's book before today's run, and what that run makes of it."""
    if not kernel.available():
        pytest.skip("the system calls of a process can be held only on Linux 5.5 and newer")
    return make_morning(tmp_path_factory.mktemp("morning"))
