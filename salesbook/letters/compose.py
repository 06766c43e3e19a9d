"""From a template file to code: done once, so that a letter costs two plain renders."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from salesbook.letters.blocks import Node, parse as parse_blocks, parser
from salesbook.letters.faults import TemplateFault
from salesbook.letters.files import Images, attachment
from salesbook.letters.layout import inlined, put_in, restored
from salesbook.letters.library import File
from salesbook.letters.plain import as_text
from salesbook.letters.shield import Line, Shield, Source
from salesbook.letters.source import Parts, inside, parse, read
from salesbook.letters.targets import settle
from salesbook.letters.template import Template, Version

LAYOUT = "base"
_SEPARATOR = "\x1f"


def compose(file: File, layouts: Sequence[Path]) -> Template:
    """The template, ready to render. Raises TemplateFault."""
    parts, shield, images = parse(file.path, file.root), Shield(), Images(file.root)
    if not parts.header("Subject"):
        raise TemplateFault(
            f"{file.name}.md", 1, "The template has no subject.", "Write a line Subject: at its top."
        )
    blocks = parse_blocks(shield.hide(parts.body), shield)
    layout = find_layout(parts, layouts)
    heads, text = _heads(parts, shield), as_text(blocks, shield)
    html = _html(blocks, parts.body, layout, shield, images)
    attached = tuple(attachment(line, file.root) for line in parts.attach)
    sender = parts.header("Sender")
    return Template(
        name=file.name,
        path=file.path,
        language=file.language,
        variants=parts.variants,
        sender=sender.text if sender else "owner",
        attachments=attached,
        images=images.found,
        fingerprint=fingerprint([*parts.files, layout, *attached, *(path for _, path in images.found)]),
        _text=compile_version(shield.restore(heads + text), f"<text of {file.path.name}>", html=False),
        _html=compile_version(restored(html, shield), f"<html of {file.path.name}>", html=True),
    )


def find_layout(parts: Parts, layouts: Sequence[Path]) -> Path:
    """The file of the layout that a template names. Raises TemplateFault."""
    named = parts.header("Layout")
    name = named.text if named else LAYOUT
    for folder in layouts:
        if found := inside(folder, folder / f"{name.removesuffix('.html')}.html"):
            return found
    file, line = (named.file, named.number) if named else (parts.files[0].name, 0)
    raise TemplateFault(
        file, line, f"There is no layout {name}.", f"Put {name}.html into the folder layouts."
    )


def _html(
    blocks: Iterable[Node], body_lines: Sequence[Line], layout: Path, shield: Shield, images: Images
) -> str:
    tokens = [token for node in blocks for token in node.tokens()]
    settle(tokens, body_lines, images)
    made = parser()
    body = made.renderer.render(tokens, made.options, {})
    lines = read(layout, layout.parents[1])
    whole = put_in(body, images.of_layout(shield.hide(lines), layout), shield)
    if not whole:
        raise TemplateFault(
            lines[0].file, 1, "The layout has no {{ body }}.", "Write {{ body }} where the text belongs."
        )
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
    return shield.hide([line])


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


def compile_version(source: Source, name: str, *, html: bool) -> Version:
    """One version as code. Raises TemplateFault with the author's line."""
    from jinja2.exceptions import TemplateSyntaxError

    from salesbook.letters.sandbox import compiled

    try:
        return Version(compiled(source.text, name, html=html), source)
    except TemplateSyntaxError as error:
        file, line = source.place(error.lineno)
        why = str(error.message or "this is not understood").rstrip(".")
        raise TemplateFault(
            file, line, f"{why[:1].upper()}{why[1:]}.", "See the fields and filters that letters have."
        ) from None
    except RecursionError:
        raise TemplateFault(
            source.place(1)[0], 0, "The template is nested too deeply.", "Make it simpler."
        ) from None


def fingerprint(paths: Iterable[Path]) -> str:
    """A mark over the contents of files, in their order."""
    mark = hashlib.sha256()
    for path in paths:
        mark.update(hashlib.sha256(path.read_bytes()).digest())
    return mark.hexdigest()[:16]
