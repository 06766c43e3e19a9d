"""Times what follows a sale at full size: `python -m benchmarks.after_sale [--quick]`.

`cycle` and `referrals` one after the other are held against `scores` on the same closed book, with 20,000 referrals and 50,000
notes of the front line; `today` with both parts against `today` in the same workbook without them.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from benchmarks.__main__ import TODAY
from benchmarks.pairs import ratio, sample_book, size_and_rounds
from salesbook.books.file import FileBook
from salesbook.schema import SINCE as PARTS_SINCE
from salesbook.schema.closed_lists import NOTE_TYPES
from salesbook.tables.plan import Append, Change, Set, Value
from salesbook.tables.resolve import resolve

DAY = date.fromisoformat(TODAY)
SINCE = DAY - timedelta(365)
PARTS = ("aftersale", "referrals")
REFERRED_EVERY, NOTES_EACH = 5, 2  # one contact in five came through another; a note for every second


def lived_in(book: Path) -> Path:
    """A copy in which both parts have been used for a year."""
    path = book.with_name("used.xlsx")
    shutil.copy(book, path)
    store = FileBook(path)
    seen = store.read(["Contacts", "FrontLine", "Referrals", "IncentiveRules", "Settings"])
    people = seen.grids["Contacts"].columns
    contacts = [str(one) for one in people["Contact ID"] if one is not None]
    accounts = [str(one or "") for one in people["Account ID"]]
    changes: Sequence[Change] = (
        Append("Referrals", _referrals(contacts)),
        Append("IncentiveRules", [{"Who": "Any", "Event": "Introduced", "Type": "Voucher", "Amount": 25, "Cap a year": 100}]),
        Append("FrontLine", _notes(contacts, accounts)),
        Set("Settings", [PARTS_SINCE], {"Value": [", ".join(f"{part} {SINCE}" for part in PARTS)]}),
    )  # fmt: skip
    store.write(resolve(changes, seen).edits, seen.seen)
    return path


def _referrals(contacts: Sequence[str]) -> list[Mapping[str, Value]]:
    """Each came through somebody before them, so that some chains are long and some people brought many."""
    dice = np.random.default_rng(1)
    came = range(1, len(contacts), REFERRED_EVERY)
    givers = [int(at * dice.beta(1, 3)) for at in came]
    return [
        {
            "Referral ID": f"RF-{number:06}", "From": contacts[giver], "Introduced": contacts[at], "Status": "Introduced",
            "Asked by": "Ana", "Introduced on": DAY - timedelta(int(dice.integers(1, 900))),
        }
        for number, (at, giver) in enumerate(zip(came, givers, strict=True), 1)
    ]  # fmt: skip


def _notes(contacts: Sequence[str], accounts: Sequence[str]) -> list[Mapping[str, Value]]:
    dice = np.random.default_rng(2)
    chosen = dice.choice(len(contacts), len(contacts) // NOTES_EACH, replace=False).tolist()
    return [
        {
            "Note ID": f"N-{number:06}", "When": DAY - timedelta(int(dice.integers(0, 360))), "By": "Marek", "Account ID": accounts[at] or None,
            "Contact ID": contacts[at], "Heard": "They asked for film that does not tear.", "Type": NOTE_TYPES[int(dice.integers(len(NOTE_TYPES)))],
            "Closed on": DAY if number % 10 else None,
        }
        for number, at in enumerate(chosen, 1)
    ]  # fmt: skip


def main() -> None:
    """Print both ratios beside their bars."""
    size, rounds = size_and_rounds(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        book = sample_book(Path(folder), *size, *PARTS)
        used = lived_in(book)
        ratio("cycle and referrals | scores", (used, ("cycle", "referrals")), (used, ("scores",)), rounds, 3)
        core = sample_book(Path(folder) / "core", *size)
        ratio("today, both parts used | neither", (used, ("today",)), (core, ("today",)), rounds, 1.6)


if __name__ == "__main__":
    main()
