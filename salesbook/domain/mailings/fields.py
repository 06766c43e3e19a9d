"""What a letter can say: the columns of the reader, their account, their rep and the rest, by header."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from salesbook.domain.facts.asked import has_referrals
from salesbook.domain.facts.owners import accounts_of, owners_of, value_used
from salesbook.domain.facts.people import names_of_contacts
from salesbook.domain.facts.situations.table import situations_of
from salesbook.domain.facts.subjects import own_subject
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.referring.claims import referral_rows
from salesbook.domain.referring.thanks_letters import introduction_of
from salesbook.domain.world import World
from salesbook.letters import ForColleagues, Record, RecordTable
from salesbook.schema import CONTACTS, PERSONAL_CHANNELS, TABLES, Table, Type, in_letters
from salesbook.tables.arrays import Ints, positions, take, texts
from salesbook.tables.headers import all_headers, in_grid, is_own, own_cells
from salesbook.tables.origin import origin_of

if TYPE_CHECKING:
    import pandas as pd

    from salesbook.domain.mailings.mailing import Mailing

LAST_ORDER, LAST_TALK = ("Date", "Amount"), ("Date", "By", "Channel", "Direction", "Subject", "Their words")
_INTRODUCED = ("Name", "Date")
_TALKS = (*PERSONAL_CHANNELS, "Service", "Install")
_FIRM = ("Firm", "Postal address", "Default country")


def known_fields(world: World) -> dict[str, list[str]]:
    """The headers that a template may name, by kind of record."""
    return {
        **{kind: _headers(world, table) for kind, table in in_letters().items()},
        "firm": list(_FIRM), "last_order": list(LAST_ORDER), "last_talk": list(LAST_TALK),
        "introduced": list(_INTRODUCED),
    }  # fmt: skip


def _headers(world: World, table: Table) -> list[str]:
    """The headers of a table; those of the schema where the book lacks it."""
    here = world.frames.get(table.name)
    return [column.name for column in table.columns] if here is None else all_headers(here)


def inner_fields() -> dict[str, frozenset[str]]:
    """Those of them that are written for colleagues, by kind of record."""
    return {kind: _inner(table) for kind, table in in_letters().items()}


class LazyColumn(Sequence[object]):
    """A column of a frame as Python values, turned into them when somebody asks for the first one."""

    def __init__(self, frame: pd.DataFrame, header: str) -> None:
        self._of = frame, header

    @cached_property
    def _cells(self) -> Sequence[object]:
        return _values(*self._of)

    def __getitem__(self, row: Any) -> Any:
        return self._cells[row]

    def __len__(self) -> int:
        return len(self._of[0])


class OwnWords(Sequence[object]):
    """Subjects of talks, each looked at when a letter asks for it: what people wrote, and no prompt or topic."""

    def __init__(self, subjects: Sequence[object]) -> None:
        self._subjects = subjects

    def __getitem__(self, row: Any) -> Any:
        return own_subject(str(self._subjects[row] or ""))

    def __len__(self) -> int:
        return len(self._subjects)


def _values(frame: pd.DataFrame, header: str) -> Sequence[object]:
    """Blank is None, a date a date, a time of day a text, a whole number an int."""
    if is_own(frame, header):
        return own_cells(frame, header)
    kind = TABLES[origin_of(frame).grid.name].by_name[header].type
    column = frame[header].to_numpy()
    if kind in {Type.DATE, Type.MOMENT}:
        return list(column.astype("datetime64[D]").astype(object))
    if column.dtype == np.float64:
        return [_number(value, time=kind is Type.TIME) for value in column.tolist()]
    return column.tolist()


def _number(value: float, *, time: bool) -> object:
    if not np.isfinite(value):
        return None
    if time:
        return f"{int(value) // 60:02}:{int(value) % 60:02}"
    return int(value) if value.is_integer() else value


class Fields:
    """Everything that letters can name, for one contact after the other; `campaign`: what a letter of its own pitches."""

    def __init__(self, world: World, mailing: Mailing | None = None, campaign: str = "") -> None:
        self._world = world
        self._tables = {kind: self._table(kind, table) for kind, table in in_letters().items()}
        self._mailing = mailing
        self._campaign = mailing.campaign if mailing else campaign
        firm = {name: [str(world.settings[name])] for name in _FIRM}
        self._fixed = {
            "firm": Record(RecordTable("firm", firm), 0),
            "mailing": Record(self._tables["mailing"], self._place_of_run()),
            "campaign": self._campaign_pitched(),
            "proposition": Record(self._tables["proposition"], self._place_of_proposition()),
            "currency": str(world.settings["Currency"]),
            "postal_address": str(world.settings["Postal address"]),
            "today": world.today,
        }

    def of(self, contact: int, variant: str = "") -> dict[str, object]:
        """The fields of one letter, to the contact at this position."""
        world = self._world
        return {
            **self._fixed,
            "contact": Record(self._tables["contact"], contact),
            "account": Record(self._tables["account"], int(world.get(accounts_of)[contact])),
            "rep": Record(self._tables["rep"], int(self.rep[contact])),
            "last_order": Record(self._last_order[0], int(self._last_order[1][contact])),
            "last_talk": Record(self._last_talk[0], int(self._last_talk[1][contact])),
            "introduced": Record(self._introduced, int(world.get(introduction_of)[contact])),
            "reason": ForColleagues(self._reasons[contact], "The reason to write"),
            "language": str(texts(world.frames["Contacts"], "Language")[contact]),
            "variant": variant,
        }

    @cached_property
    def rep(self) -> Ints:
        """For each contact the position in Team of the rep who keeps it; -1 without one."""
        return positions(self._world.frames["Team"], self._world.get(owners_of))

    def _table(self, kind: str, table: Table) -> RecordTable:
        """All columns; of those of a contact that inherit the value used, as everywhere else."""
        frame = self._world.frames.get(table.name)
        if frame is None:
            return RecordTable(kind, dict.fromkeys(_headers(self._world, table), ()), inner=_inner(table))
        columns: dict[str, Sequence[object]] = {
            header: LazyColumn(frame, header) for header in all_headers(frame)
        }
        if table is CONTACTS:
            inherited = {
                one.name: one.used_of or one.name
                for one in table.columns
                if (one.inherits or one.used_of) and one.name in columns and not is_own(frame, one.name)
            }
            columns |= {name: value_used(self._world, of).tolist() for name, of in inherited.items()}
        return RecordTable(kind, columns, _address(frame), _inner(table))

    def _place_of_run(self) -> int:
        return -1 if self._mailing is None else self._place("Mailings", self._mailing.key)

    def _place(self, table: str, key: str) -> int:
        """Where a row stands in its table; -1 where it does not."""
        frame = self._world.frames.get(table)
        return -1 if frame is None else int(positions(frame, np.array([key], dtype=object))[0])

    def _campaign_pitched(self) -> Record:
        """The campaign's row. In a book without campaigns people may write what they like into Campaign ID: that alone is known of it."""
        place = self._place("Campaigns", self._campaign)
        if place >= 0 or not self._campaign:
            return Record(self._tables["campaign"], place)
        typed: dict[str, Sequence[object]] = {name: [None] for name in self._tables["campaign"].headers}
        return Record(RecordTable("campaign", {**typed, "Campaign ID": [self._campaign]}), 0)

    def _place_of_proposition(self) -> int:
        place = self._place("Campaigns", self._campaign)
        if place < 0:
            return -1
        return self._place("Propositions", str(self._world.frames["Campaigns"]["Proposition ID"].iloc[place]))

    @cached_property
    def _reasons(self) -> list[str]:
        """Why one would write to each contact, by the topic that a call would have: such as "Reorder"; "" for none."""
        situations = self._world.get(situations_of).tolist()
        return [one.topic if one.is_reason else "" for one in situations]

    @cached_property
    def _last_order(self) -> tuple[RecordTable, Ints]:
        """Orders up to today, and for each contact the row of the last one of its account."""
        orders, world = self._world.frames["Orders"], self._world
        of_contact = world.get(accounts_of)
        day = orders["Date"].to_numpy().astype("datetime64[D]").astype(np.int64)
        amount = orders["Amount"].to_numpy()
        rows = np.flatnonzero((day >= 0) & (day <= world.day) & ~(amount < 0))
        rows = rows[np.argsort(day[rows], kind="stable")]
        accounts = positions(world.frames["Accounts"], texts(orders, "Account ID"))
        people = positions(world.frames["Contacts"], texts(orders, "Contact ID"))
        accounts = np.where(accounts >= 0, accounts, np.append(of_contact, -1)[people])
        of_account = np.full(len(world.frames["Accounts"]) + 1, -1, dtype=np.int64)
        of_account[accounts[rows]] = rows
        of_account[-1] = -1
        own = np.full(len(of_contact) + 1, -1, dtype=np.int64)
        own[people[rows]] = rows
        last = np.where(of_contact >= 0, of_account[of_contact], own[:-1])
        return RecordTable(
            "last_order", {name: _values(orders, name) for name in LAST_ORDER}, _address(orders)
        ), last

    @cached_property
    def _introduced(self) -> RecordTable:
        """Rows of Referrals: whom somebody introduced, and when."""
        frame = self._world.frames.get("Referrals")
        if frame is None or not has_referrals(self._world):
            return RecordTable("introduced", dict.fromkeys(_INTRODUCED, ()))
        names = take(self._world.get(names_of_contacts), self._world.get(referral_rows).introduced)
        typed = texts(frame, "Introduced name")
        return RecordTable(
            "introduced",
            {"Name": np.where(names == "", typed, names).tolist(), "Date": _values(frame, "Introduced on")},
            _address(frame, {"Name": "Introduced name", "Date": "Introduced on"}),
        )

    @cached_property
    def _last_talk(self) -> tuple[RecordTable, Ints]:
        """Activities, and for each contact the row of the last one in which somebody spoke to the person."""
        world = self._world
        touches, log = world.get(touch_table), world.frames["Activities"]
        activity = touches["activity"].to_numpy()
        talk = touches["channel"].isin(_TALKS).to_numpy()
        rows = np.flatnonzero((touches["points"].to_numpy() > 0) & (activity >= 0) & talk)
        last = np.full(len(world.frames["Contacts"]), -1, dtype=np.int64)
        last[touches["contact"].to_numpy()[rows]] = activity[rows]
        names = dict(zip(world.frames["Team"].index, world.frames["Team"]["Name"], strict=True))
        columns: dict[str, Sequence[object]] = {
            name: _values(log, "When" if name == "Date" else name) for name in LAST_TALK
        }
        columns["Subject"] = OwnWords(columns["Subject"])
        columns["By"] = [names.get(rep) or rep for rep in texts(log, "By").tolist()]
        return RecordTable("last_talk", columns, _address(log, {"Date": "When"})), last


def _inner(table: Table) -> frozenset[str]:
    """Texts that salesbook writes for colleagues, such as Why and Held because."""
    return frozenset(column.name for column in table.columns if column.ours and column.type is Type.TEXT)


def _address(frame: pd.DataFrame, called: Mapping[str, str] | None = None) -> Callable[[int, str], str]:
    """Where a cell of the frame stands in the workbook; `called`: headers that a field has another name for."""
    grid = origin_of(frame).grid

    def address(row: int, header: str) -> str:
        return str(grid.address(frame.index[row], in_grid(grid, (called or {}).get(header, header))))

    return address
