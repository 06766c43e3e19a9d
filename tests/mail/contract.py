"""What every way to send keeps, as tests to inherit: see `salesbook.mail.base`.

A class of tests for one transport inherits `TransportContract`, or `KnowsTwiceContract` where the
transport can know what lies there already, and gives the fixture `door`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes, policy

import pytest

from salesbook.mail.base import CannotSend, Fate, Parcel, Receipt, Transport
from salesbook.mail.message.build import Address, Attached, Outgoing, as_bytes

ACCEPTED = {Fate.TAKEN, Fate.HANDED}
TEXT = ".\r\n. a dot\r\n..two\r\nFrom here on\r\nGrüße, 你好, مرحبا\r\n" + "long " * 400 + "\r\n\r\nBye"
HTML = '<p>Grüße <b>你好</b> <img src="cid:logo@example.com"></p>'


@dataclass
class Door:
    """A place where letters arrive, seen from behind: `shut` makes it answer nobody any more."""

    transport: Callable[[], Transport]
    arrived: Callable[[], list[bytes]]
    shut: Callable[[], None]


def parcel(number: object = 1, to: str = "bo@example.com", **other) -> Parcel:
    """A letter with all that a letter may have."""
    message_id = f"<{number}@example.com>"
    letter = Outgoing(**{
        "sender": Address("Ana Ruiz", "ana@example.com"), "to": Address("Bö, the 2nd", to),
        "subject": f"Letter {number}: 你好", "text": TEXT, "html": HTML, "message_id": message_id,
        "extra": (("X-Unsent", "1"), ("List-Unsubscribe", "<mailto:no@example.com>")),
        "images": (("logo@example.com", Attached("logo.png", b"\x89PNG" + bytes(range(256)))),),
        "attachments": (Attached("Añil 2026.pdf", b"%PDF-1.7" + b"\0" * 3000),),
    } | other)  # fmt: skip
    return Parcel(message_id, "ana@example.com", to, as_bytes(letter))


def body(data: bytes) -> bytes:
    return data.partition(b"\r\n\r\n")[2]


def fields(data: bytes) -> dict[str, str]:
    return {
        name.lower(): str(value) for name, value in message_from_bytes(data, policy=policy.default).items()
    }


class TransportContract:
    """Kept by every transport."""

    @pytest.fixture
    def door(self) -> Door:
        raise NotImplementedError

    @pytest.fixture
    def transport(self, door):
        transport = door.transport()
        yield transport
        transport.close()

    def same(self, arrived: bytes, sent: Parcel) -> bool:
        """Whether a letter arrived as it was handed over: its body to the byte, and what its headers say."""
        there, here = fields(arrived), fields(sent.data)
        names = ("from", "to", "subject", "message-id", "list-unsubscribe", "mime-version", "content-type")
        return body(arrived) == body(sent.data) and all(there.get(name) == here.get(name) for name in names)

    def test_it_says_where_letters_go_before_it_is_open(self, transport):
        assert transport.where
        assert len(transport.where.splitlines()) == 1

    def test_a_letter_arrives_as_it_is(self, transport, door):
        transport.open()
        receipt = transport.hand(parcel())
        assert isinstance(receipt, Receipt)
        assert receipt.fate in ACCEPTED
        assert len(receipt.said.splitlines()) <= 1
        assert not receipt.lost
        (arrived,) = door.arrived()
        assert self.same(arrived, parcel())

    def test_letters_arrive_one_after_the_other(self, transport, door):
        transport.open()
        sent = [parcel(number, f"bo{number}@example.com") for number in range(20)]
        assert {transport.hand(one).fate for one in sent} <= ACCEPTED
        arrived = sorted(door.arrived(), key=lambda data: fields(data)["message-id"])
        sent.sort(key=lambda one: one.message_id)
        assert all(self.same(*pair) for pair in zip(arrived, sent, strict=True))

    def test_a_letter_of_text_alone_arrives(self, transport, door):
        plain = parcel(html="", images=(), attachments=())
        transport.open()
        assert transport.hand(plain).fate in ACCEPTED
        (arrived,) = door.arrived()
        assert self.same(arrived, plain)

    def test_opening_it_again_changes_nothing(self, transport, door):
        transport.open()
        transport.open()
        assert transport.hand(parcel()).fate in ACCEPTED
        assert len(door.arrived()) == 1

    def test_it_can_be_opened_again_after_it_was_closed(self, transport, door):
        for number in (1, 2):
            transport.open()
            assert transport.hand(parcel(number)).fate in ACCEPTED
            transport.close()
        assert len(door.arrived()) == 2

    def test_closing_never_fails(self, transport, door):
        transport.close()
        transport.open()
        transport.close()
        transport.close()
        transport.open()
        door.shut()
        transport.close()

    def test_where_nobody_answers_it_says_so_and_what_to_do(self, transport, door):
        door.shut()
        with pytest.raises(CannotSend) as told:
            transport.open()
        assert told.value.why.endswith(".")
        assert told.value.todo.endswith(".")

    def test_a_letter_that_the_door_was_shut_on_is_not_called_accepted(self, transport, door):
        transport.open()
        door.shut()
        try:
            receipt = transport.hand(parcel())
        except CannotSend:
            return
        assert receipt.fate in {Fate.LATER, Fate.UNKNOWN}
        assert receipt.lost


class KnowsTwiceContract(TransportContract):
    """Kept by a transport that can look whether a letter lies there."""

    def test_the_same_letter_twice_arrives_once(self, transport, door):
        transport.open()
        assert transport.hand(parcel()).fate is Fate.HANDED
        assert transport.hand(parcel()).fate is Fate.HANDED
        assert len(door.arrived()) == 1

    def test_so_it_is_after_it_was_closed_and_for_another_sender(self, transport, door):
        for one in (transport, door.transport()):
            one.open()
            assert one.hand(parcel()).fate is Fate.HANDED
            one.close()
        assert len(door.arrived()) == 1
