"""How columns light up, taken over with them: two sheets and a move in, the sheet out, and how many rules could not come."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from salesbook.books.xlsx.graft.formats import DonorFormats
from salesbook.books.xlsx.graft.moves import CellMove, columns_of
from salesbook.books.xlsx.graft.rows import prefix_of, prefixed
from salesbook.books.xlsx.graft.rules import before_later
from salesbook.books.xlsx.markup import attribute, element, escape, hide, start_tag, unescape, with_attribute
from salesbook.books.xlsx.refs import Area, area

_LIGHTS = re.compile(rb"(<conditionalFormatting\s[^>]*>)(.*?)</conditionalFormatting>", re.DOTALL)
_RULE = re.compile(rb"(<cfRule\s[^>]*>)(.*?)(</cfRule>)", re.DOTALL)
_NEWER = re.compile(rb"<x14:conditionalFormatting\s.*?</x14:conditionalFormatting>", re.DOTALL)
_EXTRA = re.compile(rb"<extLst>.*?</extLst>", re.DOTALL)
_ID = re.compile(rb"<x14:id>([^<]*)</x14:id>")
_SQREF = re.compile(rb"(<xm:sqref>)[^<]*(</xm:sqref>)")
_URI = b"{78C0D931-6437-407d-A8EE-F0AAD7539E65}"  # of the rules that programs before Excel 2010 do not know
_X14 = b"http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"


@dataclass(frozen=True)
class Lights:
    """A sheet with the rules that came; `left_out` counts those that look at a column which is not there."""

    sheet: bytes
    left_out: int


def with_lights(sheet: bytes, donor: bytes, move: CellMove, formats: DonorFormats) -> Lights:
    """The sheet with the rules of the donor's columns that come, and with those that look at one of them."""
    made: list[bytes] = []
    newer: list[bytes] = []
    left_out = 0
    priority = _highest_priority(sheet)
    for cells, rule in _wanted(donor, move):
        priority += 1
        written = _rule(rule, move, formats, priority)
        if written is None:
            left_out += 1
            continue
        where = " ".join(map(str, cells)).encode()
        number = _ID.search(rule[2])
        one = _newer(donor, number[1]) if number else None
        if number and one:
            free = _free_id(sheet, len(newer))
            written = written.replace(number[1], free)
            one = _SQREF.sub(rb"\g<1>" + where + rb"\g<2>", one.replace(number[1], free))
            newer.append(one.replace(b" ", b' xmlns:x14="%b" ' % _X14, 1))
        made.append(b'<conditionalFormatting sqref="%b">%b</conditionalFormatting>' % (where, written))
    if made:
        sheet = before_later(sheet, b"conditionalFormatting", b"".join(made))
    if newer:
        sheet = _with_newer(sheet, b"".join(newer))
    return Lights(sheet, left_out)


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


def _wanted(donor: bytes, move: CellMove) -> Iterator[tuple[list[Area], re.Match[bytes]]]:
    """The donor's rules that are to come, each with the cells here that it is for.

    One that looks at a new column comes for all its columns, since it cannot be here. Any other comes for those of its
    columns that are new; but one for whole rows is here, if people want it, and grows.
    """
    for found in _LIGHTS.finditer(donor):
        areas = [area(each.decode()) for each in (attribute(found[1], b"sqref") or b"").split()]
        for rule in _RULE.finditer(found[2]):
            looks = _columns(rule)
            cells = [part for each in areas if each for part in _cells(each, looks, move)]
            if cells:
                yield cells, rule


def _cells(old: Area, looks: Collection[int], move: CellMove) -> Iterator[Area]:
    if not move.body[0] <= old.top <= old.bottom <= move.body[1]:
        return
    columns = range(old.left, old.right + 1)
    if not move.new.isdisjoint(looks):
        wanted = [move.columns[column] for column in columns if column in move.columns]
    elif (old.left, old.right) == move.table and old.left < old.right and not move.new.issuperset(columns):
        wanted = []
    else:
        wanted = [move.columns[column] for column in columns if column in move.new]
    last = move.to_body[1] if old.bottom == move.body[1] else move.row(old.bottom)
    for left, right in _runs(sorted(wanted)):
        yield Area(left, move.row(old.top), right, last)


def _runs(columns: list[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of columns that stand side by side."""
    for i, column in enumerate(columns):
        if not i or columns[i - 1] != column - 1:
            first = column
        if i + 1 == len(columns) or columns[i + 1] != column + 1:
            yield first, column


def _columns(rule: re.Match[bytes]) -> set[int]:
    """The columns at which a rule looks."""
    formulas = [unescape(found[3]) for found in element(b"formula").finditer(rule[2])]
    return {column for formula in formulas for column in columns_of(formula)}


def _rule(rule: re.Match[bytes], move: CellMove, formats: DonorFormats, priority: int) -> bytes | None:
    """A rule as it reads here; None where it looks at a column that is not here."""
    tag = with_attribute(rule[1], b"priority", b"%d" % priority)
    look = attribute(tag, b"dxfId")
    if look is not None:
        tag = with_attribute(tag, b"dxfId", b"%d" % formats.differential(int(look)))
    body = rule[2]
    for found in element(b"formula").finditer(body):
        formula = move.formula(unescape(found[3]))
        if formula is None:
            return None
        body = body.replace(found[0], found[1] + escape(formula) + found[4])
    return tag + body + rule[3]


def _highest_priority(sheet: bytes) -> int:
    found = start_tag(b"cfRule").finditer(hide(sheet))
    return max((int(attribute(tag[0], b"priority") or 0) for tag in found), default=0)


def _newer(donor: bytes, number: bytes) -> bytes | None:
    """What Excel since 2010 knows of a rule besides."""
    return next((found[0] for found in _NEWER.finditer(donor) if number in found[0]), None)


def _free_id(sheet: bytes, taken: int) -> bytes:
    """An id that no rule of the sheet has; `taken` have been given since."""
    count = 0
    while True:
        count += 1
        made = b"{5A1E5B00-0000-4000-8000-%012X}" % count
        if made not in sheet:
            if not taken:
                return made
            taken -= 1


def _with_newer(sheet: bytes, made: bytes) -> bytes:
    """The sheet with rules among what is only for later programs."""
    prefix, seen = prefix_of(sheet), hide(sheet)
    for found in start_tag(b"ext").finditer(seen):
        if (attribute(found[0], b"uri") or b"").upper() == _URI.upper():
            close = re.compile(rb"</[\w.-]+:conditionalFormattings\s*>").search(seen, found.end())
            if close:
                return sheet[: close.start()] + made + sheet[close.start() :]
    extension = prefixed(
        b'<ext uri="%b" xmlns:x14="%b"><x14:conditionalFormattings>%b</x14:conditionalFormattings></ext>'
        % (_URI, _X14, made), prefix,
    )  # fmt: skip
    close = re.compile(rb"</%bextLst\s*>\s*</%bworksheet" % (prefix, prefix)).search(seen)
    if close is None:
        end = seen.rfind(b"</" + prefix + b"worksheet")
        return (
            sheet[:end]
            + prefixed(b"<extLst>", prefix)
            + extension
            + prefixed(b"</extLst>", prefix)
            + sheet[end:]
        )
    opening = seen.rfind(b"<" + prefix + b"extLst", 0, close.start())
    first = seen.index(b">", opening) + 1
    return sheet[:first] + extension + sheet[first:]
