"""What people did to a row of Calls: nothing, something, or enough to log it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from salesbook.domain.facts.subjects import as_topic, topic_of_line
from salesbook.schema import TYPED_TOPICS
from salesbook.tables.origin import origin_of

if TYPE_CHECKING:
    import pandas as pd

# Columns that only people fill. Channel and Direction come filled in, and are theirs to change.
TYPED_TEXTS = ("Outcome", "Answer", "Their words", "Heard", "Notes", "Referral given")
TYPED_VALUES = ("Minutes", "Next date")


def finished(calls: pd.DataFrame) -> pd.Series[bool]:
    """Rows to log: those with an outcome."""
    return calls["Outcome"] != ""


def typed_rows(calls: pd.DataFrame) -> pd.Series[bool]:
    """Rows that people added, or wrote in: in our columns for them, in their own, or unreadably."""
    ours = calls["Call ID"] != ""
    texts = np.logical_or.reduce([calls[name] != "" for name in TYPED_TEXTS])
    values = np.logical_or.reduce([calls[name].notna() for name in TYPED_VALUES])
    origin = origin_of(calls)
    other = calls.index.isin(list(origin.extra)) | calls.index.isin(list(origin.unread))
    chosen = np.array(
        [_chose(*pair) for pair in zip(calls["Topic"], calls["Talk about"], strict=True)], dtype=bool
    )
    found: pd.Series[bool] = ~ours | texts | values | (calls["Direction"] == "In") | other | chosen
    return found


def unnamed(calls: pd.DataFrame) -> pd.Series[bool]:
    """Rows for somebody who rings in which nobody has typed yet: who it is, or anything else."""
    texts = [
        calls[name] == ""
        for name in ("Call ID", "Contact ID", "Name", "Account", "Phone", "Topic", *TYPED_TEXTS)
    ]
    values = [calls[name].isna() for name in TYPED_VALUES]
    origin = origin_of(calls)
    typed = calls.index.isin([*origin.extra, *origin.unread])
    found: pd.Series[bool] = np.logical_and.reduce([*texts, *values]) & (calls["Direction"] == "In") & ~typed
    return found


def _chose(topic: str, prompt: str) -> bool:
    """Whether somebody chose another topic: one that salesbook never writes, or not that of the line's own prompt."""
    known = as_topic(topic)
    if not topic or not known or known in TYPED_TOPICS:
        return bool(topic)
    prompted = topic_of_line(prompt)
    return bool(prompted) and known != prompted
