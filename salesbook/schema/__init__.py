"""Every table of the workbook: the one source for reading, checking, building and documenting it.

A column belongs to people or to salesbook. Salesbook writes only its own columns, and the few
cells of people that an action's description names. One module holds the tables of one area.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from salesbook.schema.after_sale import (
    CHANNEL_COSTS,
    FOLLOW_UPS,
    FRONT_LINE,
    HANDOFFS,
    KIND_CHANGES,
    ROLE_BOARD,
)
from salesbook.schema.buttons import COMMAND_OF_SHEET
from salesbook.schema.calling import ALL_REPS, CADENCES, CALLS, SHOW_REP
from salesbook.schema.campaigns import APPROVALS, CAMPAIGNS, COHORTS, EXECUTIVES, PITCHES, PROPOSITIONS
from salesbook.schema.closed_lists import (
    BANDS,
    CHANNELS,
    COMPLAINT,
    COMPLAINT_SOLVED,
    CONSENTS,
    DECISIONS,
    DIRECTIONS,
    DUTIES,
    FACTORS,
    IMPORTED,
    INTERVAL_DAYS,
    KINDS,
    OUTCOME,
    OUTCOMES,
    PERSONAL_CHANNELS,
    QUIETS,
    RESULTS,
    RHYTHMS,
    SOURCES,
    STAGES,
    STATUSES,
    TICKETS,
    TIERS,
    TOPICS,
    TYPED_TOPICS,
    UNITS,
    WEEKDAYS,
)
from salesbook.schema.forgetting import Forget, Names
from salesbook.schema.housekeeping import CADENCE_CHANGES, CALL_DAYS, PROBLEMS, RUNS, XLWINGS
from salesbook.schema.mailing import DO_NOT_MAIL, MAIL_RULES, MAILINGS, OUTBOX
from salesbook.schema.parts import PARTS, STANDARD, BookPart
from salesbook.schema.people import ACCOUNTS, ACTIVITIES, CONTACTS
from salesbook.schema.referring import (
    INCENTIVE_RULES,
    INCENTIVES,
    REFERRAL_ASKS,
    REFERRAL_TREE,
    REFERRALS,
)
from salesbook.schema.report import (
    OUTCOME_GROUPS,
    REPORT_BLOCKS,
    REPORT_FIGURES,
    REPORT_SUMS,
    REPORT_WEEK,
    ReportBlock,
)
from salesbook.schema.scoring import SCORE_HISTORY, SCORING, TOUCHPOINTS
from salesbook.schema.selling import OPPORTUNITIES, ORDERS
from salesbook.schema.settings import HOLIDAYS, SETTING_GROUP, SETTING_ROWS, SETTINGS, Setting
from salesbook.schema.shapes import (
    FIRST,
    MARK,
    NOTES,
    SHAPE,
    SINCE,
    mark_of,
    new_shapes,
    read_mark,
    since_note,
)
from salesbook.schema.starting_rows import (
    CADENCE_ROWS,
    DUTY_ROWS,
    MAIL_RULE_ROWS,
    SCORING_ROWS,
    TOUCHPOINT_ROWS,
)
from salesbook.schema.team import ABSENCES, DUTIES_TABLE, TEAM, USUAL_CALLS_A_DAY
from salesbook.schema.types import Column, Table, Type

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        CALLS, CONTACTS, ACCOUNTS, ACTIVITIES, OPPORTUNITIES, ORDERS, TEAM, ABSENCES, DUTIES_TABLE,
        CADENCES, SCORING, TOUCHPOINTS, PROPOSITIONS, APPROVALS, EXECUTIVES, CAMPAIGNS, COHORTS, PITCHES,
        HANDOFFS, FRONT_LINE, ROLE_BOARD, FOLLOW_UPS, KIND_CHANGES, REFERRALS, INCENTIVES, REFERRAL_ASKS, REFERRAL_TREE,
        MAILINGS, OUTBOX, DO_NOT_MAIL, SETTINGS, HOLIDAYS, MAIL_RULES, CHANNEL_COSTS, INCENTIVE_RULES,
        REPORT_WEEK, REPORT_FIGURES,
        SCORE_HISTORY, PROBLEMS, RUNS, CALL_DAYS, CADENCE_CHANGES,
    )
}  # fmt: skip


def sheets(parts: Collection[str] = tuple(PARTS)) -> dict[str, tuple[Table, ...]]:
    """The tables of each sheet of a book with these parts, from left to right; sheets in the order of the workbook."""
    found: dict[str, tuple[Table, ...]] = {}
    for table in TABLES.values():
        if table.part in parts:
            found[table.sheet] = (*found.get(table.sheet, ()), table)
    return found


def in_letters() -> dict[str, Table]:
    """The tables of whose rows a letter can name one for its reader, by what it calls that."""
    return {table.in_letters: table for table in TABLES.values() if table.in_letters}


def is_shared(name: str) -> bool:
    """Whether both salesbook and people write the rows of this table. Any name of a table will do."""
    return name in TABLES and TABLES[name].shared


def is_of_a_line(table: str, column: str) -> bool:
    """Whether what stands in a column belongs to one line alone: in a table whose lines people write, each of the schema's but those of formulas.

    A formula there is what somebody typed, though Excel may have filled it down, and made the column one of formulas.
    """
    return is_shared(table) and column in (known := TABLES[table].by_name) and not known[column].formula


def references(other: str) -> Iterator[tuple[Table, Column]]:
    """The columns that hold keys of this table, each with the table that it stands in."""
    for table in TABLES.values():
        for column in table.columns:
            if column.refers == other:
                yield table, column


__all__ = [
    "ABSENCES",
    "ACCOUNTS",
    "ACTIVITIES",
    "ALL_REPS",
    "BANDS",
    "CADENCES",
    "CADENCE_CHANGES",
    "CADENCE_ROWS",
    "CALLS",
    "CALL_DAYS",
    "CHANNELS",
    "COMMAND_OF_SHEET",
    "COMPLAINT",
    "COMPLAINT_SOLVED",
    "CONSENTS",
    "CONTACTS",
    "DECISIONS",
    "DIRECTIONS",
    "DO_NOT_MAIL",
    "DUTIES",
    "DUTIES_TABLE",
    "DUTY_ROWS",
    "FACTORS",
    "FIRST",
    "HOLIDAYS",
    "IMPORTED",
    "INTERVAL_DAYS",
    "KINDS",
    "MAILINGS",
    "MAIL_RULES",
    "MAIL_RULE_ROWS",
    "MARK",
    "NOTES",
    "OPPORTUNITIES",
    "ORDERS",
    "OUTBOX",
    "OUTCOME",
    "OUTCOMES",
    "OUTCOME_GROUPS",
    "PARTS",
    "PERSONAL_CHANNELS",
    "PROBLEMS",
    "QUIETS",
    "REPORT_BLOCKS",
    "REPORT_FIGURES",
    "REPORT_SUMS",
    "REPORT_WEEK",
    "RESULTS",
    "RHYTHMS",
    "RUNS",
    "SCORE_HISTORY",
    "SCORING",
    "SCORING_ROWS",
    "SETTINGS",
    "SETTING_GROUP",
    "SETTING_ROWS",
    "SHAPE",
    "SHOW_REP",
    "SINCE",
    "SOURCES",
    "STAGES",
    "STANDARD",
    "STATUSES",
    "TABLES",
    "TEAM",
    "TICKETS",
    "TIERS",
    "TOPICS",
    "TOUCHPOINTS",
    "TOUCHPOINT_ROWS",
    "TYPED_TOPICS",
    "UNITS",
    "USUAL_CALLS_A_DAY",
    "WEEKDAYS",
    "XLWINGS",
    "BookPart",
    "Column",
    "Forget",
    "Names",
    "ReportBlock",
    "Setting",
    "Table",
    "Type",
    "in_letters",
    "is_of_a_line",
    "is_shared",
    "mark_of",
    "new_shapes",
    "read_mark",
    "references",
    "sheets",
    "since_note",
]
