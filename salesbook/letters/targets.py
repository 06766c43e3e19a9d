"""Links and images of a text, judged where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import unquote

from salesbook.letters.encoding import encoded
from salesbook.letters.faults import Report, TemplateFault
from salesbook.letters.files import Images
from salesbook.letters.links import leads_nowhere, scheme
from salesbook.letters.shield import HIDDEN, Shield
from salesbook.letters.tags import Line

if TYPE_CHECKING:
    from markdown_it.token import Token

_SCHEMES = {"http", "https", "mailto", "tel"}
_CURLY = tuple("“”„‘’‚«»")


def inline_tokens(tokens: Sequence[Token]) -> Iterator[tuple[Token, int]]:
    """Every inline token with its line in the text, counted from 0."""
    for token in tokens:
        line = token.map[0] if token.map else 0
        for child in token.children or ():
            yield child, line
            line += child.type in {"softbreak", "hardbreak"}


def encode(tokens: Sequence[Token], shield: Shield) -> None:
    """Make every field of a link fit for its place in it, in the HTML and in the text."""
    shown = ""
    for token, _ in inline_tokens(tokens):
        if token.type == "image":
            token.attrSet("src", encoded(str(token.attrGet("src") or ""), shield))
        elif token.type == "link_open":
            target = encoded(str(token.attrGet("href") or ""), shield)
            token.attrSet("href", target)
            shown = target if token.markup == "autolink" and HIDDEN.search(target) else ""
        elif token.type == "text" and shown:  # a link that says where it goes
            token.content = shown.removeprefix("mailto:") if "mailto:" not in token.content else shown
            shown = ""


def settle_targets(tokens: Sequence[Token], body: Sequence[Line], images: Images, report: Report) -> None:
    """Local images get their content-id. Reports links that no letter may hold, and images that are missing."""
    for token, at in inline_tokens(tokens):
        try:
            _settle(token, body[min(at, len(body) - 1)], images)
        except TemplateFault as fault:
            report(fault)


def _settle(token: Token, where: Line, images: Images) -> None:
    if token.type == "link_open":
        _refuse(str(token.attrGet("href") or ""), where)
    elif token.type == "image":
        target = str(token.attrGet("src") or "")
        _refuse(target, where, {"http", "https"})
        if not scheme(target) and not HIDDEN.search(target):
            token.attrSet("src", images.of_text(target, where.file, where.number))


def _refuse(target: str, where: Line, allowed: set[str] = _SCHEMES) -> None:
    if (found := scheme(target)) and found not in allowed:
        raise TemplateFault(
            where.file,
            where.number,
            f"A letter cannot hold a link {found}:.",
            "Links begin with https://, http://, mailto: or tel:.",
        )
    if allowed is _SCHEMES and not found and not HIDDEN.match(target):
        said = HIDDEN.sub("{{ ... }}", unquote(target)) or "(blank)"
        raise TemplateFault(where.file, where.number, f"The link {said} is not absolute.", _whole(said))
    if not HIDDEN.search(target) and leads_nowhere(target):
        raise TemplateFault(
            where.file,
            where.number,
            f"The link {target} leads nowhere.",
            "Write the whole target, such as https://www.example.com, mailto:ana@example.com or tel:+34976123456.",
        )


def _whole(target: str) -> str:
    """What to write instead of a target that does not say where it goes by itself."""
    if target[:1] in _CURLY:
        return "Take the curly quotes around it out."
    return f"Write mailto:{target}." if "@" in target and "/" not in target else "Begin it with https://."
