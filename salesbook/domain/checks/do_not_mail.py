"""The sheet Do not mail: rows that can match nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from salesbook.domain.checks.found import rows
from salesbook.domain.guards.do_not_mail import protects_somebody
from salesbook.tables.arrays import texts
from salesbook.tables.frames import Frames, Settings
from salesbook.tables.plan import Problem
from salesbook.util.addresses import address_key


def protects_nobody(frames: Frames, _settings: Settings, _today: date) -> Iterator[Problem]:
    """Rows of Do not mail that mean nobody: somebody wanted to be left in peace there, and nobody can tell who."""
    table = frames.get("DoNotMail")
    if table is None or not len(table):  # a workbook made before there were mailings has none
        return
    emails = texts(frames["Contacts"], "Email").tolist()
    domains = {address_key(email).rpartition("@")[2] for email in emails if email}
    mute = np.array([not protects_somebody(str(key), domains) for key in table.index], dtype=bool)
    yield from rows(
        table, mute, "Address", "Nobody can tell which address or domain this is, so it protects nobody",
        "Type one address such as ana@firm.example, or a domain such as firm.example.",
    )  # fmt: skip
