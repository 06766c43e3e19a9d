"""Email addresses as people type them: read, compared, and held against those who must not be written to."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Set as AbstractSet
from functools import lru_cache
from urllib.parse import unquote

# What email-validator accepts, and what it gives back but for capitals in the domain: a part of it.
_LABEL = r"(?![a-z0-9]{2}--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ATOM = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_PLAIN = re.compile(
    rf"(?=.{{1,64}}@)({_ATOM}(?:\.{_ATOM})*)@(?=.{{4,180}}$)((?:{_LABEL}\.)+"
    r"(?!(?:arpa|invalid|local|localhost|onion)$)[a-z](?:[a-z0-9]{0,60}[a-z])?)",
    re.IGNORECASE | re.ASCII,
)

_LOCAL = re.compile(rf"(?=.{{1,64}}$){_ATOM}(?:\.{_ATOM})*", re.IGNORECASE | re.ASCII)
_MOST = 254  # RFC 5321, for a whole address as it travels

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_EDGES = " \t\r\n\u00a0\u3000;,."
_BRACKETS = re.compile(r"<\s*(?:mailto:)?([^<>]*)>\s*$", re.IGNORECASE)
_SCHEME = re.compile(r"mailto:", re.IGNORECASE)
_ONE = re.compile(r"[^\s;,:|<>()\"]+@[^\s;,:|<>()\"]+")
_SEVERAL = "holds several addresses; leave one, and give the others a row of their own"
_LONGEST = 1000  # with the name and all; a cell may hold a whole letter, which is not searched
HASH_MARK = "hash:"
_GMAIL = {"googlemail.com": "gmail.com"}


def read_address(text: str) -> tuple[str, str]:
    """An address as it should be written and "", or "" and a clause that says why there is none.

    Around the address may stand what comes from other programs: "Name <a@x.example>", mailto:,
    spaces, invisible characters, a full stop at the end. Nothing in the cell is a reason too.
    """
    if (found := _PLAIN.fullmatch(text)) and text.isascii():
        return f"{found[1]}@{found[2].lower()}", ""
    return _read(text)


def address_key(address: str) -> str:
    """A key that is equal for two ways to write one address; capitals and the domain's script do not count.

    Dots and what follows a plus do: only some servers ignore them. What is no address is its own key.
    """
    known, _ = read_address(address)
    local, at, domain = (known or _bare(address)).rpartition("@")
    if not at:
        return domain.casefold()
    return f"{unicodedata.normalize('NFC', local).casefold()}@{_domain(domain)}"


def same_domain(text: str) -> str:
    """The key of a domain, however it is written: EXAMPLE.com, @example.com, *.example.com; "" for what is none."""
    name = _bare(text).removeprefix("*").lstrip("@.")
    known, _ = read_address(f"a@{name}")
    return _domain(known.partition("@")[2]) if known and "@" not in name else ""


def hashed(key: str, book_id: str) -> str:
    """A mark that stands for an address (a key of `address_key`), or a number, and does not tell it: HASH_MARK and 32 digits."""
    digest = hashlib.blake2b(
        key.encode("utf-8", "surrogatepass"), key=hashlib.sha256(book_id.encode()).digest(), digest_size=16
    )
    return HASH_MARK + digest.hexdigest()


def address_mark(address: str, book_id: str) -> str:
    """The `hashed` mark of an address, however it is written."""
    return hashed(address_key(address), book_id)


def blocked(key: str, addresses: AbstractSet[str], domains: AbstractSet[str]) -> bool:
    """Whether one must not be written to; all three are keys as `address_key` and `same_domain` give them.

    A domain covers the domains below it: example.com also mail.example.com.
    """
    if key in addresses:
        return True
    if not domains:
        return False
    domain = key.rpartition("@")[2]
    while domain not in domains:
        _, dot, domain = domain.partition(".")
        if not dot:
            return False
    return True


@lru_cache(maxsize=4096)
def _read(text: str) -> tuple[str, str]:
    """The long way, for what does not look like a plain address."""
    bare = _bare(text)
    if not bare:
        return "", "is empty"
    if len(bare) > _LONGEST:
        return "", "is too long for an email address"
    found = {_key(one) for one in _ONE.findall(bare)}
    if len(found) > 1:
        return "", _SEVERAL
    return _checked(_inside(bare))


def _bare(text: str) -> str:
    return _INVISIBLE.sub("", text).strip(_EDGES)


def _key(text: str) -> str:
    return _SCHEME.sub("", text.strip(_EDGES)).casefold()


def _inside(text: str) -> str:
    """The address in what other programs put around it."""
    if found := _BRACKETS.search(text):
        return found[1].strip(_EDGES)
    if found := _SCHEME.match(text):
        return unquote(text[found.end() :].partition("?")[0]).strip(_EDGES)
    return text


def _checked(address: str) -> tuple[str, str]:
    """What email-validator says. Of a plain name before the @ it need not be asked more than once a domain."""
    local, _, domain = address.rpartition("@")
    if _LOCAL.fullmatch(local):
        known, room, _ = _validated(f"a@{domain}")
        if known and len(local) <= room + 1:
            return local + known[1:], ""
    known, _, why = _validated.__wrapped__(address)
    return known, why


@lru_cache(maxsize=8192)
def _validated(address: str) -> tuple[str, int, str]:
    """The address as it should be written, how much longer it may be, and why it is none."""
    from email_validator import EmailNotValidError, validate_email

    try:
        checked = validate_email(address, check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        return "", 0, f"is not an email address: {str(error).rstrip('.')}"
    longest = max(len(checked.ascii_email or ""), len(checked.normalized.encode()))  # it counts both
    return checked.normalized, _MOST - longest, ""


@lru_cache(maxsize=8192)
def _domain(domain: str) -> str:
    """A domain in one form: as it travels, in small letters."""
    domain = domain.lower().rstrip(".")
    if not domain.isascii():
        import idna

        try:
            domain = idna.encode(domain, uts46=True).decode("ascii")
        except (idna.IDNAError, UnicodeError):
            return domain
    return _GMAIL.get(domain, domain)
