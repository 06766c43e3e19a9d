"""Files beside a workbook that name a person: what they are, and taking them away."""

from __future__ import annotations

import email
import email.policy
import re
import zipfile
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

from salesbook.books.backup import Beside
from salesbook.books.file import FileBook
from salesbook.books.xlsx.personal.occurrences import package_names, readings
from salesbook.domain.privacy.person import column
from salesbook.domain.privacy.search import PersonPatterns
from salesbook.errors import SalesbookError
from salesbook.mail.message.filenames import stem_of
from salesbook.util.atomic_write import write_errors_explained
from salesbook.util.logfile import log_file
from salesbook.util.wording import count, joined

_KINDS = {
    "backups": ("backup", "backups"), "undo": ("undo file", "undo files"), "drafts": ("draft", "drafts"),
    "outgoing": ("letter to be sent", "letters to be sent"), "cards": ("card", "cards"), "about": ("page of about", "pages of about"),
    "previews": ("preview", "previews"), "reports": ("report", "reports"), "exports": ("export", "exports"), "log": ("log file", "log files"),
}  # fmt: skip
_LETTERS = {"drafts", "outgoing"}
_TAG = re.compile(r"<[^>]*>")
_ENTITY = re.compile(r"&(?:#\w+|\w+);")


@dataclass(frozen=True)
class FileTrace:
    """A file that names a person; `kind` is a key of _KINDS, or "" for one that is not salesbook's to remove."""

    path: Path
    kind: str
    names: bool = True

    @property
    def made(self) -> str:
        """When it was last written."""
        return f"{datetime.fromtimestamp(self.path.stat().st_mtime):%Y-%m-%d %H:%M}"  # noqa: DTZ006  (the person's own clock)


@dataclass
class Traces:
    """All of them. `going` are those that salesbook made and can do without; `staying` belong to people."""

    going: list[FileTrace] = field(default_factory=list)
    staying: list[FileTrace] = field(default_factory=list)

    def remove(self) -> None:
        """Remove what can go. Raises CannotWrite or FileOpenElsewhere; what is left then is found the next time."""
        for trace in self.going:
            with write_errors_explained(trace.path):
                trace.path.unlink(missing_ok=True)

    def as_rows(self) -> list[dict[str, str]]:
        """Those that name the person, as rows for people: the file, what it is, and when it was written."""
        return [
            {"File": str(trace.path), "What it is": trace.kind or "a file of your own", "Written": trace.made}
            for trace in (*self.going, *self.staying)
            if trace.names
        ]

    def told(self, verb: str) -> str:
        """How many of each kind, such as "Removed 3 backups and 2 drafts."; "" for none."""
        kinds = [trace.kind for trace in self.going]
        parts = [count(kinds.count(kind), *words) for kind, words in _KINDS.items() if kind in kinds]
        return f"{verb} {joined(parts, most=len(_KINDS))}." if parts else ""


def find_traces(workbook: Path, words: PersonPatterns, stems: Collection[str]) -> Traces:
    """Look through the folder beside a workbook, and the log. `stems`: how the names of their letters' files begin.

    All of undo counts as going: it takes back step by step, and steps are missing when one has gone. A file that
    cannot be looked into counts as naming them.
    """
    beside = Beside(workbook.resolve())
    found = Traces()
    others = _of_other_workbooks(beside)
    for path in sorted(beside.folder.rglob("*")) if beside.folder.is_dir() else ():
        kind = path.relative_to(beside.folder).parts[0]
        if not path.is_file() or kind == ".lock":
            continue
        names = (kind in _LETTERS and stem_of(path.name) in stems) or file_names(path, words)
        if kind not in _KINDS or path in others:
            found.staying += [FileTrace(path, "")] if names else []
        elif names or kind == "undo" or path.suffix in {".part", ".tmp"}:
            found.going.append(FileTrace(path, kind, names))
    own = beside.folder.with_name("templates")
    texts = sorted(path for path in own.rglob("*") if path.is_file()) if own.is_dir() else []
    found.staying += [FileTrace(path, "") for path in texts if file_names(path, words)]
    log = log_file()
    for path in sorted(log.parent.glob(f"{log.name}*")):
        if file_names(path, words):
            found.going.append(FileTrace(path, "log"))
    return found


def _of_other_workbooks(beside: Beside) -> set[Path]:
    """What belongs to book.xlsm in the folder that it shares with book.xlsx."""
    mine = {beside.folder / "undo" / f"{record.name}.json" for record in beside.records()}
    mine |= {beside.folder / name for record in beside.records() for name in (record.before, record.after)}
    sibling = next(
        (
            path
            for suffix in {".xlsx", ".xlsm"} - {beside.workbook.suffix.lower()}
            if (path := beside.workbook.with_suffix(suffix)).exists()
        ),
        None,
    )
    if sibling is None:
        return set()
    theirs = Beside(sibling)
    found = {beside.folder / "undo" / f"{record.name}.json" for record in theirs.records()}
    found |= {beside.folder / name for record in theirs.records() for name in (record.before, record.after)}
    found |= set(beside.folder.glob(f"backups/*{sibling.suffix}"))
    return found - mine


def file_names(path: Path, words: PersonPatterns) -> bool:
    """Whether a file, by its name or in it, names the person. One that cannot be read counts as doing so."""
    if words.names(path.stem):
        return True
    try:
        with path.open("rb") as file:
            if file.read(4) == b"PK\3\4":
                return _has_contact(path, words) or package_names(file, words)
        data = path.read_bytes()
        if data.startswith(b"\x1f\x8b"):
            data = zlib.decompress(data, wbits=31)
        texts = _of_letter(data) if path.suffix == ".eml" else readings(data)
        return any(_names(text, words, path.suffix) for text in texts)
    except (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError):
        return path.exists()


def _names(text: str, words: PersonPatterns, suffix: str) -> bool:
    if words.names(text) or (words.kept and words.called(text)):
        return True
    if suffix != ".html":
        return False
    from html import unescape

    bare = unescape(_TAG.sub(" ", text))
    by_id = rf"(?<![\w-]){re.escape(words.person.contact)}(?![\w-])"
    return words.names(bare) or re.search(by_id, bare) is not None


def _has_contact(path: Path, words: PersonPatterns) -> bool:
    """Whether an earlier state of the workbook has a row with their ID, under whatever name."""
    try:
        grid = FileBook(path).read(["Contacts"]).grids["Contacts"]
    except SalesbookError:
        return True
    return words.person.contact in column(grid, "Contact ID")


def _of_letter(data: bytes) -> Iterator[str]:
    """A letter as it is read: headers and texts, whatever they are packed in."""
    yield from readings(data)
    message = email.message_from_bytes(data, EmailMessage, policy=email.policy.default)
    for part in message.walk():
        for name, value in part.items():
            yield f"{name}: {value}"
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            text = content.decode(part.get_content_charset() or "utf-8", "replace")
            yield text
            if _ENTITY.search(text) or "<" in text:
                from html import unescape

                yield unescape(_TAG.sub("", text))
