"""Calls, mailings and what is to come ask one list of guards: by the same names, in the same order."""

from __future__ import annotations

import pytest

from salesbook.domain.calls.held import Guard
from salesbook.domain.guards.contact import GUARDS, Purpose, Stage
from salesbook.domain.guards.letters import MailGuard


def names(purpose: Purpose) -> list[str]:
    return list(dict.fromkeys(guard.name for guard in GUARDS if purpose in guard.purposes))


@pytest.mark.parametrize(("purpose", "reasons"), [(Purpose.CALL, Guard), (Purpose.MAILING, MailGuard)])
def test_reasons_stand_in_one_order(purpose, reasons):
    assert names(purpose) == [reason.value for reason in reasons if reason.value in names(purpose)]


def test_the_stages_follow_each_other():
    places = [list(Stage).index(guard.stage) for guard in GUARDS]
    assert places == sorted(places)


@pytest.mark.parametrize("purpose", Purpose)
def test_every_purpose_leaves_people_in_peace(purpose):
    found = names(purpose)
    assert {"not active", "touch cap"} < set(found)
    assert len({"quiet period", "touched lately"} & set(found)) == 1


def test_whoever_complained_is_called_and_asked_for_nothing():
    assert [purpose.name for purpose in Purpose if "complaint open" in names(purpose)] == [
        "MAILING",
        "PITCH",
        "ASK",
    ]
