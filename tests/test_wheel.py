"""What pip installs works far from its source: buttons, letters, pages and texts are inside."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A folder with the unpacked wheel, and one to work in."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as package:
        package.extractall(folder / "site")
    (folder / "desk").mkdir()
    return folder


def run(folder: Path, *words: str) -> str:
    """What a command says."""
    environment = {**os.environ, "PYTHONPATH": str(folder / "site"), "PYTHONSAFEPATH": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # compiled once, as pip does
    command = [sys.executable, "-m", "salesbook", *words]
    done = subprocess.run(
        command, cwd=folder / "desk", env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_a_book_with_buttons_its_cards_and_its_letters_come_from_the_wheel(installed):
    where = [sys.executable, "-P", "-c", "import salesbook; print(salesbook.__file__)"]
    environment = {**os.environ, "PYTHONPATH": str(installed / "site")}
    found = subprocess.run(
        where, cwd=installed, env=environment, capture_output=True, text=True, check=True
    ).stdout
    assert Path(found.strip()).is_relative_to(installed / "site")
    run(installed, "new", "book.xlsm", "--sample", "--today", "2026-06-15")
    with zipfile.ZipFile(installed / "desk" / "book.xlsm") as book:
        assert {"xl/vbaProject.bin", "customUI/customUI14.xml"} <= {*book.namelist()}
    assert "Open points" in run(installed, "about", "book.xlsm", "C0007", "--today", "2026-06-15")
    assert "after-call" in run(installed, "templates", "list", "book.xlsm")
    assert " 0 faults" in (checked := run(installed, "templates", "check", "book.xlsm"))
    assert "0 texts" not in checked
