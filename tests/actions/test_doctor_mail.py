"""One letter to yourself, over a real mail server into a real mailbox, and what DNS says of the sender's domain."""

from __future__ import annotations

import socket
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from mailbox import Maildir
from pathlib import Path

import dkim
import keyring
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from keyring.backend import KeyringBackend

from salesbook.books.file import FileBook
from salesbook.cli.main import main
from salesbook.mail.authentication.dns import DnsLookups
from salesbook.mail.authentication.self_test import SelfTest
from salesbook.mail.mailbox import mailbox_of
from salesbook.mail.secrets import Secret
from salesbook.mail.transport.smtp import Smtp
from salesbook.tables.plan import Finding, Set
from salesbook.tables.resolve import resolve
from tests.mail.dovecot import PASSWORD
from tests.mail.nameserver import NameServer, quoted, serving

YOU = "ana@firm.example"
GOOD = {
    ("firm.example", "TXT"): [quoted("v=spf1 ip4:127.0.0.1 -all")],
    ("_dmarc.firm.example", "TXT"): [quoted("v=DMARC1; p=reject")],
}


@cache
def key() -> tuple[bytes, str]:
    """A private key, and the record of its public part."""
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    secret = made.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption())  # fmt: skip
    public = made.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)  # fmt: skip
    return secret, quoted(f"v=DKIM1; k=rsa; p={b64encode(public).decode()}")


@dataclass
class Server:
    """Signs letters as a domain, and delivers them into a Maildir with what it found."""

    folder: Path
    signs_as: str = "firm.example"
    verdict: str = "mx.firm.example; spf=pass smtp.mailfrom=firm.example; dkim=pass; dmarc=pass"
    delivers: bool = True
    changed: Callable[[bytes], bytes] = bytes
    into: Callable[[bytes], None] | None = None
    got: list[bytes] = field(default_factory=list)

    def put(self, data: bytes) -> None:
        if self.into:
            self.into(data)
        else:
            Maildir(self.folder).add(data)

    async def handle_DATA(self, _server, _session, envelope) -> str:  # noqa: N802 - aiosmtpd's name
        data = envelope.content
        self.got.append(data)
        if self.signs_as:
            data = dkim.sign(data, b"s1", self.signs_as.encode(), key()[0]) + data
        data = self.changed(data)
        if self.verdict:
            data = f"Authentication-Results: {self.verdict}\r\n".encode() + data
        if self.delivers:
            self.put(f"Return-Path: <{envelope.mail_from}>\r\n".encode() + data)
        return "250 OK"


@dataclass
class World:
    server: Server
    smtp: str
    names: NameServer
    resolver: object

    def look(self, **changes: object) -> dict[str, list[Finding]]:
        """What was found, by what was looked at."""

        def secret() -> Secret:
            return Secret("p")

        known = {
            "you": YOU, "transport": Smtp(self.smtp, YOU, secret), "source": mailbox_of(str(self.server.folder), "", secret),
            "names": DnsLookups(self.resolver), "wait": 10.0,
        }  # fmt: skip
        found: dict[str, list[Finding]] = {}
        for one in SelfTest(**{**known, **changes}).look():
            found.setdefault(one.what, []).append(one)
        return found


def _let_in(_server, _session, _envelope, _how, given) -> AuthResult:
    return AuthResult(success=(given.login, given.password) == (YOU.encode(), b"p"), handled=False)


@contextmanager
def running(folder: Path, zone: dict[tuple[str, str], list[str]], **server: object) -> Iterator[World]:
    Maildir(folder)
    handler = Server(folder, **server)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    control = Controller(
        handler, hostname="127.0.0.1", port=port, authenticator=_let_in, auth_require_tls=False
    )
    control.start()
    try:
        with serving({("s1._domainkey.firm.example", "TXT"): [key()[1]], **zone}) as (names, resolver):
            yield World(handler, f"127.0.0.1:{port}", names, resolver)
    finally:
        control.stop()


def faults(found: dict[str, list[Finding]]) -> list[str]:
    return [one.what for several in found.values() for one in several if one.todo]


def test_where_all_is_well_nothing_is_to_be_done(tmp_path):
    with running(tmp_path / "mail", GOOD) as world:
        found = world.look()
    assert faults(found) == []
    [letter], [spf], [signed], [dmarc], [said] = (
        found[what] for what in ("Test letter", "SPF of firm.example", "DKIM of firm.example", "DMARC of firm.example", "Your mailbox's server")
    )  # fmt: skip
    assert letter.is_so.startswith("arrived after ")
    assert spf.is_so == "is there, and allows 127.0.0.1"
    assert signed.is_so == "the signature (selector s1) is good, and stands for firm.example"
    assert "refuse what does not prove" in dmarc.is_so
    assert "proves it by its DKIM signature" in dmarc.is_so
    assert said.is_so == "mx.firm.example says spf=pass, dkim=pass, dmarc=pass"


@pytest.mark.parametrize(
    ("folder", "is_so"), [("INBOX", "arrived after "), ("Spamverdacht", "arrived, but in Spamverdacht")]
)
def test_a_mailbox_on_a_server_is_looked_into_and_left_as_it_was(tmp_path, mailbox, folder, is_so):
    mailbox.put(b"Subject: older\r\n\r\nstays unread\r\n")
    source = mailbox_of(mailbox.address, mailbox.login, lambda: Secret(PASSWORD))
    with running(tmp_path / "mail", GOOD, into=partial(mailbox.put, folder=folder)) as world:
        [letter] = world.look(source=source)["Test letter"]
    assert letter.is_so.startswith(is_so)
    assert bool(letter.todo) == (folder != "INBOX")
    assert [state["flags"] for name, state in mailbox.state().items() if name == folder] != [{}]
    assert all(flags == set() for state in mailbox.state().values() for flags in state["flags"].values())


def test_the_letter_says_that_a_program_sent_it(tmp_path):
    with running(tmp_path / "mail", GOOD) as world:
        world.look()
    [letter] = world.server.got
    assert b"Auto-Submitted: auto-generated" in letter
    assert b"salesbook doctor --mail" in letter


@pytest.mark.parametrize(
    ("zone", "what", "is_so", "todo"),
    [
        ({}, "SPF of firm.example", "there is no record", "add a TXT record"),
        ({("firm.example", "TXT"): [quoted("v=spf1 -all"), quoted("v=spf1 ~all")]}, "SPF of firm.example", "2 records", "into one"),
        ({("firm.example", "TXT"): [quoted("v=spf1 foo -all")]}, "SPF of firm.example", "'foo' is nothing that SPF knows", "correct it"),
        ({("firm.example", "TXT"): [quoted("v=spf1 +all")]}, "SPF of firm.example", "keeps nobody", "end it in ~all"),
        ({("firm.example", "TXT"): [quoted("v=spf1 include:firm.example -all")]}, "SPF of firm.example", "more than 10 lookups", "correct it"),
        ({}, "DMARC of firm.example", "there is no record", "v=DMARC1; p=none"),
        ({("_dmarc.firm.example", "TXT"): [quoted("v=DMARC1; p=maybe")]}, "DMARC of firm.example", "its p= is maybe", "correct the TXT record"),
        ({("s1._domainkey.firm.example", "TXT"): [quoted("v=DKIM1; p=")]}, "DKIM of firm.example", "is not good", "s1._domainkey.firm.example"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_dns_is_named_with_the_next_step(tmp_path, zone, what, is_so, todo):
    with running(tmp_path / "mail", zone) as world:
        [found] = world.look()[what]
    assert is_so in found.is_so
    assert todo in found.todo


@pytest.mark.parametrize(
    ("verdict", "is_so", "is_fault"),
    [
        ("mx; spf=pass; dmarc=pass", "the letter came from a machine that it allows", False),
        ("mx; spf=fail", "a machine that it does not allow (fail)", True),
        ("", "letters may leave from other machines", False),
    ],
)  # fmt: skip
def test_of_a_server_that_the_record_does_not_name_no_more_is_said_than_is_known(
    tmp_path, verdict, is_so, is_fault
):
    zone = {**GOOD, ("firm.example", "TXT"): [quoted("v=spf1 ip4:192.0.2.1 -all")]}
    with running(tmp_path / "mail", zone, verdict=verdict) as world:
        [found] = world.look()["SPF of firm.example"]
    assert is_so in found.is_so
    assert bool(found.todo) == is_fault


def test_a_letter_without_a_signature_or_with_another_ones_is_told(tmp_path):
    with running(tmp_path / "plain", GOOD, signs_as="", verdict="") as world:
        found = world.look()
    assert found["DKIM"][0].todo.startswith("Switch DKIM on")
    assert "proves it neither by DKIM nor by SPF" in found["DMARC of firm.example"][0].is_so
    zone = {**GOOD, ("s1._domainkey.post.example", "TXT"): [key()[1]]}
    with running(tmp_path / "other", zone, signs_as="post.example") as world:
        found = world.look()
    assert "post.example does not stand for firm.example" in found["DKIM of post.example"][0].is_so
    assert "by SPF, which is lost when somebody forwards" in found["DMARC of firm.example"][0].is_so


def test_a_letter_that_was_changed_on_its_way_is_not_as_it_was_signed(tmp_path):
    def changed(data: bytes) -> bytes:
        return data.replace(b"It can be deleted", b"It can be forged")

    with running(tmp_path / "mail", GOOD, changed=changed) as world:
        [found] = world.look()["DKIM of firm.example"]
    assert "is not good" in found.is_so


def test_where_dns_does_not_answer_nothing_is_held_against_anybody(tmp_path):
    with running(tmp_path / "mail", GOOD) as world:
        world.names.is_silent = True
        found = world.look()
    assert faults(found) == []
    for what in ("SPF", "DMARC"):
        assert found[f"{what} of firm.example"][0].is_so == "not checked: DNS did not answer"
    assert found["DKIM of firm.example"][0].is_so == "not checked: DNS did not answer"


def test_a_letter_that_does_not_arrive_is_told_with_where_to_look(tmp_path):
    with running(tmp_path / "mail", GOOD, delivers=False) as world:
        found = world.look(wait=0.1)
    [letter] = found["Test letter"]
    assert "did not arrive within 0 seconds" in letter.is_so
    assert "among its junk" in letter.todo
    assert found["DKIM"][0].is_so == "not checked: no letter came back"


def test_a_report_about_the_letter_is_not_the_letter(tmp_path):
    def bounced(data: bytes) -> bytes:
        return b"Subject: Undelivered\r\n\r\nYour letter:\r\n" + data

    with running(tmp_path / "mail", GOOD, changed=bounced, verdict="") as world:
        [letter] = world.look()["Test letter"]
    assert (letter.is_so, bool(letter.todo)) == ("came back with a report", True)


def test_a_server_that_numbers_letters_anew_is_told(tmp_path):
    def renumbered(data: bytes) -> bytes:
        return data.replace(b"Message-ID: <", b"X-Was: <").replace(b"X-Was: <", b"Message-ID: <new-", 1)

    with running(tmp_path / "mail", GOOD, signs_as="", changed=renumbered) as world:
        assert "numbers of its own" in world.look()["Message ID"][0].is_so


def test_a_server_that_nobody_reaches_ends_the_round_and_dns_is_asked_all_the_same(tmp_path):
    with running(tmp_path / "mail", GOOD) as world:
        found = world.look(transport=Smtp("127.0.0.1:1", YOU, lambda: Secret("p")))
    assert "cannot be reached" in found["Mail server"][0].todo
    assert found["SPF of firm.example"][0].is_so.startswith("is there")
    assert world.server.got == []


def test_a_wrong_password_is_said_and_nothing_is_sent(tmp_path):
    with running(tmp_path / "mail", GOOD) as world:
        [server] = world.look(transport=Smtp(world.smtp, YOU, lambda: Secret("wrong")))["Mail server"]
    assert "did not accept the login of ana@firm.example" in server.todo
    assert world.server.got == []


def test_without_a_mailbox_the_letter_is_sent_and_no_more_claimed(tmp_path):
    with running(tmp_path / "mail", GOOD) as world:
        found = world.look(source=None)
    assert "Fill in Mailbox" in found["Mailbox"][0].todo
    assert "Test letter" not in found
    assert len(world.server.got) == 1


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("made") / "book.xlsx"
    assert main(["new", str(path)]) == 0
    return path


@pytest.fixture
def book(made, tmp_path) -> Path:
    path = tmp_path / "book.xlsx"
    path.write_bytes(made.read_bytes())
    return path


def settle(path: Path, **settings: str) -> None:
    """Fill in Settings."""
    store = FileBook(path)
    seen = store.read(["Settings"])
    names = [name.replace("_", " ") for name in settings]
    store.write(resolve([Set("Settings", names, {"Value": list(settings.values())})], seen).edits, seen.seen)


def doctor(book: Path, monkeypatch, world: World) -> int:
    monkeypatch.setattr("dns.resolver.default_resolver", world.resolver)
    settle(book, Mail_server=world.smtp, Mail_login=YOU, Mailbox=str(world.server.folder))
    return main(["doctor", str(book), "--mail", YOU])


def test_the_command_tells_line_by_line(book, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("SALESBOOK_PASSWORD", "p")
    with running(tmp_path / "mail", GOOD) as world:
        assert doctor(book, monkeypatch, world) == 0
    told = capsys.readouterr().err
    assert "Mail server: 127.0.0.1 lets you in" in told
    assert "DKIM of firm.example: the signature (selector s1) is good" in told


def test_what_is_wrong_is_a_problem_with_the_next_step(book, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("SALESBOOK_PASSWORD", "p")
    with running(tmp_path / "mail", {}) as world:
        assert doctor(book, monkeypatch, world) == 1
    assert "v=DMARC1; p=none" in capsys.readouterr().err


class Keys(KeyringBackend):
    """A key store that forgets at the end of the test."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


@pytest.fixture
def keys(monkeypatch) -> Iterator[Keys]:
    before = keyring.get_keyring()
    for name in ("SALESBOOK_PASSWORD", "SALESBOOK_TOKEN", "SALESBOOK_MAILBOX_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    store = Keys()
    keyring.set_keyring(store)
    yield store
    keyring.set_keyring(before)


@pytest.mark.parametrize(("typed", "kept"), [("p", {("salesbook 127.0.0.1", YOU): "p"}), ("wrong", {})])
def test_a_password_is_asked_for_and_kept_once_it_was_good(book, tmp_path, monkeypatch, keys, typed, kept):
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda _: typed)
    with running(tmp_path / "mail", GOOD) as world:
        doctor(book, monkeypatch, world)
    assert keys.kept == kept


def test_where_nobody_can_be_asked_it_says_how_to_give_the_password(
    book, tmp_path, monkeypatch, keys, capsys
):
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    with running(tmp_path / "mail", GOOD) as world:
        assert doctor(book, monkeypatch, world) == 1
    assert "There is no password for ana@firm.example at 127.0.0.1" in capsys.readouterr().err
    assert keys.kept == {}


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (["--mail", YOU], 2, "--mail needs the workbook"),
        (["BOOK", "--mail", "nobody"], 3, "Give your own address"),
        (["BOOK", "--mail", YOU], 3, "Settings has no Mail server"),
    ],
)
def test_what_is_missing_is_said_before_anything_is_sent(book, capsys, words, status, sentence):
    assert main(["doctor", *(str(book) if word == "BOOK" else word for word in words)]) == status
    assert sentence in capsys.readouterr().err


def test_a_dry_run_sends_nothing(book, tmp_path, capsys):
    with running(tmp_path / "mail", GOOD) as world:
        settle(book, Mail_server=world.smtp)
        assert main(["doctor", str(book), "--mail", YOU, "--dry-run"]) == 0
        assert world.server.got == []
    assert f"would go from and to {YOU}" in capsys.readouterr().err
