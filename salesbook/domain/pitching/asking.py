"""Who is asked by mail to decide on which version, for which departments, at which address; and the key of that letter.

The key tells what was asked, so that an answer counts for that alone: see `DecisionRequest`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from hashlib import blake2b

from salesbook.domain.pitching.approvers import Approver, approvers_of, called_names
from salesbook.domain.pitching.gate import (
    Decision,
    decided_by,
    decisions_on,
    gates,
    latest_decision,
    marks_of,
    versions_of,
)
from salesbook.domain.world import World
from salesbook.schema.closed_lists import IN_REVIEW, OBJECT, PENDING
from salesbook.tables.arrays import texts
from salesbook.util.addresses import address_key, read_address
from salesbook.util.folding import caseless, name_words

_KIND = "approval"
_KEY = re.compile(rf"{_KIND}\.(.+)\.(\d{{1,9}})\.([0-9a-f]{{12}})\.([0-9a-f]{{8}})\.(\d{{1,4}})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class DecisionRequest:
    """What a letter asks: one person to decide on a version as it was worded then.

    `mark` stands for the words (`gate.content_mark`), `person` for the name (`person_mark`); `time` counts from 1: they are
    asked again once their objection was answered.
    """

    proposition: str
    version: int
    mark: str
    person: str
    time: int

    @property
    def key(self) -> str:
        """The Draft ID of the letter."""
        return f"{_KIND}.{self.proposition}.{self.version}.{self.mark}.{self.person}.{self.time}"

    @classmethod
    def of(cls, draft: str) -> DecisionRequest | None:
        """What the letter with this Draft ID asks; None where it is another letter."""
        found = _KEY.fullmatch(draft)
        return cls(found[1], int(found[2]), found[3], found[4], int(found[5])) if found else None


def is_request(draft: str, contact: str, mailing: str) -> bool:
    """Whether a letter asks a colleague to decide: it goes to no contact, and is of no mailing."""
    return not contact and not mailing and DecisionRequest.of(draft) is not None


@dataclass(frozen=True, slots=True)
class WantedDecision:
    """A department whose decision a version wants, and who is asked for it: `who` as it is written, their `address` or "".

    `row`: the row of Approvals that waits for it, None where there is none.
    """

    approver: Approver
    who: str
    address: str
    row: Decision | None


@dataclass(frozen=True)
class Colleagues:
    """How those who approve are reached: `usual` address by name, and the names that write from each address.

    Names are the one name that stands for all that somebody is called; addresses are keys.
    """

    names: dict[str, str]
    usual: dict[str, str]
    at: dict[str, set[str]]

    def one_name(self, name: str) -> str:
        """The name that stands for all that somebody is called."""
        return self.names.get(name_words(name), name_words(name))

    def mark(self, name: str) -> str:
        """Stands for a person in the key of a letter, however they are called."""
        return blake2b(self.one_name(name).encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()

    def address(self, name: str) -> str:
        """Where somebody is asked; "" where that is not known."""
        return self.usual.get(self.one_name(name), "")

    def writing_from(self, address: str) -> Collection[str]:
        """Whose address it is: nobody's, one person's, or several that share it."""
        return self.at.get(address_key(address), set())


def colleagues_of(world: World) -> Colleagues:
    """Addresses by Executives and, after them, by Team."""
    executives, team = world.frames["Executives"], world.frames["Team"]
    names = {one: min(all_of_them) for one, all_of_them in called_names(world).items()}
    found = Colleagues(names, {}, {})
    rows = [
        *zip(texts(executives, "Executive"), texts(executives, "Email"), strict=True),
        *zip(texts(team, "Rep"), texts(team, "Email"), strict=True),
    ]
    for name, typed in rows:
        address, _ = read_address(typed)
        if name and address:
            found.usual.setdefault(found.one_name(name), address)
            found.at.setdefault(address_key(address), set()).add(found.one_name(name))
    return found


def wanted_decisions(world: World) -> dict[str, list[WantedDecision]]:
    """By proposition in review the departments that have to decide on its version, and have not on what it says today.

    Nobody while Settings does not say well enough who approves. An objection wants its answer first.
    """
    if world.get(approvers_of).lacks:
        return {}
    known = world.get(gates)
    reviewed = [
        key for key, version in world.get(versions_of).items() if known[key, version].stage_used == IN_REVIEW
    ]
    found = {key: list(_wanted(world, key)) for key in reviewed}
    return {key: wanted for key, wanted in found.items() if wanted}


def _wanted(world: World, proposition: str) -> Iterator[WantedDecision]:
    about = decisions_about(world, proposition)
    for department, approver in world.get(approvers_of).by_department.items():
        mine = [one for one in about if caseless(one.department) == department]
        decided = decided_by(world, approver, about)
        if not decided or _is_answered(latest_decision(decided)):
            yield WantedDecision(approver, *asked_for(world, approver), row_that_waits(mine, approver))


def decisions_about(world: World, proposition: str) -> list[Decision]:
    """Rows of Approvals on the version of today, without those of what must be ready."""
    version = world.get(versions_of)[proposition]
    return [one for one in decisions_on(world, proposition) if not one.what and one.is_about(version)]


def _is_answered(one: Decision) -> bool:
    return one.decision == OBJECT and bool(one.resolution)


def objections_answered(world: World, proposition: str, who: str) -> int:
    """How often somebody objected to the version of today, for any of their departments, and was answered."""
    colleagues, about = world.get(colleagues_of), decisions_about(world, proposition)
    return sum(
        _is_answered(one)
        for approver in world.get(approvers_of).by_department.values()
        if colleagues.mark(asked_for(world, approver)[0]) == colleagues.mark(who)
        for one in decided_by(world, approver, about)
    )


def asked_for(world: World, approver: Approver) -> tuple[str, str]:
    """Who is asked for a department, and at which address: the executive; the stand-in where only they have one."""
    colleagues = world.get(colleagues_of)
    for name in filter(None, (approver.who, approver.stand_in)):
        if address := colleagues.address(name):
            return name, address
    return approver.who, ""


def row_that_waits(rows: Collection[Decision], approver: Approver) -> Decision | None:
    """The row of a department that waits for a decision; None where there is none."""
    waiting = (one for one in rows if one.decision in {"", PENDING} and not one.what)
    return next((one for one in waiting if not one.who or name_words(one.who) in approver.names), None)


def worded_otherwise(world: World, proposition: str, letters: Collection[DecisionRequest]) -> bool:
    """Whether a version was decided on, or somebody asked about it by one of these letters, in other words than today's."""
    version, mark = world.get(versions_of)[proposition], world.get(marks_of)[proposition]
    on_it = decisions_on(world, proposition)
    seen = (one.content for one in on_it if one.version == version and not one.what)
    sent = (one.mark for one in letters if one.proposition == proposition and one.version == version)
    return any(one not in {"", mark} for one in (*seen, *sent))
