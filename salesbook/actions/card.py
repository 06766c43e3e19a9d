"""The button Card: the card of the person or the account whose row is selected, opened in the browser."""

from __future__ import annotations

from argparse import Namespace

from salesbook.actions.about import write_card
from salesbook.actions.base import Action
from salesbook.actions.outcome import Outcome
from salesbook.actions.pages.place import show_page
from salesbook.actions.session import Session
from salesbook.errors import BadInput
from salesbook.schema import TABLES
from salesbook.schema.buttons import REPS, Button

_TABLES = ("Calls", "Contacts", "Accounts", "Activities", "Opportunities", "Orders")


def _card(session: Session, _: Namespace) -> Outcome:
    found, page = write_card(session, _whose(session))
    told = f"The card of {found.title} is {show_page(session, page)}"
    return Outcome(session.action, summary={"page": str(page)}, messages=[told])


def _whose(session: Session) -> str:
    """The Contact ID in the selected row, else its Account ID. Raises BadInput where no row is selected, or it has none."""
    name, cells = session.person.selected_row()
    if name not in _TABLES:
        raise BadInput(
            "No row is selected.", "Click into the row of a person or an account, then click Card."
        )
    who = cells.get("Contact ID") or cells.get("Account ID")
    if not who:
        raise BadInput(
            f"This row of {TABLES[name].sheet} names nobody.", "Select another row, then click Card."
        )
    return who


CARD = Action(
    "card",
    "",
    run=_card,
    button=Button("card", "Card", "Show the card of the selected row's person or account, to read or print.",
                  REPS, "AddressBook", _TABLES, primary=_TABLES[1:]),
)  # fmt: skip
