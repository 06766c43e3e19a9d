"""Where the cells of a piece of a sheet stand, found all at once.

Works on arrays of positions: where tags begin, and what stands at fixed distances from them. It
takes only what it fully recognises, which is how spreadsheet programs write, and raises Irregular
for the rest.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.intp]
TagFlags = npt.NDArray[np.bool_]

_MARGIN = b" " * 32  # so that looking ahead or back from any tag stays inside
_GAP = 10_000  # blank rows; more of them would fill the memory
_AFTER = 8
_KNOWN = np.isin(np.arange(256), list(b"rcvitf/"))  # how the tags of rows and cells begin
_KINDS = np.isin(np.arange(256), list(b"sbent"))
_LETTER = 64  # before "A"
_LAST_LETTER = 26
_DIGIT = ord("0")
_STRING = b' t="str"'


class Irregular(Exception):  # it stops nothing: calamine takes over
    """A piece that is written in another way."""


class CellTags:
    """The cells with content: `starts` and `ends` of what they hold, `row` and `column`.

    `kind` is "s" for a shared string's number, "t" for text, and "n", "b", "e" for numbers, truth
    values and errors. `formula_row` and `formula_column` tell where formulas stand, and `uncalculated`
    which of those have no result.
    """

    def __init__(self, piece: bytes) -> None:
        self.source = _MARGIN + piece + _MARGIN
        self.data = np.frombuffer(self.source, np.uint8)
        tags = np.flatnonzero(self.data == ord("<"))
        behind = np.full(_AFTER, len(self.source) - len(_MARGIN))  # the last cell has no tags behind it
        self._tags = np.concatenate((tags, behind))
        self._first, self._second = self.data[self._tags + 1], self.data[self._tags + 2]
        _insist(_KNOWN[self._first[:-_AFTER]])
        self._rows = self._tags[self._first == ord("r")]
        self._set_rows(self._rows)
        cells = np.flatnonzero(self._first == ord("c"))
        _insist(not len(cells) or bool(len(self._rows) and self._tags[cells[0]] > self._rows[0]))
        formula = self._first[cells + 1] == ord("f")
        self.formula_row, self.formula_column = self._positions(self._tags[cells[formula]])
        content = cells + 1 + formula
        content += formula & (self._first[content] == ord("/")) & (self._second[content] == ord("f"))
        held = self._hold(cells, content)
        self.uncalculated = self._without_result(cells[formula], content[formula]) & ~held[formula]

    def _hold(self, cells: Places, content: Places) -> TagFlags:
        """Find what cells hold, and which do; `content` are the tags in which it may stand."""
        tags, first, second = self._tags, self._first, self._second
        number = (first[content] == ord("v")) & (second[content] != ord("/"))
        inline = first[content] == ord("i")
        inline &= ~((first[content + 1] == ord("t")) & (second[content + 1] == ord("/")))
        held: TagFlags = number | inline
        cells, content, inline = cells[held], content[held], inline[held]
        self.begins = tags[cells]
        self.row, self.column = self._positions(self.begins)
        self._set_kind(tags[cells + 1] - 1, inline)
        self.starts, self.ends = tags[content] + len("<v>"), tags[content + 1]
        _insist(inline | ((second[content] == ord(">")) & (first[content + 1] == ord("/"))))
        texts = content[inline] + 1
        kept = second[texts] == ord(" ")
        self.starts[inline] = tags[texts] + np.where(kept, len('<t xml:space="preserve">'), len("<t>"))
        self.ends[inline] = tags[texts + 1]
        ended = (first[texts] == ord("t")) & (second[texts + 1] == ord("t")) & (first[texts + 2] == ord("/"))
        _insist(ended, second[texts + 2] == ord("i"), self.data[self.starts - 1] == ord(">"))
        return held

    def _without_result(self, cells: Places, content: Places) -> TagFlags:
        """Which cells of those that hold nothing are no text of no characters, such as ="" gives."""
        valued = self._first[content] == ord("v")
        result: TagFlags = ~valued
        for i in np.flatnonzero(valued & (self._second[content] == ord("/"))).tolist():
            result[i] = _STRING not in self.source[self._tags[cells[i]] : self._tags[cells[i] + 1]]
        return result

    def held(self, chosen: TagFlags) -> list[bytes]:
        """What chosen cells hold, as it is written."""
        source = self.source
        spans = zip(self.starts[chosen].tolist(), self.ends[chosen].tolist(), strict=True)
        return [source[start:end] for start, end in spans]

    def whole_numbers(self, chosen: TagFlags) -> Places:
        """What chosen cells hold, as whole numbers without sign."""
        return self._digits(self.starts[chosen], self.ends[chosen])

    def styles(self, chosen: TagFlags) -> Places:
        """The formats of chosen cells, whose tags must hold nothing but reference, format and t="n"."""
        begins, limits = self.begins[chosen], self.limits[chosen]
        row, column = self.row[chosen], self.column[chosen]
        closing = begins + len('<c r="A"') + (column > _LAST_LETTER) + (column > 702)
        for power in range(7):
            closing = closing + (row >= 10**power)
        _insist(self.data[closing - 1] == ord('"'))
        styled = limits != closing
        start = closing[styled]
        self._insist_on(start, b' s="')
        _insist(self.data[limits[styled] - 1] == ord('"'))
        found = np.zeros(len(begins), np.intp)
        found[styled] = self._digits(start + len(' s="'), limits[styled] - 1)
        return found

    def _set_rows(self, rows: Places) -> None:
        self._insist_on(rows, b'<row r="')  # and no run of rich text
        numbers = rows + len('<row r="')
        ends = numbers
        for _ in range(7):
            ends = ends + (self.data[ends] != ord('"'))
        self.row_numbers = self._digits(numbers, ends)
        self.top = int(self.row_numbers.min()) if len(rows) else 1
        self.height = int(self.row_numbers.max()) - self.top + 1 if len(rows) else 0
        _insist(self.height <= len(rows) + _GAP)

    def _positions(self, begins: Places) -> tuple[Places, Places]:
        """Row and column of the cells that begin there."""
        self._insist_on(begins + len("<c"), b' r="')
        column = np.zeros(len(begins), np.intp)
        going = np.ones(len(begins), np.bool_)
        for i in range(3):
            letter = self.data[begins + len('<c r="') + i].astype(np.intp) - _LETTER
            going &= (letter >= 1) & (letter <= _LAST_LETTER)
            column = np.where(going, column * _LAST_LETTER + letter, column)
        _insist(column > 0)
        if not len(begins):
            return begins, column
        return self.row_numbers[np.searchsorted(self._rows, begins, "right") - 1], column

    def _set_kind(self, gaps: Places, inline: TagFlags) -> None:
        """From the end of each cell's tag, where programs write the kind; `gaps` are its last characters."""
        data = self.data
        _insist(data[gaps] == ord(">"), data[gaps - 1] == ord('"'))
        short = (data[gaps - 5] == ord("t")) & (data[gaps - 4] == ord("=")) & (data[gaps - 3] == ord('"'))
        short &= data[gaps - 6] == ord(" ")
        self.kind = np.where(short, data[gaps - 2], ord("n"))
        _insist(_KINDS[self.kind])
        self.kind[inline] = ord("t")
        others = np.flatnonzero(~short & ~inline)
        self.kind[others[self._stand(gaps[others] - len(_STRING), _STRING)]] = ord("t")
        self.limits = gaps - len(' t="n"') * short

    def _digits(self, starts: Places, ends: Places) -> Places:
        """Whole numbers of up to nine digits."""
        lengths = ends - starts
        longest = int(lengths.max(initial=0))
        _insist(lengths > 0, longest < 10)
        numbers = np.zeros(len(starts), np.intp)
        for i in range(longest):
            inside = lengths > i
            digit = self.data[starts + i].astype(np.intp) - _DIGIT
            _insist(~inside | ((digit >= 0) & (digit <= 9)))
            numbers = np.where(inside, numbers * 10 + digit, numbers)
        return numbers

    def _stand(self, places: Places, text: bytes) -> TagFlags:
        """Where `text` stands."""
        found = np.ones(len(places), np.bool_)
        for i, character in enumerate(text):
            found &= self.data[places + i] == character
        return found

    def _insist_on(self, places: Places, text: bytes) -> None:
        _insist(self._stand(places, text))


def _insist(*flags: TagFlags | bool) -> None:
    if not all(np.all(flag) for flag in flags):
        raise Irregular
