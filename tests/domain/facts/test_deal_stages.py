"""Which stages of other programs say that a deal was won or lost, and which only sound like it."""

from __future__ import annotations

import pytest

from salesbook.domain.facts.deal_stages import stage_result


@pytest.mark.parametrize(
    ("stage", "result"),
    [
        ("Closed Won", "Won"), ("closedwon", "Won"), ("Closed - Won (100%)", "Won"), ("7. Won", "Won"), ("Gewonnen", "Won"), ("Ganado", "Won"), ("Gagnée", "Won"), ("Chiuso vinto", "Won"), ("Vunnet", "Won"),
        ("Closed Lost", "Lost"), ("Lost to a competitor", "Lost"), ("Verloren", "Lost"), ("Perdida - precio", "Lost"), ("Perdu", "Lost"), ("Tapt", "Lost"), ("Förlorad", "Lost"), ("Hävitty", "Lost"),
        ("Lost (no budget)", "Lost"), ("Deal lost: price", "Lost"), ("Closed and Won", "Won"), ("Contract signed - won", "Won"),
        ("Won back to nurture", ""), ("Won by competitor", ""), ("Won?", ""), ("Won - pending", ""), ("Win back", ""), ("Lost contact", ""), ("Lost - follow up later", ""),
        ("Previously lost", ""), ("Lost, reopened", ""), ("Verloren - Wiedervorlage", ""), ("Gewonnen vom Wettbewerb", ""), ("To be won", ""),
        ("Closed Won (Sales Pipeline)", "Won"), ("Closed Lost (Pipeline)", "Lost"),
        ("Proposal", ""), ("Closed", ""), ("Negotiation", ""), ("Not lost", ""), ("Won or lost", ""), ("Open", ""), ("", ""),
    ],
)  # fmt: skip
def test_what_a_stage_says_of_the_result(stage, result):
    assert stage_result(stage) == result
