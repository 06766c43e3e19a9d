"""What all tests share."""

from __future__ import annotations

import gc
import itertools
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from salesbook.actions import outcome as told
from salesbook.actions.outcome import Outcome
from salesbook.cli import main as terminal
from salesbook.errors import sentence
from tests.wording import seams, wrong_plurals

pytest_plugins = ["tests.crashes"]

# Tests of what is said about letters.
_READ_FOR_SEAMS = ("test_drafts", "test_send", "test_inbox", "test_export", "test_opt_outs")

settings.register_profile("salesbook", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("salesbook")


def pytest_collection_finish() -> None:
    """Thousands of tests and what they import stay to the end: not to look through all that for garbage, again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def data_folders(tmp_path_factory) -> Iterator[Path]:
    """Where one may make a folder, again and again; pytest's own numbering reads the names of thousands for each."""
    top = tmp_path_factory.mktemp("data")
    return (top / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def own_data(data_folders, monkeypatch):
    """A data folder for each test: ledgers of one must not be another's."""
    folder = next(data_folders)
    folder.mkdir()
    monkeypatch.setenv("SALESBOOK_DATA", str(folder))
    return folder


@pytest.fixture(autouse=True)
def no_wrong_plurals(monkeypatch):
    """Whatever an action says in any test: one thing is never said to be "1 things"."""
    said = []
    made = Outcome.__init__

    def noted(self, *args, **named):
        made(self, *args, **named)
        said.extend([*self.messages, *self.extra, *(f"{one.why} {one.todo}" for one in self.problems)])

    monkeypatch.setattr(Outcome, "__init__", noted)
    yield
    assert [found for text in set(said) for found in wrong_plurals(text)] == []


@pytest.fixture(autouse=True)
def no_seams(request, monkeypatch):
    """What letters and sending say in the tests about them is read for seams such as “at most.. See”."""
    if not request.node.path.stem.startswith(_READ_FOR_SEAMS):
        yield
        return
    said = []
    made, shown = Outcome.__init__, told.lines

    def lines(outcome):
        for line in shown(outcome):
            said.append(line)
            yield line

    def noted(self, *args, **named):
        made(self, *args, **named)
        said.extend([*self.messages, *(f"{sentence(one.why)} {one.todo}" for one in self.problems)])

    monkeypatch.setattr(terminal, "lines", lines)
    monkeypatch.setattr(Outcome, "__init__", noted)
    yield
    assert [seam for text in said for seam in seams(str(text))] == []


@pytest.fixture(scope="session")
def office():
    """A LibreOffice without windows, as an xlwings.App; one for all tests of a worker."""
    from salesbook.office import libreoffice
    from salesbook.office.libreoffice.errors import OfficeMissing, UnoMissing

    try:
        app = libreoffice.start_libreoffice()
    except (OfficeMissing, UnoMissing) as error:
        pytest.skip(str(error))
    yield app
    app.quit()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where everything is installed, a skipped test is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("SALESBOOK_NO_SKIPS") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
