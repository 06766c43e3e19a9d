"""No sequence of typing, sorting, copying, `calls`, `log` and `today` loses or doubles what somebody typed."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from salesbook.actions import run
from salesbook.grid import Grid, is_blank
from salesbook.ledgers import Runner
from salesbook.schema import OUTCOMES
from tests.helpers import book

RUNNER = Runner("Ann", "office", datetime(2026, 3, 4, 9))
FIRST_DAY = date(2026, 3, 4)
FAR = date(2030, 1, 1)
TEXTS = ("Answer", "Their words", "Heard", "Notes", "Referral given", "Mood")  # Mood is the user's own column
TOKEN = re.compile(r"\bw\d+w\b")
CONTACTS = """
    Contact ID | First name | Last name | Account ID | Owner | Phone           | Created
    C1         | Ada        | Lovelace  | A1         | ann   | +34 976 123 451 | 2026-01-01
    C2         | Ana        | García    | A1         | ann   | +34 976 123 452 | 2026-01-02
    C3         | Ana        | García    |            | ben   | +34 976 123 453 | 2026-01-03
    C4         | 太郎        | 山田       |            | ben   | +34 976 123 454 | 2026-01-04
    C5         | Grace      | Hopper    | A2         |       |                 | 2026-01-05
"""
ROW = st.integers(0, 6)
OUTCOME = st.sampled_from(
    ["as it is", "Spoke", "No answer", "Call back later", "Left the company", "Talked", None]
)
WHO = st.sampled_from([
    {"Contact ID": "C1"}, {"Contact ID": "C4", "Name": "山田 太郎"}, {"Name": "Grace Hopper"}, {"Name": "Ana García"},
    {"Name": "Nobody We Know"}, {"Contact ID": "C9"}, {},
])  # fmt: skip


def a_book():
    return book(
        Team="Rep | Calls per day | Active\nann | 3 | Yes\nben | 2 | Yes",
        Cadences="Cadence | Every | Unit | Channels\nAll | 2 | day | Call, Visit",
        Accounts="Account ID | Account\nA1 | Acme\nA2 | Beta Labs",
        Contacts=CONTACTS,
        Calls="Call ID | Mood\n | ",
    )


class TypedRows(RuleBasedStateMachine):
    """`copies` counts how often each token stands in Calls or was logged; identical copies may become one."""

    def __init__(self):
        super().__init__()
        self.book = a_book()
        self.today = FIRST_DAY
        self.made = 0
        self.copies: Counter[str] = Counter()

    @initialize()
    def the_first_list(self):
        run("calls", self.book, today=self.today, runner=RUNNER)

    # What people do -------------------------------------------------------------------------

    @precondition(lambda self: self.filled())
    @rule(
        row=ROW, columns=st.sets(st.sampled_from(TEXTS), max_size=3), outcome=OUTCOME, figures=st.booleans()
    )
    def fill_in_a_row(self, row, columns, outcome, figures):
        at = self.pick(row)
        for column in sorted(columns):
            self.put(at, column, self.token())
        if figures:
            self.put(at, "Minutes", int(self.token()[1:-1]))
            self.put(at, "Next date", FAR + timedelta(days=int(self.token()[1:-1])))
        if outcome != "as it is":
            self.put(at, "Outcome", outcome)

    @rule(
        who=WHO,
        inbound=st.booleans(),
        outcome=st.sampled_from([None, "Spoke", "No answer"]),
        silent=st.booleans(),
    )
    def add_a_row(self, who, inbound, outcome, silent):
        way = {"Direction": "In", "Channel": "Call"} if inbound else {}
        self.add({**who, **way, "Outcome": outcome, "Their words": None if silent else self.token()})

    @precondition(lambda self: self.filled())
    @rule(row=ROW, other=st.booleans(), outcome=OUTCOME)
    def copy_a_row(self, row, other, outcome):
        cells = {name: column[self.pick(row)] for name, column in self.calls.items()}
        if other:
            cells |= {"Notes": self.token()}
        if outcome != "as it is":
            cells |= {"Outcome": outcome}
        self.add(cells)

    @precondition(lambda self: self.filled())
    @rule(row=ROW)
    def delete_a_row(self, row):
        at = self.pick(row)
        for name in self.calls:
            self.put(at, name, None)

    @rule(data=st.data(), table=st.sampled_from(["Calls", "Contacts", "Activities"]))
    def sort(self, data, table):
        grid = self.book.grids[table]
        order = data.draw(st.permutations(range(grid.height)))
        self.lay(table, {name: [column[row] for row in order] for name, column in grid.columns.items()})

    @rule(days=st.integers(1, 4))
    def days_pass(self, days):
        self.today += timedelta(days=days)

    # What salesbook does --------------------------------------------------------------------

    @rule()
    def log(self):
        self.act("log")

    @rule()
    def make_the_lists(self):
        self.act("calls")

    @rule()
    def do_what_today_needs(self):
        self.act("today")

    @rule(rep=st.sampled_from(["ann", "ben"]))
    def a_list_for_one_rep(self, rep):
        others = self.rows(lambda cells: cells["Rep"] not in {rep, None})
        self.act("calls", rep)
        assert self.rows(lambda cells: cells["Rep"] not in {rep, None}) == others

    def act(self, action, rep=None):
        half_filled = self.rows(half_filled_in)
        run(action, self.book, today=self.today, runner=RUNNER, rep=rep)
        now = self.rows(lambda _: True)
        assert {row: now.get(row) for row in half_filled} == half_filled
        seen = self.seen()
        # Identical copies of a row became one talk; what is logged can no longer be copied.
        self.copies = Counter({token: seen[token] for token in self.copies if seen[token]}) | Counter(
            token for token in self.copies if not seen[token]
        )

    # What must hold -------------------------------------------------------------------------

    @invariant()
    def nothing_typed_is_lost_or_doubled(self):
        seen = self.seen()
        assert set(seen) == set(self.copies), set(seen) ^ set(self.copies)
        assert all(1 <= seen[token] <= self.copies[token] for token in self.copies)

    # How it is done -------------------------------------------------------------------------

    @property
    def calls(self):
        return self.book.grids["Calls"].columns

    def token(self):
        self.made += 1
        return f"w{self.made}w"

    def pick(self, row):
        """One of the filled rows: the same number means the same row, as long as nothing moves."""
        places = self.filled()
        return places[row % len(places)]

    def filled(self):
        return sorted(self.rows(lambda _: True))

    def rows(self, which):
        """Filled rows of Calls, by their place."""
        names = list(self.calls)
        found = {}
        for row, cells in enumerate(zip(*self.calls.values(), strict=True)):
            if not all(map(is_blank, cells)) and which(named := dict(zip(names, cells, strict=True))):
                found[row] = named
        return found

    def put(self, row, column, value):
        old = tokens(column, self.calls[column][row])
        self.copies -= Counter(old)
        self.copies += Counter(tokens(column, value))
        self.lay("Calls", {name: [value if name == column and i == row else cell for i, cell in enumerate(cells)]
                           for name, cells in self.calls.items()})  # fmt: skip

    def add(self, cells):
        self.copies += Counter(token for column, value in cells.items() for token in tokens(column, value))
        self.lay("Calls", {name: [*column, cells.get(name)] for name, column in self.calls.items()})

    def lay(self, table, columns):
        old = self.book.grids[table]
        self.book.grids[table] = Grid(table, columns, old.key, old.sheet, old.top, old.letters, old.formulas)

    def seen(self):
        """How often each token stands in Calls or Activities."""
        return Counter(
            token
            for table in ("Calls", "Activities")
            for column, cells in self.book.grids[table].columns.items()
            for cell in cells
            for token in tokens(column, cell)
        )


def tokens(column, cell):
    """The tokens in a cell: words of their own, and the minutes and next dates that were made from tokens."""
    if column == "Minutes" and cell is not None:
        return [f"w{int(cell)}w"]
    if column == "Next date" and cell is not None:
        return [f"w{(cell - FAR).days}w"]
    if column not in {*TEXTS, "Answer"} or not isinstance(cell, str):
        return []
    dates = [date.fromisoformat(found) for found in re.findall(r"Next date: (\d{4}-\d\d-\d\d)", cell)]
    return TOKEN.findall(cell) + [f"w{(day - FAR).days}w" for day in dates]


def half_filled_in(cells):
    """Something typed, and neither an outcome that is on the list nor a talk that came from them."""
    typed = (
        any(not is_blank(cells[name]) for name in (*TEXTS, "Minutes", "Next date", "Outcome"))
        or cells["Call ID"] is None
    )
    inbound = cells["Call ID"] is None and cells["Direction"] == "In" and cells["Channel"] is not None
    return typed and cells["Outcome"] not in OUTCOMES and not inbound


TestTypedRows = TypedRows.TestCase
TestTypedRows.settings = settings(
    max_examples=30,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
