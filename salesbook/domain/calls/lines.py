"""A line of the call list, from what was decided to the row that people read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count

import numpy as np

from salesbook.domain.calls.contact_cells import ContactCells
from salesbook.domain.calls.openlines import OpenLines, call_id
from salesbook.domain.calls.said.words import LineWords
from salesbook.domain.facts.due import rhythm_table
from salesbook.domain.facts.phones import phone_link
from salesbook.domain.facts.score.table import score_table
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.world import World
from salesbook.tables.cells import Cells
from salesbook.tables.plan import Value
from salesbook.util.wording import joined


@dataclass(frozen=True)
class CallLine:
    """One call: `contact` and `also_due` are positions in Contacts."""

    contact: int
    rep: str
    channel: str
    block: str
    said: LineWords
    priority: float
    local_time: str
    also_due: Sequence[int] = ()


@dataclass(frozen=True)
class Writer:
    """Makes rows of lines."""

    world: World

    def rows(self, lines: Iterable[CallLine], stay: OpenLines) -> list[dict[str, Value]]:
        """Rows for Calls, in the order of the lines; ranks count by rep, past those of lines that stay."""
        taken = {*stay.stay["Call ID"], *self._logged_today()}
        rows = []
        ranks: dict[str, Iterator[int]] = {}
        for line in lines:
            if line.rep not in ranks:
                ranks[line.rep] = _free_ranks(stay.ranks(line.rep))
            row = self._row(line, next(ranks[line.rep]), taken)
            taken.add(str(row["Call ID"]))
            rows.append(row)
        return rows

    @cached_property
    def _scores(self) -> Cells:
        return Cells(self.world.get(score_table))

    @cached_property
    def _rhythm(self) -> Cells:
        return Cells(self.world.get(rhythm_table))

    def _row(self, line: CallLine, rank: int, taken: Collection[str]) -> dict[str, Value]:
        contact, person = line.contact, self.world.get(ContactCells)
        score, last = self._scores.at(contact, "score"), self._rhythm.at(contact, "last_touch")
        return {
            "Call ID": call_id(self.world.today, person.of(contact, "Contact ID"), line.channel, taken),
            "Date": self.world.today,
            "Rep": line.rep,
            "Rank": rank,
            "Block": line.block,
            "Contact ID": person.of(contact, "Contact ID"),
            "Name": person.name(contact),
            "Account": person.account_name(contact) or None,
            "Also due": joined([person.name(one) for one in line.also_due]) or None,
            "Phone": phone_link(person.of(contact, "Phone")),
            "Channel": line.channel,
            "Direction": "Out",
            "Local time": line.local_time or None,
            "Why": line.said.why,
            "Talk about": line.said.about,
            "Topic": line.said.topic,
            "Campaign ID": line.said.campaign,
            "Last touch": last and last.date(),
            "Score": None if np.isnan(score) else score,
            "Priority": line.priority,
            "Letter": line.said.letter,
        }

    def _logged_today(self) -> set[str]:
        """Call IDs of today's talks: their Activity ID is made from it."""
        touches = self.world.get(touch_table)
        rows = touches["activity"].to_numpy()[(touches["age"] == 0).to_numpy()]
        ids = self.world.frames["Activities"]["Activity ID"].to_numpy(dtype=object)[rows[rows >= 0]]
        return {activity.removeprefix("T-") for activity in ids.tolist()}


def _free_ranks(taken: Collection[int]) -> Iterator[int]:
    return (rank for rank in count(1) if rank not in taken)
