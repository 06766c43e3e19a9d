"""Where drafts lie beside a workbook: a folder for each mailing, and one for single letters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from salesbook.books.base import Workbook
from salesbook.domain.facts.letter_status import LEFT_OUT
from salesbook.mail.message.draft_folder import DraftFolder
from salesbook.mail.message.filenames import folder_name, stem, stem_of
from salesbook.tables.grid import Grid, key_text

_SINGLE = "single letters"  # no mailing's folder is ever called so: a blank would be followed by a digest


def own_templates(book: Workbook) -> Path:
    """The folder beside the workbook in which people keep texts of their own."""
    return _drafts(book).parents[1] / "templates"


def folder_of(book: Workbook, mailing: str) -> Path:
    """The folder of a mailing's drafts; that of single letters for ""."""
    return _drafts(book) / (folder_name(mailing) if mailing else _SINGLE)


def by_stem(folder: DraftFolder) -> dict[str, str]:
    """The drafts in a folder by the `stem` of their key, which is what stands before the first blank."""
    return {stem_of(name): name for name in sorted(folder.names())}


def draft_files_of(folder: DraftFolder, keys: Collection[str]) -> set[str]:
    """Names of the files in a folder that belong to these drafts; names were given with `draft_name`."""
    stems = {stem(key) for key in keys}
    return {name for name in folder.names() if stem_of(name) in stems}


def sweep_drafts(book: Workbook, outbox: Grid) -> None:
    """Remove the files of drafts that no longer stand in Outbox, as it is now, or were left out: nobody is to send them by hand."""
    root = _drafts(book)
    if not root.is_dir():
        return
    wanted = _wanted(outbox)
    for path in root.iterdir():
        folder = DraftFolder(path)
        for name in folder.names() - draft_files_of(folder, wanted[path.name]):
            with suppress(OSError):  # the next drafting removes what cannot go now
                (path / name).unlink()


def _wanted(outbox: Grid) -> defaultdict[str, set[str]]:
    """By folder the keys of the drafts in it: the contact's in a mailing, the draft's own otherwise."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    columns = (outbox.columns[name] for name in ("Mailing ID", "Contact ID", "Draft ID", "Status"))
    for mailing, contact, draft, status in zip(*columns, strict=True):
        if status == LEFT_OUT:
            continue
        key = key_text(mailing)
        found[folder_name(key) if key else _SINGLE].add(key_text(contact if key else draft))
    return found


def _drafts(book: Workbook) -> Path:
    return book.beside("drafts", "x").parent
