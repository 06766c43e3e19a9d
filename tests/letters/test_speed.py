"""A letter costs hardly more than the two plain renders that it consists of."""

from __future__ import annotations

from time import process_time

from salesbook.letters import EasyAnswer, Record
from salesbook.letters.budget import KEY, Budget
from tests.letters.desk import fields, people

BODY = """\
{{ greeting() }}

## What **{{ account.account }}** could save

{% if contact.key %}
You bought for {{ 1234.5|money }} on {{ contact.since|date("long") or "no day" }}.
{% endif %}

{% for n in range(3) %}
- [Idea {{ n }}](https://example.com/{{ contact.contact_id }}?n={{ n }})
{% endfor %}

Yours, {{ rep.name }}
"""
HEADS = "Subject: {{ account.account }}: three ideas\nPreheader: For {{ contact.first_name }}\nQuestion: Shall we?\nAnswers: Yes | No"
LETTERS = 200


def seconds(work):
    begin = process_time()
    for _ in range(LETTERS):
        work()
    return process_time() - begin


def test_a_letter_takes_at_most_half_as_long_again_as_a_bare_render(desk):
    template = desk.template(BODY, HEADS)
    table, same = people(), fields()

    def letter():
        template.render(same | {"contact": Record(table, 0)})

    def bare():
        values = same | {
            "contact": Record(table, 0),
            "variant": "A",
            KEY: Budget(),
            "subject": "s",
            "preheader": "p",
        }
        values |= {
            "question": "q",
            "answers": [EasyAnswer("Yes", "mailto:x@y.z"), EasyAnswer("No", "mailto:x@y.z")],
            "opt_out": "",
        }
        values |= {"postal_address": ""}
        template._text.code.render(values)
        template._html.code.render(values)

    letter(), bare()
    # The best of several rounds in turn: other programs disturb both alike.
    rounds = [(seconds(letter), seconds(bare)) for _ in range(7)]
    assert min(one for one, _ in rounds) <= 1.5 * min(other for _, other in rounds)
