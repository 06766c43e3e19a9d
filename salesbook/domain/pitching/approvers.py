"""Who approves: the departments that Settings names, who speaks for each, and who stands in."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from salesbook.domain.world import World
from salesbook.tables.arrays import texts
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Problem
from salesbook.util.folding import caseless, name_words, without_marks
from salesbook.util.wording import cited

WHO_APPROVES = "Who approves"
SUCH_AS = "Finance: Marta; Operations: Jo"
# In the languages in which answers are read, as `without_marks` leaves them; Verkaufsleitung and Vertriebsinnendienst too.
_SELLING = re.compile(
    r"\b(sales|selling|marketing|commercial\w*|commerce|mercadeo|mercadotecnia|verkauf\w*|vertrieb\w*|kommerz\w*|ventas?|comercial\w*|ventes?|vendite|vendita|"
    r"vendas?|verkoop\w*|commercie|commercieel|commerciele)\b"
)
_FEWEST = 2
_PARTS = 2  # a department and a person


@dataclass(frozen=True)
class Approver:
    """Who speaks for a department: `who` as people write it; `names` all that they and their stand-in are called, folded."""

    department: str
    who: str
    stand_in: str
    names: frozenset[str]

    @property
    def asked(self) -> str:
        """Them, with whoever stands in."""
        return f"{self.who} (or {self.stand_in})" if self.stand_in else self.who


@dataclass(frozen=True)
class Approvers:
    """By department as `caseless` gives it, in the order of the setting; `lacks` says what keeps every gate shut, `todo` what to do."""

    by_department: dict[str, Approver]
    lacks: str = ""
    todo: str = ""


def approvers_of(world: World) -> Approvers:
    """What the setting Who approves says, such as "Finance: Marta; Operations: Jo", with what Executives adds."""
    named, unread, again = _named(str(world.settings[WHO_APPROVES]))
    called, executives = called_names(world), _executives(world)
    found = {}
    for department, who in named:
        stand_in = executives.get((caseless(department), name_words(who)), "")
        names = frozenset(
            name for one in (who, stand_in) if one for name in called.get(name_words(one), {name_words(one)})
        )
        found[caseless(department)] = Approver(department, who, stand_in, names)
    return Approvers(found, *_lacks(named, unread, again, called))


def executives_nobody_named(world: World) -> Iterator[Problem]:
    """Rows of Executives that are about somebody whom Settings does not name for that department."""
    table, named = world.frames["Executives"], world.get(approvers_of).by_department
    for handle, department, who in zip(
        table.index, texts(table, "Department"), texts(table, "Executive"), strict=True
    ):
        one = named.get(caseless(department))
        if one and name_words(one.who) == name_words(who):
            continue
        why = (
            f"{WHO_APPROVES} in Settings names {one.who} for {one.department}"
            if one
            else f"{WHO_APPROVES} in Settings names nobody for {cited(department)}"
        )
        yield origin_of(table).problem(handle, "Executive" if one else "Department", f"{why}, so this row does not count",
                                       "Make the two agree: what Settings says counts.")  # fmt: skip


def _named(text: str) -> tuple[list[tuple[str, str]], list[str], list[str]]:
    """Departments with their persons, pieces that are neither, and departments that stand there for another person again."""
    unread, again = [], []
    first: dict[str, tuple[str, str]] = {}
    for piece in filter(None, map(str.strip, re.split(r"[;；\n]", text))):
        parts = [part.strip() for part in re.split(r"[:：]", piece)]
        if len(parts) != _PARTS or not all(parts):
            unread.append(piece)
            continue
        department, who = parts
        _, before = first.setdefault(caseless(department), (department, who))
        if name_words(before) != name_words(who):
            again.append(department)
    return list(first.values()), unread, again


def _lacks(
    named: Sequence[tuple[str, str]],
    unread: Sequence[str],
    again: Sequence[str],
    called: Mapping[str, Collection[str]],
) -> tuple[str, str]:
    """What keeps every gate shut, and the next step; "" for nothing. `called`: see `called_names`."""
    if unread:
        return f"{WHO_APPROVES} in Settings cannot be read at {cited(unread[0])}", f"write it as {SUCH_AS}"
    if again:
        return (
            f"{WHO_APPROVES} in Settings names two persons for {cited(again[0])}",
            "name one there, and the other as Stand-in on Executives",
        )
    if not named:
        return (
            f"{WHO_APPROVES} in Settings is blank",
            f"say who speaks for which department, as in {SUCH_AS}",
        )
    persons = {min(called.get(name_words(who), {name_words(who)})) for _, who in named}
    if len(persons) < _FEWEST:
        return f"{WHO_APPROVES} in Settings names one person only", "it takes two at least"
    if all(_SELLING.search(without_marks(caseless(department))) for department, _ in named):
        return (
            f"{WHO_APPROVES} in Settings names sales and marketing only",
            "add a department that has to deliver",
        )
    return "", ""


def called_names(world: World) -> dict[str, set[str]]:
    """All names of a colleague by each of them: whoever is Rep ana in Team may sign as Ana Ruiz."""
    team = world.frames["Team"]
    found: dict[str, set[str]] = {}
    for rep, name in zip(texts(team, "Rep"), texts(team, "Name"), strict=True):
        names = {name_words(rep), name_words(name)} - {""}
        for one in names:
            found[one] = names
    return found


def _executives(world: World) -> dict[tuple[str, str], str]:
    """The stand-in by department and executive."""
    table = world.frames["Executives"]
    columns = (texts(table, name) for name in ("Department", "Executive", "Stand-in"))
    return {
        (caseless(department), name_words(who)): stand_in
        for department, who, stand_in in zip(*columns, strict=True)
    }
