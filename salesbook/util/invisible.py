"""Letters that nobody sees: soft hyphens, zero-width characters, marks of direction, byte order marks.

Text in, text out. They come from web pages and other programs, and make two of one person.
"""

from __future__ import annotations

import re

# What has no meaning in a name, an address, an ID or a header. Hangul fillers look like blanks.
_NEVER = "\u00ad\u034f\u061c\u115f\u1160\u180e\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
# Joiners shape letters of these scripts and join emoji; the space of no width parts words where no other does.
_JOINED = "\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u1800-\u18af"
_EMOJI = "\u200d\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_USELESS = re.compile(
    rf"[{_NEVER}]|(?<![{_JOINED}{_EMOJI}])[\u200c\u200d]|[\u200c\u200d](?![{_JOINED}{_EMOJI}])"
    rf"|(?<![{_UNSPACED}])\u200b|\u200b(?![{_UNSPACED}])"
)
# For comparing, none of them counts, nor which of two pictures of a sign was chosen.
_ANY = re.compile(rf"[{_NEVER}\u200b-\u200d\ufe00-\ufe0f\U000e0000-\U000e01ef]")


def without_invisible(text: str) -> str:
    """The text as it is to be kept: what means something in Persian, in scripts of India or between emoji stays."""
    return text if text.isascii() else _USELESS.sub("", text)


def for_comparing(text: str) -> str:
    """The text without any letter that cannot be seen: equal for two that look alike."""
    return text if text.isascii() else _ANY.sub("", text)
