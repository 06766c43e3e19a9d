"""A mailbox on a real IMAP server is read to the last mail, and nobody notices."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
import trustme

from salesbook.errors import BadInput
from salesbook.mail.base import CannotSend, Unreachable
from salesbook.mail.mailbox import ImapBox, mailbox_of
from salesbook.mail.mailbox import imap as module
from salesbook.mail.mailbox.imap_connection import LineLost, Lock, Server, server_of
from salesbook.mail.mailbox.imap_folders import Folders, folders_of
from salesbook.mail.secrets import Secret
from tests.mail.dovecot import PASSWORD, TOKEN, running
from tests.mail.wire import wired

LONG_AGO = date(2000, 1, 1)


def mail(number: int, body: str = "Hello") -> bytes:
    return (
        f"From: Bo <bo@example.com>\r\nMessage-ID: <{number}@example.com>\r\nSubject: {number}\r\n\r\n{body}\r\n"
    ).encode()


def box(mailbox, port: int = 0, secret: Secret | None = None) -> ImapBox:
    address = f"imap://localhost:{port}" if port else mailbox.address
    return mailbox_of(address, mailbox.login, lambda: secret or Secret(PASSWORD))


def read(source, mark=None, since=LONG_AGO) -> list[bytes]:
    """Subjects of the mails that are new."""
    return [subject(found.data) for found in source.new(mark or {}, since)]


def subject(data: bytes) -> str:
    return data.partition(b"Subject: ")[2].partition(b"\r\n")[0].decode()


def marked(source) -> dict:
    """The mark, as the ledger keeps it."""
    return json.loads(json.dumps(source.mark()))


def test_what_came_since_the_last_look_is_read_and_no_more(mailbox):
    mailbox.put(mail(1), mail(2))
    source = box(mailbox)
    assert read(source) == ["1", "2"]
    mark = marked(source)
    assert read(box(mailbox), mark) == []
    mailbox.put(mail(3))
    source = box(mailbox)
    assert read(source, mark) == ["3"]
    assert read(box(mailbox), marked(source)) == []


def test_mails_arrive_as_they_are(mailbox):
    odd = mail(1) + "Grüße €".encode() + b"\xff\xfe\r\n" + b"x" * 5000 + b"\r\n"
    mailbox.put(odd)
    assert [found.data for found in box(mailbox).new({}, LONG_AGO)] == [odd]


def test_keys_are_unlike_each_other_and_stay(mailbox):
    mailbox.put(mail(1), mail(2))
    mailbox.put(mail(1), folder="Spamverdacht")
    keys = [found.key for found in box(mailbox).new({}, LONG_AGO)]
    assert len(set(keys)) == 3
    assert keys == [found.key for found in box(mailbox).new({}, LONG_AGO)]


def test_a_look_leaves_no_trace(mailbox):
    mailbox.put(mail(1), mail(2), flags=[rb"\Flagged"])
    mailbox.put(mail(3), folder="Spamverdacht")
    before = mailbox.state()
    assert len(read(box(mailbox))) == 3
    assert mailbox.state() == before


def test_a_first_look_goes_back_to_a_day_and_no_further(mailbox):
    now = datetime.now(UTC)
    mailbox.put(mail(1), at=now - timedelta(days=90))
    mailbox.put(mail(2), at=now - timedelta(days=20))
    assert read(box(mailbox), since=None) == ["2"]
    assert read(box(mailbox), since=now.date() - timedelta(days=5)) == []
    source = box(mailbox)
    assert read(source, since=now.date() - timedelta(days=5)) == []
    mailbox.put(mail(3))
    assert read(box(mailbox), marked(source)) == ["3"], "what the first look left out is not new later"


def test_an_answer_in_the_folder_for_junk_is_read_and_named_so(mailbox):
    mailbox.put(mail(1))
    mailbox.put(mail(2), folder="Spamverdacht")
    found = [(subject(found.data), found.folder) for found in box(mailbox).new({}, LONG_AGO)]
    assert found == [("1", "INBOX"), ("2", "Spamverdacht")]


def test_when_the_server_numbers_its_mails_anew_they_come_again(mailbox):
    mailbox.put(mail(1), mail(2))
    source = box(mailbox)
    read(source)
    mark = marked(source)
    numbers = mailbox.home / "Maildir" / "dovecot-uidlist"
    text = numbers.read_text()
    validity = text.split(" V", 1)[1].split(" ", 1)[0]
    for index in (mailbox.home / "Maildir").glob("dovecot.index*"):
        index.unlink()
    numbers.write_text(text.replace(f" V{validity}", f" V{int(validity) + 7}", 1))
    source = box(mailbox)
    assert read(source, mark, date.today() + timedelta(days=9)) == ["1", "2"]  # noqa: DTZ011
    assert read(box(mailbox), marked(source)) == []


def test_a_mail_that_comes_in_while_others_are_read_is_read_next_time(mailbox):
    mailbox.put(mail(1), mail(2))
    source = box(mailbox)
    seen = []
    for found in source.new({}, LONG_AGO):
        seen.append(subject(found.data))
        if seen == ["1"]:
            mailbox.put(mail(3))
    mark = marked(source)
    assert seen[:2] == ["1", "2"]
    assert seen[2:] + read(box(mailbox), mark) == ["3"]


def test_a_mail_that_is_deleted_meanwhile_is_left_out(mailbox, monkeypatch):
    monkeypatch.setattr(module, "_MAILS_AT_ONCE", 1)
    mailbox.put(mail(1), mail(2), mail(3))
    seen = []
    for found in box(mailbox).new({}, LONG_AGO):
        seen.append(subject(found.data))
        if seen == ["1"]:
            with mailbox.client() as client:
                client.select_folder("INBOX")
                client.delete_messages([2])
                client.expunge()
    assert seen in (["1", "3"], ["1", "2", "3"])


def test_500_mails_are_read_once(mailbox):
    mailbox.put(*(mail(number, "x" * 2000) for number in range(500)))
    source = box(mailbox)
    assert len(read(source)) == 500
    assert read(box(mailbox), marked(source)) == []


def test_of_a_large_mail_the_start_is_read(mailbox, monkeypatch):
    monkeypatch.setattr(module, "MOST_MAIL_BYTES", 100_000)
    mailbox.put(mail(1, "x" * 1_500_000), mail(2), mail(3, "y" * 50_000))
    found = [found.data for found in box(mailbox).new({}, LONG_AGO)]
    assert [len(data) for data in found] == [1024 * 1024, len(mail(2)), len(mail(3, "y" * 50_000))]
    assert [subject(data) for data in found] == ["1", "2", "3"]


def test_a_lost_line_is_taken_up_again_where_it_broke(mailbox, monkeypatch):
    monkeypatch.setattr(module, "_MAILS_AT_ONCE", 2)
    mailbox.put(*(mail(number, "x" * 3000) for number in range(9)))
    with wired(mailbox.server.port) as wire:
        wire.cut = lambda call, said: call == 1 and b"4@example.com" in said
        assert read(box(mailbox, wire.port)) == [str(number) for number in range(9)]
        assert wire.calls == 2


def test_a_line_that_breaks_again_and_again_is_told_and_what_was_read_counts(mailbox, monkeypatch):
    monkeypatch.setattr(module, "_MAILS_AT_ONCE", 2)
    mailbox.put(*(mail(number, "x" * 3000) for number in range(9)))
    with wired(mailbox.server.port) as wire:
        wire.cut = lambda _call, said: b"4@example.com" in said
        source = box(mailbox, wire.port)
        seen = []
        with pytest.raises(LineLost, match="lost"):
            seen.extend(subject(found.data) for found in source.new({}, LONG_AGO))
        assert wire.calls == 2
    assert read(box(mailbox), marked(source)) == [str(number) for number in range(4, 9)]


def test_who_is_not_let_in_is_told_what_to_do(mailbox):
    with pytest.raises(CannotSend) as told:
        read(box(mailbox, secret=Secret("wrong")))
    assert (
        told.value.why
        == f"localhost does not let {mailbox.login} in: [AUTHENTICATIONFAILED] Authentication failed."
    )
    assert f'python -m keyring set "salesbook localhost" {mailbox.login}' in told.value.todo


def test_a_token_opens_the_mailbox(mailbox):
    mailbox.put(mail(1))
    assert read(box(mailbox, secret=Secret(token=TOKEN))) == ["1"]
    with pytest.raises(CannotSend, match="does not let"):
        read(box(mailbox, secret=Secret(token="stale")))


def test_without_a_password_nobody_is_called():
    def none():
        raise CannotSend("There is no password.", "Give one.")

    with pytest.raises(CannotSend, match="no password"):
        list(mailbox_of("imap.invalid", "ana", none).new({}, None))


def test_a_server_that_is_not_there_is_told(mailbox):
    with wired(1) as wire:
        wire.close()
        with pytest.raises(Unreachable, match="does not answer at port"):
            read(box(mailbox, wire.port))


def test_letters_that_a_person_sent_are_found_among_the_sent(mailbox):
    mailbox.put(*(mail(number) for number in range(50)), folder="Gesendet")
    mailbox.put(mail(99))
    wanted = {f"<{number}@example.com>" for number in (3, 30, 41, 99, 100)} | {"<1@example.co>"}
    before = mailbox.state()
    assert box(mailbox).sent(wanted) == {"<3@example.com>", "<30@example.com>", "<41@example.com>"}
    assert box(mailbox).sent(set()) == set()
    assert mailbox.state() == before


def test_folders_are_known_by_what_they_are_for_in_any_script(mailbox):
    with mailbox.client() as client:
        assert folders_of(client) == Folders("Entwürfe", "Gesendet", "Spamverdacht")


class Listed:
    """A server that lists these folders and says of none what it is for."""

    def __init__(self, *names, delimiter=b"/"):
        self._names, self._delimiter = names, delimiter

    def list_folders(self):
        return [((rb"\HasNoChildren",), self._delimiter, name) for name in self._names]


@pytest.mark.parametrize(
    ("client", "folders"),
    [
        (Listed("INBOX", "Drafts", "Sent", "Junk"), Folders("Drafts", "Sent", "Junk")),
        (Listed("INBOX", "INBOX.Borradores", "INBOX.Enviados", "INBOX.spam", delimiter=b"."), Folders("INBOX.Borradores", "INBOX.Enviados", "INBOX.spam")),
        (Listed("INBOX", "[Gmail]/Entwürfe", "[Gmail]/Gesendet", "[Gmail]/Spam"), Folders("[Gmail]/Entwürfe", "[Gmail]/Gesendet", "[Gmail]/Spam")),
        (Listed("INBOX", "下書き", "送信済み", "迷惑メール"), Folders("下書き", "送信済み", "迷惑メール")),
        (Listed("INBOX", "Customers/Sent", "Customers/Drafts"), Folders("", "", "")),
        (Listed("INBOX", "Sent Items", "Sent", delimiter=None), Folders("", "Sent", "")),
    ],
)  # fmt: skip
def test_servers_that_do_not_say_it_use_common_names(client, folders):
    assert folders_of(client) == folders


def test_a_folder_that_holds_only_folders_is_none():
    client = Listed("Drafts")
    client.list_folders = lambda: [((rb"\Noselect", rb"\Drafts"), b"/", "Drafts")]
    assert folders_of(client) == Folders("", "", "")


@pytest.mark.parametrize(
    ("text", "server"),
    [
        ("imap.example.com", Server("imap.example.com", 993, Lock.TLS)),
        ("imap.example.com:1993", Server("imap.example.com", 1993, Lock.TLS)),
        ("imap.example.com:143", Server("imap.example.com", 143, Lock.STARTTLS)),
        ("IMAPS://imap.example.com", Server("imap.example.com", 993, Lock.TLS)),
        ("imaps://localhost", Server("localhost", 993, Lock.TLS)),
        ("imap://imap.example.com", Server("imap.example.com", 143, Lock.STARTTLS)),
        ("imap://localhost:1143/", Server("localhost", 1143, Lock.NONE)),
        ("imap://[::1]:1143", Server("::1", 1143, Lock.NONE)),
        ("imap://127.0.0.1", Server("127.0.0.1", 143, Lock.NONE)),
        ("imap://localhost.example.com", Server("localhost.example.com", 143, Lock.STARTTLS)),
    ],
)
def test_an_address_says_how_the_line_is_kept_from_others(text, server):
    assert server_of(text) == server


@pytest.mark.parametrize(
    "text",
    ["imap://", "imaps://imap.example.com:port", "imap.example.com/INBOX", "a b.example.com", "imaps://-x"],
)
def test_what_is_no_address_is_told(text):
    with pytest.raises(BadInput, match="not the address of a mail server"):
        server_of(text)


def test_a_password_in_the_workbook_is_refused_and_not_repeated():
    with pytest.raises(BadInput) as told:
        server_of("imaps://ana:opensesame@imap.example.com")
    assert "opensesame" not in f"{told.value.what} {told.value.todo}"


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture(scope="module")
def encrypted(authority):
    with running(authority.issue_cert("localhost")) as server:
        yield server


@pytest.fixture
def trusted(authority, tmp_path, monkeypatch):
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))


@pytest.mark.usefixtures("trusted")
def test_a_line_is_encrypted_from_the_start_or_before_the_login(encrypted):
    mailbox = encrypted.mailbox()
    mailbox.put(mail(1))
    assert read(
        mailbox_of(f"imaps://localhost:{encrypted.tls}", mailbox.login, lambda: Secret(PASSWORD))
    ) == ["1"]
    login = ImapBox(
        Server("localhost", encrypted.port, Lock.STARTTLS), mailbox.login, lambda: Secret(PASSWORD)
    )
    assert read(login) == ["1"]
    assert encrypted.log().count(", TLS,") >= 2


def test_a_server_that_cannot_prove_its_name_gets_no_password(encrypted):
    for port, lock in ((encrypted.tls, Lock.TLS), (encrypted.port, Lock.STARTTLS)):
        source = ImapBox(Server("localhost", port, lock), "eve", lambda: Secret(PASSWORD))
        with pytest.raises(CannotSend, match="cannot prove that it is localhost"):
            read(source)
    assert "eve" not in encrypted.log()


def test_a_server_without_encryption_gets_no_password(mailbox):
    source = ImapBox(Server("localhost", mailbox.server.port, Lock.STARTTLS), "eve", lambda: Secret(PASSWORD))
    with pytest.raises(CannotSend, match="offers no encryption"):
        read(source)
    source = ImapBox(Server("localhost", mailbox.server.port, Lock.TLS), "eve", lambda: Secret(PASSWORD))
    with pytest.raises(CannotSend, match="does not speak IMAP over TLS"):
        read(source)


def test_a_password_in_any_script_opens_the_mailbox(mailbox):
    with pytest.raises(CannotSend, match="AUTHENTICATIONFAILED"):
        read(box(mailbox, secret=Secret("пароль €")))
