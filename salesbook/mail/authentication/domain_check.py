"""What receivers make of a domain's letters: SPF, DKIM and DMARC, as far as DNS and one letter tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.utils import parseaddr
from functools import cached_property

from salesbook.mail.authentication import spf
from salesbook.mail.authentication.dkim import Signature, signatures
from salesbook.mail.authentication.dmarc import Policy, policy_of
from salesbook.mail.authentication.dns import DnsLookups, Silent
from salesbook.mail.message.headers import BadLetter, ascii_domain, clean_line
from salesbook.tables.plan import Finding

_UNKNOWN = "not checked: DNS did not answer"
_KEEPER = "whoever looks after the domain"
_RESULT = re.compile(r"\b(spf|dkim|dmarc)\s*=\s*([a-z]+)", re.IGNORECASE)
_EVERYBODY = "Gmail, Yahoo and Microsoft ask for one from whoever sends them 5,000 letters a day"


@dataclass(frozen=True)
class DomainCheck:
    """Looks at the domain of a sender whose letters go out by `server`; `letter` is one as it arrived, if one did."""

    names: DnsLookups
    domain: str
    server: str
    letter: bytes | None = None

    def look(self) -> Iterator[Finding]:
        """SPF, DKIM, DMARC, and what the mailbox's own server found."""
        yield from self._spf()
        yield from self._dkim()
        yield from self._dmarc()
        yield from self._said()

    @cached_property
    def _message(self) -> Message:
        return message_from_bytes(self.letter or b"")

    @cached_property
    def _verdicts(self) -> dict[str, str]:
        """What the server of the mailbox says of the letter: it writes its header above all older ones."""
        header = str(self._message.get("Authentication-Results", ""))
        return {name.lower(): result.lower() for name, result in reversed(_RESULT.findall(header))}

    @cached_property
    def _signed(self) -> list[Signature]:
        return signatures(self.letter, self.names) if self.letter else []

    def _spf(self) -> Iterator[Finding]:
        what = f"SPF of {self.domain}"
        try:
            found = spf.records_in(self.names.texts(self.domain))
            if len(found) == 1:
                yield self._record(what, spf.read_spf(found[0]))
            elif found:
                yield Finding(what, f"there are {len(found)} records, so receivers follow none", f"Have {_KEEPER} join them into one.")  # fmt: skip
            else:
                yield Finding(
                    what, "there is no record, so receivers cannot tell which servers may send for it",
                    f"Have {_KEEPER} add a TXT record; the provider of {self.server} says what stands in it.",
                )  # fmt: skip
        except Silent:
            yield Finding(what, _UNKNOWN)

    def _record(self, what: str, record: spf.SpfRecord) -> Finding:
        if record.faults:
            return Finding(
                what, f"cannot be read: {record.faults[0]}", f"Have {_KEEPER} correct it: {record.text}"
            )
        if record.end in {"+all", "?all"}:
            return Finding(what, f"ends in {record.end}: it keeps nobody from sending in your name", f"Have {_KEEPER} end it in ~all or -all.")  # fmt: skip
        try:
            look, signs = self._signs()
        except Silent:
            return Finding(what, f"is there; whether it allows {self.server} is {_UNKNOWN}")
        if look.lookups > spf.MOST_LOOKUPS or look.faults:
            why = (
                look.faults[0]
                if look.faults
                else f"it takes more than {spf.MOST_LOOKUPS} lookups, which receivers do not make"
            )
            return Finding(what, f"cannot be followed: {why}", f"Have {_KEEPER} correct it: {record.text}")
        if "+" in signs:
            return Finding(what, f"is there, and allows {self.server}")
        return self._not_named(what, is_known=not look.unknown and bool(signs))

    def _signs(self) -> tuple[spf.SpfCheck, list[str]]:
        look, signs = spf.SpfCheck(self.names), []
        for address in self.names.addresses(self.server):
            look.lookups = 0
            signs.append(look.allows(self.domain, address))
        return look, signs

    def _not_named(self, what: str, *, is_known: bool) -> Finding:
        """A server takes letters on one machine and hands them on from another: only a receiver can tell."""
        verdict = self._verdicts.get("spf", "")
        if verdict == "pass":
            return Finding(
                what,
                f"is there, and the letter came from a machine that it allows (not {self.server} itself)",
            )
        told = (
            f"does not name {self.server}" if is_known else f"does not tell whether it allows {self.server}"
        )
        if verdict in {"fail", "softfail"}:
            return Finding(what, f"{told}, and the letter came from a machine that it does not allow ({verdict})",
                           f"Have {_KEEPER} add what the provider of {self.server} asks for.")  # fmt: skip
        return Finding(
            what,
            f"is there, and {told}; letters may leave from other machines of its provider, so ask there what must stand in it",
        )

    def _dkim(self) -> Iterator[Finding]:
        if self.letter is None:
            yield Finding("DKIM", "not checked: no letter came back")
            return
        if not self._signed:
            yield Finding(
                "DKIM", "the letter has no signature (some servers sign only what leaves them)",
                f"Switch DKIM on at the provider of {self.server}; then send a letter to a mailbox elsewhere and look for DKIM=pass there.",
            )  # fmt: skip
        for one in self._signed:
            yield self._signature(one)

    def _signature(self, one: Signature) -> Finding:
        what = f"DKIM of {one.domain or 'nobody'}"
        if one.is_good is None:
            return Finding(what, f"not checked: {one.why}")
        if not one.is_good:
            return Finding(what, f"the signature (selector {one.selector}) is not good: {one.why}",
                           f"Have {_KEEPER} compare the TXT record {one.selector}._domainkey.{one.domain} with what the provider of {self.server} asks for.")  # fmt: skip
        if self._stands(one.domain, "adkim"):
            return Finding(
                what, f"the signature (selector {one.selector}) is good, and stands for {self.domain}"
            )
        if any(other.is_good and self._stands(other.domain, "adkim") for other in self._signed):
            return Finding(what, f"the signature (selector {one.selector}) is good")
        return Finding(what, f"the signature is good, but {one.domain} does not stand for {self.domain}",
                       f"Set DKIM up for {self.domain} at the provider of {self.server}.")  # fmt: skip

    @cached_property
    def _policy(self) -> Policy | None:
        return policy_of(self.names, self.domain)

    def _stands(self, other: str, tag: str) -> bool:
        try:
            policy = self._policy
        except Silent:
            policy = None
        other = other.lower()
        return (policy or Policy(self.domain, "", {})).covers(other, self.domain, tag)

    def _dmarc(self) -> Iterator[Finding]:
        what = f"DMARC of {self.domain}"
        try:
            policy = self._policy
        except Silent:
            yield Finding(what, _UNKNOWN)
            return
        if policy is None:
            yield Finding(
                what, "there is no record",
                f"Have {_KEEPER} add the TXT record _dmarc.{self.domain}, to begin with: v=DMARC1; p=none. {_EVERYBODY}.",
            )  # fmt: skip
        elif policy.faults:
            yield Finding(
                what,
                policy.faults[0],
                f"Have {_KEEPER} correct the TXT record _dmarc.{policy.at}: {policy.text}",
            )
        else:
            yield self._followed(what, policy.of(self.domain))

    def _followed(self, what: str, asked: str) -> Finding:
        told = {
            "none": "asks receivers to refuse nothing (p=none)",
            "quarantine": "asks receivers to put into junk what does not prove to be yours (p=quarantine)",
            "reject": "asks receivers to refuse what does not prove to be yours (p=reject)",
        }[asked]
        if self.letter is None:
            return Finding(what, told)
        if any(one.is_good and self._stands(one.domain, "adkim") for one in self._signed):
            return Finding(what, f"{told}; the letter proves it by its DKIM signature")
        if self._verdicts.get("spf") == "pass" and self._stands(self._returned_to, "aspf"):
            return Finding(
                what, f"{told}; the letter proves it by SPF, which is lost when somebody forwards it"
            )
        if any(one.is_good is None for one in self._signed) or self._verdicts.get("dmarc") == "pass":
            return Finding(what, told)
        todo = f"Set DKIM up for {self.domain} at the provider of {self.server}."
        return Finding(
            what, f"{told}; the letter proves it neither by DKIM nor by SPF, as far as can be told here", todo
        )

    @property
    def _returned_to(self) -> str:
        """The domain that bounces go to: SPF is about that one."""
        address = parseaddr(str(self._message.get("Return-Path", "")))[1]
        try:
            return ascii_domain(address.rpartition("@")[2].lower())
        except BadLetter:
            return ""

    def _said(self) -> Iterator[Finding]:
        if self.letter is None:
            return
        header = clean_line(str(self._message.get("Authentication-Results", "")))
        by = header.partition(";")[0].strip()
        if not self._verdicts:
            yield Finding("Your mailbox's server", "tells nothing of SPF, DKIM or DMARC")
            return
        told = ", ".join(
            f"{name}={self._verdicts[name]}" for name in ("spf", "dkim", "dmarc") if name in self._verdicts
        )
        yield Finding("Your mailbox's server", f"{by} says {told}")
