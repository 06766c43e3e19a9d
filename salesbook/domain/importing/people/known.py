"""The people and the organisations of the book, found by what a row of a file says of them: IDs, numbers, emails, names.

A record in, the row of Contacts or of Accounts that it means out, a new one where it is new, and none where it names none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import islice
from typing import TYPE_CHECKING

from salesbook.domain.facts.matching import agree, firm_key, name_key, names_agree
from salesbook.domain.importing.people.identify import NUMBER, PersonValues, Registry
from salesbook.util.folding import name_words

if TYPE_CHECKING:
    import pandas as pd


class Accounts(Registry):
    """Organisations: by ID, by number, by name."""

    def __init__(self, frame: pd.DataFrame, prefix: str, columns: Collection[str]) -> None:
        super().__init__(frame, prefix, {*columns, "Account"})

    def begin(self) -> None:
        self.by_name: dict[str, list[int]] = {}
        super().begin()

    def of_that_name(self, record: PersonValues) -> tuple[int, ...]:
        """The rows that a record which has nothing but a name may mean."""
        if not only_named(record):
            return ()
        return tuple(dict.fromkeys(self.by_name.get(firm_key(str(record["Account"])), ())))

    def place(self, record: PersonValues) -> int | None:
        """The row of the organisation that a record names, a new one if need be; None if it names none."""
        if not any(record.get(name) for name in (self.id, NUMBER, "Account")):
            return None
        row = self.by_ids(record)
        if row is None and record.get("Account"):
            named = self.by_name.get(firm_key(str(record["Account"])), ())
            row = next(
                (
                    r
                    for r in named
                    if self.may_take(r, record) and agree(self.value(r, NUMBER), record.get(NUMBER))
                ),
                None,
            )
        return self.lay(row, record, {})

    def _index(self, row: int) -> None:
        super()._index(row)
        if name := self.store.columns["Account"][row]:
            self.by_name.setdefault(firm_key(str(name)), []).append(row)


def only_named(record: PersonValues) -> bool:
    """Whether a record has the name of an organisation, and neither its ID nor its number."""
    return bool(record.get("Account")) and not any(record.get(name) for name in ("Account ID", NUMBER))


class Contacts(Registry):
    """People: by ID, by number, by email, by name and account, the nameless by phone."""

    def __init__(self, frame: pd.DataFrame, prefix: str, columns: Collection[str]) -> None:
        super().__init__(
            frame,
            prefix,
            {
                *columns,
                "First name",
                "Last name",
                "Email",
                "Phone",
                "Account ID",
                "Status",
                "Created",
                "Kind",
            },
        )
        self.names = list(map(name_key, self.store.columns["First name"], self.store.columns["Last name"]))

    def begin(self) -> None:
        self.by_email: dict[str, list[int]] = {}
        self.by_name: dict[tuple[str, str], list[int]] = {}
        self.by_phone: dict[tuple[str, str, str], list[int]] = {}
        self.by_bare_name: dict[str, list[int]] = {}
        self.by_all: dict[tuple[str, str, str, str], int] = {}
        self.unclear: list[int] = []  # the people that the last record may mean, where it can be several
        super().begin()

    def at_which(self, record: PersonValues, accounts: Collection[str]) -> set[str]:
        """At which of those accounts somebody is whom a record may mean, by ID, number, email or name."""
        row = self.by_ids(record)
        name, email = _name_of(record), record.get("Email")
        rows = [row] if row is not None else self.by_email.get(name_words(str(email)), ()) if email else ()
        if not rows:
            rows = self.by_bare_name.get(name, ()) if name else ()
        return {str(self.value(row, "Account ID") or "") for row in rows} & {*accounts}

    def is_named_like(self, record: PersonValues, firm: PersonValues) -> bool:
        """Whether what a row has as the firm is the name of the very person whom its ID or email finds: a private buyer's."""
        if not only_named(firm) or _name_of(record):
            return False
        row = self.by_ids(record)
        rows = [row] if row is not None else self.by_email.get(name_words(str(record.get("Email") or "")), ())
        key = name_key(firm["Account"])
        return any(self.names[row] == key for row in rows)

    def place(self, record: PersonValues, defaults: PersonValues, *, naming_only: bool) -> int | None:
        """The row of the person that a record names, a new one if need be; None if it names none.

        `naming_only`: the row is about something else, so a name that only one person has is enough; where the book
        has several of that name, the record names none, and `unclear` says whom it may mean.
        """
        self.unclear = []
        name = _name_of(record)
        if not (name or any(record.get(column) for column in (self.id, NUMBER, "Email", "Phone"))):
            return None
        row = self.by_ids(record)
        if row is None and (email := record.get("Email")):
            row = next(
                (
                    r
                    for r in self.by_email.get(name_words(str(email)), ())
                    if names_agree(name, self.names[r])
                ),
                None,
            )
        if row is None:
            row = self._by_name(name, record, naming_only=naming_only)
        if self.unclear:
            return None
        if row is None:
            self.names.append(name)
        return self.lay(row, record, defaults)

    def _by_name(self, name: str, record: PersonValues, *, naming_only: bool) -> int | None:
        """The row with that name, account, email and phone, else the only one of that name with nothing against it."""
        account, email, phone = (str(record.get(column) or "") for column in ("Account ID", "Email", "Phone"))
        if not (name or phone):
            return None
        same = self.by_all.get((name, account, name_words(email), phone))
        if same is not None and self.may_take(same, record):
            return same
        found = (
            row
            for row in self._of_that_name(name, account, phone)
            if self._fits(row, record, sure=bool(account))
        )
        rows = set(islice(found, 2))
        if (
            not rows
            and naming_only
            and not any(record.get(column) for column in (self.id, NUMBER, "Email", "Account ID"))
        ):
            rows = set(self.by_bare_name.get(name, ()))
            known = sorted(row for row in rows if row < self.store.known)
            self.unclear = known if len(known) > 1 else []
        if len(rows) != 1:
            return None
        self.unsure = True
        return rows.pop()

    def _of_that_name(self, name: str, account: str, phone: str) -> Iterable[int]:
        """Rows of a name at an account with that phone or none; the nameless are known by the phone alone."""
        if not phone:
            return dict.fromkeys(self.by_name.get((name, account), ()))
        blank = self.by_phone.get((name, account, ""), ()) if name and account else ()
        return dict.fromkeys((*self.by_phone.get((name, account, phone), ()), *blank))

    def _fits(self, row: int, record: PersonValues, *, sure: bool) -> bool:
        """Email and phone do not contradict; without an account to go by, the record brings none that is new."""
        for column in ("Email", "Phone"):
            ours, theirs = self.value(row, column), record.get(column)
            if not agree(ours, theirs) or (theirs and not ours and not sure):
                return False
        return self.may_take(row, record)

    def _renewed(self, row: int, filled: Collection[str]) -> None:
        if "First name" in filled or "Last name" in filled:
            self.names[row] = name_key(
                self.store.columns["First name"][row], self.store.columns["Last name"][row]
            )

    def _index(self, row: int) -> None:
        super()._index(row)
        columns = self.store.columns
        name, email = self.names[row], name_words(str(columns["Email"][row] or ""))
        account, phone = str(columns["Account ID"][row] or ""), str(columns["Phone"][row] or "")
        if email:
            self.by_email.setdefault(email, []).append(row)
        if name:
            self.by_bare_name.setdefault(name, []).append(row)
            self.by_name.setdefault((name, account), []).append(row)
        if name or phone:
            self.by_phone.setdefault((name, account, phone), []).append(row)
            self.by_all.setdefault((name, account, email, phone), row)


def _name_of(record: PersonValues) -> str:
    first, last = record.get("First name"), record.get("Last name")
    return name_key(first, last) if first or last else ""
