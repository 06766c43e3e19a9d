"""Text that was written in one code and read in another on its way to us: MÃ¼ller for Müller. Text in, text out."""

from __future__ import annotations

import re

# What a letter of two or three bytes becomes when each byte is taken for a letter; the second group is of signs
# that can follow a capital in honest text, such as a quotation mark at the end.
_SURE = re.compile(
    r"[ÂÃÄÅÐÑØÙ][\x80-\xbf€‚ƒ„†‡ˆ‰Š‹ŒŽ˜™š›œžŸ]|â[€\x80-\xbf‚„†‡][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
)
_MAYBE = re.compile(r"[ÂÃÄÅÐÑØÙ][…‘’“”•–—]")
_WORD = re.compile(r"[^ \n\t\r]+")
LOST = "\ufffd"


def looks_doubled(text: str) -> bool:
    """Whether letters stand there that only come of reading UTF-8 as something else."""
    return not text.isascii() and _SURE.search(text) is not None


def undoubled(text: str) -> str:
    """The text with every word put right that can be read back without loss; other words stay as they are."""
    return _WORD.sub(_back, text)


def _back(word: re.Match[str]) -> str:
    text = word[0]
    for _ in range(3):  # some texts went that way twice
        if not (_SURE.search(text) or _MAYBE.search(text)):
            break
        try:
            text = b"".join(map(_byte, text)).decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            break
    return text


def _byte(letter: str) -> bytes:
    """The byte that was taken for a letter. Five bytes are no letter in Windows' code, and came through as they are."""
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")
