"""Pictures of letters, as a phone and a desktop show them, light and dark."""

from __future__ import annotations

import email
import email.policy
import subprocess
from pathlib import Path

from tests.letters.chromium import Chromium

PHONE, DESKTOP = 360, 800


def pictures(drafts: Path, made: Path, into: Path) -> None:
    """The newsletter on a desktop and on a phone, and a letter; `drafts` is a workbook's folder of drafts."""
    browser = Chromium(made / "letters")
    try:
        news = html(min((drafts / "news").glob("*.eml")), made / "news.html")
        single = html(next((drafts / "single letters").glob("*.eml")), made / "single.html")
        for name, page, width in (
            ("news", news, DESKTOP),
            ("phone", news, PHONE),
            ("personal", single, DESKTOP),
        ):
            both = [
                shot(browser, page, width, made / f"{name}-{dark}.png", dark=dark) for dark in (False, True)
            ]
            subprocess.run(["convert", *both, "+append", into / f"letter-{name}.png"], check=True)
    finally:
        browser.close()


def html(draft: Path, page: Path) -> Path:
    """The HTML part of a draft, as a page."""
    body = email.message_from_bytes(draft.read_bytes(), policy=email.policy.default).get_body(("html",))
    page.write_text(body.get_content(), encoding="utf-8")
    return page


def shot(browser: Chromium, page: Path, width: int, picture: Path, *, dark: bool) -> Path:
    tab = browser.page()
    tab.size(width, 600, phone=width == PHONE)
    tab.dark(dark)
    tab.open(page.as_uri())
    picture.write_bytes(tab.picture(whole=True))
    tab.close()
    return picture
