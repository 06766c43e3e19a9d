"""Stage, pace, accounts left alone and costs against the plain reference, over random histories."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from salesbook.domain.aftersale.costs import costs_by_stage
from salesbook.domain.aftersale.left_alone import left_alone
from salesbook.domain.aftersale.paces import paces
from salesbook.domain.aftersale.stages import stages_on, stages_seen
from salesbook.schema.closed_lists import STAGES_SEEN
from salesbook.tables.arrays import day_number
from tests.domain.aftersale.histories import EACH, HOUR, book_of, histories, world_of
from tests.domain.callbook import TODAY
from tests.domain.plain_accounts import PlainAccounts


@settings(max_examples=60, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(
    histories,
    st.integers(0, 900),
    st.sampled_from(["", "demo , won", "Offer"]),
    st.lists(st.integers(0, 900), min_size=3, max_size=3),
)
def test_stage_pace_left_alone_and_cost_are_those_of_the_plain_reference(history, since_ago, win_from, asked):
    book, since = book_of(history), TODAY - timedelta(days=since_ago)
    named = {"": (), "demo , won": ("Demo",), "Offer": ("Offer",)}[win_from]
    plain, world = PlainAccounts(book, TODAY, since, named), world_of(book, since, win_from)
    firms = [(row["Account ID"], row.get("Ticket")) for row in book["Accounts"]]
    assert [STAGES_SEEN[code] for code in stages_seen(world)] == [plain.stage(key, TODAY) for key, _ in firms]
    for ago, place in zip(asked, range(3), strict=True):
        day = TODAY - timedelta(days=ago)
        (code,) = stages_on(world, np.array([place]), np.array([day_number(day)]))
        assert STAGES_SEEN[code] == plain.stage(firms[place][0], day)
    alone = left_alone(world)
    told = [
        world.day - int(day) if left else None for left, day in zip(alone.left, alone.ordered, strict=True)
    ]
    assert told == [plain.left_alone(*firm) for firm in firms]
    assert paces(world).tolist() == [plain.pace(*firm) for firm in firms]
    for (key, _), costs in zip(firms, costs_by_stage(world), strict=True):
        spent = {stage: float(cost) for stage, cost in zip(STAGES_SEEN, costs, strict=True) if cost}
        assert spent == pytest.approx(plain.cost(key, HOUR, EACH))
