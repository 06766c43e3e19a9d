"""Which executives are to be asked by mail, which of their letters are out of date, and what Approvals and the sentence say of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from salesbook.domain.campaigns.request_text import called
from salesbook.domain.facts.letter_status import DECIDED_SKIP, DRAFT, GONE, LEFT_OUT, SKIPPED
from salesbook.domain.pitching.asking import (
    DecisionRequest,
    WantedDecision,
    colleagues_of,
    is_request,
    objections_answered,
    wanted_decisions,
    worded_otherwise,
)
from salesbook.domain.pitching.gate import UNDATED, marks_of, versions_of
from salesbook.domain.world import World
from salesbook.schema.closed_lists import PENDING
from salesbook.tables.arrays import day_of_number, texts
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Append, Change, Problem, Set, Value
from salesbook.tables.rows import cell
from salesbook.util.wording import count, joined, on

_DAYS_TO_DECIDE = 7
_STALE = "What it asks about was changed, or decided, since."


@dataclass(frozen=True)
class OpenRequest:
    """A letter that asks for a decision and is to lie in Outbox until somebody sends it: from `sender`, at `sender_address`.

    `approvals`: what its rows of Approvals say from then on; `known`: it stands in Outbox already.
    """

    request: DecisionRequest
    who: str
    address: str
    wanted: tuple[WantedDecision, ...]
    due: date
    sender: str
    sender_address: str
    approvals: tuple[Change, ...]
    known: bool

    @property
    def departments(self) -> list[str]:
        """For which departments they are asked."""
        return [one.approver.department for one in self.wanted]


@dataclass
class Requests:
    """What there is to ask: `letters` that are to be written, `leaving` rows of Outbox that go, those that are left out, with the reason.

    `problems` and `told`: what is wrong, and what to say; `waiting`: how many letters nobody has decided to send.
    """

    letters: list[OpenRequest] = field(default_factory=list)
    leaving: list[str] = field(default_factory=list)
    left_out: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    waiting: int = 0
    told: list[str] = field(default_factory=list)


def requests_of(world: World) -> Requests:
    """What there is to ask, by the tables of campaigns and Outbox."""
    return _Asking(world).requests()


@dataclass(frozen=True)
class _Group:
    """The departments for which one person is asked about one proposition."""

    proposition: str
    request: DecisionRequest
    who: str
    address: str
    wanted: tuple[WantedDecision, ...]

    @property
    def named(self) -> str:
        return f"{self.who} ({', '.join(one.approver.department for one in self.wanted)})"


class _Asking:
    def __init__(self, world: World) -> None:
        self.world = world
        outbox = world.frames["Outbox"]
        rows = zip(
            outbox.index,
            *(texts(outbox, name) for name in ("Contact ID", "Mailing ID", "Status", "Decision")),
            strict=True,
        )
        self.rows = {
            str(draft): (DecisionRequest.of(str(draft)), status, decision)
            for draft, contact, mailing, status, decision in rows
            if is_request(str(draft), contact, mailing)
        }

    @cached_property
    def gone(self) -> list[DecisionRequest]:
        """What has been asked, or may have been."""
        return [request for request, status, _ in self.rows.values() if request and status in GONE]

    def requests(self) -> Requests:
        found, stay = Requests(), set[str]()
        for proposition, wanted in self.world.get(wanted_decisions).items():
            groups = self._groups(proposition, wanted)
            reachable = [one for one in groups if one.address]
            if worded_otherwise(self.world, proposition, self.gone):
                found.told.append(
                    f"{called(self.world, proposition)} is worded otherwise than when somebody decided on it or was asked: raise its Version, "
                    f"or put the words back. Until then nobody is asked."
                )  # fmt: skip
                continue
            stay |= {one.request.key for one in groups}
            opened, asks = [one for one in reachable if self._is_open(one)], asks_as(self.world, proposition)
            if opened and asks is None:
                found.problems.append(_nobody_asks(proposition))
                continue
            found.letters += [self._letter(one, *asks) for one in opened if asks and self._is_written(one)]
            found.told += self._said(proposition, groups, opened)
            found.waiting += len(opened) - len(self._decided_to_send(opened))
        self._sweep(found, stay)
        return found

    def _groups(self, proposition: str, wanted: Sequence[WantedDecision]) -> list[_Group]:
        """One for each person, in the order of the departments."""
        colleagues = self.world.get(colleagues_of)
        version, mark = self.world.get(versions_of)[proposition], self.world.get(marks_of)[proposition]
        by_person: dict[str, list[WantedDecision]] = {}
        for one in wanted:
            by_person.setdefault(colleagues.mark(one.who), []).append(one)
        return [
            _Group(
                proposition,
                DecisionRequest(proposition, version, mark, person, 1 + objections_answered(self.world, proposition, theirs[0].who)),
                theirs[0].who, theirs[0].address, tuple(theirs),
            )
            for person, theirs in by_person.items()
        ]  # fmt: skip

    def _is_open(self, one: _Group) -> bool:
        """Whether they are to have a letter that nobody has sent yet: they were not asked, and nobody said to leave it."""
        known = self.rows.get(one.request.key)
        if known:
            _, status, decision = known
            return status in {DRAFT, LEFT_OUT} and decision != DECIDED_SKIP
        return not self._was_asked(one)

    def _was_asked(self, one: _Group) -> bool:
        """Whether Approvals says that they were asked, and no letter of ours that waits to be sent stands behind it."""
        waits = any(
            request and (request.proposition, request.version, request.person) == (one.proposition, one.request.version, one.request.person)
            and status in {DRAFT, LEFT_OUT, SKIPPED}
            for request, status, _ in self.rows.values()
        )  # fmt: skip
        return not waits and all(wanted.row and wanted.row.asked != UNDATED for wanted in one.wanted)

    def _is_written(self, one: _Group) -> bool:
        """Whether it is written, or written anew: what somebody decided to send stays as they read it."""
        known = self.rows.get(one.request.key)
        return not known or not known[2]

    def _due(self, one: _Group) -> date:
        dues = [wanted.row.due for wanted in one.wanted if wanted.row and wanted.row.due != UNDATED]
        return day_of_number(min(dues)) if dues else self.world.today + timedelta(days=_DAYS_TO_DECIDE)

    def _letter(self, one: _Group, sender: str, address: str) -> OpenRequest:
        due = self._due(one)
        return OpenRequest(
            one.request, one.who, one.address, one.wanted, due, sender, address,
            tuple(self._asked(one, wanted, due) for wanted in one.wanted), one.request.key in self.rows,
        )  # fmt: skip

    def _asked(self, one: _Group, wanted: WantedDecision, due: date) -> Change:
        """The row of Approvals that waits for the decision."""
        asked: dict[str, Value] = {
            "Who": one.who,
            "Decision": PENDING,
            "Due": due,
            "Asked on": self.world.today,
        }
        if wanted.row is None:
            key: dict[str, Value] = {"Proposition ID": one.proposition, "Version": one.request.version}
            return Append("Approvals", [{**key, "Department": wanted.approver.department, **asked}])
        row = wanted.row
        there = {
            "Who": row.who,
            "Decision": row.decision,
            "Due": row.due != UNDATED,
            "Asked on": row.asked != UNDATED,
        }
        new = {name: value for name, value in asked.items() if not there[name]}
        source = origin_of(self.world.frames["Approvals"])
        return Set("Approvals", [row.handle], {name: [value] for name, value in new.items()},
                   {name: [source.value(row.handle, name)] for name in new})  # fmt: skip

    def _sweep(self, found: Requests, stay: set[str]) -> None:
        """Letters that wait and ask what nobody has to be asked any more."""
        for draft, (_, status, decision) in self.rows.items():
            if draft in stay or status not in {DRAFT, LEFT_OUT}:
                continue
            if decision:
                found.left_out[draft] = _STALE
            elif status == DRAFT:
                found.leaving.append(draft)

    def _said(self, proposition: str, groups: Sequence[_Group], opened: Sequence[_Group]) -> Iterator[str]:
        name, decided = called(self.world, proposition), self._decided_to_send(opened)
        waiting = [one for one in opened if one not in decided]
        if waiting:
            yield (
                f"{count(len(waiting), 'letter asks', 'letters ask')} for a decision on {name}: {_named(waiting)}. Nothing is sent yet: "
                f"type Send into Decision in Outbox, and click Send approved."
            )  # fmt: skip
        if decided:
            yield f"{count(len(decided), 'letter')} about {name} will leave with the next Send approved: {_named(decided)}."
        if unknown := [one for one in groups if not one.address and not self._was_asked(one)]:
            yield f"{_named(unknown)} cannot be asked by mail about {name}: type Email on Executives, or have them decide in Approvals."
        yield from self._late(name, [one for one in groups if one not in opened])

    def _decided_to_send(self, opened: Sequence[_Group]) -> list[_Group]:
        return [one for one in opened if (known := self.rows.get(one.request.key)) and known[2]]

    def _late(self, name: str, asked: Sequence[_Group]) -> Iterator[str]:
        """Who was asked and has let the day pass."""
        late: Mapping[str, int] = {
            one.named: min(due)
            for one in asked
            if (due := [wanted.row.due for wanted in one.wanted if wanted.row and UNDATED < wanted.row.due < self.world.day
                        and wanted.row.asked != UNDATED])
        }  # fmt: skip
        if late:
            told = joined([f"{who}, due {on(day_of_number(day))}" for who, day in late.items()], 5)
            yield f"Asked about {name}, and the day is over: {told}. Ring them."


def asks_as(world: World, proposition: str) -> tuple[str, str] | None:
    """Who asks, with their address: the sponsor where they are of the team and have one, else the manager, else the default owner."""
    team, colleagues = world.frames["Team"], world.get(colleagues_of)
    known = {
        colleagues.one_name(rep): name or rep
        for rep, name in zip(texts(team, "Rep"), texts(team, "Name"), strict=True)
    }
    sponsor = str(cell(world.frames["Propositions"], proposition, "Sponsor"))
    for name in (sponsor, str(world.settings["Manager"]), str(world.settings["Default owner"])):
        called_so = known.get(colleagues.one_name(name), "")
        if called_so and (address := colleagues.address(name)):
            return called_so, address
    return None


def _nobody_asks(proposition: str) -> Problem:
    return Problem("Propositions", proposition, "Sponsor", "", "Nobody is there to ask for decisions on it by mail",
                   "Type a Sponsor who stands in Team with an Email, or fill in Manager on Settings.")  # fmt: skip


def _named(groups: Sequence[_Group]) -> str:
    return joined([one.named for one in groups], 5)
