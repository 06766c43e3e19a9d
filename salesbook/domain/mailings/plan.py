"""What drafting a mailing changes in the workbook, and what is said about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

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
    as_it_came: int = 0,
) -> Plan:
    """Rows of Outbox, the figures in Mailings, and one sentence.

    `made` holds every reader's letter, the frozen ones too; `faults` those that could not be
    written, by position in Contacts; `as_it_came` counts letters whose text came with salesbook.
    """
    mailing = outbox.mailing
    changes = outbox.changes(made, chosen, {i: problem.why for i, problem in faults.items()})
    ids = mailing.world.frames["Contacts"].index
    skipped = sum(outbox.is_skipped(ids[one.contact]) for one in made)
    told = [
        *what_holds(approval, as_it_came),
        *told_of_drafts(mailing, chosen, len(made), len(faults), skipped, approval),
    ]
    changes.append(_figures(mailing, chosen, len(made) - skipped, len(faults), version, approval))
    summary = {"mailing": mailing.key, "audience": len(chosen.audience), "drafts": len(made) - skipped, "left_out": chosen.reasons(),
               "held_out": len(chosen.held_out), "skipped": skipped, "left_aside": int(chosen.asked.unknown.sum()),
               "approved": approval.given}  # fmt: skip
    return Plan(tuple(changes), tuple(faults.values()), tuple(map(Message, told)), summary)


def told_of_drafts(
    mailing: Mailing, chosen: Chosen, made: int, faults: int, skipped: int, approval: Approval
) -> list[str]:
    """The sum, such as "192 in the audience = 119 drafts + 73 left out + 0 held out + 0 not written", and what belongs to it."""
    parts = [
        count(made - skipped, "approved letter" if approval.given else "draft"),
        f"{len(chosen.left_out):,} left out", f"{len(chosen.held_out):,} held out", f"{faults:,} not written",
        *([f"{skipped:,} skipped"] if skipped else []),
    ]  # fmt: skip
    told = [f"{mailing.key}: {len(chosen.audience):,} in the audience = {' + '.join(parts)}."]
    if not len(chosen.audience):
        reads = f" and reads {mailing.language} (Language)" if mailing.language else ""
        told = [
            f"{mailing.key}: nobody fits the rule in Audience{reads}: see how Contacts and Accounts spell it."
        ]
    if mailing.lent.name:
        told.append(f"Its text is {mailing.lent.name}, the Template of {mailing.lent.of}.")
    told += [f"Left out: {reasons}."] if (reasons := chosen.reasons()) else []
    told += told_of_audience(mailing.world, chosen)
    return told


def what_holds(approval: Approval, as_it_came: int) -> Iterator[str]:
    """What keeps letters from being sent: why they are not approved, and how many tell of another firm.

    Short, and said before the sum: the row above a table has room for no more.
    """
    if approval.told:
        yield approval.told
    if as_it_came:
        letters, one = count(as_it_came, "letter"), as_it_came == 1
        if approval.told:  # room for both
            yield f"{letters} {'tells' if one else 'tell'} of another firm: write your own text."
        else:
            has = "has" if one else "have"
            yield f"{letters} {has} salesbook's text, which tells of another firm: write your own."


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
