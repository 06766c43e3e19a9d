"""Letters that tell colleagues what came of what they noted on the front line: known by their Draft ID."""

from __future__ import annotations

import re
from datetime import date
from hashlib import blake2b

_KIND = "notes"
_KEY = re.compile(rf"{_KIND}\.[0-9a-f]{{8}}\.\d{{4}}-\d\d-\d\d")


def note_letter_key(rep: str, day: date) -> str:
    """The Draft ID of the letter of that day to one colleague."""
    person = blake2b(rep.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    return f"{_KIND}.{person}.{day.isoformat()}"


def is_note_letter(draft: str, contact: str, mailing: str) -> bool:
    """Whether a letter tells a colleague what came of notes: it goes to no contact, and is of no mailing."""
    return not contact and not mailing and _KEY.fullmatch(draft) is not None
