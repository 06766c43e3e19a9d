"""What drafting a mailing changes in the workbook, and what is said about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from salesbook.domain.facts.letter_status import APPROVED, DRAFT, QUEUED, SENDING, SENT
from salesbook.domain.guards.countries import country_rule
from salesbook.domain.mailings.mailing import Approval, Mailing
from salesbook.domain.mailings.outbox import Draft, Outbox
from salesbook.domain.mailings.recipients import Chosen, told_of_audience
from salesbook.domain.world import World
from salesbook.errors import BadInput
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Message, Plan, Problem, Set, Value
from salesbook.util.wording import count

_NEEDED = (("Postal address", "Postal address"), ("Opt-out line", "Opt-out address"))


def must_have(world: World, chosen: Chosen) -> None:
    """Raise BadInput where Settings lacks what mailings to some of the readers must show (see MailRules)."""
    for rule, setting in _NEEDED:
        asking = chosen.readers[country_rule(world, rule)[chosen.readers]]
        if len(asking) and not str(world.settings[setting]).strip():
            raise BadInput(
                f"Settings has no {setting}, which {count(len(asking), 'letter')} must show.",
                f"Fill it in on the Settings sheet (or say No in {rule} of MailRules there, if the law allows it).",
            )


def plan_drafts(
    outbox: Outbox,
    chosen: Chosen,
    made: Sequence[Draft],
    faults: Mapping[int, Problem],
    version: str,
    approval: Approval,
) -> Plan:
    """Rows of Outbox, the figures in Mailings, and one sentence.

    `made` holds every reader's letter, the frozen ones too; `faults` those that could not be
    written, by position in Contacts.
    """
    mailing = outbox.mailing
    changes = outbox.changes(made, chosen, {i: problem.why for i, problem in faults.items()})
    ids = mailing.world.frames["Contacts"].index
    skipped = sum(outbox.is_skipped(ids[one.contact]) for one in made)
    told = told_of_drafts(mailing, chosen, len(made), len(faults), skipped, approval)
    changes.append(_figures(mailing, chosen, len(made) - skipped, len(faults), version, approval))
    summary = {"mailing": mailing.key, "audience": len(chosen.audience), "drafts": len(made) - skipped, "left_out": chosen.reasons(),
               "held_out": len(chosen.held_out), "skipped": skipped, "left_aside": int(chosen.asked.unknown.sum()),
               "approved": approval.given}  # fmt: skip
    return Plan(tuple(changes), tuple(faults.values()), tuple(map(Message, told)), summary)


def told_of_drafts(
    mailing: Mailing, chosen: Chosen, made: int, faults: int, skipped: int, approval: Approval
) -> list[str]:
    """The sum, such as "192 in the audience = 119 drafts + 73 left out + 0 held out + 0 problems", and what belongs to it."""
    parts = [
        count(made - skipped, "approved letter" if approval.given else "draft"),
        f"{len(chosen.left_out):,} left out", f"{len(chosen.held_out):,} held out", count(faults, "problem"),
        *([f"{skipped:,} skipped"] if skipped else []),
    ]  # fmt: skip
    told = [f"{mailing.key}: {len(chosen.audience):,} in the audience = {' + '.join(parts)}."]
    if not len(chosen.audience):
        reads = f" and reads {mailing.language} (Language)" if mailing.language else ""
        told = [
            f"{mailing.key}: nobody fits the rule in Audience{reads}: see how Contacts and Accounts spell it."
        ]
    told += [f"Left out: {reasons}."] if (reasons := chosen.reasons()) else []
    told += told_of_audience(mailing.world, chosen)
    return [*told, *([approval.told] if approval.told else [])]


def _figures(
    mailing: Mailing, chosen: Chosen, drafts: int, faults: int, version: str, approval: Approval
) -> Set:
    """The columns of Mailings; an approval of something else is taken out, for somebody to give it anew."""
    columns: dict[str, Sequence[Value]] = {
        "Status": [_how_far(mailing, drafts, approval)],
        "Drafts": [drafts], "Left out": [len(chosen.left_out)], "Held out": [len(chosen.held_out)],
        "Problems": [faults], "Why left out": [chosen.reasons() or None], "Version": [version],
    }  # fmt: skip
    expected: dict[str, Sequence[Value]] = {}
    if approval.taken_back:
        source = origin_of(mailing.world.frames["Mailings"])
        expected = {name: [source.value(mailing.key, name)] for name in ("Approved by", "Approved on")}
        columns |= {name: [None] for name in expected}
    return Set("Mailings", [mailing.key], columns, expected)


def _how_far(mailing: Mailing, drafts: int, approval: Approval) -> str:
    """Approved or not; Sending, or Sent, where some have left already."""
    if not approval.given:
        return DRAFT
    if not mailing.had:
        return APPROVED
    return SENDING if drafts or QUEUED in set(mailing.letters["Status"]) else SENT
