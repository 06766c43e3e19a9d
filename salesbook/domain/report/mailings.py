"""Letters that left in a period, by mailing, and what came back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from salesbook.domain.facts.letter_status import BOUNCED, FAILED, REPLIED, UNSUBSCRIBED
from salesbook.domain.facts.letter_status import DOUBT as IN_DOUBT
from salesbook.domain.report.period import ReportPeriod
from salesbook.domain.world import World
from salesbook.tables.arrays import dates, texts


@dataclass(frozen=True)
class MailingSent:
    """Letters of a mailing ("" for letters of their own) that left in the period, and how they stand today."""

    mailing_id: str
    title: str
    sent: int
    replied: int
    bounced: int
    unsubscribed: int

    @property
    def answer_share(self) -> float | None:
        """Replies, of the letters that did not come back; None where all did."""
        arrived = self.sent - self.bounced
        return self.replied / arrived if arrived else None


@dataclass(frozen=True)
class MailFigures:
    """By mailing, the newest letters first. `unsure`: letters in doubt or failed without a day, which stand in none."""

    mailings: tuple[MailingSent, ...]
    unsure: int

    @property
    def sent(self) -> int:
        """Letters that left."""
        return sum(one.sent for one in self.mailings)

    @property
    def replied(self) -> int:
        """Letters that were answered."""
        return sum(one.replied for one in self.mailings)


def mail_of(world: World, period: ReportPeriod) -> MailFigures | None:
    """Rows of Outbox by their Sent on; None where the workbook has no mailings."""
    outbox, mailings = world.frames.get("Outbox"), world.frames.get("Mailings")
    if outbox is None or mailings is None:
        return None
    sent_on, status = dates(outbox, "Sent on"), texts(outbox, "Status")
    rows = np.flatnonzero(period.holds(sent_on))
    mailing = texts(outbox, "Mailing ID")
    counts = Counter(zip(mailing[rows].tolist(), status[rows].tolist(), strict=True))
    sent = Counter(mailing[rows].tolist())
    newest = {one: sent_on[rows][mailing[rows] == one].max() for one in sent}
    title = dict(zip(mailings.index, texts(mailings, "Title"), strict=True))
    order = sorted(sorted(sent), key=lambda one: newest[one], reverse=True)
    return MailFigures(
        tuple(
            MailingSent(
                one,
                title.get(one, ""),
                sent[one],
                *(counts[one, how] for how in (REPLIED, BOUNCED, UNSUBSCRIBED)),
            )
            for one in order
        ),
        int((np.isin(status, [IN_DOUBT, FAILED]) & np.isnat(sent_on)).sum()),
    )
