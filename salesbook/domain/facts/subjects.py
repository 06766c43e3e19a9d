"""What the Subject of a talk says: a topic of the closed list, words of a person, or a prompt of salesbook's.

Earlier versions logged the sentence of Talk about as the Subject, and letters took it into theirs. Such a prompt was
written for a rep: it still tells what the talk was about, and is shown to nobody.
"""

from __future__ import annotations

import re

from salesbook.domain.facts.situations.table import FIND_NUMBER, SITUATIONS
from salesbook.schema import TOPICS

# A prompt of an earlier version stands at the beginning, or behind what a letter's subject says: "Thank you for the talk: ...".
_START = r"(?:^|: )"
_EARLIER = tuple((re.compile(pattern.replace("^", _START, 1), re.DOTALL), topic) for pattern, topic in (
    ("^They wrote on .+ Answer them, and agree the next step", "Reply"),
    (r"^You agreed to talk on \d", "Promise"),
    (r"^On \d.+ they asked to be called later: call back", "Call back"),
    ("^A meeting was booked on .+: confirm it, or ask what came of it", "Meeting"),
    ("^Open opportunity “.+: agree the next step", "Open opportunity"),
    ("^No order for .+, usually every .+; the last was on ", "Reorder"),
    ("^One order so far, on .+ and none for ", "Reorder"),
    (r"[:,] (?:thank them, and |ask how it went, and |tell how that went, and )?ask for a referral\b", "Referral ask"),
    ("^Status update: what is new at .+ since ", "Status"),
    ("^Never spoken to.*: introduce yourself and ", "Introduction"),
    (r"^Thank them for the order of \d", "Status"),
    ("^Complete what we know: ask for ", "Data"),
    ("^No business reason yet: ", "None"),
    ("^Find number: ", "Data"),
))  # fmt: skip
ASK_WHO_DECIDES = "Ask who decides on "  # of an organisation in a cohort
ASK_AT_THE_FIRM = "Ask at the firm "  # of somebody who left it
_OF_LINES = (
    *((re.compile(row.known_by), row.topic) for row in (*SITUATIONS, FIND_NUMBER)),
    (re.compile(f"^(?:{ASK_WHO_DECIDES}|{ASK_AT_THE_FIRM})"), "Data"),
)
_BY_WORD = {topic.casefold(): topic for topic in TOPICS}


def as_topic(text: str) -> str:
    """The topic of the closed list that a cell names, however it is spelt; "" if it names none."""
    return _BY_WORD.get(" ".join(text.split()).casefold(), "")


def topic_of_line(text: str) -> str:
    """The topic of a Talk about that salesbook wrote, of whatever version; "" if a person wrote it."""
    line = " ".join(text.split())
    found = next((topic for pattern, topic in _OF_LINES if pattern.search(line)), "")
    return found or topic_of_prompt(line)


def topic_of_prompt(text: str) -> str:
    """The topic of a Subject that holds a prompt of an earlier version; "" if it holds none."""
    line = " ".join(text.split())
    return next((topic for pattern, topic in _EARLIER if pattern.search(line)), "")


def own_subject(subject: str) -> str:
    """A Subject that a person wrote, in a cell or in a mail; "" where it is a topic, or holds a prompt."""
    return "" if as_topic(subject) or topic_of_prompt(subject) else subject


def topic_said(subject: str) -> str:
    """The topic that a Subject is, or that the prompt in it tells; "" for words of a person."""
    topic = as_topic(subject) or topic_of_prompt(subject)
    return "" if topic == "None" else topic
