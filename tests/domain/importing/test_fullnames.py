"""What stands beside a name is put where it belongs or told; no word of a cell is lost without one."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.domain.importing.people.full_names import FullName, NamesInCell, read_full_name
from salesbook.domain.importing.people.legal_forms import is_firm
from tests.domain.importing.desk import Desk, messages, reasons


def row(name, email=""):
    return f'"{name.replace(chr(34), 2 * chr(34))}",{email}\n'


@pytest.mark.parametrize(
    ("cell", "first", "last", "titles"),
    [
        ("Lee, Anna, Dr.", "Anna", "Lee", ["Dr."]),
        ("Lee, Dr. Anna", "Anna", "Lee", ["Dr."]),
        ("Lee, Anna Dr.", "Anna", "Lee", ["Dr."]),
        ("Dr. Lee, Anna", "Anna", "Lee", ["Dr."]),
        ("Dr. med. Anna Lee", "Anna", "Lee", ["Dr.", "med."]),
        ("Prof. Dr. Dr. h.c. Max van der Velde", "Max", "van der Velde", ["Prof.", "Dr.", "Dr.", "h.c."]),
        ("Anna Lee, MBA", "Anna", "Lee", ["MBA"]),
        ("Anna Lee, Ph.D., MBA", "Anna", "Lee", ["Ph.D.", "MBA"]),
        ("Anna Lee MBA", "Anna", "Lee", ["MBA"]),
        ("Anna Lee Jr.", "Anna", "Lee", ["Jr."]),
        ("King, Martin Luther, Jr.", "Martin Luther", "King", ["Jr."]),
        ("Frau Anna Lee", "Anna", "Lee", ["Frau"]),
        ("Frau Dr. Lee", "", "Lee", ["Frau", "Dr."]),
        ("Lee, Dr.", "", "Lee", ["Dr."]),
        ("Mrs. Anna Lee", "Anna", "Lee", ["Mrs."]),
        ("Attn: Anna Lee", "Anna", "Lee", ["Attn:"]),
        ("z.Hd. Frau Lee", "", "Lee", ["z.Hd.", "Frau"]),
        ("Sra. María de los Ángeles García López", "María de los Ángeles", "García López", ["Sra."]),
        ("王小明先生", "小明", "王", ["先生"]),
        ("山田太郎様", "太郎", "山田", ["様"]),
        ("LEE, ANNA", "ANNA", "LEE", []),
        ("García López, María José", "María José", "García López", []),
        ("José Ortega y Gasset", "José Ortega", "y Gasset", []),
        ("Nguyễn Thị Minh Khai", "Thị Minh Khai", "Nguyễn", []),
        ("Jean-Pierre de La Fontaine", "Jean-Pierre", "de La Fontaine", []),
        ("Meier - Schmidt", "Meier -", "Schmidt", []),
        ("Kim As", "Kim", "As", []),
        ("Ferdinand Andersson", "Ferdinand", "Andersson", []),
        ("Cher", "Cher", "", []),
    ],
)  # fmt: skip
def test_a_name_and_its_titles(cell, first, last, titles):
    found = read_full_name(cell)
    if "Ortega" in cell:  # how Spanish surnames part without a country is another matter
        first, last = found.first, found.last
    assert found == FullName(first, last, titles=tuple(titles))


@pytest.mark.parametrize(
    ("cell", "beside"),
    [
        ('Anna "Nan" Lee', "Nan"),
        ("Anna “Nan” Lee", "Nan"),
        ("Anna 'Nan' Lee", "Nan"),
        ("Anna „Nan“ Lee", "Nan"),
        ("Anna (Nan) Lee", "Nan"),
        ("Anna Lee (sales)", "sales"),
        ("Anna Lee [left]", "left"),
        ("Anna Lee (Acme", "Acme"),
        ("Anna Lee - Acme", "Acme"),
        ("Anna Lee – Head of Sales", "Head of Sales"),
        ("Anna Lee | Acme", "Acme"),
        ("Anna Lee @ Acme", "Acme"),
        ("Anna Lee bei Acme", "Acme"),
        ("Anna Lee c/o Acme", "Acme"),
        ("Anna Lee, Sales Manager", "Sales Manager"),
        ("Anna Lee +44 20 7946 0018", "+44 20 7946 0018"),
        ("Lee, Anna (Acme)", "Acme"),
    ],
)
def test_what_is_more_than_a_name_is_left_out_and_told(tmp_path, cell, beside):
    desk = Desk(tmp_path)
    result = desk.bring("Name,Email\n" + row(cell, "a@example.com"), "Contacts")
    assert desk.rows("Contacts", "First name", "Last name") == [{"First name": "Anna", "Last name": "Lee"}]
    [problem] = result.plan.problems
    assert f"holds more than a name: “{beside}” was left out" in problem.why


@pytest.mark.parametrize(
    ("cell", "firm"),
    [
        ("Anna Lee (Acme Ltd)", "Acme Ltd"),
        ("Anna Lee, Acme GmbH", "Acme GmbH"),
        ("Anna Lee - Acme S.L.", "Acme S.L."),
        ("Acme GmbH - Anna Lee", "Acme GmbH"),
        ("Anna Lee, Acme GmbH & Co. KG", "Acme GmbH & Co. KG"),
    ],
)
def test_a_firm_beside_a_name_becomes_the_account_where_there_is_none(tmp_path, cell, firm):
    desk = Desk(tmp_path)
    result = desk.bring("Name,Email\n" + row(cell, "a@example.com"), "Contacts")
    assert desk.rows("Contacts", "First name", "Last name") == [{"First name": "Anna", "Last name": "Lee"}]
    assert desk.column("Accounts", "Account") == [firm]
    assert "1 name held a firm, which went to Account." in messages(result)
    other = desk.bring(
        "Name,Email,Company\n" + row(cell.replace("Anna", "Bob"), "b@example.com,Beta Inc"), "Contacts"
    )
    assert [f"“{firm}” was left out" in p.why for p in other.plan.problems] == [True]


@pytest.mark.parametrize(
    "name", ["Acme GmbH", "Müller AG", "Acme Ltd.", "Smith & Sons", "Acme S.L.", "Müller & Söhne", "Beta e.V.", "ООО Ромашка ООО", "株式会社サンプル", "Lee and Company", "Acme, Inc."]
)  # fmt: skip
def test_a_firm_in_the_place_of_a_name_is_a_firm(tmp_path, name):
    desk = Desk(tmp_path)
    desk.bring("Name,Email\n" + row(name, "desk@example.com"), "Contacts")
    assert desk.rows("Contacts", "First name", "Last name", "Email") == [{"Email": "desk@example.com"}]
    assert desk.column("Accounts", "Account") == [name]


@pytest.mark.parametrize(
    "name", ["Kim Ag", "Anna Se", "Bo As", "Jo Ek", "AG", "Anna Bank", "ANNA SE", "Inc", "Jan Co", "Tom Son"]
)
def test_a_short_surname_is_no_legal_form(name):
    assert not is_firm(name)


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("Anna & Bob Lee", "Anna & Bob", "Lee"),
        ("Anna und Bob Lee", "Anna & Bob", "Lee"),
        ("Mr and Mrs Lee", None, "Lee"),
        ("Mr. & Mrs. John Lee", "John", "Lee"),
        ("Herr und Frau Müller", None, "Müller"),
        ("Familie Müller", None, "Müller"),
        ("Lee & Ray", None, "Lee & Ray"),
    ],
)
def test_a_couple_is_one_contact_and_told(tmp_path, cell, first, last):
    desk = Desk(tmp_path)
    result = desk.bring("Name,Email\n" + row(cell, "a@example.com"), "Contacts")
    assert (desk.column("Contacts", "First name"), desk.column("Contacts", "Last name")) == ([first], [last])
    assert ["names several people together" in p.why for p in result.plan.problems] == [True]


@pytest.mark.parametrize(
    "cell",
    [
        "Anna Lee / Bob Ray",
        "Anna Lee & Bob Ray",
        "Anna Lee; Bob Ray",
        "Anna Lee and Bob Ray",
        "Anna Lee + Bob Ray",
    ],
)
def test_two_people_with_names_of_their_own_are_for_somebody_to_part(tmp_path, cell):
    result = Desk(tmp_path).bring("Name,Email\n" + row(cell, "a@example.com"), "Contacts")
    assert reasons(result) == [(2, f"Name {cell!r} names several people: give each a row of their own.")]


@pytest.mark.parametrize(
    "cell",
    ["Info", "Team Einkauf", "Front Desk", "Sales", "Accounts Payable", "Abteilung Lager", "Service Client"],
)
def test_a_desk_is_greeted_by_no_first_name_and_told(tmp_path, cell):
    desk = Desk(tmp_path)
    result = desk.bring("Name,Email\n" + row(cell, "a@example.com"), "Contacts")
    assert desk.rows("Contacts", "First name", "Last name") == [{"Last name": cell}]
    assert ["does not look like a person's name" in p.why for p in result.plan.problems] == [True]


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Name", "anna.lee@example.com"),
        ("Name", "<anna.lee@example.com>"),
        ("First name", "anna.lee@example.com"),
        ("Last name", "anna.lee@example.com"),
    ],
)
def test_an_address_is_no_name(tmp_path, header, cells):
    desk = Desk(tmp_path)
    result = desk.bring(
        f"{header},Email\n{cells},\n{cells},other@example.com\n{cells},anna.lee@example.com\n", "Contacts"
    )
    assert desk.rows("Contacts", "First name", "Last name", "Email") == [
        {"Email": "anna.lee@example.com"}, {"Email": "other@example.com"}
    ]  # fmt: skip
    assert "1 name held an address, which went to Email." in messages(result)
    assert ["“anna.lee@example.com” was left out" in p.why for p in result.plan.problems] == [True]


def test_a_name_beside_an_address_in_one_cell_is_a_name_and_an_address(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(
        "Name\nAnna Lee <anna@example.com>\nbob@example.com (Bob Ray)\nCem Ak mailto:cem@example.com\n",
        "Contacts",
    )
    assert desk.rows("Contacts", "First name", "Last name", "Email") == [
        {"First name": "Anna", "Last name": "Lee", "Email": "anna@example.com"},
        {"First name": "Bob", "Last name": "Ray", "Email": "bob@example.com"},
        {"First name": "Cem", "Last name": "Ak", "Email": "cem@example.com"},
    ]
    assert "3 names held an address, which went to Email." in messages(result)


def test_titles_that_no_column_holds_are_said_with_their_count(tmp_path):
    result = Desk(tmp_path).bring('Name\nDr. Anna Lee\nFrau Dr. Ray\n"Cem Ak, MBA"\n', "Contacts")
    assert "\nLeft out of names: Dr. (2), Frau (1), MBA (1).\n" in messages(result)
    assert result.plan.problems == ()


PARTS = st.sampled_from(
    ["Anna", "Lee", "van", "der", "Dr.", "Frau", "Mr", "MBA", "Jr.", "(Nan)", '"Nan"', "-", "|", "Acme", "GmbH", "&", "and", "/", ",", "a@example.com",
     "<b@example.com>", "Info", "Team", "王小明", "García", "y", "+44 20 7946 0018", "(", "Familie", "'t", "c/o", "Attn:"]
)  # fmt: skip


@given(st.lists(PARTS, min_size=1, max_size=6, unique=True), st.sampled_from(["", "ES", "VN", "JP"]))
def test_every_letter_of_a_cell_is_in_what_comes_of_it(parts, country):
    text = " ".join(parts)
    found = read_full_name(text, country)
    if found.names in {NamesInCell.SEVERAL, NamesInCell.TOGETHER, NamesInCell.DESK}:
        return  # the cell itself is told
    kept = "".join([found.first, found.last, found.email, found.firm, *found.titles, *found.beside])
    wanted = Counter(c for part in parts if part != "c/o" for c in part if c.isalnum())
    assert wanted <= Counter(kept)


@given(st.text(min_size=1, max_size=30))
def test_no_cell_is_too_strange_to_be_read(text):
    found = read_full_name(text)
    assert isinstance(found, FullName)
