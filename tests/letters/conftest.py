"""What tests of letters share: a desk with templates of its own, and a Chromium."""

from __future__ import annotations

import pytest

from tests.letters.chromium import Chromium, program
from tests.letters.desk import Desk


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path / "templates")


@pytest.fixture(scope="session")
def chromium(tmp_path_factory):
    if not program():
        pytest.skip("Chromium is not installed")
    browser = Chromium(tmp_path_factory.mktemp("chromium"))
    yield browser
    browser.close()


@pytest.fixture
def tab(chromium):
    """A new tab of it, as wide as a desk; what it asks for and complains of is collected anew."""
    chromium.requests.clear()
    chromium.complaints.clear()
    page = chromium.page()
    page.size(1500, 900)
    yield page
    page.close()
