"""What templates must not do: each try is one letter's fault, told with its line, and the others are made."""

from __future__ import annotations

import pytest

from salesbook.letters import LetterFault, RecordTable, TemplateFault, check
from salesbook.letters.records import Record
from tests.letters.desk import fields

ESCAPES = [
    "{{ ''.__class__.__mro__ }}",
    "{{ ''['__class__'] }}",
    "{{ contact.__class__ }}",
    "{{ contact['__class__'] }}",
    "{{ contact.table }}",
    "{{ contact.get }}",
    '{{ ""|attr("__class__") }}',
    '{{ "%s"|format(1) }}',
    "{{ {}.__init__ }}",
    "{{ {}.pop('x', 1) }}",
    "{{ [].append(1) }}",
    "{{ self.__init__ }}",
    "{{ self }}",
    "{{ cycler(1, 2).__init__.__globals__ }}",
    "{{ joiner }}",
    "{{ namespace(a=1) }}",
    "{{ lipsum() }}",
    "{{ dict(a=1) }}",
    "{{ '{0.__class__}'.format(1) }}",
    "{{ '{a.__class__}'.format_map({'a': 1}) }}",
    "{{ ''.join(['a']) }}",
    "{{ greeting.__globals__ }}",
    "{{ greeting(greeting) }}",
    "{{ range.__self__ }}",
    "{{ contact.first_name.upper.__self__ }}",
    "{{ contact.first_name.upper()() }}",
    '{{ ["a"]|map(attribute="__class__")|list }}',
    '{{ ["a"]|sort(attribute="__class__") }}',
    '{{ ["a"]|groupby("__class__") }}',
    '{{ ["a"]|select("defined") }}',
    '{{ "<b>"|safe }}',
    "{{ contact|pprint }}",
    '{% import "x.md" as x %}',
    '{% from "x.md" import y %}',
    '{% extends "x.md" %}',
    "{% block a %}{% endblock %}",
    "{% include contact.first_name %}",
    "a {% include '../../etc/passwd' %}",
    "{% autoescape false %}{{ contact.first_name }}{% endautoescape %}",
    "{% set _x = 1 %}{{ _x }}",
    "{% set ns.x = 1 %}",
    "{% raw %}x{% endraw %}",
    "{% do 1 %}",
    "{% debug %}",
    "{{ varargs }}",
    "{{ 1 | _step(__import__) }}",
    "{% for a in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    "{% for a in [1] %}{{ loop([1]) }}{% endfor %}",
    "{% for a in [1] %}{{ loop.__init__ }}{% endfor %}",
    "{% for a in [1] %}{{ loop._iterable }}{% endfor %}",
    "{% macro m() %}{% endmacro %}{{ m._func }}",
    "{{ today.__class__ }}",
    "{{ today.strftime('%9999999d') }}",
    "{{ today.replace(year=1) }}",
    "{{ greeting }}",
    "{{ range }}",
    "{{ contact.first_name.upper }}",
    "{% macro m() %}{% endmacro %}{{ m }}",
    "{{ undefined_thing.x }}",
    "{{ undefined_thing }}",
    "{{ undefined_thing() }}",
    "{{ (contact.first_name if false).__class__ }}",
]
RUNAWAYS = [
    '{{ "x" * 10**9 }}',
    "{{ [1] * 10**9 }}",
    "{{ range(10**9)|join }}",
    "{% for a in range(10**9) %}{% endfor %}",
    "{% for a in range(999) %}{% for b in range(999) %}{% endfor %}{% endfor %}",
    "{% for a in range(999) %}{% for b in range(999) if false %}{% endfor %}{% endfor %}",
    '{{ "x"|center(10**9) }}',
    "{{ 9**9**9 }}",
    "{{ 10**10**10 }}",
    "{{ (10**6)**10 }}",
    "{{ [1]|batch(10**9) }}",
    '{{ "x"|indent(10**9) }}',
    '{{ "x"|wordwrap(1) }}',
    '{{ "%1000000000d" % 1 }}',
    "{{ 1|round(10**9)|string * 9 }}",
    '{{ ("x"|replace("", "y" ~ "z"))|replace("", "abcdefghij")|replace("", "abcdefghij" ~ "abcdefghij")'
    + '|replace("", "abcdefghijabcdefghij")' * 5
    + " }}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% macro m() %}{% call m() %}{% endcall %}{% endmacro %}{{ m() }}",
    '{% set a = "x" * 3 %}',
    '{% set a = "xxxxxxxxxx" %}' + "{% set a = a ~ a %}" * 30 + "{{ a|length }}",
    '{% set a = "xxxxxxxxxx" %}' + "{% set a = a + a %}" * 30 + "{{ a|length }}",
    '{% set a = "xxxxxxxxxx" %}' + "{% set a %}{{ a }}{{ a }}{% endset %}" * 30 + "{{ a|length }}",
    "{% macro m(a) %}{{ a }}{{ a }}{% endmacro %}{{ " + "m(" * 30 + '"xxxxxxxxxx"' + ")" * 30 + "|length }}",
    "{% set a = [1, 2] %}" + "{% set a = [a, a] %}" * 30 + "{{ a|length }}",
    "{% set a = [1, 2] %}" + "{% set a = (a, a) %}" * 30 + "{{ a|length }}",
    '{% set a = {"x": 1} %}' + '{% set a = {"x": a, "y": a} %}' * 30 + "{{ a|length }}",
    "{% for a in range(999) %}" + "x" * 2000 + "{% endfor %}",
    "{% macro m() %}" + "x" * 2000 + "{% endmacro %}{% for a in range(999) %}{% set b = m() %}{% endfor %}",
    "{{ 1 / 0 }}",
    '{{ "a" + 1 }}',
    '{{ "abc"|int }}',
    "{{ 1e308 * 10 }}",
    "{{ [1, 'a']|sort }}",
    "{{ contact.first_name|truncate('x') }}",
    "{{ contact.first_name|default }}{{ [1][5] }}{{ [1].x }}",
]


@pytest.mark.parametrize("body", ESCAPES + RUNAWAYS, ids=lambda body: body[:60])
def test_a_template_that_breaks_out_or_runs_away_is_a_fault_with_its_line(desk, body):
    with pytest.raises((TemplateFault, LetterFault)) as caught:
        desk.letter(f"First line.\n\nSecond: {body} end")
    assert (caught.value.file, caught.value.line) == ("newsletters/a.md", 5)
    assert caught.value.why.endswith((".", ":"))
    assert caught.value.todo.endswith((".", "?"))


@pytest.mark.parametrize(
    "body",
    [
        "{{ " + "9" * 5000 + " }}",
        "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
        "{% for a in [1] %}\n" * 25 + "x\n" + "{% endfor %}\n" * 25,
        "{% if 1 %}\n" * 200 + "x\n" + "{% endif %}\n" * 200,
        "> " * 300 + "x",
        "- " * 300 + "x",
        "*a **b " * 3000,
        "[" * 5000 + "](" * 5000,
        "{{ " + "not " * 3000 + "1 }}",
        "{{ '" + "a' ~ '" * 3000 + "' }}",
    ],
    ids=range(10),
)
def test_what_is_nested_beyond_reason_is_a_fault_or_a_letter_and_nothing_else(desk, body):
    assert getattr(desk.outcome(body), "file", "newsletters/a.md") == "newsletters/a.md"
    assert all(fault.file for fault in check(desk.library, "a"))


@pytest.mark.parametrize(
    "heads",
    [
        "Subject: {{ ''.__class__ }}",
        "Subject: x\nPreheader: {{ 9**9**9 }}",
        "Subject: x\nQuestion: {{ lipsum }}",
    ],
)
def test_the_headers_are_held_to_the_same(desk, heads):
    with pytest.raises((TemplateFault, LetterFault)) as caught:
        desk.letter("Text.", heads)
    assert caught.value.line == heads.count("\n") + 1


@pytest.mark.parametrize(
    "name", ["../../../etc/passwd", "/etc/passwd", "../secret.md", "linked.md", "nobody.md", "."]
)
def test_an_include_stays_in_the_folder_of_templates(desk, name):
    secret = desk.folder.parent / "secret.md"
    desk.write("newsletters/b.md", "Subject: x\n\n")
    secret.write_text("secret")
    (desk.folder / "newsletters" / "linked.md").symlink_to(secret)
    with pytest.raises(TemplateFault, match="to include") as caught:
        desk.template(f'Text\n{{% include "{name}" %}}')
    assert caught.value.line == 4


def test_parts_that_include_each_other_end_in_a_fault(desk):
    desk.write("parts/a.md", '{% include "b.md" %}')
    desk.write("parts/b.md", '{% include "a.md" %}')
    with pytest.raises(TemplateFault, match="without end"):
        desk.template('{% include "a.md" %}', name="newsletters/c")


def test_a_field_of_ten_megabytes_spoils_one_letter_only(desk):
    table = RecordTable(
        "contact", {"Notes": ["x" * 10_000_000, "short"]}, lambda row, _: f"Contacts!A{row + 2}"
    )
    template = desk.template("{{ contact.notes|upper }}")
    with pytest.raises(LetterFault, match="10,000,000 characters") as caught:
        template.render(fields(contact=Record(table, 0)))
    assert caught.value.cell == "Contacts!A2"
    assert "SHORT" in template.render(fields(contact=Record(table, 1))).text


def test_time_is_limited(desk, monkeypatch):
    monkeypatch.setattr("salesbook.letters.budget.SECONDS", -1.0)
    with pytest.raises(LetterFault, match="takes longer"):
        desk.letter("{% for a in range(100) %}{% endfor %}x")


def test_what_letters_need_is_allowed(desk):
    body = """\
        {% set names = ["b", "a"] %}
        {% macro twice(x) %}{{ x }}{{ x }}{% endmacro %}{% macro framed() %}<{{ caller() }}>{% endmacro %}
        {{ names|sort|join(", ", last=" and ") }} {{ twice("x") }} {{ 2 * 3 + 1 }} {{ "a" ~ 1 }} {{ "yes" if 3 > 2 }}
        {% for name, link in [("Shop", "x"), ("Help", "y")] %}{{ loop.index }}{{ name }}{{ "," if not loop.last }}{% endfor %}
        {% for key, value in {"k": 1}.items() %}{{ key }}{{ value }}{% endfor %} {{ today.year }} {{ contact.first_name.upper() }}
        {% call framed() %}z{% endcall %} {{ "abc"[1] }} {{ (1, 2)|sum }} {{ 3 is odd }}
        """
    assert desk.text(body) == "a and b xx 7 a1 yes 1Shop,2Help k1 2026 ANA <z> b 3 Yes"
