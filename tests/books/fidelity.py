"""Comparison of a workbook before and after, part by part and cell by cell."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection, Mapping
from pathlib import Path

from lxml import etree

from tests.books.pack import letter
from tests.books.table_check import area

M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def assert_untouched(
    before: Path,
    after: Path,
    allowed: Mapping[str, Collection[str] | None],
    grown: Mapping[str, tuple[int, int]] | None = None,
) -> None:
    """Every part of `before` is in `after`, byte for byte, but those in `allowed`.

    Where `allowed` gives a sheet's columns ("A", "AB"), everything else in that sheet must be as
    it was: other cells, rows, and all that stands around them. None: the part may differ freely.
    `grown` has the last row of a sheet's table, before and after, where that changed.
    """
    old, new = parts(before), parts(after)
    assert set(old) - set(new) <= {name for name in allowed if "calcChain" in name}
    assert not set(new) - set(old)
    different = {name for name in new if old[name] != new[name]}
    assert different <= set(allowed), f"changed besides: {sorted(different - set(allowed))}"
    for name, columns in allowed.items():
        if columns is not None and name in different:
            assert_only_cells(old[name], new[name], columns, (grown or {}).get(name, (0, 0)))


def assert_only_cells(
    old: bytes, new: bytes, columns: Collection[str], grown: tuple[int, int] = (0, 0)
) -> None:
    """Two versions of a sheet differ in the cells of some columns, in new rows, and in ranges that follow; in nothing else."""
    assert _around(old, grown) == _around(new, grown)
    left, right = cells(old), cells(new)
    for ref in left.keys() | right.keys():
        letters, number = re.fullmatch(r"([A-Z]+)(\d+)", ref).groups()
        is_new = 0 < grown[0] < int(number) <= grown[1]
        if letters not in columns and not is_new:
            assert _without_result(left.get(ref, "")) == _without_result(right.get(ref, "")), ref
    before, after = rows(old), rows(new)
    for number, attributes in before.items():
        assert after.get(number) == attributes, f"row {number}"


def _around(sheet: bytes, grown: tuple[int, int]) -> bytes:
    """A sheet without its rows, its used range, and where its pages begin; ranges that end with the table say so instead of its row."""
    text = re.sub(rb"<sheetData(?:/>|.*</sheetData>)", b"", sheet, flags=re.DOTALL)
    text = re.sub(rb"<dimension[^>]*>|<rowBreaks.*?</rowBreaks>", b"", text)
    if not any(grown):
        return text
    text = re.sub(rb'(?<=sqref)="[^"]*"|(?<=sqref>)[^<]*', lambda found: _as_areas(found[0], grown[0]), text)
    return re.sub(rb"(\$?[A-Z]+\$?\d+:\$?[A-Z]+\$?)(?:%d|%d)\b" % grown, rb"\1END", text)


def _as_areas(squares: bytes, row: int) -> bytes:
    """A single cell in the last row of a table of one row, such as U2, as the area that it is: U2:U2."""
    return re.sub(rb"(?<![:\w])([A-Z]+)%d(?![:\d])" % row, lambda found: found[0] + b":" + found[0], squares)


def cells(sheet: bytes) -> dict[str, str]:
    """Cells as XML, by reference."""
    return {
        cell.get("r"): etree.tostring(cell, with_tail=False, encoding="unicode")
        for cell in etree.fromstring(sheet).iter(f"{M}c")
    }


def rows(sheet: bytes) -> dict[str, dict[str, str]]:
    """Row attributes but the spans, by number."""
    return {
        row.get("r"): {name: value for name, value in row.attrib.items() if name != "spans"}
        for row in etree.fromstring(sheet).iter(f"{M}row")
    }


def _without_result(cell: str) -> str:
    """A formula cell without its remembered result, which may be taken out; any other cell as it is."""
    if "<f" not in cell:
        return cell
    return re.sub(r' t="\w+"|<v>[^<]*</v>|<v/>', "", cell)


def without_columns(sheet: bytes, first: int, last: int) -> bytes:
    """A sheet without columns `first` to `last`: their cells and widths, what they accept, how they light up."""
    root = etree.fromstring(sheet)
    for cell in list(root.iter(f"{M}c")):
        if first <= area(cell.get("r"))[0] <= last:
            cell.getparent().remove(cell)
    for width in list(root.iter(f"{M}col")):
        if first <= int(width.get("min")) and int(width.get("max")) <= last:
            width.getparent().remove(width)
    if not any(width.get("outlineLevel") for width in root.iter(f"{M}col")):
        for shape in root.iter(f"{M}sheetFormatPr"):
            shape.attrib.pop("outlineLevelCol", None)
    for rule in list(root.iter(f"{M}dataValidation", f"{M}conditionalFormatting")):
        kept = " ".join(_clipped(one, first, last) for one in rule.get("sqref").split()).split()
        rule.set("sqref", " ".join(kept))
        if not kept or _goes_by(rule, first, last):
            rule.getparent().remove(rule)
    for listed in list(root.iter(f"{M}dataValidations")):
        listed.set("count", str(len(listed)))
        if not len(listed):  # it came with the columns
            root.remove(listed)
    return etree.tostring(root)


def _goes_by(rule: etree._Element, first: int, last: int) -> bool:
    """Whether what lights up does so by these columns alone."""
    formulas = (
        "".join(one.text or "" for one in rule.iter(f"{M}formula"))
        if rule.tag == f"{M}conditionalFormatting"
        else ""
    )
    named = re.findall(r"\$([A-Z]+)\$?\d+", formulas)
    return bool(named) and all(first <= area(f"{letters}1")[0] <= last for letters in named)


def _clipped(squares: str, first: int, last: int) -> str:
    """An area without the columns that it has of these, which stand at its end."""
    left, top, right, bottom = area(squares)
    if first <= left and right <= last:
        return ""
    end = first - 1 if first <= right <= last else right
    return f"{letter(left)}{top}" + (f":{letter(end)}{bottom}" if (left, top) != (end, bottom) else "")
