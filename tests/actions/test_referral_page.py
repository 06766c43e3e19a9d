"""`referrals --page`: the page and its figures, from a terminal."""

from __future__ import annotations

import json

import pytest

from salesbook.cli.main import main


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("referrals") / "book.xlsx"
    assert main(["new", str(path), "--sample", "--contacts", "40", "--with", "all"]) == 0
    return path


def test_the_page_is_written_and_its_figures_told(path, capsys):
    page = path.with_name("tree.html")
    capsys.readouterr()
    assert main(["referrals", str(path), "--page", "--html", str(page), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["summary"]
    assert told["page"] == str(page)
    assert told["effect"]["effect"]["lost"].keys() >= {"ratio", "crude", "introduced", "others", "lacks"}
    assert "Who came through whom" in page.read_text(encoding="utf-8")


def test_without_a_file_it_lies_beside_the_workbook(path, capsys):
    assert main(["referrals", str(path), "--page", "--today", "2026-12-01"]) == 0
    assert (path.parent / "book.salesbook" / "reports" / "referrals 2026-12-01.html").exists()
    assert "introduced, " in capsys.readouterr().err


def test_a_file_without_page_is_refused(path, capsys):
    assert main(["referrals", str(path), "--html", "tree.html"]) == 2
    assert "--html has no --page" in capsys.readouterr().err


def test_a_trial_writes_no_page(path):
    page = path.with_name("not.html")
    assert main(["referrals", str(path), "--page", "--html", str(page), "--dry-run"]) == 0
    assert not page.exists()


def test_without_the_part_it_says_how_to_add_it(tmp_path, capsys):
    path = tmp_path / "core.xlsx"
    assert main(["new", str(path), "--with", "core"]) == 0
    assert main(["referrals", str(path), "--page"]) == 3
    assert "Add the part: salesbook add" in capsys.readouterr().err
