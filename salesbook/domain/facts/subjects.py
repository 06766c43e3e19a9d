"""What the Subject of a talk says: a topic of the closed list, words of a person, or a prompt of salesbook's.

Earlier versions logged the sentence of Talk about as the Subject, and letters took it into theirs. Such a prompt was
written for a rep: it still tells what the talk was about, and is shown to nobody.
"""

from __future__ import annotations

import re

from salesbook.schema import TOPICS

# How the sentences of Talk about begin, or what only they say, and the topic that each tells of. A prompt stands
# at the beginning, or behind what a letter's subject says: "Thank you for the talk: ...".
_START = r"(?:^|: )"
_PROMPTS = tuple((re.compile(pattern, re.DOTALL), topic) for pattern, topic in (
    (rf"{_START}They wrote on .+ Answer them, and agree the next step", "Reply"),
    (rf"{_START}You agreed to talk on \d", "Promise"),
    (rf"{_START}On \d.+ they asked to be called later: call back", "Call back"),
    (rf"{_START}A meeting was booked on .+: confirm it, or ask what came of it", "Meeting"),
    (rf"{_START}Open opportunity “.+: agree the next step", "Open opportunity"),
    (rf"{_START}No order for .+, usually every .+; the last was on ", "Reorder"),
    (rf"{_START}One order so far, on .+ and none for ", "Reorder"),
    (r"[:,] (?:thank them, and |ask how it went, and |tell how that went, and )?ask for a referral\b", "Referral ask"),
    (rf"{_START}Status update: what is new at .+ since ", "Status"),
    (rf"{_START}Never spoken to.*: introduce yourself and ", "Introduction"),
    (rf"{_START}Thank them for the order of \d", "Status"),
    (rf"{_START}Complete what we know: ask for ", "Data"),
    (rf"{_START}Find number: ", "Data"),
    (rf"{_START}No business reason yet: ", "None"),
))  # fmt: skip
_BY_WORD = {topic.casefold(): topic for topic in TOPICS}


def as_topic(text: str) -> str:
    """The topic of the closed list that a cell names, however it is spelt; "" if it names none."""
    return _BY_WORD.get(" ".join(text.split()).casefold(), "")


def topic_of_prompt(text: str) -> str:
    """The topic of a sentence that salesbook wrote for a rep, or of a text that holds one; "" if it holds none."""
    line = " ".join(text.split())
    return next((topic for pattern, topic in _PROMPTS if pattern.search(line)), "")


def own_words(subject: str) -> str:
    """A Subject that a person wrote, in a cell or in a mail; "" where it is a topic, or holds a prompt."""
    return "" if as_topic(subject) or topic_of_prompt(subject) else subject


def topic_said(subject: str) -> str:
    """The topic that a Subject is, or that the prompt in it tells; "" for words of a person."""
    topic = as_topic(subject) or topic_of_prompt(subject)
    return "" if topic == "None" else topic
