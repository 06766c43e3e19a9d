"""Answers of executives who were asked to decide: from mails to rows of Approvals, and to questions where that is not certain.

An answer counts where it comes from the address of whoever speaks for the department, is about the version and the words of
today, and says Approve or Object for certain. Any other changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from salesbook.domain.answers.classify import Answer, Kind
from salesbook.domain.answers.classify.decision_words import DecisionAsked, DecisionWords, read_decision
from salesbook.domain.answers.matched import MatchedMail
from salesbook.domain.pitching.approvers import Approver, approvers_of, called_names
from salesbook.domain.pitching.asking import (
    Colleagues,
    DecisionRequest,
    asked_for,
    colleagues_of,
    decisions_about,
    row_that_waits,
)
from salesbook.domain.pitching.gate import UNDATED, Decision, marks_of, versions_of
from salesbook.domain.pitching.problems import has_campaigns
from salesbook.domain.world import World
from salesbook.schema.closed_lists import APPROVE, OBJECT
from salesbook.tables.arrays import day_number, texts
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Append, Change, Message, Plan, Problem, Set, Value
from salesbook.tables.records import MAILBOX
from salesbook.util.folding import caseless, name_words
from salesbook.util.wording import joined, on, quoted

_DONE = "Then delete this row."
_TYPE_IT = "Read it in the mailbox, ask them, and type their decision in Approvals."


class UncertainDecision(Exception):
    """An answer that does not count: `why` is a clause, `todo` the next step."""

    def __init__(self, why: str, todo: str) -> None:
        super().__init__(why)
        self.why, self.todo = why, todo


@dataclass(frozen=True, slots=True)
class MailedDecision:
    """A decision that counts: by `who`, for these departments, on that day."""

    request: DecisionRequest
    who: str
    departments: tuple[Approver, ...]
    words: DecisionWords
    day: date


@dataclass
class MailedDecisions:
    """What mails decide. `moment`: when a mail was written, on this computer's wall; `taken`: keys of the mails that count."""

    world: World
    mails: Sequence[MatchedMail]
    moment: Callable[[Answer], datetime]
    taken: set[str] = field(default_factory=set)
    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    told: list[Message] = field(default_factory=list)
    _used: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for mail in sorted(self._answers(), key=lambda one: self.moment(one.answer)):
            try:
                decision = self._decision(mail)
            except UncertainDecision as doubt:
                self.problems.append(self._problem(mail, doubt))
            else:
                self.taken.add(mail.key)
                self._enter(decision)

    @property
    def plan(self) -> Plan:
        """What changes, what is asked, and what to say."""
        return Plan(tuple(self.changes), tuple(self.problems), tuple(self.told))

    def _answers(self) -> Iterator[MatchedMail]:
        return (one for one in self.mails if one.answer.kind is Kind.DECISION and one.letter)

    def _decision(self, mail: MatchedMail) -> MailedDecision:
        """Raises UncertainDecision."""
        request = DecisionRequest.of(mail.letter.draft if mail.letter else "")
        if (
            request is None
            or not has_campaigns(self.world)
            or request.proposition not in self.world.get(versions_of)
        ):
            raise UncertainDecision(
                "the proposition that it is about is not in Propositions any more",
                "Nothing is to be decided on it.",
            )
        if mail.junk:
            raise UncertainDecision("it lay among spam, so it may be forged", _TYPE_IT)
        who, departments = self._speaks(request, mail.answer.sender)
        self._is_of_today(request)
        words = read_decision(mail.answer.words, self._asked(request, who, departments))
        if words.doubt:
            raise UncertainDecision(words.doubt, _TYPE_IT)
        return MailedDecision(request, who, departments, words, self.moment(mail.answer).date())

    def _asked(self, request: DecisionRequest, who: str, departments: Sequence[Approver]) -> DecisionAsked:
        """What they may name: of several departments none, since who names one may decide for that alone."""
        called, team = called_names(self.world), self.world.frames["Team"]
        title = str(self.world.frames["Propositions"].loc[request.proposition, "Title"])
        theirs = {who, *called.get(name_words(who), ())}
        return DecisionAsked(
            own=(request.proposition, title, *_with_first_names(theirs), *([departments[0].department] if len(departments) == 1 else [])),
            colleagues=tuple(_with_first_names([*texts(team, "Rep"), *texts(team, "Name")])),
            version=request.version,
        )  # fmt: skip

    def _speaks(self, request: DecisionRequest, sender: str) -> tuple[str, tuple[Approver, ...]]:
        """Who writes from that address, and for which of the departments that were asked they speak. Raises UncertainDecision."""
        colleagues = self.world.get(colleagues_of)
        asked = [
            one
            for one in self.world.get(approvers_of).by_department.values()
            if self._was_asked(request, one)
        ]
        if not asked:
            raise UncertainDecision(
                "Settings names them for no department now",
                "See Who approves on Settings, and type the decision in Approvals if it counts.",
            )
        writing = colleagues.writing_from(sender)
        if not writing:
            raise UncertainDecision(
                f"it does not come from an address of {_speakers(asked)}, so it does not count",
                "Have them answer from their own address, as Executives has it, or type the decision in Approvals if it is theirs.",
            )
        if len(writing) > 1:
            raise UncertainDecision(
                "several people of Executives and Team have that address, so nobody can tell whose decision it is",
                _TYPE_IT,
            )
        (name,) = writing
        theirs = tuple(one for one in asked if name in map(colleagues.one_name, _names_of(one)))
        if not theirs:
            raise UncertainDecision(
                f"it comes from an address of somebody else than {_speakers(asked)}, so it does not count",
                _TYPE_IT,
            )
        who = next(one for one in _names_of(theirs[0]) if colleagues.one_name(one) == name)
        return who, theirs

    def _was_asked(self, request: DecisionRequest, approver: Approver) -> bool:
        """Whether the letter asks for this department: by its rows of Approvals, else by who is asked for it today."""
        colleagues: Colleagues = self.world.get(colleagues_of)
        rows = [
            one for one in decisions_about(self.world, request.proposition)
            if one.asked != UNDATED and caseless(one.department) == caseless(approver.department)
        ]  # fmt: skip
        names = [one.who for one in rows] or [asked_for(self.world, approver)[0]]
        return request.person in map(colleagues.mark, names)

    def _is_of_today(self, request: DecisionRequest) -> None:
        """Raises UncertainDecision where the version, or what it says, is another one now."""
        proposition, version = request.proposition, self.world.get(versions_of)[request.proposition]
        if request.version != version:
            raise UncertainDecision(
                f"it is about version {request.version} of {proposition}, which has version {version} now",
                "Click Campaigns: it asks them about the version of today.",
            )
        if request.mark != self.world.get(marks_of)[proposition]:
            raise UncertainDecision(
                f"Promise, Cohort or What it asks of us of {proposition} were changed since they were asked",
                "Raise Version and click Campaigns, which asks anew, or put the words back and type the decision in Approvals.",
            )

    def _enter(self, one: MailedDecision) -> None:
        new = [self._row(one, approver) for approver in one.departments if not self._stands(one, approver)]
        self.changes += new
        of, departments = one.request, joined([approver.department for approver in one.departments], 9)
        about = f"{of.proposition} version {of.version} for {departments}"
        if one.words.approves:
            self.told.append(Message(f"{one.who} approves {about}."))
            return
        reason = one.words.reason
        what_next = (
            f": {quoted(reason)} Type what is done about it as Resolution."
            if reason
            else ", without a reason: ask for it, and type it as Concern."
        )
        self.told.append(Message(f"{one.who} objects to {about}{what_next}"))

    def _stands(self, one: MailedDecision, approver: Approver) -> bool:
        """Whether it was entered before: a mail may be read again."""
        colleagues = self.world.get(colleagues_of)
        return any(
            (row.decision, row.day, row.concern) == (_decision_of(one), day_number(one.day), one.words.reason)
            and caseless(row.department) == caseless(approver.department)
            and colleagues.one_name(row.who) == colleagues.one_name(one.who)
            for row in decisions_about(self.world, one.request.proposition)
        )

    def _row(self, one: MailedDecision, approver: Approver) -> Change:
        """The row that waits for it, filled in; else a new one."""
        decided: dict[str, Value] = {
            "Who": one.who, "Decision": _decision_of(one), "Concern": one.words.reason or None, "Decided on": one.day,
            "Content": one.request.mark,
        }  # fmt: skip
        rows = [row for row in decisions_about(self.world, one.request.proposition)
                if caseless(row.department) == caseless(approver.department) and row.handle not in self._used and not row.concern]  # fmt: skip
        waiting: Decision | None = row_that_waits(rows, approver)
        if waiting is None:
            key: dict[str, Value] = {
                "Proposition ID": one.request.proposition,
                "Version": one.request.version,
            }
            return Append("Approvals", [{**key, "Department": approver.department, **decided}])
        self._used.add(waiting.handle)
        source = origin_of(self.world.frames["Approvals"])
        return Set("Approvals", [waiting.handle], {name: [value] for name, value in decided.items()},
                   {name: [source.value(waiting.handle, name)] for name in decided if name != "Content"})  # fmt: skip

    def _problem(self, mail: MatchedMail, doubt: UncertainDecision) -> Problem:
        answer = mail.answer
        said = quoted(answer.words) if answer.words.strip() else "without words"
        request = DecisionRequest.of(mail.letter.draft if mail.letter else "")
        about = f" about {request.proposition} version {request.version}" if request else ""
        return Problem(
            MAILBOX, request.proposition if request else "", "Decision", answer.sender,
            f"{answer.sender or 'Somebody'} answered on {on(self.moment(answer).date())}{about} {said}: {doubt.why}", f"{doubt.todo} {_DONE}",
        )  # fmt: skip


def _decision_of(one: MailedDecision) -> str:
    return APPROVE if one.words.approves else OBJECT


def _with_first_names(names: Iterable[str]) -> Iterator[str]:
    """These names, and the first word of each: people sign with either."""
    for name in names:
        yield name
        yield name.partition(" ")[0]


def _names_of(approver: Approver) -> list[str]:
    return [one for one in (approver.who, approver.stand_in) if one]


def _speakers(asked: Sequence[Approver]) -> str:
    return joined(list(dict.fromkeys(one.asked for one in asked)))
