"""What is said about touches around wins, and about competitors seen."""

from __future__ import annotations

from salesbook.domain.report.around_wins import AroundWins, SpanAroundWins
from salesbook.domain.report.content import SalesReport
from salesbook.util.wording import count


def span_named(span: SpanAroundWins) -> str:
    """Such as "30 days before", "Day of the win", "Days 31 to 90"."""
    if span.last < 0:
        return f"{-span.first} days before"
    return f"Days {span.first} to {span.last}" if span.last else "Day of the win"


def where_it_stalls(around: AroundWins) -> str:
    """How often customers are touched before a win, and when first less than half as often."""
    if not around.wins:
        return "No deal was won yet, and nobody has ordered."
    wins = (
        count(around.wins, "first order") if around.by_orders else count(around.wins, "deal won", "deals won")
    )
    before, gone = around.spans[0].a_week, around.lets_go
    if before is None:
        return f"{wins}; what happened before is not on record."
    young = f" Days that fewer than {around.fewest} have reached are not drawn." if around.fewest > 1 else ""
    told = f"{wins}; in the {-around.spans[0].first} days before 100 customers are touched {before:,.0f} times a week"
    if not before:
        return f"{told}.{young}"
    if gone is None:
        return f"{told}, and later never less than half as often.{young}"
    return f"{told}, in days {gone.first} to {gone.last} {gone.a_week or 0:,.0f} times: there it is let go.{young}"


def competitors_seen_in(report: SalesReport) -> str:
    """How many notes of the period tell of a competitor."""
    found = report.competitors
    if found is None:
        return ""
    return f"{count(found.in_period, 'note')} of these days, {len(found.lately):,} in half a year; the latest stand here."
