"""A mail server as Settings names it, and a line to it: encrypted, the server's certificate checked, logged in."""

from __future__ import annotations

import re
import smtplib
import ssl
from base64 import b64encode
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from salesbook.mail.base import CannotSend, Unreachable
from salesbook.mail.secrets import Secret, holds_login, xoauth2

_WRITTEN = re.compile(
    r"(?:(smtps?)://)?(\[[0-9a-fA-F:.]+\]|[^\s:/@\[\]]+|[0-9a-fA-F:]*::[0-9a-fA-F:.]*)(?::(\d{1,5}))?/?"
)
_LOOPBACK = re.compile(r"localhost|127\.\d+\.\d+\.\d+|::1", re.IGNORECASE)
_LAST_PORT = 65_535
_RELAY, _SUBMISSION, _IMPLICIT = 25, 587, 465
_SETTING = (
    "Write it into Mail server on the Settings sheet like this: smtp.example.com, or smtp.example.com:465."
)
_GOOGLE = "gmail.com", "googlemail.com", "google.com"
_MICROSOFT = "office365.com", "outlook.com", "live.com", "hotmail.com"
_LOGIN_OK = {235, 503}  # 503: it was done already
_BUSY: Final = 421


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where to connect. `implicit`: encrypted from the first byte on; else by STARTTLS."""

    host: str
    port: int
    implicit: bool

    @classmethod
    def read(cls, text: str) -> MailServer:
        """From what stands in Settings: HOST, HOST:PORT, smtp://HOST or smtps://HOST. Raises CannotSend."""
        if not text.strip():
            raise CannotSend("No mail server is named.", _SETTING)
        if holds_login(text):
            raise CannotSend(
                "Mail server on the Settings sheet holds more than the name of a server: a login or a password must not stand there.",
                f"Type the login as Mail login; the password is kept outside the workbook. {_SETTING}",
            )
        found = _WRITTEN.fullmatch(text.strip())
        if not found or int(found[3] or 0) > _LAST_PORT:
            raise CannotSend(f"{text.strip()!r} is no mail server.", _SETTING)
        scheme, host, port = found[1], found[2].strip("[]"), int(found[3] or 0)
        usual = _IMPLICIT if scheme == "smtps" else _RELAY if _LOOPBACK.fullmatch(host) else _SUBMISSION
        implicit = scheme == "smtps" or (scheme is None and port == _IMPLICIT)
        return cls(host, port or usual, implicit)

    @property
    def is_this_computer(self) -> bool:
        """Whether nothing that is said to it leaves this computer."""
        return bool(_LOOPBACK.fullmatch(self.host))

    def connect(self, timeout: float) -> smtplib.SMTP:
        """A line to it, encrypted. Raises CannotSend, and Unreachable where it may be another matter soon."""
        try:
            line = self._line(timeout)
        except OSError as error:
            raise self._meaning(error) from error
        try:
            address = line.sock.getsockname()[0]  # type: ignore[union-attr]
            line.local_hostname = f"[IPv6:{address}]" if ":" in address else f"[{address}]"
            self._hello(line)
            if not self.implicit:
                self._encrypt(line)
        except OSError as error:
            line.close()
            raise self._meaning(error) from error
        except BaseException:
            line.close()
            raise
        return line

    def _line(self, timeout: float) -> smtplib.SMTP:
        own = "localhost"  # else smtplib asks the network for a name; the address of the line follows
        if self.implicit:
            return smtplib.SMTP_SSL(self.host, self.port, own, timeout=timeout, context=self._trust())
        return smtplib.SMTP(self.host, self.port, own, timeout=timeout)

    def _hello(self, line: smtplib.SMTP) -> None:
        code, said = line.ehlo()
        if code == _BUSY or not 200 <= code < 300:
            raise self._unwilling(code, said)

    def _encrypt(self, line: smtplib.SMTP) -> None:
        if line.has_extn("starttls"):
            code, said = line.starttls(context=self._trust())
            if code != 220:
                raise self._unwilling(code, said)
            self._hello(line)
        elif not self.is_this_computer:
            raise CannotSend(
                f"{self.host} offers no encryption on port {self.port}, so neither password nor letters were sent.",
                f"Ask whoever runs it for the port; often {self.host}:465 or {self.host}:587 in Mail server on the Settings sheet is right.",
            )

    def _trust(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        if self.is_this_computer:  # bridges of mail programs sign for themselves, and nobody stands between
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return context

    def _unwilling(self, code: int, said: bytes | str) -> CannotSend:
        if code // 100 == 4 or code < 0:
            return Unreachable(f"{self.host} takes no letters now: {answer_line(code, said)}.", _LATER)
        return CannotSend(
            f"{self.host} takes no letters from this computer: {answer_line(code, said)}.",
            "Ask whoever runs the server, or correct Mail server on the Settings sheet.",
        )

    def _meaning(self, error: OSError) -> CannotSend:
        if isinstance(error, smtplib.SMTPConnectError):
            return self._unwilling(error.smtp_code, error.smtp_error)
        if isinstance(error, ssl.SSLCertVerificationError):
            return CannotSend(
                f"{self.host} cannot prove that it is {self.host} ({error.verify_message}), so nothing was sent.",
                "Correct the name of Mail server on the Settings sheet, or ask whoever runs the server for a valid certificate.",
            )
        if isinstance(error, ssl.SSLError):
            return CannotSend(
                f"{self.host} does not speak TLS on port {self.port} as expected ({error.reason or error}).",
                f"Write {self.host}:587 or {self.host}:465 into Mail server on the Settings sheet, whichever its provider names.",
            )
        return Unreachable(
            f"{self.host} cannot be reached on port {self.port}: {error.strerror or error}.",
            "See whether this computer is online, and whether Mail server on the Settings sheet is right; then try again.",
        )

    def log_in(self, line: smtplib.SMTP, login: str, secret: Callable[[], Secret]) -> None:
        """Say who sends. Raises CannotSend where that is refused, Unreachable where the line breaks."""
        if not login.strip():
            if self.is_this_computer:
                return
            raise CannotSend(
                f"Nobody is named to log in to {self.host} as.", "Fill in Mail login on the Settings sheet."
            )
        given = secret()
        try:
            code, said = self._authenticated(line, login.strip(), given)
        except OSError as error:
            raise self._meaning(error) from error
        if code == _BUSY:
            raise self._unwilling(code, said)
        if code not in _LOGIN_OK:
            raise CannotSend(
                f"{self.host} did not accept the login of {login}: {answer_line(code, said)}.",
                self._hint(given),
            )

    def _authenticated(self, line: smtplib.SMTP, login: str, secret: Secret) -> tuple[int, bytes]:
        offered = line.esmtp_features.get("auth", "").upper().split()
        if secret.token and "XOAUTH2" in offered:
            code, said = line.docmd("AUTH", "XOAUTH2 " + _coded(xoauth2(login, secret.token)))
            return line.docmd("") if code == 334 else (code, said)  # 334 tells why; then it refuses
        if secret.password and "PLAIN" in offered:
            return line.docmd("AUTH", "PLAIN " + _coded(f"\0{login}\0{secret.password}"))
        if secret.password and "LOGIN" in offered:
            code, said = line.docmd("AUTH", "LOGIN")
            for answer in (login, secret.password):
                if code == 334:
                    code, said = line.docmd(_coded(answer))
            return code, said
        raise CannotSend(
            f"{self.host} takes no {'password' if secret.password else 'token'} on port {self.port}; it offers {' '.join(offered) or 'no login'}.",
            "Give it a token instead of a password, or the other way round; or correct Mail server on the Settings sheet.",
        )

    def _hint(self, secret: Secret) -> str:
        again = "See whether Mail login on the Settings sheet and the password that is kept for it are right, then try again."
        if secret.token:
            return "The token may have run out: get a new one, then try again."
        if self.host.lower().endswith(_GOOGLE):
            return f"Google wants an app password here, not that of the account: make one at https://myaccount.google.com/apppasswords. {again}"
        if self.host.lower().endswith(_MICROSOFT):
            return f"Microsoft takes a password here only where the administrator allows SMTP AUTH for the mailbox; else give a token. {again}"
        return again


_LATER = "Try again in a few minutes; what is queued stays queued."


def answer_line(code: int, said: bytes | str) -> str:
    """A server's answer on one line."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join(f"{code if code > 0 else ''} {text}".split())


def say_goodbye(line: smtplib.SMTP, patience: float = 5.0) -> None:
    """End a line politely where that is possible; never raises."""
    with suppress(OSError, ValueError):
        if line.sock:
            line.sock.settimeout(patience)
            line.quit()
    line.close()


def _coded(text: str) -> str:
    return b64encode(text.encode()).decode("ascii")
