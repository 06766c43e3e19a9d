"""The servers that tests of mail share."""

from tests.mail.dovecot import dovecot, mailbox

__all__ = ["dovecot", "mailbox"]
