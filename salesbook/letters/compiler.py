"""From a template file to code: done once, so that a letter costs two plain renders."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from salesbook.letters.blocks import markdown_parser, parse_blocks
from salesbook.letters.bounds import look_at_header, look_at_html, look_at_signs, look_at_text
from salesbook.letters.breaks import Joined, keep_breaks
from salesbook.letters.faults import ADVICE, FAULT, Fault, Report, TemplateFault, raised
from salesbook.letters.file import File
from salesbook.letters.files import Images, attachment
from salesbook.letters.layout import inlined, put_in_layout, restored
from salesbook.letters.local import is_language
from salesbook.letters.mistakes import explained_mistake
from salesbook.letters.plain import blocks_as_text
from salesbook.letters.shield import Shield, ShieldedTemplate
from salesbook.letters.source import Parts, inside, parse_template, read_lines, shown_path
from salesbook.letters.tags import Line
from salesbook.letters.targets import encode, settle_targets
from salesbook.letters.template import Template, Version
from salesbook.letters.unread import UnreadTag, unread_in_header

if TYPE_CHECKING:
    from markdown_it.token import Token

# The layout of a text that names none, by the folder in which it lies: a letter to one person is no newsletter.
_LAYOUTS = {"newsletters": ("base",), "letters": ("letter", "base")}
_SEPARATOR = "\x1f"
_SHOWN = {"Subject", "Preheader", "Question", "Answers"}  # headers that readers see


@dataclass(slots=True)
class Translation:
    """A template on its way to code: what it says, and both versions as Jinja with the author's lines."""

    file: File
    parts: Parts
    shield: Shield
    tokens: list[Token]
    lines: list[Line]
    layout: Path
    attachments: tuple[Path, ...]
    images: tuple[tuple[str, Path], ...]
    page: str  # the HTML while its tags are still hidden
    text: ShieldedTemplate
    html: ShieldedTemplate
    unread: tuple[Fault, ...]  # what the letter would show as it was typed


def compose(file: File, folders: Sequence[Path]) -> Template:
    """The template, ready to render, with parts and layouts from these folders of templates. Raises TemplateFault."""
    made = translate(file, folders)
    sender, written_in = made.parts.header("Sender"), made.parts.header("Language")
    files = [
        *(path for path, _ in made.parts.files.values()),
        made.layout,
        *made.attachments,
        *(path for _, path in made.images),
    ]
    return Template(
        name=file.name,
        path=file.path,
        language=file.language or (written_in.text.lower() if written_in else ""),
        variants=made.parts.variants,
        sender=sender.text if sender else "owner",
        attachments=made.attachments,
        images=made.images,
        fingerprint=fingerprint(files),
        unread=tuple(fault for fault in made.unread if fault.severity == FAULT),
        _text=compile_version(made.text, f"<text of {file.path.name}>", html=False),
        _html=compile_version(made.html, f"<html of {file.path.name}>", html=True),
    )


def translate(file: File, folders: Sequence[Path], report: Report = raised) -> Translation:
    """The template before it is code. Reports what is wrong; raises TemplateFault where it cannot go on."""
    parts = parse_template(file.path, [file.root, *folders], report)
    look_at_text(parts.body)
    for line in (*parts.headers.values(), *parts.attach):
        look_at_header(line)
    shield, images = Shield(), Images(parts.files)
    if not parts.header("Subject"):
        name = shown_path(file.path, file.root)
        report(TemplateFault(name, 1, "The template has no subject.", "Write a line Subject: at its top."))
    if (written_in := parts.header("Language")) and not is_language(written_in.text):
        why, todo = (
            f"{written_in.text} is no language that salesbook knows.",
            "Write its two-letter code, such as es.",
        )
        report(TemplateFault(written_in.file, written_in.number, why, todo))
    hidden = shield.hide(parts.body)
    look_at_signs(hidden.text, hidden.lines or [Line("", parts.name, 1)])
    blocks, unread = parse_blocks(hidden.text, shield)
    tokens = [token for node in blocks for token in node.tokens()]
    doubtful = keep_breaks(tokens, hidden.text.split("\n"), shield)
    encode(tokens, shield)
    heads, text = _heads(parts, shield), blocks_as_text(blocks, shield)
    settle_targets(tokens, hidden.lines, images, report)
    layout = find_layout(parts, folders, file.name.partition("/")[0])
    page = _html(tokens, layout, shield, images, (hidden.lines or [Line("", parts.name, 1)])[0])
    attached = _attachments(parts, file.root, report)
    return Translation(
        file, parts, shield, tokens, hidden.lines, layout, attached, images.found,
        page, shield.restore(heads + text), restored(page, shield),
        (*_unread_heads(parts, shield), *_as_faults(unread, doubtful, hidden.lines)),
    )  # fmt: skip


def _as_faults(
    unread: Iterable[UnreadTag], doubtful: Iterable[Joined], lines: Sequence[Line]
) -> Iterator[Fault]:
    def at(line: int) -> Line:
        return lines[min(line, len(lines) - 1)]

    for one in unread:
        yield Fault(at(one.line).file, at(one.line).number, one.why, one.todo, one.severity)
    for joined in doubtful:
        why, todo = "This line and the next become one.", "End it with \\ if they are to stay apart."
        yield Fault(at(joined.line).file, at(joined.line).number, why, todo, ADVICE)


def _unread_heads(parts: Parts, shield: Shield) -> Iterator[Fault]:
    for (name, _), line in parts.headers.items():
        if name in _SHOWN:
            for one in unread_in_header(_hidden(line, shield)):
                yield Fault(line.file, line.number, one.why, one.todo, one.severity)


def _attachments(parts: Parts, root: Path, report: Report) -> tuple[Path, ...]:
    found = []
    for line in parts.attach:
        try:
            found.append(attachment(line, root))
        except TemplateFault as fault:
            report(fault)
    return tuple(found)


def find_layout(parts: Parts, folders: Sequence[Path], kind: str = "newsletters") -> Path:
    """The file of the layout that a template names, else that of its kind. Raises TemplateFault."""
    named = parts.header("Layout")
    names = (named.text.removesuffix(".html"),) if named else _LAYOUTS[kind]
    for name in names:
        for root in folders:
            folder = root / "layouts"
            if found := inside(folder, folder / f"{name}.html"):
                return found
    file, line = (named.file, named.number) if named else (parts.name, 0)
    known = sorted({path.stem for root in folders for path in (root / "layouts").glob("*.html")})
    there = f"There are: {', '.join(known)}. " if named and known else ""
    raise TemplateFault(
        file,
        line,
        f"There is no layout {names[0]}.",
        f"{there}Put {names[0]}.html into the folder layouts.",
    )


def _html(tokens: Sequence[Token], layout: Path, shield: Shield, images: Images, text: Line) -> str:
    made = markdown_parser()
    body = made.renderer.render(tokens, made.options, {})
    lines = read_lines(layout, layout.parents[1])
    whole = put_in_layout(body, images.of_layout(shield.hide(lines).text, layout), shield)
    if not whole:
        todo = "Write {{ body }} where the text belongs."
        raise TemplateFault(lines[0].file, 1, "The layout has no {{ body }}.", todo)
    if "<body" not in whole.lower():
        raise TemplateFault(lines[0].file, 1, "The layout has no <body>.", "Write the whole HTML document.")
    look_at_html(body, text)
    look_at_html(whole, lines[0])
    return inlined(whole, shield)


def _heads(parts: Parts, shield: Shield) -> str:
    """Subject, preheader, question and answers as one text, each ended by a separator."""
    question = parts.header("Question")
    asks = question is not None and question.text.casefold() != "none"
    answers = parts.header("Answers") if asks else None
    rows = [
        _variants(parts, "Subject", shield),
        _variants(parts, "Preheader", shield),
        _hidden(question, shield) if question and asks else "",
        *([answer.strip() for answer in _hidden(answers, shield).split("|")] if answers else []),
    ]
    return "".join(row + _SEPARATOR for row in rows)


def _hidden(line: Line, shield: Shield) -> str:
    return shield.hide([line]).text


def _variants(parts: Parts, name: str, shield: Shield) -> str:
    """A header in all its variants: which one is printed is decided when the letter is made."""
    plain = parts.headers.get((name, "")) or parts.headers.get((name, "A"))
    text = _hidden(plain, shield) if plain else ""
    for (other, variant), line in parts.headers.items():
        if other == name and variant:
            mark = [
                shield.add(body, False, line.file, line.number)
                for body in (f' if variant == "{variant}" ', " else ", " endif ")
            ]
            text = f"{mark[0]}{_hidden(line, shield)}{mark[1]}{text}{mark[2]}"
    return text


def compile_version(source: ShieldedTemplate, name: str, *, html: bool) -> Version:
    """One version as code. Raises TemplateFault with the author's line."""
    from jinja2.exceptions import TemplateSyntaxError

    from salesbook.letters.sandbox import compiled

    try:
        return Version(compiled(source.text, name, html=html), source)
    except TemplateSyntaxError as error:
        file, line = source.place(error.lineno)
        why, todo = explained_mistake(str(error.message or "this is not understood"), html=html)
        raise TemplateFault(file, line, f"{why[:1].upper()}{why[1:]}.", todo) from None
    except (RecursionError, SyntaxError, ValueError, MemoryError):
        # Python's own limits, such as twenty nested loops, or numbers with thousands of digits.
        file, line = next((place for place in source.places if place[0]), ("", 0))
        raise TemplateFault(file, line, "The template is nested too deeply.", "Make it simpler.") from None


def fingerprint(paths: Iterable[Path]) -> str:
    """A mark over the contents of files, in their order."""
    mark = hashlib.sha256()
    for path in paths:
        mark.update(hashlib.sha256(path.read_bytes()).digest())
    return mark.hexdigest()[:16]
