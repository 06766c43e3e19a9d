"""A campaign in a real file: the gate opens, Today lists pitches, answers are logged, and the sheets say how far it is."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from pathlib import Path

import pytest

from salesbook.actions.campaigns import campaigns_in_a_sentence
from salesbook.actions.outcome import Outcome
from salesbook.actions.page import PAGE
from salesbook.actions.run import run as run_action
from salesbook.books.file import FileBook
from salesbook.cli.main import main
from salesbook.errors import BadInput
from salesbook.tables.plan import Append, Set
from salesbook.tables.records import Runner
from salesbook.tables.resolve import resolve
from tests.helpers import rows_of
from tests.sessions import Someone, session

DAY = date(2026, 3, 2)  # a Monday
ROWS = {
    "Team": "Rep | Calls per day\nana | 10",
    "Contacts": """
        Contact ID | First name | Last name | Decision maker | Phone           | Kind     | Tier
        C1         | Ada        | Ames      | Yes            | +34 976 000 001 | Customer | A
        C2         | Ben        | Bow       | Yes            | +34 976 000 002 | Customer | B
        C3         | Cleo       | Cook      | Yes            | 12              | Customer | A
        C4         | Dan        | Dee       |                | +34 976 000 004 | Customer | A
    """,
    "Propositions": """
        Proposition ID | Title                    | Promise            | Cohort    | Version | Stage     | Talk track
        VMI            | Vendor-managed inventory | We fill your shelf | Customers | 1       | In review | Ask how often they ran out.
    """,
    "Approvals": """
        Proposition ID | Version | Department | Who   | Decision | Concern            | Resolution         | Decided on
        VMI            | 1       | Finance    | Marta | Object   | Stock on our books | They pay a deposit | 2026-02-20
        VMI            | 1       | Operations | Jo    | Approve  |                    |                    | 2026-02-20
    """,
    "Cohorts": "Cohort | Rule\nCustomers | Kind = Customer",
    "Campaigns": """
        Campaign ID | Proposition ID | Version | Cohort    | Channels | Calls a day | Start      | Status
        VMI-1       | VMI            | 1       | Customers | Call     | 5           | 2026-03-02 | Live
    """,
}  # fmt: skip
WHO = {"Value": ["Finance: Marta; Operations: Jo"]}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A firm with all parts, a proposition that Finance objects to, and its campaign."""
    path = tmp_path_factory.mktemp("made") / "book.xlsx"
    assert main(["new", str(path), "--with", "all"]) == 0
    write(
        path,
        *(Append(name, rows_of(name, text)) for name, text in ROWS.items()),
        Set("Settings", ["Who approves"], WHO, {"Value": [None]}),
    )
    return path


@pytest.fixture
def path(made, tmp_path):
    path = tmp_path / "book.xlsx"
    path.write_bytes(made.read_bytes())
    return path


def write(path, *changes) -> None:
    store = FileBook(path)
    seen = store.read([one.table for one in changes])
    store.write(resolve(changes, seen).edits, seen.seen)


def cells(path, table, *headers):
    columns = FileBook(path).read([table]).grids[table].columns
    return list(zip(*(columns[header] for header in headers), strict=True))


def done(path, *words) -> int:
    return main([words[0], str(path), *words[1:], "--today", str(DAY)])


def approve(path) -> None:
    new = {
        "Proposition ID": "VMI",
        "Version": 1,
        "Department": "Finance",
        "Who": "Marta",
        "Decision": "Approve",
        "Decided on": DAY,
    }
    write(
        path,
        Append("Approvals", [new]),
        Set("Propositions", ["VMI"], {"Stage": ["Live"]}, {"Stage": ["In review"]}),
    )


def test_while_finance_objects_nobody_is_pitched_and_the_sheet_says_why(path, capsys):
    assert done(path, "today") == 1
    assert [name for name, *_ in cells(path, "Calls", "Block", "Name")].count("Campaign") == 0
    (missing,) = cells(path, "Propositions", "Still missing")
    assert missing == ("Finance: Marta objects (“Stock on our books”), answered, and to be decided anew",)
    assert (
        "It counts as Planned: the gate of VMI version 1 is shut: Finance: Marta objects"
        in capsys.readouterr().err
    )


def test_from_the_approval_to_the_answers(path, capsys):
    approve(path)
    done(path, "today")
    assert "2 pitches (VMI-1 2); 2 of them are due as well." in capsys.readouterr().err
    pitched = [
        row
        for row in cells(path, "Calls", "Block", "Name", "Campaign ID", "Why", "Talk about")
        if row[0] == "Campaign"
    ]
    assert pitched == [
        (
            "Campaign",
            name,
            "VMI-1",
            "Vendor-managed inventory: not pitched here yet.",
            "Ask how often they ran out.",
        )
        for name in ("Ada Ames", "Ben Bow")
    ]
    assert cells(path, "Pitches", "Name", "State", "Why not yet") == [
        ("Ada Ames", "On the list", None), ("Ben Bow", "On the list", None), ("Cleo Cook", "Cannot", "no usable number"),
    ]  # fmt: skip
    lines = {row[0]: row[1] for row in cells(path, "Calls", "Name", "Call ID")}
    said = {"Outcome": ["Spoke", "No answer"], "Answer": ["Price", None]}
    write(
        path,
        Set(
            "Calls",
            [lines["Ada Ames"], lines["Ben Bow"]],
            said,
            {"Outcome": [None, None], "Answer": [None, None]},
        ),
    )
    assert done(path, "log") == 0
    assert done(path, "campaigns") == 0
    assert (
        "VMI-1: 1 of 2 decision makers pitched, 1 tried; 1 more cannot be reached; at this pace done 3 Mar 2026."
        in capsys.readouterr().err
    )
    numbers = (
        "Decision makers",
        "Cannot be reached",
        "Pitched",
        "Coverage",
        "Tried",
        "Answers",
        "Yes",
        "Version pitched",
    )
    assert cells(path, "Campaigns", *numbers) == [(3, 1, 1, 0.5, 1, 1, 0, 1)]
    assert ("Ada Ames", "Pitched", "Price") in cells(path, "Pitches", "Name", "State", "Answer")
    done(path, "campaigns", "--json")
    learning = json.loads(capsys.readouterr().out)["summary"]["learning"]["VMI-1"]
    assert [(one["answer"], one["people"]) for one in learning["objections"]] == [("Price", 1)]
    assert [one["step"] for one in learning["next_steps"]] == ["Go on"]


def test_undo_takes_it_back(path):
    approve(path)
    before = cells(path, "Campaigns", "Pitched", "What to do")
    done(path, "campaigns")
    assert cells(path, "Campaigns", "Pitched", "What to do") != before
    assert done(path, "undo") == 0
    assert cells(path, "Campaigns", "Pitched", "What to do") == before
    assert cells(path, "Pitches", "Name") in ([], [(None,)])


def test_a_book_without_the_part_says_how_to_add_it(tmp_path, capsys):
    path = tmp_path / "book.xlsx"
    main(["new", str(path)])
    assert done(path, "campaigns") == 3
    assert "Add the part: salesbook add" in capsys.readouterr().err
    assert done(path, "add", "campaigns") == 0
    assert done(path, "campaigns") == 0


@pytest.mark.parametrize(
    ("setting", "value"),
    [("Answer days", 1e9), ("Prior yes", 0), ("Prior no", 0)],
)
def test_a_number_that_a_setting_cannot_have_is_told_and_not_used(path, capsys, setting, value):
    (before,) = [was for name, was in cells(path, "Settings", "Setting", "Value") if name == setting]
    write(path, Set("Settings", [setting], {"Value": [value]}, {"Value": [before]}))
    assert done(path, "campaigns") == 1
    assert f"is not a number that {setting} can have; {before:g} is used" in capsys.readouterr().err


def test_somebody_whom_problems_name_can_be_forgotten(path):
    write(
        path,
        Set(
            "Settings",
            ["Who approves", "Change limit"],
            {"Value": ["Finance: Ada Ames; Operations: Jo", 1]},
            {"Value": [*WHO["Value"], 0.5]},
        ),
        Append(
            "Approvals", [{"Proposition ID": "VMI", "Version": 1, "Department": "Finance", "Who": "Ada Ames"}]
        ),
        Set("Propositions", ["VMI"], {"Stage": ["Live"]}, {"Stage": ["In review"]}),
    )
    done(path, "campaigns")
    assert any("Ada Ames" in str(why) for (why,) in cells(path, "Problems", "Problem"))
    assert done(path, "forget", "C1", "--confirm", "C1") == 0
    for table, header in [("Problems", "Problem"), ("Approvals", "Who")]:
        assert not [text for (text,) in cells(path, table, header) if "Ada" in str(text)]


def test_a_letter_for_a_campaign_that_is_not_live_is_not_drafted(path, capsys):
    mailing = {"Mailing ID": "vmi", "Template": "news", "Audience": "everyone", "Campaign ID": "VMI-1"}
    write(path, Append("Mailings", [mailing]))
    assert done(path, "drafts", "vmi") == 3
    said = capsys.readouterr().err
    assert (
        "vmi pitches VMI-1, which is Planned: the gate of VMI version 1 is shut: Finance: Marta objects"
        in said
    )
    assert "See Still missing on the sheet Propositions." in said
    approve(path)
    done(path, "drafts", "vmi")
    assert "vmi pitches" not in capsys.readouterr().err


def test_what_was_mended_leaves_problems_with_the_next_click_and_other_problems_stay(path):
    write(path, Append("Activities", [{"Activity ID": "T1", "When": "whenever", "Contact ID": "C1"}]))
    done(path, "today")
    assert {table for (table,) in cells(path, "Problems", "Table")} == {"Campaigns", "Activities", "Contacts"}
    approve(path)
    done(path, "campaigns")
    assert {table for (table,) in cells(path, "Problems", "Table")} == {"Activities", "Contacts"}


def test_a_page_for_the_meeting_leaves_the_workbook_as_it_is(path, capsys):
    before = path.read_bytes()
    assert done(path, "campaigns", "--page", "vmi") == 0
    page = path.with_suffix(".salesbook") / "reports" / "Vendor-managed inventory VMI.html"
    told = capsys.readouterr().err
    assert f"The page of VMI is in {page}" in told
    assert "VMI, version 1, In review. Still missing: Finance: Marta objects" in told
    assert "Stock on our books" in page.read_text(encoding="utf-8")
    assert done(path, "campaigns", "--page", "VMI-1", "--html", str(path.with_name("k.html"))) == 0
    assert "Campaign VMI-1" in path.with_name("k.html").read_text(encoding="utf-8")
    assert done(path, "campaigns", "--page", "VMI-1", "--dry-run") == 0
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("--page", "VMJ"), 3, "No proposition and no campaign has the ID 'VMJ'. Known are: VMI (proposition), VMI-1 (campaign)."),
        (("--html", "page.html"), 2, "--html has no --page."),
        (("--page", "VMI", "--html", "book.xlsx"), 2, "book.xlsx is no name of a page."),
    ],
)  # fmt: skip
def test_a_page_that_cannot_be_meant_is_refused(path, capsys, words, status, told):
    assert done(path, "campaigns", *words) == status
    assert told in " ".join(capsys.readouterr().err.split())


class Clicking(Someone):
    """Whoever clicked Page in a row."""

    watches = True

    def __init__(self, table: str, cells: dict[str, str]) -> None:
        super().__init__()
        self.row = table, cells

    def selected_row(self) -> tuple[str, dict[str, str]]:
        return self.row


def clicked(path, table, **cells):
    asked = session("page", FileBook(path), today=DAY, runner=Runner("", "", datetime(2026, 3, 2)))
    asked.person = Clicking(table, {name.replace("_", " "): value for name, value in cells.items()})
    return run_action(PAGE, asked, PAGE.defaults())


def test_a_click_opens_the_page_of_the_selected_row(path, monkeypatch):
    shown = []
    monkeypatch.setattr("webbrowser.open", shown.append)
    write(
        path,
        Append(
            "Campaigns",
            [{"Campaign ID": "VMI", "Proposition ID": "VMI", "Version": 1, "Cohort": "Customers"}],
        ),
    )
    for table, column, what in (
        ("Propositions", "Proposition_ID", "Proposition VMI"), ("Approvals", "Proposition_ID", "Proposition VMI"),
        ("Campaigns", "Campaign_ID", "Campaign VMI"), ("Pitches", "Campaign_ID", "Campaign VMI"),
    ):  # fmt: skip
        said = clicked(path, table, **{column: "VMI"})
        page = Path(said.summary["page"])
        assert said.messages == [
            f"The page of VMI is in your browser: {page.name}, in the folder book.salesbook/reports."
        ]
        assert shown.pop() == page.resolve().as_uri()
        assert what in page.read_text(encoding="utf-8")
        assert (
            {"Proposition VMI", "Campaign VMI"}
            - {what}
            - set(re.findall("(?:Proposition|Campaign) VMI", page.read_text(encoding="utf-8")))
        )
    done(path, "campaigns", "--page", "VMI")
    both = path.with_suffix(".salesbook") / "reports" / "Vendor-managed inventory VMI.html"
    assert {"Proposition VMI", "Campaign VMI"} <= set(
        re.findall("(?:Proposition|Campaign) VMI", both.read_text(encoding="utf-8"))
    )


@pytest.mark.parametrize(
    ("table", "cells", "told"),
    [("", {}, "No row is selected."), ("Cohorts", {"Cohort": "Customers"}, "No row is selected."), ("Pitches", {}, "This row has no Campaign ID.")],
)  # fmt: skip
def test_a_click_elsewhere_says_where_to_click(path, table, cells, told):
    with pytest.raises(BadInput, match=told):
        clicked(path, table, **cells)


def test_the_row_above_the_table_says_first_what_is_to_be_done():
    messages = [
        "2 campaigns, 1 live; 2 propositions, 1 with an open gate.",
        "VMI-1: 1 of 2 decision makers pitched.",
    ]
    summary = {
        "asking": "2 letters ask for a decision: see Outbox.",
        "offered": "",
        "new ideas": "1 new idea (Propositions!A5).",
    }
    told = campaigns_in_a_sentence(Outcome("campaigns", 5, (), summary, messages))
    assert told.startswith("2 letters ask for a decision: see Outbox. 1 new idea (Propositions!A5). ")
    assert campaigns_in_a_sentence(Outcome("campaigns", 5, (), {}, messages)) == " ".join(messages)


@pytest.mark.parametrize("action", ["check", "campaigns", "today"])
def test_a_decision_on_a_proposition_that_is_not_there_is_told_once(path, action):
    lost = {
        "Proposition ID": "VMJ",
        "Version": 1,
        "Department": "Finance",
        "Who": "Marta",
        "Decision": "Object",
    }
    write(path, Append("Approvals", [lost]))
    done(path, action)
    told = [row[1:] for row in cells(path, "Problems", "Table", "Column", "Problem") if row[0] == "Approvals"]
    assert told == [
        ("Proposition ID", "Propositions has no 'VMJ', so this decision does not count"),
    ]
