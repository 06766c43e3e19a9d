"""The measured effect of introductions in plain sentences: what it is, how sure, what it would be without strata, and what is left out."""

from __future__ import annotations

from collections.abc import Iterator

from salesbook.domain.referrals.cohort import MeasuredEffect
from salesbook.domain.referrals.effect import YEAR, GroupsCompared
from salesbook.domain.referrals.ratios import Ratio
from salesbook.util.wording import count

_ALIKE = "others of the same kind in the same year of the relationship"


def effect_sentences(found: MeasuredEffect) -> Iterator[str]:
    """At most six; the first two are about staying, the next two about what they bring."""
    effect = found.effect
    if not (effect.value.introduced.customers and effect.value.others.customers):
        yield _nothing(found)
        return
    yield how_long_they_stay(effect.lost)
    yield from _crude(effect.lost, effect.lost.ratio)
    yield what_they_bring(effect.value)
    yield from _crude(effect.value, effect.value.ratio)
    yield from _left_out(found)


def how_long_they_stay(lost: GroupsCompared) -> str:
    """Whether introduced customers are lost less often, or that it cannot be told."""
    if lost.ratio is None:
        return f"Cannot tell whether introduced customers stay longer: {lost.lacks}, among those who can be compared."
    if not lost.ratio.tells:
        return f"Cannot tell whether introduced customers stay longer: they were lost {_times(lost.ratio)} as often as {_ALIKE}, and {_span(lost.ratio)} would fit too."
    return f"Introduced customers were lost {_times(lost.ratio)} as often as {_ALIKE} ({_span(lost.ratio)})."


def what_they_bring(value: GroupsCompared) -> str:
    """Whether introduced customers bring more a year, or that it cannot be told."""
    if value.ratio is None:
        return f"Cannot tell whether introduced customers bring more: {value.lacks}."
    if not value.ratio.tells:
        return f"Cannot tell whether introduced customers bring more: they ordered for {_times(value.ratio)} as much a year as {_ALIKE}, and {_span(value.ratio)} would fit too."
    return f"Introduced customers ordered for {_times(value.ratio)} as much a year as {_ALIKE} ({_span(value.ratio)})."


def _nothing(found: MeasuredEffect) -> str:
    lacks = (
        "whom nobody introduced" if found.effect.value.introduced.customers else "who came by an introduction"
    )
    return f"There is nothing to compare yet: no customer {lacks} has been one for {_year(found)}."


def _crude(compared: GroupsCompared, ratio: Ratio | None) -> Iterator[str]:
    if compared.crude:
        why = "" if ratio is None else ", which mixes old and young relationships"
        yield f"Without regard to kind and year it would be {_times(compared.crude)} ({_span(compared.crude)}){why}."


def _left_out(found: MeasuredEffect) -> Iterator[str]:
    value = found.effect.value
    left = value.introduced.left_out + value.others.left_out
    years = value.introduced.years + value.others.years
    if left:
        yield f"{left:,} of {count(years, 'year')} of customers ({100 * value.share_left_out:.0f} %) cannot be compared: nobody of the other group was a customer of that kind for as long."
    if found.effect.span > YEAR:
        yield f"A year stands here for {found.effect.span:,} days, twice the usual time between two orders."
    if found.later:
        yield f"{count(found.later, 'customer counts', 'customers count')} as not introduced: they had ordered before somebody there was introduced."
    if found.without_amount:
        yield f"{found.without_amount:,} of {count(found.orders, 'order')} {'has' if found.without_amount == 1 else 'have'} no amount and bring nothing here."


def _year(found: MeasuredEffect) -> str:
    return "a year" if found.effect.span == YEAR else f"{found.effect.span:,} days"


def _times(ratio: Ratio) -> str:
    return f"{ratio.value:.2f} times"


def _span(ratio: Ratio) -> str:
    return f"{ratio.low:.2f} to {ratio.high:.2f}"
