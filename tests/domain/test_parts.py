"""What a book lacks is told with its numbers; what is in the way, or may have another name, is asked about and never doubled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from salesbook.domain.parts.lacking import lacking, lost_of, parts_of
from salesbook.domain.parts.wording import told
from salesbook.errors import BadInput, explain
from salesbook.schema import PARTS, SETTING_ROWS, TABLES, sheets
from salesbook.tables.additions import Additions
from salesbook.tables.grid import Fingerprint, Grid, Snapshot, column_letters

LABELS = ("Home", *sheets())


def a_book(
    *parts: str, without: Sequence[str] = (), headers: Mapping[str, Sequence[str]] | None = None
) -> Snapshot:
    """All tables of the parts, empty, but for those that it is without; `headers` are other ones than the schema's."""
    grids = {}
    for table in TABLES.values():
        if table.part in parts and table.name not in without:
            names = (headers or {}).get(table.name, [column.name for column in table.shown])
            columns = {name: [None] for name in names}
            if table.name == "Settings":
                columns["Setting"] = [setting.name for setting in SETTING_ROWS]
            where = {name: column_letters(number) for number, name in enumerate(names, 1)}
            grids[table.name] = Grid(table.name, columns, table.key, table.sheet, letters=where)
    return Snapshot(grids, Fingerprint(""))


def renamed(table: str, before: str, after: str) -> dict[str, list[str]]:
    """The headers of a table of which one has another name."""
    return {table: [after if column.name == before else column.name for column in TABLES[table].shown]}


def test_a_book_with_all_lacks_nothing():
    assert not lacking(a_book(*PARTS), LABELS, PARTS)
    assert parts_of(a_book(*PARTS).grids) == tuple(PARTS)


@pytest.mark.parametrize(
    ("part", "what"),
    [
        ("mail", "3 sheets (Mailings, Outbox, Do not mail), 4 tables"),
        ("history", "1 sheet (History), 1 table"),
    ],
)
def test_a_part_is_told_with_numbers_that_add_up(part, what):
    assert told(lacking(a_book("core"), ["Home", *sheets(["core"])], [part])) == what


def test_columns_and_settings_of_a_newer_version_are_told_by_their_names():
    seen = a_book(*PARTS, headers={"Calls": [c.name for c in TABLES["Calls"].shown if c.name != "Topic"]})
    seen.grids["Settings"].columns["Setting"].remove("Parts since")
    additions = lacking(seen, LABELS, PARTS)
    assert additions == Additions(columns={"Calls": ("Topic",)}, settings=("Parts since",))
    assert told(additions) == "1 column in Calls (Topic), 1 row in Settings"


def test_a_deleted_sheet_of_a_part_is_named_and_comes_alone():
    seen = a_book(*PARTS, without=["Outbox"])
    assert lost_of(seen.grids) == {"mail": ("Outbox",)}
    labels = [label for label in LABELS if label != "Outbox"]
    assert lacking(seen, labels, ["mail"]) == Additions(sheets=("Outbox",))


def test_a_sheet_that_people_renamed_still_has_its_tables():
    labels = ["Einstellungen" if label == "Settings" else label for label in LABELS]
    assert lacking(a_book(*PARTS, without=["MailRules"]), labels, ["mail"]) == Additions(
        tables=("MailRules",)
    )


@pytest.mark.parametrize("label", ["Mailings", "MAILINGS"])
def test_a_sheet_of_theirs_with_a_label_of_ours_is_in_the_way(label):
    with pytest.raises(BadInput) as refused:
        lacking(a_book("core"), ["Home", label], ["mail"])
    assert explain(refused.value) == (
        f"It has a sheet {label} of yours, and a new sheet is called Mailings too. Give yours another name, then run this again."
    )


def test_a_table_of_theirs_with_a_name_of_ours_is_in_the_way():
    seen = a_book(*PARTS, headers={"Outbox": ["Crate", "Weight", "To"]})
    with pytest.raises(BadInput, match="The table Outbox on sheet Outbox is another one than salesbook's"):
        lacking(seen, LABELS, ["mail"])


@pytest.mark.parametrize("name", ["Topics", "Worüber"])  # alike, and where the column would stand
def test_a_header_that_may_be_the_column_renamed_is_asked_about(name):
    seen = a_book(*PARTS, headers=renamed("Calls", "Topic", name))
    cell = f"Calls!{seen.grids['Calls'].letters[name]}1"
    with pytest.raises(BadInput) as refused:
        lacking(seen, LABELS, ["core"])
    assert explain(refused.value).startswith(
        f"{name!r} in {cell} may be the column 'Topic' of table Calls under another name."
    )
    assert "--new-column 'Calls.Topic'" in explain(refused.value)
    assert lacking(seen, LABELS, ["core"], ["calls.topic"]).columns == {"Calls": ("Topic",)}


def test_columns_of_their_own_at_the_end_of_a_table_are_no_question():
    names = [column.name for column in TABLES["Contacts"].shown if column.name != "Country"]
    seen = a_book(*PARTS, headers={"Contacts": [*names, "Shoe size", "Hobby"]})
    assert lacking(seen, LABELS, ["core"]).columns == {"Contacts": ("Country",)}
