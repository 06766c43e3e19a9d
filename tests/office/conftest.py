"""A LibreOffice for all tests of a worker, and a screen without a monitor."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from salesbook.office.libreoffice.bridge import uno
from salesbook.office.libreoffice.errors import OfficeError
from salesbook.office.libreoffice.finding import program


def pytest_itemcollected(item):
    """Tracebacks without values: to show an object of a LibreOffice that is gone ends Python itself."""
    item.repr_failure = lambda error: error.getrepr(style="native")


@pytest.fixture
def book(office):
    """A new, empty workbook in it."""
    made = office.books.add()
    yield made
    made.close()


@pytest.fixture
def sheet(book):
    return book.sheets[0]


@pytest.fixture
def opened(office):
    """Opens files in it, and closes them afterwards."""
    books = []

    def open_file(path: Path):
        books.append(office.books.open(path))
        return books[-1]

    yield open_file
    for each in books:
        each.close()


@pytest.fixture(scope="session")
def screen():
    """An X server that nobody sees; programs started meanwhile show their windows there."""
    needs_libreoffice()
    for needed in ("Xvfb", "xdotool"):
        if not shutil.which(needed):
            pytest.skip(f"{needed} is not installed")
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=[write], stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(write)
    with os.fdopen(read) as answer:
        display = f":{answer.readline().strip()}"
    yield display
    server.terminate()
    server.wait()


def needs_libreoffice():
    try:
        program()
        uno()
    except OfficeError as error:
        pytest.skip(str(error))
