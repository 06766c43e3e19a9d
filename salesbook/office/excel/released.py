"""Which macros of a workbook are salesbook's own, as it wrote them, and whether they are the present ones.

`released.txt` has a digest of each text that salesbook has put into workbooks: what has another one was changed by
somebody, or comes from a later salesbook.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

from salesbook.office.excel.project import Module

RIBBON = "customUI14.xml"
_LIST = "released.txt"
# Lines about what kind of module it is. LibreOffice writes the second instead of the first into a class when it saves.
_OF_ITS_KIND = re.compile(r"^(?:attribute .*|option classmodule\s*)$", re.MULTILINE)
_WHITE = re.compile(r"\s+")


@dataclass(frozen=True)
class Compared:
    """Modules of a workbook beside those of a new one, by name.

    Ours of an earlier version are `older`, those that are not there `lacking`; `foreign` ones bear the name of ours,
    but no salesbook wrote them so.
    """

    older: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()


def compare(sources: Mapping[str, str], ours: Sequence[Module]) -> Compared:
    """`sources`: of a workbook's modules by name; `ours`: those of salesbook's that a new workbook has."""
    there = {name.casefold(): source for name, source in sources.items()}
    known = [module for module in ours if module.name.casefold() in there]
    unlike = [
        module.name
        for module in known
        if text_digest(there[module.name.casefold()]) != text_digest(module.source)
    ]
    foreign = [name for name in unlike if not is_released(name, there[name.casefold()])]
    return Compared(
        older=tuple(name for name in unlike if name not in foreign),
        lacking=tuple(module.name for module in ours if module not in known),
        foreign=tuple(foreign),
    )


def text_digest(text: str) -> str:
    """What a text is known by: Office and LibreOffice change case of names, blanks and attributes as they like."""
    return sha256(_WHITE.sub("", _OF_ITS_KIND.sub("", text.casefold())).encode()).hexdigest()[:32]


def is_released(name: str, text: str) -> bool:
    """Whether some salesbook wrote this module, or this ribbon."""
    return text_digest(text) in _released().get(name, ())


@cache
def _released() -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for line in (files(__package__) / _LIST).read_text(encoding="ascii").splitlines():
        name, known = line.split()
        found.setdefault(name, []).append(known)
    return found


def release_list(texts: Mapping[str, str]) -> str:
    """The list with the texts that are not in it yet, by name."""
    new = [f"{name} {text_digest(text)}\n" for name, text in texts.items() if not is_released(name, text)]
    return (files(__package__) / _LIST).read_text(encoding="ascii") + "".join(new)
