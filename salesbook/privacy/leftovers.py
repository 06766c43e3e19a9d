"""What of a workbook still names somebody who was forgotten, as problems: what it is, where, and what to do.

The name itself is never repeated.
"""

from __future__ import annotations

from collections.abc import Iterator

from salesbook.books.xlsx.scrub import Scrubbed
from salesbook.domain.words import count
from salesbook.plan import Problem
from salesbook.privacy.words import Words

_MOST = 40  # problems of one kind; what is beyond is counted
_IS = {
    "encoding": "it is stored in an unusual encoding", "embedded": "it is an embedded file",
    "binary": "it is no text that can be changed", "large": "it is too large to be looked through",
    "part": "its own name does", "comment": "a remark on the whole file does",
    "sheet/name": "a sheet is called so", "definedName/name": "a name in the Name Manager does",
    "definedName": "a formula in the Name Manager does", "f": "a formula does, by the name of a sheet, a column or another thing",
    "formula": "a rule's formula does", "formula1": "a rule's formula does", "formula2": "a rule's formula does",
    "table/name": "a table is called so", "table/displayName": "a table is called so", "tableColumn/name": "a table has such a column",
    "header": "the header of a column does", "cacheField/name": "a field of a pivot table is called so",
    "cNvPr/name": "a shape or a picture is called so", "name": "the file lists its sheets and properties", "lpstr": "the file lists its sheets",
    "Relationship/Target": "it refers to a file that is called so", "sheetName/val": "another workbook has a sheet that is called so",
    "numFmt/formatCode": "a number format does",
}  # fmt: skip
_LOOK = "Look for it in Excel (names of sheets, columns and shapes, macros, embedded files), and take it out by hand."


def leftovers(done: Scrubbed, words: Words) -> Iterator[Problem]:
    """The parts that still name them in places which other things refer to, and where a single name of theirs stands."""
    found = [
        (part, _IS.get(what, f"{what.replace('/', ', ')} does"), places)
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
    for place, refs in list(done.alone.items())[:_MOST]:
        cells = [ref for ref in refs if ref and not ref.isdigit()]
        where = f"{place}, {cells[0]}" if cells else place
        times = f", {count(len(refs), 'time')}" if len(refs) > 1 else ""
        why = f"This has a name of the person who was forgotten, standing alone{times}"
        yield Problem("", "", "", where, why, "Look at it, and take the name out by hand if this person is meant.", where)  # fmt: skip
