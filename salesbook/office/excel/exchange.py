"""A VBA project with modules of ours put in, or in the place of older ones; everybody else's stay as they are.

What Office keeps compiled is left out, as in a project that is made anew: it compiles all modules when the workbook
is opened.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from struct import pack as binary

from salesbook.office.excel.cfb import Tree, compound
from salesbook.office.excel.found_project import SOURCE_START, VERSION, FoundModule, FoundProject
from salesbook.office.excel.pack import pack
from salesbook.office.excel.project import (
    CODE_PAGE,
    NO_CACHE,
    REFERENCE_NAME,
    REFERENCES,
    Module,
    item_line,
    module_list,
    module_records,
    record,
    reference,
    wide_name,
    window_line,
)

_ITEM = re.compile(rb"^(ID|Document|Module|Class|BaseClass|Package)=([^/\r\n]*)[^\r\n]*\r\n", re.MULTILINE)
_WORKSPACE = b"[Workspace]"


def with_modules(project: FoundProject, modules: Sequence[Module]) -> bytes:
    """The project with these modules, each in the place of the one of its name, or last.

    Raises ValueError where it gets larger than a project can be.
    """
    wanted = {module.name.casefold(): module for module in modules}
    known = {module.name.casefold() for module in project.modules}
    new = [module for name, module in wanted.items() if name not in known]
    streams: dict[str, bytes | Tree] = {}
    records = []
    for module in project.modules:
        ours = wanted.get(module.name.casefold())
        streams[module.stream] = _packed(ours) if ours else module.packed
        records.append(_renewed(module))
    for one in new:
        streams[one.name] = _packed(one)
        records.append(module_records(one))
    folder = project.rest["VBA"]
    vba = {**(folder if isinstance(folder, Mapping) else {}), **streams}
    vba |= {"dir": pack(b"".join(_dir(project, records))), "_VBA_PROJECT": NO_CACHE}
    tree = {**project.rest, "VBA": vba, "PROJECT": _lines(project.lines, new, [*wanted.values()])}
    if isinstance(names := tree.get("PROJECTwm"), bytes):
        tree["PROJECTwm"] = names[:-2] + b"".join(map(wide_name, new)) + names[-2:]
    return compound(tree, project.classes)


def _packed(module: Module) -> bytes:
    return pack(module.source.encode(f"cp{CODE_PAGE}"))


def _renewed(module: FoundModule) -> bytes:
    """Its records as they are, but that its source begins at the start of the stream."""
    return b"".join(
        record(number, binary("<I", 0) if number == SOURCE_START else data) for number, data in module.records
    )


def _dir(project: FoundProject, modules: Sequence[bytes]) -> list[bytes]:
    head = [
        binary("<HI", number, 4) + data if number == VERSION else record(number, data)
        for number, data in project.head
    ]
    named = {data for number, data in project.head if number == REFERENCE_NAME}
    lacking = [reference(name) for name in REFERENCES if name.encode() not in named]
    return [*head, *lacking, *module_list(modules)]


def _lines(lines: bytes, new: Sequence[Module], ours: Sequence[Module]) -> bytes:
    """The PROJECT stream with the modules that are new, and each of ours as what it is.

    LibreOffice leaves a class out when it saves, and makes a document of it at the next save.
    """

    def written(made: Sequence[str]) -> bytes:
        return "".join(f"{line}\r\n" for line in made).encode()

    kinds = {module.name.casefold(): module.kind.value for module in ours}

    def unless_wrong(found: re.Match[bytes]) -> bytes:
        kind, name = found[1].decode(), found[2].decode("latin-1").casefold()
        return b"" if kind != "ID" and kinds.get(name, kind) != kind else found[0]

    lines = _ITEM.sub(unless_wrong, lines)
    named = {found[2].decode("latin-1").casefold() for found in _ITEM.finditer(lines) if found[1] != b"ID"}
    end = max((found.end() for found in _ITEM.finditer(lines)), default=0)
    lacking = [item_line(module) for module in ours if module.name.casefold() not in named]
    lines = lines[:end] + written(lacking) + lines[end:]
    if _WORKSPACE not in lines:
        return lines
    kept = lines.rstrip(b"\r\n")
    return kept + b"\r\n" + written([window_line(module) for module in new]) + lines[len(kept) + 2 :]
