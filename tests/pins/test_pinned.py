"""Nothing that others build on changes by accident."""

from __future__ import annotations

import pytest

from tests.pins.told import PAGES, PINNED, page


@pytest.mark.parametrize("name", PAGES)
def test_what_others_build_on_is_as_it_was(name, tmp_path):
    assert page(name, tmp_path) == (PINNED / f"{name}.txt").read_text(encoding="utf-8"), (
        "If this was meant: python -m tests.pins, and say so in CHANGELOG.md"
    )
