"""What the last click or command came to, as named cells of a workbook hold it and the row above each table shows it.

Pure. From what was said, and when, to the texts of those cells.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from salesbook.tables.grid import is_blank
from salesbook.tables.plan import Value
from salesbook.tables.resolve import TableEdit

# The named cells: all in a line with its day and time; when that was; which kind it is; where it leads.
RESULT_LINE, RESULT_MOMENT, RESULT_KIND, RESULT_PLACE = (
    "last_result",
    "last_result_at",
    "last_result_kind",
    "last_result_place",
)
SHOWN = frozenset({RESULT_LINE, RESULT_MOMENT, RESULT_KIND, RESULT_PLACE})
ROOM = 140  # letters
# A sentence may begin with what it is about, as it is written: "news: 28 in the audience".
_SENTENCE = re.compile(r"(?<=[.!?])[)”’\"]?\s+(?=[A-ZÀ-Þ0-9“]|\S+: )")
_PROBLEMS = re.compile(
    r"([\d,]+ problems?: s|S)ee the sheet Problems\.|(?:[\d,]+ problems?: t|T)he sheet Problems lists [^.]+\."
)
_CELL = re.compile(r"(?<![\w'])('[^']+'|\w+)!([A-Z]{1,3}\d+)\b")
_MONTHS = "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"


class ResultKind(StrEnum):
    """How it went."""

    DONE = "ok"
    PROBLEMS = "problems"
    REFUSED = "refused"


@dataclass(frozen=True)
class LastResult:
    """When it was, what was said, and how it went; `page`: the address of a page that was written."""

    at: datetime
    said: str
    kind: ResultKind
    page: str = ""

    def cells(self, labels: Collection[str]) -> dict[str, Value]:
        """What the named cells hold, in a workbook with sheets of these labels."""
        at = self.at
        line = f"{at.day} {_MONTHS[at.month - 1]} {at:%H:%M}  {in_the_row(self.said)}"
        return {
            RESULT_LINE: line,
            RESULT_MOMENT: at,
            RESULT_KIND: str(self.kind),
            RESULT_PLACE: self._place(labels),
        }

    def _place(self, labels: Collection[str]) -> str:
        """The page, else the cell that it names, else the sheet that lists the problems, or the one that tells of all runs; "" where that is not there."""
        if self.page:
            return self.page
        for sheet, cell in _CELL.findall(self.said):
            if sheet.strip("'") in labels:
                return f"{sheet}!{cell}"
        sheet = "Problems" if self.kind is ResultKind.PROBLEMS else "Runs"
        return f"{sheet}!A1" if sheet in labels else ""


def result_of_run(edits: Mapping[str, TableEdit]) -> LastResult | None:
    """What the new row of Runs among these edits tells; None without one."""
    runs = edits.get("Runs")
    if runs is None:
        return None
    last = {
        name: cells.values[cells.rows.index(runs.height - 1)]
        for name, cells in runs.columns.items()
        if runs.height - 1 in cells.rows
    }
    at, said = last.get("When"), last.get("Message")
    if not isinstance(at, datetime) or is_blank(said):
        return None
    if last.get("Result") == "Done":
        return LastResult(at, str(said), ResultKind.DONE)
    return LastResult(at, f"{said} See the sheet Problems.", ResultKind.PROBLEMS)


def result_of_undo(action: str, when: str) -> LastResult:
    """What the command says that takes an action back."""
    now = datetime.now().replace(microsecond=0)  # noqa: DTZ005  (the time on the person's own wall)
    return LastResult(now, f"Took back “{action}” of {when}.", ResultKind.DONE)


def in_the_row(said: str, room: int = ROOM) -> str:
    """As many sentences as there is room for, and how many problems there are; a long first one is cut at a word."""
    first, *others = _SENTENCE.split(" ".join(said.split()))
    last = [others.pop()] if others and _PROBLEMS.fullmatch(others[-1]) else []
    room -= sum(len(each) + 1 for each in last)
    told = [_cut(first, room) if len(first) > room else first]
    for sentence in others:
        if len(" ".join([*told, sentence])) > room:
            break
        told.append(sentence)
    return " ".join([*told, *last])


def _cut(sentence: str, room: int) -> str:
    """A sentence cut at a word that is no number: "12 of" and no more would say another one."""
    words = sentence[: room - 1].split(" ")[:-1]
    while len(words) > 1 and re.search(r"\d", words[-1]) and not re.search(r"[^\W\d_]", words[-1]):
        words.pop()
    return " ".join(words).rstrip(",;:") + " …"
