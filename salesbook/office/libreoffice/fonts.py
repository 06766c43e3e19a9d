"""Letters and colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from salesbook.office.libreoffice.bridge import enum
from salesbook.office.libreoffice.sentences import in_sentences

if TYPE_CHECKING:
    from salesbook.office.libreoffice.look import Look

_BOLD, _NORMAL = 150.0, 100.0
_NONE = -1


@in_sentences
class Font(base_classes.Font):
    """The letters of a range; each value is None where the cells differ."""

    def __init__(self, of: Look) -> None:
        self._of = of

    @property
    def api(self) -> Any:
        """LibreOffice's cell range."""
        return self._of.xl

    @property
    def name(self) -> str | None:
        """The font."""
        found: str | None = self._of.same("CharFontName")
        return found

    @name.setter
    def name(self, value: str) -> None:
        self._of.give("CharFontName", value)

    @property
    def size(self) -> float | None:
        """In points."""
        found: float | None = self._of.same("CharHeight")
        return found

    @size.setter
    def size(self, value: float) -> None:
        self._of.give("CharHeight", float(value))

    @property
    def bold(self) -> bool | None:
        """Whether it is bold."""
        weight = self._of.same("CharWeight")
        return None if weight is None else weight > _NORMAL

    @bold.setter
    def bold(self, value: bool) -> None:
        self._of.give("CharWeight", _BOLD if value else _NORMAL)

    @property
    def italic(self) -> bool | None:
        """Whether it is slanted."""
        posture = self._of.same("CharPosture")
        return None if posture is None else posture.value != "NONE"

    @italic.setter
    def italic(self, value: bool) -> None:
        self._of.give("CharPosture", enum("awt.FontSlant", "ITALIC" if value else "NONE"))

    @property
    def color(self) -> tuple[int, int, int] | None:
        """As red, green and blue; black where the system decides."""
        found = self._of.same("CharColor")
        return (0, 0, 0) if found == _NONE else rgb(found)

    @color.setter
    def color(self, value: Any) -> None:
        self._of.give("CharColor", colour(value))


def rgb(value: int | None) -> tuple[int, int, int] | None:
    """Red, green and blue of one of LibreOffice's numbers; None for none."""
    if value is None or value == _NONE:
        return None
    return value >> 16 & 255, value >> 8 & 255, value & 255


def colour(value: Any) -> int:
    """A colour given as (r, g, b), "#rrggbb" or Excel's number (blue first); None is none."""
    if value is None:
        return _NONE
    if isinstance(value, str):
        try:
            return int(value.lstrip("#"), 16)
        except ValueError as error:
            raise ValueError(
                f"{value} is no colour: write it as #rrggbb, or as (red, green, blue)."
            ) from error
    if isinstance(value, int):
        value = value & 255, value >> 8 & 255, value >> 16 & 255
    red, green, blue = value
    return int(red) << 16 | int(green) << 8 | int(blue)
