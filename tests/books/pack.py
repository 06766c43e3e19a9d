"""A workbook's parts, to be added to and typed into as Excel would, with an XML parser and no library of workbooks."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Collection, Iterator
from pathlib import Path

from lxml import etree

from tests.books import richparts as x
from tests.books.make import MAIN, OFFICE, RELATIONS
from tests.books.table_check import area

M = f"{{{MAIN}}}"
R = f"{{{OFFICE}}}"
T = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_TYPES = "[Content_Types].xml"
_WORKBOOK = "xl/workbook.xml"
_IN_ORDER = (  # what may stand in a sheet, in the order that Excel insists on
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetProtection autoFilter mergeCells conditionalFormatting "
    "dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks ignoredErrors drawing legacyDrawing controls "
    "tableParts extLst"
)


class Pack:
    """A workbook's parts. `sheets` maps labels to parts; a `tree` is changed in place."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self._trees: dict[str, etree._Element] = {}
        related = self.related(_WORKBOOK)
        self.sheets = {
            sheet.get("name"): related[sheet.get(f"{R}id")] for sheet in self.workbook.iter(f"{M}sheet")
        }

    def save(self, path: Path) -> Path:
        for name, tree in self._trees.items():
            self.parts[name] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in self.parts.items():
                archive.writestr(name, data)
        return path

    def tree(self, part: str) -> etree._Element:
        if part not in self._trees:
            self._trees[part] = etree.fromstring(self.parts[part])
        return self._trees[part]

    @property
    def workbook(self) -> etree._Element:
        return self.tree(_WORKBOOK)

    def related(self, part: str, kind: str = "") -> dict[str, str]:
        """Parts that a part refers to, by the relation's id."""
        relations = _relations_of(part)
        if relations not in self.parts:
            return {}
        folder = posixpath.dirname(part)
        return {
            each.get("Id"): posixpath.normpath(posixpath.join(folder, each.get("Target"))).lstrip("/")
            for each in self.tree(relations)
            if not kind or each.get("Type").endswith("/" + kind)
        }

    def relate(self, source: str, kind: str, target: str) -> str:
        """Make `source` refer to the part `target`; the relation's id. "": the package itself."""
        relations = _relations_of(source)
        self.parts.setdefault(relations, f'<Relationships xmlns="{RELATIONS}"/>'.encode())
        root = self.tree(relations)
        relation = etree.SubElement(root, f"{{{RELATIONS}}}Relationship", Id=f"own{len(root) + 1}")
        relation.set("Type", x.RELATIONS.get(kind, f"{OFFICE}/{kind}"))
        relation.set("Target", posixpath.relpath("/" + target, "/" + posixpath.dirname(source)))
        return relation.get("Id")

    def add(self, name: str, content: str | bytes, kind: str, *, of: str) -> str:
        """A new part with its content type, which the part `of` refers to; the relation's id."""
        assert name not in self.parts
        self.parts[name] = content.encode() if isinstance(content, str) else content
        if kind in x.TYPES:
            etree.SubElement(
                self.tree(_TYPES), f"{T}Override", PartName=f"/{name}", ContentType=x.TYPES[kind]
            )
        return self.relate(of, kind, name)

    def add_default(self, extension: str, content_type: str) -> None:
        types = self.tree(_TYPES)
        if not any(each.get("Extension") == extension for each in types):
            types.insert(0, etree.Element(f"{T}Default", Extension=extension, ContentType=content_type))

    def sheet(self, name: str) -> etree._Element:
        return self.tree(self.sheets[name])

    def add_sheet(self, name: str, *, code_name: str = "", hidden: bool = False) -> None:
        """An empty sheet after all others."""
        number = 50 + len(self.sheets)
        code = f'<sheetPr codeName="{code_name}"/>' if code_name else ""
        self.sheets[name] = part = f"xl/worksheets/own{number}.xml"
        xml = f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{code}<sheetData/></worksheet>'
        relation = self.add(part, xml, "worksheet", of=_WORKBOOK)
        attributes = {"name": name, "sheetId": str(number), **({"state": "hidden"} if hidden else {})}
        etree.SubElement(self.workbook.find(f"{M}sheets"), f"{M}sheet", {**attributes, f"{R}id": relation})

    def delete_sheet(self, name: str) -> None:
        """Take a sheet out with its tables, as Excel does: what names them is lost (#REF!), what counts sheets counts on."""
        part = self.sheets.pop(name)
        listed = self.workbook.find(f"{M}sheets")
        at = next(i for i, sheet in enumerate(listed) if sheet.get("name") == name)
        relations = self.tree(_relations_of(_WORKBOOK))
        for each in [one for one in relations if one.get("Id") == listed[at].get(f"{R}id")]:
            relations.remove(each)
        listed.remove(listed[at])
        self._forget_names(at)
        tables = [self.tree(each).get("displayName") for each in self.related(part, "table").values()]
        gone = [name for each in self._with_related(part) for name in (each, _relations_of(each))]
        for each in gone:
            self.parts.pop(each, None)
            self._trees.pop(each, None)
        types = self.tree(_TYPES)
        for each in [one for one in types if (one.get("PartName") or "").lstrip("/") in gone]:
            types.remove(each)
        named = "|".join(tables) or "(?!)"
        lost = re.compile(
            rf"\b(?:{named})\[(?:[^\[\]]|\[[^\]]*\])*\]|'?\b{re.escape(name)}'?!\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?"
        )
        for formulas in [*(self.tree(sheet) for sheet in self.sheets.values()), self.workbook]:
            for formula in formulas.iter(f"{M}f", f"{M}formula", f"{M}formula1", f"{M}definedName"):
                if formula.text and lost.search(formula.text):
                    formula.text = lost.sub("#REF!", formula.text)

    def _with_related(self, part: str) -> Iterator[str]:
        """A part and those that it refers to, and so on."""
        yield part
        for each in self.related(part).values():
            yield from self._with_related(each)

    def _forget_names(self, at: int) -> None:
        """Names of the sheet in that place go; those of later sheets count one less."""
        names = self.workbook.find(f"{M}definedNames")
        for name in list(names):
            where = int(name.get("localSheetId", -1))
            if where == at:
                names.remove(name)
            elif where > at:
                name.set("localSheetId", str(where - 1))

    def put(self, sheet: str, xml: str) -> etree._Element:
        """An element into a sheet, where Excel wants it: after others of its kind."""
        root, new = self.sheet(sheet), etree.fromstring(xml)
        place = next((i for i, child in enumerate(root) if _rank(child) > _rank(new)), len(root))
        root.insert(place, new)
        return new

    def put_relation(self, sheet: str, kind: str, relation: str) -> None:
        """An element that only names a relation, such as a drawing."""
        self.put(sheet, f'<{kind} xmlns="{MAIN}" xmlns:r="{OFFICE}" r:id="{relation}"/>')

    def extend(self, sheet: str, uri: str, what: str) -> None:
        """An extension into a sheet; where it has one of that kind already, what is inside joins it."""
        found = self.sheet(sheet).find(f"{M}extLst")
        if found is None:
            found = self.put(sheet, f'<extLst xmlns="{MAIN}"/>')
        new = etree.fromstring(x.extension(uri, what))
        for each in found:
            if each.get("uri") == uri:
                each[0].extend(list(new[0]))
                return
        found.append(new)

    def type(
        self, sheet: str, ref: str, value: str | float | None, *, style: str | None = None, formula: str = ""
    ) -> etree._Element:
        """A value typed into a cell, or a formula with its result, as Excel saves it."""
        cell = cell_at(self.sheet(sheet), ref)
        style = style or cell.get("s")
        for child in list(cell):
            cell.remove(child)
        cell.attrib.clear()
        cell.attrib.update({"r": ref, "s": style} if style else {"r": ref})
        if formula:
            etree.SubElement(cell, f"{M}f").text = formula
        if value is not None:
            is_text = isinstance(value, str)
            if is_text:
                cell.set("t", "str" if formula else "s")
            shown = self._shared(value) if is_text and not formula else value
            etree.SubElement(cell, f"{M}v").text = str(shown)
        return cell

    def _shared(self, text: str) -> int:
        strings = self.tree("xl/sharedStrings.xml")
        etree.SubElement(etree.SubElement(strings, f"{M}si"), f"{M}t").text = text
        for count in ("count", "uniqueCount"):
            strings.attrib.pop(count, None)
        return len(strings) - 1

    def column(self, sheet: str, letters: str) -> Iterator[tuple[int, str]]:
        """Rows and texts of a column of the table that gave its sheet the name."""
        first = self.first(sheet)
        shared = ["".join(each.itertext()) for each in self.tree("xl/sharedStrings.xml")]
        for cell in self.sheet(sheet).iter(f"{M}c"):
            found, row = position(cell.get("r"))
            if letter(found) == letters and row >= first:
                text = "".join(cell.itertext())
                yield row, shared[int(text)] if cell.get("t") == "s" else text

    def style(self, sheet: str, ref: str) -> str | None:
        """The format of a cell."""
        return cell_at(self.sheet(sheet), ref).get("s")

    def add_format(self, xml: str) -> str:
        """A format, appended to those of cells (xf) or of conditions (dxf); its number."""
        new = etree.fromstring(xml)
        kind = {"xf": "cellXfs", "dxf": "dxfs"}[etree.QName(new).localname]
        formats = self.tree("xl/styles.xml").find(f"{M}{kind}")
        formats.append(new)
        formats.set("count", str(len(formats)))
        return str(len(formats) - 1)

    def table(self, name: str) -> etree._Element:
        tables = (part for part in self.parts if part.startswith("xl/tables/"))
        return next(self.tree(part) for part in tables if self.tree(part).get("displayName") == name)

    def headers(self, table: str) -> list[str]:
        return [column.get("name") for column in self.table(table).iter(f"{M}tableColumn")]

    def letters(self, table: str) -> dict[str, str]:
        """The letters of a table's columns, by header."""
        left = area(self.table(table).get("ref"))[0]
        return {header: letter(left + i) for i, header in enumerate(self.headers(table))}

    def first(self, table: str) -> int:
        """A table's first row below its headers."""
        return area(self.table(table).get("ref"))[1] + 1

    def bottom(self, table: str) -> int:
        """A table's last row."""
        return area(self.table(table).get("ref"))[3]

    def columns_of_names(self, names: Collection[str]) -> set[str]:
        """The columns of the cells that these defined names mean."""
        meant = {each.get("name"): each.text for each in self.workbook.iter(f"{M}definedName")}
        return {re.search(r"!\$([A-Z]+)", meant[name])[1] for name in names if name in meant}

    def rows(self, table: str) -> range:
        """A table's rows below its headers."""
        return range(self.first(table), self.bottom(table) + 1)

    def over(self, table: str, letters: str) -> str:
        """A column of a table on the sheet of its name, as formulas elsewhere say it."""
        return f"{table}!${letters}${self.first(table)}:${letters}${self.bottom(table)}"

    def resize(self, name: str, right: int, bottom: int) -> None:
        """A table's range, and that of its filter."""
        table = self.table(name)
        left, top, _, _ = area(table.get("ref"))
        for each in (table, table.find(f"{M}autoFilter")):
            each.set("ref", f"{letter(left)}{top}:{letter(right)}{bottom}")

    def stretch(self, sheet: str, old: int, new: int) -> None:
        """Validations and formats that ended in row `old` end in row `new`, as when Excel makes a table longer."""
        for element in self.sheet(sheet).iter("{*}*"):
            if element.get("sqref"):
                element.set("sqref", re.sub(rf"(:[A-Z]+){old}\b", rf"\g<1>{new}", element.get("sqref")))
            if element.tag == f"{{{x.XM}}}sqref":
                element.text = re.sub(rf"(:[A-Z]+){old}\b", rf"\g<1>{new}", element.text)


def cell_at(sheet: etree._Element, ref: str) -> etree._Element:
    """A cell, made where it is not there, in its place."""
    column, number = position(ref)
    data = sheet.find(f"{M}sheetData")
    row = next((each for each in data if int(each.get("r")) == number), None)
    if row is None:
        row = etree.Element(f"{M}row", r=str(number))
        data.insert(sum(int(each.get("r")) < number for each in data), row)
    row.attrib.pop("spans", None)
    place = sum(position(cell.get("r"))[0] < column for cell in row)
    if place == len(row) or row[place].get("r") != ref:
        row.insert(place, etree.Element(f"{M}c", r=ref))
    return row[place]


def position(ref: str) -> tuple[int, int]:
    """Column and row of a cell."""
    left, top, _, _ = area(ref)
    return left, top


def letter(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _rank(element: etree._Element) -> int:
    name = etree.QName(element).localname
    return _IN_ORDER.split().index("controls" if name == "AlternateContent" else name)
