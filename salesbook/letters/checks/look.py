"""What a layout must show, and whether everybody can read it: contrast by WCAG, in the light and the dark scheme."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

from salesbook.letters.colours import Colour, contrast_of, parse_colour
from salesbook.letters.faults import Fault
from salesbook.letters.layout import VOID, inliner
from salesbook.letters.shield import HIDDEN
from salesbook.letters.source import read_lines

if TYPE_CHECKING:
    from salesbook.letters.checks.case import Case

LEAST = 4.5
_PLACES = {
    "opt_out": "The layout has no place for unsubscribing.",
    "postal_address": "The layout has no place for the postal address.",
}
_DARK = re.compile(r"@media[^{]*prefers-color-scheme:\s*dark[^{]*\{", re.IGNORECASE)
_WHITE, _BLACK = Colour(255, 255, 255), Colour(0, 0, 0)


def footer(case: Case) -> Iterable[Fault]:
    """Places without which a newsletter is against the law in most countries."""
    layout = case.translation.layout
    lines = read_lines(layout, layout.parents[1])
    tags = [tag for tag in case.translation.shield.tags if tag.is_field and tag.file == lines[0].file]
    for name, why in _PLACES.items():
        if not any(re.search(rf"\b{name}\b", tag.body) for tag in tags):
            yield Fault(lines[0].file, 1, why, f"Write {{{{ {name} }}}} near its end.")


class _Look(NamedTuple):
    tag: str
    text: Colour
    behind: Colour
    hidden: bool


class _Poor(NamedTuple):
    tag: str
    text: Colour
    behind: Colour


def contrast(case: Case) -> Iterable[Fault]:
    """Text that hardly stands out from what is behind it."""
    html = case.translation.page
    layout = case.translation.layout
    lines = read_lines(layout, layout.parents[1])
    for scheme, extra in (("light", ""), ("dark", "".join(_dark(html)))):
        if scheme == "dark" and not extra:
            continue
        walk = _Walk()
        walk.feed(inliner(extra).inline(html) if extra else html)
        for poor in dict.fromkeys(walk.poor):
            at = next((line.number for line in lines if str(poor.text) in line.text.lower()), 1)
            ratio = contrast_of(poor.text, poor.behind)
            why = f"In the {scheme} scheme, {poor.text} on {poor.behind} in <{poor.tag}> has a contrast of {ratio:.1f}:1."
            yield Fault(lines[0].file, at, why, f"At least {LEAST}:1 can be read by most people.")


def _dark(html: str) -> Iterator[str]:
    """The rules for the dark scheme, so that they can be moved into the elements too."""
    for found in _DARK.finditer(html):
        depth, at = 1, found.end()
        while depth and at < len(html):
            depth += {"{": 1, "}": -1}.get(html[at], 0)
            at += 1
        yield html[found.end() : at - 1]


class _Walk(HTMLParser):
    """Follows colours down through the elements, and notes poor pairs where text stands."""

    def __init__(self) -> None:
        super().__init__()
        self.poor: list[_Poor] = []
        self._looks = [_Look("", _BLACK, _WHITE, hidden=False)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        given = {name: value or "" for name, value in attrs}
        style = dict(_declarations(given.get("style", "")))
        above = self._looks[-1]
        background = style.get("background-color") or style.get("background") or given.get("bgcolor", "")
        hidden = above.hidden or style.get("display") == "none" or tag in {"style", "title", "script", "head"}
        self._looks.append(
            _Look(
                tag,
                parse_colour(style.get("color", "")) or above.text,
                parse_colour(background) or above.behind,
                hidden,
            )
        )

    def handle_endtag(self, tag: str) -> None:
        if any(look.tag == tag for look in self._looks):
            while self._looks.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        look = self._looks[-1]
        if not look.hidden and data.strip() and contrast_of(look.text, look.behind) < LEAST:
            self.poor.append(_Poor(look.tag, look.text, look.behind))


def _declarations(style: str) -> Iterator[tuple[str, str]]:
    for part in HIDDEN.sub("", style).split(";"):
        name, _, value = part.partition(":")
        yield name.strip().lower(), value.replace("!important", "").strip().lower()
