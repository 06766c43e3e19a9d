"""Handing letters to a bulk sender: into files that its importer takes, one folder for each time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from io import FileIO
from pathlib import Path

from salesbook.mail.base import CannotSend, Fate, Parcel, Receipt
from salesbook.mail.transport.bulk_files import (
    CSV_CONTENT,
    CSV_HEADERS,
    LISTMONK_HEADERS,
    Carried,
    Subscriber,
    calculates,
    carried,
    csv_line,
    csv_row,
    listmonk_files,
    listmonk_row,
)

CSV, LISTMONK = "csv", "listmonk"
_MARK = b"\xef\xbb\xbf"  # by which Excel knows UTF-8
_FORMULA = (
    "Its address begins with a sign that spreadsheets calculate with, so it is in no file. Send it by itself."
)


class BulkFiles:
    """A transport into the files of one bulk sender. A letter that it took is on the disk.

    `reader` knows whose letter a Message-ID is. `images` and `files` count letters that lose theirs.
    """

    def __init__(
        self, kind: str, folder: Path, mailing: str, today: date, reader: Callable[[str], Subscriber]
    ) -> None:
        """`kind` is CSV or LISTMONK; below `folder`, made when the first letter comes, each time has its own."""
        self.where = f"the export for {kind} of {today}"
        self.images = self.files = 0
        self.path: Path | None = None
        self._kind, self._folder, self.mailing, self._reader = kind, folder, mailing, reader
        self._day = today
        self._out: FileIO | None = None

    def open(self) -> None:
        """Make the folder and begin its files. Raises CannotSend."""
        self._opened()

    def hand(self, parcel: Parcel) -> Receipt:
        """Write one letter into the file. Raises CannotSend, and nothing of it is there then."""
        out = self._opened()
        if calculates(parcel.to):
            return Receipt(Fate.REFUSED, _FORMULA)
        letter = carried(parcel.data)
        with _explained(self._folder):
            _write(out, csv_line(self._row(parcel, letter), CSV_CONTENT if self._kind == CSV else ()))
        self.images += letter.has_images
        self.files += letter.has_files
        return Receipt(Fate.HANDED, str(self.path))

    def close(self) -> None:
        """End the file."""
        if self._out:
            self._out.close()
            self._out = None

    def _opened(self) -> FileIO:
        if self._out:
            return self._out
        with _explained(self._folder):
            if self.path:  # it was closed in between
                self._out = self.path.open("r+b", buffering=0)
                self._out.seek(0, os.SEEK_END)
                return self._out
            place = self._new_folder()
            if self._kind == LISTMONK:
                for name, text in listmonk_files(self.mailing).items():
                    (place / name).write_text(text, encoding="utf-8")
            self.path = place / ("letters.csv" if self._kind == CSV else "subscribers.csv")
            self._out = self.path.open("xb", buffering=0)
            _write(
                self._out, _MARK + csv_line(CSV_HEADERS) if self._kind == CSV else csv_line(LISTMONK_HEADERS)
            )
        return self._out

    def _row(self, parcel: Parcel, letter: Carried) -> tuple[str, ...]:
        reader = self._reader(parcel.message_id)
        if self._kind == CSV:
            return csv_row(parcel.to, reader, letter)
        return listmonk_row(parcel.to, reader, letter, self.mailing)

    def _new_folder(self) -> Path:
        self._folder.mkdir(parents=True, exist_ok=True)
        number = 1
        while True:
            place = self._folder / (f"{self._day}" if number == 1 else f"{self._day}-{number}")
            try:
                place.mkdir()
            except FileExistsError:
                number += 1
            else:
                return place


def _write(out: FileIO, data: bytes) -> None:
    """All of it or nothing, and on the disk: the ledger says next that it is there."""
    end, left = out.tell(), memoryview(data)
    try:
        while left:
            left = left[out.write(left) :]
        os.fsync(out.fileno())
    except OSError:
        out.truncate(end)
        out.seek(end)
        raise


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    """Raise what the system says against writing as CannotSend."""
    try:
        yield
    except OSError as error:
        why = str(error.strerror or error)
        raise CannotSend(
            f"{folder} cannot be written: {why}.", "Put that right, then export again."
        ) from error
