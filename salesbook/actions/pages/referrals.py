"""The page of referrals: the tree as a picture, how far introductions are, what is owed, whom to ask, and whether it pays."""

from __future__ import annotations

from collections.abc import Iterator

from salesbook.actions.pages.environment import fill_page
from salesbook.actions.pages.figures import ReportTable
from salesbook.actions.pages.referral_tree import bar_left, drawn_tree
from salesbook.domain.referrals.effect import GroupsCompared, GroupSeen
from salesbook.domain.referrals.effect_words import effect_sentences
from salesbook.domain.referrals.ratios import Ratio
from salesbook.domain.referrals.story import ReferralStory
from salesbook.letters.layout import inliner
from salesbook.util.wording import amount, count, without_year

_MOST_ROWS = 15
_MOST_TIMES = 4.0  # longer bars say nothing more


def referral_page(story: ReferralStory) -> str:
    """The page: it stands alone, prints on A4, and its styles stand in its elements. Mail programs that draw no pictures leave the tree out."""
    most = _longest(story)
    page = fill_page(
        "referrals/page.html.j2",
        story=story, title="Referrals", side=[story.firm] if story.firm else [], shown_tiles=_tiles(story),
        tree_branches=drawn_tree(story.lines, story.names), tree_bar_left=bar_left(), tree_value=_money(story, "Value"), tree_told=tree_told(story),
        effect_told=list(effect_sentences(story.effect)), effect_table=_effect(story, most), effect_most=f"{most:g}",
        blocks=[_by_referrer(story), _owed(story), _asks(story)],
    )  # fmt: skip
    return inliner().inline(page)


def referral_file_name(story: ReferralStory) -> str:
    """A name for the page."""
    return f"referrals {story.today}.html"


def referral_text(story: ReferralStory) -> Iterator[str]:
    """The gist, for a terminal."""
    yield tree_told(story)
    yield f"{story.introduced:,} introduced, {story.met:,} met, {story.won:,} won."
    yield _owed_told(story)
    yield from effect_sentences(story.effect)


def tree_told(story: ReferralStory) -> str:
    """How many people the tree has, and how many the picture has no room for."""
    if not story.people:
        return "Nobody came through anybody yet: fill Referred by on Contacts, or type introductions on Referrals."
    drawn = sum(one.contact >= 0 for one in story.lines)
    told = f"{count(story.people, 'person', 'people')} with {count(story.orders, 'order')} over {_money(story, amount(round(story.value)))}"
    rest = story.people - drawn
    return (
        f"{told}; {count(drawn, 'person', 'people')} drawn, of the largest branches, and {rest:,} counted beside them."
        if rest
        else f"{told}."
    )


def _money(story: ReferralStory, what: str) -> str:
    return (
        f"{what} {story.currency}".rstrip()
        if what[:1].isdigit()
        else f"{what}{f', {story.currency}' if story.currency else ''}"
    )


def _tiles(story: ReferralStory) -> list[tuple[str, str, str]]:
    due = sum(one.amount for one in story.owed if one.due and one.due <= story.today)
    return [
        ("Introduced", f"{story.introduced:,}", "Referrals, not void"),
        ("Met", f"{story.met:,}", "with a day in Met on"),
        ("Won", f"{story.won:,}", "have ordered"),
        (
            "Owed",
            amount(round(sum(one.amount for one in story.owed), 2)),
            f"{amount(round(due, 2))} of it due",
        ),
    ]


def _longest(story: ReferralStory) -> float:
    """How many times as much the bars go to."""
    effect = story.effect.effect
    highest = [ratio.high for one in (effect.lost, effect.value) for ratio in (one.ratio, one.crude) if ratio]
    return next((end for end in (1.5, 2.0, 3.0) if max(highest, default=0) <= end), _MOST_TIMES)


def _effect(story: ReferralStory, most: float) -> ReportTable:
    effect = story.effect.effect
    rows, spans = [], []
    for what, compared, as_seen in (
        ("Lost", effect.lost, _lost_of),
        (_money(story, "Ordered a year"), effect.value, _mean_of),
    ):
        for how, ratio in (("alike with alike", compared.ratio), ("all with all", compared.crude)):
            if ratio:
                rows.append(
                    (
                        f"{what}, {how}",
                        as_seen(compared.introduced),
                        as_seen(compared.others),
                        f"{ratio.value:.2f}",
                        f"{ratio.low:.2f} to {ratio.high:.2f}",
                    )
                )
                spans.append(_span(ratio, most))
    return ReportTable(
        "", _who(effect.value), ("", "Introduced", "Others", "Times as much", "From, to"), rows, spans=spans
    )


def _lost_of(group: GroupSeen) -> str:
    return f"{group.seen:,.0f} of {group.years:,}"


def _mean_of(group: GroupSeen) -> str:
    return amount(round(group.mean or 0))


def _who(value: GroupsCompared) -> str:
    return f"{count(value.introduced.customers, 'introduced customer')} and {count(value.others.customers, 'other')} with at least a year."


def _span(ratio: Ratio, most: float) -> tuple[float, float, float]:
    low, at, high = (min(end / most, 1.0) for end in (ratio.low, ratio.value, ratio.high))
    return low, at, high


def _by_referrer(story: ReferralStory) -> ReportTable:
    shown, rest = story.by_referrer[:_MOST_ROWS], story.by_referrer[_MOST_ROWS:]
    rows = [
        (one.name or "(nobody in Contacts)", *_numbers(one.introduced, one.met, one.won)) for one in shown
    ]
    if rest:
        sums = (sum(getattr(one, name) for one in rest) for name in ("introduced", "met", "won"))
        rows.append((count(len(rest), "other"), *_numbers(*sums)))
    return ReportTable(
        "Introduced, met and won", "Referrals: Introduced on, Met on, Won on. Each counts by its own day; who was won may never have been met.",
        ("Who introduced", "Introduced", "Met", "Won"), rows, ("All", *_numbers(story.introduced, story.met, story.won)),
        more="" if rows else "No introduction stands on Referrals yet.",
    )  # fmt: skip


def _numbers(*numbers: int) -> tuple[str, ...]:
    return tuple(f"{number:,}" for number in numbers)


def _owed(story: ReferralStory) -> ReportTable:
    shown, rest = story.owed[:_MOST_ROWS], story.owed[_MOST_ROWS:]
    rows = [
        (
            one.name,
            one.event,
            one.kind,
            without_year(one.due) if one.due else "",
            amount(round(one.amount, 2)),
        )
        for one in shown
    ]
    if rest:
        rows.append(
            (count(len(rest), "other"), "", "", "", amount(round(sum(one.amount for one in rest), 2)))
        )
    total = amount(round(sum(one.amount for one in story.owed), 2))
    return ReportTable(
        "Incentives owed", "Incentives: neither paid nor void, what is due longest first. Type Paid on there.",
        ("Who", "For", "What", "Due on", _money(story, "Amount")), rows, ("All", "", "", "", total), words=4, more=_owed_told(story),
    )  # fmt: skip


def _owed_told(story: ReferralStory) -> str:
    if not story.owed:
        return "Nothing is owed."
    due = [one.amount for one in story.owed if one.due and one.due <= story.today]
    return f"{count(len(story.owed), 'incentive is', 'incentives are')} owed, {len(due):,} of them due now, over {_money(story, amount(round(sum(due), 2)))}."


def _asks(story: ReferralStory) -> ReportTable:
    shown = story.asks[:_MOST_ROWS]
    more = len(story.asks) - len(shown)
    told = f"And {count(more, 'more', 'more')}: see Who to ask." if more else ""
    return ReportTable(
        "Whom to ask next", "Who to ask, as the last click on Referrals or Today left it.", ("", "Who", "Account", "Who asks", "Group", "Why"),
        [(f"{one.rank:,}", one.name, one.account, one.rep, one.group, one.why) for one in shown], words=6,
        more=told if shown else "Nobody is to be asked now, or Referrals was not clicked yet.",
    )  # fmt: skip
