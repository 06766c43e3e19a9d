"""The reports that machines write for machines: delivery (RFC 3464, RFC 6533) and the letters that reports carry."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from email.message import Message
from itertools import pairwise

from salesbook.domain.answers.classify.kinds import Failure, Kind
from salesbook.domain.answers.classify.parsed_mail import (
    ParsedMail,
    addresses_in_text,
    content_type,
    header_of,
    header_values,
    ids_in,
    on_one_line,
    parameter,
    parsed,
    payload,
)
from salesbook.domain.answers.classify.status_codes import status_of
from salesbook.util.addresses import read_address

_STATUS = {"message/delivery-status", "message/global-delivery-status"}
_LETTER = {
    "message/rfc822",
    "message/global",
    "text/rfc822-headers",
    "message/global-headers",
    "message/rfc822-headers",
    "message/partial",
}
_MOST_RECIPIENTS = 200
_UNITEXT = re.compile(r"\\x\{([0-9A-Fa-f]{2,6})\}")
_TYPE = re.compile(r"\s*[\w.-]{1,30}\s*;\s*")
_REACHED = {"delivered", "relayed", "expanded", "deliverable"}  # the last is what checks of an address say
_ONCE = {"original-recipient", "final-recipient", "action", "status"}
_TOLD = ("Action", "Status", "Diagnostic-Code")
_FAILED = {"failed", "undeliverable", "failure", "delayed", ""}


def is_report(mail: ParsedMail, kind: str) -> bool:
    """Whether it is a multipart/report of this report-type."""
    return content_type(mail.root) == "multipart/report" and parameter(mail.root, "report-type") == kind


def part_of(mail: ParsedMail, *kinds: str) -> Message | None:
    """The first part of one of these content types."""
    return next((part for part in mail.parts if content_type(part) in kinds), None)


def status_part(mail: ParsedMail) -> Message | None:
    """The part that tells what became of each recipient."""
    return part_of(mail, *_STATUS)


def originals(mail: ParsedMail) -> Iterator[Message]:
    """The letters that a mail carries, or their headers; those of a report in it too."""
    for part in mail.parts:
        if part is mail.root:
            continue
        if part.get("Message-ID") and part.get("From"):
            yield part  # a part whose own head is that of the letter
        elif content_type(part) in _LETTER:
            letter = _letter(part)
            yield letter
            if content_type(letter) == "multipart/report" and letter.is_multipart():
                yield from (_letter(one) for one in _inside(letter) if content_type(one) in _LETTER)


def carried_status(mail: ParsedMail) -> Message | None:
    """The part of a report that a mail carries as a letter, as gateways pass one on."""
    return next(
        (part for letter in originals(mail) for part in _inside(letter) if content_type(part) in _STATUS),
        None,
    )


def _inside(letter: Message) -> list[Message]:
    inside = letter.get_payload()
    return [one for one in inside if isinstance(one, Message)] if isinstance(inside, list) else []


def _letter(part: Message) -> Message:
    inside = part.get_payload()
    if isinstance(inside, list) and inside and isinstance(inside[0], Message):
        found = inside[0]
        if not found.items() and header_of(part, "Content-Transfer-Encoding").lower() in {
            "base64",
            "quoted-printable",
        }:
            return parsed(_again(part, found))
        return found
    return parsed(payload(part))


def _again(part: Message, inside: Message) -> bytes:
    """What a part holds whose encoding the parser did not expect there (RFC 2046 5.2.1 forbids it)."""
    carrier = Message()
    carrier["Content-Transfer-Encoding"] = header_of(part, "Content-Transfer-Encoding")
    carrier.set_payload(inside.get_payload())
    return payload(carrier)


def original_ids(mail: ParsedMail) -> list[str]:
    """Message-IDs of the letters that a mail carries."""
    return [
        one
        for letter in originals(mail)
        for name in ("Message-ID", "X-Gmail-Original-Message-ID")
        for value in header_values(letter, name)
        for one in ids_in(value)
    ]


def report_fields(part: Message) -> list[Message]:
    """The groups of fields in a report, however its part was parsed."""
    inside = part.get_payload()
    found = [one for one in inside if isinstance(one, Message)] if isinstance(inside, list) else []
    if found and not any(one.items() for one in found):
        text = b"\n\n".join(_again(part, one) for one in found)
        return [parsed(block) for block in re.split(rb"\r?\n\s*\r?\n", text.strip())]
    if not found:
        return [parsed(block) for block in re.split(rb"\r?\n\s*\r?\n", payload(part).strip())]
    # Of an unknown report only the first group has become headers; the others are the text below.
    rest = found[-1].get_payload()
    if isinstance(rest, str) and rest.strip():
        found += [
            parsed(block.encode("utf-8", "surrogateescape"))
            for block in re.split(r"\r?\n\s*\r?\n", rest.strip())
        ]
    return found


def addressee(value: str) -> str:
    """The address in a field such as "rfc822; ana@firm.example", also one of RFC 6533; "" where it is none."""
    text = (
        _UNITEXT.sub(lambda found: _letter_of(found[1]), _TYPE.sub("", value, count=1)).strip().strip("<>'\"")
    )
    return read_address(text)[0] or next(iter(addresses_in_text(text)), "")


def _letter_of(digits: str) -> str:
    number = int(digits, 16)
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else ""


def failures_in(
    part: Message,
    known: Callable[[str], bool],
    words_about: Callable[[str], str],
    kind_of_no: Callable[[str, str, str], Kind],
) -> tuple[list[Failure], bool]:
    """The recipients that a report says were not reached, and whether it tells of others that were.

    `words_about` finds what the readable part says of an address, for servers whose report has no words;
    `kind_of_no` judges what a server says of one: address, status, words.
    """
    found: dict[str, Failure] = {}
    reached = False
    for block in _recipients(report_fields(part))[:_MOST_RECIPIENTS]:
        action = header_of(block, "Action").lower().split(" ")[0].strip(";")
        if action in _REACHED:
            reached = True
        elif (one := _failure(block, action, known, words_about, kind_of_no)) is not None:
            found.setdefault(one.address, one)
    return list(found.values()), reached


def _failure(
    block: Message,
    action: str,
    known: Callable[[str], bool],
    words_about: Callable[[str], str],
    kind_of_no: Callable[[str, str, str], Kind],
) -> Failure | None:
    names = ("Original-Recipient", "Final-Recipient", "X-Actual-Recipient")
    address = _chosen((addressee(value) for name in names for value in header_values(block, name)), known)
    if not address:
        return None
    said = on_one_line(
        _TYPE.sub("", " ".join(header_values(block, "Diagnostic-Code")), count=1) or words_about(address)
    )
    status = status_of(header_of(block, "Status"), said)
    if status.startswith("2") and action not in _FAILED - {""}:
        return None
    if action not in _FAILED and not status:
        return None  # what RFC 3464 does not know, and nothing says that it failed
    if action == "delayed":
        return Failure(address, Kind.DELAYED, status, said)
    kind = kind_of_no(address, status, said)
    if kind is Kind.HARD:  # the code may say less than the part for people does
        kind = kind_of_no(address, status, f"{said} {words_about(address)}")
    return Failure(address, kind, status, said)


def _recipients(groups: Iterable[Message]) -> list[Message]:
    """The groups of fields, one for each recipient also where no blank line parts them."""
    return [one for group in groups for one in _apart(group)]


def _apart(group: Message) -> list[Message]:
    """What tells of each recipient; several on adjacent lines share what follows."""
    found = [Message()]
    for name, value in group.raw_items():
        if name.lower() in _ONCE and name in found[-1]:
            found.append(Message())
        found[-1][name] = value
    for one, after in reversed(list(pairwise(found))):
        if not any(name in one for name in _TOLD):
            for name in filter(after.get, _TOLD):
                one[name] = after[name]
    return found


def _chosen(addresses: Iterable[str], known: Callable[[str], bool]) -> str:
    """The address that was written to: one of ours if one of them is, else the first."""
    given = [one for one in addresses if one]
    return next((one for one in given if known(one)), next(iter(given), ""))
