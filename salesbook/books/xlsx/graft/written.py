"""A workbook with changed and added parts poured into a file: the package and the parts in, bytes out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import BinaryIO

from salesbook.books.xlsx.encodings import refuse_unusual
from salesbook.books.xlsx.package import Package
from salesbook.books.xlsx.repack import PackageWriter


def write_parts(
    package: Package, workbook: str, changed: Mapping[str, bytes], added: Mapping[str, bytes], out: BinaryIO
) -> None:
    """Write the workbook whose workbook part is `workbook`; parts that are not `changed` are copied as they are packed.

    Raises CannotChange for a changed part that is no UTF-8: it was read as if it were.
    """
    entries = {package.entry(name).name: data for name, data in changed.items()}
    for name in entries:
        refuse_unusual(package.path, f"the part {name}", next(iter(package.stream(name)), b""))
    writer = PackageWriter(out, package)
    for entry in package.entries:
        if entry.name in entries:
            writer.write(entry.name, [entries[entry.name]], entry)
        else:
            writer.copy(entry)
    for name, data in added.items():
        writer.write(name, [data], package.entry(workbook))
    writer.finish()
