"""Heights of rows: blocks of whole rows of a sheet in, the same with rows that are high enough out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from salesbook.books.xlsx.markup import attribute, hide, start_tag, with_attribute


def heights(sheet: bytes, rows: Collection[int]) -> dict[int, float]:
    """The heights of those of these rows that have one of their own, in points. `sheet` is one of a new workbook."""
    return {
        int(number): float(height)
        for tag in start_tag(b"row").finditer(sheet)
        if (number := attribute(tag[0], b"r"))
        and int(number) in rows
        and (height := attribute(tag[0], b"ht"))
    }


def with_heights(blocks: Iterable[bytes], prefix: bytes, least: Mapping[int, float]) -> Iterator[bytes]:
    """Blocks of whole rows, whose tags begin with `prefix`; rows by number are at least so high afterwards."""
    due = dict(sorted(least.items()))
    number = 0
    for block in blocks:
        out: list[bytes] = []
        done = 0
        for tag in start_tag(b"row").finditer(hide(block)) if due else ():
            number = int(attribute(tag[0], b"r") or number + 1)
            for row in [row for row in due if row < number]:
                out += block[done : tag.start()], _row(prefix, row, due.pop(row))
                done = tag.start()
            if number in due:
                out += block[done : tag.start()], _at_least(tag[0], due.pop(number))
                done = tag.end()
            if not due:
                break
        yield b"".join([*out, block[done:]])
    yield b"".join(_row(prefix, row, height) for row, height in due.items())


def _row(prefix: bytes, row: int, height: float) -> bytes:
    return b'<%brow r="%d" ht="%g" customHeight="1"/>' % (prefix, row, height)


def _at_least(tag: bytes, height: float) -> bytes:
    if float(attribute(tag, b"ht") or 0) >= height:
        return tag
    return with_attribute(with_attribute(tag, b"ht", b"%g" % height), b"customHeight", b"1")
