"""What several tests of workbooks on a disk share."""

from __future__ import annotations

import sys

import pytest

# These hold processes at their system calls, which only Linux lets them do.
collect_ignore = (
    []
    if sys.platform == "linux"
    else ["test_crash.py", "test_growing_killed.py", "test_lost_disk.py", "test_two_at_once.py"]
)


@pytest.fixture(scope="session")
def morning(tmp_path_factory):
    """A firm's book before today's run, and what that run makes of it: see `Morning`."""
    from tests.books.kernel import available
    from tests.books.morning import make_morning

    if not available():
        pytest.skip("nobody may hold processes at their system calls here: a kernel before 5.5, or a sandbox")
    return make_morning(tmp_path_factory.mktemp("morning"))
