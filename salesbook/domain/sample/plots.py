"""The plots of the sample: how the latest history with a contact goes."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from salesbook.domain.sample.talks import (
    ASKED_BY_MAIL,
    BUSY,
    COMPLAINT_CALL,
    DEMO_MEETING,
    DRAWING,
    FAULT_CALL,
    GAVE_NAME,
    INSTALLATION,
    LEFT_THE_FIRM,
    MAINTENANCE,
    MESSAGE,
    NO_ANSWER,
    NO_ANSWER_AGAIN,
    NOT_INTERESTED,
    ORDERED,
    PROMISED,
    QUOTE,
    STATUS_CALL,
    STOP_CALLING,
    VISIT,
    WRONG,
    Turn,
    played,
)


class PlotStep(NamedTuple):
    """A turn of the latest history: its age in days is `cycles` cadence intervals and `low` to `high` days."""

    cycles: float
    low: int
    high: int
    turn: Turn


_DUE = PlotStep(1.05, 4, 12, STATUS_CALL)
# How the latest history goes, the oldest turn first. Everything else happened before it.
LATEST: dict[str, tuple[PlotStep, ...]] = {
    "fresh": (PlotStep(0.2, 1, 12, STATUS_CALL),),
    "due": (PlotStep(1, 1, 9, STATUS_CALL),),
    "late": (PlotStep(1.3, 15, 50, STATUS_CALL),),
    "faded": (PlotStep(2.6, 60, 160, STATUS_CALL),),
    "promised": (PlotStep(0, 7, 16, PROMISED),),
    "agreed": (PlotStep(0, 3, 20, PROMISED),),
    "callback": (_DUE, PlotStep(0, 2, 3, BUSY)),
    "ringing": (_DUE, PlotStep(0, 12, 13, NO_ANSWER), PlotStep(0, 8, 9, NO_ANSWER_AGAIN), PlotStep(0, 5, 6, NO_ANSWER_AGAIN)),
    "paused": (_DUE, PlotStep(0, 1, 1, NO_ANSWER)),
    "unreached": (PlotStep(1.1, 30, 35, STATUS_CALL), PlotStep(0, 19, 20, NO_ANSWER), PlotStep(0, 15, 16, NO_ANSWER_AGAIN),
                  PlotStep(0, 11, 12, MESSAGE._replace(outcome="No answer", low=0, high=0, notes=())),
                  PlotStep(0, 7, 8, NO_ANSWER_AGAIN), PlotStep(0, 3, 4, NO_ANSWER_AGAIN)),
    "serviced": (_DUE, PlotStep(0, 2, 2, MAINTENANCE)),
    "rests": (PlotStep(1, 125, 150, STATUS_CALL), PlotStep(0, 30, 110, NOT_INTERESTED)),
    "stop": (PlotStep(1, 210, 240, STATUS_CALL), PlotStep(0, 60, 190, STOP_CALLING)),
    "left": (PlotStep(1, 70, 80, STATUS_CALL), PlotStep(0, 8, 60, LEFT_THE_FIRM)),
    "wrong": (PlotStep(1, 45, 50, ASKED_BY_MAIL), PlotStep(0, 4, 40, WRONG)),
    "mute": (PlotStep(1, 3, 20, ASKED_BY_MAIL),),
    "evening": (_DUE,),
    "wrote": (PlotStep(0.5, 25, 30, STATUS_CALL), PlotStep(0, 1, 2, FAULT_CALL)),
    "complained": (PlotStep(0.5, 25, 30, STATUS_CALL), PlotStep(0, 4, 6, COMPLAINT_CALL)),
    "strong": (PlotStep(0.7, 8, 12, VISIT), PlotStep(0.45, 6, 7, ASKED_BY_MAIL), PlotStep(0.2, 3, 5, GAVE_NAME)),
    "capped": (PlotStep(1.1, 30, 34, STATUS_CALL), *(PlotStep(0, age, age, DRAWING) for age in (27, 22, 18, 13, 9, 4))),
    "won": (PlotStep(0, 58, 66, DEMO_MEETING), PlotStep(0, 47, 52, QUOTE), PlotStep(0, 37, 39, ORDERED), PlotStep(0, 16, 20, INSTALLATION)),
    "news": (),
    "never": (),
}  # fmt: skip


@cache
def latest(kind: str, plot: str) -> tuple[PlotStep, ...]:
    """How the latest history goes with somebody of this kind."""
    return tuple(step._replace(turn=played(kind, step.turn)) for step in LATEST[plot])
