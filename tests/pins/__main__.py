"""`python -m tests.pins`: write the pages anew, after a change of what others build on that was meant."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.pins.told import PAGES, PINNED, page

for name in PAGES:
    with tempfile.TemporaryDirectory() as folder:
        (PINNED / f"{name}.txt").write_text(page(name, Path(folder)), encoding="utf-8")
