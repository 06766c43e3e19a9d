"""What makes a relationship strong, and how scores went."""

from __future__ import annotations

from salesbook.schema.beside_ids import name_beside
from salesbook.schema.closed_lists import (
    CHANNELS,
    DIRECTIONS,
    FACTORS,
    IMPORTED,
    OUTCOMES,
    OUTCOMES_OF_FIRST,
    QUIETS,
    RHYTHMS,
)
from salesbook.schema.forgetting import Forget
from salesbook.schema.starting_rows import SCORING_ROWS, TOUCHPOINT_ROWS
from salesbook.schema.types import Column, Table, Type, ours
from salesbook.schema.unreadable import DEFAULT, NO_ROW, ONE_POINT

SCORING = Table(
    "Scoring", "Scoring", "What makes a relationship strong, and how much each part counts.",
    key="Factor",
    first=("Factor", "Weight", "Suggested"),
    contents="What makes a relationship strong.",
    starts_with=SCORING_ROWS,
    forget=Forget.WORDS,
    columns=(
        Column("Factor", Type.CHOICE, "The part.", choices=FACTORS, needed=True, width=15, unreadable=NO_ROW),
        Column("Weight", Type.NUMBER, "How much it counts. 0 leaves it out.", width=9, unreadable=DEFAULT),
        Column("Half-life", Type.NUMBER, "In cadence intervals: after so many, a touch counts half.", width=10, unreadable=DEFAULT),
        Column("Target", Type.NUMBER, "What earns full points: minutes, or people.", width=9, unreadable=DEFAULT),
        Column("Meaning", Type.TEXT, "In plain words.", width=70),
        ours("Suggested", Type.WHOLE, "By evaluate: weights that ranked people better, in days that they were not fitted to; Runs tells how much and for how many. Blank: none are known.", width=11, later=True, since=2),
    ),
)  # fmt: skip

TOUCHPOINTS = Table(
    "TouchPoints", "Scoring", "What each kind of activity is worth. The row that matches in most columns counts.",
    starts_with=TOUCHPOINT_ROWS,
    forget=Forget.WORDS,
    columns=(
        Column("Channel", Type.CHOICE, "Blank: any.", choices=CHANNELS, width=12, unreadable=NO_ROW),
        Column("Direction", Type.CHOICE, "Blank: any.", choices=DIRECTIONS, width=10, unreadable=NO_ROW),
        Column("Outcome", Type.CHOICE, "Blank: any.", choices=(*OUTCOMES, IMPORTED), formerly=((*OUTCOMES_OF_FIRST, IMPORTED),), width=18, unreadable=NO_ROW),
        Column("Points", Type.NUMBER, "0 makes it an attempt, not a touch.", width=9, unreadable=ONE_POINT),
        Column("Rhythm", Type.CHOICE, "Does it keep the cadence?", choices=RHYTHMS, width=18),
        Column("Quiets", Type.CHOICE, "What it puts off for the quiet days.", choices=QUIETS, width=11),
    ),
)  # fmt: skip

SCORE_HISTORY = Table(
    "ScoreHistory", "History", "Each week's scores; after a year one a month.",
    part="history", users="managers", ours=True, later=True,
    contents="How scores went, week by week.",
    forget=Forget.ROWS, of_person="Contact ID",
    first=("Date", "Name", "Score", "Contact ID"),
    columns=(
        ours("Date", Type.DATE, "The day of the score: the first of its week on which scores were worked out.", width=13),
        ours("Contact ID", Type.ID, "The person.", width=9, refers="Contacts", offers=False),
        ours("Score", Type.NUMBER, "The relationship score of that day, 0 to 100.", width=7),
        name_beside(22),
    ),
)  # fmt: skip
