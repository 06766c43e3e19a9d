"""The visit card and the blank forms for notes as pages of A4, and the card as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from salesbook.actions.pages.card import cut_line, dial, lines_of, page_name
from salesbook.actions.pages.environment import fill_page
from salesbook.domain.cards.past import Talk
from salesbook.domain.cards.people import CardPerson
from salesbook.domain.cards.points import Point
from salesbook.domain.cards.visit import WORK, VisitData
from salesbook.schema.closed_lists import NOTE_TYPES
from salesbook.util.wording import on

FORMS_ON_A_PAGE = 3
_MOST = 150  # letters of a text
_HEAD, _HEADING, _FORM, _PAGE = 22, 10, 92, 277  # millimetres
_TITLE, _TITLE_LINE, _TITLE_HEIGHT = 90, 28, 9  # letters of a title, and of a line of it; its millimetres
# So many of each list at most, and then so many while others have more; what matters least gives way first.
_LISTS = {"talks": (4, 2), "work": (3, 1), "people": (6, 3), "listen": (7, 3), "open": (9, 4)}


@dataclass(frozen=True)
class Room:
    """How many of each list of a card its page has room for."""

    people: int
    open: int
    listen: int
    work: int
    talks: int


def visit_file_name(card: VisitData) -> str:
    """The name of a visit card's page."""
    return f"visit {page_name(card.title, card.key)}"


def visit_page(card: VisitData) -> str:
    """The card as an HTML page that stands alone and prints on one page of A4, with the form at its foot where the book takes notes."""
    return fill_page(
        "card/visit.html.j2", cut_title, cut_text, words_of_talk, cut_line, dial, warnings_of, card=card, shown=fitting(card), types=NOTE_TYPES
    )  # fmt: skip


def forms_page(firm: str, address: str) -> str:
    """A page of blank forms."""
    return fill_page(
        "card/forms.html.j2", firm=firm, address=address, types=NOTE_TYPES, forms=FORMS_ON_A_PAGE
    )


def fitting(card: VisitData) -> Room:
    """As much as fits by a careful guess at heights; at least one of each list."""
    shown = Room(**{name: min(most, len(getattr(card, name))) for name, (most, _) in _LISTS.items()})
    least = [(name, number) for name, (_, number) in _LISTS.items()] + [(name, 1) for name in _LISTS]
    for name, number in least:
        while _height(card, shown) > _PAGE and getattr(shown, name) > number:
            shown = replace(shown, **{name: getattr(shown, name) - 1})
    return shown


def _height(card: VisitData, shown: Room) -> float:
    """Millimetres down the page."""
    points = [*card.open[: shown.open], *card.listen[: shown.listen]]
    done = [*card.work[: shown.work], *card.talks[: shown.talks]]
    rows = sum(5.2 * lines_of(point.text, _MOST) for point in points)
    rows += sum(7 + 4.6 * lines_of(words_of_talk(one), _MOST) for one in done)
    more = len(_LISTS) * 4.5  # a line for what is left out of each list
    title = _TITLE_HEIGHT * (-(-len(cut_title(card.title)) // _TITLE_LINE) - 1)
    return (
        _HEAD
        + title
        + len(_LISTS) * _HEADING
        + more
        + 9.5 * shown.people
        + rows
        + (_FORM if card.has_notes else 0)
    )


def cut_title(text: str) -> str:
    """On three lines at most."""
    return cut_line(text, _TITLE)


def cut_text(text: str) -> str:
    """On two lines at most."""
    return cut_line(text, _MOST)


def words_of_talk(talk: Talk) -> str:
    """What the customer said; of work what was done too. Our own notes on talks are not for their eyes."""
    words = f"“{cut_line(talk.words, _MOST - 2)}”" if talk.words else ""
    notes = talk.notes if talk.channel in WORK else ""
    return cut_text(" ".join(filter(None, [notes, words])))


def warnings_of(one: CardPerson) -> tuple[str, ...]:
    """Why a person is not to be rung up, or not there any more."""
    return tuple(mark for mark in one.marks if mark != "Do not email")


def visit_text(card: VisitData) -> str:
    """The same in plain text, for a terminal; everything that stands on the page, and the rest."""
    about = " · ".join([*card.about, *([f"kept by {card.owner}"] if card.owner else [])])
    lines = [card.title, *([about] if about else [])]
    for heading, block in (
        ("There", [_person(one) for one in card.people]),
        ("Open", [_point(point) for point in card.open]),
        ("Listen for", [_point(point) for point in card.listen]),
        ("Work done", [line for one in card.work[:3] for line in _talk(one)]),
        ("Last talks", [line for one in card.talks[:4] for line in _talk(one)]),
    ):
        if block:
            lines += ["", heading, *(f"  {line}" for line in block)]
    return "\n".join(lines)


def _person(one: CardPerson) -> str:
    reach = one.phone or one.email
    return " · ".join(
        filter(None, [one.name, one.title, "decides" if one.decides else "", reach, *warnings_of(one)])
    )


def _point(point: Point) -> str:
    return f"{point.kind}: {point.text}"


def _talk(talk: Talk) -> Iterator[str]:
    yield " · ".join(filter(None, [on(talk.day), talk.who, talk.channel, talk.by and f"by {talk.by}"]))
    if words_of_talk(talk):
        yield f"  {words_of_talk(talk)}"
