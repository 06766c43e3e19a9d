"""What an action is: its name and help, what may be said to it, what it reads, how it plans, and its button.

One file an action declares it; `registry` lists them. Command line, macros, ribbon, menus and the table of
commands are made from these declarations, and nobody else asks for an action's name.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from salesbook.schema.buttons import Button
from salesbook.schema.campaigns import OF_CAMPAIGNS

if TYPE_CHECKING:
    from salesbook.actions.outcome import Outcome
    from salesbook.actions.session import Session
    from salesbook.domain.world import World
    from salesbook.tables.plan import Plan

Planner = Callable[["World", Namespace], "Plan"]

_OWN = ("Settings", "Problems", "Runs")
PEOPLE = ("Contacts", "Accounts", "Activities", "Orders", "Opportunities", "Calls")
RULE_TABLES = ("Team", "Absences", "Duties", "Cadences", "Scoring", "TouchPoints", "Holidays")
_HEARD = "FrontLine"  # complaints and risks stand there, too
EVERYTHING = (*PEOPLE, *RULE_TABLES, *_OWN, _HEARD)
SCORED = ("Contacts", "Accounts", "Activities", "Orders", "ScoreHistory", *RULE_TABLES, *_OWN, _HEARD)
REACH = ("DoNotMail", "MailRules")  # whom mail may reach
OF_LETTERS = (*EVERYTHING, "Mailings", "Outbox", "DoNotMail", "MailRules", "Referrals", *OF_CAMPAIGNS)


@dataclass(frozen=True)
class Option:
    """One option of the command line, or one word by its place, in argparse's words."""

    flag: str
    help: str
    argparse: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def name(self) -> str:
        """What it is called among the options."""
        return self.flag.lstrip("-").replace("-", "_")

    @property
    def default(self) -> object:
        """What it says where nobody says it."""
        return self.argparse.get("default", False if self.argparse.get("action") == "store_true" else None)


def option(flag: str, help_: str, /, **argparse: Any) -> Option:
    """An option of the command line: its flag, its help, and what else argparse is told."""
    return Option(flag, help_, MappingProxyType(argparse))


@dataclass(frozen=True)
class Step:
    """One planner. `feeds`: those after it must see what it changed. `follows`: only if those before changed something."""

    label: str
    plan: Planner
    feeds: bool = False
    follows: bool = False


@dataclass(frozen=True)
class Action:
    """Something that a person can ask for, planned (`reads` and `steps`), or done by `run`, which may carry them out among others.

    `help`: one sentence for --help; "" where the terminal has no such command. `usage`: its row in the page of
    commands, the words typed and what they do. `takes_book`: whether the workbook is the first thing named; where
    not, an option "book" may name it. `part`: which part of a book it works on. `label`: what people call it, where that is not its name. `whole`: it looks
    at everything, so Problems holds exactly what it found; `through`: likewise, of these tables. `final`: letters left or answers came, so neither it
    nor what was done before can be taken back. `sentence`: its outcome for a status bar, where messages do not do; `details`: lines
    from its summary that a dry run shows besides. `whole_file`: it changes more than cells, so only the file as it was
    takes it back.
    """

    name: str
    help: str
    reads: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    run: Callable[[Session, Namespace], Outcome] | None = None
    options: tuple[Option, ...] = ()
    usage: Sequence[tuple[str, str]] = ()
    takes_book: bool = True
    part: str = ""
    label: str = ""
    whole: bool = False
    through: tuple[str, ...] = ()
    final: bool = False
    whole_file: bool = False
    button: Button | None = None
    sentence: Callable[[Outcome], str] | None = None
    details: Callable[[Mapping[str, object]], Sequence[str]] | None = None

    def __post_init__(self) -> None:
        if self.button and self.part:
            object.__setattr__(self, "button", replace(self.button, part=self.part))

    @property
    def called(self) -> str:
        """What people call it."""
        return self.label or self.name

    def defaults(self) -> Namespace:
        """The options of somebody who names none, as a click does."""
        return Namespace(**{one.name: one.default for one in self.options})
