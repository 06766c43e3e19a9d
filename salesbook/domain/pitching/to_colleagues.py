"""Letters in Outbox that go to colleagues: no guard of marketing holds them, and they are no touch of anybody."""

from __future__ import annotations

from salesbook.domain.facts.note_letters import is_note_letter
from salesbook.domain.pitching.asking import is_request


def goes_to_colleague(draft: str, contact: str, mailing: str) -> bool:
    """Whether a letter asks a colleague to decide, or tells one what came of their notes."""
    return is_request(draft, contact, mailing) or is_note_letter(draft, contact, mailing)
