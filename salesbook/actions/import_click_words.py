"""What an import says, in words for somebody who clicked: what the command is told by an option, the file itself can say."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from salesbook.domain.importing.grouped import GROUP
from salesbook.errors import BadInput
from salesbook.tables.plan import Message

if TYPE_CHECKING:
    from salesbook.domain.importing.plan import ImportResult

_MAP = re.compile(r'--map "(?P<theirs>[^"]+?)=(?P<ours>[^"=]*)"')
_TWO = re.compile(r'(?<=") (?=--map)')
_ANY = "Their header"  # in place of the header of a file
_DATES = re.compile(r"--dates \w+(?: or --dates \w+)*")
_AMOUNT = re.compile(r"(?<=import again )(?=with --amount)")


def refusal_for_a_click(error: BadInput, in_a_terminal: str) -> BadInput:
    """A question of which no box can be asked: with what to do in the file, or else with `in_a_terminal`."""
    what, todo = _by_headers(error.what), _by_headers(error.todo)
    if "--" in f"{what} {todo}":
        return BadInput(what, f"{todo} {in_a_terminal}")
    return BadInput(what, todo if todo == error.todo else f"{todo} Then click Import again.")


def in_click_words(found: ImportResult) -> ImportResult:
    """What was found, with all its sentences so."""
    messages = tuple(Message(_for_a_click(message.text)) for message in found.plan.messages)
    return replace(
        found,
        plan=replace(found.plan, messages=messages),
        found=[_for_a_click(sentence) for sentence in found.found],
    )


def _for_a_click(text: str) -> str:
    return _AMOUNT.sub(
        "in a terminal ", _DATES.sub("days written as 2026-03-31 in the file", _by_headers(text))
    )


def _by_headers(text: str) -> str:
    text = text.replace("Check --into", "Show the sheet into which the rows are to go")
    return _MAP.sub(_in_the_file, _TWO.sub(", and ", text))


def _in_the_file(option: re.Match[str]) -> str:
    theirs, ours = option["theirs"], option["ours"]
    if theirs == GROUP:  # no header of the file
        return option[0]
    if theirs == _ANY:
        return "give its header the name of our column" if ours else "delete its column from the file"
    if not ours:
        return f'delete the column "{theirs}" from the file'
    return f'rename the header "{theirs}" to "{ours}" in the file'
