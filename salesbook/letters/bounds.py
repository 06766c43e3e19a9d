"""What no letter needs, and what parsers choke on: refused by size and depth before anything is parsed.

Parsers of Markdown, HTML and Jinja recurse, or look at each sign once for every other one. A text of sixty thousand
asterisks brought the whole program down, which nobody can catch.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from salesbook.letters.faults import TemplateFault

if TYPE_CHECKING:
    from salesbook.letters.tags import Line, Tag

MOST_CHARACTERS = 300_000  # three times what Gmail shows
MOST_LINES = 10_000
MOST_TAGS = 3_000  # fields and statements, of the text and its layout
MOST_SIGNS = 1_500  # of Markdown, in one paragraph, list or table
LONGEST_HEADER = 2_000  # characters
MOST_STEPS = 200  # operators, filters and brackets in one field
DEEPEST_NESTING = 25  # blocks in blocks: {% if %} in {% for %} ...
MOST_BRANCHES = 100  # {% elif %} of one {% if %}
DEEPEST_HTML = 150  # elements in elements

_SIGNS = re.compile(r"[*_`\[\]<&!]")
_STRINGS = re.compile(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'')
_STEPS = re.compile(r"\*\*|//|[-+*/%~|.(\[{<>]|\b(?:and|or|not|if|in|is)\b")
_SIMPLER = "Make it simpler."
_ELEMENT = re.compile(r"<(/?)([a-zA-Z][\w:-]*)[^<>]*?(/?)>")
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def look_at_text(lines: Sequence[Line]) -> None:
    """Raises TemplateFault where a text with all that it includes is too long."""
    total = 0
    for line in lines:
        total += len(line.text) + 1
        if total > MOST_CHARACTERS:
            why = f"The text is longer than {MOST_CHARACTERS:,} characters."
            raise TemplateFault(line.file, line.number, why, "Shorten it.")
    if len(lines) > MOST_LINES:
        last = lines[MOST_LINES]
        raise TemplateFault(
            last.file, last.number, f"The text has more than {MOST_LINES:,} lines.", "Shorten it."
        )


def look_at_signs(text: str, lines: Sequence[Line]) -> None:
    """Raises TemplateFault where a piece of a hidden text is too dense; `lines` are the author's of each of its lines."""
    signs = 0
    for at, line in enumerate(text.split("\n")):
        signs = signs + len(_SIGNS.findall(line)) if line.strip() else 0
        if signs > MOST_SIGNS:
            where = lines[min(at, len(lines) - 1)]
            why = f"There are more than {MOST_SIGNS:,} signs of Markdown (such as * and [) without a blank line between."
            raise TemplateFault(where.file, where.number, why, "Take out what is too much, or divide it.")


def look_at_header(line: Line) -> None:
    """Raises TemplateFault where a line on top is too long."""
    if len(line.text) > LONGEST_HEADER:
        why = f"This line has {len(line.text):,} characters."
        raise TemplateFault(line.file, line.number, why, f"At most {LONGEST_HEADER:,} will do.")


def look_at_tag(tag: Tag) -> None:
    """Raises TemplateFault where a field or a statement is longer than anybody can read."""
    steps = len(_STEPS.findall(_STRINGS.sub("", tag.body)))
    if steps > MOST_STEPS or any(len(run) > MOST_STEPS for run in re.findall(r"\d+", tag.body)):
        raise TemplateFault(tag.file, tag.line, "The template is nested too deeply.", _SIMPLER)


def look_at_depth(begun: Sequence[Tag], branches: int) -> None:
    """Raises TemplateFault where blocks stand too deep in one another; `branches`: of the innermost."""
    if len(begun) > DEEPEST_NESTING or branches > MOST_BRANCHES:
        tag = begun[-1]
        raise TemplateFault(tag.file, tag.line, "The template is nested too deeply.", _SIMPLER)


def look_at_html(html: str, where: Line) -> None:
    """Raises TemplateFault where elements stand too deep in one another: the text's emphasis, or the layout's own.

    `where` is the first line of what it was made from.
    """
    depth = 0
    for found in _ELEMENT.finditer(html):
        if found[2].lower() in _VOID or found[3]:
            continue
        depth = max(depth - 1, 0) if found[1] else depth + 1
        if depth > DEEPEST_HTML:
            why = (
                f"More than {DEEPEST_HTML} elements stand in one another: the template is nested too deeply."
            )
            raise TemplateFault(where.file, where.number, why, _SIMPLER)
