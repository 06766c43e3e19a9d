"""What the Subject of a talk says: a topic of the closed list, words of a person, or a prompt of salesbook's.

Earlier versions logged the sentence of Talk about as the Subject, and letters took it into theirs. Such a prompt was
written for a rep: it still tells what the talk was about, and is shown to nobody.
"""

from __future__ import annotations

import re

from salesbook.domain.facts.situations import FIND_NUMBER, SITUATIONS
from salesbook.schema import TOPICS

# A prompt stands at the beginning, or behind what a letter's subject says: "Thank you for the talk: ...".
_START = r"(?:^|: )"
_PROMPTS = tuple(
    (re.compile(row.prompt.replace("^", _START, 1), re.DOTALL), row.topic)
    for row in (*SITUATIONS, FIND_NUMBER)
)
_BY_WORD = {topic.casefold(): topic for topic in TOPICS}


def as_topic(text: str) -> str:
    """The topic of the closed list that a cell names, however it is spelt; "" if it names none."""
    return _BY_WORD.get(" ".join(text.split()).casefold(), "")


def topic_of_prompt(text: str) -> str:
    """The topic of a sentence that salesbook wrote for a rep, or of a text that holds one; "" if it holds none."""
    line = " ".join(text.split())
    return next((topic for pattern, topic in _PROMPTS if pattern.search(line)), "")


def own_subject(subject: str) -> str:
    """A Subject that a person wrote, in a cell or in a mail; "" where it is a topic, or holds a prompt."""
    return "" if as_topic(subject) or topic_of_prompt(subject) else subject


def topic_said(subject: str) -> str:
    """The topic that a Subject is, or that the prompt in it tells; "" for words of a person."""
    topic = as_topic(subject) or topic_of_prompt(subject)
    return "" if topic == "None" else topic
