"""Small books with referrals, what salesbook makes of them, and the same worked out person by person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from salesbook.domain.facts.asked import has_referrals
from salesbook.domain.referrals.plan import plan_referrals
from salesbook.domain.referring.tree import referral_tree
from salesbook.domain.world import World
from salesbook.tables.plan import Plan, Replace, Set, Value
from tests.domain.callbook import TODAY, a_book, world

NINE = ("Ana", "Ben", "Cleo", "Dan", "Eva", "Finn", "Gus", "Hana", "Ivo")
PEOPLE = "Contact ID | First name | Created | Referred by"


def referral_world(today: date = TODAY, **tables: str) -> World:
    return world(a_book(**tables), today)


def planned(today: date = TODAY, **tables: str) -> Plan:
    found = referral_world(today, **tables)
    assert has_referrals(found)
    return plan_referrals(found)


def rows_written(plan: Plan, table: str) -> list[dict[str, Value]]:
    """All rows of a table that is made anew."""
    change = next(one for one in plan.changes if isinstance(one, Replace) and one.table == table)
    return [dict(one) for one in change.rows]


def cells_set(plan: Plan, table: str, column: str) -> dict[str, Value]:
    """What is written into a column, by row."""
    found: dict[str, Value] = {}
    for one in plan.changes:
        if isinstance(one, Set) and one.table == table and column in one.columns:
            found.update(zip(one.handles, one.columns[column], strict=True))
    return found


def tree_of(found: World) -> dict[str, tuple[str, int, int, int, int, float]]:
    """By Contact ID: came through, depth, brought, brought in all, orders in all, value in all."""
    tree, ids = found.get(referral_tree), [*found.frames["Contacts"].index, ""]
    rows = zip(*(getattr(tree, name).tolist() for name in tree.__dataclass_fields__), strict=True)
    return {ids[contact]: (ids[through], *rest) for contact, through, *rest in rows}


def said(plan: Plan) -> str:
    return " ".join(message.text for message in plan.messages)


Rows = Sequence[Mapping[str, Value]]


def walk(
    people: Rows, referrals: Rows, orders: Rows, today: date
) -> dict[str, tuple[str, int, int, int, int, float]]:
    """The tree, by walking from each person, one after the other. No merged people."""
    through = dict(_links(people, referrals, today))
    below = {one["Contact ID"]: list(_below(one["Contact ID"], through)) for one in people}
    own = {one["Contact ID"]: [order for order in orders if _counts_to(order, people, through, referrals, today) == one["Contact ID"]]
           for one in people}  # fmt: skip
    found = {}
    for one in people:
        key = one["Contact ID"]
        if key not in through and not below[key]:
            continue
        depth, above = 0, key
        while above in through:
            depth, above = depth + 1, through[above]
        theirs = [order for who in (key, *below[key]) for order in own[who] if order["Date"] <= today]
        found[key] = (
            through.get(key, ""), depth, sum(by == key for by in through.values()), len(below[key]),
            sum((order["Amount"] or 0) >= 0 for order in theirs), sum(order["Amount"] or 0 for order in theirs),
        )  # fmt: skip
    return found


def _links(people: Rows, referrals: Rows, today: date) -> dict[str, str]:
    by_id = {one["Contact ID"]: one for one in people}
    through = {
        key: one["Referred by"] for key, one in by_id.items() if one.get("Referred by") not in (None, key)
    }
    for key in by_id:
        if key not in through and (claims := _claims(key, by_id, referrals, today)):
            through[key] = claims[0]["From"]
    for _ in by_id:
        for key in by_id:
            circle = [key]
            while through.get(circle[-1]) not in (None, *circle):
                circle.append(through[circle[-1]])
            if through.get(circle[-1]) == key:
                first = min(circle, key=lambda one: (by_id[one]["Created"] or date.max, one))
                del through[first]
    return through


def _claims(key: str, by_id: Mapping[str, object], referrals: Rows, today: date) -> Rows:
    counting = [
        row for row in referrals
        if row["Introduced"] == key and row["From"] in by_id and row["From"] != key and row["Status"] != "Void"
        and (row["Introduced on"] is None or row["Introduced on"] <= today)
    ]  # fmt: skip
    return sorted(counting, key=lambda row: (row["Introduced on"] or date.max, row["Referral ID"]))


def _below(key: str, through: Mapping[str, str]) -> Iterator[str]:
    for one, by in through.items():
        if by == key:
            yield one
            yield from _below(one, through)


def _counts_to(
    order: Mapping[str, Value], people: Rows, through: Mapping[str, str], referrals: Rows, today: date
) -> str:
    by_id = {one["Contact ID"]: one for one in people}
    if order["Contact ID"] in by_id:
        return order["Contact ID"]

    def since(key: str) -> tuple[date, str]:
        claims = [
            one
            for one in _claims(key, by_id, referrals, today)
            if one["From"] == through[key] and one["Introduced on"]
        ]
        return claims[0]["Introduced on"] if claims else by_id[key]["Created"] or date.max, key

    there = [
        key
        for key, one in by_id.items()
        if key in through and one["Account ID"] and one["Account ID"] == order["Account ID"]
    ]
    return min(there, key=since, default="")
