"""Orders below zero that no kind of document explains: credit notes, refunds or mistakes. They are told, or asked about where they are most."""

from __future__ import annotations

from collections.abc import Sequence

from salesbook.domain.importing.orders.amounts import Telling
from salesbook.domain.importing.orders.sorting import Settled
from salesbook.errors import BadInput
from salesbook.util.wording import count

_MOST_NAMED = 3
_ENOUGH = 2  # one alone may well be a refund


def ask_most_below_zero(settled: Settled, name: str, told: Telling) -> None:
    """Raise BadInput where more orders are below zero than not: a ledger may write sales so. `name`: of the column."""
    counted = [place for place, amount in enumerate(settled.amounts) if amount and place not in settled.left]
    if len(settled.below) < _ENOUGH or 2 * len(settled.below) <= len(counted):
        return
    raise BadInput(
        f"{len(settled.below):,} of {count(len(counted), 'order')} in {told.file} are below zero, such as {_listed(settled, told.names)}, and nothing says that those are credit notes. Nothing was imported.",
        f'If they are credit notes or refunds: --amount "{name}". If they are sales, turn their signs in the file.',
    )


def below_zero_note(settled: Settled, told: Telling) -> str:
    """A sentence on orders below zero; "" where there are none."""
    if not settled.below:
        return ""
    one = len(settled.below) == 1
    return (
        f"{count(len(settled.below), 'order')} {'is' if one else 'are'} below zero ({_listed(settled, told.names)}), and the file does not say why: "
        f"{'it counts' if one else 'they count'} as money that went back. Correct {'it' if one else 'them'} in Orders if that is wrong."
    )


def _listed(settled: Settled, names: Sequence[str]) -> str:
    named = [f"{names[place]}: {settled.amounts[place]:,.2f}" for place in settled.below[:_MOST_NAMED]]
    more = len(settled.below) - len(named)
    return ", ".join(named) + (f" and {more:,} more" if more > 0 else "")
