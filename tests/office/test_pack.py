"""The compression of VBA projects, read back by somebody else's reader."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from salesbook.office.excel.pack import CHUNK, pack, unpack
from salesbook.office.excel.sources import xlwings_source
from tests.office.olevba import unpacked

# The three examples of MS-OVBA 3.2.
NOTHING_TWICE = (b"abcdefghijklmnopqrstuv.", "0119B000616263646566676800696A6B6C6D6E6F70007172737475762E")
SOME_TWICE = (
    b"#aaabcdefaaaaghijaaaaaklaaamnopqaaaaaaaaaaaarstuvwxyzaaa",
    "012FB00023616161626364658266007061676869 6A013808616B6C00306D6E6F7006710270041072737475761077 78797A003C",
)
ALL_ALIKE = (b"a" * 73, "0103B002614500")

lines = st.sampled_from(
    ["Sub A()\r\n", "End Sub\r\n", "    x = 1\r\n", "'\r\n", "Dim Abc As String\r\n", "é"]
)
sources = st.lists(lines | st.text("ab \r\n", max_size=40), max_size=900).map(
    lambda parts: "".join(parts).encode("cp1252")
)


@pytest.mark.parametrize(("plain", "packed"), [NOTHING_TWICE, ALL_ALIKE])
def test_the_examples_of_the_format_come_out_as_printed(plain, packed):
    assert pack(plain) == bytes.fromhex(packed)


def test_the_example_that_refers_to_an_equal_text_elsewhere_is_as_long_and_reads_back():
    plain, packed = SOME_TWICE
    assert len(pack(plain)) == len(bytes.fromhex(packed))
    assert unpacked(pack(plain)) == unpacked(bytes.fromhex(packed)) == plain


@given(sources)
@example(b"")
@example(b"a" * CHUNK)
@example(b"a" * (CHUNK + 1))
@example(b"ab" * (3 * CHUNK))
def test_what_is_packed_reads_back(source):
    assert unpacked(pack(source)) == unpack(pack(source)) == source


@given(st.binary(max_size=3000), st.integers(0, 3))
def test_bytes_of_any_kind_read_back(noise, chunks):
    plain = b"x" * (CHUNK * chunks) + noise
    assert unpacked(pack(plain)) == unpack(pack(plain)) == plain


@given(st.binary(max_size=60), st.binary(max_size=9))
def test_what_is_no_container_or_is_cut_off_is_said_and_nothing_else(noise, tail):
    for broken in (noise, b"\x01" + noise, pack(b"Sub A()\r\n" * 9)[:-3] + tail):
        with suppress(ValueError):  # nothing else comes of it
            unpack(broken)


def test_a_full_chunk_of_noise_is_kept_as_it_is():
    import random

    noise = random.Random(1).randbytes(2 * CHUNK)
    assert unpacked(pack(noise)) == noise
    assert len(pack(noise)) == 1 + 2 * (2 + CHUNK)


def test_the_longest_module_becomes_less_than_half_as_long():
    source = xlwings_source().encode()
    assert unpacked(pack(source)) == source
    assert len(pack(source)) < len(source) / 2
