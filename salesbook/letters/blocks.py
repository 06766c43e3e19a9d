"""Markdown's tokens as a tree, in which statements such as {% for %} stand beside blocks, items and rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from salesbook.letters.shield import Shield

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

STATEMENT = "statement"
_LISTS = ("bullet_list_open", "ordered_list_open")


@dataclass(slots=True)
class Node:
    """A token, what stands in it, and the token that closes it."""

    token: Token
    inside: list[Node] = field(default_factory=list)
    end: Token | None = None

    @property
    def kind(self) -> str:
        """The token's type, such as "paragraph_open" or "statement"."""
        return self.token.type

    def tokens(self) -> Iterator[Token]:
        """Back to a flat row."""
        yield self.token
        for node in self.inside:
            yield from node.tokens()
        if self.end:
            yield self.end


def parse(markdown: str, shield: Shield) -> list[Node]:
    """The blocks of a hidden text, with lists and tables that statements run through in one piece."""
    tokens = parser().parse(markdown, {"shield": shield})
    return _joined(_tree(iter(tokens)), shield)


@cache
def parser() -> MarkdownIt:
    """Markdown as letters have it: CommonMark with tables, no HTML, and fields kept in link targets."""
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark", {"html": False}).enable("table")
    made.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005  # links are judged with file and line
    made.normalizeLink = _encoded  # type: ignore[method-assign]
    made.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    made.block.ruler.before(
        "code", STATEMENT, _statement, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    made.add_render_rule(STATEMENT, lambda _, tokens, at, *__: tokens[at].content)
    return made


def _encoded(url: str) -> str:
    from urllib.parse import quote

    kept = [quote(part, safe="/?:@!$&'()*+,;=%#-._~[]") for part in _pieces(url)]
    hidden = [char for char in url if ord(char) >= 0xF0000]
    return kept[0] + "".join(char + part for char, part in zip(hidden, kept[1:], strict=True))


def _pieces(url: str) -> list[str]:
    from salesbook.letters.shield import HIDDEN

    return HIDDEN.split(url)


def _statement(state: StateBlock, start: int, _: int, silent: bool) -> bool:
    shield: Shield = state.env["shield"]
    text = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    if not shield.is_statements(text) or (silent and state.parentType == "table"):
        return False  # a table does not end here: the statement may repeat its rows
    if not silent:
        token = state.push(STATEMENT, "", 0)
        token.content, token.map = "".join(text.split()), [start, start + 1]
        state.line = start + 1
    return True


def _tree(tokens: Iterator[Token]) -> list[Node]:
    found: list[Node] = []
    for token in tokens:
        if token.nesting < 0:
            found.append(Node(token))  # for the caller, who takes it off again
            break
        node = Node(token)
        if token.nesting > 0:
            node.inside = _tree(tokens)
            node.end = node.inside.pop().token
        found.append(node)
    return found


def _joined(nodes: list[Node], shield: Shield) -> list[Node]:
    for node in nodes:
        node.inside = _joined(node.inside, shield)
        if node.kind == "tbody_open":
            node.inside = [_row(row, shield) for row in node.inside]
    return _lists(_tables(nodes, shield), shield)


def _row(row: Node, shield: Shield) -> Node:
    """A row that holds nothing but statements is these statements."""
    text = "".join(cell.inside[0].token.content for cell in row.inside if cell.inside)
    return statement(text) if shield.is_statements(text) else row


def statement(chars: str) -> Node:
    """A node of nothing but statements."""
    from markdown_it.token import Token

    return Node(Token(STATEMENT, "", 0, content="".join(chars.split()), block=True))


def _tables(nodes: list[Node], shield: Shield) -> list[Node]:
    """Statements at the end of a table that do not belong to its rows stand behind it."""
    found: list[Node] = []
    for node in nodes:
        found.append(node)
        body = node.inside[-1] if node.kind == "table_open" and node.inside else None
        if body and body.kind == "tbody_open":
            while body.inside and body.inside[-1].kind == STATEMENT and _depth(body.inside, shield) != 0:
                found.insert(len(found) if found[-1] is node else found.index(node) + 1, body.inside.pop())
    return found


def _depth(nodes: list[Node], shield: Shield) -> int:
    return sum(
        shield.tag(char).depth for node in nodes if node.kind == STATEMENT for char in node.token.content
    )


def _lists(nodes: list[Node], shield: Shield) -> list[Node]:
    """Lists that only statements divide become one: {% for %} around an item makes items, not lists."""
    found: list[Node] = []
    at = 0
    while at < len(nodes):
        end = _run(nodes, at, shield)
        if end > at:
            found.append(_merged(nodes[at:end]))
            at = end
        else:
            found.append(nodes[at])
            at += 1
    return found


def _run(nodes: list[Node], start: int, shield: Shield) -> int:
    """Where the longest row of like lists and whole statements ends that begins here; `start` if there is none."""
    best, depth, kinds, lists = start, 0, set(), 0
    for at in range(start, len(nodes)):
        node = nodes[at]
        if node.kind == STATEMENT:
            for char in node.token.content:
                depth += shield.tag(char).depth
                if depth < 0 or (depth == 0 and shield.tag(char).word in {"else", "elif"}):
                    return best
        elif node.kind in _LISTS:
            kinds.add(node.kind)
            lists += 1
        if len(kinds) > 1 or node.kind not in {STATEMENT, *_LISTS}:
            return best
        loops = any(
            shield.tag(char).word == "for"
            for one in nodes[start : at + 1]
            if one.kind == STATEMENT
            for char in one.token.content
        )
        if depth == 0 and at > start and (lists > 1 or (lists and loops)):
            best = at + 1
    return best


def _merged(nodes: list[Node]) -> Node:
    first = next(node for node in nodes if node.kind in _LISTS)
    inside = [item for node in nodes for item in (node.inside if node.kind in _LISTS else [node])]
    return Node(first.token, inside, first.end)
