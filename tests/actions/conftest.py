"""What tests of actions share: the mailbox on a server."""

from __future__ import annotations

from tests.mail.dovecot import dovecot, mailbox

__all__ = ["dovecot", "mailbox"]
