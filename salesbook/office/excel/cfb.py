"""Compound files (MS-CFB, version 3): streams in folders inside one file. Only as much as a VBA project needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from struct import pack
from types import MappingProxyType

_SECTOR, _SMALL, _SMALL_STREAMS = 512, 64, 4096
_END, _FREE, _TABLE, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_RED, _BLACK = 0, 1
_IN_HEADER, _LINES = 109, 4

Tree = Mapping[str, "bytes | Tree"]


@dataclass
class _Entry:
    """One line of the directory: a folder or a stream, and its neighbours in the tree of its folder."""

    name: str
    kind: int
    data: bytes = b""
    colour: int = _BLACK
    left: int = _NONE
    right: int = _NONE
    child: int = _NONE
    start: int = 0
    size: int = 0
    klass: bytes = b""

    def line(self) -> bytes:
        name = (self.name + "\0").encode("utf-16-le")
        return pack(
            "<64sHBBIII16sIQQIQ", name, len(name), self.kind, self.colour, self.left, self.right, self.child,
            self.klass, 0, 0, 0, self.start, self.size,
        )  # fmt: skip


@dataclass
class _Chains:
    """Blocks of one size and the table that says which block follows which."""

    size: int
    blocks: bytearray = field(default_factory=bytearray)
    table: list[int] = field(default_factory=list)

    def add(self, data: bytes) -> int:
        """Lay data into blocks and return the first; _END where there is none."""
        count = -(-len(data) // self.size)
        if not count:
            return _END
        first = len(self.table)
        self.table += [*range(first + 1, first + count), _END]
        self.blocks += data.ljust(count * self.size, b"\0")
        return first


def compound(tree: Tree, classes: Mapping[str, bytes] = MappingProxyType({})) -> bytes:
    """The bytes of a compound file with these streams and folders. The same tree gives the same bytes.

    `classes`: the class of folders that have one, by their names. Raises ValueError where it gets too large.
    """
    entries = [_Entry("Root Entry", _ROOT)]
    _enter(entries, entries[0], tree)
    for entry in entries:
        entry.klass = classes.get(entry.name, b"") if entry.kind == _STORAGE else b""
    large, small = _Chains(_SECTOR), _Chains(_SMALL)
    for entry in entries:
        if entry.kind == _STREAM:
            chains = small if len(entry.data) < _SMALL_STREAMS else large
            entry.start, entry.size = chains.add(entry.data), len(entry.data)
    entries[0].start, entries[0].size = large.add(bytes(small.blocks)), len(small.blocks)
    small_table = large.add(_numbers(small.table, _SECTOR))
    lines = [entry.line() for entry in entries]
    lines += [pack("<68sIII48x", b"", _NONE, _NONE, _NONE)] * (-len(lines) % _LINES)
    directory = large.add(b"".join(lines))
    return _file(large, directory, small_table, -(-len(small.table) * 4 // _SECTOR))


def _file(large: _Chains, directory: int, small_table: int, small_count: int) -> bytes:
    """The header, the blocks, and the table of the blocks, which has to cover its own as well."""
    blocks, own = len(large.table), 1
    while own * (_SECTOR // 4) < blocks + own:
        own += 1
    if own > _IN_HEADER:
        raise ValueError("This is more than a VBA project holds.")
    places = [*range(blocks, blocks + own)]
    table = _numbers([*large.table, *[_TABLE] * own], _SECTOR)
    header = pack(
        "<8s16sHHHHH6sIIIIIIIII", bytes.fromhex("D0CF11E0A1B11AE1"), b"", 0x3E, 3, 0xFFFE, 9, 6, b"",
        0, own, directory, 0, _SMALL_STREAMS, small_table, small_count, _END, 0,
    )  # fmt: skip
    return header + _numbers(places, _IN_HEADER * 4) + bytes(large.blocks) + table


def _numbers(numbers: Sequence[int], multiple: int) -> bytes:
    """32-bit numbers, filled up to a multiple of so many bytes."""
    data = pack(f"<{len(numbers)}I", *numbers)
    return data + b"\xff" * (-len(data) % multiple)


def _enter(entries: list[_Entry], folder: _Entry, tree: Tree) -> None:
    """Add what a folder holds, as a balanced search tree: shorter names first, then by capital letters."""
    numbers = []
    for name in sorted(tree, key=lambda name: (len(name), name.upper())):
        content = tree[name]
        numbers.append(len(entries))
        if isinstance(content, bytes):
            entries.append(_Entry(name, _STREAM, content))
        else:
            entries.append(_Entry(name, _STORAGE))
            _enter(entries, entries[-1], content)
    folder.child = _balance(entries, numbers, len(numbers).bit_length())
    if numbers:
        entries[folder.child].colour = _BLACK


def _balance(entries: list[_Entry], numbers: Sequence[int], levels: int) -> int:
    """The root of a balanced tree. Only its last level is red, so every way down meets as many black ones."""
    if not numbers:
        return _NONE
    middle = len(numbers) // 2
    entry = entries[numbers[middle]]
    entry.left = _balance(entries, numbers[:middle], levels - 1)
    entry.right = _balance(entries, numbers[middle + 1 :], levels - 1)
    entry.colour = _RED if levels == 1 else _BLACK
    return numbers[middle]
