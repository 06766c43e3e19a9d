"""Colours of CSS, and the contrast between two of them as WCAG 2 defines it."""

from __future__ import annotations

import re
from typing import NamedTuple

_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})(?![0-9a-f])", re.IGNORECASE)
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})", re.IGNORECASE)
_NAMES = {
    "black": "#000000", "white": "#ffffff", "gray": "#808080", "grey": "#808080", "silver": "#c0c0c0", "red": "#ff0000",
    "green": "#008000", "blue": "#0000ff", "yellow": "#ffff00", "orange": "#ffa500", "navy": "#000080",
    "teal": "#008080", "maroon": "#800000", "purple": "#800080", "lightgray": "#d3d3d3", "lightgrey": "#d3d3d3",
    "darkgray": "#a9a9a9", "darkgrey": "#a9a9a9",
}  # fmt: skip


class Colour(NamedTuple):
    """Red, green and blue, each from 0 to 255."""

    red: int
    green: int
    blue: int

    def __str__(self) -> str:
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"


def parse_colour(css: str) -> Colour | None:
    """The first colour in a value of CSS; None if there is none that is known."""
    for word in css.lower().split():
        css = css.replace(word, _NAMES.get(word, word))
    if found := _HEX.search(css):
        code = found[1] if len(found[1]) == 6 else "".join(char * 2 for char in found[1])
        return Colour(*(int(code[at : at + 2], 16) for at in (0, 2, 4)))
    if found := _RGB.search(css):
        return Colour(*(min(int(part), 255) for part in found.groups()))
    return None


def contrast_of(one: Colour, other: Colour) -> float:
    """From 1 (the same) to 21 (black on white)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
