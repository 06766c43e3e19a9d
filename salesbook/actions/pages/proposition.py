"""The brief of a proposition as what its page shows: tiles, words, and tables of decisions, concerns, readiness and versions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from salesbook.actions.pages.campaign import between, per_cent
from salesbook.actions.pages.figures import ReportTable
from salesbook.domain.campaigns.brief import Concern, DepartmentStand, PropositionBrief, ReadinessTask
from salesbook.util.wording import count, joined, on

_MOST_UNKNOWN = 8
_TO_DECIDE = "☐ Approve ☐ Object"  # to be ticked on paper
_WORDS = (
    ("Why they care", "What it asks of us"),
    ("Effect on sales role", "Success measure"),
    ("Talk track", "Cadence after yes"),
    ("Sponsor", "Worked out with"),
)


def brief_shown(brief: PropositionBrief) -> dict[str, object]:
    """What the template of a proposition is filled with."""
    return {
        "brief": brief, "brief_title": brief.cells["Title"] or brief.key, "brief_side": list(_side(brief)), "brief_tiles": _tiles(brief),
        "brief_cohort": " ".join(_of_cohort(brief)), "brief_gate": _gate(brief),
        "brief_words": [[(name, brief.cells[name]) for name in pair] for pair in _WORDS],
        "brief_tables": [table for table in (_decisions(brief), _strays(brief), _concerns(brief), _readiness(brief), _versions(brief)) if table],
    }  # fmt: skip


def _side(brief: PropositionBrief) -> Iterator[str]:
    yield f"Proposition {brief.key} · version {brief.version}"
    yield " · ".join(filter(None, (brief.firm, brief.stage or "no Stage")))


def _tiles(brief: PropositionBrief) -> list[tuple[str, str, str]]:
    cohort = brief.cohort
    if cohort is None:
        return [
            (
                "Cohort",
                brief.cells["Cohort"] or "none",
                "it is not on Cohorts" if brief.cells["Cohort"] else "choose one of Cohorts",
            )
        ]
    of = joined(
        [f"{people:,} of {f'tier {tier}' if tier else 'no tier'}" for tier, people in cohort.tiers], 5
    )
    return [
        ("Cohort", cohort.name, cohort.meaning or cohort.rule),
        ("Accounts", f"{cohort.accounts:,}", f"{count(cohort.members, 'person', 'people')} there"),
        ("Decision makers", f"{cohort.deciders:,}", of or "nobody to pitch to"),
        ("Accounts without one", f"{len(cohort.unknown):,}", "to be found out" if cohort.unknown else "none"),
    ]  # fmt: skip


def _of_cohort(brief: PropositionBrief) -> Iterator[str]:
    cohort = brief.cohort
    if cohort is None:
        return
    yield f"Rule: {cohort.rule or 'blank'}."
    if cohort.error:
        yield f"It chooses nobody: {cohort.error}."
    if cohort.unknown:
        yield f"Nobody who decides is known at {joined(cohort.unknown, _MOST_UNKNOWN)}."


def _gate(brief: PropositionBrief) -> str:
    if brief.is_open:
        return f"Nothing: the gate of version {brief.version} is open."
    return f"Nothing: all departments approve version {brief.version}. Set Stage to Approved, and it may be pitched."


def _decisions(brief: PropositionBrief) -> ReportTable:
    return ReportTable(
        "Who decides", "Approvals: the latest decision of each department on this version, by whoever speaks for it.",
        ("Department", "Who", "Decision", "On", "Concern", "What was done about it"),
        [_stand_cells(one) for one in brief.stands], words=6,
        more="" if brief.stands else "Who approves in Settings names nobody.",
    )  # fmt: skip


def _stand_cells(one: DepartmentStand) -> tuple[str, ...]:
    return (one.department, one.who, one.decision or _TO_DECIDE, _on(one.day), one.concern, one.resolution)


def _strays(brief: PropositionBrief) -> ReportTable | None:
    if not brief.strays:
        return None
    return ReportTable(
        "Decisions that do not count", "Approvals, on this version.", ("Department", "Who", "Decision", "Why it does not count"),
        [(one.department, one.who, one.decision, one.why) for one in brief.strays], words=4,
    )  # fmt: skip


def _concerns(brief: PropositionBrief) -> ReportTable:
    return ReportTable(
        "Concerns and their answers", "Approvals: Concern and Resolution, of all versions.",
        ("Version", "Department", "Who", "On", "Concern", "Answer"),
        [_concern_cells(one) for one in brief.concerns], words=6, more="" if brief.concerns else "Nobody has a concern.",
    )  # fmt: skip


def _concern_cells(one: Concern) -> tuple[str, ...]:
    version = f"{one.version}" if one.version else "all"
    return (version, one.department, one.who, _on(one.day), one.words, one.resolution or "not answered yet")


def _readiness(brief: PropositionBrief) -> ReportTable:
    done = sum(one.is_done for one in brief.tasks)
    return ReportTable(
        "Readiness", "Approvals: rows with What, by department.", ("Department", "What must be ready", "Who", "Due", "Stands"),
        [(one.department, one.what, one.who, _on(one.due), _stands(one, brief.today)) for one in brief.tasks], words=5,
        more=f"{done:,} of {count(len(brief.tasks), 'task is', 'tasks are')} done." if brief.tasks else "Nothing has to be made ready.",
    )  # fmt: skip


def _stands(one: ReadinessTask, today: date) -> str:
    if one.is_done:
        return "Done"
    return "late" if one.due and one.due < today else "open"


def _versions(brief: PropositionBrief) -> ReportTable:
    """A line for each version and, below it, for each campaign that pitched it."""
    rows: list[tuple[str, ...]] = []
    for past in brief.versions:
        now = " (now)" if past.version == brief.version else ""
        rows.append(
            (
                f"{past.version}{now}",
                joined(past.approved) or "nobody",
                joined(past.objected) or "nobody",
                *[""] * 5,
            )
        )
        for one in past.campaigns:
            share = "" if one.share is None else per_cent(one.share)
            rows.append(
                (
                    one.name,
                    "",
                    "",
                    f"{one.pitched:,}",
                    f"{one.answered:,}",
                    f"{one.yes:,}",
                    share,
                    between(one),
                )
            )
    return ReportTable(
        "Versions and their campaigns", "Approvals: Approve and Object; Campaigns. Yes, %: of those asked long enough ago, nine times in ten from, to.",
        ("Version, campaign", "Approved by", "Objected to by", "Pitched", "Answered", "Yes", "Yes, %", "From, to"), rows, words=3,
    )  # fmt: skip


def _on(day: date | None) -> str:
    return on(day) if day else ""
