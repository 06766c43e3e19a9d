"""From notes that people typed to a deal: why they bought, what was promised, and what may go wrong. Nothing is guessed: only what is named so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import numpy as np

from salesbook.domain.facts.handoffs import people_at
from salesbook.domain.facts.owners import accounts_of
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.world import World
from salesbook.tables.arrays import Ints, dates, days_of, positions, texts

_WHY, NOTED_PROMISE, _RISKS = NOTED = ("Why they bought", "Promised", "Risks")
# What people write before it, in the languages of the letters that come with salesbook.
_LABELS = {
    _WHY: r"why they bought|why|bought because|reason|warum|grund|kaufgrund|por qué|por que|motivo",
    NOTED_PROMISE: r"promised|promise|we promised|versprochen|zugesagt|zusage|prometido|promesa",
    _RISKS: r"risks?|risiko|risiken|riesgos?",
}
_LABEL = re.compile(
    r"(?:^|(?<=[.;!?])\s|\n)\s*(?:" + "|".join(f"(?P<l{n}>{text})" for n, text in enumerate(_LABELS.values())) + r")\s*:",
    re.IGNORECASE,
)  # fmt: skip
# A sentence without whoever did it is of the one who noted it: "Promised a trial on their line."
_SENTENCE = re.compile(
    r"(?:^|(?<=[.;!?])\s|\n)\s*(?:we\s+)?promised\s+(?P<said>(?:(?![.;!?](?:\s|$))[^\n])+)", re.IGNORECASE
)
_NOT_TYPED = ("Heard: ", "Referral given: ", "Talk about: ", "Next date: ")  # lines that `log` adds to Notes


def noted_of(world: World, deal: int) -> dict[str, str]:
    """What the notes of a deal's activities say under each of NOTED, the earliest first; what they do not say is left out."""
    found: dict[str, list[str]] = {}
    for text in _notes(world, deal):
        for name, said in read_notes(text):
            known = found.setdefault(name, [])
            if said not in known:
                known.append(said)
    return {name: "; ".join(said) for name, said in found.items()}


def read_notes(text: str) -> Iterator[tuple[str, str]]:
    """What stands behind a label, such as "Promised: a trial", up to the next label or the end of its line, without the full stop.

    A sentence that begins with "Promised" or "We promised" is one, too.
    """
    typed = "\n".join(line for line in text.splitlines() if not line.startswith(_NOT_TYPED))
    labels, names = list(_LABEL.finditer(typed)), tuple(_LABELS)
    for sentence in _SENTENCE.finditer(typed):
        yield NOTED_PROMISE, " ".join(sentence.group("said").split())
    starts = [*(label.start() for label in labels), len(typed)]
    for label, end in zip(labels, starts[1:], strict=True):
        said = typed[label.end() : end].strip().partition("\n")[0]
        which = next(n for n in range(len(names)) if label.group(f"l{n}"))
        if said := " ".join(said.split()).rstrip("."):
            yield names[which], said


def _notes(world: World, deal: int) -> Iterator[str]:
    """Notes of the activities that belong to a deal: of its contact, else of its account, from Created to Closed; of several deals to the newest."""
    touches, typed = world.get(touch_table), texts(world.frames["Activities"], "Notes")
    who, day, activity = (touches[name].to_numpy() for name in ("contact", "day", "activity"))
    deals = world.get(_Deals)
    account, contact = int(deals.account[deal]), int(deals.contact[deal])
    people = people_at(world, account, contact)
    near = deals.near(account, people)
    places = [
        place
        for one in people.tolist()
        for place in range(*np.searchsorted(who, [one, one + 1]).tolist())
        if activity[place] >= 0 and deals.of(one, int(day[place]), account, near) == deal
    ]
    for place in sorted(places, key=day.__getitem__):
        yield str(typed[activity[place]])


class _Deals:
    def __init__(self, world: World) -> None:
        table = world.frames["Opportunities"]
        self.contact = positions(world.frames["Contacts"], texts(table, "Contact ID"))
        through = np.append(world.get(accounts_of), -1)[self.contact]
        named = positions(world.frames["Accounts"], texts(table, "Account ID"))
        self.account: Ints = np.where(named >= 0, named, through)
        created, closed = dates(table, "Created"), dates(table, "Closed")
        self.first = np.where(np.isnat(created), -(10**6), days_of(created))
        self.last = np.where(np.isnat(closed), 10**6, days_of(closed))

    def near(self, account: int, people: Ints) -> Ints:
        """The deals of an account and of these people."""
        found: Ints = np.flatnonzero(
            ((self.account == account) & (account >= 0)) | np.isin(self.contact, people)
        )
        return found

    def of(self, contact: int, day: int, account: int, near: Ints) -> int:
        """The deal, of those that are `near`, to which an activity with that contact belongs, -1 without one."""
        then = near[(self.first[near] <= day) & (day <= self.last[near])]
        theirs = then[self.contact[then] == contact]
        firm = then[(self.account[then] == account) & (account >= 0)]
        return self._newest((theirs if len(theirs) else firm).tolist())

    def _newest(self, deals: Iterable[int]) -> int:
        return max((int(one) for one in deals), key=lambda one: (self.first[one], one), default=-1)
