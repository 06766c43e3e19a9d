"""Sending: from approved rows of Outbox to a mail server, with the ledger in between, and what came of it back.

The ledger is told first, the workbook before anything leaves and again at the end. Whatever happens
between, the next `send` brings the workbook to what the ledger knows.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from time import perf_counter

import numpy as np

from salesbook.actions import Result, finish, world_of
from salesbook.domain.addresses import hashed, same
from salesbook.domain.mailing.going import Going, going
from salesbook.domain.mailing.guards import MailGuards
from salesbook.domain.mailing.outbox import left_out
from salesbook.domain.mailing.run import Run, find_run
from salesbook.domain.mailing.went import plan_went
from salesbook.domain.words import count, joined
from salesbook.domain.world import World
from salesbook.doors import Door
from salesbook.draftfiles import HasPlace
from salesbook.drafting import READS, Desk, library_of
from salesbook.envelopes import Envelope, Envelopes
from salesbook.errors import BadInput, SalesbookError, explain
from salesbook.grid import Snapshot
from salesbook.ledgerbook import went_of
from salesbook.ledgers import Runner
from salesbook.mail.entries import Entry, State
from salesbook.mail.ledger import Ledger
from salesbook.mail.machine import this_machine
from salesbook.mail.pace import Pace
from salesbook.mail.sender import Sent, send_all
from salesbook.outcome import Outcome, outcome_of
from salesbook.plan import Change, Message, Plan, Problem, Set

_MACHINE = "Sending machine"
