"""`reassign`: somebody leaves, and what they keep goes to a colleague; or rows go to whom New owner names."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from salesbook.actions.base import EVERYTHING, Action, Step, option
from salesbook.actions.log import KEEPING_COUNT, MOVING_DUE_DATES
from salesbook.errors import BadInput
from salesbook.schema.buttons import MANAGERS, Button

if TYPE_CHECKING:
    from salesbook.domain.world import World
    from salesbook.tables.plan import Plan

_HELP = "Give people and accounts to those whom New owner names, or all of one colleague to another."


def _reassign(world: World, options: Namespace) -> Plan:
    from salesbook.domain.staff.reassign import plan_new_owners, plan_reassign

    leaver, taker = getattr(options, "from"), options.to
    if bool(leaver) != bool(taker):
        raise BadInput(
            "Who leaves, and who takes over, go together.",
            "Such as: salesbook reassign BOOK --from jonas --to ana",
        )
    return plan_reassign(world, leaver, taker) if leaver else plan_new_owners(world)


REASSIGN = Action(
    "reassign",
    _HELP,
    reads=(*EVERYTHING, "Mailings", "CallDays"),
    steps=(Step("Handing over", _reassign, feeds=True), MOVING_DUE_DATES, KEEPING_COUNT),
    options=(
        option("--from", "who leaves, or gives all away", metavar="REP"),
        option("--to", "who takes it over", metavar="REP"),
    ),
    usage=(
        ("reassign BOOK --from REP --to REP", "somebody leaves: what they keep becomes a colleague's, and what still names them is told"),
        ("reassign BOOK", "gives each contact and account to whom its New owner names"),
    ),
    label="New owners",
    button=Button(
        "reassign", "New owners", "Give people and accounts to those whom New owner names.", MANAGERS, "AccessThemesGallery"
    ),
)  # fmt: skip
