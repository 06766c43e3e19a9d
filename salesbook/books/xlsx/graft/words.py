"""Sentences of a sheet said in other words: those that stand there as they were written, in cells and in formulas."""

from __future__ import annotations

from collections.abc import Mapping

from salesbook.books.xlsx.graft.base import Graft
from salesbook.books.xlsx.graft.rows import NewCells
from salesbook.books.xlsx.graft.written import WrittenCell
from salesbook.books.xlsx.markup import attribute, escape


def put_words(graft: Graft, label: str, words: Mapping[str, str]) -> None:
    """Say these sentences, and whole formulas, on the donor's sheet `label` in other words; what people wrote otherwise stays.

    Raises Damaged.
    """
    part = graft.layout.sheets.get(graft.here.get(label, ""), "")
    if not part or not words:
        return
    for each in graft.written(part):
        made = _said(each, words)
        if made:
            style = attribute(each.tag, b"s")
            tag = b'<c r="%b"' % str(each.place).encode() + (b"" if style is None else b' s="%b"' % style)
            cell = tag + made + b"</c>"
            graft.frame(part).insert(NewCells(each.place, lambda _, cell=cell: cell, refuse=None))  # type: ignore[misc]  # its own cell


def _said(cell: WrittenCell, words: Mapping[str, str]) -> bytes:
    """A cell, from the end of its tag's attributes on, in other words; nothing where it says something else."""
    if cell.formula:
        if cell.formula in words:
            return b"><f>%b</f>" % escape(words[cell.formula])
        new = cell.formula
        for before, after in words.items():
            new = new.replace(f'"{before}"', f'"{after}"')
        return b' t="str"><f>%b</f>' % escape(new) if new != cell.formula else b""
    return b' t="inlineStr"><is><t>%b</t></is>' % escape(words[cell.text]) if cell.text in words else b""
