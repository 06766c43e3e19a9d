"""The gate of a version opens when every department has approved what it says now, and all that must be ready is done."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from salesbook.books.memory import MemoryBook, grid_of
from salesbook.domain.answers.decisions import MailedDecisions
from salesbook.domain.campaigns.gate_cells import gate_changes
from salesbook.domain.campaigns.plan import plan_campaigns
from salesbook.domain.pitching.asking import DecisionRequest, colleagues_of
from salesbook.domain.pitching.campaigns import campaigns_of
from salesbook.domain.pitching.gate import content_mark, gates
from salesbook.domain.pitching.problems import campaign_problems
from salesbook.tables.resolve import resolve
from tests.domain.callbook import TODAY, world
from tests.domain.campaigns.campaignbook import (
    APPROVED,
    CAMPAIGN,
    PROPOSITION,
    campaign_book,
    campaign_world,
    mailed_answer,
    planned,
    row,
    small_world,
    told,
)
from tests.helpers import carry_out

GATE = ("Propositions", "Approvals")
HEAD = (
    "Proposition ID | Version | Department | Who | What | Decision | Concern | Resolution | Decided on | Due"
)
ROW = (
    "Proposition ID",
    "Version",
    "Department",
    "Who",
    "What",
    "Decision",
    "Concern",
    "Resolution",
    "Decided on",
    "Content",
)
FINANCE, OPERATIONS = (
    "Finance | Marta | | Approve | | | 2026-01-05 |",
    "Operations | Jo | | Approve | | | 2026-01-06 |",
)


def gate(*decisions: str, **tables: str):
    rows = "\n".join(f"VMI | 1 | {one}" for one in decisions)
    return campaign_world(Approvals=f"{HEAD}\n{rows}", **tables).get(gates)["VMI", 1]


def missing(*decisions: str, **tables: str) -> str:
    return gate(*decisions, **tables).still_missing


def test_all_departments_have_approved():
    assert gate(FINANCE, OPERATIONS).is_open
    assert missing(FINANCE, OPERATIONS) == "No resistance met: is it bold enough?"


@pytest.mark.parametrize(
    ("decisions", "what"),
    [
        ((FINANCE,), "Operations: Jo has not decided"),
        ((FINANCE, "Operations | Jo | | Pending | | | |"), "Operations: Jo has not decided"),
        ((FINANCE, "Operations | Eve | | Approve | | | 2026-01-06 |"), "Operations: Jo has not decided"),
        ((FINANCE, "Operations | Jo | | Abstain | | | 2026-01-06 |"), "Operations: Jo abstains"),
        ((FINANCE, OPERATIONS, "Operations | Jo | | Object | too dear | | 2026-02-01 |"), "Operations: Jo objects (“too dear”), not answered yet"),
        ((FINANCE, OPERATIONS, "Operations | Jo | | Object | too dear | | 2026-01-06 |"), "Operations: Jo objects (“too dear”), not answered yet"),
        ((FINANCE, OPERATIONS, "Operations | Jo | | Object | | | |"), "Operations: Jo objects, not answered yet"),
        ((FINANCE, OPERATIONS, "Finance | Marta | | Object | risky | half price first | 2026-01-09 |"),
         "Finance: Marta objects (“risky”), answered, and to be decided anew"),
        ((FINANCE, OPERATIONS, "Operations | Kai | Train drivers | Pending | | | | 2026-05-03"), "Operations: 'Train drivers' is not done, due 3 May"),
        ((FINANCE, OPERATIONS, "Operations | Kai | Train drivers | Approve | | | |"), "Operations: 'Train drivers' is not done"),
    ],
)  # fmt: skip
def test_what_keeps_it_shut(decisions, what):
    found = gate(*decisions)
    assert not found.is_open
    assert found.still_missing == what
    assert found.stage_used == "In review"


@pytest.mark.parametrize(
    "decisions",
    [
        ("Finance | Marta | | Object | risky | | 2026-01-02 |", FINANCE, OPERATIONS),  # the later one counts
        ("Finance | Marta | | Object | risky | half price first | |", FINANCE, OPERATIONS),  # undated, answered, then approved
        ("finance | MARTA | | Approve | | | |", OPERATIONS),
        (FINANCE, OPERATIONS, "Operations | Kai | Train drivers | Done | | | |"),
        (FINANCE, OPERATIONS, "Legal | Eve | | Object | never | | 2026-03-01 |"),  # nobody asked Legal
        (FINANCE, OPERATIONS, "Operations | Eve | | Object | never | | 2026-03-01 |"),  # Eve does not speak for it
    ],
)  # fmt: skip
def test_what_leaves_it_open(decisions):
    assert gate(*decisions).is_open


@pytest.mark.parametrize(
    ("who", "lacks"),
    [
        ("", "Who approves in Settings is blank: say who speaks for which department, as in Finance: Marta; Operations: Jo"),
        ("Finance: Marta; Operations: Marta", "Who approves in Settings names one person only: it takes two at least"),
        ("Sales: Marta; Marketing: Jo", "Who approves in Settings names sales and marketing only: add a department that has to deliver"),
        ("Finance, Marta", "Who approves in Settings cannot be read at 'Finance, Marta': write it as Finance: Marta; Operations: Jo"),
        ("Finance: Marta, Operations: Jo", "Who approves in Settings cannot be read at 'Finance: Marta, Operations: Jo': write it as Finance: Marta; Operations: Jo"),
        ("Finance: Marta; finance: Kai; Operations: Jo", "Who approves in Settings names two persons for 'finance': name one there, and the other as Stand-in on Executives"),
    ],
)  # fmt: skip
def test_without_enough_who_approve_every_gate_is_shut(who, lacks):
    setting = f"Setting | Value\nWho approves | {who}"
    assert missing(FINANCE, OPERATIONS, Settings=setting).startswith(lacks)
    why, _, _ = lacks.partition(": ")
    assert any(one.startswith(f"Settings.Value: {why}") for one in told(Settings=setting))


def test_one_person_under_two_names_of_team_is_one():
    shut = missing(
        FINANCE,
        Settings="Setting | Value\nWho approves | Finance: Marek; Operations: Marek Zieliński",
        Team="Rep | Name | Calls per day\nMarek | Marek Zieliński | 10",
    )
    assert shut.startswith("Who approves in Settings names one person only")


@pytest.mark.parametrize(
    "department",
    ["Verkauf", "Verkaufsleitung", "Vertriebsinnendienst", "Kommerz", "Verkoop", "Vendas", "Comercial", "Dirección comercial", "Commercial", "Direction commerciale", "Ventes", "Vendite"],
)  # fmt: skip
def test_sales_is_sales_in_each_language(department):
    shut = missing(FINANCE, Settings=f"Setting | Value\nWho approves | {department}: Marta; Marketing: Jo")
    assert shut.startswith("Who approves in Settings names sales and marketing only")


def test_an_undated_objection_that_an_older_approval_overcomes_is_told_with_that_day():
    approvals = f"{HEAD}\nVMI | 1 | {FINANCE}\nVMI | 1 | {OPERATIONS}\nVMI | 1 | Finance | Marta | | Object | risky | half price first | |"
    (found,) = campaign_problems(campaign_world(Approvals=approvals))
    assert (found.column, found.why, found.todo) == (
        "Decided on",
        "This objection bears no day, so the approval of 5 Jan counts as later",
        "Type its day.",
    )
    assert not told(Approvals=approvals[:-1] + "2026-01-04 |")
    shut = told(
        Approvals=approvals.replace("half price first", "")
    )  # it holds back, and is told as what is missing
    assert not [one for one in shut if one.startswith("Approvals")]


def test_of_many_things_missing_the_first_are_told_and_the_rest_counted():
    tasks = [f"Operations | Kai | Task {n} | Pending | | | |" for n in range(40)]
    told_of = missing(FINANCE, OPERATIONS, *tasks)
    assert told_of.count("is not done") == 30
    assert told_of.endswith("; 10 more")


def test_one_person_may_speak_for_several_departments():
    three = "Setting | Value\nWho approves | Finance: Marta; Operations: Jo; Production: Jo"
    assert missing(FINANCE, OPERATIONS, Settings=three) == "Production: Jo has not decided"


def test_signs_of_other_scripts_part_departments_too():
    assert gate(
        FINANCE, OPERATIONS, Settings="Setting | Value\nWho approves | Finance：Marta；Operations：Jo"
    ).is_open


def test_a_stand_in_decides_and_a_colleague_may_sign_with_either_name():
    executives = "Department | Executive | Stand-in\nOperations | Jo | Kai"
    team = "Rep | Name | Calls per day\nMarta | Marta Gil | 10"
    approved = (
        "Finance | Marta Gil | | Approve | | | 2026-01-05 |",
        "Operations | kai | | Approve | | | 2026-01-06 |",
    )
    assert gate(*approved, Executives=executives, Team=team).is_open
    assert missing(approved[0], Executives=executives, Team=team) == "Operations: Jo (or Kai) has not decided"


def test_somebody_else_on_executives_is_a_problem():
    executives = "Department | Executive | Stand-in\nOperations | Eve | Kai\nLegal | Zoe |"
    assert told(Executives=executives) == [
        "Executives.Executive: Who approves in Settings names Jo for Operations, so this row does not count",
        "Executives.Department: Who approves in Settings names nobody for 'Legal', so this row does not count",
    ]


def test_a_typed_stage_behind_a_shut_gate_is_told_and_its_campaign_is_planned():
    approvals = f"{HEAD}\nVMI | 1 | {FINANCE}"
    assert told(Approvals=approvals) == [
        "Propositions.Stage: It counts as In review: Operations: Jo has not decided",
        "Campaigns.Proposition ID: It counts as Planned: the gate of VMI version 1 is shut: Operations: Jo has not decided",
    ]
    assert campaign_world(Approvals=approvals).get(campaigns_of)["K1"].status == "Planned"
    assert row(planned(Approvals=approvals), "Campaigns", "K1")["What to do"].startswith(
        "Not live: the gate of VMI"
    )


def test_an_open_gate_waits_for_its_stage():
    review = PROPOSITION.replace("Live", "In review")
    assert row(planned(Propositions=review), "Propositions", "VMI")["Still missing"].startswith(
        "Nothing: set Stage to Approved"
    )
    assert told(Propositions=review) == [
        "Campaigns.Proposition ID: It counts as Planned: the Stage of VMI is In review"
    ]
    assert not row(planned(Propositions=PROPOSITION.replace("Live", "Killed")), "Propositions", "VMI")[
        "Still missing"
    ]


@pytest.mark.parametrize(
    ("decision", "why"),
    [
        ("Operations | Eve | | Approve | | | |", "Who: It is by 'Eve', and Jo speaks for Operations"),
        ("Legal | Eve | | Approve | | | |", "Department: Who approves in Settings names nobody for 'Legal'"),
        ("Finance | Marta | | Done | | | |", "Decision: Done is for what must be ready, and What is blank"),
    ],
)  # fmt: skip
def test_decisions_that_do_not_count_are_told(decision, why):
    assert told(Approvals=f"{HEAD}\nVMI | 1 | {FINANCE}\nVMI | 1 | {OPERATIONS}\nVMI | 1 | {decision}") == [
        f"Approvals.{why}, so this decision does not count"
    ]


@pytest.mark.parametrize("typed", ["vmi", "VMI ", " Vmi"])
def test_an_objection_holds_back_its_proposition_in_whatever_case_that_is_typed(typed):
    objection = f"{typed} | 1 |  finance | Marta | | Object | too dear | | 2026-02-01 |"
    book = campaign_book(Approvals=f"{HEAD}\nVMI | 1 | {FINANCE}\nVMI | 1 | {OPERATIONS}\n{objection}")
    book.grids["Approvals"].columns["Proposition ID"][2] = typed
    assert world(book).get(gates)["VMI", 1].missing == (
        "Finance: Marta objects (“too dear”), not answered yet",
    )


def test_a_campaign_of_a_proposition_in_other_case_runs_and_so_do_its_cohort_and_its_answers():
    found = campaign_world(Campaigns=CAMPAIGN.replace("VMI ", "vmi ").replace("All ", "all "))
    assert found.get(campaigns_of)["K1"].is_live
    answered = row(
        planned("C1 | 2026-02-01 | Call | Out | Spoke | Yes", Campaigns=CAMPAIGN.replace("K1", "k1")),
        "Campaigns",
        "k1",
    )
    assert (answered["Pitched"], answered["Yes"]) == (1, 1)


@pytest.mark.parametrize(
    ("typed", "todo"),
    [("VMX1", "Type VMX-1, if that is meant."), ("zzz", "Correct it, or add it to Propositions.")],
)
def test_a_decision_on_a_proposition_that_is_not_there_is_told_with_the_nearest(typed, todo):
    propositions = f"{PROPOSITION}    VMX-1          |       |                    |        |         | Idea\n"
    found = campaign_problems(
        campaign_world(
            Approvals=f"{APPROVED}    {typed} | 1 | Finance | Marta | | Object | dear | |\n",
            Propositions=propositions,
        )
    )
    assert [(one.column, one.why, one.todo) for one in found] == [
        ("Proposition ID", f"Propositions has no {typed!r}, so this decision does not count", todo)
    ]
    assert found[0].cell


def test_of_two_propositions_that_differ_in_case_alone_neither_is_guessed():
    propositions = f"{PROPOSITION}    vmi          |       |                    |        |         | Idea\n"
    assert [
        one
        for one in told(
            Approvals=f"{APPROVED}    Vmi | 1 | Finance | Marta | | Object | dear | |\n",
            Propositions=propositions,
        )
        if "no 'Vmi'" in one
    ]


def test_approval_is_given_for_what_was_said_then():
    book = campaign_book()
    first = plan_campaigns(world(book))
    assert row(first, "Approvals") == {"Content": content_mark("We fill your shelf", "All", "")}
    carry_out(book, first)
    assert world(book).get(gates)["VMI", 1].is_open
    book.grids["Propositions"].columns["Promise"][0] = "We fill your  shelf "  # spaces do not count
    assert world(book).get(gates)["VMI", 1].is_open
    book.grids["Propositions"].columns["Promise"][0] = "We fill half your shelf"
    assert world(book).get(gates)["VMI", 1].missing == (
        "Finance: Marta has not decided on what it says now", "Operations: Jo has not decided on what it says now",
    )  # fmt: skip


def test_a_version_typed_lower_than_one_that_was_decided_on_is_told():
    approvals = APPROVED.replace("VMI            | 1 ", "VMI            | 3 ")
    assert (
        told(Approvals=approvals)[0] == "Propositions.Version: There is a version 3 already, and this says 1"
    )


def test_a_campaign_and_its_proposition_raised_together_after_the_first_pitch_stay_with_what_was_pitched():
    raised = CAMPAIGN.replace("Calls a day", "Calls a day | Version pitched").replace("| 5", "| 5 | 1")
    found = campaign_world(
        Campaigns=raised.replace("VMI            | 1 ", "VMI            | 2 "),
        Propositions=PROPOSITION.replace("| 1 ", "| 2 "),
    )
    assert (found.get(campaigns_of)["K1"].version, found.get(campaigns_of)["K1"].status) == (1, "Live")
    assert not found.get(gates)["VMI", 2].is_open
    assert "Version 1 was pitched already, and counts" in {one.why for one in campaign_problems(found)}


@pytest.mark.parametrize(
    ("version", "decision", "shut", "why"),
    [
        ("", "Finance | Marta | | Object | dear | | 2026-02-01 |", True, "It has no Version, so it holds back all of them"),
        ("1.5", "Finance | Marta | | Object | dear | | 2026-02-01 |", True, "It has no Version, so it holds back all of them"),
        ("", "Finance | Kai | Train drivers | Pending | | | |", True, "It has no Version, so it holds back all of them"),
        ("", "Finance | Marta | | Abstain | | | 2026-02-01 |", False, "It has no Version, so this decision does not count"),
        ("", "Finance | Eve | | Object | dear | | 2026-02-01 |", False, "It is by 'Eve', and Marta speaks for Finance, so this decision does not count"),
    ],
)  # fmt: skip
def test_what_holds_back_without_a_version_holds_back_every_version(version, decision, shut, why):
    approvals = f"{HEAD}\nVMI | 1 | {FINANCE}\nVMI | 1 | {OPERATIONS}\nVMI | {version} | {decision}"
    found = campaign_world(Approvals=approvals)
    assert found.get(gates)["VMI", 1].is_open != shut
    assert why in {one.why for one in campaign_problems(found)}


def test_without_a_version_nothing_is_approved():
    approvals = f"{HEAD}\nVMI | | {FINANCE}\nVMI | 1 | {OPERATIONS}"
    assert campaign_world(Approvals=approvals).get(gates)["VMI", 1].missing == (
        "Finance: Marta has not decided",
    )


def test_an_approval_of_a_day_still_to_come_does_not_count_and_an_objection_does():
    ahead = f"{TODAY.year + 1}-01-05"
    approval = f"Finance | Marta | | Approve | | | {ahead} |"
    assert missing(approval, OPERATIONS) == "Finance: Marta has not decided"
    objects = "Finance: Marta objects, not answered yet"
    assert missing(approval, OPERATIONS, "Finance | Marta | | Object | | | 2026-02-01 |") == objects
    objection = f"Finance | Marta | | Object | | | {ahead} |"
    assert missing(FINANCE, OPERATIONS, objection) == objects
    told_of = told(
        Approvals=f"{HEAD}\nVMI | 1 | {FINANCE}\nVMI | 1 | {OPERATIONS}\nVMI | 1 | {approval}\nVMI | 1 | {objection}"
    )
    assert told_of[:2] == [
        "Approvals.Decided on: Its day is still to come, so this decision does not count",
        "Approvals.Decided on: Its day is still to come, so it counts as one without a day",
    ]


EXECUTIVES = (
    "Department | Executive | Email\nFinance | Marta | marta@f.example\nOperations | Jo | jo@f.example"
)
SPEAKS = {"marta@f.example": "Marta", "jo@f.example": "Jo"}


class Gate(RuleBasedStateMachine):
    """Rows of Approvals come, change and go, words change, executives answer by mail, and after each step the gate is open only by the rule."""

    def __init__(self) -> None:
        super().__init__()
        self.book: MemoryBook = campaign_book(Approvals=HEAD, Executives=EXECUTIVES)
        self.rows: list[dict] = []
        self.words = "We fill your shelf"

    @rule(
        department=st.sampled_from(["Finance", "Operations", "Legal", ""]), who=st.sampled_from(["Marta", "Jo", "Eve", ""]),
        decision=st.sampled_from(["Approve", "Object", "Abstain", "Pending", "Done", None]), what=st.sampled_from([None, None, None, "Train drivers"]),
        day=st.sampled_from([None, 1, 2, 3]), resolution=st.sampled_from([None, "half price first"]), version=st.sampled_from([1, 1, 1, 2]),
    )  # fmt: skip
    def decide(self, department, who, decision, what, day, resolution, version):
        self.rows.append({
            "Proposition ID": "VMI", "Version": version, "Department": department or None, "Who": who or None, "What": what, "Decision": decision,
            "Concern": None, "Resolution": resolution, "Decided on": day and TODAY - timedelta(days=day), "Content": None,
        })  # fmt: skip
        self._write()

    @rule(data=st.data())
    def delete(self, data):
        if self.rows:
            del self.rows[data.draw(st.integers(0, len(self.rows) - 1))]
            self._write()

    @rule(words=st.sampled_from(["We fill your shelf", "We fill half your shelf"]))
    def reword(self, words):
        self.words = words
        self.book.grids["Propositions"].columns["Promise"][0] = words
        self._run()

    @rule(
        asked=st.sampled_from(["Marta", "Jo"]), sender=st.sampled_from([*SPEAKS, *SPEAKS, "eve@f.example", ""]), version=st.sampled_from([1, 1, 2]),
        promise=st.sampled_from(["We fill your shelf", "We fill half your shelf"]), answer=st.sampled_from(["Approve", "Approve", "Object: too dear", "Hm", "Approve, but object"]),
        day=st.integers(1, 3),
    )  # fmt: skip
    def answer_by_mail(self, asked, sender, version, promise, answer, day):
        """Only who was asked, about what it says today, from their own address, and in clear words, changes anything."""
        store = small_world(self.book)
        request = DecisionRequest(
            "VMI", version, content_mark(promise, "All", ""), store.get(colleagues_of).mark(asked), 1
        )
        when = datetime.combine(TODAY - timedelta(days=day), time(9))
        decided = MailedDecisions(store, [mailed_answer(request, sender, answer)], lambda _: when)
        counts = (
            SPEAKS.get(sender) == asked and version == 1 and promise == self.words and answer in {"Approve", "Object: too dear"}
        )  # fmt: skip
        assert bool(decided.taken) == counts
        assert bool(decided.problems) != counts
        assert counts or not decided.changes
        seen = self.book.read(GATE)
        self.book.write(resolve(decided.changes, seen).edits, seen.seen)
        self.rows = self._rows()
        self._run()

    def _rows(self) -> list[dict]:
        columns = self.book.grids["Approvals"].columns
        cells = [columns.get(name, [None] * self.book.grids["Approvals"].height) for name in ROW]
        rows = [dict(zip(ROW, row, strict=True)) for row in zip(*cells, strict=True)]
        return [one for one in rows if one["Proposition ID"]]

    def _write(self) -> None:
        self.book.grids["Approvals"] = grid_of("Approvals", self.rows)
        self._run()

    def _run(self) -> None:
        """salesbook runs after each edit, and marks what it sees for the first time."""
        seen = self.book.read(GATE)
        marked = resolve(gate_changes(small_world(self.book)), seen)
        self.book.write(marked.edits, seen.seen)
        cells = self.book.grids["Approvals"].columns.get("Content", [])
        for one, content in zip(self.rows, cells, strict=False):
            one["Content"] = content

    @invariant()
    def it_is_open_only_by_the_rule(self):
        assert small_world(self.book).get(gates)["VMI", 1].is_open == self._may()

    def _may(self) -> bool:
        mark = content_mark(self.words, "All", "")
        about = [one for one in self.rows if one["Version"] == 1]
        return all(one["Decision"] == "Done" for one in about if one["What"]) and all(
            self._approves([
                one for one in about
                if not one["What"] and one["Department"] == department and one["Who"] == who
                and one["Decision"] in {"Approve", "Object", "Abstain"} and one["Content"] in {None, mark}
            ])
            for department, who in (("Finance", "Marta"), ("Operations", "Jo"))
        )  # fmt: skip

    def _approves(self, mine: list[dict]) -> bool:
        dated = [one for one in mine if one["Decided on"]]
        bare = [one for one in mine if not one["Decided on"]]
        stands = [one for one in bare if one["Decision"] == "Object"
                  and not (one["Resolution"] and any(other["Decision"] == "Approve" for other in dated))]  # fmt: skip
        if stands or not mine:
            return False
        last = max((one["Decided on"] for one in dated), default=date.min)
        latest = [one["Decision"] for one in dated if one["Decided on"] == last] or [
            one["Decision"] for one in bare
        ]
        return set(latest) == {"Approve"}


TestGate = Gate.TestCase
TestGate.settings = settings(max_examples=30, stateful_step_count=10, deadline=None)
