"""What all tests share."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("salesbook", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("salesbook")


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
