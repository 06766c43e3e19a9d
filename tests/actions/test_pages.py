"""All pages are made in one environment: text is escaped, and a name that is misspelled is an error."""

from __future__ import annotations

import subprocess
import sys

import jinja2
import pytest

from salesbook.actions.pages.environment import fill_page
from salesbook.actions.pages.letters import LeftOut, preview_page


def test_text_on_a_page_is_escaped():
    html = preview_page(
        "<b>News</b>", ["Fish & chips"], [], [LeftOut("<i>Ann</i>", "C1", "a@b.c", "She left.")]
    )
    assert "&lt;b&gt;News&lt;/b&gt;" in html
    assert "Fish &amp; chips" in html
    assert "<i>Ann" not in html


def test_what_a_page_misses_is_an_error_and_no_blank():
    with pytest.raises(jinja2.UndefinedError):
        fill_page("preview/preview.html.j2", told=[], csp="", data="{}")


def test_jinja_is_loaded_only_where_a_page_is_made():
    code = "import sys, salesbook.actions.pages.card, salesbook.actions.pages.letters; print('jinja2' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"
