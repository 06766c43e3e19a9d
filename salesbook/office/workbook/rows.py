"""The rows that tables start with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from salesbook.schema import (
    CADENCE_ROWS,
    DUTY_ROWS,
    MAIL_RULE_ROWS,
    SCORING_ROWS,
    SETTING_ROWS,
    TABLES,
    TOUCHPOINT_ROWS,
    XLWINGS,
)

Value = str | float | bool
Cells = Mapping[str, Value]
Rows = Mapping[str, Sequence[Cells]]


def first_rows(settings: Mapping[str, str], xlwings: Mapping[str, str | bool]) -> Rows:
    """Rows by table; tables that start empty are left out. `settings` fills those of these names."""
    rows: dict[str, Sequence[Sequence[Value | None]]] = {
        "Scoring": SCORING_ROWS, "TouchPoints": TOUCHPOINT_ROWS, "Cadences": CADENCE_ROWS, "Duties": DUTY_ROWS,
        "MailRules": MAIL_RULE_ROWS,
        "Settings": [(s.name, settings.get(s.name, s.default), s.meaning) for s in SETTING_ROWS],
    }  # fmt: skip
    named = {name: _by_header([c.name for c in TABLES[name].columns], lines) for name, lines in rows.items()}
    return {**named, XLWINGS.name: _by_header(["Setting", "Value"], list(xlwings.items()))}


def _by_header(headers: Sequence[str], lines: Sequence[Sequence[Value | None]]) -> list[Cells]:
    return [
        {
            header: value
            for header, value in zip(headers, line, strict=False)
            if value is not None and value != ""
        }
        for line in lines
    ]
