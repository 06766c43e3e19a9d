"""`today`: check, log, scores and calls in one, the click of every morning."""

from __future__ import annotations

from salesbook.actions.base import EVERYTHING, Action
from salesbook.actions.calls import LISTS, OF_REPLIES, calls_in_a_sentence
from salesbook.actions.check import CHECKING
from salesbook.actions.holidays import LOOKING_FOR_HOLIDAYS
from salesbook.actions.log import LOGGING, NAMING
from salesbook.actions.scores import SCORING_EVERYONE, between_bands
from salesbook.schema.buttons import REPS, Button

_HELP = "Check, log finished calls, score, and make today's call lists."

TODAY = Action(
    "today",
    _HELP,
    reads=(*EVERYTHING, *OF_REPLIES, "CallDays", "ScoreHistory", "DoNotMail"),
    steps=(LOOKING_FOR_HOLIDAYS, LOGGING, NAMING, CHECKING, SCORING_EVERYONE, LISTS),
    usage=(("today BOOK", "`check`, `log`, `scores` and `calls` in one"),),
    label="Today",
    whole=True,
    button=Button(
        "today",
        "Today",
        _HELP,
        REPS,
        "CalendarToolSelectDate",
        ("Home", "Calls"),
        primary=("Home",),
        in_browser=True,
    ),
    sentence=calls_in_a_sentence,
    details=between_bands,
)
