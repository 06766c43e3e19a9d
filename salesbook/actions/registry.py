"""All that can be asked for: the actions in the order of --help and the page of commands, and their buttons."""

from __future__ import annotations

from collections.abc import Mapping

from salesbook.actions.about import ABOUT
from salesbook.actions.add import ADD
from salesbook.actions.base import Action
from salesbook.actions.calls import CALL_LISTS
from salesbook.actions.campaigns import CAMPAIGN_REVIEW
from salesbook.actions.card import CARD
from salesbook.actions.check import CHECK
from salesbook.actions.cycle import CYCLE
from salesbook.actions.demo import DEMO
from salesbook.actions.doctor import DOCTOR
from salesbook.actions.drafts import DRAFTS
from salesbook.actions.evaluate import EVALUATE
from salesbook.actions.export import EXPORT
from salesbook.actions.forget import FORGET
from salesbook.actions.import_ import IMPORT
from salesbook.actions.inbox import INBOX
from salesbook.actions.install import INSTALL
from salesbook.actions.letter import LETTER
from salesbook.actions.log import LOG
from salesbook.actions.new import NEW
from salesbook.actions.open import OPEN
from salesbook.actions.page import PAGE
from salesbook.actions.preview import PREVIEW
from salesbook.actions.rang import RANG
from salesbook.actions.reassign import REASSIGN
from salesbook.actions.referral_page import SHOW_TREE
from salesbook.actions.referrals import REFERRALS_REVIEW
from salesbook.actions.report import REPORT
from salesbook.actions.scores import SCORES
from salesbook.actions.send import SEND
from salesbook.actions.templates import TEMPLATES
from salesbook.actions.today import TODAY
from salesbook.actions.undo import UNDO
from salesbook.actions.upgrade import UPGRADE
from salesbook.actions.who import WHO
from salesbook.schema.buttons import Button

# Buttons stand in this order on Home and on the sheets, and within their groups of the ribbon.
_ORDER = (
    NEW, DEMO, TODAY, CALL_LISTS, LOG, RANG, UNDO, SCORES, CHECK, CARD, LETTER, IMPORT, ABOUT, FORGET, WHO, EVALUATE,
    REPORT, REASSIGN, CYCLE, CAMPAIGN_REVIEW, PAGE, REFERRALS_REVIEW, SHOW_TREE, DRAFTS, PREVIEW, SEND, EXPORT, INBOX, TEMPLATES, OPEN, DOCTOR, INSTALL, ADD, UPGRADE,
)  # fmt: skip

ACTIONS: Mapping[str, Action] = {action.name: action for action in _ORDER}
BUTTONS: tuple[Button, ...] = tuple(action.button for action in _ORDER if action.button)
