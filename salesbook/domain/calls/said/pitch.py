"""What a line of a campaign says: what is pitched, how often it was tried, and the beginning of the talk track."""

from __future__ import annotations

import re

from salesbook.domain.calls.said.filling import MOST_TALK
from salesbook.domain.calls.said.line import PlannedCall
from salesbook.domain.calls.said.talks import TryFacts
from salesbook.domain.calls.said.words import LineWords
from salesbook.domain.pitching.campaigns import Campaign
from salesbook.tables.cells import Cells
from salesbook.util.wording import count

PITCH_TOPIC = "Pitch"  # the topic
_SENTENCE = re.compile(r"[^.!?…。！？।؟]*[.!?…。！？।؟]+\s*|.+$", re.DOTALL)
_OF_THE_TALK = 2  # sentences of the talk track


def pitch_words(line: PlannedCall, campaign: Campaign, tries: int, last: str) -> LineWords:
    """For a decision maker who has not heard it: `tries` in vain in this campaign, the `last` in words."""
    of = Cells(line.world.frames["Propositions"]).at
    row = list(line.world.frames["Propositions"].index).index(campaign.proposition)
    title = str(of(row, "Title")) or campaign.proposition
    version = f", version {campaign.version}" if campaign.version > 1 else ""
    told = f"{count(tries, 'try', 'tries')}, last {last}." if tries else "not pitched here yet."
    other = TryFacts(line).other_way if tries else ""
    talk = first_sentences(str(of(row, "Talk track")) or str(of(row, "Promise")), MOST_TALK)
    letter = str(line.world.frames["Campaigns"].loc[campaign.key, "Template"]) or str(of(row, "Template"))
    about = " ".join(filter(None, [other and f"Try {other}.", talk]))
    return LineWords(f"{title}{version}: {told}", about, PITCH_TOPIC, letter or None, campaign.key)


def first_sentences(text: str, most: int) -> str:
    """The first two sentences, as far as they have at most so many characters; the first in any case."""
    parts = [one.strip() for one in _SENTENCE.findall(" ".join(text.split()))][:_OF_THE_TALK]
    whole = " ".join(parts)
    return whole if len(whole) <= most or not parts else parts[0]
