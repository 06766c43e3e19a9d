"""Fields and filters: headers as templates write them, blanks, values in the reader's language, greetings."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.letters import Filled, LetterFault, Record, RecordTable, Trace
from salesbook.letters.greetings import LANGUAGES, greet
from salesbook.util.folding import identifier
from tests.letters.desk import fields, people


@pytest.mark.parametrize(
    ("header", "folded"),
    [
        ("First name", "first_name"),
        ("Favourite team (2024)", "favourite_team_2024"),
        ("  E-Mail  ", "e_mail"),
        ("Straße", "strasse"),
        ("Любимый цвет", "любимый_цвет"),
        ("好きな 色", "好きな_色"),
        ("a__b", "a_b"),
    ],
)
def test_a_header_is_folded_for_use_after_a_dot(header, folded):
    assert identifier(header) == folded


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("{{ contact.first_name }}", "Ana"),
        ('{{ contact["First name"] }}', "Ana"),
        ('{{ contact["first name"] }}', "Ana"),
        ("{{ contact.любимый_цвет }}", "синий"),
        ("{{ contact.visits }} {{ 2.5 }} {{ 1234567.0 }}", "3 2.5 1234567"),
        ("{{ contact.since }}", "February 29, 2024"),
        ("{{ contact.key }} {{ false }}", "Yes No"),
        ("{{ none }}x", "x"),
        ("{{ contact.first_name|upper }} {{ contact.first_name|length }}", "ANA 3"),
        ("{{ 'eva de vries'|title }} {{ 'ABC'|capitalize }} {{ '  x '|trim }}", "Eva De Vries Abc x"),
        ("{{ 'a b c d'|truncate(4) }}", "a b…"),
        ("{{ [3, 1, 2]|sort|join('-') }} {{ [3, 1]|max }} {{ [3, 1]|min }} {{ [3, 1]|sum }}", "1-2-3 3 1 4"),
        ("{{ ['b', 'A', 'b']|unique|sort|join }} {{ 'ab'|first }}{{ 'ab'|last }}", "Ab ab"),
        ("{{ 2.567|round(1) }} {{ -3|abs }} {{ '7'|int + 1 }} {{ '7.5'|float }}", "2.6 3 8 7.5"),
        ("{{ 'abc'|replace('b', '*') }} {{ [1, 2]|reverse|join }} {{ ''|default('x') }}", "a*c 21 x"),
    ],
)
def test_values_are_printed_as_people_write_them(desk, body, text):
    assert desk.text(body) == text


@pytest.mark.parametrize(
    ("body", "language", "text"),
    [
        ("{{ today }}", "de", "1. April 2026"),
        ("{{ today }}", "es-MX", "1 de abril de 2026"),
        ("{{ today }}", "zz", "April 1, 2026"),
        ("{{ today }}", "de-XX", "1. April 2026"),
        ("{{ 1234567|number(1) }}", "hi", "12,34,567.0"),
        ("{{ 12|money }}", "xx", "€12"),
        ("{{ today }}", "", "April 1, 2026"),
        ("{{ today|date('short') }}", "de", "01.04.26"),
        ("{{ 1234.5|money }}", "de", "1.234,50\xa0€"),
        ("{{ 1234|money }}", "de", "1.234\xa0€"),
        ("{{ 1234|money }}", "en", "€1,234"),
        ("{{ 0.1|money('USD') }}", "en", "$0.10"),
        ("{{ 1234.5678|number }} {{ 2|number(2) }}", "fr", "1\u202f234,568 2,00"),
        ("{{ 0.256|percent }} {{ 0.256|percent(1) }}", "de", "26\xa0% 25,6\xa0%"),
    ],
)
def test_dates_and_numbers_are_in_the_readers_language(desk, body, language, text):
    assert desk.text(body, language=language) == text


@pytest.mark.parametrize("length", ["medium", "long", "full"])
def test_a_day_with_a_time_prints_as_a_day(desk, length):
    assert "2026" in desk.text(f"{{{{ reason|date('{length}') }}}}", reason=datetime(2026, 5, 1, 12))


@pytest.mark.parametrize(
    "body",
    [
        '{{ contact.first_name or "there" }}',
        '{{ contact.first_name|default("there") }}',
        '{{ contact.first_name|d("there") }}',
        '{{ contact.first_name|upper|trim or "there" }}',
        '{{ contact.since|date("long") or "there" }}',
        "{% if contact.first_name %}{{ contact.first_name }}{% else %}there{% endif %}",
        '{{ "there" if contact.first_name == "" }}',
        '{{ "there" if contact.first_name is blank }}',
        '{{ "there" if not contact.first_name > 3 and not contact.first_name < 3 }}',
        '{{ "there" if contact.first_name|length == 0 }}',
        '{% for x in contact.first_name %}x{% endfor %}{{ "there" if "x" not in contact.first_name }}',
        '{{ last_order.amount|money or "there" }}',
        '{{ "there" if not last_order }}',
        '{{ [contact.first_name, "there"]|join(" ") }}',
    ],
)
def test_a_blank_field_can_have_a_fallback(desk, body):
    assert desk.text(body, row=1) == "there"


@pytest.mark.parametrize(
    "body",
    [
        "{{ X }}",
        "{{ X|upper }}",
        "{{ 'a' ~ X }}",
        "{{ X + 1 }}",
        "{{ X.upper() }}",
        "{{ X[0] }}",
    ],
)
def test_a_blank_field_that_would_be_printed_is_a_fault_with_its_cell(desk, body):
    with pytest.raises(LetterFault) as caught:
        desk.letter(body.replace("X", "contact.first_name"), row=1)
    fault = caught.value
    assert (fault.field, fault.cell, fault.file, fault.line) == (
        "contact.First name",
        "Contacts!B3",
        "newsletters/a.md",
        3,
    )
    assert str(fault) == (
        'First name is blank (Contacts!B3): give a fallback, such as {{ contact.first_name or "there" }}. (newsletters/a.md:3)'
    )


def test_the_fault_of_a_record_that_is_not_there_says_so(desk):
    with pytest.raises(LetterFault, match="There is no last order, so no Amount: give"):
        desk.letter("{{ last_order.amount }}")


def test_a_header_that_is_not_there_is_a_fault_even_with_a_fallback(desk):
    with pytest.raises(LetterFault) as caught:
        desk.letter('{{ contact.favorite_team or "x" }}')
    assert (caught.value.why, caught.value.todo) == (
        "There is no contact.favorite_team.", "Did you mean contact.favourite_team?",
    )  # fmt: skip


def test_a_whole_row_cannot_be_printed(desk):
    with pytest.raises(LetterFault, match="contact is a whole row"):
        desk.letter("{{ contact }}")


@pytest.mark.parametrize(
    "body", ["{{ contact.first_name|date }}", "{{ contact.first_name|money }}", "{{ today|date('huge') }}"]
)
def test_a_filter_that_cannot_use_a_value_says_so(desk, body):
    with pytest.raises(LetterFault, match=r"is not a|no date length"):
        desk.letter(body)


def test_a_trace_tells_what_a_letter_used_each_once(desk):
    trace = Trace()
    body = '{{ contact.first_name }} {{ contact.first_name|upper }} {{ contact.favourite_team or "none" }} {{ rep.name }}'
    table = people({"First name": ["Ana"], "Favourite team": [None]})
    desk.template(body).render(fields(contact=Record(table, 0)), trace=trace)
    assert trace.filled == [
        Filled("contact.First name", "Ana", "Contacts!A2", fallback=False),
        Filled("contact.Favourite team", "", "Contacts!B2", fallback=True),
        Filled("rep.Name", "Eva Lund", "", fallback=False),
    ]


@pytest.mark.parametrize("nothing", [None, "", float("nan")])
def test_what_counts_as_blank(nothing):
    assert not Record(RecordTable("contact", {"A": [nothing]}), 0).get("a")


def test_zero_and_false_are_values(desk):
    table = people({"Zero": [0.0], "False": [False]})
    assert desk.text('{{ contact.zero }} {{ contact["False"] }}', contact=Record(table, 0)) == "0 No"


GREETINGS = {
    "en": ("Dear Ms Ruiz,", "Dear Ana,", "Hello,"),
    "es": ("Estimada Sra. Ruiz:", "Hola, Ana:", "Hola:"),
    "de": ("Sehr geehrte Frau Ruiz,", "Hallo Ana,", "Guten Tag,"),
    "fr": ("Bonjour Madame Ruiz,", "Bonjour Ana,", "Bonjour,"),
    "it": ("Gentile Sig.ra Ruiz,", "Gentile Ana,", "Buongiorno,"),
    "pt": ("Prezada Sra. Ruiz,", "Olá, Ana,", "Olá,"),
    "nl": ("Geachte mevrouw Ruiz,", "Beste Ana,", "Goedendag,"),
    "pl": ("Szanowna Pani,", "Dzień dobry Ana,", "Dzień dobry,"),
    "zh": ("尊敬的Ruiz女士：", "Ana，您好：", "您好："),
    "ja": ("Ruiz様", "Ana様", "こんにちは。"),
}
SALUTATIONS = {
    "en": "Ms", "es": "Sra.", "de": "Frau", "fr": "Madame", "it": "Sig.ra", "pt": "Sra.", "nl": "mevrouw", "pl": "Pani",
    "zh": "女士", "ja": "様",
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_greets_in_its_way(language):
    formal, first, plain = GREETINGS[language]
    assert greet(language, SALUTATIONS[language], "Ana", "Ruiz") == formal
    assert (
        greet(language, "", "Ana", "Ruiz")
        == greet(f"{language}-XX", SALUTATIONS[language], "Ana", "")
        == first
    )
    assert greet(language, "", "", "Ruiz") == plain


@pytest.mark.parametrize(
    ("language", "salutation", "last", "greeting"),
    [
        ("de", "Herr", "Weber", "Sehr geehrter Herr Weber,"),
        ("de", "Frau Dr.", "Weber", "Sehr geehrte Frau Dr. Weber,"),
        ("de", "Familie", "Weber", "Guten Tag Familie Weber,"),
        ("es", "Sr.", "Gil", "Estimado Sr. Gil:"),
        ("es", "Srta.", "Gil", "Estimada Srta. Gil:"),
        ("nl", "mevrouw", "de Vries", "Geachte mevrouw De Vries,"),
        ("pl", "Pan", "Nowak", "Szanowny Panie,"),
        ("xx", "Dr", "Who", "Dear Dr Who,"),
    ],
)
def test_a_salutation_decides_the_form(language, salutation, last, greeting):
    assert greet(language, salutation, "x", last) == greeting


def test_a_greeting_needs_no_column_for_salutations(desk):
    assert desk.text("{{ greeting() }}", contact=Record(people({"First name": ["Ana"]}), 0)) == "Dear Ana,"
    assert desk.text("{{ greeting() }}", language="de", row=1) == "Sehr geehrte Frau Weber,"


def test_whatever_a_cell_holds_it_is_text_in_the_letter(tmp_path_factory):
    from html import unescape

    from tests.letters.desk import Desk

    desk = Desk(tmp_path_factory.mktemp("desk") / "templates")
    template = desk.template(
        "# {{ contact.x }}\n\n- [{{ contact.x }}](https://x.com/{{ contact.x }})", "Subject: {{ contact.x }}"
    )
    plain = template.render(fields(contact=Record(people({"X": ["word"]}), 0)))

    @given(st.text(min_size=1).filter(str.strip))
    def holds(value):
        letter = template.render(fields(contact=Record(people({"X": [value]}), 0)))
        assert letter.html.count("<") - letter.html.count("<br>") == plain.html.count("<")
        assert "\n" not in letter.subject
        assert "\r" not in letter.subject
        head = letter.html.split("<h1>", 1)[1].split("</h1>", 1)[0]
        assert (
            unescape(head).replace("<br>\n", "\n").split() == "\n".join(value.splitlines()).split()
            or "&" in value
        )

    holds()


def test_a_date_in_a_cell_stays_a_date_for_filters(desk):
    assert (
        desk.text("{{ contact.since.year }} {{ contact.since > today }}", today=date(2020, 1, 1))
        == "2024 Yes"
    )
