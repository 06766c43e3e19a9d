"""The steps that make a new book ready, as formulas that say at any moment whether each is done, and with what."""

from __future__ import annotations

from dataclasses import dataclass

from salesbook.office.workbook import figures
from salesbook.schema.home import SET_UP_STEPS, SetUpStep

# Their own owner, or the account's, which the first run tells.
_OWNERLESS = f"MIN({figures.without('Owner')},{figures.without('Owner used')})"
_KINDLESS = figures.without("Kind")
_DEFAULT_OWNER = figures.setting("Default owner")
_POSTAL, _OPT_OUT = (figures.setting(name) for name in ("Postal address", "Opt-out address"))
_AMOUNTS = 'IF(COUNT(Orders[Amount])=0,", but none has an amount.",".")'


@dataclass(frozen=True)
class StepFormulas:
    """Formulas: whether a step is `done`, what is `there` then, and else for how many contacts it is `lacking`."""

    done: str
    there: str
    lacking: str = ""


STEP_FORMULAS = {
    "Firm": StepFormulas(f'{figures.FIRM_NAME}<>""', figures.FIRM_NAME),
    "Team": StepFormulas(
        f"{figures.WEEKLY_CAPACITY}>0",
        f'{figures.with_noun("COUNTA(Team[Rep])", "person", "people")}&", "&{figures.with_noun(figures.WEEKLY_CAPACITY, "call")}&" a week."',
    ),
    "Contacts": StepFormulas(
        f"{figures.CONTACT_COUNT}>0",
        f'{figures.with_noun(figures.CONTACT_COUNT, "contact")}&" at "&{figures.with_noun(figures.ACCOUNT_COUNT, "account")}&"."',
    ),
    "Owners": StepFormulas(
        f'AND({figures.CONTACT_COUNT}>0,OR({_DEFAULT_OWNER}<>"",{_OWNERLESS}=0))',
        f'IF({_DEFAULT_OWNER}<>"","Who has none goes to "&{_DEFAULT_OWNER}&".","Every contact has one.")',
        _OWNERLESS,
    ),
    "Cadences": StepFormulas(
        f"AND({figures.CONTACT_COUNT}>0,{_KINDLESS}=0)",
        f'{figures.with_noun("COUNTA(Cadences[Cadence])", "cadence")}&"; every contact has a Kind."',
        _KINDLESS,
    ),
    "Orders": StepFormulas(
        f"{figures.ORDER_COUNT}>0", f"{figures.with_noun(figures.ORDER_COUNT, 'order')}&{_AMOUNTS}"
    ),
    "Today": StepFormulas(  # a run that listed nobody has nothing to show for it
        'AND(COUNTIF(Runs[Action],"today")>0,COUNTIF(Calls[Call ID],"?*")+SUM(CallDays[Listed])>0)',
        '"The call lists are made."',
    ),
    "Mail": StepFormulas(
        f'AND({_POSTAL}<>"",{_OPT_OUT}<>"")', '"Postal address and Opt-out address are there."'
    ),
}


def to_do(step: SetUpStep, *, buttons: bool) -> str:
    """What there is to do, by a click where there are buttons."""
    return step.by_click if buttons and step.by_click else step.todo


def missing(step: SetUpStep, *, buttons: bool) -> str:
    """A formula of what to do, with how many there are to do it for."""
    said, count = f'"{to_do(step, buttons=buttons)}"', STEP_FORMULAS[step.name].lacking
    return f'IF({count}>0,{count}&IF({count}=1," has none. "," have none. "),"")&{said}' if count else said


def steps_with_buttons() -> dict[str, str]:
    """What the steps say of commands where there are no buttons, and what they say of the buttons instead."""
    return {step.todo: step.by_click for step in SET_UP_STEPS if step.by_click}
