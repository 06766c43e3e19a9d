"""What cells accept, taken over with the cells: two sheets and a move in, the sheet out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from salesbook.books.xlsx.graft.moves import CellMove
from salesbook.books.xlsx.graft.rows import prefix_of, prefixed
from salesbook.books.xlsx.markup import attribute, hide, with_attribute
from salesbook.books.xlsx.refs import Area, area

_ORDER = (
    b"sheetData", b"sheetCalcPr", b"sheetProtection", b"protectedRanges", b"scenarios", b"autoFilter", b"sortState",
    b"dataConsolidate", b"customSheetViews", b"mergeCells", b"phoneticPr", b"conditionalFormatting", b"dataValidations",
    b"hyperlinks", b"printOptions", b"pageMargins", b"pageSetup", b"headerFooter", b"rowBreaks", b"colBreaks",
    b"customProperties", b"cellWatches", b"ignoredErrors", b"smartTags", b"drawing", b"legacyDrawing", b"legacyDrawingHF",
    b"drawingHF", b"picture", b"oleObjects", b"controls", b"webPublishItems", b"tableParts", b"extLst",
)  # fmt: skip
# Inside these stand elements of later names, such as a list of extensions.
_HOLD_LATER_NAMES = (b"sheetData", b"customSheetViews", b"conditionalFormatting", b"dataValidations")
_VALIDATION = re.compile(rb"<dataValidation\s[^>]*?(?:/>|(?<!/)>.*?</dataValidation>)", re.DOTALL)


def with_validations(sheet: bytes, donor: bytes, move: CellMove, *, headers: bool = True) -> bytes:
    """The sheet with the validations of the donor's columns that come, with what is said of their `headers`."""
    accepted = list(validations(donor, move, headers=headers))
    return _with_validations(sheet, accepted) if accepted else sheet


def validations(donor: bytes, move: CellMove, *, headers: bool = True) -> Iterator[bytes]:
    """What the columns that come accept, over the rows here, and what is said of their `headers`."""
    for found in _VALIDATION.finditer(donor):
        tag = found[0][: found[0].index(b">") + 1]
        made = list(_moved(tag, move, headers=headers))
        if made:
            yield with_attribute(tag, b"sqref", " ".join(map(str, made)).encode()) + found[0][len(tag) :]


def _moved(tag: bytes, move: CellMove, *, headers: bool) -> Iterator[Area]:
    for each in (attribute(tag, b"sqref") or b"").split():
        old = area(each.decode())
        if old and (new := move.area(old) or (move.head(old) if headers else None)):
            yield new


def _with_validations(sheet: bytes, made: list[bytes]) -> bytes:
    prefix = prefix_of(sheet)
    seen = hide(sheet)
    found = re.search(rb"<%bdataValidations(?:\s[^>]*)?>" % prefix, seen)
    if found is None or found[0].endswith(b"/>"):
        sheet = sheet if found is None else sheet[: found.start()] + sheet[found.end() :]
        whole = b'<dataValidations count="%d">%b</dataValidations>' % (len(made), b"".join(made))
        return before_later(sheet, b"dataValidations", whole)
    end = seen.index(b"</" + prefix + b"dataValidations", found.end())
    count = len(re.findall(rb"<%bdataValidation[\s/>]" % prefix, seen[found.end() : end])) + len(made)
    tag = with_attribute(found[0], b"count", b"%d" % count)
    added = prefixed(b"".join(made), prefix)
    return sheet[: found.start()] + tag + sheet[found.end() : end] + added + sheet[end:]


def before_later(sheet: bytes, name: bytes, made: bytes) -> bytes:
    """A sheet with an element where it belongs: programs want them in order."""
    prefix, seen = prefix_of(sheet), hide(sheet)
    later = b"|".join(_ORDER[_ORDER.index(name) + 1 :])
    before = [each for each in _HOLD_LATER_NAMES if _ORDER.index(each) <= _ORDER.index(name)]
    start = max(seen.rfind(b"</" + prefix + each) for each in before)
    at = re.compile(rb"<%b(?:%b)[\s/>]" % (prefix, later)).search(seen, max(start, 0))
    place = at.start() if at else seen.rfind(b"</" + prefix + b"worksheet")
    return sheet[:place] + prefixed(made, prefix) + sheet[place:]
