"""README and docs: short where it must be, and no link leads nowhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from workbook.__main__ import TABLES_PAGE, tables

TOP = Path(__file__).parents[1]
PAGES = [TOP / "README.md", *sorted((TOP / "docs").glob("*.md"))]


def test_the_readme_is_read_in_ten_minutes():
    assert len((TOP / "README.md").read_text(encoding="utf-8").split()) <= 1800


def test_the_page_of_tables_is_as_the_schema_makes_it():
    """Otherwise: python -m workbook."""
    assert TABLES_PAGE.read_text(encoding="utf-8") == tables()


def test_every_page_of_docs_is_reached_from_the_readme():
    readme = (TOP / "README.md").read_text(encoding="utf-8")
    assert [page.name for page in PAGES[1:] if f"(docs/{page.name})" not in readme] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_and_pictures_are_there(page: Path):
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"```.*?```|`[^`]*`", "", text, flags=re.DOTALL)):
        if "://" in target:
            continue
        path, _, place = target.partition("#")
        found = page.parent / path if path else page
        assert found.is_file(), target
        if place:
            headings = re.findall(r"(?m)^#+ (.*)$", found.read_text(encoding="utf-8"))
            assert place in {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in headings}, (
                target
            )
