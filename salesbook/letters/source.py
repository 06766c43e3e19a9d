"""Template files as their authors write them: header lines, a blank line, then Markdown with fields."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from unicodedata import normalize

from salesbook.letters.bounds import MOST_LINES
from salesbook.letters.faults import Report, TemplateFault, raised
from salesbook.letters.tags import Line
from salesbook.util.likeness import nearest

_HEADER = re.compile(r"([A-Za-z][A-Za-z-]*)(?: ([A-Z]))?[ \t]*:[ \t]*(.*)")
_INCLUDE = re.compile(r"\s*\{%[-+]?\s*include\s+([\"'])(?P<name>[^\"']+)\1\s*[-+]?%\}\s*")
_WITH_VARIANTS = {"Subject", "Preheader"}
TEMPLATE_HEADERS = ("Subject", "Preheader", "Sender", "Attach", "Question", "Answers", "Layout", "Language")
_DEEPEST = 5
LARGEST_FILE = 1_000_000  # bytes


@dataclass(slots=True)
class Parts:
    """What a template file says. Headers by name and variant ("" is the plain one)."""

    headers: dict[tuple[str, str], Line] = field(default_factory=dict)
    attach: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    # Every file that was read, with the folder of templates it belongs to, by the name that faults give it.
    files: dict[str, tuple[Path, Path]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The template's file as faults name it."""
        return next(iter(self.files))

    def header(self, name: str) -> Line | None:
        """A header line without its name; None if it is missing or blank."""
        found = self.headers.get((name, ""))
        return found if found and found.text else None

    @property
    def variants(self) -> tuple[str, ...]:
        """The letters of the texts there are: () without variants, else A, B and so on."""
        more = sorted({variant for _, variant in self.headers if variant})
        return tuple(dict.fromkeys(["A", *more])) if more else ()


def shown_path(path: Path, root: Path) -> str:
    """A file as faults name it: from the folder of templates on."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def inside(root: Path, wanted: Path) -> Path | None:
    """The file if it is one, and lies inside the folder, links followed; letters with accents in either spelling."""
    forms = [
        wanted,
        *(wanted.with_name(normalize(form, wanted.name)) for form in ("NFC", "NFD") if wanted.name),
    ]
    for path in dict.fromkeys(forms):
        try:
            real = path.resolve(strict=True)
        except (OSError, RuntimeError, ValueError):
            continue
        if real.is_file() and real.is_relative_to(root.resolve()):
            return path
    return None


def read_lines(path: Path, root: Path) -> list[Line]:
    """The lines of a file. Raises TemplateFault where it cannot be read as UTF-8."""
    name = shown_path(path, root)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise TemplateFault(
            name, 0, f"The file cannot be read: {error.strerror}.", "See whether it is yours to open."
        ) from None
    if len(data) > LARGEST_FILE:
        raise TemplateFault(name, 0, "The file is too large for a template.", "Shorten it.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TemplateFault(
            name, line, "This is not UTF-8.", "Save the file with the encoding UTF-8."
        ) from None
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [Line(row, name, number) for number, row in enumerate(rows, 1)]


def parse_template(path: Path, roots: Sequence[Path], report: Report = raised) -> Parts:
    """A template file with all that it includes. `roots` are the folders of templates, its own first.

    Reports faults with their lines; raises TemplateFault where it cannot go on.
    """
    lines = read_lines(path, roots[0])
    parts = Parts(files={lines[0].file: (path, roots[0])})
    start = next((i for i, line in enumerate(lines) if line.text.strip()), 0)
    end = next((i for i in range(start, len(lines)) if not lines[i].text.strip()), len(lines))
    for line in lines[start:end]:
        try:
            _header(line, parts)
        except TemplateFault as fault:
            report(fault)
    parts.body = _expanded(lines[end + 1 :], path, roots, parts, report)
    return parts


def _header(line: Line, parts: Parts) -> None:
    found = _HEADER.fullmatch(line.text.rstrip())
    if not found:
        raise TemplateFault(
            line.file,
            line.number,
            "This is no header line.",
            "Write Subject: and the like, then a blank line before the text.",
        )
    name, variant, value = (
        found[1].capitalize(),
        found[2] or "",
        Line(found[3].strip(), line.file, line.number),
    )
    if name not in TEMPLATE_HEADERS or (variant and name not in _WITH_VARIANTS):
        near = _near(name)
        label = f"{found[1]} {variant}".rstrip()
        raise TemplateFault(
            line.file,
            line.number,
            f"There is no header {label}.",
            f"{near}The headers are {', '.join(TEMPLATE_HEADERS)}; Subject and Preheader also with B, C and so on.",
        )
    if name == "Attach":
        parts.attach.append(value)
    elif (name, variant) in parts.headers:
        raise TemplateFault(line.file, line.number, f"{found[1]} stands here twice.", "Keep one.")
    else:
        parts.headers[name, variant] = value


def _near(name: str) -> str:
    found = nearest(name, TEMPLATE_HEADERS)
    return f"Did you mean {found}? " if found else ""


def _expanded(
    lines: list[Line], path: Path, roots: Sequence[Path], parts: Parts, report: Report, depth: int = 0
) -> list[Line]:
    found = []
    for line in lines:
        include = _INCLUDE.fullmatch(line.text)
        if not include:
            found.append(line)
            continue
        try:
            part, root = _part(include["name"], line, path, roots, depth)
        except TemplateFault as fault:
            report(fault)
            continue
        parts.files[shown_path(part, root)] = (part, root)
        found += _expanded(read_lines(part, root), part, [root, *roots], parts, report, depth + 1)
        if len(found) > MOST_LINES:
            why = f"With all that it includes, the text has more than {MOST_LINES:,} lines."
            raise TemplateFault(line.file, line.number, why, "Take includes out.")
    return found


def _part(name: str, line: Line, path: Path, roots: Sequence[Path], depth: int) -> tuple[Path, Path]:
    """The file to include, and the folder of templates it is in: beside the including one, else in a folder parts."""
    if depth >= _DEEPEST:
        raise TemplateFault(
            line.file, line.number, "Parts include parts without end.", "Take one of the includes out."
        )
    for root, folder in [(roots[0], path.parent), *((root, root / "parts") for root in roots)]:
        if not Path(name).is_absolute() and (part := inside(root, folder / name)):
            return part, root
    raise TemplateFault(
        line.file,
        line.number,
        f"There is no {name} to include.",
        "It must lie beside the template or in the folder parts.",
    )
