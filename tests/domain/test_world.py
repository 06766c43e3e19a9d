"""What was worked out from a world is worked out once, and nobody else's world knows of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from salesbook.domain.world import World

TODAY = date(2026, 3, 4)


def test_a_fact_is_asked_once_and_may_ask_for_others():
    asked = []

    def first(world: World) -> int:
        asked.append("first")
        return world.day

    def second(world: World) -> int:
        asked.append("second")
        return world.get(first) + 1

    world = World({}, {}, TODAY)
    assert (world.get(second), world.get(second), world.get(first)) == (20_517, 20_517, 20_516)
    assert asked == ["second", "first"]


def test_that_there_is_nothing_is_remembered_too():
    asked = []

    def nothing(_: World) -> None:
        asked.append(1)

    world = World({}, {}, TODAY)
    assert (world.get(nothing), world.get(nothing), asked) == (None, None, [1])


def test_another_day_is_another_world():
    def day(world: World) -> int:
        return world.day

    world = World({}, {}, TODAY)
    assert world.get(day) == 20_516
    assert replace(world, today=date(2026, 3, 5)).get(day) == 20_517
