"""`about --visit`, from a terminal."""

from __future__ import annotations

import json

import pytest

from salesbook.cli.main import main


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("visit") / "book.xlsx"
    assert main(["new", str(path), "--sample", "--contacts", "12", "--with", "all"]) == 0
    return path


def test_the_card_lies_with_the_cards_or_where_it_is_wanted(path, capsys):
    capsys.readouterr()
    assert main(["about", str(path), "A0001", "--visit", "--json"]) == 0
    page = json.loads(capsys.readouterr().out)["summary"]["page"]
    assert "/cards/visit " in page
    wanted = path.with_name("mine.html")
    assert main(["about", str(path), "A0001", "--visit", "--html", str(wanted)]) == 0
    assert "What did you hear?" in wanted.read_text(encoding="utf-8")


def test_without_a_name_it_is_a_page_of_forms(path, capsys):
    wanted = path.with_name("forms.html")
    assert main(["about", str(path), "--visit", "--html", str(wanted)]) == 0
    assert "3 blank forms for notes" in capsys.readouterr().err
    assert wanted.exists()


def test_a_trial_writes_no_page(path):
    wanted = path.with_name("not.html")
    for who in (["A0001"], []):
        assert main(["about", str(path), *who, "--visit", "--html", str(wanted), "--dry-run"]) == 0
    assert not wanted.exists()


@pytest.mark.parametrize(("words", "said"), [
    ([], "There is no name to look for"),
    (["A0001", "--html", "x.html"], "--html has no --visit"),
    (["A0001", "--visit", "--all"], "--visit does not go with --all"),
    (["A0001", "--visit", "--html", "x.xlsx"], "is no name of a page"),
])  # fmt: skip
def test_words_that_do_not_go_together_are_refused(path, capsys, words, said):
    assert main(["about", str(path), *words]) == 2
    assert said in capsys.readouterr().err


def test_a_book_without_the_part_has_the_card_without_a_form_and_no_forms(tmp_path, capsys):
    path, page = tmp_path / "core.xlsx", tmp_path / "x.html"
    assert main(["new", str(path), "--sample", "--contacts", "12", "--with", "core"]) == 0
    assert main(["about", str(path), "A0001", "--visit", "--html", str(page)]) == 0
    assert "salesbook add" in capsys.readouterr().err
    assert "What did you hear" not in page.read_text(encoding="utf-8")
    assert main(["about", str(path), "--visit"]) == 3
    assert "Add the part: salesbook add" in capsys.readouterr().err
