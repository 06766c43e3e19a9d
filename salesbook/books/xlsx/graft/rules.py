"""What cells accept and how they light up, taken over with the cells: two sheets and a move in, the sheet out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from salesbook.books.xlsx.graft.formats import DonorFormats
from salesbook.books.xlsx.graft.moves import CellMove
from salesbook.books.xlsx.graft.rows import prefix_of
from salesbook.books.xlsx.markup import attribute, element, escape, hide, start_tag, unescape, with_attribute
from salesbook.books.xlsx.refs import Area, area

_ORDER = (
    b"sheetData", b"sheetCalcPr", b"sheetProtection", b"protectedRanges", b"scenarios", b"autoFilter", b"sortState",
    b"dataConsolidate", b"customSheetViews", b"mergeCells", b"phoneticPr", b"conditionalFormatting", b"dataValidations",
    b"hyperlinks", b"printOptions", b"pageMargins", b"pageSetup", b"headerFooter", b"rowBreaks", b"colBreaks",
    b"customProperties", b"cellWatches", b"ignoredErrors", b"smartTags", b"drawing", b"legacyDrawing", b"legacyDrawingHF",
    b"drawingHF", b"picture", b"oleObjects", b"controls", b"webPublishItems", b"tableParts", b"extLst",
)  # fmt: skip
_VALIDATION = re.compile(rb"<dataValidation\s[^>]*?(?:/>|(?<!/)>.*?</dataValidation>)", re.DOTALL)
_LIGHTS = re.compile(rb"(<conditionalFormatting\s[^>]*>)(.*?)</conditionalFormatting>", re.DOTALL)
_RULE = re.compile(rb"(<cfRule\s[^>]*>)(.*?</cfRule>)", re.DOTALL)
_EXTRA = re.compile(rb"<extLst>.*?</extLst>", re.DOTALL)


def with_rules(sheet: bytes, donor: bytes, move: CellMove, formats: DonorFormats) -> bytes:
    """The sheet with the validations and conditional formats of the donor's columns that come."""
    accepted = list(validations(donor, move))
    if accepted:
        sheet = _with_validations(sheet, accepted)
    lights = list(_lights(donor, move, formats, _highest_priority(sheet)))
    if lights:
        sheet = before_later(sheet, b"conditionalFormatting", b"".join(lights))
    return sheet


def wider_lights(sheet: bytes, old: Area, span: Area, last: int) -> bytes:
    """Conditional formats of whole rows of the table `old` reach over its new columns too, which take `span`.

    `last` is the last column of salesbook's: what people put behind it is not lit up, so those formats get another area.
    """

    def fit(found: re.Match[bytes]) -> bytes:
        areas = [area(each.decode()) for each in (attribute(found[0], b"sqref") or b"").split()]
        made = _reaching([each for each in areas if each], old, span, last)
        if not all(areas) or made == areas:
            return found[0]
        return with_attribute(found[0], b"sqref", " ".join(map(str, made)).encode())

    return start_tag(b"conditionalFormatting").sub(fit, sheet)


def _reaching(areas: list[Area], old: Area, span: Area, last: int) -> list[Area]:
    """The areas of a format, over the new columns too where it is one of whole rows."""
    inside = [one for one in areas if old.top <= one.top <= one.bottom <= old.bottom]
    if not any(one.left == old.left < one.right for one in inside):
        return areas
    right = max(one.right for one in inside)
    if right == old.right:
        return [
            one._replace(right=span.right) if one in inside and one.right == right else one for one in areas
        ]
    rows = [one for one in inside if one.right == right] if right == last else []
    return [*areas, *(one._replace(left=span.left, right=span.right) for one in rows)]


def validations(donor: bytes, move: CellMove) -> Iterator[bytes]:
    """What the columns that come accept, over the rows here."""
    for found in _VALIDATION.finditer(donor):
        tag = found[0][: found[0].index(b">") + 1]
        made = list(_moved(tag, move))
        if made:
            yield with_attribute(tag, b"sqref", " ".join(map(str, made)).encode()) + found[0][len(tag) :]


def _moved(tag: bytes, move: CellMove) -> Iterator[Area]:
    for each in (attribute(tag, b"sqref") or b"").split():
        old = area(each.decode())
        if old and (new := move.area(old)):
            yield new


def _lights(donor: bytes, move: CellMove, formats: DonorFormats, priority: int) -> Iterator[bytes]:
    for found in _LIGHTS.finditer(donor):
        made = list(_moved(found[1], move))
        rules = []
        for rule in _RULE.finditer(found[2]) if made else ():
            priority += 1
            if written := _rule(rule, move, formats, priority):
                rules.append(written)
        if rules:
            tag = with_attribute(found[1], b"sqref", " ".join(map(str, made)).encode())
            yield tag + b"".join(rules) + b"</conditionalFormatting>"


def _rule(rule: re.Match[bytes], move: CellMove, formats: DonorFormats, priority: int) -> bytes:
    tag = with_attribute(rule[1], b"priority", b"%d" % priority)
    look = attribute(tag, b"dxfId")
    if look is not None:
        tag = with_attribute(tag, b"dxfId", b"%d" % formats.differential(int(look)))
    body = _EXTRA.sub(b"", rule[2])
    for found in element(b"formula").finditer(body):
        formula = move.formula(unescape(found[3]))
        if formula is None:
            return b""  # it lights up by a column that is not here
        body = body.replace(found[0], found[1] + escape(formula) + found[4])
    return tag + body


def _highest_priority(sheet: bytes) -> int:
    found = start_tag(b"cfRule").finditer(hide(sheet))
    return max((int(attribute(tag[0], b"priority") or 0) for tag in found), default=0)


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
    added = _prefixed(b"".join(made), prefix)
    return sheet[: found.start()] + tag + sheet[found.end() : end] + added + sheet[end:]


def before_later(sheet: bytes, name: bytes, made: bytes) -> bytes:
    """A sheet with an element where it belongs: programs want them in order."""
    prefix, seen = prefix_of(sheet), hide(sheet)
    later = b"|".join(_ORDER[_ORDER.index(name) + 1 :])
    start = seen.rfind(b"</" + prefix + b"sheetData")
    at = re.compile(rb"<%b(?:%b)[\s/>]" % (prefix, later)).search(seen, max(start, 0))
    place = at.start() if at else seen.rfind(b"</" + prefix + b"worksheet")
    return sheet[:place] + _prefixed(made, prefix) + sheet[place:]


def _prefixed(written: bytes, prefix: bytes) -> bytes:
    return re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\g<1>" + prefix, written) if prefix else written
