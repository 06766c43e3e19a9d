"""Times writing drafts against the bare loop with Python's `email`: `python -m benchmarks.drafts [--quick]`.

Each letter has about 12 KB of HTML and 2 KB of text, rendered from the same compiled Jinja templates
in all jobs, and goes to a name that is not ASCII. The bare loop builds it with EmailMessage and
writes it to a file; it brings nothing to the disk and replaces no older set. Beside it the dry run of
mailmerge, where that is installed (`pip install mailmerge`): it makes the same letters and only prints
them. Each job is a process of its own, ours and the bare loop in turn; what counts is the ratio.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import itertools
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from email.utils import formataddr
from pathlib import Path

import jinja2

from benchmarks.__main__ import Run, timed

FIRST = ("Zoë", "José", "Łukasz", "Søren", "Renée", "Jürgen", "Ana", "Миша")
LAST = ("Müller", "Núñez", "Wójcik", "Ødegård", "Lefèvre", "Groß", "O'Brien", "Чехов")
ROW = """<tr><td style="padding: 8px; font-family: Arial, sans-serif; color: #333333"><a href="https://shop.example/p/{number}?c={{{{ key }}}}">Article {number}</a> for {{{{ first }}}}, tested in Zürich</td><td style="text-align: right">{number},50 €</td></tr>\n"""
HTML = (
    "<html><body><p>Dear {{ name }},</p><table>\n"
    + "".join(ROW.format(number=number) for number in range(55))
    + "</table></body></html>\n"
)
LINE = "Article {number}, tested in Zürich, kept for {{{{ first }}}}: {number},50 € until {{{{ day }}}}.\n"
TEXT = "Dear {{ name }},\n\n" + "".join(LINE.format(number=number) for number in range(34))
MAILMERGE = 'TO: "{{{{name}}}}" <{{{{to}}}}>\nSUBJECT: {subject}\nFROM: Ana <ana@firm.example>\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary="b"\n\n--b\nContent-Type: text/plain\n\n{text}\n--b\nContent-Type: text/html\n\n{html}\n--b--\n'
SUBJECT = "Für Sie ausgewählt, {{ first }}"


def people(count: int) -> Iterator[dict[str, str]]:
    names = itertools.cycle(itertools.product(FIRST, LAST))
    for number, (first, last) in zip(range(count), names, strict=False):
        key = f"M1-{number:06}"
        yield {
            "key": key,
            "first": first,
            "name": f"{first} {last}",
            "to": f"c{number}@buyer{number % 997}.example",
            "day": "15 June",
        }


def templates() -> list[jinja2.Template]:
    environment = jinja2.Environment(autoescape=False)  # noqa: S701 - names are made up
    return [environment.from_string(text) for text in (SUBJECT, TEXT, HTML)]


def ours(folder: Path, count: int) -> None:
    """The product's way. To be replaced by its whole action."""
    from salesbook.mail.message.build import Address, Outgoing, as_bytes
    from salesbook.mail.message.draft_folder import UNSENT, DraftFolder
    from salesbook.mail.message.filenames import draft_name

    sender = Address("Ana", "ana@firm.example")
    subject, text, html = templates()

    def draft(person: dict[str, str]) -> tuple[str, bytes]:
        mail = Outgoing(
            sender,
            Address(person["name"], person["to"]),
            subject.render(person),
            text.render(person),
            html.render(person),
            f"<{person['key']}@firm.example>",
            extra=(UNSENT,),
        )
        return draft_name(person["key"], person["name"]), as_bytes(mail)

    DraftFolder(folder / "drafts").write(map(draft, people(count)))


def bare(folder: Path, count: int) -> None:
    """What one would write without a product."""
    subject, text, html = templates()
    for person in people(count):
        mail = EmailMessage()
        mail["From"] = "Ana <ana@firm.example>"
        mail["To"] = formataddr((person["name"], person["to"]))
        mail["Subject"] = subject.render(person)
        mail["Message-ID"] = f"<{person['key']}@firm.example>"
        mail["X-Unsent"] = "1"
        mail.set_content(text.render(person))
        mail.add_alternative(html.render(person), subtype="html")
        (folder / f"{person['key']}.eml").write_bytes(mail.as_bytes())


def mailmerge(folder: Path, count: int) -> None:
    """The dry run of mailmerge; it prints the letters."""
    from mailmerge.__main__ import main

    (folder / "template.txt").write_text(
        MAILMERGE.format(subject=SUBJECT, text=TEXT, html=HTML), encoding="utf-8"
    )
    (folder / "server.conf").write_text("[smtp_server]\nhost = localhost\nport = 25\n", encoding="utf-8")
    with (folder / "people.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, ["key", "first", "name", "to", "day"])
        writer.writeheader()
        writer.writerows(people(count))
    main(["--dry-run", "--no-limit", "--template", str(folder / "template.txt"), "--database", str(folder / "people.csv"),
          "--config", str(folder / "server.conf")])  # fmt: skip


JOBS: dict[str, Callable[[Path, int], None]] = {"ours": ours, "bare": bare, "mailmerge": mailmerge}


def measured(job: str, count: int) -> Run:
    """A job in a process of its own, in a new folder."""
    with tempfile.TemporaryDirectory(
        dir=Path.cwd()
    ) as folder:  # /tmp may be memory, where flushing costs nothing
        return timed(
            [
                sys.executable,
                "-m",
                "benchmarks.drafts",
                "--job",
                job,
                "--folder",
                folder,
                "--count",
                str(count),
            ]
        )


def told(job: str, count: int, run: Run) -> None:
    print(
        f"{job:<10} {count:>8,} drafts {run.seconds:8.2f} s {run.seconds / count * 1e3:7.2f} ms each {run.megabytes:5.0f} MB",
        flush=True,
    )


def compare(count: int, rounds: int) -> None:
    runs: dict[str, list[Run]] = {"ours": [], "bare": []}
    for _ in range(rounds):
        for job, found in runs.items():
            found.append(measured(job, count))
    for job, found in runs.items():
        told(job, count, min(found, key=lambda run: run.seconds))
    ratio = statistics.median(a.seconds / b.seconds for a, b in zip(*runs.values(), strict=True))
    print(f"ours takes {ratio:.2f} times as long as the bare loop   (bar: 1.5)", flush=True)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="a tenth of the size, one round")
    options.add_argument("--job", choices=JOBS)
    options.add_argument("--folder", type=Path)
    options.add_argument("--count", type=int, default=10_000)
    chosen = options.parse_args()
    if chosen.job:
        JOBS[chosen.job](chosen.folder, chosen.count)
        return
    count = chosen.count // 10 if chosen.quick else chosen.count
    compare(count, 1 if chosen.quick else 3)
    if importlib.util.find_spec("mailmerge"):
        told("mailmerge", count, measured("mailmerge", count))
    else:
        print("mailmerge is not installed, so it was not measured")
    told("ours", 10 * count, measured("ours", 10 * count))


if __name__ == "__main__":
    main()
