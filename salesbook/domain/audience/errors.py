"""What is wrong with a rule, and where: one exception, and likely spellings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from salesbook.errors import SalesbookError
from salesbook.tables.rep_names import folded
from salesbook.util.wording import cut

_MOST_SHOWN = 90  # letters of a rule that are quoted
_BEFORE = 40  # of them before the place
_LIKE_ENOUGH = 70
_PARTLY_ENOUGH = 85
_SHORTEST_PART = 4  # letters; shorter ones are part of everything


@dataclass(eq=False)
class RuleError(SalesbookError):
    """A rule that cannot be followed: `why` is a clause, `todo` the next step.

    `at` is the place in `text`, from 0, and `piece` what stands there; "" means the one word there.
    """

    text: str
    at: int
    why: str
    todo: str
    piece: str = ""

    def __str__(self) -> str:
        """One sentence that quotes the rule and the place."""
        said = f"{self.why}. {self.todo}"
        if not self.text.strip():
            return said
        return f'In "{self._quoted()}" {self._place()}: {said}'

    def _quoted(self) -> str:
        start = max(0, self.at - _BEFORE) if len(self.text) > _MOST_SHOWN else 0
        part = self.text[start : start + _MOST_SHOWN]
        more = "…" if start + _MOST_SHOWN < len(self.text) else ""
        return ("…" if start else "") + " ".join(part.split()) + more

    def _place(self) -> str:
        rest = self.text[self.at :].split()
        piece = " ".join(self.piece.split()) or (rest[0] if rest else "")
        return f'at "{cut(piece)}"' if piece else "at the end"


def nearest(word: str, known: Iterable[str]) -> str:
    """The one of the known words that somebody most likely meant; "" where none is like it."""
    from rapidfuzz import fuzz, process

    by_fold = {folded(one): one for one in known}
    # The second one also finds parts of names, and likes them better than a letter that is missing.
    for scorer, least in ((fuzz.ratio, _LIKE_ENOUGH), (fuzz.WRatio, _PARTLY_ENOUGH)):
        if scorer is fuzz.WRatio and len(word) < _SHORTEST_PART:
            break
        if hit := process.extractOne(folded(word), by_fold.keys(), scorer=scorer, score_cutoff=least):
            return by_fold[hit[0]]
    return ""
