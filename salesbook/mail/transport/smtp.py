"""Letters to a mail server, each handed over in small steps, so that it is known how far one came.

A letter is the server's when the mark at its end has arrived. So the body goes first; then, while the server
takes it in, whoever sends writes down that it leaves; then we look whether the server still listens; only
then the mark goes. What breaks before is tried again; what breaks between
the mark and the answer may have been taken, and is the only case that nobody can tell.
"""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
from collections.abc import Callable

from salesbook.mail.base import CannotSend, Fate, Parcel, Receipt
from salesbook.mail.secrets import Secret
from salesbook.mail.transport.mailserver import MailServer, answer_line, say_goodbye

_TIMEOUT = 60.0  # seconds for each answer
_PATIENCE = 5  # times that for the last one: giving up there leaves a letter in doubt
_CLOSING = 421
_NO_LOGIN = {530, 534, 535}
_TOO_LARGE = 552
_ADDRESS = re.compile(r"[!-;=?-~]+@[!-;=?-~]+")  # ASCII without blanks and angle brackets
_LINE_ENDS = re.compile(rb"\r\n|\r|\n")
# The server takes no more letters from this sender today, whoever they are to.
_USED_UP = re.compile(
    r"\b5\.4\.5\b|\b5\.1\.90\b|SubmissionQuotaExceeded|\bsending (?:limit|quota)|\bdaily\b.{0,40}\b(?:limit|quota)",
    re.IGNORECASE,
)
_RELAY = re.compile(r"\brelay", re.IGNORECASE)


class Smtp:
    """A mail server as a way to send.

    `server` is what Settings names: smtp.example.com, with :587 (STARTTLS) or :465 (implicit TLS). Only on
    this computer itself may it do without encryption and login. `secret` is asked for at login.
    """

    def __init__(
        self, server: str, login: str, secret: Callable[[], Secret], *, timeout: float = _TIMEOUT
    ) -> None:
        """`timeout` is in seconds, for each answer of the server. Raises CannotSend for what is no server's name."""
        self._server = MailServer.read(server)
        self.where = self._server.host
        self._login, self._secret, self._timeout = login, secret, timeout
        self._line: smtplib.SMTP | None = None
        self._is_clean = True

    def open(self) -> None:
        """Connect and log in, unless that was done. Raises CannotSend, and Unreachable where waiting may help."""
        if self._line:
            return
        line = self._server.connect(self._timeout)
        try:
            self._server.log_in(line, self._login, self._secret)
        except BaseException:
            line.close()
            raise
        # The mark at a letter's end is a few bytes that must not wait for the other side's word on those before.
        _socket(line).setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._line, self._is_clean = line, True

    @property
    def largest(self) -> int:
        """Bytes of the largest letter that the server takes, once the line is open; 0 where it does not say."""
        return _largest(self._line) if self._line else 0

    def close(self) -> None:
        """Say goodbye; never raises."""
        if self._line:
            say_goodbye(self._line)
        self._line = None

    def hand(self, parcel: Parcel) -> Receipt:
        """Hand one letter over. Raises CannotSend where no other letter would fare better, before this one has left."""
        receipt = self.hand_if(parcel, lambda: True)
        assert receipt  # noqa: S101  (nobody said no)
        return receipt

    def hand_if(self, parcel: Parcel, leaves: Callable[[], bool]) -> Receipt | None:
        """The same, but for the mark at the letter's end, which goes only if `leaves` says so; see Careful."""
        self.open()
        line = self._line
        assert line  # noqa: S101
        try:
            return self._handed(line, parcel, leaves)
        except OSError as error:  # smtplib's own among them: the mark has not gone out
            self._drop()
            return Receipt(Fate.LATER, _words(error), lost=True)
        except CannotSend:
            raise
        except BaseException:
            self._drop()  # half a letter must not be followed by another
            raise

    def _drop(self) -> None:
        if self._line:
            self._line.close()
        self._line = None

    def _handed(self, line: smtplib.SMTP, parcel: Parcel, leaves: Callable[[], bool]) -> Receipt | None:
        data = _as_lines(parcel.data)
        options, why = _options(line, parcel, data)
        if why:
            return Receipt(Fate.REFUSED, why)
        if not self._is_clean:
            line.docmd("RSET")
        self._is_clean = False
        for command in (f"MAIL FROM:<{parcel.sender}>{options}", f"RCPT TO:<{parcel.to}>", "DATA"):
            code, said = line.docmd(command)
            if not (code == 354 if command == "DATA" else code // 100 == 2):
                return self._refusal(code, answer_line(code, said), parcel, command)
        _socket(line).sendall(data[:-2])  # all but the last line's end
        if not self._asked(leaves):
            return None
        if early := _heard_early(line):
            self._drop()
            return Receipt(Fate.LATER, early, lost=True)
        _socket(line).sendall(b"\r\n.\r\n")
        return self._answer(line, parcel)

    def _asked(self, leaves: Callable[[], bool]) -> bool:
        """What `leaves` says, while the server takes in the letter. Unless it is yes, the line goes, and the letter with it."""
        goes = False
        try:
            goes = leaves()
        finally:
            if not goes:
                self._drop()
        return goes

    def _answer(self, line: smtplib.SMTP, parcel: Parcel) -> Receipt:
        """What the server says to a letter that it has whole."""
        try:
            _socket(line).settimeout(_PATIENCE * self._timeout)
            code, said = line.getreply()
            _socket(line).settimeout(self._timeout)
        except OSError as error:
            self._drop()
            return Receipt(Fate.UNKNOWN, _words(error), lost=True)
        if code // 100 == 2:
            self._is_clean = True
            return Receipt(Fate.TAKEN, answer_line(code, said), code)
        if code // 100 in {4, 5}:
            return self._refusal(code, answer_line(code, said), parcel, "")
        self._drop()
        return Receipt(Fate.UNKNOWN, answer_line(code, said), lost=True)

    def _refusal(self, code: int, said: str, parcel: Parcel, command: str) -> Receipt:
        """What a refusal means: for this letter, or for all. Raises CannotSend for all."""
        if code == _CLOSING:
            self._drop()
            return Receipt(Fate.LATER, said, code, lost=True)
        if code in _NO_LOGIN:
            raise CannotSend(
                f"{self.where} wants another login: {said}.",
                "See whether Mail login on the Settings sheet is right and may send as the rep, then try again.",
            )
        if _USED_UP.search(said):
            raise CannotSend(
                f"{self.where} takes no more letters from {parcel.sender} for now: {said}.",
                "What is queued stays queued: send again tomorrow.",
            )
        if code // 100 == 5:
            return self._final(code, said, parcel, command)
        if code // 100 == 4:
            return Receipt(Fate.LATER, said, code)
        self._drop()  # no answer that a mail server may give here
        return Receipt(Fate.LATER, said, lost=True)

    def _final(self, code: int, said: str, parcel: Parcel, command: str) -> Receipt:
        if command.startswith("MAIL") and code != _TOO_LARGE:
            raise CannotSend(
                f"{self.where} takes no letters from {parcel.sender}: {said}.",
                "Log in as that sender, or have whoever runs the server allow it; then try again.",
            )
        # To carry letters for others is refused to a sender, mostly; yet one odd address must not block all.
        is_ours = command.startswith("RCPT") and _RELAY.search(said)
        return Receipt(Fate.LATER if is_ours else Fate.REFUSED, said, code)


def _options(line: smtplib.SMTP, parcel: Parcel, data: bytes) -> tuple[str, str]:
    """What MAIL says besides the sender, and why the letter cannot go at all."""
    for address in (parcel.sender, parcel.to):
        if not _ADDRESS.fullmatch(address):
            return "", f"{address!r} is no address that can travel."
    features, options = line.esmtp_features, ""
    if "size" in features:
        if 0 < (most := _largest(line)) < len(data):
            return "", f"The letter has {len(data):,} bytes, and the server takes {most:,} at most."
        options = f" SIZE={len(data)}"
    if not data.isascii():
        if "8bitmime" not in features:
            return "", "The letter has letters beyond ASCII as they are, which this server does not take."
        options += " BODY=8BITMIME"
    return options, ""


def _largest(line: smtplib.SMTP) -> int:
    most = line.esmtp_features.get("size", "").strip()
    return int(most) if most.isascii() and most.isdigit() else 0


def _as_lines(data: bytes) -> bytes:
    """A message as it travels: lines that end with CRLF, none of which begins with a single dot."""
    if not data.count(b"\r\n") == data.count(b"\n") == data.count(b"\r"):
        data = _LINE_ENDS.sub(b"\r\n", data)
    if not data.endswith(b"\r\n"):
        data += b"\r\n"
    if data.startswith(b"."):
        data = b"." + data
    return data.replace(b"\r\n.", b"\r\n..")


def _heard_early(line: smtplib.SMTP) -> str:
    """What a server says that should be silent, or that it has hung up; "" if it listens. Does not wait."""
    sock = _socket(line)
    before = sock.gettimeout()
    sock.setblocking(False)
    try:
        heard = sock.recv(4096)
    except (BlockingIOError, ssl.SSLWantReadError):
        return ""
    finally:
        sock.settimeout(before)
    return answer_line(0, heard) or "The server hung up in the middle of the letter."


def _socket(line: smtplib.SMTP) -> socket.socket:
    if line.sock is None:
        raise smtplib.SMTPServerDisconnected("The line is closed.")
    return line.sock


def _words(error: OSError) -> str:
    return answer_line(0, str(error)) or type(error).__name__
