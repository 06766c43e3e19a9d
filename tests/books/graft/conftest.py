"""A folder for each module, and in it a new workbook to take from."""

from __future__ import annotations

import pytest

from tests.books.graft.donors import new_book


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("graft")


@pytest.fixture(scope="session")
def donor(tmp_path_factory):
    return new_book(tmp_path_factory.mktemp("donor") / "donor.xlsx")
