"""Lines and tags of an author's file, with where they stand."""

from __future__ import annotations

from typing import NamedTuple

_BLOCKS = {"if", "for", "macro", "call", "filter", "with"}


class Line(NamedTuple):
    """A line of an author's file."""

    text: str
    file: str
    number: int


class Tag(NamedTuple):
    """One {{ field }} or {% statement %} without its braces, and where it stands.

    `encoded`: a field that is made fit for the link in which it stands.
    """

    body: str
    is_field: bool
    file: str
    line: int
    encoded: bool = False

    @property
    def word(self) -> str:
        """The first word of a statement, such as "if"; "" for a field."""
        return "" if self.is_field else (self.body.split(None, 1) or [""])[0]

    @property
    def depth(self) -> int:
        """1 where a block begins, -1 where one ends, else 0."""
        if self.word.startswith("end"):
            return -1
        opens = self.word in _BLOCKS or (self.word == "set" and "=" not in self.body)
        return int(opens)
