"""The tab Salesbook, put into a workbook."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from salesbook.util.resources import workbook_dir

PART = "customUI/customUI14.xml"
_RELATIONS, _END = "_rels/.rels", "</Relationships>"
_TYPE = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"


def tab() -> str:
    """The ribbon of a new workbook."""
    return (workbook_dir() / "ribbon" / "customUI14.xml").read_text(encoding="utf-8")


def add_ribbon(package: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The workbook with the tab, for Excel 2010 and later, and its other parts changed, by name.

    The same workbook gives the same bytes.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            data = change(entry.filename, data)
            new.writestr(entry, _related(data.decode()) if entry.filename == _RELATIONS else data)
        new.writestr(_like(old.getinfo(_RELATIONS)), tab())
    return made.getvalue()


def _related(relations: str) -> str:
    line = f'<Relationship Id="salesbookRibbon" Type="{_TYPE}" Target="{PART}"/>'
    return relations.replace(_END, line + _END)


def _like(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """An entry of the same date, system and permissions: nothing of the machine goes into the file."""
    made = zipfile.ZipInfo(PART, entry.date_time)
    made.compress_type, made.create_system, made.external_attr = (
        entry.compress_type,
        entry.create_system,
        entry.external_attr,
    )
    return made
