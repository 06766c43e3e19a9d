"""The core can be used without Excel, LibreOffice or a network. Which way imports point, import-linter tells (pyproject.toml)."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1] / "salesbook"
MODULES = sorted(ROOT.rglob("*.py"))
TESTS = Path(__file__).parent
MOST_LINES = 400
OUTSIDE_THE_CORE = {"xlwings", "uno", "openpyxl", "smtplib", "imaplib", "imapclient", "keyring", "win32com"}


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
    return found


def part(name: str) -> str:
    """The part of the house that a module belongs to: salesbook.domain.scores.plan is "domain"."""
    return name.split(".")[1] if name.startswith("salesbook.") else ""


def name_of(path: Path) -> str:
    return "salesbook." + ".".join(path.relative_to(ROOT).with_suffix("").parts)


def test_the_core_knows_no_spreadsheet_and_no_network():
    core = [path for path in MODULES if part(name_of(path)) not in {"mail", "office", "buttons", "scripts"}]
    outside = {
        name_of(path): {name.split(".")[0] for name in imported(path)} & OUTSIDE_THE_CORE for path in core
    }
    assert {name: found for name, found in outside.items() if found} == {}


def test_the_top_has_few_rooms_that_a_stranger_knows():
    assert {path.name.removesuffix(".py") for path in ROOT.iterdir() if path.suffix in {"", ".py"}} - {
        "__init__", "__main__", "__pycache__",
    } == {
        "actions", "books", "buttons", "cli", "domain", "errors", "letters", "mail", "office", "schema", "scripts", "tables", "util",
    }  # fmt: skip


def test_modules_stay_short():
    lengths = {
        name_of(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in MODULES
        if path.parent.name != "schema"  # a list of every column, and no logic
    }
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES} == {}


def test_everything_public_says_what_it_is_for():
    silent = {
        name_of(path): list(undescribed(ast.parse(path.read_text(encoding="utf-8")))) for path in MODULES
    }
    assert {name: found for name, found in silent.items() if found} == {}


def undescribed(module: ast.Module) -> Iterator[str]:
    """What of a module has no docstring and should have one."""
    if module.body and not ast.get_docstring(module):
        yield "the module"
    for node in module.body:
        public = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
        if public and not ast.get_docstring(node):
            yield node.name


def test_one_public_name_means_one_thing():
    """Functions, classes and constants: who reads a call need not ask which of two it is.

    But in buttons and scripts, which have the actions' own names, because macros in people's workbooks say
    `salesbook.buttons.today()`; and for the classes of LibreOffice's engine, which xlwings knows as Book, Table and Names.
    """
    homes = defaultdict(list)
    for path in MODULES:
        if name_of(path) not in {"salesbook.buttons", "salesbook.scripts"}:
            for name in public_names(ast.parse(path.read_text(encoding="utf-8"))):
                homes[name].append(name_of(path))
    assert {name: paths for name, paths in homes.items() if len(paths) > 1} == {}


def public_names(module: ast.Module) -> Iterator[str]:
    """What a module defines at its top, but classes that do what xlwings' class of the same name says."""
    for node in module.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            bases = node.bases if isinstance(node, ast.ClassDef) else []
            names = [] if f"base_classes.{node.name}" in map(ast.unparse, bases) else [node.name]
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = [name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)]
        else:
            names = []
        yield from (name for name in names if not name.startswith("_"))


def test_nothing_heavy_is_imported_before_it_is_needed():
    code = "import salesbook.cli.main, sys; print(sorted({'pandas', 'rich', 'jinja2', 'xlsxwriter', 'holidays', 'phonenumbers', 'scipy'} & set(sys.modules)))"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


def test_helpers_of_tests_stand_in_builders():
    """A module of tests is imported by nobody, so that what two of them need is found where helpers are."""
    assert [
        f"{path.relative_to(TESTS)} imports {name}"
        for path in sorted(TESTS.rglob("*.py"))
        for name in sorted(imported(path))
        if name.startswith("tests.") and any(part.startswith("test_") for part in name.split("."))
    ] == []
