"""Planted faults: the check finds each, with file and line, and finds nothing in a good template."""

from __future__ import annotations

import pytest

from salesbook.letters import check
from salesbook.letters.faults import LetterFault, TemplateFault
from tests.letters.desk import LAYOUT, PEOPLE, fields

KNOWN = {"contact": list(PEOPLE), "account": ["Account"]}
GOOD = """\
Subject: Three ideas for {{ contact.first_name or "you" }}
Preheader: What others did last spring
Question: Would a visit suit you?
Answers: Yes | No
Sender: owner

{{ greeting() }}

A [link](https://example.com/a) and {{ contact["Favourite team"]|default("no team")|upper }}.
"""
# What to write instead of line N of the good template, and a part of what the check must say.
PLANTED = [
    (1, "Subject:", "no subject"),
    (1, "Subject: WONDERFUL NEWS FOR ALL OF YOU", "in capitals"),
    (1, "Subject: Hello!!!", "More than one !"),
    (1, "Subject: RE: our talk", "pretends to be an answer"),
    (1, "Subject: Fwd: our talk", "pretends to be an answer"),
    (1, "Subject: Here is free money", "free money"),
    (1, "Subject: Earn $$$ now", "currency signs"),
    (1, "Subject: " + "long " * 20, "characters"),
    (1, "Subject: {{ contact.frist_name }}", "Did you mean contact.first_name?"),
    (1, "Subject: {{ contact.first_name", "has no }}"),
    (2, "Preheader:", "blank"),
    (2, "Pretitle: x", "There is no header Pretitle"),
    (2, "Preheader B x", "no header line"),
    (2, "Attach: missing.pdf", "There is no missing.pdf"),
    (2, "Attach: ../layouts/base.html", "outside the folder"),
    (2, "Attach: setup.exe", "is a program"),
    (2, "Attach: huge.pdf", "has 11 MB"),
    (2, "Layout: nowhere", "no layout nowhere"),
    (2, "Sender: Nobody", "Nobody of Team"),
    (2, "Subject: again", "twice"),
    (4, "Answers:", "blank"),
    (9, "{{ contact.favorite_team }}", "Did you mean contact.favourite_team?"),
    (9, '{{ contact["Favorite team"] }}', "Did you mean contact.favourite_team?"),
    (9, "{{ contcat.first_name }}", "Did you mean contact?"),
    (9, "{{ contact.first_name|uper }}", "Did you mean upper?"),
    (9, "{{ contact.first_name is defind }}", "Did you mean defined?"),
    (9, "{% if contact.key %}never closed", "{% if %} never ends"),
    (9, "{{ contact.key + }}", "nexpected"),
    (9, "{% endif %}", "{% endif %} ends nothing"),
    (2, "Language: xx", "xx is no language"),
    (2, "Language: Spanish", "Spanish is no language"),
    (9, "{{ greeting }}", "Write {{ greeting() }}"),
    (9, "{{ greeting | upper }}", "Write {{ greeting() }}"),
    (9, "{{ account }}", "such as {{ account.account }}"),
    (9, "{{ last_order }}", "last_order is a whole row"),
    (9, '{{ contact | default("you") }}', "contact is a whole row"),
    (9, "{{ today + 1 }}", "today is a date"),
    (9, "{{ today - last_order.date }}", "today is a date"),
    (9, "{{ last_talk.date | money }}", "last_talk.date is a date, and | money"),
    (9, '{{ last_order["Date"] | default("never") | round }}', "last_order.date is a date"),
    (9, '{% if contact.key = "b" %}x{% endif %}', "Write =="),
    (9, '{% if (contact.key = "b") %}x{% endif %}', "Write =="),
    (9, "{{{ contact.first_name }}}", "brace too many"),
    (9, "{% if contact.key %}a{% elseif contact.first_name %}b{% endif %}", "elif"),
    (9, "{% unless contact.key %}", "There is no {% unless %}"),
    (9, "{{ contact.key | currency }}", "There is no filter currency. Letters have abs"),
    (9, "{{ contact.first_name | urlencode }}", "take it out"),
    (9, "{% if contact.first_name == null %}x{% endif %}", "Ask for a blank so"),
    (9, "{% if contact.first_name is empty %}x{% endif %}", "Ask for a blank so"),
    (9, '{{ today | date("%d.%m.%Y") }}', "There is no date length '%d.%m.%Y'. Use one of"),
    (9, "{% for one in contact %}{{ one }}{% endfor %}", "contact is a row"),
    (9, '{{ today.strftime("%d.%m.") }}', "Write {{ today | date }}"),
    (9, '{% if last_order.date > "2026-01-01" %}x{% endif %}', "last_order.date is a date"),
    (9, "{% if contact.first_name > 5 %}x{% endif %}", "is text, and is compared with a number"),
    (9, "{{ contact.first_name | money }}", "is text, and | money needs a number"),
    (9, "{{ contact.first_name | date }}", "is text, and | date needs a date"),
    (9, "{{ contact.first_name.split(' ')[5] }}", "split cannot be asked of text"),
    (9, "{{ rep.email.replace('a', 'b') }}", "replace cannot be asked of text"),
    (2, "Sender: Ana <ana@>", "holds no whole address"),
    (9, "{% if contact.key %}a{% else if contact.first_name %}b{% endif %}", "elif"),
    (9, "{{ contact.favourite team }}", "with _ for its blanks"),
    (9, "{% if contact.key && contact.first_name %}x{% endif %}", "Write and."),
    (9, "{{ contact.key | }}", "behind each |"),
    (9, "[here](http://)", "leads nowhere"),
    (9, "[here](https://)", "leads nowhere"),
    (9, "[here](https:/x.example)", "leads nowhere"),
    (9, "[here](tel:)", "leads nowhere"),
    (9, "[here](tel:reception)", "leads nowhere"),
    (9, "[here](mailto:)", "leads nowhere"),
    (9, "[here](ana@firm.example)", "Write mailto:ana@firm.example."),
    (9, "[here](page.html)", "not absolute"),
    (9, "[here](javascript:alert(1))", "javascript"),
    (9, "[www.bank.com](https://evil.example)", "but it goes to evil.example"),
    (9, "[here](https://bit.ly/x)", "hides where the link goes"),
    (9, "![](pixel.png)", "no text for those"),
    (9, "![A cat](nothing.png)", "There is no image nothing.png"),
    (9, "![A cat](big.png)", "big.png has 600 KB"),
    (9, "![A cat](https://example.com/cat.png)", "loaded from elsewhere"),
    (9, "![A cat](pixel.png)", "picture with little text"),
    (9, "Act now and be a WINNER!!", "More than one !"),
    (9, "x" * 110_000, "KB of HTML"),
    (9, '{% include "nothing.md" %}', "There is no nothing.md"),
    (9, "**bold {% if contact.key %}** and{% endif %}", "different sides"),
    (9, '{{ "".__class__ }}', "__class__ cannot be used"),
]  # fmt: skip


@pytest.fixture
def planted(desk):
    desk.write("attachments/setup.exe", b"MZ")
    desk.write("attachments/huge.pdf", b"x" * 11_000_000)
    desk.write("newsletters/big.png", b"x" * 600_000)
    desk.write("newsletters/pixel.png", b"x")
    return desk


def found(desk, **more):
    return check(desk.library, "newsletters/a", KNOWN, reps=["eva"], **more)


def test_a_good_template_has_no_faults(planted):
    planted.write("newsletters/a.md", GOOD)
    assert found(planted) == []


@pytest.mark.parametrize(("line", "instead", "why"), PLANTED, ids=lambda part: str(part)[:40])
def test_each_planted_fault_is_found_with_file_and_line(planted, line, instead, why):
    lines = GOOD.splitlines()
    lines[line - 1] = instead
    planted.write("newsletters/a.md", "\n".join(lines))
    hits = [fault for fault in found(planted) if why in f"{fault.why} {fault.todo}"]
    where = {(fault.file, fault.line) for fault in hits}
    # What is missing at the end of a text is told where it began, or ended.
    assert ("newsletters/a.md", 1 if "KB of HTML" in why else line) in where, found(planted)


def test_words_inside_other_words_are_no_spam(planted):
    planted.write(
        "newsletters/a.md", GOOD.replace("link", "insurgent winners-list").replace("Three", "Unguaranteed")
    )
    assert found(planted) == []


def test_all_faults_of_a_template_are_told_at_once(planted):
    planted.write(
        "newsletters/a.md",
        "Subject: RE: HELLO THERE\nPretitle: x\nAttach: missing.pdf\n\n[a](b.html) {{ contact.nme }}\n\n![](no.png)\n",
    )
    assert [fault.line for fault in found(planted) if fault.severity == "fault"] == [1, 2, 3, 5, 5, 7, 7]


@pytest.mark.parametrize(
    ("old", "new", "line", "why"),
    [
        ("{{ postal_address }}", "", 1, "postal address"),
        ('{% if opt_out %}<a href="{{ opt_out }}">{{ opt_out_words() }}</a>{% endif %}', "", 1, "unsubscribing"),
        ("#222222", "#999999", 3, "#999999 on #ffffff in <p> has a contrast of 2.8:1"),
        ("</style>", "@media (prefers-color-scheme: dark) {\n p { background-color: #111111 !important } }</style>", 3,
         "In the dark scheme, #222222 on #111111"),
        ("{{ body }}", "", 1, "no {{ body }}"),
        ("<p>{{ question", '<p style="width: {{ question }}">{{ question', 7, "Nothing can be filled in"),
        ("<p>{{ question", "<p>{{ contact.nme }}{{ question", 7, "no contact.nme"),
        ("{% if question %}", "<table>{% if question %}<tr><td>x</td></tr></table>", 6, "different sides"),
    ],
)  # fmt: skip
def test_faults_of_a_layout_are_found_with_file_and_line(planted, old, new, line, why):
    assert old in LAYOUT
    planted.write("layouts/base.html", LAYOUT.replace(old, new))
    planted.write("newsletters/a.md", GOOD)
    hits = [(fault.file, fault.line) for fault in found(planted) if why in fault.why]
    assert ("layouts/base.html", line) in hits, found(planted)


def test_a_template_that_is_not_there_is_named(planted):
    planted.write("newsletters/spring.md", GOOD)
    (fault,) = check(planted.library, "sprnig", KNOWN)
    assert str(fault) == "sprnig: There is no template sprnig. Did you mean newsletters/spring?"


def test_without_a_name_all_templates_are_checked_in_all_languages(planted):
    planted.write("newsletters/a.md", GOOD)
    planted.write("newsletters/a.de.md", GOOD.replace("Three ideas", "RE:"))
    planted.write("letters/b.md", GOOD.replace("Three ideas", "FWD:"))
    assert [fault.file for fault in check(planted.library)] == ["letters/b.md", "newsletters/a.de.md"]


def test_what_is_not_known_of_the_workbook_is_not_judged(planted):
    planted.write("newsletters/a.md", GOOD.replace("contact[", "campaign["))
    assert found(planted) == []


@pytest.mark.parametrize(
    "line",
    [
        '{{ "on " + (today | date) }}',
        "{{ today.year + 1 }}",
        "{{ last_order.date | date | length + 1 }}",
        "{% if last_order and last_order.date < today %}a{% endif %}",
        '{% set account = "Acme" %}{{ account }}',
        "{{ last_order.amount | money }}",
        "[here](tel:(0976) 123 451)",
        "[here](tel:{{ rep.phone }})",
        "[here](https://{{ account.account }})",
        "[here](mailto:?subject=News)",
    ],
)
def test_what_letters_can_print_is_no_fault(planted, line):
    planted.write("newsletters/a.md", f"{GOOD}\n{line}\n")
    assert found(planted) == []


def test_a_missing_image_is_not_said_to_be_loaded_from_elsewhere(planted):
    planted.write("newsletters/a.md", f"{GOOD}\n![A cat](images/none.png)\n")
    said = [fault.why for fault in found(planted)]
    assert "There is no image images/none.png." in said
    assert "The image is loaded from elsewhere." not in said


@pytest.mark.parametrize("language", ["es", "ES", "pt-BR", "zh_Hant", "de_AT"])
def test_languages_are_known_by_their_codes(planted, language):
    planted.write("newsletters/a.md", GOOD.replace("Sender: owner", f"Language: {language}"))
    assert found(planted) == []


@pytest.mark.parametrize(
    "expression",
    [
        "1 / 0", "5 % 0", "5 // (2 - 2)", "10 ** 999", "'a' * 3", "1 + 'a'", "'abc'[99]", "[1, 2][5]", "range(10)[20]", "range(100000) | join", "{'a': 1}['b']", "'x' | number", "(1).size", "'abc'.size()",
        "contact.visits / 0", "contact.visits % 0", "contact.first_name[99]", "'a' ~ 1 / 0",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "form", ["{{{{ {} }}}}", "{{% if {} %}}a{{% endif %}}", "{{% set a = {} %}}{{{{ a }}}}"]
)
def test_what_no_letter_can_work_out_is_a_fault_at_its_line(planted, expression, form):
    planted.write("newsletters/a.md", f"{GOOD}\n{form.format(expression)}\n")
    assert {(fault.file, fault.line) for fault in found(planted)} == {
        ("newsletters/a.md", len(GOOD.splitlines()) + 2)
    }


SET = "{% set n = 0 %}"


@pytest.mark.parametrize(
    "line",
    [
        SET + "{{ 5 / n }}", SET + "{{ contact.visits / n }}", SET + "{% set m = n * 2 %}{{ 5 / m }}", "{% set n = 5 %}{% for one in n %}a{% endfor %}", "{% set names = ['a'] %}{{ names[3] }}",
        SET + "{% if n %}a{% else %}{{ 5 / n }}{% endif %}", SET + "{% if contact.key %}{{ 5 / n }}{% endif %}", "{% set n = 5 %}{% set n = 0 %}{{ 5 / n }}",
        SET + "{% for one in [1, 2] %}{{ one / n }}{% endfor %}", SET + "{{ 5 / n if contact.key else 1 }}", SET + "{% if contact.key %}{% set m = 1 %}{% endif %}{{ 5 / n }}",
    ],
)  # fmt: skip
def test_what_a_text_sets_is_worked_out_as_letters_do_it(planted, line):
    planted.write("newsletters/a.md", f"{GOOD}\n{line}\n")
    assert [fault.line for fault in found(planted)] == [len(GOOD.splitlines()) + 2]


@pytest.mark.parametrize(
    "line",
    [
        SET + "{% if n %}{{ 5 / n }}{% endif %}", SET + "{{ 5 / n if n else contact.key }}", SET + "{% set n = 5 %}{{ 5 / n }}", SET + "{% if contact.key %}{% set n = 5 %}{% endif %}{{ 5 / n }}",
        SET + "{% for n in [1, 2] %}{{ 5 / n }}{% endfor %}", SET + "{% if n %}a{% elif contact.key %}{% set n = 1 %}{% else %}{% set n = 2 %}{% endif %}{{ 5 / n }}",
        "{% set n = 2 %}{% if n == 1 %}{{ 5 / 0 }}{% elif n == 2 %}a{% else %}{{ 5 / 0 }}{% endif %}", "{% set n = contact.visits %}{{ 5 / n }}", SET + "{{ n and 5 / n }}",
    ],
)  # fmt: skip
def test_what_a_text_sets_and_asks_about_is_no_fault(planted, line):
    planted.write("newsletters/a.md", f"{GOOD}\n{line}\n")
    assert found(planted) == []


@pytest.mark.parametrize(
    "expression",
    ["1 / 2", "'abc'[0]", "'abc'[:99]", "[1, 2][1]", "range(3) | join", "{'a': 1}['a']", "7.5 | number", "'abc'.upper()", "contact.first_name.upper()", "contact.visits / 2", "contact.first_name[0]", "2 ** 3", "(1, 2) | length", "'a' ~ 1", "'a' if contact.key else 1 / 2"],
)  # fmt: skip
def test_what_letters_work_out_is_none(planted, expression):
    planted.write("newsletters/a.md", f"{GOOD}\n{{{{ {expression} }}}}\n")
    assert found(planted) == []


@pytest.mark.parametrize(
    ("target", "todo"),
    [
        ("page.html", "https://"), ("/about", "https://"), ("#top", "https://"), ("www.example.com", "https://"), ("ana@example.com", "mailto:ana@example.com"),
        ("“https://www.example.com”", "curly quotes"), ("„https://www.example.com“", "curly quotes"), ("page-{{ contact.contact_id }}.html", "https://"),
    ],
)  # fmt: skip
def test_no_letter_is_written_with_a_link_that_is_not_absolute(desk, target, todo):
    desk.write("newsletters/a.md", f"Subject: x\n\n[here]({target})\n")
    with pytest.raises(TemplateFault, match="is not absolute") as refused:
        desk.library.template("newsletters/a", "en")
    assert todo in refused.value.todo
    assert [fault.why for fault in check(desk.library, "newsletters/a") if "absolute" in fault.why] == [
        refused.value.why
    ]


def test_a_test_that_letters_do_not_have_is_told_with_its_place(desk):
    desk.write("newsletters/a.md", "Subject: x\n\n{% if contact.first_name is sameas 1 %}x{% endif %}\n")
    with pytest.raises(LetterFault) as failed:
        desk.library.template("newsletters/a", "en").render(fields())
    assert failed.value.file == "newsletters/a.md"


@pytest.mark.parametrize("target", ["http://", "https:/x.example", "tel:"])
def test_no_letter_is_written_with_a_link_that_leads_nowhere(desk, target):
    desk.write("newsletters/a.md", f"Subject: x\n\n[here]({target})\n")
    with pytest.raises(TemplateFault, match="leads nowhere"):
        desk.library.template("newsletters/a", "en")
