"""What others build on, as text: commands, exit statuses, JSON keys, buttons, tables, IDs, files, cells of a new book.

Workbooks, macros, scripts and habits out there name these things. Each function gives the lines of one page in
`pinned/`; `python -m tests.pins` writes the pages anew after a change that was meant.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import python_calamine

from salesbook import buttons, scripts
from salesbook.cli.main import main, parser
from salesbook.schema import SETTING_ROWS, STANDARD, TABLES
from salesbook.util.resources import workbook_dir

TODAY = "2026-06-15"
_MOVING = {"Book ID"}  # a setting that is another in each book
_NOT_OURS = {"Runs", "Holidays"}  # when it ran, and what a library knows of holidays


def commands() -> Iterator[str]:
    """The grammar of every command. Not --help itself, whose layout is another in every Python."""
    top = parser()
    yield f"{top.description} {top.epilog}"
    for actions in top._subparsers._group_actions:
        for name, sub in actions.choices.items():
            yield f"{name}: {sub.description}"
            for option in sub._actions:
                words = ", ".join(option.option_strings) or "(by place)"
                told = {"metavar": option.metavar, "nargs": option.nargs, "choices": option.choices,
                        "default": option.default, "required": option.required, "repeated": "Append" in type(option).__name__}  # fmt: skip
                shown = "; ".join(
                    f"{key} {value}" for key, value in told.items() if value not in (None, False, "", [])
                )
                yield f"    {words}: {option.help} ({shown})"


def tables() -> Iterator[str]:
    """Tables with their columns, types, lists and who writes them; settings with their defaults."""
    for table in TABLES.values():
        yield f"{table.name} on {table.sheet}, key {table.key}"
        for column in table.columns:
            told = [column.type.name, *(["ours"] if column.ours else []), *map(str, column.choices)]
            yield f"    {column.name}: {', '.join(told)}"
    yield "Settings"
    for setting in SETTING_ROWS:
        yield f"    {setting.name}: {setting.default!r}"


def macros() -> Iterator[str]:
    """What workbooks call: functions, scripts, Subs, and the buttons of the ribbon."""
    for module in (buttons, scripts):
        own = [name for name, value in vars(module).items()
               if not name.startswith("_") and getattr(value, "__module__", "") == module.__name__]  # fmt: skip
        yield f"{module.__name__}: {', '.join(sorted(own))}"
    for path in sorted((workbook_dir() / "vba").glob("Salesbook*.bas")):
        subs = re.findall(r"(?m)^(?:Public )?(?:Sub|Function) (\w+)", path.read_text(encoding="utf-8"))
        yield f"{path.name}: {', '.join(subs)}"
    ribbon = (workbook_dir() / "ribbon" / "customUI14.xml").read_text(encoding="utf-8")
    yield from re.findall(r"<button [^>]*>", ribbon)


def shipped() -> Iterator[str]:
    """The parts of the workbook beside the source, each with a mark of its bytes."""
    with zipfile.ZipFile(workbook_dir() / "salesbook.xlsm") as package:
        for name in package.namelist():
            yield f"{hashlib.sha256(package.read(name)).hexdigest()[:16]} {name}"


def new_book(folder: Path) -> Iterator[str]:
    """A made-up firm of a fixed seed and day: every table with its first key and a mark of its cells."""
    path = sample(folder)
    book = python_calamine.load_workbook(str(path), load_tables=True)
    for name in [name for name, table in TABLES.items() if table.part in STANDARD and name not in _NOT_OURS]:
        found = book.get_table_by_name(name)
        rows = [row for row in found.to_python() if _MOVING.isdisjoint(row[:2])]
        mark = hashlib.sha256(repr(rows).encode()).hexdigest()[:16]
        yield f"{name}: {len(rows)} rows, first {rows[0][0] if rows else ''!r}, {mark}"


def sample(folder: Path) -> Path:
    """A small made-up firm's book without buttons."""
    path = folder / "book.xlsx"
    run("new", path, "--sample", "--contacts", 30, "--seed", 7)
    return path


def run(*words: object) -> tuple[int, dict[str, object]]:
    """One command with --json: its exit status and what it printed."""
    out = io.StringIO()
    out.reconfigure = lambda **_: None  # type: ignore[attr-defined]
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()) as err:
        err.reconfigure = lambda **_: None  # type: ignore[attr-defined]
        try:
            status = main([*map(str, words), "--today", TODAY, "--json"])
        except SystemExit as stop:  # argparse ends the program over a wrong usage
            status = int(stop.code or 0)
    return status, json.loads(out.getvalue() or "{}")


def answers(folder: Path) -> Iterator[str]:
    """One day with every command that needs no network and no window: status, keys of the JSON, files beside the book."""
    path = sample(folder)
    people = folder / "people.csv"
    people.write_text("First name,Last name,Email\nNew,Person,new@example.com\n", encoding="utf-8")
    empty = folder / "mails"
    empty.mkdir()
    for words in (
        ("today", path), ("check", path), ("scores", path, "--dry-run"), ("calls", path, "--rep", "Ana"),
        ("calls", path, "--rep", "Nobody"), ("log", path), ("import", path, people, "--into", "Contacts"),
        ("import", path, people, "--into", "Runs"), ("undo", path), ("undo", path, "--dry-run"),
        ("who", path, "C0003"), ("about", path, "C0003"), ("about", path, "C0003", "--all"),
        ("evaluate", path, "--split", "2026-01-15"), ("report", path, "--month"), ("drafts", path, "--contact", "C0003", "--template", "thank-you"),
        ("drafts", path), ("preview", path), ("templates", "list", path), ("templates", "check", path),
        ("send", path, "nothing"), ("export", path, "nothing", "--to", "csv"), ("inbox", path, empty),
        ("forget", path, "C0009", "--dry-run"), ("forget", path, "C0009"), ("forget", path, "C0009", "--confirm", "C0009"),
        ("check", folder / "missing.xlsx"), ("check",), ("send", path, "--to", "pigeon"),
    ):  # fmt: skip
        status, answer = run(*words)
        yield f"{status}  {' '.join(str(word).replace(str(folder), '.') for word in words)}"
        yield f"     {', '.join(_keys(answer))}"
    beside = path.with_suffix(".salesbook")
    yield "Beside the workbook: " + ", ".join(sorted(found.name for found in beside.iterdir()))


def _keys(answer: dict[str, object]) -> list[str]:
    """The keys of an answer and of its summary."""
    summary = answer.get("summary", {})
    return [*(key for key in answer if key != "summary"), *(f"summary.{key}" for key in summary)]


PAGES: dict[str, Callable[[Path], Iterator[str]]] = {
    "commands": lambda _: commands(),
    "tables": lambda _: tables(),
    "macros": lambda _: macros(),
    "shipped": lambda _: shipped(),
    "new_book": new_book,
    "answers": answers,
}
PINNED = Path(__file__).parent / "pinned"


def page(name: str, folder: Path) -> str:
    """One page, made now. `folder` is empty, and its own."""
    return "\n".join(line.rstrip() for line in PAGES[name](folder)) + "\n"
