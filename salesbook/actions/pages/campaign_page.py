"""The page of a proposition, of a campaign, or of both where they share an ID: it stands alone, prints on A4, and can be mailed."""

from __future__ import annotations

from salesbook.actions.pages.campaign import between, long_quote, per_cent, quotes_left, story_shown
from salesbook.actions.pages.card import page_name
from salesbook.actions.pages.environment import fill_page
from salesbook.actions.pages.proposition import brief_shown
from salesbook.domain.campaigns.brief import PropositionBrief
from salesbook.domain.campaigns.story import CampaignStory
from salesbook.letters.layout import inliner


def campaign_page(brief: PropositionBrief | None, story: CampaignStory | None) -> str:
    """The page of what there is, the proposition first; its styles stand in its elements, as mail programs want it."""
    shown: dict[str, object] = {"brief": None, "story": None}
    shown |= brief_shown(brief) if brief else {}
    shown |= story_shown(story) if story else {}
    title = shown.get("brief_title") or shown.get("story_title")
    page = fill_page(
        "campaigns/page.html.j2", between, long_quote, per_cent, quotes_left, title=title, **shown
    )
    return inliner().inline(page)


def campaign_file_name(brief: PropositionBrief | None, story: CampaignStory | None) -> str:
    """A name for the page: what it is about, and its ID."""
    shown = [(one.cells["Title"], one.key) for one in (brief,) if one]
    shown += [
        (one.proposition.get("Title", "") or "campaign", str(one.campaign.key)) for one in (story,) if one
    ]
    return page_name(*shown[0])
