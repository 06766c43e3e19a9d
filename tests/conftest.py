"""What all tests share."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("salesbook", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("salesbook")


@pytest.fixture(autouse=True)
def own_data(tmp_path_factory, monkeypatch):
    """A data folder for each test: ledgers of one must not be another's."""
    folder = tmp_path_factory.mktemp("data")
    monkeypatch.setenv("SALESBOOK_DATA", str(folder))
    return folder


@pytest.fixture(scope="session")
def office():
    """A LibreOffice without windows, as an xlwings.App; one for all tests of a worker."""
    from salesbook.office import libreoffice
    from salesbook.office.libreoffice.errors import OfficeMissing, UnoMissing

    try:
        app = libreoffice.start()
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
