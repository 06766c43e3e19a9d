"""What is wrong with a book beyond single cells: rules over several columns, rows and tables.

A rule takes the frames, the settings and today, and yields problems. Cells that cannot be read
are found by `tables`, and numbers that a planner cannot use are reported by the planner.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from salesbook.domain.checks.days import (
    absences_that_do_not_count,
    not_yet_or_too_early,
)
from salesbook.domain.checks.deals import days_of_deals, results_against_stages
from salesbook.domain.checks.do_not_mail import protects_nobody
from salesbook.domain.checks.doubles import likely_doubles
from salesbook.domain.checks.older import (
    lost_columns_and_rows,
    theirs_with_a_new_name,
)
from salesbook.domain.checks.people import (
    forgotten_and_back,
    nameless,
    not_an_address,
    not_dialable,
    promised_but_not_to_call,
    unknown_countries,
    unknown_time_zones,
)
from salesbook.domain.checks.references import (
    left_behind,
    nobody_ordered,
    referred_in_a_circle,
    resting_references,
    unknown_references,
)
from salesbook.domain.checks.setup import (  # fmt: skip
    cadences_nobody_gets,
    countries_without_holidays,
    reps_who_cannot_call,
    roles_nobody_has,
    settings_that_do_not_fit,
)
from salesbook.tables.frames import Frames, Settings
from salesbook.tables.plan import Problem

Check = Callable[[Frames, Settings, date], Iterable[Problem]]

CHECKS: tuple[Check, ...] = (
    unknown_references, resting_references, left_behind, nobody_ordered, referred_in_a_circle,
    not_yet_or_too_early, days_of_deals, results_against_stages, absences_that_do_not_count,
    nameless, promised_but_not_to_call, not_dialable, not_an_address, forgotten_and_back, unknown_time_zones,
    unknown_countries,
    likely_doubles,
    reps_who_cannot_call, roles_nobody_has, countries_without_holidays, cadences_nobody_gets, settings_that_do_not_fit,
    protects_nobody, lost_columns_and_rows, theirs_with_a_new_name,
)  # fmt: skip
