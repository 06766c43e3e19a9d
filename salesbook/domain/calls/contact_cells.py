"""Single cells of contacts, and what they and their organisations are called."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from salesbook.domain.facts.owners import accounts_of
from salesbook.domain.world import World
from salesbook.tables.cells import Cells
from salesbook.util.folding import written_name


@dataclass(frozen=True)
class ContactCells:
    """Contacts by their position."""

    world: World

    def of(self, contact: int, column: str) -> Any:
        """One cell of Contacts."""
        return self._contacts.at(contact, column)

    def name(self, contact: int) -> str:
        """The full name, or the Contact ID."""
        name = written_name(self.of(contact, "First name"), self.of(contact, "Last name"))
        return name or str(self.of(contact, "Contact ID"))

    def account_name(self, contact: int) -> str:
        """The organisation's name, or its ID; "" without one."""
        row = self.world.get(accounts_of)[contact]
        known = row >= 0 and self._accounts.at(row, "Account")
        return str(known or self.of(contact, "Account ID"))

    @cached_property
    def _contacts(self) -> Cells:
        return Cells(self.world.frames["Contacts"])

    @cached_property
    def _accounts(self) -> Cells:
        return Cells(self.world.frames["Accounts"])
