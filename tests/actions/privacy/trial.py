"""Somebody of any name forgotten in the workbook that has everything: in memory, and looked at from all sides."""

from __future__ import annotations

import html
import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

from openpyxl import load_workbook

from salesbook.books.file import FileBook
from salesbook.books.xlsx.package import Package
from salesbook.books.xlsx.personal.scrub import scrub
from salesbook.books.xlsx.personal.verify import faults
from salesbook.domain.privacy.person import Person
from salesbook.domain.privacy.search import PersonPatterns, patterns_of_person
from salesbook.tables.grid import Snapshot
from tests.actions.privacy.everywhere import EMAIL, PHONE, everywhere, named, unzipped, zipped
from tests.actions.privacy.harm import harms
from tests.helpers import STANDARD_TABLES

FIRST = "Zed"


@dataclass(frozen=True)
class Base:
    """The workbook in which a name is still to be put, and its tables."""

    parts: Mapping[str, bytes]
    seen: Snapshot


def base(folder: Path) -> Base:
    parts = everywhere(folder)
    return Base(parts, FileBook(folder / "rich.xlsm").read(STANDARD_TABLES))


def words(base: Base, last: str) -> PersonPatterns:
    person = Person("C9", (), "", ((FIRST, last),), frozenset({EMAIL}), frozenset({f"+34{PHONE}"}))
    return patterns_of_person(person, base.seen)


def complaints(base: Base, last: str, *, thorough: bool = True) -> tuple[dict[str, bytes], list[str]]:
    """The parts without somebody of that name, and whatever is wrong with them; `thorough` takes twice as long."""
    before, known = named(base.parts, FIRST, last), words(base, last)
    out = BytesIO()
    scrub(Package(Path("x"), zipped(before)), out, known, {})
    after = unzipped(out)
    single = [last] if known.last else []
    full = (f"{FIRST} {last}", f"{last}, {FIRST}", f"{last} {FIRST}")
    found = harms(before, after, *full, EMAIL, PHONE, *single)
    found += [f"left in {name}" for name, part in after.items() if shows(part, *full, EMAIL, PHONE)]
    if thorough:
        found += [
            f"seen as harm: {what}"
            for what in faults(Package(Path("x"), zipped(before)), Package(Path("y"), out), known.spans, {})
        ]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            load_workbook(out, keep_vba=True)
    return after, found


def shows(part: bytes, *known: str) -> bool:
    """Whether a part says one of these words, in runs, as references, or in a web address."""
    text = part.decode("utf-8", "replace")
    forms = [text, re.sub(r"<[^>]*>", "", re.sub(r"</(?:\w+:)?(?:si|is|text|p|v)>", "\n", text))]
    said = "\n".join(unquote(html.unescape(form)) for form in forms).casefold()
    return any(word.casefold() in said for word in known)
