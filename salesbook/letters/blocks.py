"""Markdown's tokens as a tree, in which statements such as {% for %} stand beside blocks, items and rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from salesbook.letters.destinations import helpers
from salesbook.letters.links import kept_target
from salesbook.letters.shield import HIDDEN, Shield
from salesbook.letters.unread import UnreadTag, unread_in

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

STATEMENT = "statement"
_LISTS = ("bullet_list_open", "ordered_list_open")
_RULE = re.compile(r"[\s|:-]*-[\s|:-]*")  # the line below a table's head


@dataclass(slots=True)
class BlockNode:
    """A token, what stands in it, and the token that closes it."""

    token: Token
    inside: list[BlockNode] = field(default_factory=list)
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


class ParsedBlocks(NamedTuple):
    """The blocks of a text, and what in it was meant as Markdown and is none."""

    nodes: list[BlockNode]
    unread: list[UnreadTag]


def parse_blocks(markdown: str, shield: Shield) -> ParsedBlocks:
    """The blocks of a hidden text, with lists and tables that statements run through in one piece."""
    unread: list[UnreadTag] = []
    env = {"shield": shield, "unread": unread}
    tokens = markdown_parser().parse(markdown, env)
    return ParsedBlocks(_joined(_tree(iter(tokens)), shield), unread)


@cache
def markdown_parser() -> MarkdownIt:
    """Markdown as letters have it: CommonMark with tables, no HTML, and fields kept in link targets."""
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark", {"html": False}).enable("table")
    made.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005  # links are judged with file and line
    made.normalizeLink = _encoded  # type: ignore[method-assign]
    made.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    made.helpers = helpers()  # type: ignore[assignment]
    made.core.ruler.before("text_join", "unread", _note_unread)  # there, what was escaped is still told apart
    made.block.ruler.before(
        "code", STATEMENT, _statement, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    made.add_render_rule(STATEMENT, lambda _, tokens, at, *__: tokens[at].content)
    return made


def _note_unread(state: StateCore) -> None:
    state.env["unread"] += unread_in(state.tokens)


def _encoded(url: str) -> str:
    parts = re.split(f"({HIDDEN.pattern})", url)
    return "".join(part if HIDDEN.match(part) else kept_target(part) for part in parts)


def _statement(state: StateBlock, start: int, _: int, silent: bool) -> bool:
    shield: Shield = state.env["shield"]
    text = _line(state, start)
    if not shield.is_statements(text):
        return False
    if silent:
        # In a table, a statement may repeat its rows.
        return state.parentType != "table" or _ends_table(state, start, shield)
    token = state.push(STATEMENT, "", 0)
    token.content, token.map = "".join(text.split()), [start, start + 1]
    state.line = start + 1
    return True


def _line(state: StateBlock, at: int) -> str:
    return state.src[state.bMarks[at] + state.tShift[at] : state.eMarks[at]]


def _ends_table(state: StateBlock, at: int, shield: Shield) -> bool:
    """Whether the statements of this line end, or divide, what began before the table."""
    first = at
    while first > 0 and not _RULE.fullmatch(_line(state, first - 1)):
        first -= 1
    depth = 0
    for text in (_line(state, row) for row in range(first, at + 1)):
        depth = shield.follow(text, depth) if shield.is_statements(text) else depth
    return depth < 0


def _tree(tokens: Iterator[Token]) -> list[BlockNode]:
    found: list[BlockNode] = []
    for token in tokens:
        if token.nesting < 0:
            found.append(BlockNode(token))  # for the caller, who takes it off again
            break
        node = BlockNode(token)
        if token.nesting > 0:
            node.inside = _tree(tokens)
            node.end = node.inside.pop().token
        found.append(node)
    return found


def _joined(nodes: list[BlockNode], shield: Shield) -> list[BlockNode]:
    for node in nodes:
        node.inside = _joined(node.inside, shield)
        if node.kind == "tbody_open":
            node.inside = [_row(row, shield) for row in node.inside]
    return _lists(nodes, shield)


def _row(row: BlockNode, shield: Shield) -> BlockNode:
    """A row that holds nothing but statements is these statements."""
    text = "".join(cell.inside[0].token.content for cell in row.inside if cell.inside)
    return statement(text) if shield.is_statements(text) else row


def statement(chars: str) -> BlockNode:
    """A node of nothing but statements."""
    from markdown_it.token import Token

    return BlockNode(Token(STATEMENT, "", 0, content="".join(chars.split()), block=True))


def _lists(nodes: list[BlockNode], shield: Shield) -> list[BlockNode]:
    """Lists that only statements divide become one: {% for %} around an item makes items, not lists."""
    found: list[BlockNode] = []
    at = 0
    while at < len(nodes):
        end = _run(nodes, at, shield) if _has_list(nodes, at) else at
        if end > at:
            found.append(_merged(nodes[at:end]))
            at = end
        else:
            found.append(nodes[at])
            at += 1
    return found


def _has_list(nodes: list[BlockNode], start: int) -> bool:
    """Whether a list begins here, or follows statements that begin here."""
    return next((node.kind in _LISTS for node in islice(nodes, start, None) if node.kind != STATEMENT), False)


def _run(nodes: list[BlockNode], start: int, shield: Shield) -> int:
    """Where the longest row of like lists and whole statements ends that begins here; `start` if there is none."""
    best, depth, lists = start, 0, 0
    kinds: set[str] = set()
    words: set[str] = set()
    for at, node in enumerate(islice(nodes, start, None), start):
        if node.kind == STATEMENT:
            depth = shield.follow(node.token.content, depth)
            words |= {shield.tag(char).word for char in node.token.content}
        else:
            kinds.add(node.kind)
            lists += 1
        if depth < 0 or len(kinds) > 1 or not kinds.issubset(_LISTS):
            return best
        # Meant as one list: more than one with statements between, or one that a loop repeats.
        if depth == 0 and words and (lists > 1 or (lists == 1 and "for" in words)):
            best = at + 1
    return best


def _merged(nodes: list[BlockNode]) -> BlockNode:
    first = next(node for node in nodes if node.kind in _LISTS)
    inside = [item for node in nodes for item in (node.inside if node.kind in _LISTS else [node])]
    return BlockNode(first.token, inside, first.end)
