"""What may differ in a workbook that grew: new columns and rows of its tables, new sheets, and lists of what there is."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
from lxml import etree

from salesbook.tables.last_result import SHOWN
from tests.books.fidelity import assert_only_cells, without_columns
from tests.books.pack import M, Pack
from tests.books.table_check import area

_LISTS = {
    "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "docProps/app.xml",
}  # fmt: skip
_MACROS = {"xl/vbaProject.bin", "customUI/customUI14.xml"}


def assert_only_grew(path: Path, grown: Path, *sheets: str, macros: bool = False) -> None:
    """Every part is there, byte for byte, but for lists and sheets that grew; parts that came belong to `sheets`.

    `macros`: those and the ribbon are salesbook's, and may be newer.
    """
    before, after = Pack(path), Pack(grown)
    assert set(before.parts) <= set(after.parts)
    changed = {name for name, data in before.parts.items() if after.parts[name] != data}
    explained = _LISTS | _MACROS if macros else set(_LISTS)
    for label, part in before.sheets.items():
        assert after.sheets[label] == part
        if part in changed:
            explained |= {part, *before.related(part).values()}
            if _new_tables(before, after, part):
                folder, _, name = part.rpartition("/")
                explained.add(f"{folder}/_rels/{name}.rels")
            if label == "Home" and sheets:  # its list of sheets names those that came
                assert _texts(path) <= _texts(grown)
            else:
                _assert_sheet_only_grew(before, after, part)
    assert changed - explained == set()
    assert [label for label in after.sheets if label not in sheets] == list(before.sheets)
    beside = {one for part in before.sheets.values() for one in _new_tables(before, after, part)}
    assert bool(sheets) is bool(set(after.parts) - set(before.parts) - beside)


def _texts(path: Path) -> set[str]:
    """What stands in the cells of Home."""
    rows = openpyxl.load_workbook(path, read_only=True)["Home"].iter_rows(values_only=True)
    return {value for row in rows for value in row if isinstance(value, str)}


def _new_tables(before: Pack, after: Pack, part: str) -> list[str]:
    """Tables that came to a sheet, to the right of those that were there."""
    there = set(before.related(part, "table").values())
    return [one for one in after.related(part, "table").values() if one not in there]


def _with_words_of(old: bytes, new: bytes) -> bytes:
    """A sheet whose lists have no more words than those of an older one, where they have all of its words in their order."""
    lists = [re.findall(rb"(?<=<formula1>\")[^<]*(?=\"</formula1>)", sheet) for sheet in (old, new)]
    for here, there in zip(*lists, strict=True):
        words = there.split(b",")
        if [word for word in words if word in here.split(b",")] == here.split(b","):
            new = new.replace(b'<formula1>"%s"</formula1>' % there, b'<formula1>"%s"</formula1>' % here)
    return new


def _assert_sheet_only_grew(before: Pack, after: Pack, part: str) -> None:
    """Its tables may have got columns at their right end and rows at their lower end, or a neighbour; notes stayed."""
    wider, longer = (0, -1), (0, 0)
    for table in before.related(part, "table").values():
        (_, _, right, bottom), (_, _, new_right, new_bottom) = (
            area(book.tree(table).get("ref")) for book in (before, after)
        )
        here, there = (
            [etree.tostring(one) for one in book.tree(table).iter(f"{M}tableColumn")]
            for book in (before, after)
        )
        assert there[: len(here)] == here
        wider = (right + 1, new_right) if new_right > right else wider
        longer = (bottom, new_bottom) if new_bottom > bottom else longer
    for table in _new_tables(before, after, part):  # behind each a narrow column
        left, _, right, _ = area(after.tree(table).get("ref"))
        wider = (left, right + 1) if wider == (0, -1) else (min(wider[0], left), max(wider[1], right + 1))
    old, new = (without_columns(book.parts[part], *wider) for book in (before, after))
    old, new = (re.sub(rb"<tableParts.*?</tableParts>", b"", one, flags=re.DOTALL) for one in (old, new))
    assert_only_cells(
        old,
        _with_words_of(old, new),
        before.columns_of_names(SHOWN) if before.sheets["Home"] == part else (),
        longer,
    )
    for comments in before.related(part, "comments").values():
        here, there = (set(map(etree.tostring, book.tree(comments)[1])) for book in (before, after))
        assert here == there
