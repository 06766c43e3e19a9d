"""How often things are opened, read and asked on the road of a letter, out and back."""

from __future__ import annotations

import sys
import zipfile
from collections import Counter
from contextlib import contextmanager

import pytest

from salesbook.actions.mail import outgoing
from salesbook.mail.ledger.database import LedgerFile
from tests.actions.mail.answers import bounce, ids, listen, mail, replies
from tests.actions.mail.approved import a_book, letter_to, sent, statuses

_LETTERS = 50
_MAILS = 5
_opened: list[str] = []
_listening = False


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if _listening and event == "open":
        _opened.append(str(arguments[0]))


sys.addaudithook(_hear)


@contextmanager
def counted():
    """Counts, while it lasts, how often each draft is opened, zips are, and the ledger is asked."""
    global _listening  # noqa: PLW0603 - an audit hook stays for good
    counts: Counter[str] = Counter()
    open_zip, begin = zipfile.ZipFile.__init__, LedgerFile.__init__

    def counting_zip(self, file, mode="r", *more, **named):
        counts["zips read"] += mode == "r"
        open_zip(self, file, mode, *more, **named)

    def counting_questions(self, path):
        begin(self, path)
        self._db.set_trace_callback(
            lambda text: counts.update(asked=text.lstrip().upper().startswith("SELECT"))
        )

    _opened.clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(zipfile.ZipFile, "__init__", counting_zip)
        patch.setattr(LedgerFile, "__init__", counting_questions)
        _listening = True
        try:
            yield counts
        finally:
            _listening = False
    counts.update(path for path in _opened if path.endswith(".eml"))


@pytest.fixture(scope="module")
def sent_and_counted(tmp_path_factory, standing):
    """A workbook of which fifty letters were sent, where its ledger lies, what was counted meanwhile, and what arrived."""
    folder, server = tmp_path_factory.mktemp("book"), standing.fresh()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SALESBOOK_DATA", str(folder / "data"))
        path = a_book(folder, server, people=[(f"C{i:02}", f"c{i}@x{i}.example") for i in range(_LETTERS)])
        with counted() as counts:
            sent(path)
    return path, folder / "data", counts, server.stored()


@pytest.fixture
def book(sent_and_counted, monkeypatch):
    path, data, _, _ = sent_and_counted
    monkeypatch.setenv("SALESBOOK_DATA", str(data))
    return path


def test_sending_fifty_letters_opens_the_workbook_four_times(book, sent_and_counted):
    _, _, counts, arrived = sent_and_counted
    assert list(arrived.values()) == [1] * _LETTERS
    assert list(statuses(book).values()) == ["Sent"] * _LETTERS
    assert counts["zips read"] <= 4


def test_sending_reads_each_draft_once(sent_and_counted):
    drafts = {name: times for name, times in sent_and_counted[2].items() if name.endswith(".eml")}
    assert len(drafts) == _LETTERS
    assert set(drafts.values()) == {1}


def test_drafts_for_which_there_is_no_room_are_read_when_their_turn_comes(tmp_path, server, monkeypatch):
    monkeypatch.setattr(outgoing, "_ROOM", 0)
    path = a_book(tmp_path, server)
    sent(path)
    assert statuses(path) == {"C1": "Sent", "C2": "Failed", "C3": "Sent", "C4": "In doubt"}
    assert set(server.stored().values()) == {1}


def test_reading_five_mails_asks_the_ledger_eight_times_and_opens_the_workbook_twice(book, tmp_path):
    sent_as = ids(book)
    mail(tmp_path, "1", "c0@x0.example", "Yes, please.", In_Reply_To=sent_as["C00"])
    mail(tmp_path, "2", "c1@x1.example", "Please take me off your list.", In_Reply_To=sent_as["C01"],
         References=f"<one@else.example> <two@else.example> {sent_as['C01']}")  # fmt: skip
    mail(tmp_path, "3", "who@else.example", "I know nobody there.", In_Reply_To="<three@else.example>")
    bounce(tmp_path, "4", "c2@x2.example", sent_as["C02"], "5.1.1", "550 5.1.1 nobody here")
    bounce(tmp_path, "5", "c3@x3.example", sent_as["C03"], "4.2.2", "452 4.2.2 mailbox full", "delayed")
    with counted() as counts:
        outcome = listen(book, tmp_path)
    assert outcome.summary["read"] == _MAILS
    assert [row["Contact ID"] for row in replies(book)] == ["C00"]
    assert [letter_to(book, f"C0{i}")["Status"] for i in range(4)] == [
        "Replied",
        "Unsubscribed",
        "Bounced",
        "Sent",
    ]
    assert counts["asked"] <= 8
    assert counts["zips read"] <= 2
