"""Compound files, read back by somebody else's reader."""

from __future__ import annotations

import io

import olefile
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.office.excel.cfb import compound

NONE = 0xFFFFFFFF
names = st.text("abcXYZ_019", min_size=1, max_size=20)


def folders(content):
    return st.dictionaries(names, content, max_size=12).filter(
        lambda tree: len({name.upper() for name in tree}) == len(tree)
    )


streams = st.integers(0, 9000).map(lambda size: bytes(i * 7 & 0xFF for i in range(size)))
trees = folders(streams | folders(streams))


def laid_out(tree, path=()):
    """Streams by their path."""
    found = {}
    for name, content in tree.items():
        found |= {(*path, name): content} if isinstance(content, bytes) else laid_out(content, (*path, name))
    return found


@given(trees)
def test_every_stream_reads_back(tree):
    with olefile.OleFileIO(io.BytesIO(compound(tree)), raise_defects=olefile.DEFECT_INCORRECT) as file:
        assert {tuple(path): file.openstream(path).read() for path in file.listdir()} == laid_out(tree)


@given(trees)
def test_names_are_found_from_the_root_of_each_folder_in_few_steps(tree):
    with olefile.OleFileIO(io.BytesIO(compound(tree))) as file:
        for entry in file.direntries:
            if entry is not None and entry.sid_child != NONE:
                assert file.direntries[entry.sid_child].color == BLACK
                order, _ = walked(file, entry.sid_child)
                assert order == sorted(order)


RED, BLACK = 0, 1


def walked(file, sid):
    """Names below an entry, from left to right, and how many black entries every way down meets."""
    if sid == NONE:
        return [], 0
    entry = file.direntries[sid]
    if entry.color == RED:
        assert RED not in {file.direntries[s].color for s in (entry.sid_left, entry.sid_right) if s != NONE}
    (left, blacks), (right, others) = walked(file, entry.sid_left), walked(file, entry.sid_right)
    assert blacks == others
    return [*left, (len(entry.name), entry.name.upper()), *right], blacks + (entry.color == BLACK)


def test_the_same_streams_give_the_same_bytes():
    tree = {"VBA": {"dir": b"1", "Module": b"2" * 5000}, "PROJECT": b"3"}
    assert compound(tree) == compound(dict(reversed(tree.items())))


def test_what_is_far_too_large_is_refused():
    with pytest.raises(ValueError, match="more than"):
        compound({"a": bytes(8_000_000)})
