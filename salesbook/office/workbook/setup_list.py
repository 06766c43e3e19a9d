"""The steps that make a new book ready, as formulas that say at any moment whether each is done, and with what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from salesbook.office.workbook import figures

_OWNERLESS = figures.without("Owner")
_KINDLESS = figures.without("Kind")
_DEFAULT_OWNER = figures.setting("Default owner")
_ADDRESSES = tuple(figures.setting(name) for name in ("Postal address", "Opt-out address"))


@dataclass(frozen=True)
class SetUpStep:
    """A step: a formula that tells whether it is `done`, one that says what is there then, and what to do else.

    `sheet`: where it is done. `needed`: no call list is right without it. `part`: of the books that have the step.
    `lacking`: a formula that counts for how many it is still to do, and words for that.
    """

    name: str
    done: str
    there: str
    todo: str
    sheet: str
    needed: bool = False
    part: str = "core"
    lacking: tuple[str, str] | None = None


def steps(*, buttons: bool) -> Sequence[SetUpStep]:
    """In the order in which they are best taken."""
    today = "Click Today: it" if buttons else "Run salesbook today: it"
    contacts = f'{figures.CONTACT_COUNT}&" contacts at "&{figures.ACCOUNT_COUNT}&" accounts."'
    amounts = 'IF(COUNT(Orders[Amount])=0," orders, but none has an amount."," orders.")'
    return (
        SetUpStep("Firm", f'{figures.FIRM_NAME}<>""', figures.FIRM_NAME,
             "Your firm's name, as customers know it: the row Firm.", "Settings"),
        SetUpStep("Team", f"{figures.WEEKLY_CAPACITY}>0", f'COUNTA(Team[Rep])&" people, "&{figures.WEEKLY_CAPACITY}&" calls a week."',
             "Who calls, and how many calls a day.", "Team", needed=True),
        SetUpStep("Contacts", f"{figures.CONTACT_COUNT}>0", contacts,
             "Type them in, or run salesbook import.", "Contacts", needed=True),
        SetUpStep("Owners", f'AND({figures.CONTACT_COUNT}>0,OR({_DEFAULT_OWNER}<>"",{_OWNERLESS}=0))',
             f'IF({_DEFAULT_OWNER}<>"","Who has none goes to "&{_DEFAULT_OWNER}&".","Every contact has one.")',
             "Fill in Owner, or Default owner in Settings.", "Contacts", needed=True, lacking=(_OWNERLESS, " have none. ")),
        SetUpStep("Cadences", f"AND({figures.CONTACT_COUNT}>0,{_KINDLESS}=0)", 'COUNTA(Cadences[Cadence])&" cadences; every contact has a Kind."',
             "A contact's Kind decides how often.", "Contacts", lacking=(_KINDLESS, " have none. ")),
        SetUpStep("Orders", f"{figures.ORDER_COUNT}>0", f"{figures.ORDER_COUNT}&{amounts}",
             "They sharpen scores and dates. Run salesbook import.", "Orders"),
        SetUpStep("Today", 'COUNTIF(Runs[Action],"today")>0', '"The call lists are made."',
             f"{today} checks, scores, and makes the lists.", "Calls", needed=True),
        SetUpStep("Mail", f'AND({",".join(f"{one}<>" + chr(34) * 2 for one in _ADDRESSES)})', '"Postal address and Opt-out address are there."',
             "For newsletters: Postal address, Opt-out address.", "Settings", part="mail"),
    )  # fmt: skip


def missing(step: SetUpStep) -> str:
    """A formula of what to do, with how many there are to do it for."""
    said = f'"{step.todo}"'
    if step.lacking is None:
        return said
    count, words = step.lacking
    return f'IF({count}>0,{count}&"{words}","")&{said}'


def steps_with_buttons() -> dict[str, str]:
    """What the steps say of commands where there are no buttons, and what they say of the buttons instead."""
    pairs = zip(steps(buttons=False), steps(buttons=True), strict=True)
    return {bare.todo: said.todo for bare, said in pairs if bare.todo != said.todo}
