"""A real mail server for tests, in a process of its own, that goes wrong as planned and writes down all it does.

What it does wrong stands in the address that a letter goes to: `grey-7@one.example` is put off the first
time. Its log has a line of JSON for each thing that happened; a letter that counts as delivered is "stored".
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import random
import ssl
import subprocess
import sys
import time
from collections import Counter
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from email.parser import BytesHeaderParser
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

ROOT = Path(__file__).parents[2]
LOGIN, PASSWORD, TOKEN = "ana@firm.example", "pässword", "ya29.token"


class Faulty:
    """What the server does with each letter, by the start of the address it goes to."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.log = Path(options.log).open("a", buffering=1, encoding="utf-8")  # noqa: SIM115
        self.forget()

    def forget(self):
        """Everything is seen for the first time again."""
        self.times = Counter()
        self.mails = 0
        self.dice = random.Random(self.options.seed)

    def note(self, what, **facts):
        self.log.write(json.dumps({"what": what, **facts}) + "\n")

    def first(self, to, kind):
        """Whether an address begins so, and is seen for the first time."""
        if not to.startswith(f"{kind}-"):
            return False
        self.times[to] += 1
        return self.times[to] == 1

    async def dawdle(self):
        if self.options.dawdle:
            await asyncio.sleep(self.dice.random() * self.options.dawdle)

    async def handle_MAIL(self, server, _session, envelope, address, _options):  # noqa: N802
        self.mails += 1
        await self.dawdle()
        if self.options.full_after and self.mails > self.options.full_after:
            self.note("full", mail=self.mails)
            return "452 4.3.1 The queue is full"
        if self.mails in self.options.busy_at:
            self.note("busy", mail=self.mails)
            await server.push("421 4.7.0 Too busy, goodbye")
            server.transport.close()
            raise asyncio.CancelledError
        if address.startswith("used-up"):
            return "550 5.4.5 Daily user sending limit exceeded"
        if address.startswith("stranger"):
            return "553 5.7.1 Sender address rejected: not owned by user"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802
        await self.dawdle()
        answer = "250 OK"
        if self.first(address, "grey") or address.startswith("never-"):
            answer = "451 4.7.1 Greylisted, come back later"
        elif address.startswith("no-"):
            answer = f"550 5.1.1 <{address}>: no such user here"
        elif self.first(address, "full"):
            answer = "452 4.2.2 The mailbox is full"
        elif address.startswith("relay-"):
            answer = "554 5.7.1 Relay access denied"
        if answer[0] == "2":
            envelope.rcpt_tos.append(address)
        else:
            self.note("rcpt", to=address, code=int(answer[:3]))
        return answer

    async def handle_DATA(self, server, _session, envelope):  # noqa: N802
        await self.dawdle()
        (to,) = envelope.rcpt_tos
        if to.startswith("policy-"):
            self.note("data", to=to, code=554)
            return "554 5.7.1 Looks like spam"
        if self.first(to, "slow"):
            await asyncio.sleep(self.options.slow)
        head = BytesHeaderParser().parsebytes(envelope.content[:4096])
        text = envelope.content[:200].decode("latin-1")
        self.note("stored", to=to, id=head["Message-ID"], text=text, answered=not to.startswith("lost-"))
        if to.startswith("lost-"):
            server.transport.abort()
            raise ConnectionResetError
        await self.dawdle()
        return "250 2.0.0 Taken"

    async def auth_XOAUTH2(self, server, args):  # noqa: N802
        if args[1] == xoauth2():
            return AuthResult(success=True)
        await server.challenge_auth("eyJzdGF0dXMiOiI0MDAifQ==", encode_to_b64=False)
        return AuthResult(success=False, handled=False)


def xoauth2():
    from base64 import b64encode

    return b64encode(f"user={LOGIN}\1auth=Bearer {TOKEN}\1\1".encode()).decode()


class Server(SMTP):
    """One connection."""

    async def smtp_DATA(self, arg):  # noqa: N802
        to = self.envelope.rcpt_tos[0] if self.envelope.rcpt_tos else ""
        if not self.event_handler.first(to, "drop"):
            await super().smtp_DATA(arg)
            return
        await self.push("354 Go on")
        await self._reader.read(1000)
        self.event_handler.note("dropped", to=to)
        self.transport.abort()


def _knows(_server, _session, _envelope, _mechanism, data):
    is_right = data == LoginPassword(LOGIN.encode(), PASSWORD.encode())
    return AuthResult(success=is_right, handled=is_right is True)


async def serve(options):
    loop = asyncio.get_running_loop()
    faulty = Faulty(options)
    context = None
    if options.certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(options.certificate)
    starttls = context if options.tls == "starttls" else None

    def connection():
        return Server(
            faulty, loop=loop, hostname="mail.example", tls_context=starttls, data_size_limit=options.most,
            authenticator=_knows if options.login else None, auth_required=options.login,
            auth_require_tls=bool(starttls), auth_exclude_mechanism=options.without,
        )  # fmt: skip

    listening = await loop.create_server(
        connection, "127.0.0.1", 0, ssl=context if options.tls == "implicit" else None
    )
    print(listening.sockets[0].getsockname()[1], flush=True)  # noqa: T201
    while await loop.run_in_executor(None, sys.stdin.readline):  # until whoever started it lets go
        faulty.log.truncate(0)
        faulty.forget()
        print("forgotten", flush=True)  # noqa: T201
    listening.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--log", default="/dev/null")
    parser.add_argument("--tls", choices=["starttls", "implicit", ""], default="")
    parser.add_argument("--certificate", default="")
    parser.add_argument("--login", action="store_true")
    parser.add_argument("--without", action="append", default=[], help="a way to log in that is not offered")
    parser.add_argument("--most", type=int, default=33_554_432, help="bytes of a letter")
    parser.add_argument("--full-after", type=int, default=0, help="so many letters, all others are put off")
    parser.add_argument("--busy-at", type=int, action="append", default=[], help="hang up at this letter")
    parser.add_argument("--slow", type=float, default=0.0, help="seconds that slow ones take the first time")
    parser.add_argument("--dawdle", type=float, default=0.0, help="the most seconds before each answer")
    parser.add_argument("--seed", type=int, default=1)
    logging.disable()
    asyncio.run(serve(parser.parse_args()))


@dataclass
class Running:
    """A server that runs, for those who test against it."""

    process: subprocess.Popen
    port: int
    log: Path

    @property
    def address(self):
        return f"127.0.0.1:{self.port}"

    def events(self, what=""):
        lines = [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]
        return [line for line in lines if not what or line["what"] == what]

    def stored(self):
        """How often each address got a letter."""
        return Counter(event["to"] for event in self.events("stored"))

    def forget(self):
        """Everything that it has seen, as if it were new."""
        print("forget", file=self.process.stdin, flush=True)
        assert self.process.stdout.readline() == "forgotten\n"

    def stop(self):
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()


@contextmanager
def running(folder, *options):
    """A server on a free port of this computer."""
    log = Path(folder) / f"smtpd-{time.monotonic_ns()}.jsonl"
    log.touch()
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.mail.smtpd", "--log", str(log), *map(str, options)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    server = Running(process, int(process.stdout.readline()), log)
    try:
        yield server
    finally:
        server.stop()


class Standing:
    """A server that one test after the other has to itself; it is started again only after one of them stopped it."""

    def __init__(self, folder):
        self._folder = folder
        self._stack = ExitStack()
        self._server = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._stack.close()

    def fresh(self):
        if (
            self._server is None
            or self._server.process.stdin.closed
            or self._server.process.poll() is not None
        ):
            self._server = self._stack.enter_context(running(self._folder))
        self._server.forget()
        return self._server


if __name__ == "__main__":
    main()
