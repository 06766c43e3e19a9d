"""What is wrong with a rule, and where: one exception."""

from __future__ import annotations

from dataclasses import dataclass

from salesbook.errors import SalesbookError
from salesbook.util.wording import shortened

_MOST_SHOWN = 90  # letters of a rule that are quoted
_BEFORE = 40  # of them before the place


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
        return f'at "{shortened(piece)}"' if piece else "at the end"
