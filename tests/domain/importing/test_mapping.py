"""Columns mapped by hand."""

from __future__ import annotations

import pytest

from salesbook.errors import BadInput, explain
from tests.domain.importing.desk import Desk, messages

ROWS = "Quién,Dónde,Qué\nAnna Lee,Acme,Jefa\n"


def test_any_header_can_be_mapped(tmp_path):
    desk = Desk(tmp_path)
    desk.bring(ROWS, "Contacts", mapping={"Quién": "name", "donde": "Account", "Qué": "Job title"})
    assert desk.rows("Contacts", "First name", "Account ID", "Job title") == [
        {"First name": "Anna", "Account ID": "A0001", "Job title": "Jefa"}
    ]


def test_by_hand_wins_over_what_a_header_means(tmp_path):
    desk = Desk(tmp_path)
    desk.bring(
        "Name,Phone,Direct\nAnna Lee,+34 911 23 45 67,+34 911 23 45 68\n",
        "Contacts",
        mapping={"Direct": "Phone"},
    )
    assert desk.column("Contacts", "Phone") == ["+34 911 23 45 68"]


def test_a_column_can_be_left_out(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring("Name,Email,Owner\nAnna Lee,a@x.com,Eva\n", "Contacts", mapping={"Owner": ""})
    assert desk.rows("Contacts", "First name", "Owner") == [{"First name": "Anna"}]
    assert "Not imported" not in messages(result)


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ({"Wer": "Name"}, "The file has no header 'Wer'. It has: Quién, Dónde, Qué."),
        ({"Quién": "Hat"}, "Contacts has no column 'Hat'. Map 'Quién' to one of: Customer number, Name,"),
        ({"Quién": "Score"}, "Contacts has no column 'Score'"),
    ],
)
def test_a_mapping_that_cannot_be_is_told(tmp_path, mapping, words):
    with pytest.raises(BadInput) as error:
        Desk(tmp_path).bring(ROWS, "Contacts", mapping=mapping)
    assert words in explain(error.value)


def test_a_file_for_another_table_is_told(tmp_path):
    with pytest.raises(
        BadInput, match=r"None of the headers of export\.csv means a column of Holidays: Alpha, Beta"
    ):
        Desk(tmp_path).bring("Alpha,Beta\nx,y\n", "Holidays")


def test_an_order_of_dates_that_is_none_is_told(tmp_path):
    with pytest.raises(BadInput, match="'dym' is no order"):
        Desk(tmp_path).bring("Name\nAnna Lee\n", "Contacts", dates="dym")
