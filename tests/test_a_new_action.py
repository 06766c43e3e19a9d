"""What a developer does for a new action with a table, an option and a button: six files; the rest is made from them."""

from __future__ import annotations

import filecmp
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# By file the whole of it, or what is put before or behind what stands there. Tests and CHANGELOG.md come besides.
NEW = {
    "schema/toys.py": '''"""What we give away."""

from __future__ import annotations

from salesbook.schema.forgetting import Forget
from salesbook.schema.types import Column, Table, Type, ours

TOYS = Table(
    "Toys", "Toys", "What we give away.",
    key="Toy",
    contents="What we give away.",
    forget=Forget.WORDS,
    columns=(
        Column("Toy", Type.TEXT, "What it is called.", needed=True),
        ours("Colour", Type.TEXT, "Its colour."),
    ),
)  # fmt: skip
''',
    "domain/toys.py": '''"""Toys to the colours that they get. Pure."""

from __future__ import annotations

from salesbook.domain.world import World
from salesbook.tables.plan import Message, Plan, Set


def plan_toys(world: World, colour: str) -> Plan:
    """Every toy gets the colour."""
    toys = list(world.frames["Toys"].index)
    return Plan((Set("Toys", toys, {"Colour": [colour] * len(toys)}),), messages=(Message(f"{len(toys)} toys are {colour}."),))
''',
    "actions/toys.py": '''"""`toys`: every toy gets a colour."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from salesbook.actions.base import EVERYTHING, Action, Step, option
from salesbook.schema.buttons import MARKETING, Button

if TYPE_CHECKING:
    from salesbook.domain.world import World
    from salesbook.tables.plan import Plan


def _toys(world: World, options: Namespace) -> Plan:
    from salesbook.domain.toys import plan_toys

    return plan_toys(world, options.colour)


TOYS = Action(
    "toys",
    "Give every toy a colour.",
    reads=(*EVERYTHING, "Toys"),
    steps=(Step("Painting", _toys),),
    options=(option("--colour", "which one", default="blue", metavar="COLOUR"),),
    usage=(("toys BOOK [--colour COLOUR]", "gives every toy a colour"),),
    button=Button("toys", "Paint toys", "Give every toy a colour.", MARKETING, "Bullets", ("Toys",)),
)
''',
}
CHANGED = {
    "schema/__init__.py": (
        (
            "from salesbook.schema.types",
            "from salesbook.schema.toys import TOYS\nfrom salesbook.schema.types",
        ),
        (
            "        SCORE_HISTORY, PROBLEMS, RUNS, CALL_DAYS, CADENCE_CHANGES,\n",
            "        SCORE_HISTORY, PROBLEMS, RUNS, CALL_DAYS, CADENCE_CHANGES, TOYS,\n",
        ),
    ),
    "actions/registry.py": (
        (
            "from salesbook.actions.undo",
            "from salesbook.actions.toys import TOYS\nfrom salesbook.actions.undo",
        ),
        ("OPEN, DOCTOR, INSTALL,", "OPEN, DOCTOR, INSTALL, TOYS,"),
    ),
    "buttons.py": (
        (
            "def press(",
            'def toys() -> None:\n    """Give every toy a colour."""\n    _clicked("toys")\n\n\ndef press(',
        ),
    ),
}
CLICK = """
import sys
from salesbook.buttons import press
from salesbook.office import libreoffice
app = libreoffice.start_libreoffice()
book = app.books.open(sys.argv[1])
book.sheets["Toys"]["A3"].value = "Bear"
print(press("toys", book))
print(book.sheets["Toys"]["B3"].value)
book.close()
app.quit()
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    """The source with the new action in it, and what is made from the registry made anew."""
    top = tmp_path_factory.mktemp("copy")
    for folder in ("salesbook", "templates", "workbook", "docs"):
        shutil.copytree(ROOT / folder, top / folder, ignore=shutil.ignore_patterns("__pycache__", "pictures"))
    for name, text in NEW.items():
        (top / "salesbook" / name).write_text(text, encoding="utf-8")
    for name, places in CHANGED.items():
        path = top / "salesbook" / name
        text = path.read_text(encoding="utf-8")
        for before, after in places:
            assert text.count(before) == 1, f"{before!r} in {name}"
            text = text.replace(before, after)
        path.write_text(text, encoding="utf-8")
    python(top, "-m", "workbook")
    return top


def python(top: Path, *words: object) -> subprocess.CompletedProcess[str]:
    """Run the copy, and nothing of the source beside it."""
    answer = subprocess.run(
        [sys.executable, *map(str, words)], cwd=top, env={**os.environ, "PYTHONPATH": str(top)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert answer.returncode in {0, 1}, answer.stderr
    return answer


def test_six_files_are_written_by_hand_and_six_are_made_from_them(copy):
    assert len(NEW) + len(CHANGED) <= 6
    made = {
        str(path.relative_to(copy))
        for path in copy.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.relative_to(copy).parts[0] != "salesbook"
        and not filecmp.cmp(path, ROOT / path.relative_to(copy), shallow=False)
    }  # fmt: skip
    assert made == {
        "docs/commands.md", "docs/tables.md", "workbook/ribbon/customUI14.xml", "workbook/salesbook.xlsm", "workbook/vba/SalesbookButtons.bas",
        "workbook/vba/SalesbookRibbon.bas",
    }  # fmt: skip


def test_the_terminal_has_it_with_its_option_and_the_page_of_commands_names_it(copy, tmp_path):
    path = tmp_path / "book.xlsx"
    python(copy, "-m", "salesbook", "new", path)
    told = python(copy, "-m", "salesbook", "toys", path, "--colour", "green").stderr
    assert "0 toys are green." in told
    assert "| `toys BOOK [--colour COLOUR]` | gives every toy a colour |" in (
        copy / "docs" / "commands.md"
    ).read_text(encoding="utf-8")


@pytest.mark.usefixtures("office")
def test_its_button_stands_on_its_sheet_and_a_click_does_it(copy, tmp_path):
    path = tmp_path / "book.xlsm"
    python(copy, "-m", "salesbook", "new", path)
    assert b"SalesbookToys" in (copy / "workbook" / "vba" / "SalesbookButtons.bas").read_bytes()
    said, colour = python(copy, "-c", CLICK, path).stdout.splitlines()[-2:]
    assert (said, colour) == ("1 toys are blue.", "blue")
