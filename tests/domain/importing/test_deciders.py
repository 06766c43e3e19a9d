"""Who looks as if they decide, by their job titles; and that nobody is made a decision maker unasked."""

from __future__ import annotations

import pytest

from salesbook.domain.importing.people.deciders import title_decides
from salesbook.tables.resolve import resolve
from tests.domain.importing.desk import Desk, without

HEADERS = "First name,Email,Company,Job title"


@pytest.mark.parametrize(
    "title",
    [
        "Owner", "co-owner", "CEO & Founder", "C.E.O.", "Managing Director", "General Manager, Iberia", "Head of Purchasing", "Procurement Manager EMEA",
        "Geschäftsführer", "GESCHAEFTSFUEHRERIN", "Geschäftsführer/in", "Inhaber*in", "Leiterin Einkauf", "Vertrieb und Geschäftsführung",
        "Gerente", "Jefa de compras", "Directora General", "Gérante", "Responsable des achats", "Président-directeur général",
        "Titolare", "Responsabile acquisti", "Sócio-gerente", "Hoofd inkoop", "Właścicielka", "Inköpschef", "Daglig leder", "Jednatel", "代表取締役",
    ],
)  # fmt: skip
def test_titles_of_people_who_decide(title):
    assert title_decides(title)


@pytest.mark.parametrize(
    "title",
    [
        "", "Buyer", "Sales manager", "Product Owner", "Assistant to the Managing Director", "Assistenz der Geschäftsführung", "Sekretärin, Geschäftsleitung",
        "Secrétaire du directeur général", "PA to CEO", "Ex-CEO", "Art Director", "Sales Director", "Homeowner", "Asistente del director general", "Ownership analyst",
    ],
)  # fmt: skip
def test_titles_of_people_who_do_not(title):
    assert not title_decides(title)


def offered(result):
    return [offer for offer in result.offers if offer.option == "--decision-makers"]


def test_they_are_counted_by_title_and_the_numbers_add_up(tmp_path):
    titles = ["Managing Director"] * 3 + ["owner", "Owner", "Chef"] + ["Buyer"] * 4
    lines = "".join(f"P{i},p{i}@x.example,Acme,{title}\n" for i, title in enumerate(titles))
    [offer] = offered(Desk(tmp_path).bring(f"{HEADERS}\n{lines}", "Contacts"))
    assert offer.question == (
        "6 people look as if they decide (Managing Director 3, owner 2, Chef 1), by their job titles. Set Decision maker to Yes"
    )
    assert offer.done == "Decision maker of 6 people: Yes."


def test_beyond_eight_titles_the_others_are_counted(tmp_path):
    titles = ["Owner", "CEO", "MD", "GM", "Chef", "Gerente", "Patron", "Titolare", "Inhaber", "Eigenaar"]
    lines = "".join(f"P{i},p{i}@x.example,Acme,{title}\n" for i, title in enumerate(titles))
    [offer] = offered(Desk(tmp_path).bring(f"{HEADERS}\n{lines}", "Contacts"))
    assert offer.question.startswith("10 people look as if they decide (Owner 1, CEO 1, ")
    assert ", Titolare 1, 2 with 2 other titles), by their" in offer.question


def test_new_people_and_those_of_the_book_are_set_and_who_has_a_no_is_left_alone(tmp_path):
    desk = Desk(
        tmp_path,
        Contacts="Contact ID | First name | Email | Decision maker\nC1 | Ana | a@x.example |\nC2 | Bo | b@x.example | No",
    )
    result = desk.bring(
        f"{HEADERS}\nAna,a@x.example,,Owner\nBo,b@x.example,,Owner\nCy,c@x.example,,Inhaber\n", "Contacts"
    )
    assert desk.column("Contacts", "Decision maker") == [None, "No", None]
    [offer] = offered(result)
    assert offer.question.startswith("2 people look as if they decide (Owner 1, Inhaber 1)")
    seen = desk.book.read(["Contacts"])
    desk.book.write(resolve(offer.changes, seen).edits, seen.seen)
    assert desk.column("Contacts", "Decision maker") == ["Yes", "No", "Yes"]


@pytest.mark.parametrize(
    "content",
    [
        "First name,Email,Job title,Decision maker\nAna,a@x.example,Owner,\nBo,b@x.example,Owner,Yes\n",
        "First name,Email,Job title\nAna,a@x.example,Clerk\n",
        "First name,Email\nAna,a@x.example\n",
    ],
)
def test_nothing_is_asked_where_the_file_says_who_decides_or_no_title_does(tmp_path, content):
    assert offered(Desk(tmp_path).bring(content, "Contacts")) == []


def test_a_book_without_the_column_is_asked_nothing(tmp_path):
    desk = Desk(tmp_path)
    desk.book.grids["Contacts"] = without("Contacts", "Decision maker")
    assert offered(desk.bring(f"{HEADERS}\nAna,a@x.example,,Owner\n", "Contacts")) == []
