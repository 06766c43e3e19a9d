"""What LibreOffices leave in the temporary folder when their Python ends before them."""

from __future__ import annotations

import os
import signal
import tempfile

import pytest

from salesbook.office import libreoffice
from salesbook.office.libreoffice import profiles
from tests.office.conftest import needs_libreoffice


@pytest.fixture(autouse=True)
def _own_folder(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def aged(profile):
    """As if made an hour ago."""
    os.utime(profile, (profile.stat().st_mtime - 3600,) * 2)
    return profile


def test_a_profile_goes_once_its_office_is_gone_and_not_before():
    needs_libreoffice()
    app = libreoffice.start_libreoffice()
    office = app.impl.office
    try:
        profiles.sweep_profiles()
        assert aged(office.profile).exists()
        profiles.sweep_profiles()
        assert office.profile.exists()
        assert app.books.add().sheets[0].range("A1").value is None  # it still answers
        os.kill(app.pid, signal.SIGKILL)
        office._process.wait()
        assert (office.profile / ".lock").exists()
        profiles.sweep_profiles()
        assert not office.profile.exists()
    finally:
        app.kill()


def test_a_young_profile_may_belong_to_an_office_that_starts():
    made = profiles.new()
    profiles.sweep_profiles()
    assert made.exists()
    aged(made)
    profiles.sweep_profiles()
    assert not made.exists()


def test_a_profile_with_unsaved_work_in_it_stays():
    made = profiles.new()
    (made / "user" / "backup").mkdir(parents=True)
    (made / "user" / "backup" / "book.xlsx_0.ods").write_bytes(b"unsaved")
    profiles.sweep_profiles()
    assert aged(made).exists()
    profiles.sweep_profiles()
    assert made.exists()


def test_a_profile_of_another_machine_stays():
    made = profiles.new()
    (made / ".lock").write_text("[Lockdata]\nUser=ana\nHost=desk-7\n", encoding="utf-8")
    aged(made)
    profiles.sweep_profiles()
    assert made.exists()


def test_what_others_keep_in_the_temporary_folder_stays(tmp_path):
    other = tmp_path / "libreoffice"
    other.mkdir()
    aged(other)
    profiles.sweep_profiles()
    assert other.exists()
