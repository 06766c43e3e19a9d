"""Patterns mean the same to every Python that salesbook runs on."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "salesbook"
WRONG_IN_3_11_2 = {
    "POSSESSIVE_REPEAT",
    "POSSESSIVE_REPEAT_ONE",
    "ATOMIC_GROUP",
}  # groups of them match too much
FINDERS = {"compile", "sub", "subn", "search", "match", "fullmatch", "finditer", "findall", "split"}


def patterns(source: str):
    """The patterns that a module gives to `re`, as far as they stand there in words."""
    for node in ast.walk(ast.parse(source)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in FINDERS
            and node.args
        ):
            for part in ast.walk(node.args[0]):
                if isinstance(part, ast.Constant) and isinstance(part.value, str | bytes):
                    text = part.value if isinstance(part.value, str) else part.value.decode("latin-1")
                    if re.search(r"[*+?}]\+|\(\?>", text):  # for the others it is certain at once
                        yield text


def operations(parsed):
    """The names of all that a pattern asks for."""
    for operation, argument in parsed:
        yield str(operation)
        for inner in argument if isinstance(argument, tuple | list) else [argument]:
            for one in inner if isinstance(inner, list) else [inner]:
                if isinstance(one, re._parser.SubPattern):
                    yield from operations(one)


def asked_for(pattern) -> set[str]:
    try:
        return {*operations(re._parser.parse(pattern))}
    except re.error:  # a piece of one, or a text of another kind
        return set()


@pytest.mark.parametrize("pattern", [r"(?:ab?c)*+x", r"(?:(?:[a-z]++))?", r"a(?>b|c)"])
def test_such_a_pattern_is_found_wherever_it_stands(pattern):
    assert asked_for(pattern) & WRONG_IN_3_11_2


def test_no_pattern_is_one_that_an_older_python_reads_wrongly():
    found = {
        f"{path.relative_to(PACKAGE)}: {pattern!r}"
        for path in PACKAGE.rglob("*.py")
        for pattern in patterns(path.read_text(encoding="utf-8"))
        if asked_for(pattern) & WRONG_IN_3_11_2
    }
    assert not found
