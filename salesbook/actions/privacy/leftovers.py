"""What of a workbook still names somebody who was forgotten, as problems: what it is, where, and what to do.

The name itself is never repeated.
"""

from __future__ import annotations

from collections.abc import Iterator

from salesbook.books.xlsx.personal.scrub import Scrubbed
from salesbook.domain.privacy.search import PersonPatterns
from salesbook.tables.plan import Problem
from salesbook.util.wording import count

_MOST = 40  # problems of one kind; what is beyond is counted
_IS = {
    "encoding": "it is stored in an unusual encoding", "embedded": "it is an embedded file",
    "packed": "something packed in it does, such as a query of Power Query (Data, Queries & Connections)", "large": "it is too large to be looked through",
    "part": "its own name does", "comment": "a remark on the whole file does",
    "sheet/name": "a sheet is called so", "definedName/name": "a name in the Name Manager does",
    "definedName": "a formula in the Name Manager does", "f": "a formula does, by the name of a sheet, a column or another thing",
    "formula": "a rule's formula does", "formula1": "a rule's formula does", "formula2": "a rule's formula does",
    "table/name": "a table is called so", "table/displayName": "a table is called so", "tableColumn/name": "a table has such a column",
    "header": "the header of a column does", "cacheField/name": "a field of a pivot table is called so",
    "cNvPr/name": "a shape or a picture is called so", "name": "the file lists its sheets and properties", "lpstr": "the file lists its sheets",
    "Relationship/Target": "it refers to a file that is called so", "sheetName/val": "another workbook has a sheet that is called so",
    "numFmt/formatCode": "a number format does",
    "rFont/val": "a font is called so", "name/val": "a font is called so", "latin/typeface": "a font is called so",
    "cellStyle/name": "a style is called so", "tableStyle/name": "a style of tables is called so",
    "tableStyleInfo/name": "a style of tables is called so", "calculatedColumnFormula": "the formula of a column does",
    "totalsRowFormula": "a formula in a row of totals does",
}  # fmt: skip
_IN = (  # by how the name of a part begins, in small letters: whose text it is, where nothing above tells
    ("xl/richdata/", "a data type in a cell does, such as Stocks"), ("xl/activex/", "a control on a sheet does"),
    ("xl/ctrlprops/", "a control on a sheet does"), ("xl/slicer", "a slicer does"), ("xl/timeline", "a timeline does"),
    ("xl/connections", "a connection to data does (Data, Queries & Connections)"),
    ("xl/querytables/", "a query does (Data, Queries & Connections)"), ("xl/pivot", "a pivot table does"),
    ("xl/externallinks/", "a link to another file does (Data, Edit Links)"), ("xl/model/", "the data model does (Power Pivot)"),
    ("xl/vba", "a macro does"), ("xl/macrosheets/", "a macro does"), ("xl/printersettings/", "settings of a printer do"),
    ("xl/charts/", "a chart does"), ("xl/drawings/", "a shape or a control does"), ("xl/media/", "a picture does"),
    ("docprops/thumbnail", "a picture of the first sheet does"), ("docprops/", "a property of the file does (File, Info)"),
    ("docmetadata/", "a label of sensitivity does"), ("customxml/", "data that another program keeps in the file does"),
    ("xl/xmlmaps", "an XML map does (Developer, Source)"), ("xl/webextensions/", "what an add-in keeps in the file does"),
    ("xl/volatiledependencies", "a formula with live data does"), ("xl/metadata", "a formula on a cube does"),
    ("xl/namedsheetviews/", "a view of a sheet does (View, Sheet View)"), ("xl/documenttasks/", "a task in a comment does"),
    ("xl/python", "a formula in Python does"), ("xl/revisions/", "the list of tracked changes does"),
    ("_xmlsignatures/", "a signature does"), ("xl/theme/", "a theme is called so"),
)  # fmt: skip
_LOOK = "Look for it in Excel (names of sheets, columns and shapes, macros, embedded files), and take it out by hand."


def _kind_of(part: str, what: str) -> str:
    """What stands in a part of that name, as far as the name tells."""
    small = part.lower()
    known = next((said for start, said in _IN if small.startswith(start)), "")
    if what == "binary":
        return known or "it is no text that can be changed"
    return known or f"one of its settings does ({what.replace('/', ', ')})"


def leftovers(done: Scrubbed, words: PersonPatterns) -> Iterator[Problem]:
    """The parts that still name them in places which other things refer to, and where a single name of theirs stands."""
    found = [
        (part, _IS.get(what) or _kind_of(part, what), places)
        for part, kinds in done.left.items()
        for what, places in kinds.items()
    ]
    for part, what, places in found[:_MOST]:
        where = "a part of the file" if words.names(part) else part
        cells = [place for place in places if place and not place.isdigit()]
        times = f" ({count(len(places), 'time')}{f', first in {cells[0]}' if cells else ''})" if len(places) > 1 or cells else ""  # fmt: skip
        why = f"This part of the workbook still names the person who was forgotten: {what}{times}"
        yield Problem("", "", "", where, why, _LOOK, where)
    if len(found) > _MOST:
        why = f"So do {count(len(found) - _MOST, 'more place')}"
        yield Problem("", "", "", "", why, _LOOK, "")
    for sheet, cells in done.formulas.items():
        why = f"A formula stayed in a row of the person who was forgotten ({count(len(cells), 'cell')}), and may say something about them"
        where = f"{sheet}!{cells[0]}"
        yield Problem("", "", "", where, why, "Look at it, and clear the cell if it does.", where)
    for place, refs in list(done.alone.items())[:_MOST]:
        cells = [ref for ref in refs if ref and not ref.isdigit()]
        where = f"{place}, {cells[0]}" if cells else place
        times = f", {count(len(refs), 'time')}" if len(refs) > 1 else ""
        why = f"This has a name of the person who was forgotten, standing alone{times}"
        yield Problem("", "", "", where, why, "Look at it, and take the name out by hand if this person is meant.", where)  # fmt: skip
