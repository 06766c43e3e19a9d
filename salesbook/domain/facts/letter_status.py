"""How far a letter or a mailing is."""

from __future__ import annotations

DRAFT, APPROVED, SKIPPED, LEFT_OUT = "Draft", "Approved", "Skipped", "Left out"
SENDING = "Sending"  # of a mailing: some letters have left, and some wait
QUEUED, SENT, FAILED, DOUBT = "Queued", "Sent", "Failed", "In doubt"
BOUNCED, REPLIED, UNSUBSCRIBED = "Bounced", "Replied", "Unsubscribed"

# From here on a letter has left, or may have: it is never written again, nor sent a second time.
GONE = frozenset({QUEUED, SENT, FAILED, BOUNCED, REPLIED, UNSUBSCRIBED, DOUBT})
ARRIVED = frozenset({SENT, REPLIED, UNSUBSCRIBED})
DECIDED_SKIP, DECIDED_SEND = "Skip", "Send"
