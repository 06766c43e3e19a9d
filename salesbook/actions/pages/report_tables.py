"""A sales report as tables of text: the same for its page and for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from salesbook.actions.pages.figures import ReportTable
from salesbook.domain.report.calls import NOBODY, DayCalls
from salesbook.domain.report.changes import (
    due_before_today,
    how_kept,
    how_overdue,
    how_scored,
    the_one_before,
)
from salesbook.domain.report.content import SalesReport
from salesbook.domain.report.relationships import MOST_NAMED
from salesbook.domain.report.rhythm import DueDatesKept
from salesbook.domain.report.scores import ScoreFigures
from salesbook.domain.report.stalling import competitors_seen_in, span_named, where_it_stalls
from salesbook.util.weeks import monday_of
from salesbook.util.wording import MONTHS, amount, count, without_year

_DAYS_SHOWN, _WEEKS_SHOWN = 14, 26  # more days are shown as weeks, more weeks as months


def report_tables(report: SalesReport) -> list[list[ReportTable]]:
    """All tables of a report in their order; those in a list stand side by side."""
    return [
        [_calls(report)],
        [_outcomes(report), _days(report)],
        [_incoming(report)],
        [_due_by("Rep", report.rhythm.by_rep(), report)],
        [_due_by("Cadence", report.rhythm.by_cadence(), report)],
        [_ahead(report)],
        [_stages(report)],
        [_expected(report), _reasons(report)],
        [_closed(report)],
        [_slipping(report)],
        [_hanging(report)],
        [_network(report)],
        *([[_mailings(report)]] if report.mail else []),
        [_around_wins(report)],
        *([[_competitors(report)]] if report.competitors else []),
        [_bands(report), _movers(report)],
    ]


def _calls(report: SalesReport) -> ReportTable:
    found = report.calls
    reps = [one for one in found.reps if one.rep or one.calls or one.planned]  # nobody's list may be empty
    most = max((max(one.calls, one.planned or 0) for one in reps), default=0)
    return ReportTable(
        "Calls made against planned, by rep",
        "Activities, Out: Call, Visit, Meeting. Planned: the lines of the call lists; made: from those lines; extra: others.",
        ("Rep", "Planned", "Made", "Extra", "All", "Reached", "Meetings booked"),
        [
            (one.rep or NOBODY, _known(one.planned), *map(_n, (one.made, one.extra, one.calls, one.reached, one.meetings)))
            for one in reps
        ],
        ("All", _known(found.planned), *(
            _n(sum(getattr(one, name) for one in reps)) for name in ("made", "extra", "calls", "reached", "meetings")
        )),
        _bars([one.calls for one in reps], most),
        more="" if reps else "Nobody stands on the sheet Team yet.",
    )  # fmt: skip


def _outcomes(report: SalesReport) -> ReportTable:
    found = report.calls.outcomes
    calls = [one.calls for one in found]
    return ReportTable(
        "How calls ended", "Activities: Outcome; blank is Reached.", ("Outcome", "Calls"),
        [(one.outcome, _n(one.calls)) for one in found], ("All", _n(sum(calls))), _bars(calls, max(calls, default=0)),
        more="" if found else "No calls in these days.",
    )  # fmt: skip


def _days(report: SalesReport) -> ReportTable:
    spans = _spans(report.calls.days) if report.calls.calls else []
    calls = [one.calls for _, one in spans]
    return ReportTable(
        "Calls by day" if len(report.calls.days) <= _DAYS_SHOWN else "Calls over time", "Activities: When.",
        ("", "Calls", "Reached"), [(name, _n(one.calls), _n(one.reached)) for name, one in spans],
        ("All", _n(sum(calls)), _n(report.calls.reached)), _bars(calls, max(calls, default=0)),
        more="" if spans else "No calls in these days.",
    )  # fmt: skip


def _incoming(report: SalesReport) -> ReportTable:
    now, before = report.incoming, report.incoming_before
    return ReportTable(
        "What came from customers",
        "Activities, In: Call, Visit, Meeting, by When. Orders by Date.",
        ("", "In these days", the_one_before(report).capitalize()),
        [
            ("Their calls, visits and meetings", _n(now.calls), _n(before.calls)),
            ("Orders", _n(now.orders), _n(before.orders)),
            (_in(report, "Worth"), amount(now.amount), amount(before.amount)),
            ("Customers who ordered", _n(now.customers), _n(before.customers)),
        ],
    )


def _spans(days: Sequence[DayCalls]) -> list[tuple[str, DayCalls]]:
    """Days with their names; weeks (from Monday) or months where there are many."""
    if len(days) <= _DAYS_SHOWN:
        return [(f"{one.day:%a} {without_year(one.day)}", one) for one in days]
    weeks = len(days) <= 7 * _WEEKS_SHOWN
    found: dict[str, DayCalls] = {}
    for one in days:
        first = monday_of(one.day) if weeks else one.day.replace(day=1)
        name = f"week of {without_year(first)}" if weeks else f"{MONTHS[first.month - 1][:3]} {first.year}"
        so_far = found.get(name, DayCalls(first, 0, 0))
        found[name] = DayCalls(first, so_far.calls + one.calls, so_far.reached + one.reached)
    return list(found.items())


def _due_by(what: str, rows: Sequence[DueDatesKept], report: SalesReport) -> ReportTable:
    name = what.lower()
    total = report.rhythm.total
    return ReportTable(
        f"Due dates kept, by {name}",
        f"Due in these days, as they stand on {without_year(report.today)}. Late: up to one interval; extra: touches that no due date asked for.",
        (what, "Due", "On time", "Late", "Missed", "Open", "Extra", "On time, %"),
        [(getattr(one, name) or NOBODY, *_due_cells(one)) for one in rows],
        ("All", *_due_cells(total)) if rows else (),
        more=how_kept(total) if rows else "Nothing fell due in these days.",
    )


def _due_cells(one: DueDatesKept) -> Iterator[str]:
    yield from map(_n, (one.due, one.on_time, one.late, one.missed, one.open, one.extra))
    yield _percent(one.on_time, one.due)


def _ahead(report: SalesReport) -> ReportTable:
    load = report.load
    return ReportTable(
        "Due and capacity ahead",
        "Due: Next due of Contacts who may be called. Possible: Calls per day of Team, on working days, absences left out.",
        ("Days", "Due", "Calls possible", "Due, % of possible"),
        [
            (f"{without_year(one.first)} to {without_year(one.last)}", _n(one.due), _n(one.possible), _percent(one.due, one.possible))
            for one in load.weeks
        ],
        bars=_bars([one.due for one in load.weeks], max((max(one.due, one.possible) for one in load.weeks), default=0)),
        more=due_before_today(load),
    )  # fmt: skip


def _stages(report: SalesReport) -> ReportTable:
    found = report.pipeline
    return ReportTable(
        "Pipeline by stage", f"Opportunities that are open on {without_year(report.today)}.",
        ("Stage", "Deals", _in(report, "Amount"), "Median age, days"),
        [
            (one.stage or "(no stage)", _n(one.sum.deals), amount(one.sum.amount), "" if one.age is None else f"{one.age:,.0f}")
            for one in found.stages
        ],
        ("All", _n(found.total.deals), amount(found.total.amount), ""),
        _bars([one.sum.amount for one in found.stages], max((one.sum.amount for one in found.stages), default=0)),
        more="" if found.stages else "No deal is open.",
    )  # fmt: skip


def _expected(report: SalesReport) -> ReportTable:
    found = [one for one in report.pipeline.expected if one.sum.deals]
    return ReportTable(
        "Expected to close", "Opportunities: Expected close; past: it should have closed.",
        ("When", "Deals", _in(report, "Amount")),
        [(one.when, _n(one.sum.deals), amount(one.sum.amount)) for one in found],
        ("All", _n(report.pipeline.total.deals), amount(report.pipeline.total.amount)) if found else (),
        more="" if found else "No deal is open.",
    )  # fmt: skip


def _closed(report: SalesReport) -> ReportTable:
    found = report.closed
    took = (
        ""
        if found.days_to_win is None
        else f"Half of the deals won took {count(round(found.days_to_win), 'day')} or less."
    )
    return ReportTable(
        "Won and lost, by rep", "Opportunities closed in these days, by Owner.",
        ("Rep", "Won", _in(report, "Won"), "Lost", _in(report, "Lost"), "Won, %"),
        [
            (
                one.rep or NOBODY, _n(one.won.deals), amount(one.won.amount), _n(one.lost.deals), amount(one.lost.amount),
                _percent(one.won.deals, one.won.deals + one.lost.deals),
            )
            for one in found.owners
        ],
        (
            "All", _n(found.won.deals), amount(found.won.amount), _n(found.lost.deals), amount(found.lost.amount),
            _percent(found.won.deals, found.won.deals + found.lost.deals),
        ) if found.owners else (),
        _bars([one.won.amount for one in found.owners], max((one.won.amount for one in found.owners), default=0)),
        more=took if found.owners else "No deal was won or lost in these days.",
    )  # fmt: skip


def _reasons(report: SalesReport) -> ReportTable:
    found = report.closed.reasons
    return ReportTable(
        "Why deals were lost", "Opportunities: Lost reason.", ("Reason", "Deals", _in(report, "Amount")),
        [(one.reason or "(no reason)", _n(one.sum.deals), amount(one.sum.amount)) for one in found],
        ("All", _n(report.closed.lost.deals), amount(report.closed.lost.amount)) if found else (),
        more="" if found else "No deal was lost in these days.",
    )  # fmt: skip


def _bands(report: SalesReport) -> ReportTable:
    found = report.scores
    return ReportTable(
        "Scores", "Active people by Band, as the days began and at the end; scores are those of History.", ("Band", "Before", "At the end", "Change"),
        [
            (one.band, _n(one.before), _n(one.after), _signed(one.after - one.before)) if found.before_known else (one.band, "", _n(one.after), "")
            for one in found.bands
        ],
        ("All", _n(sum(one.before for one in found.bands)) if found.before_known else "", _n(sum(one.after for one in found.bands)), ""),
        more=" ".join(filter(None, (_moved(found), how_scored(report)))),
    )  # fmt: skip


def _moved(found: ScoreFigures) -> str:
    """From which bands to which others people came."""
    if not found.before_known:
        return ""
    moved = "; ".join(f"{one.before} to {one.after}: {one.people:,}" for one in found.changes)
    return f"{moved}." if moved else "Nobody came into another band."


def _movers(report: SalesReport) -> ReportTable:
    found = report.scores
    rows = [*found.risers, *found.fallers]
    told = f"{count(found.rising, 'person', 'people')} rose by 5 points or more, {found.falling:,} fell."
    return ReportTable(
        "Whose score changed most", "History: by 5 points or more in these days.", ("Person", "Before", "At the end", "Change"),
        [(one.name, f"{one.before:.1f}", f"{one.after:.1f}", _points(one.after - one.before)) for one in rows],
        more=told if rows else "Nobody's score changed by 5 points or more.",
    )  # fmt: skip


def _slipping(report: SalesReport) -> ReportTable:
    found = report.accounts
    return ReportTable(
        "Accounts that slip", "Accounts: Momentum fell by 5 or more in 30 days.",
        ("Account", "Owner", "Why", "Before", "Now", "Change"),
        [
            (one.account, one.owner, one.why, f"{one.before:.0f}", f"{one.now:.0f}", _signed(round(one.now) - round(one.before)))
            for one in found.slipping
        ],
        words=3, more=_rest(len(found.slipping), found.slipping_in_all, "No account slips."),
    )  # fmt: skip


def _hanging(report: SalesReport) -> ReportTable:
    found = report.accounts
    return ReportTable(
        "Accounts that hang on one person", "Accounts: Hangs on, the most valuable first.",
        ("Account", "Owner", "Hangs on", _in(report, "Annual value")),
        [(one.account, one.owner, one.hangs_on, "" if one.value is None else amount(one.value)) for one in found.hanging],
        words=3, more=_rest(len(found.hanging), found.hanging_in_all, "No account hangs on one person."),
    )  # fmt: skip


def _network(report: SalesReport) -> ReportTable:
    names = (
        "people", "in_rhythm", "overdue", "never_touched", "no_cadence", "new", "lost", "new_90_days", "lost_90_days",
    )  # fmt: skip
    found = report.network.kinds
    return ReportTable(
        "Relationships by kind",
        "Contacts that are active; new by Created, lost by the outcomes Left the company, Wrong number, Do not call again. "
        "New and lost: in these days, and in the last 90.",
        ("Kind", "People", "In rhythm", "Overdue", "Never touched", "No cadence", "New", "Lost", "New in 90", "Lost in 90"),
        [(one.kind or "(no kind)", *(_n(getattr(one, name)) for name in names)) for one in found],
        ("All", *(_n(sum(getattr(one, name) for one in found)) for name in names)) if found else (),
        more=how_overdue(report.load) if found else "No person is active, new or lost.",
    )  # fmt: skip


def _mailings(report: SalesReport) -> ReportTable:
    found = report.mail.mailings if report.mail else ()
    return ReportTable(
        "Mailings and their answers", "Outbox: Sent on in these days, as the letters stand today.",
        ("Mailing", "Sent", "Answered", "Came back", "Opted out", "Answered, %"),
        [
            (
                " · ".join(filter(None, (one.mailing_id, one.title))) or "Letters of their own", _n(one.sent),
                _n(one.replied), _n(one.bounced), _n(one.unsubscribed),
                "" if one.answer_share is None else f"{100 * one.answer_share:.0f}",
            )
            for one in found
        ],
        ("All", *(_n(sum(getattr(one, name) for one in found)) for name in ("sent", "replied", "bounced", "unsubscribed")), "")
        if found else (),
        more="" if found else "No letter was sent in these days.",
    )  # fmt: skip


def _rest(shown: int, in_all: int, none: str) -> str:
    if not in_all:
        return none
    return f"And {in_all - shown:,} more." if in_all > shown else ""


def _n(number: int) -> str:
    return f"{number:,}"


def _known(number: int | None) -> str:
    return "?" if number is None else _n(number)


def _signed(change: int) -> str:
    return f"{change:+,}".replace("-", "−") if change else "0"


def _points(change: float) -> str:
    return f"{change:+.1f}".replace("-", "−")


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}" if whole else ""


def _bars(values: Iterable[float], most: float) -> list[float]:
    return [max(0.0, value / most) if most > 0 else 0.0 for value in values]


def _in(report: SalesReport, what: str) -> str:
    return f"{what}, {report.currency}" if report.currency else what


def _around_wins(report: SalesReport) -> ReportTable:
    spans = report.around.spans if report.around.wins else ()
    weekly = [one.a_week or 0.0 for one in spans]
    return ReportTable(
        "Touches around wins", "Opportunities: Closed of those won, else first Orders. Activities that reached somebody, without newsletters.",
        ("Days from the win", "Touches", "People touched", "A week at 100 customers"),
        [(span_named(one), _n(one.touches), _n(one.people), "" if one.a_week is None else f"{one.a_week:,.0f}") for one in spans],
        ("All", _n(report.around.touches), "", ""), _bars(weekly, max(weekly, default=0)), more=where_it_stalls(report.around),
    )  # fmt: skip


def _competitors(report: SalesReport) -> ReportTable:
    seen = report.competitors.lately if report.competitors else ()
    return ReportTable(
        "Competitors seen", "Front line: Type Competitor seen.", ("Account", "By", "When", "Heard"),
        [(one.account or "(no account)", one.by, without_year(one.day) if one.day else "", one.heard) for one in seen[:MOST_NAMED]],
        words=4, more=competitors_seen_in(report),
    )  # fmt: skip
