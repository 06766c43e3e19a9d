"""What executives answer who were asked to decide: an approval is taken for one only where it is clear, an objection with its reason."""

from __future__ import annotations

import pytest

from salesbook.domain.answers.classify.decision_words import read_decision

APPROVES = (
    "Approve", "approved", "Approved.", "I approve.", "Hi Ana,\n\nApproved, great work!\n\nMarta", "Yes, approved", "Hello Ana, I approve version 2 for Finance",
    "You have my approval", "Approval granted", "Ich stimme zu.", "Genehmigt", "Hiermit freigegeben.", "Einverstanden", "Sí, apruebo", "Aprobado", "J’approuve.",
    "Approvo", "Approvato", "Aprovado", "Eu aprovo", "Akkoord", "Goedgekeurd", "Thanks for this. Approved.", "*Approve*",
)  # fmt: skip
OBJECTS = (
    ("Object", ""), ("Object: the price", "the price"), ("I object because the stock is ours", "the stock is ours"),
    ("We object to lending stock.\nNobody pays for it.", "lending stock.\nNobody pays for it."), ("Objection - too dear", "too dear"), ("Hi Ana, I object: who pays for it?", "who pays for it?"),
    ("Einspruch: zu teuer", "zu teuer"), ("Ich widerspreche, weil es zu teuer ist", "es zu teuer ist"), ("Me opongo porque es caro", "es caro"), ("Objeción: es caro", "es caro"),
    ("Je m’oppose, parce que c'est cher", "c'est cher"), ("Mi oppongo: costa troppo", "costa troppo"), ("Oponho-me porque é caro", "é caro"), ("Bezwaar: te duur", "te duur"),
)  # fmt: skip
NEITHER = (
    "", "OK", "Yes", "Let us talk", "Approve?", "Object?", "Approve or object?", "Approve, but only in May", "Approved if drivers are found", "Approve once the dock is built",
    "Approve. We need three people first.", "I do not approve", "Not approved", "I cannot approve this", "disapproved", "No objection", "I don't object", "I would approve", "Marta approved it",
    "Object: I cannot approve this", "I approve the idea and object to the price", "Nicht genehmigt", "Genehmigt, aber erst im Mai", "Ich stimme nicht zu", "No apruebo", "Apruebo, pero en mayo",
    "Je n'approuve pas", "Non approvo", "Não aprovo", "Niet akkoord", "Keine Einwände", "Unsubscribe", "Approve" + " very well" * 300,
)  # fmt: skip


@pytest.mark.parametrize("words", APPROVES)
def test_a_clear_approval_is_one(words):
    found = read_decision(words)
    assert (found.approves, found.objects, found.doubt) == (True, False, "")


@pytest.mark.parametrize(("words", "reason"), OBJECTS)
def test_an_objection_has_its_reason(words, reason):
    found = read_decision(words)
    assert (found.approves, found.objects, found.reason, found.doubt) == (False, True, reason, "")


@pytest.mark.parametrize("words", NEITHER)
def test_whatever_is_not_clear_decides_nothing_and_says_why(words):
    found = read_decision(words[:2_000])
    assert (found.approves, found.objects) == (False, False)
    assert found.doubt
