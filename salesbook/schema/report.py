"""The sheet Report: the week that it shows, and the figures behind its page, a line of the page a row."""

from __future__ import annotations

from dataclasses import dataclass

from salesbook.schema.forgetting import Forget
from salesbook.schema.types import Column, Table, Type, ours

MOST_FIGURES = 9


@dataclass(frozen=True)
class ReportBlock:
    """A block of the page: how many lines it has, and what the figures of a line are, from the first on.

    `first`: what the Text of a line is, which stands before its figures; "" where the block is no table.
    """

    name: str
    lines: int
    first: str = ""
    figures: tuple[str, ...] = ()

    def line(self, number: int) -> str:
        """What its line of that number, from 1, is called in ReportFigures."""
        return f"{self.name} {number}"

    def column(self, figure: str) -> str:
        """The column of ReportFigures in which a figure stands."""
        return figure_column(self.figures.index(figure) + 1)


def figure_column(number: int) -> str:
    """The column of a line's figure of that number, from 1."""
    return f"Figure {number}"


OUTCOME_GROUPS = ("Reached", "Meeting booked", "Message left", "No answer", "Other")
# Sums that are compared: what the page shows against what the sheets had.
REPORT_SUMS = (
    "calls by rep", "calls by day", "calls planned", "due dates by cadence", "open deals by stage", "open money by stage",
    "open deals by expected close", "open money by expected close", "won deals by rep", "won money by rep",
    "lost deals by rep", "lost deals by reason", "lost money by reason", "people by band", "people by kind", "letters by mailing",
    "touches around wins",
)  # fmt: skip

REPORT_BLOCKS: dict[str, ReportBlock] = {
    block.name: block
    for block in (
        ReportBlock("Period", 1),
        ReportBlock("Changed", 5),
        ReportBlock("Calls", 8, "Rep", ("Planned", "Made", "Extra", "Reached", "Meetings", "On time", "Late", "Missed")),
        ReportBlock("Kept", 1),
        ReportBlock("Day", 7, "Day", OUTCOME_GROUPS),
        ReportBlock("Week", 8, "Week from", ("Planned", "Made")),
        ReportBlock("Stage", 6, "Stage", ("Deals", "Amount", "Median age")),
        ReportBlock("Close", 5, "Closes", ("Deals", "Amount")),
        ReportBlock("Lost", 5, "Reason", ("Deals", "Amount")),
        ReportBlock("Closed", 5, "Rep", ("Won", "Worth", "Lost")),
        ReportBlock("Cadence", 8, "Cadence", ("Due", "On time", "Late", "Missed", "Open", "Extra")),
        ReportBlock("Ahead", 4, "Days", ("Due", "Possible")),
        ReportBlock("Band", 4, "Band", ("Before", "At the end")),
        ReportBlock("Overdue", 1),
        ReportBlock("Scored", 1),
        ReportBlock("Slipping", 5, "Account", ("Before", "Now")),
        ReportBlock("Hanging", 5, "Account", ("Annual value",)),
        ReportBlock("Kind", 6, "Kind", (
            "People", "In rhythm", "Overdue", "Never touched", "No cadence", "New", "Lost", "New in 90 days", "Lost in 90 days",
        )),
        ReportBlock("Mailing", 3, "Mailing", ("Sent", "Answered", "Came back", "Opted out")),
        ReportBlock("Around", 211, "Day", ("Touches", "People", "Wins", "At 100", "Touches at 100, a week's mean", "People at 100, a week's mean")),
        ReportBlock("Span", 5, "Days from the win", ("Touches", "People", "A week at 100")),
        ReportBlock("Stall", 1),
        ReportBlock("Competitor", 5, "Account"),
        ReportBlock("Seen", 1),
        ReportBlock("Note", 1),
        ReportBlock("Sum", len(REPORT_SUMS), "Sum", ("Sheet",)),
    )
}  # fmt: skip

REPORT_WEEK = Table(
    "ReportWeek", "Report", "The week that the sheet Report shows.",
    part="report", users="managers", later=True, since=2,
    contents="The week on three pages, for whoever manages.",
    forget=Forget.WORDS,
    imported=False,
    columns=(
        Column("Week from", Type.DATE, "The Monday of the week to show: the last full week until you type another over it, then click Report. "
               "Blank: the last full week again.", width=9, later=True, since=2),
    ),
)  # fmt: skip

REPORT_FIGURES = Table(
    "ReportFigures", "Report", "The figures behind the page, a line of it a row. Filled in by: report",
    key="Line", part="report", users="managers", ours=True, later=True, since=2,
    starts_with=tuple((block.line(number + 1),) for block in REPORT_BLOCKS.values() for number in range(block.lines)),
    forget=Forget.WORDS,
    columns=(
        ours("Line", Type.ID, "Which line of the page.", width=12),
        ours("Text", Type.TEXT, "Whose line, or what it says.", width=24),
        ours("More", Type.TEXT, "What stands beside it.", width=24),
        ours("Owner", Type.ID, "The rep.", width=8),
        ours("Account ID", Type.ID, "The organisation that the line is about.", width=11, refers="Accounts", offers=False),
        ours("Day", Type.DATE, "The first day."),
        *(ours(figure_column(number), Type.NUMBER, "In the order of the page's columns.", width=10) for number in range(1, MOST_FIGURES + 1)),
    ),
)  # fmt: skip
