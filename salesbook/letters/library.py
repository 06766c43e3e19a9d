"""Folders of templates: finding one by name and language, and making it ready to render."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from salesbook.letters.faults import TemplateFault
from salesbook.letters.file import File
from salesbook.letters.template import Template
from salesbook.util.likeness import nearest

TEMPLATE_FOLDERS = ("newsletters", "letters")
_LANGUAGE = re.compile(r"(?P<name>.+?)(?:\.(?P<language>[a-z]{2,3}(?:-[a-z0-9]+)*))?\.md", re.IGNORECASE)


class Library:
    """Templates of several folders. The first folder that has a name wins."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = [Path(folder) for folder in folders]
        self._ready: dict[tuple[str, str], Template] = {}

    def names(self) -> list[str]:
        """All templates, such as newsletters/spring, each once. Files that begin with _ are parts of others."""
        return sorted({file.name for file in self.files()})

    def files(self, name: str = "") -> Iterator[File]:
        """The files that count, in all languages; those of one template if it is named."""
        owner: dict[str, Path] = {}
        for root in self.folders:
            for kind in TEMPLATE_FOLDERS:
                for path in sorted((root / kind).glob("*.md")):
                    found = _LANGUAGE.fullmatch(path.name)
                    if not found or path.name.startswith("_"):
                        continue
                    full = f"{kind}/{found['name']}"
                    if owner.setdefault(full, root) == root and name in {"", full, found["name"]}:
                        yield File(full, (found["language"] or "").lower(), path, root)

    def template(self, name: str, language: str = "") -> Template:
        """A template by its name ("spring" or "newsletters/spring"), in a language if there is one.

        Raises TemplateFault. Each is made ready once.
        """
        from salesbook.letters.compiler import compose

        key = (name, language)
        if key not in self._ready:
            file = self.find(name, language)
            self._ready[key] = compose(file, self.folders)
        return self._ready[key]

    def find(self, name: str, language: str = "") -> File:
        """The file of a template. Raises TemplateFault."""
        plain = name.strip().replace("\\", "/").removesuffix(".md")
        files = {file.language: file for file in reversed(list(self.files(plain)) if plain else [])}
        for code in _codes(language):
            if code in files:
                return files[code]
        if files and not language:
            return next(reversed(files.values()))
        raise TemplateFault(plain or "?", 0, _missing(plain, language, list(files)), self._instead(plain))

    def _instead(self, name: str) -> str:
        names = self.names()
        without_folder = {one.rpartition("/")[2]: one for one in names}
        near = nearest(name, names) or without_folder.get(nearest(name, without_folder), "")
        return f"Did you mean {near}?" if near else f"There are: {', '.join(names) or 'none'}."


def _codes(language: str) -> list[str]:
    """Which files serve a reader: de-ch, then de, then the one without language."""
    code = language.strip().lower().replace("_", "-")
    return [*dict.fromkeys([code, code.split("-")[0], ""])]


def _missing(name: str, language: str, others: list[str]) -> str:
    if others:
        return f"Template {name} is there in {', '.join(others)} only, not in {language}."
    return f"There is no template {name}." if name else "No template is named."
