"""Which proposition and which campaign an ID means that somebody typed."""

from __future__ import annotations

from collections.abc import Sequence

from salesbook.domain.world import World
from salesbook.errors import BadInput
from salesbook.util.folding import caseless
from salesbook.util.likeness import by_likeness
from salesbook.util.wording import cited, joined

_MOST_NAMED = 8


def chosen_by_id(world: World, typed: str) -> tuple[str, str]:
    """The proposition and the campaign of this ID, "" for none; capitals count only where two differ by them alone.

    Raises BadInput where it is neither: it names those that there are, the nearest first.
    """
    propositions, campaigns = (
        [str(key) for key in world.frames[name].index] for name in ("Propositions", "Campaigns")
    )
    found = _named(typed, propositions), _named(typed, campaigns)
    if any(found):
        return found
    kinds: dict[str, list[str]] = {}
    for kind, keys in (("proposition", propositions), ("campaign", campaigns)):
        for key in keys:
            kinds.setdefault(key, []).append(kind)
    near = [f"{key} ({' and '.join(kinds[key])})" for key in by_likeness(typed, kinds)]
    raise BadInput(
        f"No proposition and no campaign has the ID {cited(typed)}.",
        f"Known are: {joined(near, _MOST_NAMED)}."
        if near
        else "Type the first one on the sheet Propositions.",
    )


def _named(typed: str, keys: Sequence[str]) -> str:
    wanted = typed.strip()
    if wanted in keys:
        return wanted
    return next((key for key in keys if caseless(key) == caseless(wanted)), "")
