"""Why people are called: one module a source, and here their order."""

from __future__ import annotations

from salesbook.domain.calls.sources.base import SourceTurns
from salesbook.domain.calls.sources.callbacks import CampaignCallbacks
from salesbook.domain.calls.sources.care import Care
from salesbook.domain.calls.sources.complaints import Complaints
from salesbook.domain.calls.sources.follow_ups import FollowUpCalls
from salesbook.domain.calls.sources.front_line import FrontLineLeads, Risks
from salesbook.domain.calls.sources.handoffs import HandoffCalls
from salesbook.domain.calls.sources.left_alone import LeftAloneAccounts
from salesbook.domain.calls.sources.lost_deals import AsksAfterLostDeals
from salesbook.domain.calls.sources.promises import Promises
from salesbook.domain.calls.sources.replies import Replies

# The order of a day's lines. Whoever several sources want is called for the first. Sources of one turn stand together,
# promised ones by their day.
CALL_SOURCES: SourceTurns = (
    (Complaints(), Risks()),
    (Replies(), FrontLineLeads()),
    (CampaignCallbacks(), Promises()),
    (HandoffCalls(),),
    (FollowUpCalls(),),
    (LeftAloneAccounts(), Care(), AsksAfterLostDeals()),
)
