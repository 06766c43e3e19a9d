"""The preview in a real browser: one page, everybody on it, and nothing leaves the machine."""

from __future__ import annotations

import contextlib
import json
import re
import socket
import threading
import time
from dataclasses import replace

import pytest

from salesbook.actions.pages.letters import LeftOut, ShownLetter, preview_page

BODY = """<!DOCTYPE html>
<html lang="en"><head>
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<style>@media (prefers-color-scheme: dark) { p { color: #fff } }</style>
</head><body>
""" + "\n".join(f"<p>What everybody reads, line {n}</p>" for n in range(60))
TRAP = "</script><img src=x onerror=document.title='trapped'><!--\u2028\u2029"


def letter(n: int, **changes) -> ShownLetter:
    name = f"Person {n}"
    return replace(
        ShownLetter(
            f"D{n}", name, f"C{n}", f"p{n}@example.com", "News", "Three short things", "Draft", "A",
            f"{BODY}\n<p id=own>Dear {name}</p></body></html>", f"Dear {name}\n\nWhat everybody reads",
            [("To", f"p{n}@example.com"), ("Subject", "News")], [("contact.first_name", f"First {n}", f"Contacts!B{n}", False)],
        ),
        **changes,
    )  # fmt: skip


@pytest.fixture
def shows(tab, tmp_path):
    """Opens a page of these letters."""

    def opened(letters, left_out=(), told=("A sentence.",), title="News of March"):
        page = tmp_path / "preview.html"
        page.write_text(preview_page(title, told, letters, left_out), encoding="utf-8")
        tab.open(page.as_uri())
        return tab

    return opened


def text(tab, selector):
    return tab.run(f"document.querySelector({selector!r}).innerText")


def chosen(tab):
    return text(tab, "#meta b")


def names(tab):
    return tab.run("[...document.querySelectorAll('.row .who span:first-child')].map(one => one.innerText)")


def click(tab, selector):
    tab.run(f"document.querySelector({selector!r}).click()")


def seek(tab, words):
    tab.run("document.getElementById('search').focus()")
    tab.type(words)


def test_a_thousand_letters_open_at_once_and_the_file_stays_small(shows, tmp_path):
    began = time.monotonic()
    tab = shows([letter(n) for n in range(1000)])
    assert time.monotonic() - began < 5
    assert text(tab, "#place") == "1 of 1,000"
    assert tab.run("document.getElementsByTagName('*').length") < 600  # only the rows in sight are built
    assert (tmp_path / "preview.html").stat().st_size < 1000 * 700  # the letters themselves are 2,800 each


def test_every_letter_comes_back_line_by_line(shows):
    letters = [letter(1), letter(2, html=BODY + "\n\n" + BODY + "\n", text="\na\n\na\n")]
    tab = shows(letters)
    tab.key("ArrowDown")
    framed = tab.run("document.getElementById('phone').srcdoc")
    assert framed.count("line 59") == 2
    assert framed.endswith("line 59</p>\n")
    click(tab, "[data-view=text]")
    assert tab.run("document.getElementById('text').textContent") == letters[1].text


def test_search_finds_one_whatever_the_accents(shows):
    people = [letter(n) for n in range(1000)]
    people[777] = letter(777, name="Lucía Ruiz Weißmüller")
    tab = shows(people)
    seek(tab, "weissmull lucia")
    assert names(tab) == ["Lucía Ruiz Weißmüller"]
    assert chosen(tab) == "Lucía Ruiz Weißmüller"
    tab.key("Escape")
    assert text(tab, "#place") == "778 of 1,000"  # the list is whole again, and the letter is still the same
    seek(tab, "first 41")  # what a field says
    assert chosen(tab) == "Person 41"


def test_search_that_finds_nobody_says_so(shows):
    tab = shows([letter(1)])
    seek(tab, "nobody at all")
    assert text(tab, "#nothing") == "No letter fits."
    tab.key("Escape")
    assert chosen(tab) == "Person 1"


def test_keys_and_buttons_move_on(shows):
    tab = shows([letter(n) for n in range(300)])
    tab.key("ArrowDown")
    tab.key("ArrowRight")
    click(tab, "#next")
    assert (chosen(tab), text(tab, "#place")) == ("Person 3", "4 of 300")
    tab.key("ArrowUp")
    click(tab, "#previous")
    assert chosen(tab) == "Person 1"
    tab.key("End")
    assert chosen(tab) == "Person 299"
    assert tab.run("document.getElementById('next').disabled")
    assert tab.run("document.querySelector('.row[aria-selected=true]').innerText").startswith("Person 299")
    assert tab.run(
        "document.getElementById(document.getElementById('list').getAttribute('aria-activedescendant')).ariaSelected"
    )
    tab.key("Home")
    assert (chosen(tab), tab.run("document.getElementById('previous').disabled")) == ("Person 0", True)


def test_problems_come_first_then_fallbacks(shows):
    blank = [("account.account", "your firm", "Accounts!B9", True)]
    tab = shows(
        [
            letter(1),
            letter(2, filled=blank),
            letter(3),
            letter(4, problem="Nobody says who writes.", html="", text=""),
        ]
    )
    assert names(tab) == ["Person 4", "Person 2", "Person 1", "Person 3"]
    assert text(tab, "#problem") == "Nobody says who writes."
    assert text(tab, "#view-frames") == "There is no letter: it could not be written."
    assert text(tab, "#only").split("\n") == ["All 4", "Problems 1", "Fallbacks 1", "Fine 2"]
    tab.key("ArrowDown")
    assert text(tab, "#fallback").endswith("account.account (Accounts!B9)")
    click(tab, "[data-view=fields]")
    assert text(tab, "#fields").split("\t") == ["account.account", "your firm", "Accounts!B9", "Fallback"]
    click(tab, "#only button:nth-child(4)")
    assert names(tab) == ["Person 1", "Person 3"]


def test_html_in_data_is_shown_as_text(shows, chromium):
    trapped = letter(
        1, name=TRAP, subject=TRAP, to=TRAP, preheader=TRAP, text=TRAP, problem=TRAP, draft=TRAP, headers=[(TRAP, TRAP)],
        filled=[(TRAP, TRAP, TRAP, True)],
    )  # fmt: skip
    tab = shows([trapped], [LeftOut(TRAP, TRAP, TRAP, TRAP)], told=[TRAP], title=TRAP)
    click(tab, "#tab-out")
    click(tab, "#tab-letters")
    tab.run("new Promise(done => setTimeout(done, 300))")
    assert chosen(tab) == TRAP
    assert tab.run("document.getElementById('subject').textContent") == TRAP
    assert tab.run("document.title") != "trapped"
    assert tab.run("document.querySelectorAll('img').length") == 0
    assert chromium.complaints == []


def test_a_page_of_odd_characters_can_be_written_and_read():
    odd = letter(1, name="\ud800 half a sign", text="a\r\nb\x00")
    page = preview_page("t", [], [odd], [])
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)[1]
    assert page.encode("utf-8")
    assert not set("<>&\u2028\u2029") & set(data)
    assert json.loads(data)["letters"][0][1] == odd.name


@pytest.fixture
def server():
    """Its address, and who has connected; it never answers."""
    connected = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.1)
        over = threading.Event()

        def listen():
            while not over.is_set():
                with contextlib.suppress(TimeoutError):
                    connection, _ = listening.accept()
                    connection.settimeout(0.5)
                    with connection, contextlib.suppress(TimeoutError):
                        connected.append(connection.recv(200))

        thread = threading.Thread(target=listen)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", connected
        over.set()
        thread.join()


def test_no_request_leaves_the_machine(shows, chromium, server):
    address, connected = server
    nosy = f"""<!DOCTYPE html><html><head><link rel="stylesheet" href="{address}/css"><link rel="preconnect" href="{address}">
<link rel="prefetch" href="{address}/prefetch"><link rel="icon" href="{address}/icon"><meta http-equiv="refresh" content="0;url={address}/refresh">
<style>@import url({address}/import); body {{ background: url({address}/background) }} @font-face {{ font-family: x; src: url({address}/font) }} p {{ font-family: x }}</style>
</head><body onload="location='{address}/onload'"><p>text</p><img src="{address}/img"><script src="{address}/script"></script>
<script>top.document.title = "trapped"</script><iframe src="{address}/frame"></iframe><form action="{address}/form"><button>b</button></form>
<a href="{address}/link" style="position:fixed;inset:0;background:#eee">everywhere</a></body></html>"""
    tab = shows([letter(1, html=nosy), letter(2)])
    chromium.listen(1)
    for frame in ("phone", "desktop"):
        x, y = tab.run(
            f"(() => {{ const at = document.getElementById('{frame}').getBoundingClientRect(); return [at.x + at.width / 2, at.y + 200] }})()"
        )
        tab.click(x, y)
        chromium.listen(1)
    assert connected == []
    assert [
        url for url in chromium.requests.values() if not url.startswith(("file:", "data:", "about:"))
    ] == []
    assert tab.run("location.protocol + document.title") == "file:News of March · preview"
    tab.key("ArrowDown")  # the click left the keys to the list
    assert chosen(tab) == "Person 2"


def test_light_and_dark_are_chosen_on_the_page(shows):
    tab = shows([letter(1)])
    inside = "document.getElementById('phone').srcdoc"
    assert "@media (max-width: 0px) { p" in tab.run(inside)
    assert 'content="light"' in tab.run(inside)
    click(tab, "#dark")
    assert "@media (min-width: 0px) { p" in tab.run(inside)
    assert 'content="dark"' in tab.run(inside)
    assert tab.run(inside).count("default-src 'none'") == 1
    assert tab.run(inside).startswith("<!DOCTYPE html>\n<html")


def test_headers_and_text_have_their_own_views(shows):
    tab = shows([letter(5)])
    click(tab, "[data-view=headers]")
    assert text(tab, "#headers").split("\n") == ["To\tp5@example.com", "Subject\tNews"]
    assert tab.run("document.getElementById('view-frames').hidden")
    click(tab, "[data-view=text]")
    assert text(tab, "#text").startswith("Dear Person 5")


def test_people_left_out_stand_by_their_reason(shows):
    left = [
        LeftOut(f"Nobody {n}", f"C{n}", f"n{n}@example.com", "Do not email" if n % 3 else "Opted out")
        for n in range(300)
    ]
    tab = shows([letter(1)], left)
    click(tab, "#tab-out")
    assert tab.run("[...document.querySelectorAll('summary')].map(one => one.innerText)") == [
        "Do not email 200", "Opted out 100",
    ]  # fmt: skip
    tab.run("document.getElementById('search-out').focus()")
    tab.type("nobody 299")
    assert text(tab, "#groups td") == "Nobody 299"
    assert text(tab, "summary") == "Do not email 1"


def test_a_mailing_without_letters_shows_who_was_left_out(shows):
    tab = shows([], [LeftOut("Nobody", "C1", "", "No address")])
    assert text(tab, "#groups td") == "Nobody"


def test_a_narrow_window_shows_the_phone_above_the_desktop(shows):
    tab = shows([letter(1)])
    tab.size(420, 900)
    tab.run("new Promise(done => setTimeout(done, 200))")
    phone, desktop = (
        tab.run(
            f"(() => {{ const at = document.querySelector('{one} .glass').getBoundingClientRect(); return [at.top, at.height, at.right] }})()"
        )
        for one in (".phone", ".desktop")
    )
    assert phone[0] + phone[1] < desktop[0]
    assert phone[1] == 600
    assert desktop[2] <= 420
    assert tab.run("document.documentElement.scrollWidth") <= 420


def test_a_letter_can_be_named_in_the_address(tab, tmp_path):
    page = tmp_path / "preview.html"
    page.write_text(preview_page("t", [], [letter(n) for n in range(50)], []), encoding="utf-8")
    tab.open(page.as_uri() + "#D33")
    assert chosen(tab) == "Person 33"
