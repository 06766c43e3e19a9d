"""The action `scores`: salesbook's columns of Contacts and Accounts, and when people are due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict

import numpy as np

from salesbook.domain.facts.buying_model import ENOUGH, buyers, model_of
from salesbook.domain.facts.due import rhythm_table
from salesbook.domain.facts.orders import order_days
from salesbook.domain.facts.owners import value_used
from salesbook.domain.facts.score.accounts import account_cells
from salesbook.domain.facts.score.table import score_table
from salesbook.domain.facts.score.ties import ties_of
from salesbook.domain.facts.unusable import unusable_cells
from salesbook.domain.scores.band_moves import moves
from salesbook.domain.scores.history import kept_scores, what_changed
from salesbook.domain.scores.why import whys, whys_of_complaints
from salesbook.domain.world import World
from salesbook.schema import BANDS, CONTACTS, FACTORS
from salesbook.tables.arrays import date_cells, number_cells, text_cells, texts
from salesbook.tables.plan import Change, Message, Plan, Set, Value
from salesbook.util.wording import count

__all__ = ["plan_due", "plan_scores"]


def plan_scores(world: World) -> Plan:
    """Write every column of Contacts that is salesbook's, except Held because, and those of Accounts.

    Next due and Days overdue stay blank for contacts whose Status is not Active: nobody is to
    call them. Still buying stays blank for customers whose orders do not tell.
    """
    contacts = world.frames["Contacts"]
    problems = world.get(unusable_cells)
    if contacts.empty:
        return Plan(
            problems=problems, messages=(Message("There are no contacts yet, so there is nothing to score."),)
        )
    columns = {**_rhythm_cells(world), **_score_cells(world), "Why": whys(world)}
    columns["Best tie"] = text_cells(world.get(ties_of).best(len(contacts)))
    columns["What changed"] = what_changed(world)
    columns |= {
        one.name: text_cells(value_used(world, one.used_of)) for one in CONTACTS.columns if one.used_of
    }
    history = kept_scores(world)
    changes: list[Change] = [Set("Contacts", contacts.index.tolist(), columns)]
    accounts = world.frames["Accounts"].index.tolist()
    if accounts:
        changes.append(Set("Accounts", accounts, account_cells(world)))
    summary = _summary(world, columns)
    told = [_sentence(columns, summary["due"]), *_of_buying(world)]
    moved = moves(world)
    if moved:
        told.append(f"{count(len(moved), 'person comes', 'people come')} into another band.")
    summary["moves"] = [asdict(move) for move in moved]
    messages = (*map(Message, told), *history.messages)
    return Plan((*changes, *history.changes), problems, messages, summary)


def plan_due(world: World) -> Plan:
    """When each person was reached last and is due next, and complaints in Why: what a logged call changes at once."""
    contacts = world.frames["Contacts"]
    if contacts.empty:
        return Plan()
    due = Set("Contacts", contacts.index.tolist(), _rhythm_cells(world))
    told = whys_of_complaints(world)
    return Plan(
        (
            due,
            *(
                [Set("Contacts", [contacts.index[at] for at in told], {"Why": [*told.values()]})]
                if told
                else []
            ),
        )
    )


def _rhythm_cells(world: World) -> dict[str, Sequence[Value]]:
    rhythm = world.get(rhythm_table)
    active = np.isin(texts(world.frames["Contacts"], "Status"), ["Active", ""])
    due = rhythm["next_due"].to_numpy().astype("datetime64[D]")
    late = (np.datetime64(world.today) - due).astype(np.int64)
    is_due = active & (late >= 0)
    return {
        "Cadence used": text_cells(texts(rhythm, "cadence")),
        "Last touch": date_cells(rhythm["last_touch"].to_numpy()),
        "Last channel": text_cells(texts(rhythm, "last_channel")),
        "Last by": text_cells(texts(rhythm, "last_by")),
        "Next due": date_cells(np.where(active, due, np.datetime64("NaT"))),
        "Days overdue": [
            days if shown else None for days, shown in zip(late.tolist(), is_due.tolist(), strict=True)
        ],
    }


def _score_cells(world: World) -> dict[str, Sequence[Value]]:
    scores = world.get(score_table)
    return {
        "Score": number_cells(scores["score"].to_numpy()),
        "Band": scores["band"].tolist(),
        "Trend": text_cells(texts(scores, "trend")),
        **{factor: number_cells(scores[factor].to_numpy()) for factor in FACTORS},
        "Still buying": number_cells(scores["still_buying"].to_numpy()),
    }


def _summary(world: World, columns: Mapping[str, Sequence[Value]]) -> dict[str, object]:
    bands, model = Counter(columns["Band"]), world.get(model_of)
    return {
        "contacts": len(world.get(score_table)),
        "bands": {band: bands[band] for band in BANDS},
        "due": sum(late is not None for late in columns["Days overdue"]),
        "model": asdict(model) if model else None,
    }


def _of_buying(world: World) -> list[str]:
    """What Still buying and Loyalty were worked out from; nothing where nobody has ordered."""
    if model := world.get(model_of):
        all_, again = count(model.customers, "customer"), model.repeaters
        return [f"Still buying is worked out from {all_}, {again:,} of whom have ordered again."]
    orders = world.get(order_days)
    if not len(orders.day):
        return []
    again = int((buyers(orders, world.day).repeats > 0).sum())
    why = (
        f"{count(again, 'customer has', 'customers have')} ordered again, it takes {ENOUGH}"
        if again < ENOUGH
        else "the orders do not show who has left"
    )
    return [f"Still buying is blank ({why}); Loyalty goes by the days since the last order."]


def _sentence(columns: Mapping[str, Sequence[Value]], due: object) -> str:
    bands = Counter(columns["Band"])
    told = ", ".join(f"{bands[band]} {band}" for band in BANDS if bands[band])
    return f"Scored {count(bands.total(), 'contact')}: {told}. Due today or earlier: {due}."
