"""All letters of a mailing on one page, so that somebody can read them before they go out.

The page asks nothing from any network. Letters of a mailing are nearly alike: their lines are kept
once, and each letter is a list of the numbers of its lines.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from salesbook.actions.pages.environment import fill_page

CSP = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'"

# What could end the script element early, or what not every reader of JSON or of UTF-8 takes.
_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True)
class ShownLetter:
    """A letter as it would be sent. `filled`: field, value, the cell it came from, whether a fallback stood in."""

    draft: str
    name: str
    contact: str
    to: str
    subject: str
    preheader: str
    status: str
    variant: str
    html: str
    text: str
    headers: Sequence[tuple[str, str]]
    filled: Sequence[tuple[str, str, str, bool]]
    problem: str = ""  # blank where the letter is fine

    @property
    def rank(self) -> int:
        """What somebody must look at stands first: 0 a problem, 1 a fallback, 2 the rest."""
        if self.problem:
            return 0
        return 1 if any(fallback for *_, fallback in self.filled) else 2


@dataclass(frozen=True)
class LeftOut:
    """Somebody of the audience who gets no letter, and why."""

    name: str
    contact: str
    to: str
    why: str


class _Lines:
    """Numbers for lines, each kept once. A run of numbers is told by its ends: 4, 5, 6, 7 is 4, -7."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    @property
    def all(self) -> list[str]:
        return list(self._numbers)

    def one(self, text: str) -> int:
        return self._numbers.setdefault(text, len(self._numbers))

    def many(self, text: str) -> list[int]:
        return list(_runs([self.one(line) for line in text.split("\n")])) if text else []


def preview_page(
    title: str,
    told: Sequence[str],
    letters: Sequence[ShownLetter],
    left_out: Sequence[LeftOut],
    warnings: Sequence[str] = (),
) -> str:
    """The page as HTML. `told`: what to say about the mailing, a sentence each; `warnings` stand out above all else."""
    lines = _Lines()
    data = {
        "letters": [_letter(lines, letter) for letter in sorted(letters, key=lambda letter: letter.rank)],
        "leftOut": [[one.name, one.contact, one.to, lines.one(one.why)] for one in left_out],
        "lines": lines.all,  # last: all of the above adds to them
    }
    return fill_page(
        "preview/preview.html.j2", title=title, told=told, warnings=warnings, csp=CSP, data=_embedded(data)
    )


def _letter(lines: _Lines, letter: ShownLetter) -> list[object]:
    return [
        letter.draft, letter.name, letter.contact, letter.to, letter.subject, letter.preheader,
        letter.status, letter.variant, letter.problem, letter.rank,
        lines.many(letter.html), lines.many(letter.text),
        [lines.one(part) for header in letter.headers for part in header],
        [
            part for field, value, cell, fallback in letter.filled
            for part in (lines.one(field), lines.one(value), lines.one(cell), int(fallback))
        ],
    ]  # fmt: skip


def _runs(numbers: Sequence[int]) -> Iterator[int]:
    at = 0
    while at < len(numbers):
        end = at
        while end + 1 < len(numbers) and numbers[end + 1] == numbers[end] + 1:
            end += 1
        yield numbers[at]
        if end > at:
            yield -numbers[end]
        at = end + 1


def _embedded(data: object) -> str:
    """JSON that stands safely inside a script element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
