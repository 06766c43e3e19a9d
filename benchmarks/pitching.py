"""Times campaigns at full size: `python -m benchmarks.pitching [--quick]`.

`campaigns` with 20 live ones is held against `scores` on the same closed book, `today` with one live campaign by call and mail
against `today` in the same workbook without campaigns. Each is a process of its own, the two in turn; what counts is the ratio.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path

from benchmarks.__main__ import TODAY
from benchmarks.pairs import ratio, sample_book, size_and_rounds
from salesbook.books.file import FileBook
from salesbook.tables.plan import Append, Change, Set
from salesbook.tables.resolve import resolve

DAY = date.fromisoformat(TODAY)
START = DAY - timedelta(28)
KINDS = ("Customer", "Prospect", "Past customer", "Centre of influence", "Partner")
PITCHED_OF = 5  # one in so many of the activities since the start belongs to a campaign
GATE = {"Value": ["Finance: Marta; Operations: Jo"]}


def with_campaigns(book: Path, name: str, count: int, status: str) -> Path:
    """A copy of the book in which `count` campaigns of one approved proposition have that status."""
    path = book.with_name(f"{name}.xlsx")
    shutil.copy(book, path)
    store = FileBook(path)
    tables = ["Propositions", "Approvals", "Cohorts", "Campaigns", "Settings", "Activities"]
    seen = store.read(tables)
    plan = resolve(_changes(seen.grids["Activities"].columns, count, status), seen)
    store.write(plan.edits, seen.seen)
    return path


def _changes(activities, count: int, status: str) -> Sequence[Change]:
    ids = [f"VMI-{number}" for number in range(1, count + 1)]
    since = [
        str(row) for row, when in zip(activities["Activity ID"], activities["When"], strict=True)
        if row is not None and when is not None and when.date() >= START
    ][::PITCHED_OF]  # fmt: skip
    proposed = {"Promise": "Never out of stock", "Version": 1, "Stage": "Live"}
    approved = {"Version": 1, "Decision": "Approve", "Decided on": START}
    executives = ({"Department": "Finance", "Who": "Marta"}, {"Department": "Operations", "Who": "Jo"})
    campaign = {"Version": 1, "Channels": "Call, Email", "Calls a day": 20, "Start": START, "Status": status}
    return [
        Append("Propositions", [proposed | {"Proposition ID": kind, "Title": kind, "Cohort": kind} for kind in KINDS]),
        Append("Approvals", [approved | who | {"Proposition ID": kind} for kind in KINDS for who in executives]),
        Append("Cohorts", [{"Cohort": kind, "Rule": f"Kind = {kind}"} for kind in KINDS]),
        Append("Campaigns", [
            campaign | {"Campaign ID": each, "Proposition ID": kind, "Cohort": kind}
            for each, kind in zip(ids, cycle(KINDS), strict=False)
        ]),
        Set("Settings", ["Who approves"], GATE, {"Value": [None]}),
        Set("Activities", since, {"Campaign ID": [ids[number % count] for number in range(len(since))]},
            {"Campaign ID": [None] * len(since)}),
    ]  # fmt: skip


def main() -> None:
    """Print both ratios beside their bars."""
    size, rounds = size_and_rounds(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        book = sample_book(Path(folder), *size, "campaigns")
        many = with_campaigns(book, "many", 20, "Live")
        ratio("campaigns, 20 live | scores", (many, ("campaigns",)), (many, ("scores",)), rounds, 2)
        live = with_campaigns(book, "live", 1, "Live")
        ratio("today, one live | no campaign", (live, ("today",)), (book, ("today",)), rounds, 1.2)


if __name__ == "__main__":
    main()
