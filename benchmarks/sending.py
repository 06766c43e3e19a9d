"""Times sending against a bare smtplib loop: `python -m benchmarks.sending [--count N] [--lots N]`.

Ours queues the letters in a ledger, reads each draft, stamps it, writes into the ledger before each leaves
and after (on the disk, not in a cache), and hands it to a mail server on this computer. The bare loop reads
the same bytes, stamped for nothing, and calls `sendmail` on one connection. The server is aiosmtpd in a
process of its own; it throws the letters away. All letters go both ways in lots, ours and the bare loop in
turn, so that the machine's mood hits both; what counts is the ratio of each pair.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import smtplib
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.drafts import ours as write_drafts
from benchmarks.drafts import people
from benchmarks.mailing import seconds
from salesbook.mail.base import Parcel
from salesbook.mail.ledger.entries import QueuedLetter
from salesbook.mail.ledger.ledger import Ledger
from salesbook.mail.message.filenames import draft_name
from salesbook.mail.message.stamp import stamp
from salesbook.mail.queue.pace import Pace
from salesbook.mail.queue.sender import send_all
from salesbook.mail.secrets import Secret
from salesbook.mail.transport.smtp import Smtp

BAR = 1.3
SENDER = "ana@firm.example"
DATE = datetime(2026, 6, 15, 9, tzinfo=UTC)


async def serve() -> None:
    """Take all letters, and keep none."""
    from aiosmtpd.smtp import SMTP

    class Taker:
        async def handle_DATA(self, *_: object) -> str:  # noqa: N802
            return "250 OK"

    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(Taker(), loop=loop, hostname="mail.example"), "127.0.0.1", 0
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


@contextmanager
def server():
    command = [sys.executable, "-m", "benchmarks.sending", "--serve"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield int(process.stdout.readline())
        process.stdin.close()


def ours(letters: list[tuple[str, str, Path]], port: int) -> None:
    def parcel(key: str, to: str, path: Path) -> Callable[[], Parcel]:
        return lambda: Parcel(key, SENDER, to, stamp(path.read_bytes(), date=DATE, extra=()))

    with Ledger.of("benchmark") as ledger:
        ledger.letters.queue(
            QueuedLetter(key, f"D-{key}", "news", f"C-{key}", f"hash:{to}", to.partition("@")[2])
            for key, to, _ in letters
        )
        sent = send_all(
            ledger, {key: parcel(key, to, path) for key, to, path in letters},
            lambda _: Smtp(f"127.0.0.1:{port}", "", Secret), dict.fromkeys((key for key, _, _ in letters), SENDER),
            Pace(), tell=lambda _: None,
        )  # fmt: skip
    assert sent.taken == len(letters), sent


def bare(letters: list[tuple[str, str, Path]], port: int) -> None:
    with smtplib.SMTP("127.0.0.1", port, "localhost") as line:
        for _, to, path in letters:
            line.sendmail(SENDER, to, path.with_suffix(".stamped").read_bytes())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=5_000)
    parser.add_argument("--lots", type=int, default=10)
    parser.add_argument("--serve", action="store_true")
    options = parser.parse_args()
    if options.serve:
        logging.disable()
        asyncio.run(serve())
        return
    # Not in /tmp: that may be memory, where bringing something to the disk costs nothing.
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name, server() as port:
        folder = Path(name)
        write_drafts(folder, options.count)
        letters = []
        for person in people(options.count):
            path = folder / "drafts" / draft_name(person["key"], person["name"])
            path.with_suffix(".stamped").write_bytes(stamp(path.read_bytes(), date=DATE, extra=()))
            letters.append((f"<{person['key']}@firm.example>", person["to"], path))
        size = statistics.mean(path.stat().st_size for _, _, path in letters)
        pairs = []
        for number in range(options.lots):
            os.environ["SALESBOOK_DATA"] = str(folder / f"data{number}")
            lot = letters[number :: options.lots]
            jobs = [lambda lot=lot: ours(lot, port), lambda lot=lot: bare(lot, port)]
            first = number % 2
            times = {first: seconds(jobs[first]), 1 - first: seconds(jobs[1 - first])}
            pairs.append((times[0], times[1]))
            print(
                f"{len(lot):,} letters: ours {times[0]:.2f} s, bare {times[1]:.2f} s: {times[0] / times[1]:.2f}",
                flush=True,
            )
    a, b = (sum(each) for each in zip(*pairs, strict=True))
    ratio = statistics.median(one / other for one, other in pairs)
    print(
        f"{options.count:,} letters of {size / 1000:.0f} KB: {a:.1f} s, the bare loop {b:.1f} s; sending takes {ratio:.2f} times as long as the bare loop   (bar: {BAR})"
    )


if __name__ == "__main__":
    main()
