"""Whatever shape orders are exported in, what is imported is what was sold, or the import asks: never a wrong sum."""

from __future__ import annotations

import tempfile
from math import fsum
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from salesbook.errors import BadInput
from tests.domain.importing.desk import Desk

LINE = st.tuples(st.integers(1, 5), st.sampled_from([1.0, 2.5, 5.0, 7.99, 10.0, 13.7]))
ORDERS = st.lists(st.lists(LINE, min_size=1, max_size=4), min_size=1, max_size=6)


def line_amounts(order):
    return [round(quantity * price, 2) for quantity, price in order]


def total(order):
    return round(fsum(line_amounts(order)), 2)


def each(order, *columns):
    """A row for each line of an order, of the columns that are made of it."""
    return list(zip(*(column(order) for column in columns), strict=True))


def repeated(order):
    return [total(order)] * len(order)


def first_only(order):
    return [total(order), *[""] * (len(order) - 1)]


def taxed(order):
    return [round(total(order) * 1.25, 2)] * len(order)


def tax(order):
    return [round(round(total(order) * 1.25, 2) - total(order), 2)] * len(order)


def quantities(order):
    return [quantity for quantity, _ in order]


def prices(order):
    return [price for _, price in order]


def items(order):
    return [f"Item {number}" for number in range(len(order))]


# By name the headers and columns, and what an order is then worth.
SHAPES = {
    "the total repeated beside quantity and price": (("Qty", "Unit price", "Total"), (quantities, prices, repeated), total),
    "the total repeated beside line amounts": (("Line amount", "Total"), (line_amounts, repeated), total),
    "the total with tax repeated beside line amounts": (("Line amount", "Tax", "Total"), (line_amounts, tax, taxed), lambda order: taxed(order)[0]),
    "an order total repeated": (("Item", "Order total"), (items, repeated), total),
    "a total repeated": (("Item", "Total"), (items, repeated), total),
    "an amount repeated": (("Item", "Amount"), (items, repeated), total),
    "an amount repeated beside quantities": (("Qty", "Amount"), (quantities, repeated), total),
    "a total repeated beside prices": (("Price", "Qty", "Sum"), (prices, quantities, repeated), total),
    "the total on the first line": (("Item", "Total"), (items, first_only), total),
    "the total on the first line beside line amounts": (("Item total", "Grand total"), (line_amounts, first_only), total),
    "line amounts": (("Item", "Line total"), (items, line_amounts), total),
    "line amounts called amount": (("Item", "Amount"), (items, line_amounts), total),
    "line amounts called total beside quantity and price": (("Quantity", "Unit price", "Total"), (quantities, prices, line_amounts), total),
    "line amounts called total": (("Item", "Total"), (items, line_amounts), total),
    "quantity and price": (("Quantity", "Price"), (quantities, prices), total),
    "quantity and price of an ERP": (("Qty (Items)", "Rate (Items)"), (quantities, prices), total),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
@given(ORDERS)
@example(
    [[(2, 1.0), (2, 1.0)], [(1, 1.0), (1, 1.0), (1, 1.0)]]
)  # all lines of an order alike, in several orders
@example([[(1, 5.0), (1, 5.0)], [(1, 2.5), (1, 2.5), (1, 2.5)], [(2, 5.0), (2, 5.0), (2, 5.0), (2, 5.0)]])
@settings(max_examples=20, deadline=None)
def test_the_sum_is_the_true_one_or_it_is_asked(shape, orders):
    headers, columns, worth = SHAPES[shape]
    rows = [
        ",".join(map(str, (number, "Acme", "2026-01-02", *row)))
        for number, order in enumerate(orders, 1)
        for row in each(order, *columns)
    ]
    text = "\n".join([",".join(("Order ID", "Customer", "Date", *headers)), *rows, ""])
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        try:
            result = desk.bring(text, "Orders")
        except BadInput:
            return
    found = {row["Order ID"]: row["Amount"] for row in desk.rows("Orders")}
    assert result.rejects == ()
    assert found == pytest.approx({str(number): worth(order) for number, order in enumerate(orders, 1)})


@pytest.mark.parametrize(
    "shape",
    sorted(
        SHAPES.keys() - {"a total repeated", "an amount repeated", "an amount repeated beside quantities"}
    ),
)
def test_where_the_evidence_is_good_nothing_is_asked(shape, tmp_path):
    headers, columns, worth = SHAPES[shape]
    orders = [[(2, 5.0), (1, 7.99), (3, 2.5)], [(1, 13.7)], [(4, 2.5), (1, 1.0)]]
    rows = [
        ",".join(map(str, (number, "Acme", "2026-01-02", *row)))
        for number, order in enumerate(orders, 1)
        for row in each(order, *columns)
    ]
    desk = Desk(tmp_path)
    desk.bring("\n".join([",".join(("Order ID", "Customer", "Date", *headers)), *rows, ""]), "Orders")
    assert desk.column("Orders", "Amount") == [worth(order) for order in orders]
