"""Every way to send keeps the contract."""

from __future__ import annotations

import os
import shutil

import pytest
from aiosmtpd.controller import Controller

from salesbook.mail.base import CannotSend, Fate
from salesbook.mail.secrets import Secret
from salesbook.mail.transport import eml_folder as eml_module
from salesbook.mail.transport.eml_folder import Folder
from salesbook.mail.transport.imap_drafts import Drafts, without_unsent
from salesbook.mail.transport.smtp import Smtp
from tests.mail.contract import Door, KnowsTwiceContract, TransportContract, body, fields, parcel
from tests.mail.dovecot import MOST_BYTES, PASSWORD, free_port
from tests.mail.wire import wired


class TestFolder(KnowsTwiceContract):
    """A folder of .eml files."""

    @pytest.fixture
    def door(self, tmp_path):
        path = tmp_path / "out" / "letters"

        def shut():
            shutil.rmtree(path.parent, ignore_errors=True)
            path.parent.write_text("a file stands in the way")

        return Door(lambda: Folder(path), lambda: [file.read_bytes() for file in path.glob("*.eml")], shut)

    def test_a_file_opens_as_a_draft_and_says_whose_it_is(self, transport, tmp_path):
        transport.open()
        transport.hand(parcel())
        (path,) = (tmp_path / "out" / "letters").iterdir()
        assert path.name.endswith(" bo@example.com.eml")
        assert path.read_bytes() == parcel().data
        assert fields(path.read_bytes())["x-unsent"] == "1"

    def test_what_a_person_wrote_into_it_stays(self, transport, tmp_path):
        transport.open()
        transport.hand(parcel())
        (path,) = (tmp_path / "out" / "letters").iterdir()
        path.write_bytes(b"changed by hand")
        assert transport.hand(parcel()).fate is Fate.HANDED
        assert path.read_bytes() == b"changed by hand"

    def test_a_full_disk_leaves_no_half_file(self, transport, tmp_path, monkeypatch):
        transport.open()

        def full(_number):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(eml_module.os, "fsync", full)
        with pytest.raises(CannotSend, match="the disk is full"):
            transport.hand(parcel())
        assert list((tmp_path / "out" / "letters").iterdir()) == []

    def test_it_works_on_a_disk_without_links(self, transport, door, monkeypatch):
        def refused(*_):
            raise OSError(1, "Operation not permitted")

        monkeypatch.setattr(os, "link", refused)
        transport.open()
        transport.hand(parcel())
        transport.hand(parcel())
        assert door.arrived() == [parcel().data]


class TestDrafts(KnowsTwiceContract):
    """The Drafts folder of a real mailbox."""

    @pytest.fixture
    def wire(self, dovecot):
        with wired(dovecot.port) as wire:
            yield wire

    @pytest.fixture
    def door(self, mailbox, wire):
        def drafts():
            return Drafts(f"imap://localhost:{wire.port}", mailbox.login, lambda: Secret(PASSWORD))

        return Door(drafts, lambda: mailbox.all("Entwürfe"), wire.close)

    def test_it_lies_there_as_a_draft_that_is_not_new(self, transport, mailbox):
        transport.open()
        transport.hand(parcel())
        with mailbox.client() as client:
            client.select_folder("Entwürfe", readonly=True)
            assert set(client.get_flags([1])[1]) - {rb"\Recent"} == {rb"\Draft", rb"\Seen"}
        assert "x-unsent" not in fields(mailbox.all("Entwürfe")[0])

    def test_a_letter_that_a_person_sent_meanwhile_is_not_put_there_again(self, transport, mailbox):
        transport.open()
        mailbox.put(parcel().data, folder="Gesendet")
        receipt = transport.hand(parcel())
        assert (receipt.fate, receipt.said) == (Fate.HANDED, "It lies in Gesendet already.")
        assert mailbox.all("Entwürfe") == []

    def test_an_answer_that_got_lost_leaves_no_doubt(self, transport, mailbox, wire):
        wire.cut = lambda call, said: call == 1 and b"Append completed" in said
        transport.open()
        receipt = transport.hand(parcel())
        assert (receipt.fate, receipt.lost) == (Fate.LATER, True)
        assert len(mailbox.all("Entwürfe")) == 1
        transport.open()
        assert transport.hand(parcel()).fate is Fate.HANDED
        assert len(mailbox.all("Entwürfe")) == 1

    def test_a_line_that_breaks_in_the_middle_of_a_letter_leaves_nothing_or_all(
        self, transport, mailbox, wire
    ):
        wire.cut = lambda call, said: call == 1 and said.startswith(b"+ OK")
        transport.open()
        receipt = transport.hand(parcel())
        assert (receipt.fate, receipt.lost) == (Fate.LATER, True)
        transport.open()
        assert transport.hand(parcel()).fate is Fate.HANDED
        assert len(mailbox.all("Entwürfe")) == 1

    def test_a_letter_that_is_too_large_is_refused_and_the_next_one_goes(self, transport, mailbox):
        transport.open()
        receipt = transport.hand(parcel(1, text="x" * MOST_BYTES))
        assert (receipt.fate, receipt.lost) == (Fate.REFUSED, False)
        assert "[LIMIT]" in receipt.said
        assert transport.hand(parcel(2)).fate is Fate.HANDED
        assert len(mailbox.all("Entwürfe")) == 1

    def test_a_full_mailbox_stops_it(self, transport, mailbox):
        filling = b"Subject: x\r\n\r\n" + (b"x" * 70 + b"\r\n") * 27_000
        mailbox.put(*[filling] * 20)
        transport.open()
        letters = [parcel(number, text="y" * 1_000_000) for number in range(9)]
        with pytest.raises(CannotSend, match="is full") as told:
            list(map(transport.hand, letters))
        assert told.value.todo == "Delete what is no longer needed there, then try again."

    def test_a_mailbox_without_drafts_gets_a_folder(self, transport, mailbox, monkeypatch):
        monkeypatch.setattr("salesbook.mail.transport.imap_drafts.folders_of", lambda _client: _NoFolders())
        transport.open()
        assert transport.hand(parcel()).fate is Fate.HANDED
        assert len(mailbox.all("Drafts")) == 1

    def test_letters_of_before_are_known(self, transport, mailbox):
        mailbox.put(*(parcel(number).data for number in range(3)), folder="Entwürfe")
        transport.open()
        assert {transport.hand(parcel(number)).said for number in range(3)} == {
            "It lies in Entwürfe already."
        }
        assert transport.hand(parcel(3)).fate is Fate.HANDED
        assert len(mailbox.all("Entwürfe")) == 4

    def test_who_is_not_let_in_is_told(self, mailbox):
        with pytest.raises(CannotSend, match="does not let"):
            Drafts(mailbox.address, mailbox.login, lambda: Secret("wrong")).open()


class TestSmtp(TransportContract):
    """A mail server."""

    @pytest.fixture
    def door(self):
        taken = []

        class Handler:
            async def handle_DATA(self, _server, _session, envelope):  # noqa: N802
                taken.append(envelope.original_content)
                return "250 2.0.0 Taken"

        controller = Controller(Handler(), hostname="127.0.0.1", port=free_port())
        controller.start()
        with wired(controller.port) as wire:
            yield Door(lambda: Smtp(f"127.0.0.1:{wire.port}", "", Secret), lambda: taken, wire.close)
        controller.stop()


class _NoFolders:
    drafts = sent = junk = ""


def test_only_the_header_of_the_letter_itself_goes():
    data = b"From: a\r\nx-unsent: 1\r\nSubject: b\r\n\r\nX-Unsent: 1\r\n"
    assert without_unsent(data) == b"From: a\r\nSubject: b\r\n\r\nX-Unsent: 1\r\n"
    assert without_unsent(b"X-Unsent: 1\r\n\r\nx") == b"\r\nx"
    assert body(without_unsent(parcel().data)) == body(parcel().data)
