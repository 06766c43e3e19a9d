"""What executives answer who were asked to decide: an approval is taken for one only where it is clear, an objection with its reason."""

from __future__ import annotations

import pytest

from salesbook.domain.answers.classify.decision_words import DecisionAsked, read_decision

ASKED = DecisionAsked(
    own=("VMI", "Vendor-managed stock", "Marta Soler", "Marta", "Finance"), colleagues=("Ana",), version=2
)
APPROVES = (
    "Approve", "approved", "Approved.", "I approve.", "Hi Ana,\n\nApproved, great work!\n\nMarta", "Yes, approved", "Hello Ana, I approve version 2 for Finance",
    "You have my approval", "Approval granted", "Ich stimme zu.", "Genehmigt", "Hiermit freigegeben.", "Einverstanden", "Sí, apruebo", "Aprobado", "J’approuve.",
    "Approvo", "Approvato", "Aprovado", "Eu aprovo", "Akkoord", "Goedgekeurd", "Thanks for this. Approved.", "*Approve*",
    "Approve VMI", "I approve the proposal VMI version 2.", "Approved by Finance", "Approve.\n\nThanks, Ana!\n\nMarta Soler", "Genehmigt. Vielen Dank!", "Approve 👍", "Approve this.",
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
    "Je n'approuve pas", "Non approvo", "Não aprovo", "Niet akkoord", "Keine Einwände", "Unsubscribe",
    "Approve as long as Finance agrees.", "Approve in case Marta agrees", "Approve given that rates fall", "Approve, on the understanding that the deposit is paid in advance.",
    "Approve, with changes: 20 stores at most.", "Approve. Cap it at 30 stores.", "Approve in principle.", "Approve for a trial in Valencia.", "Genehmigt für ein Pilotprojekt.",
    "I approve of the idea. Let us talk about the price.", "Approved by Finance; mine follows.", "Approve for Operations. Purchasing follows on Friday.", "Approve for Operations",
    "Approved by Ana", "Approve version 1", "Approve 20", "Approve 👎", "Approve by Friday", "OK up to 20 stores, approved", "Aprobado para Valencia", "Approuvé sous réserve du prix", "承認 Approve 条件付き",
    "Approve.\nThanks\nPS: 20 stores", "Approve" + " very well" * 300,
)  # fmt: skip


@pytest.mark.parametrize("words", APPROVES)
def test_a_clear_approval_is_one(words):
    found = read_decision(words, ASKED)
    assert (found.approves, found.objects, found.doubt) == (True, False, "")


@pytest.mark.parametrize(("words", "reason"), OBJECTS)
def test_an_objection_has_its_reason(words, reason):
    found = read_decision(words, ASKED)
    assert (found.approves, found.objects, found.reason, found.doubt) == (False, True, reason, "")


@pytest.mark.parametrize("words", NEITHER)
def test_whatever_is_not_clear_decides_nothing_and_says_why(words):
    found = read_decision(words[:2_000], ASKED)
    assert (found.approves, found.objects) == (False, False)
    assert found.doubt


def test_a_doubt_says_what_was_written_besides():
    assert "“cap it at 30 stores.”" in read_decision("Approve. Cap it at 30 stores.", ASKED).doubt
