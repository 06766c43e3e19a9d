"""What executives read who are asked to decide: what is proposed, what it asks of the firm, who spoke against it, and how to answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from salesbook.domain.pitching.gate import Decision, decisions_on, versions_of
from salesbook.domain.world import World
from salesbook.schema.closed_lists import APPROVE, OBJECT, READY
from salesbook.tables.rows import cell
from salesbook.util.wording import joined, on

_SAID = (
    ("What we promise", "Promise"), ("Why they care", "Why they care"), ("What it asks of us", "What it asks of us"),
    ("What becomes of the sales role", "Effect on sales role"), ("How we will know that it worked", "Success measure"),
    ("Conceived by", "Sponsor"), ("Worked out with", "Worked out with"),
)  # fmt: skip


def called(world: World, proposition: str) -> str:
    """A proposition with its version: "Vendor-managed inventory (VMI, version 2)"."""
    title, version = (
        cell(world.frames["Propositions"], proposition, "Title"),
        world.get(versions_of)[proposition],
    )
    return f"{title} ({proposition}, version {version})" if title else f"{proposition}, version {version}"


def request_subject(world: World, proposition: str) -> str:
    """The subject of the letter that asks."""
    return f"Please decide: {called(world, proposition)}"


def request_text(
    world: World, proposition: str, who: str, departments: Sequence[str], due: date, sender: str
) -> str:
    """The letter that asks `who` for a decision, until `due`, for these departments; `sender` signs."""
    paragraphs = [
        f"Hello {who},",
        f"please decide for {joined(departments, len(departments))} on {called(world, proposition)} by {on(due)}.",
        f"Answer this mail from this address. Write in your first line one of these, and nothing else:\n\n{APPROVE}\n{OBJECT}: the reason",
        *_proposed(world, proposition),
        *_to_be_ready(world, proposition),
        *_concerns(world, proposition),
        f"Thank you\n{sender}",
    ]  # fmt: skip
    return "\n\n".join(paragraphs) + "\n"


def _proposed(world: World, proposition: str) -> Iterator[str]:
    propositions, cohorts = world.frames["Propositions"], world.frames["Cohorts"]
    for head, column in _SAID:
        if said := str(cell(propositions, proposition, column)).strip():
            yield f"{head}: {said}"
        if column == "Promise" and (cohort := str(cell(propositions, proposition, "Cohort"))):
            meaning = str(cell(cohorts, cohort, "Meaning")) if cohort in cohorts.index else ""
            yield f"For whom: {': '.join(filter(None, (cohort, meaning)))}"


def _to_be_ready(world: World, proposition: str) -> Iterator[str]:
    version = world.get(versions_of)[proposition]
    tasks = [one for one in decisions_on(world, proposition) if one.what and one.is_about(version)]
    if tasks:
        lines = [
            f"- {one.what} ({one.department or one.who or 'nobody yet'}): {'done' if one.decision == READY else 'not done yet'}"
            for one in tasks
        ]
        yield "\n".join(["What must be ready:", *lines])


def _concerns(world: World, proposition: str) -> Iterator[str]:
    concerns = [
        one
        for one in decisions_on(world, proposition)
        if not one.what and (one.concern or one.decision == OBJECT)
    ]
    if concerns:
        yield "\n".join(["Concerns so far:", *map(_concern, concerns)])


def _concern(one: Decision) -> str:
    of = ", ".join(filter(None, (one.who, one.department, f"version {one.version}" if one.version else "")))
    return (
        f"- {of}: {_line(one.concern) or 'no reason given'}\n  Answer: {_line(one.resolution) or 'none yet'}"
    )


def _line(text: str) -> str:
    return " ".join(text.split())
