"""What a line of a campaign says: what is pitched, how often it was tried, and the beginning of the talk track."""

from __future__ import annotations

import re

from salesbook.domain.calls.said.filling import MOST_TALK, MOST_WHY
from salesbook.domain.calls.said.line import PlannedCall
from salesbook.domain.calls.said.talks import TryFacts
from salesbook.domain.calls.said.words import LineWords
from salesbook.domain.pitching.campaigns import Campaign
from salesbook.domain.pitching.letters import text_of_campaign
from salesbook.util.wording import count

PITCH_TOPIC = "Pitch"  # the topic
_SENTENCE = re.compile(r"[^.!?…。！？।؟]*[.!?…。！？।؟]+\s*|.+$", re.DOTALL)
_OF_THE_TALK = 2  # sentences of the talk track


def pitch_words(line: PlannedCall, campaign: Campaign, tries: int, last: str) -> LineWords:
    """For a decision maker who has not heard it: `tries` in vain in this campaign, the `last` in words."""
    told = f"{count(tries, 'try', 'tries')}, last {last}." if tries else "not pitched here yet."
    other = TryFacts(line).other_way if tries else ""
    talk = first_sentences(_cell(line, campaign, "Talk track") or _cell(line, campaign, "Promise"), MOST_TALK)
    about = " ".join(filter(None, [other and f"Try {other}.", talk]))
    return _of_campaign(line, campaign, f"{{}}: {told}", about)


def words_for_later(line: PlannedCall, campaign: Campaign, when: str) -> LineWords:
    """For a decision maker who said later, and later is now; `when` they said it in words."""
    return _of_campaign(
        line,
        campaign,
        f"Said “later” to {{}} {when}.",
        "Ask what has moved. Offer it again, or close it kindly.",
    )


def _of_campaign(line: PlannedCall, campaign: Campaign, why: str, about: str) -> LineWords:
    """With what is pitched in the braces of `why`, and behind it when only they are to be reached, as far as there is room."""
    title = _cell(line, campaign, "Title") or campaign.proposition
    version = f", version {campaign.version}" if campaign.version > 1 else ""
    named = [why.format(name) for name in (f"{title}{version}", title, campaign.proposition)]
    told = next((text for text in named if len(text) <= MOST_WHY), named[0])
    hours = f" Only {line.hours}." if line.hours else ""
    return LineWords(
        told + hours if len(told + hours) <= MOST_WHY else told,
        about,
        PITCH_TOPIC,
        text_of_campaign(line.world, campaign.key).name or None,
        campaign.key,
    )


def _cell(line: PlannedCall, campaign: Campaign, column: str) -> str:
    return str(line.world.frames["Propositions"].loc[campaign.proposition, column])


def first_sentences(text: str, most: int) -> str:
    """The first two sentences, as far as they have at most so many characters; the first in any case."""
    parts = [one.strip() for one in _SENTENCE.findall(" ".join(text.split()))][:_OF_THE_TALK]
    whole = " ".join(parts)
    return whole if len(whole) <= most or not parts else parts[0]
