"""Whether a server's no is for good: what its code says (RFC 3463, the IANA registry), and where practice differs.

Codes of class 4 are soft, those of class 5 hard but for these, where the address lives all the same:

- x.2.2 mailbox full, x.2.3 letter too large for it, x.2.4 a list that failed: RFC 3463 3.3 says the recipient or sender can change it;
- x.3 the recipient's system: full, too large a letter, switched off (RFC 3463 3.4);
- x.4 network and routing: loops, time ran out (RFC 3463 3.5); but 5.4.1 is how Exchange Online says that nobody has the address
  ("Recipient address rejected: Access denied"), and 5.4.4 and 5.4.310 that the domain does not exist (Microsoft's list of
  non-delivery reports in Exchange Online);
- x.1.7 and x.1.8 our own address is refused; x.5 the protocol and x.6 the content are about the letter (RFC 3463 3.2, 3.6, 3.7);
- x.7 policy: spam, block lists, authentication, sender not allowed (RFC 3463 3.8, RFC 7372).

Servers give general codes (5.0.0, 5.5.0, 5.7.1) to anything; there their words decide, and "mailbox full" does always.
"""

from __future__ import annotations

import re

from salesbook.answers.kinds import Kind

_CODE = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_REPLY = re.compile(r"(?<![\d.])([45])\d\d(?=[ \-:;,#]|$)")

_HARD = {"5.4.1", "5.4.4", "5.4.310"}
_SOFT = {"5.1.7", "5.1.8", "5.2.2", "5.2.3", "5.2.4"}
_SOFT_SUBJECTS = {"3", "4", "5", "6", "7"}
_GENERAL = {"5.0.0", "5.1.0", "5.2.0", "5.3.0", "5.4.0", "5.5.0", "5.7.0", "5.7.1"}

_FULL = re.compile(
    r"mailbox (?:is )?(?:full|.{0,40}\bexceeded|over)|\bover ?quota|quota (?:is )?(?:exceeded|exhausted)|exceed\w* .{0,30}(?:quota|storage)|"
    r"out of storage|insufficient (?:system )?storage|not enough (?:disk )?space|disk full|inbox (?:is )?full|"
    r"(?:postfach|mailbox) .{0,30}\b(?:voll|überfüllt)|speicherplatz|buz[oó]n .{0,30}llen[oa]|bo[iî]te .{0,40}pleine|casella .{0,20}piena|"
    r"caixa .{0,30}cheia|ящик .{0,30}переполнен|容量",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:user|recipient|mailbox|account|address|addressee|alias)s?\b.{0,80}\bnot listed|"
    r"(?:user|recipient|mailbox|account|address|addressee|alias)s?\b.{0,30}\b(?:unknown|not (?:be )?found|not exist|does ?n[o']t exist|no longer exists?|"
    r"invalid|not valid|disabled|closed|inactive|deactivated|not known|not listed|not recogni[sz]ed|unavailable|not available)|"
    r"(?:unknown|no such|invalid|bad|nonexistent|non-existent) (?:local |final delivery )?(?:user(?:id)?|recipient|mailbox|address|account|destination|domain)|"
    r"no mailbox here|not a (?:valid|known) (?:user|mailbox|recipient|address)|there is no (?:such )?(?:user|account|one)|doesn'?t have an? .{0,30}account|"
    r"does not have a .{0,30}account|user\w* .{0,20}not (?:be )?found|recipientnotfound|user not local|unrouteable address|unroutable|"
    r"couldn'?t be found|wasn'?t found|isn'?t (?:found )?at|name (?:or service )?not (?:known|found)|(?:host|domain)\b.{0,40}\bnot (?:be )?found|host unknown|"
    r"nonexistent domain|domain does ?n[o']t exist|no longer (?:with|at|works|employed|in use|valid)|has left|"
    r"no existe|desconocid|no se (?:ha )?encontr|existiert nicht|unbekannt|nicht gefunden|nicht (?:bekannt|vorhanden)|n'existe pas|inconnu|introuvable|"
    r"non esiste|inesistente|sconosciut|n[ãa]o existe|desconhecid|n[ãa]o (?:foi )?encontrad|bestaat niet|onbekend|nie istnieje|"
    r"не существует|не найден|存在しません|見つかりません|リストにありません|user unknown",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"spam|block(?:ed|list)|blacklist|listed (?:at|in|by)|reputation|policy|dmarc|\bspf\b|dkim|greylist|graylist|rate limit|throttl|too many|temporar|"
    r"try (?:again|later)|timed? ?out|timeout|connection (?:refused|reset|lost)|too (?:large|big)|message size|size limit|virus|content|attachment|"
    r"loop|hop count|relay|authentication|not authori[sz]ed|permission|deferred|busy|suspended temporarily|unsolicited|banned",
    re.IGNORECASE,
)


def code_in(text: str) -> str:
    """The code of RFC 3463 in a server's words, "" where there is none; the most exact where there are several."""
    found = [code for code in _CODE.findall(text) if not code.startswith("2")]
    return next((code for code in found if not code.endswith(".0")), next(iter(found), ""))


def tells(text: str) -> bool:
    """Whether a text gives a reason, so that it can be judged."""
    return any(one.search(text) for one in (_CODE, _REPLY, _FULL, _NOBODY, _LATER))


def status_of(told: str, said: str) -> str:
    """The status of a recipient: what the report tells, or the more exact code in the server's words."""
    plain = code_in(told)
    exact = code_in(said)
    if not plain or (plain in _GENERAL and exact and not exact.endswith(".0") and exact[0] == plain[0]):
        return exact or plain
    return plain


def judged(status: str, said: str, *, gave_up: bool = True) -> Kind:
    """HARD or SOFT. `gave_up`: somebody says that it is for good, which counts where no code does."""
    if _FULL.search(said) or status.startswith("4"):
        return Kind.SOFT
    if not status:
        return _by_words(said, gave_up=gave_up)
    if status in _HARD:
        return Kind.HARD
    if status in _GENERAL:
        return _general(status, said)
    subject = status.split(".")[1]
    if status in _SOFT:
        return Kind.SOFT
    if subject in _SOFT_SUBJECTS:
        # A server that names its policy means it; of the others some say "550 5.5.1 user unknown".
        return (
            Kind.HARD
            if subject in {"3", "5"} and _NOBODY.search(said) and not _LATER.search(said)
            else Kind.SOFT
        )
    return Kind.HARD


def _general(status: str, said: str) -> Kind:
    later, nobody = _LATER.search(said), _NOBODY.search(said)
    if nobody and not (later and status.startswith("5.7")):
        return Kind.HARD
    return Kind.HARD if status in {"5.0.0", "5.1.0", "5.2.0"} and not later else Kind.SOFT


def _by_words(said: str, *, gave_up: bool) -> Kind:
    code = _REPLY.search(said)
    if code and code[1] == "4":
        return Kind.SOFT
    if _NOBODY.search(said):
        return Kind.HARD
    if _LATER.search(said):
        return Kind.SOFT
    return Kind.HARD if gave_up and code else Kind.SOFT
