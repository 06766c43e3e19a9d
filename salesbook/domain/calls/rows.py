"""What people did to a row of Calls: nothing, something, or enough to log it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

# Columns that only people fill. Channel and Direction come filled in, and are theirs to change.
TYPED_TEXTS = ("Outcome", "Answer", "Their words", "Heard", "Notes", "Referral given")
TYPED_VALUES = ("Minutes", "Next date")


def finished(calls: pd.DataFrame) -> pd.Series[bool]:
    """Rows to log: those with an outcome."""
    return calls["Outcome"] != ""


def typed(calls: pd.DataFrame) -> pd.Series[bool]:
    """Rows that people added, or wrote in: in our columns for them, in their own, or unreadably."""
    ours = calls["Call ID"] != ""
    texts = np.logical_or.reduce([calls[name] != "" for name in TYPED_TEXTS])
    values = np.logical_or.reduce([calls[name].notna() for name in TYPED_VALUES])
    attrs = calls.attrs
    other = calls.index.isin(list(attrs["extra"])) | calls.index.isin(list(attrs["bad"]))
    found: pd.Series[bool] = ~ours | texts | values | (calls["Direction"] == "In") | other
    return found
