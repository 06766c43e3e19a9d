"""The story of a campaign as what its page shows: tiles, tables, quotes, and whether all parts add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from salesbook.actions.pages.figures import ReportTable
from salesbook.domain.campaigns.answer_groups import FEWEST_RANKED, AnswerGroup, AnswersBy
from salesbook.domain.campaigns.learning import LetterAnswers
from salesbook.domain.campaigns.objections import Objection
from salesbook.domain.campaigns.story import CampaignStory
from salesbook.util.wording import MONTHS, cited, count, on, without_year

QUOTES_SHOWN = 4  # of an objection
_LONGEST_QUOTE = 400
_MOST_GROUPS, _MOST_NAMED = 12, 15


def story_shown(story: CampaignStory) -> dict[str, object]:
    """What the template of a campaign is filled with."""
    cells = story.proposition
    return {
        "story": story, "quotes_shown": QUOTES_SHOWN, "story_title": cells.get("Title") or story.campaign.key, "story_side": list(_side(story)),
        "story_promise": cells.get("Promise", ""), "story_lacks": _lacks(story),
        "story_tiles": _tiles(story), "story_blocks": list(_blocks(story)), "story_groups": [_answers_by(by) for by in story.learning.by if by.by != "Version"], "story_out_of_reach": list(_out_of_reach(story)), "story_agrees": _agrees(story),
    }  # fmt: skip


def per_cent(share: float) -> str:
    """A share in whole per cent."""
    return f"{100 * share:.0f} %"


def between(one: Objection | AnswerGroup | LetterAnswers) -> str:
    """The interval of its share; "" where it has none."""
    return "" if one.low is None or one.high is None else f"{100 * one.low:.0f} to {100 * one.high:.0f} %"


def long_quote(words: str) -> str:
    """What somebody said, cut where it fills the page."""
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST_QUOTE else f"{line[: _LONGEST_QUOTE - 1].rstrip()}…"


def quotes_left(one: Objection) -> str:
    """How many more said it in words, or that nobody did."""
    shown = min(len(one.quotes), QUOTES_SHOWN)
    if not one.with_words:
        return "Nobody's words were noted."
    more = one.with_words - shown
    return f"{count(more, 'more has', 'more have')} words in Pitches, some of them the same." if more else ""


def _lacks(story: CampaignStory) -> str:
    """That its proposition is not there, and what to do; "" where it is: its row may be deleted at any time."""
    if story.proposition:
        return ""
    key = story.campaign.proposition
    if not key:
        return "It pitches no proposition: choose one in Proposition ID on the sheet Campaigns."
    return f"Its proposition {cited(key)} is not on the sheet Propositions: put its row back there, or choose another one in Proposition ID on Campaigns."


def _side(story: CampaignStory) -> Iterator[str]:
    campaign = story.campaign
    version = (
        f"version {campaign.version} of {campaign.proposition}" if campaign.version else campaign.proposition
    )
    yield " · ".join(filter(None, (f"Campaign {campaign.key}", version)))
    yield " · ".join(filter(None, (campaign.status, campaign.cohort, ", ".join(campaign.channels))))
    if story.start:
        yield f"from {on(story.start)}" + (f" to {on(story.end)}" if story.end else "")


def _tiles(story: CampaignStory) -> list[tuple[str, str, str]]:
    found, seen = story.learning, story.yes
    covered = (
        "nobody can be reached"
        if np.isnan(story.coverage)
        else f"{per_cent(story.coverage)} of those who can be reached"
    )
    asked = f"of {count(seen.people, 'person', 'people')} asked long enough ago"
    done = (
        (on(story.done_by), "at the pace of the last four weeks")
        if story.done_by
        else (
            story.campaign.status,
            "nobody is pitched now" if not story.campaign.is_live else "no day can be told",
        )
    )
    return [
        ("Pitched", f"{story.pitched:,} of {story.can_be_reached:,}", covered),
        ("Answered", f"{found.answered:,}", f"{found.yes:,} of them yes"),
        ("Said yes in time", per_cent(seen.yes / seen.people) if seen.people else "not known yet",
         f"{100 * story.low:.0f} to {100 * story.high:.0f} %, {asked}" if seen.people else "nobody was asked long enough ago"),
        ("Done by" if story.done_by else "Stands", *done),
    ]  # fmt: skip


def _blocks(story: CampaignStory) -> Iterator[list[ReportTable]]:
    yield [_coverage(story), _said(story)]
    yield [_states(story), _reasons(story)]
    versions = next((by for by in story.learning.by if by.by == "Version"), None)
    if versions:
        yield [_versions(story, versions)]
    if story.letters:
        yield [_letters(story)]


def _coverage(story: CampaignStory) -> ReportTable:
    can = story.can_be_reached
    left = can - story.pitched
    return ReportTable(
        "Coverage over time", "Pitches: Pitched on; of those who can be reached today.",
        ("Month" if story.monthly else "Week of", "Pitched", "So far", "Coverage, %"),
        [
            (f"{MONTHS[one.first.month - 1][:3]} {one.first.year}" if story.monthly else without_year(one.first),
             f"{one.pitched:,}", f"{one.so_far:,}", f"{100 * one.so_far / can:.0f}" if can else "")
            for one in story.spans
        ],
        bars=[one.so_far / can if can else 0 for one in story.spans],
        more=f"{count(left, 'decision maker is', 'decision makers are')} not pitched." if story.spans else "Nobody was pitched yet.",
    )  # fmt: skip


def _people_by(
    what: str, people_of: Sequence[tuple[str, int]], total: tuple[str, int], *, heading: str, source: str, more: str = ""
) -> ReportTable:  # fmt: skip
    """How many people there are of each, with bars, and of all."""
    most = max((people for _, people in people_of), default=0) or 1
    return ReportTable(
        heading, source, (what, "People"), [(name, f"{people:,}") for name, people in people_of], (total[0], f"{total[1]:,}"),
        [people / most for _, people in people_of], more=more,
    )  # fmt: skip


def _states(story: CampaignStory) -> ReportTable:
    total = ("Decision makers", story.decision_makers)
    return _people_by("State", story.states, total, heading="How far we are", source="Pitches: State.")


def _said(story: CampaignStory) -> ReportTable:
    more = " ".join(filter(None, (_speed(story), _unasked(story))))
    return _people_by("Answer", story.said, ("Pitched", story.pitched), heading="What they said",
                      source="Pitches: Answer, of those pitched.", more=more)  # fmt: skip


def _speed(story: CampaignStory) -> str:
    speed = story.learning.speed
    if speed.median is None:
        return "Nobody has answered yet."
    at_once = f"{speed.at_once:,} of {speed.answered:,}"
    days = f"{speed.median:g} {'day' if speed.median == 1 else 'days'}"
    said = (
        f"Half of those who answered did so within {days} of the pitch, {at_once} on the day itself."
        if speed.median
        else f"On the day of the pitch itself {at_once} answered."
    )
    return (
        said
        if speed.to_the_tenth is None
        else f"{said} The tenth answer came {count(speed.to_the_tenth, 'day')} after Start."
    )


def _unasked(story: CampaignStory) -> str:
    """Whose answers alone made them pitched, since shares of them mislead."""
    if not story.unasked:
        return ""
    whose = count(story.unasked, "person counts", "people count")
    return f"{whose} as pitched because they answered by themselves, such as to a letter: whoever did not is not among them, so shares of yes are too high."


def _answers_by(by: AnswersBy) -> ReportTable:
    source = {"Segment": "Accounts: Segment.", "Tier": "Contacts: Tier used."}.get(by.by, "")
    return _groups(f"Answers by {by.by.lower()}", source, by, _apart(by))


def _apart(by: AnswersBy) -> str:
    """Which groups are told apart, and that small ones are not ranked."""
    large = [one for one in by.groups if not one.is_small]
    told = ""
    if by.apart:
        told = f"{by.apart[0] or '(none)'} says yes more often than {by.apart[1] or '(none)'}: the answers are 30 times likelier, for each pair of them, if the two differ."
    elif len(large) > 1:
        told = "None of them can be told from another yet: their order may be chance."
    small = len(by.groups) - len(large)
    few = (
        f"{count(small, 'group is', 'groups are')} small (fewer than {FEWEST_RANKED} asked long enough ago): not ranked."
        if small
        else ""
    )
    return " ".join(filter(None, (told, few)))


def _versions(story: CampaignStory, by: AnswersBy) -> ReportTable:
    told = " ".join(f"{pair.advice}." for pair in story.compared)
    return _groups(
        "Versions compared",
        "Campaigns of the same proposition, at equal age.",
        by,
        told or "Nobody was asked long enough ago in two of them.",
    )


def _groups(heading: str, source: str, by: AnswersBy, more: str) -> ReportTable:
    """Groups with the interval of their share of yes, on one scale; beyond some the others in one line."""
    shown, others = by.groups[:_MOST_GROUPS], by.groups[_MOST_GROUPS:]
    rows = [_group_cells(one) for one in shown]
    most = max((max(one.high or 0, one.share or 0) for one in shown), default=0) or 1
    spans = [_span(one, most) for one in shown]
    if others:
        sums = (sum(getattr(one, name) for one in others) for name in ("pitched", "answered", "yes", "asked"))
        rows.append((count(len(others), "other"), *(f"{number:,}" for number in sums), "", ""))
        spans.append(None)
    return ReportTable(
        heading, f"{source} Of those asked long enough ago: who said yes in time, and where that share lies nine times in ten; the bars go to {per_cent(most)}.".strip(),
        (by.by, "Pitched", "Answered", "Yes", "Asked long enough ago", "Yes, %", "From, to"), rows, more=more, spans=spans,
    )  # fmt: skip


def _span(one: AnswerGroup | LetterAnswers, most: float) -> tuple[float, float, float] | None:
    """From its lowest over where it is to its highest, on a scale up to `most`."""
    if one.share is None or one.low is None or one.high is None:
        return None
    return min(one.low, one.share) / most, one.share / most, max(one.high, one.share) / most


def _letters(story: CampaignStory) -> ReportTable:
    variants = story.learning.letters
    most = max(max(one.high, one.share) for one in variants)
    return ReportTable(
        "Letters compared", f"Outbox: those that left long enough ago and did not come back. Who said yes in time; the bars go to {per_cent(most)}.",
        ("Variant", "Sent", "Yes", "Yes, %", "From, to"),
        [(one.name, f"{one.sent:,}", f"{one.agreed:,}", f"{100 * one.share:.0f}", between(one)) for one in variants],
        more=" ".join(f"{pair.advice}." for pair in story.letters), spans=[_span(one, most) for one in variants],
    )  # fmt: skip


def _group_cells(one: AnswerGroup) -> Sequence[str]:
    name = f"{one.name or '(none)'}{', small' if one.is_small else ''}"
    share = "" if one.share is None else f"{100 * one.share:.0f}"
    return (
        name,
        f"{one.pitched:,}",
        f"{one.answered:,}",
        f"{one.yes:,}",
        f"{one.asked:,}",
        share,
        between(one),
    )


def _reasons(story: CampaignStory) -> ReportTable:
    reasons = Counter(one.why for one in story.cannot).most_common()
    return _people_by(
        "Why", reasons, ("Cannot be reached", len(story.cannot)), heading="Why some cannot be reached", source="Pitches: State Cannot.",
        more="" if reasons else "Everybody can be reached by a channel of the campaign.",
    )  # fmt: skip


def _out_of_reach(story: CampaignStory) -> Iterator[ReportTable]:
    """Names, where there are any."""
    for heading, source, people in (
        ("Who cannot be reached", "Pitches: State Cannot, and Why not yet.", story.cannot),
        (
            "Who was not reached",
            "Pitches: State Not reached: after five tries over two channels.",
            story.given_up,
        ),
    ):
        if people:
            more = len(people) - _MOST_NAMED
            yield ReportTable(
                heading, source, ("Account", "Name", "Why"), [(one.account, one.name, one.why) for one in people[:_MOST_NAMED]],
                words=3, more=f"And {more:,} more: see Pitches." if more > 0 else "",
            )  # fmt: skip


def _agrees(story: CampaignStory) -> str:
    numbers = (
        f"the {count(story.decision_makers, 'decision maker')} and {story.pitched:,} pitched of Campaigns"
    )
    return f"All parts add up to {numbers}." if story.adds_up else f"The parts do not add up to {numbers}."
