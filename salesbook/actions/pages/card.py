"""A card as a page to print, and as plain text for a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeVar
from unicodedata import east_asian_width

from salesbook.actions.pages.environment import fill_page
from salesbook.domain.cards.content import CardData
from salesbook.domain.cards.past import Referred, Talk
from salesbook.domain.cards.people import CardPerson
from salesbook.util.wording import amount, count, on

Item = TypeVar("Item")

# What fits on one page of A4, with room for some talks; more of them where the rest is short.
_MOST = {"people": 6, "points": 7, "orders": 4, "years": 4, "talks": 6, "referrals": 3}
_LONG, _SHORT = 260, 140
_LONGEST_NAME = 60
_PAGE, _LINE = 277, 105  # millimetres down, characters across
_TREND = {"Improving": "↗", "Steady": "→", "Declining": "↘", "": ""}


def card_file_name(card: CardData) -> str:
    """The name of a card's page."""
    return page_name(card.title, card.key)


def page_name(title: str, key: str) -> str:
    """A name for a page that every system takes: the title, and the ID, without signs that file systems read in their own way."""
    title, key = (re.sub(r"[^\w -]+", "_", text).strip(" _")[:_LONGEST_NAME] for text in (title, key))
    return f"{title or 'card'} {key}.html"


def card_page(card: CardData) -> str:
    """The card as an HTML page that stands alone and prints on one page of A4."""
    filters = (amount, cut_line, first, more, dial, long, ago)
    fit = talks_that_fit(card)
    return fill_page(
        "card/card.html.j2", *filters, card=card, trend=_TREND, today=card.today, talks_that_fit=fit
    )


def talks_that_fit(card: CardData) -> int:
    """How many of the last talks the page has room for, by a careful guess at heights in millimetres."""
    heading, bought = 9, card.buying
    room = _PAGE - 20 - heading  # less the head of the page, and the heading of the talks
    room -= heading + 4 + sum(5 * lines_of(point.text, _SHORT) for point in first(card.points, "points"))
    room -= heading + 9 + 10 * len(first(card.people, "people"))
    room -= heading + 5 + 6 * max(len(first(bought.orders, "orders")), len(first(bought.years, "years")))
    if card.referrals or card.notes:
        room -= heading + max(
            5 + 8 * len(first(card.referrals, "referrals")), 4 + 5 * 2 * lines_of(card.notes, _LONG)
        )
    for fits, talk in enumerate(card.talks):
        room -= 7 + 5 * (lines_of(talk.words, _LONG) + lines_of(talk.notes, _SHORT))
        if room < 0:
            return max(fits, 1)
    return len(card.talks)


def lines_of(text: str, most: int) -> int:
    """How many lines across the page a text takes that is cut at `most`; East Asian characters are wide."""
    return -(-sum(1 + (east_asian_width(char) in "WF") for char in cut_line(text, most)) // _LINE)


def card_text(card: CardData) -> str:
    """The same in plain text, for a terminal."""
    about = " · ".join([*card.about, *([f"kept by {card.owner}"] if card.owner else [])])
    lines = [card.title, *([about] if about else [])]
    for heading, block in (
        (
            "Open points",
            [f"{point.kind}: {point.text}" for point in first(card.points, "points")]
            + _more(card.points, "points"),
        ),
        (
            "People",
            [line for one in first(card.people, "people") for line in _person(one)]
            + _more(card.people, "people"),
        ),
        ("Orders", list(_orders(card))),
        ("Last talks", [line for talk in first(card.talks, "talks") for line in _talk(talk)]),
        (
            "Referrals",
            [_referred(one) for one in first(card.referrals, "referrals")]
            + _more(card.referrals, "referrals"),
        ),
        ("Notes", [cut_line(card.notes, _LONG)] if card.notes else []),
    ):
        if block:
            lines += ["", heading, *(f"  {line}" for line in block)]
    return "\n".join(lines)


def first(items: Sequence[Item], name: str) -> Sequence[Item]:
    """As many as fit."""
    return items[: _MOST[name]]


def more(items: Sequence[object], name: str) -> int:
    """How many do not fit."""
    return max(0, len(items) - _MOST[name])


def cut_line(text: str, most: int = _SHORT) -> str:
    """On one line, and cut at a word where it is long."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    start = line[: most - 1]
    return (start.rpartition(" ")[0] or start).rstrip(" ,;.") + "…"


def long(text: str) -> str:
    """The customer's own words have more room than ours."""
    return cut_line(text, _LONG)


def dial(phone: str) -> str:
    """What a telephone is to dial: digits, and a plus in front. "" where there are none."""
    digits = "".join(char for char in phone if char in "0123456789")
    return f"+{digits}" if digits and phone.lstrip().startswith("+") else digits


def _more(items: Sequence[object], name: str) -> list[str]:
    rest = more(items, name)
    return [f"and {rest} more"] if rest else []


def _person(one: CardPerson) -> Iterator[str]:
    score = (
        f"{one.score:.1f} {one.band}{f', {one.trend.lower()}' if one.trend else ''}"
        if one.score is not None
        else "no data"
    )
    yield " · ".join(
        filter(None, [one.name, one.title, "decides" if one.decides else "", score, one.phone, *one.marks])
    )
    by = f", {one.last_channel.lower()}" if one.last_channel else ""
    last = f"last touch {on(one.last)}{by}" if one.last else "never in touch"
    due = f"; due {on(one.due)}" if one.due else ""
    late = f", {count(one.late, 'day')} late" if one.late else ""
    yield f"  {last}{due}{late}"


def _orders(card: CardData) -> Iterator[str]:
    bought = card.buying
    for year in first(bought.years, "years"):
        yield f"{year.year}: {count(year.orders, 'order')}, {amount(year.amount)}"
    for order in first(bought.orders, "orders"):
        yield " · ".join(
            filter(None, [on(order.day), "" if order.amount is None else amount(order.amount), order.who])
        )
    if bought.gap:
        yield f"Usually every {count(bought.gap, 'day')}; the last {ago(bought.since)}"


def ago(days: int | None) -> str:
    """How long since: "today", "12 days ago"."""
    return "today" if not days else f"{count(days, 'day')} ago"


def _talk(talk: Talk) -> Iterator[str]:
    how = talk.channel + (" from them" if talk.inbound else "")
    yield " · ".join(
        filter(
            None,
            [
                on(talk.day),
                talk.who,
                how,
                talk.outcome,
                talk.subject or talk.topic,
                talk.by and f"by {talk.by}",
            ],
        )
    )
    if talk.words:
        yield f"  “{long(talk.words)}”"
    if talk.notes:
        yield f"  {cut_line(talk.notes)}"


def _referred(one: Referred) -> str:
    day: date | None = one.day
    return f"{one.name}, by {one.by}{f', {on(day)}' if day else ''}"
