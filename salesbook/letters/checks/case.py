"""What the rules are shown: one template, and what is known of the workbook that it is for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from salesbook.letters.compiler import Translation


@dataclass(frozen=True, slots=True)
class Case:
    """One template as rules see it. `known` are the headers of each kind of record, where they are known.

    `inner` are those among them that are written for colleagues.
    """

    translation: Translation
    known: Mapping[str, Collection[str]]
    reps: Collection[str] = ()
    inner: Mapping[str, Collection[str]] = field(default_factory=dict)
