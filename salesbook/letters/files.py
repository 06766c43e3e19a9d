"""Files that go with a letter: attachments, and images that are shown in it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from salesbook.letters.faults import TemplateFault
from salesbook.letters.links import scheme
from salesbook.letters.source import inside, shown_path
from salesbook.letters.tags import Line

FOLDER = "attachments"
LARGEST_ATTACHMENT = 10_000_000  # bytes: many mail servers take no more
EXECUTABLE = frozenset(
    [
        "ade",
        "adp",
        "apk",
        "app",
        "appx",
        "bat",
        "cab",
        "chm",
        "cmd",
        "com",
        "cpl",
        "dll",
        "dmg",
        "docm",
        "exe",
        "hta",
        "ins",
        "iso",
        "jar",
        "js",
        "jse",
        "lnk",
        "mde",
        "msc",
        "msi",
        "msp",
        "mst",
        "pif",
        "ps1",
        "psm1",
        "py",
        "reg",
        "scr",
        "sct",
        "sh",
        "sys",
        "vb",
        "vbe",
        "vbs",
        "vxd",
        "wsc",
        "wsf",
        "wsh",
        "xlsm",
        "xll",
        "pptm",
    ]
)
_IMAGE = re.compile(r"(<(?:img|v:fill|v:image)\b[^>]*?\bsrc=\")([^\"]+)(\")", re.IGNORECASE)


def attachment(line: Line, root: Path) -> Path:
    """The file that an Attach: line names. Raises TemplateFault."""
    folder = root / FOLDER
    path = inside(folder, folder / line.text)
    if path is None:
        outside = (folder / line.text).is_file()
        why = (
            f"{line.text} lies outside the folder {FOLDER}."
            if outside
            else f"There is no {line.text} in the folder {FOLDER}."
        )
        raise TemplateFault(
            line.file, line.number, why, f"Put it into the folder {FOLDER} beside the templates."
        )
    if path.suffix.lower().removeprefix(".") in EXECUTABLE:
        raise TemplateFault(
            line.file,
            line.number,
            f"{line.text} is a program, or may hold one.",
            "Attach a document, such as a PDF.",
        )
    if (size := path.stat().st_size) > LARGEST_ATTACHMENT:
        raise TemplateFault(
            line.file,
            line.number,
            f"{line.text} has {size / 1e6:.0f} MB.",
            "Attach at most 10 MB; a link does for more.",
        )
    return path


class Images:
    """The local images of a letter, each once, by content-id."""

    def __init__(self, files: Mapping[str, tuple[Path, Path]]) -> None:
        """`files` are path and folder of templates by the names that faults give them."""
        self._files = files
        self._found: dict[str, Path] = {}

    @property
    def found(self) -> tuple[tuple[str, Path], ...]:
        """Content-id and path of each."""
        return tuple(self._found.items())

    def take(self, target: str, beside: Path, root: Path, where: tuple[str, int]) -> str:
        """The cid: link of a local image: beside its text, or from the folder of templates on. Raises TemplateFault if it is missing."""
        from urllib.parse import unquote

        name = unquote(target)
        path = inside(root, beside / name) or inside(root, root / name)
        if path is None:
            raise TemplateFault(
                *where,
                f"There is no image {name}.",
                f"Put it into the folder of templates, as {name}.",
            )
        stem = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-") or "image"
        cid = f"{stem}-{hashlib.sha256(path.read_bytes()).hexdigest()[:10]}@letters"
        self._found[cid] = path
        return f"cid:{cid}"

    def of_layout(self, html: str, layout: Path) -> str:
        """A layout's HTML with its local images by content-id. Raises TemplateFault."""
        root = layout.parents[1]

        def by_id(found: re.Match[str]) -> str:
            if scheme(found[2]) or found[2].startswith("//") or not found[2].isascii():
                return found[0]
            where = (shown_path(layout, root), html.count("\n", 0, found.start()) + 1)
            return found[1] + self.take(found[2], layout.parent, root, where) + found[3]

        return _IMAGE.sub(by_id, html)

    def of_text(self, target: str, file: str, line: int) -> str:
        """The cid: link of an image that a text shows. Raises TemplateFault."""
        path, root = self._files[file]
        return self.take(target, path.parent, root, (file, line))
