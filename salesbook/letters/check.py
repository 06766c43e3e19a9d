"""What is wrong with templates, before anybody gets a letter: all of it at once, with file and line."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from salesbook.letters.checks.case import Case
from salesbook.letters.compiler import Translation, compile_version, translate
from salesbook.letters.faults import ADVICE, FAULT, Fault, TemplateFault
from salesbook.letters.file import File
from salesbook.letters.library import Library

LARGEST_HTML = 102_000  # bytes; Gmail cuts what follows
_LONGEST_SUBJECT = 70
_ADDRESS = re.compile(r"[^\s<>@]+@[^\s<>@.]+(?:\.[^\s<>@.]+)+")


Rule = Callable[[Case], Iterable[Fault]]


def check(
    library: Library,
    name: str = "",
    known: Mapping[str, Collection[str]] | None = None,
    reps: Collection[str] = (),
    rules: Sequence[Rule] | None = None,
    inner: Mapping[str, Collection[str]] | None = None,
) -> list[Fault]:
    """The faults and advice for a template in all its languages ("": for all templates), by file and line.

    `known` maps "contact" and so on to the headers of this workbook; what it does not name is not judged.
    `reps` are the Reps of Team whom a Sender: line may name, and `inner` the headers of what is written for
    colleagues.
    """
    files = list(library.files(name))
    if name and not files:
        try:
            library.find(name)
        except TemplateFault as fault:
            return [_as_fault(fault)]
    found: list[Fault] = []
    for file in files:
        found += _of_file(
            file,
            library,
            lambda made: Case(made, known or {}, reps, inner or {}),
            LETTER_RULES if rules is None else rules,
        )
    return sorted(dict.fromkeys(found), key=lambda fault: (fault.file, fault.line, fault.severity != FAULT))


def _of_file(
    file: File,
    library: Library,
    case_of: Callable[[Translation], Case],
    rules: Sequence[Rule],
) -> list[Fault]:
    faults: list[TemplateFault] = []
    try:
        made = translate(file, library.folders, faults.append)
    except TemplateFault as fault:
        return [_as_fault(one) for one in (*faults, fault)]
    case = case_of(made)
    found = [_as_fault(fault) for fault in faults]
    for rule in rules:
        try:
            found += rule(case)
        except RecursionError:
            found.append(Fault(made.parts.name, 1, "The template is nested too deeply.", "Make it simpler."))
    return found


def _as_fault(fault: TemplateFault) -> Fault:
    return Fault(fault.file, fault.line, fault.why, fault.todo)


def syntax(case: Case) -> Iterable[Fault]:
    """What Jinja or the sandbox refuses."""
    for source, html in ((case.translation.text, False), (case.translation.html, True)):
        try:
            compile_version(source, "<check>", html=html)
        except TemplateFault as fault:
            yield _as_fault(fault)


def header_faults(case: Case) -> Iterable[Fault]:
    """Subject, preheader, question, answers and sender."""
    parts = case.translation.parts
    top = parts.name
    for (name, _), line in parts.headers.items():
        if name == "Subject" and len(line.text) > _LONGEST_SUBJECT and "{" not in line.text:
            yield Fault(
                line.file,
                line.number,
                f"The subject has {len(line.text)} characters.",
                f"Telephones show about {_LONGEST_SUBJECT}: shorten it.",
                ADVICE,
            )
        if not line.text:
            yield Fault(line.file, line.number, f"{name} is blank.", "Fill it in, or take the line out.")
    if not parts.header("Preheader"):
        yield Fault(
            top,
            1,
            "There is no Preheader.",
            "Say in a line what the letter brings: inboxes show it beside the subject.",
            ADVICE,
        )
    if not parts.header("Question"):
        yield Fault(
            top,
            1,
            "There is no Question.",
            "Ask one that is easy to answer, or write Question: none.",
            ADVICE,
        )
    elif not parts.header("Answers") and parts.headers["Question", ""].text.casefold() != "none":
        line = parts.headers["Question", ""]
        yield Fault(
            line.file,
            line.number,
            "The question has no Answers.",
            "Offer some, such as Answers: Yes | No.",
            ADVICE,
        )
    yield from _sender(case)


def _sender(case: Case) -> Iterable[Fault]:
    line = case.translation.parts.header("Sender")
    if line and "@" in line.text and "{" not in line.text and not _ADDRESS.search(line.text):
        why = f"{line.text} holds no whole address."
        yield Fault(line.file, line.number, why, "Write owner, a Rep of Team, or Name <address>.")
    if line and "@" not in line.text and case.reps and line.text not in {"owner", *case.reps}:
        yield Fault(
            line.file,
            line.number,
            f"Nobody of Team is called {line.text}.",
            "Write owner, a Rep of Team, or Name <address>.",
        )


def unread(case: Case) -> Iterable[Fault]:
    """Markdown and fields that are none, which readers would see as they were typed."""
    return case.translation.unread


def size(case: Case) -> Iterable[Fault]:
    """Letters that Gmail would cut."""
    bytes_ = len(case.translation.html.text.encode())
    if bytes_ > LARGEST_HTML:
        why = f"The letter has {bytes_ / 1000:.0f} KB of HTML."
        yield Fault(case.translation.parts.name, 1, why, "Gmail cuts letters at 102 KB: shorten it.")


def _rules() -> tuple[Rule, ...]:
    from salesbook.letters.checks.fields import fields
    from salesbook.letters.checks.look import contrast, footer
    from salesbook.letters.checks.spam import images, link_faults, spam_words

    return (syntax, header_faults, unread, size, fields, footer, contrast, link_faults, images, spam_words)


LETTER_RULES = _rules()
