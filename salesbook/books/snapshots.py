"""Tables kept as they were, in a small file of their own: what undo needs where no copy of a workbook exists."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Collection, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from salesbook.errors import Damaged
from salesbook.tables.grid import Fingerprint, Grid, Snapshot
from salesbook.tables.plan import Behind, CellError, Link, Stood, Value

_MOST_BYTES = 1 << 30
_SOMETHING_ELSE = "it does not hold what it should"


def save_snapshot(path: Path, grids: Mapping[str, Grid], behind: Behind | None = None) -> None:
    """Keep grids in a file, with what is behind their cells."""
    content = {
        name: {
            "columns": {header: list(map(_packed, cells)) for header, cells in grid.columns.items()},
            "key": grid.key,
            "sheet": grid.sheet,
            "top": grid.top,
            "letters": dict(grid.letters),
            "formulas": sorted(grid.formulas),
            "behind": [
                [header, row, stood.formula, stood.link, stood.is_lost]
                for (header, row), stood in (behind or {}).get(name, {}).items()
            ],
        }
        for name, grid in grids.items()
    }
    save_plain(path, content)


def save_plain(path: Path, content: Mapping[str, Any]) -> None:
    """Keep lists and dictionaries in a file."""
    draft = path.with_name(f"{path.name}.part")
    text = json.dumps(content, ensure_ascii=False)  # far quicker than into the file piece by piece
    with gzip.open(draft, "wb", compresslevel=1) as file:
        file.write(text.encode("utf-8", "surrogatepass"))
    draft.replace(path)


def read_plain(path: Path) -> dict[str, Any]:
    """What `save_plain` kept. Raises Damaged where it is something else."""
    try:
        with gzip.open(path, "rt", encoding="utf-8", errors="surrogatepass") as file:
            content = json.loads(file.read(_MOST_BYTES))
        if isinstance(content, dict):
            return content
    except (ValueError, EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise Damaged(str(path), _SOMETHING_ELSE) from error
    raise Damaged(str(path), _SOMETHING_ELSE)


class BackupTables:
    """The tables of such a file, to read."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self, tables: Collection[str]) -> Snapshot:
        """The named tables. Raises Damaged where the file is not what `save_snapshot` wrote."""
        return Snapshot(
            {name: _grid(name, kept) for name, kept in self._kept(tables).items()}, Fingerprint("")
        )

    def behind(self, tables: Collection[str], now: object) -> Behind:  # noqa: ARG002  (links and formulas fit any book)
        """What is behind the values of the named tables. Raises Damaged."""
        return {
            name: {
                (header, row): Stood(formula=formula, link=link, is_lost=is_lost)
                for header, row, formula, link, is_lost in kept.get("behind", ())
            }
            for name, kept in self._kept(tables).items()
        }

    def _kept(self, tables: Collection[str]) -> dict[str, Any]:
        content = read_plain(self.path)
        try:
            for name in tables:
                _grid(name, content[name])
            return {name: content[name] for name in tables}
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise Damaged(str(self.path), _SOMETHING_ELSE) from error


def _grid(name: str, kept: Mapping[str, dict[str, list[object]]]) -> Grid:
    columns = {header: [_unpacked(cell) for cell in cells] for header, cells in kept["columns"].items()}
    return Grid(
        name, columns, str(kept["key"]), str(kept["sheet"]), kept["top"],  # type: ignore[arg-type]
        kept["letters"], frozenset(kept["formulas"]),  # type: ignore[arg-type]
    )  # fmt: skip


def _packed(value: Value) -> object:
    """Text, numbers, truth values and blanks are themselves; anything else says what it is."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, Link):
        return ["link", value.text, value.url]
    if isinstance(value, CellError):
        return ["error", value.code]
    if isinstance(value, Stood):  # what is behind a cell is kept by itself
        return _packed(value.value)
    kind = "moment" if isinstance(value, datetime) else "day" if isinstance(value, date) else "time"
    return [kind, value.isoformat()]


def _unpacked(cell: object) -> Value:
    if not isinstance(cell, list):
        return cell  # type: ignore[return-value]
    kind, *parts = cell
    makers = {
        "link": Link, "error": CellError, "moment": datetime.fromisoformat, "day": date.fromisoformat,
        "time": time.fromisoformat,
    }  # fmt: skip
    return makers[kind](*parts)  # type: ignore[operator, no-any-return]
