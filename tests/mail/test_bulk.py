"""Files for bulk senders: every letter once, whole, and no cell that a spreadsheet would calculate."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.mail.base import CannotSend, Fate, Parcel
from salesbook.mail.message.build import Address, as_bytes
from salesbook.mail.message.stamp import stamp
from salesbook.mail.transport.bulk import CSV, LISTMONK, BulkFiles
from salesbook.mail.transport.bulk_files import Subscriber, calculates, carried, csv_line, letter_attribute
from tests.mail.outgoing import FULL, PLAIN

TODAY = date(2026, 6, 15)
BEN = Subscriber(
    "spring.C1", "Ben Ó Súilleabháin", "Ben", "en", "B", "https://firm.example/stop?d=spring.C1&t=x"
)


def parcel(mail=PLAIN, to: str = "ben@buyer.example") -> Parcel:
    data = stamp(as_bytes(mail), date=datetime(2026, 6, 15, tzinfo=UTC))
    return Parcel(mail.message_id, "ana@firm.example", to, data)


def bulk(kind: str, folder, reader: Subscriber = BEN) -> BulkFiles:
    return BulkFiles(kind, folder / "spring", "spring", TODAY, lambda _: reader)


def rows(path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_plain_file_has_a_row_a_letter_with_all_that_a_sender_needs(tmp_path):
    door = bulk(CSV, tmp_path)
    mail = replace(PLAIN, sender=Address("Ruiz, Ana", "ana@firm.example"), subject="Preise für Frühjahr")
    receipt = door.hand(parcel(mail))
    door.close()
    assert receipt.fate is Fate.HANDED
    assert rows(door.path) == [{
        "draft": "spring.C1", "email": "ben@buyer.example", "name": "Ben Ó Súilleabháin", "first_name": "Ben",
        "language": "en", "variant": "B", "from": '"Ruiz, Ana" <ana@firm.example>', "subject": "Preise für Frühjahr",
        "opt_out": "https://firm.example/stop?d=spring.C1&t=x", "html": mail.html, "text": mail.text,
    }]  # fmt: skip
    assert door.path.read_bytes().startswith(b"\xef\xbb\xbf")


def test_listmonk_gets_subscribers_whose_letters_the_campaign_shows(tmp_path):
    door = bulk(LISTMONK, tmp_path)
    door.hand(parcel())
    door.close()
    [row] = rows(door.path)
    assert (row["email"], row["name"]) == ("ben@buyer.example", "Ben Ó Súilleabháin")
    attributes, own = json.loads(row["attributes"]), letter_attribute("spring")
    assert attributes["salesbook"] == {
        "draft": "spring.C1", "mailing": "spring", "language": "en", "variant": "B", "opt_out": BEN.opt_out,
    }  # fmt: skip
    assert attributes[own] == {
        "from": '"Ana Ruiz" <ana@firm.example>', "subject": PLAIN.subject, "html": PLAIN.html, "text": PLAIN.text,
    }  # fmt: skip
    files = {path.name: path.read_text(encoding="utf-8") for path in door.path.parent.iterdir()}
    assert set(files) == {"subscribers.csv", "campaign.html", "campaign.txt", "template.html", "README.txt"}
    assert files["campaign.html"].strip() == f"{{{{ Safe .Subscriber.Attribs.{own}.html }}}}"
    assert f"{{{{ .Subscriber.Attribs.{own}.subject }}}}" in files["README.txt"]
    assert "@" not in re.sub(r"\S+@your-firm\.example", "", files["README.txt"])


def test_the_attribute_is_a_name_that_templates_can_say_and_each_mailing_has_its_own():
    names = [letter_attribute(name) for name in ("spring", "Spring", 'a"b', "früh", "")]
    assert all(re.fullmatch(r"letter_[0-9a-f]+", name) for name in names)
    assert len(set(names)) == len(names)


@given(st.lists(st.text(), min_size=1, max_size=5))
def test_no_cell_is_a_formula_and_every_other_one_reads_back_as_it_was(cells):
    [read] = csv.reader([csv_line(cells).decode("utf-8")[:-2]], strict=True) if not any(
        mark in cell for cell in cells for mark in "\r\n"
    ) else [[f"'{cell}" if calculates(cell) else cell for cell in cells]]  # fmt: skip
    for cell, got in zip(cells, read, strict=True):
        assert not calculates(got)
        assert got in {cell, f"'{cell}"} or any("\ud800" <= letter <= "\udfff" for letter in cell)


@pytest.mark.parametrize("name", ["=cmd|'/c calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "＝1"])
def test_names_that_look_like_formulas_are_text(tmp_path, name):
    door = bulk(CSV, tmp_path, replace(BEN, name=name))
    door.hand(parcel())
    assert rows(door.path)[0]["name"] == f"'{name}"
    door.close()


@pytest.mark.parametrize("start", ["-20% in May", "=", "+1 free", "@home"])
def test_what_readers_see_goes_out_as_it_is_however_it_begins(tmp_path, start):
    door = bulk(CSV, tmp_path)
    mail = replace(
        PLAIN, subject=f"{start} for Ben", html=f"{start} <b>now</b>\n", text=f"{start}\n- one thing\n"
    )
    door.hand(parcel(mail))
    [row] = rows(door.path)
    door.close()
    assert (row["subject"], row["html"], row["text"]) == (mail.subject, mail.html, mail.text)


def test_an_address_that_looks_like_a_formula_is_in_no_file_and_says_so(tmp_path):
    door = bulk(CSV, tmp_path)
    receipt = door.hand(parcel(to="=cmd|'/c'!a@x.example"))
    assert receipt.fate is Fate.REFUSED
    assert "spreadsheets calculate" in receipt.said
    assert rows(door.path) == []
    door.close()


def test_pictures_and_files_that_no_bulk_sender_takes_are_counted(tmp_path):
    door = bulk(CSV, tmp_path)
    door.hand(parcel(FULL))
    door.hand(parcel())
    door.close()
    assert (door.images, door.files) == (1, 1)
    assert rows(door.path)[0]["html"] == FULL.html
    assert carried(as_bytes(FULL)).text == FULL.text


def test_each_time_has_a_folder_of_its_own(tmp_path):
    for _ in range(2):
        door = bulk(CSV, tmp_path)
        door.open()
        door.close()
    assert sorted(path.name for path in (tmp_path / "spring").iterdir()) == ["2026-06-15", "2026-06-15-2"]


def test_a_letter_that_was_taken_is_in_the_file_though_the_program_dies(tmp_path):
    door = bulk(LISTMONK, tmp_path)
    door.hand(parcel())
    assert len(rows(door.path)) == 1
    door.close()


def test_a_folder_that_cannot_be_written_stops_everything_with_a_sentence(tmp_path):
    (tmp_path / "spring").write_text("in the way")
    with pytest.raises(CannotSend, match="cannot be written"):
        bulk(CSV, tmp_path).hand(parcel())


def test_of_a_letter_that_the_disk_refuses_nothing_is_there(tmp_path, monkeypatch):
    door = bulk(CSV, tmp_path)
    door.hand(parcel())

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr("os.fsync", full)
        with pytest.raises(CannotSend, match="No space left"):
            door.hand(parcel())
    door.hand(parcel())
    door.close()
    assert len(rows(door.path)) == 2
