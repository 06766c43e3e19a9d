"""Which blocks stand on the page of the sheet Report, in which columns, and what their totals are."""

from __future__ import annotations

from dataclasses import dataclass

PAGE_LAST = 11  # of the page's twelve columns, from 0
SUMMED = "sum"
_SHARE = "0%"
_ONE_LINE = 11  # letters of a header over one column


@dataclass(frozen=True)
class PageColumn:
    """A column of a block: its header, the first and the last column of the page that it takes, and what stands there.

    `figure`: a figure of the block; else `text`, a column of ReportFigures; else `formula`, where {A} to {L} are
    cells of its line. `total`: the formula of the last row, "sum" for that of the column.
    """

    header: str
    left: int
    right: int
    figure: str = ""
    text: str = ""
    formula: str = ""
    total: str = ""
    number: str = "#,##0"

    @property
    def two_lines(self) -> bool:
        """Whether its header does not fit into one; those of words run over to the right."""
        return not self.text and len(self.header) > _ONE_LINE * (self.right - self.left + 1)


@dataclass(frozen=True)
class PageBlock:
    """A block of the page: its heading, from which sheets it is, and its columns; `none` stands where it has no line.

    `note`: the line of ReportFigures whose text stands small below the total, in `note_lines` lines.
    """

    name: str
    heading: str
    source: str
    sheet: str
    columns: tuple[PageColumn, ...]
    none: str
    right: int = PAGE_LAST
    total: bool = True
    note: str = ""
    note_lines: int = 1

    @property
    def left(self) -> int:
        """The first column of the page that its heading takes; `right` is the last one."""
        return self.columns[0].left


def _text(header: str, left: int, right: int, text: str = "Text", total: str = "") -> PageColumn:
    return PageColumn(header, left, right, text=text, total=total)


def _sum(header: str, left: int, figure: str = "", right: int = -1) -> PageColumn:
    return PageColumn(header, left, max(left, right), figure or header, total=SUMMED)


def _part(header: str, left: int, part: str, whole: str, right: int = -1) -> PageColumn:
    """The share that one column is of another."""
    formula = f'=IFERROR(IF({{{whole}}}="","",{{{part}}}/{{{whole}}}),"")'
    return PageColumn(header, left, max(left, right), formula=formula, total=formula, number=_SHARE)


CALLS_BY_REP = PageBlock("Calls", "Calls by rep", "Activities, CallDays on Runs", "Activities", (
    _text("Rep", 0, 1, total="All"), _sum("Planned", 2), _sum("Made", 3), _sum("Extra", 4),
    PageColumn("All calls", 5, 5, formula='=IFERROR({D}+{E},"")', total=SUMMED), _part("Made, %", 6, "D", "C"),
    _sum("Reached", 7), _sum("Meetings", 8), _sum("Due dates on time", 9, "On time"), _sum("Due dates late", 10, "Late"),
    _sum("Due dates missed", 11, "Missed"),
), "Nobody stands on the sheet Team yet.", note="Kept 1")  # fmt: skip
OPEN_BY_STAGE = PageBlock("Stage", "Pipeline by stage", "Opportunities", "Opportunities", (
    _text("Stage", 0, 1, total="All"), _sum("Deals", 2), _sum("Amount", 3, right=4), PageColumn("Days old", 5, 5, "Median age"),
), "None.", right=5)  # fmt: skip
OPEN_BY_CLOSE = PageBlock("Close", "Expected to close", "Opportunities", "Opportunities", (
    _text("Closes", 7, 8, total="All"), _sum("Deals", 9), _sum("Amount", 10, right=11),
), "None.")  # fmt: skip
LOST_BY_REASON = PageBlock("Lost", "Why deals were lost", "Opportunities", "Opportunities", (
    _text("Reason", 0, 1, total="All"), _sum("Deals", 2), _sum("Amount", 3, right=4),
), "None.", right=4)  # fmt: skip
CLOSED_BY_REP = PageBlock("Closed", "Won and lost, by rep", "Opportunities", "Opportunities", (
    _text("Rep", 6, 7, total="All"), _sum("Won", 8), _sum("Worth", 9, right=10), _sum("Lost", 11),
), "None.")  # fmt: skip
KEPT_BY_CADENCE = PageBlock("Cadence", "Due dates kept, by cadence", "Contacts, Activities, Cadences", "Cadences", (
    _text("Cadence", 0, 2, total="All"), _sum("Due", 3), _sum("On time", 4), _sum("Late", 5), _sum("Missed", 6), _sum("Open", 7),
    _sum("Extra", 8), _part("On time, %", 9, "E", "D", right=11),
), "Nothing fell due.")  # fmt: skip
LOAD_BY_WEEK = PageBlock("Ahead", "Due and possible, ahead", "Contacts, Team", "Team", (
    _text("Days", 0, 1, total="All"), _sum("Due", 2), _sum("Possible", 3), _part("Due, %", 4, "C", "D"),
), "", right=5, note="Overdue 1", note_lines=2)  # fmt: skip
PEOPLE_BY_BAND = PageBlock("Band", "People by band", "Contacts", "Contacts", (
    _text("Band", 7, 8, total="All"), _sum("Before", 9), _sum("At the end", 10),
    PageColumn("Change", 11, 11, formula='=IFERROR({K}-{J},"")', number="+0;−0;0"),
), "", note="Scored 1", note_lines=2)  # fmt: skip
SLIPPING_ACCOUNTS = PageBlock("Slipping", "Accounts that slip", "Accounts: Momentum fell by 5 or more in 30 days", "Accounts", (
    _text("Account", 0, 2), _text("Owner", 3, 3, "Owner"), PageColumn("Before", 4, 4, "Before"), PageColumn("Now", 5, 5, "Now"),
    PageColumn("Change", 6, 6, formula='=IFERROR({F}-{E},"")', number="+0;−0;0"), _text("Why", 7, 11, "More"),
), "No account slips.", total=False)  # fmt: skip
HANGING_ACCOUNTS = PageBlock("Hanging", "Accounts that hang on one person", "Accounts: Hangs on", "Accounts", (
    _text("Account", 0, 2), _text("Owner", 3, 3, "Owner"), PageColumn("Annual value", 4, 5, "Annual value"), _text("Hangs on", 6, 11, "More"),
), "No account hangs on one person.", total=False)  # fmt: skip
PEOPLE_BY_KIND = PageBlock("Kind", "Relationships by kind", "Contacts, Activities", "Contacts", (
    _text("Kind", 0, 2, total="All"), _sum("People", 3), _sum("In rhythm", 4), _sum("Overdue", 5), _sum("Never touched", 6),
    _sum("No cadence", 7), _sum("New", 8), _sum("Lost", 9), _sum("New in 90 days", 10), _sum("Lost in 90 days", 11),
), "No person is active, new or lost.")  # fmt: skip
TOUCHES_BY_SPAN = PageBlock("Span", "Touches by span", "Opportunities, Activities", "Activities", (
    _text("Days from the win", 0, 3, total="All"), _sum("Touches", 4, right=5), PageColumn("People touched", 6, 7, "People"),
    PageColumn("Touches a week at 100 customers", 8, 11, "A week at 100"),
), "", note="Stall 1")  # fmt: skip
COMPETITORS_SEEN = PageBlock("Competitor", "Competitors seen", "Front line: Type Competitor seen", "Front line", (
    _text("Account", 0, 2), _text("By", 3, 3, "Owner"), _text("Heard", 4, 11, "More"),
), "No note tells of one.", total=False, note="Seen 1")  # fmt: skip
LETTERS_BY_MAILING = PageBlock("Mailing", "Mailings and their answers", "Outbox", "Outbox", (
    _text("Mailing", 0, 5, total="All"), _sum("Sent", 6), _sum("Answered", 7), _sum("Came back", 8), _sum("Opted out", 9),
    PageColumn("Answered, %", 10, 11, formula='=IFERROR({H}/({G}-{I}),"")', total='=IFERROR({H}/({G}-{I}),"")', number=_SHARE),
), "No letter was sent.")  # fmt: skip
