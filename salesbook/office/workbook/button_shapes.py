"""The large buttons as shapes: rounded rectangles that keep their look in every program, and start a macro.

XlsxWriter draws boxes of text. What a button needs besides is put into the drawing parts of the finished package: the
macro, the name by which the macro is found again, rounded corners, and that it is not printed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from salesbook.office.spots import DARK, LIGHT

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from salesbook.office.spots import Spot

_STAYS = 3  # it neither moves nor grows with cells
_ROUND = 24_000  # of the lower side, in hundred thousandths
_MARK = "|"  # between macro and tip, until the package is finished
_BOX = re.compile(
    rb'<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="(?P<id>\d+)" name="[^"]*" '
    rb'descr="(?P<macro>\w+)\|(?P<tip>[^"]*)"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr>'
    rb"(?P<rest>.*?)</xdr:sp><xdr:clientData/>",
    re.DOTALL,
)
_CORNERS = (
    b'<a:prstGeom prst="roundRect"><a:avLst><a:gd name="adj" fmla="val %d"/></a:avLst></a:prstGeom>' % _ROUND
)
_SHARP = b'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'


def place_shape(sheet: Worksheet, spot: Spot) -> None:
    """One button; `with_macros` makes of the box what starts a macro."""
    button = spot.button
    ink, face = (LIGHT, DARK) if spot.is_primary else (DARK, LIGHT)
    sheet.insert_textbox(spot.row, spot.column, button.label, {
        "x_offset": spot.x, "y_offset": spot.y, "width": spot.width, "height": spot.height,
        "object_position": _STAYS, "description": f"{button.macro}{_MARK}{button.tip}",
        "fill": {"color": face}, "line": {"color": DARK, "width": 1},
        "font": {"name": "Calibri", "size": 11, "bold": spot.is_primary, "color": ink},
        "align": {"vertical": "middle", "horizontal": "center", "text": "center"},
    })  # fmt: skip


def with_macros(name: str, part: bytes) -> bytes:
    """A part of XlsxWriter's, by its name: in drawings the buttons start their macros."""
    return _BOX.sub(_button, part) if name.startswith("xl/drawings/drawing") else part


def _button(found: re.Match[bytes]) -> bytes:
    macro = found["macro"]
    rest = (
        found["rest"]
        .replace(_SHARP, _CORNERS)
        .replace(b"<a:bodyPr ", b'<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" ')
    )
    return (
        b'<xdr:sp macro="[0]!%b" textlink=""><xdr:nvSpPr><xdr:cNvPr id="%b" name="%b" descr="%b"/><xdr:cNvSpPr/></xdr:nvSpPr>'
        b'%b</xdr:sp><xdr:clientData fPrintsWithSheet="0"/>'
    ) % (macro, found["id"], macro, found["tip"], rest)
