"""Makes the pictures of the README anew: `python docs/pictures.py`.

Needs LibreOffice, Xvfb, xdotool, ImageMagick, Chromium and poppler, as Debian packages them. Shows
the demo of a fixed day in a real window, so the pictures are what people see.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

HERE = Path(__file__).parent / "pictures"
SIZE = "1500x860"
SHEETS = ("home", "calls", "contacts")
CHROMIUM = ("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder)
        today = date.today().isoformat()  # Home counts from the computer's own day
        salesbook("demo", made, "--today", today)
        salesbook("about", made / "salesbook.xlsx", "A0003", "--today", today)
        windows(made / "salesbook.xlsx", made)
        card = next((made / "salesbook.salesbook" / "cards").glob("*.html"))
        run(
            *CHROMIUM,
            f"--user-data-dir={made}/chromium",
            "--window-size=840,1180",
            f"--screenshot={HERE}/card.png",
            card.as_uri(),
        )
    for picture in HERE.glob("*.png"):
        run("convert", picture, "-strip", "-colors", "128", f"PNG8:{picture}")


def windows(book: Path, folder: Path) -> None:
    """One screenshot of each of the first sheets, in a window as large as the screen."""
    display = ":93"
    environment = {**os.environ, "DISPLAY": display}
    screen = subprocess.Popen(["Xvfb", display, "-screen", "0", f"{SIZE}x24"], stderr=subprocess.DEVNULL)
    office = subprocess.Popen(
        ["soffice", f"-env:UserInstallation=file://{folder}/office", "--norestore", "--nologo", str(book)],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        time.sleep(35)
        for sheet in SHEETS:
            run("import", "-window", "root", HERE / f"{sheet}.png", env=environment)
            run("xdotool", "key", "ctrl+Next", env=environment)
            time.sleep(3)
    finally:
        subprocess.run(["pkill", "-f", f"{folder}/office"], check=False)
        office.wait(timeout=30)
        screen.terminate()


def salesbook(*words: object) -> None:
    run(sys.executable, "-m", "salesbook", *words, check=False)


def run(*command: object, check: bool = True, env: dict[str, str] | None = None) -> None:
    subprocess.run([*map(str, command)], check=check, env=env, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
