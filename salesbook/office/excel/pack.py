"""The compression of MS-OVBA 2.4.1, in which VBA projects keep their sources."""

from __future__ import annotations

from collections import defaultdict

CHUNK = 4096
_SHORTEST, _TOKENS_A_FLAG = 3, 8
_SIGNATURE, _COMPRESSED = 0b011 << 12, 1 << 15


def pack(data: bytes) -> bytes:
    """A compressed container. A last chunk that cannot get smaller is filled up with zeros, as the format wants."""
    chunks = (data[start : start + CHUNK] for start in range(0, len(data), CHUNK))
    return b"\x01" + b"".join(map(_chunk, chunks))


def unpack(container: bytes) -> bytes:
    """What a compressed container holds. Raises ValueError where it is none, or is cut off."""
    if container[:1] != b"\x01":
        raise ValueError("This is no compressed container.")
    out, at = bytearray(), 1
    while at < len(container):
        head = int.from_bytes(container[at : at + 2], "little")
        end = at + (head & 0xFFF) + 3
        body = container[at + 2 : end]
        if len(body) != end - at - 2:
            raise ValueError("The compressed container is cut off.")
        out += _unpacked(body) if head & _COMPRESSED else body
        at = end
    return bytes(out)


def _unpacked(tokens: bytes) -> bytes:
    """One chunk from its tokens."""
    out, at = bytearray(), 0
    while at < len(tokens):
        flags, at = tokens[at], at + 1
        for bit in range(_TOKENS_A_FLAG):
            if at >= len(tokens):
                break
            if not flags >> bit & 1:
                out.append(tokens[at])
                at += 1
                continue
            token, at = int.from_bytes(tokens[at : at + 2], "little"), at + 2
            bits = _offset_bits(len(out))
            start = len(out) - (token >> 16 - bits) - 1
            if start < 0:
                raise ValueError("The compressed container refers to what is not there.")
            for place in range(start, start + (token & 0xFFFF >> bits) + _SHORTEST):
                out.append(out[place])
    return bytes(out)


def _chunk(data: bytes) -> bytes:
    body, kind = _tokens(data), _SIGNATURE | _COMPRESSED
    if len(body) > CHUNK:
        body, kind = data.ljust(CHUNK, b"\0"), _SIGNATURE
    return (kind | len(body) - 1).to_bytes(2, "little") + body


def _tokens(data: bytes) -> bytes:
    """Bytes as they are, and references to earlier ones, with a byte of flags ahead of each eight."""
    out, seen = bytearray(), defaultdict[bytes, list[int]](list)
    at = count = flags = 0
    while at < len(data):
        if count % _TOKENS_A_FLAG == 0:
            flags = len(out)
            out.append(0)
        offset, length = _longest(data, at, seen[data[at : at + _SHORTEST]])
        if length:
            out[flags] |= 1 << count % _TOKENS_A_FLAG
            out += (offset - 1 << 16 - _offset_bits(at) | length - _SHORTEST).to_bytes(2, "little")
        else:
            out.append(data[at])
        for passed in range(at, at + max(length, 1)):
            seen[data[passed : passed + _SHORTEST]].append(passed)
        at += max(length, 1)
        count += 1
    return bytes(out)


def _longest(data: bytes, at: int, places: list[int]) -> tuple[int, int]:
    """How far back the longest repetition starts, the nearest of equals, and how long it is; 0 without one."""
    most = min(len(data) - at, (0xFFFF >> _offset_bits(at)) + _SHORTEST)
    offset = length = 0
    for place in reversed(places):
        same = _alike(data, place, at, most)
        if same > length:
            offset, length = at - place, same
            if length == most:
                break
    return (offset, length) if length >= _SHORTEST else (0, 0)


def _alike(data: bytes, first: int, second: int, most: int) -> int:
    count = 0
    while count < most and data[first + count] == data[second + count]:
        count += 1
    return count


def _offset_bits(at: int) -> int:
    """How many of a reference's 16 bits say how far back: as many as this place in the chunk needs."""
    return max(4, (at - 1).bit_length())
