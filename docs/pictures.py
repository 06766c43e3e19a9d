"""Makes the pictures of the README anew: `python -m docs.pictures`.

Needs LibreOffice, Xvfb, xdotool, ImageMagick, Chromium and poppler, as Debian packages them. Shows
the demo of a fixed day in a real window, so the pictures are what people see.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from docs import letters
from salesbook.books.file import FileBook
from salesbook.tables.plan import Append, Value
from salesbook.tables.resolve import resolve
from tests.office.eyes import Eyes

HERE = Path(__file__).parent / "pictures"
CDNOW = Path(__file__).parents[2] / "shared" / "data" / "cdnow_sample.txt"
SIZE = "1366x768"
DISPLAY = ":93"
SHEETS = (
    "Home", "Calls", "Contacts", "Accounts", "Activities", "Opportunities", "Orders", "Team", "Cadences", "Scoring",
    "Propositions", "Campaigns", "Pitches", "Handoffs", "Front line", "Follow-ups", "Referrals", "Who to ask", "Mailings", "Outbox", "Settings", "Report", "History", "Problems", "Runs",
)  # fmt: skip
TYPED = {
    "J3": "Spoke",
    "L3": "12",
    "J4": "No answer",
    "L5": "4",
}
CHROMIUM = ("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder)
        book = made / "salesbook.xlsm"
        salesbook("demo", made)
        salesbook("about", book, "A0003")
        salesbook("drafts", book, "news")
        salesbook("drafts", book, "--contact", "C0002", "--template", "thank-you")
        salesbook("preview", book, "news", "--json")
        salesbook("report", book)
        windows(book)
        beside = made / "salesbook.salesbook"
        page(beside / "previews" / "news.html", "letter-preview", "1400,860")
        letters.pictures(beside / "drafts", made, HERE)
        page(next((made / "salesbook.salesbook" / "cards").glob("*.html")), "card", "840,1180")
        tree(made)
        if CDNOW.exists():  # the project does not contain it
            evaluation(made)
    for picture in HERE.glob("*.png"):
        run("convert", picture, "-strip", "-dither", "None", "-colors", "64", f"PNG8:{picture}")


def evaluation(folder: Path) -> None:
    """The page of the evaluation that the README quotes, but with the cadences of a new book."""
    book, end = folder / "cdnow.xlsx", "1998-06-30"
    salesbook("new", book)
    salesbook(
        "import", book, CDNOW, "--into", "Orders", "--columns", ", Contact ID, Date, , Amount", "--today", end
    )
    salesbook("evaluate", book, "--split", "1997-09-30", "--today", end)
    page(next((folder / "cdnow.salesbook" / "reports").glob("*.html")), "evaluation", "840,1180")


# Who came through whom, and how many orders of which amount each placed: 830 orders of nine people.
NINE = (
    ("Ana Ruiz", "", 10, 100), ("Ben Ott", "Ana Ruiz", 20, 50), ("Dan Dahl", "Ben Ott", 300, 10), ("Eva Prat", "Ben Ott", 100, 1),
    ("Finn Lund", "Ben Ott", 0, 0), ("Cleo Sanz", "Ana Ruiz", 0, 0), ("Gus Weber", "Cleo Sanz", 250, 2), ("Hana Sato", "Gus Weber", 150, 4),
    ("Ivo Horvat", "Hana Sato", 0, 0),
)  # fmt: skip


def tree(folder: Path) -> None:
    """The top of the page of referrals, of nine people who came through each other."""
    path, html = folder / "nine.xlsx", folder / "nine.html"
    salesbook("new", path, "--with", "core,referrals")
    book = FileBook(path)
    seen = book.read(["Contacts", "Orders"])
    people: list[Mapping[str, Value]] = []
    orders: list[Mapping[str, Value]] = []
    for name, through, number, amount in NINE:
        first, _, last = name.partition(" ")
        people.append(
            {"Contact ID": name, "First name": first, "Last name": last, "Referred by": through or None}
        )
        orders += [
            {"Order ID": f"{name} {n}", "Contact ID": name, "Date": date(2026, 1, 2), "Amount": amount}
            for n in range(number)
        ]
    book.write(resolve([Append("Contacts", people), Append("Orders", orders)], seen).edits, seen.seen)
    salesbook("referrals", path, "--page", "--html", html, "--today", "2026-12-01")
    page(html, "tree", "840,560")


def page(html: Path, name: str, size: str) -> None:
    """A picture of a page as a browser shows it."""
    run(
        *CHROMIUM,
        f"--user-data-dir={html.parent}/chromium",
        f"--window-size={size}",
        f"--screenshot={HERE}/{name}.png",
        html.as_uri(),
    )


def windows(book: Path) -> None:
    """One screenshot of each of the first sheets, and of a list that somebody fills in."""
    environment = {**os.environ, "DISPLAY": DISPLAY}
    screen = subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", f"{SIZE}x24"], stderr=subprocess.DEVNULL)
    time.sleep(2)
    office = subprocess.Popen(
        [sys.executable, "-m", "salesbook", "open", str(book)], env=environment, stderr=subprocess.DEVNULL
    )
    try:
        eyes = Eyes(DISPLAY)
        eyes.find("Today")
        time.sleep(5)
        for sheet in SHEETS:
            eyes.show(sheet)
            time.sleep(2)
            eyes.picture(HERE / f"{sheet.lower().replace(' ', '-')}.png")
        eyes.show("Calls")
        eyes.point(
            "mousemove", 700, 500, "mousedown", "1", "sleep", "0.2", "mouseup", "1"
        )  # typing goes there
        for cell, text in TYPED.items():
            eyes.type_into("Calls", cell, text)
        time.sleep(1)
        eyes.picture(HERE / "typed.png")
        eyes.document.close(True)
        eyes.close()
        office.wait(timeout=30)
    finally:
        office.kill()
        screen.terminate()


def salesbook(*words: object) -> None:
    run(sys.executable, "-m", "salesbook", *words, check=False)


def run(*command: object, check: bool = True, env: dict[str, str] | None = None) -> None:
    subprocess.run([*map(str, command)], check=check, env=env, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
