"""A worker of the tests that crashed: it says where it was, and its test is run once more.

Only a library that is not Python's takes a worker down: LibreOffice's, when one ends, did so once in some thousand
times. A second time the test has failed. The closing line counts both.
"""

from __future__ import annotations

import faulthandler
import os
import tempfile
from pathlib import Path

import pytest
from xdist.scheduler.protocol import Scheduling

_NOTES = "SALESBOOK_CRASH_NOTES"
_OF_THE_RUN = ("/_pytest/", "/pluggy/", "/xdist/", "/execnet/", '"<string>"')
_SEEN: list[str] = []


@pytest.hookimpl(trylast=True)  # pytest's own writes among all the rest
def pytest_configure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput"):
        faulthandler.enable(file=Path(os.environ[_NOTES]).open("a"))  # noqa: SIM115  # open as long as the worker lives
        return
    number, os.environ[_NOTES] = tempfile.mkstemp(prefix="crashes-")
    os.close(number)


@pytest.hookimpl(optionalhook=True)
def pytest_handlecrashitem(crashitem: str, report: pytest.TestReport, sched: Scheduling) -> None:
    if crashitem not in _SEEN:
        sched.mark_test_pending(crashitem)
        report.outcome = "crashed"  # type: ignore[assignment]  # a word of ours, for the closing line
    _SEEN.append(crashitem)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _SEEN:
        terminalreporter.section("crashes")
        terminalreporter.line(f"Crashed: {', '.join(_SEEN)}")
        for line in Path(os.environ[_NOTES]).read_text().splitlines():
            if not any(place in line for place in _OF_THE_RUN):
                terminalreporter.line(line)


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        Path(os.environ[_NOTES]).unlink(missing_ok=True)
