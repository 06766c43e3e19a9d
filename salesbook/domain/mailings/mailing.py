"""One row of Mailings: what is to be drafted, and whether it is approved."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from salesbook.domain.audience import RULES_VERSION
from salesbook.domain.facts.letter_status import GONE
from salesbook.domain.pitching.letters import LentText, refuse_unless_live, text_of_campaign, words_pitched
from salesbook.domain.pitching.problems import has_campaigns
from salesbook.domain.world import World
from salesbook.errors import BadInput
from salesbook.tables.origin import origin_of
from salesbook.tables.rows import row_of

if TYPE_CHECKING:
    import pandas as pd

_NEW_MEANING = "blank cells choose nobody now; Tier, Owner and Time zone may be the account's"


@dataclass(frozen=True)
class Approval:
    """Whether the text and the audience are approved as they are. `told`: why not, where somebody thought so."""

    given: bool
    told: str = ""
    taken_back: bool = False


@dataclass(frozen=True)
class Mailing:
    """A mailing, by its ID."""

    world: World
    key: str

    @cached_property
    def row(self) -> dict[str, Any]:
        """Its row of Mailings, typed, by header."""
        return row_of(self.world.frames["Mailings"], self.key)

    @property
    def template(self) -> str:
        """The name of the text: its own, else that of its campaign. Raises BadInput where there is none."""
        return self.lent.name or self._filled("Template", "the name of a text, such as news")

    @cached_property
    def lent(self) -> LentText:
        """The text of its campaign, where it has none of its own. Raises BadInput where the campaign is not live, or has none either."""
        if str(self.row["Template"]) or not self.campaign or not has_campaigns(self.world):
            return LentText()
        refuse_unless_live(self.world, self.key, self.campaign)
        if self.campaign not in self.world.frames["Campaigns"].index:
            return LentText()
        found = text_of_campaign(self.world, self.campaign)
        if not found.name:
            raise BadInput(
                f"Mailing {self.key} has no Template, and neither has its campaign {self.campaign} or the proposition.",
                "Type the name of a text, such as pitch, into one of them.",
            )
        return found

    @property
    def audience(self) -> str:
        """The rule. Raises BadInput where there is none."""
        return self._filled("Audience", "who gets it, such as: Kind = Customer. Or: everyone")

    @property
    def language(self) -> str:
        """The language whose readers get it; "": all of them."""
        return str(self.row["Language"])

    @property
    def campaign(self) -> str:
        """The campaign that it pitches; "" for none."""
        return str(self.row["Campaign ID"])

    @property
    def shares(self) -> str:
        """Shares of the variants, as typed."""
        return str(self.row["Variants"])

    @property
    def hold_out(self) -> float:
        """Share of the audience that gets nothing, 0 to 1. Raises BadInput beyond."""
        share = float(self.row["Hold out"])
        if math.isnan(share):
            return 0.0
        if not 0 <= share < 1:
            raise BadInput(f"Hold out of {self.key} is {share:g}.", "Type a share below 1, such as 10 %.")
        return share

    @cached_property
    def letters(self) -> pd.DataFrame:
        """Its rows of Outbox."""
        outbox = self.world.frames["Outbox"]
        return outbox[outbox["Mailing ID"] == self.key]

    @cached_property
    def had(self) -> set[str]:
        """IDs of contacts to whom a letter of it has gone, or may have."""
        gone = self.letters[self.letters["Status"].isin(GONE)]
        return set(gone["Contact ID"])

    def version(self, texts: Iterable[str], rules: str = RULES_VERSION) -> str:
        """Marks the text, given the fingerprints of its files, the audience, the mailing, and the words that it pitches: approval is given for all.

        `rules`: what the rule in Audience meant; "" before it was marked.
        """
        pitched = words_pitched(self.world, self.campaign)
        parts = [*sorted(texts), self.key, " ".join(self.audience.split()), self.language, self.shares, repr(self.hold_out),
                 self.campaign, *([f"rules {rules}"] if rules else []), *([f"pitches {pitched}"] if pitched else [])]  # fmt: skip
        return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()

    def approval(self, version: str, before: str = "") -> Approval:
        """Whether somebody who may has approved this version; `before`: what it was while rules meant something else."""
        by, author = str(self.row["Approved by"]), str(self.row["Author"])
        if not by:
            return Approval(given=False)
        drafted = str(self.row["Version"])
        if drafted != version:
            if drafted and drafted == before:
                why = f"What its Audience means has changed since {by} approved it ({_NEW_MEANING})"
            elif drafted:
                what = "text, audience or proposition" if self.campaign else "text or audience"
                why = f"Its {what} has changed since {by} approved it"
            else:
                why = f"{by} approved it before there were drafts to read"
            return Approval(
                False, f"{why}, so {self.key} is a Draft again: have it approved anew.", taken_back=True
            )
        if by not in self.world.frames["Team"].index:
            return Approval(
                False, f"Approved by of {self.key} says {by}, who is not in Team, so it stays a Draft."
            )
        if str(self.world.settings["Author may approve"]).strip().casefold() == "yes":
            return Approval(given=True)
        if not author:
            return Approval(
                False,
                f"Not approved: fill in Author{self._at('Author')}.",
            )
        if author not in self.world.frames["Team"].index:
            return Approval(
                False,
                f"Author of {self.key} says {author}, who is not in Team, so nobody can tell who approves whose text.",
            )
        if author == by:
            return Approval(
                False,
                f"{by} wrote {self.key}, so somebody else must approve it (Settings, Author may approve).",
            )
        return Approval(given=True)

    def _at(self, column: str) -> str:
        """Where a cell of its row stands, such as " (Mailings!I3)"; "" where nobody can tell."""
        cell = origin_of(self.world.frames["Mailings"]).grid.address(self.key, column)
        return f" ({cell})" if cell else ""

    def _filled(self, column: str, what: str) -> str:
        text = str(self.row[column])
        if not text:
            raise BadInput(f"Mailing {self.key} has no {column}.", f"Type {what}.")
        return text


def find_mailing(world: World, name: str) -> Mailing:
    """The mailing of this ID or title; without a name the only one that is not sent yet. Raises BadInput."""
    mailings = world.frames["Mailings"]
    open_ones = [key for key in mailings.index if mailings["Status"][key] != "Sent"]
    wanted = name.strip().casefold()
    found = [
        key for key in mailings.index if wanted in {key.casefold(), str(mailings["Title"][key]).casefold()}
    ]
    if not wanted:
        found = open_ones
    elif name.strip() in found:  # another one may differ in capitals only
        found = [name.strip()]
    if len(found) == 1:
        return Mailing(world, found[0])
    known = (
        f"Mailings has: {', '.join(mailings.index)}."
        if len(mailings)
        else "Add a row to the sheet Mailings first."
    )
    if not found:
        raise BadInput(f"There is no mailing {name!r}." if wanted else "There is no mailing to draft.", known)
    raise BadInput(f"{len(found)} mailings fit.", f"Name one: {', '.join(found)}.")
