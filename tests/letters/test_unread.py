"""What is no Markdown and no field is said with its line, and never stands in a letter; blanks in targets just work."""

from __future__ import annotations

import pytest

from salesbook.letters import TemplateFault, check
from salesbook.letters.compiler import translate
from salesbook.letters.faults import ADVICE, FAULT
from salesbook.letters.library import Library
from salesbook.util.resources import templates_dir

PLAIN = "<html><head></head><body>\n{{ body }}\n\n<p></p></body></html>"


def told(
    desk, body: str, severity: str = FAULT, heads: str = "Subject: x\nPreheader: y\nQuestion: none"
) -> list[tuple[int, str]]:
    """Line in the body, counted from 1, and the sentence of each fault."""
    desk.write("newsletters/a.md", f"{heads}\n\n{body}\n")
    first = heads.count("\n") + 2
    return [
        (fault.line - first, fault.why)
        for fault in check(desk.library, "a")
        if fault.severity == severity and fault.line
    ]


UNREAD = {
    "a link that is never closed": ("see [our film](https://x.com/film", 1, "This link is not read: [our film](https://x.com/film."),
    "a link over two lines": ("a\n\n[our film](https://x.com/\nfilm now)", 3, "This link is not read: [our film](https://x.com/."),
    "a link without its first bracket": ("our film](https://x.com/film)", 1, "This link is not read: ](https://x.com/film)."),
    "a picture that is never closed": ("x\n\n![A car](images/car.png", 3, "This picture is not read: ![A car](images/car.png."),
    "a reference without its line": ("[our film][film]", 1, "There is no line that says where [our film][film] goes."),
    "a footnote": ("Film[^1] is thin.\n\n[^1]: 20 µm", 1, "Letters have no footnotes: [^1]."),
    "a box to tick": ("- [ ] film\n- tape", 1, "Letters have no boxes to tick: [ ]."),
    "HTML": ("x<br>y", 1, "HTML is not read in a text: <br>."),
    "HTML with attributes": ('<a href="https://x.com">film</a>', 1, 'HTML is not read in a text: <a href="https://x.com">.'),
    "a comment of HTML": ("x\n\n<!-- to do -->", 3, "A comment of HTML would be shown: <!--."),
    "an address in angle brackets with a blank": ("<https://x.com/red car>", 1, "This link is not read: <https://x.com/red car>."),
    "a field in angle brackets": ("<{{ contact.first_name }}>", 1, "This link is not read: <{{ ... }}>."),
    "strike-through": ("now ~~99~~ 89", 1, "~~ does not strike through: the letter would show it."),
    "bold with a blank inside": ("** now **", 1, "** is not read as bold: the letter would show it."),
    "bold that is never closed": ("this is **now", 1, "** is not read as bold: the letter would show it."),
    "a table without its second line": ("| film | price |\n| thin | 99 |", 1, "This is not read as a table: | film | price |."),
    "a table with too few columns below": ("| film | price |\n|---|\n| thin | 99 |", 1, "This is not read as a table: | film | price |."),
    "a field of Mailchimp": ("Dear *|FNAME|*,", 1, "|FNAME| is no field here: the letter would show it."),
    "a field of others": ("Dear {{ contact.first_name }} {Nachname},", 1, "{Nachname} is no field here: the letter would show it."),
    "a field in two brackets": ("Dear [[name]],", 1, "[[name]] is no field here: the letter would show it."),
    "a field between percent signs": ("Dear %%name%%,", 1, "%%name%% is no field here: the letter would show it."),
}  # fmt: skip


@pytest.mark.parametrize(("body", "line", "why"), UNREAD.values(), ids=UNREAD)
def test_what_is_not_read_is_a_fault_with_its_line_and_no_letter(desk, body, line, why):
    assert told(desk, body)[0] == (line, why)
    with pytest.raises(TemplateFault) as caught:
        desk.library.template("a").must_be_read()
    assert (caught.value.line, caught.value.why) == (line + 4, why)
    assert caught.value.todo


@pytest.mark.parametrize("body", [
    r"\*\*, \[name\], \<b\> and \{this\}", "`<b>`, `**` and `[x](y`", "```\n<b> {x} [a](b\n```", "5 < 6 and 7 > 3", "2 * 3 * 4", "ab 99 €* und *mehr*",
    "[x](https://x.com/a_(b))", "a | b", "Name: ______", "e-mail <ana@example.com>", "[x]\n\n[x]: https://x.com/", "x[0] or (see below)",
    "| a | b |\n|---|---|\n| 1 | 2 |", "{{ '**' }} {{ contact.first_name }}", "__bold__ and **bold**", "1. one\n2. two", ":-) ;-) <3", "Hotel Alpenrose ****", "\\<Enter>",
])  # fmt: skip
def test_what_is_meant_as_it_stands_is_none(desk, body):
    assert told(desk, body) == []


@pytest.mark.parametrize(("body", "line", "why"), [
    ("Dear <<First name>>,", 1, "<<First name>> would be shown as it stands."),
    ("Dear [first name],", 1, "[first name] would be shown as it stands."),
    ("#News", 1, "This is not read as a heading: #News."),
    ("a\n\n    indented", 3, "Four blanks before a line make it code, in another type."),
    ("Eva Stein\n---\nSales", 1, "The line of hyphens below makes this a heading."),
    ("Eva Stein\nand the whole team", 1, "This line and the next become one."),
])  # fmt: skip
def test_what_may_be_meant_is_advice(desk, body, line, why):
    assert (line, why) in told(desk, body, ADVICE)
    assert told(desk, body) == []


@pytest.mark.parametrize("header", ["Subject: **Film**", "Subject: x\nPreheader: Film &nbsp; tape", "Subject: *|FNAME|*, film",
                                    "Subject: x\nQuestion: <b>Film</b>?", "Subject: x\nQuestion: Film?\nAnswers: [Yes](https://x.com) | No"])  # fmt: skip
def test_lines_on_top_are_plain_text(desk, header):
    desk.write("newsletters/a.md", f"{header}\n\nText\n")
    faults = [fault for fault in check(desk.library, "a") if fault.severity == FAULT]
    assert {fault.line for fault in faults} == {header.count("\n") + 1}


@pytest.mark.parametrize(("markdown", "html"), [
    ("[x](mailto:a@x.com?subject=A question)", '<a href="mailto:a@x.com?subject=A%20question">x</a>'),
    ("[x](https://x.com/red car.pdf 'Our car')", '<a href="https://x.com/red%20car.pdf" title="Our car">x</a>'),
    ("[x]( https://x.com/a b )", '<a href="https://x.com/a%20b">x</a>'),
    ("[x](https://x.com/a (b) c) y)", '<a href="https://x.com/a%20(b)%20c">x</a> y)'),
    ("[x](https://x.com/ä ö) and [y](https://y.com)", '<a href="https://x.com/%C3%A4%20%C3%B6">x</a> and <a href="https://y.com">y</a>'),
    ('[x](https://x.com "t") y', '<a href="https://x.com" title="t">x</a> y'),
    ("[x](https://x.com\n'over two lines')", '<a href="https://x.com" title="over two lines">x</a>'),
    ("[x](<https://x.com/a b>)", '<a href="https://x.com/a%20b">x</a>'),
    ("[x](tel:+49 40 123)", '<a href="tel:+4940123">x</a>'),
])  # fmt: skip
def test_a_target_may_hold_blanks(desk, markdown, html):
    assert told(desk, markdown) == []
    desk.write("layouts/base.html", PLAIN)
    assert desk.html(markdown) == f"<p>{html}</p>"


@pytest.mark.parametrize(
    "name", ["tee tasse.png", "Teetasse (2).png", "Tässchen 100%.png", "a b  c.png", "50% off.png"]
)
def test_a_picture_may_have_blanks_and_signs_in_its_name(desk, name):
    desk.write(f"images/{name}", b"png")
    template = desk.template(f"![Tea](images/{name})\n\n![Tea](<images/{name}>)")
    assert [path.name for _, path in template.images] == [name]


@pytest.mark.parametrize("typed", ["T\u00e4sschen.pdf", "Ta\u0308sschen.pdf"])
def test_a_file_is_found_however_its_accents_are_spelt(desk, typed):
    """Macs write them as two characters, and most editors as one."""
    for number, name in enumerate(("T\u00e4sschen.pdf", "Ta\u0308sschen.pdf")):
        desk.write(f"attachments/{name}", b"%PDF")
        assert (
            desk.template("x", f"Subject: x\nAttach: {typed}", name=f"newsletters/a{number}")
            .attachments[0]
            .exists()
        )
        (desk.folder / "attachments" / name).unlink()


def test_the_texts_that_ship_have_nothing_unread():
    library = Library([templates_dir()])
    assert [fault for name in library.names() for fault in check(library, name)] == []


def test_the_texts_that_ship_are_wrapped_and_stay_so():
    library = Library([templates_dir()])
    for file in library.files():
        made = translate(file, library.folders)
        kept = [child for token in made.tokens for child in token.children or () if child.type == "hardbreak"]
        assert len(kept) == sum(line.text.endswith("\\") for line in made.lines)
        assert made.unread == ()


SIGNATURE = "Mit freundlichen Grüßen,\nEva\nVerkauf"
WRAPPED = (
    "This season our technicians visit the machines that we have not seen for a while. One of them\n"
    "Would look in at your firm, for an hour, free of charge, and tell you what they have found there\n"
    "And what that would cost."
)  # fmt: skip


@pytest.mark.parametrize(("body", "lines"), [
    (SIGNATURE, 3),
    ("Kind regards\n**{{ contact.first_name }}**\n+34 976 123 456\nwww.example.com\nanna@example.com", 5),
    ("Nordwind GmbH\n[www.example.com](https://www.example.com/with/a/long/path/to/the/page)\nTel. 040 123", 3),
    ("{{ contact.first_name or firm.firm }}{% if contact.key %}, {{ contact.visits }}{% endif %}\nSales", 2),
    ("- Kai 1\n  20095 Hamburg\n- x", 3),
    ("> Kai 1\n> 20095 Hamburg", 2),
    ("日本株式会社\n東京都", 2),
    ("Eva\\\nSales", 2),
    (WRAPPED, 1),
    (WRAPPED + "\nKind regards", 2),
    ("Ich freue mich auf Ihre Antwort und wünsche Ihnen eine schöne Woche an der See,\nEva Stein\nVerkauf", 3),
    ("Ich freue mich auf Ihre Antwort und wünsche Ihnen eine schöne Woche an der See,\nEva Stein.", 1),
    ("One line\nand its other half", 1),
    ("We keep parts for all machines that we have ever built, the\n[first ones](https://example.com/a/very/long/address) included.", 1),
])  # fmt: skip
def test_lines_that_are_meant_stay_apart_and_wrapped_text_flows(desk, body, lines):
    assert len([line for line in desk.text(body).split("\n") if line]) == lines
    desk.write("layouts/base.html", PLAIN)
    html = desk.html(body)
    assert (
        html.count("<br>") + html.count("</li>") + (html.count("</p>") if "<li>" not in html else 0) == lines
    )
