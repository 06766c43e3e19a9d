"""A workbook on the disk: replaced whole or not at all, after a backup, and only while nobody has it open."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import stat
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from salesbook.books import file as file_module
from salesbook.books import lock
from salesbook.books.backup import KEPT
from salesbook.books.file import FileBook
from salesbook.errors import (
    CannotWrite,
    Damaged,
    FileChanged,
    FileMissing,
    FileOpenElsewhere,
    NothingToUndo,
    explain,
)
from salesbook.schema import TABLES
from salesbook.tables.plan import Append, Set
from salesbook.tables.resolve import resolve
from salesbook.util import atomic_write
from tests.books.contract import BookContract
from tests.books.make import salesbook

ORDERS = [{"Order ID": "O1", "Date": date(2026, 1, 5), "Amount": 10.0}]


class TestFileBook(BookContract):
    @pytest.fixture(autouse=True)
    def _folder(self, tmp_path):
        self.folder = tmp_path

    def make(self, tables):
        return FileBook(salesbook(self.folder / "b.xlsx", tables))


@pytest.fixture
def path(tmp_path):
    return salesbook(tmp_path / "b.xlsx", {"Orders": ORDERS, "Runs": [{}]})


def add(path, number="O2", **run):
    """Write one more order, as an action does."""
    book = FileBook(path)
    seen = book.read(["Orders", "Runs"])
    changes = [Append("Orders", [{"Order ID": number, "Amount": 5.0}])]
    if run:
        changes.append(Append("Runs", [run]))
    book.write(resolve(changes, seen).edits, seen.seen)
    return book


def orders(path):
    return FileBook(path).read(["Orders"]).grids["Orders"].columns["Order ID"]


def files(folder):
    return sorted(str(found.relative_to(folder)) for found in folder.rglob("*") if found.is_file())


def refused(path, error):
    """Writing fails with a sentence; the file is as it was, and nothing lies about."""
    before = path.read_bytes()
    with pytest.raises(error) as caught:
        add(path)
    assert path.read_bytes() == before
    assert [name for name in files(path.parent) if name.endswith((".salesbook-tmp", ".part"))] == []
    assert "b.xlsx" in explain(caught.value)
    return caught.value


# reading and writing


def test_reading_leaves_the_folder_as_it_was(path):
    before = {name: (path.parent / name).stat().st_mtime_ns for name in files(path.parent)}
    orders(path)
    assert {name: (path.parent / name).stat().st_mtime_ns for name in files(path.parent)} == before


def test_a_file_that_is_saved_in_place_while_it_is_read_has_changed(path, monkeypatch):
    def read_while_it_is_saved(package, *_):
        add(path)
        raise Damaged(package.path, "its part xl/workbook.xml fails its check sum")

    ways = iter([read_while_it_is_saved])
    read = file_module.read_tables

    def first_so_then_as_usual(*args):
        return next(ways, read)(*args)

    monkeypatch.setattr(file_module, "read_tables", first_so_then_as_usual)
    with pytest.raises(FileChanged):
        orders(path)
    assert orders(path) == ["O1", "O2"]


def test_no_edits_leave_the_folder_as_it_was(path):
    book = FileBook(path)
    before = path.read_bytes()
    book.write({}, book.read(["Orders"]).seen)
    assert (files(path.parent), path.read_bytes()) == (["b.xlsx"], before)


def test_another_reader_may_write_what_one_has_read(path):
    seen = FileBook(path).read(["Orders"])
    FileBook(path).write(resolve([Append("Orders", [{"Order ID": "O2"}])], seen).edits, seen.seen)
    assert orders(path) == ["O1", "O2"]


def test_progress_goes_to_whoever_wants_to_hear_of_it(path):
    heard = []
    FileBook(path, heard.append).tell("Reading")
    FileBook(path).tell("Reading")
    assert heard == ["Reading"]


def test_the_files_mode_stays(path):
    path.chmod(0o640)
    add(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_to_the_workbook_stays_a_link(path):
    (path.parent / "links").mkdir()
    link = path.parent / "links" / "today.xlsx"
    link.symlink_to(path)
    add(link)
    assert link.is_symlink()
    assert orders(path) == ["O1", "O2"]
    assert (path.parent / "b.salesbook" / "backups").is_dir()


def test_the_disk_has_the_new_file_before_it_takes_the_old_ones_place(path, monkeypatch):
    steps = []
    fsync, replace = os.fsync, atomic_write.Path.replace

    def watched_fsync(number):
        steps.append("folder" if stat.S_ISDIR(os.fstat(number).st_mode) else "file")
        fsync(number)

    def watched_replace(new, target):
        if target == path.resolve():
            steps.append("swap")
        return replace(new, target)

    monkeypatch.setattr(os, "fsync", watched_fsync)
    monkeypatch.setattr(atomic_write.Path, "replace", watched_replace)
    add(path)
    assert steps == ["file", "swap", "folder"]


# what stops a write


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "the disk can only be read"),
        (errno.EACCES, "you may not write in its folder"),
        (errno.EIO, "its drive is no longer there"),
        (errno.ESTALE, "its drive is no longer there"),
    ],
)
@pytest.mark.parametrize("step", ["temporary file", "backup", "swap", "fsync"])
def test_what_the_system_refuses_leaves_the_old_file(path, monkeypatch, number, sentence, step):
    def refuse(*_, **__):
        raise OSError(number, os.strerror(number))

    places = {
        "temporary file": (atomic_write.tempfile, "mkstemp"),
        "backup": (shutil, "copyfile"),
        "swap": (file_module, "swap"),
        "fsync": (os, "fsync"),
    }
    monkeypatch.setattr(*places[step], refuse)
    assert sentence in refused(path, CannotWrite).why


def test_a_disk_that_fills_up_while_writing_leaves_the_old_file(path):
    resource = pytest.importorskip("resource")
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    import signal

    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, old[1]))
        assert refused(path, CannotWrite).why == "the disk takes no file of that size"
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)
        signal.signal(signal.SIGXFSZ, handler)


def test_a_file_that_is_marked_read_only_is_left_alone(path):
    path.chmod(0o444)
    assert "read-only" in refused(path, CannotWrite).why


def test_a_file_that_is_gone_is_missed(path):
    book = FileBook(path)
    seen = book.read(["Orders"])
    path.unlink()
    with pytest.raises(FileMissing):
        book.write(resolve([Append("Orders", [{"Order ID": "O2"}])], seen).edits, seen.seen)
    assert files(path.parent) == []


def test_names_may_hold_any_sign(tmp_path):
    path = salesbook(tmp_path / "b [1] *ü'.xlsx", {"Orders": ORDERS, "Runs": [{}]})
    add(path, "O2")
    add(path, "O3").restore(FileBook(path).last_record())
    assert orders(path) == ["O1", "O2"]


def test_a_clock_that_was_set_back_does_not_mix_up_the_writes(path, monkeypatch):
    for day in (3, 1, 2):
        moment = datetime(2026, 7, day, tzinfo=UTC)
        monkeypatch.setattr(
            file_module, "datetime", type("Clock", (), {"now": staticmethod(lambda moment=moment: moment)})
        )
        book = add(path, f"O{day}")
    for expected in (["O1", "O3", "O1"], ["O1", "O3"], ["O1"]):
        book.restore(book.last_record())
        assert orders(path) == expected


def test_a_file_that_changes_while_it_is_written_is_left_alone(path, monkeypatch):
    keep = file_module.Beside.keep

    def save_meanwhile(self, source, now):
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr("xl/more.xml", "<x/>")
        return keep(self, source, now)

    monkeypatch.setattr(file_module.Beside, "keep", save_meanwhile)
    with pytest.raises(FileChanged):
        add(path)
    assert "xl/more.xml" in zipfile.ZipFile(path).namelist()


def excel_owner(name: str) -> bytes:
    """What Excel leaves beside a file that it has open."""
    old = name.encode("cp1252", "replace")
    new = name.encode("utf-16-le")
    return (
        bytes([len(old)])
        + old.ljust(54, b" ")
        + bytes([len(name), 0])
        + new
        + b" \0" * ((165 - 57 - len(new)) // 2)
    )


@pytest.mark.parametrize("name", ["Ana Pérez", "Zoë", "王小明", "Łukasz Żółć"])
def test_excel_has_it_open(path, name):
    path.with_name("~$b.xlsx").write_bytes(excel_owner(name))
    error = refused(path, FileOpenElsewhere)
    assert error.who == name
    assert "~$b.xlsx" in explain(error)
    assert orders(path) == ["O1"]


@pytest.mark.parametrize("content", [b"", b"\3", b"\xff" * 200])
def test_excel_has_it_open_and_says_nothing_sensible(path, content):
    path.with_name("~$b.xlsx").write_bytes(content)
    refused(path, FileOpenElsewhere)


@pytest.mark.parametrize(
    ("content", "who"),
    [
        (",ana,desk7,22.11.2026 08:56,file:///home/ana/.config/libreoffice/4;", "ana"),
        ("Ana Pérez,ana,desk7,22.11.2026 08:56,file:///x;", "Ana Pérez"),
        ("", ""),
    ],
)
def test_libreoffice_has_it_open(path, content, who):
    path.with_name(".~lock.b.xlsx#").write_text(content, encoding="utf-8")
    assert refused(path, FileOpenElsewhere).who == who


@pytest.mark.parametrize(
    ("running", "host", "stale"), [(False, None, True), (True, None, False), (False, "another", False)]
)
def test_a_lock_that_libreoffice_left_when_it_died_here_does_not_count(
    path, monkeypatch, running, host, stale
):
    import getpass
    import socket

    monkeypatch.setattr(lock, "_is_libreoffice", lambda _: running)
    monkeypatch.setattr(socket, "gethostname", lambda: "desk7")
    path.with_name(".~lock.b.xlsx#").write_text(
        f",{getpass.getuser()},{host or 'desk7'},22.11.2026 08:56,file:///x;", encoding="utf-8"
    )
    if stale:
        add(path)
        assert orders(path) == ["O1", "O2"]
    else:
        refused(path, FileOpenElsewhere)


def test_another_salesbook_is_writing(path, monkeypatch):
    from filelock import FileLock

    monkeypatch.setattr(lock, "_WAIT", 0.1)
    (path.parent / "b.salesbook").mkdir()
    with FileLock(path.parent / "b.salesbook" / ".lock"):
        assert refused(path, FileOpenElsewhere).who == "another salesbook"


def test_what_a_stopped_salesbook_left_goes_with_the_next_write(path):
    for name in (
        ".b.xlsx.abc.salesbook-tmp",
        "b.salesbook/backups/x.xlsx.part",
        "b.salesbook/undo/lost.xlsx",
    ):
        (path.parent / name).parent.mkdir(parents=True, exist_ok=True)
        (path.parent / name).write_bytes(b"half")
    add(path)
    assert not [name for name in files(path.parent) if re.search("abc|part|lost", name)]


# backups and undo


def test_each_write_keeps_a_copy_from_before_and_the_oldest_go(path):
    contents = []
    for i in range(KEPT + 3):
        contents.append(path.read_bytes())
        add(path, f"N{i}")
    kept = sorted(
        (path.parent / "b.salesbook" / "backups").iterdir(), key=lambda found: found.stat().st_mtime_ns
    )
    assert [found.read_bytes() for found in kept] == contents[-KEPT:]
    assert all(
        re.fullmatch(r"b \d{4}-\d\d-\d\d \d\d-\d\d-\d\d( \(\d+\))?\.xlsx", found.name) for found in kept
    )
    assert len(list((path.parent / "b.salesbook" / "undo").glob("*.json"))) == KEPT
    assert len(list((path.parent / "b.salesbook" / "undo").glob("*.xlsx"))) == 1


def test_the_last_write_is_on_record(path):
    record = add(path, **{"Run ID": "r1", "Action": "today", "Changed": 12}).last_record()
    assert (record.action, record.run, record.tables) == ("today", "r1", ("Orders", "Runs"))
    assert record.changed == 5
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", record.when)


def test_writes_can_be_taken_back_to_the_byte_one_after_the_other(path):
    start = path.read_bytes()
    add(path, "O2")
    middle = path.read_bytes()
    book = add(path, "O3")
    end = path.read_bytes()
    for expected in (middle, start):
        record = book.last_record()
        assert book.is_as_left(record)
        book.restore(record)
        assert path.read_bytes() == expected
    with pytest.raises(NothingToUndo):
        book.last_record()
    assert end in [found.read_bytes() for found in (path.parent / "b.salesbook" / "backups").iterdir()]


def test_a_book_edited_since_is_told_apart_and_both_states_can_be_read(path):
    book = add(path, "O2")
    record = book.last_record()
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/more.xml", "<x/>")
    assert not book.is_as_left(record)
    assert book.before(record).read(["Orders"]).grids["Orders"].columns["Order ID"] == ["O1"]
    assert book.after(record).read(["Orders"]).grids["Orders"].columns["Order ID"] == ["O1", "O2"]
    with pytest.raises(FileChanged):
        book.restore(record)
    assert "xl/more.xml" in zipfile.ZipFile(path).namelist()


def test_states_around_an_earlier_write_can_be_read_too(path):
    for number in ("O2", "O3", "O4"):
        book = add(path, number)
    book.restore(book.last_record())
    record = book.last_record()
    assert orders(book.before(record).path) == ["O1", "O2"]
    assert orders(book.after(record).path) == ["O1", "O2", "O3"]


def test_taking_back_by_edits_drops_the_record_and_makes_none(path):
    add(path, "O2")
    book = add(path, "O3")
    record = book.last_record()
    now = book.read(["Orders"])
    book.take_back(record, resolve([Set("Orders", ["O3"], {"Amount": [99.0]})], now).edits, now.seen)
    assert book.read(["Orders"]).grids["Orders"].columns["Amount"] == [10.0, 5.0, 99.0]
    assert book.last_record().name < record.name
    assert not book.is_as_left(book.last_record())


def test_a_write_that_never_came_about_is_not_taken_back(path, monkeypatch):
    """As when the computer stops between the record and the swap."""
    book = add(path, "O2")
    with monkeypatch.context() as stopped:
        stopped.setattr(file_module, "swap", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            add(path, "O3")
    assert len(list((path.parent / "b.salesbook" / "undo").glob("*.json"))) == 2
    record = book.last_record()
    assert book.is_as_left(record)
    book.restore(record)
    assert orders(path) == ["O1"]
    with pytest.raises(NothingToUndo):
        book.last_record()


def test_a_moved_workbook_has_nothing_to_take_back(path, tmp_path):
    add(path)
    (tmp_path / "elsewhere").mkdir()
    moved = path.rename(tmp_path / "elsewhere" / "b.xlsx")
    with pytest.raises(NothingToUndo):
        FileBook(moved).last_record()


def test_a_record_that_cannot_be_read_counts_as_lost(path):
    book = add(path)
    [record] = (path.parent / "b.salesbook" / "undo").glob("*.json")
    record.write_text(json.dumps({"name": "x"}), encoding="utf-8")
    with pytest.raises(NothingToUndo):
        book.last_record()


@pytest.fixture
def lost_records(monkeypatch):
    """While it is switched on, the drive answers for everything but the records of undo."""
    read, lost = Path.read_text, []

    def read_text(self, *args, **kwargs):
        if lost and self.suffix == ".json":
            raise OSError(errno.ESTALE, os.strerror(errno.ESTALE))
        return read(self, *args, **kwargs)

    monkeypatch.setattr(Path, "read_text", read_text)
    return lost


def test_records_on_a_drive_that_is_lost_for_a_moment_keep_their_copies(path, lost_records):
    """What is not on record is cleared away after a write; records nobody can read are no such proof."""
    add(path, "O2")
    middle = path.read_bytes()
    lost_records.append(True)
    add(path, "O3")
    lost_records.clear()
    book = FileBook(path)
    book.restore(book.last_record())
    assert path.read_bytes() == middle
    assert book.is_as_left(book.last_record())
    assert Path(book.after(book.last_record()).path).read_bytes() == middle


def test_nothing_is_taken_back_while_the_records_cannot_be_read(path, lost_records):
    book = add(path, "O2")
    lost_records.append(True)
    before = path.read_bytes()
    with pytest.raises(NothingToUndo):
        book.last_record()
    assert path.read_bytes() == before


def test_two_books_of_one_name_do_not_mix(path):
    other = salesbook(path.with_suffix(".xlsm"), {"Orders": ORDERS, "Runs": [{}]})
    start = path.read_bytes()
    add(path, "O2")
    add(other, "X2")
    FileBook(path).restore(FileBook(path).last_record())
    assert path.read_bytes() == start
    assert FileBook(other).is_as_left(FileBook(other).last_record())


def test_a_place_for_files_that_belong_to_the_book(path):
    found = FileBook(path).beside("cards", "Ana.html")
    assert found == path.parent.resolve() / "b.salesbook" / "cards" / "Ana.html"
    assert found.parent.is_dir()


def test_a_table_takes_in_what_was_typed_below_it_when_another_one_is_written(path):
    """Only Excel grows a table by itself; formulas on other sheets count what is inside."""
    workbook = openpyxl.load_workbook(path)
    workbook["Orders"]["A3"] = "O2"
    workbook.save(path)
    book = FileBook(path)
    seen = book.read(["Orders", "Runs"])
    book.write(resolve([Append("Runs", [{"Run ID": "R1"}])], seen).edits, seen.seen)
    assert (
        openpyxl.load_workbook(path)["Orders"].tables["Orders"].ref
        == f"A1:{get_column_letter(len(TABLES['Orders'].columns))}3"
    )
    assert orders(path) == ["O1", "O2"]
