"""The grammar of rules: text to a tree, or a RuleError with the place and the next step."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from salesbook.domain.audience.errors import RuleError
from salesbook.domain.audience.misread import misread

if TYPE_CHECKING:
    from lark import Lark, Token, Tree

LONGEST_RULE = 2_000
DEEPEST_RULE = 50

# A keyword stands alone: R-and-D has none. White space is any, as pages and mails have it.
_BEFORE, _AFTER = r"(?<![^\s()\[\]\",=<>≠≤≥])", r"(?![^\s()\[\]\",=<>≠≤≥])"
_TESTS = r"(?:is|contains|does\s+not\s+contain|begins\s+with|between|(?:not\s+)?in\s+the\s+(?:last|next))"
_ENDS_HEADER = rf"{_BEFORE}(?:and|or|{_TESTS}){_AFTER}"
_ENDS_VALUE = rf"{_BEFORE}(?:and|or|not|{_TESTS}){_AFTER}"
_SIGNS = r'()\[\]"=<>≠≤≥,'
_GROUPED = r"(?<!\d)\d{1,3}(?:,\d{3})+(?!\d)"  # 1,500
_GRAMMAR = rf"""
start: "="? _either
_either: both | either
either: both (_OR both)+
both: _one (_AND _one)*
_one: not | "(" _either ")" | everyone | test
not: _NOT _one
everyone: EVERYONE
test: _column
    | _column BLANK
    | _column COMPARE _value
    | _column LISTED _value ("," _value)*
    | _column BETWEEN _value _AND _value
    | _column SPAN _value
_column: COLUMN | NAME
_value: QUOTED | VALUE

EVERYONE.9: /everyone(?=\s*(?:$|\)|(?:and|or){_AFTER}))/i
_NOT.9: /not{_AFTER}/i
_AND.9: /and{_AFTER}/i
_OR.9: /or{_AFTER}/i
BLANK.9: /is\s+(?:not\s+)?(?:blank|empty){_AFTER}/i
LISTED.9: /is\s+(?:not\s+)?one\s+of{_AFTER}/i
SPAN.9: /(?:not\s+)?in\s+the\s+(?:last|next){_AFTER}/i
BETWEEN.9: /between{_AFTER}/i
COMPARE.8: /<>|<=|>=|[=<>≠≤≥]|(?:is\s+not|is|contains|does\s+not\s+contain|begins\s+with){_AFTER}/i
COLUMN.7: /(?:(?:account|contact)s?\s*[.:．：]\s*)?\[(?:[^\]]|\]\])*\]/i
QUOTED.7: /"(?:[^"]|"")*"/
NAME.1: /(?!\s)(?:(?!{_ENDS_HEADER})[^{_SIGNS}])+/i
VALUE.1: /(?!\s)(?:{_GROUPED}|(?!{_ENDS_VALUE})[^{_SIGNS}])+/i
%ignore /\s+/
"""
# What Excel, phones and keyboards of other scripts make of our signs; and marks that nobody sees.
# One sign for one, so that places stay the same.
_ALIKE = str.maketrans(
    "“”„‟＂（）［］，、＝＜＞≦≧\u200b\u200e\u200f\u2060\ufeff", '"""""()[],,=<>≤≥' + " " * 5
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A header or a value as it was typed, without brackets or quotes, and where."""

    text: str
    at: int
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """A column compared with values. `operator` is one of those of `matching`, or "" for a header alone.

    `negative`: whoever does not match is meant.
    """

    column: Piece
    operator: str = ""
    values: tuple[Piece, ...] = ()
    negative: bool = False
    at: int = 0


@dataclass(frozen=True, slots=True)
class Everyone:
    """All contacts."""


@dataclass(frozen=True, slots=True)
class Not:
    """Whoever the rest does not mean."""

    of: RuleNode


@dataclass(frozen=True, slots=True)
class Both:
    """Whoever all of the parts mean."""

    parts: tuple[RuleNode, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Whoever at least one of the parts means."""

    parts: tuple[RuleNode, ...]


RuleNode = Everyone | Comparison | Not | Both | Either

_SAME = {"is": "=", "is not": "<>", "≠": "<>", "≤": "<=", "≥": ">=", "is one of": "=", "is not one of": "<>"}  # fmt: skip
# Habits from elsewhere that would match nobody, without a word; in quotes they are taken as they stand.
_NOT_MEANT = (
    (re.compile(r"['‘‚’].*['‘’]", re.DOTALL), "Single quotes count as part of a value", 'Use double ones: "'),
    (
        re.compile(r"\*.*|.*\*", re.DOTALL),
        "A * stands for nothing here",
        "Use contains or begins with, without it.",
    ),
)
_NEGATIVE = {"<>": "=", "does not contain": "contains", "is not blank": "is blank"}


def parse_rule(text: str) -> RuleNode:
    """The tree of a rule, at most DEEPEST_RULE levels deep. Raises RuleError."""
    from lark import UnexpectedInput

    if not text.strip():
        raise RuleError(text, 0, "Nothing stands here", "Type who gets it, or: everyone")
    if len(text) > LONGEST_RULE:
        raise RuleError(text, LONGEST_RULE, f"The rule has {len(text):,} letters, and may have {LONGEST_RULE:,}",
                        "Mark the people in a column of your own, and ask for that column.")  # fmt: skip
    plain = text.translate(_ALIKE)
    run = _parser().parse_interactive(plain)
    seen: list[Token] = []
    nest = _Nest(text)
    try:
        for token in run.iter_parse():
            nest.see(token)
            seen.append(token)
        tree = run.feed_eof(seen[-1] if seen else None)  # type: ignore[no-untyped-call]
    except UnexpectedInput as error:
        raise misread(text, plain, error, seen, nest.brackets) from None
    return _node(tree.children[0], text)


@cache
def _parser() -> Lark:
    from lark import Lark

    return Lark(_GRAMMAR, parser="lalr")


class _Nest:
    """What is open at a place of a rule: brackets, and each "not" until what it stands before ends."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.open: list[Token] = []

    @property
    def brackets(self) -> list[Token]:
        return [token for token in self.open if token.type == "LPAR"]

    def see(self, token: Token) -> None:
        if token.type in {"_AND", "_OR", "RPAR"}:
            while self.open and self.open[-1].type == "_NOT":
                self.open.pop()
        if token.type == "RPAR" and self.open:
            self.open.pop()
        if token.type in {"LPAR", "_NOT"}:
            self.open.append(token)
        if len(self.open) > DEEPEST_RULE:
            raise RuleError(self.text, _start(token), f"More than {DEEPEST_RULE} brackets stand inside each other",
                            "Take out those that are not needed.")  # fmt: skip


def _node(tree: Tree[Token], text: str) -> RuleNode:
    if tree.data == "test":
        return _test([token for token in tree.children if isinstance(token, str)], text)
    if tree.data == "everyone":
        return Everyone()
    parts = tuple(_node(child, text) for child in tree.children if not isinstance(child, str))
    if tree.data == "not":
        return Not(parts[0])
    if len(parts) == 1:
        return parts[0]
    return Both(parts) if tree.data == "both" else Either(parts)


def _test(tokens: Sequence[Token], text: str) -> Comparison:
    column, *rest = tokens
    if not rest:
        return Comparison(_header(column, text), at=_start(column))
    typed = " ".join(rest[0].lower().split())
    operator = _SAME.get(typed, typed).replace("empty", "blank")
    if rest[0].type == "LISTED":
        _one_meaning(rest[1:], text)
    values = tuple(_value(token, text) for token in rest[1:])
    return Comparison(
        _header(column, text),
        _NEGATIVE.get(operator, operator),
        values,
        operator in _NEGATIVE,
        _start(rest[0]),
    )


def _one_meaning(values: Sequence[Token], text: str) -> None:
    """Of a list: 1,500, 2,000 are two numbers, but 101,102 may be one or two."""
    spaced = [text[(one.end_pos or 0) : _start(other)].strip() != text[(one.end_pos or 0) : _start(other)]
              for one, other in pairwise(values)]  # fmt: skip
    for token in values:
        if token.type == "VALUE" and "," in token and not (spaced and all(spaced)):
            todo = "Type a space after each comma between two values, and a single number without commas."
            raise RuleError(text, _start(token), "This could be one number or several", todo, token.strip())


def _header(token: Token, text: str) -> Piece:
    typed = text[_start(token) : _start(token) + len(token)].strip()
    if token.type == "COLUMN":
        before, _, header = token.partition("[")
        typed = before + text[_start(token) + len(before) + 1 :][: len(header) - 1].replace("]]", "]")
    return Piece(typed, _start(token))


def _value(token: Token, text: str) -> Piece:
    """What is in quotes stands as it was typed, but for doubled quotes."""
    if token.type != "QUOTED":
        for pattern, why, todo in _NOT_MEANT:
            if pattern.fullmatch(token.strip()):
                raise RuleError(text, _start(token), why, todo, token.strip())
        return Piece(token.strip(), _start(token))
    inner = text[_start(token) + 1 : _start(token) + len(token) - 1]
    quoted = token[1:-1]
    doubled = {place.start() for place in re.finditer('""', quoted)}
    return Piece("".join(c for at, c in enumerate(inner) if at not in doubled), _start(token), quoted=True)


def _start(token: Token) -> int:
    return token.start_pos or 0
