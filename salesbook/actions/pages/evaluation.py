"""What an evaluation found, as a page for a manager and as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from salesbook.actions.pages.environment import fill_page
from salesbook.domain.evaluation.evaluation import (
    DAYS_SINCE_TOUCH,
    EXPECTED,
    FEWEST,
    FREQUENCY_FACTOR,
    Evaluation,
    OrdersTell,
    Ranked,
)
from salesbook.domain.evaluation.ranking import Share
from salesbook.domain.evaluation.suggestion import FEWEST_CUSTOMERS, Suggestion, WeightsVerdict
from salesbook.domain.facts.buying_model import ENOUGH
from salesbook.util.wording import count, on

_WELL, _SOMEWHAT, _CHANCE = 0.75, 0.6, 0.5
_LITTLE = 0.005  # half a pair in 100
_ALONE = {
    DAYS_SINCE_TOUCH: "days since the last touch", FREQUENCY_FACTOR: "the Frequency factor", EXPECTED: "expected orders by BG/NBD",
}  # fmt: skip


def evaluation_file_name(found: Evaluation) -> str:
    """A name for the page."""
    return f"evaluation {found.split}.html"


def evaluation_page(found: Evaluation, firm: str) -> str:
    """The page: it stands alone, its charts inside, and prints on A4."""
    said = {
        "verdict": evaluation_verdict(found), "findings": list(findings(found)), "left_out": list(left_out(found)),
        "other_weights": other_weights(found),
    }  # fmt: skip
    return fill_page("evaluate/report.html.j2", whole_percent, hundredths, found=found, firm=firm, **said)


def evaluation_text(found: Evaluation) -> str:
    """The same in plain text, for a terminal."""
    said = [*findings(found), *left_out(found), other_weights(found)]
    lines = [evaluation_verdict(found), *(f"- {line}" for line in said), ""]
    for heading, ranked in (("Everybody", found.figures), ("Those who had ordered again", found.again)):
        if ranked:
            lines.append(f"{heading + ':':<36} AUC    95 % interval    lift of the top tenth")
            lines += [f"  {one.name:<33}{_row(one)}" for one in ranked]
    lines += ["", "Score         people  came back  95 % interval   orders a head  expected"]
    for one in found.tenths:
        share = f"{whole_percent(one.share.low)} to {whole_percent(one.share.high)}"
        expected = "" if one.expected is None else f"{one.expected:.2f}"
        lines.append(
            f"  {one.low:3.0f} to {one.high:3.0f} {one.people:8,} {whole_percent(one.share.value):>10}"
            f"  {share:<15} {one.orders:12.2f} {expected:>9}".rstrip()
        )
    return "\n".join(lines)


def _row(one: Ranked) -> str:
    return f"{one.auc.value:6.3f}  {one.auc.low:.3f} to {one.auc.high:.3f}  {one.lift:5.1f}"


def evaluation_verdict(found: Evaluation) -> str:
    """In one sentence, whether the score is worth anything in this workbook."""
    auc = found.figures[0].auc
    if auc.low <= _CHANCE:
        return "This workbook does not show that the score tells who comes back: it may be chance."
    how = "well" if auc.value >= _WELL else "somewhat" if auc.value >= _SOMEWHAT else "only a little"
    return f"The score of {on(found.split)} told {how} who would order or answer in the days up to {on(found.until)}."


def findings(found: Evaluation) -> Iterator[str]:
    """What a manager would want to know, a sentence each."""
    score, *others = found.figures
    share = whole_percent(found.came / found.people)
    yield f"{count(found.people, 'person', 'people')} had a score; {found.came:,} of them ({share}) came back."
    yield (
        f"Of one who came back and one who did not, it put the right one first {hundredths(score.auc)} times in "
        f"100 (50 is chance; 95 % interval {hundredths(score.auc, low=True)})."
    )
    yield f"The tenth with the highest scores came back {score.lift:.1f} times as often as everybody."
    yield from (_beside(other) for other in others if other.name in _ALONE)


def _beside(other: Ranked) -> str:
    """The score held against another figure; `below_score` is there for all but the score itself."""
    gap = other.below_score or Share(0.0, 0.0, 0.0)
    how = "better than" if gap.low > 0 else "worse than" if gap.high < 0 else "about as well as"
    return f"It did {how} {_ALONE[other.name]} alone ({_in_100(gap)})."


def left_out(found: Evaluation) -> Iterator[str]:
    """Which figures could not be held against the score, and why not."""
    again = f"{count(found.customers_again, 'customer')} had ordered again by {on(found.split)}"
    if found.buying is OrdersTell.TOO_FEW:
        yield f"Expected orders and P(alive) by BG/NBD are left out: {again}; the model takes {ENOUGH}."
    elif found.buying is OrdersTell.ALIKE:
        yield (
            f"P(alive) by BG/NBD is left out: {again}, and by the likeliest model all of them were as likely to still buy, "
            "so that it puts them in no order."
        )
    elif not found.again:
        stayed = found.repeaters - found.repeaters_came
        yield (
            f"P(alive) by BG/NBD is left out: of the {count(found.repeaters, 'person', 'people')} whose customers had ordered again "
            f"{found.repeaters_came:,} came back and {stayed:,} did not; it takes {FEWEST} of each."
        )


def other_weights(found: Evaluation) -> str:
    """Whether other weights would have ranked people better, and on how many people that rests."""
    other = found.suggestion
    earlier = f"the days from {on(other.since)} to {on(found.split)}"
    rests_on = f"fitted to {count(other.fitted_to.people, 'person', 'people')} in {earlier}, judged by {other.judged_by.people:,} in the days after"
    if other.verdict is WeightsVerdict.BETTER and other.weights and other.gain:
        weights = ", ".join(f"{name} {weight}" for name, weight in other.weights.items())
        how = "a little better" if other.gain.value < _LITTLE else "better"
        gain = _in_100(other.gain, fine=True)
        return f"Other weights would have ranked people {how}: {weights} ({gain}; {rests_on})."
    return f"No other weights are suggested: {_why_none(found, other, earlier, rests_on)}."


def _why_none(found: Evaluation, other: Suggestion, earlier: str, rests_on: str) -> str:
    if other.verdict is WeightsVerdict.TOO_FEW:
        early = not other.fitted_to.enough
        basis = other.fitted_to if early else other.judged_by
        when = earlier if early else f"the days up to {on(found.until)}"
        return (
            f"in {when} people of {count(basis.back, 'customer')} came back and of {basis.away:,} did not; "
            f"it takes {FEWEST_CUSTOMERS} of each"
        )
    if other.verdict is WeightsVerdict.NO_CHOICE:
        return f"on {on(other.since)} no two factors in use told people apart"
    if other.gain is None:
        return f"those in use are the likeliest ({rests_on})"
    return f"the likeliest are not sure to rank people better ({_in_100(other.gain, fine=True)}; {rests_on})"


def _in_100(gap: Share, *, fine: bool = False) -> str:
    """A difference of two AUCs, in pairs of 100; `fine`: to the hundredth of one, so that what is above zero reads so."""
    digits = 2 if fine else 1
    value, low, high = (
        f"{round(100 * share, digits) + 0.0:+.{digits}f}" for share in (gap.value, gap.low, gap.high)
    )
    return f"{value} in 100, {low} to {high}"


def whole_percent(share: float) -> str:
    """A share as whole per cent."""
    return f"{share:.0%}".replace("%", " %")


def hundredths(share: Share, *, low: bool = False) -> str:
    """An AUC in hundredths; with `low`, its interval."""
    return f"{100 * share.low:.0f} to {100 * share.high:.0f}" if low else f"{100 * share.value:.0f}"
