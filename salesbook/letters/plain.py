"""The text version of a letter, from the same blocks as its HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING
from urllib.parse import unquote

from salesbook.letters.blocks import STATEMENT, BlockNode
from salesbook.letters.shield import Shield

if TYPE_CHECKING:
    from markdown_it.token import Token

_RULE = "-" * 40
_WIDEST = 60


def blocks_as_text(nodes: Sequence[BlockNode], shield: Shield) -> str:
    """Blocks as readable text, long lines left as they are; statements keep their places."""
    return "".join(_block(node, shield) for node in nodes)


def _block(node: BlockNode, shield: Shield) -> str:
    match node.kind:
        case "statement":
            return node.token.content
        case "paragraph_open":
            return _inline(node) + ("\n" if node.token.hidden else "\n\n")
        case "heading_open":
            title = _inline(node)
            return f"{title}\n{'-' * min(max(len(title), 4), _WIDEST)}\n\n"
        case "bullet_list_open":
            return _items(node, shield) + "\n"
        case "ordered_list_open":
            return _items(node, shield, int(node.token.attrGet("start") or 1)) + "\n"
        case "blockquote_open":
            return _prefixed(blocks_as_text(node.inside, shield).rstrip("\n"), "> ", "> ", shield) + "\n\n"
        case "fence" | "code_block":
            return _prefixed(node.token.content.rstrip("\n"), "    ", "    ", shield) + "\n\n"
        case "hr":
            return f"{_RULE}\n\n"
        case "table_open":
            return blocks_as_text(node.inside, shield) + "\n"
        case "tr_open":
            return " | ".join(_inline(cell) for cell in node.inside) + "\n"
        case _:
            return blocks_as_text(node.inside, shield)


def _items(node: BlockNode, shield: Shield, start: int | None = None) -> str:
    """A list's items. Numbers are counted when the letter is made if statements decide which items there are."""
    counted = start is not None and any(item.kind == STATEMENT for item in node.inside)
    which = len(shield.tags)
    parts = [shield.add(f"{which}|_count_from({start})", is_field=True)] if counted else []
    number = start or 0
    for item in node.inside:
        if item.kind == STATEMENT:
            parts.append(item.token.content)
            continue
        mark = "- " if start is None else f"{number}. "
        if counted:
            mark = shield.add(f"{which}|_count", is_field=True) + ". "
        number += 1
        text = blocks_as_text(item.inside, shield).rstrip("\n")
        loose = any(child.kind == "paragraph_open" and not child.token.hidden for child in item.inside)
        more = " " * (3 if counted else len(mark))
        parts.append(_prefixed(text, mark, more, shield) + _end(text, shield) + ("\n" if loose else ""))
    return "".join(parts)


def _prefixed(text: str, first: str, more: str, shield: Shield) -> str:
    """Each line with a prefix, behind its statements; lines of nothing but statements get none."""
    lines, prefix = [], first
    for line in text.split("\n"):
        head = "".join(takewhile(shield.is_statements, line))
        rest = line[len(head) :]
        if rest or not head:
            lines.append(head + (prefix + rest).rstrip())
            prefix = more
        else:
            lines.append(head)
    return "\n".join(lines)


def _end(text: str, shield: Shield) -> str:
    """What ends an item: nothing if its own last line has ended, and only statements follow."""
    tail = text[text.rfind("\n") + 1 :]
    return "" if shield.is_statements(tail) else "\n"


def _inline(node: BlockNode) -> str:
    return "".join(_spans(token.children or ()) for child in node.inside for token in [child.token])


def _spans(tokens: Iterable[Token]) -> str:
    parts: list[str] = []
    links: list[tuple[int, str]] = []
    for token in tokens:
        match token.type:
            case "text" | "code_inline" | "text_special":
                parts.append(token.content)
            case "softbreak":
                parts.append(" ")
            case "hardbreak":
                parts.append("\n")
            case "image":
                parts.append(f"[{token.content}]" if token.content else "")
            case "link_open":
                links.append((len(parts), str(token.attrGet("href") or "")))
            case "link_close":
                begin, url = links.pop()
                parts.append(_target("".join(parts[begin:]), url))
    return "".join(parts)


def _target(text: str, url: str) -> str:
    """What follows the text of a link: its target, unless that is the text."""
    bare = url if url.startswith("mailto:") and "?" in url else re.sub(r"^(mailto|tel):", "", url)
    says = text.strip()
    if not bare or says in {url, bare} or says == unquote(bare):
        return ""
    return f" ({bare})" if text else bare
