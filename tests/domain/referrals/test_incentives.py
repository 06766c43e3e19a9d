"""What is owed for introductions: by the most specific rule, up to the cap of the year, each once, and as it was made."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta

import pytest

from salesbook.books.memory import MemoryBook, grid_of
from salesbook.domain.referrals.incentives import plan_incentives
from salesbook.domain.referrals.listed_incentives import incentive_problems
from salesbook.domain.world import World
from salesbook.schema import SETTING_ROWS, TABLES
from salesbook.tables.frames import frames
from salesbook.tables.plan import Plan
from tests.domain.callbook import TODAY, a_book, world
from tests.domain.referrals.referralbook import owed_by_hand
from tests.helpers import carry_out

PEOPLE = "Contact ID | First name | Kind | Account ID\nA | Ana | Customer | A1\nB | Ben | Partner |\nC | Cleo | Prospect | A2\nD | Dan | Prospect |\nE | Eva | | A1"
FIRMS = "Account ID | Account | No incentives\nA1 | Acme |\nA2 | Beta |"
RULES = "Who | Event | Type | Amount | Cap a year | Pays after | Active\nAny | Introduced | voucher | 50 | 120 | 30 |\nPartner | Introduced | fee | 80 | | |"
COLUMNS = "Referral ID | From | Introduced | Introduced on | Met on | Status"
ROW = "R1 | A | C | 2026-01-10 | |"


class Desk:
    """A book on which the action runs again and again."""

    def __init__(self, *referrals: str, rules: str = RULES, **tables: str):
        self.store = a_book(
            **{
                "Contacts": PEOPLE,
                "Accounts": FIRMS,
                "IncentiveRules": rules,
                "Referrals": "\n".join([COLUMNS, *referrals]),
            }
            | tables
        )

    def change(self, table: str, column: str, row: int, value) -> Desk:
        grid = self.store.grids[table]
        cells = {name: list(of) for name, of in grid.columns.items()}
        cells[column][row] = value
        self.store.grids[table] = type(grid)(grid.name, cells, grid.key)
        return self

    def run(self, today: date = TODAY) -> list[dict]:
        """The rows of Incentives afterwards."""
        carry_out(self.store, Plan(plan_incentives(world(self.store, today)).changes))
        grid = self.store.grids["Incentives"]
        rows = [
            dict(zip(grid.columns, cells, strict=True)) for cells in zip(*grid.columns.values(), strict=True)
        ]
        return [row for row in rows if row["Incentive ID"]]

    def problems(self) -> list[tuple[str, str]]:
        return [(one.column, one.why) for one in incentive_problems(world(self.store))]

    def said(self) -> str:
        return plan_incentives(world(self.store)).said


def given_to(*referrals: str, **tables: str) -> list[tuple]:
    return [(row["Incentive ID"], row["Name"], row["Amount"]) for row in Desk(*referrals, **tables).run()]


class TestRules:
    def test_a_row_says_what_whom_and_when(self):
        (row,) = Desk(ROW).run()
        assert row == {
            "Incentive ID": "R1 Introduced", "Referral ID": "R1", "Contact ID": "A", "Name": "Ana", "Event": "Introduced", "Type": "voucher",
            "Amount": 50.0, "Earned on": date(2026, 1, 10), "Due on": date(2026, 2, 9), "Void": None, "Paid on": None, "Introduced": "C", "Rule": "Any",
        }  # fmt: skip

    def test_the_rule_of_their_own_kind_counts_before_any(self):
        assert given_to("R1 | B | C | 2026-01-10 | |") == [("R1 Introduced", "Ben", 80.0)]

    def test_the_upper_of_equals_counts(self):
        rules = "Who | Event | Amount | Active\nAny | Introduced | 7 | No\nAny | Introduced | 9 |\nAny | Introduced | 8 |"
        assert given_to(ROW, rules=rules) == [("R1 Introduced", "Ana", 9.0)]

    def test_each_event_has_its_own(self):
        rules = "Who | Event | Amount\nAny | Introduced | 1\nAny | Met | 2\nAny | First paid order | 3"
        orders = "Order ID | Account ID | Date | Amount\nO1 | A2 | 2026-02-01 | 100"
        assert given_to("R1 | A | C | 2026-01-10 | 2026-01-20 |", rules=rules, Orders=orders) == [
            ("R1 Introduced", "Ana", 1.0), ("R1 Met", "Ana", 2.0), ("R1 First paid order", "Ana", 3.0),
        ]  # fmt: skip

    def test_what_exceeds_the_cap_of_the_year_is_not_paid(self):
        rows = [
            f"R{n} | A | {who} | {day} | |"
            for n, who, day in (
                (1, "C", "2026-01-10"),
                (2, "D", "2026-01-09"),
                (3, "B", "2026-01-11"),
                (4, "F", "2025-12-31"),
            )
        ]
        people = f"{PEOPLE}\nF | Flo | |"
        assert given_to(*rows, Contacts=people) == [
            ("R4 Introduced", "Ana", 50.0), ("R2 Introduced", "Ana", 50.0), ("R1 Introduced", "Ana", 50.0), ("R3 Introduced", "Ana", 20.0),
        ]  # fmt: skip

    def test_a_row_of_nothing_says_why_and_is_not_made_again_when_the_cap_rises(self):
        desk = Desk(
            *[f"R{n} | A | {who} | 2026-01-1{n} | |" for n, who in enumerate("BCD")],
            rules=RULES.replace("120", "100"),
        )
        last = desk.run()[-1]
        assert (last["Amount"], last["Void"]) == (0.0, "Nothing is left of the cap of the year.")
        assert desk.change("IncentiveRules", "Cap a year", 0, 500.0).run()[-1] == last

    @pytest.mark.parametrize("nobody", [
        {"referrals": "R1 | A | A | 2026-01-10 | |"},
        {"referrals": "R1 | A | E | 2026-01-10 | |"},  # the same account
        {"Accounts": FIRMS.replace("Acme |", "Acme | Yes")},
        {"referrals": "R1 | A | C | 2026-01-10 | | Void"},
        {"referrals": "R1 | A | C | 2026-12-10 | |"},  # still to come
        {"referrals": "R1 | A | C | | |"},
        {"referrals": "R1 | A | | 2026-01-10 | |"},
    ])  # fmt: skip
    def test_nothing_is_owed(self, nobody):
        assert given_to(nobody.pop("referrals", ROW), **nobody) == []


class TestOnce:
    def test_to_the_first_who_introduced_them(self):
        assert given_to("R1 | A | C | 2026-01-10 | |", "R2 | B | C | 2026-01-09 | |") == [
            ("R2 Introduced", "Ben", 80.0)
        ]

    def test_a_second_run_adds_nothing(self):
        desk = Desk(ROW)
        assert desk.run() == desk.run()

    def test_what_was_made_stays_as_it_was_made(self):
        desk = Desk(ROW)
        before = desk.run()
        desk.change("IncentiveRules", "Amount", 0, 5.0).change("Contacts", "Kind", 0, "Partner")
        assert desk.run() == before

    def test_an_earlier_claim_that_comes_later_gets_nothing_besides(self):
        desk = Desk(ROW, "R2 | B | | 2026-01-01 | |")
        desk.run()
        assert [row["Incentive ID"] for row in desk.change("Referrals", "Introduced", 1, "C").run()] == [
            "R1 Introduced"
        ]

    def test_once_the_one_is_void_the_other_gets_it_and_never_both(self):
        desk = Desk(ROW, "R2 | B | C | 2026-01-20 | |")
        desk.run()
        rows = desk.change("Referrals", "Status", 0, "Void").run()
        assert [(row["Incentive ID"], row["Void"]) for row in rows] == [
            ("R1 Introduced", "The referral is void."),
            ("R2 Introduced", None),
        ]
        rows = desk.change("Referrals", "Status", 0, None).run()
        assert [row["Void"] for row in rows] == [None, "R1 Introduced was given for it already."]

    def test_a_referral_that_was_deleted_and_typed_again_is_owed_once(self):
        desk = Desk(ROW)
        desk.run()
        rows = desk.change("Referrals", "Referral ID", 0, "R7").run()
        assert [row["Incentive ID"] for row in rows] == ["R1 Introduced"]
        assert desk.problems() == [
            ("Referral ID", "Referrals has no R1 any more, so nothing shows what Ana is owed this for")
        ]

    @pytest.mark.parametrize(("column", "now", "told"), [
        ("From", "B", ("Name", "It is owed to Ana, and R1 says by now that Ben introduced")),
        ("Introduced", "D", ("Introduced", "It is owed for Cleo, and R1 says by now that Dan was introduced")),
    ])  # fmt: skip
    def test_a_row_that_its_referral_contradicts_by_now_is_told_until_it_is_paid(self, column, now, told):
        desk = Desk(ROW)
        before = desk.run()
        assert desk.problems() == []
        assert desk.change("Referrals", column, 0, now).run() == before
        assert desk.problems() == [told]
        assert desk.change("Incentives", "Paid on", 0, date(2026, 2, 9)).problems() == []

    def test_what_was_paid_and_is_void_by_now_is_told(self):
        desk = Desk(ROW)
        desk.run()
        desk.change("Incentives", "Paid on", 0, date(2026, 2, 9)).change(
            "Referrals", "Status", 0, "Void"
        ).run()
        assert desk.problems() == [("Paid on", "It was paid, and is not owed: The referral is void")]

    def test_paid_on_is_peoples_and_stays(self):
        desk = Desk(ROW)
        desk.run()
        rows = desk.change("Incentives", "Paid on", 0, date(2026, 2, 9)).run()
        assert rows[0]["Paid on"] == date(2026, 2, 9)
        assert "owed" not in desk.said()


class TestFirstPaidOrder:
    RULES = "Who | Event | Amount\nAny | First paid order | 30"

    def desk(self, orders: str, row: str = ROW) -> Desk:
        return Desk(row, rules=self.RULES, Orders=orders)

    def test_without_payments_the_order_itself_counts(self):
        (row,) = self.desk(
            "Order ID | Contact ID | Date | Amount\nO2 | C | 2026-02-05 | 9\nO1 | C | 2026-02-01 | 9"
        ).run()
        assert row["Earned on"] == date(2026, 2, 1)

    def test_with_payments_the_day_of_the_first_one(self):
        orders = "Order ID | Contact ID | Date | Amount | Paid on\nO1 | C | 2026-02-01 | 9 |\nO2 | C | 2026-02-05 | 9 | 2026-02-20"
        (row,) = self.desk(orders).run()
        assert row["Earned on"] == date(2026, 2, 20)
        assert self.desk(orders.replace("2026-02-20", "")).run() == []

    def test_it_is_void_while_it_and_what_follows_come_to_nothing(self):
        desk = self.desk(
            "Order ID | Contact ID | Date | Amount\nO1 | C | 2026-02-01 | 9\nO2 | C | 2026-02-05 | 0\nO3 | C | 2026-02-06 | 0"
        )
        assert desk.run()[0]["Void"] is None
        assert (
            desk.change("Orders", "Amount", 1, -9.0).run()[0]["Void"]
            == "That order and those since come to nothing."
        )
        assert desk.change("Orders", "Amount", 2, 1.0).run()[0]["Void"] is None

    def test_an_order_that_came_back_before_it_was_listed_is_none(self):
        assert (
            self.desk(
                "Order ID | Contact ID | Date | Amount\nO1 | C | 2026-02-01 | 9\nO2 | C | 2026-02-05 | -9"
            ).run()
            == []
        )

    def test_an_order_of_before_the_introduction_was_not_brought_by_it(self):
        assert self.desk("Order ID | Account ID | Date | Amount\nO1 | A2 | 2026-01-09 | 9").run() == []

    def test_nor_was_one_that_was_paid_after_it(self):
        head = "Order ID | Account ID | Date | Amount | Paid on"
        before, later = "O1 | A2 | 2026-01-09 | 9 | 2026-01-20", "O2 | A2 | 2026-01-30 | 9 | 2026-02-20"
        assert self.desk(f"{head}\n{before}").run() == []
        assert self.desk(f"{head}\n{before}\n{later}").run() == [], "a customer of before"
        assert [row["Earned on"] for row in self.desk(f"{head}\n{later}").run()] == [date(2026, 2, 20)]

    def test_met_and_introduced_stay_though_the_orders_come_to_nothing_or_the_day_is_emptied(self):
        desk = Desk("R1 | A | C | 2026-01-10 | 2026-01-20 |", rules="Who | Event | Amount\nAny | Met | 5")
        desk.run()
        assert [row["Void"] for row in desk.change("Referrals", "Met on", 0, None).run()] == [None]


def test_it_is_said_what_is_owed_and_due():
    desk = Desk(ROW, "R2 | A | D | 2026-02-20 | |")
    assert desk.said() == "2 incentives owed: 100, of that 50 due by today; 2 of them new."
    desk.run()
    assert desk.said() == "2 incentives owed: 100, of that 50 due by today."


SETTINGS = {setting.name: setting.default for setting in SETTING_ROWS}
READ = ("Contacts", "Accounts", "Orders", "Referrals", "Incentives", "IncentiveRules")
EVENTS = ("Introduced", "Met", "First paid order")


def a_firm(dice: random.Random) -> dict[str, list[dict]]:
    """Few people and firms, so that claims, caps and returns meet."""

    def day(blank: float = 0.0) -> date | None:
        return None if dice.random() < blank else TODAY - timedelta(days=dice.randint(-4, 130))

    ids = [f"C{n}" for n in range(dice.randint(2, 6))]
    payments = dice.random() < 0.5
    return {
        "Contacts": [{"Contact ID": one, "Kind": dice.choice(["Customer", "Partner", None]), "Account ID": dice.choice(["A1", "A2", "A3", None, None])}
                     for one in ids],
        "Accounts": [{"Account ID": one, "No incentives": dice.choice([None, None, None, "Yes"])} for one in ("A1", "A2", "A3")],
        "Referrals": [
            {"Referral ID": f"R{n}", "From": dice.choice(ids[:2]), "Introduced": dice.choice([*ids, *ids, None]), "Introduced on": day(0.1),
             "Met on": day(0.4), "Status": dice.choice([None, "Met", "Introduced", "Void"])}
            for n in range(dice.randint(1, 8))
        ],
        "Orders": [
            {"Order ID": f"O{n}", "Contact ID": dice.choice([*ids, None]), "Account ID": dice.choice(["A1", "A2", None, None]), "Date": day(),
             "Amount": dice.choice([-6, -3, 0, 4, 6, 8, 8])} | ({"Paid on": day(0.4)} if payments else {})
            for n in range(dice.randint(0, 10))
        ],
        "IncentiveRules": [
            {"Who": dice.choice(["Any", "Any", "Customer", "Partner"]), "Event": dice.choice(EVENTS), "Type": f"T{n}", "Amount": dice.randint(0, 9),
             "Cap a year": dice.choice([None, 3, 10, 15]), "Pays after": dice.choice([None, 0, 30]), "Active": dice.choice([None, None, None, "No"])}
            for n in range(dice.randint(1, 8))
        ],
    }  # fmt: skip


def store_of(firm) -> MemoryBook:
    headers = [column.name for column in TABLES["Incentives"].columns]
    return MemoryBook(
        {name: grid_of(name, rows or [{}]) for name, rows in firm.items()}
        | {"Incentives": grid_of("Incentives", [dict.fromkeys(headers)])}
    )


@pytest.mark.parametrize("seed", range(300))
def test_it_is_what_somebody_would_list_row_by_row(seed):
    firm = a_firm(random.Random(seed))
    new = plan_incentives(World(frames(store_of(firm).read(READ))[0], SETTINGS, TODAY)).new
    found = [
        (row["Incentive ID"], row["Contact ID"], row["Type"], row["Amount"], row["Earned on"], row["Due on"])
        for row in new
    ]
    assert found == owed_by_hand(firm, TODAY)


def test_the_random_firms_owe_something_of_each_kind_and_reach_their_caps():
    owed = [row for seed in range(300) for row in owed_by_hand(a_firm(random.Random(seed)), TODAY)]
    of_event = Counter(str(row[0]).partition(" ")[2] for row in owed)
    assert min(of_event[event] for event in EVENTS) > 15
    assert sum(row[3] == 0 for row in owed) > 5
