"""What changed in a period, in five sentences at most: what a manager says first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from salesbook.domain.report.content import SalesReport
from salesbook.domain.report.deals import DealSum
from salesbook.domain.report.period import PeriodKind
from salesbook.domain.report.rhythm import DueDatesKept, LoadFigures
from salesbook.domain.report.scores import BandChange
from salesbook.schema import BANDS
from salesbook.util.wording import amount, count, without_year

_NO_DATA = BANDS[-1]


def what_changed_in(report: SalesReport) -> list[str]:
    """Calls, deals, due dates, scores and accounts, a sentence each; none where there is nothing to say."""
    return [*_calls(report), *_deals(report), *_due_dates(report), *_bands(report), *_accounts(report)]


def the_one_before(report: SalesReport) -> str:
    """What the period before is called: "the week before"."""
    kind, days = report.period.kind, report.period.days
    if kind is not PeriodKind.DAYS:
        return f"the {kind} before"
    return "the day before" if days == 1 else f"the {count(days, 'day')} before"


def worth(found: DealSum, currency: str) -> str:
    """What deals are worth together: "12,500 EUR"."""
    return f"{amount(found.amount)} {currency}".rstrip()


def _calls(report: SalesReport) -> Iterator[str]:
    now, before, planned = report.calls.calls, report.calls_before.calls, report.calls.planned
    if now or before or planned:
        listed = (
            ""
            if planned is None
            else f" of {planned:,} planned"
            if not _extra(report)
            else f"; {planned:,} were planned"
        )
        against = (
            f", {_more(now - before)} {the_one_before(report)} ({before:,})"
            if _had_begun(report, report.calls.since)
            else ""
        )
        yield f"{count(now, 'call')}{listed}{against}{_came_in(report)}."
    elif report.incoming.calls:
        yield f"No calls of ours{_came_in(report)}."


def _came_in(report: SalesReport) -> str:
    calls = report.incoming.calls
    return f"; they rang or came {'once' if calls == 1 else f'{calls:,} times'}" if calls else ""


def _extra(report: SalesReport) -> int:
    return sum(one.extra for one in report.calls.reps)


def _had_begun(report: SalesReport, since: date | None) -> bool:
    """Whether a record that begins on that day reaches into the period before, so that there is something to compare with."""
    return since is not None and since <= report.period.before.last


def _more(difference: int) -> str:
    if not difference:
        return "as many as"
    return f"{abs(difference):,} {'more' if difference > 0 else 'fewer'} than"


def _deals(report: SalesReport) -> Iterator[str]:
    won, lost, before = report.closed.won, report.closed.lost, report.closed_before.won
    orders = _orders(report)
    if not (won.deals or lost.deals or before.deals):
        if orders:
            yield f"{orders}."
        return
    told = f"Won {count(won.deals, 'deal')}{_worth(won, report)}"
    if _had_begun(report, report.closed.since):
        told += f" ({the_one_before(report)}: {before.deals:,}{_worth(before, report)})"
    if lost.deals:
        told += f", lost {lost.deals:,}{_worth(lost, report)}"
    named = [one for one in report.closed.reasons if one.reason]
    told += f"; most often for “{named[0].reason}” ({named[0].sum.deals:,})" if named else ""
    yield f"{told}. {orders}." if orders else f"{told}."


def _orders(report: SalesReport) -> str:
    """What was ordered, and before; "" where nothing was in either."""
    now, before = report.incoming, report.incoming_before
    if not (now.orders or before.orders):
        return ""
    told = count(now.orders, "order") + _money(now.amount, report)
    if _had_begun(report, now.since):
        told += f" ({the_one_before(report)}: {before.orders:,}{_money(before.amount, report)})"
    return told


def _money(value: float, report: SalesReport) -> str:
    return f" worth {amount(round(value))} {report.currency}".rstrip() if value else ""


def _worth(found: DealSum, report: SalesReport) -> str:
    return f" worth {worth(found, report.currency)}" if found.amount else ""


def _due_dates(report: SalesReport) -> Iterator[str]:
    now, before = report.rhythm.total, report.rhythm_before.total
    if not now.due:
        return
    was = f"; {the_one_before(report)}: {before.on_time:,} of {before.due:,}" if before.due else ""
    yield f"{now.on_time:,} of {count(now.due, 'due date')} kept in time{_by_what(now)}{was}. {now.missed:,} missed, {now.open:,} still open."


def _by_what(found: DueDatesKept) -> str:
    """By which touches due dates were kept in time, since they are more than calls."""
    if not found.on_time:
        return ""
    return (
        f", {found.on_time_by_call:,} by calls and {found.on_time - found.on_time_by_call:,} by other touches"
    )


def how_kept(found: DueDatesKept) -> str:
    """What the due dates of a rep count, beside the calls; "" without one."""
    if not found.due:
        return ""
    told = "Due dates of the rep's people; any touch keeps one, a colleague's too."
    calls, others = found.on_time_by_call, found.on_time - found.on_time_by_call
    return f"{told} On time: {calls:,} by calls, visits and meetings, {others:,} by other touches, such as answers and orders."


def due_before_today(load: LoadFigures) -> str:
    """How many are due besides those of the weeks ahead, and how many of them Home calls overdue beyond grace."""
    if not load.overdue:
        return "Nobody has been due since before today."
    told = count(load.overdue, "person", "people")
    return f"Not among them: {told} due before today, {load.past_grace:,} of them beyond grace, those never touched too."


def how_overdue(load: LoadFigures) -> str:
    """Why Home has another number of people overdue than relationships by kind."""
    return (
        f"Overdue: past Grace days, whoever was touched before. Home's {load.past_grace:,} overdue beyond grace are those who may be called, "
        "with those never touched."
    )


def how_scored(report: SalesReport) -> str:
    """As of when the bands at the end are, and in how many Contacts shows others."""
    found, now = report.scores, report.period.last == report.today
    when = f"Scores as of {without_year(report.period.last)}{', worked out anew' if now else ''}."
    shown = count(found.other_bands, "other band") if found.other_bands else ""
    blank = f"none yet for {count(found.unscored, 'person', 'people')}" if found.unscored else ""
    others = " and ".join(filter(None, (shown, blank)))
    if not others:
        return f"{when} Contacts shows the same bands."
    return f"{when} Contacts shows {others}{' until the next Today' if now else ', as of the last Today'}."


def _bands(report: SalesReport) -> Iterator[str]:
    changes = report.scores.changes if report.scores.before_known else ()
    up, down = _people(changes, rising=True), _people(changes, rising=False)
    out_of = sum(one.people for one in changes if one.before == _NO_DATA)
    into = sum(one.people for one in changes if one.after == _NO_DATA)
    if up or down or out_of or into:
        told = f"{count(down, 'person', 'people')} came into a lower band, {up:,} into a higher one"
        told += f", {out_of:,} out of {_NO_DATA}" if out_of else ""
        yield told + (f", {into:,} into {_NO_DATA}." if into else ".")


def _people(changes: tuple[BandChange, ...], *, rising: bool) -> int:
    """How many rose or fell; BANDS begin with the best, and who had no data before has not risen."""
    known = [one for one in changes if _NO_DATA not in {one.before, one.after}]
    return sum(one.people for one in known if (BANDS.index(one.after) < BANDS.index(one.before)) == rising)


def _accounts(report: SalesReport) -> Iterator[str]:
    found = report.accounts
    if found.slipping_in_all:
        first = found.slipping[0]
        most = f"{first.account} most" if found.slipping_in_all > 1 else first.account
        yield f"{count(found.slipping_in_all, 'account slips', 'accounts slip')}: {most} ({first.before:.0f} to {first.now:.0f} in 30 days)."
