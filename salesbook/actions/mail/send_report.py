"""What sending has to ask and to say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from salesbook.actions.mail.batch import Batch
from salesbook.actions.mail.transports import Route
from salesbook.actions.session import Question
from salesbook.domain.facts.people import full_names
from salesbook.domain.sample.firm import SAMPLE_FIRM
from salesbook.errors import explain
from salesbook.mail.ledger.entries import LetterState, QueuedLetter
from salesbook.mail.queue.sender import Tally
from salesbook.tables.plan import Problem
from salesbook.tables.records import MAILBOX
from salesbook.util.wording import count, joined, sum_of

_FEW = 3  # senders named in a question
_EXAMPLE = f"though {{:,}} of them are the example that came with salesbook, and tell of {SAMPLE_FIRM}"
_OPEN = (LetterState.QUEUED, LetterState.FAILED, LetterState.DOUBT)
_NOBODY = re.compile(r"^\d{3}[ -]5\.1\.(1|2|3|6|10)\b")  # RFC 3463: no such mailbox, or domain


def question_of(batch: Batch, route: Route) -> Question:
    """How many letters, from whom, and by which way. What came with salesbook as an example wants more than the usual yes."""
    letters = count(len(batch.drafts), "message")
    senders = Counter(batch.senders.values())
    team = batch.world.frames["Team"]
    names = {
        str(email).strip().casefold(): str(name)
        for email, name in zip(team["Email"], team["Name"], strict=True)
    }
    who = joined([
        (names.get(address.casefold()) or address) + (f" ({n:,})" if len(senders) > 1 else "")
        for address, n in senders.most_common()
    ], _FEW)  # fmt: skip
    verb = (
        f"Send {letters} as {who} through {route.where}"
        if route.leaves
        else f"Put {letters} of {who} into {route.where}"
    )
    if batch.examples:
        return Question(f"{verb}, {_EXAMPLE.format(batch.examples)}", f"{batch.name}-as-it-came")
    return Question(verb, batch.name)


def would(batch: Batch, question: Question) -> list[str]:
    """What a dry run says."""
    if not batch.drafts:
        return nothing(batch)
    return [f"Would {question.text[0].lower()}{question.text[1:]}.", *held(batch)]


def queued(batch: Batch) -> list[str]:
    """What is said before anything leaves, for whoever looks into the workbook meanwhile."""
    return [f"{batch.name}: {count(len(batch.drafts), 'letter')} queued.", *held(batch)]


def held(batch: Batch) -> list[str]:
    """How many are left out, or skipped, of those who were to get a letter."""
    going = batch.going
    told = []
    for what, letters in (("left out since", going.held), ("not sent again", going.kept)):
        reasons = Counter(reason.partition(":")[0] for reason in letters.values())
        if reasons:
            told.append(
                f"{len(letters):,} {what}: {', '.join(f'{n:,} {reason}' for reason, n in reasons.items())}."
            )
    shut = Counter(explain(why) for why in batch.shut.values())
    told += [f"{count(n, 'letter stays', 'letters stay')}: {why}" for why, n in shut.items()]
    return [*told, *([f"Skipped {len(going.skipped):,}."] if going.skipped else [])]


def nothing(batch: Batch) -> list[str]:
    """Why nothing is sent."""
    if batch.problems:
        what = f"{count(len(batch.problems), 'letter is', 'letters are')} not as Outbox says"
    elif batch.shut:
        what = "what Decision says Send beside pitches a campaign that may not be pitched now"
    elif batch.mailing is None:
        what = "Decision says Send beside no letter of its own"
    elif all_left(batch):
        all_of_them = "it has left" if len(batch.mine) == 1 else f"all {len(batch.mine):,} have left"
        what = f"{batch.name} has no approved letter that waits: {all_of_them}"
    else:
        what = f"{batch.name} has no approved letter that waits"
    handed = Counter(entry.via for entry in batch.mine if entry.state is LetterState.HANDED)
    told = [f"{n:,} were put into {via} before." for via, n in handed.items()]
    return [f"Nothing to send: {what}.", *told, *held(batch)]


def all_left(batch: Batch) -> bool:
    """Whether there is nothing to send because all letters have left before: that is no failure."""
    waits = (
        batch.problems
        or batch.going.held
        or batch.going.kept
        or any(entry.state in _OPEN for entry in batch.mine)
    )
    return bool(batch.mine) and not waits and batch.mailing is not None


def undecided(batch: Batch) -> list[str]:
    """What a person must decide on before any more of it leaves."""
    states = Counter(entry.state for entry in batch.mine)
    told = [
        f"{states[state]:,} {word}"
        for state, word in ((LetterState.FAILED, "failed"), (LetterState.DOUBT, "in doubt"))
        if states[state]
    ]
    return [f"  {' and '.join(told)}: type Send (once more) or Skip into Decision of Outbox."] if told else []


def counts(batch: Batch) -> dict[str, object]:
    """Figures for programs, before anything leaves."""
    return {"letters": len(batch.drafts), "left_out": len(batch.going.held)}


def sending_figures(batch: Batch, sent: Tally) -> dict[str, object]:
    """Figures for programs."""
    return {
        **counts(batch), "sent": sent.taken, "handed": sent.handed, "failed": sent.refused, "in_doubt": sent.doubt,
        "retried": sent.retried, "later": sent.later, "left": sent.left, "stopped": sent.stopped,
    }  # fmt: skip


def messages_of(batch: Batch, route: Route, sent: Tally) -> list[str]:
    """Such as "news: 412 approved = 380 sent + 2 failed (see Reason in Outbox) + 30 for another try."."""
    going = sum_of(
        (len(batch.drafts), "approved"),
        (sent.taken, "sent"),
        (sent.handed, f"put into {route.where}"),
        (sent.refused, "failed (see Reason in Outbox)"),
        (sent.doubt, "in doubt (Outbox says what to do)"),
        (sent.later, "for another try"),
        (len(sent.barred), "held back meanwhile (send once more to see why)"),
        (len(sent.unread), "whose file cannot be read"),
        (sent.left, "not begun"),
    )
    told = [f"{batch.name}: {going}.", *([sent.stopped] if sent.stopped else []), *held(batch)]
    if not sent.stopped and (sent.later or sent.left):
        told.append("Send it once more to go on: nobody gets a letter twice.")
    return told


def lost(batch: Batch, sent: Tally) -> Iterator[Problem]:
    """Letters whose file went away while others left."""
    for one in map(batch.drafts.get, sent.unread):
        if one:
            why = "Not sent: its file cannot be read any more"
            yield Problem(
                "Outbox", one.recipient.draft, "File", one.path.name, why, "Draft the mailing again."
            )


def unwanted(batch: Batch, entries: Mapping[str, QueuedLetter]) -> Iterator[Problem]:
    """Letters that the server did not take because nobody has that address."""
    names = full_names(batch.world.frames["Contacts"]).tolist()
    for message_id, one in batch.drafts.items():
        entry = entries.get(message_id)
        if entry and entry.state is LetterState.FAILED and _NOBODY.match(entry.said):
            at = one.recipient.contact
            who = (names[at] if at >= 0 else "") or one.contact_id or one.recipient.to
            where = "Contacts" if one.contact_id else "Executives"
            yield Problem(MAILBOX, one.contact_id, "Email", one.recipient.to, f"The letter to {who} was refused: {entry.said}",
                          f"Ask for another address, and change Email in {where}. Then delete this row.")  # fmt: skip
