"""A folder of drafts is replaced whole or not at all, and people's own files in it stay."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from salesbook.errors import CannotWrite, FileOpenElsewhere, explain
from salesbook.mail.message import draft_folder as module
from salesbook.mail.message.draft_folder import DraftFolder, Written

OLD = {"1 Ana.eml": b"old one", "2 Ben.eml": b"two", "3 Cem.eml": b"three"}
NEW = {"1 Ana.eml": b"new one", "2 Ben.eml": b"two", "4 Dee.eml": b"four"}


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "book.salesbook" / "drafts" / "M1"
    DraftFolder(path).write(OLD.items())
    return path


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def alone(folder: Path) -> bool:
    return [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_the_folder_holds_the_new_drafts_and_no_others(folder):
    assert DraftFolder(folder).write(NEW.items()) == Written(new=1, changed=1, same=1, kept=0, gone=1)
    assert files(folder) == NEW
    assert alone(folder)


def test_a_first_set_makes_the_folder(tmp_path):
    folder = tmp_path / "new" / "drafts"
    assert DraftFolder(folder).write(NEW.items()) == Written(new=3)
    assert files(folder) == NEW


def test_no_drafts_leave_an_empty_folder(folder):
    assert DraftFolder(folder).write([]) == Written(gone=3)
    assert files(folder) == {}


def test_approved_drafts_stay_as_they_are_even_if_a_new_one_of_the_name_comes(folder):
    written = DraftFolder(folder).write(NEW.items(), keep=["1 Ana.eml", "3 Cem.eml", "9 gone by hand.eml"])
    assert written == Written(new=1, same=1, kept=2)
    assert files(folder) == {**NEW, "1 Ana.eml": b"old one", "3 Cem.eml": b"three"}


def test_peoples_own_files_and_folders_stay(folder):
    (folder / "notes.txt").write_text("ask Ben")
    (folder / "pictures").mkdir()
    (folder / "pictures" / "a.png").write_bytes(b"png")
    DraftFolder(folder).write(NEW.items())
    assert files(folder) == {**NEW, "notes.txt": b"ask Ben"}
    assert (folder / "pictures" / "a.png").read_bytes() == b"png"


def test_a_draft_that_has_not_changed_keeps_its_time(folder):
    os.utime(folder / "2 Ben.eml", (1_000_000, 1_000_000))
    DraftFolder(folder).write(NEW.items())
    assert (folder / "2 Ben.eml").stat().st_mtime == 1_000_000


def test_a_disk_without_links_gets_copies(folder, monkeypatch):
    def no_links(*_args, **_options):
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", no_links)
    (folder / "notes.txt").write_text("ask Ben")
    assert DraftFolder(folder).write(NEW.items(), keep=["3 Cem.eml"]) == Written(
        new=1, changed=1, same=1, kept=1
    )
    assert files(folder) == {**NEW, "3 Cem.eml": b"three", "notes.txt": b"ask Ben"}


@pytest.mark.parametrize("name", ["a.txt", "../a.eml", "a/b.eml", "", "1 Ana.eml"])
def test_a_name_that_is_no_drafts_or_comes_twice_leaves_the_old_set(folder, name):
    with pytest.raises(ValueError, match="file name"):
        DraftFolder(folder).write([("1 Ana.eml", b"x"), (name, b"y")])
    assert files(folder) == OLD
    assert alone(folder)


@pytest.mark.parametrize("after", [0, 1, 2])
def test_an_error_while_drafts_are_made_is_passed_on_and_leaves_the_old_set(folder, after):
    def broken():
        yield from list(NEW.items())[:after]
        raise FileNotFoundError("a template")

    with pytest.raises(FileNotFoundError, match="a template"):
        DraftFolder(folder).write(broken())
    assert files(folder) == OLD
    assert alone(folder)


@pytest.mark.parametrize(
    ("number", "why"), [(errno.ENOSPC, "full"), (errno.EIO, "no longer there"), (errno.EDQUOT, "share")]
)
@pytest.mark.parametrize("call", ["_write", "_flush"])
def test_a_disk_that_is_full_or_gone_is_told_and_leaves_the_old_set(folder, monkeypatch, number, why, call):
    def fails(*_args):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(module, call, fails)
    with pytest.raises(CannotWrite) as caught:
        DraftFolder(folder).write(NEW.items())
    assert why in explain(caught.value)
    assert files(folder) == OLD
    assert alone(folder)


def test_a_folder_that_a_program_holds_is_told_and_stays(folder, monkeypatch):
    real, asked = Path.rename, []

    def held(self, target):
        if self == folder:
            asked.append(target)
            error = PermissionError(errno.EACCES, "in use")
            error.winerror = 5
            raise error
        return real(self, target)

    monkeypatch.setattr(module, "_PATIENCE", (0, 0))
    monkeypatch.setattr(Path, "rename", held)
    with pytest.raises(FileOpenElsewhere) as caught:
        DraftFolder(folder).write(NEW.items())
    assert "open in another program" in explain(caught.value)
    assert len(asked) == 3
    assert files(folder) == OLD
    assert alone(folder)


def test_a_second_rename_that_fails_brings_the_old_set_back(folder, monkeypatch):
    real = Path.rename

    def breaks(self, target):
        if self.name.endswith(".new"):
            raise OSError(errno.EIO, "gone")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", breaks)
    with pytest.raises(CannotWrite):
        DraftFolder(folder).write(NEW.items())
    assert files(folder) == OLD


def test_an_old_set_with_read_only_files_goes_all_the_same(folder, monkeypatch):
    """As on Windows, which removes no such file."""
    real = shutil.rmtree

    def refuses(path, **options):
        if any(not file.stat().st_mode & stat.S_IWUSR for file in Path(path).rglob("*")):
            raise PermissionError(errno.EACCES, "read-only")
        real(path, **options)

    monkeypatch.setattr(shutil, "rmtree", refuses)
    (folder / "1 Ana.eml").chmod(0o444)
    DraftFolder(folder).write(NEW.items())
    assert files(folder) == NEW
    assert alone(folder)


@pytest.fixture
def small_drive(tmp_path):
    """A drive of one megabyte."""
    place = tmp_path / "drive"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(place)]
    if (
        sys.platform != "linux"
        or os.geteuid()
        or subprocess.run(mount, check=False, capture_output=True).returncode
    ):
        pytest.skip("nothing can be mounted here")
    yield place
    subprocess.run(["umount", place], check=True)


def test_a_drive_that_is_really_full_keeps_the_old_set(small_drive):
    folder = small_drive / "M1"
    DraftFolder(folder).write(OLD.items())
    with pytest.raises(CannotWrite) as caught:
        DraftFolder(folder).write((f"{number}.eml", b"x" * 50_000) for number in range(100))
    assert "full" in explain(caught.value)
    assert files(folder) == OLD
    assert alone(folder)


CRASHING = """
import os, sys
from pathlib import Path
from salesbook.mail.message.draft_folder import DraftFolder
folder, number = Path(sys.argv[1]), int(sys.argv[2])
drafts = [(name, data.encode()) for name, data in zip(sys.argv[3::2], sys.argv[4::2])]
def hook(event, arguments):
    global number
    if event.split(".")[0] in {"os", "open", "shutil"} and str(folder.parent) in str(arguments):
        number -= 1
        if number < 0:
            os._exit(9)
sys.addaudithook(hook)
DraftFolder(folder).write(drafts, keep=["3 Cem.eml"])
"""


def test_killed_at_any_moment_one_set_stands_whole_after_the_next_start(tmp_path):
    words = [word for name, data in NEW.items() for word in (name, data.decode())]
    wanted = {**NEW, "3 Cem.eml": b"three"}
    outcomes = []
    for number in range(1000):
        folder = tmp_path / str(number) / "M1"
        DraftFolder(folder).write(OLD.items())
        status = subprocess.run(
            [sys.executable, "-c", CRASHING, str(folder), str(number), *words], check=False
        ).returncode
        DraftFolder(folder).heal()
        assert alone(folder)
        outcomes.append("old" if files(folder) == OLD else "new")
        assert files(folder) in (OLD, wanted)
        if status == 0:
            break
        assert status == 9
    assert outcomes == sorted(outcomes, reverse=True)
    assert len(outcomes) > 15
    assert set(outcomes) == {"old", "new"}


def test_more_drafts_take_no_more_memory(tmp_path):
    def peak(count: int) -> int:
        tracemalloc.start()
        DraftFolder(tmp_path / str(count)).write((f"{n}.eml", b"x" * 10_000) for n in range(count))
        try:
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(10)
    assert peak(2_000) < peak(600) + 100_000
