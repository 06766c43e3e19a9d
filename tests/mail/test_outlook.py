"""Letters for classic Outlook, made anew by its object model: a stand-in for it, as there is no Windows here."""

from __future__ import annotations

from email import message_from_bytes, policy

import pytest

from salesbook.mail.base import CannotSend, Fate
from salesbook.mail.message.build import Address, Attached
from salesbook.mail.transport.outlook import Outlook
from tests.mail.contract import HTML, Door, KnowsTwiceContract, fields, parcel
from tests.mail.fake_outlook import FakeOutlook, com_error

TAG = "http://schemas.microsoft.com/mapi/proptag/0x"


@pytest.fixture
def outlook(monkeypatch):
    fake = FakeOutlook("someone@example.com", "Ana@Example.com")
    fake.install(monkeypatch)
    return fake


def files(data: bytes) -> list[tuple]:
    letter = message_from_bytes(data, policy=policy.default)
    return [
        (part.get_filename(), str(part["Content-ID"]), part.get_payload(decode=True))
        for part in letter.walk()
        if part.get_filename()
    ]


class TestOutlook(KnowsTwiceContract):
    """Drafts in classic Outlook."""

    @pytest.fixture
    def door(self, outlook):
        def shut():
            outlook.is_there = False

        return Door(Outlook, lambda: [one.as_bytes() for one in outlook.drafts()], shut)

    def same(self, arrived, sent):
        """Outlook writes its own message: what people see of it, and what it is found by, is the same."""
        letters = [message_from_bytes(data, policy=policy.default) for data in (arrived, sent.data)]
        bodies = [letter.get_body(["html", "plain"]).get_content().split() for letter in letters]
        names = ("subject", "message-id", "list-unsubscribe")
        there, here = fields(arrived), fields(sent.data)
        return (
            bodies[0] == bodies[1]
            and [there[name] for name in names] == [here[name] for name in names]
            and there["to"] == sent.to
            and files(arrived) == files(sent.data)
        )

    def test_it_leaves_from_the_account_of_its_sender(self, transport, outlook):
        transport.open()
        transport.hand(parcel())
        (item,) = outlook.drafts()
        assert item._account.SmtpAddress == "Ana@Example.com"
        assert item.HTMLBody.strip() == HTML

    def test_a_sender_without_an_account_is_refused_and_told(self, transport, outlook):
        transport.open()
        outlook._accounts.pop()
        receipt = transport.hand(parcel())
        assert receipt.fate is Fate.REFUSED
        assert (
            receipt.said
            == "Outlook on this computer has no account for ana@example.com: add it, then try again."
        )

    def test_what_a_person_sent_is_not_put_there_again(self, transport, outlook):
        transport.open()
        transport.hand(parcel())
        outlook.send_all()
        assert transport.hand(parcel()).said == "It lies in Gesendete Elemente already."
        assert outlook.drafts() == []

    def test_pictures_of_the_page_are_not_listed_as_files(self, transport, outlook):
        transport.open()
        transport.hand(parcel())
        (item,) = outlook.drafts()
        hidden = [one.name for one in item.Attachments if one.PropertyAccessor.values.get(f"{TAG}7FFE000B")]
        assert hidden == ["logo.png"]

    def test_a_file_gets_a_name_that_windows_takes(self, transport, outlook):
        transport.open()
        transport.hand(
            parcel(attachments=(Attached('a:b"c?.pdf', b"1"), Attached('a:b"c?.pdf', b"2")), images=())
        )
        (item,) = outlook.drafts()
        assert [(one.name, one.data) for one in item.Attachments] == [
            ("a_b_c_.pdf", b"1"),
            ("a_b_c_.pdf", b"2"),
        ]

    def test_a_follow_up_stays_in_its_thread(self, transport, outlook):
        extra = (("In-Reply-To", "<0@example.com>"), ("References", "<0@example.com>"))
        transport.open()
        transport.hand(parcel(extra=extra, reply_to=Address("Ana, at work", "ana+D1@example.com")))
        (item,) = outlook.drafts()
        values = item.PropertyAccessor.values
        assert values[f"{TAG}1042001F"] == values[f"{TAG}1039001F"] == "<0@example.com>"
        assert [one._name for one in item.ReplyRecipients] == ["ana+D1@example.com"]

    def test_an_outlook_that_is_busy_gets_the_letter_later(self, transport, outlook):
        transport.open()
        outlook.error = com_error(-2147418111, "Call was rejected by callee.")
        receipt = transport.hand(parcel())
        assert (receipt.fate, receipt.said, receipt.lost) == (
            Fate.LATER,
            "Call was rejected by callee.",
            False,
        )
        outlook.error = None
        assert transport.hand(parcel()).fate is Fate.HANDED

    def test_what_outlook_says_is_told(self, transport, outlook):
        transport.open()
        outlook.error = com_error(
            -2147352567, "Exception occurred.", (0, "Outlook", "The store\r\nis full.", "", 0, 0)
        )
        assert transport.hand(parcel()).said == "The store is full."

    def test_an_outlook_that_was_closed_and_started_again_takes_the_letter_once(self, transport, outlook):
        transport.open()
        transport.hand(parcel())
        outlook.is_there = False
        assert transport.hand(parcel()).lost
        outlook.is_there = True
        transport.open()
        assert transport.hand(parcel()).fate is Fate.HANDED
        assert len(outlook.drafts()) == 1


def test_new_outlook_alone_has_no_door_and_files_are_offered(outlook):
    outlook.is_there = False
    with pytest.raises(CannotSend, match="New Outlook has no door") as told:
        Outlook().open()
    assert "--to eml" in told.value.todo


@pytest.mark.parametrize("name", ["linux", "darwin"])
def test_without_windows_files_are_offered(name, monkeypatch):
    monkeypatch.setattr("salesbook.util.computer.system", lambda: name)
    with pytest.raises(CannotSend, match="Only classic Outlook on Windows") as told:
        Outlook().open()
    assert "--to eml" in told.value.todo
