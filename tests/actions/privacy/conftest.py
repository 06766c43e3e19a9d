"""The workbook with the person: made once, and copied for each test."""

from __future__ import annotations

import os
import shutil

import pytest

from tests.actions.privacy.desk import BOOK, data_folder, forget, made


@pytest.fixture(scope="session")
def made_once(tmp_path_factory):
    folder = tmp_path_factory.mktemp("person")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("SALESBOOK_DATA", "XDG_STATE_HOME"):
            patch.setenv(name, os.environ.get(name, ""))
        data_folder(folder)
        made(folder)
    return folder


@pytest.fixture(scope="session")
def forgotten_once(made_once, tmp_path_factory):
    """A copy from which the person is gone."""
    folder = tmp_path_factory.mktemp("forgotten") / "desk"
    with pytest.MonkeyPatch.context() as patch:
        assert forget(_copied(made_once, folder, patch) / BOOK) in {0, 1}
    return folder


@pytest.fixture
def folder(made_once, tmp_path, monkeypatch):
    """A copy, with ledgers and logs of its own."""
    return _copied(made_once, tmp_path / "desk", monkeypatch)


@pytest.fixture
def book(folder):
    return folder / BOOK


@pytest.fixture
def forgotten(forgotten_once, tmp_path, monkeypatch):
    """A copy of the workbook from which the person is gone, with ledgers and logs of its own."""
    return _copied(forgotten_once, tmp_path / "desk", monkeypatch) / BOOK


def _copied(folder, copy, patch):
    shutil.copytree(folder, copy)
    patch.setenv("SALESBOOK_DATA", str(copy / "data"))
    patch.setenv("XDG_STATE_HOME", str(copy / "state"))
    return copy
