"""What follows which event when, by the table FollowUps, and what of it is due today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from salesbook.domain.aftersale.days import AccountDays, account_days
from salesbook.domain.aftersale.events import Happened, happened
from salesbook.domain.aftersale.part import has_after_sale
from salesbook.domain.facts.calendar import work_calendar
from salesbook.domain.facts.due import add_interval
from salesbook.domain.facts.orders import order_days
from salesbook.domain.facts.owners import owners_of
from salesbook.domain.facts.subjects import topic_said
from salesbook.domain.facts.talks import talk_rows
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.world import World
from salesbook.schema.closed_lists import FOLLOW_UP_EVENTS, UNITS
from salesbook.tables.arrays import Bools, Ints, dates, day_of_number, days_of, numbers, take, texts
from salesbook.tables.plan import Handle

LETTER_CHANNELS = ("Email", "Letter")
_DAYS_OF = {"day": 1, "week": 7}
_REST = 2  # working days after a touch
_TALKS_THEMSELVES = ("First talk", "Installed", "Serviced", "Complaint closed")
_NO_TOUCH = ("Order", "Newsletter")


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A row of FollowUps: so many `days` or `months` after its `event` (a place in FOLLOW_UP_EVENTS)."""

    handle: Handle
    event: int
    days: int
    months: int
    channel: str
    who: str
    topic: str
    letter: str

    @property
    def is_letter(self) -> bool:
        """Whether it is written."""
        return self.channel in LETTER_CHANNELS


@dataclass(frozen=True)
class DueFollowUps:
    """What of FollowUps is to be done, arrays of one length: `rule` as a place in `follow_up_rules`, `contact` and `customer` as `Happened` has them.

    `day`: of the event; `due`: the day on which it was to be done first. Each event stands here at most once as a talk and once as a letter.
    """

    rule: Ints
    contact: Ints
    customer: Ints
    day: Ints
    due: Ints


def follow_up_rules(world: World) -> list[FollowUp]:
    """The rows in use, those of one event from the smallest After; of two for the same event and time the upper one. None without the part."""
    if not has_after_sale(world):
        return []
    table = world.frames["FollowUps"]
    after = numbers(table, "After")
    columns = (texts(table, name).tolist() for name in ("Event", "Unit", "Channel", "Who", "Topic", "Letter"))
    active = table["Active"].to_numpy(dtype=bool).tolist()
    rules: dict[tuple[int, int, int], FollowUp] = {}
    rows = zip(table.index.tolist(), after.tolist(), active, *columns, strict=True)
    for handle, number, used, event, unit, channel, who, topic, letter in rows:
        usable = used and event in FOLLOW_UP_EVENTS and unit in UNITS and topic and number >= 0
        if usable:
            months = int(number) if unit == "month" else 0
            days = int(np.ceil(number * _DAYS_OF.get(unit, 0)))
            found = FollowUp(
                handle, FOLLOW_UP_EVENTS.index(event), days, months, channel or "Call", who, topic, letter
            )
            rules.setdefault((found.event, days, months), found)
    return sorted(rules.values(), key=lambda rule: (rule.event, rule.days + 30.4375 * rule.months))


def due_follow_ups(world: World) -> DueFollowUps:
    """Those of `pending_follow_ups` that are due today."""
    found = world.get(pending_follow_ups)
    now = found.due <= world.day
    return DueFollowUps(
        *(column[now] for column in (found.rule, found.contact, found.customer, found.day, found.due))
    )


def pending_follow_ups(world: World) -> DueFollowUps:
    """The first row of each event's sequence that is not done, with its day: After its event, and two working days after the last touch.

    Talks and letters are sequences of their own. A talk or a letter with its Topic at the customer since the row before was
    due counts as done, each for one row. Nothing without the part.
    """
    parts: list[tuple[Ints, ...]] = [tuple(np.zeros(0, dtype=np.int64) for _ in range(5))]
    if has_after_sale(world):
        rules, events = world.get(follow_up_rules), world.get(happened)
        for kind in range(len(FOLLOW_UP_EVENTS)):
            theirs = np.flatnonzero(events.kind == kind)
            for letters in (False, True):
                steps = [
                    n for n, rule in enumerate(rules) if rule.event == kind and rule.is_letter == letters
                ]
                if steps and len(theirs):
                    parts += _of_sequence(world, events, theirs, steps)
    rule, contact, customer, day, due = (np.concatenate(column) for column in zip(*parts, strict=True))
    return DueFollowUps(rule, contact, customer, day, due)


def _of_sequence(
    world: World, events: Happened, at: Ints, steps: Sequence[int]
) -> Iterator[tuple[Ints, ...]]:
    """The next step of each of these events: the columns of `DueFollowUps`."""
    rules = world.get(follow_up_rules)
    own = FOLLOW_UP_EVENTS[rules[steps[0]].event] in _TALKS_THEMSELVES
    begins = events.day[at] + own
    for step in steps:
        rule, customer, day = rules[step], events.customer[at], events.day[at]
        due = days_of(
            add_interval(
                day.astype("datetime64[D]"), np.full(len(at), rule.months), np.full(len(at), rule.days)
            )
        )
        about = _about(world, rule.topic)
        done = about.day_at(about.since(customer, begins), world.day + 1)
        if rule.is_letter:
            done = np.minimum(done, _drafted(world, rule, events.contact[at], day))
        pending = done > world.day
        contact = events.contact[at[pending]]
        yield (
            np.full(len(contact), step),
            contact,
            customer[pending],
            day[pending],
            np.maximum(due[pending], _rested(world, customer[pending], contact)),
        )
        at, begins = at[~pending], np.maximum(done + 1, due)[~pending]


def follow_up_key(world: World, rule: FollowUp, contact: int, day: int) -> str:
    """The Draft ID of the letter that a row makes for an event of that day: always the same, so that it is written once."""
    event = FOLLOW_UP_EVENTS[rule.event].replace(" ", "")
    after = f"{rule.months}m" if rule.months else f"{rule.days}d"
    who = texts(world.frames["Contacts"], "Contact ID")[contact]
    return f"{rule.letter}.{who}.{event}{day_of_number(day):%Y%m%d}.{after}"


def _drafted(world: World, rule: FollowUp, contact: Ints, day: Ints) -> Ints:
    """The day on which each letter came into Outbox; long after today where it is not there."""
    outbox, never = world.frames.get("Outbox"), world.day + 1
    if outbox is None or not rule.letter or not len(outbox):
        return np.full(len(contact), never)
    made = days_of(dates(outbox, "Made on"))
    known = dict(zip(outbox.index.tolist(), np.where(made < 0, world.day, made).tolist(), strict=True))
    pairs = zip(contact.tolist(), day.tolist(), strict=True)
    keys = (follow_up_key(world, rule, who, when) for who, when in pairs)
    return np.array([known.get(key, never) for key in keys], dtype=np.int64)


def _about(world: World, topic: str) -> AccountDays:
    """By customer the days of talks and letters with that Topic."""
    return world.get(_by_topic).get(topic) or account_days(
        np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    )


def _by_topic(world: World) -> dict[str, AccountDays]:
    """Of each topic that FollowUps names the days of talks with it, and of letters of ours, by customer."""
    touches, log = world.get(touch_table), world.frames["Activities"]
    activity, channel = touches["activity"].to_numpy(), touches["channel"]
    letters = channel.isin(LETTER_CHANNELS).to_numpy() & ~touches["inbound"].to_numpy()
    rows = np.flatnonzero((world.get(talk_rows) | letters) & (activity >= 0))
    subjects = take(texts(log, "Subject"), activity[rows])
    topic_of = {subject: topic_said(subject) for subject in set(subjects.tolist())}
    topics = np.array([topic_of[subject] for subject in subjects.tolist()], dtype=object)
    customer = world.get(order_days).of_contact[touches["contact"].to_numpy()[rows]]
    day = touches["day"].to_numpy()[rows]
    return {
        rule.topic: account_days(customer[topics == rule.topic], day[topics == rule.topic])
        for rule in world.get(follow_up_rules)
    }


def _rested(world: World, customer: Ints, contact: Ints) -> Ints:
    """The day from which these customers may be called again: two working days of the owner after the last touch."""
    last = world.get(_last_touch)[customer]
    known = last >= 0
    found = np.full(len(customer), -(10**6))
    owners = world.get(owners_of)[contact[known]]
    after = world.get(work_calendar).working_days_after(owners, last[known].astype("datetime64[D]"), _REST)
    found[known] = days_of(after)
    return found


def _last_touch(world: World) -> Ints:
    """By customer the day of the last touch that was neither an order nor a mailing; -1 without one."""
    touches, of_contact = world.get(touch_table), world.get(order_days).of_contact
    counts: Bools = (touches["points"].to_numpy() > 0) & ~touches["channel"].isin(_NO_TOUCH).to_numpy()
    found = np.full(int(of_contact.max(initial=-1)) + 1, -1)
    np.maximum.at(found, of_contact[touches["contact"].to_numpy()[counts]], touches["day"].to_numpy()[counts])
    return found
