"""The rows of ReferralAsks: whom to ask next, why, with which question, and which letter asks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from salesbook.domain.facts.asked import last_asked
from salesbook.domain.facts.due import rhythm_table
from salesbook.domain.facts.duties import duties_of, people_of_role
from salesbook.domain.facts.owners import accounts_of, owners_of
from salesbook.domain.facts.people import names_of_contacts
from salesbook.domain.facts.talks import last_talk_day
from salesbook.domain.referring.asks import ask_list
from salesbook.domain.referring.groups import (
    first_order_day,
    last_order_day,
    lost_deal,
    met_on,
    order_day_count,
    stands_as_reference,
)
from salesbook.domain.referring.incentive_rules import promised_for
from salesbook.domain.referring.links import referral_links
from salesbook.domain.world import World
from salesbook.schema.closed_lists import ASK_GROUPS
from salesbook.tables.arrays import Ints, Objects, day_of_number, days_of, take, texts
from salesbook.tables.plan import Change, Replace, Value
from salesbook.util import day_words
from salesbook.util.wording import count, quoted

_DUTY = "Referral ask"  # of Duties
_MOST_WORDS = 60  # of a title or a reason, in Why


def ask_changes(world: World) -> Iterator[Change]:
    """All rows anew; nothing where the sheet was deleted, which `check` tells."""
    if "ReferralAsks" not in world.frames or "ReferralAsks" in world.absent:
        return
    asks = world.get(ask_list)
    words, names, reps = _AskWords(world), world.get(names_of_contacts), world.get(_who_asks)
    firms = take(texts(world.frames["Accounts"], "Account"), world.get(accounts_of)[asks.contact])
    ids = texts(world.frames["Contacts"], "Contact ID")[asks.contact]
    columns = zip(asks.contact.tolist(), asks.group.tolist(), firms.tolist(), ids.tolist(), strict=True)
    rows: list[dict[str, Value]] = []
    for rank, (at, place, firm, contact) in enumerate(columns, start=1):
        group = ASK_GROUPS[place]
        kind = _KINDS[group]
        rows.append({
            "Rank": rank, "Contact ID": contact, "Name": names[at], "Account": firm or None,
            "Rep": reps[at] or None, "Group": group, "Why": kind.why(words, at),
            "How to ask": " ".join(filter(None, [kind.question, words.incentive(at) if kind.names_incentive else ""])),
            "Letter": kind.letter or None,
        })  # fmt: skip
    yield Replace("ReferralAsks", leave=world.frames["ReferralAsks"].index.tolist(), rows=rows)


def _who_asks(world: World) -> Objects:
    """By contact the owner or, where Duties names a role for Referral ask that the owner has not, the only one who has it; "" for any of several."""
    owner = world.get(owners_of)
    role, stand_in = world.get(duties_of).get(_DUTY, ("", ""))
    able = people_of_role(world, role) or [stand_in] * bool(stand_in)
    if not able:
        return owner
    asks: Objects = np.where(np.isin(owner, able), owner, able[0] if len(able) == 1 else "").astype(object)
    return asks


@dataclass(frozen=True)
class _AskWords:
    """What shows that somebody may know whom we should meet, in a sentence; contacts by position."""

    world: World

    def stood_by_us(self, at: int) -> str:
        if self.world.get(stands_as_reference)[at]:
            return f"Stands by us as a reference; {self._asked(at)}."
        return f"Ordered {self._on(self.world.get(last_order_day)[at])}, after a complaint that was settled; {self._asked(at)}."

    def loyal(self, at: int) -> str:
        orders = count(int(self.world.get(order_day_count)[at]), "order")
        return f"{orders}, last {self._on(self.world.get(last_order_day)[at])}; {self._asked(at)}."

    def referred(self, at: int) -> str:
        through = int(self.world.get(referral_links).through[at])
        came = (
            f"Came through {self.world.get(names_of_contacts)[through]}"
            if through >= 0
            else "Came by an introduction"
        )
        if self.world.get(order_day_count)[at]:
            return f"{came}; has ordered."
        met = int(self.world.get(met_on)[at])
        return f"{came}; {self._past('met', met) if met >= 0 else self._talked(at)}."

    def friend(self, at: int) -> str:
        kind, last = self.world.get(_kinds)[at], int(self.world.get(_last_touches)[at])
        return f"{kind}; {self._past('last touch', last)}; {self._asked(at)}."

    def new(self, at: int) -> str:
        return f"{self._past('First order', int(self.world.get(first_order_day)[at]))}; {self._talked(at)}."

    def prospect(self, at: int) -> str:
        return f"You {self._talked(at)}; {self._asked(at)}."

    def lost(self, at: int) -> str:
        deals, row = self.world.frames["Opportunities"], int(self.world.get(lost_deal)[at])
        title, reason = (texts(deals, name)[row] for name in ("Title", "Lost reason"))
        closed = deals["Closed"].iloc[row].date()
        named = quoted(title) if 0 < len(title) <= _MOST_WORDS else "A deal"
        why = f": {reason}" if 0 < len(reason) <= _MOST_WORDS else ""
        return f"{named} lost {day_words.past(closed, self.world.today)}{why}."

    def incentive(self, at: int) -> str:
        """What they get for it, where the rules promise something; "" for nothing."""
        return self.world.get(promised_for).get(at, "")

    def _asked(self, at: int) -> str:
        day = int(self.world.get(last_asked)[at])
        return self._past("last asked", day) if day else "not asked yet"

    def _talked(self, at: int) -> str:
        return self._past("talked", int(self.world.get(last_talk_day)[at]))

    def _past(self, what: str, day: int) -> str:
        return f"{what} {day_words.past(day_of_number(day), self.world.today)}"

    def _on(self, day: int) -> str:
        return f"on {day_words.exact(day_of_number(int(day)), self.world.today)}"


def _kinds(world: World) -> Objects:
    return texts(world.frames["Contacts"], "Kind")


def _last_touches(world: World) -> Ints:
    return days_of(world.get(rhythm_table)["last_touch"].to_numpy())


@dataclass(frozen=True)
class _AskKind:
    """How a group is asked: `why` gives the sentence, `question` what to say, `letter` the text of templates/letters that asks."""

    why: Callable[[_AskWords, int], str]
    question: str
    letter: str = ""
    names_incentive: bool = False


_ASK = "referral-ask"
_KINDS: dict[str, _AskKind] = dict(zip(ASK_GROUPS, (
    _AskKind(_AskWords.stood_by_us, "Ask what works for them. Then: who else has the same trouble?", _ASK),
    _AskKind(_AskWords.loyal, "Ask what works for them. Then: who else has the same trouble?", _ASK),
    _AskKind(_AskWords.referred, "Ask whether we kept what was promised. Whom would they tell?", _ASK),
    _AskKind(_AskWords.friend, "Give first: one thing you saw in the market. Ask whom you should meet."),
    _AskKind(_AskWords.new, "Ask how it went. If they are glad: who else should know us?", _ASK, names_incentive=True),
    _AskKind(_AskWords.prospect, "Pick the talk up. If it is not for them: whom would it suit?", _ASK),
    _AskKind(_AskWords.lost, "Thank them for the chance. Ask what decided it. Whom would it suit?", "referral-lost"),
), strict=True))  # fmt: skip
