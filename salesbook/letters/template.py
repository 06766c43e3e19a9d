"""One template, compiled: two plain renders make one contact's letter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import quote

from salesbook.letters.budget import KEY, Budget
from salesbook.letters.faults import Fault, LetterFault, Stop, TemplateFault
from salesbook.letters.records import Blank, Record, Trace
from salesbook.letters.shield import ShieldedTemplate

if TYPE_CHECKING:
    from jinja2 import Template as Compiled

# What every letter may name, for callers who have none of it.
DEFAULTS: dict[str, object] = {
    "reason": "", "language": "", "currency": "", "today": None, "opt_out": "", "postal_address": "", "reply_to": "",
}  # fmt: skip
_UNDEFINED = re.compile(r"'(.+)' is undefined")
_NOT_ONE_LINE = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")
_ADDRESS = re.compile(r"<([^<>\s]+@[^<>\s]+)>|^([^<>\s]+@[^<>\s]+)$")


@dataclass(frozen=True, slots=True)
class Letter:
    """What one contact gets. `subject` and `preheader` are one line each, whatever the data holds."""

    subject: str
    preheader: str
    html: str
    text: str


# What people ask of values that these cannot do, by what Python says of it.
_REASONS = {
    "not supported between instances": (
        "A number, a date or a text is compared with another kind of value.", "Compare numbers with numbers, without quotes, and text with text.",
    ),
    "is not iterable": ("{% for %} goes through what is no list.", "Name the values, such as {% for one in [1, 2] %}."),
    "index out of range": ("There are not so many letters, or values.", "Ask first, with {% if %}."),
    "No test named": ("It asks with a test that letters do not have.", "See templates check."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class EasyAnswer:
    """One easy answer: what it says, and the mailto: link that sends it ("" without an address)."""

    text: str
    link: str


@dataclass(frozen=True, slots=True)
class Version:
    """The HTML or the text of a template as code, with the author's lines."""

    code: Compiled
    source: ShieldedTemplate

    def render(self, values: dict[str, object]) -> str:
        """The version for one contact. Raises LetterFault."""
        values[KEY] = Budget()
        try:
            return "".join(self.code.root_render_func(self.code.new_context(values)))
        except Exception as error:  # noqa: BLE001  (whatever a template does, the other letters are made)
            self._fault(error)

    def _fault(self, error: Exception) -> NoReturn:
        at, trace = 1, error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_code.co_filename == self.code.filename:
                at = self.code.get_corresponding_lineno(trace.tb_lineno)
            trace = trace.tb_next
        file, line = self.source.place(at)
        if isinstance(error, Stop):
            raise LetterFault(file, line, error.field, error.cell, error.why, error.todo) from None
        why, todo = _reason(error)
        raise LetterFault(file, line, why=why, todo=todo) from error


def _reason(error: Exception) -> tuple[str, str]:
    """Why, and what to do, for what went wrong inside Jinja."""
    if isinstance(error, RecursionError):
        return "A macro calls itself without end.", "Give it an end."
    if found := _UNDEFINED.fullmatch(str(error)):
        return f"There is no {found[1]}.", "See which names letters have."
    if said := next((said for words, said in _REASONS.items() if words in str(error)), None):
        return said
    return f"This cannot be worked out: {str(error).rstrip('.')}.", "See how the template says it."


@dataclass(eq=False)
class Template:
    """A template that is ready to render.

    `language` is that of the text, from its name or its header; "": whatever the reader's is.
    `sender` is "owner", a Rep of Team, or "Name <address>". `images` holds content-id and path of each local
    image. `fingerprint` changes with the text, its includes, its layout, attachments and images. `unread` is what
    its letters would show as it was typed: such letters are not for sending.
    """

    name: str
    path: Path
    language: str
    variants: tuple[str, ...]
    sender: str
    attachments: tuple[Path, ...]
    images: tuple[tuple[str, Path], ...]
    fingerprint: str
    unread: tuple[Fault, ...]
    _text: Version
    _html: Version

    def must_be_read(self) -> None:
        """Raises TemplateFault where its letters would show something as it was typed: Markdown, or a field, that is none."""
        if self.unread:
            first, more = self.unread[0], len(self.unread) - 1
            todo = (
                f"{first.todo} There {'is 1 more' if more == 1 else f'are {more:,} more'}: see templates check."
                if more
                else first.todo
            )
            raise TemplateFault(first.file, first.line, first.why, todo)

    def render(self, fields: Mapping[str, object], variant: str = "", trace: Trace | None = None) -> Letter:
        """One contact's letter. Raises LetterFault."""
        values: dict[str, object] = {**DEFAULTS, **fields, "variant": variant or "A"}
        # A greeting or a date in the reader's language would be odd in a text that is in another one.
        values["language"] = self.language or values["language"]
        if trace is not None:
            _note_in(trace, values)
        head, body = self._heads(values)
        subject, preheader, question, *offered = head
        address = self._address(values) if offered else ""
        answers = [EasyAnswer(text, _mailto(address, text, subject)) for text in offered]
        values |= {"subject": subject, "preheader": preheader, "question": question, "answers": answers}
        text = _tidy(body) + _ending(question, answers, values)
        return Letter(subject, preheader, self._html.render(values), text)

    def _heads(self, values: dict[str, object]) -> tuple[list[str], str]:
        """Subject, preheader, question and answers, one line each; and the text."""
        *heads, body = self._text.render(values).split("\x1f")
        return [_one_line(head) for head in heads], body

    def _address(self, values: Mapping[str, object]) -> str:
        """Where answers go."""
        if found := _ADDRESS.search(self.sender):
            return found[1] or found[2]
        if values["reply_to"]:
            return str(values["reply_to"])
        rep = values.get("rep")
        address = rep.get("email") if isinstance(rep, Record) and rep.has("email") else ""
        return "" if isinstance(address, Blank) else str(address)


def _tidy(text: str) -> str:
    """Without the gaps that statements leave."""
    while "\n\n\n" in text:  # ten times as fast as a regular expression
        text = text.replace("\n\n\n", "\n\n")
    text = text.strip("\n")
    return text if text.startswith("    ") else text.lstrip(" ")  # four spaces are code


def _one_line(text: str) -> str:
    return (text if text.isprintable() else _NOT_ONE_LINE.sub(" ", text)).strip()


def _note_in(trace: Trace, values: dict[str, object]) -> None:
    for name, value in values.items():
        if isinstance(value, Record):
            values[name] = value.traced(trace)


def _mailto(address: str, answer: str, subject: str) -> str:
    return (
        f"mailto:{_quoted(address)}?subject={_quoted(answer)}%20%28{_quoted(subject)}%29" if address else ""
    )


@lru_cache(1024)
def _quoted(text: str) -> str:
    return quote(text, safe="@")


def _ending(question: str, answers: list[EasyAnswer], values: Mapping[str, Any]) -> str:
    """What the layout adds, as text: the question, and who writes and how to leave."""
    from salesbook.letters.greetings import greeting_words

    lines = []
    if question:
        lines += ["", question, *(f"- {answer.text}" for answer in answers)]
    if values["postal_address"] or values["opt_out"]:
        lines += ["", "-- "]
    if values["postal_address"]:
        lines.append(str(values["postal_address"]))
    if values["opt_out"]:
        lines.append(f"{greeting_words(str(values['language'] or '')).opt_out}: {values['opt_out']}")
    return "\n".join(["", *lines, ""])
