"""A world and a period to all figures of a report, what they leave out, and whether they agree with the tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from salesbook.domain.report.around_wins import AroundWins, around_wins
from salesbook.domain.report.calls import CallFigures, calls_of
from salesbook.domain.report.competitors import CompetitorFigures, competitors_of
from salesbook.domain.report.deals import ClosedFigures, DealSum, PipelineFigures, closed_of, pipeline_of
from salesbook.domain.report.incoming import IncomingFigures, incoming_of
from salesbook.domain.report.mailings import MailFigures, mail_of
from salesbook.domain.report.period import ReportPeriod
from salesbook.domain.report.relationships import (
    AccountFigures,
    NetworkFigures,
    accounts_to_look_at,
    network_of,
)
from salesbook.domain.report.rhythm import LoadFigures, RhythmFigures, load_ahead, rhythm_of
from salesbook.domain.report.scores import ScoreFigures, scores_of
from salesbook.domain.report.sums import CheckedSum, checked_sums
from salesbook.domain.world import World
from salesbook.util.wording import count, joined, on


@dataclass(frozen=True)
class SalesReport:
    """Figures of the period (calls, rhythm, closed, mailings, scores), and of how things stand on `today` (the others).

    Names that end in `before`: the same of the period before, to compare with. `left_out`: what no figure counts, a sentence each.
    """

    firm: str
    currency: str
    today: date
    period: ReportPeriod
    calls: CallFigures
    calls_before: CallFigures
    incoming: IncomingFigures
    incoming_before: IncomingFigures
    rhythm: RhythmFigures
    rhythm_before: RhythmFigures
    load: LoadFigures
    pipeline: PipelineFigures
    closed: ClosedFigures
    closed_before: ClosedFigures
    accounts: AccountFigures
    network: NetworkFigures
    mail: MailFigures | None
    scores: ScoreFigures
    around: AroundWins
    competitors: CompetitorFigures | None
    sums: tuple[CheckedSum, ...]
    left_out: tuple[str, ...]

    @property
    def disagreeing(self) -> list[CheckedSum]:
        """Sums that do not agree with their tables."""
        return [one for one in self.sums if not one.agrees]


def sales_report(world: World, period: ReportPeriod) -> SalesReport:
    """All of it. The period ends today at the latest."""
    before = period.before
    calls, rhythm, closed = calls_of(world, period), rhythm_of(world, period), closed_of(world, period)
    pipeline, network, mail = pipeline_of(world), network_of(world, period), mail_of(world, period)
    load, scores = load_ahead(world), scores_of(world, period)
    incoming, around = incoming_of(world, period), around_wins(world)
    return SalesReport(
        firm=str(world.settings["Firm"]), currency=str(world.settings["Currency"]), today=world.today, period=period,
        calls=calls, calls_before=calls_of(world, before),
        incoming=incoming, incoming_before=incoming_of(world, before), rhythm=rhythm, rhythm_before=rhythm_of(world, before), load=load,
        pipeline=pipeline, closed=closed, closed_before=closed_of(world, before),
        accounts=accounts_to_look_at(world), network=network, mail=mail, scores=scores,
        around=around, competitors=competitors_of(world, period),
        sums=tuple(checked_sums(world, period, calls=calls, rhythm=rhythm, pipeline=pipeline, closed=closed, network=network, mail=mail, scores=scores, around=around)),
        left_out=(*_left_out(period, calls, rhythm, load, pipeline, closed, network, mail, scores), *_of_orders(incoming), *_of_wins(around)),
    )  # fmt: skip


def _left_out(
    period: ReportPeriod,
    calls: CallFigures,
    rhythm: RhythmFigures,
    load: LoadFigures,
    pipeline: PipelineFigures,
    closed: ClosedFigures,
    network: NetworkFigures,
    mail: MailFigures | None,
    scores: ScoreFigures,
) -> Iterator[str]:
    """What stands in no figure, or in some of them only, and what to fill in."""
    if calls.since and calls.since > period.last:
        yield f"The first call on record is of {on(calls.since)}, after these days: report on that week."
    since = calls.planned_since
    if calls.planned is not None and since and since > period.first:
        yield f"How many calls were planned is known from {on(since)} on: Planned has none of the days before."
    if calls.planned is None:
        yield "How many calls were planned is not known: this workbook did not keep it in those days."
    if calls.undated:
        yield f"{count(calls.undated, 'call has', 'calls have')} no day in When (Activities) and {_is(calls.undated)} not counted."
    yield from _strangers(calls, closed)
    if rhythm.resting:
        yield f"{count(rhythm.resting, 'due date')} of people who are not active any more {_is(rhythm.resting)} not counted."
    if rhythm.unknown:
        yield f"{count(rhythm.unknown, 'due date')} {_is(rhythm.unknown)} judged by the cadences first kept on Runs (CadenceChanges): how often was asked for before is not known."
    if load.nobodys:
        yield f"{count(load.nobodys, 'person who is due has', 'people who are due have')} no owner: fill Owner on Contacts or Accounts."
    yield from _amounts("open", pipeline.total)
    yield from _amounts("won", closed.won)
    yield from _amounts("lost", closed.lost)
    if pipeline.undated:
        yield f"{count(pipeline.undated, 'open deal has', 'open deals have')} no day in Created (Opportunities), so that nobody knows their age."
    if closed.undated:
        yield f"{count(closed.undated, 'deal is', 'deals are')} Won or Lost without a day in Closed (Opportunities) and stand{'s' if closed.undated == 1 else ''} in no period."
    if scores.by_history + scores.worked_out and not scores.before_known:
        yield f"Nobody has a score from before {on(period.first)}: People by band has nothing to compare with."
    if network.undated:
        yield f"{count(network.undated, 'person has', 'people have')} no day in Created (Contacts) and cannot count as new."
    if scores.by_history and scores.worked_out:
        yield f"History has no scores of these days for {count(scores.worked_out, 'person', 'people')}: theirs are worked out from the log."
    if mail and mail.unsure:
        yield f"{count(mail.unsure, 'letter')} failed or {_is(mail.unsure)} in doubt, without a day in Sent on (Outbox), and {_is(mail.unsure)} not counted."


def _of_orders(incoming: IncomingFigures) -> Iterator[str]:
    if incoming.without_amount:
        these = f"{incoming.without_amount:,} of {count(incoming.orders, 'order')}"
        yield f"{these} {'has' if incoming.without_amount == 1 else 'have'} no amount: what orders are worth is that of the others."
    if incoming.undated:
        yield f"{count(incoming.undated, 'order has', 'orders have')} no day in Date (Orders) and {_is(incoming.undated)} not counted."


def _of_wins(around: AroundWins) -> Iterator[str]:
    if around.nobodys:
        yield f"{count(around.nobodys, 'deal was', 'deals were')} won of nobody in the book (Opportunities names neither account nor contact): what happened around {'it' if around.nobodys == 1 else 'them'} is not known."


def _strangers(calls: CallFigures, closed: ClosedFigures) -> Iterator[str]:
    """Names that Team does not know, and calls and deals without a name."""
    names = {one.rep for one in calls.reps if not one.on_team} | {
        one.rep for one in closed.owners if not one.on_team
    }
    unknown = sorted(names - {""})
    if unknown:
        yield f"{count(len(unknown), 'name is', 'names are')} not on the sheet Team: {joined(unknown)}. They are counted under what stands there."
    nameless = sum(one.calls for one in calls.reps if not one.rep)
    if nameless:
        yield f"{count(nameless, 'call has', 'calls have')} nobody in By (Activities)."
    unowned = sum(one.won.deals + one.lost.deals for one in closed.owners if not one.rep)
    if unowned:
        yield f"{count(unowned, 'closed deal has', 'closed deals have')} nobody in Owner (Opportunities)."


def _amounts(which: str, found: DealSum) -> Iterator[str]:
    if found.without_amount:
        these = f"{found.without_amount:,} of {count(found.deals, f'{which} deal')}"
        yield f"{these} {'has' if found.without_amount == 1 else 'have'} no amount: the money is that of the others."


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
