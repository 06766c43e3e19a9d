"""Sheets of a new workbook as another workbook would have them: its labels of sheets, its way to count days."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property

from salesbook.books.xlsx.formats import formats
from salesbook.books.xlsx.formulas import QUOTED, QUOTED_TEXT, sheet_name
from salesbook.books.xlsx.layout import read_layout
from salesbook.books.xlsx.markup import attribute, element, escape, start_tag, unescape, with_attribute
from salesbook.books.xlsx.package import Package

_ITEM = re.compile(rb"<si>(.*?)</si>", re.DOTALL)
_NUMBER = re.compile(rb'(<c r="[A-Z]+\d+" s="(\d+)">(?:<f[^>]*>[^<]*</f>)?<v>)([\d.]+)(</v>)')
_LABEL = re.compile(rf"{QUOTED_TEXT}|(?P<label>{QUOTED}|(?<![\w.'\]])[\w.]+)!")
CACHE = re.compile(rb"(<c:f>([^<]*)</c:f>)<c:(num|str)Cache>.*?</c:\3Cache>", re.DOTALL)
_CHART = re.compile(rb"<c:chartSpace[^>]*>")
_DAYS = 1462  # from the first day of 1900, as Excel counts, to that of 1904


class Donor:
    """A new workbook. `labels` are those of its sheets that another workbook has under another name."""

    def __init__(self, package: Package, *, date1904: bool) -> None:
        self.package, self.layout = package, read_layout(package)
        self._date1904 = date1904
        self.labels: Mapping[str, str] = {}

    @cached_property
    def texts(self) -> list[bytes]:
        """The shared texts, as they are written."""
        return _ITEM.findall(self.package.read(self.layout.strings))

    def sheet(self, part: str) -> bytes:
        """A sheet."""
        data = self.package.read(part)
        return _NUMBER.sub(self._since_1904, data) if self._date1904 else data

    def chart(self, data: bytes) -> bytes:
        """A chart; where days are counted otherwise, it says so, and remembers none."""
        if not self._date1904:
            return data
        return _CHART.sub(rb'\g<0><c:date1904 val="1"/>', CACHE.sub(rb"\1", data), count=1)

    def renamed(self, part: bytes) -> bytes:
        """A sheet or a chart with the other workbook's labels of sheets."""
        if not self.labels:
            return part
        part = element(b"f", b"formula", b"formula1", b"formula2").sub(
            lambda found: found[1] + escape(self.with_labels(unescape(found[3]))) + found[4], part
        )
        return start_tag(b"hyperlink").sub(self._link, part)

    def with_labels(self, formula: str) -> str:
        """A formula with the other workbook's labels of sheets."""

        def label(found: re.Match[str]) -> str:
            name = sheet_name(found["label"]) if found["label"] else ""
            if name not in self.labels:
                return found[0]
            return "'" + self.labels[name].replace("'", "''") + "'!"

        return _LABEL.sub(label, formula) if self.labels else formula

    def _link(self, found: re.Match[bytes]) -> bytes:
        where = attribute(found[0], b"location")
        if where is None:
            return found[0]
        return with_attribute(
            found[0], b"location", escape(self.with_labels(unescape(where))).replace(b'"', b"&quot;")
        )

    @cached_property
    def _dates(self) -> Callable[[int], bool]:
        found = formats(self.package.xml(self.layout.styles), date1904=False).dates
        return lambda style: bool(found[style])

    def _since_1904(self, found: re.Match[bytes]) -> bytes:
        days = float(found[3])
        if days < _DAYS or not self._dates(int(found[2])):
            return found[0]
        return found[1] + f"{days - _DAYS:.15g}".encode() + found[4]
