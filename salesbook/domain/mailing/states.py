"""How far a letter or a mailing is."""

from __future__ import annotations

DRAFT, APPROVED, SKIPPED, LEFT_OUT = "Draft", "Approved", "Skipped", "Left out"

# From here on a letter has left, or may have: it is never written again, nor sent a second time.
GONE = frozenset({"Queued", "Sent", "Failed", "Bounced", "Replied", "Unsubscribed", "In doubt"})
SKIP = "Skip"
