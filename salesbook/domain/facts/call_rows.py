"""What people did to a row of Calls: nothing, something, or enough to log it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from salesbook.domain.facts.follow_up_words import follows_an_event
from salesbook.domain.facts.subjects import as_topic, topic_of_line
from salesbook.schema import PERSONAL_CHANNELS, TYPED_TOPICS
from salesbook.tables.arrays import Bools, dates, texts
from salesbook.tables.origin import origin_of

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

# What a Call ID has behind the date and the contact, by channel.
CHANNEL_LETTERS = {"Call": ""} | {
    channel: f"-{channel[0]}" for channel in PERSONAL_CHANNELS if channel != "Call"
}
_OUR_ID = re.compile(r"\d{4}-\d\d-\d\d-.")
# Columns that only people fill. Channel and Direction come filled in, and are theirs to change.
TYPED_TEXTS = ("Outcome", "Answer", "Their words", "Heard", "Notes", "Referral given")
TYPED_VALUES = ("Minutes", "Next date")


def finished(calls: pd.DataFrame) -> pd.Series[bool]:
    """Rows to log: those with an outcome."""
    return calls["Outcome"] != ""


def typed_rows(calls: pd.DataFrame) -> pd.Series[bool]:
    """Rows that people added, or wrote in: in our columns for them, in their own, or unreadably."""
    ours = calls["Call ID"] != ""
    words = np.logical_or.reduce([calls[name] != "" for name in TYPED_TEXTS])
    values = np.logical_or.reduce([calls[name].notna() for name in TYPED_VALUES])
    origin = origin_of(calls)
    other = calls.index.isin(list(origin.extra)) | calls.index.isin(list(origin.unread))
    chosen = np.array(
        [_chose(*pair) for pair in zip(calls["Topic"], calls["Talk about"], strict=True)], dtype=bool
    )
    found: pd.Series[bool] = ~ours | words | values | (calls["Direction"] == "In") | other | chosen
    return found


def unnamed(calls: pd.DataFrame) -> pd.Series[bool]:
    """Rows for somebody who rings in which nobody has typed yet: who it is, or anything else."""
    blank = [
        calls[name] == ""
        for name in ("Call ID", "Contact ID", "Name", "Account", "Phone", "Topic", *TYPED_TEXTS)
    ]
    values = [calls[name].isna() for name in TYPED_VALUES]
    origin = origin_of(calls)
    typed = calls.index.isin([*origin.extra, *origin.unread])
    found: pd.Series[bool] = np.logical_and.reduce([*blank, *values]) & (calls["Direction"] == "In") & ~typed
    return found


def as_written(calls: pd.DataFrame) -> Bools:
    """Lines that are as salesbook wrote them.

    A Call ID is the date, the contact, and for other channels than a call a letter: so a Channel that somebody
    changed is seen, though it came filled in. Direction comes as "Out", and "In" was typed. A line whose date or
    contact is not that of its Call ID was changed, too.
    """
    columns = (texts(calls, name).tolist() for name in ("Call ID", "Contact ID", "Channel"))
    rows = zip(*columns, dates(calls, "Date").tolist(), strict=True)
    changed = np.array([_changed(*row) for row in rows], dtype=bool)
    found: Bools = ~(typed_rows(calls).to_numpy(dtype=bool) | changed)
    return found


def _chose(topic: str, prompt: str) -> bool:
    """Whether somebody chose another topic: one that salesbook never writes, or not that of the line's own prompt."""
    known = as_topic(topic)
    if follows_an_event(prompt):
        return bool(topic) and not known
    if not topic or not known or known in TYPED_TOPICS:
        return bool(topic)
    prompted = topic_of_line(prompt)
    return bool(prompted) and known != prompted


def _changed(found: str, contact: str, channel: str, day: date | None) -> bool:
    """Whether somebody chose another channel, or wrote over the line's date or contact."""
    if channel and channel not in CHANNEL_LETTERS:
        return True
    if not _OUR_ID.match(found):
        return False  # not an ID of this kind, so there is nothing to compare with
    if day is None:
        return True
    letter = (
        re.escape(CHANNEL_LETTERS[channel])
        if channel
        else "(" + "|".join(map(re.escape, CHANNEL_LETTERS.values())) + ")"
    )
    return not re.fullmatch(re.escape(f"{day}-{contact}") + letter + r"(-\d+)?", found)
