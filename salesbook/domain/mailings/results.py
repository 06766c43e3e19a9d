"""What a bulk sender, or the opt-out page, tells of letters: from a file of results to a list of them.

Taken are listmonk's exports of subscribers (CSV or the API's JSON) and of bounces (the API's JSON), rows
of the opt-out page (draft and token), and a plain CSV with a draft or an address and what became of it.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import PurePath
from typing import Any

from salesbook.domain.mailings.timestamps import moment
from salesbook.errors import BadInput
from salesbook.tables.plan import Problem
from salesbook.util.addresses import read_address
from salesbook.util.decoding import decode

Token = Callable[[str, str], bool]  # whether a token is a draft's
_OURS = "salesbook"  # the attribute of listmonk's subscribers that names the letter; see salesbook.mail.transport.bulk_files


class What(StrEnum):
    """What became of a letter; SOFT: it came back, and another one may arrive."""

    SENT = "sent"
    BOUNCED = "bounced"
    SOFT = "soft bounce"
    UNSUBSCRIBED = "unsubscribed"
    COMPLAINED = "complained"


@dataclass(frozen=True, slots=True)
class BulkResult:
    """One result. `draft` or `address` may be "" but not both; `when` is None where the file does not say.

    `by_page`: the reader asked for it on the opt-out page.
    """

    draft: str
    address: str
    what: What
    when: datetime | None = None
    why: str = ""
    by_page: bool = False


@dataclass
class Results:
    """What a file says, and its rows that cannot be read or believed."""

    found: list[BulkResult] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


_WORDS: Mapping[str, What | None] = {
    word: what
    for what, words in (
        (What.SENT, "sent, delivered, delivery, accepted"),
        (
            What.BOUNCED,
            "bounced, bounce, hard, hard bounce, hard bounced, bounced hard, bounce hard, bounced permanent, permanent bounce, hardbounce, permanent, invalid",
        ),
        (
            What.SOFT,
            "soft, soft bounce, soft bounced, bounced soft, bounce soft, bounced temporary, temporary bounce, softbounce, transient, temporary, failed, rejected, blocked",
        ),
        (
            What.UNSUBSCRIBED,
            "unsubscribed, unsubscribe, opted out, opt out, optout, blocklisted, blacklisted",
        ),
        (What.COMPLAINED, "complained, complaint, complaints, spam, spam report, spamreport, abuse"),
        (
            None,
            ", enabled, disabled, subscribed, confirmed, unconfirmed, active, processed, queued, deferred, open, opened, click, clicked",
        ),
    )
    for word in words.split(", ")
}
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "draft": ("draft", "draft id", "d"),
    "address": ("email", "e mail", "address", "email address", "recipient", "to"),
    "what": ("result", "status", "event", "what", "type", "subscription status"),
    "when": ("when", "date", "time", "timestamp", "created at", "sent on", "updated at"),
    "why": ("why", "reason", "error", "diagnostic", "response"),
    "token": ("token", "t"),
    "attributes": ("attributes", "attribs"),
}
_NAMED = ("sent", "bounced", "unsubscribed", "complained")
_TAKEN = "Name its columns draft or email, result (sent, bounced, unsubscribed or complained), when and why."


_UNKNOWN = "Write sent, bounced, soft bounce, unsubscribed or complained there, and read the file again."
_SIGNS = re.compile(r"[-_()\[\]/:,]+")  # Bounced (soft), soft_bounce


def read_results(name: str, data: bytes, is_token: Token) -> Results:
    """The results in a file; its name counts where it has no column that says what became of a letter.

    `is_token` tells whether a token is good for a draft. Raises BadInput for a file that holds no results.
    """
    text = decode(data, name).text
    rows = _json(text, name) if text.lstrip()[:1] in {"{", "["} else _csv(text, name)
    results, known = Results(), PurePath(name).stem.casefold()
    usual = next((word for word in _NAMED if known.startswith(word)), None)
    for place, row in rows:
        why = _take(row, usual, is_token, results)
        if why:
            cell = f"{PurePath(name).name}, {place}"
            shown = row.get("draft") or row.get("address") or ""
            results.problems.append(Problem(PurePath(name).name, place, "", shown, *why, cell))
    return results


def _take(
    row: Mapping[str, str], usual: str | None, is_token: Token, results: Results
) -> tuple[str, str] | None:
    """Take a row; why it cannot be taken, and the next step."""
    draft = row.get("draft", "") or _letter(row.get("attributes", ""))
    address, _ = read_address(row.get("address", ""))
    if not draft and not address:
        return (
            "This row names no letter and no address",
            "Write the letter's draft or the email address into it, and read the file again.",
        )
    if "token" in row:
        if not is_token(draft, row["token"]):
            return (
                f"The token is not that of letter {draft}, so nobody knows who asked to stop",
                "Ask whoever looks after the opt-out page. If the person wrote to you, add them to Do not mail.",
            )
        what: What | None = What.UNSUBSCRIBED
    else:
        word = " ".join(_SIGNS.sub(" ", row.get("what", "")).split()).casefold()
        if word not in _WORDS:
            return f"Nobody can tell what {row['what']!r} means", _UNKNOWN
        what = _WORDS[word] or (What(usual) if usual else None)
    if what:
        when = moment(row.get("when", ""))
        results.found.append(BulkResult(draft, address, what, when, row.get("why", ""), "token" in row))
    return None


def _letter(attributes: str) -> str:
    """The draft that a subscriber of listmonk got, as the export wrote it into their attributes."""
    if not attributes:
        return ""
    try:
        ours = json.loads(attributes).get(_OURS, {})
        return str(ours.get("draft", ""))
    except (ValueError, AttributeError):
        return ""


def _csv(text: str, name: str) -> Iterator[tuple[str, dict[str, str]]]:
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    fields = _fields(next(reader, []))
    if not ({"draft", "address", "attributes"} & set(fields.values())):
        raise BadInput(f"{name} has no column that names letters or addresses.", _TAKEN)

    def rows() -> Iterator[tuple[str, dict[str, str]]]:
        try:
            for row in reader:
                if any(cell.strip() for cell in row):
                    yield f"line {reader.line_num}", _named(fields, row)
        except csv.Error as error:
            raise BadInput(
                f"{name} cannot be read on from line {reader.line_num}: {error}.", _TAKEN
            ) from error

    return rows()


def _fields(headers: Sequence[str]) -> dict[int, str]:
    """What each column is, by place; of two that could be one the name that stands first in _COLUMNS counts."""
    folded = [" ".join(one.replace("_", " ").replace("-", " ").split()).casefold() for one in headers]
    found: dict[int, str] = {}
    for field_name, names in _COLUMNS.items():
        at = next((folded.index(one) for one in names if one in folded), None)
        if at is not None:
            found[at] = field_name
    return found


def _named(fields: Mapping[int, str], row: Sequence[str]) -> dict[str, str]:
    return {name: row[at].strip() if at < len(row) else "" for at, name in fields.items()}


def _json(text: str, name: str) -> Iterable[tuple[str, dict[str, str]]]:
    """Rows of listmonk's API: bounces have a type, subscribers a status and lists with one of their own."""
    try:
        held = json.loads(text)
        rows = held["data"]["results"] if isinstance(held, dict) else held
        return [(f"entry {number}", _entry(row)) for number, row in enumerate(rows, 1)]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInput(
            f"{name} is not what listmonk's API answers.", "Take /api/bounces?per_page=all, or a CSV."
        ) from error


def _entry(row: Mapping[str, Any]) -> dict[str, str]:
    lists = [str(one.get("subscription_status", "")) for one in row.get("lists") or ()]
    left = bool(lists) and all(status == "unsubscribed" for status in lists)
    what = row.get("type") or ("unsubscribed" if left else row.get("status", ""))
    said = row.get("meta") or {}
    return {
        "address": str(row.get("email", "")), "attributes": json.dumps(row.get("attribs") or {}), "what": str(what),
        "when": str(row.get("created_at", "") if row.get("type") else row.get("updated_at", "")),
        "why": str(said.get("diagnostic") or said.get("reason") or "") if isinstance(said, dict) else "",
    }  # fmt: skip
