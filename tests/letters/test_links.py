"""Values in links arrive whole: read back as a browser or a mail program reads them."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.letters import LetterFault, check
from tests.letters.desk import Desk, fields

AWKWARD = (
    "Müller & Söhne #1", "anna+news@example.com", "100 % + 5 %20", "a/b?c=d#e", "C:\\x|^`{}\"<>'", "日本 株式会社", "a=b;c,d", "½ · &amp;",
)  # fmt: skip


def target_of(desk: Desk, markdown: str, **fields: object) -> str:
    """The link of the HTML, which the text version has too."""
    letter = desk.letter(markdown, **fields)
    found = unescape(re.findall(r'<a href="([^"]*)"', letter.html)[0])
    assert found.removeprefix("tel:").removeprefix("mailto:") in letter.text
    assert re.fullmatch(r"[!-~]+", found)
    return found


@pytest.mark.parametrize("value", AWKWARD)
def test_a_value_is_read_back_from_path_query_and_fragment(desk, value):
    found = urlsplit(
        target_of(desk, "[x](https://x.com/{{ reason }}/end?a={{ reason }}&b=2#{{ reason }})", reason=value)
    )
    assert (found.hostname, unquote(found.path), unquote(found.fragment)) == ("x.com", f"/{value}/end", value)
    assert parse_qs(found.query, keep_blank_values=True) == {"a": [value], "b": ["2"]}
    assert found.path.count("/") == 2


@pytest.mark.parametrize("value", AWKWARD)
def test_a_value_is_read_back_from_an_autolink_and_from_a_picture(desk, value):
    found = desk.letter(
        "<https://x.com/?a={{ reason }}>\n\n![pic](https://x.com/{{ reason }}.png)", reason=value
    )
    link, shown = re.findall(r'<a href="([^"]*)">([^<]*)</a>', found.html)[0]
    assert parse_qs(urlsplit(unescape(link)).query) == {"a": [value]}
    assert unescape(shown) == unescape(link) == found.text.split()[0]
    image = urlsplit(unescape(re.findall(r'<img src="([^"]*)"', found.html)[0]))
    assert unquote(image.path) == f"/{value}.png"


@pytest.mark.parametrize("value", AWKWARD)
def test_a_value_is_read_back_from_the_headers_of_a_mail(desk, value):
    found = target_of(
        desk, "[x](mailto:eva@x.com?subject=About {{ reason }}&body=Hello,%0D%0A{{ reason }})", reason=value
    )
    headers = dict(part.split("=", 1) for part in found.split("?", 1)[1].split("&"))
    assert unquote(headers["subject"]) == f"About {value}"
    assert unquote(headers["body"]) == f"Hello,\r\n{value}"
    assert "+" not in found.split("?", 1)[1]  # RFC 6068: a plus is a plus, and some read it as a blank


def test_lines_of_a_value_are_lines_of_a_mails_text_and_one_line_in_its_subject(desk):
    found = target_of(desk, "[x](mailto:eva@x.com?subject={{ reason }}&body={{ reason }})", reason="one\ntwo")
    assert found.endswith("?subject=one%20two&body=one%0D%0Atwo")


@pytest.mark.parametrize(("target", "value", "becomes"), [
    ("mailto:{{ reason }}", "anna+news@exämple.com", "mailto:anna%2Bnews@ex%C3%A4mple.com"),
    ("mailto:{{ reason }}?subject=x", "o'neil@x.com", "mailto:o%27neil@x.com?subject=x"),
    ("mailto:{{ reason }}?subject=x", "a@x.com?bcc=all@x.com", "mailto:a@x.com%3Fbcc%3Dall@x.com?subject=x"),
    ("tel:{{ reason }}", "+49 (0)40 / 123-45", "tel:+494012345"),
    ("tel:{{ reason }}", "(040) 123 45", "tel:04012345"),
    ("tel:{{ reason }}", "0049 (0) 40 12345", "tel:00494012345"),
    ("tel:{{ reason }}", "+34 976 123 456 ext. 7", "tel:+34976123456;ext=7"),
    ("tel:{{ reason }}", "٠٤٠ ١٢٣٤٥", "tel:04012345"),
    ("tel:+49{{ reason }}", "40 123 45", "tel:+494012345"),
    ("https://{{ reason }}", "www.acme.example/shop?a=b%20c", "https://www.acme.example/shop?a=b%20c"),
    ("https://{{ reason }}/x", "acme.example:8080", "https://acme.example:8080/x"),
    ("https://{{ reason }}", "http://www.acme.example/a", "https://www.acme.example/a"),
    ("{{ reason }}", " https://acme.example/ü?q=a%20b&c=1+1#t ", "https://acme.example/%C3%BC?q=a%20b&c=1+1#t"),
    ("{{ reason }}", "https://acme.example/100%", "https://acme.example/100%25"),
    ("{{ reason }}/film?to={{ reason }}", "https://acme.example", "https://acme.example/film?to=https%3A%2F%2Facme.example"),
    ("{{ reason }}", "mailto:a@x.com?subject=a%20b", "mailto:a@x.com?subject=a%20b"),
    ("https://x.com/{% if reason %}?a={{ reason }}{% else %}#{{ reason }}{% endif %}", "a b&c", "https://x.com/?a=a%20b%26c"),
    ("{% if reason %}https://x.com/{{ reason }}{% endif %}", "a b", "https://x.com/a%20b"),
    ("https://x.com/ü?q=50%&r=a+b#ä", "", "https://x.com/%C3%BC?q=50%25&r=a+b#%C3%A4"),
    ("https://x.com/red car.pdf", "", "https://x.com/red%20car.pdf"),
    ("tel:+49 40 123", "", "tel:+4940123"),
])  # fmt: skip
def test_each_place_has_its_encoding(desk, target, value, becomes):
    assert target_of(desk, f"[x]({target})", reason=value) == becomes


@pytest.mark.parametrize(("target", "value", "why"), [
    ("{{ reason }}", "javascript:alert(1)", "no link that a letter can hold"),
    ("{% if false %}https://x.com/{% endif %}{{ reason }}", "data:text/html,x", "no link that a letter can hold"),
    ("https://{{ reason }}", "ftp://acme.example", "no address of a site"),
    ("https://{{ reason }}", "evil example", "no address of a site"),
    ("https://{{ reason }}/x", "a@evil.example", "no address of a site"),
    ("tel:{{ reason }}", "ask Ana", "no phone number"),
    ("tel:{{ reason }}", "040 123 or 456", "no phone number"),
    ("tel:{{ contact.last_name or '' }}", "", "no phone number"),
])  # fmt: skip
def test_what_cannot_stand_there_is_that_letters_fault(desk, target, value, why):
    with pytest.raises(LetterFault, match=why) as caught:
        desk.letter(f"Text\n\n[x]({target})", reason=value)
    assert (caught.value.file, caught.value.line) == ("newsletters/a.md", 5)


def test_links_of_a_layout_are_encoded_too(desk):
    desk.write(
        "layouts/base.html",
        '<body><a href="https://x.com/?a={{ reason }}&amp;b=1">x</a><a href="mailto:a@x.com?subject=s&amp;body={{ reason }}">y</a>'
        '<img src="https://x.com/{{ reason }}.png" alt="{{ reason }}">{{ body }}',
    )
    html = desk.letter("x", reason="a&b\nc+d").html
    assert 'href="https://x.com/?a=a%26b%0Ac%2Bd&amp;b=1"' in html
    assert 'href="mailto:a@x.com?subject=s&amp;body=a%26b%0D%0Ac%2Bd"' in html
    assert 'src="https://x.com/a&amp;b%0Ac+d.png" alt="a&amp;b c+d"' in html


def test_a_filter_for_urls_is_not_needed_and_said_so(desk):
    desk.write(
        "newsletters/a.md", "Subject: x\n\n[x](https://x.com/?q={{ contact.first_name | urlencode }})\n"
    )
    told = [str(fault) for fault in check(desk.library, "a")]
    assert (
        "newsletters/a.md:3: There is no filter urlencode. Values in links are made fit for them as they are: take it out."
        in told
    )


def test_any_value_is_read_back(tmp_path_factory):
    desk = Desk(tmp_path_factory.mktemp("desk") / "templates")
    template = desk.template("[x](https://x.com/{{ reason }}?a={{ reason }}#{{ reason }})")

    @settings(max_examples=60)
    @given(st.text(st.characters(blacklist_categories=["Cs"]), min_size=1))
    def holds(value):
        html = template.render(fields(reason=value)).html
        link = urlsplit(unescape(re.findall(r'<a href="([^"]*)"', html)[0]))
        assert parse_qs(link.query, keep_blank_values=True) == {"a": [value]}
        assert (unquote(link.path), unquote(link.fragment)) == (f"/{value}", value)

    holds()
