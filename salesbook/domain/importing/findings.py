"""What an import found and what it lacks, in sentences; and what it could do besides, if the person wants it. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from salesbook.domain.importing.clean import Cleaned
from salesbook.domain.importing.headers.known import Mapped, Target
from salesbook.domain.importing.people.deciders import title_decides
from salesbook.domain.importing.report import Went
from salesbook.domain.importing.staging import Store
from salesbook.schema import TABLES
from salesbook.tables.grid import is_blank
from salesbook.tables.plan import Append, Change, Set
from salesbook.util.folding import caseless
from salesbook.util.wording import count, joined, on, shortened

_MOST = 8  # names in one sentence
_TITLE, _DECIDES = Target("Contacts", "Job title"), Target("Contacts", "Decision maker")
_ONE_OF = {
    "Contacts": "contact",
    "Accounts": "account",
    "Orders": "order",
    "Activities": "activity",
    "Opportunities": "deal",
}
# What the book makes much of, by table, and how a row without it is spoken of.
_WANTED = {
    "Contacts": {
        "Owner": "Owner", "Kind": "Kind", "Phone": "phone number", "Email": "email address",
    },
    "Accounts": {"Owner": "Owner", "Tier": "Tier"},
    "Orders": {"Date": "date", "Amount": "amount"},
    "Activities": {"When": "date", "Channel": "channel", "By": "By"},
    "Opportunities": {"Amount": "amount", "Stage": "stage"},
}  # fmt: skip


@dataclass(frozen=True)
class ImportOffer:
    """Something an import can do besides: the `question`, its changes, what is said once it is `done`, and else `left`.

    `option`: the option of the command that takes it without a question, "" for none.
    """

    question: str
    changes: tuple[Change, ...]
    done: str
    left: str
    option: str = ""


def columns_read(headers: Sequence[str], mapped: Mapped, table: str) -> str:
    """A sentence on the columns that were understood, and as what; those of other tables with the table's name."""
    told = []
    for target, places in mapped.columns.items():
        own = target.table == table or target.column in {"Account", "Name"}
        ours = target.column if own else f"{target.column} in {target.table}"
        of_file = [
            headers[place] for place in places if place < len(headers)
        ]  # others were read out of these
        theirs = [header for header in of_file if header not in ("", target.column)]
        told.append(f"{ours} ({', '.join(theirs)})" if theirs else ours)
    return f"Columns read: {', '.join(told)}."


def lacks_of_rows(table: str, cleaned: Cleaned, went: Went) -> Iterator[str]:
    """A sentence for each thing that the book makes much of and rows of the table from the file do not have.

    Two lines of the file about one person are one contact, who has what either line says, or the book said before.
    """
    rows = {row for row in went.rows if row >= 0}
    one = _ONE_OF.get(table, "row")
    for column, words in _WANTED.get(table, {}).items():
        in_file, cells = Target(table, column) in cleaned.columns, went.store.columns.get(column)
        if in_file and cells is None:
            continue  # the book has no such column, which is told elsewhere
        without = sum(cells[row] is None for row in rows) if in_file and cells else len(rows)
        a = "an" if words[0] in "aeiouAEIOU" else "a"
        if rows and without == len(rows):
            yield f"No {one} has {a} {words}."
        elif without:
            yield f"{without:,} of {count(len(rows), one)} {'has' if without == 1 else 'have'} no {words}."


def still_to_come(table: str, cleaned: Cleaned, today: date) -> str:
    """A sentence on rows that are dated after today; "" without one. Days that lie ahead by nature are no matter."""
    one = _ONE_OF.get(table, "row")
    for target, cells in cleaned.columns.items():
        column = TABLES[target.table].by_name.get(target.column)
        if target.table != table or not ((column and column.past) or target.column == "Last contacted"):
            continue
        ahead = [
            day
            for row, cell in enumerate(cells)
            if row not in cleaned.rejected and (day := _day(cell)) and day > today
        ]
        if ahead:
            does = "does not count" if len(ahead) == 1 else "do not count"
            return f"{target.column} of {count(len(ahead), one)} lies after today, the last {on(max(ahead))}, so {'it' if len(ahead) == 1 else 'they'} {does} yet: correct what is wrong."
    return ""


def _day(cell: object) -> date | None:
    return cell.date() if isinstance(cell, datetime) else cell if isinstance(cell, date) else None


def offers(cleaned: Cleaned, height: int, people: Went | None, *, are_buyers: bool) -> Iterator[ImportOffer]:
    """Colleagues whom Team does not know, to be added; of the `people`, who looks as if they decide; and where they are buyers, a Kind for those who were there already without one."""
    if found := _strangers(cleaned, height):
        names = joined([f"{name} ({count(number, 'cell')})" for name, number in found.most_common()], _MOST)
        rows = tuple({"Rep": name, "Name": name} for name in found)
        added = joined(list(found), _MOST)
        yield ImportOffer(
            f"Team does not know {names}. Add {'this colleague' if len(found) == 1 else 'these colleagues'} to Team",
            (Append("Team", rows),),
            f"Added to Team: {added}. Fill in how many calls a day each can make.",
            f"Team does not know {names}: add them there, or correct the owner.",
        )
    if people is not None and (deciding := _deciding(cleaned, people)):
        yield _decider_offer(people.store, deciding)
    if people is not None and are_buyers and (rows_without := _kindless(people)):
        store, number = people.store, len(rows_without)
        handles = [store.handles[row] for row in rows_without]
        who = f"{count(number, 'buyer')} who {'was' if number == 1 else 'were'} in Contacts already {'has' if number == 1 else 'have'} no Kind"
        kinds: list[str | None] = ["Customer"] * number
        yield ImportOffer(
            f"{who}, so no cadence for customers fits. Fill in Customer",
            (Set("Contacts", handles, {"Kind": kinds}, {"Kind": [None] * number}),),
            f"Kind of {count(number, 'buyer')}: Customer.",
            f"{who}, so no cadence for customers fits: fill in Kind in Contacts.",
        )


def _strangers(cleaned: Cleaned, height: int) -> Counter[str]:
    """Owners and the like of the file that Team does not know, with how many cells name each; capitals make nobody another person."""
    known: Collection[str] = set(cleaned.reps.values())
    found: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    for target, cells in cleaned.columns.items():
        column = TABLES[target.table].by_name.get(target.column)
        if column is None or column.refers != "Team":
            continue
        found.update(
            spelled.setdefault(caseless(cell), cell)
            for row in range(height)
            if row not in cleaned.rejected and isinstance(cell := cells[row], str) and cell not in known
        )
    return found


def _deciding(cleaned: Cleaned, people: Went) -> dict[int, str]:
    """By row of Contacts the job title that says that somebody of the file decides, where Decision maker is blank.

    Nobody where the file says itself who decides, or has no job titles.
    """
    store = people.store
    titles = store.columns.get(_TITLE.column)
    if _TITLE not in cleaned.columns or titles is None or any(cleaned.columns.get(_DECIDES, ())):
        return {}
    if (said := store.grid.columns.get(_DECIDES.column)) is None:  # an older book's
        return {}
    rows = store.grid.rows
    return {
        row: title
        for row in dict.fromkeys(people.rows)
        if row >= 0
        and isinstance(title := titles[row], str)
        and (row >= store.known or is_blank(said[rows[store.handles[row]]]))
        and title_decides(title)
    }


def _decider_offer(store: Store, deciding: Mapping[int, str]) -> ImportOffer:
    number, handles = len(deciding), [store.handle(row) for row in deciding]
    look = "person looks" if number == 1 else "people look"
    who = f"{number:,} {look} as if they decide ({_by_title(deciding.values())})"
    yes: list[str | None] = ["Yes"] * number
    return ImportOffer(
        f"{who}, by their job titles. Set Decision maker to Yes",
        (Set("Contacts", handles, {_DECIDES.column: yes}, {_DECIDES.column: [None] * number}),),
        f"Decision maker of {count(number, 'person', 'people')}: Yes.",
        f"{who}; their Decision maker stays blank: set it in Contacts, or import the file again and say yes.",
        "--decision-makers",
    )


def _by_title(titles: Iterable[str]) -> str:
    """How many have each title, most first: "Managing Director 7, Owner 5"; beyond `_MOST` how many have others."""
    spelled: dict[str, str] = {}
    found = Counter(spelled.setdefault(caseless(title), shortened(title)) for title in titles).most_common()
    told = [f"{title} {number:,}" for title, number in found[:_MOST]]
    if others := found[_MOST:]:
        told.append(f"{sum(number for _, number in others):,} with {count(len(others), 'other title')}")
    return ", ".join(told)


def _kindless(buyers: Went) -> list[int]:
    store: Mapping[str, Sequence[object]] = buyers.store.columns
    return [
        row
        for row in dict.fromkeys(buyers.rows)
        if 0 <= row < buyers.store.known and store["Kind"][row] is None
    ]
