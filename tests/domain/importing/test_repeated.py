"""Files with several lines of one order, and other rows with one ID: no amount is lost, none is counted twice."""

from __future__ import annotations

from datetime import date

import pytest

from salesbook.errors import BadInput, explain
from tests.domain.importing.desk import Desk, messages, reasons

LINES = """\
Order ID,Date,Customer,Contact,Item,Amount
1,2026-01-31,Acme Ltd,Anna Lee,Oven,10.10
1,2026-01-31,ACME,,Tray,0.20
2,2026-02-01,Bolt,Bob Ray,Oven,7
1,,,,Oven,10.10
3,2026-02-02,Bolt,,Tray,-5
"""


def orders(desk):
    return [(row["Order ID"], row.get("Amount")) for row in desk.rows("Orders")]


def test_lines_of_one_order_become_one_order_with_the_sum(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(LINES, "Orders")
    assert orders(desk) == [("1", 20.4), ("2", 7.0), ("3", -5.0)]
    assert desk.rows("Orders")[0]["Date"] == date(2026, 1, 31)
    assert desk.column("Accounts", "Account") == ["Acme Ltd", "Bolt"]
    assert result.rejects == ()
    assert "5 lines are 3 orders; amounts added." in messages(result)
    assert (result.counts["rows"], result.counts["new"], result.counts["known"]) == (5, 3, 0)


def test_the_same_file_again_changes_nothing_and_has_no_differences(tmp_path):
    desk = Desk(tmp_path)
    desk.bring(LINES, "Orders")
    again = desk.bring(LINES, "Orders")
    assert (again.plan.changes, again.plan.problems) == ((), ())
    assert (again.counts["new"], again.counts["known"]) == (0, 3)


@pytest.mark.parametrize(("answer", "amount"), [("Amount per line", 10.0), ("amount PER ORDER", 5.0)])
def test_lines_that_are_alike_may_be_two_items_or_one_total_twice_and_the_person_is_asked(
    tmp_path, answer, amount
):
    desk = Desk(tmp_path)
    text = "Order ID,Contact ID,Date,Amount\n1,k1,2026-01-31,5\n1,k1,2026-01-31,5\n"
    with pytest.raises(BadInput) as asked:
        desk.bring(text, "Orders")
    assert 'Order 1 would be 5.00 by --amount "Amount per order"' in explain(asked.value)
    assert '10.00 by --amount "Amount per line"' in explain(asked.value)
    assert orders(desk) == []
    desk.bring(text, "Orders", amount=answer)
    assert orders(desk) == [("1", amount)]


def test_a_column_of_their_own_says_what_all_lines_say(tmp_path):
    desk = Desk(tmp_path, Orders="Order ID | Date | Amount | Item\n | | |")
    desk.bring(LINES, "Orders")
    assert desk.column("Orders", "Item") == ["Oven, Tray", "Oven", "Tray"]


@pytest.mark.parametrize(
    ("other", "column"),
    [
        ("1,2026-02-01,Acme,Anna Lee,Oven,1", "Date"),
        ("1,2026-01-31,Bolt,Anna Lee,Oven,1", "Account"),
        ("1,2026-01-31,Acme,Bob Ray,Oven,1", "First name"),
    ],
)
def test_lines_of_another_day_or_customer_reject_all_lines_of_that_id(tmp_path, other, column):
    desk = Desk(tmp_path)
    result = desk.bring(f"{LINES}{other}\n", "Orders")
    why = f"Order ID 1 stands in lines 2, 3, 5 and 7 with different cells in {column}. Give each order an ID of its own."
    assert reasons(result) == [(line, why) for line in (2, 3, 5, 7)]
    assert orders(desk) == [("2", 7.0), ("3", -5.0)]


def test_an_order_with_one_line_that_cannot_be_read_is_not_half_imported(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(LINES.replace("0.20", "a few"), "Orders")
    why = "It belongs with line 3, which cannot be read: mend that one, and import all of them."
    assert reasons(result) == [(2, why), (3, "Amount is not a number: 'a few'."), (5, why)]
    assert orders(desk) == [("2", 7.0), ("3", -5.0)]


def test_many_lines_are_not_all_named(tmp_path):
    rows = "".join(f"1,k1,2026-01-{day:02},5\n" for day in range(1, 9))
    result = Desk(tmp_path).bring(f"Order ID,Contact ID,Date,Amount\n{rows}", "Orders")
    assert "stands in lines 2, 3, 4, 5 and 4 more with" in result.rejects[0].reason


def test_activities_with_one_id_count_once_if_alike_and_not_at_all_if_not(tmp_path):
    desk = Desk(tmp_path)
    text = "Activity ID,Contact ID,Date,Type\n1,k1,2026-01-31,Call\n1,k1,2026-01-31,Call\n2,k1,2026-01-31,Call\n2,k1,2026-01-31,Visit\n"
    result = desk.bring(text, "Activities")
    assert desk.column("Activities", "Activity ID") == ["1"]
    assert [line for line, _ in reasons(result)] == [4, 5]
    assert "Keep one of them, or give each an ID of its own." in result.rejects[0].reason


def test_lines_of_one_opportunity_that_complete_each_other_are_one(tmp_path):
    desk = Desk(tmp_path)
    text = "Deal ID,Contact ID,Deal name,Amount\n1,k1,,6\n1,,Oven,6\n"
    desk.bring(text, "Opportunities")
    assert desk.rows("Opportunities", "Opportunity ID", "Title", "Amount") == [
        {"Opportunity ID": "1", "Title": "Oven", "Amount": 6.0}
    ]
    assert desk.bring(text, "Opportunities").plan.changes == ()
