"""From a template to one contact's letter: HTML and text of every construct, subject, question and footer."""

from __future__ import annotations

import pytest

from salesbook.letters import LetterFault, TemplateFault

# Body, its text version, and its HTML inside the layout (styles aside).
CONSTRUCTS = {
    "paragraphs, with lines left as long as they are": (
        "One\nline.\n\nTwo  \nlines.", "One line.\n\nTwo\nlines.", "<p>One\nline.</p>\n<p>Two<br>\nlines.</p>",
    ),
    "emphasis around a field": ("**{{ contact.first_name }}** *x*", "Ana x", "<p><strong>Ana</strong> <em>x</em></p>"),
    "a heading": ("## Hi {{ contact.first_name }}", "Hi Ana\n----", "<h2>Hi Ana</h2>"),
    "a list": ("- a\n- b", "- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
    "a list in a list": (
        "- a\n  1. b\n  2. c", "- a\n  1. b\n  2. c",
        "<ul>\n<li>a\n<ol>\n<li>b</li>\n<li>c</li>\n</ol>\n</li>\n</ul>",
    ),
    "a numbered list from 3": ("3. a\n4. b", "3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
    "items in a loop": (
        "{% for n in range(2) %}\n- {{ n }}\n{% endfor %}", "- 0\n- 1",
        "<ul>\n<li>0</li>\n<li>1</li>\n</ul>",
    ),
    "numbered items in a loop": (
        "1. a\n{% for n in range(2) %}\n1. {{ n }}\n{% endfor %}\n1. z", "1. a\n2. 0\n3. 1\n4. z",
        "<ol>\n<li>a</li>\n<li>0</li>\n<li>1</li>\n<li>z</li>\n</ol>",
    ),
    "an item under a condition": (
        "- a\n{% if contact.key %}\n- b\n{% endif %}\n- c", "- a\n- b\n- c",
        "<ul>\n<li>a</li>\n<li>b</li>\n<li>c</li>\n</ul>",
    ),
    "a loop in an item": (
        "- a\n  {% for n in range(2) %}\n  - {{ n }}\n  {% endfor %}\n- z", "- a\n  - 0\n  - 1\n- z",
        "<ul>\n<li>a\n<ul>\n<li>0</li>\n<li>1</li>\n</ul>\n</li>\n<li>z</li>\n</ul>",
    ),
    "a condition in a quotation": (
        "> a\n> {% if contact.key %}\n> b\n> {% endif %}\n> c", "> a\n>\n> b\n>\n> c",
        "<blockquote>\n<p>a</p>\n<p>b</p>\n<p>c</p>\n</blockquote>",
    ),
    "a loose list": ("- a\n\n- b", "- a\n\n- b", "<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>"),
    "a list under a condition": (
        "{% if not contact.key %}\n- b\n{% else %}\nno\n{% endif %}", "no", "<p>no</p>",
    ),
    "a quotation": ("> a\n>\n> - b", "> a\n>\n> - b", "<blockquote>\n<p>a</p>\n<ul>\n<li>b</li>\n</ul>\n</blockquote>"),
    "code": ("x\n\n    x = 1", "x\n\n    x = 1", "<p>x</p>\n<pre><code>x = 1\n</code></pre>"),
    "a rule": ("a\n\n---\n\nb", f"a\n\n{'-' * 40}\n\nb", "<p>a</p>\n<hr>\n<p>b</p>"),
    "a table with rows in a loop": (
        "| a | b |\n|---|---|\n{% for n in range(2) %}\n| {{ n }} | x |\n{% endfor %}", "a | b\n0 | x\n1 | x",
        "<table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>0</td>\n<td>x</td>\n</tr>\n<tr>\n<td>1</td>\n<td>x</td>\n</tr>\n</tbody>\n</table>",
    ),
    "a table under a condition": (
        "{% if contact.key %}\n| a |\n|---|\n| b |\n{% endif %}\n\nz", "a\nb\n\nz",
        "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>b</td>\n</tr>\n</tbody>\n</table>\n<p>z</p>",
    ),
    "a table that a condition ends": (
        "{% if not contact.key %}\n| a |\n|---|\n| b |\n{% else %}\nc\n{% endif %}\nz", "c\n\nz", "<p>c</p>\n<p>z</p>",
    ),
    "a row under a condition": (
        "| a |\n|---|\n{% if contact.key %}\n| b |\n{% else %}\n| c |\n{% endif %}\n| d |", "a\nb\nd",
        "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>b</td>\n</tr>\n<tr>\n<td>d</td>\n</tr>\n</tbody>\n</table>",
    ),
    "two lists that differ in their marks": (
        "- a\n\n* b", "- a\n\n- b", "<ul>\n<li>a</li>\n</ul>\n<ul>\n<li>b</li>\n</ul>",
    ),
    "a link": (
        "[Shop & more](https://x.com/?a=1&b=2)", "Shop & more (https://x.com/?a=1&b=2)",
        '<p><a href="https://x.com/?a=1&amp;b=2">Shop &amp; more</a></p>',
    ),
    "a link that says where it goes": ("<https://x.com/>", "https://x.com/", '<p><a href="https://x.com/">https://x.com/</a></p>'),
    "a link with fields": (
        "[{{ contact.first_name }}](https://x.com/{{ account.account }}?q={{ contact.last_name }})",
        "Ana (https://x.com/Acme%20&%20Sons?q=Ruiz)",
        '<p><a href="https://x.com/Acme%20&amp;%20Sons?q=Ruiz">Ana</a></p>',
    ),
    "a link that is a field": (
        "[Write]({{ 'mailto:' ~ rep.email }})", "Write (mailto:eva@example.com)", '<p><a href="mailto:eva@example.com">Write</a></p>',
    ),
    "HTML of the author is text": ("<b>x</b> &amp; y", "<b>x</b> & y", "<p>&lt;b&gt;x&lt;/b&gt; &amp; y</p>"),
    "a condition in a line": ("a{% if contact.key %} b{% else %} c{% endif %} d", "a b d", "<p>a b d</p>"),
    "conditions between blocks": (
        "a\n{% if contact.key %}\nb\n{% else %}\nc\n{% endif %}\nd", "a\n\nb\n\nd", "<p>a</p>\n<p>b</p>\n<p>d</p>",
    ),
    "braces and signs inside a tag": ("{{ '}}|`*_' }} {{ \"a\" if 5 % 3 == 2 }}", "}}|`*_ a", "<p>}}|`*_ a</p>"),
    "whitespace control is not needed": ("a\n{%- if contact.key -%}\nb\n{%- endif +%}", "a\n\nb", "<p>a</p>\n<p>b</p>"),
    "a comment leaves nothing": ("a\n{# note\nto self #}\nb {# x #}c", "a b c", "<p>a\nb c</p>"),
    "a tag over several lines": ("{{ contact.first_name\n  or\n  'you' }}!", "Ana!", "<p>Ana!</p>"),
    "data is never Markdown or HTML": (
        "{{ contact.favourite_team }} | *{{ contact.notes }}*", "Real *Oviedo* <b> | one\ntwo",
        "<p>Real *Oviedo* &lt;b&gt; | <em>one<br>\ntwo</em></p>",
    ),
    "a greeting": ("{{ greeting() }}", "Dear Ana,", "<p>Dear Ana,</p>"),
}  # fmt: skip


@pytest.mark.parametrize(("body", "text", "html"), CONSTRUCTS.values(), ids=CONSTRUCTS)
def test_each_construct_has_its_html_and_its_text(desk, body, text, html):
    desk.write("layouts/base.html", "<html><head></head><body>\n{{ body }}\n\n<p></p></body></html>")
    assert desk.text(body) == text
    assert desk.html(body) == html


def test_styles_stand_in_the_elements_and_media_rules_stay(desk):
    desk.write(
        "layouts/base.html",
        "<style>p{color:red} @media (max-width:600px){p{color:blue}}</style><body>{{ body }}</body>",
    )
    html = desk.letter("{% for n in range(2) %}\n{{ n }}\n{% endfor %}").html
    assert html.count('<p style="color: red;">') == 2
    assert "@media (max-width:600px){p{color:blue}}" in html
    assert html.count("color:red") == 0


def test_the_encoding_stands_first_in_the_head(desk):
    style = "<style>@media print{p{color:red}}</style>"
    desk.write(
        "layouts/base.html",
        f'<html><head><title>x</title><meta charset="utf-8">{style}</head><body>{{{{ body }}}}</body></html>',
    )
    assert '<html><head><meta charset="utf-8">' in desk.letter("x").html


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "www.x.com",
        "//x.com",
        "https://x.com/ y",
        " vbscript:x",
        "java\nscript:x",
    ],
)
def test_a_field_that_is_no_good_link_is_that_letters_fault(desk, target):
    with pytest.raises(LetterFault, match="no link that a letter can hold") as caught:
        desk.letter("Text\n\n[x]({{ reason }})", reason=target)
    assert caught.value.line == 5


def test_a_field_after_a_condition_is_judged_as_if_it_stood_first(desk):
    heads = "Subject: x\nLayout: own"
    desk.write(
        "layouts/own.html",
        '<body><a href="{% if false %}https://x.com/{% endif %}{{ reason }}">x</a>{{ body }}',
    )
    with pytest.raises(LetterFault) as caught:
        desk.letter("x", heads, reason="javascript:alert(1)")
    assert (caught.value.file, caught.value.line) == ("layouts/own.html", 1)


def test_quotation_marks_in_data_stay_inside_an_attribute(desk):
    desk.write(
        "layouts/base.html", '<body><img alt="{{ reason }}" src="https://x.com/{{ reason }}.png">{{ body }}'
    )
    html = desk.letter("x", reason='"><script>\nx').html
    assert '<img alt="&#34;&gt;&lt;script&gt; x" src="https://x.com/%22%3E%3Cscript%3E%0Ax.png">' in html


@pytest.mark.parametrize(
    "data",
    [
        "a\r\nBcc: x@y.z",
        "a\u2028Bcc: x@y.z",
        "a\x0bBcc: x@y.z",
        "\x1fa\x1f\x00 Bcc: x@y.z\n",
        "a\x85Bcc: x@y.z",
    ],
)
def test_the_subject_is_one_line_whatever_the_data_holds(desk, data):
    letter = desk.letter("Body", "Subject: {{ reason }}\nPreheader: {{ reason }}", reason=data)
    assert letter.subject == letter.preheader == "a Bcc: x@y.z"
    assert letter.text == "Body\n"


def test_variants_have_their_subjects_and_their_texts(desk):
    heads = "Subject: One {{ contact.first_name }}\nSubject B: Two | x\nPreheader: p\nPreheader C: q"
    body = "{% if variant == 'B' %}b{% else %}a{% endif %}"
    template = desk.template(body, heads)
    assert template.variants == ("A", "B", "C")
    made = {variant: desk.letter(body, heads, variant=variant) for variant in ("", "A", "B", "C")}
    assert [letter.subject for letter in made.values()] == ["One Ana", "One Ana", "Two | x", "One Ana"]
    assert [letter.preheader for letter in made.values()] == ["p", "p", "p", "q"]
    assert [letter.text for letter in made.values()] == ["a\n", "a\n", "b\n", "a\n"]


def test_each_answer_is_a_letter_to_the_sender(desk):
    heads = "Subject: Trip & {{ reason }}\nQuestion: Shall we, {{ contact.first_name }}?\nAnswers: Yes, {{ rep.name|upper }} | No"
    letter = desk.letter("Body", heads, reason="more")
    yes = '<a href="mailto:eva@example.com?subject=Yes%2C%20EVA%20LUND%20%28Trip%20%26%20more%29">Yes, EVA LUND</a>'
    assert yes in letter.html
    assert letter.text == "Body\n\nShall we, Ana?\n- Yes, EVA LUND\n- No\n"


@pytest.mark.parametrize(("sender", "more", "to"), [
    ("Info <info@example.com>", {}, "info@example.com"),
    ("info@example.com", {"reply_to": "x@y.z"}, "info@example.com"),
    ("owner", {"reply_to": "x@y.z"}, "x@y.z"),
    ("owner", {}, "eva@example.com"),
])  # fmt: skip
def test_answers_go_to_the_sender(desk, sender, more, to):
    heads = f"Subject: x\nSender: {sender}\nQuestion: q\nAnswers: Yes"
    assert f"mailto:{to}?" in desk.letter("Body", heads, **more).html


def test_a_question_of_none_leaves_it_out(desk):
    letter = desk.letter("Body", "Subject: x\nQuestion: None\nAnswers: Yes")
    assert "Yes" not in letter.html + letter.text


def test_the_footer_tells_who_writes_and_how_to_leave(desk):
    letter = desk.letter(
        "Body", opt_out="mailto:no@example.com?subject=no", postal_address="Road 1\nTown", language="de"
    )
    assert (
        letter.text
        == "Body\n\n-- \nRoad 1\nTown\nKeine Briefe dieser Art mehr: mailto:no@example.com?subject=no\n"
    )
    assert "Road 1<br>\nTown" in letter.html
    assert '<a href="mailto:no@example.com?subject=no">Keine Briefe dieser Art mehr</a>' in letter.html


def test_an_image_beside_the_template_is_shown_by_its_content_id(desk):
    desk.write("images/Red Car.png", b"png")
    desk.write("layouts/base.html", '<body><img src="logo.png" alt="">{{ body }}')
    desk.write("layouts/logo.png", b"logo")
    template = desk.template("![A car](<../images/Red Car.png>)\n\n![A car](<../images/Red Car.png>)")
    (car, path), (logo, _) = template.images
    assert (path.name, car.startswith("red-car-")) == ("Red Car.png", True)
    html = desk.letter("![A car](<../images/Red Car.png>)").html
    assert f'src="cid:{car}"' in html
    assert f'src="cid:{logo}"' in html


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("x\n\n{{ contact.nothing }}", 5),
        ("a\n{% if contact.key %}\n- b\n- {{ contact.nothing }}\n{% endif %}", 6),
        ("| a |\n|---|\n| x |\n| {{ contact.nothing }} |", 6),
        ("{{ 1\n + 2\n + contact.nothing }}", 5),
        ("{# a\nb\nc #}\n{{ contact.nothing }}", 6),
        ("{% if contact.key\n and true %}\n\na\n{{ contact.nothing }}\n{% endif %}", 7),
        ("a\nb\n[x](https://x.com/{{ contact.nothing }})", 5),
    ],
)
def test_a_fault_names_the_authors_line(desk, body, line):
    with pytest.raises(LetterFault, match=r"no contact\.nothing") as caught:
        desk.letter(body)
    assert (caught.value.file, caught.value.line) == ("newsletters/a.md", line)


def test_a_fault_in_a_part_names_the_parts_file_and_line(desk):
    desk.write("parts/end.md", "Yours\n\n{{ contact.nothing }}\n")
    with pytest.raises(LetterFault) as caught:
        desk.letter('Text\n\n{% include "end.md" %}\n\nEnd')
    assert (caught.value.file, caught.value.line) == ("parts/end.md", 3)


@pytest.mark.parametrize(
    ("body", "line", "why"),
    [
        ("a\n\n{{ 1 + }}", 5, "xpected"),
        ("a {{ contact", 3, "has no }}"),
        ("a\n{% if contact.key %}", 4, "never ends"),
        ("a\n{% endif %}", 4, "ends nothing"),
        ("a\n\n**b {% if contact.key %}c** d{% endif %}", 5, "different sides of <strong>"),
        ("> {% if contact.key %}\n> a\n\n{% endif %}", 3, "different sides of <blockquote>"),
        ("a \U000f0000", 3, "no letter needs"),
    ],
)
def test_a_template_that_cannot_work_is_refused_with_its_line(desk, body, line, why):
    with pytest.raises(TemplateFault, match=why) as caught:
        desk.template(body)
    assert (caught.value.file, caught.value.line) == ("newsletters/a.md", line)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{% if contact.first_name > 5 %}x{% endif %}", "is compared with another kind of value"),
        ("{% for one in contact %}x{% endfor %}", "goes through what is no list"),
        ("{{ contact.first_name[99] }}", "not so many letters"),
        ("{% if contact.first_name is empty %}x{% endif %}", "a test that letters do not have"),
    ],
)
def test_what_cannot_be_worked_out_is_said_in_plain_words(desk, text, why):
    with pytest.raises(LetterFault) as caught:
        desk.letter(text)
    assert why in f"{caught.value.why}"
    assert "'" not in f"{caught.value.why}"
