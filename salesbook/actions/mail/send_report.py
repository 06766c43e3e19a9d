"""What sending has to ask and to say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from salesbook.actions.mail.batch import Tray
from salesbook.actions.mail.transports import Door
from salesbook.actions.session import Question
from salesbook.domain.facts.people import full_names
from salesbook.mail.ledger.entries import Entry, State
from salesbook.mail.queue.sender import Sent
from salesbook.tables.plan import Problem
from salesbook.tables.records import MAILBOX
from salesbook.util.wording import count, joined

_FEW = 3  # senders named in a question
_OPEN = (State.QUEUED, State.FAILED, State.DOUBT)
_NOBODY = re.compile(r"^\d{3}[ -]5\.1\.(1|2|3|6|10)\b")  # RFC 3463: no such mailbox, or domain


def question_of(tray: Tray, door: Door) -> Question:
    """How many letters, from whom, and by which way."""
    letters = count(len(tray.envelopes), "message")
    senders = Counter(tray.senders.values())
    team = tray.world.frames["Team"]
    names = {
        str(email).strip().casefold(): str(name)
        for email, name in zip(team["Email"], team["Name"], strict=True)
    }
    who = joined([
        (names.get(address.casefold()) or address) + (f" ({n:,})" if len(senders) > 1 else "")
        for address, n in senders.most_common()
    ], _FEW)  # fmt: skip
    verb = (
        f"Send {letters} as {who} through {door.where}"
        if door.leaves
        else f"Put {letters} of {who} into {door.where}"
    )
    return Question(verb, tray.name)


def would(tray: Tray, question: Question) -> list[str]:
    """What a dry run says."""
    if not tray.envelopes:
        return nothing(tray)
    return [f"Would {question.text[0].lower()}{question.text[1:]}.", *held(tray)]


def queued(tray: Tray) -> list[str]:
    """What is said before anything leaves, for whoever looks into the workbook meanwhile."""
    return [f"{tray.name}: {count(len(tray.envelopes), 'letter')} queued.", *held(tray)]


def held(tray: Tray) -> list[str]:
    """How many are left out, or skipped, of those who were to get a letter."""
    going = tray.going
    told = []
    for what, letters in (("left out since", going.held), ("not sent again", going.kept)):
        reasons = Counter(reason.partition(":")[0] for reason in letters.values())
        if reasons:
            told.append(
                f"{len(letters):,} {what}: {', '.join(f'{n:,} {reason}' for reason, n in reasons.items())}."
            )
    return [*told, *([f"Skipped {len(going.skipped):,}."] if going.skipped else [])]


def nothing(tray: Tray) -> list[str]:
    """Why nothing is sent."""
    if tray.problems:
        what = f"{count(len(tray.problems), 'letter is', 'letters are')} not as Outbox says"
    elif tray.run is None:
        what = "Decision says Send beside no letter of its own"
    elif all_left(tray):
        all_of_them = "it has left" if len(tray.mine) == 1 else f"all {len(tray.mine):,} have left"
        what = f"{tray.name} has no approved letter that waits: {all_of_them}"
    else:
        what = f"{tray.name} has no approved letter that waits"
    handed = Counter(entry.via for entry in tray.mine if entry.state is State.HANDED)
    told = [f"{n:,} were put into {via} before." for via, n in handed.items()]
    return [f"Nothing to send: {what}.", *told, *held(tray)]


def all_left(tray: Tray) -> bool:
    """Whether there is nothing to send because all letters have left before: that is no failure."""
    waits = (
        tray.problems
        or tray.going.held
        or tray.going.kept
        or any(entry.state in _OPEN for entry in tray.mine)
    )
    return bool(tray.mine) and not waits and tray.run is not None


def undecided(tray: Tray) -> list[str]:
    """What a person must decide on before any more of it leaves."""
    states = Counter(entry.state for entry in tray.mine)
    told = [
        f"{states[state]:,} {word}"
        for state, word in ((State.FAILED, "failed"), (State.DOUBT, "in doubt"))
        if states[state]
    ]
    return [f"  {' and '.join(told)}: type Send (once more) or Skip into Decision of Outbox."] if told else []


def counts(tray: Tray) -> dict[str, object]:
    """Figures for programs, before anything leaves."""
    return {"letters": len(tray.envelopes), "left_out": len(tray.going.held)}


def summary(tray: Tray, sent: Sent) -> dict[str, object]:
    """Figures for programs."""
    return {
        **counts(tray), "sent": sent.taken, "handed": sent.handed, "failed": sent.refused, "in_doubt": sent.doubt,
        "retried": sent.retried, "later": sent.later, "left": sent.left, "stopped": sent.stopped,
    }  # fmt: skip


def messages_of(tray: Tray, door: Door, sent: Sent) -> list[str]:
    """Such as "news: 380 sent; 2 failed; 30 wait for another try."."""
    parts = [f"{sent.taken:,} sent"] if door.leaves else [f"{sent.handed:,} put into {door.where}"]
    parts += [f"{sent.refused:,} failed (see Reason in Outbox)"] if sent.refused else []
    parts += [f"{sent.doubt:,} in doubt: Outbox says what to do"] if sent.doubt else []
    parts += [f"{sent.later:,} wait for another try"] if sent.later else []
    parts += [f"{len(sent.barred):,} held back meanwhile: send once more to see why"] if sent.barred else []
    parts += [f"{sent.left:,} wait, not begun"] if sent.left else []
    told = [f"{tray.name}: {'; '.join(parts)}.", *([sent.stopped] if sent.stopped else []), *held(tray)]
    if not sent.stopped and (sent.later or sent.left):
        told.append("Send it once more to go on: nobody gets a letter twice.")
    return told


def lost(tray: Tray, sent: Sent) -> Iterator[Problem]:
    """Letters whose file went away while others left."""
    for one in map(tray.envelopes.get, sent.unread):
        if one:
            why = "Not sent: its file cannot be read any more"
            yield Problem("Outbox", one.letter.draft, "File", one.path.name, why, "Draft the mailing again.")


def unwanted(tray: Tray, entries: Mapping[str, Entry]) -> Iterator[Problem]:
    """Letters that the server did not take because nobody has that address."""
    names = full_names(tray.world.frames["Contacts"]).tolist()
    for message_id, one in tray.envelopes.items():
        entry = entries.get(message_id)
        if entry and entry.state is State.FAILED and _NOBODY.match(entry.said):
            who = names[one.letter.contact] or one.contact
            yield Problem(MAILBOX, one.contact, "Email", one.letter.to, f"The letter to {who} was refused: {entry.said}",
                          "Ask for another address, and change Email in Contacts. Then delete this row.")  # fmt: skip
