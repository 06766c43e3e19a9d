"""Whether a server's no is for good: what its code says (RFC 3463, the IANA registry), and what its words say.

An address is given up only for a reason that lies in the address: nobody has it, or its domain is not there.
Codes of class 4 are soft. Those of class 5 are hard where they say just that:

- x.1.1, x.1.2, x.1.3, x.1.6 and Microsoft's x.1.10: no such mailbox, domain, or address, or it has moved;
- x.2.1 the mailbox is switched off; 5.4.4 and 5.4.310 the domain does not exist (Microsoft's list of non-delivery
  reports in Exchange Online); 5.4.1 where the words say that the recipient is refused, which is how Exchange
  Online says that nobody has the address ("Recipient address rejected: Access denied").

All others are general (5.0.0, 5.5.0), or about something that is ours or passes: a full mailbox or disk, the size,
the network, our sender, our server's standing, rates, filters, policy, authentication (RFC 3463 3.3 to 3.8,
RFC 7372). There the words decide, and so they do where a server gives 5.1.1 to what it blocks: words that speak of
such a cause make it soft whatever the code is, words that say that nobody is there make it hard, all others soft.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from salesbook.domain.answers.classify.kinds import Kind
from salesbook.domain.answers.classify.server_words import BLAMES_SENDER, FULL, SAYS_GONE

_CODE = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_REPLY = re.compile(r"(?<![\d.])([45])\d\d(?=[ \-:;,#]|$)")

_HARD = {"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1", "5.4.4", "5.4.310"}
_GENERAL = {"5.0.0", "5.1.0", "5.2.0", "5.3.0", "5.4.0", "5.5.0", "5.7.0", "5.7.1"}  # given to anything
_REFUSES = re.compile(r"recipient (?:e-?mail )?address(?:es)? rejected\W{0,3}access denied", re.IGNORECASE)
_TAKES_NONE = re.compile(
    r"(?:domain )?(?:does not accept (?:any )?(?:e-?)?mail\W{1,3})?\bnull ?mx\b", re.IGNORECASE
)  # RFC 7505
_REFUSED = {"5.1.0", "5.1.1", "5.1.10", "5.4.1"}

_FULL = re.compile(
    r"mailbox (?:is )?(?:full|.{0,40}\bexceeded|over)|quota\b|exceed\w* .{0,30}storage|mail ?box space|"
    r"out of storage|insufficient (?:system )?storage|not enough (?:disk )?space|disk full|inbox (?:is )?full|"
    + FULL,
    re.IGNORECASE,
)
_NAMES = re.compile(
    r"https?://\S+|\S+@\S+|\b(?:[a-z0-9-]+\.)+[a-z]{2,}\b(?=[^.]|$)", re.IGNORECASE
)  # these say nothing
_WHO = r"(?:user|recipient|mailbox|mail box|account|address|addressee|alias)(?:e?s)?\b"
_NOBODY = re.compile(
    rf"{_WHO}.{{0,80}}\bnot listed|"
    rf"{_WHO}(?:(?!\b(?:server|system|host|service)\b).){{0,40}}\b(?:unknown|unkown|not (?:be )?found|not exist|does ?n[o']t exist|no longer exists?|"
    r"invalid|not valid|not present|not active|missing|disabled|closed|inactive|in-?active|deactivated|discontinued|terminated|not known|not listed|not local|not recogni[sz]ed|unavailable|not available)\b|"
    r"(?:unknown|no such|invalid|bad|non-? ?existent|inactive|deactivated|archived) (?:local |virtual |final delivery |mail )*(?:user(?:id)?|local[- ]part|recipient|mailbox|address|account|destination|domain|person|name|e-?mail)|"
    r"no mailbox (?:here|found|by that name)|no mail ?box available for this user|not a (?:valid|known|local) (?:user|mailbox|recipient|address)|is not a (?:valid|known) (?:user|mailbox)|"
    r"there is no (?:such )?(?:user|account|one)|\brcpt\b.{0,10}(?:does not|doesn'?t) exist|no (?:account|user) by that name|no one (?:by that name|at this address)|(?:does not|doesn'?t) have an? .{0,30}account|"
    r"recipient\.? ?notfound|user not local|unrouteable address|unroutable|no matches to nameserver|"
    r"couldn'?t be found|could not be found|wasn'?t found|was not found|isn'?t (?:found )?at|name (?:or service )?not (?:known|found)|(?:host|domain)\b.{0,40}\bnot (?:be )?found|(?:host|domain) unknown|unknown host|"
    r"no such (?:host|domain)|nonexistent domain|(?:remote )?domain (?:does ?n[o']t|doesnt) exist|no longer (?:with|at|works|employed|in use|valid|active)|no longer accepts (?:any )?(?:e-?)?mail|has left|userunknown|not an? active (?:user|address|mailbox|account)|no \S+ in (?:name )?directory|domain must exist|badrcptto|validrcptto|"
    + SAYS_GONE,
    re.IGNORECASE,
)  # fmt: skip
# What lies with us, with the letter, or passes: none of it says that the address is gone.
_NOT_THEIRS = re.compile(
    r"spam|junk|unsolicited|\bbulk\b|phish|virus|malware|infected|malicious|"
    r"\bblock(?:ed|ing|s|list\w*)?\b|black-?list|deny-?list|\b[dr]n?s?bls?\b|\bblocked using\b|(?<!not )\blisted (?:at|in|by|on)\b|\bbanned|reputation|suspicious|\babus|complain|"
    r"polic(?:y|ies)|administrative prohibition|prohibited|forbidden|restrict|preference|permission|permitted|not authori[sz]ed|not allowed|unauthori[sz]ed|security|violat|"
    r"\bdmarc\b|\bspf\b|\bdkim\b|\barc\b|\bdane\b|\btls\b|starttls|certificate|authenticat|spoof|impersonat|"
    r"gr[ae]y-?list|rate[- ]?limit|throttl|\brate\b|too many|too much|too often|too quickly|\blimits?\b|\blimited to\b|exceed|maximum|threshold|"
    r"temporar|try (?:it )?again|try later|retry|\blater\b|timed? ?out|time-?out|deferred|\bbusy|connection (?:was )?(?:refused|reset|lost|dropped|closed|failed)|not responding|no answer|unreachable|"
    r"too (?:large|big|long)|message size|size limit|attachment|\bcontent\b(?!-)|header|malformed|syntax|bare [lc]|"
    r"\bloop|hop count|too many hops|relay(?:ing)?\b.{0,25}\b(?:denied|not|prohibited|disallowed|refused|error)|(?:unable|cannot|not|n't) (?:to )?relay|"
    r"client (?:host|ip|address|server)|reverse|\brdns\b|\bptr\b|\bhelo\b|\behlo\b|open proxy|dynamic ip|"
    r"\bsender(?:'?s)?(?: (?:e-?mail|address|domain|verif\w+|ip|host|server|id|account|identity|name))?\b.{0,60}\b(?:reject|refus|den(?:y|ied)|not (?:accepted|valid|exist|found|verified|approved|in)|invalid|unknown|fail|empty|bad|spoof|required|deliver|unroutable|does)|"
    r"(?:bad|invalid|unknown|bogus|unroutable|poor reputation|unverified|null|empty|rejected|outbound|refused) (?:envelope )?sender|sender (?:un)?verif|not verified|unverified|verif(?:y|ication) (?:failed|failure|required)|verification failed for|"
    r"mail ?from\b|from (?:address|domain|header)|return[- ]path|messages? from (?:you|your|this)|mail from (?:you|your|this)|accept(?:ing|ed|s)? (?:any )?(?:e-?mails?|messages?) from|not (?:owned|permitted) by|"
    r"your (?:account|ip\b|server|host\b|domain|network|isp|tenant|subscription|sending|remotehost|hostname|(?:e-?mail|mail) (?:system|server|provider|client|account)|address (?:has been|is))|"
    r"suspend|locked|frozen|quarantin|only accepts? |not accepting (?:mail|messages)|refuses? to accept|does ?n[o']t accept|not accepted from|no access from|"
    r"access(?: is)? den|disk|password|\blog-?in\b|credential|(?:allow(?:ed)?|white)[- ]?list|maintenance|server (?:is )?down\b|directory (?:server|service)|free accounts?\b|local (?:error|problem|configuration)|configuration error|internal (?:server )?error|system error|server error|command output|"
    r"gesperrt|blockiert|richtlinie|absender\b.{0,40}(?:abgelehnt|gesperrt|ungültig|unbekannt|nicht)|zu gro(?:ß|ss)|vorübergehend|unerw(?:ü|ue)nscht|"
    r"bloquead|polític|remitente\b.{0,40}(?:rechazad|no v|bloque|descon|no perm)|no deseado|temporal|demasiad|"
    r"bloqu[ée]|politique|exp[ée]diteur\b.{0,40}(?:refus|rejet|inconnu|invalide|bloqu)|[ée]metteur|ind[ée]sirable|rejet[ée]e?\b|trop (?:gros|de)|"
    r"bloccat|mittente\b.{0,40}(?:rifiut|sconos|non|blocc)|remetente\b.{0,40}(?:rejeit|desconh|n[ãa]o|bloque)|temporane|temporari|geblokkeerd|tijdelijk|afzender\b.{0,30}(?:geweigerd|onbekend)|"
    r"спам|заблокир|политик|отправител\w*\b.{0,30}(?:отклон|неизвест|не )|временн|слишком|迷惑|拒否|制限|一時|受信拒否|垃圾|拒绝|频率|限制|屏蔽|反垃圾|稍后|超出",
    re.IGNORECASE,
)  # fmt: skip


def code_in(text: str) -> str:
    """The code of RFC 3463 in a server's words, "" where there is none; the most exact where there are several."""
    found = [code for code in _CODE.findall(text) if not code.startswith("2")]
    return next((code for code in found if not code.endswith(".0")), next(iter(found), ""))


def tells(text: str) -> bool:
    """Whether a text gives a reason, so that it can be judged."""
    return any(one.search(text) for one in (_CODE, _REPLY, _FULL, _NOBODY, _NOT_THEIRS))


def status_of(told: str, said: str) -> str:
    """The status of a recipient: what the report tells, or the more exact code in the server's words."""
    plain = code_in(told)
    exact = code_in(said)
    if not plain or (plain in _GENERAL and exact and not exact.endswith(".0") and exact[0] == plain[0]):
        return exact or plain
    return plain


def judged(status: str, said: str, senders: Collection[str] = ()) -> Kind:
    """HARD where code or words say that the address is gone, and nothing speaks of another cause; else SOFT.

    `senders`: the domains that the letter came from; what is said of one of them is no word about the reader.
    """
    code = _REPLY.search(said)
    if status.startswith("4") or (not status and code and code[1] == "4"):
        return Kind.SOFT
    for domain in senders:
        ours = rf"<?(?:[\w.+%=-]+@)?(?<![\w-])(?:[\w-]+\.)*{re.escape(domain)}(?![\w.-]*\w)>?:?"
        said = re.sub(ours, " oursender ", said, flags=re.IGNORECASE)
    words = _NAMES.sub(" ", said)
    if BLAMES_SENDER.search(words):
        return Kind.SOFT
    if _TAKES_NONE.search(words) or (status in _REFUSED and _REFUSES.search(words)):
        words = _REFUSES.sub(" ", _TAKES_NONE.sub(" ", words))
        refused = True
    else:
        refused = False
    if _FULL.search(words) or _NOT_THEIRS.search(words):
        return Kind.SOFT
    return Kind.HARD if refused or status in _HARD or _NOBODY.search(words) else Kind.SOFT
