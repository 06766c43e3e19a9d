"""What tests of mailings share: a mail server for a worker, and workbooks whose letters wait or have left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.actions.mail.answers import READERS
from tests.actions.mail.approved import a_book, sent
from tests.actions.mail.keep import laid_out
from tests.actions.mail.newsletter import approve, sample_book
from tests.mail.smtpd import Running, Standing


@pytest.fixture(scope="session")
def standing(tmp_path_factory) -> Iterator[Standing]:
    with Standing(tmp_path_factory.mktemp("smtpd")) as servers:
        yield servers


@pytest.fixture
def server(standing) -> Running:
    """A mail server that has seen nothing yet."""
    return standing.fresh()


@pytest.fixture
def waiting(tmp_path, server) -> Path:
    """A workbook whose mailing to four people is approved."""
    return a_book(tmp_path, server)


@pytest.fixture
def morning_after(tmp_path, server) -> Path:
    """A workbook whose mailing to four readers has been sent this morning."""

    def make(folder: Path) -> None:
        sent(a_book(folder, server, people=READERS))

    laid_out(tmp_path, ("sent", server.address), make)
    server.forget()
    return tmp_path / "book.xlsx"


@pytest.fixture
def sample(tmp_path) -> Path:
    """A sample book with a text of its own."""
    laid_out(tmp_path, "sample", sample_book)
    return tmp_path / "book.xlsx"


@pytest.fixture
def approved_sample(tmp_path) -> Path:
    """The same with its mailing drafted and approved."""
    laid_out(tmp_path, "approved sample", lambda folder: approve(sample_book(folder)))
    return tmp_path / "book.xlsx"


@pytest.fixture
def box(tmp_path) -> Path:
    """A folder for mails that come in."""
    folder = tmp_path / "mails"
    folder.mkdir()
    return folder
