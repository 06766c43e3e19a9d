"""Lines above the header, totals and footnotes are no rows."""

from __future__ import annotations

import pytest

from salesbook.actions.import_file import read_import_file
from salesbook.errors import BadInput


def source_of(tmp_path, text, table="Contacts", **more):
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    return read_import_file(path, table, **more)


def test_the_header_is_found_under_a_preamble(tmp_path):
    source = source_of(
        tmp_path,
        "Contact report\nPrinted,1 March 2026\n\nFirst name,Last name,Email\nAnna,Lee,a@example.com\n",
    )
    assert source.headers == ("First name", "Last name", "Email")
    assert list(source.lines) == [5]
    assert source.notes[1] == "The header stands in line 4; what is above it was left out."


def test_unknown_headers_are_taken_from_the_first_full_line(tmp_path):
    source = source_of(tmp_path, "Report\n\nAlpha,Beta,Gamma\n1,2,3\n4,5,6\n")
    assert source.headers == ("Alpha", "Beta", "Gamma")


def test_headers_that_the_person_maps_are_recognised(tmp_path):
    source = source_of(tmp_path, "x\nq,w\nAlpha,Beta\n1,2\n", mapping={"Alpha": "Name", "Beta": "Email"})
    assert source.headers == ("Alpha", "Beta")


def test_words_of_the_rows_do_not_pass_for_a_header(tmp_path):
    source = source_of(tmp_path, "Tag;Weg\n2026-01-01;Email\n2026-01-02;Notes\n", "Activities")
    assert source.headers == ("Tag", "Weg")


def test_a_line_of_totals_at_the_end_is_left_out_and_told(tmp_path):
    source = source_of(
        tmp_path,
        "Order ID,Date,Company,Amount\n1,2026-01-01,Acme,5\n2,2026-01-02,Total,6\nTotal,,,11\n",
        "Orders",
    )
    assert source.columns[0] == ["1", "2"]
    assert source.notes[-1] == "What begins in line 4 looks like a total or a footnote, and was left out."


def test_a_company_called_total_is_no_total(tmp_path):
    source = source_of(tmp_path, "Account,Industry,Country\nAcme,Food,ES\nTotal,Energy,FR\n", "Accounts")
    assert source.columns[0] == ["Acme", "Total"]


def test_footnotes_after_a_blank_line_are_left_out(tmp_path):
    text = 'Name,Email,Phone\nAnna Lee,a@example.com,1\n\nMy report\n"Copyright (c) 2000-2026 salesforce.com, inc."\nConfidential\n'
    source = source_of(tmp_path, text)
    assert source.columns[0] == ["Anna Lee"]
    assert source.notes[-1].startswith("What begins in line 4 ")


def test_a_footnote_that_is_all_there_is_is_told_by_its_own_line(tmp_path):
    source = source_of(tmp_path, "Name,Email,Phone\n,,\n,,\nAnna Lee,,\n")
    assert source.notes[-1].startswith("What begins in line 4 ")


def test_rows_with_one_cell_are_rows_where_no_blank_line_parts_them(tmp_path):
    source = source_of(tmp_path, "Name,Email,Phone\nAnna Lee,a@example.com,1\n\nBob Ray,,\nEve\n")
    assert source.columns[0] == ["Anna Lee"]
    source = source_of(tmp_path, "Name,Email,Phone\nAnna Lee,a@example.com,1\nBob Ray,,\nEve,,\n")
    assert source.columns[0] == ["Anna Lee", "Bob Ray", "Eve"]


def test_a_header_repeated_by_joining_files_is_no_row(tmp_path):
    source = source_of(tmp_path, "Name,Email\nAnna,a@example.com\nName,Email\nBob,b@example.com\n")
    assert source.columns[0] == ["Anna", "Bob"]
    assert "repeated in line 3" in source.notes[-1]


def test_columns_without_a_header_keep_their_cells(tmp_path):
    source = source_of(tmp_path, "Name,,Email\nAnna,x,a@example.com\n")
    assert source.headers == ("Name", "column 2", "Email")


def test_data_alone_is_no_table(tmp_path):
    with pytest.raises(BadInput, match="no line with headers"):
        source_of(tmp_path, "Anna,a@example.com\nBob,b@example.com\n")
