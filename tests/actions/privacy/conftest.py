"""The workbook with the person: made once, and copied for each test."""

from __future__ import annotations

import os
import shutil

import pytest

from tests.actions.privacy.desk import BOOK, data_folder, made


@pytest.fixture(scope="session")
def made_once(tmp_path_factory):
    folder = tmp_path_factory.mktemp("person")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("SALESBOOK_DATA", "XDG_STATE_HOME"):
            patch.setenv(name, os.environ.get(name, ""))
        data_folder(folder)
        made(folder)
    return folder


@pytest.fixture
def folder(made_once, tmp_path, monkeypatch):
    """A copy, with ledgers and logs of its own."""
    copy = tmp_path / "desk"
    shutil.copytree(made_once, copy)
    monkeypatch.setenv("SALESBOOK_DATA", str(copy / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(copy / "state"))
    return copy


@pytest.fixture
def book(folder):
    return folder / BOOK
