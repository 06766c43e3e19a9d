"""The figures of a report against their tables: each total counted at one go, beside what the rows add up to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from salesbook.domain.facts.due_dates import due_dates
from salesbook.domain.facts.network import active_contacts
from salesbook.domain.facts.occasions import open_deals
from salesbook.domain.report.around_wins import AroundWins, touches_counted
from salesbook.domain.report.calls import CallFigures
from salesbook.domain.report.deals import ClosedFigures, PipelineFigures
from salesbook.domain.report.mailings import MailFigures
from salesbook.domain.report.period import ReportPeriod
from salesbook.domain.report.relationships import NetworkFigures
from salesbook.domain.report.rhythm import RhythmFigures
from salesbook.domain.report.scores import ScoreFigures
from salesbook.domain.world import World
from salesbook.schema import PERSONAL_CHANNELS
from salesbook.tables.arrays import dates, numbers, texts


@dataclass(frozen=True)
class CheckedSum:
    """A number as its table has it, and as the rows of the report add up to it."""

    name: str
    table: float
    report: float

    @property
    def agrees(self) -> bool:
        """Whether they are the same, to a cent."""
        return abs(self.table - self.report) < 0.005


def checked_sums(
    world: World,
    period: ReportPeriod,
    *,
    calls: CallFigures,
    rhythm: RhythmFigures,
    pipeline: PipelineFigures,
    closed: ClosedFigures,
    network: NetworkFigures,
    mail: MailFigures | None,
    scores: ScoreFigures,
    around: AroundWins,
) -> Iterator[CheckedSum]:
    """All of them; none of letters where the workbook has no mailings, nor of planned calls where nobody kept them."""
    yield from _of_calls(world, period, calls)
    due = int(period.holds(world.get(due_dates).due).sum())
    yield CheckedSum("due dates by rep", due, sum(one.due for one in rhythm.by_rep()))
    yield CheckedSum("due dates by cadence", due, sum(one.due for one in rhythm.by_cadence()))
    yield from _of_closed(world, period, closed)
    yield from _of_pipeline(world, pipeline)
    people = int(world.get(active_contacts).sum())
    yield CheckedSum("people by kind", people, sum(one.people for one in network.kinds))
    yield CheckedSum("people by band", people, sum(one.after for one in scores.bands))
    yield CheckedSum("touches around wins", touches_counted(world), around.touches)
    if mail:
        sent = int(period.holds(dates(world.frames["Outbox"], "Sent on")).sum())
        yield CheckedSum("letters by mailing", sent, mail.sent)


def _of_calls(world: World, period: ReportPeriod, calls: CallFigures) -> Iterator[CheckedSum]:
    log = world.frames["Activities"]
    ours = np.isin(texts(log, "Channel"), PERSONAL_CHANNELS) & (texts(log, "Direction") != "In")
    called = int((period.holds(dates(log, "When")) & ours).sum())
    yield CheckedSum("calls by rep", called, calls.calls)
    yield CheckedSum("calls by outcome", called, sum(one.calls for one in calls.outcomes))
    yield CheckedSum("calls by day", called, sum(one.calls for one in calls.days))
    if calls.planned is not None:
        kept = world.frames["CallDays"]
        listed = numbers(kept, "Listed")[period.holds(dates(kept, "Date"))]
        yield CheckedSum("calls planned", float(np.nansum(listed)), calls.planned)


def _of_closed(world: World, period: ReportPeriod, closed: ClosedFigures) -> Iterator[CheckedSum]:
    deals = world.frames["Opportunities"]
    amounts, here = np.nan_to_num(numbers(deals, "Amount")), period.holds(dates(deals, "Closed"))
    won, lost = (here & (texts(deals, "Result") == result) for result in ("Won", "Lost"))
    for name, held, rows in (
        ("won {} by rep", won, [one.won for one in closed.owners]),
        ("lost {} by rep", lost, [one.lost for one in closed.owners]),
        ("lost {} by reason", lost, [one.sum for one in closed.reasons]),
    ):
        yield CheckedSum(name.format("deals"), int(held.sum()), sum(one.deals for one in rows))
        yield CheckedSum(name.format("money"), float(amounts[held].sum()), sum(one.amount for one in rows))


def _of_pipeline(world: World, pipeline: PipelineFigures) -> Iterator[CheckedSum]:
    held = world.get(open_deals)
    money = float(np.nan_to_num(numbers(world.frames["Opportunities"], "Amount"))[held].sum())
    for rows, name in ((pipeline.stages, "stage"), (pipeline.expected, "expected close")):
        yield CheckedSum(f"open deals by {name}", int(held.sum()), sum(one.sum.deals for one in rows))
        yield CheckedSum(f"open money by {name}", money, sum(one.sum.amount for one in rows))
