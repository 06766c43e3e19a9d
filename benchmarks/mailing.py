"""Times the whole of `drafts` against a bare loop over the same letters: `python -m benchmarks.mailing [--contacts N]`.

Ours reads the workbook, chooses the readers, holds the guards, renders, builds and writes each letter,
and writes Outbox. The bare loop is given the readers and their fields for nothing; it renders the same
compiled templates, builds each message with Python's `email`, and writes it. In turn, in one process.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime
from email.message import EmailMessage
from email.utils import formataddr
from pathlib import Path

from benchmarks.__main__ import salesbook
from salesbook.actions.base import OF_LETTERS
from salesbook.actions.mail.drafts import Drafting, draft, library_of
from salesbook.actions.session import read_known, world_of
from salesbook.books.file import FileBook
from salesbook.domain.mailings.mailing import find_mailing
from salesbook.letters.budget import KEY, Budget
from salesbook.letters.template import DEFAULTS
from salesbook.tables.records import Runner
from tests.sessions import session

TODAY = date(2026, 6, 15)
BAR = 1.5


def bare(drafting: Drafting, folder: Path) -> Callable[[], None]:
    """The loop, with everything before it done."""
    people = list(zip(drafting.chosen.readers.tolist(), drafting.chosen.variants, strict=True))
    fields = [
        {**DEFAULTS, **drafting.fields.of(at, variant), "opt_out": "mailto:stop@cierzo.example"}
        for at, variant in people
    ]

    def render(version: object, values: dict[str, object]) -> str:
        values[KEY] = Budget()
        return "".join(version.code.root_render_func(version.code.new_context(values)))  # type: ignore[attr-defined]

    def loop() -> None:
        for (at, _), given in zip(people, fields, strict=True):
            template = drafting.template(str(given["language"]))
            subject, preheader, question, *_answers, text = render(template._text, dict(given)).split("\x1f")
            named = {"subject": subject, "preheader": preheader, "question": question, "answers": ()}
            mail = EmailMessage()
            mail["From"] = "Ana <ana@cierzo.example>"
            mail["To"] = formataddr((drafting.names[at], drafting.guards.address(at)))
            mail["Subject"] = subject.strip()
            mail["Message-ID"], mail["X-Unsent"] = f"<{drafting.ids[at]}@cierzo.example>", "1"
            mail.set_content(text)
            mail.add_alternative(render(template._html, {**given, **named}), subtype="html")
            (folder / f"{drafting.ids[at]}.eml").write_bytes(mail.as_bytes())

    return loop


def seconds(job: Callable[[], object]) -> float:
    started = time.perf_counter()
    job()
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--contacts", type=int, default=25_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        source = Path(name) / "source.xlsx"
        words = (
            "new",
            source,
            "--sample",
            "--contacts",
            f"{options.contacts}",
            "--activities",
            f"{2 * options.contacts}",
        )
        subprocess.run(salesbook(*words, "--today", f"{TODAY}"), check=True, stderr=subprocess.DEVNULL)
        ours, theirs, count = [], [], 0
        for number in range(options.rounds):
            book = FileBook(shutil.copy(source, Path(name) / f"{number}.xlsx"))
            runner = Runner("me", "here", datetime(2026, 6, 15))
            ours.append(
                seconds(
                    lambda book=book, runner=runner: draft(
                        session("drafts", book, today=TODAY, runner=runner), "news"
                    )
                )
            )
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            world, _ = world_of(read_known(book, OF_LETTERS), TODAY)
            drafting = Drafting(world, find_mailing(world, "news"), library_of(book))
            (Path(name) / f"bare{number}").mkdir()
            loop, count = bare(drafting, Path(name) / f"bare{number}"), len(drafting.chosen.readers)
            theirs.append(seconds(loop))
    a, b = statistics.median(ours), statistics.median(theirs)
    print(
        f"{count:,} letters of {options.contacts:,} contacts: the whole of drafts {a:.1f} s, up to {memory:.0f} MB; the bare loop {b:.1f} s"
    )
    print(f"drafts takes {a / b:.2f} times as long as the bare loop   (bar: {BAR})")


if __name__ == "__main__":
    main()
