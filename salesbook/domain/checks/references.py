"""What one table says of another: IDs and names that are not there, or not in use."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from salesbook.domain.checks.found import problem_values, rows
from salesbook.domain.facts.circles import on_a_circle
from salesbook.schema import TABLES, references
from salesbook.tables.arrays import positions, texts
from salesbook.tables.frames import Frames, Settings
from salesbook.tables.plan import Problem


def unknown_references(frames: Frames, _settings: Settings, _today: date) -> Iterator[Problem]:
    """IDs and names that the table they refer to does not have. Columns of salesbook's own are not asked: it wrote them."""
    for name, table in TABLES.items():
        for column in table.columns:
            other = column.refers
            if (
                not other or column.ours or not {name, other} <= frames.keys()
            ):  # what is not read is not checked
                continue
            keys = texts(frames[name], column.name)
            unknown = (keys != "") & (positions(frames[other], keys) < 0)
            yield from problem_values(frames[name], unknown, column.name, lambda key, other=other: f"{other} has no {key}",  # type: ignore[misc]
                              f"Correct it, or add it to {other}.")  # fmt: skip


def resting_references(frames: Frames, _settings: Settings, _today: date) -> Iterator[Problem]:
    """Owners who left, and cadences that are switched off."""
    for other in TABLES:
        for table, column in references(other):
            if not column.if_resting or not {table.name, other} <= frames.keys():
                continue
            active = np.append(frames[other]["Active"].to_numpy(dtype=bool), True)
            resting = ~active[positions(frames[other], texts(frames[table.name], column.name))]
            yield from problem_values(frames[table.name], resting, column.name, lambda key, column=column: f"{key} is not active; {column.if_resting}",  # type: ignore[misc]
                              f"Choose another one, or make it active again in {other}.")  # fmt: skip


def left_behind(frames: Frames, _settings: Settings, _today: date) -> Iterator[Problem]:
    """Open deals and duties of colleagues who are not active any more."""
    team, deals, duties = frames["Team"], frames["Opportunities"], frames["Duties"]
    gone = texts(team, "Rep")[~team["Active"].to_numpy(dtype=bool)].tolist()
    todo = "Choose another one; `salesbook reassign` with two names does all of it at once."
    theirs = np.isin(texts(deals, "Owner"), gone) & np.isin(texts(deals, "Result"), ["", "Open"])
    yield from problem_values(
        deals, theirs, "Owner", lambda rep: f"{rep} is not active, and the deal is open", todo
    )
    theirs = np.isin(texts(duties, "Stand-in"), gone)
    yield from problem_values(
        duties, theirs, "Stand-in", lambda rep: f"{rep} is not active, so nobody stands in", todo
    )


def nobody_ordered(frames: Frames, _settings: Settings, _today: date) -> Iterator[Problem]:
    """Orders that name neither an account nor a person."""
    orders = frames["Orders"]
    nobody = (texts(orders, "Account ID") == "") & (texts(orders, "Contact ID") == "")
    yield from rows(
        orders,
        nobody,
        "Account ID",
        "This order names nobody, so it counts for nobody",
        "Fill in Account ID or Contact ID.",
    )


def referred_in_a_circle(frames: Frames, _settings: Settings, _today: date) -> Iterator[Problem]:
    """People who referred themselves, or whose referrals lead back to them."""
    contacts = frames["Contacts"]
    by = positions(contacts, texts(contacts, "Referred by"))
    itself = by == np.arange(len(by))
    yield from rows(
        contacts,
        itself,
        "Referred by",
        "{value} cannot have referred themselves",
        "Empty it, or name the one who did.",
    )
    yield from rows(contacts, on_a_circle(np.where(itself, -1, by)), "Referred by",
                    "The referrals go round in a circle: {value} was referred, over others, by this person",
                    "Empty Referred by of the one who came first.")  # fmt: skip
