"""Mails from nobody we know, about no letter of ours: which of them a person must see."""

from __future__ import annotations

import re
from collections.abc import Callable

from salesbook.domain.answers.classify.kinds import Kind, Verdict
from salesbook.domain.answers.classify.mail_headers import ANSWERED
from salesbook.domain.answers.classify.parsed_mail import ParsedMail, addresses_in_text

_LINK = re.compile(r"://|\bwww\.|\b(?:click|klick|clic|cliquez|clicca|clique|klik)", re.IGNORECASE)
_SHORT = 200  # characters of a mail that says little more than its wish


def for_a_contact(wish: Verdict | None, named: str, *, sure: bool) -> Verdict | None:
    """A wish that names a contact and comes from another address: a person must see whose it is. `sure`: only a clear one."""
    if not wish or not named or (sure and wish.kind is not Kind.OPT_OUT):
        return None
    return Verdict(
        Kind.DOUBTFUL, f"{wish.why}; it names {named}, the address of a contact, but came from another one"
    )


def stranger_verdict(
    mail: ParsedMail, wish: Verdict | None, named: str, words: str, text: str, own: Callable[[str], bool]
) -> Verdict:
    """What such a mail is: unless it wishes for no mail or quotes one of us (`own`), it is of no interest.

    `named`: the address of a contact that it names, or "". `words`: its writer's own, of `text`.
    """
    if asked := for_a_contact(wish, named, sure=False):
        return asked
    answers = bool(ANSWERED.match(mail.subject))
    short = len(words) < _SHORT and not _LINK.search(words)  # unlike spam that claims to answer
    if wish and (wish.kind is Kind.OPT_OUT or (answers and short)):
        return Verdict(
            Kind.DOUBTFUL,
            f"{wish.why}, but its sender is nobody we know: it may be a contact's other address",
        )
    quoted = text[len(words) :] if len(text) < 100_000 else ""
    if answers and any(own(one) for one in addresses_in_text(quoted[:20_000])):
        return Verdict(
            Kind.DOUBTFUL,
            "nobody we know wrote it, but it quotes one of us: it may be an answer from a contact's other address",
        )
    return Verdict(Kind.OTHER, "it is about no letter of ours, from nobody we know")
