"""The figures of a week's report as rows of ReportFigures, from which the sheet Report makes its page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from salesbook.domain.report.calls import NOBODY, calls_by_week, outcomes_by_day
from salesbook.domain.report.changes import due_before_today, how_kept, how_scored, what_changed_in
from salesbook.domain.report.content import SalesReport
from salesbook.domain.report.stalling import competitors_seen_in, span_named, where_it_stalls
from salesbook.domain.world import World
from salesbook.schema import OUTCOME_GROUPS, REPORT_BLOCKS, REPORT_FIGURES, REPORT_SUMS
from salesbook.tables.plan import Append, Change, Message, Plan, Set, Value
from salesbook.util.weeks import monday_of
from salesbook.util.wording import count, on, without_year

_TEXTS = ("Text", "More", "Owner", "Account ID", "Day")


@dataclass(frozen=True)
class PageLine:
    """A line of the page: its text, its figures in the order of its block, and what else stands there."""

    text: str
    figures: Sequence[float | None] = ()
    more: str = ""
    owner: str = ""
    account_id: str = ""
    day: object = None

    def cells(self) -> list[Value]:
        """In the order of the columns of ReportFigures, behind Line."""
        blank = [None] * (len(REPORT_FIGURES.columns) - 1 - len(_TEXTS) - len(self.figures))
        told = [text or None for text in (self.text, self.more, self.owner, self.account_id)]
        return [*told, self.day, *self.figures, *blank]  # type: ignore[list-item]  # a day is a value


def plan_report_sheet(world: World, report: SalesReport) -> Plan:
    """Every line of the sheet as the report of a week has it; a line that somebody took out of the table comes back."""
    lines = page_lines(world, report)
    there = set(world.frames["ReportFigures"].index)
    names = [column.name for column in REPORT_FIGURES.columns[1:]]
    cells = {name: line.cells() for name, line in lines.items()}
    known = [name for name in lines if name in there]
    changes: list[Change] = []
    if known:
        by_column = zip(*(cells[line] for line in known), strict=True)
        changes.append(Set("ReportFigures", known, dict(zip(names, by_column, strict=True))))
    lost = [
        {"Line": name, **dict(zip(names, cells[name], strict=True))} for name in lines if name not in there
    ]
    changes += [Append("ReportFigures", lost)] if lost else []
    return Plan(tuple(changes), messages=(Message(report_sentence(report)),))


def report_sentence(report: SalesReport) -> str:
    """What a click answers."""
    planned, due, won = report.calls.planned, report.rhythm.total, report.closed.won
    calls = count(report.calls.calls, "call") + ("" if planned is None else f" ({planned:,} planned)")
    kept = (
        f", {due.on_time:,} of {count(due.due, 'due date')} in time ({due.on_time_by_call:,} by calls)"
        if due.due
        else ""
    )
    return f"Report shows {report.period.title}: {calls}{kept}, {count(won.deals, 'deal')} won."


def page_lines(world: World, report: SalesReport) -> dict[str, PageLine]:
    """All lines of the page by their names in ReportFigures, blank ones too."""
    found = {
        "Period": _period(report), "Changed": [PageLine(text) for text in what_changed_in(report)],
        "Calls": _shortened("Calls", _calls(report)), "Kept": [PageLine(how_kept(report.rhythm.total))],
        "Day": _days(world, report), "Week": _weeks(world, report),
        "Stage": _shortened("Stage", _stages(report)), "Close": _close(report), "Lost": _shortened("Lost", _lost(report)),
        "Closed": _shortened("Closed", _closed(report)), "Cadence": _shortened("Cadence", _cadences(report)),
        "Ahead": _ahead(report), "Band": _bands(report),
        "Overdue": [PageLine(due_before_today(report.load))], "Scored": [PageLine(how_scored(report))],
        "Slipping": _first("Slipping", list(_slipping(report)), report.accounts.slipping_in_all),
        "Hanging": _first("Hanging", list(_hanging(report)), report.accounts.hanging_in_all),
        "Kind": _shortened("Kind", _kinds(report)), "Mailing": _shortened("Mailing", _mailings(report)),
        "Around": _around(report), "Span": _spans(report), "Stall": [PageLine(where_it_stalls(report.around))],
        "Competitor": _first("Competitor", list(_competitors(report)), len(report.competitors.lately) if report.competitors else 0),
        "Seen": [PageLine(competitors_seen_in(report))],
        "Note": [PageLine(" ".join(report.left_out))], "Sum": _sums(report),
    }  # fmt: skip
    lines: dict[str, PageLine] = {}
    for block in REPORT_BLOCKS.values():
        rows = list(found[block.name])
        rows += [PageLine("")] * (block.lines - len(rows))
        lines |= {block.line(number): row for number, row in enumerate(rows, 1)}
    return lines


def _shortened(block: str, rows: Iterable[PageLine]) -> list[PageLine]:
    """As many as the block has lines; in the last one the sums of those that have none, so that totals agree."""
    found, room = list(rows), REPORT_BLOCKS[block].lines
    if len(found) <= room:
        return found
    shown, rest = found[: room - 1], found[room - 1 :]
    sums = [_sum(figures) for figures in zip(*(row.figures for row in rest), strict=True)]
    if block == "Stage":  # medians cannot be added
        sums[-1] = None
    return [*shown, PageLine(count(len(rest), "other"), sums)]


def _first(block: str, rows: Sequence[PageLine], in_all: int) -> list[PageLine]:
    """The first of them, and how many more there are."""
    room = REPORT_BLOCKS[block].lines
    if in_all <= room:
        return list(rows)
    return [*rows[: room - 1], PageLine(f"And {in_all - room + 1:,} more.")]


def _sum(figures: Iterable[float | None]) -> float | None:
    known = [figure for figure in figures if figure is not None]
    return sum(known) if known else None


def _period(report: SalesReport) -> list[PageLine]:
    told = f"How things stand: on {on(report.today)}."
    return [PageLine(report.period.title, more=told, day=monday_of(report.period.first))]


def _calls(report: SalesReport) -> Iterator[PageLine]:
    kept = {one.rep: one for one in report.rhythm.by_rep()}
    for one in report.calls.reps:
        due = kept.pop(one.rep, None)
        if one.rep or one.calls or one.planned or due:
            figures = one.planned, one.made, one.extra, one.reached, one.meetings
            yield PageLine(
                one.rep or NOBODY, [*figures, *((due.on_time, due.late, due.missed) if due else (0, 0, 0))]
            )
    for rep, due in kept.items():
        planned = None if report.calls.planned is None else 0
        yield PageLine(rep or NOBODY, [planned, 0, 0, 0, 0, due.on_time, due.late, due.missed])


def _days(world: World, report: SalesReport) -> Iterator[PageLine]:
    for day, found in outcomes_by_day(world, report.period).items():
        yield PageLine(f"{day:%a} {day.day}", [found[group] for group in OUTCOME_GROUPS], day=day)


def _weeks(world: World, report: SalesReport) -> Iterator[PageLine]:
    for one in calls_by_week(world, monday_of(report.period.first), REPORT_BLOCKS["Week"].lines):
        yield PageLine(without_year(one.monday), [one.planned, one.calls], day=one.monday)


def _stages(report: SalesReport) -> Iterator[PageLine]:
    for one in report.pipeline.stages:
        yield PageLine(one.stage or "(no stage)", [one.sum.deals, one.sum.amount, one.age])


def _close(report: SalesReport) -> Iterator[PageLine]:
    for one in report.pipeline.expected:
        yield PageLine(one.when[0].upper() + one.when[1:], [one.sum.deals, one.sum.amount])


def _lost(report: SalesReport) -> Iterator[PageLine]:
    for one in report.closed.reasons:
        yield PageLine(one.reason or "(no reason)", [one.sum.deals, one.sum.amount])


def _closed(report: SalesReport) -> Iterator[PageLine]:
    for one in sorted(report.closed.owners, key=lambda one: -one.won.amount):
        yield PageLine(one.rep or NOBODY, [one.won.deals, one.won.amount, one.lost.deals])


def _cadences(report: SalesReport) -> Iterator[PageLine]:
    for one in report.rhythm.by_cadence():
        yield PageLine(
            one.cadence or "(no cadence)", [one.due, one.on_time, one.late, one.missed, one.open, one.extra]
        )


def _ahead(report: SalesReport) -> Iterator[PageLine]:
    for one in report.load.weeks:
        yield PageLine(
            f"{without_year(one.first)} to {without_year(one.last)}", [one.due, one.possible], day=one.first
        )


def _bands(report: SalesReport) -> Iterator[PageLine]:
    for one in report.scores.bands:
        yield PageLine(one.band, [one.before if report.scores.before_known else None, one.after])


def _slipping(report: SalesReport) -> Iterator[PageLine]:
    for one in report.accounts.slipping:
        yield PageLine(one.account, [round(one.before), round(one.now)], one.why, one.owner, one.account_id)


def _hanging(report: SalesReport) -> Iterator[PageLine]:
    for one in report.accounts.hanging:
        yield PageLine(one.account, [one.value], one.hangs_on, one.owner, one.account_id)


def _kinds(report: SalesReport) -> Iterator[PageLine]:
    for one in report.network.kinds:
        yield PageLine(one.kind or "(no kind)", [
            one.people, one.in_rhythm, one.overdue, one.never_touched, one.no_cadence, one.new, one.lost, one.new_90_days, one.lost_90_days,
        ])  # fmt: skip


def _mailings(report: SalesReport) -> Iterator[PageLine]:
    for one in report.mail.mailings if report.mail else ():
        name = " · ".join(filter(None, (one.mailing_id, one.title))) or "Letters of their own"
        yield PageLine(name, [one.sent, one.replied, one.bounced, one.unsubscribed])


def _around(report: SalesReport) -> Iterator[PageLine]:
    for at, one in enumerate(report.around.days):
        name = f"{one.day:+}".replace("-", "−") if one.day else "Win"
        yield PageLine(name, [one.touches, one.people, one.wins, *report.around.at_100(at)])


def _spans(report: SalesReport) -> Iterator[PageLine]:
    for one in report.around.spans:
        yield PageLine(span_named(one), [one.touches, one.people, one.a_week])


def _competitors(report: SalesReport) -> Iterator[PageLine]:
    for one in report.competitors.lately if report.competitors else ():
        heard = f"{without_year(one.day)}: {one.heard}" if one.day else one.heard
        yield PageLine(one.account or "(no account)", (), heard, one.by, one.account_id, one.day)


def _sums(report: SalesReport) -> Iterator[PageLine]:
    known = {one.name: one.table for one in report.sums}
    for name in REPORT_SUMS:
        yield PageLine(name, [round(known[name], 2) if name in known else None])
