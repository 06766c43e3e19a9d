"""The shapes that are a workbook's large buttons: each is named after the macro that it starts in Excel."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from salesbook.office.libreoffice.bridge import enum, properties
from salesbook.office.spots import DARK, LIGHT

CONTROL = "com.sun.star.drawing.ControlShape"
_BOLD = 150.0
_THIN = 35  # hundredths of a millimetre


def button_shapes(page: Any, macros: Collection[str]) -> Iterator[Any]:
    """Those on a page."""
    for shape in [page.getByIndex(i) for i in range(page.getCount())]:
        if shape.Name in macros and shape.getShapeType() != CONTROL:
            yield shape


def has_button_shapes(page: Any, macros: Collection[str]) -> bool:
    """Whether a page has any."""
    return next(button_shapes(page, macros), None) is not None


def make_button(shape: Any, macro: str, label: str, *, is_primary: bool) -> None:
    """Make a button of an empty CustomShape that is on a page."""
    ink, face = (LIGHT, DARK) if is_primary else (DARK, LIGHT)
    shape.Name, shape.String = macro, label
    shape.FillStyle, shape.FillColor = enum("drawing.FillStyle", "SOLID"), colour_number(face)
    shape.LineStyle, shape.LineColor, shape.LineWidth = (
        enum("drawing.LineStyle", "SOLID"),
        colour_number(DARK),
        _THIN,
    )
    shape.CharColor, shape.CharFontName, shape.CharHeight = colour_number(ink), "Calibri", 11
    if is_primary:
        shape.CharWeight = _BOLD
    shape.CustomShapeGeometry = properties(Type="round-rectangle")
    shape.ParaAdjust = enum("style.ParagraphAdjust", "CENTER")
    shape.TextHorizontalAdjust = enum("drawing.TextHorizontalAdjust", "CENTER")
    shape.TextVerticalAdjust = enum("drawing.TextVerticalAdjust", "CENTER")
    shape.TextWordWrap, shape.TextAutoGrowHeight = True, False
    for side in ("Left", "Right", "Upper", "Lower"):
        setattr(shape, f"Text{side}Distance", 0)


def colour_number(colour: str) -> int:
    """A colour such as "#2B5A6E" as LibreOffice counts it."""
    return int(colour.removeprefix("#"), 16)
