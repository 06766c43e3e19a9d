"""A salesbook's sheets put into any workbook by its parts, with an XML parser: as if people had worked in one file.

It shares nothing with what `add` and `upgrade` write with, so that they can be tried on what it makes.
"""

from __future__ import annotations

import posixpath
import re
from copy import deepcopy
from itertools import count
from pathlib import Path

from lxml import etree

from tests.books.make import MAIN
from tests.books.pack import M, Pack, R, T

_TYPES, _WORKBOOK, _STYLES = "[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml"
_STYLE_LISTS = "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst"
_BEHIND_SHEETS = "sheets functionGroups externalReferences"
_OWN_FORMATS = 164  # the first number of a number format that is not built in
_BLOCK = 60  # of the numbers of shapes: nobody's workbook has come so far


def planted(salesbook: Path, into: Path, path: Path) -> Path:
    """Save the workbook `into`, with all sheets and names of `salesbook` behind its own, as `path`."""
    return _Planting(Pack(salesbook), Pack(into)).plant().save(path)


class _Planting:
    def __init__(self, donor: Pack, host: Pack) -> None:
        self.donor, self.host = donor, host
        self.named: dict[str, str] = {}  # the donor's parts, as they are called here
        self.texts = [list(item) for item in donor.tree("xl/sharedStrings.xml")]
        self.tables = count(1 + max((int(tree.get("id")) for tree in _tables(host)), default=0))
        self.blocks = count(_BLOCK)

    def plant(self) -> Pack:
        had = len(self.host.sheets)
        self.formats, self.looks = self._styles()
        listed = self.host.workbook.find(f"{M}sheets")
        numbers = count(1 + max(int(sheet.get("sheetId")) for sheet in listed))
        for label, part in self.donor.sheets.items():
            relation = self.host.relate(_WORKBOOK, "worksheet", self._take(part))
            self.host.sheets[label] = self.named[part]
            self._sheet(self.host.tree(self.named[part]))
            sheet = {"name": label, "sheetId": str(next(numbers)), f"{R}id": relation}
            etree.SubElement(listed, f"{M}sheet", sheet)
        self._names(had)
        return self.host

    def _take(self, part: str) -> str:
        """Copy a part and those that it refers to, with their content types."""
        if part in self.named:
            return self.named[part]
        folder, name = posixpath.split(part)
        new = self.named[part] = f"{folder}/sb{name}"
        data = self.donor.parts[part]
        if name.endswith(".vml"):
            data = _renumbered(data, next(self.blocks))
        self.host.parts[new] = data
        if "/tables/" in new:
            self.host.tree(new).set("id", str(next(self.tables)))
        self._declare(part, new)
        related = self.donor.related(part)
        if related:
            relations = deepcopy(self.donor.tree(f"{folder}/_rels/{name}.rels"))
            for each in relations:
                target = self._take(related[each.get("Id")])
                each.set("Target", posixpath.relpath("/" + target, "/" + folder))
            self.host.parts[f"{folder}/_rels/sb{name}.rels"] = etree.tostring(relations)
        return new

    def _declare(self, part: str, new: str) -> None:
        for each in self.donor.tree(_TYPES):
            if each.get("PartName") == f"/{part}":
                declared = {"PartName": f"/{new}", "ContentType": each.get("ContentType")}
                etree.SubElement(self.host.tree(_TYPES), f"{T}Override", declared)
            elif each.get("Extension") == part.rpartition(".")[2] != "xml":
                self.host.add_default(each.get("Extension"), each.get("ContentType"))

    def _sheet(self, sheet: etree._Element) -> None:
        """Give a copied sheet this workbook's numbers of formats, and its texts in its own cells."""
        for cell in sheet.iter(f"{M}c", f"{M}row", f"{M}col"):
            word = "style" if cell.tag == f"{M}col" else "s"
            if cell.get(word):
                cell.set(word, str(int(cell.get(word)) + self.formats))
            if cell.get("t") == "s" and cell.tag == f"{M}c":
                cell.set("t", "inlineStr")
                text = self.texts[int(cell.findtext(f"{M}v"))]
                cell.remove(cell.find(f"{M}v"))
                etree.SubElement(cell, f"{M}is").extend(deepcopy(text))
        for rule in sheet.iter(f"{M}cfRule"):
            if rule.get("dxfId"):
                rule.set("dxfId", str(int(rule.get("dxfId")) + self.looks))
        for view in sheet.iter(f"{M}sheetView"):
            view.attrib.pop("tabSelected", None)

    def _styles(self) -> tuple[int, int]:
        """All formats of the donor behind those that are there; by how much those of cells and of conditions move."""
        ours, theirs = self.donor.tree(_STYLES), self.host.tree(_STYLES)
        here = {
            name: _list(theirs, name) for name in ("numFmts", "fonts", "fills", "borders", "cellXfs", "dxfs")
        }
        moved = {name: len(each) for name, each in here.items()}
        known = [_OWN_FORMATS, *(int(one.get("numFmtId")) for one in here["numFmts"])]
        numbers = dict(zip((one.get("numFmtId") for one in _list(ours, "numFmts")), count(max(known) + 1)))
        for name, each in here.items():
            for one in map(deepcopy, _list(ours, name)):
                for word, of in (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders")):
                    if name == "cellXfs":
                        one.set(word, str(int(one.get(word, 0)) + moved[of]))
                if one.get("numFmtId") in numbers:
                    one.set("numFmtId", str(numbers[one.get("numFmtId")]))
                each.append(one)
            each.set("count", str(len(each)))
            if not len(each):
                theirs.remove(each)
        return moved["cellXfs"], moved["dxfs"]

    def _names(self, had: int) -> None:
        names = self.donor.workbook.find(f"{M}definedNames")
        book = self.host.workbook
        here = book.find(f"{M}definedNames")
        if here is None:
            place = max(
                i for i, each in enumerate(book) if etree.QName(each).localname in _BEHIND_SHEETS.split()
            )
            here = etree.Element(f"{M}definedNames")
            book.insert(place + 1, here)
        for name in map(deepcopy, names):
            if name.get("localSheetId"):
                name.set("localSheetId", str(int(name.get("localSheetId")) + had))
            here.append(name)


def _list(styles: etree._Element, name: str) -> etree._Element:
    """One list of formats, made where it is not there: programs want them in order."""
    found = styles.find(f"{M}{name}")
    if found is None:
        order = _STYLE_LISTS.split()
        found = etree.Element(f"{M}{name}", nsmap={None: MAIN})
        before = sum(order.index(etree.QName(each).localname) < order.index(name) for each in styles)
        styles.insert(before, found)
    return found


def _tables(book: Pack) -> list[etree._Element]:
    return [book.tree(part) for part in book.parts if re.fullmatch(r"xl/tables/[^/]+\.xml", part)]


def _renumbered(drawing: bytes, block: int) -> bytes:
    """The frames of notes with numbers that no other sheet's frames have."""
    drawing = re.sub(rb'(<o:idmap [^>]*data=")\d+', rb"\g<1>%d" % block, drawing)
    return re.sub(
        rb"_x0000_s(\d+)", lambda found: b"_x0000_s%d" % (block * 1024 + int(found[1]) % 1024), drawing
    )
