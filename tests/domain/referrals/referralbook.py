"""Small books with referrals, what salesbook makes of them, and the same worked out person by person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from salesbook.domain.facts.asked import has_referrals
from salesbook.domain.referrals.plan import plan_referrals
from salesbook.domain.referring.tree import referral_tree
from salesbook.domain.world import World
from salesbook.tables.plan import Plan, Replace, Set, Value
from tests.domain.callbook import TODAY, a_book, world

NINE = ("Ana", "Ben", "Cleo", "Dan", "Eva", "Finn", "Gus", "Hana", "Ivo")
PEOPLE = "Contact ID | First name | Created | Referred by"

TALKED = "2026-02-10 | C | Call | Out | Spoke |"
_LOG = "Activity ID | When | Contact ID | Channel | Direction | Outcome | Their words"
_ORDERS = "Order ID | Account ID | Contact ID | Date | Amount"


def referral_world(today: date = TODAY, **tables: str) -> World:
    return world(a_book(**tables), today)


def a_world(
    *talks: str,
    orders: tuple[str, ...] = (),
    referrals: str = "",
    deal: str = "",
    tables: Mapping[str, str] | None = None,
    **cells: str,
) -> World:
    """One contact, C, of the account A1, and a colleague, D, to whom nobody ever spoke; `tables` besides."""
    person = {"Contact ID": "C", "First name": "Cleo", "Account ID": "A1", "Kind": "Customer", "Created": "2024-01-01",
              "Phone": "+34 976 123 456", **{name.replace("_", " "): cell for name, cell in cells.items()}}  # fmt: skip
    colleague = {"Contact ID": "D", "First name": "Dan", "Account ID": "A1", "Kind": "Partner"}
    rows = [" | ".join(one.get(name, "") for name in person) for one in (person, colleague)]
    log = [f"T{n} | {talk}" for n, talk in enumerate(talks)]
    return referral_world(
        Contacts="\n".join([" | ".join(person), *rows]), Accounts="Account ID | Account\nA1 | Acme",
        Activities="\n".join([_LOG, *log]), Orders="\n".join([_ORDERS, *(f"O{n} | A1 | | {day} | 5" for n, day in enumerate(orders))]),
        Referrals=f"Referral ID | From | Introduced | Status | Asked on | Introduced on | Met on\n{referrals}",
        Opportunities=f"Opportunity ID | Account ID | Contact ID | Result | Closed | Created | Title | Lost reason\n{deal}",
        **(tables or {}),
    )  # fmt: skip


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


def asked_by_hand(book: Mapping[str, Rows], today: date, score: Mapping[str, float]) -> list[tuple[str, str]]:
    """Contact ID and group of each to ask, person by person; of books without quiet periods, letters of theirs, and installations."""
    people = {one["Contact ID"]: one for one in book["Contacts"]}

    def firm(key: str) -> str:
        return people[key]["Account ID"] or f"alone {key}"

    def ago(day: Value) -> int:
        return (today - day).days

    def talks(key: str) -> list[Mapping[str, Value]]:
        return [one for one in book["Activities"] if one["Contact ID"] == key and one["When"] <= today]

    def real(key: str) -> list[int]:
        return [
            ago(one["When"])
            for one in talks(key)
            if one["Outcome"]
            in ("Spoke", "Meeting booked", "Not interested", "Complaint", "Complaint solved")
        ]

    def order_ages(key: str) -> list[int]:
        theirs = [one for one in book["Orders"] if one["Amount"] >= 0 and one["Date"] <= today
                  and (one["Account ID"] or (firm(one["Contact ID"]) if one["Contact ID"] else "")) == firm(key)]  # fmt: skip
        return sorted({ago(one["Date"]) for one in theirs}, reverse=True)

    def complaints(key: str) -> tuple[bool, list[int]]:
        """Whether one is open at the firm, and how long ago they were closed."""
        told = sorted(
            (one for other in people if firm(other) == firm(key) for one in talks(other)),
            key=lambda one: one["When"],
        )
        begun = [one["When"] for one in told if one["Outcome"] == "Complaint"]
        closed = [
            one["When"]
            for one in told
            if one["Outcome"] == "Complaint solved" and begun and begun[0] <= one["When"]
        ]
        return any(not any(end >= day for end in closed) for day in begun), [ago(day) for day in closed]

    def asks(key: str) -> set[int]:
        rows = [
            one
            for one in book["Referrals"]
            if one["From"] == key and one["Status"] != "Void" and one["Asked on"]
        ]
        said = [
            one for one in talks(key) if one["Subject"] == "Referral ask" and ago(one["When"]) in real(key)
        ]
        return {
            age
            for age in [*(ago(one["Asked on"]) for one in rows), *(ago(one["When"]) for one in said)]
            if age >= 0
        }

    def group(key: str) -> str:
        orders, (_, closed) = order_ages(key), complaints(key)
        gaps = sorted(first - second for first, second in pairwise(orders))
        gap = (gaps[(len(gaps) - 1) // 2] + gaps[len(gaps) // 2]) / 2 if gaps else 0
        came = people[key]["Referred by"] or any(
            one["Introduced"] == key
            and one["Status"] != "Void"
            and one["From"] != key
            and (one["Introduced on"] or today) <= today
            for one in book["Referrals"]
        )
        met = any(
            one["Introduced"] == key and one["Status"] != "Void" and one["Met on"] and one["Met on"] <= today
            for one in book["Referrals"]
        )
        touched = [ago(one["When"]) for one in talks(key) if one["Outcome"] != "No answer"] + [
            ago(one["Date"]) for one in book["Orders"] if one["Contact ID"] == key and one["Amount"] >= 0 and one["Date"] <= today]  # fmt: skip
        lost = [
            ago(one["Closed"])
            for one in book["Opportunities"]
            if one["Result"] == "Lost" and one["Contact ID"] == key
        ]
        fits = {
            "Stood by us": people[key]["Reference"] == "Yes" or any(order < end for order in orders for end in closed),
            "Loyal": len(orders) > 1 and orders[-1] <= 2 * gap,
            "Referred": came and (met or real(key)),
            "Friend": people[key]["Kind"] in ("Partner", "Centre of influence") and touched and min(touched) <= 180,
            "New": orders and 14 <= orders[0] <= 120 and real(key) and min(real(key)) <= orders[0],
            "Prospect": people[key]["Kind"] == "Prospect" and any(
                ago(one["When"]) <= 30 and one["Outcome"] in ("Spoke", "Meeting booked") for one in talks(key)),
            "Lost deal": any(7 <= age <= 365 for age in lost),
        }  # fmt: skip
        return next((name for name, fit in fits.items() if fit), "")

    def may(key: str) -> bool:
        is_open, closed = complaints(key)
        lately = [age for other in people if firm(other) == firm(key) for age in asks(other) if age < 365]
        declined = [one for one in book["Referrals"] if one["From"] == key and one["Status"] == "Declined"]
        return (
            people[key]["Status"] == "Active" and people[key]["Do not call"] != "Yes" and not is_open and not any(age < 30 for age in closed)
            and not any(age <= 180 for age in asks(key)) and len(lately) < 2
            and not any(one["Asked on"] is None or ago(one["Asked on"]) <= 365 for one in declined)
            and bool(real(key)) and min(real(key)) <= 180
        )  # fmt: skip

    order = ("Stood by us", "Loyal", "Referred", "Friend", "New", "Prospect", "Lost deal")
    found = sorted((order.index(group(key)), -score[key], key) for key in people if group(key) and may(key))
    firms: set[str] = set()
    return [
        (key, order[place]) for place, _, key in found if not (firm(key) in firms or firms.add(firm(key)))
    ]


def owed_by_hand(book: Mapping[str, Rows], today: date) -> list[tuple[Value, ...]]:
    """ID, to whom, type, amount, earned and due of each incentive of a book that has none yet, row by row."""
    people = {one["Contact ID"]: one for one in book["Contacts"]}
    marked = {one["Account ID"] for one in book["Accounts"] if one["No incentives"] == "Yes"}
    events = [event for person in people for event in _events_of(book, people, person, today)]
    events.sort(key=lambda one: (one[0], *one[1:4]))
    left: dict[tuple[Value, ...], float] = {}
    found: list[tuple[Value, ...]] = []
    for day, _, _, place, row in events:
        giver = people[row["From"]]
        if giver["Account ID"] in marked or (
            giver["Account ID"] and giver["Account ID"] == people[row["Introduced"]]["Account ID"]
        ):
            continue
        event = ("Introduced", "Met", "First paid order")[place]
        rules = [
            one
            for one in book["IncentiveRules"]
            if one["Event"] == event and one["Active"] != "No" and one["Amount"] > 0
        ]
        rule = next((one for who in (giver["Kind"], "Any") for one in rules if one["Who"] == who), None)
        if rule is None:
            continue
        key = (rule["Who"], event, row["From"], day.year)
        cap = float("inf") if rule["Cap a year"] is None else rule["Cap a year"]
        worth = min(rule["Amount"], left.setdefault(key, cap))
        left[key] -= worth
        due = day + timedelta(days=rule["Pays after"] or 0)
        found.append((f"{row['Referral ID']} {event}", row["From"], rule["Type"], worth, day, due))
    return found


def _events_of(
    book: Mapping[str, Rows], people: Mapping[str, Mapping[str, Value]], person: str, today: date
) -> Iterator[tuple]:
    """Day, the day and the ID by which the claim stands, the place of the event, and the row."""
    claims = _claims(person, people, book["Referrals"], today)
    if not claims:
        return
    row = claims[0]
    customer = people[person]["Account ID"] or person
    theirs = [one for one in book["Orders"] if one["Date"] <= today and customer == (
        one["Account ID"] or (one["Contact ID"] and (people[one["Contact ID"]]["Account ID"] or one["Contact ID"])))]  # fmt: skip
    paid = [(one.get("Paid on", one["Date"]), one["Date"]) for one in theirs if one["Amount"] >= 0]
    paid = sorted(one for one in paid if one[0] and one[0] <= today)
    days = [row["Introduced on"], row["Met on"], None]
    if paid and sum(one["Amount"] for one in theirs if one["Date"] >= paid[0][1]) > 0:
        first = min(one["Date"] for one in theirs if one["Amount"] >= 0)
        days[2] = paid[0][0] if first >= (row["Introduced on"] or date.min) else None
    for place, day in enumerate(days):
        if day and day <= today:
            yield day, row["Introduced on"] or date.max, row["Referral ID"], place, row
