"""No sequence of typing, copying, sorting, `calls`, `log`, `today` and undo loses or doubles what somebody typed."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from salesbook.schema import OUTCOMES
from salesbook.tables.grid import Grid, is_blank
from salesbook.tables.records import Runner
from salesbook.tables.resolve import resolve
from salesbook.tables.undo import plan_undo
from tests.helpers import book, column, snapshot
from tests.sessions import run

RUNNER = Runner("Ann", "office", datetime(2026, 3, 4, 9))
TODAY, FAR = date(2026, 3, 4), date(2030, 1, 1)
TEXTS = ("Answer", "Their words", "Heard", "Notes", "Referral given", "Mood")  # Mood is the user's own column
TABLES = {
    "Team": "Rep | Calls per day | Active\nann | 3 | Yes\nben | 2 | Yes",
    "Cadences": "Cadence | Every | Unit | Channels\nAll | 2 | day | Call, Visit",
    "Accounts": "Account ID | Account\nA1 | Acme\nA2 | Beta Labs",
    "Contacts": """
        Contact ID | First name | Last name | Account ID | Owner | Phone           | Created
        C1         | Ada        | Lovelace  | A1         | ann   | +34 976 123 451 | 2026-01-01
        C2         | Ana        | García    | A1         | ann   | +34 976 123 452 | 2026-01-02
        C3         | Ana        | García    |            | ben   | +34 976 123 453 | 2026-01-03
        C4         | 太郎        | 山田       |            | ben   | +34 976 123 454 | 2026-01-04
        C5         | Grace      | Hopper    | A2         |       |                 | 2026-01-05
    """,
    "Calls": "Call ID | Mood\n | ",
}

# What a person does: a name, and what to do it with. Place n is the n-th filled row; few places, so that things meet.
PLACE = st.integers(0, 3)
OUTCOME = st.sampled_from(["Spoke", "No answer", "Call back later", "Left the company", "Talked", None])
WHO = st.sampled_from([
    {"Contact ID": "C1"}, {"Contact ID": "C4", "Name": "山田 太郎"}, {"Name": "Grace Hopper"}, {"Name": "Ana García"},
    {"Name": "Nobody We Know"}, {"Contact ID": "C9"}, {},
])  # fmt: skip
WAY = st.sampled_from([{}, {"Direction": "In", "Channel": "Call"}, {"Channel": "Visit"}])
EDIT = st.one_of(
    st.tuples(st.just("write"), PLACE, st.sampled_from([*TEXTS, "Minutes", "Next date"])),
    st.tuples(
        st.just("finish"),
        PLACE,
        st.lists(st.sampled_from([*TEXTS, "Minutes", "Next date"]), max_size=4),
        OUTCOME,
    ),
    st.tuples(st.just("add"), WHO, WAY, OUTCOME, st.booleans()),
    st.tuples(st.just("copy"), PLACE, st.sampled_from([None, "Notes", "Outcome", "Mood"])),
    st.tuples(st.just("correct"), PLACE),
    st.tuples(st.just("delete"), PLACE),
    st.tuples(
        st.just("sort"),
        st.sampled_from(["Calls", "Contacts", "Activities"]),
        st.randoms(use_true_random=False),
    ),
    st.tuples(st.just("wait"), st.integers(1, 3)),
)
ACTION = st.sampled_from([("log",), ("calls",), ("today",), ("calls", "ann"), ("calls", "ben")])


class TypedRows(RuleBasedStateMachine):
    """`copies` counts in how many places each typed token may stand: one, and one more for each copy of its row."""

    @initialize()
    def a_first_list(self):
        self.book = book(**TABLES)
        self.today = TODAY
        self.made = 0
        self.copies: Counter[str] = Counter()
        self.last = None
        run("calls", self.book, today=self.today, runner=RUNNER)

    @rule(edits=st.lists(EDIT, min_size=2, max_size=10), action=ACTION)
    def people_work_and_salesbook_runs(self, edits, action):
        """One rule for both, so that no example goes without either."""
        self.work(edits)
        self.act(*action)

    @rule(edits=st.lists(EDIT, max_size=3))
    def people_work_on_and_take_the_last_run_back(self, edits):
        self.work(edits)
        if self.last is None:
            return
        before, after, more = self.last
        now = snapshot(self.book)
        self.book.write(resolve(plan_undo(before, after, now).changes, now).edits, now.seen)
        self.copies += more  # rows that were alike are several again
        self.nothing_typed_is_lost_or_doubled()
        self.copies, self.last = self.seen(), None

    @invariant()
    def nothing_typed_is_lost_or_doubled(self):
        seen = self.seen()
        assert set(seen) == set(self.copies)
        assert all(1 <= seen[token] <= self.copies[token] for token in self.copies)
        ids = [one for one in self.book.grids["Activities"].columns["Activity ID"] if one]
        assert len(ids) == len(set(ids))

    def act(self, action, rep=None):
        """Rows that are half filled in stay where they are, as they are; where a rep is named so do those of others."""
        stay = self.rows(lambda cells: self.stays(cells, action, rep))
        before, had = snapshot(self.book), self.seen()
        run(action, self.book, today=self.today, runner=RUNNER, rep=rep)
        now = self.rows(lambda _: True)
        assert {row: now.get(row) for row in stay} == stay
        self.nothing_typed_is_lost_or_doubled()
        self.copies = self.seen()  # rows that were alike have become one talk
        self.last = before, snapshot(self.book), had - self.copies

    def stays(self, cells, action, rep):
        if action == "calls" and finished(cells):  # what is of an earlier day is logged first
            return cells["Date"] is None or cells["Date"] >= self.today
        return half_filled_in(cells) or (rep and cells["Rep"] not in {rep, None})

    # Edits -----------------------------------------------------------------------------------

    def work(self, edits):
        for name, *details in edits:
            getattr(self, name)(*details)

    def write(self, place, column):
        if filled := sorted(self.rows(lambda _: True)):
            self.put(filled[place % len(filled)], column, self.something(column))

    def finish(self, place, columns, outcome):
        for header in columns:
            self.write(place, header)
        if filled := sorted(self.rows(lambda _: True)):
            self.put(filled[place % len(filled)], "Outcome", outcome)

    def add(self, who, way, outcome, silent):
        self.append(
            {
                **who,
                **way,
                "Outcome": outcome,
                "Their words": None if silent else self.something("Their words"),
            }
        )

    def copy(self, place, column):
        if filled := self.rows(lambda _: True):
            cells = list(filled.values())[place % len(filled)]
            new = None if column == "Outcome" else self.something(column)
            self.append({**cells, column: new} if column else cells)

    def correct(self, place):
        """A word more in the notes of an activity."""
        columns = self.book.grids["Activities"].columns
        if filled := [row for row, one in enumerate(columns["Activity ID"]) if one]:
            row = filled[place % len(filled)]
            notes = f"{columns['Notes'][row] or ''} corrected".strip()
            self.lay(
                "Activities",
                {
                    **columns,
                    "Notes": [notes if i == row else cell for i, cell in enumerate(columns["Notes"])],
                },
            )

    def delete(self, place):
        if filled := sorted(self.rows(lambda _: True)):
            for name in self.calls:
                self.put(filled[place % len(filled)], name, None)

    def sort(self, table, random):
        grid = self.book.grids[table]
        order = random.sample(range(grid.height), grid.height)
        self.lay(table, {name: [cells[row] for row in order] for name, cells in grid.columns.items()})

    def wait(self, days):
        self.today += timedelta(days=days)

    # Cells -----------------------------------------------------------------------------------

    @property
    def calls(self):
        return self.book.grids["Calls"].columns

    def something(self, column):
        """A value that stands nowhere yet; now and then Minutes that are no number."""
        self.made += 1
        minutes = self.made if self.made % 4 else f"w{self.made}w or so"
        return {"Minutes": minutes, "Next date": FAR + timedelta(days=self.made)}.get(
            column, f"w{self.made}w"
        )

    def rows(self, which):
        """Filled rows of Calls, by their place."""
        found = {}
        for row, cells in enumerate(zip(*self.calls.values(), strict=True)):
            if not all(map(is_blank, cells)) and which(named := dict(zip(self.calls, cells, strict=True))):
                found[row] = named
        return found

    def put(self, row, column, value):
        self.copies -= Counter(tokens(column, self.calls[column][row]))
        self.copies += Counter(tokens(column, value))
        self.lay(
            "Calls",
            {
                **self.calls,
                column: [value if i == row else cell for i, cell in enumerate(self.calls[column])],
            },
        )

    def append(self, cells):
        self.copies += Counter(token for column, value in cells.items() for token in tokens(column, value))
        self.lay("Calls", {name: [*column, cells.get(name)] for name, column in self.calls.items()})

    def lay(self, table, columns):
        old = self.book.grids[table]
        self.book.grids[table] = Grid(table, columns, old.key, old.sheet, old.top, old.letters, old.formulas)

    def seen(self):
        """In how many places of Calls and Activities each token stands."""
        tables = [self.book.grids[name].columns.items() for name in ("Calls", "Activities")]
        return Counter(
            token
            for table in tables
            for column, cells in table
            for cell in cells
            for token in tokens(column, cell)
        )


def tokens(column, cell):
    """Tokens in a cell: words such as w7w, 7 minutes, and the 7th day from FAR are all the seventh."""
    if cell is None or column not in {*TEXTS, "Minutes", "Next date"}:
        return []
    if isinstance(cell, int | float):
        return [f"w{int(cell)}w"]
    text = f"Next date: {cell}" if column == "Next date" else cell
    days = [date.fromisoformat(day) for day in re.findall(r"Next date: (20[3-9]\d-\d\d-\d\d)", text)]
    return re.findall(r"w\d+w", text) + [f"w{(day - FAR).days}w" for day in days]


def finished(cells):
    """An outcome that is on the list."""
    return cells["Outcome"] in OUTCOMES


def half_filled_in(cells):
    """Something typed, and not finished."""
    typed = any(not is_blank(cells[name]) for name in (*TEXTS, "Minutes", "Next date", "Outcome"))
    return (typed or cells["Call ID"] is None) and not finished(cells)


def test_of_three_copies_of_a_line_the_one_half_typed_stays():
    calls = """
        Call ID       | Date       | Rep | Contact ID | Name         | Channel | Direction | Outcome   | Notes
        2026-03-03-C1 | 2026-03-03 | ann | C1         | Ada Lovelace | Call    | Out       | No answer |
        2026-03-03-C1 | 2026-03-03 | ann | C1         | Ada Lovelace | Call    | Out       |           | second talk half typed
        2026-03-03-C1 | 2026-03-03 | ann | C1         | Ada Lovelace | Call    | Out       |           |
    """
    store = book(**TABLES | {"Calls": calls})
    run("today", store, today=TODAY, runner=RUNNER)
    assert column(store, "Calls", "Notes")[1] == "second talk half typed"
    assert [one for one in column(store, "Activities", "Activity ID") if one] == ["T-2026-03-03-C1"]


TestTypedRows = TypedRows.TestCase
TestTypedRows.settings = settings(max_examples=25, stateful_step_count=8)
