"""What a book lacks is told with its numbers; what is in the way, or may have another name, is asked about and never doubled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

import pytest

from salesbook.domain.parts.lacking import lacking, parts_of, standard_parts_since
from salesbook.domain.parts.lost import Lost, lost_of, lost_settings
from salesbook.domain.parts.wording import told
from salesbook.errors import BadInput, explain
from salesbook.schema import FIRST, MARK, NOTES, PARTS, SETTING_ROWS, TABLES, mark_of, new_shapes, sheets
from salesbook.tables.additions import Additions
from salesbook.tables.grid import Fingerprint, Grid, Snapshot, column_letters
from salesbook.tables.plan import Value
from salesbook.tables.shapes import THEIRS, as_of_its_shape

LABELS = ("Home", *sheets())
OF_THE_FIRST_SHAPE = [
    "Home",
    *(name for name, tables in sheets().items() if any(table.since == FIRST for table in tables)),
]


def a_book(
    *parts: str,
    without: Sequence[str] = (),
    headers: Mapping[str, Sequence[str]] | None = None,
    shapes: Mapping[str, int] | None = None,
    own: Mapping[str, Sequence[str]] | None = None,
) -> Snapshot:
    """All tables of the parts, empty, but for those that it is without; `headers` are other ones than the schema's.

    `shapes`: what it says of its shape, and then is of, today's without a word; {}: nothing. `own`: columns, and rows
    of Settings, that people added.
    """
    grids = {}
    known = new_shapes(parts) if shapes is None else shapes
    for table in TABLES.values():
        if table.part in parts and table.name not in without and table.since <= known.get(table.part, 1):
            had = [one.name for one in table.shown if one.since <= known.get(table.part, 1)]
            names = (headers or {}).get(table.name, had)
            columns: dict[str, list[Value]] = {name: [None] for name in names}
            added = (own or {}).get(table.name, ())
            if table.name == "Settings":
                rows = [one.name for one in SETTING_ROWS if one.since <= known.get("core", 1)]
                columns["Setting"] = [*rows, *added, *(note for note in NOTES if known and note not in rows)]
                columns["Value"] = [mark_of(known) if name == MARK else None for name in columns["Setting"]]
            else:
                columns |= {name: [None] for name in added}
                names = list(columns)
            where = {name: column_letters(number) for number, name in enumerate(names, 1)}
            grids[table.name] = Grid(table.name, columns, table.key, table.sheet, letters=where)
    return as_of_its_shape(Snapshot(grids, Fingerprint("")))


def gone(seen: Snapshot) -> Mapping[str, Lost]:
    return lost_of(seen.grids, seen.grids["Settings"])


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
        ("report", "1 sheet (Report), 2 tables"),
    ],
)
def test_a_part_is_told_with_numbers_that_add_up(part, what):
    assert told(lacking(a_book("core"), ["Home", *sheets(["core"])], [part])) == what


def test_columns_and_settings_of_a_newer_version_are_told_by_their_names():
    seen = a_book(*PARTS, headers={"Calls": [c.name for c in TABLES["Calls"].shown if c.name != "Topic"]})
    settings = seen.grids["Settings"]
    at = settings.columns["Setting"].index("Parts since")
    columns = {name: [*cells[:at], *cells[at + 1 :]] for name, cells in settings.columns.items()}
    grids = {**seen.grids, "Settings": replace(settings, columns=columns)}
    additions = lacking(replace(seen, grids=grids), LABELS, PARTS)
    assert additions == Additions(columns={"Calls": ("Topic",)}, settings=("Parts since",))
    assert told(additions) == "1 column in Calls (Topic), 1 row in Settings"


def test_tables_that_come_to_sheets_which_are_there_are_named():
    assert told(Additions(tables=("CallDays", "MailRules"))) == "2 tables (CallDays, MailRules)"


def test_a_deleted_sheet_of_a_part_is_named_and_comes_alone():
    seen = a_book(*PARTS, without=["Outbox"])
    assert [(part, lost.told) for part, lost in gone(seen).items()] == [("mail", "1 sheet (Outbox)")]
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
        f"It has a sheet {label} of yours, and a new sheet is called Mailings too. Give yours another name, then run this again. "
        "You do not see it? Right-click a tab, Unhide; what a macro hid is listed in Excel's editor (Alt+F11)."
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
    assert '--new-column "Calls.Topic".' in explain(refused.value)
    assert lacking(seen, LABELS, ["core"], ["calls.topic"]).columns == {"Calls": ("Topic",)}


def test_of_two_renamed_neighbours_each_is_asked_about_by_its_own_cell():
    names = {"Time zone": "Zone", "Language": "Tongue"}
    headers = [names.get(column.name, column.name) for column in TABLES["Contacts"].shown]
    seen = a_book(*PARTS, headers={"Contacts": headers})
    with pytest.raises(BadInput, match=r"'Zone' in Contacts![A-Z]+1 may be the column 'Time zone'"):
        lacking(seen, LABELS, ["core"])
    with pytest.raises(BadInput, match=r"'Tongue' in Contacts![A-Z]+1 may be the column 'Language'"):
        lacking(seen, LABELS, ["core"], ["Contacts.Time zone"])


def test_an_option_that_does_not_fit_a_column_is_said_not_to_fit():
    taken = a_book(*PARTS, shapes={}, own={"Calls": ["Topic"]})
    with pytest.raises(BadInput) as refused:
        lacking(taken, LABELS, PARTS, ["calls.topic"])
    assert explain(refused.value).endswith(
        "--new-column does not fit Calls.Topic: a table has no two columns of one name."
    )
    other = a_book(*PARTS, headers=renamed("Calls", "Topic", "Topics"))
    with pytest.raises(BadInput, match="--same does not fit: it is for a header of that very name"):
        lacking(other, LABELS, PARTS, (), ["Calls.Topic"])


def test_columns_of_their_own_at_the_end_of_a_table_are_no_question():
    names = [column.name for column in TABLES["Contacts"].shown if column.name != "Country"]
    seen = a_book(*PARTS, headers={"Contacts": [*names, "Shoe size", "Hobby"]})
    assert lacking(seen, LABELS, ["core"]).columns == {"Contacts": ("Country",)}


OWN = {"Calls": ["Topic"], "Contacts": ["Country"], "Settings": ["Parts since"]}
SAME = ["Calls.Topic", "Contacts.Country", "Settings.Parts since"]


def test_a_column_of_theirs_with_the_name_of_a_newer_one_is_asked_about_until_people_say_that_it_is_the_same():
    seen = a_book(*PARTS, shapes={}, own=OWN)
    last = {name: seen.grids[name].letters[OWN[name][0] + THEIRS] for name in ("Calls", "Contacts")}
    labels = OF_THE_FIRST_SHAPE
    with pytest.raises(BadInput) as refused:
        lacking(seen, labels, PARTS)
    row = seen.grids["Settings"].top + seen.grids["Settings"].height - 1
    assert explain(refused.value) == (
        f"3 columns and rows of yours have names that salesbook now has, too: 'Topic' in Calls!{last['Calls']}1, "
        f"'Country' in Contacts!{last['Contacts']}1, the row 'Parts since' in Settings!A{row}. "
        "Give yours other names; or, for each that is the same as salesbook's, add one of "
        '--same "Calls.Topic" --same "Contacts.Country" --same "Settings.Parts since" (salesbook then writes into Topic).'
    )
    with pytest.raises(
        BadInput, match=r"'Topic' in Calls!\w+ is yours, and salesbook now has one of that name, too"
    ):
        lacking(seen, labels, PARTS, (), ["contacts.COUNTRY", "Settings.Parts since"])
    additions = lacking(seen, labels, PARTS, (), SAME)
    assert (additions.taken, {"Topic", "Country"} & {*chain(*additions.columns.values())}) == (
        tuple(SAME),
        set(),
    )
    assert told(additions).endswith(
        "2 columns of yours as the new ones (Calls.Topic, Contacts.Country), 1 row of Settings of yours as the new one (Settings.Parts since)"
    )


def test_only_what_comes_with_the_parts_that_are_added_is_asked_about():
    labels = OF_THE_FIRST_SHAPE
    of_core = {name: own for name, own in OWN.items() if name != "Settings"}
    assert lacking(a_book(*PARTS, shapes={}, own=of_core), labels, ["mail"]).taken == ()


def test_a_table_of_theirs_with_the_name_of_one_of_a_part_that_the_book_has_not_is_in_the_way():
    seen = a_book("core", "history", shapes={"core": 2})
    with pytest.raises(BadInput) as refused:
        lacking(seen, LABELS, ["history"])
    assert explain(refused.value) == (
        "The table ScoreHistory on sheet History is yours, and salesbook now has one of that name, too. "
        "Give yours another name (in Excel: Table Design, Table Name), then run this again."
    )


def test_a_header_is_no_renamed_column_where_the_book_never_had_that_column():
    seen = a_book(*PARTS, shapes={}, own={"Calls": ["Topics"]})
    assert lacking(seen, LABELS, ["core"]).columns["Calls"] == ("Topic", "Go")


MAIL = [table.name for table in TABLES.values() if table.part == "mail"]


def test_a_book_that_says_its_parts_misses_one_of_which_all_is_gone_and_another_has_none_of_it():
    seen = a_book(*PARTS, without=MAIL)
    assert {part: lost.told for part, lost in gone(seen).items()} == {
        "mail": "3 sheets (Mailings, Outbox, Do not mail) and 1 table (MailRules on Settings)"
    }
    assert gone(a_book("core", "history")) == {}
    assert gone(a_book(*PARTS, without=MAIL, shapes={})) == {}


def test_rows_of_settings_that_somebody_deleted_are_named_those_that_it_never_had_are_not():
    seen = a_book(*PARTS, shapes={"core": 1, "mail": 1, "history": 1})
    cells = seen.grids["Settings"].columns["Setting"]
    cells[cells.index("Firm")] = None
    assert lost_settings(seen.grids["Settings"]) == ["Firm"]


def test_an_upgrade_brings_the_parts_of_new_books_that_a_book_could_not_have():
    older = a_book("core", "mail", "history", shapes={})
    assert standard_parts_since(older, [label for label in LABELS if label != "Report"]) == (("report",), ())


def test_a_sheet_of_theirs_keeps_such_a_part_away_and_stands_in_the_way_of_nothing_else():
    older = a_book("core", "mail", "history", shapes={})
    assert standard_parts_since(older, ["Home", "REPORT"]) == ((), ("report",))


@pytest.mark.parametrize(
    "seen", [a_book("core", shapes={}), a_book("core", "mail", "history"), a_book(*PARTS)]
)
def test_whoever_made_a_book_without_a_part_chose(seen):
    assert standard_parts_since(seen, ["Home"]) == ((), ())
