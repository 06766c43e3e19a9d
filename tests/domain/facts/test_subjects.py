"""What a Subject or a Talk about tells: a topic, a prompt of salesbook's, or what a person wrote."""

from __future__ import annotations

import pytest

from salesbook.domain.facts.subjects import as_topic, own_subject, topic_of_line, topic_said

EARLIER = (
    "Thank you for the talk: 3 orders so far, the last on 15 Jan 2026: thank them, and ask for a referral."
)


@pytest.mark.parametrize(("subject", "own", "topic"), [
    ("The new sealer", "The new sealer", ""),
    ("Re: Film prices", "Re: Film prices", ""),
    ("referral ASK", "", "Referral ask"),
    ("None", "", ""),
    ("Asked for a referral", "Asked for a referral", ""),
    ("No order for the sealer yet", "No order for the sealer yet", ""),
    ("Ask what is new", "Ask what is new", ""),
    ("You agreed to talk on 2 Mar 2026. Noted on 12 Jan 2026: “budget”", "", "Promise"),
    (EARLIER, "", "Referral ask"),
    ("AW: Danke für das Gespräch: Status update: what is new at Acme since 3 Nov 2025?", "", "Status"),
    ("Status update for Acme", "Status update for Acme", ""),
])  # fmt: skip
def test_a_prompt_of_an_earlier_version_is_told_from_what_people_wrote(subject, own, topic):
    assert (own_subject(subject), topic_said(subject)) == (own, topic)


@pytest.mark.parametrize(("talk_about", "topic"), [
    ("Try the morning. Ask about stock and plans. Bought elsewhere? Ask what decided it.", "Reorder"),
    ("You agreed to talk on 2 Mar 2026.", "Promise"),
    ("The new sealer", ""),
])  # fmt: skip
def test_a_line_tells_its_topic_whatever_version_wrote_it(talk_about, topic):
    assert topic_of_line(talk_about) == topic


def test_topics_are_known_however_they_are_spelt():
    assert [as_topic(text) for text in ("solution  Design", " QUOTE ", "Quotes", "")] == [
        "Solution design",
        "Quote",
        "",
        "",
    ]
