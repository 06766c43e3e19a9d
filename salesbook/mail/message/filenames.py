"""File names that every system takes, and that tell people what is in the file."""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b

_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)", re.IGNORECASE)
# What Windows refuses; # and % besides, which would break the link from an Excel cell.
_BAD = re.compile(r'[<>:"/\\|?*#%]')
_ODD = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}  # invisible, or not characters at all
_SMALL = re.compile(r"[a-z0-9](?:[a-z0-9_-]{0,38}[a-z0-9])?")
_KEY = re.compile(r"[A-Z0-9](?:[A-Z0-9_-]{0,38}[A-Z0-9])?")
_READABLE = (
    90  # bytes; with the key it stays below every file system's limit, and below Windows' for whole paths
)
_KEY_BYTES = 40


def draft_name(key: str, readable: str) -> str:
    """The file name of a draft: its key, then what tells people whose it is, then `.eml`.

    Two keys never give one name, not even on a disk that does not tell A from a: a key that is not
    plain capitals and digits is followed by a digest of it.
    """
    if not (_KEY.fullmatch(key) and not _RESERVED.fullmatch(key)):
        digest = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
        key = f"{re.sub('[. ]', '_', _safe(key, _KEY_BYTES))}~{digest}"
    return f"{key} {_safe(readable, _READABLE)}".strip() + ".eml"


def folder_name(key: str) -> str:
    """The name of a folder for a key. Two keys never give one name, whatever the disk makes of capitals."""
    if _SMALL.fullmatch(key) and not _RESERVED.fullmatch(key):
        return key
    return stem(key)


def stem(key: str) -> str:
    """What the file name of a draft begins with, up to the first blank."""
    return draft_name(key, "").removesuffix(".eml")


def stem_of(name: str) -> str:
    """The `stem` of the key that a draft's file name was given with."""
    return name.removesuffix(".eml").partition(" ")[0]


def _safe(text: str, most: int) -> str:
    text = unicodedata.normalize("NFC", text)
    if not text.isascii() or not text.isprintable():
        text = "".join(" " if unicodedata.category(letter) in _ODD else letter for letter in text)
    text = " ".join(_BAD.sub("_", text).split())
    data = text.encode()
    if len(data) > most:
        text = data[:most].decode(errors="ignore")
    return text.strip(" .")  # Windows drops them at the end; at the start a dot hides the file
