"""The states of the table of situations: one function each, from the world to those contacts who are in it."""

from __future__ import annotations

import numpy as np

from salesbook.domain.facts.complaints import complaints_of
from salesbook.domain.facts.due import rhythm_table
from salesbook.domain.facts.handoffs import taken_today
from salesbook.domain.facts.leavers import leavers_of
from salesbook.domain.facts.may_ask import (
    installed_at_firm,
    may_ask_a_favour,
    may_ask_for_names,
    serviced_at_firm,
)
from salesbook.domain.facts.notes import open_risks
from salesbook.domain.facts.occasions import (
    buying_of,
    hangs_on_one,
    lost_opportunity,
    no_decider,
    open_opportunity,
)
from salesbook.domain.facts.orders import order_days
from salesbook.domain.facts.owners import accounts_of, tiers_of
from salesbook.domain.facts.price_asked import price_asked
from salesbook.domain.facts.talks import (
    last_outcome,
    last_talk,
    last_talk_day,
    mailing_answered,
    neglected,
    spoken_ever,
    unanswered,
)
from salesbook.domain.facts.touches import touch_table
from salesbook.domain.facts.unanswered import open_letters
from salesbook.domain.world import World
from salesbook.tables.arrays import Bools, Ints, dates, days_of, take, texts

_SETTLING = (
    30  # days after an installation, a service visit or a settled complaint in which one asks about it
)
_FIRST_WEEK = 5  # days until one can ask how it went
_REST = 180  # days after "not interested"
_LOST_CUSTOMER, _OWN_GAPS = 365, 3  # days, and their own gaps, without an order
_NEW_FROM, _NEW_UNTIL = 14, 120  # days after the first order
_JUST_TALKED = 30  # days
_NOTED_WITHIN = 30  # days in which a meeting wants its note


def complaint_open(world: World) -> Bools:
    """They complained, and nobody has settled it."""
    return world.get(complaints_of).own >= 0


def colleague_complained(world: World) -> Bools:
    """Somebody else at their firm did."""
    return (world.get(complaints_of).of_firm >= 0) & ~complaint_open(world)


def risk_heard(world: World) -> Bools:
    """The front line heard a risk of them, and nobody has talked about it since."""
    return world.get(open_risks) >= 0


def promised(world: World) -> Bools:
    """The day that was agreed on has come; not that they asked to be called, nor that of a meeting, nor one that salesbook set for their letter."""
    ours = ~np.isin(world.get(last_outcome), ["Call back later", "Meeting booked"])
    return _agreed(world) & _due(world) & ours & (world.get(open_letters)[0] < 0)


def asked_back(world: World) -> Bools:
    """They asked to be called later, and the day for it, where one was agreed on, has come."""
    later: Bools = world.get(last_outcome) == "Call back later"
    return later & (_due(world) | ~_agreed(world))


def meeting_ahead(world: World) -> Bools:
    """A meeting was booked for a day still to come, or for today."""
    return _booked(world) & _agreed(world) & (_next_date(world) >= world.day)


def meeting_past(world: World) -> Bools:
    """A meeting was booked or held, and nothing is noted of it."""
    return (_booked(world) & ~meeting_ahead(world)) | meeting_without_note(world)


def meeting_without_note(world: World) -> Bools:
    """The last talk was a meeting that is in the log, without a word."""
    touches, log, last = world.get(touch_table), world.frames["Activities"], world.get(last_talk)
    met = take(touches["channel"].to_numpy(dtype=object), last) == "Meeting"
    place = np.append(touches["activity"].to_numpy(), -1)[last]
    silent = (take(texts(log, "Notes"), place) == "") & (take(texts(log, "Their words"), place) == "")
    lately = world.day - world.get(last_talk_day) <= _NOTED_WITHIN
    bare: Bools = met & silent & lately & ~_booked(world)
    return bare


def asked_for_a_price(world: World) -> Bools:
    """They asked for a price, and nothing came from us since."""
    return world.get(price_asked) >= 0


def newsletter_answered(world: World) -> Bools:
    """What they wrote answers a mailing."""
    return world.get(mailing_answered) >= 0


def reply_came_in(world: World) -> Bools:
    """They wrote, and nobody has answered."""
    return world.get(unanswered) >= 0


def handed_over(world: World) -> Bools:
    """Somebody takes over the customer, and calls them for it today."""
    taken = np.zeros(len(world.frames["Contacts"]), dtype=bool)
    taken[[one.contact for one in world.get(taken_today)]] = True
    return taken


def complaint_closed(world: World) -> Bools:
    """Their complaint was settled, perhaps by a colleague's word, and nobody has talked to them since."""
    found = world.get(complaints_of)
    closed_by, closed = found.closed_by, np.append(found.day, 0)[found.closed_by]
    settled = (closed_by >= 0) & (world.get(complaints_of).of_firm < 0) & (world.day - closed < _SETTLING)
    return settled & (world.get(last_talk_day) <= closed)


def installed(world: World) -> Bools:
    """Something was installed at their firm a week ago, and nobody has talked to them since."""
    return _visited_lately(world, world.get(installed_at_firm), _FIRST_WEEK)


def serviced(world: World) -> Bools:
    """Service was at their firm, and nobody has talked to them since."""
    return _visited_lately(world, world.get(serviced_at_firm), 1)


def colleague_left(world: World) -> Bools:
    """Somebody has left their firm whom we knew, and nobody has talked to them since; not where nothing is bought."""
    left: Bools = (world.get(leaver) >= 0) & ~centre_of_influence(world)
    return left


def open_deal(world: World) -> Bools:
    """Something may become an order."""
    return world.get(open_opportunity) >= 0


def rest_is_over(world: World) -> Bools:
    """They said no, and have been left in peace for half a year."""
    said = (world.get(last_outcome) == "Not interested") & (world.get(last_talk) >= 0)
    rested: Bools = said & (world.day - world.get(last_talk_day) > _REST)
    return rested


def orders_late_never_spoken(world: World) -> Bools:
    """Ordered at least twice, longer ago than usual, and nobody ever spoke to them."""
    return ~world.get(spoken_ever) & _late(world)


def orders_never_spoken(world: World) -> Bools:
    """Ordered, and nobody ever spoke to them."""
    return ~world.get(spoken_ever) & (_order_days(world) > 0)


def long_gone(world: World) -> Bools:
    """A customer once: by Kind, or without an order for three of their own gaps and a year, and nobody talks to them any more.

    Where something may become an order at their firm they are not gone.
    """
    past = texts(world.frames["Contacts"], "Kind") == "Past customer"
    gap = world.get(buying_of).gap[world.get(order_days).of_contact]
    silent = (_order_days(world) > 1) & (_quiet(world) > _LOST_CUSTOMER) & (_quiet(world) > _OWN_GAPS * gap)
    silent &= world.get(neglected)
    again = (_order_days(world) > 1) & ~_late(world)
    gone: Bools = world.get(spoken_ever) & ((past & ~again) | silent) & ~_deal_open_at_firm(world)
    return gone


def reorder_late(world: World) -> Bools:
    """Ordered at least twice, and longer ago than usual."""
    return _late(world)


def first_order_lapsed(world: World) -> Bools:
    """One order, and longer ago than customers usually take to the next."""
    lapsed: Bools = (_order_days(world) == 1) & (_quiet(world) > world.get(order_days).gap)
    return lapsed


def neglected_key_account(world: World) -> Bools:
    """A customer of high ticket or tier A to whom nobody has talked for long."""
    customer = (texts(world.frames["Contacts"], "Kind") == "Customer") | (_order_days(world) > 0)
    key: Bools = _high_ticket(world) | (world.get(tiers_of) == "A")
    silent: Bools = world.get(neglected) & customer & key
    return silent


def named_by_somebody(world: World) -> Bools:
    """Never spoken to, and named by somebody we know."""
    return ~world.get(spoken_ever) & _referred(world)


def from_promotion(world: World) -> Bools:
    """Never spoken to, and come through a promotion."""
    contacts = world.frames["Contacts"]
    came: Bools = (texts(contacts, "Promotion ID") != "") | (texts(contacts, "Source") == "Promotion")
    return ~world.get(spoken_ever) & came


def never_spoken(world: World) -> Bools:
    """Nobody ever spoke to them."""
    return ~world.get(spoken_ever)


def loyal_customer(world: World) -> Bools:
    """Two orders or more, ordering as usual, and to be asked for names."""
    return world.get(may_ask_for_names) & (_order_days(world) > 1)


def referred_customer(world: World) -> Bools:
    """Came by a referral, has ordered, and to be asked for names."""
    return world.get(may_ask_for_names) & _referred(world) & (_order_days(world) > 0)


def new_customer(world: World) -> Bools:
    """First order some weeks ago, spoken to since, and to be asked for names."""
    fresh: Bools = (_order_days(world) == 1) & (_quiet(world) >= _NEW_FROM) & (_quiet(world) <= _NEW_UNTIL)
    return world.get(may_ask_for_names) & fresh & ~ordered_since(world)


def deal_lost(world: World) -> Bools:
    """A deal was lost within a year, and nobody has talked to them since."""
    lost = world.get(lost_opportunity)
    closed = np.append(days_of(dates(world.frames["Opportunities"], "Closed")), 0)[lost]
    return (lost >= 0) & (world.get(last_talk_day) <= closed)


def prospect_talked(world: World) -> Bools:
    """A prospect with whom we talked lately, to be asked for names."""
    lately = world.day - world.get(last_talk_day) <= _JUST_TALKED
    glad = np.isin(world.get(last_outcome), ["", "Spoke", "Meeting booked"])
    return world.get(may_ask_for_names) & _kind(world, "Prospect") & lately & glad


def centre_of_influence(world: World) -> Bools:
    """By Kind, and spoken to: whoever was not stands further up."""
    return _kind(world, "Centre of influence")


def partner(world: World) -> Bools:
    """By Kind, and spoken to."""
    return _kind(world, "Partner")


def high_ticket(world: World) -> Bools:
    """Their account buys few and large things."""
    return _high_ticket(world)


def ordered_since(world: World) -> Bools:
    """An order came after the last talk."""
    last = world.get(buying_of).last[world.get(order_days).of_contact]
    since: Bools = (_order_days(world) > 0) & (last > world.get(last_talk_day))
    return since


def prospect_spoken_to(world: World) -> Bools:
    """By Kind, and spoken to."""
    return _kind(world, "Prospect")


def no_firm(world: World) -> Bools:
    """No account, where others have one; whoever orders without one buys for themselves."""
    none = (texts(world.frames["Contacts"], "Account ID") == "") & (len(world.frames["Accounts"]) > 0)
    unknown: Bools = none & (_order_days(world) == 0)
    return unknown


def anybody(world: World) -> Bools:
    """Who is in no other state."""
    return np.ones(len(world.frames["Contacts"]), dtype=bool)


def may_meet_another(world: World) -> Bools:
    """We keep in touch with them alone at their firm, which buys or may buy, and may ask for a favour."""
    return world.get(hangs_on_one) & world.get(may_ask_a_favour) & _buyer(world)


def decider_unknown(world: World) -> Bools:
    """Nobody at their firm, which buys or may buy, is known to decide."""
    return world.get(no_decider) & _buyer(world)


def leaver(world: World) -> Ints:
    """For each contact the position of the colleague who left last, where nobody has talked to the contact since; -1 without one.

    The day is that of the outcome that told us, or of the last that we had from them.
    """
    contacts, account, known = world.frames["Contacts"], world.get(accounts_of), world.get(leavers_of)
    latest = np.full(len(world.frames["Accounts"]) + 1, -1)
    ids = texts(contacts, "Contact ID")[known.contact]
    for i in sorted(range(len(ids)), key=lambda i: (known.day[i], ids[i])):
        latest[account[known.contact[i]]] = i
    latest = latest[account]
    found, gone = np.append(known.contact, -1)[latest], np.append(known.day, 0)[latest]
    fresh = (found >= 0) & (world.day - gone < _LOST_CUSTOMER) & (world.get(last_talk_day) < gone)
    return np.where(fresh & (texts(contacts, "Status") != "Left"), found, -1)


def _agreed(world: World) -> Bools:
    agreed: Bools = world.get(rhythm_table)["promised"].to_numpy()
    return agreed


def _due(world: World) -> Bools:
    due: Bools = days_of(world.get(rhythm_table)["next_due"].to_numpy()) <= world.day
    return due


def _booked(world: World) -> Bools:
    booked: Bools = world.get(last_outcome) == "Meeting booked"
    return booked


def _next_date(world: World) -> Ints:
    return days_of(dates(world.frames["Contacts"], "Next date"))


def _visited_lately(world: World, day: Ints, from_day: int) -> Bools:
    """Visited at their firm so many days ago, up to a month, and no talk with them after that day."""
    ago = world.day - day
    lately: Bools = (ago >= from_day) & (ago <= _SETTLING) & (world.get(last_talk_day) <= day)
    return lately


def _deal_open_at_firm(world: World) -> Bools:
    """Contacts at whose account an opportunity is open, be it a colleague's."""
    account, has = world.get(accounts_of), open_deal(world)
    there = np.bincount(account[has & (account >= 0)], minlength=len(world.frames["Accounts"]) + 1) > 0
    found: Bools = has | ((account >= 0) & there[account])
    return found


def _order_days(world: World) -> Ints:
    return world.get(buying_of).days[world.get(order_days).of_contact]


def _quiet(world: World) -> Ints:
    """Days since the last order."""
    quiet: Ints = world.day - world.get(buying_of).last[world.get(order_days).of_contact]
    return quiet


def _late(world: World) -> Bools:
    """Ordered at least twice, and longer ago than usual."""
    gap = world.get(buying_of).gap[world.get(order_days).of_contact]
    late: Bools = (_order_days(world) > 1) & (_quiet(world) > gap)
    return late


def _buyer(world: World) -> Bools:
    buyer: Bools = ~np.isin(texts(world.frames["Contacts"], "Kind"), ["Centre of influence", "Partner"])
    return buyer


def _high_ticket(world: World) -> Bools:
    high: Bools = take(texts(world.frames["Accounts"], "Ticket"), world.get(accounts_of)) == "High"
    return high


def _kind(world: World, kind: str) -> Bools:
    of_kind: Bools = texts(world.frames["Contacts"], "Kind") == kind
    return of_kind


def _referred(world: World) -> Bools:
    referred: Bools = texts(world.frames["Contacts"], "Referred by") != ""
    return referred
