"""After a yes: the proposition's Cadence after yes is offered on Pitches, and given to whom somebody accepted it for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from salesbook.domain.campaigns.answered import CampaignAnswers
from salesbook.domain.facts.cadence import cadence_used
from salesbook.domain.pitching.campaigns import campaigns_of
from salesbook.domain.pitching.states import states_of
from salesbook.domain.world import World
from salesbook.schema import INTERVAL_DAYS
from salesbook.tables.arrays import numbers, texts
from salesbook.tables.origin import cell_to_come, origin_of
from salesbook.tables.plan import Handle, Message, Plan, Set, Value
from salesbook.util.wording import count

OFFERED, SAVED, ACCEPT = "Cadence offered", "Calls saved", "Accept"
_TAKEN = ", taken"
_YEAR = 365.25  # days

PitchedPerson = tuple[str, str]  # Campaign ID and Contact ID


@dataclass(frozen=True, slots=True)
class CadenceOffer:
    """To whoever said yes: the cadence, how many calls a year it saves (negative: it costs some), and their position in Contacts."""

    cadence: str
    saved: float
    contact: int


@dataclass(frozen=True, slots=True)
class _Row:
    handle: Handle
    offered: str
    saved: float
    accept: str
    typed: Value  # of accept, what cannot be read

    @property
    def kept(self) -> Value:
        """What stays in Accept while it is offered: a Yes is done."""
        return "No" if self.accept == "No" else self.typed


def cadence_offers(world: World) -> dict[PitchedPerson, CadenceOffer]:
    """Whom it can be offered: they said yes, and are touched by another cadence."""
    table, used = world.frames["Propositions"], world.get(cadence_used)
    after_yes = dict(zip(map(str, table.index), texts(table, "Cadence after yes").tolist(), strict=True))
    a_year = _calls_a_year(world)
    ids = texts(world.frames["Contacts"], "Contact ID")
    found = {}
    for key, states in world.get(states_of).items():
        cadence = after_yes.get(states.campaign.proposition, "")
        if cadence not in a_year:
            continue
        answers = CampaignAnswers(world, states)
        at = answers.contact[answers.said_yes]
        for contact in at[used.name[at] != cadence].tolist():
            now = _YEAR / float(used.interval[contact])
            found[str(key), str(ids[contact])] = CadenceOffer(
                cadence, round(now - a_year[cadence], 1), contact
            )
    return found


def plan_accepted(world: World) -> Plan:
    """Give the cadence to whom Accept says Yes for, and say what that saves; whatever cannot be given is counted."""
    wanted = {person: row for person, row in _rows(world).items() if row.accept == "Yes"}
    if not wanted:
        return Plan()
    offers, contacts = world.get(cadence_offers), world.frames["Contacts"]
    taken = {person: offers[person] for person in wanted if person in offers}
    by_contact = {one.contact: one for one in reversed(taken.values())}  # of two campaigns the first
    told = [*_told_of_taken(by_contact.values()), *_told_of_none(len(wanted) - len(taken))]
    if not by_contact:
        return Plan(messages=tuple(map(Message, told)))
    ids, source = [contacts.index[at] for at in by_contact], origin_of(contacts)
    rows = [wanted[person] for person in taken]
    return Plan(
        (
            Set("Contacts", ids, {"Cadence": [one.cadence for one in by_contact.values()]}, {"Cadence": [source.value(one, "Cadence") for one in ids]}),
            Set("Pitches", [row.handle for row in rows], {
                OFFERED: [f"{one.cadence}{_TAKEN}" for one in taken.values()], SAVED: [one.saved for one in taken.values()], ACCEPT: [None] * len(rows),
            }, {ACCEPT: ["Yes"] * len(rows)}),
        ),
        messages=tuple(map(Message, told)), summary={"cadences taken": len(by_contact)},
    )  # fmt: skip


def _told_of_taken(offers: Iterable[CadenceOffer]) -> Iterator[str]:
    by_cadence: defaultdict[str, list[float]] = defaultdict(list)
    for one in offers:
        by_cadence[one.cadence].append(one.saved)
    for cadence, saved in by_cadence.items():
        yield f"{count(len(saved), 'person', 'people')} who said yes {'is' if len(saved) == 1 else 'are'} touched by {cadence} from now on: {_calls(sum(saved))}."


def _told_of_none(number: int) -> Iterator[str]:
    if number:
        yield (
            f"{count(number, 'Yes', 'Yes')} in {ACCEPT} on Pitches came to nothing: they have that cadence, say yes no more, or the proposition's Cadence after "
            f"yes is not in use on Cadences."
        )


def with_cadence_offers(world: World, rows: Sequence[Mapping[str, Value]]) -> list[dict[str, Value]]:
    """Rows of Pitches with what is offered, or was taken and still holds; a No that somebody typed stays, and whatever else cannot be read."""
    offers, before = world.get(cadence_offers), _rows(world)
    if not offers and not before:
        return list(map(dict, rows))
    cadence = _own_cadence(world)
    return [{**row, **_cells(_person(row), offers, before, cadence)} for row in rows]


def _cells(
    person: PitchedPerson,
    offers: Mapping[PitchedPerson, CadenceOffer],
    before: Mapping[PitchedPerson, _Row],
    cadence: Mapping[str, str],
) -> dict[str, Value]:
    was, offer = before.get(person), offers.get(person)
    if offer:
        return {OFFERED: offer.cadence, SAVED: offer.saved, ACCEPT: was.kept if was else None}
    if was and was.offered.endswith(_TAKEN) and cadence.get(person[1]) == was.offered.removesuffix(_TAKEN):
        return {OFFERED: was.offered, SAVED: None if np.isnan(was.saved) else was.saved}
    return {}


def offers_briefly(world: World, rows: Sequence[Mapping[str, Value]]) -> str:
    """How many offers wait for a word, and where; "" for none."""
    waiting = [at for at, row in enumerate(rows) if _waits(row)]
    return (
        f"{count(len(waiting), 'yes', 'yes')} may go to another cadence ({_cell(world, waiting[0])})."
        if waiting
        else ""
    )


def _waits(row: Mapping[str, Value]) -> bool:
    """Whether it is offered, and nobody has said Yes or No."""
    return bool(row.get(OFFERED)) and not str(row[OFFERED]).endswith(_TAKEN) and not row.get(ACCEPT)


def told_offers(world: World, rows: Sequence[Mapping[str, Value]]) -> Iterator[str]:
    """By cadence how many may be touched by it and what that saves, with the first cell to type into; and what was saved before, by campaign."""
    open_ones = [(at, row) for at, row in enumerate(rows) if _waits(row)]
    for cadence in dict.fromkeys(str(row[OFFERED]) for _, row in open_ones):
        mine = [(at, row) for at, row in open_ones if row[OFFERED] == cadence]
        saved = sum(float(str(row[SAVED])) for _, row in mine)
        yield (
            f"{count(len(mine), 'person', 'people')} who said yes may go to {cadence}, {_calls(saved)}: type Yes in {ACCEPT} ({_cell(world, mine[0][0])}), and click Campaigns."
        )  # fmt: skip
    for campaign in world.get(campaigns_of):
        taken = [
            row
            for row in rows
            if row["Campaign ID"] == campaign and str(row.get(OFFERED) or "").endswith(_TAKEN)
        ]
        if taken:
            saved = sum(float(str(row.get(SAVED) or 0)) for row in taken)
            yield f"{campaign}: {count(len(taken), 'person', 'people')} who said yes took the cadence offered, {_calls(saved)}."


def _calls(saved: float) -> str:
    calls = round(abs(saved))
    if not calls:
        return "as many calls a year as now"
    return f"{count(calls, 'call')} a year {'fewer' if saved >= 0 else 'more'}"


def _cell(world: World, row: int) -> str:
    """Where Accept of that row will stand once the rows are written."""
    return cell_to_come(world.frames["Pitches"], ACCEPT, row)


def _rows(world: World) -> dict[PitchedPerson, _Row]:
    """The rows of Pitches in which something is offered, or accepted."""
    if "Pitches" not in world.frames or "Pitches" in world.absent:
        return {}
    table = world.frames["Pitches"]
    table = table[(texts(table, OFFERED) != "") | (texts(table, ACCEPT) != "")]
    columns: Iterable[list[str]] = (
        texts(table, name).tolist() for name in ("Campaign ID", "Contact ID", OFFERED, ACCEPT)
    )
    source = origin_of(table)
    return {
        (campaign, contact): _Row(handle, offered, saved, accept, source.cell_unread(handle, ACCEPT, accept))
        for handle, campaign, contact, offered, accept, saved in zip(
            table.index, *columns, numbers(table, SAVED).tolist(), strict=True
        )
    }


def _person(row: Mapping[str, Value]) -> PitchedPerson:
    return str(row["Campaign ID"]), str(row["Contact ID"])


def _own_cadence(world: World) -> dict[str, str]:
    contacts = world.frames["Contacts"]
    return dict(zip(texts(contacts, "Contact ID").tolist(), texts(contacts, "Cadence").tolist(), strict=True))


def _calls_a_year(world: World) -> dict[str, float]:
    """By cadence in use, how often it touches somebody."""
    table, usual = world.frames["Cadences"], float(world.settings["Default interval"])
    rows: Iterable[tuple[str, float, str, bool]] = zip(
        texts(table, "Cadence").tolist(),
        numbers(table, "Every").tolist(),
        texts(table, "Unit").tolist(),
        table["Active"].tolist(),
        strict=True,
    )
    return {
        name: _YEAR / (every * INTERVAL_DAYS.get(unit, 1.0) if every > 0 else usual)
        for name, every, unit, active in rows
        if name and active
    }
