"""A list of colleagues brought into Team: rows of a file in, the Rep of each out, so that nobody is doubled or crossed.

Rows are known by Rep, then by email, then by the full name; a first name alone tells only where nobody else has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from salesbook.domain.facts.matching import name_key, names_agree
from salesbook.domain.importing.clean import Cleaned
from salesbook.domain.importing.headers.known import Target
from salesbook.domain.importing.people.full_names import read_full_name
from salesbook.domain.importing.staging import Store
from salesbook.tables.plan import Value
from salesbook.util.folding import caseless, name_words
from salesbook.util.wording import joined

if TYPE_CHECKING:
    import pandas as pd

_COLUMNS = ("Rep", "Name", "Email")
_MOST = 5  # names in one sentence


@dataclass(eq=False)
class _Colleague:
    """Somebody of Team, or of the file in its `rows`. An address as Rep or Name is an email, and no name."""

    rep: str = ""
    name: str = ""
    email: str = ""
    rows: list[int] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What counts of the Rep."""
        return caseless(self.rep)

    @property
    def shown(self) -> str:
        """As it is said to the person."""
        return self.name or self.rep or self.email

    @property
    def names(self) -> set[str]:
        """What counts of the full name; the Rep is one where it has several words, or there is no other."""
        rep = name_key(self.rep) if "@" not in self.rep else ""
        name = name_key(self.name) if "@" not in self.name else ""
        return {name, rep if " " in rep or not name else ""} - {""}

    @property
    def emails(self) -> set[str]:
        """Folded addresses."""
        return {name_words(text) for text in (self.email, self.rep, self.name) if "@" in text}

    @property
    def is_brief(self) -> bool:
        """Whether no more than one word of the name is known."""
        return not any(" " in name for name in self.names)

    @property
    def first_name(self) -> str:
        """As it is written; the only word where there is one only."""
        name = self.rep if " " not in self.name and " " in self.rep else self.name or self.rep
        return (read_full_name(name).first or name).split(" ")[0] if self.names else ""

    def may_be(self, other: _Colleague) -> bool:
        """Whether they have one first name and nothing speaks against it."""
        return (
            bool(self.names)
            and name_key(self.first_name) == name_key(other.first_name)
            and not self.contradicts(other)
        )

    def shares_a_name(self, other: _Colleague) -> bool:
        """Whether some name of the one may be one of the other's."""
        return any(names_agree(left, right) for left in self.names for right in other.names)

    def contradicts(self, other: _Colleague) -> bool:
        """Whether both have an email, and not the same."""
        return bool(self.emails and other.emails) and not self.emails & other.emails


@dataclass
class ColleaguesFound:
    """What matching came to: the first `question` that only the person can answer, and what is to be said."""

    question: str = ""
    notes: list[str] = field(default_factory=list)


def settle_colleagues(
    team: pd.DataFrame, cleaned: Cleaned, height: int, answers: Mapping[str, bool]
) -> ColleaguesFound:
    """Give each row of the file the Rep under which Team has it, or is to have it. Changes `cleaned`.

    `answers`: what the person said to questions, by their texts. Rows that may be several colleagues, and those of which
    nothing makes a Rep, are rejected.
    """
    return _Matching(team, cleaned, height, answers).run()


class _Matching:
    def __init__(
        self, team: pd.DataFrame, cleaned: Cleaned, height: int, answers: Mapping[str, bool]
    ) -> None:
        self.cleaned, self.answers, self.done = cleaned, answers, ColleaguesFound()
        store = Store(team, _COLUMNS)
        self.team = [_Colleague(*words) for words in _words(store.columns, store.height)]
        of_file = {name: cleaned.columns.get(Target("Team", name)) for name in _COLUMNS}
        self.height, self.file = height, _entries(_words(of_file, height), cleaned)
        self.found: dict[_Colleague, _Colleague] = {}

    def run(self) -> ColleaguesFound:
        """Those with a Rep come first, as nothing tells better; so it is the same whatever the order of the rows."""
        named = [one for one in self.file if one.rep]
        others = sorted(
            (one for one in self.file if not one.rep), key=lambda one: (not one.email, one.is_brief)
        )
        claimed = {one.key for one in named}
        free = [each for each in self.team if each.key not in claimed]
        self._match_named(named, free)
        self._first_names_of_team(free, named, others)
        for one in named:
            if one not in self.found:
                self._add(one, one.rep)
        for one in others:
            if one not in self.found:
                self._place(one)
        reps: list[Value] = [None] * self.height
        for one, colleague in self.found.items():
            for row in one.rows:
                reps[row] = colleague.rep
        self.cleaned.columns[Target("Team", "Rep")] = reps
        self._tell_other_reps(named)
        return self.done

    def _match_named(self, named: Sequence[_Colleague], free: Sequence[_Colleague]) -> None:
        """Those with a Rep: by that, else among those of Team whom no Rep of the file names, by email, then by a name of one only."""
        for one in named:
            self._take_only(one, [each for each in self.team if each.key == one.key])
        alone = [
            one for one in named if not any(each is not one and each.names & one.names for each in named)
        ]
        for alike, candidates in ((self._by_email, named), (self._by_name, alone)):
            for one in candidates:
                if one not in self.found:
                    self._take_only(
                        one, alike(one, [each for each in free if each not in self.found.values()])
                    )

    def _alike(self, one: _Colleague, team: Sequence[_Colleague]) -> list[_Colleague]:
        """Those of Team by their email, else by the full name."""
        return self._by_email(one, team) or self._by_name(one, team)

    def _by_email(self, one: _Colleague, team: Sequence[_Colleague]) -> list[_Colleague]:
        """An address of several, or of somebody with quite another name, tells nothing: sales@ is nobody's own."""
        sharing = [each for each in self.file if each.emails & one.emails]
        found = [each for each in team if each.emails & one.emails]
        if len(found) != 1 or len(sharing) != 1:
            return []
        return [each for each in found if not each.names or not one.names or each.shares_a_name(one)]

    @staticmethod
    def _by_name(one: _Colleague, team: Sequence[_Colleague]) -> list[_Colleague]:
        return [each for each in team if each.names & one.names and not each.contradicts(one)]

    def _take_only(self, one: _Colleague, ours: Sequence[_Colleague]) -> None:
        if len(ours) == 1:
            self._take(one, ours[0])

    def _take(self, one: _Colleague, ours: _Colleague) -> None:
        self.found[one] = ours
        ours.email = ours.email or one.email
        if ours.is_brief and not one.is_brief:
            ours.name = one.name or one.rep

    def _add(self, one: _Colleague, rep: str) -> None:
        ours = _Colleague(rep, one.name, one.email)
        self.team.append(ours)
        self.found[one] = ours

    def _first_names_of_team(
        self, team: Sequence[_Colleague], named: Sequence[_Colleague], others: Sequence[_Colleague]
    ) -> None:
        """Those whom Team has by a first name alone, as owners of other files are: who of the file they are."""
        known = [*self.team, *named]
        new = [one for one in named if one not in self.found] + [
            one for one in others if not self._alike(one, known)
        ]
        new = [
            one for one in new if not any(each is not one and each.names & one.names for each in self.file)
        ]
        taken = {*self.found.values()}.union(*(self._alike(one, self.team) for one in others))
        named_so = {name for one in self.file for name in one.names}
        brief = [each for each in team if each.is_brief and each not in taken and not each.names & named_so]
        for ours in brief:
            if found := [
                one for one in new if one not in self.found and not one.is_brief and one.may_be(ours)
            ]:
                alone = len(found) == 1 and not any(each is not ours and each.may_be(ours) for each in brief)
                self._choose(ours, found, alone=alone)

    def _choose(self, ours: _Colleague, found: Sequence[_Colleague], *, alone: bool) -> None:
        """Which of the file somebody of Team is: the one who alone has the first name, else whom the person says."""
        for one in found:
            question = f"Team has {ours.shown} by a first name only. Is this {one.shown}"
            if not alone and question not in self.answers:
                self.done.question = self.done.question or question
                self.done.notes.append(
                    f"{ours.shown} of Team may be {joined([each.shown for each in found], _MOST)}: nobody was taken for {ours.shown}. "
                    "Where one of them is: undo, write the full name into Team, and import again."
                )
                return
            if alone or self.answers[question]:
                if alone:
                    self._tell_first_name(ours.shown, one.shown)
                self._take(one, ours)
                return

    def _tell_first_name(self, brief: str, full: str) -> None:
        self.done.notes.append(
            f"{brief} was taken for {full}, as nobody else has that first name. Where they are two people: "
            f"undo, write the full name of {brief} into Team, and import again."
        )

    def _place(self, one: _Colleague) -> None:
        """Somebody of whom the file gives no Rep."""
        ours = self._alike(one, self.team)
        if not ours and one.is_brief:
            taken = self.found.values()
            ours = [
                each for each in self.team if each not in taken and not each.is_brief and each.may_be(one)
            ]
            if len(ours) == 1:
                self._tell_first_name(one.shown, ours[0].shown)
        if len(ours) == 1:
            self._take(one, ours[0])
        elif ours:
            reps = joined([each.rep for each in ours], _MOST)
            self._reject(
                one,
                f"{len(ours):,} colleagues of Team may be {one.shown}: {reps}. Give the row a Rep or an Email.",
            )
        elif rep := self._short_name(one):
            self._add(one, rep)
        else:
            self._reject(
                one, f"Team has another {one.name}: give the row a Rep." if one.name else "It has no Rep."
            )

    def _reject(self, one: _Colleague, why: str) -> None:
        for row in one.rows:
            self.cleaned.reject(row, why)

    def _short_name(self, one: _Colleague) -> str:
        """A colleague without a short name goes by the first name, or by the full name where two share that."""
        first = name_key(one.first_name)
        shared = any(
            each is not one and name_key(each.first_name) == first for each in (*self.file, *self.team)
        )
        read = read_full_name(one.name)
        wanted = (f"{read.first} {read.last}".strip() or one.name) if shared else one.first_name
        return wanted if caseless(wanted) not in {each.key for each in (*self.team, *self.file)} else ""

    def _tell_other_reps(self, named: Sequence[_Colleague]) -> None:
        other = [
            f"{one.rep} is {ours.rep}"
            for one in named
            if (ours := self.found.get(one)) and ours.key != one.key
        ]
        if other:
            self.done.notes.append(f"Team has other short names, which stay: {joined(other, _MOST)}.")


def complete_name(store: Store, row: int, name: Value) -> None:
    """Write the full name of a colleague over the first name, the address or the Rep that stands in its place."""
    rep, ours = (str(store.columns[column][row] or "") for column in ("Rep", "Name"))
    stopgap = caseless(ours) == caseless(rep) or "@" in ours or " " not in ours.strip()
    if ours and stopgap and " " in str(name or "").strip() and name_key(ours) != name_key(name):
        store.replace(row, "Name", name)


def _words(columns: Mapping[str, Sequence[Value] | None], height: int) -> list[tuple[str, str, str]]:
    """Rep, Name and Email of each row, "" where blank."""
    cells = [columns.get(name) or [None] * height for name in _COLUMNS]
    rep, name, email = ([str(cell or "").strip() for cell in column] for column in cells)
    return list(zip(rep, name, email, strict=True))


def _are_two(left: str, right: str) -> bool:
    """Whether no full name can be of both: neither is a part of the other, as a first name is."""
    one, other = ({*name_key(name).split()} for name in (left, right))
    return not (one <= other or other <= one)


def _entries(rows: Iterable[tuple[str, str, str]], cleaned: Cleaned) -> list[_Colleague]:
    """Those whom the rows of the file name; rows with one Rep are one colleague, and one with another name is rejected."""
    found: dict[object, _Colleague] = {}
    for row, words in enumerate(rows):
        if row not in cleaned.rejected:
            one = found.setdefault(caseless(words[0]) or row, _Colleague(*words))
            if _are_two(one.name, words[1]):
                cleaned.reject(
                    row, f"{one.rep} is {one.name} in another row: give {words[1]} a Rep of their own."
                )
                continue
            one.rows.append(row)
            one.name = words[1] if " " in words[1] and " " not in one.name else one.name or words[1]
            one.email = one.email or words[2]
    return list(found.values())
