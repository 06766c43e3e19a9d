"""This computer, told from others that have the same name: only one of them sends from a workbook."""

from __future__ import annotations

import platform
import secrets

from salesbook.mail.ledger.database import folder, ledger_errors_explained


def this_machine() -> str:
    """The computer's name and six digits of its own, made once and kept beside the ledgers. Raises CannotWrite."""
    file = folder() / "machine"
    with ledger_errors_explained(file):
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with file.open("x", encoding="ascii") as out:
                out.write(secrets.token_hex(3))
        return f"{platform.node() or 'computer'} {file.read_text(encoding='ascii').strip()}"
