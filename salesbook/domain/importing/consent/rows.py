"""What the rows of a file say of consent, and how it stands in the columns of the book. A no wins over a yes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from salesbook.domain.importing.clean import Cleaned, RowDoubt
from salesbook.domain.importing.consent.vocabulary import (
    IN,
    LEGITIMATE,
    NOT_KNOWN,
    OUT,
    SAYS_NO,
    STOP_BOTH,
    STOP_CALLS,
    STOP_MAIL,
)
from salesbook.domain.importing.headers.known import Target
from salesbook.tables.plan import Value
from salesbook.tables.source import Source

EMAIL = Target("Contacts", "Email")
CONSENT, CONSENT_ON, NO_EMAIL, NO_CALL = (
    Target("Contacts", name) for name in ("Consent", "Consent on", "Do not email", "Do not call")
)
_SAID = {OUT: "Opted out", NOT_KNOWN: "Unknown", IN: "Opted in", LEGITIMATE: "Legitimate interest"}


@dataclass
class Said:
    """What a row says. `header` and `word`: the first that says no. `unread`: a word that nobody knows."""

    means: set[str] = field(default_factory=set)
    header: str = ""
    word: str = ""
    on: date | None = None
    unread: str = ""
    unread_stop: str = ""
    free: bool = False

    @property
    def out(self) -> bool:
        """Whether it says that the person opted out."""
        return bool({OUT, STOP_BOTH} & self.means)

    @property
    def stop(self) -> bool:
        """Whether it says that no mail may or can arrive."""
        return bool({STOP_MAIL, STOP_BOTH} & self.means)

    @property
    def no(self) -> bool:
        """Whether it says no to letters in any way."""
        return bool(SAYS_NO & self.means)

    @property
    def consent(self) -> str | None:
        """The value for Consent."""
        if self.out:
            return _SAID[OUT]
        return self.unread or next(
            (_SAID[one] for one in (NOT_KNOWN, IN, LEGITIMATE) if one in self.means), None
        )


@dataclass
class ConsentByRow:
    """What a file says of consent, by row; `notes` has what there is to say of whole columns.

    `gone`: addresses, and what rows say that are not laid over the book. `subscribed`: rows of a list for Do not mail
    that belong on no such list.
    """

    rows: dict[int, Said] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    doubts: list[RowDoubt] = field(default_factory=list)
    gone: list[tuple[Value, Said]] = field(default_factory=list)
    subscribed: set[int] = field(default_factory=set)

    def follow(self, before: Source, after: Source, cleaned: Cleaned) -> ConsentByRow:
        """The same for a file of which rows were left out. What those say goes by the addresses that stood in them."""
        row_of = {line: row for row, line in enumerate(after.lines)}
        emails = cleaned.columns.get(EMAIL, [None] * before.height)
        there = {row: row_of.get(before.lines[row], -1) for row in self.rows}
        gone = self.gone + [(emails[row], said) for row, said in self.rows.items() if there[row] < 0]
        rows = {there[row]: said for row, said in self.rows.items() if there[row] >= 0}
        doubts = [replace(one, row=there[one.row]) for one in self.doubts if there[one.row] >= 0]
        return ConsentByRow(rows, self.notes, doubts, gone)


def lay_consent(heard: ConsentByRow, cleaned: Cleaned) -> None:
    """Write what was heard into the columns of the book. A day of a yes is none of a no."""
    height = max((len(cells) for cells in cleaned.columns.values()), default=0)
    for row in heard.subscribed:
        cleaned.reject(row, "It says that this address is subscribed, so it stays off Do not mail.")
    if not heard.rows:
        return
    blank: list[Value] = [None] * height
    consent, stop, on = list(blank), list(blank), list(cleaned.columns.get(CONSENT_ON, blank))
    calls = list(cleaned.columns.get(NO_CALL, blank))
    for row, said in heard.rows.items():
        consent[row] = said.consent
        stop[row] = "Yes" if said.stop else said.unread_stop or ("No" if said.free else None)
        if STOP_CALLS in said.means:
            calls[row] = "Yes"
        if said.out:
            on[row] = said.on
    for target, cells in ((CONSENT, consent), (CONSENT_ON, on), (NO_EMAIL, stop), (NO_CALL, calls)):
        if any(cell is not None for cell in cells):
            cleaned.columns[target] = cells
        else:
            cleaned.columns.pop(target, None)
    cleaned.doubts += heard.doubts
