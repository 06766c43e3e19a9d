"""Drafts as files that a mail program opens for editing: a folder of them, replaced whole or not at all.

The new set is written into a folder beside, brought to the disk, and put in place by two renames.
After a crash between the two the old set stands whole under another name, and `heal` brings it back.
A program that syncs folders sees the folder go and come; a draft that has not changed is linked, not
written, so it keeps its time and need not be sent again. Such a program, or a virus scanner, may hold
the folder for a moment, so a refused rename is tried again for a while.
"""

from __future__ import annotations

import os
import shutil
import stat
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from salesbook.errors import FileOpenElsewhere, SalesbookError
from salesbook.util.atomic_write import write_errors_explained

_END = ".eml"
UNSENT = ("X-Unsent", "1")  # the header by which Outlook opens a letter for editing
_FLUSHED_AT_ONCE = 500  # a disk takes many files together faster than one by one
_PATIENCE = (0.1, 0.2, 0.4, 0.8, 1.6)  # seconds
_HELD = {5, 32, 33}  # what Windows says of a folder in which a file is open


@dataclass(slots=True)
class Written:
    """How many drafts are new, changed, the same as before, kept as they were, and gone."""

    new: int = 0
    changed: int = 0
    same: int = 0
    kept: int = 0
    gone: int = 0


class DraftFolder:
    """The drafts of one mailing. Files in it that end in .eml are salesbook's; all others stay as they are."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._new = folder.with_name(f".{folder.name}.new")
        self._old = folder.with_name(f".{folder.name}.old")

    def names(self) -> set[str]:
        """File names of the drafts that are there. Raises CannotWrite where the folder cannot be read."""
        with write_errors_explained(self.folder):
            return {path.name for path in self.folder.glob(f"*{_END}")}

    def write(self, drafts: Iterable[tuple[str, bytes]], keep: Collection[str] = ()) -> Written:
        """Make the folder hold these drafts and no others; each is a file name (see `draft_name`) and bytes.

        Files that `keep` names stay as they are: a draft of such a name is not written. One draft is
        held at a time. Raises CannotWrite (a full disk, a drive that is gone), FileOpenElsewhere where
        a program holds the folder, ValueError for a name that is no draft's or comes twice, and what
        the iterable raises; each time the old set is still there.
        """
        with self.staged(drafts, keep) as swap:
            return swap()

    @contextmanager
    def staged(
        self, drafts: Iterable[tuple[str, bytes]], keep: Collection[str] = ()
    ) -> Iterator[Callable[[], Written]]:
        """The new set, whole and beside the old one: calling what this gives puts it in place.

        Left without that, or by an error, the old set is still there. Raises as `write` does.
        """
        self.heal()
        try:
            with write_errors_explained(self.folder):
                self._new.mkdir(parents=True)
            written = self._fill(drafts, frozenset(keep))

            def swap() -> Written:
                with write_errors_explained(self.folder):
                    self._swap()
                return written

            yield swap
        finally:
            with suppress(OSError, SalesbookError):  # what cannot be cleared now is cleared next time
                self.heal()

    def heal(self) -> None:
        """Put right what a crash left: the old set stands again, or the new one alone. Raises as `write` does."""
        with write_errors_explained(self.folder):
            if self._old.is_dir() and not self.folder.exists():
                self._rename(self._old, self.folder)
            for left in (self._new, self._old):
                if left.is_dir():
                    _remove(left)

    def _fill(self, drafts: Iterable[tuple[str, bytes]], keep: frozenset[str]) -> Written:
        written = Written()
        with write_errors_explained(self.folder):
            before = self._carry(keep, written)
        unflushed: list[Path] = []
        for name, data in drafts:
            if name in keep:
                continue
            written.new += 1
            path = self._new / name
            if path.name != name or not name.endswith(_END):
                raise ValueError(f"{name!r} is not the file name of a draft.")
            with write_errors_explained(self.folder):
                if not (before and self._linked(name, data, written)):
                    _write(path, data)
                    unflushed.append(path)
                if len(unflushed) == _FLUSHED_AT_ONCE:
                    _flush(unflushed)
        with write_errors_explained(self.folder):
            _flush(unflushed)
        written.gone = before - written.kept - written.same - written.changed
        written.new -= written.same + written.changed
        return written

    def _carry(self, keep: frozenset[str], written: Written) -> int:
        """Take over what stays, and count the drafts that there were."""
        if not self.folder.is_dir():
            return 0
        before = 0
        with os.scandir(self.folder) as found:
            for entry in found:
                is_draft = entry.name.endswith(_END) and entry.is_file()
                before += is_draft
                if is_draft and entry.name not in keep:
                    continue
                written.kept += is_draft
                if entry.is_dir():
                    shutil.copytree(entry.path, self._new / entry.name, copy_function=_link)
                else:
                    _link(entry.path, self._new / entry.name)
        return before

    def _linked(self, name: str, data: bytes, written: Written) -> bool:
        """Whether the draft was there already, as it is to be, and so needed no writing."""
        standing = self.folder / name
        try:
            is_same = standing.stat().st_size == len(data) and standing.read_bytes() == data
        except FileNotFoundError:
            return False
        if not is_same:
            written.changed += 1
            return False
        written.same += 1
        try:
            (self._new / name).hardlink_to(standing)
        except FileExistsError:
            raise _twice(name) from None
        except OSError:  # a disk without links
            return False
        return True

    def _swap(self) -> None:
        _flush_folder(self._new)
        is_there = self.folder.is_dir()
        if is_there:
            self._rename(self.folder, self._old)
        try:
            self._rename(self._new, self.folder)
        except BaseException:
            if is_there:
                self._old.rename(self.folder)
            raise
        _flush_folder(self.folder.parent)

    def _rename(self, source: Path, target: Path) -> None:
        for pause in (*_PATIENCE, None):
            try:
                source.rename(target)
            except PermissionError as error:
                if getattr(error, "winerror", None) not in _HELD:
                    raise
                if pause is None:
                    raise FileOpenElsewhere(str(self.folder)) from error
                time.sleep(pause)
            else:
                return


def _twice(name: str) -> ValueError:
    return ValueError(f"Two drafts have the file name {name!r}.")


def _write(path: Path, data: bytes) -> None:
    try:
        with path.open("xb") as out:
            out.write(data)
    except FileExistsError:
        raise _twice(path.name) from None


def _remove(folder: Path) -> None:
    try:
        shutil.rmtree(folder)
    except PermissionError:  # Windows removes nothing that is marked read-only
        for path in folder.rglob("*"):
            path.chmod(stat.S_IRWXU)
        shutil.rmtree(folder)


def _link(source: str, target: str | Path) -> None:
    """The same file under another name; a copy where the disk knows no links."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
        _flush([Path(target)])
        shutil.copystat(source, target)


def _flush(paths: list[Path]) -> None:
    """Bring written files to the disk, and forget them."""
    for path in paths:
        number = os.open(path, os.O_RDWR)  # Windows flushes no file that is open for reading only
        try:
            os.fsync(number)
        finally:
            os.close(number)
    paths.clear()


def _flush_folder(folder: Path) -> None:
    with suppress(OSError):  # not every system can say so to its disk
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
