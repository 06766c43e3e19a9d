"""How mailings say that they can be stopped, and the other headers that come with many letters alike.

Left out on purpose: Precedence, which no standard knows (RFC 2076 discourages it); List-Id (RFC 2919),
since a mailing has an audience and no list that lives on; Auto-Submitted (RFC 3834, 5), since a person
approved each mailing: only what a program sends by itself, such as the letter of `doctor`, carries it.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from urllib.parse import quote, urlsplit

from salesbook.errors import BadInput

_BYTES = 16  # of the digest: nobody guesses 128 bits
_SETTING = "Opt-out page"
_EXAMPLE = "Type an address such as https://example.com/stop?d={draft}&t={token}, or nothing."
_PLAIN = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,39}")


def token(secret: bytes, draft: str) -> str:
    """What shows that a request to stop comes from whoever got this letter: 22 letters that a web address can hold."""
    said = f"opt-out\x1f{draft}".encode("utf-8", "surrogatepass")
    digest = hmac.digest(secret, said, hashlib.sha256)
    return urlsafe_b64encode(digest[:_BYTES]).rstrip(b"=").decode()


def verify(secret: bytes, draft: str, given: str) -> bool:
    """Whether the token is this letter's; takes as long for a wrong one, however wrong."""
    return hmac.compare_digest(token(secret, draft).encode(), given.encode("utf-8", "surrogatepass"))


def optout_page(template: str, draft: str, given: str) -> str:
    """The address of the page that stops mailings to the reader of this letter. Raises BadInput for a setting that cannot be used."""
    template = template.strip()
    try:
        parts = urlsplit(template)
        whole = parts.scheme == "https" and bool(parts.hostname)
    except ValueError:  # half of an IPv6 address
        whole = False
    if not whole or not template.isascii() or not template.isprintable() or " " in template:
        raise BadInput(f"{_SETTING} on Settings is not a web address that begins with https://.", _EXAMPLE)
    for name in ("{draft}", "{token}"):
        if name not in template:
            raise BadInput(
                f"{_SETTING} on Settings has no {name}, so nobody could tell who asks to stop.", _EXAMPLE
            )
    return template.replace("{draft}", quote(draft, safe="")).replace("{token}", quote(given, safe=""))


def bulk_headers(
    *, link: str, page_of_letter: str, mailing: str, campaign: str, sender: str
) -> tuple[tuple[str, str], ...]:
    """The headers of one letter of a mailing.

    `link` is its mailto: link (RFC 2369, 3.2), `page_of_letter` what `optout_page` gives; each may be "".
    List-Unsubscribe-Post tells mail programs that one POST to the page is enough (RFC 8058; Gmail and
    Yahoo ask for it from whoever sends 5,000 a day; the server must sign both headers with DKIM).
    Feedback-ID (Gmail, https://support.google.com/mail/answer/6254652) sums complaints up by mailing
    and campaign. It names nobody; its last field is always the same for the domain of `sender`.
    """
    ways = [f"<{way}>" for way in (page_of_letter, link) if way]
    found = [("List-Unsubscribe", ", ".join(ways))] if ways else []
    if page_of_letter:
        found.append(("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))
    domain = sender.rpartition("@")[2].lower()
    fields = (_plain(mailing), _plain(campaign) if campaign else "none", "mailing", _mark(domain, 6))
    return (*found, ("Feedback-ID", ":".join(fields)))


def threading(before: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """What puts a letter under earlier ones (RFC 5322, 3.6.4), given their Message-IDs, the oldest first."""
    if not before:
        return ()
    return (("In-Reply-To", before[-1]), ("References", " ".join(before)))


def _plain(text: str) -> str:
    """A field without colons and blanks; two texts never give one."""
    return text if _PLAIN.fullmatch(text) else f".{_mark(text, 6)}"


def _mark(text: str, size: int) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).hexdigest()
