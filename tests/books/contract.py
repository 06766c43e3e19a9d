"""What every book must do. Inherit from `BookContract` and say how to make one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

import pytest

from salesbook.books import Book
from salesbook.errors import FileChanged, NotASalesbook
from salesbook.tables.grid import Snapshot
from salesbook.tables.plan import Append, Change, Link, Replace, Set, Value
from salesbook.tables.resolve import resolve

Rows = Sequence[Mapping[str, Value]]
CONTACTS: Rows = [
    {"Contact ID": "C1", "First name": "Ana", "Created": date(2026, 1, 5), "Shoe size": 43.0},
    {"Contact ID": "007", "First name": "Zoë", "Decision maker": "Yes"},
    {"Contact ID": "C3", "First name": "王", "Notes": "one\ntwo", "Shoe size": 38.5},
]


class BookContract:
    """Reads what stands there, writes what changes, all or nothing."""

    def make(self, tables: Mapping[str, Rows]) -> Book:
        raise NotImplementedError

    @pytest.fixture
    def book(self) -> Book:
        return self.make({"Contacts": CONTACTS, "Orders": [{}]})

    def change(
        self, book: Book, *changes: Change, tables: Collection[str] = ("Contacts", "Orders")
    ) -> Snapshot:
        """Make changes; the book must then read as `resolve` foretells."""
        seen = book.read(tables)
        resolved = resolve(changes, seen)
        book.write(resolved.edits, seen.seen)
        after = book.read(tables)
        for name in tables:
            assert after.grids[name].columns == resolved.after.grids[name].columns
        return after

    def test_it_reads_the_tables_that_were_asked_for(self, book):
        grids = book.read(["Contacts"]).grids
        assert list(grids) == ["Contacts"]
        assert grids["Contacts"].columns["First name"] == ["Ana", "Zoë", "王"]
        assert grids["Contacts"].columns["Created"] == [date(2026, 1, 5), None, None]
        assert grids["Contacts"].columns["Shoe size"] == [43.0, None, 38.5]
        assert grids["Contacts"].handles == ["C1", "007", "C3"]

    def test_what_is_only_sought_is_not_read_and_what_is_there_is_not_said_to_be_absent(self, book):
        seen = book.read(["Contacts"], optional=["Orders"], sought=["Contacts", "Orders"])
        assert list(seen.grids) == ["Contacts", "Orders"]
        assert list(book.read(["Contacts"], sought=["Orders"]).grids) == ["Contacts"]
        assert not seen.absent

    def test_what_may_be_missing_is_left_out_and_named(self, book):
        seen = book.read(["Contacts"], optional=["Campaigns", "Orders"], sought=["Pitches"])
        assert list(seen.grids) == ["Contacts", "Orders"]
        assert list(seen.absent) == ["Campaigns", "Pitches"]

    def test_what_must_be_there_is_missed(self, book):
        with pytest.raises(NotASalesbook) as error:
            book.read(["Contacts", "Campaigns"], optional=["Pitches"])
        assert error.value.missing == ("Campaigns",)

    def test_reading_twice_finds_the_same(self, book):
        first, second = book.read(["Contacts"]), book.read(["Contacts"])
        assert first.seen == second.seen
        assert first.grids["Contacts"].columns == second.grids["Contacts"].columns

    def test_cells_change_by_the_key_of_their_row(self, book):
        after = self.change(
            book,
            Set(
                "Contacts",
                ["C3", "C1"],
                {"Score": [71.5, None], "Next due": [date(2026, 7, 1), date(2026, 8, 2)]},
            ),
        )
        assert after.grids["Contacts"].columns["Score"] == [None, None, 71.5]
        assert after.grids["Contacts"].columns["Next due"] == [date(2026, 8, 2), None, date(2026, 7, 1)]

    def test_columns_of_the_users_own_stay(self, book):
        after = self.change(
            book, Append("Contacts", [{"Contact ID": "C4"}]), Set("Contacts", ["C1"], {"Why": ["Because"]})
        )
        assert after.grids["Contacts"].columns["Shoe size"] == [43.0, None, 38.5, None]

    def test_a_table_grows(self, book):
        rows = [{"Contact ID": f"N{i}", "First name": "New", "Created": date(2026, 2, 1)} for i in range(40)]
        after = self.change(book, Append("Contacts", rows))
        assert after.grids["Contacts"].height == 43
        assert after.grids["Contacts"].columns["Contact ID"][-1] == "N39"

    def test_the_blank_row_of_a_new_table_is_filled_first(self, book):
        after = self.change(book, Append("Orders", [{"Order ID": "O1", "Amount": 12.5}]))
        assert after.grids["Orders"].columns["Order ID"] == ["O1"]

    def test_a_table_shrinks_and_keeps_a_blank_row(self, book):
        after = self.change(book, Replace("Contacts", ["C1", "007", "C3"], []))
        assert after.grids["Contacts"].height == 1
        assert after.grids["Contacts"].columns["Contact ID"] == [None]

    def test_rows_leave_and_others_take_their_places(self, book):
        after = self.change(book, Replace("Contacts", ["007"], [{"Contact ID": "N1"}, {"Contact ID": "N2"}]))
        assert after.grids["Contacts"].columns["Contact ID"] == ["C1", "N1", "C3", "N2"]
        assert after.grids["Contacts"].columns["Decision maker"] == [None] * 4

    def test_texts_come_back_as_they_were(self, book):
        texts = [
            "=1+1",
            "-5",
            "007",
            "2026-01-01",
            " spaces ",
            "a\nb\tc",
            "_x0041_",
            "<&>\"'",
            "naïve 王 😀",
            "'quoted'",
            "TRUE",
        ]
        rows = [{"Contact ID": f"T{i}", "Notes": text} for i, text in enumerate(texts)]
        after = self.change(book, Append("Contacts", rows))
        assert after.grids["Contacts"].columns["Notes"][3:] == texts

    def test_a_text_that_looks_like_an_error_is_a_text(self, book):
        after = self.change(book, Set("Contacts", ["C1"], {"Notes": ["#N/A"]}))
        assert after.grids["Contacts"].columns["Notes"][0] == "#N/A"

    def test_a_link_reads_back_as_its_text(self, book):
        seen = book.read(["Contacts"])
        book.write(
            resolve([Set("Contacts", ["C1"], {"Phone": [Link("+34 91 1", "tel:+34911")]})], seen).edits,
            seen.seen,
        )
        assert book.read(["Contacts"]).grids["Contacts"].columns["Phone"][0] == "+34 91 1"

    def test_a_book_that_changed_since_it_was_read_is_left_alone(self, book):
        early = book.read(["Contacts"])
        late = self.change(book, Set("Contacts", ["C1"], {"Why": ["first"]}))
        with pytest.raises(FileChanged):
            book.write(resolve([Set("Contacts", ["C1"], {"Why": ["second"]})], early).edits, early.seen)
        assert book.read(["Contacts"]).seen == late.seen

    def test_no_edits_write_nothing(self, book):
        seen = book.read(["Contacts"]).seen
        book.write({}, seen)
        assert book.read(["Contacts"]).seen == seen
