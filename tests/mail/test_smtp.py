"""One letter to a real server: encryption, login, and what each answer means."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager

import pytest
import trustme

from salesbook.errors import explain
from salesbook.mail.base import CannotSend, Careful, Fate, Parcel, Unreachable
from salesbook.mail.secrets import Secret
from salesbook.mail.transport.mailserver import MailServer
from salesbook.mail.transport.smtp import Smtp
from tests.mail import smtpd
from tests.mail.mailers import parcel

NAME = "mail.firm.example"
WITH_PASSWORD = Secret(password=smtpd.PASSWORD)


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture
def certificate(authority, tmp_path, monkeypatch):
    """A certificate for NAME, and a computer that trusts its maker and finds NAME on itself."""
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    known = socket.getaddrinfo

    def found(host, *rest, **more):
        return known("127.0.0.1" if host.endswith(".example") else host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", found)
    authority.issue_cert(NAME).private_key_and_cert_chain_pem.write_to_path(tmp_path / "mail.pem")
    return tmp_path / "mail.pem"


@contextmanager
def closing(way):
    try:
        yield way
    finally:
        way.close()


def refusal(server, login="", secret=Secret, **more):
    with closing(Smtp(server, login, secret, **more)) as way, pytest.raises(CannotSend) as caught:
        way.open()
    return caught.value


@pytest.mark.parametrize(
    ("text", "server"),
    [
        ("smtp.example.com", MailServer("smtp.example.com", 587, implicit=False)),
        (" smtp.example.com:2525 ", MailServer("smtp.example.com", 2525, implicit=False)),
        ("smtp.example.com:465", MailServer("smtp.example.com", 465, implicit=True)),
        ("smtps://smtp.example.com", MailServer("smtp.example.com", 465, implicit=True)),
        ("smtps://smtp.example.com:8465/", MailServer("smtp.example.com", 8465, implicit=True)),
        ("smtp://smtp.example.com:465", MailServer("smtp.example.com", 465, implicit=False)),
        ("localhost", MailServer("localhost", 25, implicit=False)),
        ("[::1]:1025", MailServer("::1", 1025, implicit=False)),
        ("::1", MailServer("::1", 25, implicit=False)),
    ],
)
def test_a_server_is_read_as_people_write_it(text, server):
    assert MailServer.read(text) == server


@pytest.mark.parametrize(
    "text", ["", "smtp example com", "imap://mail.example", "a@b", "host:port", "host:70000"]
)
def test_what_is_no_server_is_refused_with_how_to_write_it(text):
    with pytest.raises(CannotSend) as caught:
        MailServer.read(text)
    assert "smtp.example.com" in caught.value.todo


@pytest.mark.parametrize(
    "text",
    [
        "smtps://ana:geheim@smtp.example.com", "ana:geheim@smtp.example.com:465", "smtp://ana:ge/heim@smtp.example.com",
        "smtp.example.com ana@x.example geheim", "geheim@", "ana:geheim@ smtp.example.com",
    ],
)  # fmt: skip
def test_a_password_beside_the_server_is_never_shown(text):
    with pytest.raises(CannotSend, match="a login or a password must not stand there") as caught:
        MailServer.read(text)
    assert "heim" not in explain(caught.value)
    assert "Mail login" in caught.value.todo


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
@pytest.mark.parametrize(
    ("secret", "without"),
    [
        (WITH_PASSWORD, ()),
        (WITH_PASSWORD, ("--without", "PLAIN")),
        (Secret(token=smtpd.TOKEN), ()),
    ],
    ids=["plain", "login", "xoauth2"],
)
def test_a_letter_goes_over_an_encrypted_line_after_login(tmp_path, certificate, tls, secret, without):
    with smtpd.running(tmp_path, "--tls", tls, "--certificate", certificate, "--login", *without) as server:
        scheme = "smtps" if tls == "implicit" else "smtp"
        with closing(Smtp(f"{scheme}://{NAME}:{server.port}", smtpd.LOGIN, lambda: secret)) as way:
            way.open()
            receipts = [way.hand(parcel(to)) for to in ("ok-1@d.example", "ok-2@d.example")]
    assert [(it.fate, it.code, it.lost) for it in receipts] == [(Fate.TAKEN, 250, False)] * 2
    assert server.stored() == {"ok-1@d.example": 1, "ok-2@d.example": 1}


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
def test_a_server_that_is_not_who_it_should_be_gets_neither_password_nor_letter(tmp_path, certificate, tls):
    def never():
        raise AssertionError

    with smtpd.running(tmp_path, "--tls", tls, "--certificate", certificate, "--login") as server:
        scheme = "smtps" if tls == "implicit" else "smtp"
        error = refusal(f"{scheme}://other.firm.example:{server.port}", smtpd.LOGIN, never)
    assert error.why.startswith("other.firm.example cannot prove that it is other.firm.example")
    assert not isinstance(error, Unreachable)


@pytest.mark.usefixtures("certificate")
def test_a_server_without_encryption_gets_nothing_unless_it_is_this_computer(tmp_path):
    with smtpd.running(tmp_path) as server:
        error = refusal(f"{NAME}:{server.port}", smtpd.LOGIN)
        with closing(Smtp(f"localhost:{server.port}", "", Secret)) as way:
            assert way.hand(parcel("ok-1@d.example")).fate is Fate.TAKEN
    assert (
        error.why
        == f"{NAME} offers no encryption on port {server.port}, so neither password nor letters were sent."
    )


def test_a_bridge_on_this_computer_may_sign_for_itself(tmp_path):
    own = tmp_path / "own.pem"
    trustme.CA().issue_cert("bridge.example").private_key_and_cert_chain_pem.write_to_path(own)
    with (
        smtpd.running(tmp_path, "--tls", "starttls", "--certificate", own, "--login") as server,
        closing(Smtp(server.address, smtpd.LOGIN, lambda: WITH_PASSWORD)) as way,
    ):
        assert way.hand(parcel("ok-1@d.example")).fate is Fate.TAKEN


@pytest.mark.parametrize(
    ("secret", "todo"),
    [
        (Secret(password="wrong"), "See whether Mail login"),
        (Secret(token="old"), "The token may have run out"),
    ],
)
def test_a_refused_login_stops_at_once_and_says_what_to_do(tmp_path, certificate, secret, todo):
    with smtpd.running(tmp_path, "--tls", "starttls", "--certificate", certificate, "--login") as server:
        error = refusal(f"{NAME}:{server.port}", smtpd.LOGIN, lambda: secret)
    assert error.why.startswith(f"{NAME} did not accept the login of {smtpd.LOGIN}: 535")
    assert error.todo.startswith(todo)
    assert "wrong" not in explain(error)


def test_elsewhere_somebody_must_log_in(tmp_path, certificate):
    none = [word for way in ("PLAIN", "LOGIN", "XOAUTH2") for word in ("--without", way)]
    with smtpd.running(tmp_path, "--tls", "starttls", "--certificate", certificate, *none) as server:
        nobody = refusal(f"{NAME}:{server.port}")
        no_way = refusal(f"{NAME}:{server.port}", smtpd.LOGIN, lambda: WITH_PASSWORD)
    assert nobody.todo == "Fill in Mail login on the Settings sheet."
    assert no_way.why.endswith("it offers no login.")


def test_a_server_that_is_not_there_may_be_there_later():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        error = refusal(f"127.0.0.1:{port}")
    assert isinstance(error, Unreachable)
    assert error.why.startswith(f"127.0.0.1 cannot be reached on port {port}: ")


@contextmanager
def telling(*answers):
    """A server that gives these answers, one after each line it hears, and then hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def talk():
            line, _ = listening.accept()
            with line, line.makefile("rb") as heard:
                for answer in answers:
                    line.sendall(answer)
                    if not heard.readline():
                        break

        thread = threading.Thread(target=talk)
        thread.start()
        try:
            yield f"127.0.0.1:{listening.getsockname()[1]}"
        finally:
            thread.join()


HELLO = b"220 mail.example\r\n", b"250 mail.example\r\n"


@pytest.mark.parametrize(
    ("greeting", "may_change"),
    [(b"421 Too many connections\r\n", True), (b"554 You are on a list\r\n", False), (b"", True)],
)
def test_a_greeting_that_is_none(greeting, may_change):
    with telling(*([greeting] if greeting else [])) as server:
        assert isinstance(refusal(server), Unreachable) == may_change


@pytest.mark.parametrize(
    ("answers", "fate", "code"),
    [
        ((), Fate.LATER, 0),
        ((b"250 OK\r\n",), Fate.LATER, 0),
        ((b"250 OK\r\n", b"421 Closing\r\n"), Fate.LATER, 421),
        ((b"250 OK\r\n", b"no number\r\n"), Fate.LATER, 0),
        ((b"250 OK\r\n", b"250 OK\r\n", b"421 Closing\r\n"), Fate.LATER, 421),
    ],
    ids=["after hello", "after the sender", "closing", "nonsense", "closing at data"],
)
def test_a_line_that_breaks_before_the_letter_is_there_is_tried_again(answers, fate, code):
    with telling(*HELLO, *answers) as server, closing(Smtp(server, "", Secret)) as way:
        receipt = way.hand(parcel("ok-1@d.example"))
    assert (receipt.fate, receipt.code, receipt.lost) == (fate, code, True)


def test_a_server_that_hangs_up_while_it_is_written_down_that_the_letter_leaves_has_not_got_it():
    hung_up = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def talk():
            line, _ = listening.accept()
            with line, line.makefile("rb") as heard:
                for answer in (*HELLO, b"250 OK\r\n", b"250 OK\r\n", b"354 Go on\r\n"):
                    line.sendall(answer)
                    heard.readline()
                heard.read1()
            hung_up.set()

        thread = threading.Thread(target=talk)
        thread.start()
        with closing(Smtp(f"127.0.0.1:{listening.getsockname()[1]}", "", Secret)) as way:
            receipt = way.hand_if(parcel("ok-1@d.example"), lambda: hung_up.wait(10))
        thread.join()
    assert (receipt.fate, receipt.lost) == (Fate.LATER, True)


def test_a_server_that_does_not_answer_to_a_whole_letter_leaves_it_in_doubt(tmp_path):
    with (
        smtpd.running(tmp_path, "--slow", 3) as server,
        closing(Smtp(server.address, "", Secret, timeout=0.2)) as way,
    ):
        receipt = way.hand(parcel("slow-1@d.example"))
    assert (receipt.fate, receipt.lost) == (Fate.UNKNOWN, True)


def test_a_letter_that_may_not_leave_after_all_is_not_delivered_and_the_next_one_is(tmp_path):
    with smtpd.running(tmp_path) as server, closing(Smtp(server.address, "", Secret)) as way:
        assert isinstance(way, Careful)
        assert way.hand_if(parcel("ok-1@d.example"), lambda: False) is None
        with pytest.raises(ZeroDivisionError):
            way.hand_if(parcel("ok-2@d.example"), lambda: bool(1 / 0))
        assert way.hand(parcel("ok-3@d.example")).fate is Fate.TAKEN
    assert server.stored() == {"ok-3@d.example": 1}


def test_refusals_mean_what_they_say_and_the_line_goes_on(tmp_path):
    with (
        smtpd.running(tmp_path, "--most", "5000") as server,
        closing(Smtp(server.address, "", Secret)) as way,
    ):
        names = "no-1", "policy-2", "grey-3", "relay-4", "ok-5"
        receipts = [way.hand(parcel(f"{name}@d.example")) for name in names]
        big = way.hand(parcel("ok-6@d.example", size=6_000))
        odd = [way.hand(parcel(to)) for to in ("x@d.example>\r\nDATA", "mü@d.example", "nobody")]
    assert [(it.fate, it.code, it.lost) for it in receipts] == [
        (Fate.REFUSED, 550, False), (Fate.REFUSED, 554, False), (Fate.LATER, 451, False),
        (Fate.LATER, 554, False), (Fate.TAKEN, 250, False),
    ]  # fmt: skip
    assert receipts[0].said == "550 5.1.1 <no-1@d.example>: no such user here"
    assert big.fate is Fate.REFUSED
    assert "the server takes 5,000 at most" in big.said
    assert {it.fate for it in odd} == {Fate.REFUSED}
    assert server.stored() == {"ok-5@d.example": 1}


@pytest.mark.parametrize(
    ("sender", "why"),
    [
        (
            "used-up@firm.example",
            "takes no more letters from used-up@firm.example for now: 550 5.4.5 Daily user",
        ),
        ("stranger@firm.example", "takes no letters from stranger@firm.example: 553 5.7.1 Sender address"),
    ],
)
def test_a_refused_sender_and_a_quota_that_is_used_up_stop_everything(tmp_path, sender, why):
    with (
        smtpd.running(tmp_path) as server,
        closing(Smtp(server.address, "", Secret)) as way,
        pytest.raises(CannotSend) as caught,
    ):
        way.hand(parcel("ok-1@d.example", sender=sender))
    assert why in caught.value.why


def test_a_letter_arrives_as_it_is_with_dots_and_other_line_ends_made_right(tmp_path):
    text = b"Message-ID: <1@firm.example>\n\n.\n..\r\nend\r.no line end"
    with smtpd.running(tmp_path) as server, closing(Smtp(server.address, "", Secret)) as way:
        assert (
            way.hand(Parcel("<1@firm.example>", "a@firm.example", "ok-1@d.example", text)).fate is Fate.TAKEN
        )
    (stored,) = server.events("stored")
    assert stored["text"] == "Message-ID: <1@firm.example>\r\n\r\n.\r\n..\r\nend\r\n.no line end\r\n"
