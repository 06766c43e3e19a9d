"""Several salesbooks on one workbook: each writes whole, or says why not; nothing that one wrote is lost."""

from __future__ import annotations

from pathlib import Path

from tests.books.morning import BOOK, DONE, NEXT_DAY, NOTHING_DONE, TODAY, UNDO, assert_work_goes_on, tables
from tests.books.trials import Run, salesbook


def hold_at(run: Run, name: str, ending: str = "") -> None:
    """Let a process go on up to a call, and hold it there."""
    for call in run.watch.calls():
        if call.name == name and str(call).endswith(ending):
            return
    raise AssertionError(f"it never came to {name}{ending}")


def test_a_second_one_waits_and_then_leaves_alone_what_the_first_wrote(morning):
    with morning.folder() as folder:
        first = Run(folder, *TODAY, hold="changes")
        hold_at(first, "rename", f" {BOOK}")
        second = Run(folder, *NEXT_DAY, hold="all")
        hold_at(second, "flock")
        second.watch.go_on()
        hold_at(second, "flock")  # it was not given the lock, and asks again
        assert first.end().status in DONE
        ended = second.end()
        assert ended.status == NOTHING_DONE
        assert "was changed by somebody while this ran" in ended.told
        assert morning.outcome(folder) == "new"
        assert_work_goes_on(folder)


def test_one_that_was_overtaken_leaves_alone_what_the_other_wrote(morning):
    with morning.folder() as folder:
        slow = Run(folder, *NEXT_DAY, hold="changes")
        hold_at(slow, "mkdir")  # it has read the book, and is about to write
        assert salesbook(folder, *TODAY).status in DONE
        ended = slow.end()
        assert ended.status == NOTHING_DONE
        assert "was changed by somebody while this ran" in ended.told
        assert morning.outcome(folder) == "new"
        assert_work_goes_on(folder)


def test_an_undo_that_was_overtaken_takes_nothing_back(morning):
    with morning.folder() as folder:
        slow = Run(folder, *UNDO, hold="changes")
        hold_at(slow, "mkdir")
        assert salesbook(folder, *TODAY).status in DONE
        assert slow.end().status == NOTHING_DONE
        assert morning.outcome(folder) == "new"
        assert_work_goes_on(folder)


def test_of_many_at_the_same_moment_each_writes_whole_or_says_so(morning):
    with morning.folder() as folder:
        before = runs_in(folder)
        runs = [Run(folder, "today", BOOK, "--today", f"2026-06-{day}") for day in range(17, 25)]
        ended = [run.end() for run in runs]
        refused = [end for end in ended if "was changed by somebody while this ran" in end.told]
        assert {end.status for end in refused} <= {NOTHING_DONE}
        written = [end for end in ended if end not in refused]
        assert written
        assert {end.status for end in written} <= DONE
        assert runs_in(folder) - before == len(written)
        assert_work_goes_on(folder)


def runs_in(folder: Path) -> int:
    """How many runs have written the book, as it says itself."""
    return sum(map(bool, tables(folder / BOOK)["Runs"]["Action"]))
