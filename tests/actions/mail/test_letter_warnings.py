"""What a letter says that its firm would not want said: the text of an example, or a signature without a name."""

from __future__ import annotations

import json

import pytest

from salesbook.actions.mail.drafts import draft
from salesbook.actions.outcome import in_a_sentence, outcome_of
from salesbook.books.file import FileBook
from salesbook.tables.last_result import in_the_row
from tests.actions.mail.approved import RUNNER
from tests.actions.mail.newsletter import approve, files, mailing, outbox
from tests.actions.person import TODAY, put, read, salesbook
from tests.sessions import session

OF_ANOTHER = "the example that came with salesbook (news.md), which tells of Cierzo Packaging Machines and not of Acme Tools"


@pytest.fixture
def acme(sample):
    """A book of another firm than the one that the example tells of, with its mailing."""
    put(sample, "Settings", "Firm", Value="Acme Tools")
    put(sample, "Mailings", "news", Template="news")
    return sample


def own_copy(book, name, text=""):
    path = book.with_name("templates") / "newsletters" / name
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def said(book, capsys) -> list[str]:
    """What is wrong with the drafts, as they would be written."""
    capsys.readouterr()
    salesbook("drafts", book, "news", "--dry-run", "--json")
    return [one["problem"] for one in json.loads(capsys.readouterr().out)["problems"]]


def problems(book) -> list[str]:
    return [str(row["Problem"]) for row in read(book, "Problems") if row["Table"] == "Mailings"]


def test_letters_of_the_example_are_drafted_in_another_firm_and_it_is_said_how_many_and_what_to_do(
    acme, capsys
):
    assert salesbook("drafts", acme, "news") == 1
    told = capsys.readouterr().err
    assert OF_ANOTHER in told
    assert "Copy it: salesbook templates copy BOOK news." in told
    assert "(news.es.md)" in told  # the one in Spanish is counted for itself
    numbers = [int(problem.split()[0]) for problem in problems(acme)]
    assert sum(numbers) == len(files(acme)) == mailing(acme)["Drafts"]


def test_the_firm_that_the_example_tells_of_may_send_it(sample, capsys):
    put(sample, "Mailings", "news", Template="news")
    assert salesbook("drafts", sample, "news") == 0
    assert "example" not in capsys.readouterr().err


def test_a_copy_is_the_example_until_somebody_has_changed_it_in_each_language(acme, capsys):
    assert salesbook("templates", "copy", acme, "news") == 0
    assert (
        "The text tells of Cierzo Packaging Machines: write your own before you send it."
        in capsys.readouterr().err
    )
    own_copy(acme, "news.md", "\n\n")
    assert len(said(acme, capsys)) == 2
    own_copy(acme, "news.md", "Ring us.\n")
    [problem] = said(acme, capsys)
    assert "(news.es.md)" in problem
    own_copy(acme, "news.es.md", "Llámenos.\n")
    assert said(acme, capsys) == []


def test_the_sentence_says_how_many_and_what_to_do_and_that_of_preview_says_the_same(acme, capsys):
    told = f"{len(written(acme, capsys))} letters have salesbook's text, which tells of another firm: write your own."
    assert told in in_the_row(str(read(acme, "Runs")[-1]["Message"]))
    assert salesbook("preview", acme, "news") == 1
    assert capsys.readouterr().err.splitlines()[0] == told


def written(book, capsys) -> dict[str, bytes]:
    """Its drafts."""
    salesbook("drafts", book, "news")
    capsys.readouterr()
    return files(book)


def test_the_page_has_it_in_a_banner_that_other_mailings_lack(acme):
    salesbook("preview", acme, "news")
    page = acme.with_name("book.salesbook") / "previews" / "news.html"
    banner = page.read_text(encoding="utf-8").partition('<div class="banner"')[2].partition("</div>")[0]
    assert OF_ANOTHER in banner
    put(acme, "Settings", "Firm", Value="Cierzo Packaging Machines")
    salesbook("preview", acme, "news")
    assert '<div class="banner"' not in page.read_text(encoding="utf-8")


def test_it_stays_on_the_sheet_problems_while_the_drafts_stand_also_after_today(acme):
    salesbook("drafts", acme, "news")
    found = problems(acme)
    assert len(found) == 2
    salesbook("today", acme)
    salesbook("check", acme)
    assert problems(acme) == found
    put(acme, "Mailings", "news", Drafts=0)  # they are gone
    salesbook("check", acme)
    assert problems(acme) == []


def test_it_leaves_the_sheet_problems_with_the_text(acme):
    salesbook("drafts", acme, "news")
    salesbook("templates", "copy", acme, "news")
    own_copy(acme, "news.md", "Ring us.\n")
    salesbook("drafts", acme, "news")
    [problem] = problems(acme)
    assert "(news.es.md)" in problem
    own_copy(acme, "news.es.md", "Llámenos.\n")
    salesbook("drafts", acme, "news")
    assert problems(acme) == []


def test_where_nobody_wrote_it_the_sentence_names_the_cell_of_author_and_the_letters_too(acme):
    salesbook("drafts", acme, "news")
    put(acme, "Mailings", "news", Approved_by="Ana", Author=None)
    result = draft(session("drafts", FileBook(acme), today=TODAY, runner=RUNNER), "news")
    said = in_a_sentence(outcome_of(result))
    shown = in_the_row(said)
    assert shown.startswith("Not approved: fill in Author (Mailings!")
    assert " letters tell of another firm: write your own text." in shown
    assert shown.endswith("2 problems: see the sheet Problems.")
    assert mailing(acme)["Status"] == "Draft"


def test_it_is_sent_only_where_somebody_says_that_it_is_meant_as_it_came(acme, capsys):
    put(acme, "Settings", "Author may approve", Value="Yes")
    approve(acme)
    capsys.readouterr()
    assert salesbook("send", acme, "news", "--to", "eml", "--dry-run") == 0
    assert (
        "are the example that came with salesbook, and tell of Cierzo Packaging Machines"
        in capsys.readouterr().err
    )
    assert salesbook("send", acme, "news", "--to", "eml", "--confirm", "news") == 2
    assert {row["Status"] for row in outbox(acme).values()} == {"Approved"}
    assert salesbook("export", acme, "news", "--to", "csv") == 3
    assert "so nothing was exported" in capsys.readouterr().err
    assert salesbook("send", acme, "news", "--to", "eml", "--confirm", "news-as-it-came") == 0


def test_a_rep_without_a_name_is_told_with_the_letters_that_are_signed_without_one(sample, capsys):
    put(sample, "Mailings", "news", Template="news")
    put(sample, "Team", "Ana", Name=None)
    assert salesbook("drafts", sample, "news") == 1
    told = [str(row["Problem"]) for row in read(sample, "Problems") if row["Table"] == "Team"]
    assert [one.partition(", so ")[0] for one in told] == ["Name is blank"]
    assert told[0].endswith("letters of theirs are signed without a name")
    assert 0 < int(told[0].split()[4]) < len(outbox(sample))
    salesbook("scores", sample)
    capsys.readouterr()
    reader = next(
        row
        for row in read(sample, "Contacts")
        if row["Owner used"] == "Ana" and row["Contact ID"] in outbox(sample)
    )
    assert salesbook("drafts", sample, "--contact", reader["Contact ID"], "--template", "after-call") == 1
    assert "1 letter of theirs is signed without a name" in capsys.readouterr().err


def test_a_rep_without_an_address_is_told_with_the_letters_not_written_and_the_cell_to_fill(sample, capsys):
    put(sample, "Mailings", "news", Template="news")
    put(sample, "Team", "Ana", Email=None)
    assert salesbook("drafts", sample, "news") == 1
    told = next(line for line in capsys.readouterr().err.splitlines() if "letters not written" in line)
    cell = next(row["Cell"] for row in read(sample, "Problems") if row["Table"] == "Team")
    assert cell.startswith("Team!C")
    assert told.split()[0].isdigit()
    assert told.endswith(
        f"Ana cannot send letters: the Email is empty. Type the address that letters come from into {cell}."
    )
