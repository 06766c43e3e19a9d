"""The layouts and texts that come with salesbook, as phones and desktops show them, in light and in dark."""

from __future__ import annotations

import re
from datetime import date
from types import SimpleNamespace

import css_inline
import jinja2
import pytest
from markdown_it import MarkdownIt
from markupsafe import Markup

from salesbook.letters import Library, Record, RecordTable
from salesbook.util.resources import templates_dir

ROOT = templates_dir()
LETTERS = sorted([*ROOT.glob("letters/*.md"), *ROOT.glob("newsletters/*.md")])
LAYOUTS = ("base", "letter")
EVERYTHING = """# A heading

A paragraph with **strong** and *slanted* words, [a link](https://example.com/) and `code`.

## Another

- one
- two

1. first
2. second

> Somebody's words

| Machine | Price |
| --- | --- |
| Bora tray sealer | 24 000 |

### The last

---

Averyveryverylongwordwithoutanyplacetobreakit/averyveryverylongwordwithoutanyplacetobreakit
"""
# The lowest contrast of any text with what is behind it, and whose.
CONTRAST = """(() => {
  const light = colour => { const [r, g, b] = colour.slice(0, 3).map(x => (x /= 255) <= .03928 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b };
  const parts = text => text.match(/[\\d.]+/g).map(Number);
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (walk.nextNode()) {
    const at = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !at.checkVisibility()) continue;
    let behind = at, fill = parts(getComputedStyle(at).backgroundColor);
    while (fill.length > 3 && fill[3] === 0 && (behind = behind.parentElement)) fill = parts(getComputedStyle(behind).backgroundColor);
    const [low, high] = [light(parts(getComputedStyle(at).color)), light(fill)].sort((a, b) => a - b);
    found.push([(high + .05) / (low + .05), walk.currentNode.data.trim().slice(0, 30)]);
  }
  return found.sort((a, b) => a[0] - b[0])[0];
})()"""


def rendered(
    layout: str,
    *,
    answers: tuple[str, ...] = ("Yes, please call me", "In a few months", "No, thanks"),
    language: str = "en",
    **changes,
) -> str:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(ROOT), autoescape=True, undefined=jinja2.StrictUndefined
    )
    environment.globals["opt_out_words"] = lambda: "No more letters like this one"
    page = environment.get_template(f"layouts/{layout}.html").render(**{
        "subject": "A subject", "preheader": "What it is about", "body": Markup(MarkdownIt().enable("table").render(EVERYTHING)),  # noqa: S704
        "question": "Would a visit suit you?",
        "answers": [SimpleNamespace(text=text, link="mailto:ana@cierzo.example?subject=x") for text in answers],
        "firm": SimpleNamespace(firm="Cierzo Packaging Machines"), "postal_address": "Carrer dels Traginers 14, 46014 Valencia",
        "opt_out": "mailto:ana@cierzo.example?subject=stop", "language": language, **changes,
    })  # fmt: skip
    return css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False).inline(page)


@pytest.fixture
def seen(tab, tmp_path):
    """Opens a layout as a mail program of this width would show it."""

    def opened(html, width, *, dark=False):
        page = tmp_path / "letter.html"
        page.write_text(html, encoding="utf-8")
        tab.size(width, 800, phone=width < 500)
        tab.dark(dark)
        tab.open(page.as_uri())
        return tab

    return opened


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_text_can_be_read(seen, layout, dark):
    tab = seen(rendered(layout), 800, dark=dark)
    lowest, text = tab.run(CONTRAST)
    assert lowest >= 4.5, text
    behind = tab.run("getComputedStyle(document.body).backgroundColor")
    assert (max(map(int, re.findall(r"\d+", behind)[:3])) < 60) is dark


@pytest.mark.parametrize("width", [320, 360, 800, 1400])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_sticks_out_and_lines_stay_short(seen, layout, width):
    tab = seen(rendered(layout), width)
    assert tab.run("document.documentElement.scrollWidth") <= width
    widest = "Math.max(...[...document.querySelectorAll('p')].map(one => one.getBoundingClientRect().width))"
    assert tab.run(widest) <= 600


def boxes(tab):
    return tab.run(
        "[...document.querySelectorAll('.pill a, .answer a')].map(one => { const at = one.getBoundingClientRect(); return [at.x, at.y, at.height] })"
    )


def test_answers_stand_side_by_side_on_a_desktop_and_one_below_the_other_on_a_phone(seen):
    desktop, phone = boxes(seen(rendered("base"), 800)), boxes(seen(rendered("base"), 360))
    assert len({y for _, y, _ in desktop}) == 1
    assert len({x for x, _, _ in phone}) == 1
    assert min(height for *_, height in phone) >= 44  # a finger


def test_many_answers_stand_one_below_the_other_everywhere(seen):
    assert len({x for x, _, _ in boxes(seen(rendered("base", answers=("a", "b", "c", "d")), 800))}) == 1


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_is_not_there_leaves_no_trace(layout):
    html = rendered(layout, question="", answers=(), postal_address="", opt_out="")
    shown = html[html.index("<body") :]
    assert 'class="question"' not in shown
    assert "opt" not in re.sub("<[^>]*>", "", shown)
    assert "Valencia" not in shown


@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_is_fetched_and_mail_programs_find_what_they_need(layout):
    html = rendered(layout, body=Markup("<p>text</p>"))
    assert not re.search(r"https?://|<img|<script|<link|@import|url\(", html)
    assert '<meta name="color-scheme" content="light dark">' in html
    assert '<html lang="en"' in html
    assert html.count("<style") == 1
    assert set(re.findall(r"<table ([^ ]+)", html)) == {'role="presentation"'} or html.count(
        "<table"
    ) == html.count('role="presentation"')
    assert html.index("What it is about") < html.index("<p")  # the preheader is what an inbox shows first


def test_a_language_that_the_layout_does_not_know_falls_back_to_english():
    assert "A short answer is enough" in rendered("base", language="fi")
    assert "Eine kurze Antwort" in rendered("base", language="de-AT")
    assert 'lang="de-AT"' in rendered("base", language="de-AT")


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.name)
def test_texts_are_short_and_ask_one_thing(path):
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    said = dict(line.split(": ", 1) for line in head.splitlines())
    assert said["Sender"] == "owner"
    assert said["Layout"] == ("base" if path.parent.name == "newsletters" else "letter")
    assert len(said["Question"]) <= 60
    assert 2 <= len(said["Answers"].split("|")) <= 4
    assert len(said["Preheader"]) <= 90
    assert "!" not in head + body
    assert len(re.sub(r"\{[%{].*?[%}]\}", "", body).split()) <= 260
    assert '{% include "signature.md" %}' in body


@pytest.mark.parametrize("path", sorted(ROOT.glob("letters/*.md")), ids=lambda path: path.name)
def test_letters_come_in_three_languages(path):
    name = path.name.split(".")[0]
    assert {other.name for other in path.parent.glob(f"{name}.*md")} >= {
        f"{name}.md",
        f"{name}.de.md",
        f"{name}.es.md",
    }


@pytest.mark.parametrize(
    "path", [path for path in LETTERS if path.name.count(".") == 2], ids=lambda path: path.name
)
def test_a_translation_uses_the_same_fields_and_conditions(path):
    def tags(text):
        return [re.sub(r'or "[^"]*"', "or", tag) for tag in re.findall(r"\{[%{].*?[%}]\}", text)]

    english = path.with_name(path.name.split(".")[0] + ".md")
    assert sorted(tags(path.read_text(encoding="utf-8"))) == sorted(tags(english.read_text(encoding="utf-8")))


def row(name, /, **columns):
    return Record(RecordTable(name, {header: [value] for header, value in columns.items()}), 0)


def fields(language, *, known):
    """All that a letter may name; or, of a new book, hardly anything."""
    said = {
        "contact": {"first_name": "Lucía", "last_name": "Ruiz", "salutation": "Ms", "kind": "Customer"},
        "account": {"account": "Conservas Ebro S.L."},
        "rep": {
            "name": "Ana Ferrer Molina",
            "role": "Sales",
            "phone": "+34 960 00 01 11",
            "email": "ana@cierzo.example",
        },
        "firm": {"firm": "Cierzo Packaging Machines"},
        "last_order": {"date": date(2024, 3, 12), "amount": 1200.0},
        "last_talk": {
            "date": date(2026, 3, 2),
            "by": "Ana",
            "channel": "Call",
            "subject": "a second labeller",
        },
        "introduced": {"name": "Olga Ibarra", "date": date(2026, 3, 2)},
        "proposition": {
            "title": "Vendor-managed inventory",
            "promise": "Your shelf is always full.",
            "why_they_care": "A missing seal stops a line.",
        },
    }
    needed = {("rep", "name"), ("proposition", "title"), ("proposition", "promise")}
    rows = {}
    for name, columns in said.items():
        rows[name] = row(
            name,
            **{key: value if known or (name, key) in needed else "" for key, value in columns.items()},
        )
        if not known and name.startswith("last"):
            rows[name] = Record(rows[name].table, -1)
    return {
        **rows,
        "language": language,
        "postal_address": "Valencia",
        "opt_out": "mailto:ana@cierzo.example?subject=stop",
    }


@pytest.mark.parametrize("known", [True, False], ids=["full", "nearly empty"])
@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.name)
def test_every_letter_is_whole_whatever_the_book_knows(path, known):
    name, *language = path.name.removesuffix(".md").split(".")
    template = Library([ROOT]).template(f"{path.parent.name}/{name}", "".join(language))
    for kind in ("Customer", "Past customer", "Prospect", "Centre of influence", ""):
        values = fields("".join(language), known=known)
        values["contact"] = row(
            "contact",
            first_name="Lucía" if known else "",
            last_name="Ruiz" if known else "",
            salutation="",
            kind=kind,
        )
        for variant in template.variants or ("",):
            letter = template.render(values, variant)
            assert letter.subject
            assert letter.preheader
            assert letter.html.count("mailto:") >= 1
            assert letter.text.count("\n- ") >= 2
            assert not re.search(r"[{}]|  +\S|\bNone\b", letter.text)
            assert ("Cierzo Packaging Machines" in letter.text) is known
