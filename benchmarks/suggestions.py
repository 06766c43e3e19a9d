"""How often weights are suggested where there is nothing to find: `python -m benchmarks.suggestions [--books N]`.

Random books in which nobody is likelier to come back than anybody else: each touch falls to a person, and each order
to a customer, by throws of the same dice, on a day of the same two years. Whatever weights `evaluate` suggests there, it suggests
by chance: that may happen in one book of twenty at most.
"""

from __future__ import annotations

import argparse
from collections import Counter
from datetime import date, timedelta

import numpy as np

from salesbook.books.memory import MemoryBook, grid_of
from salesbook.domain.evaluation.evaluation import Evaluation, evaluate
from salesbook.domain.evaluation.suggestion import WeightsVerdict
from salesbook.schema import TOUCHPOINT_ROWS, TOUCHPOINTS
from salesbook.tables.frames import frames, read_settings

BOOKS, BAR = 500, 0.05
UNTIL, DAYS = date(2026, 6, 30), 730
READ = ("Contacts", "Accounts", "Activities", "Orders", "Cadences", "Scoring", "TouchPoints", "Team", "Absences",
        "Holidays", "Settings")  # fmt: skip
_CALLS = (
    ("Call", "Out", "Spoke"),
    ("Call", "Out", "No answer"),
    ("Call", "In", "Spoke"),
    ("Email", "In", None),
    ("Visit", "Out", None),
)


def random_book(dice: np.random.Generator) -> MemoryBook:
    """80 to 600 people, half of them at firms of one to five people; three to eight touches a head, and half an order a customer."""
    people = int(dice.integers(80, 600))
    firm = [f"A{dice.integers(0, people // 5)}" if dice.random() < 0.5 else None for _ in range(people)]
    contacts = [{"Contact ID": f"C{n}", "Account ID": account} for n, account in enumerate(firm)]
    customers = [
        *{account for account in firm if account},
        *(n for n, account in enumerate(firm) if not account),
    ]
    return MemoryBook({
        "Contacts": grid_of("Contacts", contacts),
        "Accounts": grid_of("Accounts", [{"Account ID": one} for one in customers if isinstance(one, str)]),
        "Activities": grid_of("Activities", _touches(dice, people)),
        "Orders": grid_of("Orders", [
            {"Order ID": f"O{n}", "Date": _a_day(dice), "Amount": 100.0, **_by(customers[dice.integers(0, len(customers))])}
            for n in range(int(len(customers) * dice.uniform(0.2, 3)))
        ]),
        "TouchPoints": grid_of("TouchPoints", [
            dict(zip([column.name for column in TOUCHPOINTS.columns], row, strict=True)) for row in TOUCHPOINT_ROWS
        ]),
    })  # fmt: skip


def _touches(dice: np.random.Generator, people: int) -> list[dict[str, object]]:
    found = []
    for number in range(int(people * dice.uniform(3, 8))):
        channel, direction, outcome = _CALLS[dice.integers(0, len(_CALLS))]
        found.append({
            "Activity ID": f"T{number}", "Contact ID": f"C{dice.integers(0, people)}", "When": _a_day(dice), "Channel": channel,
            "Direction": direction, "Outcome": outcome, "Minutes": float(dice.integers(0, 30)),
        })  # fmt: skip
    return found


def _by(customer: str | int) -> dict[str, str]:
    return {"Account ID": customer} if isinstance(customer, str) else {"Contact ID": f"C{customer}"}


def _a_day(dice: np.random.Generator) -> date:
    return UNTIL - timedelta(days=int(dice.integers(0, DAYS)))


def evaluated(dice: np.random.Generator) -> Evaluation:
    """What `evaluate` finds in a random book, split one to eight months before its end."""
    seen = random_book(dice).read(READ)
    split = UNTIL - timedelta(days=int(dice.integers(30, 240)))
    return evaluate(frames(seen)[0], read_settings(seen)[0], split, UNTIL)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--books", type=int, default=BOOKS)
    books = options.parse_args().books
    found = Counter(evaluated(np.random.default_rng(seed)).suggestion.verdict for seed in range(books))
    for verdict, number in found.most_common():
        print(f"{number:5,}  {verdict}")
    share = found[WeightsVerdict.BETTER] / books
    print(
        f"weights suggested in {share:.1%} of {books:,} books in which there is nothing to find (bar: {BAR:.0%})"
    )


if __name__ == "__main__":
    main()
