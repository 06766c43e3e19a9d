"""The folder beside a workbook: copies from before each write, and what undo needs.

`backups/` has the last copies under readable names. `undo/` has a record for each of them, and
the state after the last write, so that a later undo can tell what was edited since. Of a write
into an open workbook `undo/` has the tables before and after it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from salesbook.books import snapshots
from salesbook.tables.grid import Grid
from salesbook.tables.plan import Behind
from salesbook.tables.resolve import TableEdit

KEPT = 20
TABLES_ONLY = ".tables"


@dataclass(frozen=True)
class WriteRecord:
    """One write. `before` and `after` are file names in the folder, relative to it.

    `mark_before` and `mark_after` are fingerprints of the workbook around it; there are none when
    it was open (`is_live`), and whether the person saved it then only its table Runs tells. A
    write is recorded before it happens, and `done` once it has. `half`: it ended in the middle, and
    what stood there before could not all be put back. `grown` is the file with the sheets, tables and columns
    that came to the open workbook, besides what its tables say.
    """

    name: str
    action: str
    run: str
    when: str
    changed: int
    tables: tuple[str, ...]
    before: str
    after: str
    mark_before: str
    mark_after: str
    done: bool = False
    workbook: str = ""
    half: bool = False
    grown: str = ""

    @property
    def files(self) -> tuple[str, ...]:
        """What it keeps, by name in the folder."""
        return tuple(filter(None, (self.before, self.after, self.grown)))

    @property
    def is_live(self) -> bool:
        """Whether this was a write into an open workbook."""
        return self.before.endswith(TABLES_ONLY)


class Beside:
    """NAME.salesbook next to the workbook NAME.xlsx. Nothing is made before something is kept."""

    def __init__(self, workbook: Path) -> None:
        self.workbook = workbook
        self.folder = workbook.with_name(f"{workbook.stem}.salesbook")

    def inside(self, folder: str, name: str) -> Path:
        """A file in one of the folder's own folders, which is made if need be."""
        path = self.folder / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def keep(self, source: Path, now: datetime) -> str:
        """Copy a workbook into backups; the copy's name in the folder."""
        stamp = f"{self.workbook.stem} {now:%Y-%m-%d %H-%M-%S}"
        path = self.inside("backups", stamp + self.workbook.suffix)
        count = 1
        while path.exists():
            count += 1
            path = path.with_name(f"{stamp} ({count}){self.workbook.suffix}")
        _copy(source, path)
        return f"backups/{path.name}"

    def records(self) -> Iterator[WriteRecord]:
        """Writes of this workbook, the latest first. A record that cannot be read counts as lost."""
        return (record for record in self._all() if self._is_of_this(record))

    def _is_of_this(self, record: WriteRecord) -> bool:
        if record.is_live:
            return record.workbook == self.workbook.name
        return record.before.endswith(self.workbook.suffix)

    def _all(self, *, strict: bool = False) -> Iterator[WriteRecord]:
        """Records of NAME.xlsm too: it shares the folder with NAME.xlsx. Raises OSError only if `strict`."""
        folder = self.folder / "undo"
        for path in sorted(folder.glob("*.json"), reverse=True) if folder.is_dir() else ():
            try:
                fields = json.loads(path.read_text(encoding="utf-8"))
                record = WriteRecord(**{**fields, "tables": tuple(fields["tables"])})
            except OSError:
                if strict:
                    raise
                continue
            except (ValueError, TypeError, KeyError):
                continue
            if all((self.folder / name).is_file() for name in record.files):
                yield record

    def remember(
        self, edits: Mapping[str, TableEdit], before: str, after: Path, marks: tuple[str, str], now: datetime
    ) -> WriteRecord:
        """Record a write that is about to happen: `after` is the file that will take the workbook's place."""
        newest = next(self.records(), None)
        if newest and not newest.is_live and newest.mark_before == marks[0]:  # it never came about
            self.forget(newest)
        name = self._next_name(now)
        copy = self.inside("undo", name + self.workbook.suffix)
        _copy(after, copy)
        return self._recorded(name, edits, (before, f"undo/{copy.name}"), marks, now)

    def remember_tables(
        self,
        edits: Mapping[str, TableEdit],
        before: Mapping[str, Grid],
        after: Mapping[str, Grid],
        behind: Behind,
        now: datetime,
    ) -> WriteRecord:
        """Record a write into the open workbook that is about to happen; `behind` is of `before`."""
        name = self._next_name(now)
        kept = []
        for word, grids, more in (("before", before, behind), ("after", after, {})):
            path = self.inside("undo", f"{name} {word}{TABLES_ONLY}")
            snapshots.save_snapshot(path, grids, more)
            kept.append(f"undo/{path.name}")
        return self._recorded(name, edits, (kept[0], kept[1]), ("", ""), now)

    def remember_grown(self, record: WriteRecord, grown: Mapping[str, Any]) -> WriteRecord:
        """Note what has come so far to the open workbook; the record is `half` until it is settled."""
        path = self.inside("undo", f"{record.name}.grown")
        snapshots.save_plain(path, grown)
        record = replace(record, grown=f"undo/{path.name}", half=True)
        self._save(record)
        return record

    def grown(self, record: WriteRecord) -> Mapping[str, Any]:
        """What came by a write into the open workbook. Raises Damaged."""
        return snapshots.read_plain(self.folder / record.grown)

    def _next_name(self, now: datetime) -> str:
        newest = next(self.records(), None)
        return max(
            f"{now.astimezone(UTC):%Y%m%d-%H%M%S-%f}", f"{newest.name}a" if newest else ""
        )  # clocks are set back

    def _recorded(
        self,
        name: str,
        edits: Mapping[str, TableEdit],
        files: tuple[str, str],
        marks: tuple[str, str],
        now: datetime,
    ) -> WriteRecord:
        record = WriteRecord(
            name=name,
            action=_last(edits, "Action") or "the last change",
            run=_last(edits, "Run ID"),
            when=f"{now:%Y-%m-%d %H:%M}",
            changed=sum(edit.count for edit in edits.values()),
            tables=tuple(edits),
            before=files[0],
            after=files[1],
            mark_before=marks[0],
            mark_after=marks[1],
            workbook=self.workbook.name,
        )
        self._save(record)
        return record

    def settle(self, record: WriteRecord) -> None:
        """Note that a write has happened."""
        self._save(replace(record, done=True))

    def forget(self, last: WriteRecord) -> None:
        """Drop a record, and later ones, which never came about. The backups stay."""
        for record in list(self.records()):
            if record.name >= last.name:
                (self.folder / "undo" / f"{record.name}.json").unlink(missing_ok=True)
                for name in record.files:
                    if name.startswith("undo/"):
                        (self.folder / name).unlink(missing_ok=True)

    def tidy(self) -> None:
        """Let old copies go. Where nobody edited between two writes, one copy serves both."""
        match list(self.records()):
            case [newest, last, *_] if _follows(newest, last) and last.after != newest.before:
                self._save(replace(last, after=newest.before))
                (self.folder / last.after).unlink(missing_ok=True)
        for record in [record for record in self.records() if record.is_live][KEPT:]:
            (self.folder / "undo" / f"{record.name}.json").unlink(missing_ok=True)
        folder = self.folder / "backups"
        backups = [
            path
            for path in (folder.iterdir() if folder.is_dir() else ())
            if path.suffix == self.workbook.suffix
        ]
        for path in sorted(backups, key=lambda path: path.stat().st_mtime_ns)[:-KEPT]:
            path.unlink(missing_ok=True)
        known = {
            name for record in self._all(strict=True) for name in (f"undo/{record.name}.json", *record.files)
        }
        for path in (*self.folder.glob("undo/*"), *self.folder.glob("backups/*.part")):
            if f"{path.parent.name}/{path.name}" not in known:
                path.unlink(missing_ok=True)

    def _save(self, record: WriteRecord) -> None:
        path = self.inside("undo", f"{record.name}.json")
        draft = path.with_suffix(".tmp")
        draft.write_text(json.dumps(asdict(record), indent=1, ensure_ascii=False), encoding="utf-8")
        draft.replace(path)


def _follows(newest: WriteRecord, last: WriteRecord) -> bool:
    """Whether nobody touched the file between two writes."""
    return not (newest.is_live or last.is_live) and last.mark_after == newest.mark_before


def _copy(source: Path, target: Path) -> None:
    """A half-made copy must never look like a whole one."""
    draft = target.with_name(f"{target.name}.part")
    try:
        shutil.copyfile(source, draft)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _last(edits: Mapping[str, TableEdit], column: str) -> str:
    """What the edits write last into a column of Runs."""
    runs = edits.get("Runs")
    cells = runs.columns.get(column) if runs else None
    return str(cells.values[-1]) if cells and cells.values else ""
